"""The algebra of cross-footing, on tables of any shape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.equations import State, SumKind
from cybercrime_plan.calc.localise import localise
from cybercrime_plan.calc.slips import Fault
from cybercrime_plan.findings import Certainty, Loc
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Money
from tests.budgets import TRIEU, Figure, budget, line

AMOUNTS = st.integers(min_value=0, max_value=10**6)
FIGURES = AMOUNTS | st.just("-")
Grid = list[list[Figure]]


def dong(figure: Figure) -> int:
    return figure if isinstance(figure, int) else 0


def summed(figures: list[Figure]) -> Figure:
    """A total as a careful clerk prints it: a dash over nothing but dashes."""
    return sum(map(dong, figures)) if any(isinstance(one, int) for one in figures) else "-"


@dataclass(frozen=True)
class Printed:
    """A table as printed: the cells, then the row totals, the year totals and the grand total."""

    cells: Grid
    row_totals: list[Figure]
    year_totals: list[Figure]
    total: Figure

    def budget(self, **more: Any) -> Budget:
        lines = (line(f"l-{at}", *row, self.row_totals[at]) for at, row in enumerate(self.cells))
        return budget(*lines, totals=[*self.year_totals, self.total], **more)

    def locs(self) -> list[Loc]:
        """Of every figure whose change must be seen: a line of dashes may have a total that no year shares."""
        rows, years = len(self.cells), len(self.cells[0])
        shared = [row for row in range(rows) if years == 1 or any(one != "-" for one in self.cells[row])]
        return [
            *(("budget", "lines", row, "amounts", year) for row in range(rows) for year in range(years)),
            *(("budget", "lines", row, "total") for row in shared),
            *(("budget", "totals", year) for year in range(years)),
            ("budget", "total"),
        ]

    def figure(self, loc: Loc) -> Figure:
        match loc:
            case ("budget", "lines", int(row), "amounts", int(year)):
                return self.cells[row][year]
            case ("budget", "lines", int(row), "total"):
                return self.row_totals[row]
            case ("budget", "totals", int(year)):
                return self.year_totals[year]
        return self.total

    def changed(self, loc: Loc, figure: Figure) -> Printed:
        match loc:
            case ("budget", "lines", int(row), "amounts", int(year)):
                return replace(self, cells=put(self.cells, row, put(self.cells[row], year, figure)))
            case ("budget", "lines", int(row), "total"):
                return replace(self, row_totals=put(self.row_totals, row, figure))
            case ("budget", "totals", int(year)):
                return replace(self, year_totals=put(self.year_totals, year, figure))
        return replace(self, total=figure)


def put(items: list[Any], at: int, item: Any) -> list[Any]:
    return [*items[:at], item, *items[at + 1 :]]


@st.composite
def grids(draw: st.DrawFn, figures: st.SearchStrategy[Figure] = FIGURES) -> Grid:
    years = draw(st.integers(1, 6))
    return draw(st.lists(st.lists(figures, min_size=years, max_size=years), min_size=1, max_size=7))


def right(cells: Grid) -> Printed:
    row_totals = [summed(row) for row in cells]
    return Printed(cells, row_totals, [summed(list(year)) for year in zip(*cells, strict=True)], summed(row_totals))


TABLES = grids().map(right)


def faults(one: Budget) -> tuple[Fault, ...]:
    return localise(crossfoot(one), one.unit)


@given(TABLES)
def test_a_table_that_adds_up_is_silent_and_its_total_is_that_of_its_amounts(table: Printed) -> None:
    footing = crossfoot(table.budget())
    assert not footing.fails
    assert footing.computed == Money(sum(dong(figure) for row in table.cells for figure in row) * TRIEU)
    assert footing.sums.solved == footing.sums.skipped == 0


@given(grids(AMOUNTS), st.data())
def test_whatever_is_printed_both_ways_of_adding_up_leave_the_same_residual(
    cells: Grid, data: st.DataObject
) -> None:
    rows, years = len(cells), len(cells[0])
    row_totals: list[Figure] = [data.draw(AMOUNTS) for _row in range(rows)]
    year_totals: list[Figure] = [data.draw(AMOUNTS) for _year in range(years)]
    table = Printed(cells, row_totals, year_totals, data.draw(AMOUNTS))
    residuals = dict.fromkeys(SumKind, 0)
    for equation in crossfoot(table.budget()).equations:
        residuals[equation.kind] += equation.residual
    by_rows = residuals[SumKind.ROW] + residuals[SumKind.TOTAL_OF_LINES]
    by_years = residuals[SumKind.YEAR] + residuals[SumKind.TOTAL_OF_YEARS]
    assert by_rows == by_years


@given(TABLES, st.data())
def test_one_wrong_entry_is_located_and_corrected_uniquely(table: Printed, data: st.DataObject) -> None:
    loc = data.draw(st.sampled_from(table.locs()))
    wrong = data.draw(AMOUNTS.filter(lambda figure: figure != dong(table.figure(loc))))
    (fault,) = faults(table.changed(loc, wrong).budget())
    ((change,),) = fault.hypotheses
    assert (change.entry.loc, change.value.dong) == (loc, dong(table.figure(loc)) * TRIEU)
    assert fault.certainty is Certainty.UNIQUE
    assert len(change.sums) == 2


@given(TABLES, st.data())
def test_two_wrong_entries_are_never_missed_and_never_shown_as_one(table: Printed, data: st.DataObject) -> None:
    first, second = data.draw(st.lists(st.sampled_from(table.locs()), min_size=2, max_size=2, unique=True))
    wrong = table
    for loc in (first, second):
        wrong = wrong.changed(loc, data.draw(AMOUNTS.filter(lambda figure: figure != dong(table.figure(loc)))))  # noqa: B023
    found = faults(wrong.budget())
    assert found
    assert len(found) > 1 or all(len(one) > 1 for one in found[0].hypotheses)
    assert len(found) > 1 or found[0].pattern or found[0].ways


@given(TABLES, st.data())
def test_every_hypothesis_restores_every_sum(table: Printed, data: st.DataObject) -> None:
    wrong = table
    for loc in data.draw(st.lists(st.sampled_from(table.locs()), min_size=1, max_size=3, unique=True)):
        wrong = wrong.changed(loc, data.draw(AMOUNTS))
    found = faults(wrong.budget())
    assume(found and not any(fault.pattern or not fault.ways for fault in found))
    for fault in found:
        others = [other.hypotheses[0] for other in found if other is not fault]
        for hypothesis in fault.hypotheses:
            repaired = wrong
            for change in (*hypothesis, *(change for other in others for change in other)):
                repaired = repaired.changed(change.entry.loc, change.value.dong // TRIEU)
            assert not crossfoot(repaired.budget()).fails


@given(TABLES, st.data())
def test_one_blank_is_solved_for_what_it_was(table: Printed, data: st.DataObject) -> None:
    loc = data.draw(st.sampled_from(table.locs()))
    assume(table.figure(loc) != "-")
    footing = crossfoot(table.changed(loc, None).budget())
    assume(loc in footing.solutions)  # over nothing but dashes an empty total means nothing
    assert footing.solutions[loc] == Money(dong(table.figure(loc)) * TRIEU)
    assert not footing.fails
    assert sum(one.state is State.SOLVED for one in footing.equations) == 2


@given(TABLES, st.data())
def test_a_slip_beside_a_blank_is_never_blamed_on_another_figure(table: Printed, data: st.DataObject) -> None:
    blank, loc = data.draw(st.lists(st.sampled_from(table.locs()), min_size=2, max_size=2, unique=True))
    wrong = data.draw(AMOUNTS.filter(lambda figure: figure != dong(table.figure(loc))))
    for fault in faults(table.changed(blank, None).changed(loc, wrong).budget()):
        named = [{change.entry.loc for change in one} for one in fault.hypotheses]
        assert {loc} in named or fault.ways > len(fault.hypotheses)


@st.composite
def nested(draw: st.DrawFn, depth: int = 2, years: int = 2) -> tuple[dict[str, Any], list[int]]:
    """A line with the lines it is the subtotal of, and its amounts."""
    name = f"l-{draw(st.integers(0, 10**9))}"
    below = [draw(nested(depth - 1, years)) for _line in range(draw(st.integers(0, 3)))] if depth else []
    if below:
        figures = [sum(column) for column in zip(*(amounts for _line, amounts in below), strict=True)]
    else:
        figures = draw(st.lists(AMOUNTS, min_size=years, max_size=years))
    memo = line("memo", *draw(st.lists(AMOUNTS, min_size=years, max_size=years)), None, memo="true")
    shown = draw(st.booleans())
    lines = (*(one for one, _amounts in below), *([memo] if below and shown else []))
    return line(name, *figures, sum(figures), lines=lines), figures


@given(st.lists(nested(), min_size=1, max_size=4), st.data())
def test_nested_subtotals_are_silent_when_right_and_located_when_one_is_wrong(
    lines: list[tuple[dict[str, Any], list[int]]], data: st.DataObject
) -> None:
    totals = [sum(column) for column in zip(*(figures for _line, figures in lines), strict=True)]
    table = budget(*(one for one, _figures in lines), totals=[*totals, sum(totals)])
    footing = crossfoot(table)
    assert not footing.fails
    rows = [row for row in footing.table.walk() if not row.line.memo]
    entry = data.draw(st.sampled_from([entry for row in rows for entry in (*row.cells, row.total)]))
    wrong = spoiled(table, entry.loc[1:], entry.dong + data.draw(st.integers(1, 10**6)) * TRIEU)
    (fault,) = faults(wrong)
    assert [(change.entry.loc, change.value.dong) for change in fault.hypotheses[0]] == [(entry.loc, entry.dong)]
    assert fault.certainty is Certainty.UNIQUE


def spoiled(part: Any, loc: Loc, figure: int) -> Any:
    """The same budget with one figure, in đồng, at that place."""
    if not loc:
        return Money(figure)
    key, rest = loc[0], loc[1:]
    if isinstance(key, int):
        return tuple(put(list(part), key, spoiled(part[key], rest, figure)))
    return part.model_copy(update={key: spoiled(getattr(part, key), rest, figure)})


@given(grids(AMOUNTS), st.lists(AMOUNTS, min_size=3, max_size=3), st.data())
def test_a_split_by_source_is_silent_when_right_and_found_up_to_its_cell_when_wrong(
    cells: Grid, shares: list[int], data: st.DataObject
) -> None:
    years = len(cells[0])
    split = {f"s-{at}": tuple(str(share) for _year in range(years)) for at, share in enumerate(shares)}
    table = right([[sum(shares)] * years, *cells])
    lines = [line(f"l-{at}", *row, table.row_totals[at]) for at, row in enumerate(table.cells)]
    totals = [*table.year_totals, table.total]
    assert not crossfoot(budget(lines[0] | {"split": split}, *lines[1:], totals=totals)).fails
    year = data.draw(st.integers(0, years - 1))
    wrong = split | {"s-1": tuple(put(list(split["s-1"]), year, str(shares[1] + 7)))}
    (fault,) = faults(budget(lines[0] | {"split": wrong}, *lines[1:], totals=totals))
    assert [one.kind for one in fault.sums if not hasattr(one, "blank")] == [SumKind.SPLIT]
    named = {change.entry.loc for one in fault.hypotheses for change in one}
    assert named == {("budget", "lines", 0, "split", f"s-{at}", year) for at in range(3)}


@given(grids(st.integers(0, 10**9)), st.integers(1, 6))
def test_a_table_rounded_after_adding_up_stays_within_the_declared_rounding(cells: Grid, power: int) -> None:
    unit: int = 10**power
    exact = right(cells)

    def rounded(figure: Figure) -> Figure:
        return (dong(figure) + unit // 2) // unit * unit

    table = Printed(
        [[rounded(figure) for figure in row] for row in exact.cells],
        [rounded(figure) for figure in exact.row_totals],
        [rounded(figure) for figure in exact.year_totals],
        rounded(exact.total),
    )
    footing = crossfoot(table.budget(rounding=str(unit)))
    assert not footing.fails
    assert {equation.state for equation in footing.equations} == {State.CHECKED}
