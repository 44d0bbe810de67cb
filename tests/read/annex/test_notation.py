"""How figures are written: grouped by blanks, in brackets, with every kind of sign."""

from __future__ import annotations

import pytest

from cybercrime_plan.read.annex.choices import UndecidedError
from cybercrime_plan.read.load import load
from tests.read.annexes import budget_of, recognised, table


def test_blanks_part_thousands_where_several_figures_say_so() -> None:
    budget = budget_of(
        table("1;Việc;4 150;3 875;8\u00a0025", "2;Khác;312;298;610", ";Cộng;4 462;4 173;8 635"), "a.csv"
    )
    assert [str(amount) for amount in budget.lines[0].amounts or ()] == ["4.150.000.000 đồng", "3.875.000.000 đồng"]


def test_blanks_part_thousands_before_a_unit_too() -> None:
    rows = "1;Việc;4 150 000đ;3 875 000đ;8 025 000đ", ";Cộng;4 150 000đ;3 875 000đ;8 025 000đ"
    assert str(budget_of(table(*rows, unit="đồng"), "a.csv").total) == "8.025.000 đồng"


def test_two_amounts_in_one_cell_are_no_thousands() -> None:
    (finding,) = load(table("1;Việc;300 200;500;1000").encode(), "a.csv").findings
    assert finding.rule.code == "SCH201"


@pytest.mark.parametrize("total", ["1 150", "1 250"])
def test_a_lone_number_with_blanks_is_read_and_said(total: str) -> None:
    annex = table("1;Việc;300;250;550", "2;Khác;350;250;600", f";Cộng;650;500;{total}")
    assert str(budget_of(annex, "a.csv").total) == f"{total.replace(' ', '.')}.000.000 đồng"
    (said,) = recognised(annex, "a.csv").remarks
    assert str(said.message) == "blanks that part the thousands of one number: 5:15"


def test_three_digits_and_three_are_one_number_where_a_sum_proves_it() -> None:
    annex = table("1;Việc;300 200;500;300.700", "2;Khác;1.000;500;1.500", ";Cộng;301.200;1.000;302.200")
    assert str((budget_of(annex, "a.csv").lines[0].amounts or ())[0]) == "300.200.000.000 đồng"


def test_what_an_amount_is_made_of_is_left_out_where_a_sum_proves_the_amount() -> None:
    annex = table("1;Việc;3.400 (NSTW 2.800; NSĐP 600);500;3.900", ";Cộng;3.400;500;3.900")
    annex = annex.replace("3.400 (NSTW 2.800; NSĐP 600)", '"3.400 (NSTW 2.800; NSĐP 600)"')
    assert str((budget_of(annex, "a.csv").lines[0].amounts or ())[0]) == "3.400.000.000 đồng"
    (said,) = recognised(annex, "a.csv").remarks
    assert str(said.message) == "what stands behind the amount is left out: (NSTW 2.800; NSĐP 600)"


def test_brackets_and_signs_take_away() -> None:
    annex = table("1;Giảm;(120);−85;-205", "2;Tăng;+340;300;640", ";Cộng;220;215;435")
    first, second = budget_of(annex, "a.csv").lines
    assert [str(amount) for amount in first.amounts or ()] == ["-120.000.000 đồng", "-85.000.000 đồng"]
    assert [str(amount) for amount in second.amounts or ()] == ["340.000.000 đồng", "300.000.000 đồng"]
    assert [str(one.message) for one in recognised(annex, "a.csv").remarks] == [
        "figures in brackets, read as taken away: 3:8"
    ]


def test_amounts_carry_their_unit_when_all_say_the_same() -> None:
    lines = ("1;Tập huấn;120 triệu đồng", "2;Thiết bị;1.350 triệu đồng", ";Tổng cộng;1.470 triệu đồng")
    annex = "\n".join(("STT;Nội dung;Kinh phí", *lines))
    budget = budget_of(annex, "a.csv")
    assert [str(line.total) for line in budget.lines] == ["120.000.000 đồng", "1.350.000.000 đồng"]
    assert str(budget.total) == "1.470.000.000 đồng"
    remarks = recognised(annex, "a.csv").remarks
    assert [str(one.message) for one in remarks] == ["the amounts carry their unit: triệu đồng"]


def test_an_amount_with_its_unit_that_ends_a_row_is_not_printed_again_behind_it() -> None:
    lines = ("1;Tập huấn;120 triệu đồng;100 triệu đồng", "2;Thiết bị;50 triệu đồng")
    annex = "\n".join(("STT;Nội dung;2024;2025", *lines, ";Tổng cộng;170 triệu đồng;100 triệu đồng"))
    rows = [[amount and str(amount) for amount in line.amounts or ()] for line in budget_of(annex, "a.csv").lines]
    assert rows == [["120.000.000 đồng", "100.000.000 đồng"], ["50.000.000 đồng", None]]


def test_amounts_with_two_units_are_read_in_the_smaller() -> None:
    annex = "STT;Nội dung;Kinh phí\n1;Tập huấn;120 triệu đồng\n2;Thiết bị;1,35 tỷ đồng\n;Tổng cộng;1,47 tỷ đồng\n"
    budget = budget_of(annex, "a.csv")
    assert [str(line.total) for line in budget.lines] == ["120.000.000 đồng", "1.350.000.000 đồng"]
    assert (str(budget.total), budget.unit.label) == ("1.470.000.000 đồng", "triệu đồng")


def test_a_line_that_states_two_units_is_a_question() -> None:
    annex = "Đơn vị tính: nghìn đồng, riêng mục II: triệu đồng\nSTT;Nội dung;2025;Cộng\n1;A;5;5\n;Cộng;5;5\n"
    with pytest.raises(UndecidedError) as asked:
        recognised(annex, "a.csv")
    question = asked.value.question
    assert (question.option, [one.value for one in question.candidates]) == ("unit", ["nghìn đồng", "triệu đồng"])
    one = annex.replace(", riêng mục II: triệu đồng", ", %")
    assert str(budget_of(one, "a.csv").total) == "5.000 đồng"
