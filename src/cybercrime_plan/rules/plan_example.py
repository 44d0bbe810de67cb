"""A small plan without a fault for each family, from which the rules make their examples."""

from __future__ import annotations

from typing import Final

DOCUMENT: Final = """\
format: 1
id: vi-du
province: Khánh Hòa
title: Kế hoạch phòng, chống tội phạm giai đoạn 2025 - 2026
period: {from: 2025, to: 2026}
document:
  number: 15/KH-UBND
  date: "2025-01-10"
  issuer: UBND tỉnh
  signer: {name: Nguyễn Văn A, title: CHỦ TỊCH}
  readings:
    - {of: number, value: 15/KH-UBND, at: Phụ lục 1}
    - {of: date, value: "2025-01-10", at: Phụ lục 1}
    - {of: issuer, value: Ủy ban nhân dân tỉnh Khánh Hòa, at: Phụ lục 1}
    - {of: title, value: Kế hoạch phòng chống tội phạm giai đoạn 2025 – 2026, at: Phụ lục 1}
    - {of: signer, value: Nguyễn Văn A, at: Phụ lục 1}
    - {of: annexes, value: Phụ lục 1, at: III}
  annexes:
    - {name: Phụ lục 1, amounts: none}
tasks:
  - {id: canh-bao, at: II.1, agencies: [cong-an], role: assigned, summary: Cảnh báo thủ đoạn}
"""
"""A document that says the same everywhere."""

LAW: Final = """\
format: 1
id: vi-du
document:
  number: 15/KH-UBND
  date: "2025-01-10"
legal_basis:
  - kind: Nghị định
    number: 25/2014/NĐ-CP
    date: "2014-04-07"
    issuer: Chính phủ
    at: Mở đầu
    also: [{date: "2014-04-07", issuer: Chính phủ, at: chú thích 2}]
  - kind: Kế hoạch
    number: 124/KH-UBND
    date: "2020-06-01"
    issuer: UBND tỉnh
    at: Mở đầu
  - kind: Kế hoạch
    number: 137/KH-UBND
    date: "2020-06-11"
    issuer: UBND tỉnh
    at: Mở đầu
tasks:
  - {id: canh-bao, at: II.1, agencies: [cong-an], role: assigned, summary: Cảnh báo thủ đoạn}
"""
"""Three instruments, cited without a fault."""

REPORTS: Final = """\
format: 1
id: vi-du
period: {from: 2025, to: 2026}
reports:
  - id: sau-thang
    title: Báo cáo 6 tháng
    kind: periodic
    bound: before
    rule: {freq: yearly, bymonth: 6, bymonthday: 15}
    data: {from: "12-15", to: "06-05"}
    from_whom: [so-nganh]
    to: [ubnd-tinh]
  - id: nam
    title: Báo cáo năm
    kind: periodic
    bound: by
    rule: {freq: yearly, bymonth: 12, bymonthday: 20}
    data: {from: "12-15", to: "12-14"}
    from_whom: [so-nganh]
    to: [ubnd-tinh]
"""
"""Two reports a year."""

DUTIES: Final = """\
format: 1
id: vi-du
period: {from: 2025, to: 2026}
agencies:
  - {id: ubnd-tinh, name: UBND tỉnh}
  - {id: cong-an, name: Công an tỉnh}
  - {id: so-nganh, name: Các sở, members: [so-tu-phap]}
  - {id: so-tu-phap, name: Sở Tư pháp}
  - {id: toa-an, name: Tòa án nhân dân tỉnh}
tasks:
  - {id: canh-bao, at: II.1, agencies: [cong-an], role: assigned, summary: Cảnh báo thủ đoạn}
  - id: quy-che
    at: II.2
    agencies: [so-tu-phap]
    role: assigned
    summary: Soạn quy chế phối hợp
    deliverable: Quy chế phối hợp
    timing: trong quý II năm 2025
  - {id: xet-xu, at: II.3, agencies: [toa-an], role: requested, summary: Chọn án điểm}
reports:
  - id: nam
    title: Báo cáo năm
    kind: periodic
    bound: by
    rule: {freq: yearly, bymonth: 12, bymonthday: 20}
    from_whom: [so-nganh]
    to: [ubnd-tinh]
    via: {agency: cong-an, email: phongngua@khanhhoa.gov.vn}
recipients:
  - {name: UBND tỉnh, agencies: [ubnd-tinh]}
  - {name: Công an tỉnh, agencies: [cong-an]}
  - {name: Các sở, agencies: [so-nganh]}
  - {name: Tòa án nhân dân tỉnh, agencies: [toa-an]}
contacts:
  - {agency: cong-an, email: phongngua@khanhhoa.gov.vn, at: IV.2}
"""
"""Tasks whose bodies all receive the plan."""

STATISTICS: Final = """\
format: 1
id: vi-du
statistics:
  - id: so-vu
    label: Số vụ trong năm
    total: {value: 468, unit: vụ}
    parts:
      - {id: lua-dao, label: Lừa đảo, value: 419, unit: vụ}
      - {id: danh-bac, label: Đánh bạc, value: 49, unit: vụ}
  - id: thiet-hai
    label: Thiệt hại
    total: {value: 109, unit: tỷ đồng}
    parts:
      - {id: lua-dao, label: Lừa đảo, value: 100, unit: tỷ đồng}
      - {id: danh-bac, label: Đánh bạc, value: 9, unit: tỷ đồng}
tasks:
  - {id: canh-bao, at: II.1, agencies: [cong-an], role: assigned, summary: Cảnh báo thủ đoạn}
"""
"""Parts that add up."""
