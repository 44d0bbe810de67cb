"""Some of the deadlines: by day, by who reports, by report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cybercrime_plan.calc.agencies import meant
from cybercrime_plan.calc.deadlines import Occurrence, Schedule, Status
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; None asks nothing. Days are compared with the target.

    Attributes:
        first: not before that day.
        last: not after that day.
        within: at most so many calendar days ahead, and not past.
        past: only what is past.
        agencies: ids, by plan; a report counts when one of them sends it.
        reports: ids.
    """

    first: date | None = None
    last: date | None = None
    within: int | None = None
    past: bool = False
    agencies: dict[str, frozenset[str]] | None = None
    reports: frozenset[str] | None = None

    def admits(self, occurrence: Occurrence, as_of: date) -> bool:
        """Whether the occurrence is asked for on that day."""
        return self._admits_day(occurrence, as_of) and self.admits_report(occurrence.plan, occurrence.report)

    def admits_report(self, plan: Plan, report: Report) -> bool:
        """Whether any occurrence of the report can be asked for."""
        if self.reports is not None and report.id not in self.reports:
            return False
        return self.agencies is None or bool(
            self.agencies.get(plan.id, frozenset()) & meant(plan, report.from_whom)
        )

    def _admits_day(self, occurrence: Occurrence, as_of: date) -> bool:
        if self.first is not None and occurrence.target < self.first:
            return False
        if self.last is not None and occurrence.target > self.last:
            return False
        past = occurrence.status(as_of) is Status.PAST
        if self.within is not None and (past or occurrence.days_left(as_of) > self.within):
            return False
        return past or not self.past


def selected(schedule: Schedule, selection: Selection, as_of: date) -> Schedule:
    """The part of a schedule that is asked for. Duties without a date are not asked for by day."""
    return replace(
        schedule,
        occurrences=tuple(one for one in schedule.occurrences if selection.admits(one, as_of)),
        cancelled=tuple(one for one in schedule.cancelled if selection.admits(one, as_of)),
        undated=tuple(duty for duty in schedule.undated if selection.admits_report(duty.plan, duty.report)),
    )


def coming(schedule: Schedule, plan: Plan, as_of: date) -> tuple[Occurrence, ...]:
    """What comes next in a plan and is not past: one occurrence, several when they share their target, or none."""
    ahead = [one for one in schedule.occurrences if one.plan is plan and one.status(as_of) is not Status.PAST]
    return tuple(one for one in ahead if one.target == ahead[0].target)
