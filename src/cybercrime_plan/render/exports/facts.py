"""Plans as tidy tables for DuckDB, pandas and Excel, one fact a row; most read are the amounts, by line and year.

`dong` is whole đồng, and only where `state` is `amount` or `zero`: a dash or a blank is no number, so that no sum
takes it for nothing. The rows of lines whose `role` is `line` add up without counting anything twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from cybercrime_plan.calc.deadlines import Occurrence
from cybercrime_plan.calc.execution import amount_lines, execution
from cybercrime_plan.calc.register import RegisterRow
from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.findings import Loc, Positions, Severity, address
from cybercrime_plan.language import _
from cybercrime_plan.model.budget import Budget, FurtherBudget
from cybercrime_plan.model.execution import UNPLANNED, ExecutionEntry, ExecutionKind
from cybercrime_plan.model.money import VND, Cell, Dash, Money, Number
from cybercrime_plan.model.plan import Plan, PlanTable
from cybercrime_plan.render.checks.page import findings
from cybercrime_plan.render.checks.words import CheckedPlan
from cybercrime_plan.render.exports.dossier import Dossier
from cybercrime_plan.render.names import NOW, Names, now_cell
from cybercrime_plan.render.table import (
    Align,
    CellValue,
    CodedText,
    Column,
    Rows,
    Table,
    TableRow,
    every,
    plain,
    word,
)

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
_AMOUNT, _ZERO, _DASH, _BLANK, _FOREIGN = (
    CodedText("amount", _("amount")),
    CodedText("zero", _("zero")),
    CodedText("dash", _("dash")),
    CodedText("blank", _("blank")),
    CodedText("foreign", _("an amount in another currency")),
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
    totals without counting anything twice. `state` is `amount`, `zero`, `dash`, `blank` or `foreign` (in another
    currency than đồng); only the first two have `dong`.
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
            yield row._replace(cells=(*row.cells, own))


def _of_table(plan: Plan, table: PlanTable, file: str, positions: Positions) -> Iterator[TableRow]:
    budget = table.budget
    sources = {source.id: source.name for source in budget.sources}
    for ids, loc, line, counts in budget.walk():
        parent = ids[-2] if len(ids) > 1 else None
        role = _MEMO if not counts else _SUBTOTAL if line.lines else _LINE
        what = (plan.id, plan.province, line.id, parent, line.stt, line.name, role)
        source = (line.source, sources.get(line.source or ""))
        amounts: list[tuple[int | None, Cell, Loc]] = [
            (year, cell, ("amounts", column))
            for column, (year, cell) in enumerate(zip(budget.years, line.amounts or (), strict=False))
        ]
        # of a table without years the totals
        for year, cell, at in amounts if budget.years else [(None, line.total, ("total",))]:
            place = address(file, positions.near((*table.loc, *loc[1:], *at)))
            yield TableRow((*what, year, _state(cell), _known(cell), *source, place))


def _state(cell: Cell) -> CodedText:
    if cell is None:
        return _BLANK
    if isinstance(cell, Dash):
        return _DASH
    if cell.currency != VND:
        return _FOREIGN
    return _AMOUNT if cell else _ZERO


_WHICH: Final = (
    Column("plan", _("Plan")),
    Column("revision", _("Revision")),
    Column("sha256", "SHA-256"),
    Column("province", _("Province")),
)
_NO_WORDS_OF_SQL: Final = {"line": "line_number", "column": "column_number"}
_COLUMNS: Final = {
    "plans": (
        Column("file", _("File")),
        Column("status", _("State")),
        Column("title", _("Title")),
        Column("number", _("Number")),
        Column("issued", _("Date")),
        Column("issuer", _("Issuer")),
        Column("period_from", _("From")),
        Column("period_to", _("To")),
        Column("dong", _("Total"), Align.RIGHT, sql="BIGINT"),
        Column("stated_dong", _("Printed"), Align.RIGHT),
        Column("errors", _("Errors"), Align.RIGHT),
        Column("warnings", _("Warnings"), Align.RIGHT),
        Column("notes", _("Notes"), Align.RIGHT),
        Column("acknowledged", _("Acknowledged"), Align.RIGHT),
    ),
    "lines": LINE_COLUMNS,
    "reports": (
        Column("report", _("Report id")),
        Column("title", _("Report")),
        Column("occurrence", _("Occurrence")),
        Column("kind", _("Kind")),
        Column("bound", _("Bound")),
        Column("limit_date", _("Limit")),
        Column("due_date", _("Last day on time")),
        Column("target_date", _("Finish by")),
        Column("from_whom", _("Who reports")),
        Column("to_whom", _("To whom")),
        Column("at", _("Where written")),
        NOW,
    ),
    "tasks": (
        Column("task", _("Id")),
        Column("at", _("Where written")),
        Column("role", _("Role")),
        Column("part", _("Part")),
        Column("agency", _("Agency")),
        Column("agency_name", _("Name")),
        Column("summary", _("What is to be done")),
        Column("deliverable", _("Deliverable")),
        Column("timing", _("When")),
        NOW,
    ),
    "receipts": (
        Column("report", _("Report id")),
        Column("occurrence", _("Occurrence")),
        Column("agency", _("Agency")),
        Column("agency_name", _("Name")),
        Column("state", _("State of the report")),
        Column("days", _("Days late"), Align.RIGHT),
        Column("working_days", _("Working days late"), Align.RIGHT),
        Column("received_date", _("Received on")),
        Column("number", _("Number of the letter")),
        Column("last_date", _("Last day on time")),
        Column("ordered_by", _("Order")),
    ),
    "money": (
        Column("line", _("Line id")),
        Column("name", _("Line")),
        Column("year", _("Year")),
        Column("phase", _("Phase")),
        Column("kind", _("Kind")),
        Column("state", _("State")),
        Column("dong", _("Đồng"), Align.RIGHT, sql="BIGINT"),
        Column("unit", _("Unit")),
    ),
    "findings": tuple(
        column._replace(key=_NO_WORDS_OF_SQL.get(column.key, column.key))
        for column in findings(()).columns
        if column.key != "plan"
    ),
}
TABLES: Final = tuple(_COLUMNS)
"""The names of the tables."""
_SQL: Final = {
    **dict.fromkeys(("stated_dong", "difference"), "BIGINT"),
    **dict.fromkeys(
        (
            *("revision", "line_number", "column_number", "errors", "warnings", "notes", "acknowledged"),
            *("year", "days", "working_days"),
        ),
        "INTEGER",
    ),
    **dict.fromkeys(("limit_date", "due_date", "target_date", "received_date", "last_date"), "DATE"),
}
"""What is no text in a database; dates that a plan may leave open to the month or year are text."""


class TidyPlan(NamedTuple):
    """One plan file as rows of each table."""

    plans: tuple[TableRow, ...]
    lines: tuple[TableRow, ...]
    reports: tuple[TableRow, ...]
    tasks: tuple[TableRow, ...]
    receipts: tuple[TableRow, ...]
    money: tuple[TableRow, ...]
    findings: tuple[TableRow, ...]


def tidy(
    checked: CheckedPlan,
    plan: Plan | None,
    occurrences: tuple[Occurrence, ...],
    positions: Positions,
    names: Names,
    register: tuple[RegisterRow, ...] = (),
    book: tuple[ExecutionEntry, ...] = (),
) -> TidyPlan:
    """The facts of one file; of one that cannot be read its name and what was found.

    Args:
        names: what became of bodies: of a task on its day, of a report on each due day.
        register: who has reported.
        book: what was allocated and spent, as it was known on the day of the question.
    """
    revision = plan.revision.number if plan and plan.revision else None
    which: tuple[CellValue, ...] = (checked.id, revision, checked.sha256 or None, plan.province if plan else None)

    def rows(made: Iterable[tuple[CellValue, ...]]) -> tuple[TableRow, ...]:
        return tuple(TableRow((*which, *cells)) for cells in made)

    reports = []
    for one in occurrences:
        report, days = one.report, (one.limit, one.due, one.target)
        what = (report.id, report.title, one.key, word(report.kind), word(one.bound), *days)
        who = ("; ".join(report.from_whom), "; ".join(report.to), report.at)
        reports.append((*what, *who, now_cell(names.of(one.plan), report.from_whom, report.id, one.due)))
    return TidyPlan(
        rows([_plan(checked, plan)]),
        rows(row.cells[len(WHOSE) :] for row in (amounts(plan, checked.file, positions) if plan else ())),
        rows(reports),
        rows(_tasks(plan, names) if plan else ()),
        rows(map(_receipt, register)),
        rows(_money(plan.budget, book) if plan and plan.budget else ()),
        rows(_findings(checked)),
    )


def tidy_table(name: str, plans: Collection[TidyPlan]) -> Table:
    """One of the tables, over all plans."""
    index = TABLES.index(name)
    columns = (column._replace(sql=_SQL.get(column.key, column.sql)) for column in (*_WHICH, *_COLUMNS[name]))
    return Table(name, tuple(columns), every(plans, lambda plan: plan[index]))


def plain_rows(plan: TidyPlan) -> dict[str, list[dict[str, str | int | None]]]:
    """The rows of every table for a program: whole đồng, ISO dates, the names of columns as keys."""
    told = {}
    for name in TABLES:
        table = tidy_table(name, (plan,))
        keys = [column.key for column in table.columns]
        records = (row.cells for row in table.rows if isinstance(row, TableRow))
        told[name] = [dict(zip(keys, map(plain, cells), strict=True)) for cells in records]
    return told


def _plan(checked: CheckedPlan, plan: Plan | None) -> tuple[CellValue, ...]:
    document, period = (plan.document, plan.period) if plan else (None, None)
    totals = checked.totals
    grave = [finding.rule.severity for finding in checked.open]
    return (
        checked.file,
        checked.status.value,
        plan.title if plan else None,
        document.number if document else None,
        document.date if document else None,
        document.issuer if document else None,
        period.from_ if period else None,
        period.to if period else None,
        _known(totals.computed if totals else None),
        _known(totals.stated if totals else None),
        *(Number(grave.count(severity)) for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)),
        Number(len(checked.acknowledged)),
    )


def _tasks(plan: Plan, names: Names) -> Iterator[tuple[CellValue, ...]]:
    """A row for each agency that has a part in a task."""
    registry, register = Registry(plan), names.of(plan)
    for task in plan.tasks:
        which, what = (task.id, task.at, word(task.role)), (task.summary, task.deliverable, task.timing)
        for part, agencies in (("does", task.agencies), ("with", task.with_), ("through", task.through)):
            for agency in agencies:
                now = now_cell(register, (agency,), task.id)
                yield (*which, part, agency, registry.name(agency), *what, now)


def _receipt(row: RegisterRow) -> tuple[CellValue, ...]:
    one, decisive = row.occurrence, row.decisive
    what = (one.report.id, one.key, row.agency, row.name, row.state.value)
    came = (decisive.received, decisive.number) if decisive else (None, None)
    return (*what, Number(row.days), Number(row.working_days), *came, row.last, row.ordered_by)


_PHASES: Final = {
    ExecutionKind.ALLOCATION: "allocated",
    **dict.fromkeys((ExecutionKind.SUPPLEMENT, ExecutionKind.ADJUSTMENT, ExecutionKind.CUT), "adjusted"),
}
"""Phases that the book has another word for, or several."""


def _money(budget: Budget, book: tuple[ExecutionEntry, ...]) -> Iterator[tuple[CellValue, ...]]:
    """What the plan has for each line and year, and what became of it; of cumulative amounts the latest."""
    unit = budget.unit.label
    for line in () if budget.years else amount_lines(budget).values():
        yield line.id, line.name, None, "planned", None, _state(line.total), _known(line.total), unit
    for year in sorted({*budget.years, *(entry.year for entry in book)}):
        for row in execution(budget, book, (year,), date.max).rows:
            cells: list[tuple[str, ExecutionKind | None, Cell]] = [
                (_PHASES.get(kind, kind.value), kind, row.amounts[kind])
                for kind in ExecutionKind
                if kind in row.amounts
            ]
            if year in budget.years and row.ids != (UNPLANNED,):
                cells.insert(0, ("planned", None, row.planned))
            for phase, kind, cell in cells:
                told = word(kind) if kind else None
                yield "+".join(row.ids), row.name, year, phase, told, _state(cell), _known(cell), unit


def _known(cell: Cell) -> Money | None:
    return cell if isinstance(cell, Money) and cell.currency == VND else None


def _findings(checked: CheckedPlan) -> Iterator[tuple[CellValue, ...]]:
    """As a check has them; what was expected and what is there, a figure or a text there, are texts here."""
    table = findings((checked,))
    own = [(index, column.key) for index, column in enumerate(table.columns) if column.key != "plan"]
    for row in table.rows:
        if isinstance(row, TableRow):
            cells = ((row.cells[index], key) for index, key in own)
            yield tuple(str(cell) if key in _EITHER and cell is not None else cell for cell, key in cells)


_EITHER: Final = frozenset({"expected", "actual"})
