"""Calendar entries for the import of Google Calendar and Outlook, under the field names both know.

Days are written 2026-06-12, the one form that no regional setting reads as another day. The end of an all-day
entry is its last day here, not the day after as in iCalendar.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import timedelta

from cybercrime_plan.model.calendar import Event
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.formats.csv import guarded

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


def calendar_csv(events: Iterable[Event]) -> bytes:
    """The entries as separated values, with a byte order mark, without which Outlook misreads UTF-8."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(FIELDS)
    writer.writerows(_record(event) for event in events)
    return buffer.getvalue().encode("utf-8-sig")


def _record(event: Event) -> list[str]:
    day = event.day.isoformat()
    reminder = event.reminders[0] if event.reminders else None
    return [
        guarded(visible(event.summary)),
        day,
        day,
        "True",
        "True" if reminder else "False",
        (event.day - timedelta(days=reminder.days)).isoformat() if reminder else "",
        f"{reminder.at:%H:%M}" if reminder else "",
        guarded("\n".join(map(visible, event.description.splitlines()))),
        "; ".join(map(visible, event.categories)),
        _FREE,
        "False",
    ]
