"""A plan against its money as a table, with the sum that has to hold beneath; and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from cybercrime_plan.calc.execution import Decisions, Execution, ExecutionRow
from cybercrime_plan.calc.sides import RowsBy
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.execution import FLOWS, UNPLANNED, ExecutionKind
from cybercrime_plan.model.money import Unit, in_unit
from cybercrime_plan.render.budget import decided_since
from cybercrime_plan.render.chart import Bar, chart
from cybercrime_plan.render.checks.words import CheckedPlan
from cybercrime_plan.render.result import Json, Manner, Records, Result
from cybercrime_plan.render.table import (
    Align,
    Block,
    CellValue,
    Column,
    Drawing,
    Lines,
    Page,
    Table,
    TableRow,
    percent,
    plain,
)

SCHEMA = "cybercrime-plan/execution@1"
_KEYS: Final[Mapping[ExecutionKind, str]] = {ExecutionKind.ALLOCATION: "allocated"}
"""Names for programs that differ from the word of the book."""
_AFTER: Final = tuple(kind for kind in ExecutionKind if kind not in FLOWS)
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
_ROWS: Final = {
    RowsBy.LINE: _("Budget line"),
    RowsBy.SOURCE: _("Source"),
    RowsBy.DOCUMENT: _("Document"),
    RowsBy.YEAR: _("Year"),
}
_NAMELESS: Final[Mapping[RowsBy, Text | str]] = {
    RowsBy.LINE: _("Not in the plan"),
    RowsBy.SOURCE: _("no source named"),
    RowsBy.DOCUMENT: _("no document named"),
    RowsBy.YEAR: "",
}


@dataclass(frozen=True, slots=True)
class ExecutionResult(Result):
    """How things stand with the money of one plan.

    Attributes:
        plan: its id.
        lines: by line, for programs, whatever people look at.
        found: by what people asked for, and `table` the same in their unit.
        book: what was found in the book, as a check finds it.
        drawing: bars, where they were asked for.
    """

    plan: str
    title: str | None
    lines: Execution
    found: Execution
    by: RowsBy
    table: Table
    book: CheckedPlan
    drawing: Drawing | None = None

    def document(self) -> Page:
        """The table under the title of the plan, bars, and what was found; on paper with bars to look at."""
        from cybercrime_plan.render.exports.execution import execution_page

        found = (self._findings(),) if self.book.findings else ()
        paper = partial(
            execution_page, self._title, (self.table, *found), self.found, self._names, self.table.unit or Unit.DONG
        )
        return Page((*self._table(), *found), title=self._title, paper=paper)

    def workbook(self, language: Language) -> bytes:
        """The rows with live sums, and what was found."""
        from cybercrime_plan.render.exports.execution import execution_workbook

        unit = self.table.unit or Unit.DONG
        return execution_workbook(self._title, self.found, self._names, unit, self._findings(), language)

    @property
    def _title(self) -> str:
        return self.title or self.plan

    @property
    def _names(self) -> tuple[Text | str, ...]:
        return tuple(row.name or _NAMELESS[self.by] for row in self.found.rows)

    def _findings(self) -> Table:
        from cybercrime_plan.render.checks.page import open_findings

        return open_findings((self.book,))

    def on_screen(self, manner: Manner) -> Page:
        """The same, each finding with its line and a caret; under -q the findings alone."""
        from cybercrime_plan.render.checks.text import finding_lines, longest_on

        language, longest = manner.language, longest_on(manner.columns)
        told = (line for one in self.book.findings for line in finding_lines(self.book, one, language, longest))
        found = Lines((*(((),) if manner.loudness >= 0 else ()), *told))
        if manner.loudness < 0:
            return Page((found,))
        return Page((*self._table(), *((found,) if self.book.findings else ())), title=self._title)

    def _table(self) -> tuple[Block, ...]:
        return (self.table, *((self.drawing,) if self.drawing else ()))

    def records(self) -> Records:
        """The table."""
        return (self.table,)

    def data(self) -> Json:
        """`cybercrime-plan/execution@1`."""
        from cybercrime_plan.render.checks.json import finding_value

        years = self.lines.years
        return {
            "schema": SCHEMA,
            "plan": self.plan,
            "year": years[0] if len(years) == 1 else None,
            "years": list(years),
            "unit": (self.table.unit or Unit.DONG).currency,
            "lines": [
                {"id": "+".join(row.ids), "name": row.name or None, **_amounts_json(row)} for row in self.lines.rows
            ],
            "totals": _amounts_json(self.lines.total),
            "findings": [finding_value(self.book, one) for one in self.book.findings],
        }


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


def execution_chart(
    found: Execution, by: RowsBy, language: Language, unit: Unit, *, ascii_only: bool = False
) -> Drawing:
    """Of every row what was planned, is available and is spent, as bars from a common zero."""
    bars: list[Bar] = []
    spent = ExecutionKind.SPENT
    for row in found.rows:
        planned = _("{row}: {what}", row=row.name or _NAMELESS[by], what=_("Planned"))
        bars += (Bar(planned, row.planned), Bar(_("Available"), row.available), Bar(spent.label, row.of(spent)))
    return chart(bars, language, unit, ascii_only=ascii_only)


def execution_table(found: Execution, by: RowsBy, unit: Unit) -> Table:
    """The rows with their total, and beneath what has to add up."""
    total = found.total
    columns = [
        Column("id", _("Id"), hidden=True),
        Column(by.value, _ROWS[by]),
        Column("planned", _("Planned"), Align.RIGHT),
        *(_column(kind, total) for kind in FLOWS),
        Column("available", _("Available"), Align.RIGHT),
    ]
    for kind in _AFTER:
        columns.append(_column(kind, total))
        if kind is ExecutionKind.SPENT:
            columns.append(Column("percent", _("Rate (%)"), Align.RIGHT))
    return Table(
        "execution",
        tuple(columns),
        (
            *(TableRow(_cells(row, row.name or _NAMELESS[by])) for row in found.rows),
            TableRow(_cells(total, _("Total")), total=True),
        ),
        title=_("Execution of {years}", years=", ".join(map(str, found.years))),
        unit=unit,
        notes=tuple(_notes(found, unit)),
    )


def _column(kind: ExecutionKind, total: ExecutionRow) -> Column:
    hidden = kind in _RARE and kind not in total.amounts
    return Column(_KEYS.get(kind, kind.value), kind.label, Align.RIGHT, hidden=hidden)


def _cells(row: ExecutionRow, name: Text | str) -> tuple[CellValue, ...]:
    cells: list[CellValue] = ["+".join(row.ids), name, row.planned, *map(row.of, FLOWS), row.available]
    for kind in _AFTER:
        cells.append(row.amounts.get(kind) if kind is ExecutionKind.SETTLED else row.of(kind))
        if kind is ExecutionKind.SPENT:
            cells.append(percent(row.percent))
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
        since = decided_since(total.planned, Decisions(found.decided_since, ()), unit)
        yield from (since,) if since else ()
    for row in found.rows:
        if len(row.ids) > 1 and row.ids[0] != UNPLANNED and row.planned is not None:
            yield _("{lines}: one lump for several lines, compared together", lines=row.name)
    if found.later:
        yield _("entries of a later day, not counted: {count}", count=len(found.later))
