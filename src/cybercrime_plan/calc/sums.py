"""The sums of a grid, found from its numbers alone: no word is looked at.

A figure that happens to be the sum of its neighbours proves little; the same rows adding up in nine columns
prove a total. So a sum is sought as a pattern of whole rows or columns: every position where it holds speaks for it
by as many bits as its total has (a total of 7 is easily met by chance, one of 253.831 is not), every position where
it does not speaks against it, and the number of patterns among which it was found is its price.
What is left is its weight.

The search goes from near to far: parts that stand beside their total; then, with found parts set aside, the totals
of totals; then parts of one kind (as many decimals, the same place in their own sums, a constant step);
at last any two lines.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from itertools import combinations
from math import gcd, log2
from typing import NamedTuple

Number = int | Decimal
Grid = Sequence[Sequence[Number | None]]
Line = Sequence[int | None]


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
        holds: the positions where it holds exactly.
        near: those where it is off by no more than the rounding of its terms to their last printed place.
        off: those where it does not hold: a slip in the total or in one of the parts.
        weight: how much speaks for it, in bits above chance; the sums of a grid are ordered by it.
    """

    adding: Adding
    total: int
    parts: tuple[int, ...]
    minus: tuple[int, ...]
    holds: tuple[int, ...]
    near: tuple[int, ...]
    off: tuple[int, ...]
    weight: int

    def cells(self, position: int) -> tuple[tuple[int, int], tuple[tuple[int, int], ...]]:
        """The cell (row, column) of the total at a position, and the cells of its terms."""
        if self.adding is Adding.ROWS:
            return (self.total, position), tuple((line, position) for line in (*self.parts, *self.minus))
        return (position, self.total), tuple((position, line) for line in (*self.parts, *self.minus))


def sums(grid: Grid) -> tuple[GridSum, ...]:
    """The sums of a grid, the best proved first; a grid without sums has none.

    Args:
        grid: rows of numbers, None where no number stands; short rows are filled up. What is no figure of the table
            (years, ordinals) may be left in: it adds up to nothing. Numbers of more than 30 digits count as none.

    A pattern is reported when it holds in more positions than it fails, and more often than chance allows.
    One total may have several patterns (by source and by year); one pattern may come in several pieces
    (its parts differ where a line has no number of its own).
    The work is bounded by the size of the grid: a few look-ups a cell in each of some dozen rounds.
    """
    numbers = [[_figure(cell) for cell in row] for row in grid]
    places = max((_decimals(cell) for row in numbers for cell in row if cell is not None), default=0)
    rows = _whole(numbers, places)
    columns = [list(column) for column in zip(*rows, strict=True)]
    found = [*_Finder(rows, Adding.ROWS, places).run(), *_Finder(columns, Adding.COLUMNS, places).run()]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.adding.value, one.total, one.parts)))


_DIGITS = 30
"""numbers longer than this, before or after the decimal sign, are no figures"""


def _whole(numbers: Sequence[Sequence[Decimal | None]], places: int) -> list[list[int | None]]:
    """The grid in its smallest printed unit, so that every sum is exact, and all rows of one length."""
    width = max(map(len, numbers), default=0)
    return [
        [None if cell is None else int(cell.scaleb(places)) for cell in row] + [None] * (width - len(row))
        for row in numbers
    ]


def _figure(cell: Number | None) -> Decimal | None:
    if cell is None:
        return None
    number = Decimal(cell)
    if not number.is_finite() or (number and abs(number.adjusted()) > _DIGITS):
        return None
    return number if _decimals(number) <= _DIGITS else None


def _decimals(number: Decimal) -> int:
    """How many decimals it needs; trailing zeros are none."""
    return max(0, -int(number.normalize().as_tuple().exponent))


_AGAINST = 8.0
"""what a position speaks against a pattern that does not hold there, in bits"""
_MOST = 14.0
"""what one position can speak for it at most"""
_PRICE = 6.0
"""of a pattern among neighbours; one that was sought farther away costs more"""
_SLIPS = 2
"""wrong cells that a pattern bears at the ends of its stretch"""
_ROUNDS = 6
_LONGEST_STEP = 7
_PAIRED_LINES = 120
"""in more lines than this no pairs are sought"""
_SMALLEST = 3
"""figures: a total and two parts"""
_SAMPLE = 10
"""positions that are asked for pairs"""

_HOLDS, _ONE, _NEAR, _OFF, _ZERO, _ALONE, _BLANK = "=+~!0- "
"""The states of a position: holds, holds with one part only, is off by rounding, is off, all is zero,
a total without any part, no total."""


