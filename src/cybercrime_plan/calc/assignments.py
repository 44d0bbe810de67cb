"""Who is meant, and who has to do what: the agencies of a plan; its tasks and reports, selected and counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.model.duties import Agency, Role, Task
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import EVERY_AGENCY, Report
from cybercrime_plan.model.spelling import unaccented


class Registry:
    """The agencies of one plan: by id, by name, and with the bodies they stand for."""

    def __init__(self, plan: Plan) -> None:
        self._agencies = plan.agencies
        self._by_id = {agency.id: agency for agency in plan.agencies}

    def get(self, slug: str) -> Agency | None:
        """The agency of that id; None where the plan does not list it."""
        return self._by_id.get(slug)

    def name(self, slug: str) -> str:
        """Its printed name; the id itself where the plan does not list it."""
        agency = self.get(slug)
        return agency.name if agency else slug

    def called(self, text: str) -> tuple[Agency, ...]:
        """The agency of that id, or else those in whose names the text occurs, accents and case aside.

        Nothing but blanks names nobody.
        """
        if text in self._by_id:
            return (self._by_id[text],)
        wanted = unaccented(text).strip()
        if not wanted:
            return ()
        return tuple(
            agency
            for agency in self._agencies
            if any(wanted in unaccented(name) for name in (agency.name, *agency.aliases))
        )

    def meant(self, ids: Iterable[str]) -> frozenset[str]:
        """The ids themselves, the members of collectives among them, and so on down; every agency for `all`."""
        return _closure(ids, self._members)

    def naming(self, ids: Iterable[str]) -> frozenset[str]:
        """The other way round: every id by which one of these is meant, `all` among them."""
        return _closure(ids, self._collectives)

    def reached(self, ids: Iterable[str]) -> frozenset[str]:
        """Who learns of what these are told: a unit with its body, a collective through all of its members."""
        missing = {agency.id: len(set(agency.members)) for agency in self._agencies}

        def informed(slug: str) -> Iterator[str]:
            yield from self._units.get(slug, ())
            for collective in self._member_of.get(slug, ()):
                missing[collective] -= 1
                if not missing[collective]:
                    yield collective

        return _closure(ids, informed)

    def senders(self, report: Report) -> tuple[Agency, ...]:
        """The bodies that each send this report: those meant by it that are not themselves a list of others."""
        ids = self.meant(report.from_whom)
        return tuple(agency for agency in self._agencies if agency.id in ids and not agency.members)

    def _members(self, slug: str) -> Iterable[str]:
        if slug == EVERY_AGENCY:
            return self._by_id
        agency = self.get(slug)
        return agency.members if agency else ()

    def _collectives(self, slug: str) -> Iterator[str]:
        yield from self._member_of.get(slug, ())
        if slug in self._by_id:
            yield EVERY_AGENCY

    @cached_property
    def _member_of(self) -> dict[str, list[str]]:
        above = defaultdict(list)
        for agency in self._agencies:
            for member in set(agency.members):
                above[member].append(agency.id)
        return above

    @cached_property
    def _units(self) -> dict[str, list[str]]:
        units = defaultdict(list)
        for agency in self._agencies:
            for body in agency.part_of:
                units[body].append(agency.id)
        return units


def _closure(start: Iterable[str], onward: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """All that can be reached, each gone on from once."""
    waiting = list(start)
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(onward(one))
    return frozenset(found)


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
        if self.section is not None and not _within(one.duty.at, self.section):
            return False
        return self.text is None or unaccented(self.text) in unaccented(one.words)


def _within(place: str | None, section: str) -> bool:
    """Whether one of the printed places is that section or below it."""
    places = re.split(r"[,;]\s*", place or "")
    return any(one == section or one.startswith((f"{section}.", f"{section} ")) for one in places)


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
