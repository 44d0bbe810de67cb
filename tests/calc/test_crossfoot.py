"""Which sums a budget has, which of them hold, and which cannot be checked."""

from __future__ import annotations

from collections import Counter

import pytest

from cybercrime_plan.calc.crossfoot import CrossFooting, Sums, crossfoot
from cybercrime_plan.calc.equations import Equation, State, SumKind
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import DASH, Money
from tests.budgets import TRIEU, budget, line

TWO_LINES = (line("a", 300, 210, 510), line("b", 400, 450, 850))
TOTALS = (700, 660, 1360)


def failing(footing: CrossFooting) -> list[Equation]:
    return [one for one in footing.equations if one.fails]


def states(footing: CrossFooting, kind: SumKind) -> list[State]:
    return [one.state for one in footing.equations if one.kind is kind]


def test_a_full_table_has_a_sum_for_every_line_every_year_and_two_for_the_grand_total() -> None:
    footing = crossfoot(budget(*TWO_LINES, totals=TOTALS))
    assert Counter(one.kind for one in footing.equations) == {
        SumKind.ROW: 2,
        SumKind.YEAR: 2,
        SumKind.TOTAL_OF_YEARS: 1,
        SumKind.TOTAL_OF_LINES: 1,
    }
    assert footing.sums == Sums(checked=6, solved=0, skipped=0)
    assert not footing.fails
    assert (footing.computed, footing.stated) == (Money(1360 * TRIEU), Money(1360 * TRIEU))


def test_a_sum_says_what_is_printed_what_it_adds_up_to_and_the_difference() -> None:
    (row, year) = failing(crossfoot(budget(line("a", 300, 211, 510), TWO_LINES[1], totals=TOTALS)))
    assert (row.stated.loc, row.stated.dong, row.computed) == (
        ("budget", "lines", 0, "total"),
        510 * TRIEU,
        511 * TRIEU,
    )
    assert row.residual == -TRIEU
    assert [term.loc for term in year.terms] == [
        ("budget", "lines", 0, "amounts", 1),
        ("budget", "lines", 1, "amounts", 1),
    ]


def test_tolerance_is_zero_to_the_last_dong() -> None:
    exact = budget(line("a", "0,000001", "0,000001"), totals=("0,000001", "0,000001"))
    off = budget(line("a", "0,000001", "0,000002"), totals=("0,000001", "0,000002"))
    assert not crossfoot(exact).fails
    assert [one.residual for one in failing(crossfoot(off))] == [1, 1]


def test_a_line_of_dashes_adds_nothing_and_is_named_in_what_the_total_excludes() -> None:
    footing = crossfoot(budget(*TWO_LINES, line("c", "-", "-", "-"), totals=TOTALS))
    assert not footing.fails
    assert footing.not_fixed == ("c",)


@pytest.mark.parametrize(
    ("said", "not_fixed"),
    [
        ({}, ()),
        ({"dash": "none"}, ()),
        ({"dash": "not_fixed"}, ("d",)),
        ({"unfixed": ("2023",)}, ("d",)),
        ({"unfixed": ("2022",)}, ()),
        ({"undecided": "HĐND quyết định"}, ("d",)),
    ],
)
def test_a_dash_among_amounts_is_none_that_year_unless_the_line_says_more(
    said: dict[str, object], not_fixed: tuple[str, ...]
) -> None:
    footing = crossfoot(budget(*TWO_LINES, {**line("d", 5, "-", 5), **said}, totals=(705, 660, 1365)))
    assert not footing.fails
    assert footing.not_fixed == not_fixed


def test_a_row_of_dashes_has_no_equation_and_is_not_counted() -> None:
    footing = crossfoot(budget(*TWO_LINES, line("c", "-", "-", "-"), totals=TOTALS))
    assert states(footing, SumKind.ROW) == [State.CHECKED, State.CHECKED, State.NONE]
    assert footing.sums == Sums(checked=6, solved=0, skipped=0)


