"""What a judge may look at besides the edit: both plans, all edits, and the sums of both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cybercrime_plan.calc.crossfoot import CrossFooting, crossfoot
from cybercrime_plan.calc.diff.edits import Edit, Op
from cybercrime_plan.calc.diff.ledger import Ledger, ledger_of
from cybercrime_plan.calc.diff.shapes import fields
from cybercrime_plan.calc.equations import Equation
from cybercrime_plan.findings import Key, Loc
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.money import Unit
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays


@dataclass(frozen=True)
class Sides:
    """Two plans and every edit between them.

    Attributes:
        days: the working days, for terms that are counted in them.
    """

    a: Plan
    b: Plan
    edits: tuple[Edit, ...]
    days: WorkingDays

    @cached_property
    def ledgers(self) -> tuple[Ledger, Ledger]:
        """The amounts that count, on each side."""
        return ledger_of(self.a.budget), ledger_of(self.b.budget)

    @cached_property
    def footings(self) -> tuple[CrossFooting | None, CrossFooting | None]:
        """Whether each side adds up."""
        first, second = (crossfoot(plan.budget) if plan.budget else None for plan in (self.a, self.b))
        return first, second

    @cached_property
    def equations(self) -> tuple[Mapping[Loc, Sequence[Equation]], Mapping[Loc, Sequence[Equation]]]:
        """The sums of each side, by the place of the total they belong to."""
        first, second = (_by_total(footing) for footing in self.footings)
        return first, second

    @cached_property
    def units(self) -> tuple[Unit, Unit] | None:
        """The unit of each table, when they differ."""
        if self.a.budget is None or self.b.budget is None or self.a.budget.unit is self.b.budget.unit:
            return None
        return self.a.budget.unit, self.b.budget.unit

    @cached_property
    def years(self) -> tuple[frozenset[object], frozenset[object]]:
        """Years only the first table has, and years only the second has."""
        lone = [edit for edit in self.edits if edit.fields == ("budget", "years")]
        return (
            frozenset(edit.old for edit in lone if edit.op is Op.REMOVE),
            frozenset(edit.new for edit in lone if edit.op is Op.ADD),
        )

    @cached_property
    def rekeyed(self) -> frozenset[tuple[tuple[str, ...], object, object]]:
        """Ids that changed while the record stayed the same: the fields that lead there, old and new."""
        return frozenset((edit.fields, edit.old, edit.new) for edit in self.edits if edit.path[-1] == "id")

    @cached_property
    def by_fields(self) -> Mapping[tuple[str, ...], Sequence[Edit]]:
        """The edits by the fields of their path."""
        grouped: dict[tuple[str, ...], list[Edit]] = {}
        for edit in self.edits:
            grouped.setdefault(edit.fields, []).append(edit)
        return grouped


def _by_total(footing: CrossFooting | None) -> Mapping[Loc, Sequence[Equation]]:
    by_total: dict[Loc, list[Equation]] = {}
    for equation in footing.equations if footing else ():
        by_total.setdefault(equation.stated.loc, []).append(equation)
    return by_total


def at_loc(plan: Plan, loc: Loc | None) -> Any:
    """What stands at a place of the file's tree."""
    value: Any = plan
    for key in loc or ():
        value = child(value, key)
    return value


def child(value: Any, key: Key) -> Any:
    """What a part, a list or a mapping holds under a key of the file's tree."""
    if isinstance(value, Part):
        return value.__dict__[fields(type(value))[str(key)].attribute]
    return value[key]
