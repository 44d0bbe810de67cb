"""An entry of a calendar, between the plan it comes from and the file it is written to or read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta, timezone

UID_HOST = "cybercrime-plan"
OFFICE_TIME = timezone(timedelta(hours=7))
"""The clock of every office of the country, all year."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """So many calendar days before an all-day entry, at a time of the office's clock."""

    days: int
    at: time

    @property
    def trigger(self) -> timedelta:
        """From the midnight at which the entry's day begins; negative before it."""
        return timedelta(hours=self.at.hour, minutes=self.at.minute) - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Event:
    """One all-day entry.

    Attributes:
        uid: its name for good (RFC 5545, section 3.8.4.7): made of plan, report and occurrence, never of a title,
            a number or a date, so that a file read again updates the entry in its place.
        day: on which it stands.
        stamp: the day of the plan's revision, never the clock.
        sequence: the plan's revision, counted from 0.
        categories: without commas, which some readers take apart.
        reminders: the main one first; some readers keep only that.
    """

    uid: str
    day: date
    stamp: date
    sequence: int
    summary: str
    description: str
    categories: tuple[str, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    cancelled: bool = False


def uid_of(plan: str, report: str, occurrence: str) -> str:
    """The UID of an occurrence; ids have no dots, so no two occurrences share one."""
    return f"{occurrence}.{report}.{plan}@{UID_HOST}"


def plan_of(uid: str) -> str | None:
    """The id of the plan a UID of ours belongs to; None for a UID that is not ours."""
    name, _at, host = uid.partition("@")
    parts = name.split(".")
    return parts[2] if host == UID_HOST and len(parts) == 3 else None  # noqa: PLR2004 - occurrence, report, plan
