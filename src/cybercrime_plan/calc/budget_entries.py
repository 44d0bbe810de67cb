"""A budget laid out: every figure and every blank of its table as an entry with its place, ready to be added up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from cybercrime_plan.calc.equations import Entry, EntryKind
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget, BudgetColumn, ColumnKind, Line
from cybercrime_plan.model.money import Cell, Money


class LineEntries(NamedTuple):
    """One line with its entries.

    Attributes:
        cells: one per year; empty for a line that only heads the lines below it.
        total: its row total.
        split: the entries of each source, one per year.
        columns: those in the columns of money beside the years, by column.
        rows: the lines below it, memo lines among them.
    """

    line: Line
    loc: Loc
    cells: tuple[Entry, ...]
    total: Entry
    split: tuple[tuple[Entry, ...], ...]
    columns: Mapping[str, Entry]
    rows: tuple["LineEntries", ...]

    @property
    def summed(self) -> tuple["LineEntries", ...]:
        """The lines below it that count in its sum."""
        return () if self.line.of_which else tuple(row for row in self.rows if not row.line.memo)

    @property
    def parts(self) -> tuple["LineEntries", ...]:
        """The lines below it that are only some parts of it, and count in no sum."""
        return tuple(row for row in self.rows if not row.line.memo) if self.line.of_which else ()

    @property
    def is_heading(self) -> bool:
        """Whether it prints no figure of its own."""
        return not self.cells and not self.columns and self.line.total is None and bool(self.rows)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of it, without those of the lines below it."""
        return (*self.cells, self.total, *chain.from_iterable(self.split), *self.columns.values())

    @property
    def is_nothing(self) -> bool:
        """Whether no amount stands in it or below it."""
        cells = (*self.cells, *self.columns.values())
        if not cells and self.line.total is not None:
            cells = (self.total,)
        return all(cell.is_nothing for cell in cells) and all(row.is_nothing for row in self.summed)

    @property
    def is_undivided(self) -> bool:
        """Whether its total is all that it prints, and that its other cells are empty is known to mean nothing."""
        cells = (*self.cells, *self.columns.values())
        return isinstance(self.total.value, Money) and not self.summed and all(cell.is_nothing for cell in cells)

    def at(self, column: int | str) -> Entry | None:
        """Its entry in the column of a year, by position, or in one beside them, by id."""
        if isinstance(column, str):
            return self.columns.get(column)
        return self.cells[column] if self.cells else None


