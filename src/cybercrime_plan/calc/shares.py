"""The deadlines of plans dealt out to the bodies that owe them on the day, and what nobody is there to take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cybercrime_plan.calc.deadlines import Occurrence, Schedule
from cybercrime_plan.calc.owners import LOST, Owner, Owners, Ownership, OwnerState
from cybercrime_plan.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Share:
    """What one body has to report of one plan.

    Attributes:
        owner: the body, as it takes over the first of them.
    """

    plan: Plan
    owner: Owner
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class OpenDuty:
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
