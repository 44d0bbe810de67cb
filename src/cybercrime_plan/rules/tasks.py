"""TSK101-106: who is tasked, and whether the plan reaches him."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from cybercrime_plan.calc.assignments import Registry
from cybercrime_plan.calc.deadlines import occurrences
from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.duties import Agency, Role
from cybercrime_plan.model.identity import Period
from cybercrime_plan.model.plan import Plan
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
        if slug not in told and slug not in reached:
            told.add(slug)
            places = tuple(plan.tasks[index].at for index in tasks[slug])
            message = _(
                "“{agency}” has {tasks} ({places}), but is not among the recipients",
                agency=registry.name(slug),
                tasks=n_("{count} task", "{count} tasks", len(places)),
                places=places,
            )
            yield Complaint(message, loc, reading.path(loc), actual=slug)


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


@check("TSK102", "recipient-unknown", Severity.WARNING)
def unknown_recipients(reading: Reading) -> Iterator[Complaint]:
    for index, recipient in enumerate(reading.plan.recipients):
        if not recipient.agencies and not recipient.archive:
            loc = ("recipients", index)
            message = _("“{name}” is none of the bodies of the register", name=recipient.name)
            yield Complaint(message, loc, reading.path(loc), actual=recipient.name)


@check("TSK103", "agency-gone", Severity.WARNING)
def ended_agencies(reading: Reading) -> Iterator[Complaint]:
    tasks_naming = _tasks_naming(reading.plan)
    for index, agency in enumerate(reading.plan.agencies):
        if agency.until is None:
            continue
        loc: Loc = ("agencies", index, "until")
        names = reading.registry.naming((agency.id,))
        late = tuple(day for day in sorted(_due(reading, names)) if day > agency.until.last)
        tasks = len(_numbers(tasks_naming, names)) if _is_outlived(agency, reading.plan.period) else 0
        if late or tasks:
            message = _(
                "“{agency}” exists until {until}; after that it has {duties}; {successor}",
                agency=agency.name,
                until=agency.until.last,
                duties=tuple(_duties(late, tasks)),
                successor=_successor(agency, reading.registry),
            )
            yield Complaint(message, loc, reading.path(loc), actual=str(agency.until))


def _numbers(tasks: Mapping[str, list[int]], names: frozenset[str]) -> list[int]:
    """The numbers of the tasks that name any of these, in order."""
    return sorted({index for name in names for index in tasks.get(name, ())})


def _due(reading: Reading, names: frozenset[str]) -> Iterator[date]:
    """The days on which an agency of these names has to report, or to collect what others report."""
    for report in reading.plan.reports if reading.plan.period else ():
        via = (report.via.agency,) if report.via and report.via.agency else ()
        if not names.isdisjoint((*report.from_whom, *report.to, *via)):
            yield from (one.due for one in occurrences(reading.plan, report, reading.days))


def _is_outlived(agency: Agency, period: Period | None) -> bool:
    """Whether the plan goes on when the agency is gone."""
    return period is not None and agency.until is not None and period.to.last > agency.until.last


def _duties(late: tuple[date, ...], tasks: int) -> Iterator[Text]:
    if late:
        reports = n_("{count} report due", "{count} reports due", len(late))
        yield _("{reports}, the first on {day}", reports=reports, day=late[0])
    if tasks:
        yield n_("{count} task", "{count} tasks", tasks)


def _successor(agency: Agency, registry: Registry) -> Text:
    if not agency.successor:
        return _("no successor is recorded")
    return _("its successor is “{name}”", name=tuple(registry.name(one) for one in agency.successor))


@check("TSK104", "assigned-and-requested", Severity.NOTE)
def two_roles(reading: Reading) -> Iterator[Complaint]:
    plan, registry = reading.plan, reading.registry
    assigned = registry.meant(slug for task in plan.tasks if task.role is Role.ASSIGNED for slug in task.agencies)
    tasks = _tasks_naming(plan)
    told: set[str] = set()
    for loc, slug in _tasked(plan):
        if slug in assigned and slug not in told and plan.tasks[int(loc[1])].role is Role.REQUESTED:
            told.add(slug)
            its = [plan.tasks[index] for index in _numbers(tasks, registry.naming((slug,)))]
            message = _(
                "“{agency}” is requested in {requested}, but assigned in {assigned}",
                agency=registry.name(slug),
                requested=tuple(task.at for task in its if task.role is Role.REQUESTED),
                assigned=tuple(task.at for task in its if task.role is Role.ASSIGNED),
            )
            yield Complaint(message, loc, reading.path(loc), actual=slug)


@check("TSK105", "deliverable-without-date", Severity.NOTE)
def undated_deliverables(reading: Reading) -> Iterator[Complaint]:
    for index, task in enumerate(reading.plan.tasks):
        if task.deliverable and not task.timing:
            loc = ("tasks", index, "deliverable")
            message = _("“{deliverable}” ({at}) has no date", deliverable=task.deliverable, at=task.at)
            yield Complaint(message, loc, reading.path(loc), actual=task.deliverable)
