"""Where the slip is: the smallest sets of changes that would make every sum hold.

One wrong entry leaves the same residual in every sum it stands in and nowhere else, so it is found by
looking up which entry stands in exactly those sums. Two wrong entries are searched for as pairs; more are
taken apart into independent ones. What cannot be taken apart is said as it is, sum by sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cybercrime_plan.calc.crossfoot import CrossFooting
from cybercrime_plan.calc.equations import Agreement
from cybercrime_plan.calc.pattern import missing_row, pattern_in
from cybercrime_plan.calc.slips import EXCHANGED, SHOWN, Correction, Corrections, Fault, slip_between
from cybercrime_plan.calc.system import Changes, Remedy, Residue, System, components, covers, system_of
from cybercrime_plan.findings import Certainty, Loc
from cybercrime_plan.model.money import Money, Unit


def localise(footing: CrossFooting, unit: Unit) -> tuple[Fault, ...]:
    """Explain every sum that fails, each by one fault.

    Args:
        unit: the unit of the table, in which its figures are written.
    """
    if not footing.fails:
        return ()
    system = system_of(footing)
    return tuple(_Search(system, footing, unit, _neighbours(system)).faults())


@dataclass(frozen=True, slots=True)
class _Search:
    """The search in one system."""

    system: System
    footing: CrossFooting
    unit: Unit
    neighbours: Mapping[Loc, tuple[Money, ...]]

    def faults(self) -> Iterator[Fault]:
        """Explain all at once if few changes can; else take apart what is independent, and explain the rest.

        Entries that stand in one sum only (figures in the prose) would explain that sum alone and hide what
        it has in common with others, so they wait for a second round.
        """
        residue = self.system.residue
        whole = self._together(residue)
        for least in () if whole else (2, 1):
            settled: dict[Loc, int] = {}
            for fault, changes in self._apart(residue, least):
                yield fault
                settled |= changes
            residue = self.system.after(residue, settled)
            whole = self._together(residue)
            if whole:
                break
        if whole:
            yield from _separate(whole)
        else:
            yield from (Fault((one,), Certainty.AMBIGUOUS) for one in self.system.sums(residue.failing))

    def _together(self, residue: Residue) -> Fault | None:
        """One change, a known pattern, two changes, or a missing row that explain everything."""
        if not residue.failing:
            return None
        singles = [{loc: change} for loc, change in self._singles(residue)]
        if singles:
            return self._fault(residue, singles)
        pattern = pattern_in(self.footing, self.system, residue)
        pairs = [] if pattern else list(self._pairs(residue))
        if pairs:
            return self._fault(residue, pairs)
        pattern = pattern or missing_row(self.footing, self.system, residue)
        if pattern is None:
            return None
        return Fault(self.system.sums(residue.failing), Certainty.LIKELY, pattern=pattern)

    def _singles(self, residue: Residue) -> Iterator[tuple[Loc, int]]:
        """Every entry of which one change explains everything, with that change in đồng."""
        for loc in self.system.shortest(residue.failing).coefficients:
            if residue.failing.issubset(self.system.sums_of[loc]):
                change = self._change(loc, residue)
                if change:
                    yield loc, change

    def _change(self, loc: Loc, residue: Residue) -> int:
        """A change of the entry that makes all its sums hold, to the đồng where it can; 0 when there is none."""
        within = self.system.correction(loc, residue)
        if within.is_empty:
            return 0
        return next(
            (change for change in self.system.restoring(loc, residue) if change in within), within.nearest(0)
        )

    def _pairs(self, residue: Residue) -> Iterator[Changes]:
        """Every two entries of which one change each explains everything."""
        widest = max(len(sums) for sums in self.system.sums_of.values())
        if len(residue.failing) > 2 * widest:
            return
        seen: set[frozenset[Loc]] = set()
        for loc in self.system.shortest(residue.failing).coefficients:
            for change in self.system.restoring(loc, residue):
                after = self.system.after(residue, {loc: change})
                if not 0 < len(after.failing) <= widest:
                    continue
                for other, second in self._singles(after):
                    pair = frozenset({loc, other})
                    if other != loc and pair not in seen:
                        seen.add(pair)
                        yield {loc: change, other: second}

    def _apart(self, residue: Residue, least: int) -> Iterator[tuple[Fault, Changes]]:
        """Faults that explain some failing sums entirely and touch no others, with the changes that clear them."""
        for group in components(self._candidates(residue, least)):
            found = [{one.loc: one.change for one in cover} for cover in covers(group)]
            if found:
                cleared = frozenset[int]().union(*(one.clears for one in group))
                part = replace(residue, failing=residue.failing & cleared)
                yield self._fault(part, found), found[0]

    def _candidates(self, residue: Residue, least: int) -> Iterator[Remedy]:
        """Entries of which one change clears every failing sum they stand in, `least` sums or more."""
        failing = residue.failing
        locs = dict.fromkeys(
            loc for index in sorted(failing) for loc in self.system.constraints[index].coefficients
        )
        for loc in locs:
            clears = failing.intersection(self.system.sums_of[loc])
            change = self._change(loc, residue) if len(clears) >= least else 0
            if change:
                yield Remedy(loc, change, clears)

    def _fault(self, residue: Residue, alternatives: Sequence[Changes]) -> Fault:
        hypotheses = sorted((self._hypothesis(residue, changes) for changes in alternatives), key=_unlikeliness)
        if len(hypotheses) > 1:
            certainty = Certainty.AMBIGUOUS
        else:
            exact = all(change.is_exact for change in hypotheses[0])
            certainty = Certainty.UNIQUE if exact else Certainty.LIKELY
        return Fault(self.system.sums(residue.failing), certainty, tuple(hypotheses[:SHOWN]), len(hypotheses))

    def _hypothesis(self, residue: Residue, changes: Changes) -> Corrections:
        made = tuple(self._made(residue, loc, changes) for loc in sorted(changes, key=_order))
        if len(made) > 1 and {one.entry.dong for one in made} == {one.value.dong for one in made}:
            return tuple(change._replace(slip=EXCHANGED) for change in made)
        return made

    def _made(self, residue: Residue, loc: Loc, changes: Changes) -> Correction:
        entry = self.system.entries[loc]
        others = {other: change for other, change in changes.items() if other != loc}
        within = self.system.correction(loc, self.system.after(residue, others))
        value = Money(entry.dong + changes[loc])
        sums = self.system.sums(index for index in self.system.sums_of[loc] if index in residue.failing)
        slip = (
            slip_between(entry.value, value, self.unit, self.neighbours.get(loc, ()))
            if isinstance(entry.value, Money)
            else None
        )
        return Correction(entry, value, sums, within.only is not None, slip)


def _separate(fault: Fault) -> Iterator[Fault]:
    """Changes that share no failing sum are a fault each."""
    if fault.count == 1:
        (changes,) = fault.hypotheses
        if sum(len(change.sums) for change in changes) == len(fault.sums):
            yield from (Fault(change.sums, fault.certainty, ((change,),), 1) for change in changes)
            return
    yield fault


def _neighbours(system: System) -> dict[Loc, tuple[Money, ...]]:
    """The amounts printed next to each entry, along its row and its column."""
    beside: dict[Loc, tuple[Money, ...]] = {}
    for constraint in system.constraints:
        if not isinstance(constraint.sum, Agreement):
            for one, other in pairwise((*constraint.sum.terms, constraint.sum.stated)):
                for entry, near in ((one, other), (other, one)):
                    if isinstance(near.value, Money):
                        beside[entry.loc] = (*beside.get(entry.loc, ()), near.value)
    return beside


def _unlikeliness(hypothesis: Corrections) -> tuple[bool, int, int, list[tuple[tuple[bool, int, str], ...]]]:
    """Two figures exchanged come first, then what known slips explain; negative amounts come last."""
    return (
        any(change.slip is not EXCHANGED for change in hypothesis),
        sum(change.value.dong < 0 for change in hypothesis),
        sum(change.slip is None for change in hypothesis),
        [_order(change.entry.loc) for change in hypothesis],
    )


def _order(loc: Loc) -> tuple[tuple[bool, int, str], ...]:
    """A key by which places sort, numbers among themselves and names among themselves."""
    return tuple((isinstance(key, str), key if isinstance(key, int) else 0, str(key)) for key in loc)
