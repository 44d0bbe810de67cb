"""Deadlines as a page: for a person one table to read, for a spreadsheet every date in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from cybercrime_plan.calc.deadlines import DueStatus, Move, Occurrence, Schedule, Undated, coming
from cybercrime_plan.language import ENGLISH, Text, _, n_
from cybercrime_plan.model.money import Number
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report, within
from cybercrime_plan.render.formats.json import Json
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.sections import Register, dated, explained, footing, limit, recipient, weekday
from cybercrime_plan.render.table import (
    Align,
    Block,
    CellValue,
    CodedText,
    Column,
    Page,
    Paragraph,
    Table,
    TableRow,
    word,
)

if TYPE_CHECKING:
    from cybercrime_plan.render.formats.json import Json


STATUS = {
    DueStatus.UPCOMING: CodedText("upcoming", _("upcoming")),
    DueStatus.DUE: CodedText("due", _("due now")),
    DueStatus.PAST: CodedText("past", _("past")),
}
_COLUMNS = (
    Column("plan", _("Plan")),
    Column("title", _("Report")),
    Column("occurrence", _("Occurrence")),
    Column("limit", _("Limit")),
    Column("due", _("Last day on time")),
    Column("target", _("Finish by")),
    Column("days_left", _("Left"), Align.RIGHT),
    Column("from_whom", _("Who reports")),
    Column("to", _("To whom")),
    Column("at", _("Where written")),
)
_DATA_COLUMNS = (
    Column("plan", _("Plan")),
    Column("report", _("Report id")),
    Column("title", _("Report")),
    Column("occurrence", _("Occurrence")),
    Column("kind", _("Kind")),
    Column("bound", _("Bound")),
    Column("limit", _("Limit")),
    Column("time", _("Time of day")),
    Column("due", _("Last day on time")),
    Column("target", _("Finish by")),
    Column("weekday", _("Weekday")),
    Column("moved_days", _("Moved by (days)"), Align.RIGHT),
    Column("grace", _("End of the term by law")),
    Column("status", _("Status")),
    Column("days_left", _("Days left"), Align.RIGHT),
    Column("from_whom", _("Who reports")),
    Column("to", _("To whom")),
    Column("at", _("Where written")),
)
_UNDATED_COLUMNS = (
    Column("plan", _("Plan")),
    Column("title", _("Report")),
    Column("kind", _("Kind")),
    Column("timing", _("When")),
    Column("from_whom", _("Who reports")),
    Column("to", _("To whom")),
    Column("at", _("Where written")),
)


@dataclass(frozen=True, slots=True)
class Deadlines(Result):
    """Deadlines on one day.

    Attributes:
        page: for people.
        ended: plans in which nothing is left, when that was asked.
    """

    page: Page
    schedule: Schedule
    as_of: date
    ended: tuple[Plan, ...] = ()

    def document(self) -> Page:
        """The page as it is."""
        return self.page

    def records(self) -> Records:
        """The occurrences, every date in a column of its own."""
        return (occurrence_table(self.schedule.occurrences, self.as_of),)

    def data(self) -> Json:
        """`cybercrime-plan/deadlines@1`."""
        return deadlines_json(self.schedule, self.as_of, self.ended)


def occurrence_table(occurrences: Iterable[Occurrence], as_of: date) -> Table:
    """The occurrences, every date in a column of its own; the time of day in one more where any has one."""
    every = tuple(occurrences)
    table = Table("occurrences", _DATA_COLUMNS, tuple(TableRow(_data(one, as_of)) for one in every))
    if any(one.time for one in every):
        return table
    return table.only(*(column.key for column in _DATA_COLUMNS if column.key != "time"))


def page(schedule: Schedule, as_of: date, *, undated: bool = True, grace: bool = False) -> Page:
    """The page for a person: what falls due, why dates were moved, what has no date.

    Args:
        undated: whether to list the duties without a date.
        grace: whether to say, too, where the law lets a term end.
    """
    parts: list[Block] = [deadline_table(schedule, as_of, grace=grace)]
    if undated and schedule.undated:
        parts.append(_undated(schedule.undated))
    return Page(tuple(parts))


def next_page(schedule: Schedule, ended: Iterable[Plan], as_of: date) -> Page:
    """What comes next, and of each plan in which nothing does, until when it runs."""
    remarks = tuple(Paragraph(_nothing_left(plan, as_of)) for plan in ended)
    shown = (deadline_table(schedule, as_of),) if schedule.occurrences else ()
    return Page((*shown, *remarks))


def nothing_page(schedule: Schedule, plans: Iterable[Plan], as_of: date) -> Page:
    """Instead of an empty table: what comes next in each plan.

    Args:
        schedule: with everything the plans have.
    """
    remarks = [_next(coming(schedule, plan, as_of), plan, as_of) for plan in plans]
    return Page(tuple(map(Paragraph, (_("no deadline is what was asked for"), *remarks))))


def _next(ahead: tuple[Occurrence, ...], plan: Plan, as_of: date) -> Text:
    if not ahead:
        return _nothing_left(plan, as_of)
    titles = ", ".join(one.report.title for one in ahead)
    return _("{plan}: the next is on {day}: {title}", plan=plan.id, day=dated(ahead[0].target), title=titles)


def _nothing_left(plan: Plan, as_of: date) -> Text:
    period = within(plan.period)
    if period is None:
        return _("{plan}: no deadline is left on {day}", plan=plan.id, day=as_of)
    return _(
        "{plan}: no deadline is left on {day}; the plan runs until {last}",
        plan=plan.id,
        day=as_of,
        last=period.last,
    )


def deadline_table(schedule: Schedule, as_of: date, *, grace: bool = False) -> Table:
    """The occurrences for a person to read."""
    return _single(
        Table(
            "occurrences",
            _COLUMNS,
            tuple(TableRow(_cells(one, as_of)) for one in schedule.occurrences),
            title=_("Report deadlines on {day}", day=dated(as_of)),
            notes=tuple(_notes(schedule, grace=grace)),
            empty=_("none of these duties has a date"),
        )
    )


def _undated(duties: tuple[Undated, ...]) -> Table:
    rows = tuple(TableRow(_undated_cells(duty.plan, duty.report)) for duty in duties)
    return _single(Table("undated", _UNDATED_COLUMNS, rows, title=_("Without a date, so in no calendar")))


def _single(table: Table) -> Table:
    """The same without the column that says of which plan, when all rows are of one."""
    rows = tuple(row for row in table.rows if isinstance(row, TableRow))
    if len({row.cells[0] for row in rows}) > 1:
        return table
    return replace(table, columns=table.columns[1:], rows=tuple(replace(row, cells=row.cells[1:]) for row in rows))


def _cells(one: Occurrence, as_of: date) -> tuple[CellValue, ...]:
    plan, report = one.plan, one.report
    register = Register(plan)
    return (
        plan.id,
        report.title,
        one.key,
        limit(one),
        dated(one.due),
        dated(one.target),
        _left(one, as_of),
        register.names(report.from_whom),
        register.names(report.to),
        report.at,
    )


def _left(one: Occurrence, as_of: date) -> CellValue:
    """How many days are left to the target, or that it is due or past."""
    status = one.status(as_of)
    if status is not DueStatus.UPCOMING:
        return STATUS[status]
    days = one.days_left(as_of)
    return n_("{days} day", "{days} days", days, days=Number(days))


def _data(one: Occurrence, as_of: date) -> tuple[CellValue, ...]:
    plan, report = one.plan, one.report
    register = Register(plan)
    return (
        plan.id,
        report.id,
        report.title,
        one.key,
        word(report.kind),
        word(one.bound),
        one.limit,
        str(one.time) if one.time else None,
        one.due,
        one.target,
        weekday(one.target),
        Number(one.moved_days),
        one.grace,
        STATUS[one.status(as_of)],
        Number(one.days_left(as_of)),
        register.names(report.from_whom),
        recipient(report, register),
        report.at,
    )


def _undated_cells(plan: Plan, report: Report) -> tuple[CellValue, ...]:
    register = Register(plan)
    return (
        plan.id,
        report.title,
        word(report.kind),
        report.timing,
        register.names(report.from_whom),
        recipient(report, register),
        report.at,
    )


def _notes(schedule: Schedule, *, grace: bool) -> Iterator[Text]:
    told = {"limit", "target", "grace"} if grace else {"limit", "target"}
    moves = [move for one in schedule.occurrences for move in one.moves if move.of in told]
    yield from dict.fromkeys(map(explained, moves))
    for one in schedule.cancelled:
        document = one.override.ordered_by if one.override else None
        yield _(
            "{title} {occurrence} is cancelled: {document}",
            title=one.report.title,
            occurrence=one.key,
            document=document,
        )
    yield from footing(schedule.days, schedule.years)


SCHEMA = "cybercrime-plan/deadlines@1"


def deadlines_json(schedule: Schedule, as_of: date, ended: Iterable[Plan] = ()) -> Json:
    """The schedule as JSON. Dates are ISO, sentences English, agencies ids.

    Args:
        ended: plans in which nothing is left on that day, when that was asked.
    """
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "occurrences": [_occurrence_json(one, as_of) for one in schedule.occurrences],
        "undated": [_undated_json(duty) for duty in schedule.undated],
        "cancelled": [_cancelled_json(one) for one in schedule.cancelled],
        "ended": [
            {"plan": plan.id, "until": period.last.isoformat() if (period := within(plan.period)) else None}
            for plan in ended
        ],
        "projected": [*sorted(schedule.years & schedule.days.projected)],
        "weekends_only": [*sorted(schedule.years - schedule.days.years)],
    }


def _occurrence_json(one: Occurrence, as_of: date) -> Json:
    return {
        "plan": one.plan.id,
        "report": one.report.id,
        "title": one.report.title,
        "occurrence": one.key,
        "kind": one.report.kind.value,
        "bound": one.bound.value,
        "limit": one.limit.isoformat(),
        "time": str(one.time) if one.time else None,
        "due": one.due.isoformat(),
        "target": one.target.isoformat(),
        "grace": one.grace.isoformat() if one.grace else None,
        "moved_days": one.moved_days,
        "moves": [_move(move) for move in one.moves],
        "status": one.status(as_of).value,
        "days_left": one.days_left(as_of),
        "data": {"from": one.data.first.isoformat(), "to": one.data.last.isoformat()} if one.data else None,
        **_people(one.report),
    }


def _move(move: Move) -> Json:
    return {
        "date": move.of,
        "from": move.start.isoformat(),
        "to": move.end.isoformat(),
        "reasons": [ENGLISH.say(reason) for reason in move.reasons],
    }


def _undated_json(duty: Undated) -> Json:
    report = duty.report
    return {
        "plan": duty.plan.id,
        "report": report.id,
        "title": report.title,
        "kind": report.kind.value,
        "timing": report.timing,
        **_people(report),
    }


def _cancelled_json(one: Occurrence) -> Json:
    return {
        "plan": one.plan.id,
        "report": one.report.id,
        "title": one.report.title,
        "occurrence": one.key,
        "limit": one.limit.isoformat(),
        "ordered_by": one.override.ordered_by if one.override else None,
    }


def _people(report: Report) -> dict[str, Json]:
    via = report.via
    return {
        "from_whom": list(report.from_whom),
        "to": list(report.to),
        "via": {"agency": via.agency, "email": via.email} if via else None,
        "at": report.at,
    }
