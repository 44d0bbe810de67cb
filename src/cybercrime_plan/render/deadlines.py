"""Deadlines as a page: for a person one table to read, for a spreadsheet every date in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from cybercrime_plan.calc.deadlines import DueStatus, Move, Occurrence, Schedule, Undated, coming, still_owed
from cybercrime_plan.calc.owners import Owners, OwnerState
from cybercrime_plan.calc.shares import OpenDuty
from cybercrime_plan.language import ENGLISH, Text, _, n_
from cybercrime_plan.model.money import Number
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report, within
from cybercrime_plan.render.formats.json import Json
from cybercrime_plan.render.names import Names, behind_collectives, now_cell, now_json, open_told, with_now
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.sections import dated, explained, footing, limit, recipient, weekday
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
        names: how bodies are named.
    """

    page: Page
    schedule: Schedule
    as_of: date
    ended: tuple[Plan, ...] = ()
    names: Names = field(default_factory=Names)

    def document(self) -> Page:
        """The page as it is."""
        return self.page

    def records(self) -> Records:
        """The occurrences, every date in a column of its own."""
        return (occurrence_table(self.schedule.occurrences, self.as_of, self.names),)

    def data(self) -> Json:
        """`cybercrime-plan/deadlines@1`."""
        return deadlines_json(self.schedule, self.as_of, self.ended, self.names)


def occurrence_table(occurrences: Iterable[Occurrence], as_of: date, names: Names) -> Table:
    """The occurrences, every date in a column of its own; times of day and changes of bodies if any."""
    every = tuple(occurrences)
    now = [now_cell(names.of(one.plan), one.report.from_whom, one.report.id, one.due) for one in every]
    table = Table("occurrences", _DATA_COLUMNS, tuple(TableRow(_data(one, as_of)) for one in every))
    if not any(one.time for one in every):
        table = table.only(*(column.key for column in _DATA_COLUMNS if column.key != "time"))
    return with_now(table, now)


def page(
    schedule: Schedule,
    as_of: date,
    names: Names | None = None,
    over: Iterable[Plan] = (),
    *,
    undated: bool = True,
    grace: bool = False,
) -> Page:
    """The page for a person: what falls due, why dates were moved, what has no date.

    Args:
        names: how bodies are named; as printed when left out.
        over: plans in which nothing is left.
        undated: whether to list the duties without a date.
        grace: whether to say, too, where the law lets a term end.
    """
    known = names or Names()
    parts: list[Block] = [deadline_table(schedule, as_of, known, grace=grace)]
    if undated and schedule.undated:
        parts.append(_undated(schedule.undated, known))
    return Page((*parts, *map(Paragraph, at_the_end(over, as_of))))


def next_page(schedule: Schedule, ended: Iterable[Plan], as_of: date, names: Names) -> Page:
    """What comes next, and of each plan in which nothing does, until when it runs."""
    remarks = tuple(map(Paragraph, at_the_end(ended, as_of)))
    shown = (deadline_table(schedule, as_of, names),) if schedule.occurrences else ()
    return Page((*shown, *remarks))


def nothing_page(schedule: Schedule, plans: Iterable[Plan], as_of: date) -> Page:
    """Instead of an empty table: what comes next in each plan.

    Args:
        schedule: with everything the plans have.
    """
    every = [(plan, coming(schedule, plan, as_of)) for plan in plans]
    remarks = [_next(ahead, plan) for plan, ahead in every if ahead]
    remarks += at_the_end((plan for plan, ahead in every if not ahead), as_of)
    return Page(tuple(map(Paragraph, (_("no deadline is what was asked for"), *remarks))))


def _next(ahead: tuple[Occurrence, ...], plan: Plan) -> Text:
    titles = ", ".join(one.report.title for one in ahead)
    return _("{plan}: the next is on {day}: {title}", plan=plan.id, day=dated(ahead[0].target), title=titles)


def at_the_end(plans: Iterable[Plan], as_of: date) -> Iterator[Text]:
    """Of each plan in which nothing is left: that, what is owed all the same; then how to go on."""
    over = tuple(plans)
    for plan in over:
        yield _nothing_left(plan, as_of)
        owed = still_owed(plan)
        if owed:
            yield _(
                "{plan}: owed without a date: {titles}", plan=plan.id, titles="; ".join(one.title for one in owed)
            )
    if over:
        yield _(
            "to go on: a plan that follows has a file and an id of its own; a plan that is extended keeps its id,"
            " with a later period.to and a new revision"
        )


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


def deadline_table(schedule: Schedule, as_of: date, names: Names, *, grace: bool = False) -> Table:
    """The occurrences for a person to read."""
    return _single(
        Table(
            "occurrences",
            _COLUMNS,
            tuple(TableRow(_cells(one, as_of, names)) for one in schedule.occurrences),
            title=_("Report deadlines on {day}", day=dated(as_of)),
            notes=(*_notes(schedule, grace=grace), *became(schedule.occurrences, names)),
            empty=_("none of these duties has a date"),
        )
    )


