"""The budget laid out as a table of entries: which figure stands where, and which are blank."""

from collections.abc import Iterator
from typing import NamedTuple

from cybercrime_plan.calc.equations import Entry, EntryKind
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.money import Cell


class Row(NamedTuple):
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
    rows: tuple["Row", ...]

    @property
    def summed(self) -> tuple["Row", ...]:
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


class Table(NamedTuple):
    """The whole budget.

    Attributes:
        years: how many columns of amounts there are.
        rows: the lines at the top.
        totals: the totals row, one entry per year.
        prints_row_totals: whether any line prints its total.
        prints_year_totals: whether any year does.
    """

    years: int
    rows: tuple[Row, ...]
    totals: tuple[Entry, ...]
    total: Entry
    prints_row_totals: bool
    prints_year_totals: bool

    @property
    def summed(self) -> tuple[Row, ...]:
        """The lines at the top that count in the totals."""
        return tuple(row for row in self.rows if not row.line.memo)

    def walk(self) -> Iterator[Row]:
        """Every row, parents before children, in printed order."""
        return _walk(self.rows)


def table_of(budget: Budget) -> Table:
    """Lay the budget out."""
    known = budget.blank == "none"
    rows = tuple(
        _row(line, ("budget", "lines", index), len(budget.years), known) for index, line in enumerate(budget.lines)
    )
    summed = [row for row in rows if not row.line.memo]
    totals = budget.totals or (None,) * len(budget.years)
    return Table(
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
        prints_row_totals=any(line.total is not None for _position, line in budget.walk()),
        prints_year_totals=any(value is not None for value in totals),
    )


def year_parts(rows: list[Row] | tuple[Row, ...], year: int) -> tuple[Entry, ...]:
    """The entries of one year that these rows add to a sum; a mere heading adds what is below it."""
    parts: list[Entry] = []
    for row in rows:
        if row.cells:
            parts.append(row.cells[year])
        else:
            parts += year_parts(row.summed, year)
    return tuple(parts)


def total_parts(rows: tuple[Row, ...]) -> tuple[Entry, ...]:
    """The row totals that these rows add to a sum; a mere heading adds what is below it."""
    parts: list[Entry] = []
    for row in rows:
        if row.is_heading:
            parts += total_parts(row.summed)
        else:
            parts.append(row.total)
    return tuple(parts)


def all_parts(table: Table) -> tuple[Entry, ...]:
    """What the grand total is the sum of: the row totals, or where none is printed all amounts."""
    if table.prints_row_totals:
        return total_parts(table.summed)
    return tuple(part for year in range(table.years) for part in year_parts(table.summed, year))


def _row(line: Line, loc: Loc, years: int, known: bool) -> Row:
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
    return Row(
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


def _walk(rows: tuple[Row, ...]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _walk(row.rows)
