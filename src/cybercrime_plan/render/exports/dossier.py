"""All that is known of one plan when it is handed out, and the tables that go with its annex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial

from cybercrime_plan.calc.crossfoot import CrossFooting
from cybercrime_plan.calc.deadlines import DueStatus, Occurrence, Schedule
from cybercrime_plan.calc.execution import Decisions
from cybercrime_plan.findings import Positions
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render import deadlines
from cybercrime_plan.render.checks.page import found_and_acknowledged
from cybercrime_plan.render.checks.words import CheckedPlan
from cybercrime_plan.render.names import Names, Register, now_cell, with_now
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.sections import dated, limit, recipient, tasks_table, weekday
from cybercrime_plan.render.table import Align, Column, Page, Table, TableRow

_EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One plan with what a check and the calendar make of it.

    Attributes:
        footing: its budget added up; None without a budget.
        as_of: the day the question was asked.
        positions: where every value is written.
        names: how the bodies of all the plans handed out are named.
        decided: what a book says of what the plan leaves open; None without a book.
    """

    plan: Plan
    checked: CheckedPlan
    footing: CrossFooting | None
    schedule: Schedule
    as_of: date
    positions: Positions
    names: Names = field(default_factory=Names)
    decided: Decisions | None = None

    @property
    def ahead(self) -> tuple[Occurrence, ...]:
        """What is not past."""
        return tuple(one for one in self.schedule.occurrences if one.status(self.as_of) is not DueStatus.PAST)

    def decisions(self) -> tuple[Text, ...]:
        """What was decided since, as sentences; nothing without a book."""
        budget = self.plan.budget
        if budget is None or self.footing is None or self.decided is None:
            return ()
        from cybercrime_plan.render.budget import decisions_told

        return tuple(decisions_told(budget, self.footing.computed, self.decided, budget.unit))


@dataclass(frozen=True, slots=True)
class Dossiers(Result):
    """Plans that are handed out."""

    dossiers: tuple[Dossier, ...]
    tool_version: str

    def document(self) -> Page:
        """The amounts; on paper the page for the leader."""
        from cybercrime_plan.render.exports.leader import leader_page

        return Page(self.records(), paper=partial(leader_page, self.dossiers, self.tool_version))

    def records(self) -> Records:
        """The amounts one by one."""
        from cybercrime_plan.render.exports.facts import facts

        return (facts(self.dossiers),)

    def workbook(self, language: Language) -> bytes:
        """The annexes with live sums, then deadlines, tasks, findings and facts."""
        from cybercrime_plan.render.exports.workbook import workbook

        return workbook(self.dossiers, language)

    def word(self, language: Language) -> bytes:
        """The annexes, with the reporting calendars behind them."""
        from cybercrime_plan.render.exports.document import document

        return document(self.dossiers, language)


def newest_day(dossiers: Sequence[Dossier]) -> datetime:
    """When the newest version among the plans began: the date of a file, since it changes when they do."""
    days = (dossier.plan.revision.day for dossier in dossiers if dossier.plan.revision)
    return datetime.combine(max(days, default=_EARLIEST), time(), UTC)


def titled(dossiers: Sequence[Dossier]) -> str:
    """The titles of the plans."""
    return "; ".join(dossier.plan.title or dossier.plan.id for dossier in dossiers)


def issued(dossiers: Sequence[Dossier]) -> str:
    """Who issued the plans, each body once."""
    issuers = [d.plan.document.known_issuer for d in dossiers if d.plan.document and d.plan.document.known_issuer]
    return "; ".join(dict.fromkeys(issuers))