def _undated(duties: tuple[Undated, ...], names: Names) -> Table:
    rows = tuple(TableRow(_undated_cells(duty.plan, duty.report, names)) for duty in duties)
    notes = tuple(_became_undated(duties, names))
    title = _("Without a date, so in no calendar")
    return _single(Table("undated", _UNDATED_COLUMNS, rows, title=title, notes=notes))


def _single(table: Table) -> Table:
    """The same without the column that says of which plan, when all rows are of one."""
    rows = tuple(row for row in table.rows if isinstance(row, TableRow))
    if len({row.cells[0] for row in rows}) > 1:
        return table
    return replace(table, columns=table.columns[1:], rows=tuple(replace(row, cells=row.cells[1:]) for row in rows))


def _cells(one: Occurrence, as_of: date, names: Names) -> tuple[CellValue, ...]:
    plan, report = one.plan, one.report
    register = names.of(plan)
    return (
        plan.id,
        report.title,
        one.key,
        limit(one),
        dated(one.due),
        dated(one.target),
        _left(one, as_of),
        register.names(report.from_whom, report.id, one.due),
        register.names(report.to, report.id, one.due),
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
    register = Names().of(plan)
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


def _undated_cells(plan: Plan, report: Report, names: Names) -> tuple[CellValue, ...]:
    register = names.of(plan)
    return (
        plan.id,
        report.title,
        word(report.kind),
        report.timing,
        register.names(report.from_whom, report.id),
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


def became(occurrences: Iterable[Occurrence], names: Names) -> Iterator[Text]:
    """What became of bodies the table names only by their collectives, each with the occurrences it holds for."""
    keys: dict[tuple[str, Text | str], list[str]] = {}
    for one in occurrences:
        report = one.report
        for body in behind_collectives(names.of(one.plan), report.from_whom, report.id, one.due):
            keys.setdefault((one.plan.id, body), []).append(one.key)
    for (plan, body), found in keys.items():
        yield _("{plan}, {occurrences}: {body}", plan=plan, occurrences=tuple(dict.fromkeys(found)), body=body)


def _became_undated(duties: Iterable[Undated], names: Names) -> Iterator[Text]:
    told: dict[tuple[str, Text | str], None] = {}
    for duty in duties:
        found = behind_collectives(names.of(duty.plan), duty.report.from_whom, duty.report.id)
        told.update(((duty.plan.id, body), None) for body in found)
    for plan, body in told:
        yield _("{plan}: {body}", plan=plan, body=body)


def open_duties_told(duties: Iterable[OpenDuty], owners: Mapping[str, Owners]) -> Iterator[Text]:
    """Whose duties fall to nobody, to nobody known or to several: body by body, with the occurrences.

    Args:
        owners: who is who, by id of the plan.
    """
    groups: dict[tuple[str, str, OwnerState, tuple[str, ...]], list[str]] = {}
    for duty in duties:
        plan, heirs = duty.occurrence.plan.id, tuple(owner.name for owner in duty.ownership.owners)
        group = groups.setdefault((plan, duty.body, duty.ownership.state, heirs), [])
        group.append(f"{duty.occurrence.report.id} {duty.occurrence.key}")
    for (plan, body, state, heirs), found in groups.items():
        yield open_told(plan, owners[plan].name(body), state, heirs, found)


SCHEMA = "cybercrime-plan/deadlines@1"


def deadlines_json(schedule: Schedule, as_of: date, ended: Iterable[Plan] = (), names: Names | None = None) -> Json:
    """The schedule as JSON. Dates are ISO, sentences English, agencies ids.

    Args:
        ended: plans in which nothing is left on that day, when that was asked.
        names: who is who; an occurrence with a body that changed has `now`.
    """
    known = names or Names()
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "occurrences": [_occurrence_json(one, as_of, known) for one in schedule.occurrences],
        "undated": [_undated_json(duty, known) for duty in schedule.undated],
        "cancelled": [_cancelled_json(one) for one in schedule.cancelled],
        "ended": [
            {
                "plan": plan.id,
                "until": period.last.isoformat() if (period := within(plan.period)) else None,
                "owed": [report.id for report in still_owed(plan)],
            }
            for plan in ended
        ],
        "projected": [*sorted(schedule.years & schedule.days.projected)],
        "weekends_only": [*sorted(schedule.years - schedule.days.years)],
    }


def _occurrence_json(one: Occurrence, as_of: date, names: Names) -> Json:
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
        **_now(names, one.plan, one.report, one.due),
    }


def _now(names: Names, plan: Plan, report: Report, day: date | None = None) -> dict[str, Json]:
    """What became of the bodies that report; nothing at all when each is as printed."""
    became = now_json(names.of(plan), report.from_whom, report.id, day)
    return {"now": became} if became else {}


def _move(move: Move) -> Json:
    return {
        "date": move.of,
        "from": move.start.isoformat(),
        "to": move.end.isoformat(),
        "reasons": [ENGLISH.say(reason) for reason in move.reasons],
    }


def _undated_json(duty: Undated, names: Names) -> Json:
    report = duty.report
    return {
        "plan": duty.plan.id,
        "report": report.id,
        "title": report.title,
        "kind": report.kind.value,
        "timing": report.timing,
        **_people(report),
        **_now(names, duty.plan, report),
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
