"""Two issues of one calendar file: what those who have the earlier one would not notice in the later.

A reader takes an entry for a later version of the one it has when its SEQUENCE is higher, or equal with a later
DTSTAMP (RFC 5545, sections 3.8.7.2 and 3.8.7.4), and takes nothing out that is merely no longer there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cybercrime_plan import refusals as rules
from cybercrime_plan.findings import Finding, Span
from cybercrime_plan.language import _
from cybercrime_plan.read.calendar_components import CalendarComponent, components
from cybercrime_plan.read.calendar_lines import MOST_FINDINGS, fault, written

_OF_THE_VERSION = frozenset({"DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "CREATED"})
_Key = tuple[str, str]


def against(new: bytes, old: bytes) -> tuple[Finding, ...]:
    """What is wrong with a calendar file as the next issue of another, up to a thousand findings."""
    entries, earlier = _entries(new), _entries(old)
    return tuple(islice(_faults(entries, earlier), MOST_FINDINGS))


def _entries(data: bytes) -> dict[_Key, CalendarComponent]:
    """The entries by UID and, for an exception to a recurring one, by its RECURRENCE-ID."""
    found: dict[_Key, CalendarComponent] = {}
    for one in components(written(data)[0])[0]:
        uid, recurrence = one.first("UID"), one.first("RECURRENCE-ID")
        if uid and one.name in {"VEVENT", "VTODO", "VJOURNAL"}:
            found.setdefault((uid.value, recurrence.value if recurrence else ""), one)
    return found


def _faults(entries: dict[_Key, CalendarComponent], earlier: dict[_Key, CalendarComponent]) -> Iterator[Finding]:
    for key, one in entries.items():
        if key not in earlier:
            continue
        old, uid = earlier[key], key[0]
        before, now = _sequence(old), _sequence(one)
        line = one.first("SEQUENCE")
        place = line.place if line else one.place
        if now < before:
            message = _("the SEQUENCE of {uid} fell from {before} to {now}", uid=uid, before=before, now=now)
            yield fault(rules.SEQUENCE_FELL, place, message)
        elif now == before and _said(one) != _said(old) and _stamp(one) <= _stamp(old):
            message = _("{uid} changed, but neither its SEQUENCE nor its DTSTAMP is later", uid=uid)
            yield fault(rules.UNNOTICED, place, message)
    for key, one in earlier.items():
        status, summary = one.first("STATUS"), one.first("SUMMARY")
        if key not in entries and not (status and status.value.upper() == "CANCELLED"):
            message = _("{uid} is gone: “{summary}”", uid=key[0], summary=summary.value if summary else "?")
            hint = _("write it with STATUS:CANCELLED and a higher SEQUENCE; nobody's calendar drops it otherwise")
            yield fault(rules.VANISHED, Span(1, 1, 1, 1), message, hint)


def _sequence(component: CalendarComponent) -> int:
    line = component.first("SEQUENCE")
    return int(line.value) if line and line.value.isdecimal() and len(line.value) < 10 else 0  # noqa: PLR2004


def _stamp(component: CalendarComponent) -> str:
    line = component.first("DTSTAMP")
    return line.value if line else ""


def _said(component: CalendarComponent) -> list[tuple[str, str, str]]:
    """What the entry says, in any order."""
    lines = (line for line in component.properties if line.name not in _OF_THE_VERSION)
    return sorted((line.name, repr(sorted(line.parameters.items())), line.value) for line in lines)
