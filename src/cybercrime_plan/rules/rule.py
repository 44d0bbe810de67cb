"""How a rule is declared: one function under its `Rule`, in the module of its family."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cybercrime_plan.calc.account import Account, account_of
from cybercrime_plan.calc.crossfoot import CrossFooting, crossfoot
from cybercrime_plan.findings import Complaint, FigureRole, Loc, Positions, PrintedFigure, Rule, Severity, SheetCell
from cybercrime_plan.language import Text, n_
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.paths import Paths
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays

if TYPE_CHECKING:
    from cybercrime_plan.calc.owners import BodyHistory, Owners
    from cybercrime_plan.calc.registry import Registry
    from cybercrime_plan.calc.shares import Fate
    from cybercrime_plan.calc.slips import Fault


@dataclass(frozen=True, eq=False, repr=False)
class Reading:
    """What a rule may look at.

    Attributes:
        plan: the plan, frozen.
        as_of: the day on which the question is asked.
        days: which days are worked; Monday to Friday when nothing else is known.
        unread: top-level sections of the file that are missing from `plan` because they are refused.
        positions: where the values of the plan are written.
        figures: every number of the table it was read from; none for a plan file.
        bodies: what is known of bodies that changed.
        whole: the plan with all its tables, where `plan` has but one of the further ones; which, says `table`.
    """

    plan: Plan
    as_of: date
    days: WorkingDays = field(default_factory=WorkingDays)
    unread: frozenset[str] = frozenset()
    positions: Positions = field(default_factory=Positions)
    figures: tuple[PrintedFigure, ...] = ()
    bodies: Bodies = field(default_factory=Bodies)
    whole: Plan | None = None
    table: Loc = ("budget",)

    @cached_property
    def owners(self) -> Owners:
        """Who is who on a day."""
        from cybercrime_plan.calc.owners import Owners

        return Owners(self.plan, self.bodies)

    @cached_property
    def fates(self) -> dict[str, tuple[Fate, ...]]:
        """The duties of agencies that are no longer what the plan prints, once for all rules."""
        from cybercrime_plan.calc.shares import fates

        return fates(self.owners, self.days)

    @cached_property
    def histories(self) -> tuple[BodyHistory, ...]:
        """What befell the agencies and those that took over from them, once for all rules."""
        return self.owners.histories(agency.id for agency in self.plan.agencies)

    @cached_property
    def registry(self) -> Registry:
        """The agencies of the plan."""
        from cybercrime_plan.calc.registry import Registry

        return Registry(self.plan)

    @cached_property
    def footing(self) -> CrossFooting | None:
        """The budget added up, once for all rules; None when the plan has none."""
        return None if self.plan.budget is None else crossfoot(self.plan.budget)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with its figures."""
        if self.plan.budget is None or self.footing is None or not self.footing.fails:
            return ()
        from cybercrime_plan.calc.column_formulas import ColumnArithmetic
        from cybercrime_plan.calc.localise import localise

        speaks_for = ColumnArithmetic(self.plan.budget).speaks_for
        taken_up = {loc: taken_up for loc, (_why, taken_up) in self.mistaken.items()}
        return localise(self.footing, self.plan.budget.unit, taken_up, speaks_for)

    @cached_property
    def mistaken(self) -> Mapping[Loc, tuple[Text, frozenset[Loc]]]:
        """The totals against which the workbook itself tells: what, and which other figures take each up."""
        told = [one for one in self.figures if one.mistaken and not one.table]
        if not told or self.footing is None:
            return {}
        entries = (entry.loc for one in self.footing.equations for entry in one.entries)
        at = {place: loc for loc in entries if (place := self.positions.at(loc)) is not None}
        found = {}
        for place, mistaken in ((one.place, one.mistaken) for one in told):
            if mistaken and place in at:
                found[at[place]] = mistaken.why, frozenset(at[p] for p in mistaken.taken_up_by if p in at)
        return found

    @cached_property
    def account(self) -> Account | None:
        """What became of every figure of the budget."""
        if self.plan.budget is None or self.footing is None:
            return None
        figures = tuple(figure for figure in self.figures if not figure.table)
        return account_of(self.plan.budget, self.footing, figures, self.positions, self.path)

    @cached_property
    def takes_every_figure(self) -> bool:
        """Whether each printed figure has its place in the table: then a total that it lacks is not printed."""
        budget = self.plan.budget
        if budget is None or any(one.role is FigureRole.UNUSED for one in self.figures if not one.table):
            return False
        alike = len({bool(line.stt) for line in budget.lines}) < 2  # noqa: PLR2004 - one without a number may be a total
        return alike and all(one.kind is not ColumnKind.OUTSIDE for one in budget.columns)

    @cached_property
    def further(self) -> tuple[Reading, ...]:
        """Each further table of the plan, read as if the plan had no other."""
        tables = tuple(self.plan.tables()) if self.plan.budgets else ()
        return tuple(
            replace(
                self,
                plan=table.plan,
                positions=self.positions.of_table(table.loc),
                figures=tuple(one._replace(table=0) for one in self.figures if one.table == index),
                whole=self.plan,
                table=table.loc,
            )
            for index, table in enumerate(tables)
            if table.loc != ("budget",)
        )

    def path(self, loc: Loc) -> str:
        """The path of a place in this plan, by ids and years."""
        return self._paths.of((*self.table, *loc[1:]) if loc[:1] == ("budget",) else loc)

    def cell(self, loc: Loc) -> str | None:
        """The cell of a workbook that holds that value; None in any other file."""
        place = self.positions.at(loc)
        return str(place) if isinstance(place, SheetCell) else None

    @cached_property
    def _paths(self) -> Paths:
        return Paths(self.whole or self.plan)


def some(names: Sequence[Text | str], most: int = 5) -> tuple[Text | str, ...]:
    """The first of them for a sentence, then how many more there are."""
    if len(names) <= most:
        return tuple(names)
    return (*names[:most], n_("{count} more", "{count} more", len(names) - most))


Function = Callable[[Reading], Iterable[Complaint]]


class Check(NamedTuple):
    """A rule with the function that finds its faults."""

    rule: Rule
    find: Function

    def complaints(self, reading: Reading) -> Iterator[Complaint]:
        """What it finds, each with the path of its place."""
        for one in self.find(reading):
            yield one if one.path else one._replace(path=reading.path(one.loc))


def check(code: str, name: str, severity: Severity) -> Callable[[Function], Check]:
    """Declare the function below as the check of the rule of that code."""

    def declare(function: Function) -> Check:
        return Check(Rule(code, name, severity), function)

    return declare
