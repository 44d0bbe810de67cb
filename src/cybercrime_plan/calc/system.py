"""The sums of one budget as a sparse system: which entry stands in which sums, and what a change of it does."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from cybercrime_plan.calc.crossfoot import CrossFooting
from cybercrime_plan.calc.equations import (
    EXACT,
    Bounds,
    Entry,
    Equation,
    State,
    Sum,
    SumKind,
    coefficients,
)
from cybercrime_plan.findings import Loc

Changes = Mapping[Loc, int]
"""What to add to entries, in đồng, by their place."""


@dataclass(frozen=True, slots=True)
class Residue:
    """What is left to explain.

    Attributes:
        residuals: in đồng, by the index of the constraint; zero where it has none.
        failing: the constraints that do not hold.
    """

    residuals: ChainMap[int, int]
    failing: frozenset[int]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One sum: its residual, what of it is admitted, and by how much each entry moves it."""

    sum: Sum
    coefficients: Mapping[Loc, int]

    def correction(self, loc: Loc, residual: int) -> Bounds:
        """The changes of that entry, in đồng, that would bring the residual within what is admitted."""
        coefficient = self.coefficients[loc]
        if self.sum.admitted is EXACT and coefficient in {1, -1}:  # nearly all: told without arithmetic on bounds
            change = -residual * coefficient
            return Bounds(change, change)
        return _divided(self.sum.admitted.shifted(-residual), coefficient)


@dataclass(frozen=True, slots=True)
class System:
    """All sums that can be checked.

    Attributes:
        entries: every entry in any of them, by its place.
        sums_of: the indexes of the constraints each entry stands in.
        exact: the indexes of the constraints that admit no difference.
        residue: everything there is to explain.
    """

    constraints: tuple[Constraint, ...]
    entries: Mapping[Loc, Entry]
    sums_of: Mapping[Loc, tuple[int, ...]]
    exact: frozenset[int]
    residue: Residue

    def holds(self, index: int, residual: int) -> bool:
        """Whether that sum may have this residual."""
        return residual in self.constraints[index].sum.admitted

    def sums(self, indexes: Iterable[int]) -> tuple[Sum, ...]:
        """The sums of these constraints, in their order."""
        return tuple(self.constraints[index].sum for index in sorted(indexes))

    def shortest(self, indexes: Iterable[int]) -> Constraint:
        """The constraint with the fewest entries."""
        return min((self.constraints[index] for index in sorted(indexes)), key=lambda one: len(one.coefficients))

    def correction(self, loc: Loc, residue: Residue) -> Bounds:
        """The changes of one entry, in đồng, that make every sum it stands in hold; empty when none does."""
        within = Bounds(None, None)
        if any(index in self.exact and index not in residue.failing for index in self.sums_of[loc]):
            return EXACT  # any change would break a sum that holds
        for index in self.sums_of[loc]:
            within = within & self.constraints[index].correction(loc, residue.residuals.get(index, 0))
            if within.is_empty:
                break
        return within

    def restoring(self, loc: Loc, residue: Residue) -> list[int]:
        """The changes of one entry, in đồng, each of which makes one of its sums hold to the đồng."""
        changes = dict.fromkeys(
            -residue.residuals[index] // self.constraints[index].coefficients[loc]
            for index in self.sums_of[loc]
            if residue.residuals.get(index)
        )
        return list(changes)

    def after(self, residue: Residue, changes: Changes) -> Residue:
        """What is left to explain after these changes; work grows with the sums they touch."""
        moved: dict[int, int] = {}
        for loc, change in changes.items():
            for index in self.sums_of.get(loc, ()):
                before = moved[index] if index in moved else residue.residuals.get(index, 0)
                moved[index] = before + change * self.constraints[index].coefficients[loc]
        still = frozenset(index for index, residual in moved.items() if not self.holds(index, residual))
        return Residue(residue.residuals.new_child(moved), residue.failing.difference(moved) | still)


def system_of(footing: CrossFooting) -> System:
    """The system of a cross-footing. Rows of dashes take part: to fill in one dash would need another."""
    implied = {SumKind.TOTAL_OF_LINES} if _years_say_it_all(footing) else frozenset[SumKind]()
    said: list[Sum] = [
        one for one in footing.equations if one.state in {State.CHECKED, State.NONE} and one.kind not in implied
    ]
    said += [one for one in footing.agreements if implied.isdisjoint({one.first.kind, one.second.kind})]
    return _system(tuple(Constraint(one, coefficients(one)) for one in said), footing.equations)


