"""The dates the law sets for a budget year, by the law that holds for it: data with what was seen of each."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, NamedTuple

from pydantic import Field

from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import Id, Label, Many, Parsed, Part, Whole, Words, choice, one_of
from cybercrime_plan.model.bodies import Seen
from cybercrime_plan.model.dates import Bound, Day


class BudgetLaw(StrEnum):
    """The Law on the State Budget."""

    OF_2015 = "2015"
    OF_2025 = "2025"


class Phase(Words):
    """What a step is about; the new law holds for each from another budget year on."""

    ALLOCATION = "allocation", _("allocation")
    SPENDING = "spending", _("spending")
    SETTLEMENT = "settlement", _("closing and settlement")


FIRST_UNDER_THE_NEW_LAW: Final = {Phase.ALLOCATION: 2026, Phase.SPENDING: 2026, Phase.SETTLEMENT: 2025}
"""The first budget year under the law of 2025. Thông tư 26/2026/TT-BTC."""
_YEARS: Final = {"before": -1, "same": 0, "after": 1}


def law_of(phase: Phase, year: int) -> BudgetLaw:
    """The law that holds for that phase of a budget year."""
    return BudgetLaw.OF_2025 if year >= FIRST_UNDER_THE_NEW_LAW[phase] else BudgetLaw.OF_2015


class LawTitle(Part):
    """What a law is called."""

    id: Annotated[BudgetLaw, one_of(BudgetLaw)]
    vi: Label
    en: Label


class LegalDate(Part):
    """A day of the year before the budget year, of the year itself, or of the year after."""

    year: Annotated[str, Parsed(choice(*_YEARS), {"enum": list(_YEARS)})]
    month: Whole
    day: Whole

    def of(self, budget_year: int) -> date:
        """The day, for that budget year."""
        return date(budget_year + _YEARS[self.year], self.month, self.day)


class LegalStep(Part):
    """Something that has to be done by a day."""

    id: Id
    law: Annotated[BudgetLaw, one_of(BudgetLaw)]
    phase: Annotated[Phase, one_of(Phase)]
    vi: Label
    en: Label
    bound: Annotated[Bound, one_of(Bound)]
    dates: Many[LegalDate] = Field((), description=N_("left out where the term runs from an event"))
    source: Label
    seen: Annotated[Seen, one_of(Seen)]


class StepOnDay(NamedTuple):
    """A step of one budget year.

    Attributes:
        limit: the day as the law writes it; None where its term runs from an event.
        number: which of its dates it is, from 1.
    """

    step: LegalStep
    limit: date | None
    number: int

    @property
    def due(self) -> date | None:
        """The last day on time."""
        return None if self.limit is None else self.step.bound.due(self.limit)


class BudgetCalendar(Part):
    """The file: `kind: budget-calendar` at its head."""

    kind: Annotated[str, Parsed(choice("budget-calendar"), {"const": "budget-calendar"})]
    edition: Day
    laws: Many[LawTitle]
    steps: Many[LegalStep]

    def of(self, year: int) -> tuple[StepOnDay, ...]:
        """The steps of a budget year by day, each under the law that holds; terms without a day come last."""
        mine = (step for step in self.steps if step.law is law_of(step.phase, year))
        found = [
            StepOnDay(step, limit, number)
            for step in mine
            for number, limit in enumerate([one.of(year) for one in step.dates] or [None], start=1)
        ]
        return tuple(sorted(found, key=lambda one: (one.limit is None, one.limit or date.min)))
