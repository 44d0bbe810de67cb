"""The sections of a plan, each as a table: those with a page of their own, and any other read off the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from cybercrime_plan.calc.deadlines import Move, Occurrence
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.base import Bilingual, Part, Words
from cybercrime_plan.model.dates import Bound
from cybercrime_plan.model.fields import PartField, fields_of, records
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.recurrence import After, DayUnit, Frequency, Recurrence
from cybercrime_plan.model.reports import Report
from cybercrime_plan.model.statistics import Quantity
from cybercrime_plan.model.working_days import WEEKDAYS, WorkingDays
from cybercrime_plan.render.names import Register, behind_collectives, joined, now_cell, with_now
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.table import Align, CellValue, CodedText, Column, Page, Table, TableRow, word


def tasks_table(plan: Plan, register: Register) -> Table:
    """Who does what, with whom, where it is written."""
    columns = (
        Column("id", _("Id"), hidden=True),
        Column("at", _("Place")),
        Column("agencies", _("Agency")),
        Column("role", _("Role")),
        Column("with", _("With")),
        Column("through", _("Through")),
        Column("summary", _("Task")),
        Column("deliverable", _("Deliverable")),
        Column("timing", _("When")),
    )
    rows = []
    for task in plan.tasks:
        agencies = (task.agencies, task.with_, task.through)
        who, with_, through = (register.names(some, task.id) for some in agencies)
        told = (task.summary, task.deliverable, task.timing)
        rows.append(TableRow((task.id, task.at, who, word(task.role), with_, through, *told)))
    return Table("tasks", columns, tuple(rows), title=_("Tasks"), empty=_("The plan lists no tasks."))


def reports_table(plan: Plan, register: Register) -> Table:
    """The duties to report, dated or not."""
    columns = (
        Column("id", _("Id"), hidden=True),
        Column("title", _("Report")),
        Column("kind", _("Kind")),
        Column("when", _("When")),
        Column("from_whom", _("Reported by")),
        Column("to", _("Reported to")),
        Column("via", _("Via")),
        Column("at", _("Place")),
    )
    rows = []
    for report in plan.reports:
        who, to = (register.names(some, report.id) for some in (report.from_whom, report.to))
        what = (report.id, report.title, word(report.kind), when(report))
        rows.append(TableRow((*what, who, to, via(report, register), report.at)))
    return Table("reports", columns, tuple(rows), title=_("Reports"), empty=_("The plan has no duty to report."))


def via(report: Report, register: Register, day: date | None = None) -> Text | str | None:
    """By way of whom a report goes, and the address."""
    if report.via is None:
        return None
    name = (register.name(report.via.agency, report.id, day),) if report.via.agency else ()
    address = (report.via.email,) if report.via.email else ()
    return joined((*name, *address)) if name or address else None


def when(report: Report) -> Text | str:
    """When a report is due: in the printed words, or else as its rule says."""
    if report.timing:
        return report.timing
    if not report.dated:
        return _("no date")
    before = report.effective_bound is Bound.BEFORE
    if report.after and not before and not report.time:
        said = after_periods(report.after)
    else:
        if report.rule:
            term = recurring(report.rule)
        elif report.after:
            term = day_after_periods(report.after)
        else:
            term = calendar_day(report.due.last) if report.due else _("no date")
        if report.time:
            term = _("{time} of {term}", time=report.time, term=term)
        said = _("before {term}", term=term) if before else _("by {term}", term=term)
    if report.from_:
        said = _("{said}, from {day} on", said=said, day=report.from_)
    return _("{said}, until {day}", said=said, day=report.until) if report.until else said


def calendar_day(day: date) -> Text:
    """A day inside a sentence."""
    return _("{year}-{month}-{day}", year=day.year, month=f"{day:%m}", day=f"{day:%d}")


def recurring(rule: Recurrence) -> Text:
    """The days on which a duty returns."""
    if rule.byday and rule.byday.number is None:
        return _("{weekday} of every week", weekday=WEEKDAYS[rule.byday.weekday])
    if rule.freq is Frequency.MONTHLY and rule.bymonth is None:
        return _("{day} of every month", day=_day_of_month(rule))
    days = []
    for month in rule.months:
        if rule.bymonthday and rule.bymonthday > 0:
            number = f"{month:02}" if month < _SINGLE else month
            days.append(_("{day}/{month}", day=f"{rule.bymonthday:02}", month=number))
        else:
            days.append(_("{day} of month {month}", day=_day_of_month(rule), month=month))
    return _("{days} every year", days=tuple(days))


def _day_of_month(rule: Recurrence) -> Text:
    if rule.byday:
        return _numbered(WEEKDAYS[rule.byday.weekday], rule.byday.number or 1)
    if rule.byworkingday:
        return _working_day(rule.byworkingday)
    day = rule.bymonthday or 1
    if day == -1:
        return _("the last day")
    if day < 0:
        return n_("{count} day before the last", "{count} days before the last", -day - 1)
    return _("day {day}", day=day)


def _numbered(day: Text, number: int) -> Text:
    """Which weekday of a month."""
    if number == -1:
        return _("the last {day}", day=day)
    if number < 0:
        return _("{day} number {number} from the end", day=day, number=-number)
    return _("{day} number {number}", day=day, number=number)


def _working_day(number: int) -> Text:
    if number == -1:
        return _("the last working day")
    if number < 0:
        return _("working day {number} from the end", number=-number)
    return _("working day {number}", number=number)


_SINGLE = 3
"""From this month on a number is written without a zero before it; days always have two digits (Decree 30/2020)."""


def after_periods(after: After) -> Text:
    """A term counted from the end of each period."""
    if after.unit is DayUnit.WORKING_DAY:
        days = n_("{count} working day", "{count} working days", after.days)
    else:
        days = n_("{count} day", "{count} days", after.days)
    return _some_periods(
        after, _("within {days} after the end of each {period}", days=days, period=after.period.label)
    )


def day_after_periods(after: After) -> Text:
    """The last day of such a term, as a date in other words."""
    period = after.period.label
    if after.unit is DayUnit.WORKING_DAY:
        said = _("working day {days} after the end of each {period}", days=after.days, period=period)
    else:
        said = _("day {days} after the end of each {period}", days=after.days, period=period)
    return _some_periods(after, said)


def _some_periods(after: After, said: Text) -> Text:
    if after.only is None:
        return said
    return _("{said}, only number {numbers} of a year", said=said, numbers=tuple(map(str, after.only)))


def legal_table(plan: Plan, *, again: bool = True) -> Table:
    """Every instrument the plan cites, as printed.

    Args:
        again: whether to list the further citations of an instrument too, each with what is printed there.
    """
    columns = (
        Column("kind", _("Instrument")),
        Column("number", _("Number")),
        Column("date", _("Date")),
        Column("issuer", _("Issuer")),
        Column("subject", _("Subject")),
        Column("at", _("Place")),
    )
    rows = []
    for cited in plan.legal_basis:
        rows.append(TableRow((cited.kind, cited.number, cited.date, cited.issuer, cited.subject, cited.at)))
        rows += (
            TableRow((cited.kind, cited.number, other.date, other.issuer, None, other.at), level=1)
            for other in (cited.also if again else ())
        )
    return Table("legal", columns, tuple(rows), title=_("Legal basis"), empty=_("The plan cites no instrument."))


def statistics_table(plan: Plan) -> Table:
    """The figures the plan argues with, each total over its parts."""
    columns = (
        Column("id", _("Id"), hidden=True),
        Column("label", _("What is counted"), nested=True),
        Column("qualifier", _("Bound"), Align.RIGHT),
        Column("figure", _("Figure"), Align.RIGHT),
        Column("unit", _("Unit")),
        Column("period", _("Period")),
        Column("at", _("Place")),
    )
    rows = []
    for whole in plan.statistics:
        rows.append(TableRow((whole.id, whole.label, *_quantity(whole.total), whole.period, whole.at)))
        rows += (
            TableRow((f"{whole.id}/{part.id}", part.label, *_quantity(part), None, part.at), level=1)
            for part in whole.parts
        )
    return Table(
        "statistics", columns, tuple(rows), title=_("Statistics"), empty=_("The plan gives no statistics.")
    )


def _quantity(quantity: Quantity) -> tuple[CellValue, CellValue, CellValue]:
    bound = quantity.qualifier and word(quantity.qualifier)
    return bound, quantity.value, quantity.unit


def recipients_table(plan: Plan, register: Register) -> Table:
    """To whom the plan is sent."""
    columns = (Column("name", _("Recipient")), Column("agencies", _("Agency")), Column("purpose", _("Purpose")))
    rows = []
    for one in plan.recipients:
        purpose = CodedText("archive", _("archive")) if one.archive else None
        if one.for_report:
            purpose = CodedText("report", _("to report"))
        rows.append(TableRow((one.name, register.names(one.agencies), purpose)))
    return Table("recipients", columns, tuple(rows), title=_("Recipients"), empty=_("The plan names no recipient."))


def contacts_table(plan: Plan, register: Register) -> Table:
    """The addresses the plan prints."""
    columns = (
        Column("agency", _("Agency")),
        Column("email", _("E-mail")),
        Column("phone", _("Telephone")),
        Column("at", _("Place")),
    )
    rows = (
        TableRow((contact.agency and register.name(contact.agency), contact.email, contact.phone, contact.at))
        for contact in plan.contacts
    )
    return Table("contacts", columns, tuple(rows), title=_("Contacts"))


def _with_bodies(
    plan: Plan,
    register: Register,
    table: Callable[[Plan, Register], Table],
    duties: Collection[tuple[tuple[str, ...], str]],
) -> PageResult:
    """A table of duties: for people with names of today, and what became of members of collectives below."""
    became = (body for agencies, duty in duties for body in behind_collectives(register, agencies, duty))
    shown = table(plan, register)._replace(notes=tuple(dict.fromkeys(became)))
    now = [now_cell(register, agencies, duty) for agencies, duty in duties]
    return PageResult(Page((shown,)), (with_now(table(plan, Register(plan)), now),))


SECTIONS: Mapping[str, Callable[[Plan, Register], PageResult]] = {
    "reports": lambda plan, register: _with_bodies(
        plan, register, reports_table, [(report.from_whom, report.id) for report in plan.reports]
    ),
    "tasks": lambda plan, register: _with_bodies(
        plan, register, tasks_table, [(task.agencies, task.id) for task in plan.tasks]
    ),
    "legal": lambda plan, _register: PageResult.of(legal_table(plan)),
    "statistics": lambda plan, _register: PageResult.of(statistics_table(plan)),
    "recipients": lambda plan, _register: PageResult.of(
        recipients_table(plan, Register(plan)), contacts_table(plan, Register(plan))
    ),
}
"""Every section of a plan but the budget, by the name it is asked for."""


SHORT_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def weekday(day: date) -> Text:
    """`T6`, `Fri`."""
    return SHORT_WEEKDAYS[day.weekday()]


def dated(day: date) -> Text:
    """`T6 12/06/2026`, `Fri 2026-06-12`."""
    return _("{weekday} {day}", weekday=weekday(day), day=day)


def limit(occurrence: Occurrence) -> Text:
    """The date as the document words it: `trước 15/06/2026`."""
    before, day, time = occurrence.bound is Bound.BEFORE, occurrence.limit, occurrence.time
    if time:
        return (
            _("before {time} on {day}", time=time, day=day)
            if before
            else _("by {time} on {day}", time=time, day=day)
        )
    return _("before {day}", day=day) if before else _("by {day}", day=day)


def recipient(report: Report, register: Register, day: date | None = None) -> Text | str | None:
    """To whom, and by way of whom."""
    to, through = register.names(report.to, report.id, day), via(report, register, day)
    if to is None or through is None:
        return to or through
    return _("{to}, through {agency}", to=to, agency=through)


def place(plan: Plan, report: Report) -> Text:
    """Where the duty is written: the document and its clause."""
    title = plan.title
    if plan.document and plan.document.number:
        document = _("Plan No. {number}", number=plan.document.number)
    elif title:
        document = _("Plan: {title}", title=title[0].lower() + title[1:])
    else:
        document = _("{document}", document=plan.id)
    if not report.at:
        return document
    if _NUMBERED.match(report.at):
        return _("{document}, clause {clause}", document=document, clause=report.at)
    return _("{document}, {clause}", document=document, clause=report.at)


_NUMBERED = re.compile(r"[IVXLC0-9]+(?:[.,]|$)")
"""`IV.2`, and no “Phụ lục 2”."""


def explained(move: Move) -> Text:
    """One sentence on why a date is not the one before it."""
    return _("{what} {day}: {reasons}", what=_DATES[move.of], day=dated(move.end), reasons=move.reasons)


_DATES = {
    "limit": _("written date"),
    "due": _("last day on time"),
    "target": _("finish by"),
    "grace": _("end of the term by law"),
}


def footing(days: WorkingDays, years: Collection[int]) -> Iterator[Text]:
    """What the working days of these years rest on, where it is less than a notice."""
    projected = sorted(days.projected.intersection(years))
    if projected:
        yield _(
            "working days of {years} are projected from the law, before the Government's notice",
            years=tuple(map(str, projected)),
        )
    unknown = sorted(set(years) - days.years)
    if unknown:
        yield _(
            "public holidays of {years} are not known here: only weekends were taken into account",
            years=tuple(map(str, unknown)),
        )


_PART = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:(?P<month>[0-9]{2})|Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>[0-9]{2})))?"
)
_ROMAN = ("I", "II", "III", "IV")


def period(key: str) -> Text | str:
    """The name of an occurrence as people say it: `tháng 6/2026`, `quý IV/2026`, `năm 2026`."""
    found = _PART.fullmatch(key)
    if found is None:
        return key if len(key) < len("2026-06-12") else calendar_day(date.fromisoformat(key))
    year, month, quarter, half, week = found.group("year", "month", "quarter", "half", "week")
    if month:
        return _("month {month}/{year}", month=int(month), year=year)
    if quarter:
        return _("quarter {quarter}/{year}", quarter=_ROMAN[int(quarter) - 1], year=year)
    if half:
        return _("first half of {year}", year=year) if half == "1" else _("second half of {year}", year=year)
    if week:
        return _("week {week}/{year}", week=int(week), year=year)
    return _("year {year}", year=year)


def dotted(parts: Iterable[Text | str]) -> Text:
    """Short sayings in one line: `T6 27/11/2026 · còn 34 ngày …`."""
    first, *rest = parts
    line = _("{said}", said=first)
    for part in rest:
        line = _("{first} · {rest}", first=line, rest=part)
    return line


_TOLD_ELSEWHERE: Final = frozenset(
    {
        "period",
        "revision",
        "document",
        "budget",
        "budgets",
        "reports",
        "tasks",
        "legal_basis",
        "statistics",
        "recipients",
        "contacts",
    }
)
"""The parts of a plan with a page of their own, and those that make up its identity."""


def sections_of(model: type[Plan]) -> tuple[str, ...]:
    """The sections that can be asked for: those with a page of their own, then whatever else a plan holds."""
    others = (name for name, field in fields_of(model).items() if field.part and name not in _TOLD_ELSEWHERE)
    return ("budget", *SECTIONS, *others)


def section_page(plan: Plan, section: str, register: Register) -> PageResult:
    """One of the sections but the budget."""
    if section in SECTIONS:
        return SECTIONS[section](plan, register)
    return PageResult.of(section_table(plan, fields_of(type(plan))[section], Register(plan)))


def section_table(plan: Plan, section: PartField, register: Register) -> Table:
    """The records of one section, a column for each of their fields."""
    assert section.part is not None  # noqa: S101 - a section holds records
    fields = tuple(fields_of(section.part).values())
    columns = tuple(Column(field.name, field.label, hidden=field.name == "id") for field in fields)
    rows = (
        TableRow(tuple(_cell(record.__dict__[field.attribute], field, register) for field in fields))
        for _loc, record in records(plan.__dict__[section.attribute], ())
    )
    return Table(section.name, columns, tuple(rows), title=section.label, empty=_("(nothing)"))


def _cell(value: Any, field: PartField, register: Register) -> CellValue:
    if isinstance(value, (tuple, dict)):
        return joined(tuple(_said(item, field, register) for item in value)) if value else None
    if isinstance(value, Part):
        return _said(value, field, register)
    if isinstance(value, bool):
        return CodedText("true", _("yes")) if value else None
    if isinstance(value, Words):
        return word(value)
    if isinstance(value, str):
        return register.name(value) if field.registry == "agencies" else str(value)
    return value  # type: ignore[no-any-return]  # what else a field holds is a cell as it is


def _said(value: Any, field: PartField, register: Register) -> Text | str:
    """A value inside a cell: a record as its fields, each after what it is called."""
    if isinstance(value, Bilingual):
        return Text("{text}", (("text", value),))
    if isinstance(value, Part):
        cells = (
            (one, _cell(value.__dict__[one.attribute], one, register)) for one in fields_of(type(value)).values()
        )
        parts = tuple(_("{whole}: {part}", whole=one.label, part=cell) for one, cell in cells if cell is not None)
        return joined(parts) if parts else ""
    cell = _cell(value, field, register)
    return cell.text if isinstance(cell, CodedText) else cell if isinstance(cell, Text) else str(cell)
