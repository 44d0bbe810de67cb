"""What the sums of a table say of its blanks and of its last digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from cybercrime_plan.findings import MistakenTotal, Place, SheetCell
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Number, Unit
from cybercrime_plan.read.annex.amounts import has_cents, in_one_scale, most_decimals, numbers_of
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question, UndecidedError, row_number
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.entries import ReadRow
from cybercrime_plan.read.annex.forest import Node
from cybercrime_plan.read.grid import Content, GridCell, Remark, column_number


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


class _ShortSum(NamedTuple):
    """A total whose formula adds up these rows of its column, first and last, and so leaves cells out."""

    total: GridCell
    rows: tuple[int, int]
    out: tuple[GridCell, ...]


_MOST_MISTAKEN = 20
"""A table with more totals that look wrong is another one than it is taken for."""


class Evidence:
    """Every sum of one table, tried.

    Attributes:
        held: the cells that stand in a sum that holds; by identity, since each stands in several sums.
        confirmed: those of them that add up with others to a total somebody typed: each is meant as it stands.
    """

    def __init__(self, columns: Columns, body: TableBody) -> None:
        self._columns = columns
        entries = body.entries()
        rows = [entry.numbers for entry in entries]
        self.decimals = most_decimals(rows)
        self._values = {entry.row: values for entry, values in zip(entries, in_one_scale(rows), strict=True)}
        self._formulas: list[tuple[GridCell, list[GridCell]]] = []
        cells = [cell for entry in entries for cell in entry.amounts]
        unusual = [cell for cell in cells if cell.content is Content.TEXT or cell.text[:1] == "-"]
        self._asked = bool(self.decimals or unusual)
        """what a single cell means can be asked only of a text, of decimals, and of what is less than nothing"""
        self.held: set[int] = set()
        self.confirmed: set[int] = set()
        self.sums = (*self._across(entries), *self._down(body))
        written = [cell for cell in cells if cell]
        self._finest = most_decimals([numbers_of(self._surely_finer(written))]) if self.decimals else 0
        self._entries = entries
        self._adding = {node.entry.row for node in body.nodes() if node.lines}
        self._adding |= {body.totals.row} if body.totals else set()

    def _surely_finer(self, cells: Sequence[GridCell]) -> Iterator[GridCell]:
        """The cells whose decimals are meant: stored as such, or cents that a sum proves or most figures have."""
        finer = [cell for cell in cells if has_cents(cell)]
        usual = len(finer) * 2 > len(cells)
        yield from (cell for cell in cells if cell.content is Content.NUMBER)
        yield from (cell for cell in finer if usual or id(cell) in self.held)

    def _across(self, entries: Sequence[ReadRow]) -> Iterator[TriedSum]:
        places = {column: at for at, column in enumerate(self._columns.money)}
        sums = [
            (places[one.total], [(places[column], sign) for column, sign in one.parts])
            for one in self._columns.sums
            if one.columns <= places.keys()
        ]
        for entry in entries:
            if entry.has_figures:
                cells, values = entry.amounts, self._values[entry.row]
                for total, parts in sums:
                    signed = [None if (value := values[at]) is None else value * sign for at, sign in parts]
                    terms = (cells[at] for at, _sign in parts)
                    yield from self._tried(cells[total], values[total], terms, signed, (entry.row, None))

    def _down(self, body: TableBody) -> Iterator[TriedSum]:
        over = [(node.entry, node.lines) for node in body.nodes() if node.lines and node.entry.has_figures]
        if body.totals:
            over.append((body.totals, body.lines))
        for entry, lines in over:
            below = list(_counted(lines))
            cells = list(zip(*(one.amounts for one in below), strict=True)) or [()] * len(entry.amounts)
            values = list(zip(*(self._values[one.row] for one in below), strict=True)) or [()] * len(cells)
            for column, total in compress(enumerate(entry.amounts), self._columns.lined):
                if total.formula:
                    self._formulas.append((total, [cell for cell in cells[column] if cell]))
                whole = self._values[entry.row][column]
                yield from self._tried(total, whole, cells[column], values[column], (None, column))

    def _tried(
        self,
        total: GridCell,
        whole: int | None,
        terms: Iterable[GridCell],
        values: Sequence[int | None],
        at: tuple[int | None, int | None],
    ) -> Iterator[TriedSum]:
        if whole is None:
            return
        known = [value for value in values if value is not None]
        residual = whole - sum(known)
        proves = self._asked and bool(known) and not residual
        cells = [*terms] if proves or len(known) < len(values) else []
        blanks = [*map(bool, cells)].count(False) if len(known) < len(values) else 0
        if proves:
            held = {id(total), *map(id, cells)}
            self.held |= held
            one = 10**self.decimals
            # one figure is only copied, a formula adds what is mistyped, and where dots are lost, all are fractions
            if len(known) > 1 and not total.formula and any(n and not n % one for n in (whole, *known)):
                self.confirmed |= held
        if known or blanks:
            yield TriedSum(total, residual, len(known), blanks, *at)

    @property
    def told_by_totals(self) -> int:
        """How well the sums of lines bear a reading out: how many more hold than fail."""
        return sum(-1 if one.residual else 1 for one in self.sums if one.row is None)

    def about_formulas(self) -> Iterator[Remark]:
        """What the formulas of a workbook say of its totals."""
        for one in self._short:
            first, last = one.rows
            message = _(
                "the formula of {cell} adds up rows {first} to {last} and leaves out {missing}",
                cell=str(one.total.place),
                first=first,
                last=last,
                missing=_places(one.out),
            )
            yield Remark(message, one.total.place)
        for total in self._typed_over:
            yield Remark(_("this total is a typed figure, where the others are formulas"), total.place)

    @cached_property
    def mistaken(self) -> Mapping[Place, MistakenTotal]:
        """The totals that their own formulas, or the want of one, show to be wrong, and what takes them up."""
        why = {one.total: _("its formula leaves out {missing}", missing=_places(one.out)) for one in self._short}
        why |= {total: _("it is typed where the others are formulas") for total in self._typed_over}
        if len(why) > _MOST_MISTAKEN:
            return {}
        computed = [cell for entry in self._entries for cell in entry.amounts if cell.formula is not None]
        return {total.place: MistakenTotal(text, _taking_up(total, computed)) for total, text in why.items()}

    @cached_property
    def _short(self) -> tuple[_ShortSum, ...]:
        """Formulas of totals that leave out rows which the table puts under them, though they add the others."""
        found = []
        for total, parts in self._formulas:
            match = _SUM.fullmatch(total.formula or "")
            own = str(total.place).rpartition("!")[2].rstrip("0123456789")
            if not match or {match[1], match[3]} != {own}:
                continue  # no single SUM of its own column
            first, last = int(match[2]), int(match[4])
            cells = tuple(cell for cell in parts if isinstance(cell.place, SheetCell))
            out = tuple(cell for cell in cells if not first <= row_number(cell.place) <= last)
            if out and len(out) * 2 < len(cells):
                found.append(_ShortSum(total, (first, last), out))
        return tuple(found)

    @cached_property
    def _typed_over(self) -> tuple[GridCell, ...]:
        """Totals that are typed figures where those beside or above them are formulas."""
        found = []
        adding = [entry.amounts for entry in self._entries if entry.row in self._adding]
        lines = [entry.amounts for entry in self._entries if entry.row not in self._adding]
        totals = {one.total for one in self._columns.sums if one.total in self._columns.money}
        down = [[row[at] for row in lines] for at, column in enumerate(self._columns.money) if column in totals]
        for cells in (*adding, *down):
            typed = [cell for cell in cells if cell.content is Content.NUMBER and cell.formula is None]
            formulas = sum(cell.formula is not None for cell in cells)
            if len(typed) == 1 and formulas > 1:
                found += typed
        return tuple(dict.fromkeys(found))

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
        step = str(Number(1, min(self.decimals, len(str(unit.value)) - 1)))
        off = [one for one in self.sums if one.residual]
        rows, columns = {one.row for one in off} - {None}, {one.column for one in off} - {None}
        finer = self._finest > len(str(unit.value)) - 1  # than there are đồng
        # what rounding each figure to the last printed place allows
        explained = all(abs(one.residual) * 2 <= one.terms + 1 for one in off)
        if not (finer or (max(len(rows), len(columns)) > 1 and explained)):
            return None
        place = (*off, *self.sums)[0].total.place if self.sums else None
        parts = _("some figures have parts of one {whole}, which are not kept: are they rounded?", whole=unit.whole)
        candidates = (
            Candidate(step, _("rounded to {step} {unit}", step=step, unit=unit.label), place),
            Candidate("none", _("each figure is exact"), place),
        )
        asks = parts if finer else self._told_of_rounding(off)
        raise UndecidedError(Question("rounding", asks, candidates, place))

    def _told_of_rounding(self, off: Sequence[TriedSum]) -> Text:
        return _(
            "{count} sums differ by no more than {most}, which rounding explains; are the figures rounded?",
            count=len(off),
            most=str(Number(max(abs(one.residual) for one in off), self.decimals)),
        )


_SUM = re.compile(r"SUM\(\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})\)")
_REFERENCE = re.compile(
    r"(?<![A-Za-z0-9!$'])\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?(?![A-Za-z0-9(])"
)


def _taking_up(total: GridCell, computed: Sequence[GridCell]) -> tuple[Place, ...]:
    """The cells whose formulas take up a total, directly or by others; one that shares its formula may do so."""
    found: dict[Place, None] = {}
    waiting = [total]
    while waiting:
        other = waiting.pop()
        column = column_number(str(other.place).rpartition("!")[2].rstrip("0123456789"))
        row = row_number(other.place)
        for cell in computed:
            if cell.place in found or cell is total:
                continue
            if not cell.formula or any(
                column_number(left) <= column <= column_number(right or left)
                and int(top) <= row <= int(bottom or top)
                for left, top, right, bottom in _REFERENCE.findall(cell.formula)
            ):
                found[cell.place] = None
                waiting.append(cell)
    return tuple(found)


def _places(cells: Sequence[GridCell]) -> tuple[str, ...]:
    return tuple(str(cell.place) for cell in cells)


def _counted(nodes: Sequence[Node]) -> Iterator[ReadRow]:
    """The rows that a total over these adds: groups without figures give way to the rows below them."""
    for node in nodes:
        if node.memo:
            continue
        if node.entry.has_figures or not node.lines:
            yield node.entry
        else:
            yield from _counted(node.lines)
