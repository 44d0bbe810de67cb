"""Dates as documents print them, and the stretches of time that a duty is measured by."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NamedTuple

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Parsed, Words, refuse, shortened
from cybercrime_plan.model.working_days import ONE_DAY

_PARTIAL = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

_PRINTED = (
    r"(?:(?:ngày )?(?:(?P<day>[0-9]{1,2}) ?(?:/|-|\.|tháng) ?))?(?:tháng )?"
    r"(?P<month>[0-9]{1,2}) ?(?:/|-|\.|,? ?năm) ?(?P<year>[12][0-9]{3})"
)
"""`01/02/2022`, `1-2-2022`, `ngày 01 tháng 02 năm 2022`, `tháng 02 năm 2022`, `02/2022`."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the day and the month, may not be printed."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def vi(self) -> str:
        """As Vietnamese writes it: `01/02/2022`, `02/2022`, `2022`."""
        return "/".join(reversed(self._parts))

    @property
    def en(self) -> str:
        """As a plan file and an English sentence write it: `2022-02-01`, `2022-02`, `2022`."""
        return "-".join(self._parts)

    def __str__(self) -> str:
        return self.en

    @property
    def _parts(self) -> tuple[str, ...]:
        return f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)


def parse_date(text: str) -> PartialDate:
    """Read `2022`, `2022-02` or `2022-02-01`.

    Raises:
        PydanticCustomError: anything else, days that do not exist among them.
    """
    match = _PARTIAL.fullmatch(text)
    if not match:
        readable = _as_we_write(text)
        hint = _('write "{day}"', day=readable) if readable else None
        usual = _('write "2022-02-01", or "2022-02" when the day is not printed')
        raise refuse("SCH301", _("{text} is not a date", text=shortened(text)), hint or usual)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern has one
    partial = PartialDate(year, month, day)
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise refuse("SCH302", _("{text} does not exist in the calendar", text=text)) from None
    return partial


def _as_we_write(text: str) -> str | None:
    """A printed date as a plan file has it; None when a person can read none in it."""
    printed = re.fullmatch(_PRINTED, " ".join(text.casefold().split()))
    parts = (printed["year"], printed["month"], printed["day"]) if printed else ()
    return "-".join(part.zfill(2) for part in parts if part) or None


def printed_date(text: str) -> PartialDate:
    """Read a date as a plan file or a document writes it: `2022-02-01`, `01/02/2022`, `ngày 01 tháng 02 năm 2022`.

    Raises:
        PydanticCustomError: anything else, days that do not exist among them.
    """
    return parse_date(_as_we_write(text) or text)


def _partial(value: Any) -> PartialDate:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise refuse("SCH301", _("a date is expected here"))
    return parse_date(value)


