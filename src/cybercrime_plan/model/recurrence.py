"""Duties that return: in the words of RFC 5545, section 3.3.10, or counted from the end of a period.

A day that a short month does not have falls back to its last one, as RFC 7529 calls `SKIP=BACKWARD`. Counting
follows article 147 of the Civil Code 2015: the first day is not counted, the last one counts to its end.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import ConfigDict, Field, model_validator

from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.model.base import Parsed, Part, Words, number_among, one_of, refuse, whole_number
from cybercrime_plan.model.dates import MONTHS, Bound, Instance, Window, day_of_month, term_of
from cybercrime_plan.model.working_days import WorkingDays

_LONGEST_MONTH = 31
_SHORTEST_MONTH = 28
_LONGEST_TERM = 366
_WEEK = 7
_MOST_WORKING_DAYS = 10
"""Counted from either end of a month; even the month of Tết has twice as many."""


_MONTH_SCHEMA = {"type": ["integer", "string"], "pattern": "^([1-9]|1[0-2])$", "minimum": 1, "maximum": MONTHS}


def _in_order(one: Callable[[Any], int], code: str, message: Text, hint: Text | None = None) -> Parsed:
    """How one number from 1 to 12, or several of them, are read: each stands once."""

    def parsed(value: Any) -> tuple[int, ...]:
        numbers = tuple(map(one, value)) if isinstance(value, tuple) else (one(value),)
        if not numbers or len(set(numbers)) < len(numbers):
            raise refuse(code, message, hint)
        return tuple(sorted(numbers))

    return Parsed(parsed, {"anyOf": [_MONTH_SCHEMA, {"type": "array", "items": _MONTH_SCHEMA, "minItems": 1}]})


_month = number_among(
    range(1, MONTHS + 1), lambda month: refuse("SCH401", _("{month} is not a month: 1 to 12", month=month))
)


def day_number(value: Any) -> int:
    """The closed parser of a day of the month."""
    if isinstance(value, tuple):
        raise refuse(
            "SCH402",
            _("one day of the month is expected"),
            _("write a second report for a second day: each then keeps its own place in people's calendars"),
        )
    day = whole_number(value)
    if not (1 <= day <= _LONGEST_MONTH or -_SHORTEST_MONTH <= day <= -1):
        raise refuse(
            "SCH402", _("{day} is not a day of a month", day=day), _("1 to 31, or -1 to -28 counted from the end")
        )
    return day


MonthNumbers = Annotated[
    tuple[int, ...], _in_order(_month, "SCH401", _("each month stands once, and there is at least one"))
]
DayNumber = Annotated[
    int,
    Parsed(
        day_number,
        {
            "type": ["integer", "string"],
            "pattern": "^([1-9]|[12][0-9]|3[01]|-[1-9]|-1[0-9]|-2[0-8])$",
            "minimum": -_SHORTEST_MONTH,
            "maximum": _LONGEST_MONTH,
        },
    ),
]


_WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_OF_WEEK = rf"(-?[1-4])?({'|'.join(_WEEKDAY_CODES)})"


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A weekday as RFC 5545 writes it in BYDAY: `FR`, `2TU`, `-1FR`.

    Attributes:
        weekday: 0 for Monday.
        number: which one of the month, a negative one counted from its end; None for every one.
    """

    weekday: int
    number: int | None = None

    def __str__(self) -> str:
        return f"{self.number or ''}{_WEEKDAY_CODES[self.weekday]}"

    def of_month(self, year: int, month: int) -> date:
        """That one of the month; every month has four of each."""
        number = self.number or 1
        if number > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(self.weekday - first.weekday()) % _WEEK + _WEEK * (number - 1))
        last = day_of_month(year, month, -1)
        return last - timedelta(days=(last.weekday() - self.weekday) % _WEEK + _WEEK * (-number - 1))


def _day_of_week(value: Any) -> DayOfWeek:
    match = re.fullmatch(_DAY_OF_WEEK, value) if isinstance(value, str) else None
    if match is None:
        raise refuse(
            "SCH408",
            _("one weekday is expected"),
            _("FR for every Friday, 2TU for the second Tuesday of a month, -1FR for its last Friday"),
        )
    return DayOfWeek(_WEEKDAY_CODES.index(match[2]), int(match[1]) if match[1] else None)


_working_day_number = number_among(
    {*range(-_MOST_WORKING_DAYS, _MOST_WORKING_DAYS + 1)} - {0},
    lambda number: refuse(
        "SCH408",
        _("{number} is not a working day of a month", number=number),
        _("1 to 10, or -1 to -10 counted from the end"),
    ),
)


