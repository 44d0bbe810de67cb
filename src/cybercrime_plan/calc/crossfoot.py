"""Cross-footing: every sum a budget prints, added up both ways.

The table is a grid of amounts, row totals, year totals and the grand total; subtotals, splits by source
and the total in prose and in words hang on it. Each is one equation between printed figures, so all that
follows (what fails, where the slip is) is arithmetic on whole đồng.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from cybercrime_plan.calc.equations import (
    EXACT,
    Agreement,
    Bounds,
    Entry,
    EntryKind,
    Equation,
    State,
    SumKind,
    bounds_of,
    equation,
    place_of,
    place_of_words,
)
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget, Line, Stated
from cybercrime_plan.model.money import DASH, Cell, Money
from cybercrime_plan.model.words import read_words


class LineEntries(NamedTuple):
    """One line with its entries.

    Attributes:
        cells: one per year; empty for a line that only heads the lines below it.
        total: its row total.
        split: the entries of each source, one per year.
        rows: the lines below it, memo lines among them.
    """

    line: Line
    loc: Loc
    cells: tuple[Entry, ...]
    total: Entry
    split: tuple[tuple[Entry, ...], ...]
    rows: tuple["LineEntries", ...]

    @property
    def summed(self) -> tuple["LineEntries", ...]:
        """The lines below it that count in its sum."""
        return tuple(row for row in self.rows if not row.line.memo)

    @property
    def is_heading(self) -> bool:
        """Whether it prints no figure of its own."""
        return not self.cells and self.line.total is None and bool(self.rows)

    @property
    def is_nothing(self) -> bool:
        """Whether no amount stands in it or below it."""
        return all(cell.is_nothing for cell in self.cells) and all(row.is_nothing for row in self.summed)


class BudgetEntries(NamedTuple):
    """The whole budget.

    Attributes:
        years: how many columns of amounts there are.
        rows: the lines at the top.
        totals: the totals row, one entry per year.
        prints_row_totals: whether any line prints its total.
        prints_year_totals: whether any year does.
    """

    years: int
    rows: tuple[LineEntries, ...]
    totals: tuple[Entry, ...]
    total: Entry
    prints_row_totals: bool
    prints_year_totals: bool

    @property
    def summed(self) -> tuple[LineEntries, ...]:
        """The lines at the top that count in the totals."""
        return tuple(row for row in self.rows if not row.line.memo)

    def walk(self) -> Iterator[LineEntries]:
        """Every row, parents before children, in printed order."""
        return _walk(self.rows)


def table_of(budget: Budget) -> BudgetEntries:
    """Lay the budget out."""
    known = budget.blank == "none"
    rows = tuple(
        _row(line, ("budget", "lines", index), len(budget.years), known) for index, line in enumerate(budget.lines)
    )
    summed = [row for row in rows if not row.line.memo]
    totals = budget.totals or (None,) * len(budget.years)
    return BudgetEntries(
        years=len(budget.years),
        rows=rows,
        totals=tuple(
            _margin(
                ("budget", "totals", year),
                EntryKind.YEAR_TOTAL,
                value,
                is_nothing=all(part.is_nothing for part in year_parts(summed, year)),
            )
            for year, value in enumerate(totals)
        ),
        total=_margin(
            ("budget", "total"),
            EntryKind.GRAND_TOTAL,
            budget.total,
            is_nothing=all(row.is_nothing for row in summed),
        ),
        prints_row_totals=any(line.total is not None for line in budget.every_line()),
        prints_year_totals=any(value is not None for value in totals),
    )


def year_parts(rows: list[LineEntries] | tuple[LineEntries, ...], year: int) -> tuple[Entry, ...]:
    """The entries of one year that these rows add to a sum; a mere heading adds what is below it."""
    parts: list[Entry] = []
    for row in rows:
        if row.cells:
            parts.append(row.cells[year])
        else:
            parts += year_parts(row.summed, year)
    return tuple(parts)


def total_parts(rows: tuple[LineEntries, ...]) -> tuple[Entry, ...]:
    """The row totals that these rows add to a sum; a mere heading adds what is below it."""
    parts: list[Entry] = []
    for row in rows:
        if row.is_heading:
            parts += total_parts(row.summed)
        else:
            parts.append(row.total)
    return tuple(parts)


def all_parts(table: BudgetEntries) -> tuple[Entry, ...]:
    """What the grand total is the sum of: the row totals, or where none is printed all amounts."""
    if table.prints_row_totals:
        return total_parts(table.summed)
    return tuple(part for year in range(table.years) for part in year_parts(table.summed, year))


def _row(line: Line, loc: Loc, years: int, known: bool) -> LineEntries:
    rows = tuple(_row(child, (*loc, "lines", index), years, known) for index, child in enumerate(line.lines))
    summed = [row for row in rows if not row.line.memo]
    values = line.amounts if line.amounts is not None or summed else (None,) * years
    cells = tuple(
        _margin(
            (*loc, "amounts", year),
            EntryKind.SUBTOTAL,
            value,
            is_nothing=all(part.is_nothing for part in year_parts(summed, year)),
        )
        if summed
        else _amount((*loc, "amounts", year), EntryKind.AMOUNT, value, known)
        for year, value in enumerate(values or ())
    )
    nothing = all(cell.is_nothing for cell in cells) and all(row.is_nothing for row in summed)
    return LineEntries(
        line=line,
        loc=loc,
        cells=cells,
        total=_margin((*loc, "total"), EntryKind.ROW_TOTAL, line.total, is_nothing=nothing),
        split=tuple(
            tuple(
                _amount((*loc, "split", source, year), EntryKind.SPLIT, value, known)
                for year, value in enumerate(values)
            )
            for source, values in line.split.items()
        ),
        rows=rows,
    )


def _amount(loc: Loc, kind: EntryKind, value: Cell, known: bool) -> Entry:
    return Entry(loc, kind, value, value is None and not known)


def _margin(loc: Loc, kind: EntryKind, value: Cell, *, is_nothing: bool) -> Entry:
    """A total; left empty it is unknown, unless there is nothing to add up."""
    return Entry(loc, kind, value, value is None and not is_nothing)


def _walk(rows: tuple[LineEntries, ...]) -> Iterator[LineEntries]:
    for row in rows:
        yield row
        yield from _walk(row.rows)


class Sums(NamedTuple):
    """How many sums were checked, how many only solved for their blank, how many skipped."""

    checked: int
    solved: int
    skipped: int


class CrossFooting(NamedTuple):
    """Everything there is to add up in one budget, added up.

    Attributes:
        table: the budget laid out.
        equations: every sum there is.
        agreements: pairs of solved sums that share their blank.
        solutions: what each blank must be, by the first sum that solves it.
        computed: the grand total of the amounts in the table; None when one of them stays unknown.
        stated: the grand total as the table prints it.
        not_fixed: ids of the lines with a dash, which the totals therefore exclude.
        unreadable: places of words that are no amount.
    """

    table: BudgetEntries
    equations: tuple[Equation, ...]
    agreements: tuple[Agreement, ...]
    solutions: Mapping[Loc, Money]
    computed: Money | None
    stated: Cell
    not_fixed: tuple[str, ...]
    unreadable: tuple[Loc, ...]

    @property
    def sums(self) -> Sums:
        """The counts by state. Rows of dashes only have no equation and are in none of them."""
        states = [one.state for one in self.equations]
        return Sums(*(states.count(state) for state in (State.CHECKED, State.SOLVED, State.SKIPPED)))

    @property
    def fails(self) -> bool:
        """Whether any figure contradicts another."""
        return any(one.fails for one in self.equations) or any(pair.fails for pair in self.agreements)


def crossfoot(budget: Budget) -> CrossFooting:
    """Add up everything in the budget; work grows with the number of figures."""
    table = table_of(budget)
    tolerance = _tolerance(budget)
    equations = (
        *_rows(table, tolerance),
        *_years(table, tolerance),
        *_grand_totals(table, tolerance),
        *_subtotals(table, tolerance),
        *_splits(table, tolerance),
        *_statements(budget, table, tolerance),
    )
    solved = tuple(one for one in equations if one.state is State.SOLVED)
    solutions = {one.blanks[0].loc: one.solution for one in reversed(solved)}
    return CrossFooting(
        table=table,
        equations=equations,
        agreements=tuple(_agreements(solved)),
        solutions=solutions,
        computed=_computed(table, solutions),
        stated=budget.total,
        not_fixed=tuple(_not_fixed(table.rows)),
        unreadable=tuple(_unreadable(budget, equations)),
    )


_Tolerance = Callable[[int], Bounds]


def _tolerance(budget: Budget) -> _Tolerance:
    """How far a sum of so many rounded figures may be off: (k + 1) · r / 2 either way."""
    if budget.rounding is None or not budget.rounding.digits:
        return lambda _count: EXACT
    numerator = abs(budget.rounding.digits) * budget.unit.value
    denominator = 2 * 10**budget.rounding.decimals

    def within(count: int) -> Bounds:
        off = (count + 1) * numerator // denominator
        return Bounds(-off, off)

    return within


def _sum(
    kind: SumKind,
    stated: Entry,
    terms: tuple[Entry, ...],
    tolerance: _Tolerance,
    *,
    printed: bool = True,
) -> Equation:
    return equation(
        kind,
        stated,
        terms,
        tolerance(sum(isinstance(term.value, Money) for term in terms)),
        printed=printed,
    )


def _rows(table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    for row in table.walk():
        if row.cells:
            yield _sum(SumKind.ROW, row.total, row.cells, tolerance, printed=table.prints_row_totals)


def _years(table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    for year in range(table.years):
        parts = year_parts(table.summed, year)
        yield _sum(SumKind.YEAR, table.totals[year], parts, tolerance, printed=table.prints_year_totals)


def _grand_totals(table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    yield _sum(
        SumKind.TOTAL_OF_YEARS,
        table.total,
        table.totals,
        tolerance,
        printed=table.prints_year_totals,
    )
    yield _sum(SumKind.TOTAL_OF_LINES, table.total, all_parts(table), tolerance)


def _subtotals(table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    for row in table.walk():
        if not row.summed:
            continue
        for year, cell in enumerate(row.cells):
            yield _sum(SumKind.SUBTOTAL, cell, year_parts(row.summed, year), tolerance)
        if not row.is_heading and table.prints_row_totals:
            yield _sum(SumKind.SUBTOTAL, row.total, total_parts(row.summed), tolerance)


def _splits(table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    for row in table.walk():
        if row.split and row.cells:
            for cell, *parts in zip(row.cells, *row.split, strict=True):
                yield _sum(SumKind.SPLIT, cell, tuple(parts), tolerance)
        elif row.split:
            everything = tuple(part for parts in row.split for part in parts)
            yield _sum(SumKind.SPLIT, row.total, everything, tolerance)


def _statements(budget: Budget, table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    """The grand total as printed elsewhere; against the lines where the table does not print it."""
    terms = all_parts(table) if table.total.value is None else (table.total,)
    amounts = sum(isinstance(term.value, Money) for term in terms)
    for kind, entry, printed in _printed_elsewhere(budget):
        off = tolerance(amounts)
        admitted = off + Bounds(entry.dong, entry.dong) + -printed
        yield equation(kind, entry, terms, admitted)


def _printed_elsewhere(budget: Budget) -> Iterator[tuple[SumKind, Entry, Bounds]]:
    """Each such figure with the amounts it admits."""
    for index, stated in enumerate(budget.stated):
        loc: Loc = ("budget", "stated", index)
        figures = _figures(stated, budget)
        if figures is not None and stated.amount is not None:
            place = place_of(stated.amount, stated.unit or budget.unit)
            admitted = bounds_of(figures.dong, place, stated.qualifier)
            yield SumKind.FIGURES, Entry((*loc, "amount"), EntryKind.FIGURES, figures), admitted
        words = _words(stated)
        if words is not None:
            admitted = bounds_of(words.dong, place_of_words(words.dong), stated.qualifier)
            yield SumKind.WORDS, Entry((*loc, "words"), EntryKind.WORDS, words), admitted


def _figures(stated: Stated, budget: Budget) -> Money | None:
    return None if stated.amount is None else stated.amount.as_money(stated.unit or budget.unit)


def _words(stated: Stated) -> Money | None:
    try:
        return None if stated.words is None else read_words(stated.words)
    except ValueError:
        return None


def _unreadable(budget: Budget, equations: tuple[Equation, ...]) -> Iterator[Loc]:
    """Words from which no equation could be made."""
    read = {one.stated.loc for one in equations if one.kind is SumKind.WORDS}
    for index, stated in enumerate(budget.stated):
        loc: Loc = ("budget", "stated", index, "words")
        if stated.words is not None and loc not in read:
            yield loc


def _agreements(solved: tuple[Equation, ...]) -> Iterator[Agreement]:
    first_of: dict[Loc, Equation] = {}
    for one in solved:
        (blank,) = one.blanks
        first = first_of.setdefault(blank.loc, one)
        if first is not one:
            yield Agreement(blank, first, one)


def _computed(table: BudgetEntries, solutions: Mapping[Loc, Money]) -> Money | None:
    total = 0
    for row in _leaves(table.summed):
        amount = _row_amount(row, solutions)
        if amount is None:
            return None
        total += amount
    return Money(total)


def _leaves(rows: tuple[LineEntries, ...]) -> Iterator[LineEntries]:
    for row in rows:
        if row.summed:
            yield from _leaves(row.summed)
        else:
            yield row


def _row_amount(row: LineEntries, solutions: Mapping[Loc, Money]) -> int | None:
    """The sum of a row's amounts in đồng, else its printed total, else None."""
    unknown = [cell.loc for cell in row.cells if cell.blank]
    if all(loc in solutions for loc in unknown):
        return sum(cell.dong for cell in row.cells) + sum(solutions[loc].dong for loc in unknown)
    return row.total.value.dong if isinstance(row.total.value, Money) else None


def _not_fixed(rows: tuple[LineEntries, ...]) -> Iterator[str]:
    """Lines with a dash among their amounts; of a line and the lines below it, the latter where they have one."""
    for row in rows:
        if row.line.memo:
            continue
        below = tuple(_not_fixed(row.rows))
        if below:
            yield from below
        elif any(cell.value is DASH for cell in row.cells):
            yield row.line.id
