"""The writing of a calendar file: lines, folds, characters and values (RFC 5545, sections 3.1 and 3.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final
from unicodedata import is_normalized

from cybercrime_plan import refusals as rules
from cybercrime_plan.findings import Complaint, Finding, Rule, Span
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Words

MOST_FINDINGS = 1000
"""More are not told: the file is not a calendar, or one cause is behind them all."""
BOM = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8."""
LONGEST_LINE = 75
"""Octets, without the line end."""
_PHYSICAL = re.compile(rb"([^\n]*)(\n|\Z)")
_CONTENT = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)"
    r'(?P<parameters>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*)'
    r":(?P<value>.*)",
    re.DOTALL,
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property, or the begin or end of a component.

    Attributes:
        name: in capitals, as are the names of parameters.
        value: as written, escapes and all.
        place: the first line it is written on.
    """

    name: str
    parameters: Mapping[str, str]
    value: str
    place: Span


@dataclass(frozen=True, slots=True)
class _OctetLine:
    """A line of the file, its end taken off."""

    number: int
    octets: bytes
    end: bytes

    @property
    def continues(self) -> bool:
        return self.octets[:1] in {b" ", b"\t"}

    @property
    def text(self) -> str:
        return self.octets.decode("utf-8", "replace")

    @property
    def place(self) -> Span:
        return Span(self.number, 1, self.number, len(self.text) + 1)


def fault(rule: Rule, place: Span | None, message: Text, hint: Text | None = None) -> Finding:
    """A complaint of the linter."""
    return Finding(rule, Complaint(message, hint=hint), place)


def lines_of(data: bytes) -> tuple[str, ...]:
    """The lines of the file as people see them, to show excerpts from."""
    return tuple(line.text for line in _lines(data))


def written(data: bytes) -> tuple[tuple[ContentLine, ...], tuple[Finding, ...]]:
    """The content lines of the file, unfolded, and what is wrong with its writing."""
    lines = list(_lines(data))
    findings = list(islice((finding for line in lines for finding in _line_faults(line)), MOST_FINDINGS))
    # the lines of each content line together
    groups: list[list[_OctetLine]] = []
    for line in lines:
        if groups and line.continues:
            groups[-1].append(line)
        else:
            groups.append([line])
    content = []
    for group in groups:
        parsed = _content(group, findings)
        if parsed:
            content.append(parsed)
        if len(findings) > 2 * MOST_FINDINGS:
            break
    return tuple(content), tuple(findings)


def _lines(data: bytes) -> Iterator[_OctetLine]:
    for number, match in enumerate(_PHYSICAL.finditer(data.removeprefix(BOM)), start=1):
        octets, end = match.groups()
        if not octets and not end:
            return
        if end and octets.endswith(b"\r"):
            octets, end = octets[:-1], b"\r\n"
        yield _OctetLine(number, octets, end)


def byte_order_mark(data: bytes) -> Iterator[Finding]:
    """A mark some readers take for the first letters of the file."""
    if data.startswith(BOM):
        yield fault(rules.BYTE_ORDER, Span(1, 1, 1, 2), _("the file begins with a byte order mark"))


def _line_faults(line: _OctetLine) -> Iterator[Finding]:
    if line.end != b"\r\n":
        yield fault(rules.LINE_END, line.place, _("the line does not end with CR and LF"))
    if len(line.octets) > LONGEST_LINE:
        yield fault(
            rules.LONG_LINE, line.place, _("the line has {octets} octets, more than 75", octets=len(line.octets))
        )
    if not line.octets.strip():
        yield fault(rules.NOT_CONTENT, line.place, _("the line is empty"))
    control = _CONTROL.search(line.text)
    if control:
        column = control.start() + 1
        place = Span(line.number, column, line.number, column + 1)
        yield fault(rules.CONTROL, place, _("the character U+{code} stands here", code=f"{ord(control[0]):04X}"))


def _content(group: list[_OctetLine], findings: list[Finding]) -> ContentLine | None:
    first = group[0]
    octets = b"".join([first.octets, *(line.octets[1:] for line in group[1:])])
    if not octets.strip():
        return None
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        findings.append(fault(rules.NOT_UTF8, first.place, _("the line is not UTF-8")))
        return None
    cut = [line for line in group[1:] if 0x80 <= (line.octets[1:2] or b"\0")[0] < 0xC0]  # noqa: PLR2004 - within UTF-8
    findings.extend(fault(rules.SPLIT, line.place, _("the fold cuts through a character")) for line in cut)
    if not is_normalized("NFC", text):
        findings.append(fault(rules.NOT_NFC, first.place, _("letters and their accents stand apart in this line")))
    match = _CONTENT.fullmatch(text)
    if match is None:
        findings.append(fault(rules.NOT_CONTENT, first.place, _("this is not NAME:value")))
        return None
    parameters = {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(match["parameters"])}
    return ContentLine(match["name"].upper(), parameters, match["value"], first.place)


_DURATION: Final = re.compile(
    r"[+-]?P(?:\d+W|\d+D(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)"
)
_NOTHING: Final = re.compile(r"[+-]?P[0DWTHMS]*")
_WEEKDAY: Final = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_NUMBERED_WEEKDAY: Final = re.compile(rf"(?:[+-]?(?:0?[1-9]|[1-4][0-9]|5[0-3]))?{_WEEKDAY}")
_FREQUENCIES: Final = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_RANGES: Final = {
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYMONTH": (1, 12),
    "BYSETPOS": (1, 366),
}
_FROM_THE_END: Final = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
"""Those that may be counted from the end, as negative numbers."""
_NOT_WITH: Final = {
    "BYMONTHDAY": {"WEEKLY"},
    "BYYEARDAY": {"DAILY", "WEEKLY", "MONTHLY"},
    "BYWEEKNO": {*_FREQUENCIES} - {"YEARLY"},
}
_OF_A_TIME: Final = ("BYSECOND", "BYMINUTE", "BYHOUR")


class TimeKind(Words):
    """What sort of time a property holds."""

    DAY = "day", _("a whole day")
    LOCAL = "local", _("a moment without a zone")
    """By the clock of whoever reads it."""
    ZONED = "zoned", _("a moment with a zone")
    """In UTC, or with a TZID."""


def kind_of(line: ContentLine) -> TimeKind:
    """What sort of time the value of a date property is."""
    if line.parameters.get("VALUE", "").upper() == "DATE" or is_day(line.value):
        return TimeKind.DAY
    return TimeKind.ZONED if "TZID" in line.parameters or line.value.endswith("Z") else TimeKind.LOCAL


def is_day(value: str) -> bool:
    """Whether it is a day of the calendar: `20260612`."""
    return _exists(value, r"\d{8}", "%Y%m%d")


def is_moment(value: str) -> bool:
    """Whether it is a moment without its zone: `20260612T090000`."""
    return _exists(value, r"\d{8}T\d{6}", "%Y%m%dT%H%M%S")


def _exists(value: str, form: str, parts: str) -> bool:
    if not re.fullmatch(form, value, re.ASCII):
        return False
    try:
        datetime.strptime(value, parts)  # noqa: DTZ007 - whether it exists, not when it is
    except ValueError:
        return False
    return True


def is_duration(value: str, *, positive: bool = False) -> bool:
    """Whether it is a length of time: `P1D`, `-PT15M`.

    Args:
        positive: whether it must be more than nothing.
    """
    return bool(_DURATION.fullmatch(value)) and not (
        positive and (value.startswith("-") or _NOTHING.fullmatch(value))
    )


def is_whole_days(value: str) -> bool:
    """Whether such a length is counted in days or weeks alone."""
    return "T" not in value


def is_period(value: str) -> bool:
    """Whether it is a moment with a later one, or with a length of time."""
    start, slash, end = value.partition("/")
    if not slash or not is_moment(start.removesuffix("Z")):
        return False
    if end.startswith(("P", "+", "-")):
        return is_duration(end, positive=True)
    return is_moment(end.removesuffix("Z")) and start.endswith("Z") is end.endswith("Z") and start < end


def recurrence_faults(value: str, start: ContentLine | None, *, of_zone: bool = False) -> Iterator[Text]:
    """What a RRULE says that it may not.

    Args:
        start: the DTSTART it goes with.
        of_zone: whether it is that of a time zone, which begins in local time and ends in UTC.
    """
    parts: dict[str, str] = {}
    for part in value.upper().split(";"):
        name, sign, said = part.partition("=")
        if not sign or not said:
            yield _("“{part}” is no part of a recurrence", part=part)
        elif name in parts:
            yield _("{name} stands twice in the recurrence", name=name)
        parts.setdefault(name, said)
    if "FREQ" not in parts:
        yield _("the recurrence has no FREQ")
    for name, said in parts.items():
        if said and not _known_part(name, said):
            yield _("{name} cannot be {value}", name=name, value=said)
    yield from _wrong_together(parts)
    if start:
        yield from _against_start(parts, start, TimeKind.ZONED if of_zone else kind_of(start))


def _known_part(name: str, said: str) -> bool:
    if name in _RANGES:
        form = r"[+-]?\d{1,3}" if name in _FROM_THE_END else r"\d{1,2}"
        return all(_in_range(one, form, *_RANGES[name]) for one in said.split(","))
    known: dict[str, Callable[[str], bool]] = {
        "FREQ": _FREQUENCIES.__contains__,
        "INTERVAL": lambda count: _in_range(count, r"\d{1,9}", 1, 10**9),
        "COUNT": lambda count: _in_range(count, r"\d{1,9}", 1, 10**9),
        "UNTIL": lambda until: is_day(until) or is_moment(until.removesuffix("Z")),
        "WKST": lambda day: bool(re.fullmatch(_WEEKDAY, day)),
        "BYDAY": lambda days: all(_NUMBERED_WEEKDAY.fullmatch(day) for day in days.split(",")),
        "RSCALE": str.isalnum,
        "SKIP": {"OMIT", "BACKWARD", "FORWARD"}.__contains__,
    }
    return name in known and known[name](said)


def _in_range(text: str, form: str, low: int, high: int) -> bool:
    return bool(re.fullmatch(form, text, re.ASCII)) and low <= abs(int(text)) <= high


def _wrong_together(parts: dict[str, str]) -> Iterator[Text]:
    frequency = parts.get("FREQ", "")
    if "COUNT" in parts and "UNTIL" in parts:
        yield _("a recurrence ends by COUNT or by UNTIL, not by both")
    for name, frequencies in _NOT_WITH.items():
        if name in parts and frequency in frequencies:
            yield _("{name} does not go with {frequency}", name=name, frequency=f"FREQ={frequency}")
    numbered = any(character.isdigit() for character in parts.get("BYDAY", ""))
    if numbered and (frequency not in {"MONTHLY", "YEARLY"} or "BYWEEKNO" in parts):
        yield _("a numbered weekday goes with FREQ=MONTHLY or FREQ=YEARLY alone")
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        yield _("BYSETPOS goes with another BY part")


def _against_start(parts: dict[str, str], start: ContentLine, kind: TimeKind) -> Iterator[Text]:
    until = parts.get("UNTIL")
    if kind is TimeKind.DAY:
        for name in _OF_A_TIME:
            if name in parts:
                yield _("{name} does not go with an all-day entry", name=name)
    if until is None:
        return
    if is_day(until) is not (kind is TimeKind.DAY):
        yield _(
            "UNTIL is written as {until}, DTSTART as {start}: both are days or both are moments",
            until=until,
            start=start.value,
        )
    elif kind is not TimeKind.DAY and until.endswith("Z") is (kind is TimeKind.LOCAL):
        yield _("UNTIL is in UTC exactly when DTSTART has a zone: {until}", until=until)
