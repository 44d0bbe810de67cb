"""Cross-footing: every sum a budget prints, added up both ways.

The table is a grid of amounts, row totals, year totals and the grand total; subtotals, splits by source
and the total in prose and in words hang on it. Each is one equation between printed figures, so all that
follows (what fails, where the slip is) is arithmetic on whole đồng.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from cybercrime_plan.calc.budget_entries import (
    BudgetEntries,
    LineEntries,
    all_parts,
    known_parts,
    parts_in,
    table_of,
    total_parts,
)
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
from cybercrime_plan.model.budget import Budget, BudgetColumn, ColumnKind
from cybercrime_plan.model.money import DASH, Cell, Money

_ACROSS = frozenset({SumKind.ROW, SumKind.TOTAL_OF_YEARS, SumKind.TOTAL_OF_LINES})


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
        not_fixed: ids of the lines with an amount to come, which the totals therefore exclude.
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
        """The counts by state. Rows of dashes only have no equation and are in none of them.

        Nor are the totals across a single column that the table does not print: they would only say it again.
        """
        lone = self.table.is_alone and not self.table.prints_row_totals
        states = [one.state for one in self.equations if not (lone and one.kind in _ACROSS and one.stated.blank)]
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
        *_margins(table, tolerance),
        *_subtotals(table, tolerance),
        *_splits(table, tolerance),
        *_columns(table, tolerance),
        *_statements(budget, table, tolerance),
    )
    solved = tuple(one for one in equations if one.state is State.SOLVED)
    solutions = {one.blanks[0].loc: one.solution for one in reversed(solved)}
    return CrossFooting(
        table=table,
        equations=equations,
        agreements=tuple(_agreements(solved)),
        solutions=solutions,
        computed=_computed(budget, table, solutions),
        stated=budget.total,
        not_fixed=tuple(_not_fixed(table.rows, budget)),
        unreadable=tuple(
            ("budget", "stated", index, "words")
            for index, one in enumerate(budget.stated)
            if one.words is not None and one.in_words(budget.unit) is None
        ),
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


def _margins(table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    """The row totals, those of the years, and the grand total both ways."""
    for row in table.walk():
        if amounts := table.amounts(row):
            amounts = (*amounts, *table.undivided(row.summed))
            yield _sum(SumKind.ROW, row.total, amounts, tolerance, printed=table.prints_row_totals)
    for year, total in enumerate(table.totals):
        yield _sum(SumKind.YEAR, total, parts_in(table.summed, year), tolerance, printed=table.prints_year_totals)
    across = (*table.totals, *(entry for column, entry in table.column_totals.items() if column in table.across))
    if across:
        across = (*across, *table.undivided(table.summed))
        yield _sum(SumKind.TOTAL_OF_YEARS, table.total, across, tolerance, printed=table.prints_year_totals)
    yield _sum(SumKind.TOTAL_OF_LINES, table.total, all_parts(table), tolerance)


def _subtotals(table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    for row in table.walk():
        for year, cell in enumerate(row.cells):
            if row.summed:
                yield _sum(SumKind.SUBTOTAL, cell, parts_in(row.summed, year), tolerance)
            elif row.parts:
                yield from _at_most(cell, parts_in(row.parts, year))
        if row.parts and not row.cells:
            yield from _at_most(row.total, total_parts(row.parts))
        if row.summed and not row.is_heading and table.prints_row_totals:
            yield _sum(SumKind.SUBTOTAL, row.total, known_parts(table, row.summed), tolerance)


def _at_most(whole: Entry, parts: tuple[Entry, ...]) -> Iterator[Equation]:
    """Parts that need not be all of the whole, but are no more than it. A blank adds nothing, and is not solved."""
    if not whole.blank:
        known = tuple(part._replace(blank=False) for part in parts)
        yield equation(SumKind.OF_WHICH, whole, known, Bounds(0, None))


def _splits(table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    for row in table.walk():
        if row.split and row.cells:
            for cell, *parts in zip(row.cells, *row.split, strict=True):
                yield _sum(SumKind.SPLIT, cell, tuple(parts), tolerance)
        elif row.split:
            everything = tuple(part for parts in row.split for part in parts)
            yield _sum(SumKind.SPLIT, row.total, everything, tolerance)


def _columns(table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    """The sums in which the columns beside the years stand: down over the lines, and across each row."""
    if not table.columns:
        return
    running = {one.id for one in table.columns if one.kind is ColumnKind.RUNNING}
    for one in table.columns:
        yield from _running(table, one, tolerance) if one.id in running else ()
    for column, total in table.column_totals.items():
        if column not in running:
            yield _sum(SumKind.COLUMN, total, parts_in(table.summed, column), tolerance)
    for row in table.walk():
        for column, entry in row.columns.items():
            if row.summed and column not in running:
                yield _sum(SumKind.SUBTOTAL, entry, parts_in(row.summed, column), tolerance)
        yield from _across(table, row.cells, row.columns, row.total, tolerance)
        yield from _inner(table, row.cells, row.columns, tolerance)
    yield from _across(table, table.totals, table.column_totals, table.total, tolerance)
    yield from _inner(table, table.totals, table.column_totals, tolerance)


def _running(table: BudgetEntries, column: BudgetColumn, tolerance: _Tolerance) -> Iterator[Equation]:
    """What a column that adds up line by line prints: the figure above it with the amounts since."""
    years = {str(year): at for at, year in enumerate(table.year_names)}
    over: int | str = years.get(column.over or "", column.over or "")
    before: tuple[Entry, ...] = ()
    for row in leaves(table.summed):
        amount = row.total if over == "total" else row.at(over)
        entry = row.columns.get(column.id)
        before = before if amount is None else (*before, amount)
        if entry is not None and entry.value is not None and before:
            yield _sum(SumKind.RUNNING, entry, before, tolerance)
            before = (entry,)
    total = table.column_totals.get(column.id)
    if total is not None and total.value is not None and before:
        yield _sum(SumKind.RUNNING, total, before, tolerance)


def _inner(
    table: BudgetEntries, cells: tuple[Entry, ...], columns: Mapping[str, Entry], tolerance: _Tolerance
) -> Iterator[Equation]:
    """The columns of one row that are sums of others, and a part of what the row comes to."""
    called = {**dict(zip(map(str, table.year_names), cells, strict=False)), **columns}
    for column, names in table.inner_sums.items():
        terms = tuple(called[name] for name in names if name in called)
        if column in columns and terms:
            yield _sum(SumKind.PART, columns[column], terms, tolerance)


def _across(
    table: BudgetEntries,
    cells: tuple[Entry, ...],
    columns: Mapping[str, Entry],
    total: Entry,
    tolerance: _Tolerance,
) -> Iterator[Equation]:
    """The sums across one row beside that of its years: parts of a whole, a source over the years, adjustments."""
    wholes: dict[int | None, Entry] = {None: total, **dict(zip(table.year_names, cells, strict=False))}
    present = [(one, columns[one.id]) for one in table.columns if one.id in columns]
    parts: dict[tuple[int | None, bool, bool], list[Entry]] = {}
    over_years: dict[str, list[Entry]] = {}
    for one, entry in present:
        if one.kind is ColumnKind.PART and one.year in wholes and one.id not in table.inner_sums:
            parts.setdefault((one.year, one.source is None, one.of_which), []).append(entry)
        if one.kind in {ColumnKind.PART, ColumnKind.AMOUNT} and one.year is not None and one.source:
            over_years.setdefault(one.source, []).append(entry)
    for (year, _unsourced, of_which), group in parts.items():
        if of_which:
            yield from _at_most(wholes[year], tuple(group))
        else:
            yield _sum(SumKind.PART, wholes[year], tuple(group), tolerance)
    for one, entry in present:
        if one.kind is ColumnKind.PART and one.year is None and one.source in over_years:
            yield _sum(SumKind.OVER_YEARS, entry, tuple(over_years[one.source]), tolerance)
    for year, whole in wholes.items():
        changes = {
            kind: tuple(entry for one, entry in present if one.kind is kind and one.year == year)
            for kind in (ColumnKind.BEFORE, ColumnKind.INCREASE, ColumnKind.DECREASE)
        }
        if changes[ColumnKind.BEFORE]:
            added = (*changes[ColumnKind.BEFORE], *changes[ColumnKind.INCREASE])
            less = changes[ColumnKind.DECREASE]
            yield equation(SumKind.ADJUSTED, whole, added, tolerance(len(added) + len(less)), less=less)


def _statements(budget: Budget, table: BudgetEntries, tolerance: _Tolerance) -> Iterator[Equation]:
    """The grand total as printed elsewhere; against the lines where the table does not print it."""
    terms = all_parts(table) if table.total.value is None else (table.total,)
    off = tolerance(sum(isinstance(term.value, Money) for term in terms))
    for index, stated in enumerate(budget.stated):
        loc: Loc = ("budget", "stated", index)
        printed: list[tuple[SumKind, Entry, int]] = []
        if stated.amount is not None:
            figures = Entry((*loc, "amount"), EntryKind.FIGURES, stated.in_figures(budget.unit))
            printed.append((SumKind.FIGURES, figures, place_of(stated.amount, stated.unit or budget.unit)))
        if (told := stated.in_words(budget.unit)) is not None:
            words = Entry((*loc, "words"), EntryKind.WORDS, told)
            printed.append((SumKind.WORDS, words, place_of_words(words.dong)))
        for kind, entry, place in printed:
            admitted = bounds_of(entry.dong, place, stated.qualifier)
            yield equation(kind, entry, terms, off + Bounds(entry.dong, entry.dong) + -admitted)


def _agreements(solved: tuple[Equation, ...]) -> Iterator[Agreement]:
    """Each sum that solves a blank, beside the first that does."""
    first_of: dict[Loc, Equation] = {}
    for one in solved:
        (blank,) = one.blanks
        first = first_of.setdefault(blank.loc, one)
        if first is not one:
            yield Agreement(blank, first, one)


def _computed(budget: Budget, table: BudgetEntries, solutions: Mapping[Loc, Money]) -> Money | None:
    """What the amounts of all rows come to, of a row else its printed total; None where one stays unknown."""
    total = 0
    for row in leaves(table.summed):
        amounts = table.amounts(row)
        if amounts and all(cell.loc in solutions for cell in amounts if cell.blank):
            total += sum(solutions[cell.loc].dong if cell.blank else cell.dong for cell in amounts)
        elif isinstance(row.total.value, Money):
            total += row.total.dong
        elif row.total.loc in solutions:
            total += solutions[row.total.loc].dong
        elif budget.blank != "none" or not row.is_nothing:
            return None
    return Money(total, budget.unit.currency)


def leaves(rows: tuple[LineEntries, ...]) -> Iterator[LineEntries]:
    """The rows whose amounts the totals are the sum of."""
    for row in rows:
        if row.summed:
            yield from leaves(row.summed)
        else:
            yield row


def _not_fixed(rows: tuple[LineEntries, ...], budget: Budget) -> Iterator[str]:
    """Lines with a dash for an amount to come; of a line and the lines below it, the latter where they have one."""
    for row in rows:
        if row.line.memo:
            continue
        below = tuple(_not_fixed(row.rows, budget))
        only_dashes = not row.cells and row.columns and all(one.value is DASH for one in row.columns.values())
        if below:
            yield from below
        elif budget.open_years(row.line) or only_dashes:
            yield row.line.id
