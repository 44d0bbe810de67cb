"""Which days are worked: Monday to Friday, and what the law and the Government's yearly notices change.

State bodies rest on Saturday and Sunday (Decision 188/1999/QĐ-TTg); public holidays and the days off that make
up for those on a weekend are article 112 of the Labour Code 2019; days off exchanged for a Saturday are decided
each year. So the table is data (`WorkingDayTable`), and this is the value made of it (`WorkingDays`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.model.base import Bilingual, Label, Many, Parsed, Part, Words, Year, choice, one_of, refuse
from cybercrime_plan.model.dates import Day

WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
_FRIDAY = 4
ONE_DAY = timedelta(days=1)


def in_week(day: date) -> bool:
    """Whether it is a Monday, Tuesday, Wednesday, Thursday or Friday."""
    return day.weekday() <= _FRIDAY


class DayKind(StrEnum):
    """What sets a day apart from the days of its week."""

    HOLIDAY = "holiday"
    """A public holiday."""
    COMPENSATORY = "compensatory"
    """Off in place of a holiday that fell on a weekend."""
    SWAPPED = "swapped"
    """Off in exchange for a day of a weekend that is worked."""
    WORKED = "worked"
    """A day of a weekend that is worked in exchange."""
    ORDINARY = "ordinary"
    """Nothing after all: in an office's own table, takes back what another table says of the day."""


_EXCHANGED = {DayKind.COMPENSATORY, DayKind.SWAPPED, DayKind.WORKED}


class DayStatus(Words):
    """How sure it is."""

    OFFICIAL = "official", _("official")
    """The law or a published notice says so."""
    PROVISIONAL = "provisional", _("provisional")
    """Decided in principle; the text that makes it law was not published when the table was made."""
    PROJECTED = "projected", _("projected")
    """Computed by the law's general rule, before the year's notice."""


DayStatusName = Annotated[DayStatus, one_of(DayStatus)]


