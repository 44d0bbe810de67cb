"""Occurrences as entries of a calendar, and the calendar as a file: RFC 5545 through the icalendar library.

The same entries give the same bytes. Texts are escaped here, because that library takes a backslash before an N for
a line end; before 7.3 it also folded between a backslash and the character it escapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from cybercrime_plan.calc.deadlines import Occurrence, Schedule
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language, Text, _
from cybercrime_plan.model.calendar import OFFICE_TIME, Event, Reminder, uid_of
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.names import Names, behind_collectives, joined
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.sections import dated, limit, place, via
from cybercrime_plan.render.table import Column, Multiline, Page, Table, TableRow

if TYPE_CHECKING:
    import icalendar


def events(
    occurrences: Iterable[Occurrence],
    language: Language,
    reminders: tuple[Reminder, ...] = (),
    names: Names | None = None,
    owner: str | None = None,
) -> tuple[Event, ...]:
    """One entry for each occurrence, on its target.

    Args:
        names: how bodies are named; as printed when left out.
        owner: id of the body whose calendar it is; None for that of all.

    Raises:
        UsageError: a plan has no revision, on which the version of every entry rests.
    """
    made = []
    for one in occurrences:
        plan, told = one.plan, description(one, names or Names(), owner)
        if plan.revision is None:
            raise UsageError(
                _(
                    "the plan {plan} has no revision, on which the version of every calendar entry rests",
                    plan=plan.id,
                ),
                _('revision: {number: 1, on: "2022-02-01"}, the number and the day of this version of the plan'),
            )
        entry = Event(
            uid=uid(one),
            day=one.target,
            stamp=plan.revision.day,
            sequence=plan.revision.number - 1,
            summary=language.say(summary(one)),
            description="\n".join(map(language.say, told)),
            categories=(language.say(_("Report deadline")), plan.province or plan.id),
            reminders=reminders,
        )
        made.append(entry)
    return tuple(made)


def uid(occurrence: Occurrence) -> str:
    """The name of its entry for good."""
    return uid_of(occurrence.plan.id, occurrence.report.id, occurrence.key)


def calendar_name(plans: Iterable[Plan], language: Language, agency: str | None = None) -> str:
    """What a calendar of these plans is called."""
    whose = [agency] if agency else []
    whose += [plan.province or plan.id for plan in plans]
    return language.say(_("Report deadlines")) + " – " + " · ".join(dict.fromkeys(whose))


def said_to_be_cancelled(events: Iterable[Event], schedule: Schedule, language: Language) -> tuple[Event, ...]:
    """The same entries; what is cancelled says so in its title and its text, where programs that pass over the
    status of an entry still show it, and by what order. Said once, it stays.

    Args:
        schedule: everything the plans have, and what orders have cancelled.
    """
    orders = {uid(one): one.override for one in schedule.cancelled}
    standing = {uid(one) for one in schedule.occurrences}
    marks = tuple(said.say(_struck("")) for said in (ENGLISH, VIETNAMESE))

    def worded(event: Event) -> Event:
        if not event.cancelled or event.summary.startswith(marks):
            return event
        order = orders.get(event.uid)
        if order:
            why = _("Cancelled by: {document}", document=order.ordered_by)
        elif event.uid in standing:
            why = _("Cancelled: the body this calendar is for no longer reports it")
        else:
            why = _("Cancelled: the plan no longer has it, as of its version of {day}", day=event.stamp)
        summary = language.say(_struck(event.summary))
        return replace(event, summary=summary, description=f"{language.say(why)}\n{event.description}")

    return tuple(map(worded, events))


def _struck(summary: str) -> Text:
    return _("CANCELLED: {summary}", summary=summary)


def summary(occurrence: Occurrence) -> Text:
    """The entry in one line."""
    plan = occurrence.plan
    return _(
        "{title}, {limit} – {province}",
        title=occurrence.report.title,
        limit=limit(occurrence),
        province=plan.province or plan.id,
    )


def description(occurrence: Occurrence, names: Names, owner: str | None = None) -> Iterator[Text]:
    """All a person needs to send the report: dates and why they differ, who, to whom, where it is written."""
    plan, report, due = occurrence.plan, occurrence.report, occurrence.due
    register = names.of(plan)
    why = {move.of: move.reasons for move in occurrence.moves}
    yield _reasoned(_("Limit: {limit}", limit=limit(occurrence)), why.get("limit"))
    yield _("Last day on time: {day}", day=dated(occurrence.due))
    yield _reasoned(_("Finish by: {day}", day=dated(occurrence.target)), why.get("target"))
    if occurrence.grace and occurrence.grace != occurrence.due:
        yield _reasoned(_("The law lets the term end on: {day}", day=dated(occurrence.grace)), why.get("grace"))
    if occurrence.data:
        yield _("Covers: {first} to {last}", first=occurrence.data.first, last=occurrence.data.last)
    own = register.printed(owner) if owner and owner not in report.from_whom else None
    for label, value in (
        (_("Calendar of:"), own),
        (_("Reports:"), register.names(report.from_whom, report.id, due)),
        (_("Among them:"), _several(behind_collectives(register, report.from_whom, report.id, due))),
        (_("In place of:"), _several(register.replaced(owner, report.from_whom, report.id, due))),
        (_("To:"), register.names(report.to, report.id, due)),
        (_("Through:"), via(report, register, due)),
        (_("Written in:"), place(plan, report)),
    ):
        if value is not None:
            yield _("{label} {value}", label=label, value=value)


def _several(bodies: tuple[Text | str, ...]) -> Text | str | None:
    return joined(bodies) if bodies else None


def _reasoned(line: Text, reasons: tuple[Text, ...] | None) -> Text:
    return _("{line} ({reasons})", line=line, reasons=reasons) if reasons else line


_REFRESH = timedelta(days=1)
"""How often a subscribed calendar is asked to look again."""


@dataclass(frozen=True, slots=True)
class CalendarResult(Result):
    """What falls due, as a calendar.

    Attributes:
        entries: left out for a format that shows none.
        title: of the calendar, as readers show it.
        year: of the printed sheet.
        as_of: the day it is asked for.
        names: how bodies are named.
    """

    schedule: Schedule
    entries: tuple[Event, ...]
    title: str
    year: int
    as_of: date
    names: Names = field(default_factory=Names)

    def document(self) -> Page:
        """The deadlines as a table; on paper one year on one sheet."""
        from cybercrime_plan.render.deadline_list import whole_page
        from cybercrime_plan.render.year_page import year_page

        sheet = partial(year_page, self.schedule, self.year, self.title, self.names)
        return whole_page(self.schedule, self.as_of, self.names)._replace(paper=sheet)

    def records(self) -> Records:
        """The entries as other calendars import them."""
        return (calendar_table(self.entries),)

    def calendar(self, language: Language) -> Iterator[bytes]:
        """The entries, as they are written."""
        return calendar_file(self.entries, self.title, language)


def calendar_file(events: Iterable[Event], name: str, language: Language) -> Iterator[bytes]:
    """One calendar of all-day entries, without a time zone, a method or a recurrence; piece by piece.

    Args:
        name: of the calendar, as readers show it.
    """
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    calendar.add("prodid", f"-//cybercrime-plan//plan//{language.code.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, label(name))
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    head, end, _nothing = calendar.to_ical().rpartition(b"END:VCALENDAR\r\n")
    yield head
    for event in events:
        yield _entry(event).to_ical()  # an entry of the library takes twenty times its bytes
    yield end


def label(text: str) -> str:
    """A short text for fields that some readers take apart at commas, or do not unescape."""
    return normalize("NFC", " ".join(text.replace(",", " -").replace(";", " -").replace("\\", "/").split()))


@cache
def _text_type() -> type[icalendar.vText]:
    """Texts that are written as RFC 5545, section 3.3.11, has it, in composed characters."""
    from icalendar import vText

    class ComposedText(vText):
        def to_ical(self) -> bytes:
            text = normalize("NFC", self)
            for plain, escape in (("\\", r"\\"), (";", r"\;"), (",", r"\,"), ("\n", r"\n")):
                text = text.replace(plain, escape)
            return text.encode()

    return ComposedText


def _entry(event: Event) -> icalendar.Event:
    import icalendar

    entry = icalendar.Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", datetime.combine(event.stamp, time(), UTC))
    entry.add("sequence", event.sequence)
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("summary", _text_type()(event.summary))
    entry.add("description", _text_type()(event.description))
    if event.categories:
        entry.add("categories", [label(category) for category in event.categories])
    for reminder in event.reminders:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        if reminder.trigger < timedelta():
            alarm.add("trigger", reminder.trigger)
        else:  # on the day itself a moment: some programs read a time after the beginning as one before it
            moment = datetime.combine(event.day, reminder.at, OFFICE_TIME).astimezone(UTC)
            alarm.add("trigger", moment, parameters={"VALUE": "DATE-TIME"})
        alarm.add("description", _text_type()(event.summary))
        entry.add_component(alarm)
    return entry


FIELDS = (
    "Subject",
    "Start Date",
    "End Date",
    "All Day Event",
    "Reminder On/Off",
    "Reminder Date",
    "Reminder Time",
    "Description",
    "Categories",
    "Show time as",
    "Private",
)
_FREE = "3"
"""Outlook's number for time that stays free."""


def calendar_table(events: Iterable[Event]) -> Table:
    """The entries, a row each; the fields are for programs alone and not translated."""
    rows = []
    for event in events:
        reminder = event.reminders[0] if event.reminders else None
        day = event.day - timedelta(days=reminder.days) if reminder else None
        reminded = (str(reminder is not None), day, f"{reminder.at:%H:%M}" if reminder else None)
        told = (Multiline(event.description), "; ".join(event.categories))
        rows.append(TableRow((event.summary, event.day, event.day, "True", *reminded, *told, _FREE, "False")))
    return Table("events", tuple(Column(field, field) for field in FIELDS), tuple(rows), imported=True)
