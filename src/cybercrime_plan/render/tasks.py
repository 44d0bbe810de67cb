"""Tasks, and the reports that go with them: who does what, with whom, where it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cybercrime_plan.calc.assignments import Assignment, Count, Grouping, Involvement
from cybercrime_plan.calc.owners import LOST, OwnerState
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.duties import Role, Task
from cybercrime_plan.model.money import Number
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.names import NOW, Names, behind_collectives, now_cell, open_told
from cybercrime_plan.render.sections import when
from cybercrime_plan.render.table import (
    Align,
    CellValue,
    CodedText,
    Column,
    Section,
    Table,
    TableRow,
    chained,
    every,
    word,
)

PARTS = {
    Involvement.DOES: CodedText("does", _("does it")),
    Involvement.WITH: CodedText("with", _("together with others")),
    Involvement.THROUGH: CodedText("through", _("directed by others")),
    Involvement.REPORTS: CodedText("reports", _("reports")),
    Involvement.COLLECTS: CodedText("collects", _("collects the reports")),
    Involvement.RECEIVES: CodedText("receives", _("receives the reports")),
}
_TASK = CodedText("task", _("task"))
_REPORT = CodedText("report", _("report"))
_COLUMNS = (
    Column("plan", _("Plan")),
    Column("kind", _("Kind")),
    Column("id", _("Id")),
    Column("at", _("Place")),
    Column("part", _("Part")),
    Column("agencies", _("Agency"), below=True),
    Column("role", _("Role")),
    Column("with", _("With"), below=True),
    Column("through", _("Through")),
    Column("summary", _("What is to be done")),
    Column("deliverable", _("Deliverable")),
    Column("when", _("When"), below=True),
)
_NONE = _("No task is like that.")


@dataclass(frozen=True, slots=True)
class PlanTasks:
    """What is shown of one plan.

    Attributes:
        plan: its id and province.
        rows: for programs every field, and what became of bodies; for people their names of the day.
        tasks: how many.
        requested: how many of them are only requested.
        reports: how many.
        telling: the columns that say something here.
        became: what became of members of collectives.
    """

    plan: str
    rows: tuple[TableRow, ...]
    tasks: int = 0
    requested: int = 0
    reports: int = 0
    telling: frozenset[str] = frozenset()
    became: tuple[Text, ...] = ()


def plan_tasks(plan: Plan, found: tuple[Assignment, ...], names: Names, *, for_people: bool) -> PlanTasks:
    """What is shown of the tasks and reports of one plan."""
    tasks = [one.task for one in found if one.task]
    telling = {
        "part": any(one.part for one in found),
        "role": bool(tasks),
        "when": any(one.duty.timing or not one.task for one in found),
    }
    register, rows = names.of(plan), []
    became: dict[Text | str, None] = {}
    for one in found:
        if for_people:
            rows.append(_row(one, names))
            became |= dict.fromkeys(behind_collectives(register, who_does(one), one.duty.id))
        else:
            now = now_cell(register, who_does(one), one.duty.id)
            rows.append(TableRow((*_row(one, Names()).cells, now)))
    return PlanTasks(
        f"{plan.id} · {plan.province}" if plan.province else plan.id,
        tuple(rows),
        len(tasks),
        sum(task.role is Role.REQUESTED for task in tasks),
        len(found) - len(tasks),
        frozenset(key for key, tells in telling.items() if tells),
        tuple(_("{plan}: {body}", plan=plan.id, body=body) for body in became),
    )


def tasks_data(plans: Collection[PlanTasks]) -> Table:
    """Every field of every task and report, one record each; what became of bodies, where something did."""
    rows = every(plans, lambda plan: plan.rows)
    table = Table("tasks", (*_COLUMNS, NOW), rows, empty=_NONE)
    if any(row.cells[-1] for plan in plans for row in plan.rows):
        return table
    return table.only(*(column.key for column in _COLUMNS))


def who_does(one: Assignment) -> tuple[str, ...]:
    """Whose task, or whose report, it is."""
    return one.duty.agencies if isinstance(one.duty, Task) else one.duty.from_whom


def _row(one: Assignment, names: Names) -> TableRow:
    register, duty = names.of(one.plan), one.duty
    part = PARTS[one.part] if one.part else None
    if isinstance(duty, Task):
        agencies = (duty.agencies, duty.with_, duty.through)
        who, with_, by_way = (register.names(some, duty.id) for some in agencies)
        what = (part, who, word(duty.role), with_, by_way, duty.summary, duty.deliverable, duty.timing)
        return TableRow((one.plan.id, _TASK, duty.id, duty.at, *what))
    who, via = register.names(duty.from_whom, duty.id), duty.via and duty.via.agency
    through = register.name(via, duty.id) if via else None
    told = (part, who, None, None, through, duty.title, None, when(duty))
    return TableRow((one.plan.id, _REPORT, duty.id, duty.at, *told))


def tasks_page(plans: Collection[PlanTasks]) -> Table:
    """The same for people: plan by plan, with counts and what became of members of collectives below."""
    tasks = requested = reports = 0
    kept = {"at", "summary", "agencies", "with"}
    for plan in plans:
        tasks, requested, reports = tasks + plan.tasks, requested + plan.requested, reports + plan.reports
        kept |= plan.telling
    if requested in {0, tasks}:
        kept -= {"role"}  # a role that all have stands in the count below
    keys = (key for key in ("at", "summary", "part", "role", "agencies", "with", "when") if key in kept)

    def rows_of(plan: PlanTasks) -> Iterator[TableRow | Section]:
        if plan.rows:
            yield Section(plan.plan)
            yield from plan.rows

    if not tasks + reports:
        return Table("tasks", _COLUMNS, (), empty=_NONE).only(*keys)
    counts = _(
        "{tasks}: {assigned} assigned, {requested} requested",
        tasks=n_("{count} task", "{count} tasks", tasks),
        assigned=tasks - requested,
        requested=requested,
    )
    if reports:
        counts = _("{tasks}; {reports}", tasks=counts, reports=n_("{count} report", "{count} reports", reports))
    notes = chained((counts,), every(plans, lambda plan: plan.became))
    return Table("tasks", _COLUMNS, every(plans, rows_of)).only(*keys)._replace(notes=notes)


def open_tasks_told(found: Iterable[Assignment], names: Names, day: date) -> Iterator[Text]:
    """Whose tasks fall to nobody, to nobody known or to several on that day, body by body."""
    groups: dict[tuple[str, str, OwnerState, tuple[str, ...]], list[Text | str]] = {}
    for one in found:
        register = names.of(one.plan)
        for body, ownership in register.changed(who_does(one), one.duty.id, day).items():
            if ownership.state in LOST or ownership.state is OwnerState.SEVERAL:
                heirs = tuple(owner.name for owner in ownership.owners)
                group = groups.setdefault((one.plan.id, register.printed(body), ownership.state, heirs), [])
                group.append(one.duty.at if isinstance(one.duty, Task) else one.duty.title)
    for (plan, body, state, heirs), places in groups.items():
        yield open_told(plan, body, state, heirs, places)


def plan_counts(counts: Iterable[Count], by: Grouping, names: Names) -> tuple[TableRow, ...]:
    """How many tasks each agency, role or section of a plan has, a row each."""
    rows = []
    for one in counts:
        group: CellValue = word(Role(one.group)) if by is Grouping.ROLE else one.group
        if by is Grouping.AGENCY:
            group = names.of(one.plan).name(one.group)
        numbers = one.assigned, one.requested, one.assigned + one.requested
        rows.append(TableRow((one.plan.id, group, *map(Number, numbers))))
    return tuple(rows)


def counts_table(rows: Collection[TableRow], by: Grouping) -> Table:
    """How many tasks each agency, role or section has, plan by plan."""
    headers = {Grouping.AGENCY: _("Agency"), Grouping.ROLE: _("Role"), Grouping.SECTION: _("Section")}
    columns = (
        Column("plan", _("Plan")),
        Column(by.value, headers[by]),
        Column("assigned", _("Assigned"), Align.RIGHT),
        Column("requested", _("Requested"), Align.RIGHT),
        Column("tasks", _("Tasks"), Align.RIGHT),
    )
    return Table("counts", columns, rows, empty=_NONE)
