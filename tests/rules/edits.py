"""The smallest edits of the shipped plans that make a rule speak up, or fall silent: at least one for each rule."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

KH: Final = "khanh-hoa"
DT: Final = "dong-thap"


class Edit(NamedTuple):
    """In that plan, `old` written as `new`, everywhere it stands."""

    code: str
    plan: str
    old: str
    new: str


_DIA_PHUONG: Final = "    - {id: dia-phuong, name: Ngân sách địa phương,              level: local,    at: III}\n"
_NOTE: Final = (
    "      notes:\n        - {on: 2025, text: Gia hạn các phần mềm chuyên dùng có bản quyền hết hạn năm 2025, "
    'mark: "*", anchored: false}\n'
)
_CONG_AN: Final = "  - {name: Công an tỉnh, agencies: [cong-an]}\n"
_UNDECIDED: Final = "      undecided: Công an tỉnh báo cáo hàng năm; HĐND, UBND tỉnh xem xét, quyết định\n"
_NAM: Final = "    kind: periodic\n    bound: before\n    rule: {freq: yearly, bymonth: 11, bymonthday: 15}\n"
_MAIL: Final = "anninhmang.ca@khanhhoa.gov.vn"
_DIRECTIVE: Final = 'date: "2020-05-25"\n    issuer: Thủ tướng Chính phủ'

_ANNEX_NUMBERS: Final = "value: 52/KH-UBND,  at: Phụ lục 1}\n    - {of: number, value: 622/KH-UBND, at: Phụ lục 2}"

_ACKNOWLEDGED: Final = 'figures: ["461 vụ", "468 vụ"]\n'
_DOERS: Final = "so-nganh, doan-the, ubnd-huyen, cong-an, luc-luong-dau-tranh"

WRONG: Final = (
    Edit("SRC101", KH, "level: local, ", "level: other, "),
    Edit("SRC102", KH, _DIA_PHUONG, ""),
    Edit("SRC111", KH, _UNDECIDED, ""),
    Edit("SRC112", DT, _NOTE, ""),
    Edit("SRC113", DT, "{on: 2025, text", "{on: 2021, text"),
    Edit("SRC114", KH, "to: 2026, wording", "to: 2027, wording"),
    Edit("SRC115", DT, "kind: investment, wording: Đầu tư", "kind: recurrent, wording: Đầu tư"),
    Edit("SRC118", KH, "name: Công tác đấu tranh, at: Phụ lục 1.2", "name: Công tác tập huấn, at: Phụ lục 1.2"),
    Edit("SRC119", KH, "name: Công tác đấu tranh, at", "name: Công tác đấu tranh tội phạm, at"),
    Edit(
        "DOC101",
        DT,
        "value: null,      printed: số /KH-UBND,   at: Phụ lục 1",
        "value: 12/KH-UBND, at: A}\n    - {of: number, value: 21/KH-UBND, at: Phụ lục 1",
    ),
    Edit(
        "DOC102", DT, 'value: "2022-02", printed: ngày /02/2022, at: Phụ lục 1', 'value: "2022-03", at: Phụ lục 1'
    ),
    Edit("DOC103", DT, "    - {of: annexes,", "    - {of: title, value: Phòng ngừa, at: III}\n    - {of: annexes,"),
    Edit("DOC104", DT, "value: Ủy ban nhân dân Tỉnh, at: Phụ lục 1", "value: Chủ tịch UBND Tỉnh, at: Phụ lục 1"),
    Edit("DOC105", KH, "  readings:\n", "  readings:\n    - {of: signer, value: Nguyễn Tấn Tuân, at: III}\n"),
    Edit("DOC106", KH, "  readings:\n", "  readings:\n    - {of: annexes, value: Phụ lục 3, at: III}\n"),
    Edit("DOC107", KH, "number: 522/KH-UBND", "number: null"),
    Edit("DOC108", KH, 'date: "2023-01-16"\n  issuer', 'date: "2023-01"\n  issuer'),
    Edit("DOC109", DT, "title: CHỦ TỊCH, ", ""),
    Edit("DOC110", KH, "number: 522/KH-UBND", "number: 522 KH-UBND"),
    Edit("DOC111", KH, "number: 522/KH-UBND", "number: 52522/KH-UBND"),
    Edit("DOC112", KH, "  issuer: null   #", "  issuer: HĐND tỉnh   #"),
    Edit("DOC113", KH, "2023 - 2026", "2023 - 2025"),
    Edit("DOC115", DT, "doubts:\n", "doubts:\n    - {printed: hoàn cảnh, likely: địa bàn, at: I}\n"),
    Edit("LEG101", DT, _DIRECTIVE, _DIRECTIVE.replace("Thủ tướng Chính phủ", "Chính phủ")),
    Edit(
        "LEG102",
        DT,
        '    date: "2020-06-11"\n',
        '    date: "2020-06-11"\n    also: [{issuer: Chủ tịch UBND Tỉnh, at: III}]\n',
    ),
    Edit("LEG103", DT, '[{date: "2020-05-25"', '[{date: "2020-05-26"'),
    Edit("LEG104", KH, 'number: 165/TTr-CAT\n    date: "2023-01-12"', "number: null"),
    Edit("LEG105", KH, "2023-01-12", "2023-02-12"),
    Edit("LEG106", KH, "number: 165/TTr-CAT", "number: 165TTr-CAT"),
    Edit("LEG107", DT, "number: 499/", "number: 49999/"),
    Edit("LEG108", DT, "number: 137/", "number: 13/"),
    Edit("LEG109", DT, "kind: Chỉ thị", "kind: Quyết định"),
    Edit("LEG110", KH, "number: 53/2022", "number: 53/2021"),
    Edit("RPT101", KH, "to: 2026, wording", 'to: "2023-05", wording'),
    Edit("RPT102", DT, "bymonth: 11, bymonthday: 15", "bymonth: 6, bymonthday: 15"),
    Edit(
        "RPT103",
        DT,
        "bymonth: 6, bymonthday: 15}\n",
        'bymonth: 6, bymonthday: 15}\n    data: {from: "12-15", to: "06-14"}\n',
    ),
    Edit("RPT104", DT, _NAM, "    kind: periodic\n"),
    Edit("RPT105", DT, "        - Cuộc thi tìm hiểu\n", "        - Cuộc thi tìm hiểu, tổng kết\n"),
    Edit("TSK101", KH, _CONG_AN, ""),
    Edit("TSK102", DT, 'Các sở, ngành Tỉnh", agencies: [so-nganh]}', 'Các sở, ngành Tỉnh"}'),
    Edit("AGY101", KH, "{id: so-cong-thuong,", '{id: so-cong-thuong, until: "2025-02-28",'),
    Edit(
        "AGY102",
        KH,
        "{id: so-cong-thuong,",
        '{id: so-cong-thuong, until: "2025-02-28", successor: [so-tu-phap, so-gddt],',
    ),
    Edit(
        "AGY105",
        KH,
        "{id: so-cong-thuong,",
        '{id: so-cong-thuong, until: "2025-02-28", successor: so-cong-thuong,',
    ),
    Edit("AGY106", KH, "{id: so-cong-thuong,", '{id: so-cong-thuong, until: "2025-06-30", successor: ubnd-huyen,'),
    Edit("AGY109", KH, "{id: so-tttt,", '{id: so-tttt, until: "2025-03-31",'),
    Edit(
        "TSK104",
        DT,
        "at: II.2.1\n    agencies: [cong-an]\n    role: assigned",
        "at: II.2.1\n    agencies: [cong-an]\n    role: requested",
    ),
    Edit("TSK105", DT, "at: II.5\n", "at: II.5\n    deliverable: Quy chế\n"),
    Edit("TSK111", KH, _MAIL, "anninhmang@gmail.com"),
    Edit("TSK112", KH, _MAIL, "anninhmang.khanhhoa.gov.vn"),
    Edit("TSK113", KH, f"email: {_MAIL}, at", "email: an.ninh@khanhhoa.gov.vn, at"),
    Edit("TSK114", KH, "{name: Công an tỉnh, agencies", "{name: Công an tỉn, agencies"),
    Edit("SRC107", KH, "  - id: cong-an\n", "  - id: cong-an\n    level: district\n"),
    Edit("TSK106", KH, "agencies: [so-nganh, doan-the]}", "agencies: [so-tttt, doan-the]}"),
    Edit("TSK115", KH, "at: II.2.6", "at: II.2.5"),
    Edit("TSK116", KH, "at: II.2.6", "at: II.2.7"),
    Edit("STA101", KH, 'value: "20,9"', 'value: "29,0"'),
    Edit("STA103", KH, "value: 56,  unit: vụ", "value: 56,  unit: tin báo"),
    Edit("STA104", KH, 'value: "3,3",  unit: tỷ đồng', 'value: "3.300", unit: triệu đồng'),
    Edit("STA105", KH, 'printed: "08"', 'printed: "80"'),
    Edit("SRC106", KH, "level: central, ", "level: province, "),
    Edit("DOC116", KH, 'on: "2023-01-16"', 'on: "2022-01-16"'),
    Edit("RPT107", KH, "kết quả thực hiện (trước 15/6)", "kết quả thực hiện của quý sau (trước 15/6)"),
    Edit("RPT106", KH, "bymonth: 6, bymonthday: 15", "bymonth: 6, bymonthday: 25"),
    Edit("TSK117", KH, "at: II.2.3\n    agencies: [cong-an]", "at: II.2.3\n    agencies: [vksnd]"),
    Edit("ACK101", KH, "value: 49,  unit: vụ", "value: 48,  unit: vụ"),
    Edit(
        "ACK102", KH, 'figures: ["461 vụ", "468 vụ"]\n', 'figures: ["461 vụ", "468 vụ"]\n    until: "2026-05-31"\n'
    ),
    Edit("ACK103", KH, "value: 49,  unit: vụ", "value: 42,  unit: vụ"),
    Edit("ACK104", KH, "code: STA101", "code: STA901"),
)
"""Each makes its rule find something that nobody has acknowledged."""

RIGHT: Final = (
    Edit(
        "AGY103",
        KH,
        "{id: cuc-thue, name: Cục Thuế tỉnh}",
        '{id: cuc-thue, name: Cục Thuế tỉnh, until: "2025-06-30", successor: so-tai-chinh}',
    ),
    Edit("SRC103", KH, "level: province, at: Phụ lục 2", "level: province, at: III"),
    Edit("SRC104", KH, 'total: "-"\n      source: tinh\n', 'total: "-"\n'),
    Edit(
        "SRC105",
        DT,
        "holder: {agencies: [cong-an]",
        "holder: {agencies: [so-nganh, doan-the, ubnd-huyen, cong-an, luc-luong-dau-tranh]",
    ),
    Edit("SRC113", DT, "anchored: false", "anchored: true"),
    Edit("SRC115", KH, "kind: investment", "kind: recurrent"),
    Edit("SRC116", DT, "kind: investment, wording: Tổng", "kind: recurrent, wording: Tổng"),
    Edit("SRC117", KH, "amounts: none", "amounts: lines"),
    Edit("DOC101", KH, _ANNEX_NUMBERS, re.sub(r"\d+/", "522/", _ANNEX_NUMBERS)),
    Edit("DOC103", KH, "value: tăng cường giải pháp", "value: tăng cường các giải pháp"),
    Edit("DOC104", KH, "value: Chủ tịch UBND tỉnh", "value: UBND tỉnh"),
    Edit("DOC106", DT, "value: Phụ lục, printed", "value: Phụ lục 1, printed"),
    Edit("DOC107", DT, "number: null    #", "number: 15/KH-UBND    #"),
    Edit("DOC109", KH, "title: null, authority: null", "title: CHỦ TỊCH, authority: null"),
    Edit("DOC114", DT, ", wording: từ nay đến hết năm 2026", ""),
    Edit("LEG101", DT, 'also: [{date: "2014-04-07", issuer: Thủ tướng', 'also: [{date: "2014-04-07", issuer:'),
    Edit("LEG107", KH, "number: 56136/", "number: 5613/"),
    Edit("RPT105", KH, "    kind: once\n", "    kind: mid_term\n"),
    Edit("TSK102", KH, "Các cơ sở GDBT trên địa bàn tỉnh}", "Các cơ sở GDBT, agencies: [truong-hoc]}"),
    Edit("TSK111", DT, "anmdt@gmail.com", "anmdt@dongthap.gov.vn"),
    Edit("STA101", KH, "value: 461", "value: 468"),
    Edit("STA102", KH, 'value: "109,2"', 'value: "108,715"'),
    Edit("STA103", DT, "unit: tin báo", "unit: vụ"),
    Edit("STA104", KH, "value: 115,    unit: triệu đồng", 'value: "0,115", unit: tỷ đồng'),
)
"""Each puts something right of which its rule complains in the shipped plan."""
