"""Duties dealt out to the bodies that owe them on the day, and what nobody is there to take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from cybercrime_plan.calc.deadlines import Occurrence, Schedule, occurrences
from cybercrime_plan.calc.owners import LOST, Owner, Owners, Ownership, OwnerState
from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays


class Share(NamedTuple):
    """What one body has to report of one plan.

    Attributes:
        owner: the body, as it takes over the first of them.
    """

    plan: Plan
    owner: Owner
    occurrences: tuple[Occurrence, ...]


class OpenDuty(NamedTuple):
    """One occurrence of which somebody has to say whose it is.

    Attributes:
        body: id of the body that the plan means.
        ownership: nobody, unknown, or several.
    """

    occurrence: Occurrence
    body: str
    ownership: Ownership


def shares(schedule: Schedule, owners: Mapping[str, Owners]) -> tuple[Share, ...]:
    """What each body has to report: itself, or as an heir; several heirs each have it until one is decided on.

    Args:
        owners: who is who, by id of the plan.

    Returns:
        Plan by plan, in the order in which the plan lists its agencies; bodies it does not list come last.
    """
    found: dict[tuple[str, str], tuple[Plan, Owner, list[Occurrence]]] = {}
    order: dict[str, int] = {}
    for one in schedule.occurrences:
        plan, who = one.plan, owners[one.plan.id]
        order.setdefault(plan.id, len(order))
        for owner in who.of_duty(one.report.from_whom, one.due, one.report.id).owners.values():
            found.setdefault((plan.id, owner.id), (plan, owner, []))[2].append(one)
    listed = {
        (plan_id, agency.id): place
        for plan_id in order
        for place, agency in enumerate(owners[plan_id].plan.agencies)
    }
    keys = sorted(found, key=lambda key: (order[key[0]], listed.get(key, len(listed))))
    return tuple(Share(plan, owner, tuple(own)) for plan, owner, own in map(found.__getitem__, keys))


def open_duties(schedule: Schedule, owners: Mapping[str, Owners]) -> Iterator[OpenDuty]:
    """Each occurrence with each body behind it whose duty falls to nobody, to nobody known, or to several."""
    for one in schedule.occurrences:
        found = owners[one.plan.id].of_duty(one.report.from_whom, one.due, one.report.id)
        for body, ownership in found.leaves.items():
            if ownership.state in LOST or ownership.state is OwnerState.SEVERAL:
                yield OpenDuty(one, body, ownership)


class Fate(NamedTuple):
    """A duty of a body that is no longer what the plan prints, on the day of the duty.

    Attributes:
        duty: id of the task or report.
        day: the due day; None for what has no date, which is asked on the last day of the plan.
    """

    duty: str
    is_task: bool
    day: date | None
    ownership: Ownership


def fates(owners: Owners, days: WorkingDays) -> dict[str, tuple[Fate, ...]]:
    """Of each agency that changed, its duties since, reports first: what it does, sends, receives and collects.

    Collectives are unfolded; a duty without a date is asked on the last day of the plan.
    """
    plan = owners.plan
    end = plan.period.to.last if plan.period else date.max
    found: dict[str, list[Fate]] = {}
    for report in plan.reports:
        via = (report.via.agency,) if report.via and report.via.agency else ()
        named = (*report.from_whom, *report.to, *via)
        dated = report.dated and plan.period
        dues = [one.due for one in occurrences(plan, report, days)] if dated else [None]
        for day in dues:
            for agency, ownership in owners.of_duty(named, day or end, report.id).changed.items():
                found.setdefault(agency, []).append(Fate(report.id, False, day, ownership))
    changed = owners.of_duty((one for task in plan.tasks for one in task.agencies), end).changed
    naming = Registry(plan)
    behind: dict[str, list[str]] = {}
    for agency in changed:
        for name in naming.naming((agency,)):
            behind.setdefault(name, []).append(agency)
    for task in plan.tasks:
        for agency in dict.fromkeys(agency for name in task.agencies for agency in behind.get(name, ())):
            ownership = owners(agency, end, task.id)
            found.setdefault(agency, []).append(Fate(task.id, True, None, ownership))
    return {agency: tuple(fate) for agency, fate in found.items()}