def test_a_row_of_dashes_may_leave_its_total_empty() -> None:
    footing = crossfoot(budget(*TWO_LINES, line("c", "-", "-", None), totals=TOTALS))
    assert footing.sums == Sums(checked=6, solved=0, skipped=0)


def test_zero_is_an_amount_and_makes_an_equation() -> None:
    footing = crossfoot(budget(line("a", 0, 0, 0), totals=(0, 0, 0)))
    assert footing.sums.checked == 5
    assert footing.not_fixed == ()


def test_one_blank_is_solved_not_checked() -> None:
    footing = crossfoot(budget(line("a", 300, None, 510), TWO_LINES[1], totals=TOTALS))
    assert footing.sums == Sums(checked=4, solved=2, skipped=0)
    assert footing.solutions == {("budget", "lines", 0, "amounts", 1): Money(210 * TRIEU)}
    assert footing.computed == Money(1360 * TRIEU)
    assert not footing.fails


def test_a_blank_total_is_solved_like_any_other_figure() -> None:
    footing = crossfoot(budget(line("a", 300, 210, None), TWO_LINES[1], totals=TOTALS))
    assert footing.solutions == {("budget", "lines", 0, "total"): Money(510 * TRIEU)}


def test_two_blanks_are_skipped_and_counted_as_skipped() -> None:
    footing = crossfoot(budget(line("a", None, None, 510), TWO_LINES[1], totals=TOTALS))
    assert states(footing, SumKind.ROW) == [State.SKIPPED, State.CHECKED]
    assert footing.sums == Sums(checked=3, solved=2, skipped=1)


def test_a_blank_that_two_sums_solve_differently_is_a_fault() -> None:
    footing = crossfoot(budget(line("a", 300, None, 511), TWO_LINES[1], totals=(700, 660, 1361)))
    (pair,) = (pair for pair in footing.agreements if pair.fails)
    assert pair.blank.loc == ("budget", "lines", 0, "amounts", 1)
    assert pair.residual == TRIEU


def test_where_a_table_says_that_blank_means_none_nothing_is_unknown() -> None:
    footing = crossfoot(budget(line("a", 300, None, 300), TWO_LINES[1], totals=(700, 450, 1150), blank="none"))
    assert footing.sums == Sums(checked=6, solved=0, skipped=0)
    assert not footing.fails


def test_a_blank_total_is_still_unknown_where_blank_means_none() -> None:
    footing = crossfoot(budget(line("a", 300, 210, None), TWO_LINES[1], totals=TOTALS, blank="none"))
    assert footing.solutions == {("budget", "lines", 0, "total"): Money(510 * TRIEU)}


def test_without_a_totals_row_the_years_are_skipped_and_the_lines_still_checked() -> None:
    table = budget(*TWO_LINES, total="1360")
    footing = crossfoot(table)
    assert set(states(footing, SumKind.YEAR)) == {State.SKIPPED}
    assert footing.sums == Sums(checked=3, solved=0, skipped=3)


def test_without_row_totals_the_grand_total_is_checked_against_all_amounts() -> None:
    lines = (line("a", 300, 210, None), line("b", 400, 450, None))
    assert crossfoot(budget(*lines, totals=TOTALS)).sums == Sums(checked=4, solved=0, skipped=2)
    assert [one.kind for one in failing(crossfoot(budget(*lines, totals=(700, 660, 1361))))] == [
        SumKind.TOTAL_OF_YEARS,
        SumKind.TOTAL_OF_LINES,
    ]


