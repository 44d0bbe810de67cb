"""The days a report covers: fixed, or returning with every report.

Returning days are what article 12 of Decree 09/2019/NĐ-CP prescribes for periodic reports: a month from the 15th
of the month before to the 14th, a year from 15 December to 14 December.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import Parsed, Part, refuse
from cybercrime_plan.model.dates import parse_date
from cybercrime_plan.model.recurrence import day_number
from cybercrime_plan.model.terms import MONTHS, Window, day_of_month, month_after

_YEAR_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class ReturningDay:
    """A day of the year; of every month, when `month` is None. Negative days count from the end of the month."""

    month: int | None
    day: int

    def __str__(self) -> str:
        return str(self.day) if self.month is None else f"{self.month:02d}-{self.day:02d}"

    def latest(self, not_after: date) -> date:
        """The last such day that is not after the given one."""
        return next(day for day in self._around(not_after, -1) if day <= not_after)

    def earliest(self, after: date) -> date:
        """The first such day after the given one."""
        return next(day for day in self._around(after, 1) if day > after)

    def _around(self, start: date, direction: int) -> list[date]:
        months = [month_after(start, direction * step) for step in range(MONTHS + 1)]
        return [day_of_month(year, month, self.day) for year, month in months if self.month in {None, month}]


def _data_day(value: Any) -> date | ReturningDay:
    if isinstance(value, (date, ReturningDay)):
        return value
    match = _YEAR_DAY.fullmatch(value) if isinstance(value, str) else None
    if match:
        month, day = map(int, match.groups())
        if day_of_month(_LEAP_YEAR, month, day).day != day:
            raise refuse("SCH302", _("{text} does not exist in the calendar", text=value))
        return ReturningDay(month, day)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-.*", value):
        written = parse_date(value)
        if written.day is None:
            raise refuse("SCH303", _("the whole date is needed here: year, month and day"))
        return written.first
    return ReturningDay(None, day_number(value))


DataDay = Annotated[
    date | ReturningDay,
    Parsed(
        _data_day,
        {
            "type": ["integer", "string"],
            "pattern": r"^([12][0-9]{3}-[0-9]{2}-[0-9]{2}|(0[1-9]|1[0-2])-[0-9]{2}|[1-9]|[12][0-9]|3[01]|-[1-9]"
            r"|-1[0-9]|-2[0-8])$",
        },
    ),
]
"""A date; a day of the year, `12-15`; or a day of the month, `15`."""


def _way(day: date | ReturningDay) -> str:
    """In which of the three ways it is written."""
    if isinstance(day, date):
        return "date"
    return "day of the month" if day.month is None else "day of the year"


class DataWindow(Part):
    """From which day to which day, both included."""

    one_fact: ClassVar[bool] = True

    from_: DataDay = Field(
        alias="from",
        title=N_("from"),
        description=N_("the first day covered: a date, 12-15 of each year, or 15 of each month"),
    )
    to: DataDay = Field(title=N_("to"), description=N_("the last day covered, written in the same way"))

    @model_validator(mode="after")
    def _matches(self) -> Self:
        if _way(self.from_) != _way(self.to):
            raise refuse("SCH414", _("from and to are written differently"), at=("to",))
        if isinstance(self.from_, date) and isinstance(self.to, date) and self.from_ > self.to:
            raise refuse("SCH414", _("{to} is before {first}", to=self.to, first=self.from_), at=("to",))
        return self

    @property
    def fixed(self) -> bool:
        """Whether it is written with years."""
        return isinstance(self.from_, date)

    def window(self, due: date, months: int) -> Window:
        """The days covered by the report that is due on that day.

        The last one is the latest that is not after `due`; the first one lies within `months` before it.
        """
        if isinstance(self.from_, ReturningDay) and isinstance(self.to, ReturningDay):
            last = self.to.latest(due)
            year, month = month_after(last, -months)
            return Window(self.from_.earliest(day_of_month(year, month, last.day)), last)
        assert isinstance(self.from_, date) and isinstance(self.to, date)  # noqa: S101, PT018 - both are alike
        return Window(self.from_, self.to)