class SpecialDay(Part):
    """A day that is not what its weekday makes it."""

    on: Day
    kind: Annotated[DayKind, one_of(DayKind)]
    name: Bilingual | None = Field(None, description=N_("the holiday, or the holiday it makes up for"))
    instead_of: Day | None = Field(
        None, description=N_("the holiday on a weekend it makes up for, or the other day of the exchange")
    )
    status: DayStatusName | None = Field(None, description=N_("how sure it is; that of its year when left out"))
    source: Label | None = Field(
        None, description=N_("the law or notice it rests on; that of its year when left out")
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind in {DayKind.HOLIDAY, DayKind.COMPENSATORY} and self.name is None:
            raise refuse("SCH423", _("the name of the holiday is missing"))
        if self.kind in _EXCHANGED and self.instead_of is None:
            raise refuse(
                "SCH423", _("{day} replaces another day: say which", day=self.on), _("instead_of: that day")
            )
        if self.kind in _EXCHANGED and in_week(self.on) is self.worked:
            weekday = WEEKDAYS[self.on.weekday()]
            raise refuse(
                "SCH423",
                _("{day} is a {weekday}: its kind does not fit", day=self.on, weekday=weekday),
                _("a day of the week is taken off, a day of the weekend is worked"),
                at=("kind",),
            )
        return self

    @property
    def worked(self) -> bool:
        """Whether people work on it."""
        return self.kind is DayKind.WORKED or (self.kind is DayKind.ORDINARY and in_week(self.on))


class YearOfDays(Part):
    """The special days of one year, and what they rest on."""

    year: Year
    status: DayStatusName
    source: Label
    days: Many[SpecialDay]

    @model_validator(mode="after")
    def _in_its_year(self) -> Self:
        seen: set[date] = set()
        for index, day in enumerate(self.days):
            at = ("days", index, "on")
            if day.on.year != self.year:
                raise refuse("SCH421", _("{day} is not a day of {year}", day=day.on, year=self.year), at=at)
            if day.on in seen:
                raise refuse("SCH422", _("{day} stands in the table twice", day=day.on), at=at)
            seen.add(day.on)
        return self

    def resolved(self) -> Iterator[SpecialDay]:
        """Its days, each with the status and the source it has or inherits."""
        for day in self.days:
            yield day.model_copy(update={"status": day.status or self.status, "source": day.source or self.source})


class WorkingDayTable(Part):
    """The file of working days: one entry per year."""

    format: Annotated[str, Parsed(choice("1"), {"enum": [1, "1"]})]
    years: Many[YearOfDays]

    @model_validator(mode="after")
    def _each_year_once(self) -> Self:
        seen: set[int] = set()
        for index, entry in enumerate(self.years):
            if entry.year in seen:
                raise refuse(
                    "SCH422", _("{day} stands in the table twice", day=entry.year), at=("years", index, "year")
                )
            seen.add(entry.year)
        return self


@dataclass(frozen=True)
class WorkingDays:
    """What is known of working days. Without any table: Monday to Friday.

    Attributes:
        special: the days that are not what their weekday makes them.
        years: the years a table covers; outside them only weekends are known.
        projected: those among them that were computed before the Government's notice.
    """

    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    years: frozenset[int] = frozenset()
    projected: frozenset[int] = frozenset()

    def with_table(self, table: WorkingDayTable) -> "WorkingDays":
        """The same, where the table says nothing else: day by day, its word wins."""
        special = dict(self.special)
        for year in table.years:
            special.update((day.on, day) for day in year.resolved())
        years = {entry.year for entry in table.years}
        projected = {entry.year for entry in table.years if entry.status is DayStatus.PROJECTED}
        return WorkingDays(special, self.years | years, self.projected - years | projected)

    def is_worked(self, day: date) -> bool:
        """Whether people work on that day."""
        special = self.special.get(day)
        return in_week(day) if special is None else special.worked

    def count(self, after: date, until: date) -> int:
        """How many days are worked after the one and up to the other, itself included."""
        weeks, rest = divmod(max((until - after).days, 0), 7)
        last = after + 7 * weeks * ONE_DAY
        worked = 5 * weeks + sum(in_week(last + ONE_DAY * number) for number in range(1, rest + 1))
        own = self._own_days[bisect_right(self._own_days, after) : bisect_right(self._own_days, until)]
        return worked + sum(self.special[day].worked - in_week(day) for day in own)

    @cached_property
    def _own_days(self) -> list[date]:
        """The special days, in order."""
        return sorted(self.special)

    def nearest(self, day: date, step: timedelta) -> date:
        """That day if it is worked, else the first worked one found by going on by `step`."""
        while not self.is_worked(day):
            day += step
        return day

    def add(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`, which itself is not counted (Civil Code 2015, article 147)."""
        day = start
        for _one in range(count):
            day = self.nearest(day + ONE_DAY, ONE_DAY)
        return day

    def of_month(self, first: date, last: date, number: int) -> date:
        """The `number`-th working day of those from first to last; a negative one is counted from the last."""
        if number > 0:
            return self.add(first - ONE_DAY, number)
        day = self.nearest(last, -ONE_DAY)
        for _one in range(-number - 1):
            day = self.nearest(day - ONE_DAY, -ONE_DAY)
        return day

    def why_off(self, day: date) -> Text | None:
        """Why nobody works on that day: the weekend, or the holiday and how sure it is. None when people work."""
        if self.is_worked(day):
            return None
        special = self.special.get(day)
        if special is None or special.kind is DayKind.ORDINARY:
            return _("{day} is a {weekday}", day=day, weekday=WEEKDAYS[day.weekday()])
        sureness = (special.status or DayStatus.OFFICIAL).label
        if special.kind is DayKind.HOLIDAY:
            return _("{day} is a public holiday: {name} ({status})", day=day, name=special.name, status=sureness)
        if special.kind is DayKind.COMPENSATORY:
            return _(
                "{day} is off in place of {holiday}, {name} ({status})",
                day=day,
                holiday=special.instead_of,
                name=special.name,
                status=sureness,
            )
        return _(
            "{day} is off, {other} is worked instead ({status})",
            day=day,
            other=special.instead_of,
            status=sureness,
        )
