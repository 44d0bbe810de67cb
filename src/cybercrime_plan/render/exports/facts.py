"""Tidy facts: one row for each plan, line and year, for DuckDB, pandas and Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from cybercrime_plan.findings import Positions
from cybercrime_plan.language import _
from cybercrime_plan.model.budget import FurtherBudget
from cybercrime_plan.model.money import Cell, Dash, Money
from cybercrime_plan.model.plan import Plan, PlanTable
from cybercrime_plan.render.checks.words import address
from cybercrime_plan.render.exports.dossier import Dossier
from cybercrime_plan.render.table import Align, CodedText, Column, Rows, Table, TableRow

WHOSE: Final = (Column("plan", _("Plan")), Column("province", _("Province")))
LINE_COLUMNS: Final = (
    Column("line", _("Line id")),
    Column("parent", _("Line above")),
    Column("stt", _("No.")),
    Column("name", _("Line")),
    Column("role", _("Role")),
    Column("year", _("Year"), sql="INTEGER"),
    Column("state", _("State")),
    Column("dong", _("Đồng"), Align.RIGHT, sql="BIGINT"),
    Column("source", _("Source id")),
    Column("source_name", _("Source")),
    Column("place", _("Place")),
)
_LINE, _SUBTOTAL, _MEMO = (
    CodedText("line", _("line")),
    CodedText("subtotal", _("group of lines")),
    CodedText("memo", _("shown only, not counted")),
)
_AMOUNT, _ZERO, _DASH, _BLANK = (
    CodedText("amount", _("amount")),
    CodedText("zero", _("zero")),
    CodedText("dash", _("dash")),
    CodedText("blank", _("blank")),
)


def facts(dossiers: Iterable[Dossier]) -> Table:
    """The amounts of plans."""
    return facts_table(
        tuple(row for one in dossiers for row in amounts_by_table(one.plan, one.checked.file, one.positions))
    )


def facts_table(rows: Rows) -> Table:
    """The amounts of the lines; totals are left out, since they follow.

    `table` is the id of a further table of the plan, empty for the first, and only there when a plan has several;
    they are not added up together.

    `role` is `line`, `subtotal` (a line with lines below it) or `memo`; the rows of role `line` add up to the
    totals without counting anything twice. `state` is `amount`, `zero`, `dash` or `blank`; only the first two
    have `dong`.
    """
    columns = (*WHOSE, *LINE_COLUMNS, Column("table", _("Table")))
    table = Table("facts", columns, rows, empty=_("No plan has a budget."))
    if any(isinstance(row, TableRow) and row.cells[-1] for row in rows):
        return table
    return table.only(*(column.key for column in columns[:-1]))


def amounts(plan: Plan, file: str, positions: Positions) -> Iterator[TableRow]:
    """The rows of the first table of a plan; those of the others are no part of its total."""
    for table in islice(plan.tables(), 1):
        yield from _of_table(plan, table, file, positions)


def amounts_by_table(plan: Plan, file: str, positions: Positions) -> Iterator[TableRow]:
    """The rows of every table of a plan, each with the id of the table behind it, none for the first."""
    for table in plan.tables():
        own = table.budget.id if isinstance(table.budget, FurtherBudget) else None
        for row in _of_table(plan, table, file, positions):
            yield replace(row, cells=(*row.cells, own))


def _of_table(plan: Plan, table: PlanTable, file: str, positions: Positions) -> Iterator[TableRow]:
    budget = table.budget
    sources = {source.id: source.name for source in budget.sources}
    for ids, loc, line, counts in budget.walk():
        parent = ids[-2] if len(ids) > 1 else None
        role = _MEMO if not counts else _SUBTOTAL if line.lines else _LINE
        for column, (year, cell) in enumerate(zip(budget.years, line.amounts or (), strict=False)):
            place = positions.near((*table.loc, *loc[1:], "amounts", column))
            yield TableRow(
                (
                    plan.id,
                    plan.province,
                    line.id,
                    parent,
                    line.stt,
                    line.name,
                    role,
                    year,
                    _state(cell),
                    cell if isinstance(cell, Money) else None,
                    line.source,
                    sources.get(line.source or ""),
                    address(file, place),
                )
            )


def _state(cell: Cell) -> CodedText:
    if cell is None:
        return _BLANK
    if isinstance(cell, Dash):
        return _DASH
    return _AMOUNT if cell else _ZERO
