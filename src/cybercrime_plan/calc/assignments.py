"""Who has to do what: the tasks and reports of plans, selected and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.model.duties import Role, Task
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report
from cybercrime_plan.model.spelling import unaccented

if TYPE_CHECKING:
    from cybercrime_plan.calc.owners import Owners


class Involvement(StrEnum):
    """What an agency has to do with a task or a report."""

    DOES = "does"
    WITH = "with"
    """Others do it together with it."""
    THROUGH = "through"
    """Others direct, guide or ask it."""
    REPORTS = "reports"
    COLLECTS = "collects"
    RECEIVES = "receives"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One task, or one report.

    Attributes:
        part: of the agency that was asked for; None when none was.
    """

    plan: Plan
    duty: Task | Report
    part: Involvement | None = None

    @property
    def task(self) -> Task | None:
        """The task, when it is one."""
        return self.duty if isinstance(self.duty, Task) else None

    @property
    def words(self) -> str:
        """What is to be done, or reported."""
        if isinstance(self.duty, Report):
            return self.duty.title
        return f"{self.duty.summary} {self.duty.deliverable or ''}"


@dataclass(frozen=True, slots=True)
class Query:
    """Which tasks and reports are asked for; None asks nothing.

    Attributes:
        agencies: ids, by plan; reports are shown only to who asks for an agency.
        role: assigned or requested.
        section: a place of the document, with all below it: `II.2`.
        text: a piece of what is to be done; accents and case aside.
        owners: who is who in each plan; where that is left out, names alone count.
        day: on which that is asked; None with `owners` left out.
    """

    agencies: dict[str, frozenset[str]] | None = None
    role: Role | None = None
    section: str | None = None
    text: str | None = None
    owners: tuple[Owners, ...] = ()
    day: date = date.max

    def admits(self, one: Assignment) -> bool:
        """Whether it is asked for, its agency aside."""
        if self.role is not None and (one.task is None or one.task.role is not self.role):
            return False
        if self.section is not None:
            places = re.split(r"[,;]\s*", one.duty.at or "")
            below = (f"{self.section}.", f"{self.section} ")
            if not any(place == self.section or place.startswith(below) for place in places):
                return False
        return self.text is None or unaccented(self.text) in unaccented(one.words)


def assignments(plans: Iterable[Plan], asked: Query) -> tuple[Assignment, ...]:
    """What is asked for, in the order of the plans; tasks before reports."""
    known = {id(owners.plan): owners for owners in asked.owners}
    return tuple(one for plan in plans for one in _of_plan(plan, asked, known.get(id(plan))) if asked.admits(one))


def everybodys(plans: Iterable[Plan], asked: Query) -> tuple[Assignment, ...]:
    """All tasks and reports that are asked for, whoever does them."""
    duties: Iterable[tuple[Plan, Task | Report]] = (
        (plan, duty) for plan in plans for some in (plan.tasks, plan.reports) for duty in some
    )
    return tuple(one for plan, duty in duties if asked.admits(one := Assignment(plan, duty)))


def _of_plan(plan: Plan, asked: Query, owners: Owners | None) -> Iterator[Assignment]:
    if asked.agencies is None:
        yield from (Assignment(plan, task) for task in plan.tasks)
        return
    wanted = asked.agencies.get(plan.id, frozenset())
    names = Registry(plan).naming(wanted)

    def meant(ids: tuple[str, ...], duty: str) -> bool:
        """Whether one asked for is among them by name, or as who they are on that day."""
        if not names.isdisjoint(ids):
            return True
        found = owners.of_duty(ids, asked.day, duty) if owners else None
        return found is not None and not wanted.isdisjoint((*found.leaves, *found.owners))

    duties: tuple[Task | Report, ...] = (*plan.tasks, *plan.reports)
    for duty in duties:
        part = next((part for part, ids in _parts(duty) if meant(ids, duty.id)), None)
        if part:
            yield Assignment(plan, duty, part)


def _parts(duty: Task | Report) -> Iterator[tuple[Involvement, tuple[str, ...]]]:
    """Who has which part in it, the weightiest first."""
    if isinstance(duty, Task):
        yield from (
            (Involvement.DOES, duty.agencies),
            (Involvement.WITH, duty.with_),
            (Involvement.THROUGH, duty.through),
        )
    else:
        via = (duty.via.agency,) if duty.via and duty.via.agency else ()
        yield from (
            (Involvement.REPORTS, duty.from_whom),
            (Involvement.COLLECTS, via),
            (Involvement.RECEIVES, duty.to),
        )


@dataclass(frozen=True, slots=True)
class Count:
    """How many tasks a group has, by role."""

    plan: Plan
    group: str
    assigned: int
    requested: int


class Grouping(StrEnum):
    """By what tasks are counted."""

    AGENCY = "agency"
    ROLE = "role"
    SECTION = "section"


def counted(found: Iterable[Assignment], by: Grouping) -> tuple[Count, ...]:
    """The tasks counted by group, plan by plan, in the order in which the groups first appear."""
    counts: Counter[tuple[str, str, Role]] = Counter()
    groups: dict[tuple[str, str], Plan] = {}
    of_task: Mapping[Grouping, Callable[[Task], tuple[str, ...]]] = {
        Grouping.AGENCY: lambda task: task.agencies,
        Grouping.ROLE: lambda task: (task.role.value,),
        Grouping.SECTION: lambda task: (".".join(task.at.split(".")[:2]),),
    }
    for one in found:
        if one.task:
            for group in of_task[by](one.task):
                groups.setdefault((one.plan.id, group), one.plan)
                counts[one.plan.id, group, one.task.role] += 1
    return tuple(
        Count(plan, group, counts[plan_id, group, Role.ASSIGNED], counts[plan_id, group, Role.REQUESTED])
        for (plan_id, group), plan in groups.items()
    )
