"""Short transcriptions of our own: the two annexes with their figures, and a document of a few clauses."""

from __future__ import annotations

from typing import Final

KHANH_HOA_ANNEX: Final = """\
PHỤ LỤC 2
Đơn vị tính: triệu đồng
STT\tNội dung công việc\tKinh phí phân bổ hàng năm\t\t\t\tCộng\tNguồn
\t\t2023\t2024\t2025\t2026
1\tCông tác phòng ngừa\t600\t600\t650\t650\t2.500\tNgân sách tỉnh
2\tCông tác đấu tranh\t400\t400\t450\t450\t1.700\tNgân sách tỉnh
3\tMua sắm trang thiết bị, phương tiện\t-\t-\t-\t-\t-\tNgân sách tỉnh
4\tHoạt động chỉ đạo, quản lý, điều hành\t150\t150\t150\t150\t600\tNgân sách tỉnh
Tổng cộng\t\t1.150\t1.150\t1.250\t1.250\t4.800
"""
DONG_THAP_ANNEX: Final = """\
PHỤ LỤC 2
Đơn vị tính: Triệu đồng.
TT Nội dung công việc
Tổng số vốn đầu tư cho từng năm
Cộng Nguồn
2022 2023 2024 2025 2026
1 Công tác phòng ngừa 300 200 200 300 200 1.200 Ngân sách Tỉnh
2 Công tác đấu tranh 300 300 300 400 300 1.600 Ngân sách Tỉnh
3 Mua sắm trang thiết bị, phương tiện 100 100 100 3.300 100 3.700 Ngân sách Tỉnh
4 Hoạt động chỉ đạo, quản lý, điều hành 150 100 150 100 150 650 Ngân sách Tỉnh
TỔNG CỘNG 850 700 750 4.100 750 7.150 Ngân sách Tỉnh
*Ghi chú về bản quyền phần mềm.
"""
SOURCE: Final = """\
Số: 15/KH-UBND
Hà Giang, ngày 10 tháng 01 năm 2025
KẾ HOẠCH
Phòng, chống lừa đảo trên mạng giai đoạn 2025 - 2026
Số vụ còn cao¹. Theo Chỉ thị số 21/CT-TTg ngày 25/5/2020 của Thủ tướng Chính phủ về tăng cường

¹ Năm 2024 xảy ra 12 vụ, thiệt hại hơn 3,5 tỷ đồng (trong đó: qua mạng xã hội – 08 vụ, qua điện thoại – 4 vụ).

phòng ngừa lừa đảo qua không gian mạng, UBND tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Giảm số vụ lừa đảo.
II. NHIỆM VỤ
1. Công an tỉnh
- Cảnh báo người dân về thủ đoạn mới.
- Mở đợt cao điểm khi có yêu cầu.
2. Sở Tài chính
Bố trí kinh phí cho các cơ quan.
III. KINH PHÍ
Tổng kinh phí dự kiến là 7.150.000.000đ (Bảy tỷ một trăm năm mươi triệu đồng).
IV. TỔ CHỨC THỰC HIỆN
1. Trước ngày 15 tháng 6 các cơ quan báo cáo về canhbao@vidu.gov.vn.
Nơi nhận:
- Bộ Công an (báo cáo);
- Công an tỉnh;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn A
PHỤ LỤC 1
Đơn vị tính: triệu đồng
STT\tNội dung\t2025\t2026\tCộng
1\tTuyên truyền\t3.000\t150\t3.150
2\tThiết bị\t4.000\t-\t4.000
Tổng cộng\t7.000\t150\t7.150
"""
PLAN: Final = """\
format: 1
id: lua-dao
province: Hà Giang
title: Phòng, chống lừa đảo trên mạng giai đoạn 2025 - 2026
period: {from: 2025, to: 2026, at: Đầu văn bản}
document:
  number: 15/KH-UBND
  date: "2025-01-10"
  signer: {name: Nguyễn Văn A, title: CHỦ TỊCH}
  at: Đầu văn bản
legal_basis:
  - kind: Chỉ thị
    number: 21/CT-TTg
    date: "2020-05-25"
    issuer: Thủ tướng Chính phủ
    subject: về tăng cường phòng ngừa lừa đảo qua không gian mạng
    at: Mở đầu
agencies:
  - {id: cong-an, name: Công an tỉnh}
  - {id: so-tai-chinh, name: Sở Tài chính}
  - {id: bo-cong-an, name: Bộ Công an}
  - {id: cac-co-quan, name: Các cơ quan}
objectives:
  - {id: giam, at: I.1, summary: Kéo giảm lừa đảo}
tasks:
  - {id: canh-bao, at: II.1.1, agencies: [cong-an], role: assigned, summary: Cảnh báo thủ đoạn}
  - {id: cao-diem, at: II.1.2, agencies: [cong-an], role: assigned, summary: Đợt cao điểm, timing: khi có yêu cầu}
  - {id: kinh-phi, at: II.2, agencies: [so-tai-chinh], role: assigned, summary: Bố trí kinh phí}
budget:
  unit: triệu đồng
  at: Phụ lục 1
  years: [2025, 2026]
  lines:
    - {id: tuyen-truyen, stt: "1", name: Tuyên truyền, amounts: [3000, 150], total: 3150}
    - {id: thiet-bi, stt: "2", name: Thiết bị, amounts: [4000, "-"], total: 4000}
  totals: [7000, 150]
  total: 7150
  stated:
    - {amount: "7.150.000.000", unit: đồng, words: Bảy tỷ một trăm năm mươi triệu đồng, status: dự kiến, at: III}
reports:
  - id: sau-thang
    title: Báo cáo 6 tháng
    kind: periodic
    bound: before
    rule: {freq: yearly, bymonth: 6, bymonthday: 15}
    from_whom: [cac-co-quan]
    via: {agency: cong-an, email: canhbao@vidu.gov.vn}
    at: IV.1
statistics:
  - id: so-vu
    label: Số vụ
    period: Năm 2024
    total: {value: 12, unit: vụ}
    parts:
      - {id: mang, label: qua mạng xã hội, value: 8, unit: vụ, printed: "08"}
      - {id: dien-thoai, label: qua điện thoại, value: 4, unit: vụ}
    at: chú thích 1
  - id: thiet-hai
    label: Thiệt hại
    period: Năm 2024
    total: {value: "3,5", unit: tỷ đồng, qualifier: more_than}
    at: chú thích 1
recipients:
  - {name: Bộ Công an, agencies: [bo-cong-an], for_report: true}
  - {name: Công an tỉnh, agencies: [cong-an]}
  - {name: VT, archive: true}
"""
