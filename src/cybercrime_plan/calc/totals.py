"""The budget by line, by year and by source: amounts, totals and shares, as a person wants to see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from cybercrime_plan.calc.budget_entries import LineEntries, parts_in
from cybercrime_plan.calc.crossfoot import CrossFooting
from cybercrime_plan.calc.equations import Entry
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import DASH, Cell, Money, Number

PER_MILLE: Final = 1000
"""Shares are printed in percent with one decimal."""


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One row of a breakdown.

    Attributes:
        key: the line's id, the year, or the source's id; None for what names no source.
        name: as printed; empty when nothing is.
        depth: 0 at the top, 1 for the lines below a subtotal, and so on.
        memo: shown, but not part of any sum.
        amounts: one per column of the breakdown.
        share: of the grand total, in percent with one decimal; None when either is no amount.
    """

    key: str | int | None
    name: str
    amounts: tuple[Cell, ...]
    total: Cell
    share: Number | None
    stt: str | None = None
    depth: int = 0
    memo: bool = False


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A budget seen from one side.

    Attributes:
        columns: years, or ids of lines; what each amount of an item belongs to.
        totals: one per column.
        not_fixed: ids of the lines with an amount to come, which the totals exclude.
    """

    columns: tuple[str | int, ...]
    items: tuple[BreakdownRow, ...]
    totals: tuple[Cell, ...]
    total: Cell
    not_fixed: tuple[str, ...]


def by_line(budget: Budget, footing: CrossFooting) -> Breakdown:
    """Lines by years, every figure as printed; a total that is not printed is added up."""
    known = _Known(footing)
    table = footing.table
    total = known.total(table.total, (known.row(row) for row in table.summed))
    return Breakdown(
        columns=budget.years,
        items=tuple(_lines(table.rows, known, total, 0)),
        totals=tuple(
            known.total(stated, (known.cell(part) for part in parts_in(table.summed, year)))
            for year, stated in enumerate(table.totals)
        ),
        total=total,
        not_fixed=footing.not_fixed,
    )


def by_year(budget: Budget, footing: CrossFooting) -> Breakdown:
    """Years by the lines at the top of the table."""
    lines = by_line(budget, footing)
    known = _Known(footing)
    rows = footing.table.summed
    items = (
        BreakdownRow(
            key=year,
            name=str(year),
            amounts=tuple(added(known.cell(part) for part in parts_in((row,), column)) for row in rows),
            total=lines.totals[column],
            share=share(lines.totals[column], lines.total),
        )
        for column, year in enumerate(budget.years)
    )
    return Breakdown(
        columns=tuple(row.line.id for row in rows),
        items=tuple(items),
        totals=tuple(known.row(row) for row in rows),
        total=lines.total,
        not_fixed=footing.not_fixed,
    )


def by_source(budget: Budget, footing: CrossFooting) -> Breakdown:
    """Sources by years, in the order in which they are declared; what names no source comes last."""
    lines = by_line(budget, footing)
    paid: dict[str | None, list[_Paid]] = {source.id: [] for source in budget.sources}
    for source, part in _paid(footing.table.summed, _Known(footing), None):
        paid.setdefault(source, []).append(part)
    names = {source.id: source.name for source in budget.sources}
    nothing = _Paid((None,) * len(budget.years), None)
    items = []
    for source, parts in sorted(paid.items(), key=lambda item: item[0] is None):
        every = parts or [nothing]
        amounts = tuple(added(column) for column in zip(*(part.amounts for part in every), strict=True))
        total = added(part.total for part in every)
        name = names.get(source or "", source or "")
        items.append(BreakdownRow(source, name, amounts, total, share(total, lines.total)))
    return Breakdown(budget.years, tuple(items), lines.totals, lines.total, footing.not_fixed)


def share(part: Cell, whole: Cell) -> Number | None:
    """A part of the whole in percent with one decimal, rounded half up; None unless both are amounts."""
    if not isinstance(part, Money) or not isinstance(whole, Money) or whole.dong <= 0:
        return None
    return Number((2 * part.dong * PER_MILLE + whole.dong) // (2 * whole.dong), 1)


def added(cells: Iterable[Cell]) -> Cell:
    """The sum of entries: a dash when none is an amount, None when one is unknown."""
    total: Cell = DASH
    for cell in cells:
        if cell is None:
            return None
        if isinstance(cell, Money):
            total = cell + total if isinstance(total, Money) else cell
    return total


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of each entry: the figure, or what its sums say of a blank."""

    footing: CrossFooting

    def cell(self, entry: Entry) -> Cell:
        """The printed figure, the solution of a blank, or a dash for an empty cell that means nothing."""
        if not entry.blank:
            return DASH if entry.value is None else entry.value
        return self.footing.solutions.get(entry.loc)

    def total(self, stated: Entry, parts: Iterable[Cell]) -> Cell:
        """The printed total, or the sum of its parts."""
        return stated.value if stated.value is not None else added(parts)

    def row(self, row: LineEntries) -> Cell:
        """The total of a line."""
        if amounts := self.footing.table.amounts(row):
            return self.total(row.total, (self.cell(cell) for cell in amounts))
        return self.total(row.total, (self.row(below) for below in row.summed))


def _lines(rows: tuple[LineEntries, ...], known: _Known, whole: Cell, depth: int) -> Iterator[BreakdownRow]:
    for row in rows:
        total = known.row(row)
        yield BreakdownRow(
            key=row.line.id,
            name=row.line.name,
            amounts=tuple(cell.value for cell in row.cells) or (None,) * known.footing.table.years,
            total=total,
            share=share(total, whole),
            stt=row.line.stt,
            depth=depth,
            memo=row.line.memo,
        )
        yield from _lines(row.rows, known, whole, depth + 1)


class _Paid(NamedTuple):
    """What a source pays of a line: by year, and in all, columns beside the years among it."""

    amounts: tuple[Cell, ...]
    total: Cell


def _paid(rows: tuple[LineEntries, ...], known: _Known, above: str | None) -> Iterator[tuple[str | None, _Paid]]:
    """Each source with what it pays; a line without a source has that of the line above it."""
    for row in rows:
        source = row.line.source or above
        if row.split:
            for name, entries in zip(row.line.split, row.split, strict=True):
                cells = tuple(known.cell(entry) for entry in entries)
                yield name, _Paid(cells, added(cells))
        elif row.summed:
            yield from _paid(row.summed, known, source)
        else:
            yield source, _Paid(tuple(known.cell(cell) for cell in row.cells), known.row(row))