def whole_day(value: Any) -> date:
    """The closed parser of a whole date."""
    partial = _partial(value)
    if partial.day is None:
        raise refuse("SCH303", _("the whole date is needed here: year, month and day"))
    return partial.first


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day, in the hours of the office."""

    hour: int
    minute: int

    @property
    def vi(self) -> str:
        """As Vietnamese says it: `15 giờ`, `15 giờ 30`."""
        return f"{self.hour} giờ" + (f" {self.minute:02d}" if self.minute else "")

    @property
    def en(self) -> str:
        """As a plan file and an English sentence write it: `15:00`."""
        return f"{self.hour:02d}:{self.minute:02d}"

    def __str__(self) -> str:
        return self.en


_CLOCK = r"([01][0-9]|2[0-3]):([0-5][0-9])"


def _clock_time(value: Any) -> ClockTime:
    match = re.fullmatch(_CLOCK, value) if isinstance(value, str) else None
    if match is None:
        raise refuse("SCH409", _("a time of day is expected"), _('hours and minutes, for example: "15:00"'))
    if value == "00:00":
        raise refuse(
            "SCH409",
            _("at 00:00 the day has not begun"),
            _("write the day before, with bound: by, or bound: before without a time"),
        )
    return ClockTime(int(match[1]), int(match[2]))


TimeOfDay = Annotated[ClockTime, Parsed(_clock_time, {"type": "string", "pattern": f"^({_CLOCK})$"}, ClockTime)]
"""Hours and minutes of a day."""
AnyDate = Annotated[
    PartialDate,
    Parsed(
        _partial,
        {
            "type": ["integer", "string"],
            "pattern": r"^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$",
            "minimum": 1000,
            "maximum": 2999,
        },
        PartialDate,
    ),
]
"""A year, a month or a day, as printed."""
Day = Annotated[
    date,
    Parsed(whole_day, {"type": "string", "pattern": r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"}, date),
]
"""A whole date."""


MONTHS = 12


class Bound(Words):
    """Whether the day that is written still counts."""

    BEFORE = "before", _("before")
    """trước: the day itself is too late."""
    BY = "by", _("by")
    """chậm nhất, đến hết, không quá: the day itself is on time."""

    def due(self, limit: date) -> date:
        """The last day that satisfies the wording."""
        return limit - ONE_DAY if self is Bound.BEFORE else limit


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, the first and the last included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Instance(NamedTuple):
    """One time a duty falls due by its rule (an instance of RFC 5545), before any order changes that.

    Attributes:
        key: its name for good, the month or period of the rule: `2026-06`, `2026-Q4`.
        limit: the date as written, or as counted.
        about: the period that is reported on, when the rule names it.
        note: what about `limit` is not plain from the rule.
    """

    key: str
    limit: date
    about: Window | None = None
    note: Text | None = None


def day_of_month(year: int, month: int, day: int) -> date:
    """That day of that month, a negative one counted from its end; the last day when the month is too short."""
    length = monthrange(year, month)[1]
    return date(year, month, min(day, length) if day > 0 else length + 1 + day)


def month_after(day: date, months: int) -> tuple[int, int]:
    """Year and month, so many months later; earlier when negative."""
    year, index = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return year, index + 1


@dataclass(frozen=True, slots=True)
class Term:
    """A single date as written: a day, or the last day of a month, quarter, half-year or year."""

    key: str
    first: date
    last: date

    def __str__(self) -> str:
        return self.key if self.first < self.last else self.first.isoformat()


_LETTERS = {6: "H", 3: "Q"}


def term_of(year: int, months: int, number: int) -> Term:
    """The `number`-th month, quarter, half-year or year of a year, told by its length in months."""
    last_month = months * number
    if months == 1:
        key = f"{year}-{number:02d}"
    else:
        key = f"{year}-{_LETTERS[months]}{number}" if months in _LETTERS else str(year)
    return Term(key, date(year, last_month - months + 1, 1), day_of_month(year, last_month, -1))


_PART_OF_YEAR = r"([12][0-9]{3})-(?:Q([1-4])|H([12]))"


def parse_term(text: str) -> Term:
    """Read `2025-06-10`, `2025-06`, `2025-Q4`, `2025-H1` or `2025`.

    Raises:
        PydanticCustomError: anything else.
    """
    match = re.fullmatch(_PART_OF_YEAR, text)
    if match:
        year, quarter, half = match.groups()
        return term_of(int(year), 3, int(quarter)) if quarter else term_of(int(year), 6, int(half))
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise refuse(
            "SCH405",
            _("{text} is not a date to report by", text=text[:40]),
            _("a day (2025-06-10), a month (2025-06), a quarter (2025-Q4), a half-year (2025-H1) or a year (2025)"),
        )
    written = parse_date(text)
    key = str(written) if written.month is None else f"{written.year}-{written.month:02d}"
    return Term(key, written.first, written.last)


def _term(value: Any) -> Term:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise refuse("SCH405", _("a date to report by is expected"))
    return parse_term(value)


DueTerm = Annotated[
    Term,
    Parsed(
        _term,
        {
            "type": ["integer", "string"],
            "pattern": r"^[12][0-9]{3}(-Q[1-4]|-H[12]|-[0-9]{2}(-[0-9]{2})?)?$",
        },
        Term,
    ),
]
"""A day, month, quarter, half-year or year; its last day is meant."""
