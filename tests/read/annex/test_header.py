"""The header of an annex, and the questions asked when more than one reading fits."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.read.annex.choices import UndecidedError
from tests.read.annexes import budget_of, read, recognised, saved, table, workbook


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("STT;Nội dung;2024;2025;Cộng;Nguồn", "1;Việc;1;2;3;Tỉnh"),
        ("Nguồn;Cộng;2024;2025;Nội dung;TT", "Tỉnh;3;1;2;Việc;1"),
        ("STT;Nội dung;Cộng;Năm 2024;Năm 2025;Nguồn vốn", "1;Việc;3;1;2;Tỉnh"),
        ("TT;Tên nhiệm vụ;Dự toán năm 2024;Dự toán năm 2025;Tổng số;Nguồn kinh phí", "1;Việc;1;2;3;Tỉnh"),
    ],
)
def test_columns_are_known_by_their_titles_in_any_order(header: str, row: str) -> None:
    (line,) = budget_of(f"ĐVT: đồng\n{header}\n{row}\n", "a.csv").lines
    assert (line.stt, line.name, str(line.total)) == ("1", "Việc", "3 đồng")
    assert line.source is not None


def test_columns_without_titles_are_known_by_what_stands_in_them() -> None:
    (line,) = budget_of("ĐVT: đồng\n;;2024;2025\n1;Việc;1;2\n", "a.csv").lines
    assert (line.stt, line.name) == ("1", "Việc")


@pytest.mark.parametrize(
    ("stated", "dong"),
    [
        ("ĐVT: 1.000 đồng", 1_000),
        ("Đơn vị: tỉ đồng", 1_000_000_000),
        ("Đơn vị tính : Triệu đồng.", 1_000_000),
        ("ĐVT: tr.đ", 1_000_000),
        ("ĐVT: trđ", 1_000_000),
        ("ĐVT: 1.000đ", 1_000),
        ("Đvt: triệu VNĐ", 1_000_000),
        ("(ĐVT: đồng)", 1),
        ("Đơn vị tính: triệu đồng, %", 1_000_000),
        ("ĐVT: Triệu đồng/năm", 1_000_000),
        ("Đơn vị tính: đồng Việt Nam", 1),
        ("Unit: million VND", 1_000_000),
    ],
)
def test_the_unit_line_is_read(stated: str, dong: int) -> None:
    assert budget_of(f"{stated}\nSTT;Nội dung;2024;2025\n1;Việc;1;2\n", "a.csv").unit.value == dong


def test_the_unit_may_stand_in_the_header() -> None:
    assert budget_of("STT;Nội dung;2024;2025;Cộng (tỷ đồng)\n1;Việc;1;2;3\n", "a.csv").unit.label == "tỷ đồng"


def test_columns_of_words_are_kept_where_they_stand() -> None:
    annex = recognised("ĐVT: đồng\nSTT;Nội dung;Đơn vị thực hiện;2024;2025\n1;Việc;Công an;1;2\n", "a.csv")
    (column,) = annex.tree["budget"]["columns"]
    assert (column["title"], column["kind"], column["position"]) == ("Đơn vị thực hiện", "words", "1")
    assert annex.tree["budget"]["lines"][0]["others"] == {column["id"]: "Công an"}
    assert annex.unused == ()


def test_columns_of_no_use_are_listed() -> None:
    annex = recognised("ĐVT: đồng\nSTT;Nội dung;;2024;2025\n1;Việc;Công an;1;2\n", "a.csv")
    assert [left.text for left in annex.unused] == ["Công an"]


def question(text: str, name: str = "a.csv", **choices: str) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(UndecidedError) as undecided:
        read(text, name, **choices)
    asked = undecided.value.question
    return asked.flag, asked.values


def test_without_a_unit_the_units_are_offered() -> None:
    text = "STT;Nội dung;2024;2025\n1;Việc;1;2\n"
    assert question(text) == ("--unit", ("đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"))
    assert recognised(text, "a.csv", unit="tỉ").tree["budget"]["unit"] == "tỷ đồng"


def test_two_units_are_a_question() -> None:
    text = "ĐVT: đồng\nSTT;Nội dung;2024;2025;Cộng (tỷ đồng)\n1;Việc;1;2;3\n"
    assert question(text) == ("--unit", ("tỷ đồng", "đồng"))


def test_two_tables_are_read_both_unless_one_is_chosen() -> None:
    text = table("1;Việc;1;2;3", ";Tổng cộng;1;2;3") + "\n" + table("1;Việc khác;4;5;9", ";Tổng cộng;4;5;9")
    tree = recognised(text, "a.csv").tree
    assert tree["budget"]["lines"][0]["name"] == "Việc"
    assert [further["lines"][0]["name"] for further in tree["budgets"]] == ["Việc khác"]
    assert recognised(text, "a.csv", table="2").tree["budget"]["lines"][0]["name"] == "Việc khác"
    assert recognised(text, "a.csv", header="2").tree["budget"]["lines"][0]["name"] == "Việc"


def test_an_amount_like_a_year_in_a_list_of_facts_begins_no_table() -> None:
    facts = "Kế hoạch;Nội dung;Vai trò;Năm;Trạng thái;Đồng\na;Việc;dòng;2022;trống;\na;Việc;dòng;2023;số;2000\n"
    with pytest.raises(InputError, match="no table is found"):
        recognised(facts, "a.csv")


def test_a_table_of_names_alone_has_no_lines() -> None:
    with pytest.raises(InputError, match="there are no lines"):
        recognised("ĐVT: đồng\nNội dung;2024;2025\nViệc;;\n", "a.csv")


def test_two_runs_of_years_side_by_side_are_a_question() -> None:
    text = "ĐVT: đồng\nSTT;Nội dung;2024;2025;2024;2025\n1;Việc;1;2;3;4\n"
    assert question(text) == ("--year-columns", ("C,D", "E,F"))
    amounts = recognised(text, "a.csv", year_columns="E:F").tree["budget"]["lines"][0]["amounts"]
    assert amounts == ("3", "4")


def test_of_two_columns_of_names_the_first_is_taken() -> None:
    text = "ĐVT: đồng\nSTT;Tên việc;Nội dung;2024;2025\n1;Việc;Chi tiết;1;2\n"
    annex = recognised(text, "a.csv")
    assert annex.tree["budget"]["lines"][0]["name"] == "Việc"
    assert annex.tree["budget"]["lines"][0]["others"] == {"noi-dung": "Chi tiết"}
    assert recognised(text, "a.csv", column=("name=C",)).tree["budget"]["lines"][0]["name"] == "Chi tiết"


def test_of_two_totals_the_plain_one_is_taken() -> None:
    text = "ĐVT: đồng\nSTT;Nội dung;Tổng mức;2024;2025;Cộng\n1;Việc;9;1;2;3\n"
    assert recognised(text, "a.csv").tree["budget"]["lines"][0]["total"] == "3"


def test_an_amount_that_could_belong_to_the_name_is_refused_at_its_place() -> None:
    text = "ĐVT: đồng\nTT Nội dung\nCộng Nguồn\n2024 2025\n1 Giai đoạn 2 - - -\n2 Việc 1 1 2 Tỉnh\n"
    annex = recognised(text)
    assert annex.tree["budget"]["lines"][0]["amounts"] == ("2 - - -", None)
    assert str(annex.positions.at(("budget", "lines", 0, "amounts", 0))) == "5:13"


def test_a_number_at_the_end_of_a_name_stays_in_the_name() -> None:
    text = "ĐVT: đồng\nTT Nội dung\nCộng\n2024 2025\n1 Giai đoạn 2 1 1 2\n"
    line = budget_of(text).lines[0]
    assert (line.stt, line.name, str(line.total)) == ("1", "Giai đoạn 2", "2 đồng")


def test_no_table_is_said() -> None:
    with pytest.raises(InputError, match="no table is found"):
        read("Nội dung;Đơn vị thực hiện\nViệc;Công an tỉnh\n", "a.csv")


PROSE = """Căn cứ Luật Ngân sách nhà nước năm 2015;
Căn cứ Nghị định số 163/2016/NĐ-CP ngày 21 tháng 12 năm 2016;
UBND tỉnh ban hành Kế hoạch bảo đảm an ninh mạng giai đoạn 2023 - 2026
Kinh phí 4.800 triệu đồng, gồm:
- Năm 2023: 1.150
- Năm 2024: 1.150
- Năm 2025: 1.250
- Năm 2026: 1.250
"""


def test_prose_with_figures_is_no_table() -> None:
    with pytest.raises(InputError, match="no table is found: a row of titles over at least one column of amounts"):
        recognised(PROSE, "a.txt")


def test_prose_before_a_table_of_text_takes_nothing_from_it() -> None:
    page = f"{PROSE}\nĐơn vị tính: triệu đồng\n" + table("1;Việc;1;2;3", ";Tổng cộng;1;2;3").replace(";", "\t")
    assert [line["name"] for line in recognised(page, "a.txt").tree["budget"]["lines"]] == ["Việc"]


def test_years_need_not_follow_each_other() -> None:
    assert budget_of("ĐVT: đồng\nNội dung;2020;2025\nViệc;1;2\n", "a.csv").years == (2020, 2025)


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"sheet": "Sheet9"}, "there is no sheet Sheet9"),
        ({"table": "2"}, "there is no table 2"),
        ({"unit": "vụ"}, "vụ is not a unit of money"),
        ({"year_columns": "7"}, "7 names no columns"),
        ({"column": ("money=B",)}, "money=B does not say which column is what"),
    ],
)
def test_a_choice_that_is_none_is_refused(choices: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read(table("1;Việc;1;2;3"), "a.csv", **choices)


UNIT = ["ĐVT: triệu đồng"]


def test_a_title_that_reaches_down_to_the_years_belongs_to_their_header() -> None:
    rows: list[list[Any]] = [UNIT, ["Nội dung", "Thời kỳ", None], [None, 2024, 2025], ["Chi", 1, 2], ["Thu", 3, 4]]
    budget = budget_of(workbook(rows, ("A2:A3", "B2:C2")), "a.xlsx")
    assert (budget.years, [line.name for line in budget.lines]) == ((2024, 2025), ["Chi", "Thu"])


def test_the_first_row_of_a_list_by_years_is_no_title() -> None:
    rows: list[list[Any]] = [
        UNIT,
        ["Năm", "Đơn vị", "Kinh phí"],
        [2023, "Sở A", None],
        [2024, "B", 5],
        [2025, "C", 6],
    ]
    with pytest.raises(InputError, match="no table is found"):
        recognised(workbook(rows), "a.xlsx")


def test_a_table_of_several_sheets_is_named_by_its_sheet() -> None:
    book = Workbook()
    for sheet in (book.active, book.create_sheet("B")):
        assert sheet is not None
        for row in (UNIT, ["STT", "Nội dung", 2024, 2025], [1, "A", 10, 25], [2, "B", 30, 47]):
            sheet.append(row)
    with pytest.raises(UndecidedError) as asked:
        recognised(saved(book), "a.xlsx", table="1")
    assert [one.value for one in asked.value.question.candidates] == ["Sheet", "B"]


def test_what_is_hidden_is_left_out_where_the_table_can_only_be_read_so() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    titles = ["STT", "Nội dung", 2024, 2025, "Cộng", "Nguồn", "Nguồn vốn"]
    for row in (UNIT, titles, [1, "A", 10, 25, 35, "tỉnh", "xã"], [2, "B", 30, 47, 77, "tỉnh", "xã"]):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    with pytest.raises(UndecidedError) as asked:  # of two columns of sources; without the hidden row as well
        recognised(saved(book), "a.xlsx")
    assert asked.value.question.option == "column"
    sheet.row_dimensions[4].hidden = False
    sheet.column_dimensions["G"].hidden = True
    assert [line.name for line in budget_of(saved(book), "a.xlsx").lines] == ["A", "B"]
