"""Deadlines as a page: for a person one table to read, for a spreadsheet every date in a column of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from cybercrime_plan.calc.deadlines import DueStatus, Occurrence, Schedule, Undated, still_owed
from cybercrime_plan.calc.owners import Owners, OwnerState
from cybercrime_plan.calc.shares import OpenDuty
from cybercrime_plan.language import ENGLISH, Text, _, n_
from cybercrime_plan.model.money import Number
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report, within
from cybercrime_plan.render.names import NOW, Names, behind_collectives, now_cell, now_json, open_told
from cybercrime_plan.render.result import Json
from cybercrime_plan.render.sections import explained, footing, period, recipient, weekday
from cybercrime_plan.render.table import (
    Align,
    CellValue,
    CodedText,
    Column,
    Table,
    TableRow,
    plain,
    word,
)

STATUS = {
    DueStatus.UPCOMING: CodedText("upcoming", _("upcoming")),
    DueStatus.DUE: CodedText("due", _("due now")),
    DueStatus.PAST: CodedText("past", _("past")),
}
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


def occurrence_rows(rows: Collection[TableRow]) -> Table:
    """The same of rows with a cell for every column; times of day and changes of bodies if any."""
    columns = (*_DATA_COLUMNS, NOW)
    table = Table("occurrences", columns, rows)
    unsaid = (
        column.key
        for place, column in enumerate(columns)
        if column.key in {"time", NOW.key} and not any(row.cells[place] for row in rows)
    )
    return table.without(*unsaid)


def owed_and_on(over: Iterable[Plan], as_of: date | None = None) -> Iterator[Text]:
    """Of each plan in which nothing is left: what is owed all the same, without a date; then how to go on.

    Args:
        as_of: the day on which nothing is left, where that is to be said, too.
    """
    plan = None
    for plan in over:
        lasting = within(plan.period)
        if as_of and lasting is None:
            yield _("{plan}: no deadline is left on {day}", plan=plan.id, day=as_of)
        elif as_of and lasting:
            yield _(
                "{plan}: no deadline is left on {day}; the plan runs until {last}",
                plan=plan.id,
                day=as_of,
                last=lasting.last,
            )
        if owed := still_owed(plan):
            titles = "; ".join(one.title for one in owed)
            yield _("{plan}: owed without a date: {titles}", plan=plan.id, titles=titles)
    if plan:
        yield _GO_ON


_GO_ON = _(
    "to go on: a plan that follows has a file and an id of its own; a plan that is extended keeps its id,"
    " with a later period.to and a new revision"
)


def own_period(one: Occurrence) -> Text | str | None:
    """The period a report is about; None where its limit says as much."""
    return None if one.limit.isoformat().startswith(one.key) else period(one.key)


def left(one: Occurrence, as_of: date) -> CellValue:
    """How many days are left to the target, or that it is due or past."""
    status = one.status(as_of)
    if status is not DueStatus.UPCOMING:
        return STATUS[status]
    days = one.days_left(as_of)
    return n_("{days} day", "{days} days", days, days=Number(days))


def occurrence_row(one: Occurrence, as_of: date, names: Names) -> TableRow:
    """An occurrence for programs, a cell for every column."""
    plan, report, register = one.plan, one.report, Names().of(one.plan)
    what = (plan.id, report.id, report.title, one.key, word(report.kind), word(one.bound))
    days = (one.limit, str(one.time) if one.time else None, one.due, one.target, weekday(one.target))
    stands = (Number(one.moved_days), one.grace, STATUS[one.status(as_of)], Number(one.days_left(as_of)))
    who = (register.names(report.from_whom), recipient(report, register), report.at)
    return TableRow((*what, *days, *stands, *who, now_cell(names.of(plan), report.from_whom, report.id, one.due)))


def notes(schedule: Schedule) -> Iterator[Text]:
    """Why dates were moved, what was cancelled, and what the working days rest on."""
    yield from dict.fromkeys(text for one in schedule.occurrences for text in moved(one))
    yield from why_cancelled(schedule)
    yield from footing(schedule.days, schedule.years)


def moved(one: Occurrence, *, grace: bool = False) -> Iterator[Text]:
    """Why the dates of an occurrence were moved.

    Args:
        grace: whether to say, too, where the law lets a term end.
    """
    told = {"limit", "target", "grace"} if grace else {"limit", "target"}
    return (explained(move) for move in one.moves if move.of in told)


def why_cancelled(schedule: Schedule) -> Iterator[Text]:
    """Which occurrences are cancelled, and by what."""
    for one in schedule.cancelled:
        document = one.override.ordered_by if one.override else None
        yield _(
            "{title} {occurrence} is cancelled: {document}",
            title=one.report.title,
            occurrence=period(one.key),
            document=document,
        )


def became(occurrences: Iterable[Occurrence], names: Names) -> Iterator[Text]:
    """What became of bodies named only by their collectives, with the occurrences unless it holds for all."""
    every = tuple(occurrences)
    keys: dict[tuple[str, Text | str], dict[str, None]] = {}
    for one in every:
        for body in behind_collectives(names.of(one.plan), one.report.from_whom, one.report.id, one.due):
            keys.setdefault((one.plan.id, body), {})[one.key] = None
    for (plan, body), found in keys.items():
        if found == dict.fromkeys(one.key for one in every if one.plan.id == plan):
            yield _("{plan}: {body}", plan=plan, body=body)
        else:
            yield _("{plan}, {occurrences}: {body}", plan=plan, occurrences=tuple(map(period, found)), body=body)


def open_duties_told(duties: Iterable[OpenDuty], owners: Mapping[str, Owners]) -> Iterator[Text]:
    """Whose duties fall to nobody, to nobody known or to several: body by body, with the occurrences.

    Args:
        owners: who is who, by id of the plan.
    """
    groups: dict[tuple[str, str, OwnerState, tuple[str, ...]], list[Text]] = {}
    for duty in duties:
        plan, heirs = duty.occurrence.plan.id, tuple(owner.name for owner in duty.ownership.owners)
        group = groups.setdefault((plan, duty.body, duty.ownership.state, heirs), [])
        one = duty.occurrence
        group.append(_("{title} ({period})", title=one.report.title, period=period(one.key)))
    for (plan, body, state, heirs), found in groups.items():
        yield open_told(plan, owners[plan].name(body), state, heirs, found)


def occurrence_json(one: Occurrence, as_of: date, names: Names) -> Json:
    """An occurrence as JSON; one with a body that changed has `now`."""
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
        "grace": plain(one.grace),
        "moved_days": one.moved_days,
        "moves": [
            {
                "date": move.of,
                "from": move.start.isoformat(),
                "to": move.end.isoformat(),
                "reasons": [ENGLISH.say(reason) for reason in move.reasons],
            }
            for move in one.moves
        ],
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


def undated_json(duty: Undated, names: Names) -> Json:
    """A duty without a date as JSON."""
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


def cancelled_json(one: Occurrence) -> Json:
    """A cancelled occurrence as JSON."""
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
