"""Where each rule must speak, and the near misses on which it must stay silent, on small plans of other kinds."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from cybercrime_plan.read.load import load
from cybercrime_plan.rules.run import check

AS_OF: Final = date(2026, 6, 1)

DOCUMENT: Final = """\
format: 1
id: vd
province: Bắc Sơn
title: {title}
period: {period}
document:
  number: {number}
  date: {date}
  issuer: {issuer}
{more}
tasks:
  - {{id: a, at: II.1, agencies: [x], role: assigned, summary: Việc}}
"""
FACTS: Final = {
    "title": "Kế hoạch chuyển đổi số huyện Vân Hà giai đoạn 2025 - 2026",
    "period": "{from: 2025, to: 2026}",
    "number": "15/KH-UBND",
    "date": '"2025-01-10"',
    "issuer": "UBND huyện Vân Hà",
    "more": "",
}


def fires(code: str, text: str) -> bool:
    loaded = load(text.encode(), "vd.yaml")
    assert loaded.plan is not None, [str(one.complaint.message) for one in loaded.findings]
    found = check(loaded.plan, as_of=AS_OF, positions=loaded.positions)
    return code in {finding.rule.code for finding in found}


def read(of: str, value: str) -> str:
    return f'  readings:\n    - {{of: {of}, value: "{value}", at: Phụ lục 1}}'


def annexed(value: str, *names: str) -> str:
    rows = "".join(f"    - {{name: {name}, amounts: none}}\n" for name in names)
    return f"{read('annexes', value)}\n  annexes:\n{rows}"


OF_THE_DOCUMENT: Final = [
    ("DOC101", False, {"more": read("number", "15/KH–UBND")}),
    ("DOC101", False, {"more": read("number", "015/KH-UBND")}),
    ("DOC101", True, {"more": read("number", "151/KH-UBND")}),
    ("DOC102", False, {"more": read("date", "10/01/2025")}),
    ("DOC102", False, {"more": read("date", "ngày 10 tháng 01 năm 2025")}),
    ("DOC102", False, {"more": read("date", "tháng 1 năm 2025")}),
    ("DOC102", True, {"more": read("date", "11/01/2025")}),
    ("DOC102", True, {"more": read("date", "02/2025")}),
    ("DOC103", False, {"more": read("title", "chuyển đổi số huyện Vân Hà giai đoạn 2025 – 2026")}),
    ("DOC103", True, {"more": read("title", "chuyển đổi số huyện giai đoạn 2025 – 2026")}),
    ("DOC104", False, {"more": read("issuer", "UBND huyện")}),
    ("DOC104", False, {"more": read("issuer", "ỦY BAN NHÂN DÂN HUYỆN VÂN HÀ")}),
    ("DOC104", True, {"more": read("issuer", "Chủ tịch UBND huyện Vân Hà")}),
    ("DOC104", True, {"more": read("issuer", "UBND huyện Vân Canh")}),
    ("DOC106", False, {"more": annexed("Phụ lục 1 và Phụ lục 2", "Phụ lục 1", "Phụ lục 2")}),
    ("DOC106", False, {"more": annexed("các Phụ lục 1, 2 và 3", "Phụ lục 1", "Phụ lục 2", "Phụ lục 3")}),
    ("DOC106", False, {"more": annexed("Phụ lục 1 đến 3", "Phụ lục I", "Phụ lục II", "Phụ lục III")}),
    ("DOC106", False, {"more": annexed("Phụ lục I", "Phụ lục 1")}),
    ("DOC106", False, {"more": annexed("Phụ lục kèm theo", "Phụ lục 1")}),
    ("DOC106", False, {"more": annexed("Biểu số 02", "Biểu 1", "Biểu 2")}),
    ("DOC106", True, {"more": annexed("Phụ lục kèm theo", "Phụ lục 1", "Phụ lục 2")}),
    ("DOC106", True, {"more": annexed("Phụ lục 1 và Phụ lục 3", "Phụ lục 1", "Phụ lục 2")}),
    ("DOC110", False, {"number": "0155/KH-UBND"}),
    ("DOC110", True, {"number": "155 KH-UBND"}),
    ("DOC112", False, {"issuer": "Sở Tài chính"}),
    ("DOC112", True, {"issuer": "HĐND huyện Vân Hà"}),
    ("DOC112", True, {"number": "15/KH-SGDĐT"}),
    ("DOC112", False, {"number": "15/KH-SGDĐT", "issuer": "Giám đốc Sở Giáo dục và Đào tạo"}),
    ("DOC113", False, {"title": '"Kế hoạch A giai đoạn 2025 - 2026, định hướng đến năm 2030"'}),
    ("DOC113", False, {"title": "Kế hoạch năm 2025 thực hiện Chiến lược A giai đoạn 2021 - 2030"}),
    ("DOC113", False, {"title": "Kế hoạch thực hiện Chương trình A giai đoạn 2021 - 2030"}),
    ("DOC113", False, {"title": "Kế hoạch A đến năm 2026"}),
    ("DOC113", False, {"title": "Kế hoạch A"}),
    ("DOC113", True, {"title": "Kế hoạch A giai đoạn 2025 - 2027"}),
    ("DOC113", True, {"title": "Kế hoạch A năm 2024"}),
    ("DOC113", True, {"title": "Kế hoạch A năm 2024", "period": "{from: 2025, to: 2025}"}),
    ("DOC114", False, {"period": "{from: 2025, to: 2026, wording: từ ngày 01/01/2025 đến hết năm 2026}"}),
    ("DOC114", False, {"period": "{from: 2025, to: 2026, wording: hai năm 2025 và 2026}"}),
    ("DOC114", True, {"period": "{from: 2025, to: 2026, wording: từ nay đến hết năm 2026}"}),
    ("DOC114", True, {"period": "{from: 2025, to: 2026, wording: kể từ ngày ký đến hết năm 2026}"}),
    ("DOC115", False, {"more": "  doubts: [{printed: chi mở, likely: chi mở, at: A}]"}),
    ("DOC115", True, {"more": "  doubts: [{printed: chi mua, likely: chi mở, at: A}]"}),
    ("DOC116", False, {"more": 'revision: {number: 2, on: "2025-01-01", amends: "1"}'}),
    ("DOC116", True, {"more": 'revision: {number: 1, on: "2025-01-01"}'}),
]


@pytest.mark.parametrize(("code", "speaks", "facts"), OF_THE_DOCUMENT)
def test_what_a_document_says_of_itself(code: str, *, speaks: bool, facts: dict[str, str]) -> None:
    assert fires(code, DOCUMENT.format(**{**FACTS, **facts})) is speaks


@pytest.mark.parametrize("value", ["11 tháng giêng", "32/01/2025", "2025/01/11", "10-1"])
def test_a_date_that_cannot_be_read_is_refused_among_the_readings_too(value: str) -> None:
    loaded = load(DOCUMENT.format(**{**FACTS, "more": read("date", value)}).encode(), "vd.yaml")
    assert {finding.rule.code for finding in loaded.findings} <= {"SCH301", "SCH302"}
    assert loaded.findings


def cited(*rows: str) -> str:
    return DOCUMENT.format(**{**FACTS, "more": "legal_basis:\n" + "".join(f"  - {{{row}}}\n" for row in rows)})


def instrument(kind: str, number: str, day: str, issuer: str | None, more: str = "") -> str:
    said = f', issuer: "{issuer}"' if issuer else ""
    return f'kind: {kind}, number: {number}, date: "{day}"{said}, at: Mở đầu{more}'


CITED: Final = [
    ("LEG101", False, [instrument("Chỉ thị", "21/CT-TTg", "2024-03-01", "Thủ tướng")]),
    ("LEG101", False, [instrument("Kế hoạch", "12/KH-CAT", "2024-06-03", "Giám đốc Công an tỉnh")]),
    ("LEG101", False, [instrument("Quyết định", "23/QĐ-UBND", "2024-12-12", "ỦY BAN NHÂN DÂN TỈNH BẮC SƠN")]),
    ("LEG101", False, [instrument("Nghị quyết", "23/NQ-HĐND", "2024-12-12", "HĐND tỉnh Bắc Sơn khóa XIX")]),
    (
        "LEG101",
        False,
        [
            instrument(
                "Thông tư liên tịch", "10/2012/TTLT-BCA-BQP-BTP", "2012-09-10", "Liên Bộ Công an - Quốc phòng"
            )
        ],
    ),
    (
        "LEG101",
        False,
        [instrument("Thông tư liên tịch", "02/2016/TTLT-BCA-VKSNDTC-TANDTC", "2016-06-03", "Liên ngành")],
    ),
    ("LEG101", True, [instrument("Thông tư", "02/2016/TT-BCA", "2016-06-03", "Liên ngành")]),
    ("LEG101", False, [instrument("Thông tư", "03/2024/TT-BNV", "2024-03-01", "Bộ trưởng Bộ Nội vụ")]),
    ("LEG101", False, [instrument("Nghị quyết", "23/NQ-HĐND", "2024-12-12", "Thường trực HĐND tỉnh")]),
    ("LEG101", False, [instrument("Kế hoạch", "9/KH-BCA-C02", "2024-12-12", "Cục Cảnh sát hình sự")]),
    ("LEG101", False, [instrument("Chỉ thị", "21/CT-TTg", "2024-03-01", "Phó Thủ tướng Chính phủ")]),
    ("LEG101", False, [instrument("Nghị quyết", "57-NQ/TW", "2024-12-22", "Bộ Chính trị")]),
    (
        "LEG101",
        False,
        [instrument("Nghị quyết", "29-NQ/TW", "2013-11-04", "Hội nghị lần thứ tám BCH TW Đảng khóa XI")],
    ),
    ("LEG101", False, [instrument("Kết luận", "13-KL/TW", "2021-08-16", "Ban Bí thư Trung ương Đảng")]),
    ("LEG101", False, [instrument("Chỉ thị", "15-CT/TU", "2024-03-01", "Ban Thường vụ Tỉnh ủy Bắc Sơn")]),
    ("LEG101", False, [instrument("Nghị quyết", "15-NQ/TU", "2024-03-01", "Ban Chấp hành Đảng bộ tỉnh khóa XIX")]),
    ("LEG101", False, [instrument("Kế hoạch", "15-KH/TU", "2024-03-01", "Thường trực Thành uỷ")]),
    ("LEG101", False, [instrument("Kế hoạch", "15-KH/HU", "2024-03-01", "Ban Thường vụ Huyện ủy Vân Hà")]),
    ("LEG101", False, [instrument("Kế hoạch", "15-KH/ĐU", "2024-03-01", "Đảng ủy Công an tỉnh")]),
    ("LEG101", True, [instrument("Nghị quyết", "57-NQ/TW", "2024-12-22", "Chính phủ")]),
    ("LEG101", True, [instrument("Chỉ thị", "15-CT/TU", "2024-03-01", "UBND tỉnh Bắc Sơn")]),
    ("LEG101", True, [instrument("Chỉ thị", "15-CT/TU", "2024-03-01", "Bộ Chính trị")]),
    ("LEG101", True, [instrument("Kế hoạch", "15-KH/HU", "2024-03-01", "Tỉnh ủy")]),
    ("LEG101", True, [instrument("Nghị quyết", "23/NQ-HĐND", "2024-12-12", "UBND tỉnh")]),
    ("LEG101", True, [instrument("Thông tư", "03/2024/TT-BNV", "2024-03-01", "Bộ Tài chính")]),
    ("LEG101", True, [instrument("Nghị định", "25/2014/NĐ-CP", "2014-04-07", "Thủ tướng Chính phủ")]),
    ("LEG101", True, [instrument("Chỉ thị", "21/CT-TTg", "2024-03-01", "Chính phủ")]),
    (
        "LEG102",
        False,
        [
            instrument(
                "Kế hoạch",
                "499/KH-BCA-C02",
                "2020-12-08",
                "Bộ Công an",
                ", also: [{issuer: Bộ trưởng Bộ Công an, at: II}]",
            )
        ],
    ),
    (
        "LEG102",
        False,
        [
            instrument(
                "Kế hoạch",
                "499/KH-UBND",
                "2020-12-08",
                "UBND tỉnh",
                ", also: [{issuer: Ủy ban nhân dân tỉnh Bắc Sơn, at: II}]",
            )
        ],
    ),
    (
        "LEG102",
        True,
        [
            instrument(
                "Kế hoạch",
                "499/KH-UBND",
                "2020-12-08",
                "UBND tỉnh",
                ", also: [{issuer: Chủ tịch UBND tỉnh, at: II}]",
            )
        ],
    ),
    ("LEG104", False, ['kind: Luật, number: null, date: "2018-06-12", subject: An ninh mạng']),
    ("LEG104", False, ["kind: Luật, number: 24/2018/QH14, subject: An ninh mạng"]),
    ("LEG104", True, ["kind: Luật, subject: An ninh mạng"]),
    ("LEG105", False, [instrument("Quyết định", "100/QĐ-TTg", "2025-01-10", "Thủ tướng Chính phủ")]),
    ("LEG105", True, [instrument("Quyết định", "100/QĐ-TTg", "2025-01-11", "Thủ tướng Chính phủ")]),
    ("LEG106", False, [instrument("Công văn", "1234/UBND-KT.VX", "2024-12-24", "UBND tỉnh")]),
    ("LEG106", False, [instrument("Kết luận", "13-KL/TW", "2021-08-16", "Ban Bí thư")]),
    ("LEG106", False, [instrument("Kế hoạch", "0155/KH-UBND", "2024-12-24", "UBND tỉnh")]),
    ("LEG106", False, [instrument("Quyết định", "45a/QĐ-TU", "2024-12-24", "Tỉnh ủy")]),
    ("LEG106", False, [instrument("Kế hoạch", "Số 15/KH-BCĐ389", "2024-12-24", "Ban Chỉ đạo 389")]),
    ("LEG106", True, [instrument("Kế hoạch", "155 KH-UBND", "2024-12-24", "UBND tỉnh")]),
    (
        "LEG108",
        False,
        [
            instrument("Quyết định", "812/QĐ-UBND", "2024-03-01", "UBND tỉnh"),
            instrument("Quyết định", "15/2024/QĐ-UBND", "2024-06-11", "UBND tỉnh"),
        ],
    ),
    (
        "LEG108",
        False,
        [
            instrument("Quyết định", "812/QĐ-UBND", "2024-03-01", None),
            instrument("Quyết định", "15/QĐ-UBND", "2024-06-11", "UBND tỉnh"),
        ],
    ),
    (
        "LEG108",
        False,
        [
            instrument("Quyết định", "146/QĐ-TTg", "2022-01-28", "Thủ tướng Chính phủ"),
            instrument("Quyết định", "05/2022/QĐ-TTg", "2022-03-23", "Thủ tướng Chính phủ"),
        ],
    ),
    (
        "LEG108",
        True,
        [
            instrument("Quyết định", "146/QĐ-TTg", "2022-01-28", None),
            instrument("Quyết định", "105/QĐ-TTg", "2022-03-23", "Thủ tướng Chính phủ"),
        ],
    ),
    ("LEG108", True, [instrument("Kế hoạch", "19/KH-UBND", "2025-01-05", "UBND huyện Vân Hà")]),
    ("LEG109", False, [instrument("nghị định", "25/2014/NĐ-CP", "2014-04-07", "Chính phủ")]),
    ("LEG109", False, [instrument("Quy định", "22-QĐ/TW", "2021-07-28", "Ban Chấp hành Trung ương")]),
    ("LEG109", True, [instrument("Nghị quyết", "25/2014/NĐ-CP", "2014-04-07", "Chính phủ")]),
    ("LEG109", True, [instrument("Pháp lệnh", "24/2018/QH14", "2018-06-12", "Quốc hội")]),
]


@pytest.mark.parametrize(("code", "speaks", "rows"), CITED)
def test_what_a_plan_cites(code: str, *, speaks: bool, rows: list[str]) -> None:
    assert fires(code, cited(*rows)) is speaks


BUDGET: Final = """\
format: 1
id: vd
title: {title}
period: {period}
agencies:
  - {{id: x, name: Sở A}}
  - {{id: y, name: Phòng B, part_of: [x]}}
  - {{id: z, name: Các sở, members: [x]}}
  - {{id: w, name: Báo C}}
  - {{id: v, name: UBND các huyện, level: district}}
