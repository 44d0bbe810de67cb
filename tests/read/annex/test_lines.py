"""The lines of an annex: numbers that nest, names over several rows, subtotals, rows that are no lines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cybercrime_plan.read.load import load
from tests.read.annexes import budget_of, names_and_levels, printed, recognised, table, workbook


def test_numbers_give_the_nesting() -> None:
    text = table(
        "I;Chi A;;;", "1;Việc;1;1;2", "1.1;Việc;1;;", "a);Việc;1;;", "-;Việc;1;;", "2;Việc;1;1;2", "II;Chi B;1;1;2"
    )
    levels = [(level, stt) for level, stt, _name in names_and_levels(text)]
    assert levels == [(1, "I"), (2, "1"), (3, "1.1"), (4, "a)"), (5, "-"), (2, "2"), (1, "II")]


def test_numbers_may_stand_before_the_names() -> None:
    text = "ĐVT: đồng\nNội dung;2024;2025\n1. Chi A;2;4\n1.1. Chi B;2;4\n- Chi C;1;2\n3 tháng đầu năm;1;2\n"
    assert names_and_levels(text) == [
        (1, "1.", "Chi A"),
        (2, "1.1.", "Chi B"),
        (3, "-", "Chi C"),
        (3, None, "3 tháng đầu năm"),
    ]


def test_a_heading_in_the_column_of_numbers_has_its_number_and_its_name() -> None:
    text = table("I. Thể chế;;;;", "1;Rà soát;1;1;2", "2;Quy chế;1;1;2", "II. Hạ tầng;;;;", "3;Trung tâm;1;1;2")
    assert names_and_levels(text) == [
        (1, "I.", "Thể chế"),
        (2, "1", "Rà soát"),
        (2, "2", "Quy chế"),
        (1, "II.", "Hạ tầng"),
        (2, "3", "Trung tâm"),
    ]


def test_a_name_that_spans_rows_is_one_name() -> None:
    annex = recognised(
        table("1;Chi mua sắm trang thiết bị;1;1;2", ";và phương tiện;;;", "2;Chi khác;1;1;2"), "a.csv"
    )
    assert [line["name"] for line in annex.tree["budget"]["lines"]] == [
        "Chi mua sắm trang thiết bị và phương tiện",
        "Chi khác",
    ]
    assert [str(remark.message) for remark in annex.remarks] == [
        "this row is read as the rest of Chi mua sắm trang thiết bị"
    ]


def test_amounts_may_stand_beside_the_middle_of_a_name() -> None:
    text = "ĐVT: triệu đồng\nTT Nội dung\nCộng\n2024 2025\n1 Chi mua sắm\n3 4 7\nvà phương tiện\n2 Chi khác 1 1 2\n"
    lines = budget_of(text).lines
    assert [(line.name, str(line.total)) for line in lines] == [
        ("Chi mua sắm và phương tiện", "7.000.000 đồng"),
        ("Chi khác", "2.000.000 đồng"),
    ]


def test_a_subtotal_below_its_lines_belongs_to_the_heading_above_them() -> None:
    budget = budget_of(
        table(
            "I;Chi A;;;",
            "1;Việc;1;2;3",
            "2;Việc;1;2;3",
            ";Cộng I;2;4;6",
            "II;Chi B;;;",
            "1;Việc;1;1;2",
            ";Cộng II;1;1;2",
            ";Tổng cộng;3;5;8",
        ),
        "a.csv",
    )
    assert [str(line.total) for line in budget.lines] == ["6.000.000 đồng", "2.000.000 đồng"]
    assert str(budget.total) == "8.000.000 đồng"


@pytest.mark.parametrize("name", ["Tổng cộng", "TỔNG CỘNG (I+II):", "Tổng số", "Cộng", "Total"])
def test_the_totals_row_is_known_by_its_name(name: str) -> None:
    budget = budget_of(table("1;Việc;1;2;3", f";{name};1;2;3"), "a.csv")
    assert len(budget.lines) == 1
    assert str(budget.total) == "3.000.000 đồng"


def test_the_totals_row_may_come_first() -> None:
    budget = budget_of(table(";TỔNG SỐ;3;3;6", "1;Việc;1;2;3", "2;Việc;2;1;3"), "a.csv")
    assert len(budget.lines) == 2
    assert str(budget.total) == "6.000.000 đồng"


def test_a_line_may_be_called_after_a_review() -> None:
    """Tổng kết is a review, not a total."""
    assert len(budget_of(table("1;Sơ kết, tổng kết;1;2;3", "2;Tổng kết;1;2;3"), "a.csv").lines) == 2


def test_of_which_lines_are_shown_and_added_only_when_they_are_the_whole() -> None:
    budget = budget_of(
        table("1;Việc;5;5;10", ";Trong đó:;;;", "-;Một phần;2;2;4", "2;Việc;1;1;2", ";Trong đó: chi huyện;1;1;2"),
        "a.csv",
    )
    assert [(len(one.ids), one.line.name, one.line.memo) for one in budget.walk()] == [
        (1, "Việc", False),
        (1, "Một phần", True),
        (1, "Việc", False),
        (2, "Trong đó: chi huyện", False),
    ]


@pytest.mark.parametrize("numbers", ["1;2;3;4;5", "(1);(2);(3);(4);(5)", "A;B;1;2;3"])
def test_a_row_that_numbers_the_columns_is_no_line(numbers: str) -> None:
    annex = recognised(table(numbers, "1;Việc;1;2;3"), "a.csv")
    assert len(annex.tree["budget"]["lines"]) == 1
    assert "this row only numbers the columns" in [str(remark.message) for remark in annex.remarks]
    assert [str(left.first) for left in annex.unused] == ["3:1"]


def test_bullets_without_amounts_only_say_what_a_line_pays_for() -> None:
    annex = recognised(table("1;Việc;1;2;3", "-;Chi tuyên truyền;;;", "-;Chi in ấn;;;", "2;Việc;1;2;3"), "a.csv")
    assert len(annex.tree["budget"]["lines"]) == 2
    assert [left.text for left in annex.unused] == ["- Chi tuyên truyền", "- Chi in ấn"]


def test_dash_blank_and_zero_stay_three_things() -> None:
    (row, *_rest) = printed(budget_of(table("1;Việc;-;;0"), "a.csv"))
    assert [repr(cell) for cell in (*(row[2] or ()), row[3])] == ["DASH", "None", "Money(dong=0, currency='VND')"]


def test_lines_of_one_name_have_two_ids() -> None:
    lines = budget_of(table("1;Việc chung;1;2;3", "2;Việc chung;1;2;3"), "a.csv").lines
    assert [line.id for line in lines] == ["viec-chung", "viec-chung-2"]


def test_a_note_may_name_its_year_and_stand_in_the_table() -> None:
    text = table(
        "1;Việc;1;3.300*;3.301", ";Tổng cộng;1;3.300;3.301", "* Năm 2025 mua một lần.;;;;", "Nơi nhận:;;;;"
    )
    (note,) = budget_of(text, "a.csv").notes
    assert (note.on, note.text, note.mark, note.anchored) == (2025, "Năm 2025 mua một lần.", "*", True)
    annex = recognised(text, "a.csv")
    assert not annex.unused
    assert annex.tree["budget"]["headings"]["below"] == ("* Năm 2025 mua một lần.", "Nơi nhận:")


def test_the_total_in_words_is_kept() -> None:
    (stated,) = budget_of(
        table("1;Việc;1;2;3", ";Tổng cộng;1;2;3", "(Bằng chữ: Ba triệu đồng.);;;;"), "a.csv"
    ).stated
    assert stated.words == "Ba triệu đồng"


def test_the_name_of_a_line_may_bear_the_mark_of_a_note() -> None:
    rows = ("1;Xã Một (*);1;2;3", "2;Xã Hai;1;2;3", "(*) Đã gồm phần hỗ trợ.;;;;", "(**) Không thấy dấu này.;;;;")
    assert [note.anchored for note in budget_of(table(*rows), "a.csv").notes] == [True, False]


def test_a_column_of_remarks_becomes_notes() -> None:
    text = "ĐVT: đồng\nSTT;Nội dung;2024;2025;Ghi chú\n1;Việc;1;2;mua một lần\n"
    assert [note.text for note in budget_of(text, "a.csv").lines[0].notes] == ["mua một lần"]


def test_a_note_may_be_called_a_note() -> None:
    (note,) = budget_of(table("1;Việc;1;2;3", "Ghi chú: Mua một lần.;;;;"), "a.csv").notes
    assert (note.text, note.mark) == ("Mua một lần.", None)


def test_words_where_amounts_stand_make_no_line() -> None:
    """The lines of a signature stand under the years of a table whose totals come first."""
    text = table(";TỔNG SỐ;1;2;3", "1;Việc;1;2;3", ";;CHỦ TỊCH;;", ";;Nguyễn Văn A;;")
    annex = recognised(text, "a.csv")
    assert len(annex.tree["budget"]["lines"]) == 1
    assert not annex.unused
    assert annex.tree["budget"]["headings"]["below"] == (" | CHỦ TỊCH", " | Nguyễn Văn A")


def test_words_beside_amounts_are_refused_at_their_place() -> None:
    loaded = load(table("1;Việc;1;theo thực tế;3").encode(), "a.csv")
    assert [(str(finding.place), finding.rule.code) for finding in loaded.findings] == [("3:10", "SCH201")]


def test_a_column_under_a_common_title_is_known_by_its_own() -> None:
    header: list[list[Any]] = [["TT", "Nội dung", "Kinh phí"], [None, None, "Tổng", 2024, 2025]]
    rows = [["ĐVT: đồng"], *header, [1, "Việc", 3, 1, 2]]
    budget = budget_of(workbook(rows, ("C2:E2", "A2:A3", "B2:B3")), "a.xlsx")
    assert str(budget.lines[0].total) == "3 đồng"
    assert budget.heading == "Kinh phí"


@pytest.mark.parametrize(("change", "told"), [("-85", "none"), ("-80", None)])
def test_a_dash_that_a_change_proves_to_be_nothing_is_none(change: str, told: str | None) -> None:
    text = (
        "ĐVT: triệu đồng\nSTT;Nội dung;Thực hiện năm 2025;Dự toán năm 2026;Tăng, giảm\n1;Lương;3.120;3.265;145\n"
        f"2;Đoàn vào;85;-;{change}\n3;Tập huấn;240;226;-14\n4;Họp;30;31;1\n;Cộng;3.475;3.522;47\n"
    )
    lines = recognised(text, "a.csv").tree["budget"]["lines"]
    assert [line.get("dash") for line in lines] == [None, told, None, None]


def test_a_date_beside_the_amounts_is_kept_as_it_is_shown_and_numbers_under_figures_alone() -> None:
    header: list[list[Any]] = [["TT", "Nội dung", "Ngày", "Giao", "Chi", "Còn lại"], [None, None, 1, 2, 3, "4=2-3"]]
    rows = [["ĐVT: đồng"], *header, [1, "Việc", date(2025, 11, 2), 9, 2, 7], [2, "Khác", date(2025, 1, 3), 5, 1, 4]]
    budget = budget_of(workbook(rows), "a.xlsx")
    assert [list(line.others.values()) for line in budget.lines] == [["02/11/2025"], ["03/01/2025"]]
    assert budget.headings is not None
    assert budget.headings.numbers == ("1", "2", "3", "4=2-3")


@pytest.mark.parametrize(("total", "taken_off"), [("3.850", [False, True]), ("4.150", [False, False])])
def test_a_line_that_the_total_takes_off_is_a_deduction(total: str, taken_off: list[bool]) -> None:
    annex = f"ĐVT: triệu đồng\nSTT;Nội dung;Số tiền\n1;Xây dựng;4.000\n2;Giảm trừ;-150\n;Cộng;{total}"
    assert [line.deduction for line in budget_of(annex, "a.csv").lines] == taken_off


def test_a_line_that_falls_in_one_year_only_is_no_deduction() -> None:
    annex = table("1;Việc;300;200;500", "2;Điều chỉnh;-50;50;0", ";Cộng;250;250;500")
    assert [line.deduction for line in budget_of(annex, "a.csv").lines] == [False, False]
