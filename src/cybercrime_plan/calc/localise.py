"""Where the slip is: the smallest sets of changes that would make every sum hold.

One wrong entry leaves the same residual in every sum it stands in and nowhere else, so it is found by
looking up which entry stands in exactly those sums. Two wrong entries are searched for as pairs; more are
taken apart into independent ones. What cannot be taken apart is said as it is, sum by sum.
Alternatives are ranked before they are cut off, and counted without being listed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from itertools import chain, islice, pairwise, product
from math import prod
from types import MappingProxyType
from typing import Final

from cybercrime_plan.calc.crossfoot import CrossFooting
from cybercrime_plan.calc.equations import EXACT, Agreement, Entry, Equation
from cybercrime_plan.calc.pattern import missing_row, pattern_in
from cybercrime_plan.calc.slips import EXCHANGED, SHOWN, Correction, Corrections, Fault, Slip, slip_between
from cybercrime_plan.calc.system import (
    Changes,
    Cover,
    Remedy,
    Residue,
    System,
    components,
    covers,
    system_of,
    system_over,
)
from cybercrime_plan.findings import Certainty, Loc
from cybercrime_plan.model.money import Money, Unit

MOST_PAIRS: Final = 1000
"""How many pairs of changes are looked at; beyond that there are "more than" so many."""

SpeaksFor = Callable[[Loc, Money], int]


def _nothing(_loc: Loc, _figure: Money) -> int:
    """Speaks for no figure and against none: there is nothing beside the sums."""
    return 0


_Left = tuple[frozenset[int], frozenset[tuple[int, int]]]
"""What a change leaves behind: the sums that fail, and the residuals it has moved."""


def localise(
    footing: CrossFooting,
    unit: Unit,
    mistaken: Mapping[Loc, Collection[Loc]] = MappingProxyType({}),
    speaks_for: SpeaksFor = _nothing,
) -> tuple[Fault, ...]:
    """Explain every sum that fails, each by one fault.

    Args:
        unit: the unit of the table, in which its figures are written.
        mistaken: totals that are known to be wrong, each with the figures that formulas make of it.
        speaks_for: 1 where what is printed beside the sums, products and shares, wants a figure in a place, too;
            -1 where it would be broken by it.
    """
    if not footing.fails:
        return ()
    system = system_of(footing)
    return tuple(_Localisation(system, footing, unit, _neighbours(system), mistaken, speaks_for).faults())


def localise_sums(
    sums: Sequence[Equation], unit: Unit, signs: Mapping[Loc, int] = MappingProxyType({})
) -> tuple[Fault, ...]:
    """The same for sums that stand in no table: entries have no neighbours, and there are no rows to miss.

    Args:
        signs: 1 for entries that cannot be negative, -1 for those that cannot be positive.
    """
    if not any(one.fails for one in sums):
        return ()
    return tuple(_Localisation(system_over(sums), None, unit, {}, {}, _nothing, signs).faults())


@dataclass(frozen=True, slots=True)
class _Localisation:
    """The search in one system."""

    system: System
    footing: CrossFooting | None
    unit: Unit
    neighbours: Mapping[Loc, tuple[Money, ...]]
    mistaken: Mapping[Loc, Collection[Loc]]
    speaks_for: SpeaksFor
    signs: Mapping[Loc, int] = field(default_factory=dict)

    def faults(self) -> Iterator[Fault]:
        """Explain all at once if few changes can; else take apart what is independent, and explain the rest.

        Entries that stand in one sum only (figures in the prose) would explain that sum alone and hide what
        it has in common with others, so they wait for a second round.
        """
        known, residue = self._known()
        yield from known
        whole = self._together(residue)
        for least in () if whole else (2, 1):
            settled: dict[Loc, int] = {}
            for part, found in self._apart(residue, least):
                fault = self._covered(part, found)
                yield fault
                settled |= {one.entry.loc: one.value.dong - one.entry.dong for one in fault.hypotheses[0]}
            residue = self.system.after(residue, settled)
            whole = self._together(residue)
            if whole:
                break
        yield from whole or (Fault((one,), Certainty.AMBIGUOUS) for one in self.system.sums(residue.failing))

    def _known(self) -> tuple[list[Fault], Residue]:
        """A fault for each total known to be wrong that can be mended without harm, and what is left then."""
        before = residue = self.system.residue
        mended: list[tuple[dict[Loc, int], frozenset[int]]] = []
        for total, taken_up in self.mistaken.items():
            changes = self._mended(total, taken_up, residue)
            after = self.system.after(residue, changes)
            if after.failing < residue.failing:
                mended.append((changes, residue.failing - after.failing))
                residue = after
        whole: dict[Loc, int] = {}
        for changes, _cleared in mended:
            whole |= {loc: whole.get(loc, 0) + change for loc, change in changes.items()}
        faults = []
        for changes, cleared in mended:
            first, *others = (self._made(before, loc, whole) for loc in changes)
            fault = Fault(self.system.sums(cleared), Certainty.UNIQUE, ((first._replace(slip=None),),), 1)
            faults.append(fault._replace(followed=tuple(others)))
        return faults, residue

    def _mended(self, total: Loc, taken_up: Collection[Loc], residue: Residue) -> dict[Loc, int]:
        """A total made what its parts add up to, and what formulas make of it with it; empty where that is open."""
        needed = {
            -residue.residuals[index]
            for index in residue.failing.intersection(self.system.sums_of[total])
            if self._states(index, total)
        }
        changes = {total: needed.pop()} if len(needed) == 1 else {}
        for _round in taken_up if changes else ():
            broken = self.system.after(residue, changes)
            fresh = sorted(broken.failing - residue.failing)
            follows = [(loc, index) for index in fresh for loc in taken_up if self._states(index, loc)]
            if not follows:
                break
            loc, index = follows[0]
            changes[loc] = changes.get(loc, 0) - broken.residuals[index]
        return changes

    def _states(self, index: int, total: Loc) -> bool:
        """Whether a sum is that of this total."""
        one = self.system.constraints[index].sum
        return not isinstance(one, Agreement) and one.stated.loc == total

    def _together(self, residue: Residue) -> tuple[Fault, ...]:
        """One change, a known pattern, two changes, or a missing row that explain everything."""
        if not residue.failing:
            return ()
        singles = self._confirmed(self._singles(residue))
        if singles:
            return (self._fault(residue, [{one.loc: one.change} for one in singles], len(singles)),)
        pattern = pattern_in(self.footing, self.system, residue) if self.footing else None
        if pattern is None:
            two = self._two_apart(residue)
            if two:
                return two
            pairs = list(islice(self._pairs(residue), MOST_PAIRS + 1))
            if pairs:
                return tuple(self._by_pairs(residue, pairs))
            pattern = missing_row(self.footing, self.system, residue) if self.footing else None
        if pattern is None:
            return ()
        return (Fault(self.system.sums(residue.failing), Certainty.LIKELY, pattern=pattern),)

    def _confirmed(self, alike: Sequence[Remedy]) -> Sequence[Remedy]:
        """The one of several remedies that is confirmed from elsewhere; else those that nothing speaks against."""
        if len(alike) < 2:  # noqa: PLR2004 - nothing to choose
            return alike
        figures = (Money(self.system.entries[one.loc].dong + one.change) for one in alike)
        said = [self.speaks_for(one.loc, figure) for one, figure in zip(alike, figures, strict=True)]
        confirmed = [one for one, voice in zip(alike, said, strict=True) if voice > 0]
        free = [one for one, voice in zip(alike, said, strict=True) if voice >= 0]
        return confirmed if len(confirmed) == 1 else free or alike

    def _singles(self, residue: Residue) -> list[Remedy]:
        """Every entry of which one change explains everything."""
        first, *others = (self.system.constraints[index].coefficients for index in sorted(residue.failing))
        least = min((first, *others), key=len)
        common = (loc for loc in least if all(loc in other for other in (first, *others)))
        changes = ((loc, self._change(loc, residue)) for loc in common)
        return [Remedy(loc, change, residue.failing) for loc, change in changes if change]

    def _change(self, loc: Loc, residue: Residue) -> int:
        """A change of the entry that makes all its sums hold, to the đồng where it can; 0 when there is none."""
        within = self.system.correction(loc, residue)
        if within.is_empty or within == EXACT:
            return 0
        restoring = (one for one in self.system.restoring(loc, residue) if one in within)
        change = next(restoring, within.nearest(0))
        return change if self._is_possible(loc, change) else 0

    def _is_possible(self, loc: Loc, change: int) -> bool:
        """Whether the entry can be what it would be then."""
        return (self.system.entries[loc].dong + change) * self.signs.get(loc, 0) >= 0

    def _two_apart(self, residue: Residue) -> tuple[Fault, ...]:
        """Two faults without a failing sum in common, when each leaves several entries to choose from."""
        parts = list(self._apart(residue, 1))
        independent = len(parts) == 2 and all(len(cover) == 1 for _part, found in parts for cover in found)  # noqa: PLR2004
        if not independent or frozenset().union(*(part.failing for part, _found in parts)) != residue.failing:
            return ()
        (one, ((first,),)), (other, ((second,),)) = parts
        if len(first) == len(second) == 1:
            return ()  # few enough for the search for pairs, which also sees those that are not independent
        if any(_exchanges(self.system, first, second)):
            return (self._covered(residue, [(first, second)]),)
        return self._covered(one, [(first,)]), self._covered(other, [(second,)])

    def _pairs(self, residue: Residue) -> Iterator[Changes]:
        """Every two entries of which one change each explains everything, the likeliest first."""
        widest = max(len(sums) for sums in self.system.sums_of.values())
        if len(residue.failing) > 2 * widest:
            return
        # First changes that leave the same behind have the same second changes, which are then sought once.
        alike: dict[_Left, list[Remedy]] = {}
        for first in self._first_of_two(residue):
            after = self.system.after(residue, {first.loc: first.change})
            if 0 < len(after.failing) <= widest:
                left = after.failing, frozenset(after.residuals.maps[0].items())
                alike.setdefault(left, []).append(first)
        seconds = {
            (failing, moved): self._singles(Residue(residue.residuals.new_child(dict(moved)), failing))
            for failing, moved in alike
        }
        exchanged = (pair for left in alike for pair in _exchanges(self.system, alike[left], seconds[left]))
        others = (pair for left in alike for pair in product(alike[left], seconds[left]))
        seen: set[frozenset[Loc]] = set()
        for first, second in chain(exchanged, others):
            pair = frozenset({first.loc, second.loc})
            if first.loc != second.loc and pair not in seen:
                seen.add(pair)
                yield {first.loc: first.change, second.loc: second.change}

    def _is_carried_on(self, pair: Changes, residue: Residue) -> bool:
        """Whether both are the totals that fail, and the one was added up from the other with its difference.

        Any other pair is of a figure and the total of its line, which agree with each other and with nothing
        below them: totals are made of lines, not lines of totals.
        """
        stated = [one.stated.loc for one in self.system.sums(residue.failing) if not isinstance(one, Agreement)]
        if len(residue.failing) != len(stated) or sorted(stated, key=_order) != sorted(pair, key=_order):
            return False
        shared = set.intersection(*(set(self.system.sums_of[loc]) for loc in pair)) - residue.failing
        return len(set(pair.values())) == 1 and any(self._states(index, loc) for index in shared for loc in pair)

    def _first_of_two(self, residue: Residue) -> list[Remedy]:
        """The changes to begin a pair with: one of two must stand in the shortest of the failing sums."""
        shortest = self.system.shortest(residue.failing)
        firsts = (
            Remedy(loc, change, frozenset())
            for loc in shortest.coefficients
            for change in self.system.restoring(loc, residue)
            if self._is_possible(loc, change)
        )
        return sorted(firsts, key=self._doubt)

    def _apart(self, residue: Residue, least: int) -> Iterator[tuple[Residue, list[Cover]]]:
        """The failing sums in parts that nothing connects, each with the smallest sets of remedies for it."""
        for group in components(self._remedies(residue, least)):
            found = covers(group)
            if found:
                cleared = frozenset[int]().union(*(one.clears for one in group))
                yield replace(residue, failing=residue.failing & cleared), found

    def _remedies(self, residue: Residue, least: int) -> Iterator[Remedy]:
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

    def _covered(self, part: Residue, found: Sequence[Cover]) -> Fault:
        """The fault of which these covers are all the explanations: the likeliest of them, and their number."""
        found = [tuple(tuple(self._confirmed(alike)) for alike in cover) for cover in found]
        best = [changes for cover in found for changes in self._likeliest(cover)]
        return self._fault(part, best, sum(prod(map(len, cover)) for cover in found))

    def _likeliest(self, cover: Cover) -> Iterator[Changes]:
        """The first combinations by doubt, each set of remedies cut down as it is added; exchanges besides."""
        chosen: list[tuple[Remedy, ...]] = [()]
        for alike in cover:
            best = nsmallest(SHOWN, alike, key=self._doubt)
            longer = ((*one, remedy) for one in chosen for remedy in best)
            chosen = nsmallest(SHOWN, longer, key=lambda one: sorted(map(self._doubt, one), reverse=True))
        if len(cover) == 2:  # noqa: PLR2004 - two figures exchanged
            chosen = [*dict.fromkeys((*islice(_exchanges(self.system, *cover), SHOWN), *chosen))]
        yield from ({one.loc: one.change for one in remedies} for remedies in chosen)

    def _doubt(self, remedy: Remedy) -> tuple[bool, bool, tuple[tuple[bool, int, str], ...]]:
        """A key by which the likeliest change comes first."""
        entry = self.system.entries[remedy.loc]
        right = entry.dong + remedy.change
        return right < 0, self._slip(entry, Money(right)) is None, _order(remedy.loc)

    def _by_pairs(self, residue: Residue, pairs: Sequence[Changes]) -> Iterator[Fault]:
        """The fault of which these pairs are all the explanations, or one alone that is likelier than any other.

        Changes of the only pair that share no failing sum are a fault each.
        """
        carried = next((pair for pair in pairs[:MOST_PAIRS] if self._is_carried_on(pair, residue)), None)
        if carried and len(pairs) > 1:
            yield self._fault(residue, [carried], 1)._replace(certainty=Certainty.LIKELY)
            return
        fault = self._fault(residue, pairs[:MOST_PAIRS], min(len(pairs), MOST_PAIRS))
        changes = fault.hypotheses[0]
        apart = sum(len(change.sums) for change in changes) == len(fault.sums)
        # a change without a failing sum only makes up for what the other breaks
        if fault.ways == 1 and apart and all(change.sums for change in changes):
            yield from (Fault(change.sums, fault.certainty, ((change,),), 1) for change in changes)
        else:
            yield fault._replace(more=len(pairs) > MOST_PAIRS)

    def _fault(self, residue: Residue, alternatives: Sequence[Changes], count: int) -> Fault:
        hypotheses = sorted((self._hypothesis(residue, changes) for changes in alternatives), key=_unlikeliness)
        if count > 1:
            certainty = Certainty.AMBIGUOUS
        else:
            exact = all(change.is_exact for change in hypotheses[0])
            certainty = Certainty.UNIQUE if exact else Certainty.LIKELY
        return Fault(self.system.sums(residue.failing), certainty, tuple(hypotheses[:SHOWN]), count)

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
        return Correction(entry, value, sums, within.only is not None, self._slip(entry, value))

    def _slip(self, entry: Entry, right: Money) -> Slip | None:
        if not isinstance(entry.value, Money):
            return None
        return slip_between(entry.value, right, self.unit, self.neighbours.get(entry.loc, ()))


def _exchanges(
    system: System, first: Sequence[Remedy], second: Sequence[Remedy]
) -> Iterator[tuple[Remedy, Remedy]]:
    """The pairs of which each is to become what the other is."""
    at = {(system.entries[one.loc].dong, one.change): one for one in reversed(second)}
    for one in first:
        other = at.get((system.entries[one.loc].dong + one.change, -one.change))
        if other is not None:
            yield one, other


def _neighbours(system: System) -> dict[Loc, tuple[Money, ...]]:
    """The amounts printed next to each entry, along its row and its column."""
    beside: dict[Loc, tuple[Money, ...]] = {}
    for constraint in system.constraints:
        if not isinstance(constraint.sum, Agreement):
            for one, other in pairwise(constraint.sum.entries):
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
