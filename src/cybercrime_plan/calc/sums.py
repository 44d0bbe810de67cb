"""The sums of a grid, found from its numbers alone: no word is looked at.

A figure that happens to be the sum of its neighbours proves little; the same rows adding up in nine columns
prove a total. So a sum is sought as a pattern of whole rows or columns. What speaks for it (sum_trials), less the
price of the search among so many patterns, is its weight.

The search goes from near to far: parts that stand beside their total; then, with found parts set aside, the totals
of totals; then parts of one kind (as many decimals, the same place in their own sums or in their block, a constant
step); then some of the lines nearest to a total; at last any two lines, neighbours that are parts of another
total as well, and any four that balance. What only repeats the figures of another sum (sum_copies), or follows from
the sums of the other direction, is left out.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from enum import Enum
from itertools import combinations, pairwise
from math import log2
from typing import NamedTuple

from cybercrime_plan.calc.sum_copies import Copies
from cybercrime_plan.calc.sum_trials import (
    ALONE,
    BLANK,
    HOLDS,
    NEAR,
    OFF,
    ONE,
    ZERO,
    Direction,
    Figures,
    RunningSums,
    Trial,
    choices,
    contradict,
    in_step,
    innermost,
)

Number = int | Decimal
Grid = Sequence[Sequence[Number | None]]


class Adding(Enum):
    """What a sum adds up."""

    ROWS = "rows"
    """a row is the sum of other rows, column by column"""
    COLUMNS = "columns"
    """a column is the sum of other columns, row by row"""


class GridSum(NamedTuple):
    """One pattern of sums in a grid: total = parts, at every position.

    With ``Adding.ROWS`` the total and its parts are row numbers and the positions are column numbers;
    with ``Adding.COLUMNS`` it is the other way round. All are counted from 0.

    Attributes:
        parts: added, in ascending order; an empty cell among them adds nothing.
        minus: taken away (before + up - down = after); mostly none.
        holds: the positions where it holds exactly, with a number in the total and in every term.
        blank: those where it holds if the empty cells among its terms mean none.
        near: those where it is off by no more than the rounding of its terms to their last printed place.
        off: those where it does not hold: a slip in the total or in one of the parts.
        weight: how much speaks for it, in bits above chance; the sums of a grid are ordered by it.
    """

    adding: Adding
    total: int
    parts: tuple[int, ...]
    minus: tuple[int, ...]
    holds: tuple[int, ...]
    blank: tuple[int, ...]
    near: tuple[int, ...]
    off: tuple[int, ...]
    weight: int

    def positions(self) -> tuple[int, ...]:
        """Where it holds, empty cells read as none."""
        return (*self.holds, *self.blank)

    def cells(self, position: int) -> tuple[tuple[int, int], tuple[tuple[int, int], ...]]:
        """The cell (row, column) of the total at a position, and the cells of its terms."""
        if self.adding is Adding.ROWS:
            return (self.total, position), tuple((line, position) for line in (*self.parts, *self.minus))
        return (position, self.total), tuple((position, line) for line in (*self.parts, *self.minus))


def sums(grid: Grid, only: Adding | None = None) -> tuple[GridSum, ...]:
    """The sums of a grid, the best proved first; a grid without sums has none.

    Args:
        grid: rows of numbers, None where no number stands; short rows are filled up. What is no figure of the table
            (years, ordinals) may be left in: it adds up to nothing. Numbers of more than 30 digits count as none.
        only: the sums of one direction, those too that follow from the sums of the other one.

    A pattern is reported when it holds in more positions than it fails, and more often than chance allows.
    One total may have several patterns (by source and by year); one pattern may come in several pieces
    (its parts differ where a line has no number of its own). A difference comes as the sum that it turns round
    (3 = 2 - 1 as 2 = 1 + 3); only one of four terms has a `minus` (before + up - down = after).
    The work is bounded by the size of the grid: a few look-ups a cell in each of some dozen rounds.
    """
    whole, places = _in_smallest_unit(grid)
    width = max(map(len, whole), default=0)
    rows = [row + [None] * (width - len(row)) for row in whole]
    columns = [list(column) for column in zip(*rows, strict=True)]
    if only is not None:
        found = _Finder(rows if only is Adding.ROWS else columns, only, places).run()
        return tuple(sorted(found, key=lambda one: (-one.weight, one.total, one.parts)))
    finders = _Finder(rows, Adding.ROWS, places), _Finder(columns, Adding.COLUMNS, places)
    across, down = (finder.run() for finder in finders)
    found = [*finders[0].independent(across, down), *finders[1].independent(down, across)]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.adding.value, one.total, one.parts)))


def _in_smallest_unit(grid: Grid) -> tuple[list[list[int | None]], int]:
    """The figures of a grid in the smallest printed unit, so that every sum is exact, and its decimals."""
    if all(cell is None or (isinstance(cell, int) and abs(cell) < _LONGEST) for row in grid for cell in row):
        return [[None if cell is None else int(cell) for cell in row] for row in grid], 0
    numbers = [[figure(cell) for cell in row] for row in grid]
    places = max((_decimals(cell) for row in numbers for cell in row if cell is not None), default=0)
    return [[None if cell is None else int(cell.scaleb(places)) for cell in row] for row in numbers], places


_DIGITS = 30
"""numbers longer than this, before or after the decimal sign, are no figures"""
_LONGEST = 10 ** (_DIGITS + 1)


def figure(cell: Number | None) -> Decimal | None:
    """The number of a cell; None for a blank, and for what is too long to be a figure."""
    if cell is None:
        return None
    number = Decimal(cell)
    if not number.is_finite() or (number and abs(number.adjusted()) > _DIGITS):
        return None
    return number if _decimals(number) <= _DIGITS else None


def _decimals(number: Decimal) -> int:
    """How many decimals it needs; trailing zeros are none."""
    return max(0, -int(number.normalize().as_tuple().exponent))


_PRICE = 6.0
"""of a pattern among neighbours; one that was sought farther away costs more"""
_ROUNDS = 6
_ENDS = 16
"""of a run, that are looked at where many give the same sum"""
_STEPPED_CELLS = 20_000
"""cells that are looked at for the sake of longer steps"""
_MANY_CELLS = 15_000
"""in a larger grid only the shortest steps are tried"""
_MAJORITY = 0.8
"""of figures that make a kind of line"""
_PAIRED_LINES = 120
"""among more lines than this none that stand apart are sought"""
_SMALLEST = 3
"""figures: a total and two parts"""
_BALANCED_LINES = 24
"""among more lines than this no balances of four are sought"""
_REPEATED = 4
"""sums of one shape, line for line, that prove each other where their parts are in other sums already"""
_MOST_APART = 4
_SAMPLE = 10
"""positions that are asked for lines that stand apart"""
_CHOSEN_FROM = 18
"""lines on either side of a total, of which any may be its parts"""
_WIDE = 256
"""bits for a figure where several are packed into one number"""
_SHARED = 24.0
"""the price of parts that go into another total already"""


class _Finder(Direction):
    """The search among the lines of one direction."""

    def __init__(self, lines: Sequence[Figures], adding: Adding, places: int) -> None:
        super().__init__(lines)
        self.adding = adding
        self.places = places
        self.found: list[GridSum] = []
        self.totals: set[int] = set()
        self.tried: set[tuple[int, tuple[int, ...], int, int]] = set()

    def run(self) -> list[GridSum]:
        everything = range(len(self.lines))
        self.exhaust([everything], _PRICE)
        for members in self.kinds():
            self.exhaust([members], _PRICE + 4, totals=members)
        self.exhaust([sorted({one.total for one in self.found})], _PRICE + 4)
        self.across()
        self.exhaust(self.places_in_blocks(), _PRICE + 4)
        for step in self.steps():
            self.take(self.stepped(step))
        self.repeated()
        self.take(self.subsets())
        self.take(self.pairs())
        if self.found:
            with self.all_open():
                self.take([*self.pairs(_SHARED), *self.trials([everything], _PRICE + _SHARED)], shared=True)
        self.balance()
        return Copies(self, self.found).originals()

    def independent(self, found: Sequence[GridSum], crossing: Sequence[GridSum]) -> list[GridSum]:
        """The sums that are still proved when what follows from the sums of the other direction proves nothing.

        Where two columns make a third, two rows that add up in both add up in the third as well.
        """
        by_total: dict[int, list[tuple[set[int], set[int]]]] = defaultdict(list)
        for one in crossing:
            if not one.minus:
                by_total[one.total].append((set(one.parts), set(one.positions())))

        def left(one: GridSum) -> float:
            holds, lines = set(one.positions()), {one.total, *one.parts, *one.minus}
            return one.weight - sum(
                self.bits(position, self.lines[one.total][position] or 0)
                for position in holds
                if any(parts <= holds and lines <= where for parts, where in by_total[position])
            )

        return [one for one in found if left(one) >= 0]

    def exhaust(
        self, sequences: Sequence[Sequence[int]], price: float, totals: Sequence[int] | None = None
    ) -> None:
        """Takes sums, sets their parts aside, and looks again for the totals of these totals."""
        for _ in range(_ROUNDS):
            if not self.take(self.trials(sequences, price, totals)):
                break

    def kinds(self) -> list[list[int]]:
        """The lines with no, one and more decimals, when there are several such kinds: shares among amounts."""
        kinds: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            if self.filled[number]:
                kinds[self.decimals(line)].append(number)
        return [kinds[kind] for kind in sorted(kinds)] if len(kinds) > 1 else []

    def decimals(self, line: Figures) -> int:
        """0, 1 or 2 (two and more)."""
        for decimals in (0, 1):
            unit = 10 ** max(0, self.places - decimals)
            fitting = sum(value % unit == 0 for value in line if value)
            if fitting >= _MAJORITY * sum(map(bool, line)):
                return decimals
        return 2

    def steps(self) -> range:
        """Constant steps to try: all, or as many as the size of the grid allows."""
        cells = len(self.lines) * len(self.positions)
        affordable = max(3 if cells > _MANY_CELLS else 7, _STEPPED_CELLS // max(1, cells))
        return range(2, min(len(self.lines) // 2, affordable) + 1)

    def stepped(self, step: int, fewest: int = 1) -> list[Trial]:
        """Parts that stand a constant step apart, where so many sums at least repeat each other."""
        everything = range(len(self.lines))
        trials = self.trials([everything[first::step] for first in range(step)], _PRICE + 2)
        return in_step(trials, min(step, 3 * log2(step)), fewest)

    def repeated(self) -> None:
        """Blocks whose lines add up one by one, although each block adds up by itself as well."""
        with self.all_open():
            self.take([trial for step in self.apart() for trial in self.stepped(step, _REPEATED)])

    @contextmanager
    def all_open(self) -> Iterator[None]:
        """Parts of found sums may be parts of others."""
        aside = self.free
        self.tried.clear()
        self.free = [[cell is not None for cell in line] for line in self.lines]
        yield
        self.free = [[a and b for a, b in zip(*rows, strict=True)] for rows in zip(aside, self.free, strict=True)]

    def apart(self) -> list[int]:
        """How far blocks of one shape, each with its own total, stand from each other."""
        shapes: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for one in self.found:
            if len(one.parts) >= _REPEATED:
                shapes[tuple(part - one.total for part in one.parts)].append(one.total)
        steps = {abs(one - two) for totals in shapes.values() for one, two in pairwise(sorted(totals))}
        return sorted(steps - {0})[:_MOST_APART]

    def across(self) -> None:
        """The second way to add a matrix: the parts that stand at the same place in sums of their own."""
        places: dict[int, set[int]] = defaultdict(set)
        for one in self.found:
            if len(one.holds) > 1:
                for part in one.parts:
                    places[part - one.total].add(part)
        with self.all_open():
            self.take(self.trials([sorted(places[place]) for place in sorted(places)], _PRICE + 4))

    def trials(
        self,
        sequences: Iterable[Sequence[int]],
        price: float,
        totals: Sequence[int] | None = None,
    ) -> list[Trial]:
        """What may add up within sequences of lines."""
        wanted = range(len(self.lines)) if totals is None else totals
        open_lines = {number for number, free in enumerate(self.free) if any(free)}
        return [
            trial
            for members in sequences
            if len(some := [line for line in members if line in open_lines]) > 1
            for trial in self.within(RunningSums(self, some), members, wanted, price)
        ]

    def within(
        self, sequence: RunningSums, members: Sequence[int], totals: Sequence[int], price: float
    ) -> Iterable[Trial]:
        votes = self.votes(sequence, totals)
        best: dict[tuple[int, bool], list[tuple[float, int, int, int]]] = defaultdict(list)
        for (total, near, end), bits in votes.items():
            if bits >= _PRICE - 1:
                best[total, end > near].append((bits, abs(end - near), near, end))
        for (total, _), runs in best.items():
            runs.sort(reverse=True)
            # where lines of zeros end a run, the shortest is meant
            shortest = min(runs, key=lambda run: (-run[0], run[1]))
            for _, length, near, end in dict.fromkeys((*runs[:2], shortest)):
                trial = self.tried_out(sequence, total, min(near, end), max(near, end))
                if trial is not None:
                    last = sequence.members[end - 1 if end > near else end]
                    open_end = self.open_end(members, last, after=end > near)
                    weight = trial.weight - price - open_end - length / 1000
                    if weight > 0:
                        yield trial._replace(weight=weight)

    def votes(self, sequence: RunningSums, totals: Sequence[int]) -> dict[tuple[int, int, int], float]:
        """For each total and run beside it, named by its two ends: the bits of the positions where it holds."""
        votes: dict[tuple[int, int, int], float] = defaultdict(float)
        members = sequence.members
        places = [(total, bisect_left(members, total), bisect_left(members, total + 1)) for total in totals]
        for position in self.positions:
            sums, counts = sequence.sums[position], sequence.counts[position]
            if counts[-1] <= 1:
                continue
            ends = sequence.ends(position)
            for total, before, after in places:
                value = self.lines[total][position]
                if not value:
                    continue
                nearer = ends.get(sums[before] - value)
                for end in _extremes(nearer, value) if nearer else ():
                    if end < before and counts[before] - counts[end] > 1:
                        votes[total, before, end] += self.bits(position, value)
                farther = ends.get(sums[after] + value)
                for end in _extremes(farther, value) if farther else ():
                    if end > after and counts[end] - counts[after] > 1:
                        votes[total, after, end] += self.bits(position, value)
        return votes

    def open_end(self, members: Sequence[int], last: int, *, after: bool) -> float:
        """The price of where a run ends: none if no line or an empty one follows, half if a total does."""
        beyond = bisect_left(members, last) + (1 if after else -1)
        if not 0 <= beyond < len(members) or not self.filled[members[beyond]]:
            return 0.0
        return log2(len(members) + 1) / (2 if members[beyond] in self.totals else 1)

    def tried_out(self, sequence: RunningSums, total: int, start: int, stop: int) -> Trial | None:
        """A pattern weighed over its best stretch of positions."""
        sums = [running[stop] - running[start] for running in sequence.sums]
        counts = [running[stop] - running[start] for running in sequence.counts]
        parts = tuple(line for line in sequence.members[start:stop] if self.filled[line])
        return self.weighed(total, parts, sums, counts)

    def take(self, trials: Sequence[Trial], *, shared: bool = False) -> int:
        """Takes the best trials that do not contradict each other, and sets their parts aside.

        Args:
            shared: whether a part may go into several totals.
        """
        taken: list[Trial] = []
        for trial in sorted(innermost(trials), key=lambda one: (-one.weight, one.total, one.parts)):
            key = (trial.total, trial.parts, trial.first, trial.last)
            if key not in self.tried and not any(contradict(trial, other, shared=shared) for other in taken):
                self.tried.add(key)
                taken.append(trial)
        self.totals.update(trial.total for trial in taken)
        for trial in taken:
            pieces = self.pieces(trial)
            self.found.extend(pieces)
            if len(pieces) > 1 and not shared:
                # where some of its parts were set aside it may be found as a whole
                self.tried.discard((trial.total, trial.parts, trial.first, trial.last))
        for trial in taken:
            for line in trial.parts:
                self.free[line][trial.first : trial.last + 1] = [False] * (trial.last + 1 - trial.first)
        return len(taken)

    def pieces(self, trial: Trial) -> list[GridSum]:
        """The found sum, one for each set of lines that are its parts: those set aside before are none."""
        pieces: dict[tuple[int, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for position in range(trial.first, trial.last + 1):
            state = trial.states[position]
            if state not in (BLANK, ALONE):
                parts = tuple(
                    line for line in trial.parts if self.free[line][position] or self.lines[line][position] is None
                )
                pieces[parts if not trial.minus else trial.parts][state].append(position)
        found = []
        for parts, states in pieces.items():
            held = sorted(states[HOLDS] + states[ONE] + states[ZERO])
            near, off = tuple(states[NEAR]), tuple(states[OFF])
            filled = tuple(line for line in parts if self.filled_at(line, (*held, *near, *off)))
            if len(filled) > 1:
                blank = tuple(at for at in held if not all(self.filled_at(line, (at,)) for line in filled))
                holds, weight = tuple(at for at in held if at not in set(blank)), int(trial.weight) + 1
                terms = (trial.total, filled, trial.minus)
                found.append(GridSum(self.adding, *terms, holds, blank, near, off, weight))
        return found

    def filled_at(self, line: int, positions: Sequence[int]) -> bool:
        return any(self.lines[line][position] is not None for position in positions)

    def subsets(self) -> list[Trial]:
        """Totals of whichever of the lines nearest to them, where many positions say so."""
        trials: dict[tuple[int, tuple[int, ...]], Trial] = {}
        for asked, totals in self.asked().items() if len(self.lines) <= _PAIRED_LINES else ():
            open_lines = {line for position in asked for line, _ in self.open_at(position)}
            packed = [(line, self.packed(line, asked)) for line in sorted(open_lines)]
            for total in totals:
                before, after = bisect_left(packed, (total,)), bisect_left(packed, (total + 1,))
                for pool in (packed[max(0, before - _CHOSEN_FROM) : before], packed[after : after + _CHOSEN_FROM]):
                    price = _PRICE + 4 + len(pool)
                    for parts in choices(pool, self.packed(total, asked)):
                        trial = self.weighed(total, parts, *self.added(parts), apart=True)
                        if trial is not None and trial.weight > price:
                            trials[total, parts] = trial._replace(weight=trial.weight - price)
        return list(trials.values())

    def asked(self) -> dict[tuple[int, ...], list[int]]:
        """Positions that are asked together (half of those of a total: it bears a slip), and for which totals."""
        asked: dict[tuple[int, ...], list[int]] = defaultdict(list)
        sample = self.sample()
        for total, line in enumerate(self.lines):
            said = tuple(position for position in sample if line[position])
            for some in (said[::2], said[1::2]) if len(said) > _SMALLEST else (said,):
                if sum(self.bits(position, line[position] or 0) for position in some) > _PRICE:
                    asked[some].append(total)
        return asked

    def packed(self, line: int, asked: Sequence[int]) -> int:
        """Its figures at some positions as one number, so that one addition adds them all."""
        return sum((self.lines[line][position] or 0) << _WIDE * place for place, position in enumerate(asked))

    def open_at(self, position: int) -> list[tuple[int, int]]:
        """The lines with a free figure there, and these figures."""
        return [
            (number, value)
            for number, line in enumerate(self.lines)
            if (value := line[position]) and self.free[number][position]
        ]

    def pairs(self, more: float = 0.0) -> list[Trial]:
        """Two lines anywhere that make a third, where many positions say so, at a price of so much more."""
        count = len(self.lines)
        if count > _PAIRED_LINES:
            return []
        price = _PRICE + 3 * log2(count + 1) + more
        trials = (
            self.weighed(total, (one, two), *self.added((one, two)), apart=True)
            for (total, one, two), bits in self.paired().items()
            if bits >= 2 * _PRICE
        )
        return [
            trial._replace(weight=trial.weight - price)
            for trial in trials
            if trial is not None and trial.weight > price
        ]

    def paired(self) -> dict[tuple[int, int, int], float]:
        votes: dict[tuple[int, int, int], float] = defaultdict(float)
        for position in self.sample():
            lines: dict[int, list[int]] = defaultdict(list)
            for number, line in enumerate(self.lines):
                if value := line[position]:
                    lines[value].append(number)
            free = self.open_at(position)
            for (one, value), (two, other) in combinations(free, 2):
                for total in lines.get(value + other, ()):
                    if total not in (one, two):
                        votes[total, one, two] += self.bits(position, value + other)
        return votes

    def sample(self) -> list[int]:
        """Some positions with enough figures, spread over the grid."""
        columns = zip(*self.lines, strict=True)
        busy = [position for position, column in enumerate(columns) if sum(map(bool, column)) >= _SMALLEST]
        if len(busy) <= _SAMPLE:
            return busy
        return [busy[number * len(busy) // _SAMPLE] for number in range(_SAMPLE)]

    def balance(self) -> None:
        """Four lines of which two make as much as the other two: before + up = down + after."""
        count = sum(self.filled)
        if count > _BALANCED_LINES:
            return
        price = _PRICE + 4 * log2(count + 1)
        sums_of_two = {(one.total, *one.parts) for one in self.found if len(one.parts) == len("+-")}
        implied = {frozenset(one) ^ frozenset(two) for one, two in combinations(sums_of_two, 2)}
        trials = []
        for (pair, other), bits in self.balanced().items():
            if bits <= price or frozenset((*pair, *other)) in implied:
                continue
            total, minus = sorted(max(pair, other, key=max), reverse=True)
            parts = min(pair, other, key=max)
            trial = self.weighed(total, parts, *self.added(parts, minus), apart=True)
            if trial is None or trial.weight <= price:
                continue
            if all(any(self.lines[line][trial.first : trial.last + 1]) for line in (*parts, minus)):
                trials.append(trial._replace(weight=trial.weight - price, minus=(minus,)))
        self.found = [
            one
            for one in self.found
            if not any(
                trial.weight > one.weight
                and trial.total == one.total
                and {*trial.parts, *trial.minus} == {*one.parts}
                for trial in trials
            )
        ]
        seen: set[frozenset[int]] = set()
        for trial in sorted(trials, key=lambda one: (-one.weight, one.total, one.parts)):
            lines = frozenset((trial.total, *trial.parts, *trial.minus))
            if lines not in seen:
                seen.add(lines)
                self.found.extend(self.pieces(trial))

    def balanced(self) -> dict[tuple[tuple[int, int], tuple[int, int]], float]:
        """For two pairs of lines: the bits where their sums are equal and hardly a figure is zero."""
        votes: dict[tuple[tuple[int, int], tuple[int, int]], float] = defaultdict(float)
        filled = [number for number, filled in enumerate(self.filled) if filled]
        for position in self.sample():
            values = {number: self.lines[number][position] or 0 for number in filled}
            pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for one, two in combinations(filled, 2):
                if values[one] or values[two]:
                    pairs[values[one] + values[two]].append((one, two))
            for total, equal in pairs.items():
                for pair, other in combinations(equal, 2):
                    left, right = ([values[line] for line in some] for some in (pair, other))
                    # the same two figures on both sides prove nothing
                    if {*pair}.isdisjoint(other) and {*left} != {*right} and [*left, *right].count(0) <= 1:
                        votes[pair, other] += self.bits(position, total)
        return votes


def _extremes(ends: list[int], value: int) -> list[int]:
    """The nearest and the farthest of many ends: between them stand zeros, or figures so small that all fit."""
    most = min(_ENDS, 2 * abs(value))
    return ends if len(ends) <= most else ends[: most // 2] + ends[-most // 2 :]
