"""Calendar entries for the import of Google Calendar and Outlook, under the field names both know.

Days are written 2026-06-12, the one form that no regional setting reads as another day. The end of an all-day
entry is its last day here, not the day after as in iCalendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from cybercrime_plan.model.calendar import Event
from cybercrime_plan.render.table import Cell, Column, Multiline, Row, Table

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
    rows = tuple(Row(_entry(event)) for event in events)
    return Table("events", tuple(Column(field, field) for field in FIELDS), rows, imported=True)


def _entry(event: Event) -> tuple[Cell, ...]:
    reminder = event.reminders[0] if event.reminders else None
    return (
        event.summary,
        event.day,
        event.day,
        "True",
        "True" if reminder else "False",
        event.day - timedelta(days=reminder.days) if reminder else None,
        f"{reminder.at:%H:%M}" if reminder else None,
        Multiline(event.description),
        "; ".join(event.categories),
        _FREE,
        "False",
    )
