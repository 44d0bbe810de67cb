"""The deadlines of many plans in one list: worked out plan by plan, then put together without the plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import chain, islice
from typing import Final, NamedTuple

from cybercrime_plan.calc.deadlines import DueStatus, Occurrence, Schedule, Undated, coming, ended, still_owed
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import within
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.render.deadlines import (
    became,
    cancelled_json,
    left,
    moved,
    occurrence_json,
    occurrence_row,
    occurrence_rows,
    owed_and_on,
    own_period,
    undated_json,
    why_cancelled,
)
from cybercrime_plan.render.names import Names, behind_collectives
from cybercrime_plan.render.result import Json, Records, Result
from cybercrime_plan.render.sections import dated, dotted, footing, limit, recipient
from cybercrime_plan.render.table import (
    Align,
    Block,
    Column,
    Page,
    Paragraph,
    Section,
    Table,
    TableRow,
    chained,
    each,
    every,
    word,
)

SCHEMA: Final = "cybercrime-plan/deadlines@1"
_COLUMNS: Final = (
    Column("target", _("Finish by")),
    Column("days_left", _("Left"), Align.RIGHT),
    Column("title", _("Report")),
    Column("plan", _("Plan")),
    Column("limit", _("Limit")),
)
_UNDATED_COLUMNS: Final = (
    Column("title", _("Report")),
    Column("kind", _("Kind")),
    Column("timing", _("When")),
    Column("at", _("Where written")),
    Column("from_whom", _("Who reports"), below=True),
    Column("to", _("To whom"), below=True),
)


class Layout(Enum):
    """What of the deadlines is shown to a person."""

    AHEAD = "ahead"
    """What is still to come, and what has no date."""
    WHOLE = "whole"
    """Every date, past ones too: where days were asked for, and what a calendar holds."""
    NEXT = "next"
    """What comes next in each plan, and of those in which nothing does, what is owed all the same."""


class WrittenAs(Enum):
    """For whom it is written, which is all that is worked out."""

    PAGE = "page"
    RECORDS = "records"
    DATA = "data"


class DeadlineEntry(NamedTuple):
    """One occurrence in the list.

    Attributes:
        target: by which the list is sorted, then by `due`.
        value: the row for people or for programs, or the JSON value.
        moves: why its dates were moved.
    """

    target: date
    due: date
    value: TableRow | Json
    moves: tuple[Text, ...] = ()
    cancelled: bool = False


class PlanDeadlines(NamedTuple):
    """What the list says of one plan besides its entries.

    Attributes:
        last: the last day of the plan.
        dates: how many occurrences were asked for.
        past: how many of them are past and not shown.
        shown: how many are.
        years: in which their due days and targets lie.
        is_over: whether nothing is left in it, whatever was asked for.
        owed: what is owed in it all the same, and how to go on.
        undated: duties without a date, as the entries.
        cancelled: why occurrences are cancelled.
        who: who reports to whom, with the titles of the reports of which it is said.
        became: what became of bodies.
        next: what comes next in it, where nothing is what was asked for.
        at_the_end: the same when nothing does, and how to go on.
        ended: the JSON value of a plan in which nothing is left.
    """

    plan: str
    last: date | None
    dates: int
    past: int
    shown: int
    years: frozenset[int]
    is_over: bool
    owed: tuple[Text, ...] = ()
    undated: tuple[TableRow | Json, ...] = ()
    undated_count: int = 0
    cancelled: tuple[Text, ...] = ()
    who: tuple[tuple[str, Text], ...] = ()
    became: tuple[Text, ...] = ()
    next: Text | None = None
    at_the_end: tuple[Text, ...] = ()
    ended: Json = None


class DeadlineListing(NamedTuple):
    """How the plans of a list are worked out.

    Attributes:
        grace: whether to say, too, where the law lets a term end.
    """

    layout: Layout
    written: WrittenAs
    as_of: date
    grace: bool = False

    def of(
        self, plan: Plan, whole: Schedule, asked: Schedule, of_reports: Schedule, names: Names
    ) -> tuple[PlanDeadlines, tuple[DeadlineEntry, ...]]:
        """What the list says of one plan, and its entries.

        Args:
            whole: all its deadlines.
            asked: those asked for.
            of_reports: those asked for whatever the day.
            names: who is who, and how bodies are named.
        """
        is_over = bool(ended(whole, [plan], self.as_of))
        shown = asked
        if self.layout is Layout.NEXT:
            shown = asked._replace(occurrences=coming(asked, plan, self.as_of), cancelled=(), undated=())
            is_over = not shown.occurrences
        dates, undated = len(shown.occurrences), len(shown.undated)
        if self.written is WrittenAs.PAGE and self.layout is Layout.AHEAD:
            ahead = tuple(one for one in shown.occurrences if one.status(self.as_of) is not DueStatus.PAST)
            shown = shown._replace(occurrences=ahead)
        if self.written is WrittenAs.PAGE and self.layout is Layout.WHOLE:
            shown = shown._replace(undated=())
        lasting, count = within(plan.period), len(shown.occurrences)
        last, past = lasting.last if lasting else None, dates - count
        part = PlanDeadlines(plan.id, last, dates, past, count, shown.years, is_over, undated_count=undated)
        match self.written:
            case WrittenAs.PAGE:
                return self._for_people(part, plan, shown, of_reports, names)
            case WrittenAs.RECORDS:
                rows = ((one, occurrence_row(one, self.as_of, names)) for one in shown.occurrences)
                return part, tuple(DeadlineEntry(one.target, one.due, row) for one, row in rows)
            case WrittenAs.DATA:
                return self._as_data(part, plan, shown, names)

    def _for_people(
        self, part: PlanDeadlines, plan: Plan, shown: Schedule, of_reports: Schedule, names: Names
    ) -> tuple[PlanDeadlines, tuple[DeadlineEntry, ...]]:
        entries, undated = [], []
        for one in shown.occurrences:
            title, its = one.report.title, own_period(one)
            told = _("{title} ({period})", title=title, period=its) if its else title
            row = TableRow((dated(one.target), left(one, self.as_of), told, plan.id, limit(one)))
            entries.append(DeadlineEntry(one.target, one.due, row, tuple(moved(one, grace=self.grace))))
        for duty in shown.undated:
            report, register = duty.report, names.of(plan)
            who, to = register.names(report.from_whom, report.id), recipient(report, register)
            undated.append(TableRow((report.title, word(report.kind), report.timing, report.at, who, to)))
        next_, ahead = None, coming(of_reports, plan, self.as_of)
        if ahead:
            titles, day = ", ".join(one.report.title for one in ahead), dated(ahead[0].target)
            next_ = _("{plan}: the next is on {day}: {title}", plan=plan.id, day=day, title=titles)
        part = part._replace(
            owed=tuple(owed_and_on([plan])) if part.is_over else (),
            undated=tuple(undated),
            cancelled=tuple(why_cancelled(shown)),
            who=tuple(_who_reports(shown.occurrences, names)),
            became=tuple(_bodies(shown, names)),
            next=next_,
            at_the_end=() if ahead else tuple(owed_and_on([plan], self.as_of)),
        )
        return part, tuple(entries)

    def _as_data(
        self, part: PlanDeadlines, plan: Plan, shown: Schedule, names: Names
    ) -> tuple[PlanDeadlines, tuple[DeadlineEntry, ...]]:
        dates = (
            DeadlineEntry(one.target, one.due, occurrence_json(one, self.as_of, names)) for one in shown.occurrences
        )
        cancelled = (
            DeadlineEntry(one.target, one.due, cancelled_json(one), cancelled=True) for one in shown.cancelled
        )
        over: Json = {
            "plan": plan.id,
            "until": part.last.isoformat() if part.last else None,
            "owed": [report.id for report in still_owed(plan)],
        }
        undated = tuple(undated_json(duty, names) for duty in shown.undated)
        return part._replace(undated=undated, ended=over if part.is_over else None), (*dates, *cancelled)


def _who_reports(found: Iterable[Occurrence], names: Names) -> Iterator[tuple[str, Text]]:
    """Who reports to whom and where that is written, once for the reports of which it is said alike."""
    told: dict[Text, dict[str, None]] = {}
    for one in found:
        register, report = names.of(one.plan), one.report
        who, to = register.names(report.from_whom, report.id, one.due), recipient(report, register, one.due)
        parts = (
            who and _("who reports: {who}", who=who),
            to and _("to whom: {to}", to=to),
            report.at and _("written at {at}", at=report.at),
        )
        known = [part for part in parts if isinstance(part, Text)]
        if known:
            told.setdefault(dotted(known), {})[report.title] = None
    return (("; ".join(titles), said) for said, titles in told.items())


def _bodies(shown: Schedule, names: Names) -> Iterator[Text]:
    """What became of the bodies in a plan, each once, unless a row of its own says so."""
    told = dict.fromkeys(became(shown.occurrences, names))
    named: set[Text] = set()
    for duty in shown.undated:
        plan, register, report = duty.plan.id, names.of(duty.plan), duty.report
        for body in behind_collectives(register, report.from_whom, report.id):
            told[_("{plan}: {body}", plan=plan, body=body)] = None
        named |= {_("{plan}: {body}", plan=plan, body=register.name(body, report.id)) for body in report.from_whom}
    return (text for text in told if text not in named)


@dataclass(frozen=True, slots=True)
class DeadlineList(Result):
    """The deadlines of some plans on one day.

    Attributes:
        plans: what is said of each, in their order.
        entries: sorted.
        days: the working days they rest on.
    """

    plans: Collection[PlanDeadlines]
    entries: Collection[DeadlineEntry]
    as_of: date
    days: WorkingDays
    layout: Layout

    def records(self) -> Records:
        """The occurrences, every date in a column of its own; times of day and changes of bodies if any."""
        return (occurrence_rows(each(self.entries, _as_row)),)

    def data(self) -> Json:
        """`cybercrime-plan/deadlines@1`. Dates are ISO, sentences English, agencies ids."""
        years = self._years
        return {
            "schema": SCHEMA,
            "as_of": self.as_of.isoformat(),
            "occurrences": (_as_json(one.value) for one in self.entries if not one.cancelled),
            "undated": (_as_json(one) for plan in self.plans for one in plan.undated),
            "cancelled": (_as_json(one.value) for one in self.entries if one.cancelled),
            "ended": (plan.ended for plan in self.plans if plan.ended is not None),
            "projected": [*sorted(years & self.days.projected)],
            "weekends_only": [*sorted(years - self.days.years)],
        }

    @property
    def _years(self) -> frozenset[int]:
        return frozenset(chain.from_iterable(plan.years for plan in self.plans))

    def document(self) -> Page:
        """The page for a person."""
        match self.layout:
            case Layout.AHEAD:
                return self._ahead()
            case Layout.WHOLE:
                if not any(plan.dates for plan in self.plans):
                    return self._instead()
                return self.whole()
            case Layout.NEXT:
                tables = (self._dated(bodies=True),) if self.entries else ()
                over = [plan for plan in self.plans if plan.is_over]
                return Page(chained(tables, self._owed()), dotted(self._today(over)))

    def _ahead(self) -> Page:
        """Today, what is still to come and why dates were moved, what has no date."""
        undated = sum(plan.undated_count for plan in self.plans)
        past = sum(plan.past for plan in self.plans)
        tables: tuple[Block, ...] = ()
        if self.entries or not (past or undated):
            tables += (self._dated(bodies=not undated),)
        if undated:
            tables += (self._undated(),)
        done = [plan for plan in self.plans if plan.dates and not plan.shown]
        headline = [*self._today(done)]
        if undated:
            headline.append(n_("{count} duty without a date", "{count} duties without a date", undated))
        if past:
            headline.append(n_("{count} deadline is past: --past", "{count} deadlines are past: --past", past))
        return Page(chained(tables, self._owed()), dotted(headline))

    def whole(self) -> Page:
        """Every date, past ones too."""
        return Page((self._dated(bodies=True),), _("Report deadlines on {day}", day=dated(self.as_of)))

    def _instead(self) -> Page:
        """Instead of an empty table: what comes next in each plan."""
        told = chained(
            (_("no deadline is what was asked for"),),
            every(self.plans, lambda plan: (plan.next,) if plan.next else ()),
            _once(each(self.plans, lambda plan: plan.at_the_end)),
        )
        return Page(each(told, Paragraph))

    def _owed(self) -> Collection[Block]:
        """What is owed without a date in plans in which nothing is left, and how to go on."""
        return each(_once(each(self.plans, lambda plan: plan.owed)), Paragraph)

    def _dated(self, *, bodies: bool) -> Table:
        """The occurrences, a line each; who reports to whom, and what became of bodies, once below."""
        notes = chained(
            tuple(dict.fromkeys(text for one in self.entries for text in one.moves)),
            every(self.plans, lambda plan: plan.cancelled),
            tuple(footing(self.days, self._years)),
            self._who(),
            every(self.plans, lambda plan: plan.became if bodies else ()),
        )
        empty = _("none of these duties has a date")
        table = Table("occurrences", _COLUMNS, each(self.entries, _as_row), notes=notes, empty=empty)
        return table if sum(plan.shown > 0 for plan in self.plans) > 1 else table.without("plan")

    def _who(self) -> Collection[Text]:
        several = sum(bool(plan.who) for plan in self.plans) > 1
        return every(
            self.plans,
            lambda plan: (dotted((plan.plan, *told) if several else told) for told in plan.who),
        )

    def _undated(self) -> Table:
        """The duties without a date, plan by plan, and what became of bodies in them and in the dates above."""
        several = sum(bool(plan.undated) for plan in self.plans) > 1

        def rows(plan: PlanDeadlines) -> Iterator[TableRow | Section]:
            if several and plan.undated:
                yield Section(plan.plan)
            yield from (row for row in plan.undated if isinstance(row, TableRow))

        title, bodies = _("Without a date, so in no calendar"), every(self.plans, lambda plan: plan.became)
        return Table("undated", _UNDATED_COLUMNS, every(self.plans, rows), title=title, notes=bodies)

    def _today(self, over: Collection[PlanDeadlines]) -> Iterator[Text]:
        """The day, how long the plans go on, and which have no deadline left."""
        yield dated(self.as_of)
        last_days: dict[date, list[str]] = {}
        for plan in self.plans:
            if plan.last:
                last_days.setdefault(plan.last, []).append(plan.plan)
        for last, ids in sorted(last_days.items()):
            days = (last - self.as_of).days
            told = n_("{count} day to the end of the plan", "{count} days to the end of the plan", days)
            if days < 0:
                told = _("the plan ended on {day}", day=last)
            yield told if len(last_days) == 1 else _("{plan}: {told}", plan=tuple(ids), told=told)
        if over and len(over) == len(self.plans):
            yield _("no deadline with a date is left")
        elif over:
            yield _("{plan}: no deadline with a date is left", plan=tuple(plan.plan for plan in over))


def _once(told: Collection[tuple[Text, ...]]) -> Collection[Text]:
    """What is said of each plan; what is said last of all of them alike, once."""
    last = tuple(islice((said[-1] for said in told if said), 1))
    return chained(every(told, lambda said: said[:-1]), last)


def _as_row(entry: DeadlineEntry) -> TableRow:
    if not isinstance(entry.value, TableRow):
        raise TypeError("the list was worked out as data")
    return entry.value


def _as_json(value: TableRow | Json) -> Json:
    if isinstance(value, TableRow):
        raise TypeError("the list was worked out as rows")
    return value


def whole_page(schedule: Schedule, as_of: date, names: Names) -> Page:
    """Every date of a schedule, past ones too."""
    plans = tuple({id(one.plan): one.plan for one in (*schedule.occurrences, *schedule.cancelled)}.values())
    listing = DeadlineListing(Layout.WHOLE, WrittenAs.PAGE, as_of)
    return listed_at_once(listing, plans, schedule, schedule, names).whole()


def listed_at_once(
    listing: DeadlineListing, plans: Iterable[Plan], whole: Schedule, asked: Schedule, names: Names
) -> DeadlineList:
    """The list of plans that are all there.

    Args:
        whole: all their deadlines.
        asked: those asked for.
    """
    all_of, asked_of = _by_plan(whole), _by_plan(asked)
    none = whole._replace(occurrences=(), undated=(), cancelled=())
    listed = [
        listing.of(plan, all_of.get(id(plan), none), own, own, names)
        for plan in plans
        for own in (asked_of.get(id(plan), none),)
    ]
    entries = sorted((one for _plan, some in listed for one in some), key=lambda one: (one.target, one.due))
    parts = tuple(plan for plan, _entries in listed)
    return DeadlineList(parts, tuple(entries), listing.as_of, whole.days, listing.layout)


def _by_plan(schedule: Schedule) -> dict[int, Schedule]:
    """The schedule of each plan, by the identity of the plan: two revisions of one share its id."""
    found: dict[int, tuple[list[Occurrence], list[Undated], list[Occurrence]]] = defaultdict(lambda: ([], [], []))
    for one in schedule.occurrences:
        found[id(one.plan)][0].append(one)
    for duty in schedule.undated:
        found[id(duty.plan)][1].append(duty)
    for one in schedule.cancelled:
        found[id(one.plan)][2].append(one)
    return {
        plan: Schedule(tuple(occurrences), tuple(undated), tuple(cancelled), schedule.days)
        for plan, (occurrences, undated, cancelled) in found.items()
    }