def test_of_a_single_column_the_totals_across_are_counted_only_where_they_are_printed() -> None:
    lines = (line("a", 300, None), line("b", 400, None))
    assert crossfoot(budget(*lines, totals=(700, None))).sums == Sums(checked=1, solved=0, skipped=0)
    assert crossfoot(budget(*lines, totals=(700, 700))).sums == Sums(checked=3, solved=0, skipped=0)
    assert crossfoot(budget(*lines)).sums == Sums(checked=0, solved=0, skipped=1)
    with_row_totals = (line("a", 300, 300), line("b", 400, None))
    assert crossfoot(budget(*with_row_totals, totals=(700, 700))).sums == Sums(checked=3, solved=2, skipped=0)


def test_a_table_without_any_total_checks_nothing() -> None:
    lines = (line("a", 300, 210, None), line("b", 400, 450, None))
    footing = crossfoot(budget(*lines))
    assert footing.sums == Sums(checked=0, solved=1, skipped=5)
    assert footing.computed == Money(1360 * TRIEU)


def test_a_line_that_prints_only_its_total_leaves_its_years_unknown() -> None:
    total_only = {"id": "a", "name": "a", "total": "510"}
    footing = crossfoot(budget(total_only, TWO_LINES[1], totals=TOTALS))
    assert footing.sums == Sums(checked=3, solved=2, skipped=1)
    assert footing.computed == Money(1360 * TRIEU)


def test_a_memo_line_checks_its_own_row_and_stays_out_of_every_total() -> None:
    memo = line("m", 1, 2, 3, memo="true")
    footing = crossfoot(budget(*TWO_LINES, memo, totals=TOTALS))
    assert footing.sums.checked == 7
    assert not footing.fails
    assert footing.computed == Money(1360 * TRIEU)
    assert footing.not_fixed == ()


NESTED = line("a", 300, 210, 510, lines=(line("a-1", 100, 90, 190), line("a-2", 200, 120, 320)))


def test_every_level_of_subtotals_is_checked_against_the_lines_below_it() -> None:
    deep = line("x", 300, 210, 510, lines=(NESTED,))
    footing = crossfoot(budget(deep, TWO_LINES[1], totals=TOTALS))
    assert states(footing, SumKind.SUBTOTAL) == [State.CHECKED] * 6
    assert not footing.fails
    wrong = line("x", 300, 210, 510, lines=(line("y", 300, 211, 511),))
    assert {one.kind for one in failing(crossfoot(budget(wrong, totals=(300, 210, 510))))} == {SumKind.SUBTOTAL}


def test_a_heading_without_figures_passes_the_lines_below_it_on() -> None:
    heading = {"id": "h", "name": "h", "lines": (line("a", 300, 210, 510), line("b", 400, 450, 850))}
    footing = crossfoot(budget(heading, totals=TOTALS))
    assert footing.sums == Sums(checked=6, solved=0, skipped=0)
    assert not footing.fails


def test_a_subtotal_that_prints_only_its_total_is_checked_there() -> None:
    heading = {"id": "h", "name": "h", "total": "1361", "lines": TWO_LINES}
    footing = crossfoot(budget(heading, totals=TOTALS))
    assert {one.kind for one in failing(footing)} == {SumKind.SUBTOTAL, SumKind.TOTAL_OF_LINES}


def test_memo_lines_below_a_subtotal_are_left_out_of_it() -> None:
    nested = line("a", 300, 210, 510, lines=(line("a-1", 300, 210, 510), line("a-2", 7, 7, 14, memo="true")))
    assert not crossfoot(budget(nested, totals=(300, 210, 510))).fails


def test_of_a_line_and_the_lines_below_it_the_lower_one_is_named_as_not_fixed() -> None:
    nested = line("a", 300, "-", 300, lines=(line("a-1", 300, "-", 300, undecided="x"), line("a-2", "-", "-", "-")))
    assert crossfoot(budget(nested, totals=(300, "-", 300))).not_fixed == ("a-1", "a-2")


