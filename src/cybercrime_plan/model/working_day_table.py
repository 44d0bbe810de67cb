"""The table of days that are not what their weekday makes them, as its file has it; read where days are asked."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import Bilingual, Label, Many, Parsed, Part, Year, choice, one_of, refuse
from cybercrime_plan.model.dates import Day
from cybercrime_plan.model.working_days import WEEKDAYS, DayKind, DayStatus, in_week

_EXCHANGED = {DayKind.COMPENSATORY, DayKind.SWAPPED, DayKind.WORKED}
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
