"""A calendar file (RFC 5545) to its all-day entries."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import _
from cybercrime_plan.model.calendar import OFFICE_TIME, Event, Reminder
from cybercrime_plan.read.calendar_lint import lint
from cybercrime_plan.read.files import read_file
from cybercrime_plan.refusals import NOT_UTF8, UNBALANCED

_DAY = timedelta(days=1)
_UNREADABLE = (NOT_UTF8, UNBALANCED)
"""What the library reads on without a word, and loses entries by: a file cut short, another encoding."""


MOST_BYTES = 32 * 1024 * 1024
MOST_LINES = 1_000_000
"""Of a calendar file; one of 10,000 entries has about 10 MiB and 300,000 lines."""


def calendar_bytes(path: Path, name: str) -> bytes:
    """The bytes of a calendar file.

    Raises:
        InputError: it cannot be read, or is larger than any calendar.
    """
    data = read_file(path, name, MOST_BYTES)
    if len(data) > MOST_BYTES or data.count(b"\n") > MOST_LINES:
        raise InputError(_("{file} is larger than any calendar: 32 MiB, 1.000.000 lines", file=name))
    return data


def read_calendar(path: Path) -> tuple[Event, ...]:
    """The all-day entries of a calendar file.

    Raises:
        InputError: it cannot be read, or is not a calendar file.
    """
    return read_events(calendar_bytes(path, str(path)), str(path))


def read_events(data: bytes, name: str) -> tuple[Event, ...]:
    """The all-day entries of a calendar file, in its order; entries at a time of day are passed over.

    Args:
        name: of the file, for people.

    Raises:
        InputError: it is not a calendar file.
    """
    from icalendar import Calendar

    try:
        if not any(finding.rule in _UNREADABLE for finding in lint(data)):
            calendars = Calendar.from_ical(data.decode("utf-8"), multiple=True)
            entries = (entry for calendar in calendars for entry in calendar.walk("VEVENT"))
            with_day = (one for one in entries if type(getattr(one.get("DTSTART"), "dt", None)) is date)
            return tuple(_event(entry) for entry in with_day if "UID" in entry)
    except (ValueError, KeyError, AttributeError, TypeError, IndexError):
        pass
    raise InputError(
        _("{file} is not a calendar file that can be read", file=name),
        _("plan deadline lint {file} names the lines", file=name),
    )


def _event(entry: Any) -> Event:
    reminders = []
    for alarm in entry.walk("VALARM"):
        trigger, day = alarm["TRIGGER"].dt, entry["DTSTART"].dt
        if isinstance(trigger, datetime):
            local = trigger.astimezone(OFFICE_TIME)
            reminders.append(Reminder((day - local.date()).days, local.time().replace(second=0, microsecond=0)))
        elif isinstance(trigger, timedelta):
            minutes = (trigger % _DAY).seconds // 60
            reminders.append(Reminder(-(trigger // _DAY), time(minutes // 60, minutes % 60)))
    return Event(
        uid=str(entry["UID"]),
        day=entry["DTSTART"].dt,
        stamp=entry["DTSTAMP"].dt.date(),
        sequence=int(entry.get("SEQUENCE", 0)),
        summary=str(entry.get("SUMMARY", "")),
        description=str(entry.get("DESCRIPTION", "")),
        categories=tuple(map(str, entry["CATEGORIES"].cats)) if "CATEGORIES" in entry else (),
        reminders=tuple(reminders),
        cancelled=entry.get("STATUS") == "CANCELLED",
    )
