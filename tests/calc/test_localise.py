"""Where the slip is: one change, several explanations, or only the sums that fail."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.equations import Equation
from cybercrime_plan.calc.localise import localise
from cybercrime_plan.calc.slips import EXCHANGED, SHOWN, Fault, SlipKind
from cybercrime_plan.findings import Certainty, Loc
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Unit
from tests.budgets import TRIEU, Figure, budget, line

Changes = dict[Loc, int]
ROWS = ((300, 210, 200, 710), (400, 450, 350, 1200), (100, 110, 120, 330))
TOTALS = (800, 770, 670, 2240)


def cell(row: int, year: int) -> Loc:
    return ("budget", "lines", row, "amounts", year)


def row_total(row: int) -> Loc:
    return ("budget", "lines", row, "total")


def year_total(year: int) -> Loc:
    return ("budget", "totals", year)


GRAND: Loc = ("budget", "total")


def table(wrong: dict[Loc, Figure] | None = None, **more: Any) -> Budget:
    """The table above with these figures instead of its own."""
    wrong = wrong or {}
    rows = [
        [*(wrong.get(cell(at, year), row[year]) for year in range(3)), wrong.get(row_total(at), row[3])]
        for at, row in enumerate(ROWS)
    ]
    totals = [*(wrong.get(year_total(year), TOTALS[year]) for year in range(3)), wrong.get(GRAND, TOTALS[3])]
    return budget(*(line(f"line-{at}", *row) for at, row in enumerate(rows)), totals=totals, **more)


def faults(one: Budget) -> tuple[Fault, ...]:
    return localise(crossfoot(one), one.unit)


def said(fault: Fault) -> list[Changes]:
    """Each hypothesis: what every entry would have to be, in triệu đồng."""
    return [{change.entry.loc: change.value.dong // TRIEU for change in one} for one in fault.hypotheses]


def only(one: Budget) -> Fault:
    (fault,) = faults(one)
    return fault


def test_a_table_that_adds_up_has_no_fault() -> None:
    assert faults(table()) == ()


@pytest.mark.parametrize(
    ("loc", "right"),
    [(cell(1, 2), 350), (row_total(0), 710), (year_total(1), 770), (GRAND, 2240)],
)
def test_one_wrong_entry_is_one_fault_with_one_change(loc: Loc, right: int) -> None:
    fault = only(table({loc: right + 7}))
    assert said(fault) == [{loc: right}]
    assert (fault.certainty, fault.ways) == (Certainty.UNIQUE, 1)
    assert len(fault.sums) == 2
    assert fault.hypotheses[0][0].sums == fault.sums


def test_two_wrong_entries_with_different_differences_are_two_faults() -> None:
    found = faults(table({cell(0, 0): 305, cell(1, 1): 459}))
    assert [said(fault) for fault in found] == [[{cell(0, 0): 300}], [{cell(1, 1): 450}]]
    assert {fault.certainty for fault in found} == {Certainty.UNIQUE}


def test_two_wrong_entries_with_the_same_difference_have_two_pairings() -> None:
    fault = only(table({cell(0, 0): 305, cell(1, 1): 455}))
    assert (fault.certainty, fault.ways) == (Certainty.AMBIGUOUS, 2)
    assert {cell(0, 0): 300, cell(1, 1): 450} in said(fault)
    assert {cell(0, 1): 205, cell(1, 0): 395} in said(fault)


def test_two_wrong_entries_in_one_line_are_located_together() -> None:
    fault = only(table({cell(0, 0): 305, cell(0, 1): 219}))
    assert said(fault) == [{cell(0, 0): 300, cell(0, 1): 210}]
    assert fault.certainty is Certainty.UNIQUE


def test_two_entries_that_offset_each_other_in_a_line_may_be_in_any_line() -> None:
    fault = only(table({cell(0, 0): 305, cell(0, 1): 205}))
    assert (fault.certainty, fault.ways) == (Certainty.AMBIGUOUS, 4)
    assert {cell(0, 0): 300, cell(0, 1): 210} in said(fault)
    assert {year_total(0): 805, year_total(1): 765} in said(fault)


def test_two_entries_that_offset_each_other_in_a_year_may_be_in_any_year() -> None:
    fault = only(table({cell(0, 0): 305, cell(1, 0): 395}))
    assert (fault.certainty, fault.ways) == (Certainty.AMBIGUOUS, 4)
    assert {cell(0, 0): 300, cell(1, 0): 400} in said(fault)


def test_a_total_that_is_wrong_with_the_grand_total_added_up_from_it_is_named_with_it_alone() -> None:
    fault = only(table({year_total(0): 900, GRAND: 2340}))
    assert said(fault) == [{year_total(0): 800, GRAND: 2240}]
    assert (fault.certainty, fault.ways) == (Certainty.LIKELY, 1)


def test_the_same_down_the_column_of_totals() -> None:
    fault = only(table({row_total(1): 1210, GRAND: 2250}))
    assert said(fault) == [{row_total(1): 1200, GRAND: 2240}]
    assert (fault.certainty, fault.ways) == (Certainty.LIKELY, 1)


def test_a_total_known_to_be_wrong_takes_what_formulas_make_of_it_with_it() -> None:
    footing = crossfoot(table({year_total(0): 900, GRAND: 2340}))
    (fault,) = localise(footing, Unit.TRIEU, {year_total(0): {GRAND}})
    assert said(fault) == [{year_total(0): 800}]
    assert [(one.entry.loc, one.value.dong) for one in fault.followed] == [(GRAND, 2240 * TRIEU)]
    assert (fault.certainty, fault.ways, len(fault.sums)) == (Certainty.UNIQUE, 1, 2)


def test_two_totals_known_to_be_wrong_are_two_faults_and_the_rest_is_still_located() -> None:
    footing = crossfoot(table({year_total(0): 900, year_total(1): 750, GRAND: 2320, cell(2, 2): 125}))
    known = {year_total(0): {GRAND}, year_total(1): {GRAND}}
    found = localise(footing, Unit.TRIEU, known)
    assert [said(fault) for fault in found] == [[{year_total(0): 800}], [{year_total(1): 770}], [{cell(2, 2): 120}]]
    assert {one.value.dong for fault in found for one in fault.followed} == {2240 * TRIEU}


def test_a_total_held_for_wrong_whose_sum_holds_is_none() -> None:
    footing = crossfoot(table({cell(0, 0): 305}))
    (fault,) = localise(footing, Unit.TRIEU, {year_total(1): {GRAND}})
    assert said(fault) == [{cell(0, 0): 300}]


def test_beyond_five_hypotheses_are_counted_only() -> None:
    rows = [line(f"line-{at}", 100 + at, 200 + at, 300 + 2 * at) for at in range(8)]
    rows[3] = line("line-3", 104, 202, 306)
    totals = (
        sum(100 + at for at in range(8)),
        sum(200 + at for at in range(8)),
        sum(300 + 2 * at for at in range(8)),
    )
    fault = only(budget(*rows, totals=totals))
    assert len(fault.hypotheses) == SHOWN
    assert fault.ways == 9


def test_two_figures_exchanged_in_a_line_come_first_and_are_named() -> None:
    fault = only(table({cell(1, 0): 450, cell(1, 1): 400}))
    first = fault.hypotheses[0]
    assert said(fault)[0] == {cell(1, 0): 400, cell(1, 1): 450}
    assert [change.slip.kind for change in first if change.slip] == [SlipKind.EXCHANGED] * 2
    assert fault.certainty is Certainty.AMBIGUOUS


def test_three_slips_of_different_size_are_three_faults() -> None:
    found = faults(table({cell(0, 0): 301, cell(1, 1): 452, cell(2, 2): 123}))
    assert [said(fault) for fault in found] == [[{cell(0, 0): 300}], [{cell(1, 1): 450}], [{cell(2, 2): 120}]]


def test_a_lone_slip_beside_two_in_one_line_is_taken_apart_first() -> None:
    found = faults(table({cell(0, 0): 301, cell(1, 1): 455, cell(1, 2): 359}))
    assert [said(fault) for fault in found] == [[{cell(0, 0): 300}], [{cell(1, 1): 450, cell(1, 2): 350}]]


def test_too_many_slips_to_tell_apart_leave_every_failing_sum_said() -> None:
    wrong: dict[Loc, Figure] = {cell(0, 0): 301, cell(0, 1): 212, cell(0, 2): 204, cell(1, 0): 408, cell(1, 1): 466}
    found = faults(table(wrong))
    assert [fault.hypotheses for fault in found] == [()] * 5
    assert {len(fault.sums) for fault in found} == {1}


def test_a_wrong_grand_total_shared_with_a_wrong_row_total_is_seen_through_the_prose() -> None:
    stated = ({"amount": "2240", "words": "Hai tỷ hai trăm bốn mươi triệu đồng"},)
    fault = only(table({GRAND: 2250, row_total(0): 713}, stated=stated))
    assert said(fault) == [{row_total(0): 710, GRAND: 2240}]


def test_without_row_totals_a_cell_is_found_up_to_its_year() -> None:
    wrong: dict[Loc, Figure] = {row_total(row): None for row in range(3)}
    fault = only(table(wrong | {cell(1, 1): 455}))
    assert (fault.certainty, fault.ways) == (Certainty.AMBIGUOUS, 3)
    assert {cell(1, 1): 450} in said(fault)
    assert {loc for one in said(fault) for loc in one} == {cell(0, 1), cell(1, 1), cell(2, 1)}


def test_without_a_totals_row_a_cell_is_found_up_to_its_line() -> None:
    fault = only(budget(line("a", 300, 211, 510), line("b", 400, 450, 850), total="1360"))
    assert (fault.certainty, fault.ways) == (Certainty.AMBIGUOUS, 2)
    assert {cell(0, 1): 210} in said(fault)


def test_a_line_with_a_blank_still_proves_the_figures_beside_it() -> None:
    fault = only(table({cell(0, 0): None, cell(0, 1): 215}))
    assert said(fault) == [{cell(0, 1): 210}]
    assert fault.certainty is Certainty.UNIQUE


def test_a_blank_with_two_values_and_nothing_else_wrong_is_a_fault() -> None:
    (fault,) = faults(budget(line("a", 300, None, 530), totals=(300, 210, None)))
    assert said(fault) == [{row_total(0): 510}, {year_total(1): 230}]


def test_a_dash_where_an_amount_belongs_is_located_like_any_figure() -> None:
    fault = only(table({cell(1, 1): "-"}))
    assert said(fault) == [{cell(1, 1): 450}]
    assert fault.certainty is Certainty.UNIQUE


def test_a_dash_is_no_digit_that_a_hand_slipped_on() -> None:
    ((change,),) = only(budget(line("a", "-", 2, 3), totals=(1, 2, 3))).hypotheses
    assert change.slip is None


def test_an_amount_in_a_row_of_dashes_is_located() -> None:
    rows = [line("a", 300, 210, 510), line("c", 5, "-", "-")]
    fault = only(budget(*rows, totals=(300, 210, 510)))
    assert said(fault) == [{("budget", "lines", 1, "amounts", 0): 0}]


STATED = {"amount": "2240", "words": "Hai tỷ hai trăm bốn mươi triệu đồng"}


@pytest.mark.parametrize(
    ("grand", "stated", "loc"),
    [
        (2250, STATED, GRAND),
        (2240, STATED | {"amount": "2250"}, ("budget", "stated", 0, "amount")),
        (2240, STATED | {"words": "Hai tỷ hai trăm năm mươi triệu đồng"}, ("budget", "stated", 0, "words")),
    ],
)
def test_of_three_witnesses_of_the_total_the_one_that_differs_is_named(
    grand: int, stated: dict[str, str], loc: Loc
) -> None:
    fault = only(table({GRAND: grand}, stated=(stated,)))
    assert said(fault) == [{loc: 2240}]
    assert fault.certainty is Certainty.UNIQUE


def test_two_witnesses_alone_cannot_say_which_of_them_is_wrong() -> None:
    lines = ({"id": "a", "name": "a", "lines": ()},)
    fault = only(budget(*lines, years=("2022",), total="10", stated=({"amount": "11"},)))
    assert {loc for one in said(fault) for loc in one} == {GRAND, ("budget", "stated", 0, "amount")}
    assert fault.certainty is Certainty.AMBIGUOUS


NESTED = {
    "a": line("a", 300, 210, 510, lines=(line("a-1", 100, 90, 190), line("a-2", 200, 120, 320))),
    "b": line("b", 400, 450, 850),
}


@pytest.mark.parametrize(
    ("child", "loc", "right"),
    [
        (line("a-1", 101, 90, 190), ("budget", "lines", 0, "lines", 0, "amounts", 0), 100),
        (line("a-1", 100, 90, 191), ("budget", "lines", 0, "lines", 0, "total"), 190),
    ],
)
def test_a_slip_below_a_subtotal_is_located_there(child: dict[str, Any], loc: Loc, right: int) -> None:
    nested = NESTED["a"] | {"lines": (child, NESTED["a"]["lines"][1])}
    fault = only(budget(nested, NESTED["b"], totals=(700, 660, 1360)))
    assert said(fault) == [{loc: right}]
    assert fault.certainty is Certainty.UNIQUE


def test_a_wrong_subtotal_is_located_by_its_row_its_lines_and_its_year() -> None:
    nested = NESTED["a"] | {"amounts": ("301", "210")}
    fault = only(budget(nested, NESTED["b"], totals=(700, 660, 1360)))
    assert said(fault) == [{cell(0, 0): 300}]
    assert len(fault.sums) == 3


def test_a_wrong_split_is_found_up_to_its_sources() -> None:
    split = {"tinh": ("250", "200"), "trung-uong": ("50", "11")}
    fault = only(budget(line("a", 300, 210, 510, split=split), totals=(300, 210, 510)))
    assert said(fault) == [
        {("budget", "lines", 0, "split", "trung-uong", 1): 10},
        {("budget", "lines", 0, "split", "tinh", 1): 199},
    ]


def test_a_wrong_amount_is_told_from_its_split_by_its_other_sums() -> None:
    split = {"tinh": ("250", "200"), "trung-uong": ("50", "10")}
    table = budget(line("a", 300, 220, 510, split=split), line("b", 1, 1, 2), totals=(301, 211, 512))
    assert said(only(table)) == [{cell(0, 1): 210}]


def test_in_a_rounded_table_a_slip_is_located_though_not_to_the_dong() -> None:
    fault = only(table({cell(1, 1): 540}, rounding="1"))
    assert [list(one) for one in said(fault)] == [[cell(1, 1)]]
    assert fault.certainty is Certainty.LIKELY


def calls_of(one: Budget) -> int:
    """How many calls it takes to add a budget up and explain what is wrong."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        localise(crossfoot(one), Unit.TRIEU)
    finally:
        sys.setprofile(None)
    return calls


