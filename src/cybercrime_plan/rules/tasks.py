"""TSK101-106: who is tasked, and whether the plan reaches him. TSK103 is retired into AGY101 and AGY102."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.duties import Role, Task
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.spelling import unaccented
from cybercrime_plan.rules.rule import Reading, check


@check("TSK101", "tasked-not-recipient", Severity.WARNING)
def unreached(reading: Reading) -> Iterator[Complaint]:
    plan, registry = reading.plan, reading.registry
    if not plan.recipients or reading.unread:
        return
    named = registry.meant(agency for recipient in plan.recipients for agency in recipient.agencies)
    reached = registry.reached(named)
    tasks = _tasks_naming(plan)
    told: set[str] = set()
    for loc, slug in _tasked(plan):
        if slug not in told and slug not in reached and not registry.meant((slug,)) & reached:
            told.add(slug)
            places = tuple(plan.tasks[index].at for index in tasks[slug])
            message = _(
                "“{agency}” has {tasks} ({places}), but is not among the recipients",
                agency=registry.name(slug),
                tasks=n_("{count} task", "{count} tasks", len(places)),
                places=places,
            )
            yield Complaint(message, loc, actual=slug)


def _tasked(plan: Plan) -> Iterator[tuple[Loc, str]]:
    for index, task in enumerate(plan.tasks):
        for number, slug in enumerate(task.agencies):
            yield ("tasks", index, "agencies", number), slug


def _tasks_naming(plan: Plan) -> Mapping[str, list[int]]:
    """The numbers of the tasks that name an agency themselves."""
    tasks = defaultdict(list)
    for index, task in enumerate(plan.tasks):
        for slug in dict.fromkeys(task.agencies):
            tasks[slug].append(index)
    return tasks


@check("TSK106", "collective-reached-in-part", Severity.NOTE)
def reached_in_part(reading: Reading) -> Iterator[Complaint]:
    plan, registry = reading.plan, reading.registry
    if not plan.recipients or reading.unread:
        return
    named = registry.meant(agency for recipient in plan.recipients for agency in recipient.agencies)
    reached = registry.reached(named)
    told: set[str] = set()
    for loc, slug in _tasked(plan):
        members = registry.meant((slug,)) - {slug}
        if slug not in told and slug not in reached and members & reached:
            told.add(slug)
            missing = tuple(agency.name for agency in plan.agencies if agency.id in members - reached)
            message = _(
                "of “{agency}”, which has tasks, the recipients leave out {missing}",
                agency=registry.name(slug),
                missing=tuple(f"“{name}”" for name in missing),
            )
            yield Complaint(message, loc, actual="; ".join(missing))


_ARCHIVE: Final = re.compile(r"luu\b|vt\b")
"""“Lưu: VT, …”, the line of the archive, without its marks."""


@check("TSK102", "recipient-unknown", Severity.WARNING)
def unknown_recipients(reading: Reading) -> Iterator[Complaint]:
    for index, recipient in enumerate(reading.plan.recipients):
        if not recipient.agencies and not recipient.archive and not _ARCHIVE.match(unaccented(recipient.name)):
            loc = ("recipients", index)
            message = _("“{name}” is none of the bodies of the register", name=recipient.name)
            yield Complaint(message, loc, actual=recipient.name)


@check("TSK104", "assigned-and-requested", Severity.NOTE)
def two_roles(reading: Reading) -> Iterator[Complaint]:
    plan, registry = reading.plan, reading.registry
    assigned = registry.meant(slug for task in plan.tasks if task.role is Role.ASSIGNED for slug in task.agencies)
    with_bodies = assigned | {body for agency in plan.agencies if agency.id in assigned for body in agency.part_of}
    tasks = _tasks_naming(plan)
    told: set[str] = set()
    for loc, slug in _tasked(plan):
        meant = registry.meant((slug,)) if plan.tasks[int(loc[1])].role is Role.REQUESTED else frozenset()
        if slug not in told and not meant.isdisjoint(with_bodies):
            told.add(slug)
            itself = slug in assigned
            parts = {one for body in meant for one in registry.units.get(body, ())}
            names = registry.naming((slug,) if itself else meant | parts)
            numbers = {index for name in names | {slug} for index in tasks.get(name, ())}
            found = [plan.tasks[index] for index in sorted(numbers)]
            yield _two_roles(reading, loc, slug, found, None if itself else names)


def _two_roles(
    reading: Reading, loc: Loc, slug: str, tasks: list[Task], names: Collection[str] | None
) -> Complaint:
    """What is said of a body that is asked here and told there; `names` has those told when it is a part of it."""
    registry = reading.registry
    assigned = [task for task in tasks if task.role is Role.ASSIGNED]
    requested = tuple(
        task.at for task in tasks if task.role is Role.REQUESTED and (not names or slug in task.agencies)
    )
    if names is None:
        message = _(
            "“{agency}” is requested in {requested}, but assigned in {assigned}",
            agency=registry.name(slug),
            requested=requested,
            assigned=tuple(task.at for task in assigned),
        )
    else:
        named = dict.fromkeys(one for task in assigned for one in task.agencies if one in names)
        message = _(
            "“{agency}” is requested in {requested}; {names}, the same or a part of it, is assigned in {assigned}",
            agency=registry.name(slug),
            requested=requested,
            names=tuple(f"“{registry.name(one)}”" for one in named),
            assigned=tuple(task.at for task in assigned),
        )
    return Complaint(message, loc, actual=slug)


@check("TSK105", "deliverable-without-date", Severity.NOTE)
def undated_deliverables(reading: Reading) -> Iterator[Complaint]:
    period = reading.plan.period
    if period and period.from_.first.year == period.to.last.year:
        return  # of a plan of one year the end of that year is meant
    dated = [report for report in reading.plan.reports if report.dated]
    places = {report.at for report in dated}
    titles = tuple(unaccented(report.title) for report in dated)
    for index, task in enumerate(reading.plan.tasks):
        wanted = unaccented(task.deliverable or "")
        said = _TIME.search(f"{wanted} {unaccented(task.summary)}")
        reported = task.at in places or any(wanted in title or title in wanted for title in titles)
        if task.deliverable and not task.timing and not said and not reported:
            loc = ("tasks", index, "deliverable")
            message = _("“{deliverable}” ({at}) has no date", deliverable=task.deliverable, at=task.at)
            yield Complaint(message, loc, actual=task.deliverable)


_TIME: Final = re.compile(
    r"\b(?:hang|moi) (?:tuan|thang|qui|nam)\b|\bqui [iv1-4]+\b|\bnam (?:19|20)[0-9]{2}\b|\b(?:ngay|thang) [0-9]"
    r"|[0-9]/[0-9]"
)
"""A time, in words without their marks."""