budget:
  unit: triệu đồng
  at: Phụ lục 2
{head}
  years: {years}
  lines:
{lines}
"""
TABLE: Final = {
    "title": "Kế hoạch A",
    "period": "{from: 2025, to: 2026}",
    "head": "",
    "years": "[2025, 2026]",
    "lines": "{id: a, name: Tuyên truyền, amounts: [10, 10], total: 20, agencies: [x]}",
}


def line(name: str, label: str) -> dict[str, str]:
    return {"lines": f'{{id: a, name: "{name}", amounts: [10, 10], labels: [{{name: "{label}", at: A}}]}}'}


def source(name: str, level: str, more: str = "") -> dict[str, str]:
    return {
        "head": f"  sources:\n    - {{id: s, name: {name}, level: {level}, at: III}}\n{more}",
        "lines": "{id: a, name: A, amounts: [10, 10], source: s}",
    }


SPIKE: Final = "amounts: [10, 300, 20, 15, 15]"
GROUP: Final = f"{{id: g, name: G, {SPIKE}, lines: [{{id: a, name: A, {SPIKE}}}]}}"
TWO_KINDS: Final = (
    "  spending:\n    - {{kind: recurrent, wording: {}, at: III}}\n    - {{kind: investment, wording: {}, at: III}}"
)

ALLOCATED: Final = {
    "title": "Phân bổ kinh phí giai đoạn 2025 - 2026 thực hiện Kế hoạch A giai đoạn 2024 - 2026",
    "period": "{from: 2024, to: 2026}",
}
ANNEX: Final = "Kế hoạch A\ndocument: {{annexes: [{{name: Phụ lục 2, title: {}}}]}}"
OF_MONEY: Final = [
    (
        "SRC101",
        False,
        source("Ngân sách nhà nước", "state", "    - {id: t, name: Ngân sách tỉnh, level: province}\n")
        | {"lines": "{id: a, name: A, amounts: [1, 1], source: t}"},
    ),
    (
        "SRC101",
        True,
        source("Vốn vay", "other", "    - {id: t, name: Ngân sách tỉnh, level: province}\n")
        | {"lines": "{id: a, name: A, amounts: [1, 1], source: t}"},
    ),
    (
        "SRC102",
        False,
        source(
            "Ngân sách nhà nước", "state", "    - {id: t, name: Ngân sách huyện, level: district, at: Phụ lục 2}\n"
        ),
    ),
    (
        "SRC102",
        True,
        source(
            "Ngân sách tỉnh", "province", "    - {id: t, name: Ngân sách huyện, level: district, at: Phụ lục 2}\n"
        ),
    ),
    ("SRC105", False, {"head": "  holder: {agencies: [z]}"}),
    (
        "SRC105",
        False,
        {"head": "  holder: {agencies: [x]}", "lines": "{id: a, name: A, amounts: [1, 1], agencies: [y]}"},
    ),
    (
        "SRC105",
        True,
        {"head": "  holder: {agencies: [x]}", "lines": "{id: a, name: A, amounts: [1, 1], agencies: [w]}"},
    ),
    ("SRC106", False, source("Nguồn vốn xã hội hóa", "other")),
    ("SRC106", False, source("Vốn vay Ngân hàng Chính sách xã hội", "other")),
    ("SRC106", False, source("Ngân hàng Nhà nước tài trợ", "other")),
    ("SRC106", False, source('"Ngân sách tỉnh, huyện"', "district")),
    ("SRC106", False, source("Ngân sách địa phương", "province")),
    ("SRC106", True, source("Ngân sách xã", "province")),
    ("SRC106", True, source("Ngân sách Trung ương", "province")),
    (
        "SRC107",
        False,
        source("Ngân sách huyện", "district")
        | {"lines": "{id: a, name: A, amounts: [1, 1], source: s, agencies: [v]}"},
    ),
    (
        "SRC107",
        False,
        source("Ngân sách tỉnh", "province")
        | {"lines": "{id: a, name: A, amounts: [1, 1], source: s, agencies: [x]}"},
    ),
    (
        "SRC107",
        True,
        source("Ngân sách tỉnh", "province")
        | {"lines": "{id: a, name: A, amounts: [1, 1], source: s, agencies: [v]}"},
    ),
    ("SRC111", False, {"lines": '{id: a, name: A, amounts: [20, "-"], total: 20}'}),
    ("SRC111", True, {"lines": '{id: a, name: A, amounts: ["-", "-"], total: "-"}'}),
    ("SRC111", True, {"lines": '{id: a, name: A, amounts: [20, "-"], total: 20, dash: not_fixed}'}),
    ("SRC111", True, {"lines": '{id: a, name: A, amounts: [20, "-"], total: 20, unfixed: [2026]}'}),
    ("SRC111", True, {"head": "  dash: not_fixed", "lines": '{id: a, name: A, amounts: [20, "-"], total: 20}'}),
    ("SRC111", False, {"head": "  dash: none", "lines": '{id: a, name: A, amounts: ["-", "-"], total: "-"}'}),
    ("BUD134", False, {"lines": '{id: a, name: A, amounts: [20, "-"], total: 20}'}),
    ("BUD134", True, {"lines": '{id: a, name: A, amounts: [20, "-"], total: 20, undecided: HĐND quyết định}'}),
    ("SRC112", True, {"years": "[2024, 2025, 2026, 2027, 2028]", "lines": GROUP}),
    (
        "SRC114",
        False,
        {"period": "{from: 2021, to: 2025}", "years": "[2025]", "lines": "{id: a, name: A, amounts: [10]}"},
    ),
    (
        "SRC120",
        True,
        {"period": "{from: 2021, to: 2025}", "years": "[2025]", "lines": "{id: a, name: A, amounts: [10]}"},
    ),
    ("SRC114", False, {"period": "{from: 2024, to: 2026}", "head": "  part: true"}),
    ("SRC120", True, {"period": "{from: 2024, to: 2026}", "head": "  part: true"}),
    ("SRC114", False, ALLOCATED),
    ("SRC120", True, ALLOCATED),
    (
        "SRC120",
        True,
        ALLOCATED | {"title": "Kế hoạch năm 2025 và năm 2026 thực hiện Chiến lược A giai đoạn 2024 - 2026"},
    ),
    ("SRC120", True, ALLOCATED | {"title": ANNEX.format("Kinh phí giai đoạn 2025 - 2026")}),
    ("SRC114", True, ALLOCATED | {"title": ANNEX.format("Kinh phí năm 2026")}),
    ("SRC114", True, ALLOCATED | {"title": "Kế hoạch A giai đoạn 2024 - 2026"}),
    ("SRC114", True, ALLOCATED | {"title": "Kế hoạch A giai đoạn 2024 - 2025"}),
    ("SRC114", True, {"period": "{from: 2024, to: 2026}"}),
    ("SRC114", True, {"period": "{from: 2026, to: 2026}"}),
    ("SRC115", False, {"head": TWO_KINDS.format("vốn đầu tư và vốn sự nghiệp", "vốn đầu tư và vốn sự nghiệp")}),
    ("SRC115", True, {"head": TWO_KINDS.format("vốn sự nghiệp", "vốn đầu tư")}),
    ("SRC116", False, {"head": "  spending: [{kind: investment, wording: Kế hoạch vốn đầu tư công, at: B}]"}),
    ("SRC116", True, {"head": "  spending: [{kind: investment, wording: Tổng vốn đầu tư, at: B}]"}),
    ("SRC118", False, line("Ứng dụng công nghệ thông tin", "Ứng dụng CNTT")),
    ("SRC118", False, line("Ngành GDĐT", "Ngành Giáo dục và Đào tạo")),
    ("SRC118", False, line("Phòng, chống tội phạm", "Phòng chống tội phạm")),
    ("SRC118", True, line("Phòng, chống tội phạm", "Tập huấn")),
    ("SRC119", False, line("Phòng, chống tội phạm", "Phòng chống tội phạm")),
    ("SRC119", True, line("Phòng, chống tội phạm", "Phòng chống tội phạm cấp tỉnh")),
]


@pytest.mark.parametrize(("code", "speaks", "table"), OF_MONEY)
def test_what_a_table_leaves_open(code: str, *, speaks: bool, table: dict[str, str]) -> None:
    values = {**TABLE, **table}
    assert fires(code, BUDGET.format(**{**values, "lines": f"    - {values['lines']}"})) is speaks


def test_a_group_and_its_only_line_are_one_spike() -> None:
    text = BUDGET.format(**{**TABLE, "years": "[2024, 2025, 2026, 2027, 2028]", "lines": f"    - {GROUP}"})
    loaded = load(text.encode(), "vd.yaml")
    assert loaded.plan is not None
    found = check(loaded.plan, as_of=AS_OF, families={"SRC"}, positions=loaded.positions)
    paths = [one.complaint.path for one in found if one.rule.code == "SRC112"]
    assert paths == ["budget.lines[g].lines[a].amounts[2025]"]


def test_a_group_that_grows_by_a_line_that_begins_is_no_spike() -> None:
    group = "{id: g, name: B, amounts: [312, 6512, 287], lines: [{id: a, name: A, amounts: [312, 312, 287]}"
    group += ", {id: c, name: C, amounts: ['-', 6200, '-']}]}"
    assert not fires("SRC112", BUDGET.format(**{**TABLE, "years": "[2024, 2025, 2026]", "lines": f"    - {group}"}))


DUTIES: Final = """\
format: 1
id: vd
title: Kế hoạch A
period: {{from: 2025, to: 2026}}
document: {{number: 15/KH-UBND, date: "2025-01-10", issuer: UBND tỉnh}}
agencies:
  - {{id: x, name: Sở A}}
  - {{id: y, name: Sở B}}
  - {{id: z, name: Sở C}}
  - {{id: all-of-them, name: Các sở, members: [x, y]}}
  - {{id: h, name: Giám đốc Sở A, part_of: [x]}}
  - {{id: p, name: Phòng P, part_of: [x]}}
{more}
"""
TASK: Final = "tasks:\n  - {id: a, at: II.1, agencies: [x], role: assigned, summary: Việc}\n"


def tasks(*places: str) -> str:
    rows = (
        f"  - {{id: t{n}, at: {at}, agencies: [{who}], role: assigned, summary: Việc {n}}}\n"
        for n, (at, _colon, who) in enumerate(place.partition(":") for place in places)
    )
    return "tasks:\n" + "".join(rows)


def report(ident: str, title: str, bound: str, rule: str, more: str = "from_whom: [x], to: [y]") -> str:
    return f'  - {{id: {ident}, title: "{title}", kind: periodic, bound: {bound}, rule: {{{rule}}}, {more}}}\n'


JUNE: Final = "freq: yearly, bymonth: 6, bymonthday: 15"
ENDS: Final = "freq: yearly, bymonth: [3, 6, 9, 12], bymonthday: -1"
QUARTERS: Final = "freq: quarterly, bymonth: 3, bymonthday: 15"


def reports(*rows: str) -> str:
    return "reports:\n" + "".join(rows)


def worded(title: str, bound: str = "before", rule: str = JUNE) -> str:
    return reports(report("a", title, bound, rule))


def timed(timing: str, date: str, bound: str = "before") -> str:
    return reports(f'  - {{id: a, title: A, kind: periodic, bound: {bound}, {date}, timing: "{timing}"}}\n')


def once(title: str, due: str, bound: str = "before", more: str = "") -> str:
    return reports(f'  - {{id: a, title: "{title}", kind: once, bound: {bound}, due: "{due}"{more}}}\n')


def reviewed(row: str) -> str:
    line = "{id: a, name: A, amounts: [1, 1], covers: [Tổng kết]}"
    table = f"budget: {{unit: đồng, years: [2025, 2026], lines: [{line}]}}\n"
    return f"{table}reports:\n  - {{id: r, bound: by, {row}}}\n"


def addressed(contact: str, via: str) -> str:
    row = report("r", "Báo cáo", "by", JUNE, f"from_whom: [y], to: [x], via: {{{via}}}")
    return f"{reports(row)}contacts:\n  - {{{contact}, at: IV}}\n"


def requested(assigned: str, asked: str) -> str:
    return (
        f"tasks:\n  - {{id: a, at: II.1, agencies: [{assigned}], role: assigned, summary: A}}\n"
        f"  - {{id: b, at: II.2, agencies: [{asked}], role: requested, summary: B}}\n"
    )


def received(*names: str) -> str:
    return "recipients:\n" + "".join(f"  - {{{name}}}\n" for name in names)


def statistic(total: str, *parts: str, more: str = "") -> str:
    rows = "".join(f"      - {{id: p{n}, label: P{n}, {part}}}\n" for n, part in enumerate(parts))
    return f"{TASK}statistics:\n  - id: s\n    label: Số liệu\n{more}    total: {{{total}}}\n    parts:\n{rows}"


BY_BODY: Final = ("II.1.1:x", "II.1.2:x", "II.2.1:y", "II.2.2:y", "II.3.1:z", "II.3.2:z", "II.3.3:x")

OF_DUTIES: Final = [
    (
        "RPT102",
        False,
        reports(report("a", "A", "by", JUNE), report("b", "B", "by", JUNE, "from_whom: [x], to: [z]")),
    ),
    (
        "RPT102",
        False,
        reports(
            report("a", "Quý", "by", "freq: quarterly, bymonth: 3, bymonthday: 15"),
            report("b", "Năm", "by", "freq: yearly, bymonth: 12, bymonthday: 15"),
        ),
    ),
    ("RPT102", True, reports(report("a", "A", "by", JUNE), report("b", "B", "by", JUNE))),
    (
        "RPT102",
        True,
        reports(
            report("a", "A", "by", JUNE, "from_whom: [all-of-them], to: [z]"),
            report("b", "B", "by", JUNE, "from_whom: [x], to: [z]"),
        ),
    ),
    ("RPT105", False, reviewed('title: Báo cáo tổng kết, kind: once, due: "2026-12-15"')),
    ("RPT105", False, reviewed('title: Báo cáo cuối kỳ, kind: final, due: "2026-12-15"')),
    ("RPT105", True, reviewed('title: Báo cáo chuyên đề, kind: once, due: "2026-12-15"')),
    ("RPT106", False, worded("Báo cáo trực an ninh mạng 24/7")),
    ("RPT106", False, worded("Báo cáo (số liệu tính từ 15/12 đến 14/6)")),
    ("RPT106", False, worded("Báo cáo theo Kế hoạch 138/KH-BCA ngày 10/3/2024")),
    ("RPT106", False, worded("Báo cáo kết quả tuyên truyền ngày 20/10")),
    ("RPT106", False, worded("Báo cáo (ngày 15/6)")),
    ("RPT106", True, worded("Báo cáo (ngày 16/6)")),
    ("RPT106", False, worded("Báo cáo trước ngày 15/6")),
    ("RPT106", False, worded("Báo cáo trước ngày 15 (mười lăm) tháng 6 (sáu)")),
    ("RPT106", False, worded("Báo cáo trước 31/3, 30/6, 30/9 và 31/12", rule=ENDS)),
    ("RPT106", False, worded("Báo cáo quý trước ngày 15 tháng cuối quý", rule=QUARTERS)),
    ("RPT106", False, worded("Báo cáo chậm nhất ngày 15/6", "by")),
    ("RPT106", False, worded("Báo cáo cao điểm từ ngày 15/12 đến hết ngày 14/2")),
    ("RPT106", False, worded("Báo cáo (trước ngày 15/6)", rule=JUNE)),
    ("RPT106", False, timed("trước 15 giờ ngày 15/6", 'time: "15:00", rule: {' + JUNE + "}")),
    ("RPT106", False, timed("trước 15h00 thứ Sáu hằng tuần", 'time: "15:00", rule: {freq: weekly, byday: FR}')),
    ("RPT106", False, timed("trước 24 giờ ngày 15/6", "rule: {" + JUNE + "}", "by")),
    ("RPT106", True, timed("trước 15 giờ ngày 15/6", "rule: {" + JUNE + "}")),
    ("RPT106", True, timed("trước 16 giờ ngày 15/6", 'time: "15:00", rule: {' + JUNE + "}")),
    ("RPT106", True, timed("trước thứ Năm hằng tuần", "rule: {freq: weekly, byday: FR}")),
    ("RPT106", True, timed("trước thứ Sáu hằng tuần", "rule: {" + JUNE + "}")),
    ("RPT106", True, timed("trước ngày 25 hằng tháng", "rule: {freq: monthly, byday: -1FR}")),
    ("RPT106", False, timed("trước ngày 05 của tháng đầu quý sau", "after: {period: quarter, days: 5}")),
    ("RPT106", False, timed("trước ngày 05 tháng sau", "after: {period: month, days: 5}")),
    ("RPT106", False, timed("trước ngày 20/01 năm sau", "after: {period: year, days: 20}")),
    ("RPT106", False, timed("trước ngày 10/7", "after: {period: half_year, days: 10, only: 1}")),
    ("RPT106", True, timed("trước ngày 05 của tháng đầu quý sau", "after: {period: quarter, days: 10}")),
    ("RPT106", True, timed("trước ngày 05 của tháng cuối quý", "after: {period: quarter, days: 5}")),
    ("RPT106", True, timed("trước ngày 20/02 năm sau", "after: {period: year, days: 20}")),
    ("RPT106", True, timed("trước ngày 05 tháng sau", "after: {period: month, days: 5}", "by")),
    ("RPT106", False, once("Báo cáo sơ kết (trước ngày 20/3/2026)", "2026-03-20")),
    ("RPT106", False, once("Báo cáo sơ kết, gửi trước ngày 20 tháng 3 năm 2026", "2026-03-20")),
    ("RPT106", False, once("Báo cáo sơ kết (chậm nhất 20-3-2026)", "2026-03-20", "by")),
    ("RPT106", False, once("Báo cáo theo Kế hoạch số 138/KH-BCA ngày 10/3/2026", "2026-03-20")),
    ("RPT106", False, once("Báo cáo rà soát dự án khởi công trước ngày 01/01/2025", "2026-03-20")),
    ("RPT106", False, once("Báo cáo đợt cao điểm từ ngày 15/12/2025 đến hết ngày 16/3/2026", "2026-03-20")),
    ("RPT106", False, once("Báo cáo sơ kết (số liệu tính đến 14/3/2026)", "2026-03-20")),
    ("RPT106", False, once("Báo cáo sơ kết tháng 3 năm 2026", "2026-03-20")),
    ("RPT106", False, once("Báo cáo sơ kết (trước ngày 20/3)", "2026-03-20")),
    ("RPT106", False, once("Báo cáo theo Kế hoạch số 5/KH-UBND, ngày 10/3/2026", "2026-03-20")),
    ("RPT106", True, once("Báo cáo sơ kết (ngày 10/3/2026)", "2026-03-20")),
    ("RPT106", False, once("Báo cáo trực an ninh mạng 24/7", "2026-03-20")),
    ("RPT106", False, once("Báo cáo kết quả phong trào từ ngày 20/2 đến hết ngày 28/2", "2026-03-20")),
    ("RPT106", True, once("Báo cáo sơ kết (trước ngày 20/4)", "2026-03-20")),
    ("RPT106", True, once("Báo cáo sơ kết (trước ngày 20/4/2026)", "2026-03-20")),
    ("RPT106", True, once("Báo cáo sơ kết (trước ngày 20/3/2025)", "2026-03-20")),
    ("RPT106", True, once("Báo cáo sơ kết (trước ngày 20/3/2026)", "2026-03-20", "by")),
    ("RPT106", True, once("Báo cáo sơ kết (trước ngày 15/3/2026)", "2026-03", "by")),
    ("RPT106", True, once("Báo cáo sơ kết", "2026-03-20", "by", ", timing: trước ngày 20/3/2026")),
    ("RPT106", False, once("Báo cáo sơ kết", "2026-03-20", "by", ", timing: theo Công văn 12/UBND ngày 10/3/2026")),
    ("RPT107", False, worded("Báo cáo quý trước ngày 15 tháng cuối quý", rule=QUARTERS)),
    ("RPT107", False, worded("Báo cáo tháng sáu", rule=JUNE)),
    ("RPT107", False, worded("Báo cáo sau khi kết thúc năm", rule=JUNE)),
    ("RPT107", False, worded("Báo cáo năm sau khi tổng kết", rule=JUNE)),
    ("RPT107", False, worded("Báo cáo 6 tháng (ngày làm việc kế tiếp nếu trùng ngày nghỉ)", rule=JUNE)),
    ("RPT107", False, worded("Báo cáo (số liệu từ ngày 15 tháng liền kề trước)", rule=JUNE)),
    ("RPT107", False, timed("trước ngày 05 của tháng đầu quý sau", "after: {period: quarter, days: 5}")),
    ("RPT107", False, timed("A", "rule: {" + JUNE + '}, data: {from: "12-15", to: "06-05"}')),
    (
        "RPT107",
        True,
        worded(
            "Báo cáo quý trước ngày 05 của tháng đầu quý sau", rule="freq: quarterly, bymonth: 1, bymonthday: 5"
        ),
    ),
    ("RPT107", True, worded("Báo cáo tháng trước ngày 05 tháng kế tiếp", rule="freq: monthly, bymonthday: 5")),
    (
        "RPT107",
        True,
        worded("Báo cáo năm trước ngày 20/01 năm liền kề", rule="freq: yearly, bymonth: 1, bymonthday: 20"),
    ),
    (
        "RPT107",
        True,
        timed("A", 'rule: {freq: yearly, bymonth: 1, bymonthday: 20}, data: {from: "01-01", to: "12-31"}'),
    ),
    ("RPT106", True, worded("Báo cáo (trước ngày 15 tháng 7)")),
    ("RPT106", True, worded("Báo cáo trước ngày 15/6", "by")),
    ("RPT106", True, worded("Báo cáo chậm nhất ngày 15/6")),
    ("RPT106", True, worded("Báo cáo trước 31/3, 30/6 và 30/9", rule=ENDS)),
    ("RPT106", True, worded("Báo cáo quý trước ngày 15 tháng đầu quý", rule=QUARTERS)),
    ("RPT106", True, worded("Báo cáo trước ngày 20 hằng tháng", rule="freq: monthly, bymonthday: 18")),
    ("STA101", False, statistic('value: 100, unit: "%"', *['value: "33,3", unit: "%"'] * 3)),
    ("STA101", True, statistic('value: 100, unit: "%"', *['value: "33,3", unit: "%"'] * 2)),
    ("STA101", False, statistic("value: 461, unit: vụ", "value: 300, unit: vụ", more="    partial: true\n")),
    ("STA101", False, statistic("value: 461, unit: vụ", "value: 300, unit: vụ").replace("P0", "trong đó qua mạng")),
    ("STA101", True, statistic("value: 461, unit: vụ", "value: 500, unit: vụ", more="    partial: true\n")),
    ("STA101", True, statistic("value: 461, unit: vụ", "value: 300, unit: vụ")),
    ("STA103", False, statistic("value: 5, unit: vụ", "value: 3, unit: vụ", "value: 2, unit: vụ án")),
    ("STA103", True, statistic("value: 5, unit: tin báo", "value: 3, unit: vụ", "value: 2, unit: vụ")),
    ("TSK101", False, tasks("II.1:all-of-them") + received("name: Sở A, agencies: [x]")),
    ("TSK106", True, tasks("II.1:all-of-them") + received("name: Sở A, agencies: [x]")),
    (
        "TSK106",
        False,
        tasks("II.1:all-of-them") + received("name: Sở A, agencies: [x]", "name: Sở B, agencies: [y]"),
    ),
    ("TSK101", True, tasks("II.1:all-of-them") + received("name: Sở C, agencies: [z]")),
    ("TSK102", False, TASK + received("name: Sở A, agencies: [x]", 'name: "Lưu: VT, KGVX"')),
    ("TSK102", True, TASK + received("name: Sở A, agencies: [x]", "name: Các cơ sở")),
    ("TSK104", True, requested("h", "x")),
    ("TSK104", True, requested("x", "all-of-them")),
    ("TSK104", False, requested("x", "y")),
    ("TSK104", False, requested("z", "all-of-them")),
    ("TSK111", False, f"{TASK}contacts: [{{agency: x, email: vpcp@chinhphu.vn, at: IV}}]"),
    ("TSK111", False, f"{TASK}contacts: [{{agency: x, email: vptu@bacson.dcs.vn, at: IV}}]"),
    ("TSK111", True, f"{TASK}contacts: [{{agency: x, email: soa@gmail.com, at: IV}}]"),
    ("TSK111", True, f"{TASK}contacts: [{{agency: x, email: soa@chinhphu.vn.com, at: IV}}]"),
    ("TSK113", False, addressed("agency: x, email: SoA@a.gov.vn", "agency: x, email: soa@a.gov.vn")),
    ("TSK113", False, addressed("agency: x, email: soa@a.gov.vn", "agency: p, email: soa@a.gov.vn")),
    ("TSK113", True, addressed("agency: x, email: soa@a.gov.vn", "agency: x, email: sob@a.gov.vn")),
    ("TSK113", True, addressed("agency: x, email: soa@a.gov.vn", "agency: y, email: soa@a.gov.vn")),
    ("TSK114", False, TASK + received("name: Các Sở, agencies: [all-of-them]")),
    ("TSK114", False, TASK + received("name: Sở D, agencies: [x]")),
    ("TSK114", True, TASK + received("name: Phòngg P, agencies: [p]")),
    ("TSK115", False, tasks("II.1:x", "II.1:y")),
    ("TSK115", True, tasks("II.1:x", "II.1:x")),
    ("TSK116", False, tasks("II.2.1:x", "II.2.2:y")),
    ("TSK116", False, tasks("III.3:x", "III.4:y")),
    ("TSK116", False, tasks("II.1.1:x", "II.3.1:y")),
    ("TSK116", False, tasks("II.1.d:x", "II.1.e:y")),
    ("TSK116", True, tasks("II.1.a:x", "II.1.c:y")),
    ("TSK116", True, tasks("II.1:x", "II.3:y")),
    ("TSK117", False, tasks("II.1.1:x", "II.1.2:x", "II.1.3:y")),
    ("TSK117", True, tasks(*BY_BODY)),
]


@pytest.mark.parametrize(("code", "speaks", "more"), OF_DUTIES)
def test_who_has_to_do_what_by_when(code: str, *, speaks: bool, more: str) -> None:
    assert fires(code, DUTIES.format(more=more)) is speaks


@pytest.mark.parametrize(("to", "spoken"), [("2025", False), ("2025-12", False), ("2026", True)])
def test_of_a_plan_of_one_year_the_end_of_that_year_is_meant(to: str, spoken: bool) -> None:
    text = DOCUMENT.format(**{**FACTS, "period": f'{{from: 2025, to: "{to}"}}'})
    assert fires("TSK105", text.replace("summary: Việc", "summary: Việc, deliverable: Quy chế")) is spoken


def test_a_month_of_the_quarter_is_named_with_the_day() -> None:
    text = worded("Báo cáo quý trước ngày 20 tháng cuối quý", rule="freq: quarterly, bymonth: 1, bymonthday: 20")
    loaded = load(DUTIES.format(more=text).encode(), "vd.yaml")
    assert loaded.plan is not None
    (said,) = (one.complaint.message for one in check(loaded.plan, as_of=AS_OF) if one.rule.code == "RPT106")
    assert "names 20 of the last month of the quarter, the rule says 20/01" in str(said)