WeekdayName = Annotated[DayOfWeek, Parsed(_day_of_week, {"type": "string", "pattern": f"^{_DAY_OF_WEEK}$"})]
WorkingDayNumber = Annotated[
    int,
    Parsed(
        _working_day_number,
        {
            "type": ["integer", "string"],
            "pattern": "^-?([1-9]|10)$",
            "minimum": -_MOST_WORKING_DAYS,
            "maximum": _MOST_WORKING_DAYS,
        },
    ),
]


class Frequency(StrEnum):
    """How often a duty returns."""

    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"

    @property
    def months(self) -> int:
        """The length of one round; 0 for a week."""
        return {"yearly": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1, "weekly": 0}[self.value]


_DAYS = ("bymonthday", "byday", "byworkingday")
"""The ways to say which day; a rule has exactly one."""


class Recurrence(Part):
    """A date that returns: a day of certain months, or of every week.

    Yearly names its month or months; half-yearly and quarterly name one, from which the others are counted;
    monthly needs none, and weekly has none. The day is one of the month, of the week, or of those worked.
    """

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [name]} for name in _DAYS]})
    one_fact: ClassVar[bool] = True

    freq: Annotated[Frequency, one_of(Frequency)] = Field(
        title=N_("how often"), description=N_("how often it returns")
    )
    bymonth: MonthNumbers | None = Field(
        None,
        title=N_("months"),
        description=N_("the month, or several for yearly; for quarterly and half_yearly the one they count from"),
    )
    bymonthday: DayNumber | None = Field(
        None, title=N_("day of the month"), description=N_("the day; -1 is the last of the month")
    )
    byday: WeekdayName | None = Field(
        None,
        title=N_("day of the week"),
        description=N_("instead of a day of the month: FR of every week; 2TU, -1FR of a month"),
    )
    byworkingday: WorkingDayNumber | None = Field(
        None,
        title=N_("working day of the month"),
        description=N_("instead of a day of the month: its first working day is 1, its last one -1"),
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        self._refuse_wrong_day()
        self._refuse_wrong_months()
        return self

    def _refuse_wrong_day(self) -> None:
        given = [name for name in _DAYS if getattr(self, name) is not None]
        if len(given) != 1:
            raise refuse(
                "SCH408",
                _("a date that returns has one day: bymonthday, byday or byworkingday"),
                at=(given[1],) if given else (),
            )
        weekly = self.freq is Frequency.WEEKLY
        if weekly and (self.byday is None or self.byday.number is not None):
            raise refuse("SCH408", _("every week has its weekday"), _("byday: FR"), at=(given[0],))
        if not weekly and self.byday and self.byday.number is None:
            raise refuse(
                "SCH408",
                _("which {day} of the month is not said", day=str(self.byday)),
                _("byday: 1{day} for the first, -1{day} for the last; freq: weekly for every one", day=self.byday),
                at=("byday",),
            )

    def _refuse_wrong_months(self) -> None:
        if self.freq is Frequency.WEEKLY:
            if self.bymonth is not None:
                raise refuse("SCH403", _("a week belongs to no month"), at=("bymonth",))
            return
        if self.bymonth is None and self.freq is not Frequency.MONTHLY:
            raise refuse(
                "SCH403", _("the month is missing"), _("bymonth: 6, or [6, 11] for several months of a year")
            )
        if self.freq in {Frequency.HALF_YEARLY, Frequency.QUARTERLY} and len(self.bymonth or ()) != 1:
            raise refuse(
                "SCH403",
                _("one month is expected; the others are counted from it"),
                _("for months at other distances: freq: yearly with all of them"),
                at=("bymonth",),
            )

    @property
    def months(self) -> tuple[int, ...]:
        """The months of a year in which it can fall, ascending."""
        if self.freq in {Frequency.HALF_YEARLY, Frequency.QUARTERLY}:
            (start,) = self.bymonth or (1,)
            return tuple(sorted((start - 1 + step) % MONTHS + 1 for step in range(0, MONTHS, self.freq.months)))
        return self.bymonth or tuple(range(1, MONTHS + 1))

    @property
    def round(self) -> int:
        """Its length in months; 0 for a week."""
        return self.freq.months

    def limit(self, year: int, month: int, days: WorkingDays) -> date:
        """The date as written, in that month."""
        if self.byday:
            return self.byday.of_month(year, month)
        if self.byworkingday:
            first, last = (day_of_month(year, month, day) for day in (1, -1))
            return days.of_month(first, last, self.byworkingday)
        return day_of_month(year, month, self.bymonthday or 1)

    def instances(self, within: Window, bound: Bound, days: WorkingDays) -> Iterator[Instance]:
        """Those whose last day lies in the window, in order; a week is named as ISO 8601 numbers it."""
        if self.freq is Frequency.WEEKLY:
            yield from self._weeks(within, bound)
            return
        for year in range(within.first.year, within.last.year + 2):
            for month in self.months:
                limit = self.limit(year, month, days)
                if bound.due(limit) in within:
                    yield Instance(f"{year}-{month:02d}", limit, note=self._fallen_back(limit))

    def _weeks(self, within: Window, bound: Bound) -> Iterator[Instance]:
        weekday = self.byday.weekday if self.byday else 0
        limit = within.first + timedelta(days=(weekday - within.first.weekday()) % _WEEK)
        while bound.due(limit) <= within.last:
            if bound.due(limit) in within:
                year, week, _weekday = limit.isocalendar()
                yield Instance(f"{year}-W{week:02d}", limit)
            limit += timedelta(days=_WEEK)

    def _fallen_back(self, limit: date) -> Text | None:
        if self.bymonthday is None or limit.day >= self.bymonthday:
            return None
        return _("the month has no day {day}, so its last day is meant", day=self.bymonthday)


_NO_PERIODS = (
    "SCH404",
    _("the periods of a year are counted from 1, and each stands once"),
    _("only: 1 for the first half-year, only: [1, 2, 3] for the first three quarters"),
)
PeriodNumbers = Annotated[
    tuple[int, ...],
    _in_order(number_among(range(1, MONTHS + 1), lambda _other: refuse(*_NO_PERIODS)), *_NO_PERIODS),
]
"""Which months, quarters or halves of a year."""


class PeriodName(Words):
    """A period that ends and is then reported on."""

    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    HALF_YEAR = "half_year", _("half-year")
    YEAR = "year", _("year")

    @property
    def months(self) -> int:
        """Its length."""
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[self.value]


class DayUnit(StrEnum):
    """What is counted after a period."""

    DAY = "day"
    WORKING_DAY = "working_day"


_term_length = number_among(
    range(1, _LONGEST_TERM + 1),
    lambda days: refuse("SCH404", _("{days} is not a count of days from 1 to 366", days=days)),
)


class After(Part):
    """So many days after the end of each month, quarter, half-year or year of the plan."""

    one_fact: ClassVar[bool] = True

    period: Annotated[PeriodName, one_of(PeriodName)] = Field(
        title=N_("period"), description=N_("the stretch of time whose end the days are counted from")
    )
    days: Annotated[
        int,
        Parsed(
            _term_length,
            {"type": ["integer", "string"], "pattern": "^[1-9][0-9]{0,2}$", "minimum": 1, "maximum": 366},
        ),
    ] = Field(title=N_("number of days"), description=N_("how many days"))
    unit: Annotated[DayUnit, one_of(DayUnit)] = Field(
        DayUnit.DAY, title=N_("unit"), description=N_("calendar days, or working days")
    )
    only: PeriodNumbers | None = Field(
        None,
        title=N_("which periods"),
        description=N_("which periods of a year are reported on: 1 for the first half-year; all when left out"),
    )

    @model_validator(mode="after")
    def _counts_its_periods(self) -> Self:
        most = MONTHS // self.period.months
        if self.only and self.only[-1] > most:
            raise refuse(
                "SCH404",
                _("a year has no {period} {number}", period=self.period.label, number=self.only[-1]),
                at=("only",),
            )
        return self

    @property
    def round(self) -> int:
        """Its length in months."""
        return self.period.months

    def limit(self, end: date, days: WorkingDays) -> date:
        """The last day of the term that begins after `end`."""
        if self.unit is DayUnit.WORKING_DAY:
            return days.add(end, self.days)
        return end + timedelta(days=self.days)

    def instances(self, within: Window, days: WorkingDays) -> Iterator[Instance]:
        """One for each period that ends in the window, even when its report is due after it."""
        for year in range(within.first.year, within.last.year + 1):
            for number in self.only or range(1, MONTHS // self.round + 1):
                term = term_of(year, self.round, number)
                if term.last in within:
                    limit = self.limit(term.last, days)
                    yield Instance(term.key, limit, Window(term.first, term.last))
