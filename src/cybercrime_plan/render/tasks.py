"""Tasks, and the reports that go with them: who does what, with whom, where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from cybercrime_plan.calc.assignments import Assignment, Count, Grouping, Involvement
from cybercrime_plan.calc.owners import LOST, OwnerState
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.duties import Role, Task
from cybercrime_plan.model.money import Number
from cybercrime_plan.render.names import Names, behind_collectives, now_cell, open_told, with_now
from cybercrime_plan.render.sections import when
from cybercrime_plan.render.table import Align, CodedText, Column, Section, Table, TableRow, word

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


def tasks_data(found: Iterable[Assignment], names: Names) -> Table:
    """Every field of every task and report, one record each; what became of bodies, where something did."""
    every = tuple(found)
    now = [now_cell(names.of(one.plan), who_does(one), one.duty.id) for one in every]
    return with_now(_table(every, Names()), now)


def who_does(one: Assignment) -> tuple[str, ...]:
    """Whose task, or whose report, it is."""
    return one.duty.agencies if isinstance(one.duty, Task) else one.duty.from_whom


def _table(found: Iterable[Assignment], names: Names) -> Table:
    rows = tuple(_row(one, names) for one in found)
    return Table("tasks", _COLUMNS, rows, empty=_("No task is like that."))


def _row(one: Assignment, names: Names) -> TableRow:
    register = names.of(one.plan)
    part = PARTS[one.part] if one.part else None
    duty = one.duty
    if isinstance(duty, Task):
        return TableRow(
            (
                one.plan.id,
                _TASK,
                duty.id,
                duty.at,
                part,
                register.names(duty.agencies, duty.id),
                word(duty.role),
                register.names(duty.with_, duty.id),
                register.names(duty.through, duty.id),
                duty.summary,
                duty.deliverable,
                duty.timing,
            )
        )
    who, via = register.names(duty.from_whom, duty.id), duty.via and duty.via.agency
    through = register.name(via, duty.id) if via else None
    return TableRow(
        (one.plan.id, _REPORT, duty.id, duty.at, part, who, None, None, through, duty.title, None, when(duty))
    )


def tasks_page(found: tuple[Assignment, ...], names: Names) -> Table:
    """The same for people: plan by plan, with counts and what became of members of collectives below."""
    whole = _table(found, names)
    kept = {"at", "summary", "agencies", "with", *_telling(found)}
    shown = whole.only(
        *(key for key in ("at", "summary", "part", "role", "agencies", "with", "when") if key in kept)
    )
    rows: list[TableRow | Section] = []
    numbered = list(zip(found, shown.rows, strict=True))
    for _plan_id, members in groupby(numbered, lambda pair: pair[0].plan.id):
        entries = list(members)
        rows += [Section(_named(entries[0][0])), *(row for _one, row in entries)]
    notes = (_totals(found), *_became(found, names)) if found else ()
    return Table("tasks", shown.columns, tuple(rows), notes=notes, empty=whole.empty)


def _telling(found: tuple[Assignment, ...]) -> Iterator[str]:
    """The columns that say something here: a role that all have stands in the count below."""
    if any(one.part for one in found):
        yield "part"
    if len({one.task.role for one in found if one.task}) > 1:
        yield "role"
    if any(one.duty.timing or not one.task for one in found):
        yield "when"


def _became(found: Iterable[Assignment], names: Names) -> Iterator[Text]:
    told: dict[tuple[str, Text | str], None] = {}
    for one in found:
        bodies = behind_collectives(names.of(one.plan), who_does(one), one.duty.id)
        told.update(((one.plan.id, body), None) for body in bodies)
    for plan, body in told:
        yield _("{plan}: {body}", plan=plan, body=body)


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


def _named(one: Assignment) -> str:
    return f"{one.plan.id} · {one.plan.province}" if one.plan.province else one.plan.id


def _totals(found: tuple[Assignment, ...]) -> Text:
    """How many there are: tasks by role, then reports."""
    tasks = [one.task for one in found if one.task]
    requested = sum(task.role is Role.REQUESTED for task in tasks)
    counts = _(
        "{tasks}: {assigned} assigned, {requested} requested",
        tasks=n_("{count} task", "{count} tasks", len(tasks)),
        assigned=len(tasks) - requested,
        requested=requested,
    )
    reports = len(found) - len(tasks)
    if not reports:
        return counts
    return _("{tasks}; {reports}", tasks=counts, reports=n_("{count} report", "{count} reports", reports))


def counts_table(counts: Iterable[Count], by: Grouping, names: Names) -> Table:
    """How many tasks each agency, role or section has."""
    headers = {Grouping.AGENCY: _("Agency"), Grouping.ROLE: _("Role"), Grouping.SECTION: _("Section")}
    columns = (
        Column("plan", _("Plan")),
        Column(by.value, headers[by]),
        Column("assigned", _("Assigned"), Align.RIGHT),
        Column("requested", _("Requested"), Align.RIGHT),
        Column("tasks", _("Tasks"), Align.RIGHT),
    )
    rows = (
        TableRow(
            (
                one.plan.id,
                _group(one, by, names),
                Number(one.assigned),
                Number(one.requested),
                Number(one.assigned + one.requested),
            )
        )
        for one in counts
    )
    return Table("counts", columns, tuple(rows), empty=_("No task is like that."))


def _group(one: Count, by: Grouping, names: Names) -> CodedText | Text | str:
    if by is Grouping.AGENCY:
        return names.of(one.plan).name(one.group)
    return word(Role(one.group)) if by is Grouping.ROLE else one.group