class BudgetEntries(NamedTuple):
    """The whole budget.

    Attributes:
        years: how many columns of years there are.
        year_names: those years.
        columns: the columns of money beside them.
        inner_sums: those of them that are sums of others, within a row, by the names of these.
        rows: the lines at the top.
        totals: the totals row, one entry per year.
        column_totals: the same in the columns beside the years, by column.
        prints_row_totals: whether any line prints its total.
        prints_year_totals: whether any year does, or any column of amounts beside them.
    """

    years: int
    year_names: tuple[int, ...]
    columns: tuple[BudgetColumn, ...]
    inner_sums: Mapping[str, tuple[str, ...]]
    rows: tuple[LineEntries, ...]
    totals: tuple[Entry, ...]
    column_totals: Mapping[str, Entry]
    total: Entry
    prints_row_totals: bool
    prints_year_totals: bool

    @property
    def summed(self) -> tuple[LineEntries, ...]:
        """The lines at the top that count in the totals."""
        return tuple(row for row in self.rows if not row.line.memo)

    @property
    def across(self) -> tuple[int | str, ...]:
        """The columns that add up to the row totals: the years, and the columns of amounts beside them."""
        return (*range(self.years), *(one.id for one in self.columns if one.kind is ColumnKind.AMOUNT))

    @property
    def is_alone(self) -> bool:
        """Whether only one column of amounts adds up across: a year, or one without a year."""
        return len(self.across) == 1

    @property
    def total_of_only_column(self) -> Entry | None:
        """Where one column alone is added up, its printed total: that of everything; None where there are more."""
        if len(self.across) > 1:
            return None
        return next(iter(self.totals), None) or self.column_totals.get(str(next(iter(self.across), "")))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry there is: those of its rows, then its totals."""
        inside = chain.from_iterable(row.entries for row in self.walk())
        return (*inside, *self.totals, *self.column_totals.values(), self.total)

    def amounts(self, row: LineEntries) -> tuple[Entry, ...]:
        """The entries of a row that add up to its total; none of a line that prints its total alone."""
        across = tuple(entry for column in self.across if (entry := row.at(column)) is not None)
        return () if row.is_undivided and len(across) > 1 else across

    def undivided(self, rows: Iterable[LineEntries]) -> Iterator[Entry]:
        """The totals that no column adds, of the lines among these and below them that print their total alone."""
        for row in rows if len(self.across) > 1 else ():
            if row.is_undivided:
                yield row.total
            else:
                yield from self.undivided(row.summed)

    def walk(self) -> Iterator[LineEntries]:
        """Every row, parents before children, in printed order."""
        return _walk(self.rows)


def table_of(budget: Budget) -> BudgetEntries:
    """Lay the budget out."""
    columns = tuple(column for column in budget.columns if column.kind.is_money)
    laid = _Laid(len(budget.years), columns, budget.blank == "none")
    rows = tuple(laid.row(line, ("budget", "lines", index)) for index, line in enumerate(budget.lines))
    summed = [row for row in rows if not row.line.memo]
    totals = budget.totals or (None,) * len(budget.years)
    amounts = {column.id for column in columns if column.kind is ColumnKind.AMOUNT}
    return BudgetEntries(
        years=len(budget.years),
        year_names=budget.years,
        columns=columns,
        inner_sums=budget.inner_sums,
        rows=rows,
        totals=tuple(
            _margin(("budget", "totals", year), EntryKind.YEAR_TOTAL, value, parts_in(summed, year))
            for year, value in enumerate(totals)
        ),
        column_totals={
            column: _margin(("budget", "column_totals", column), EntryKind.COLUMN, value, parts_in(summed, column))
            for column, value in budget.column_totals.items()
        },
        total=_margin(("budget", "total"), EntryKind.GRAND_TOTAL, budget.total, summed),
        prints_row_totals=any(line.total is not None for line in budget.every_line()),
        prints_year_totals=any(value is not None for value in totals)
        or not amounts.isdisjoint(budget.column_totals),
    )


def parts_in(rows: Iterable[LineEntries], column: int | str) -> tuple[Entry, ...]:
    """The entries of one column that these rows add to a sum; where a row prints none, those below it."""
    parts: list[Entry] = []
    for row in rows:
        entry = row.at(column)
        if entry is not None:
            parts.append(entry)
        else:
            parts += parts_in(row.summed, column)
    return tuple(parts)


def total_parts(rows: Iterable[LineEntries]) -> tuple[Entry, ...]:
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
        return known_parts(table, table.summed)
    return tuple(part for column in table.across for part in parts_in(table.summed, column))


def known_parts(table: BudgetEntries, rows: tuple[LineEntries, ...]) -> tuple[Entry, ...]:
    """The row totals of these rows; where several are not printed, the amounts behind them instead."""
    parts = total_parts(rows)
    if sum(part.blank for part in parts) <= 1:
        return parts
    behind: list[Entry] = []
    for row in rows:
        if not row.total.blank and not row.is_heading:
            behind.append(row.total)
        elif amounts := table.amounts(row):
            behind += amounts
        else:
            behind += known_parts(table, row.summed) if row.summed else (row.total,)
    return tuple(behind)


class _Laid(NamedTuple):
    """How the lines of one table are laid out: its columns, and whether an empty cell is known to be nothing."""

    years: int
    columns: tuple[BudgetColumn, ...]
    known: bool

    def row(self, line: Line, loc: Loc) -> LineEntries:
        """A line with its entries, and the lines below it."""
        rows = tuple(self.row(child, (*loc, "lines", index)) for index, child in enumerate(line.lines))
        summed = [] if line.of_which else [row for row in rows if not row.line.memo]
        values = line.amounts if line.amounts is not None or summed else (None,) * self.years
        cells = tuple(
            self._cell((*loc, "amounts", year), year, EntryKind.AMOUNT, value, summed)
            for year, value in enumerate(values or ())
        )
        columns = {
            one.id: self._cell(
                (*loc, "columns", one.id), one.id, EntryKind.COLUMN, line.columns.get(one.id), summed
            )
            for one in self.columns
            if one.id in line.columns or not summed
        }
        kept = LineEntries(line, loc, cells, _BLANK, (), columns, rows)
        return kept._replace(
            total=_margin((*loc, "total"), EntryKind.ROW_TOTAL, line.total, [kept]),
            split=tuple(
                tuple(
                    _amount((*loc, "split", source, year), EntryKind.SPLIT, value, self.known)
                    for year, value in enumerate(values)
                )
                for source, values in line.split.items()
            ),
        )

    def _cell(
        self, loc: Loc, column: int | str, kind: EntryKind, value: Cell, summed: Sequence[LineEntries]
    ) -> Entry:
        """An amount, or the subtotal of the rows below it."""
        if not summed:
            return _amount(loc, kind, value, self.known)
        kind = EntryKind.SUBTOTAL if kind is EntryKind.AMOUNT else kind
        return _margin(loc, kind, value, parts_in(summed, column))


_BLANK: Final = Entry((), EntryKind.ROW_TOTAL, None, blank=True)


def _amount(loc: Loc, kind: EntryKind, value: Cell, known: bool) -> Entry:
    return Entry(loc, kind, value, value is None and not known)


def _margin(loc: Loc, kind: EntryKind, value: Cell, parts: Sequence[Entry | LineEntries]) -> Entry:
    """A total; left empty it is unknown, unless there is nothing to add up."""
    return Entry(loc, kind, value, value is None and not all(part.is_nothing for part in parts))


def _walk(rows: tuple[LineEntries, ...]) -> Iterator[LineEntries]:
    for row in rows:
        yield row
        yield from _walk(row.rows)