def tall(lines: int, kind: str) -> Budget:
    """A table of so many lines with a fault of that kind."""
    rows = [[100 + at, 205 + 2 * at, 310 + 3 * at] for at in range(lines)]
    totals = [sum(column) for column in zip(*rows, strict=True)]
    figures: list[list[Figure]] = [[*row, sum(row)] for row in rows]
    if kind == "one":
        figures[lines // 2][1] = 7
    elif kind == "offset":
        figures[lines // 2][:2] = [rows[lines // 2][0] + 1, rows[lines // 2][1] - 1]
    elif kind == "everywhere":
        figures = [[*row, sum(row) + at + 1] for at, row in enumerate(rows)]
    elif kind == "missing":
        figures.pop(lines // 2)
    elif kind == "unit":
        figures[lines // 2] = [figure * 1000 for figure in figures[lines // 2] if isinstance(figure, int)]
    return budget(*(line(f"l-{at}", *row) for at, row in enumerate(figures)), totals=[*totals, sum(totals)])


@pytest.mark.parametrize("kind", ["none", "one", "offset", "everywhere", "missing", "unit"])
def test_twice_the_lines_are_no_more_than_twice_the_work(kind: str) -> None:
    once, twice = calls_of(tall(60, kind)), calls_of(tall(120, kind))
    assert twice <= 2.1 * once


def rows_off_by_four(years: int) -> Budget:
    """Four lines whose totals are too small by four, under a total that is four too large."""
    rows = [[10 + (at + 3 * year) % 5 for year in range(years)] for at in range(4)]
    figures = [[*row, sum(row) - 4] for row in rows]
    total = sum(row[-1] for row in figures) + 4
    return budget(*(line(f"l-{at}", *row) for at, row in enumerate(figures)), total=str(total))


def test_explanations_too_many_to_list_are_ranked_and_counted_exactly() -> None:
    fault = only(rows_off_by_four(40))
    assert {len(one) for one in fault.hypotheses} == {4}
    assert (fault.ways, len(fault.hypotheses)) == (4 * 40**3, SHOWN)
    assert all(change.slip for change in fault.hypotheses[0])


def test_to_count_explanations_takes_no_listing_of_them() -> None:
    assert calls_of(rows_off_by_four(40)) <= 2.1 * calls_of(rows_off_by_four(20))


def test_columns_without_a_failing_sum_in_common_are_faults_of_their_own() -> None:
    found = faults(budget(line("a", 301, 210, None), line("b", 400, 45, None), totals=(700, 660, None)))
    fails = [[one.stated.loc for one in fault.sums if isinstance(one, Equation)] for fault in found]
    assert fails == [[year_total(0)], [year_total(1)]]
    assert {cell(1, 1): 450} in said(found[1])


def test_two_figures_exchanged_without_row_totals_are_one_fault() -> None:
    fault = only(budget(line("a", 210, 300, None), line("b", 400, 450, None), totals=(700, 660, None)))
    assert said(fault)[0] == {cell(0, 0): 300, cell(0, 1): 210}
    assert fault.ways == 9
    assert [change.slip for change in fault.hypotheses[0]] == [EXCHANGED] * 2


def test_pairs_beyond_a_thousand_are_said_to_be_more() -> None:
    rows = [[100, 200] for _line in range(1100)]
    rows[7] = [105, 195]
    totals = (100 * 1100, 200 * 1100, 300 * 1100)
    fault = only(budget(*(line(f"l-{at}", *row, 300) for at, row in enumerate(rows)), totals=totals))
    assert (fault.ways, fault.more, len(fault.hypotheses)) == (1000, True, SHOWN)
    assert len(fault.sums) == 2


@pytest.mark.parametrize("kind", ["none", "one", "offset", "everywhere", "missing", "unit"])
@pytest.mark.parametrize("margins", ["all", "no row totals", "no year totals"])
def test_so_many_calls_are_enough_for_each_figure(kind: str, margins: str) -> None:
    assert calls_of(wide(100, 20, kind, margins)) <= 300 * 100 * 20


def test_a_table_of_500_lines_and_40_years_takes_no_more() -> None:
    assert calls_of(wide(500, 40, "everywhere", "all")) <= 300 * 500 * 40


def wide(lines: int, years: int, kind: str, margins: str) -> Budget:
    """A table of so many lines and years with a fault of that kind."""
    rows = [[100 * (1 + (at + 3 * year) % 7) for year in range(years)] for at in range(lines)]
    totals: list[Figure] = [sum(column) for column in zip(*rows, strict=True)]
    sums: list[Figure] = [sum(row) for row in rows]
    grand = sum(map(sum, rows))
    if kind == "one":
        rows[50][7] += 30
    elif kind == "offset":
        rows[50][7:9] = [rows[50][7] + 10, rows[50][8] - 10]
    elif kind == "everywhere":
        rows = [[figure + at for figure in row] for at, row in enumerate(rows)]
    elif kind == "missing":
        rows.pop(50)
        sums.pop(50)
    elif kind == "unit":
        rows[50] = [figure * 1000 for figure in rows[50]]
    if margins == "no row totals":
        sums = [None] * len(sums)
    elif margins == "no year totals":
        totals = [None] * len(totals)
    printed = (line(f"l-{at}", *row, total) for at, (row, total) in enumerate(zip(rows, sums, strict=True)))
    return budget(*printed, totals=[*totals, grand])
