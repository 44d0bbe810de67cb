"""Roles of rows and columns: titles propose, the sums dispose."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.errors import InputError
from cybercrime_plan.model.money import Money, Unit, in_unit
from cybercrime_plan.read.annex.choices import Choices, UndecidedError
from cybercrime_plan.read.annex.file import read_annex_file
from cybercrime_plan.read.load import load
from tests.read.annexes import budget_of, names_and_levels, recognised, table, workbook

TRIEU = ["ĐVT: triệu đồng"]


def outcome(rows: list[list[Any]], merges: tuple[str, ...] = ()) -> tuple[str, int, int]:
    """What the amounts of a workbook add up to, and how many sums are checked and how many fail."""
    budget = budget_of(workbook([TRIEU, *rows], merges), "a.xlsx")
    footing = crossfoot(budget)
    assert footing.computed is not None
    fails = sum(one.fails for one in footing.equations)
    return in_unit(footing.computed, Unit.TRIEU), footing.sums.checked, fails


HEADER: list[Any] = ["STT", "Nội dung", 2024, 2025, 2026, "Cộng"]
GROUP = [300, 200, 100, 600]
FIRST = [100, 100, 50, 250]
SECOND = [200, 100, 50, 350]
OTHER = [10, 20, 30, 60]
ALL = [310, 220, 130, 660]


@pytest.mark.parametrize(
    "name",
    [
        "TỔNG VỐN ĐẦU TƯ",
        "Tổng nhu cầu kinh phí",
        "Cộng chung",
        "Toàn tỉnh",
        "KINH PHÍ CẢ KẾ HOẠCH",
        "Tổng chi (A+B):",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_row_of_totals_is_known_under_any_name_above_or_below_its_lines(name: str, *, first: bool) -> None:
    lines: list[list[Any]] = [[1, "Tuyên truyền", *GROUP], [2, "Tập huấn", *OTHER]]
    total: list[list[Any]] = [[None, name, *ALL]]
    rows: list[list[Any]] = [HEADER, *(total + lines if first else lines + total)]
    assert outcome(rows) == ("660", 7, 0)


def test_a_wrong_row_of_totals_stays_one() -> None:
    rows: list[list[Any]] = [
        HEADER,
        [1, "Tuyên truyền", *GROUP],
        [2, "Tập huấn", *OTHER],
        [None, "TỔNG VỐN ĐẦU TƯ", 410, 220, 130, 760],
    ]
    assert outcome(rows) == ("660", 7, 2)


def test_the_total_of_a_group_may_stand_below_its_lines_under_any_name() -> None:
    rows: list[list[Any]] = [
        HEADER,
        ["I", "Nhóm một"],
        [1, "A", *FIRST],
        [2, "B", *SECOND],
        [None, "Tổng nhóm I", *GROUP],
        ["II", "Nhóm hai"],
        [1, "C", *OTHER],
        [None, "Tổng nhóm II", *OTHER],
        [None, "Tổng cộng", *ALL],
    ]
    assert outcome(rows) == ("660", 18, 0)


def test_groups_without_a_heading_are_closed_by_their_totals() -> None:
    rows: list[list[Any]] = [
        HEADER,
        [1, "A", *FIRST],
        [2, "B", *SECOND],
        [None, "Cộng", *GROUP],
        [3, "Dự phòng", *OTHER],
        [None, "Tổng cộng", *ALL],
    ]
    assert outcome(rows) == ("660", 13, 0)


@pytest.mark.parametrize(
    ("group", "first", "second"),
    [
        ([None, "Nhóm một"], [1, "A"], [2, "B"]),
        ([1, "Nhóm một"], [None, "A"], [None, "B"]),
        ([None, "Nhóm một"], [None, "   - A"], [None, "   - B"]),
        ([None, "Nhóm một"], [None, "A"], [None, "B"]),
        ([1, "Nhóm một"], ["-", "A"], ["-", "B"]),
    ],
)
def test_a_group_without_number_is_known_by_its_sums(group: list[Any], first: list[Any], second: list[Any]) -> None:
    rows = [HEADER, [*group, *GROUP], [*first, *FIRST], [*second, *SECOND], [None, "Tổng cộng", *GROUP]]
    assert outcome(rows) == ("600", 12, 0)


@pytest.mark.parametrize("year", ["2024 (1)", "2024*", "2024 (QĐ 12)", "Năm 2024 (1)", "Dự toán năm 2024"])
def test_a_year_with_a_note_is_a_year(year: str) -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", year, 2025, 2026, "Cộng"],
        [1, "A", *FIRST],
        [2, "B", *SECOND],
        [None, "Cộng", *GROUP],
    ]
    assert outcome(rows) == ("600", 7, 0)


def test_details_that_are_the_whole_are_added_and_others_are_not() -> None:
    rows: list[list[Any]] = [
        HEADER,
        [1, "Tuyên truyền", *GROUP],
        [None, "Trong đó: - Ngân sách tỉnh", *FIRST],
        [None, "- Ngân sách huyện", *SECOND],
        [2, "Tập huấn", *OTHER],
        [None, "Trong đó: thuê giảng viên", 1, 2, 3, 6],
        [None, "Tổng cộng", *ALL],
        [None, "Trong đó: - Ngân sách tỉnh", *FIRST],
        [None, "- Ngân sách huyện", *SECOND],
    ]
    budget = budget_of(workbook([TRIEU, *rows]), "a.xlsx")
    lines = [(line.name, len(line.lines), line.memo) for line in budget.lines]
    assert lines[:3] == [("Tuyên truyền", 2, False), ("Tập huấn", 0, False), ("Trong đó: thuê giảng viên", 0, True)]
    assert {memo for _name, _lines, memo in lines[3:]} == {True}
    assert crossfoot(budget).fails is False


def test_a_column_outside_the_period_is_no_total() -> None:
    rows: list[list[Any]] = [
        ["STT", "Tên dự án", "Tổng mức đầu tư", "Kế hoạch vốn"],
        [None, None, None, "Năm 2023", "Năm 2024"],
        [1, "Trụ sở A", 90_000, 20_000, 15_000],
        [2, "Trụ sở B", 50_000, 10_000, 5_000],
        [None, "Tổng cộng", 140_000, 30_000, 20_000],
    ]
    assert outcome(rows, ("D2:E2", "A2:A3", "B2:B3", "C2:C3"))[::2] == ("50.000", 0)


def test_what_was_spent_before_and_what_is_left_are_no_years() -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", "Tổng kinh phí", "Lũy kế đến hết năm 2022", "Năm 2023", "Năm 2024", "Còn lại"],
        [1, "Camera giám sát", 1000, 400, 300, 200, 100],
        [2, "Phần mềm", 500, 100, 150, 150, 100],
        [None, "Tổng cộng", 1500, 500, 450, 350, 200],
    ]
    assert outcome(rows)[::2] == ("1.500", 0)


def test_a_row_below_the_totals_is_said_and_not_added() -> None:
    text = table("1;Việc;1;2;3", "2;Việc;2;2;4", ";Tổng cộng;3;4;7", "3;Sót lại;50;90;140")
    assert len(names_and_levels(text)) == 2
    assert "this row stands below the totals, which do not count it" in [
        str(remark.message) for remark in recognised(text, "a.csv").remarks
    ]


SLIPS = [(row, column) for row in range(4) for column in range(4)]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("row", "column"), SLIPS)
def test_one_wrong_figure_does_not_change_the_reading(row: int, column: int, *, named: bool) -> None:
    figures = [list(GROUP), list(FIRST), list(SECOND), list(GROUP)]
    figures[row][column] += 7
    names: list[list[Any]] = [
        [None, "Nhóm một"],
        [1, "A"],
        [2, "B"],
        [None, "Tổng cộng" if named else "Kinh phí thực hiện"],
    ]
    rows = [HEADER, *([*name, *cells] for name, cells in zip(names, figures, strict=True))]
    _computed, checked, fails = outcome(rows)
    assert checked == 12
    assert fails >= 2


def columns(rows: list[list[Any]], merges: tuple[str, ...] = ()) -> list[tuple[str, str, int | None]]:
    """Title, kind and year of each column beside the years."""
    budget = budget_of(workbook([TRIEU, *rows], merges), "a.xlsx")
    return [(one.title, str(one.kind), one.year) for one in budget.columns]


QUARTERS: list[list[Any]] = [
    ["STT", "Nội dung", "Quý I", "Quý II", "Quý III", "Quý IV", "Cả năm"],
    ["1", "Tuyên truyền", 10, 20, 30, 40, 100],
    ["2", "Tập huấn", 5, 5, 5, 5, 20],
    [None, "Tổng cộng", 15, 25, 35, 45, 120],
]
SOURCES: list[list[Any]] = [
    ["STT", "Nội dung", "Tổng kinh phí", "Ngân sách tỉnh", "Ngân sách huyện", "Xã hội hóa", "Ghi chú"],
    ["1", "Tuyên truyền", 300, 200, 100, "-", None],
    ["2", "Tập huấn", 150, 100, 50, "-", None],
    [None, "Tổng cộng", 450, 300, 150, "-", None],
]
PERIODS: list[list[Any]] = [
    ["STT", "Nội dung", "Giai đoạn 2021-2025", "Giai đoạn 2026-2030", "Tổng cộng"],
    ["1", "Tuyên truyền", 300, 400, 700],
    ["2", "Tập huấn", 150, 100, 250],
    [None, "Tổng cộng", 450, 500, 950],
]


@pytest.mark.parametrize(
    ("rows", "computed", "checked"), [(QUARTERS, "120", 8), (SOURCES, "450", 6), (PERIODS, "950", 6)]
)
def test_columns_of_amounts_need_not_be_years(rows: list[list[Any]], computed: str, checked: int) -> None:
    assert outcome(rows) == (computed, checked, 0)
    assert {kind for _title, kind, _year in columns(rows)} == {"amount"}


def test_every_column_of_amounts_keeps_its_title() -> None:
    assert [title for title, _kind, _year in columns(QUARTERS)] == ["Quý I", "Quý II", "Quý III", "Quý IV"]


MATRIX: list[list[Any]] = [
    ["TT", "Chương trình", "Giai đoạn 2023-2024", None, None, "Năm 2023", None, None, "Năm 2024", None, None],
    [None, None, *["Tổng số", "NSTW", "NSĐP"] * 3],
    ["1", "Giảm nghèo bền vững", 231, 210, 21, 110, 100, 10, 121, 110, 11],
    ["2", "Nông thôn mới", 451, 410, 41, 220, 200, 20, 231, 210, 21],
    [None, "Tổng cộng", 682, 620, 62, 330, 300, 30, 352, 320, 32],
]


def test_sources_under_years_are_summed_both_ways() -> None:
    merges = ("C2:E2", "F2:H2", "I2:K2", "A2:A3", "B2:B3")
    computed, checked, fails = outcome(MATRIX, merges)
    assert (computed, fails) == ("682", 0)
    assert checked >= 20
    assert [year for _title, kind, year in columns(MATRIX, merges) if kind == "part"] == [
        None, None, 2023, 2023, 2024, 2024,
    ]  # fmt: skip


def test_what_was_planned_and_what_was_done_are_not_added_together() -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", "KH 2024", "TH 2024", "KH 2025", "TH 2025"],
        [1, "A", 100, 110, 120, 130],
        [2, "B", 10, 11, 12, 13],
        [None, "Tổng cộng", 110, 121, 132, 143],
    ]
    assert outcome(rows)[0] == "242"
    assert columns(rows) == [("TH 2024", "version", 2024), ("TH 2025", "version", 2025)]


def test_an_adjustment_is_checked_across() -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", "Đã giao", "Tăng", "Giảm", "Sau điều chỉnh"],
        [1, "A", 100, 20, 5, 115],
        [2, "B", 50, 0, 10, 40],
        [None, "Tổng cộng", 150, 20, 15, 155],
    ]
    assert outcome(rows)[::2] == ("155", 0)
    assert [kind for _title, kind, _year in columns(rows)] == ["before", "increase", "decrease"]


def test_columns_that_nothing_tells_apart_are_a_question() -> None:
    asks = r"which columns hold the amounts of the years, C,D “2024 · 2025” \(1\), E,F “2024 · 2025” \(3\)"
    with pytest.raises(InputError, match=asks):
        columns([["STT", "Nội dung", 2024, 2025, 2024, 2025], [1, "A", 1, 2, 3, 4]])


def test_columns_that_all_speak_of_prices_are_asked_about_by_name() -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", "Mức chi một tháng", "Mức chi cả năm"],
        [1, "A", 24, 288],
        [2, "B", 3, 36],
    ]
    with pytest.raises(UndecidedError) as asked:
        read_annex_file("a.xlsx", workbook([TRIEU, *rows]))
    assert asked.value.question.values == ("amount=C", "amount=D", "amount=C,D")
    assert outcome([*rows, [None, "Tổng cộng", None, 324]])[::2] == ("324", 0), "prices come to no total"


UNLABELLED: list[list[Any]] = [
    ["STT", "Nội dung", "Số tiền", "Kinh phí"],
    [1, "Tuyên truyền", 300, 200],
    [2, "Tập huấn", 10, 20],
    [3, "Mua sắm", 40, 50],
    [None, "Tổng cộng", 350, 270],
]


def test_two_columns_that_say_nothing_are_asked_about_with_their_first_figures() -> None:
    with pytest.raises(UndecidedError) as asked:
        read_annex_file("a.xlsx", workbook([TRIEU, *UNLABELLED]))
    assert str(asked.value.question.asks) == (
        "which column is the amount of each line, C “Số tiền” (300; 10; 40 …), D “Kinh phí” (200; 20; 50 …)?"
    )
    assert str(asked.value.hint) == "decide with --column: amount=C, amount=D, amount=C,D"
    assert str(asked.value.question.place) == "Sheet1!C2"


@pytest.mark.parametrize(("chosen", "total"), [("amount=C", "350"), ("amount=D", "270"), ("amount=C,D", "620")])
def test_each_answer_to_that_question_decides_it(chosen: str, total: str) -> None:
    budget = load(workbook([TRIEU, *UNLABELLED]), "a.xlsx", Choices(column=(chosen,))).plan
    assert budget is not None
    assert budget.budget is not None
    footing = crossfoot(budget.budget)
    assert in_unit(footing.computed or Money(0), Unit.TRIEU) == total
    assert not footing.fails
    assert len(budget.budget.columns) == 2


@pytest.mark.parametrize(("chosen", "total"), [("amount=C", "350"), ("amount=D", "270"), ("amount=C,D", "620")])
def test_only_the_column_named_the_amount_is_one_though_another_bears_the_name_of_a_source(
    chosen: str, total: str
) -> None:
    rows = [[*UNLABELLED[0][:3], "Vốn vay"], *UNLABELLED[1:]]
    plan = load(workbook([TRIEU, *rows]), "a.xlsx", Choices(column=(chosen,))).plan
    assert plan is not None
    assert plan.budget is not None
    assert in_unit(crossfoot(plan.budget).computed or Money(0), Unit.TRIEU) == total


BLANKS: list[list[Any]] = [
    ["STT", "Nội dung", 2023, 2024, 2025, "Cộng"],
    ["1", "Khảo sát", 100, None, None, 100],
    ["2", "Mua sắm", None, 500, 300, 800],
    ["3", "Nghiệm thu", None, None, 50, 50],
    [None, "Tổng cộng", 100, 500, 350, 950],
]


def with_figure(rows: list[list[Any]], row: int, column: int, figure: object) -> list[list[Any]]:
    return [
        [figure if (at, where) == (row, column) else cell for where, cell in enumerate(cells)]
        for at, cells in enumerate(rows)
    ]


def test_empty_cells_mean_nothing_when_the_sums_say_so() -> None:
    assert outcome(BLANKS) == ("950", 8, 0)
    assert budget_of(workbook([TRIEU, *BLANKS]), "a.xlsx").blank == "none"


def test_a_slip_between_empty_cells_is_found() -> None:
    _computed, checked, fails = outcome(with_figure(BLANKS, 1, 2, 1000))
    assert (checked, fails) == (8, 2)


def test_one_empty_cell_that_the_sums_do_not_need_stays_unknown() -> None:
    rows = [HEADER, [1, "A", None, 100, 50, 250], [2, "B", *SECOND], [None, "Cộng", *GROUP]]
    assert budget_of(workbook([TRIEU, *rows]), "a.xlsx").blank is None


def test_a_person_decides_what_empty_cells_mean() -> None:
    data = workbook([TRIEU, *BLANKS])
    assert recognised(data, "a.xlsx", blank="unknown").tree["budget"]["blank"] == "unknown"


ROUNDED: list[list[Any]] = [
    ["STT", "Nội dung", 2024, 2025, 2026, "Cộng"],
    [1, "A", 33, 33, 33, 100],
    [2, "B", 33, 33, 33, 100],
    [None, "Tổng cộng", 67, 67, 67, 200],
]


def test_differences_that_rounding_explains_are_one_question() -> None:
    data = workbook([TRIEU, *ROUNDED])
    with pytest.raises(UndecidedError, match="6 sums differ by no more than 1") as undecided:
        recognised(data, "a.xlsx")
    assert undecided.value.question.values == ("1", "none")
    assert recognised(data, "a.xlsx", rounding="1").tree["budget"]["rounding"] == "1"
    assert "rounding" not in recognised(data, "a.xlsx", rounding="none").tree["budget"]


def test_thirds_of_a_workbook_are_a_question_too() -> None:
    third = 1000 / 3
    rows: list[list[Any]] = [HEADER, [1, "A", third, third, third, 1000], [None, "Cộng", third, third, third, 1000]]
    with pytest.raises(UndecidedError, match="parts of one đồng"):
        recognised(workbook([TRIEU, *rows]), "a.xlsx")
    budget = recognised(workbook([TRIEU, *rows]), "a.xlsx", rounding="0,000001").tree["budget"]
    assert budget["lines"][0]["amounts"] == ("333,333333", "333,333333", "333,333333")


def test_a_slip_of_one_is_no_rounding() -> None:
    rows = [HEADER, [1, "A", *FIRST], [2, "B", 201, 100, 50, 350], [None, "Cộng", *GROUP]]
    assert outcome(rows)[2] == 2


def test_a_table_goes_on_under_the_same_titles_on_the_next_page() -> None:
    rows: list[list[Any]] = [
        HEADER,
        [1, "A", *FIRST],
        ["2"],
        HEADER,
        [2, "B", *SECOND],
        [None, "Tổng cộng", *GROUP],
    ]
    assert outcome(rows) == ("600", 7, 0)


def test_a_table_without_a_unit_has_that_of_the_one_before_it_when_its_amounts_are_as_long() -> None:
    def table(times: int) -> list[list[Any]]:
        rows = ((None, "TỔNG SỐ", GROUP), (1, "A", FIRST), (2, "B", SECOND))
        return [HEADER, *([stt, name, *(one * times for one in amounts)] for stt, name, amounts in rows)]

    with pytest.raises(UndecidedError, match="several tables"):
        recognised(workbook([TRIEU, *table(1), [], *table(1_000)]), "a.xlsx")
    reading = recognised(workbook([TRIEU, *table(1), [], *table(2)]), "a.xlsx")
    assert [table["unit"] for table in reading.tree["budgets"]] == ["triệu đồng"]
    assert "that of the table before it is taken, triệu đồng" in str(reading.remarks[0].message)


def test_one_amount_over_two_lines_is_a_question() -> None:
    rows: list[list[Any]] = [
        TRIEU,
        HEADER,
        [1, "A", 300, 100, 50, 250],
        [2, "B", None, 100, 50, 350],
        [None, "Cộng", *GROUP],
    ]
    data = workbook(rows, ("C3:C4",))
    with pytest.raises(UndecidedError, match="300 is one amount over 2 lines"):
        recognised(data, "a.xlsx")
    lines = recognised(data, "a.xlsx", merged="each").tree["budget"]["lines"]
    assert [line["amounts"][0] for line in lines] == ["300", "300"]


def test_sources_below_the_totals_detail_them() -> None:
    rows = [
        HEADER,
        [1, "A", *GROUP],
        [None, "+ Ngân sách tỉnh", *FIRST],
        [None, "+ Ngân sách huyện", *SECOND],
        [None, "Tổng số", *GROUP],
        [None, "+ Ngân sách tỉnh", *FIRST],
        [None, "+ Ngân sách huyện", *SECOND],
    ]
    assert outcome(rows)[::2] == ("600", 0)


def test_revenue_is_not_added_to_spending() -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", "Dự toán năm 2025"],
        ["A", "TỔNG NGUỒN THU", 1000],
        ["I", "Thu được hưởng", 700],
        ["II", "Thu bổ sung", 300],
        ["B", "TỔNG CHI", 900],
        ["I", "Chi cân đối", 800],
        ["II", "Chi mục tiêu", 100],
        ["C", "BỘI THU", 100],
    ]
    assert outcome(rows)[::2] == ("900", 0)


def test_a_total_passes_over_totals_between_its_parts() -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", "Tổng cộng", "NSTW", "NSĐP", None, None, "Khác"],
        [None, None, None, None, "Cộng", "Tỉnh", "Huyện", None],
        [1, "A", 1000, 500, 400, 300, 100, 100],
        [2, "B", 500, 200, 200, 150, 50, 100],
        [None, "Tổng", 1500, 700, 600, 450, 150, 200],
    ]
    assert outcome(rows, ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3"))[::2] == ("1.500", 0)


def test_years_may_be_the_lines() -> None:
    rows: list[list[Any]] = [
        ["Năm", "Ngân sách tỉnh", "Ngân sách huyện", "Cộng"],
        [2023, 100, 50, 150],
        [2024, 120, 60, 180],
        ["Tổng", 220, 110, 330],
    ]
    assert outcome(rows)[::2] == ("330", 0)


def test_a_formula_that_leaves_out_a_row_is_named() -> None:
    rows: list[list[Any]] = [
        TRIEU,
        HEADER,
        [1, "A", *FIRST],
        [2, "B", *FIRST],
        [3, "C", *FIRST],
        [None, "Cộng", 200, 300, 150, 650],
    ]
    data = workbook(rows, (), {"C6": "=SUM(C3:C4)", "D6": "=SUM(D3:D5)"})
    assert "the formula of Sheet1!C6 adds up rows 3 to 4 and leaves out Sheet1!C5" in [
        str(remark.message) for remark in recognised(data, "a.xlsx").remarks
    ]


def test_a_column_of_days_is_no_money() -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Ngày sinh", "Số tiền"],
        *(
            [at, name, date(1966, 6, at), amount]
            for at, name, amount in ((1, "A", 120), (2, "B", 95), (3, "C", 210))
        ),
        [None, "Tổng cộng", None, 425],
    ]
    assert outcome(rows)[::2] == ("425", 0)


def test_a_slip_that_formulas_took_up_does_not_turn_the_reading() -> None:
    lines = [[5430, 4100, 100, 4000, 1330, 330, 1000], [2210, 1505, 205, 1300, 705, 105, 600]]
    wrong = [9450, 5250, 250, 5500, 4200, 200, 4000]  # 250 + 5.500 = 5.750
    lines += [wrong, [3405, 2560, 160, 2400, 845, 45, 800]]
    rows: list[list[Any]] = [
        ["STT", "Dự án", "Tổng cộng", "Nguồn thu sử dụng đất", None, None, "Nguồn xổ số kiến thiết"],
        [None, None, None, *["Cộng", "Chuẩn bị đầu tư", "Thực hiện dự án"] * 2],
        *([at, f"Dự án {at}", *line] for at, line in enumerate(lines, 1)),
        [None, "Tổng", *map(sum, zip(*lines, strict=True))],
    ]
    merges = ("A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:I2")
    _computed, checked, fails = outcome(rows, merges)
    assert (checked > len(lines), fails) == (True, 2)


def test_money_brought_over_from_another_year_is_a_line() -> None:
    rows: list[list[Any]] = [
        ["Nội dung", 2025, 2026],
        ["Thu theo phân cấp", 30, 40],
        ["Thu chuyển nguồn từ năm trước chuyển sang", 5, 6],
        ["Tổng cộng", 35, 46],
    ]
    assert outcome(rows)[::2] == ("81", 0)


@pytest.mark.parametrize(("title", "told"), [("Dự toán", True), ("Kinh phí", False)])
def test_a_year_that_is_only_compared_is_named_with_what_would_add_it(title: str, told: bool) -> None:
    table = (
        f"Đơn vị: triệu đồng\nSTT;Nội dung;{title} năm 2025;{title} năm 2026\n1;Tuyên truyền;100;200\n"
        "2;Tập huấn;10;20\n;Cộng;110;220\n"
    )
    said = [str(remark.message) for remark in recognised(table, "a.csv").remarks]
    assert any("Dự toán năm 2025" in one and "--year-columns C,D" in one for one in said) == told


# what the words and the sums leave open, or settle together


def test_years_beside_a_change_that_nothing_proves_are_a_question() -> None:
    rows = [[1, "A", 10, 25, 7], [2, "B", 30, 47, 5], [3, "C", 5, 9, 11]]
    with pytest.raises(UndecidedError) as asked:
        recognised(workbook([TRIEU, ["STT", "Nội dung", 2024, 2025, "Tăng, giảm"], *rows]), "a.xlsx")
    assert asked.value.question.option == "year_columns"


def test_two_columns_that_are_called_a_source_are_a_question() -> None:
    rows = [[1, "A", 10, 25, "tỉnh", "xã"], [2, "B", 30, 47, "tỉnh", "xã"]]
    with pytest.raises(UndecidedError) as asked:
        recognised(workbook([TRIEU, ["STT", "Nội dung", 2024, 2025, "Nguồn", "Nguồn vốn"], *rows]), "a.xlsx")
    assert [one.value for one in asked.value.question.candidates] == ["source=E", "source=F"]


def test_the_total_of_everything_above_its_lines_is_no_line_beside_another_one() -> None:
    rows: list[list[Any]] = [
        [1, "Thu khác", 1, 2, 3, 6],
        [None, "Tổng cộng", *GROUP],
        [2, "A", *FIRST],
        [3, "B", *SECOND],
    ]
    assert outcome([HEADER, *rows]) == ("606", 8, 4), "the line above is in no total, which is told"


def test_a_heading_between_two_totals_gets_the_figures_of_the_one_below_it() -> None:
    rows: list[list[Any]] = [
        [None, "Tổng số", 30],
        ["I", "Chi", None],
        [1, "a", 10],
        [2, "b", 20],
        [None, "Tổng cộng", 30],
    ]
    budget = budget_of(workbook([TRIEU, ["STT", "Nội dung", "Kinh phí"], *rows]), "a.xlsx")
    assert [(line.name, line.total) for line in budget.lines] == [("Chi", Money(30_000_000))]


def test_a_part_before_its_whole_is_no_amount_of_its_own() -> None:
    rows = [[1, "A", 2, 10], [2, "B", 4, 30], [3, "C", 1, 5]]
    budget = budget_of(workbook([TRIEU, ["STT", "Nội dung", "Trong đó: chi lương", "Kinh phí"], *rows]), "a.xlsx")
    assert [line.total for line in budget.lines] == [Money(million * 1_000_000) for million in (10, 30, 5)]


def test_more_columns_than_any_annex_has_are_refused_unless_those_of_the_table_are_named() -> None:
    rows = [["STT", "Nội dung", *range(1900, 2001)], [1, "Việc", *range(101)], [2, "Khác", *range(101)]]
    annex = "\n".join(["ĐVT: triệu đồng", *(";".join(map(str, row)) for row in rows)]).encode()
    with pytest.raises(
        InputError, match="101 columns of amounts are found at 2:1; 100 at most are read"
    ) as refused:
        load(annex, "a.csv")
    assert "--year-columns" in str(refused.value.hint)
    amounts = recognised(annex.decode(), "a.csv", year_columns="D:F").tree["budget"]["lines"][0]["amounts"]
    assert amounts == ("1", "2", "3")