def system_over(sums: Sequence[Equation]) -> System:
    """The system of sums that stand in no table; every one of them is checked."""
    return _system(tuple(Constraint(one, coefficients(one)) for one in sums), sums)


def _system(constraints: tuple[Constraint, ...], equations: Iterable[Equation]) -> System:
    sums_of: dict[Loc, list[int]] = {}
    for index, constraint in enumerate(constraints):
        for loc in constraint.coefficients:
            sums_of.setdefault(loc, []).append(index)
    residuals = {index: constraint.sum.residual for index, constraint in enumerate(constraints)}
    return System(
        constraints=constraints,
        exact=frozenset(index for index, constraint in enumerate(constraints) if constraint.sum.admitted == EXACT),
        entries={entry.loc: entry for equation in equations for entry in equation.entries},
        sums_of={loc: tuple(indexes) for loc, indexes in sums_of.items()},
        residue=Residue(
            ChainMap(residuals),
            frozenset(index for index, constraint in enumerate(constraints) if constraint.sum.fails),
        ),
    )


def _years_say_it_all(footing: CrossFooting) -> bool:
    """Whether the grand total over all amounts only repeats what the sums of the years say.

    It does where no row totals stand between the amounts and the grand total. Left in, it would tie faults of
    different years together that have nothing else in common.
    """
    if footing.table.prints_row_totals:
        return False
    sums = [one for one in footing.equations if one.kind in {SumKind.YEAR, SumKind.TOTAL_OF_YEARS}]
    return bool(sums) and all(
        one.admitted == EXACT
        and (one.state in {State.CHECKED, State.NONE} or (one.kind is SumKind.TOTAL_OF_YEARS and one.stated.blank))
        for one in sums
    )


def _divided(bounds: Bounds, divisor: int) -> Bounds:
    """The whole numbers whose product with `divisor` is within the bounds."""
    if divisor < 0:
        return _divided(-bounds, -divisor)
    low = None if bounds.low is None else -(-bounds.low // divisor)
    high = None if bounds.high is None else bounds.high // divisor
    return Bounds(low, high)


MOST_CHANGES: Final = 4
"""How many changes that could be mistaken for each other are still told apart; four have 24 pairings."""


class Remedy(NamedTuple):
    """A change of one entry that clears these failing sums and harms no other."""

    loc: Loc
    change: int
    clears: frozenset[int]


Cover = tuple[tuple[Remedy, ...], ...]
"""Any one remedy of each of these sets, together."""


def components(remedies: Iterable[Remedy]) -> Iterator[tuple[Remedy, ...]]:
    """Group the remedies that share failing sums, directly or through others."""
    by_sum: dict[int, list[Remedy]] = {}
    for remedy in remedies:
        for index in remedy.clears:
            by_sum.setdefault(index, []).append(remedy)
    seen: set[int] = set()
    for start in by_sum:
        if start in seen:
            continue
        group: dict[Loc, Remedy] = {}
        waiting = [start]
        seen.add(start)
        while waiting:
            for remedy in by_sum[waiting.pop()]:
                if remedy.loc not in group:
                    group[remedy.loc] = remedy
                    waiting += remedy.clears - seen
                    seen |= remedy.clears
        yield tuple(group.values())


def covers(group: Iterable[Remedy]) -> list[Cover]:
    """The smallest exact covers: sets of remedies that clear every failing sum of the group exactly once.

    Remedies that clear the same sums stand for each other and stay together: their combinations are counted, never
    listed. Empty when it takes more than `MOST_CHANGES`.
    """
    alike: dict[frozenset[int], list[Remedy]] = {}
    for remedy in group:
        alike.setdefault(remedy.clears, []).append(remedy)
    sums = frozenset[int]().union(*alike)
    for size in range(-(-len(sums) // max(map(len, alike))), MOST_CHANGES + 1):
        found = list(_exact_covers(tuple(alike), sums, size))
        if found:
            return [tuple(tuple(alike[clears]) for clears in one) for one in found]
    return []


def _exact_covers(
    sets: tuple[frozenset[int], ...], sums: frozenset[int], size: int
) -> Iterator[tuple[frozenset[int], ...]]:
    if not sums:
        yield ()
        return
    if not size:
        return
    first = min(sums)
    for clears in sets:
        if first in clears and clears <= sums:
            for rest in _exact_covers(sets, sums - clears, size - 1):
                yield (clears, *rest)
