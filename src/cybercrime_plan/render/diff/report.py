"""A comparison ready to be shown: the changes, and the two files they were found in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cybercrime_plan.calc.diff.change import Change
from cybercrime_plan.calc.diff.comparison import Comparison
from cybercrime_plan.findings import Loc, Positions, Span
from cybercrime_plan.language import Text
from cybercrime_plan.model.money import Unit
from cybercrime_plan.render.sections import Register


@dataclass(frozen=True, slots=True)
class Version:
    """One side.

    Attributes:
        name: the file, or the revision and path, as the person named it.
        sha256: of its bytes.
        positions: where its values are written.
    """

    name: str
    sha256: str
    positions: Positions = field(default_factory=Positions)

    def where(self, loc: Loc | None) -> str | None:
        """The file and line of a place, `a.yaml:12`; None when this side has no such thing."""
        place = None if loc is None else self.positions.near(loc)
        if place is None:
            return None
        return f"{self.name}:{place.line if isinstance(place, Span) else place}"


@dataclass(frozen=True, slots=True)
class DiffReport:
    """A comparison with its versions.

    Attributes:
        as_of: the day on which it was made.
        asked: the options that narrow it, as typed.
    """

    comparison: Comparison
    a: Version
    b: Version
    as_of: date
    tool_version: str
    asked: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit:
        """In which money is shown: the unit of the later table."""
        budget = self.comparison.b.budget or self.comparison.a.budget
        return budget.unit if budget else Unit.DONG

    def agencies(self, change: Change) -> Text | str | None:
        """Who has to do the task a change is about; None when it is about no task."""
        for plan, loc in zip((self.comparison.b, self.comparison.a), reversed(change.edit.locs), strict=True):
            if change.edit.path[0] == "tasks" and loc is not None and len(loc) > 1:
                return Register(plan).names(plan.tasks[int(loc[1])].agencies)
        return None

    def where(self, change: Change) -> tuple[str | None, str | None]:
        """Where a change is written, on each side."""
        first, second = change.edit.locs
        return self.a.where(first), self.b.where(second)
