"""Roles of rows and columns: titles propose, the sums dispose."""

from __future__ import annotations

from typing import Any

import pytest

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.model.money import Unit, in_unit
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
    assert outcome(rows)[::2] == ("800", 0)


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
