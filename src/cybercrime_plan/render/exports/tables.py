"""The tables that go with an annex: deadlines, tasks, findings, of one plan or of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cybercrime_plan.calc.deadlines import DueStatus, Occurrence
from cybercrime_plan.language import _
from cybercrime_plan.render import deadlines
from cybercrime_plan.render.checks.page import findings
from cybercrime_plan.render.deadlines import occurrence_table
from cybercrime_plan.render.exports.dossier import Dossier
from cybercrime_plan.render.names import Register, now_cell, with_now
from cybercrime_plan.render.sections import tasks_table
from cybercrime_plan.render.table import Column, Table, TableRow

_DATES = frozenset(
    {
        "plan",
        "title",
        "occurrence",
        "bound",
        "limit",
        "time",
        "due",
        "target",
        "weekday",
        "from_whom",
        "to",
        "at",
        "now",
    }
)
"""What does not change from day to day: an export of the same plan is the same tomorrow."""

_COMING = ("title", "limit", "due", "target", "days_left", "to")
_FEW = 4


def deadline_table(dossiers: Sequence[Dossier]) -> Table:
    """Every occurrence of every report, every date in a column of its own."""
    occurrences = (one for dossier in dossiers for one in dossier.schedule.occurrences)
    table = occurrence_table(occurrences, dossiers[0].as_of, dossiers[0].names)
    return table.only(*(column.key for column in table.columns if column.key in _DATES))


def coming_table(dossiers: Sequence[Dossier]) -> Table:
    """What falls due next, a few dates of each plan."""
    ahead = [one for dossier in dossiers for one in _ahead(dossier)[:_FEW]]
    ahead.sort(key=lambda one: one.target)
    schedule = replace(dossiers[0].schedule, occurrences=tuple(ahead), cancelled=())
    table = deadlines.deadline_table(schedule, dossiers[0].as_of, dossiers[0].names)
    several = len({one.plan.id for one in ahead}) > 1
    keys = ("plan", *_COMING) if several else _COMING
    return replace(table.only(*keys), title=_("What falls due next"), empty=_("No date lies ahead."))


def _ahead(dossier: Dossier) -> list[Occurrence]:
    return [one for one in dossier.schedule.occurrences if one.status(dossier.as_of) is not DueStatus.PAST]


def task_table(dossiers: Sequence[Dossier]) -> Table:
    """Who does what, by plan; what becomes of bodies until its end, the same whenever it is exported."""
    tables = [(dossier.plan.id, tasks_table(dossier.plan, Register(dossier.plan))) for dossier in dossiers]
    rows = (
        replace(row, cells=(plan, *row.cells))
        for plan, table in tables
        for row in table.rows
        if isinstance(row, TableRow)
    )
    now = [
        now_cell(dossier.names.of(dossier.plan), task.agencies, task.id, dossier.plan.period.to.last)
        if dossier.plan.period
        else None
        for dossier in dossiers
        for task in dossier.plan.tasks
    ]
    columns = (Column("plan", _("Plan")), *tables[0][1].columns)
    return with_now(replace(tables[0][1], columns=columns, rows=tuple(rows)), now, _("At the end of the plan"))


def finding_table(dossiers: Sequence[Dossier]) -> Table:
    """What a check finds, acknowledged or not."""
    return findings(tuple(dossier.checked for dossier in dossiers))


def decision_table(dossiers: Sequence[Dossier]) -> Table:
    """What decisions have fixed since, beside the totals of the plans."""
    columns = (Column("plan", _("Plan")), Column("decision", _("Decided since")))
    rows = tuple(TableRow((each.plan.id, sentence)) for each in dossiers for sentence in each.decisions())
    return Table("decisions", columns, rows)
