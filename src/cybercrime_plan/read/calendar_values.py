"""The values of a calendar file: days, moments, durations, periods and recurrences (RFC 5545, section 3.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Words
from cybercrime_plan.read.calendar_lines import ContentLine

_DURATION: Final = re.compile(
    r"[+-]?P(?:\d+W|\d+D(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)"
)
_NOTHING: Final = re.compile(r"[+-]?P[0DWTHMS]*")
_WEEKDAY: Final = r"(?:MO|TU|WE|TH|FR|SA|SU)"
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
        low, high = _RANGES[name]
        return all(_in_range(one, low, high, negative=name in _FROM_THE_END) for one in said.split(","))
    known: dict[str, Callable[[str], bool]] = {
        "FREQ": _FREQUENCIES.__contains__,
        "INTERVAL": _counts,
        "COUNT": _counts,
        "UNTIL": lambda until: is_day(until) or is_moment(until.removesuffix("Z")),
        "WKST": lambda day: bool(re.fullmatch(_WEEKDAY, day)),
        "BYDAY": lambda days: all(_numbered_weekday(day) for day in days.split(",")),
        "RSCALE": str.isalnum,
        "SKIP": {"OMIT", "BACKWARD", "FORWARD"}.__contains__,
    }
    return name in known and known[name](said)


def _counts(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}", text, re.ASCII)) and int(text) > 0


def _in_range(text: str, low: int, high: int, *, negative: bool) -> bool:
    form = r"[+-]?\d{1,3}" if negative else r"\d{1,2}"
    return bool(re.fullmatch(form, text, re.ASCII)) and low <= abs(int(text)) <= high


def _numbered_weekday(text: str) -> bool:
    match = re.fullmatch(rf"([+-]?\d{{1,2}})?{_WEEKDAY}", text, re.ASCII)
    return bool(match) and (match[1] is None or 1 <= abs(int(match[1])) <= 53) if match else False  # noqa: PLR2004


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