def test_a_split_by_source_is_checked_for_each_amount() -> None:
    split = {"tinh": ("250", "200"), "trung-uong": ("50", "-")}
    (one,) = failing(crossfoot(budget(line("a", 300, 210, 510, split=split), totals=(300, 210, 510))))
    assert (one.kind, one.stated.loc, one.residual) == (
        SumKind.SPLIT,
        ("budget", "lines", 0, "amounts", 1),
        10 * TRIEU,
    )
    assert [term.loc for term in one.terms] == [
        ("budget", "lines", 0, "split", "tinh", 1),
        ("budget", "lines", 0, "split", "trung-uong", 1),
    ]


def stated(**fields: str) -> Budget:
    return budget(*TWO_LINES, totals=TOTALS, stated=(fields,))


def test_the_total_in_figures_is_read_in_its_own_unit() -> None:
    assert not crossfoot(stated(amount="1.360.000.000", unit="đồng")).fails
    assert not crossfoot(stated(amount="1,36", unit="tỷ đồng")).fails
    assert not crossfoot(stated(amount="1360")).fails
    assert crossfoot(stated(amount="1.360", unit="tỷ đồng")).fails


def test_the_total_in_words_is_one_more_witness() -> None:
    assert not crossfoot(stated(words="Một tỷ ba trăm sáu mươi triệu đồng")).fails
    (one,) = failing(crossfoot(stated(words="Một tỷ ba trăm bảy mươi triệu đồng")))
    assert (one.kind, one.residual) == (SumKind.WORDS, 10 * TRIEU)


def test_words_that_say_no_amount_are_not_counted_as_a_sum() -> None:
    footing = crossfoot(stated(words="Một tỷ ba trăm đồng rưỡi"))
    assert footing.unreadable == (("budget", "stated", 0, "words"),)
    assert footing.sums.checked == 6


def test_a_total_printed_only_in_the_prose_is_checked_against_the_lines() -> None:
    table = budget(*TWO_LINES, stated=({"amount": "1361"},))
    (one,) = failing(crossfoot(table))
    assert (one.kind, one.residual) == (SumKind.FIGURES, TRIEU)


@pytest.mark.parametrize(
    ("amount", "unit", "qualifier", "agrees"),
    [
        ("1,36", "tỷ đồng", "more_than", True),
        ("1,35", "tỷ đồng", "more_than", False),
        ("1,3", "tỷ đồng", "more_than", True),
        ("1,4", "tỷ đồng", "more_than", False),
        ("1,4", "tỷ đồng", "nearly", True),
        ("1,37", "tỷ đồng", "nearly", False),
        ("1,36", "tỷ đồng", "nearly", True),
        ("1,35", "tỷ đồng", "about", True),
        ("1,37", "tỷ đồng", "about", True),
        ("1,34", "tỷ đồng", "about", False),
        ("1", "tỷ đồng", "at_least", True),
        ("1,4", "tỷ đồng", "at_least", False),
        ("1,4", "tỷ đồng", "up_to", True),
        ("1,3", "tỷ đồng", "up_to", False),
    ],
)
def test_a_word_before_the_total_turns_its_check_into_bounds(
    amount: str, unit: str, qualifier: str, agrees: bool
) -> None:
    assert crossfoot(stated(amount=amount, unit=unit, qualifier=qualifier)).fails is not agrees


def test_declared_rounding_admits_half_a_unit_for_each_figure_of_a_sum() -> None:
    rows = (line("a", 1, 1, 1, 4), line("b", 2, 2, 2, 6))
    within = budget(*rows, totals=(3, 3, 3, 10), rounding="1")
    assert not crossfoot(within).fails
    beyond = budget(line("a", 1, 1, 1, 6), rows[1], totals=(3, 3, 3, 12), rounding="1")
    assert {one.residual for one in failing(crossfoot(beyond))} == {3 * TRIEU}


def test_a_dash_for_the_grand_total_is_no_amount() -> None:
    footing = crossfoot(budget(line("a", 1, "-"), totals=(1, "-")))
    assert footing.stated is DASH
    assert {one.residual for one in failing(footing)} == {-TRIEU}
