"""The deadlines of a plan: four dates for each occurrence, why they differ, and the choice among them.

The legal date is never moved. What is moved is the target, the day on which people should have finished; and for a
term counted in days the law itself grants the next working day (Civil Code 2015, article 148, clause 5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.dates import Bound, ClockTime, Instance, Window
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Kind, Override, Report, Roll, within
from cybercrime_plan.model.working_days import ONE_DAY, WorkingDays


def roll(day: date, convention: Roll, days: WorkingDays) -> date:
    """The working day nearest to `day` by that convention; `day` itself when it is one, or with `Roll.NONE`.

    The modified conventions turn round rather than leave the month.
    """
    if convention is Roll.NONE:
        return day
    back, on = days.nearest(day, -ONE_DAY), days.nearest(day, ONE_DAY)
    if convention in {Roll.PRECEDING, Roll.MODIFIED_PRECEDING}:
        first, second = back, on
    else:
        first, second = on, back
    modified = convention in {Roll.MODIFIED_PRECEDING, Roll.MODIFIED_FOLLOWING}
    return second if modified and first.month != day.month else first


def days_between(start: date, stop: date) -> tuple[date, ...]:
    """The days passed from `start`, the first of them, to `stop`, not one of them; in either direction."""
    step = ONE_DAY if stop > start else -ONE_DAY
    return tuple(start + step * number for number in range(abs((stop - start).days)))


if TYPE_CHECKING:
    from cybercrime_plan.calc.owners import Owners


class DueStatus(StrEnum):
    """Where a day stands towards an occurrence. Who has reported is not known here, so nothing is overdue."""

    UPCOMING = "upcoming"
    """Before the target."""
    DUE = "due"
    """From the target, or from the due day when that is earlier, through the last day on time."""
    PAST = "past"
    """After the due day, and after the grace where there is one."""


class Move(NamedTuple):
    """Why one of the dates is not the one before it.

    Attributes:
        of: the name of the date that was moved: limit, due, target or grace.
        start: what it would have been.
        end: what it is.
        reasons: in the order of the days passed.
    """

    of: str
    start: date
    end: date
    reasons: tuple[Text, ...]


class Occurrence(NamedTuple):
    """One time a report falls due.

    Attributes:
        key: its name for good, by the original rule: `2026-06`.
        limit: the date as written; whether it still counts is for `bound` to say.
        time: the time of day that is written with it; then the day counts up to it.
        due: the last day that satisfies the wording.
        target: the working day on which to have finished.
        grace: for a term counted in days, where the law lets it end; None for a date, and so for a term that
            excludes its last day, which is a date in other words.
        data: the days the report covers, when known.
        moves: why due, target and grace are not the limit.
        override: the order that moved it, or cancelled it.
    """

    plan: Plan
    report: Report
    key: str
    bound: Bound
    limit: date
    time: ClockTime | None
    due: date
    target: date
    grace: date | None
    data: Window | None
    moves: tuple[Move, ...]
    override: Override | None

    @property
    def full_key(self) -> tuple[str, str, str]:
        """Plan, report and occurrence, by their names: what a register says of it."""
        return self.plan.id, self.report.id, self.key

    @property
    def last_on_time(self) -> date:
        """The last day on which it is not late: the end of the grace, else the due day."""
        return self.grace or self.due

    def status(self, as_of: date) -> DueStatus:
        """Where that day stands towards it."""
        if as_of > self.last_on_time:
            return DueStatus.PAST
        return DueStatus.UPCOMING if as_of < min(self.target, self.due) else DueStatus.DUE

    def days_left(self, as_of: date) -> int:
        """Calendar days from that day to the target; negative once it has passed."""
        return (self.target - as_of).days

    @property
    def moved_days(self) -> int:
        """By how many calendar days the target differs from the due day; negative when it is earlier."""
        return (self.target - self.due).days


class Undated(NamedTuple):
    """A duty without a date: listed, never projected."""

    plan: Plan
    report: Report


class Schedule(NamedTuple):
    """All duties of some plans.

    Attributes:
        occurrences: by target, then in the order of the plans and of their reports.
        cancelled: occurrences that an order has cancelled.
        days: the working days they rest on.
    """

    occurrences: tuple[Occurrence, ...]
    undated: tuple[Undated, ...]
    cancelled: tuple[Occurrence, ...]
    days: WorkingDays

    @property
    def years(self) -> frozenset[int]:
        """The years in which the due days and the targets lie."""
        return frozenset(day.year for one in self.occurrences for day in (one.due, one.target))


def deadlines(plans: Iterable[Plan], days: WorkingDays) -> Schedule:
    """Every occurrence of every report, and every duty without a date."""
    duties = [(plan, report) for plan in plans for report in plan.reports]
    every = [occurrence for plan, report in duties for occurrence in occurrences(plan, report, days)]
    every.sort(key=lambda occurrence: (occurrence.target, occurrence.due))
    return Schedule(
        tuple(one for one in every if not _cancelled(one)),
        tuple(Undated(plan, report) for plan, report in duties if not report.dated),
        tuple(filter(_cancelled, every)),
        days,
    )


def occurrences(plan: Plan, report: Report, days: WorkingDays) -> Iterator[Occurrence]:
    """The occurrences of one report, cancelled ones among them, in the order of its rule."""
    orders = {override.occurrence: override for override in report.overrides}
    period = within(plan.period) or Window(date.min, date.max)
    for instance in report.instances(period, days):
        order = orders.get(instance.key)
        bound = (order and order.bound) or report.effective_bound
        ordered = order.due if order and order.due else None
        limit = ordered or instance.limit
        time = report.time_of(order)
        due = limit if time else bound.due(limit)
        counted = report.after and not ordered and bound is Bound.BY
        grace = roll(due, Roll.FOLLOWING, days) if counted else None
        # the days reported on, which an order that moves the date does not move
        if report.data is None:
            data = instance.about
        else:
            end = instance.about.last if instance.about else report.day_bound.due(instance.limit)
            data = report.data.window(end, report.round)
        target = roll(due, report.roll, days)
        if data and target <= data.last:
            target = grace or due
        one = Occurrence(plan, report, instance.key, bound, limit, time, due, target, grace, data, (), order)
        yield one._replace(moves=tuple(_moves(one, instance, days)))


def _cancelled(occurrence: Occurrence) -> bool:
    return occurrence.override is not None and occurrence.override.cancelled


def _moves(one: Occurrence, instance: Instance, days: WorkingDays) -> Iterator[Move]:
    due, order = one.due, one.override
    if order and order.due:
        yield Move("limit", instance.limit, one.limit, (_("ordered by {document}", document=order.ordered_by),))
    elif instance.note:
        yield Move("limit", one.limit, one.limit, (instance.note,))
    if due != one.limit:
        yield Move("due", one.limit, due, (_("before {day} excludes that day itself", day=one.limit),))
    planned = roll(due, one.report.roll, days)
    if one.data and planned <= one.data.last and one.target != planned:
        covered = _("the days covered end on {day}", day=one.data.last)
        yield Move("target", due, one.target, (*_reasons(due, planned, days), covered))
    elif one.target != due:
        yield Move("target", due, one.target, _reasons(due, one.target, days))
    if one.grace and one.grace != due:
        law = _(
            "Civil Code 2015, article 148(5): a term in days that ends on a day off ends on the next working day"
        )
        yield Move("grace", due, one.grace, (*_reasons(due, one.grace, days), law))


def _reasons(start: date, stop: date, days: WorkingDays) -> tuple[Text, ...]:
    return tuple(reason for day in days_between(start, stop) if (reason := days.why_off(day)))


class Selection(NamedTuple):
    """What is asked for; None asks nothing. Days are compared with the target.

    Attributes:
        first: not before that day.
        last: not after that day.
        within: at most so many calendar days ahead, and not past.
        past: only what is past.
        agencies: ids, by plan; a report counts when one of them sends it, by name or as an heir on its day.
        reports: ids.
        owners: who is who, by id of the plan; where it is left out, names alone count.
    """

    first: date | None = None
    last: date | None = None
    within: int | None = None
    past: bool = False
    agencies: dict[str, frozenset[str]] | None = None
    reports: frozenset[str] | None = None
    owners: Mapping[str, Owners] = {}

    def admits_day(self, occurrence: Occurrence, as_of: date) -> bool:
        """Whether the occurrence is asked for on that day, whoever reports."""
        if self.first is not None and occurrence.target < self.first:
            return False
        if self.last is not None and occurrence.target > self.last:
            return False
        past = occurrence.status(as_of) is DueStatus.PAST
        if self.within is not None and (past or occurrence.days_left(as_of) > self.within):
            return False
        return past or not self.past


def selected(schedule: Schedule, selection: Selection, as_of: date) -> Schedule:
    """The part of a schedule that is asked for. Duties without a date are not asked for by day."""
    asked = _asked_reports(schedule, selection, as_of)

    def admitted(some: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
        return tuple(one for one in some if asked(one) and selection.admits_day(one, as_of))

    return schedule._replace(
        occurrences=admitted(schedule.occurrences),
        cancelled=admitted(schedule.cancelled),
        undated=tuple(filter(asked, schedule.undated)),
    )


def _asked_reports(schedule: Schedule, selection: Selection, as_of: date) -> Callable[[Occurrence | Undated], bool]:
    """Whether the report, and one of those who send it, is asked for."""
    duties: tuple[Occurrence | Undated, ...] = (*schedule.occurrences, *schedule.cancelled, *schedule.undated)
    plans = {duty.plan.id: duty.plan for duty in duties} if selection.agencies is not None else {}
    agencies = selection.agencies or {}
    names = {plan_id: Registry(plan).naming(agencies.get(plan_id, ())) for plan_id, plan in plans.items()}

    def asked(duty: Occurrence | Undated) -> bool:
        if selection.reports is not None and duty.report.id not in selection.reports:
            return False
        if selection.agencies is None or not names[duty.plan.id].isdisjoint(duty.report.from_whom):
            return True
        if duty.plan.id not in selection.owners:
            return False
        # the bodies behind the names on the due day, and those that took over from them
        day = duty.due if isinstance(duty, Occurrence) else as_of
        found = selection.owners[duty.plan.id].of_duty(duty.report.from_whom, day, duty.report.id)
        return not frozenset((*found.leaves, *found.owners)).isdisjoint(agencies.get(duty.plan.id, ()))

    return asked


def ended(schedule: Schedule, plans: Iterable[Plan], as_of: date) -> tuple[Plan, ...]:
    """The plans whose reports with a date are all past."""
    return tuple(
        plan for plan in plans if any(report.dated for report in plan.reports) and not coming(schedule, plan, as_of)
    )


def still_owed(plan: Plan) -> tuple[Report, ...]:
    """The reports without a date that are owed all the same; not those that an event, or somebody, asks for."""
    return tuple(report for report in plan.reports if not report.dated and report.kind is not Kind.AD_HOC)


def coming(schedule: Schedule, plan: Plan, as_of: date) -> tuple[Occurrence, ...]:
    """What comes next in a plan and is not past: one occurrence, several when they share their target, or none."""
    ahead = [one for one in schedule.occurrences if one.plan is plan and one.status(as_of) is not DueStatus.PAST]
    return tuple(one for one in ahead if one.target == ahead[0].target)
