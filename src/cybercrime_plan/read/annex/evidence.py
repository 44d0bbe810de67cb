"""What the sums of a table say of its blanks and of its last digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cybercrime_plan.findings import Place, SheetCell
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Number, Unit
from cybercrime_plan.read.annex.amounts import number_of
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question, UndecidedError
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.entries import ReadRow
from cybercrime_plan.read.annex.forest import Node
from cybercrime_plan.read.grid import Content, GridCell, Remark


class TriedSum(NamedTuple):
    """One sum of the table, added up with its blanks as nothing.

    Attributes:
        residual: what the printed total has too much, in the last printed place of the table.
        terms: how many amounts are added.
        blanks: how many of its cells are empty.
        row, column: the row whose columns it adds, or the column whose rows; the other is None.
    """

    total: GridCell
    residual: int
    terms: int
    blanks: int
    row: int | None
    column: int | None


class Evidence:
    """Every sum of one table, tried."""

    def __init__(self, columns: Columns, body: TableBody) -> None:
        self._columns = columns
        entries = [node.entry for node in _every(body.lines)] + ([body.totals] if body.totals else [])
        numbers = [number for entry in entries for cell in entry.amounts if (number := number_of(cell))]
        self.decimals = max((number.decimals for number in numbers), default=0)
        typed = (cell for entry in entries for cell in entry.amounts if cell.content is Content.NUMBER)
        self._stored = max((number.decimals for cell in typed if (number := number_of(cell))), default=0)
        self._formulas: list[tuple[GridCell, list[GridCell]]] = []
        self.sums = (*self._across(entries), *self._down(body))
        self._entries = entries
        self._adding = {node.entry.row for node in _every(body.lines) if node.lines}
        self._adding |= {body.totals.row} if body.totals else set()

    def _value(self, cell: GridCell) -> int | None:
        number = number_of(cell)
        return None if number is None else number.digits * 10 ** (self.decimals - number.decimals)

    def _across(self, entries: Sequence[ReadRow]) -> Iterator[TriedSum]:
        for entry in entries:
            if entry.has_figures:
                cells = dict(zip(self._columns.money, entry.amounts, strict=True))
                for one in self._columns.sums:
                    if one.total in cells and all(column in cells for column, _sign in one.parts):
                        parts = [(cells[column], sign) for column, sign in one.parts]
                        yield from self._tried(cells[one.total], parts, entry.row, None)

    def _down(self, body: TableBody) -> Iterator[TriedSum]:
        over = [(node.entry, node.lines) for node in _every(body.lines) if node.lines and node.entry.has_figures]
        if body.totals:
            over.append((body.totals, body.lines))
        for entry, lines in over:
            below = list(_counted(lines))
            for column, total in enumerate(entry.amounts):
                parts = [(one.amounts[column], 1) for one in below]
                if total.adds:
                    self._formulas.append((total, [cell for cell, _sign in parts if cell]))
                yield from self._tried(total, parts, None, column)

    def _tried(
        self, total: GridCell, parts: Sequence[tuple[GridCell, int]], row: int | None, column: int | None
    ) -> Iterator[TriedSum]:
        whole = self._value(total)
        if whole is None:
            return
        values = [(self._value(cell), sign) for cell, sign in parts]
        known = [(value, sign) for value, sign in values if value is not None]
        added = sum(value * sign for value, sign in known)
        blanks = sum(not cell for cell, _sign in parts)
        if known or blanks:
            yield TriedSum(total, whole - added, len(known), blanks, row, column)

    def short_sums(self) -> Iterator[Remark]:
        """Formulas of totals that leave out rows which the table puts under them, though they add the others."""
        for total, parts in self._formulas:
            first, last = total.adds or (0, 0)
            cells = [cell for cell in parts if isinstance(cell.place, SheetCell)]
            out = [cell for cell in cells if not first <= _row_of(cell.place) <= last]
            if out and len(out) * 2 < len(cells):
                message = _(
                    "the formula of {cell} adds up rows {first} to {last} and leaves out {missing}",
                    cell=str(total.place),
                    first=first,
                    last=last,
                    missing=tuple(str(cell.place) for cell in out),
                )
                yield Remark(message, total.place)

    def typed_over(self) -> Iterator[Remark]:
        """Totals that are typed figures where those beside or above them are formulas."""
        adding = [entry.amounts for entry in self._entries if entry.row in self._adding]
        lines = [entry.amounts for entry in self._entries if entry.row not in self._adding]
        totals = {one.total for one in self._columns.sums if one.total in self._columns.money}
        down = [[row[at] for row in lines] for at, column in enumerate(self._columns.money) if column in totals]
        for cells in (*adding, *down):
            typed = [cell for cell in cells if cell.content is Content.NUMBER and not cell.formula]
            formulas = sum(cell.formula for cell in cells)
            if len(typed) == 1 and formulas > 1:
                place = typed[0].place
                yield Remark(_("this total is a typed figure, where the others are formulas"), place)

    def blanks_mean_none(self, choices: Choices) -> bool:
        """Whether an empty cell means that there is nothing: a person says so, or most sums with blanks do."""
        if choices.blank is not None:
            return choices.blank == "none"
        told = [one.residual == 0 for one in self.sums if one.blanks]
        return sum(told) * 2 > len(told)

    def rounding(self, choices: Choices, unit: Unit) -> str | None:
        """To how many units the figures are rounded; None when each is exact.

        Raises:
            UndecidedError: rounding would explain every difference, and nobody has said whether it does.
        """
        if choices.rounding is not None:
            return None if choices.rounding == "none" else choices.rounding
        step = self._step(unit)
        off = [one for one in self.sums if one.residual]
        rows, columns = {one.row for one in off} - {None}, {one.column for one in off} - {None}
        if not (_is_finer(self._stored, unit) or (max(len(rows), len(columns)) > 1 and self._explains(off))):
            return None
        place = off[0].total.place if off else self.sums[0].total.place if self.sums else None
        worst = max((abs(one.residual) for one in off), default=0)
        asks = _(
            "{count} sums differ by no more than {most}, which rounding explains; are the figures rounded?",
            count=len(off),
            most=str(Number(worst, self.decimals)),
        )
        candidates = (
            Candidate(step, _("rounded to {step} {unit}", step=step, unit=unit.label), place),
            Candidate("none", _("each figure is exact"), place),
        )
        raise UndecidedError(Question("rounding", asks, candidates, place))

    def _explains(self, off: Sequence[TriedSum]) -> bool:
        """Whether every difference is within what rounding each figure to the last printed place allows."""
        return bool(off) and all(abs(one.residual) * 2 <= one.terms + 1 for one in off)

    def _step(self, unit: Unit) -> str:
        decimals = min(self.decimals, len(str(unit.value)) - 1)
        return str(Number(1, decimals))


def _row_of(place: Place) -> int:
    return int(place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) if isinstance(place, SheetCell) else 0


def _is_finer(decimals: int, unit: Unit) -> bool:
    """Whether figures have more decimals than there are đồng."""
    return decimals > len(str(unit.value)) - 1


def _every(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _every(node.lines)


def _counted(nodes: Sequence[Node]) -> Iterator[ReadRow]:
    """The rows that a total over these adds: those without figures give way to the rows below them."""
    for node in nodes:
        if node.memo:
            continue
        if node.entry.has_figures:
            yield node.entry
        else:
            yield from _counted(node.lines)