_DATES = (
    Column("plan", _("Plan")),
    Column("title", _("Report")),
    Column("period", _("Reporting period")),
    Column("limit", _("Limit")),
    Column("due", _("Last day on time")),
    Column("target", _("Finish by")),
    Column("weekday", _("Weekday")),
    Column("from_whom", _("Who reports")),
    Column("to", _("To whom")),
    Column("at", _("Where written")),
)
"""What does not change from day to day: an export of the same plan is the same tomorrow."""
_COMING = (
    Column("plan", _("Plan")),
    Column("title", _("Report")),
    Column("limit", _("Limit")),
    Column("due", _("Last day on time")),
    Column("target", _("Finish by")),
    Column("days_left", _("Left"), Align.RIGHT),
    Column("to", _("To whom")),
)
_FEW = 4


def deadline_table(dossiers: Sequence[Dossier]) -> Table:
    """Every occurrence of every report, with its limit as the document words it."""
    names, rows, now = dossiers[0].names, [], []
    for one in (one for dossier in dossiers for one in dossier.schedule.occurrences):
        register, report = names.of(one.plan), one.report
        what = (one.plan.id, report.title, deadlines.own_period(one), limit(one))
        days = (one.due, one.target, weekday(one.target))
        who = register.names(report.from_whom, report.id, one.due), recipient(report, register, one.due)
        rows.append(TableRow((*what, *days, *who, report.at)))
        now.append(now_cell(register, report.from_whom, report.id, one.due))
    return _without_plan(with_now(Table("occurrences", _DATES, tuple(rows)), now), dossiers)


def _without_plan(table: Table, dossiers: Sequence[Dossier]) -> Table:
    """The table without what says nothing: the plan where there is one only, and columns without entries."""
    rows = [row.cells for row in table.rows if isinstance(row, TableRow)]
    blank = [
        column.key for column, cells in zip(table.columns, zip(*rows, strict=True), strict=False) if not any(cells)
    ]
    return table.without(*blank, *(["plan"] if len(dossiers) == 1 else []))


def coming_table(dossiers: Sequence[Dossier]) -> Table:
    """What falls due next, a few dates of each plan."""
    few = (one for dossier in dossiers for one in dossier.ahead[:_FEW])
    ahead = tuple(sorted(few, key=lambda one: one.target))
    as_of, names = dossiers[0].as_of, dossiers[0].names
    schedule = dossiers[0].schedule._replace(occurrences=ahead, cancelled=())
    rows = []
    for one in ahead:
        left, to = deadlines.left(one, as_of), names.of(one.plan).names(one.report.to, one.report.id, one.due)
        days = (limit(one), dated(one.due), dated(one.target), left)
        rows.append(TableRow((one.plan.id, one.report.title, *days, to)))
    table = Table(
        "occurrences",
        _COMING,
        tuple(rows),
        title=_("What falls due next"),
        notes=tuple(deadlines.notes(schedule)),
        empty=_("No date lies ahead."),
    )
    return table if len({one.plan.id for one in ahead}) > 1 else table.without("plan")


def task_table(dossiers: Sequence[Dossier]) -> Table:
    """Who does what, by plan; what becomes of bodies until its end, the same whenever it is exported."""
    tables = [(dossier.plan.id, tasks_table(dossier.plan, Register(dossier.plan))) for dossier in dossiers]
    rows = (
        row._replace(cells=(plan, *row.cells))
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
    table = tables[0][1]._replace(columns=columns, rows=tuple(rows)).without("id")
    return _without_plan(with_now(table, now, _("At the end of the plan")), dossiers)


def finding_table(dossiers: Sequence[Dossier]) -> Table:
    """What a check finds, acknowledged or not, for people."""
    return _without_plan(found_and_acknowledged(tuple(dossier.checked for dossier in dossiers)), dossiers)


def decision_table(dossiers: Sequence[Dossier]) -> Table:
    """What decisions have fixed since, beside the totals of the plans."""
    columns = (Column("plan", _("Plan")), Column("decision", _("Decided since")))
    rows = tuple(TableRow((each.plan.id, sentence)) for each in dossiers for sentence in each.decisions())
    return Table("decisions", columns, rows)
