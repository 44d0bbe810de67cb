"""A strict reading of calendar files, anybody's: RFC 5545 to the octet, without the help of a library.

Programs forgive different things; a file that breaks none of these rules is read alike by all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from cybercrime_plan import refusals as rules
from cybercrime_plan.findings import Finding, Span
from cybercrime_plan.language import _
from cybercrime_plan.read.calendar_lines import MOST_FINDINGS, ContentLine, byte_order_mark, fault, written
from cybercrime_plan.read.encoding import not_utf_8

_REQUIRED = {
    "VCALENDAR": ("PRODID", "VERSION"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VTODO": ("UID", "DTSTAMP"),
    "VJOURNAL": ("UID", "DTSTAMP"),
    "VFREEBUSY": ("UID", "DTSTAMP"),
    "VTIMEZONE": ("TZID",),
    "VALARM": ("ACTION", "TRIGGER"),
}
_ONCE_IN_CALENDAR = frozenset({"CALSCALE", "METHOD", "PRODID", "VERSION"})
_ONCE_IN_ENTRY = frozenset(
    {
        *("CLASS", "COMPLETED", "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "DUE", "DURATION", "GEO"),
        *("LAST-MODIFIED", "LOCATION", "ORGANIZER", "PRIORITY", "RECURRENCE-ID", "SEQUENCE", "STATUS", "SUMMARY"),
        *("TRANSP", "UID", "URL", "ACTION", "REPEAT", "TRIGGER"),
    }
)
_DATES = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE"})
_STAMPS = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED"})
_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "UID"})
_ESCAPED = re.compile(r"(?:\\[\\;,Nn]|[^\\;,])*")
_DURATION = re.compile(r"[+-]?P(?:\d+W|(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)")
_VALUES = {
    "VERSION": re.compile(r"2\.0"),
    "SEQUENCE": re.compile(r"\d{1,9}"),
    "TRANSP": re.compile("OPAQUE|TRANSPARENT"),
    "STATUS": re.compile("TENTATIVE|CONFIRMED|CANCELLED|NEEDS-ACTION|COMPLETED|IN-PROCESS|DRAFT|FINAL"),
}


@dataclass(frozen=True, slots=True)
class _CalendarComponent:
    name: str
    place: Span
    properties: list[ContentLine] = field(default_factory=list)

    def named(self, name: str) -> list[ContentLine]:
        return [line for line in self.properties if line.name == name]


def lint(data: bytes) -> tuple[Finding, ...]:
    """What is wrong with a calendar file, in its order, up to a thousand findings."""
    if not_utf_8(data):
        message = _("the whole file is written in UTF-16 or UTF-32, not in UTF-8")
        return (fault(rules.NOT_UTF8, Span(1, 1, 1, 1), message),)
    content, findings = written(data)
    components, unbalanced = _components(content)
    found = [*byte_order_mark(data), *findings, *unbalanced, *_repeated_uids(components)]
    zones = {line.value for one in components if one.name == "VTIMEZONE" for line in one.named("TZID")}
    scheduled = any(one.named("METHOD") for one in components)
    faults = (one for component in components for one in _component_faults(component, zones, scheduled=scheduled))
    found += islice(faults, MOST_FINDINGS)
    return tuple(sorted(found, key=_order)[:MOST_FINDINGS])


def _component_faults(component: _CalendarComponent, zones: set[str], *, scheduled: bool) -> Iterator[Finding]:
    yield from _missing(component, scheduled=scheduled)
    yield from _repeated(component)
    yield from _end_faults(component)
    for line in component.properties:
        yield from _property_faults(line, zones)


def _order(finding: Finding) -> tuple[int, int, str]:
    place = finding.place
    return (place.line, place.column, finding.rule.code) if isinstance(place, Span) else (0, 0, finding.rule.code)


def _components(content: Iterable[ContentLine]) -> tuple[list[_CalendarComponent], list[Finding]]:
    """The components, parents before their parts, and where BEGIN and END do not match."""
    components: list[_CalendarComponent] = []
    stack: list[_CalendarComponent] = []
    faults: list[Finding] = []
    for line in content:
        if line.name == "BEGIN":
            stack.append(_CalendarComponent(line.value.upper(), line.place))
            components.append(stack[-1])
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
    if not any(component.name == "VCALENDAR" for component in components):
        faults.append(fault(rules.UNBALANCED, Span(1, 1, 1, 1), _("there is no VCALENDAR in the file")))
    return components, faults


def _missing(component: _CalendarComponent, *, scheduled: bool) -> Iterator[Finding]:
    for name in _REQUIRED.get(component.name, ()):
        if not component.named(name) and not (scheduled and name == "DTSTART"):
            message = _("{component} has no {name}", component=component.name, name=name)
            yield fault(rules.MISSING, component.place, message)


def _repeated(component: _CalendarComponent) -> Iterator[Finding]:
    counts = Counter(line.name for line in component.properties)
    for name in sorted(_once(component.name) & {name for name, count in counts.items() if count > 1}):
        for line in component.named(name)[1:]:
            message = _("{component} has a second {name}", component=component.name, name=name)
            yield fault(rules.REPEATED, line.place, message)


def _once(component: str) -> frozenset[str]:
    """The properties such a component has at most once; a journal may have several descriptions."""
    if component == "VCALENDAR":
        return _ONCE_IN_CALENDAR
    return _ONCE_IN_ENTRY - {"DESCRIPTION"} if component == "VJOURNAL" else _ONCE_IN_ENTRY


def _repeated_uids(components: Iterable[_CalendarComponent]) -> Iterator[Finding]:
    """An entry is named by its UID; an exception to a recurring one also by its RECURRENCE-ID."""
    seen: set[tuple[str, str]] = set()
    for component in components:
        recurrence = "".join(line.value for line in component.named("RECURRENCE-ID"))
        for line in component.named("UID")[:1] if component.name != "VALARM" else ():
            key = (line.value, recurrence)
            if key in seen:
                yield fault(rules.SAME_UID, line.place, _("another entry has this UID: {uid}", uid=line.value))
            seen.add(key)


def _end_faults(component: _CalendarComponent) -> Iterator[Finding]:
    start, end = component.named("DTSTART")[:1], component.named("DTEND")[:1]
    if end and component.named("DURATION"):
        yield fault(rules.WRONG_END, end[0].place, _("an entry has DTEND or DURATION, not both"))
    if not start or not end:
        return
    if len(start[0].value) != len(end[0].value):
        yield fault(rules.WRONG_END, end[0].place, _("DTSTART and DTEND are written differently"))
    elif start[0].parameters.get("TZID") == end[0].parameters.get("TZID") and end[0].value <= start[0].value:
        yield fault(
            rules.WRONG_END,
            end[0].place,
            _("DTEND is not after DTSTART"),
            _("the end of an all-day entry is the day after its last day"),
        )


def _property_faults(line: ContentLine, zones: set[str]) -> Iterator[Finding]:
    if line.name in _DATES:
        yield from _date_faults(line)
    zone = line.parameters.get("TZID")
    if zone is not None and zone not in zones:
        yield fault(rules.UNKNOWN_ZONE, line.place, _("no VTIMEZONE of the file is called {zone}", zone=zone))
    if line.name in _STAMPS and not (line.value.endswith("Z") and _is_moment(line.value[:-1])):
        message = _("{name} is not a moment in UTC: {value}", name=line.name, value=line.value)
        yield fault(rules.NOT_UTC, line.place, message, _("for example: 20220201T000000Z"))
    if line.name in _TEXTS and not _ESCAPED.fullmatch(line.value):
        yield fault(
            rules.ESCAPES,
            line.place,
            _("a comma, semicolon or backslash of the text is not written as RFC 5545 has it"),
            _("write \\, for a comma, \\; for a semicolon, \\\\ for a backslash, \\N for a line end"),
        )
    if not _known_value(line):
        yield fault(rules.BAD_VALUE, line.place, _("{name} cannot be {value}", name=line.name, value=line.value))


def _date_faults(line: ContentLine) -> Iterator[Finding]:
    whole_day = line.parameters.get("VALUE", "").upper() == "DATE"
    for value in line.value.split(","):
        if whole_day and not _is_day(value):
            yield fault(rules.BAD_DATE, line.place, _("{value} is not a day, for example 20260612", value=value))
        elif not whole_day and _is_day(value):
            hint = _("write {name};VALUE=DATE:{value}", name=line.name, value=value)
            yield fault(rules.BAD_DATE, line.place, _("a day without a time needs VALUE=DATE"), hint)
        elif not whole_day and not _is_moment(value.removesuffix("Z")):
            message = _("{value} is not a moment, for example 20260612T090000", value=value)
            yield fault(rules.BAD_DATE, line.place, message)


def _is_day(value: str) -> bool:
    return _exists(value, r"\d{8}", "%Y%m%d")


def _is_moment(value: str) -> bool:
    return _exists(value, r"\d{8}T\d{6}", "%Y%m%dT%H%M%S")


def _exists(value: str, form: str, parts: str) -> bool:
    if not re.fullmatch(form, value, re.ASCII):
        return False
    try:
        datetime.strptime(value, parts)  # noqa: DTZ007 - whether it exists, not when it is
    except ValueError:
        return False
    return True


def _known_value(line: ContentLine) -> bool:
    if line.name == "TRIGGER" and line.parameters.get("VALUE", "").upper() == "DATE-TIME":
        return line.value.endswith("Z") and _is_moment(line.value[:-1])
    if line.name in {"TRIGGER", "DURATION"}:
        return bool(_DURATION.fullmatch(line.value)) and line.value[-1].isalpha() and line.value[-1] not in "PT"
    form = _VALUES.get(line.name)
    return form is None or bool(form.fullmatch(line.value))
