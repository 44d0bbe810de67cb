"""A plan against its money as a table, with the sum that has to hold beneath; and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cybercrime_plan.calc.execution import Contradiction, Execution, ExecutionRow, Identity, RowsBy
from cybercrime_plan.language import ENGLISH, Text, _
from cybercrime_plan.model.execution import FLOWS, UNPLANNED, ExecutionKind
from cybercrime_plan.model.money import Money, Unit, in_unit, signed
from cybercrime_plan.render.formats.json import Json
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import Align, CellValue, Column, Page, Percent, Table, TableRow, plain

SCHEMA = "cybercrime-plan/execution@1"
_KEYS: Final[Mapping[ExecutionKind, str]] = {ExecutionKind.ALLOCATION: "allocated"}
"""Names for programs that differ from the word of the book."""
_HEADS: Final[Mapping[ExecutionKind, Text]] = {
    ExecutionKind.ALLOCATION: _("Allocated"),
    ExecutionKind.SUPPLEMENT: _("Supplement"),
    ExecutionKind.ADJUSTMENT: _("Adjustment"),
    ExecutionKind.CUT: _("Cut"),
    ExecutionKind.CARRIED_IN: _("Carried in"),
    ExecutionKind.SPENT: _("Spent (cumulative)"),
    ExecutionKind.ADVANCE: _("Advance"),
    ExecutionKind.SETTLED: _("Settled"),
    ExecutionKind.CARRIED_OUT: _("Carried out"),
    ExecutionKind.CANCELLED: _("Cancelled budget"),
    ExecutionKind.GRANTED: _("Granted"),
    ExecutionKind.REFUSED: _("Refused"),
}
_AFTER: Final = tuple(kind for kind in _HEADS if kind not in FLOWS)
_RARE: Final = frozenset(
    {
        ExecutionKind.CUT,
        ExecutionKind.CARRIED_IN,
        ExecutionKind.ADVANCE,
        ExecutionKind.SETTLED,
        ExecutionKind.GRANTED,
        ExecutionKind.REFUSED,
    }
)
"""Shown to people only where an entry has them."""
_ROWS: Final = {RowsBy.LINE: _("Budget line"), RowsBy.SOURCE: _("Source"), RowsBy.DOCUMENT: _("Document")}
_NAMELESS: Final = {
    RowsBy.LINE: _("Not in the plan"),
    RowsBy.SOURCE: _("no source named"),
    RowsBy.DOCUMENT: _("no document named"),
}


@dataclass(frozen=True, slots=True)
class ToldFault:
    """A row of the book that is not counted, or contradicts others, as it is told."""

    place: str
    message: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class ExecutionResult(Result):
    """How things stand with the money of one plan.

    Attributes:
        plan: its id.
        lines: by line, for programs, whatever people look at.
        table: for people.
    """

    plan: str
    title: str | None
    lines: Execution
    table: Table
    faults: tuple[ToldFault, ...] = ()

    def document(self) -> Page:
        """The table under the title of the plan."""
        return Page((self.table,), title=self.title)

    def records(self) -> Records:
        """The table."""
        return (self.table,)

    def data(self) -> Json:
        """`cybercrime-plan/execution@1`."""
        years = self.lines.years
        return {
            "schema": SCHEMA,
            "plan": self.plan,
            "year": years[0] if len(years) == 1 else None,
            "years": list(years),
            "unit": "VND",
            "lines": [
                {"id": "+".join(row.ids), "name": row.name or None, **_amounts_json(row)} for row in self.lines.rows
            ],
            "totals": _amounts_json(self.lines.total),
            "findings": [
                {
                    "place": one.place,
                    "message": ENGLISH.say(one.message),
                    "hint": ENGLISH.say(one.hint) if one.hint else None,
                }
                for one in self.faults
            ],
        }


def contradicted(one: Contradiction, unit: Unit) -> Text:
    """Which identity of the book does not hold, with both sides and the difference."""
    said, found = in_unit(one.said, unit), in_unit(one.found, unit)
    difference = f"{signed(one.said - one.found, unit)} {unit}"
    if one.identity is Identity.BALANCED:
        return _("the rows of this adjustment add up to {found}, not to 0 {unit}", found=found, unit=unit.label)
    return _(
        "the total of the document is {said}, but its rows add up to {found}: {difference}",
        said=said,
        found=found,
        difference=difference,
    )


def _amounts_json(row: ExecutionRow) -> dict[str, Json]:
    """Whole đồng; what no entry says of settlement is null, not 0."""
    settled = row.amounts.get(ExecutionKind.SETTLED)
    return {
        "planned": plain(row.planned),
        **{_KEYS.get(kind, kind.value): row.of(kind).dong for kind in FLOWS},
        "available": row.available.dong,
        **{_KEYS.get(kind, kind.value): row.of(kind).dong for kind in _AFTER},
        "settled": plain(settled),
        "percent": plain(row.percent),
    }


def execution_table(found: Execution, by: RowsBy, unit: Unit) -> Table:
    """The rows with their total, and beneath what has to add up."""
    return Table(
        "execution",
        tuple(_columns(found.total, by)),
        (
            *(TableRow(_cells(row, row.name or _NAMELESS[by])) for row in found.rows),
            TableRow(_cells(found.total, _("Total")), total=True),
        ),
        title=_("Execution of {years}", years=", ".join(map(str, found.years))),
        unit=unit,
        notes=(*_notes(found, unit), *(_overspent(found, unit) if by is RowsBy.LINE else ())),
    )


def _columns(total: ExecutionRow, by: RowsBy) -> Iterator[Column]:
    yield Column("id", _("Id"), hidden=True)
    yield Column(by.value, _ROWS[by])
    yield Column("planned", _("Planned"), Align.RIGHT)
    for kind in FLOWS:
        yield _column(kind, total)
    yield Column("available", _("Available"), Align.RIGHT)
    for kind in _AFTER:
        yield _column(kind, total)
        if kind is ExecutionKind.SPENT:
            yield Column("percent", _("Rate (%)"), Align.RIGHT)


def _column(kind: ExecutionKind, total: ExecutionRow) -> Column:
    hidden = kind in _RARE and kind not in total.amounts
    return Column(_KEYS.get(kind, kind.value), _HEADS[kind], Align.RIGHT, hidden=hidden)


def _cells(row: ExecutionRow, name: Text | str) -> tuple[CellValue, ...]:
    cells: list[CellValue] = ["+".join(row.ids), name, row.planned, *map(row.of, FLOWS), row.available]
    for kind in _AFTER:
        cells.append(row.of(kind))
        if kind is ExecutionKind.SPENT:
            cells.append(None if row.percent is None else Percent(row.percent))
    return tuple(cells)


def _notes(found: Execution, unit: Unit) -> Iterator[Text | str]:
    total = found.total
    gone = [total.of(kind) for kind in (ExecutionKind.SPENT, ExecutionKind.CARRIED_OUT, ExecutionKind.CANCELLED)]
    told = " + ".join(in_unit(part, unit) for part in gone)
    available = in_unit(total.available, unit)
    if not total.left:
        yield f"{available} = {told}"
    elif total.left.dong > 0:
        yield _(
            "{available} = {told} + {left} left", available=available, told=told, left=in_unit(total.left, unit)
        )
    else:
        yield _(
            "{told} is {over} more than {available}",
            told=told,
            over=in_unit(-total.left, unit),
            available=available,
        )
    if found.decided_since:
        since = Money.total(found.decided_since.values())
        planned = in_unit(total.planned, unit) if isinstance(total.planned, Money) else "-"
        yield _("{planned} + {since} decided since", planned=planned, since=in_unit(since, unit))
    for row in found.rows:
        if len(row.ids) > 1 and row.ids[0] != UNPLANNED and row.planned is not None:
            yield _("{lines}: one lump for several lines, compared together", lines=row.name)
    if found.later:
        yield _("entries of a later day, not counted: {count}", count=len(found.later))


def _overspent(found: Execution, unit: Unit) -> Iterator[Text]:
    for row in found.rows:
        if row.left.dong < 0:
            name, over = row.name or _NAMELESS[RowsBy.LINE], in_unit(-row.left, unit)
            yield _(
                "{line}: {over} more than is available was spent, carried over or cancelled", line=name, over=over
            )