class _Trial(NamedTuple):
    """A total with a run of lines that may be its parts, over a stretch of positions."""

    weight: float
    total: int
    parts: tuple[int, ...]
    first: int
    last: int
    states: str

    def meets(self, other: "_Trial") -> bool:
        return self.first <= other.last and other.first <= self.last


class _Sequence:
    """Lines in which the parts of a sum may stand side by side, with their running sums at every position."""

    def __init__(self, search: "_Finder", members: Sequence[int]) -> None:
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


class _Finder:
    """The search among the lines of one direction. A part of a found sum is not free to be part of the next one."""

    def __init__(self, lines: Sequence[Line], adding: Adding, places: int) -> None:
        self.lines = lines
        self.places = places
        self.adding = adding
        self.positions = range(len(lines[0]) if lines else 0)
        self.free = [[cell is not None for cell in line] for line in lines]
        self.filled = [any(cell is not None for cell in line) for line in lines]
        self.gaps = [all(line[position] is None for line in lines) for position in self.positions]
        self.units = [_unit(line[position] for line in lines) for position in self.positions]
        self.found: list[GridSum] = []
        self.tried: set[tuple[int, tuple[int, ...], int, int]] = set()

    def run(self) -> list[GridSum]:
        everything = range(len(self.lines))
        self.exhaust([everything], _PRICE)
        for members in self.kinds():
            self.exhaust([members], _PRICE + 4, totals=members)
        self.exhaust([sorted({one.total for one in self.found})], _PRICE + 4)
        self.across()
        for step in range(2, min(_LONGEST_STEP, len(everything) // 2) + 1):
            self.take(self.trials([everything[first::step] for first in range(step)], _PRICE + 2 + step))
        self.take(self.pairs())
        self.repeat()
        return self.found

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

    def decimals(self, line: Line) -> int:
        """0, 1 or 2 (two and more)."""
        for decimals in (0, 1):
            unit = 10 ** max(0, self.places - decimals)
            if all(not value or value % unit == 0 for value in line):
                return decimals
        return 2

    def across(self) -> None:
        """The second way to add a matrix: the parts that stand at the same place in sums of their own."""
        places: dict[int, set[int]] = defaultdict(set)
        for one in self.found:
            if len(one.holds) > 1:
                for part in one.parts:
                    places[part - one.total].add(part)
        aside = self.free
        self.free = [[cell is not None for cell in line] for line in self.lines]
        self.take(self.trials([sorted(places[place]) for place in sorted(places)], _PRICE + 4))
        self.free = [[a and b for a, b in zip(*rows, strict=True)] for rows in zip(aside, self.free, strict=True)]

    def trials(
        self, sequences: Iterable[Sequence[int]], price: float, totals: Sequence[int] | None = None
    ) -> list[_Trial]:
        """What may add up within sequences of lines."""
        wanted = range(len(self.lines)) if totals is None else totals
        return [
            trial
            for members in sequences
            if len(members) > 1
            for trial in self.within(_Sequence(self, members), wanted, price)
        ]

    def within(self, sequence: _Sequence, totals: Sequence[int], price: float) -> Iterable[_Trial]:
        votes = self.votes(sequence, totals)
        best: dict[tuple[int, bool], list[tuple[float, int, int, int]]] = defaultdict(list)
        for (total, near, end), bits in votes.items():
            if bits >= _PRICE - 1:
                best[total, end > near].append((bits, abs(end - near), near, end))
        for (total, _), choices in best.items():
            for _, length, near, end in sorted(choices, reverse=True)[:3]:
                trial = self.tried_out(sequence, total, min(near, end), max(near, end))
                if trial is not None:
                    open_end = 0.0 if self.at_gap(sequence.members, near, end) else log2(len(sequence.members) + 1)
                    weight = trial.weight - price - open_end + length / 1000
                    if weight > 0:
                        yield trial._replace(weight=weight)

    def votes(self, sequence: _Sequence, totals: Sequence[int]) -> dict[tuple[int, int, int], float]:
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
                for end in ends.get(sums[before] - value, ()):
                    if end < before and counts[before] - counts[end] > 1:
                        votes[total, before, end] += self.bits(position, value)
                for end in ends.get(sums[after] + value, ()):
                    if end > after and counts[end] - counts[after] > 1:
                        votes[total, after, end] += self.bits(position, value)
        return votes

    def bits(self, position: int, value: int) -> float:
        return min(_MOST, log2(abs(value) // self.units[position] + 1))

    def at_gap(self, members: Sequence[int], near: int, end: int) -> bool:
        """Whether the far end of a run is the end of its sequence, or an empty line."""
        beyond = end if end > near else end - 1
        while 0 <= beyond < len(members) and not self.filled[members[beyond]]:
            return True
        return not 0 <= beyond < len(members)

    def tried_out(self, sequence: _Sequence, total: int, start: int, stop: int) -> _Trial | None:
        """A pattern weighed over its best stretch of positions."""
        sums = [running[stop] - running[start] for running in sequence.sums]
        counts = [running[stop] - running[start] for running in sequence.counts]
        parts = tuple(line for line in sequence.members[start:stop] if self.filled[line])
        return self.weighed(total, parts, sums, counts)

    def weighed(
        self, total: int, parts: tuple[int, ...], sums: Sequence[int], counts: Sequence[int]
    ) -> _Trial | None:
        states: list[str] = []
        seen: set[int] = set()
        weight = best = 0.0
        start = first = 0
        last = -1
        for position, value in enumerate(self.lines[total]):
            state, bits = self.position(position, value, sums[position], counts[position])
            if state == _HOLDS and value is not None:
                # the same figures once more (a total of years that never changes) prove nothing more
                bits = 0.5 if value in seen else bits
                seen.add(value)
            states.append(state)
            if weight <= 0:
                weight, start = 0.0, position
            weight += bits
            if weight > best:
                best, first, last = weight, start, position
        return self.bounded(_Trial(best, total, parts, first, last, "".join(states)))

    def position(self, position: int, value: int | None, added: int, count: int) -> tuple[str, float]:
        """What one position says, and how loudly."""
        if value is None:
            return _BLANK, 0.0
        if value == added:
            if count > 1:
                return _HOLDS, self.bits(position, value) if value else 3.0
            return (_ONE, 1.0) if count else (_ZERO, 0.0)
        if not count:
            return _ALONE, -2.0
        rounding = (count + 1) * self.units[position] // 2
        if abs(value - added) <= rounding and (bits := self.bits(position, value) - log2(count + 1) - 4) > 0:
            return _NEAR, bits / 2
        return _OFF, -_AGAINST

    def bounded(self, trial: _Trial) -> _Trial | None:
        """The trial less the price of its stretch, which is widened to what does not contradict it.

        A stretch that ends at an empty line costs nothing; one that stops because its neighbours do not hold does.
        """
        first, last, states = trial.first, trial.last, trial.states
        inside = states[first : last + 1]
        if _HOLDS not in inside or inside.count(_HOLDS) + inside.count(_ONE) <= inside.count(_OFF):
            return None
        before, after = self.block(first, last)
        missed = states[before : after + 1].count(_OFF) - inside.count(_OFF)
        weight = trial.weight - min(30.0, 1.5 * missed)
        cut = log2(len(states) + 1)
        weight -= cut * any(state in (_OFF, _ALONE) for state in states[before:first])
        weight -= cut * any(state in (_OFF, _ALONE) for state in states[last + 1 : after + 1])
        if inside.count(_OFF) + missed <= _SLIPS:
            # one or two wrong cells at its end do not end a pattern
            return trial._replace(weight=weight, first=before, last=after)
        quiet = (_BLANK, _ZERO, _HOLDS, _ONE)
        while first > 0 and states[first - 1] in quiet:
            first -= 1
        while last + 1 < len(states) and states[last + 1] in quiet:
            last += 1
        return trial._replace(weight=weight, first=first, last=last)

    def block(self, first: int, last: int) -> tuple[int, int]:
        """The positions around a stretch up to the next empty ones."""
        while first > 0 and not self.gaps[first - 1]:
            first -= 1
        while last + 1 < len(self.gaps) and not self.gaps[last + 1]:
            last += 1
        return first, last

    def take(self, trials: Sequence[_Trial]) -> int:
        """Takes the best trials that do not contradict each other, and sets their parts aside."""
        taken: list[_Trial] = []
        for trial in sorted(_innermost(trials), key=lambda one: (-one.weight, one.total, one.parts)):
            key = (trial.total, trial.parts, trial.first, trial.last)
            if key not in self.tried and not any(_contradict(trial, other) for other in taken):
                self.tried.add(key)
                taken.append(trial)
        for trial in taken:
            self.found.extend(self.pieces(trial))
        for trial in taken:
            for line in trial.parts:
                self.free[line][trial.first : trial.last + 1] = [False] * (trial.last + 1 - trial.first)
        return len(taken)

    def pieces(self, trial: _Trial) -> list[GridSum]:
        """The found sum, one for each set of lines that are its parts: those set aside before are none."""
        pieces: dict[tuple[int, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for position in range(trial.first, trial.last + 1):
            state = trial.states[position]
            if state not in (_BLANK, _ALONE):
                parts = tuple(
                    line for line in trial.parts if self.free[line][position] or self.lines[line][position] is None
                )
                pieces[parts][state].append(position)
        found = []
        for parts, states in pieces.items():
            positions = [position for some in states.values() for position in some]
            filled = tuple(
                line for line in parts if any(self.lines[line][position] is not None for position in positions)
            )
            if len(filled) > 1:
                holds = sorted(states[_HOLDS] + states[_ONE] + states[_ZERO])
                found.append(
                    GridSum(
                        self.adding,
                        trial.total,
                        filled,
                        (),
                        tuple(holds),
                        tuple(states[_NEAR]),
                        tuple(states[_OFF]),
                        int(trial.weight) + 1,
                    )
                )
        return found

    def pairs(self) -> list[_Trial]:
        """Two lines anywhere that make a third before or after both, where many positions say so."""
        count = len(self.lines)
        if count > _PAIRED_LINES:
            return []
        price = _PRICE + 3 * log2(count + 1)
        trials = (
            (bits, self.weighed(total, (one, two), *self.added((one, two))))
            for (total, one, two), bits in self.paired().items()
            if bits >= 2 * _PRICE
        )
        return [
            trial._replace(weight=trial.weight - price)
            for _, trial in trials
            if trial is not None and trial.weight > price
        ]

    def paired(self) -> dict[tuple[int, int, int], float]:
        votes: dict[tuple[int, int, int], float] = defaultdict(float)
        columns = zip(*self.lines, strict=True)
        busy = [position for position, column in enumerate(columns) if sum(map(bool, column)) >= _SMALLEST]
        if len(busy) > _SAMPLE:
            busy = [busy[number * len(busy) // _SAMPLE] for number in range(_SAMPLE)]
        for position in busy:
            lines: dict[int, list[int]] = defaultdict(list)
            for number, line in enumerate(self.lines):
                if value := line[position]:
                    lines[value].append(number)
            free = [
                (number, value)
                for number, line in enumerate(self.lines)
                if (value := line[position]) and self.free[number][position]
            ]
            for (one, value), (two, other) in combinations(free, 2):
                for total in lines.get(value + other, ()):
                    if total < one or total > two:
                        votes[total, one, two] += self.bits(position, value + other)
        return votes

    def added(self, parts: tuple[int, ...]) -> tuple[list[int], list[int]]:
        """The sum of some lines at every position, and how many of them are not zero there."""
        values = [[self.lines[part][position] or 0 for part in parts] for position in self.positions]
        return [sum(some) for some in values], [sum(map(bool, some)) for some in values]

    def repeat(self) -> None:
        """A total that is printed twice, side by side."""
        known = {(one.total, one.parts) for one in self.found}
        for one in tuple(self.found):
            for twin in (one.total - 1, one.total + 1):
                if (
                    0 <= twin < len(self.lines)
                    and self.lines[twin] == self.lines[one.total]
                    and twin not in one.parts
                    and (twin, one.parts) not in known
                ):
                    known.add((twin, one.parts))
                    self.found.append(one._replace(total=twin))


def _innermost(trials: Sequence[_Trial]) -> list[_Trial]:
    """Without the sums that hold the parts of another one.

    Those that count a total and its parts (1 + 2 + 3 = 6 where 3 is 1 + 2) are none; those that pass over a total
    come again as a sum over it, when its parts are set aside.
    """
    by_first: dict[int, list[_Trial]] = defaultdict(list)
    for trial in trials:
        by_first[trial.parts[0]].append(trial)

    def outer(trial: _Trial) -> bool:
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


def _contradict(one: _Trial, other: _Trial) -> bool:
    """Whether both cannot be meant: a figure goes into one total (which may be printed twice), in no circle."""
    if not one.meets(other):
        return False
    shared = one.parts != other.parts and not set(one.parts).isdisjoint(other.parts)
    return shared or (one.total in other.parts and other.total in one.parts)


def _unit(values: Iterable[int | None]) -> int:
    """The largest power of ten that divides them all: the place to which they are printed."""
    common = gcd(*(value for value in values if value))
    unit = 1
    while common and common % (unit * 10) == 0:
        unit *= 10
    return unit
