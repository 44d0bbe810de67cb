"""Which days are worked: Monday to Friday, and what the law and the Government's yearly notices change.

State bodies rest on Saturday and Sunday (Decision 188/1999/QĐ-TTg); public holidays and the days off that make
up for those on a weekend are article 112 of the Labour Code 2019; days off exchanged for a Saturday are decided
each year. So the table is data (`WorkingDayTable`), and this is the value made of it (`WorkingDays`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Words

if TYPE_CHECKING:
    from cybercrime_plan.model.working_day_table import SpecialDay, WorkingDayTable

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


class DayStatus(Words):
    """How sure it is."""

    OFFICIAL = "official", _("official")
    """The law or a published notice says so."""
    PROVISIONAL = "provisional", _("provisional")
    """Decided in principle; the text that makes it law was not published when the table was made."""
    PROJECTED = "projected", _("projected")
    """Computed by the law's general rule, before the year's notice."""


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

    def with_table(self, table: WorkingDayTable) -> WorkingDays:
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
