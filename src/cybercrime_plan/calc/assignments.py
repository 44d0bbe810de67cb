"""Who has to do what: the tasks and the reports of plans, selected and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cybercrime_plan.calc.agencies import meant
from cybercrime_plan.model.duties import Role, Task
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report
from cybercrime_plan.model.spelling import unaccented


class Part(StrEnum):
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
    part: Part | None = None

    @property
    def task(self) -> Task | None:
        """The task, when it is one."""
        return self.duty if isinstance(self.duty, Task) else None


@dataclass(frozen=True, slots=True)
class Question:
    """Which tasks and reports are asked for; None asks nothing.

    Attributes:
        agencies: ids, by plan; reports are shown only to who asks for an agency.
        role: assigned or requested.
        section: a place of the document, with all below it: `II.2`.
        text: a piece of what is to be done; accents and case aside.
    """

    agencies: dict[str, frozenset[str]] | None = None
    role: Role | None = None
    section: str | None = None
    text: str | None = None

    def admits(self, one: Assignment) -> bool:
        """Whether it is asked for, its agency aside."""
        if self.role is not None and (one.task is None or one.task.role is not self.role):
            return False
        if self.section is not None and not _within(one.duty.at, self.section):
            return False
        return self.text is None or unaccented(self.text) in unaccented(" ".join(_words(one.duty)))


def _within(place: str | None, section: str) -> bool:
    """Whether one of the printed places is that section or below it."""
    places = re.split(r"[,;]\s*", place or "")
    return any(one == section or one.startswith((f"{section}.", f"{section} ")) for one in places)


def _words(duty: Task | Report) -> Iterator[str]:
    if isinstance(duty, Report):
        yield duty.title
    else:
        yield duty.summary
        yield duty.deliverable or ""


def assignments(plans: Iterable[Plan], asked: Question) -> tuple[Assignment, ...]:
    """What is asked for, in the order of the plans; tasks before reports."""
    return tuple(one for plan in plans for one in _of_plan(plan, asked) if asked.admits(one))


def _of_plan(plan: Plan, asked: Question) -> Iterator[Assignment]:
    if asked.agencies is None:
        yield from (Assignment(plan, task) for task in plan.tasks)
        return
    wanted = asked.agencies.get(plan.id, frozenset())
    duties: tuple[Task | Report, ...] = (*plan.tasks, *plan.reports)
    for duty in duties:
        part = next((part for part, ids in _parts(duty) if wanted & meant(plan, ids)), None)
        if part:
            yield Assignment(plan, duty, part)


def _parts(duty: Task | Report) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """Who has which part in it, the weightiest first."""
    if isinstance(duty, Task):
        yield from ((Part.DOES, duty.agencies), (Part.WITH, duty.with_), (Part.THROUGH, duty.through))
    else:
        via = (duty.via.agency,) if duty.via and duty.via.agency else ()
        yield from ((Part.REPORTS, duty.from_whom), (Part.COLLECTS, via), (Part.RECEIVES, duty.to))


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
    for one in found:
        if one.task:
            for group in _groups(one.task, by):
                groups.setdefault((one.plan.id, group), one.plan)
                counts[one.plan.id, group, one.task.role] += 1
    return tuple(
        Count(plan, group, counts[plan_id, group, Role.ASSIGNED], counts[plan_id, group, Role.REQUESTED])
        for (plan_id, group), plan in groups.items()
    )


def _groups(task: Task, by: Grouping) -> tuple[str, ...]:
    """Agencies by id; the role; the part of the document a task stands in, two levels deep: `II.2`."""
    match by:
        case Grouping.AGENCY:
            return task.agencies
        case Grouping.ROLE:
            return (task.role.value,)
        case Grouping.SECTION:
            return (".".join(task.at.split(".")[:2]),)
