"""Plans: the list of them, and one of them on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final, NamedTuple

from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.duties import Role
from cybercrime_plan.model.fields import fields_of
from cybercrime_plan.model.identity import Period
from cybercrime_plan.model.money import VND, Money, Number, Unit, in_unit
from cybercrime_plan.model.money import Cell as MoneyCell
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.names import Register
from cybercrime_plan.render.result import PageResult, Records
from cybercrime_plan.render.sections import calendar_day, dated, dotted, legal_table, reports_table
from cybercrime_plan.render.table import (
    Align,
    CellValue,
    CodedText,
    Column,
    Facts,
    Labelled,
    Page,
    Table,
    TableRow,
    each,
)


class ListedState(StrEnum):
    """How a plan stands in the list."""

    READABLE = "readable"
    """It was read, and no rule was run."""
    OVER = "over"
    """The same, and its last day is past."""
    OK = "ok"
    """Every rule was run, and none found an error."""
    FINDINGS = "findings"
    INVALID = "invalid"
    """The file, or a part of it, could not be read as a plan."""


STATES = {
    ListedState.READABLE: CodedText("readable", _("readable")),
    ListedState.OVER: CodedText("over", _("over")),
    ListedState.OK: CodedText("ok", _("in order")),
    ListedState.FINDINGS: CodedText("findings", _("has findings")),
    ListedState.INVALID: CodedText("invalid", _("unreadable")),
}
_BLANK = CodedText(None, _("left blank"))


class ListedPlan(NamedTuple):
    """One line of the list.

    Attributes:
        total: as the amounts add up; None without a budget.
        next_due: the coming target day of its reports; None when none is left.
        over: what is to be said of a plan in which none is left.
        left: how long it is to that day.
        undated: how many of its duties have no date.
        agrees: whether none of the sums of its budget contradicts another; None when there were none to check.
        warnings: how many the rules found, beside errors.
        acknowledged: how many discrepancies are acknowledged.
    """

    id: str | None
    file: str
    province: str | None
    period: Period | None
    total: MoneyCell
    next_due: date | None
    state: ListedState
    over: tuple[Text, ...] = ()
    left: CellValue = None
    undated: int = 0
    agrees: bool | None = None
    warnings: int = 0
    acknowledged: int = 0


_MOST_OVER: Final = 10
_COLUMNS: Final = (
    Column("id", _("Id")),
    Column("province", _("Province")),
    Column("period", _("Period")),
    Column("total", _("Total"), Align.RIGHT),
    Column("next_due", _("Next due")),
    Column("state", _("State")),
    Column("file", _("File")),
)


def listing(plans: Collection[ListedPlan], *, files: bool = False) -> PageResult:
    """The plans found: for people a line of words each; for programs a record each.

    Args:
        files: whether people see the files, too; they always do where two plans have one id.
    """

    def row(plan: ListedPlan) -> TableRow:
        name, span, total = plan.id or plan.file, years(plan.period), plan.total
        if isinstance(total, Money) and total.currency == VND and not total.dong % Unit.TRIEU.value:
            shown: CellValue = f"{in_unit(total, Unit.TRIEU)} {Unit.TRIEU.label}"
        else:
            shown = total
        state = STATES[plan.state].text
        if plan.agrees is False and plan.state in {ListedState.READABLE, ListedState.OVER}:
            state = _("sums that do not agree: plan check")
        elif plan.agrees and plan.state in {ListedState.READABLE, ListedState.OK}:
            state = _("the sums agree")
        if plan.warnings:
            new = n_("{count} warning", "{count} warnings", plan.warnings)
            state = _("{state}; {known}", state=state, known=new)
        if plan.acknowledged:
            from cybercrime_plan.render.checks.words import acknowledged

            state = _("{state}; {known}", state=state, known=acknowledged(plan.acknowledged))
        return TableRow((name, plan.province, span, shown, _next(plan), state, plan.file))

    # what the plans say that are over, a few of them; what all say, how to go on, once and last
    over = list(islice((plan.over for plan in plans if plan.over), _MOST_OVER))
    notes = (*(said for told in over for said in told[:-1]), *(over[0][-1:] if over else ()))
    table = Table("plans", _COLUMNS, each(plans, row), notes=notes, empty=_("No plan was found."))
    if not files and len(ids := [plan.id for plan in plans if plan.id]) == len(set(ids)):
        table = table.without("file")
    return PageResult(Page((table,)), (plan_list(plans),))


def _next(plan: ListedPlan) -> Text | None:
    """What comes next; or that nothing with a date does, and what there is without one."""
    if plan.next_due:
        days = plan.left.text if isinstance(plan.left, CodedText) else plan.left
        return dotted((dated(plan.next_due), _("left: {days}", days=days)))
    if not plan.over:
        return None
    if not plan.undated:
        return _("no date is left")
    return n_(
        "no date is left; {count} duty without a date",
        "no date is left; {count} duties without a date",
        plan.undated,
    )


def plan_list(plans: Collection[ListedPlan]) -> Table:
    """The plans found, a record each."""

    def row(plan: ListedPlan) -> TableRow:
        state = STATES[plan.state]
        return TableRow((plan.id, plan.province, years(plan.period), plan.total, plan.next_due, state, plan.file))

    return Table("plans", _COLUMNS, each(plans, row))


def years(period: Period | None) -> CodedText | None:
    """The first and the last year; for programs the whole interval, as in ISO 8601."""
    if period is None:
        return None
    return CodedText(
        f"{period.from_}/{period.to}", _("{first}–{last}", first=period.from_.year, last=period.to.year)
    )


def overview(plan: Plan, budgets: tuple[Table, ...], register: Register) -> PageResult:
    """A plan on one page; for programs with names as printed.

    Args:
        budgets: its tables of money, by line.
    """
    page = Page(_overview(plan, budgets, register), plan.title or plan.id)
    return PageResult(page, _overview(plan, budgets, Register(plan)))


def _overview(plan: Plan, budgets: tuple[Table, ...], register: Register) -> Records:
    tables = [*budgets]
    if plan.objectives:
        columns = (Column("at", _("Place")), Column("summary", _("Objective")))
        rows = tuple(TableRow((objective.at, objective.summary)) for objective in plan.objectives)
        tables.insert(0, Table("objectives", columns, rows, title=_("Objectives")))
    if plan.reports:
        tables.append(reports_table(plan, register).only("title", "when", "from_whom", "at"))
    if plan.tasks:
        tables.append(tasks_by_agency(plan, register))
    if plan.legal_basis:
        tables.append(legal_table(plan, again=False).only("kind", "number", "date", "issuer", "at"))
    return (identity(plan), *tables)


def identity(plan: Plan) -> Facts:
    """Who the plan is."""
    items: list[Labelled] = []

    def tell(key: str, label: Text | str, value: CellValue) -> None:
        items.append(Labelled(key, label, value))

    tell("id", _("Id"), plan.id)
    if plan.province:
        tell("province", _("Province"), plan.province)
    if plan.document:
        tell("number", _("Number"), plan.document.number or _BLANK)
        tell("date", _("Date"), plan.document.date or _BLANK)
        tell("issuer", _("Issuer"), plan.document.issuer)
        if signer := plan.document.signer:
            tell("signer", _("Signer"), " ".join(filter(None, (signer.title, signer.name))))
        if plan.document.file:
            tell("source_file", _("Transcribed from"), plan.document.file.name)
    if plan.period:
        first, last = plan.period.from_, plan.period.to
        span = _("{first} to {last}", first=_partial(first), last=_partial(last))
        tell("period", _("Period"), CodedText(f"{first}/{last}", span))
    if plan.revision:
        tell("revision", _("Revision"), plan.revision.number)
    fields = fields_of(type(plan))
    others = (name for name, field in fields.items() if field.many and field.part and name not in _NOT_COUNTED)
    for name in dict.fromkeys((*_COUNTED, *others)):
        if count := len(plan.__dict__[fields[name].attribute]):
            key, label = _COUNTED.get(name, (name, fields[name].label))
            tell(key, label, Number(count))
    return Facts("plan", tuple(items))


def _partial(day: PartialDate) -> Text | str:
    if day.day:
        return calendar_day(day.first)
    return _("{year}-{month}", year=day.year, month=f"{day.month:02}") if day.month else str(day.year)


_COUNTED: Final[Mapping[str, tuple[str, Text]]] = {
    "tasks": ("tasks", _("Tasks")),
    "legal_basis": ("legal", _("Legal instruments cited")),
    "statistics": ("statistics", _("Statistics")),
    "recipients": ("recipients", _("Recipients")),
    "acknowledged": ("acknowledged", _("Acknowledged discrepancies")),
}
_NOT_COUNTED: Final = frozenset({"agencies", "objectives", "budgets", "reports", "contacts"})
"""Shown in full on the page, or named by what is."""


def tasks_by_agency(plan: Plan, register: Register) -> Table:
    """How many tasks each agency has, in the order in which the plan first names it."""
    assigned: Counter[str] = Counter()
    requested: Counter[str] = Counter()
    for task in plan.tasks:
        (assigned if task.role is Role.ASSIGNED else requested).update(task.agencies)
    agencies = dict.fromkeys(agency for task in plan.tasks for agency in task.agencies)
    columns = (
        Column("agency", _("Agency")),
        Column("assigned", _("Assigned"), Align.RIGHT),
        Column("requested", _("Requested"), Align.RIGHT),
    )
    rows = (
        TableRow((register.name(agency), _count(assigned[agency]), _count(requested[agency])))
        for agency in agencies
    )
    return Table("tasks", columns, tuple(rows), title=_("Tasks by agency"))


def _count(number: int) -> Number | None:
    return Number(number) if number else None
