"""The calendar file, RFC 5545 through the icalendar library: the same entries give the same bytes.

Texts are escaped here, because that library takes a backslash before an N for a line end; before 7.3 it also folded
between a backslash and the character it escapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from cybercrime_plan.calc.deadlines import Schedule
from cybercrime_plan.language import Language
from cybercrime_plan.model.calendar import OFFICE_TIME, Event
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import Column, Multiline, Page, Table, TableRow

if TYPE_CHECKING:
    import icalendar


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
        return replace(whole_page(self.schedule, self.as_of, self.names), paper=sheet)

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
