"""Deadlines as a page: for a person one table to read, for a spreadsheet every date in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from cybercrime_plan.calc.deadlines import DueStatus, Occurrence, Schedule, Undated, coming, still_owed
from cybercrime_plan.calc.owners import Owners, OwnerState
from cybercrime_plan.calc.shares import OpenDuty
from cybercrime_plan.language import ENGLISH, Text, _, n_
from cybercrime_plan.model.money import Number
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report, within
from cybercrime_plan.render.names import Names, behind_collectives, now_cell, now_json, open_told, with_now
from cybercrime_plan.render.result import Json, Records, Result
from cybercrime_plan.render.sections import dated, dotted, explained, footing, limit, period, recipient, weekday
from cybercrime_plan.render.table import (
    Align,
    CellValue,
    CodedText,
    Column,
    Page,
    Paragraph,
    Section,
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
_COLUMNS = (
    Column("target", _("Finish by")),
    Column("days_left", _("Left"), Align.RIGHT),
    Column("title", _("Report")),
    Column("plan", _("Plan")),
    Column("limit", _("Limit")),
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
    Column("title", _("Report")),
    Column("kind", _("Kind")),
    Column("timing", _("When")),
    Column("at", _("Where written")),
    Column("from_whom", _("Who reports"), below=True),
    Column("to", _("To whom"), below=True),
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
        """`cybercrime-plan/deadlines@1`: dates are ISO, sentences English, agencies ids."""
        return {
            "schema": SCHEMA,
            "as_of": self.as_of.isoformat(),
            "occurrences": [_occurrence_json(one, self.as_of, self.names) for one in self.schedule.occurrences],
            "undated": [_undated_json(duty, self.names) for duty in self.schedule.undated],
            "cancelled": [_cancelled_json(one) for one in self.schedule.cancelled],
            "ended": [
                {
                    "plan": plan.id,
                    "until": lasting.last.isoformat() if (lasting := within(plan.period)) else None,
                    "owed": [report.id for report in still_owed(plan)],
                }
                for plan in self.ended
            ],
            "projected": [*sorted(self.schedule.years & self.schedule.days.projected)],
            "weekends_only": [*sorted(self.schedule.years - self.schedule.days.years)],
        }


def occurrence_table(occurrences: Iterable[Occurrence], as_of: date, names: Names) -> Table:
    """The occurrences, every date in a column of its own; times of day and changes of bodies if any."""
    every = tuple(occurrences)
    now = [now_cell(names.of(one.plan), one.report.from_whom, one.report.id, one.due) for one in every]
    table = Table("occurrences", _DATA_COLUMNS, tuple(TableRow(_data(one, as_of)) for one in every))
    if not any(one.time for one in every):
        table = table.without("time")
    return with_now(table, now)


def page(
    schedule: Schedule,
    plans: Sequence[Plan],
    over: Iterable[Plan],
    as_of: date,
    names: Names,
    *,
    grace: bool = False,
) -> Page:
    """The page for a person: today, what is still to come and why dates were moved, what has no date.

    Args:
        plans: all of them, those without a deadline in the schedule too.
        over: those in which nothing is left, whatever was asked for.
        names: how bodies are named.
        grace: whether to say, too, where the law lets a term end.
    """
    ahead = tuple(one for one in schedule.occurrences if one.status(as_of) is not DueStatus.PAST)
    shown = replace(schedule, occurrences=ahead)
    nothing = not (schedule.occurrences or schedule.undated)
    tables = [_dated(shown, as_of, names, grace=grace)] if ahead or nothing else []
    tables += [_undated(schedule.undated, names)] if schedule.undated else []
    dated_plans = {one.plan.id for one in schedule.occurrences} - {one.plan.id for one in ahead}
    done = [plan for plan in plans if plan.id in dated_plans]
    headline = [*_today(plans, done, as_of)]
    if schedule.undated:
        headline.append(n_("{count} duty without a date", "{count} duties without a date", len(schedule.undated)))
    if past := len(schedule.occurrences) - len(ahead):
        headline.append(n_("{count} deadline is past: --past", "{count} deadlines are past: --past", past))
    return Page((*_with_bodies(tables, shown, names), *map(Paragraph, owed_and_on(over))), dotted(headline))


def whole_page(schedule: Schedule, as_of: date, names: Names, *, grace: bool = False) -> Page:
    """Every date of the schedule, past ones too: where days were asked for, and what a calendar holds."""
    title = _("Report deadlines on {day}", day=dated(as_of))
    shown = replace(schedule, undated=())
    return Page(_with_bodies([_dated(shown, as_of, names, grace=grace)], shown, names), title)


def next_page(schedule: Schedule, plans: Sequence[Plan], over: Sequence[Plan], as_of: date, names: Names) -> Page:
    """What comes next, and of each plan in which nothing does, what is owed all the same.

    Args:
        over: the plans in which nothing is left.
    """
    shown = _with_bodies([_dated(schedule, as_of, names)], schedule, names) if schedule.occurrences else ()
    return Page((*shown, *map(Paragraph, owed_and_on(over))), dotted(_today(plans, over, as_of)))


def _with_bodies(tables: Sequence[Table], schedule: Schedule, names: Names) -> tuple[Table, ...]:
    """The tables; what became of the bodies in them once, below the last, unless a row of its own says so."""
    if not tables:
        return ()
    *others, last = tables
    told = dict.fromkeys(became(schedule.occurrences, names))
    for duty in schedule.undated:
        for body in behind_collectives(names.of(duty.plan), duty.report.from_whom, duty.report.id):
            told[_("{plan}: {body}", plan=duty.plan.id, body=body)] = None
    named = {
        _("{plan}: {body}", plan=duty.plan.id, body=names.of(duty.plan).name(body, duty.report.id))
        for duty in schedule.undated
        for body in duty.report.from_whom
    }
    return (*others, replace(last, notes=(*last.notes, *(text for text in told if text not in named))))


def _today(plans: Sequence[Plan], over: Sequence[Plan], as_of: date) -> Iterator[Text]:
    """The day, how long the plans go on, and which have no deadline left."""
    yield dated(as_of)
    last_days: dict[date, list[str]] = {}
    for plan in plans:
        if lasting := within(plan.period):
            last_days.setdefault(lasting.last, []).append(plan.id)
    for last, ids in sorted(last_days.items()):
        days = (last - as_of).days
        told = n_("{count} day to the end of the plan", "{count} days to the end of the plan", days)
        if days < 0:
            told = _("the plan ended on {day}", day=last)
        yield told if len(last_days) == 1 else _("{plan}: {told}", plan=tuple(ids), told=told)
    if over and len(over) == len(plans):
        yield _("no deadline with a date is left")
    elif over:
        yield _("{plan}: no deadline with a date is left", plan=tuple(plan.id for plan in over))


def nothing_page(schedule: Schedule, plans: Iterable[Plan], as_of: date) -> Page:
    """Instead of an empty table: what comes next in each plan.

    Args:
        schedule: with everything the plans have.
    """
    remarks, over = [_("no deadline is what was asked for")], []
    for plan in plans:
        ahead = coming(schedule, plan, as_of)
        if not ahead:
            over.append(plan)
            continue
        day, titles = dated(ahead[0].target), ", ".join(one.report.title for one in ahead)
        remarks.append(_("{plan}: the next is on {day}: {title}", plan=plan.id, day=day, title=titles))
    return Page(tuple(map(Paragraph, (*remarks, *owed_and_on(over, as_of)))))


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


def _dated(schedule: Schedule, as_of: date, names: Names, *, grace: bool = False) -> Table:
    """The occurrences, a line each; who reports to whom, and what became of bodies, once below."""
    every, rows = schedule.occurrences, []
    for one in every:
        title: Text | str = one.report.title
        if not one.limit.isoformat().startswith(one.key):  # the date does not say the period
            title = _("{title} ({period})", title=title, period=period(one.key))
        rows.append(TableRow((dated(one.target), left(one, as_of), title, one.plan.id, limit(one))))
    table = Table(
        "occurrences",
        _COLUMNS,
        tuple(rows),
        notes=(*notes(schedule, grace=grace), *_who_reports(every, names)),
        empty=_("none of these duties has a date"),
    )
    return table if len({one.plan.id for one in every}) > 1 else table.without("plan")


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


def _who_reports(every: Iterable[Occurrence], names: Names) -> Iterator[Text]:
    """Who reports to whom and where that is written, once for the reports of a plan of which it is said alike."""
    told: dict[tuple[str, Text], dict[str, None]] = {}
    for one in every:
        register, report = names.of(one.plan), one.report
        who, to = register.names(report.from_whom, report.id, one.due), recipient(report, register, one.due)
        parts = (
            who and _("who reports: {who}", who=who),
            to and _("to whom: {to}", to=to),
            report.at and _("written at {at}", at=report.at),
        )
        known = [part for part in parts if isinstance(part, Text)]
        if known:
            told.setdefault((one.plan.id, dotted(known)), {})[report.title] = None
    several = len({plan for plan, _said in told}) > 1
    for (plan, said), titles in told.items():
        title = "; ".join(titles)
        yield dotted((plan, title, said) if several else (title, said))


def _undated(duties: tuple[Undated, ...], names: Names) -> Table:
    """The duties without a date, plan by plan."""
    rows: list[TableRow | Section] = []
    several = len({duty.plan.id for duty in duties}) > 1
    for plan_id, members in groupby(duties, lambda duty: duty.plan.id):
        rows += [Section(plan_id)] if several else []
        for duty in members:
            report, register = duty.report, names.of(duty.plan)
            who, to = register.names(report.from_whom, report.id), recipient(report, register)
            rows.append(TableRow((report.title, word(report.kind), report.timing, report.at, who, to)))
    return Table("undated", _UNDATED_COLUMNS, tuple(rows), title=_("Without a date, so in no calendar"))


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


def notes(schedule: Schedule, *, grace: bool = False) -> Iterator[Text]:
    """Why dates were moved, what was cancelled, and what the working days rest on."""
    told = {"limit", "target", "grace"} if grace else {"limit", "target"}
    moves = [move for one in schedule.occurrences for move in one.moves if move.of in told]
    yield from dict.fromkeys(map(explained, moves))
    for one in schedule.cancelled:
        document = one.override.ordered_by if one.override else None
        yield _(
            "{title} {occurrence} is cancelled: {document}",
            title=one.report.title,
            occurrence=period(one.key),
            document=document,
        )
    yield from footing(schedule.days, schedule.years)


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


SCHEMA = "cybercrime-plan/deadlines@1"


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
