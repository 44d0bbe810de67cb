"""What a pattern of sums among lines weighs: how much its positions speak for it, in bits.

The lines are the rows or the columns of a grid of whole numbers, the positions what stands across them.
A position where the pattern holds speaks for it by as many bits as its largest figure has (a total of 7 is easily
met by chance, one of 253.831 is not, nor are the 100 that 8.500 less 8.400 make), one where it does not speaks
against it; a pattern may hold over a stretch of positions only.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from math import gcd, log2
from typing import NamedTuple

Figures = Sequence[int | None]

_AGAINST = 10.0
"""what a position speaks against a pattern that does not hold there, in bits"""
_NEAR = 2.0
"""what one that is off by rounding says less than one that is as often met by chance"""
_MOST = 14.0
"""what one position can speak for it at most"""
_CHOICES = 3
"""of lines that make a total, that are looked at"""
_FEWEST = 3
"""lines that make a sum: a total and two parts"""
_PLACES = 8
"""in blocks, of which the lines are added"""
_ALIKE = 4
"""figures that stand in one proportion to those beside them, that make them shares"""
_MILLE = 1000
"""to this many figures are rounded that are compared by their proportions"""
_SLIPS = 2
"""wrong cells that a pattern bears at the ends of its stretch"""

HOLDS, ONE, NEAR, OFF, ZERO, ALONE, BLANK = "=+~!0- "
"""The states of a position: holds, holds with one part only, is off by rounding, is off, all is zero,
a total without any part, no total."""


class Trial(NamedTuple):
    """A total with a run of lines that may be its parts, over a stretch of positions."""

    weight: float
    total: int
    parts: tuple[int, ...]
    first: int
    last: int
    states: str
    minus: tuple[int, ...] = ()

    def meets(self, other: "Trial") -> bool:
        return self.first <= other.last and other.first <= self.last


class Direction:
    """The lines of one direction. A part of a found sum is not free to be part of the next one."""

    def __init__(self, lines: Sequence[Figures]) -> None:
        self.lines = lines
        self.positions = range(len(lines[0]) if lines else 0)
        self.free = [[cell is not None for cell in line] for line in lines]
        self.filled = [any(cell is not None for cell in line) for line in lines]
        self.gaps = [all(line[position] is None for line in lines) for position in self.positions]
        columns = list(zip(*lines, strict=True))
        self.grains = [gcd(*(value for value in column if value)) or 1 for column in columns]
        """what all figures of a position are multiples of: to what they are rounded"""
        self.units = [_place(grain) for grain in self.grains]
        self.shares(columns)

    def shares(self, columns: Sequence[Figures]) -> None:
        """Shares beside their amounts say no more than these: their unit is the share of one unit."""
        for (before, amounts), (position, figures) in pairwise(
            (position, column) for position, column in enumerate(columns) if not self.gaps[position]
        ):
            both = [(one, other) for one, other in zip(amounts, figures, strict=True) if one and other]
            whole, share = max(both, default=(0, 0), key=lambda pair: abs(pair[0]))
            if len(both) >= _ALIKE and all(
                2 * abs(other * whole - one * share) <= abs(whole) * self.grains[position] for one, other in both
            ):
                self.units[position] = max(self.units[position], abs(self.units[before] * share // whole))

    def places_in_blocks(self) -> list[list[int]]:
        """The first, second, ... lines of the blocks that empty lines part, where there are enough for a sum."""
        filled = [number for number, filled in enumerate(self.filled) if filled]
        firsts = [line for line in filled if line == 0 or not self.filled[line - 1]]
        places: dict[int, list[int]] = defaultdict(list)
        for line in filled:
            places[line - firsts[bisect_right(firsts, line) - 1]].append(line)
        several = [lines for lines in places.values() if len(lines) >= _FEWEST]
        return several[:_PLACES]

    def bits(self, position: int, value: int) -> float:
        return min(_MOST, log2(abs(value) // self.units[position] + 1))

    def terms(self, parts: tuple[int, ...], position: int) -> list[int]:
        """The figures of some lines at a position that are not zero."""
        return [value for part in parts if (value := self.lines[part][position])]

    def added(self, parts: tuple[int, ...], minus: int | None = None) -> tuple[list[int], list[int]]:
        """The sum of some lines (less another) at every position, and how many of them are not zero there."""
        values = [self.terms(parts, position) for position in self.positions]
        if minus is not None:
            for position, some in enumerate(values):
                some.append(-(self.lines[minus][position] or 0))
        return [sum(some) for some in values], [sum(map(bool, some)) for some in values]

    def weighed(
        self,
        total: int,
        parts: tuple[int, ...],
        sums: Sequence[int],
        counts: Sequence[int],
        *,
        apart: bool = False,
    ) -> Trial | None:
        """A pattern over its best stretch of positions; None where it holds nowhere, or fails more often.

        Args:
            sums: of its parts, at every position.
            counts: how many of them are not zero there.
            apart: whether its parts were sought anywhere.
        """
        states: list[str] = []
        seen: set[tuple[int, ...]] = set()
        weight = best = 0.0
        start = first = 0
        last = -1
        for position, value in enumerate(self.lines[total]):
            state, bits = self.position(position, value, sums[position], counts[position])
            if state == HOLDS:
                figures = tuple(self.lines[line][position] or 0 for line in (total, *parts))
                largest = max(map(abs, figures))
                if apart:
                    # lines that all grow alike make the same sums everywhere
                    figures = tuple(_MILLE * figure // largest for figure in figures)
                # the same figures once more (a total of years that never changes) prove nothing more
                bits = 0.0 if figures in seen or not value else self.bits(position, largest)
                seen.add(figures)
            states.append(state)
            if weight <= 0:
                weight, start = 0.0, position
            weight += bits
            if weight > best:
                best, first, last = weight, start, position
        return self.bounded(Trial(best, total, parts, first, last, "".join(states)))

    def position(self, position: int, value: int | None, added: int, count: int) -> tuple[str, float]:
        """What one position says, and how loudly."""
        if value is None:
            return BLANK, 0.0
        if value == added:
            if count > 1:
                return HOLDS, self.bits(position, value)
            return (ONE, 1.0) if count else (ZERO, 0.0)
        if not count:
            return ALONE, -2.0
        # a sum that is off by d is one of 2 d + 1 that would be as near
        grain, apart = self.grains[position], abs(value - added)
        if 2 * apart <= (count + 1) * grain:
            bits = self.bits(position, value * grain // (2 * apart + grain)) - _NEAR
            if bits > 0:
                return NEAR, bits / 2
        return OFF, -_AGAINST

    def bounded(self, trial: Trial) -> Trial | None:
        """The trial less the price of its stretch; a slip or two are no end of it.

        A stretch that ends at an empty line costs nothing; one that stops because its neighbours do not hold does.
        """
        first, last, states = trial.first, trial.last, trial.states
        inside = states[first : last + 1]
        if HOLDS not in inside or inside.count(HOLDS) + inside.count(ONE) <= inside.count(OFF):
            return None
        before, after = self.block(first, last)
        missed = states[before : after + 1].count(OFF) - inside.count(OFF)
        weight = trial.weight - 1.5 * missed - (states.count(OFF) - states[before : after + 1].count(OFF))
        cut = log2(len(states) + 1)
        weight -= cut * any(state in (OFF, ALONE) for state in states[before:first])
        weight -= cut * any(state in (OFF, ALONE) for state in states[last + 1 : after + 1])
        if inside.count(OFF) + missed <= _SLIPS:
            first, last = before, after
        return trial._replace(weight=weight, first=first, last=last)

    def block(self, first: int, last: int) -> tuple[int, int]:
        """The positions around a stretch up to the next empty ones."""
        while first > 0 and not self.gaps[first - 1]:
            first -= 1
        while last + 1 < len(self.gaps) and not self.gaps[last + 1]:
            last += 1
        return first, last


class RunningSums:
    """Lines in which the parts of a sum may stand side by side, with their running sums at every position."""

    def __init__(self, search: Direction, members: Sequence[int]) -> None:
        self.members = members
        self.sums: list[list[int]] = []
        self.counts: list[list[int]] = []
        """of the amounts that are not zero"""
        for position in search.positions:
            total = count = 0
            sums, counts = [0], [0]
            for line in members:
                if search.free[line][position] and (value := search.lines[line][position]):
                    total += value
                    count += 1
                sums.append(total)
                counts.append(count)
            self.sums.append(sums)
            self.counts.append(counts)

    def ends(self, position: int) -> dict[int, list[int]]:
        """Where each running sum is reached."""
        reached: dict[int, list[int]] = defaultdict(list)
        for end, total in enumerate(self.sums[position]):
            reached[total].append(end)
        return reached


def choices(values: Sequence[tuple[int, int]], total: int) -> Iterator[tuple[int, ...]]:
    """A few choices of lines whose values make a total, found by halves.

    Args:
        values: the lines, each with its value.
    """
    half = len(values) // 2
    one, other = (_all_sums([value for _, value in some]) for some in (values[:half], values[half:]))
    making = {value: bits for bits, value in reversed(list(enumerate(one)))}
    met = ((making[total - value], bits << half) for bits, value in enumerate(other) if total - value in making)
    for bits, others in islice(met, _CHOICES):
        parts = tuple(line for place, (line, _) in enumerate(values) if (bits | others) >> place & 1)
        if len(parts) > 1:
            yield parts


def _all_sums(values: Sequence[int]) -> list[int]:
    """Of every choice of them; the bits of its number say which."""
    sums = [0]
    for value in values:
        sums += [some + value for some in sums]
    return sums


def innermost(trials: Sequence[Trial]) -> list[Trial]:
    """Without the sums that hold the parts of another one.

    Those that count a total and its parts (1 + 2 + 3 = 6 where 3 is 1 + 2) are none; those that pass over a total
    come again as a sum over it, when its parts are set aside.
    """
    by_first: dict[int, list[Trial]] = defaultdict(list)
    for trial in trials:
        by_first[trial.parts[0]].append(trial)

    def outer(trial: Trial) -> bool:
        parts = set(trial.parts)
        return any(
            len(inner.parts) < len(parts)
            and inner.total != trial.total
            and inner.weight > trial.weight / 3
            and inner.meets(trial)
            and parts.issuperset(inner.parts)
            for part in trial.parts
            for inner in by_first.get(part, ())
        )

    return [trial for trial in trials if not outer(trial)]


def in_step(trials: Sequence[Trial], price: float, fewest: int) -> list[Trial]:
    """The trials less the price of their step, which those share that repeat each other a few lines further.

    Args:
        fewest: how many must repeat each other.
    """
    families: dict[tuple[int, ...], list[Trial]] = defaultdict(list)
    for trial in trials:
        families[tuple(part - trial.total for part in trial.parts)].append(trial)
    return [
        trial._replace(weight=weight)
        for family in families.values()
        if len(family) >= fewest
        for trial in family
        if (weight := trial.weight - price / len(family)) > 0
    ]


def contradict(one: Trial, other: Trial, *, shared: bool) -> bool:
    """Whether both cannot be meant: a figure goes into one total (which may be printed twice), in no circle."""
    if not one.meets(other):
        return False
    twice = not shared and one.parts != other.parts and not set(one.parts).isdisjoint(other.parts)
    return twice or (one.total in other.parts and other.total in one.parts)


def _place(grain: int) -> int:
    """The largest power of ten in it: a place of the notation."""
    place = 1
    while grain % (place * 10) == 0:
        place *= 10
    return place
