"""A strict reading of calendar files, anybody's: RFC 5545 to the octet, without the help of a library.

Programs forgive different things. What is looked for here is what they are known to read differently; a file in
which nothing is found has passed these checks, and no more is said of it. Which components stand where, and what
each must hold, is section 3.6 of the RFC.

Of two issues of one file it is said what those who have the earlier one would not notice in the later. A reader
takes an entry for a later version of the one it has when its SEQUENCE is higher, or equal with a later DTSTAMP
(sections 3.8.7.2 and 3.8.7.4), and takes nothing out that is merely no longer there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from cybercrime_plan import refusals as rules
from cybercrime_plan.findings import Complaint, Finding, Span, in_order
from cybercrime_plan.language import _
from cybercrime_plan.read.calendar_lines import (
    MOST_FINDINGS,
    ContentLine,
    TimeKind,
    byte_order_mark,
    fault,
    is_day,
    is_duration,
    is_moment,
    is_period,
    is_whole_days,
    kind_of,
    recurrence_faults,
    written,
)
from cybercrime_plan.read.encoding import not_utf_8

ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
OBSERVANCES = frozenset({"STANDARD", "DAYLIGHT"})
"""The parts of a time zone: by what hours it goes, from when on."""
_INSIDE = {
    "VCALENDAR": frozenset({None}),
    **dict.fromkeys((*ENTRIES, "VTIMEZONE"), frozenset({"VCALENDAR"})),
    "VALARM": frozenset({"VEVENT", "VTODO"}),
    **dict.fromkeys(OBSERVANCES, frozenset({"VTIMEZONE"})),
}
"""In what each may stand; components of other standards may stand anywhere in a calendar."""


@dataclass(frozen=True, slots=True, eq=False)
class CalendarComponent:
    """What stands between a BEGIN and its END, without what stands inside that again.

    Attributes:
        parent: the component it stands in; None for the outermost.
        parts: the components in it.
    """

    name: str
    place: Span
    parent: CalendarComponent | None = field(default=None, repr=False)
    properties: list[ContentLine] = field(default_factory=list)
    parts: list[CalendarComponent] = field(default_factory=list)

    def named(self, name: str) -> list[ContentLine]:
        """The properties of that name, in order."""
        return [line for line in self.properties if line.name == name]

    def first(self, name: str) -> ContentLine | None:
        """The first of them."""
        return next(iter(self.named(name)), None)

    def said(self, name: str) -> str:
        """What the first of them says; nothing where there is none."""
        line = self.first(name)
        return line.value if line else ""


def components(content: Iterable[ContentLine]) -> tuple[list[CalendarComponent], list[Finding]]:
    """The components, parents before their parts, and where BEGIN and END do not match."""
    found: list[CalendarComponent] = []
    stack: list[CalendarComponent] = []
    faults: list[Finding] = []
    for line in content:
        if line.name == "BEGIN":
            parent = stack[-1] if stack else None
            stack.append(CalendarComponent(line.value.upper(), line.place, parent))
            found.append(stack[-1])
            if parent:
                parent.parts.append(stack[-1])
        elif line.name == "END":
            if not stack or stack.pop().name != line.value.upper():
                faults.append(fault(rules.UNBALANCED, line.place, _("this END has no BEGIN before it")))
        elif stack:
            stack[-1].properties.append(line)
        elif len(faults) < MOST_FINDINGS:
            faults.append(fault(rules.UNBALANCED, line.place, _("{name} stands outside VCALENDAR", name=line.name)))
    faults += [
        fault(rules.UNBALANCED, open_.place, _("{name} has no END", name=open_.name))
        for open_ in stack[:MOST_FINDINGS]
    ]
    if not any(component.name == "VCALENDAR" for component in found):
        faults.append(fault(rules.UNBALANCED, Span(1, 1, 1, 1), _("there is no VCALENDAR in the file")))
    return found, faults


def nesting_faults(component: CalendarComponent) -> Iterator[Finding]:
    """A component where it cannot stand, and a calendar or a time zone with nothing in it."""
    parent = component.parent.name if component.parent else None
    if parent not in _INSIDE.get(component.name, {parent}):
        if parent is None:
            message = _("{component} stands outside VCALENDAR", component=component.name)
        else:
            message = _("{component} cannot stand in {parent}", component=component.name, parent=parent)
        yield fault(rules.NESTING, component.place, message)
    if component.name == "VCALENDAR" and not component.parts:
        yield fault(rules.NESTING, component.place, _("the calendar has no entry"))
    if component.name == "VTIMEZONE" and not any(part.name in OBSERVANCES for part in component.parts):
        message = _("the time zone has neither STANDARD nor DAYLIGHT, so it says no time")
        yield fault(rules.NESTING, component.place, message)


_REQUIRED: Final = {
    "VCALENDAR": ("PRODID", "VERSION"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VTODO": ("UID", "DTSTAMP"),
    "VJOURNAL": ("UID", "DTSTAMP"),
    "VFREEBUSY": ("UID", "DTSTAMP"),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "VALARM": ("ACTION", "TRIGGER"),
}
_REQUIRED_OF_ALARMS: Final = {
    "DISPLAY": ("DESCRIPTION",),
    "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE"),
}
_ANSWERED: Final = frozenset({"REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER"})
"""Methods of messages between people, whose entries name who organises them (RFC 5546)."""
_ONCE_IN_CALENDAR: Final = frozenset({"CALSCALE", "METHOD", "PRODID", "VERSION"})
_ONCE_IN_ENTRY: Final = frozenset(
    {
        *("CLASS", "COMPLETED", "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "DUE", "DURATION", "GEO"),
        *("LAST-MODIFIED", "LOCATION", "ORGANIZER", "PRIORITY", "RECURRENCE-ID", "SEQUENCE", "STATUS", "SUMMARY"),
        *("TRANSP", "UID", "URL", "ACTION", "REPEAT", "TRIGGER"),
    }
)
_DATES: Final = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"})
_STAMPS: Final = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED"})
_TEXTS: Final = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "UID"})
_ESCAPED: Final = re.compile(r"(?:\\[\\;,Nn]|[^\\;,])*")
_OFFSET: Final = re.compile(r"(?!-00(?:00)+$)[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", re.ASCII)
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")
_VALUES: Final = {
    "VERSION": re.compile(r"2\.0"),
    "CALSCALE": re.compile("GREGORIAN", re.IGNORECASE),
    "GEO": re.compile(r"[+-]?\d+(?:\.\d+)?;[+-]?\d+(?:\.\d+)?", re.ASCII),
    "ORGANIZER": _ADDRESS,
    "ATTENDEE": _ADDRESS,
    "SEQUENCE": re.compile(r"\d{1,9}", re.ASCII),
    "PRIORITY": re.compile(r"\d", re.ASCII),
    "PERCENT-COMPLETE": re.compile(r"\d{1,2}|100", re.ASCII),
    "REPEAT": re.compile(r"\d{1,9}", re.ASCII),
    "TRANSP": re.compile("OPAQUE|TRANSPARENT", re.IGNORECASE),
    "TZOFFSETFROM": _OFFSET,
    "TZOFFSETTO": _OFFSET,
}
_STATUS: Final = {
    "VEVENT": frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"}),
    "VTODO": frozenset({"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"}),
    "VJOURNAL": frozenset({"DRAFT", "FINAL", "CANCELLED"}),
}


_ANOTHER_ENCODING: Final = _("lines of the file are not UTF-8: it is written in another encoding")


def lint(data: bytes) -> tuple[Finding, ...]:
    """What is wrong with a calendar file, in its order, up to a thousand findings."""
    if not_utf_8(data):
        message = _("the whole file is written in UTF-16 or UTF-32, not in UTF-8")
        return (fault(rules.NOT_UTF8, Span(1, 1, 1, 1), message),)
    content, findings = written(data)
    strange = [one.place for one in findings if one.rule is rules.NOT_UTF8]
    if len(strange) > 1:
        return (Finding(rules.NOT_UTF8, Complaint(_ANOTHER_ENCODING), strange[0]),)
    found, unbalanced = components(content)
    faults = [*byte_order_mark(data), *findings, *unbalanced]
    zones = {line.value for one in found if one.name == "VTIMEZONE" for line in one.named("TZID")}
    # the first day of every recurring entry, by UID
    masters: dict[str, ContentLine] = {}
    seen: set[tuple[str, str]] = set()
    for one in found:
        uid, start = one.first("UID"), one.first("DTSTART")
        if uid and start and not one.named("RECURRENCE-ID"):
            masters.setdefault(uid.value, start)
        if uid and one.name != "VALARM":
            # an entry is named by its UID; an exception to a recurring one also by its RECURRENCE-ID
            key = uid.value, "".join(line.value for line in one.named("RECURRENCE-ID"))
            if key in seen and uid.value.strip():
                faults.append(
                    fault(rules.SAME_UID, uid.place, _("another entry has this UID: {uid}", uid=uid.value))
                )
            seen.add(key)
    faults += islice((one for part in found for one in _component_faults(part, zones, masters)), MOST_FINDINGS)
    return in_order(faults)[:MOST_FINDINGS]


def _component_faults(
    component: CalendarComponent, zones: set[str], masters: dict[str, ContentLine]
) -> Iterator[Finding]:
    yield from nesting_faults(component)
    method = component.parent.said("METHOD").upper() if component.parent else ""
    required = list(_REQUIRED.get(component.name, ()))
    if method and component.name == "VEVENT":
        required.remove("DTSTART")
    if method in _ANSWERED and component.name in ENTRIES:
        required.append("ORGANIZER")
    if component.name == "VALARM":
        required += _REQUIRED_OF_ALARMS.get(component.said("ACTION").upper(), ())
    for name in required:
        if not component.named(name):
            message = _("{component} has no {name}", component=component.name, name=name)
            yield fault(rules.MISSING, component.place, message)
    uid = component.first("UID")
    if uid and not uid.value.strip():
        yield fault(rules.MISSING, uid.place, _("the UID is empty"))
    repeat, length = component.first("REPEAT"), component.first("DURATION")
    one = repeat or length
    if component.name == "VALARM" and one and not (repeat and length):
        yield fault(rules.MISSING, one.place, _("an alarm that repeats has both REPEAT and DURATION"))
    yield from _repeated(component)
    yield from _end_faults(component)
    yield from _recurrence_faults(component, masters)

    for line in component.properties:
        yield from _property_faults(line, component.name, zones)


def _repeated(component: CalendarComponent) -> Iterator[Finding]:
    counts = Counter(line.name for line in component.properties)
    once = _ONCE_IN_CALENDAR if component.name == "VCALENDAR" else _ONCE_IN_ENTRY
    if component.name == "VJOURNAL":
        once -= {"DESCRIPTION"}  # a journal may have several
    for name in sorted(once & {name for name, count in counts.items() if count > 1}):
        for line in component.named(name)[1:]:
            message = _("{component} has a second {name}", component=component.name, name=name)
            yield fault(rules.REPEATED, line.place, message)


def _end_faults(component: CalendarComponent) -> Iterator[Finding]:
    start, length = component.first("DTSTART"), component.first("DURATION")
    for name in ("DTEND", "DUE"):
        end = component.first(name)
        if end and length:
            yield fault(rules.WRONG_END, end.place, _("an entry has {name} or DURATION, not both", name=name))
        if start and end:
            if kind_of(start) is not kind_of(end):
                message = _("DTSTART and {name} are written differently", name=end.name)
                yield fault(rules.WRONG_END, end.place, message)
            elif start.parameters.get("TZID") == end.parameters.get("TZID") and (
                end.value < start.value or (end.value == start.value and end.name == "DTEND")
            ):
                message = _("{name} is not after DTSTART", name=end.name)
                hint = _("the end of an all-day entry is the day after its last day")
                yield fault(rules.WRONG_END, end.place, message, hint)
    if start and length and kind_of(start) is TimeKind.DAY and not is_whole_days(length.value):
        yield fault(rules.WRONG_END, length.place, _("an all-day entry lasts days or weeks, not hours"))


def _recurrence_faults(component: CalendarComponent, masters: dict[str, ContentLine]) -> Iterator[Finding]:
    start, uid = component.first("DTSTART"), component.first("UID")
    for line in component.named("RRULE"):
        for message in recurrence_faults(line.value, start, of_zone=component.name in OBSERVANCES):
            yield fault(rules.RECURRENCE, line.place, message)
    master = masters.get(uid.value, start) if uid else start
    others = ((component.named("EXDATE"), start), (component.named("RECURRENCE-ID"), master))
    for lines, first in others:
        for line in lines if first else ():
            if first and kind_of(line) is not kind_of(first):
                message = _(
                    "{name} is {kind}, but DTSTART of the entry it belongs to is {other}",
                    name=line.name,
                    kind=kind_of(line).label,
                    other=kind_of(first).label,
                )
                yield fault(rules.RECURRENCE, line.place, message)


def _property_faults(line: ContentLine, component: str, zones: set[str]) -> Iterator[Finding]:
    if line.name in _DATES:
        yield from _date_faults(line)
    zone = line.parameters.get("TZID")
    if zone is not None and line.value.endswith("Z"):
        yield fault(rules.UNKNOWN_ZONE, line.place, _("a moment in UTC has no time zone"))
    elif zone is not None and line.parameters.get("VALUE", "").upper() == "DATE":
        yield fault(rules.UNKNOWN_ZONE, line.place, _("a whole day has no time zone"))
    elif zone is not None and zone not in zones and not zone.startswith("/"):
        # RFC 5545, 3.2.19: one with a slash is a name that all programs know
        yield fault(rules.UNKNOWN_ZONE, line.place, _("no VTIMEZONE of the file is called {zone}", zone=zone))
    if line.name in _STAMPS and not (line.value.endswith("Z") and is_moment(line.value[:-1])):
        message = _("{name} is not a moment in UTC: {value}", name=line.name, value=line.value)
        yield fault(rules.NOT_UTC, line.place, message, _("for example: 20220201T000000Z"))
    if line.name in _TEXTS and not _ESCAPED.fullmatch(line.value):
        yield fault(
            rules.ESCAPES,
            line.place,
            _("a comma, semicolon or backslash of the text is not written as RFC 5545 has it"),
            _("write \\, for a comma, \\; for a semicolon, \\\\ for a backslash, \\N for a line end"),
        )
    if not _known_value(line, component):
        yield fault(rules.BAD_VALUE, line.place, _("{name} cannot be {value}", name=line.name, value=line.value))


def _date_faults(line: ContentLine) -> Iterator[Finding]:
    said = line.parameters.get("VALUE", "").upper()
    for value in line.value.split(","):
        if said == "PERIOD":
            if line.name != "RDATE" or not is_period(value):
                yield fault(rules.BAD_DATE, line.place, _("{value} is not a period", value=value))
        elif said == "DATE" and not is_day(value):
            yield fault(rules.BAD_DATE, line.place, _("{value} is not a day, for example 20260612", value=value))
        elif said != "DATE" and is_day(value):
            hint = _("write {name};VALUE=DATE:{value}", name=line.name, value=value)
            yield fault(rules.BAD_DATE, line.place, _("a day without a time needs VALUE=DATE"), hint)
        elif said != "DATE" and not is_moment(value.removesuffix("Z")):
            message = _("{value} is not a moment, for example 20260612T090000", value=value)
            yield fault(rules.BAD_DATE, line.place, message)


def _known_value(line: ContentLine, component: str) -> bool:
    if line.name == "TRIGGER" and line.parameters.get("VALUE", "").upper() == "DATE-TIME":
        return line.value.endswith("Z") and is_moment(line.value[:-1])
    if line.name in {"TRIGGER", "DURATION"}:
        return is_duration(line.value, positive=line.name == "DURATION")
    if line.name == "FREEBUSY":
        return all(is_period(value) and "Z" in value for value in line.value.split(","))
    if line.name == "STATUS":
        return line.value.upper() in _STATUS.get(component, {line.value.upper()})
    form = _VALUES.get(line.name)
    return form is None or bool(form.fullmatch(line.value))


_OF_THE_VERSION = frozenset({"DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "CREATED"})
_Key = tuple[str, str]


def against(new: bytes, old: bytes) -> tuple[Finding, ...]:
    """What is wrong with a calendar file as the next issue of another, up to a thousand findings."""
    entries, earlier = _entries(new), _entries(old)
    found = []
    for key, one in entries.items():
        if key in earlier:
            was, uid = earlier[key], key[0]
            before, now = _sequence(was), _sequence(one)
            line = one.first("SEQUENCE")
            place = line.place if line else one.place
            if now < before:
                message = _("the SEQUENCE of {uid} fell from {before} to {now}", uid=uid, before=before, now=now)
                found.append(fault(rules.SEQUENCE_FELL, place, message))
            elif now == before and _said(one) != _said(was) and one.said("DTSTAMP") <= was.said("DTSTAMP"):
                message = _("{uid} changed, but neither its SEQUENCE nor its DTSTAMP is later", uid=uid)
                found.append(fault(rules.UNNOTICED, place, message))
    for key, one in earlier.items():
        if key not in entries and one.said("STATUS").upper() != "CANCELLED":
            summary = one.said("SUMMARY") if one.first("SUMMARY") else "?"
            message = _("{uid} is gone: “{summary}”", uid=key[0], summary=summary)
            hint = _("write it with STATUS:CANCELLED and a higher SEQUENCE; nobody's calendar drops it otherwise")
            found.append(fault(rules.VANISHED, Span(1, 1, 1, 1), message, hint))
    return tuple(found[:MOST_FINDINGS])


def _entries(data: bytes) -> dict[_Key, CalendarComponent]:
    """The entries by UID and, for an exception to a recurring one, by its RECURRENCE-ID."""
    found: dict[_Key, CalendarComponent] = {}
    for one in components(written(data)[0])[0]:
        uid = one.first("UID")
        if uid and one.name in {"VEVENT", "VTODO", "VJOURNAL"}:
            found.setdefault((uid.value, one.said("RECURRENCE-ID")), one)
    return found


def _sequence(component: CalendarComponent) -> int:
    number = component.said("SEQUENCE")
    return int(number) if number.isdecimal() and len(number) < 10 else 0  # noqa: PLR2004


def _said(component: CalendarComponent) -> list[tuple[str, str, str]]:
    """What the entry says, in any order."""
    lines = (line for line in component.properties if line.name not in _OF_THE_VERSION)
    return sorted((line.name, repr(sorted(line.parameters.items())), line.value) for line in lines)
