"""Duties that return: in the words of RFC 5545, section 3.3.10, or counted from the end of a period.

A day that a short month does not have falls back to its last one, as RFC 7529 calls `SKIP=BACKWARD`. Counting
follows article 147 of the Civil Code 2015: the first day is not counted, the last one counts to its end.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.model.base import Parsed, Part, Words, one_of, refuse, whole_number
from cybercrime_plan.model.terms import MONTHS, Bound, Instance, Window, day_of_month, term_of
from cybercrime_plan.model.working_days import WorkingDays

_LONGEST_MONTH = 31
_SHORTEST_MONTH = 28
_LONGEST_TERM = 366


def _month(value: Any) -> int:
    month = whole_number(value)
    if not 1 <= month <= MONTHS:
        raise refuse("SCH401", _("{month} is not a month: 1 to 12", month=month))
    return month


def _months(value: Any) -> tuple[int, ...]:
    months = tuple(map(_month, value)) if isinstance(value, tuple) else (_month(value),)
    if not months or len(set(months)) < len(months):
        raise refuse("SCH401", _("each month stands once, and there is at least one"))
    return tuple(sorted(months))


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


_MONTH_SCHEMA = {"type": ["integer", "string"], "pattern": "^([1-9]|1[0-2])$", "minimum": 1, "maximum": MONTHS}
MonthNumbers = Annotated[
    tuple[int, ...],
    Parsed(_months, {"anyOf": [_MONTH_SCHEMA, {"type": "array", "items": _MONTH_SCHEMA, "minItems": 1}]}),
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


class Frequency(StrEnum):
    """How often a duty returns."""

    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"

    @property
    def months(self) -> int:
        """The length of one round."""
        return {"yearly": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1}[self.value]


class Recurrence(Part):
    """A date that returns: a day of certain months.

    Yearly names its month or months; half-yearly and quarterly name one, from which the others are counted;
    monthly needs none.
    """

    one_fact: ClassVar[bool] = True

    freq: Annotated[Frequency, one_of(Frequency)] = Field(
        title=N_("how often"), description=N_("how often it returns")
    )
    bymonth: MonthNumbers | None = Field(
        None,
        title=N_("months"),
        description=N_("the month, or several for yearly; for quarterly and half_yearly the one they count from"),
    )
    bymonthday: DayNumber = Field(
        title=N_("day of the month"), description=N_("the day; -1 is the last of the month")
    )

    @model_validator(mode="after")
    def _months_fit(self) -> Self:
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
        return self

    @property
    def months(self) -> tuple[int, ...]:
        """The months of a year in which it falls, ascending."""
        if self.freq in {Frequency.HALF_YEARLY, Frequency.QUARTERLY}:
            (start,) = self.bymonth or (1,)
            return tuple(sorted((start - 1 + step) % MONTHS + 1 for step in range(0, MONTHS, self.freq.months)))
        return self.bymonth or tuple(range(1, MONTHS + 1))

    @property
    def round(self) -> int:
        """Its length in months."""
        return self.freq.months

    def limit(self, year: int, month: int) -> date:
        """The date as written, in that month."""
        return day_of_month(year, month, self.bymonthday)

    def instances(self, within: Window, bound: Bound) -> Iterator[Instance]:
        """Those whose last day lies in the window, in order."""
        for year in range(within.first.year, within.last.year + 2):
            for month in self.months:
                limit = self.limit(year, month)
                if bound.due(limit) in within:
                    yield Instance(f"{year}-{month:02d}", limit, note=self._fallen_back(limit))

    def _fallen_back(self, limit: date) -> Text | None:
        if limit.day >= self.bymonthday:
            return None
        return _("the month has no day {day}, so its last day is meant", day=self.bymonthday)


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


def _term_length(value: Any) -> int:
    days = whole_number(value)
    if not 1 <= days <= _LONGEST_TERM:
        raise refuse("SCH404", _("{days} is not a count of days from 1 to 366", days=days))
    return days


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
        title=N_("unit"), description=N_("calendar days, or working days")
    )

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
            for number in range(1, MONTHS // self.round + 1):
                term = term_of(year, self.round, number)
                if term.last in within:
                    limit = self.limit(term.last, days)
                    yield Instance(term.key, limit, Window(term.first, term.last))
