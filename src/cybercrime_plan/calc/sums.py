"""The sums of a grid, found from its numbers alone: no word is looked at.

A figure that happens to be the sum of its neighbours proves little; the same rows adding up in nine columns
prove a total. So a sum is sought as a pattern of whole rows or columns. What speaks for it (sum_trials), less the
price of the search among so many patterns, is its weight.

The search goes from near to far: parts that stand beside their total; then, with found parts set aside, the totals
of totals; then parts of one kind (as many decimals, the same place in their own sums or in their block, a constant
step); then all lines but those "of which"; at last any two lines, and any four that balance.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from itertools import combinations, groupby, pairwise
from math import log2
from typing import NamedTuple

from cybercrime_plan.calc.sum_trials import ALONE, BLANK, HOLDS, NEAR, OFF, ONE, ZERO, Direction, Figures, Trial

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
    (its parts differ where a line has no number of its own). A difference comes as the sum that it turns round
    (3 = 2 - 1 as 2 = 1 + 3); only one of four terms has a `minus` (before + up - down = after).
    The work is bounded by the size of the grid: a few look-ups a cell in each of some dozen rounds.
    """
    numbers = [[figure(cell) for cell in row] for row in grid]
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
"""in more lines than this no pairs are sought"""
_SMALLEST = 3
"""figures: a total and two parts"""
_BETWEEN = 16.0
"""the price of a total between its two parts"""
_BALANCED_LINES = 24
"""among more lines than this no balances of four are sought"""
_REPEATED = 4
"""sums of one shape, line for line, that prove each other where their parts are in other sums already"""
_MOST_APART = 4
_SAMPLE = 10
"""positions that are asked for pairs"""


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


class _Finder(Direction):
    """The search among the lines of one direction."""

    def __init__(self, lines: Sequence[Figures], adding: Adding, places: int) -> None:
        super().__init__(lines)
        self.adding = adding
        self.places = places
        self.found: list[GridSum] = []
        self.tried: set[tuple[int, tuple[int, ...], int, int]] = set()

    def run(self) -> list[GridSum]:
        everything = range(len(self.lines))
        self.exhaust([everything], _PRICE)
        for members in self.kinds():
            self.exhaust([members], _PRICE + 4, totals=members)
        self.exhaust([sorted({one.total for one in self.found})], _PRICE + 4)
        self.take(self.trials([everything], _PRICE + 6, skipped=1))
        self.across()
        self.take(self.trials(self.blocks(), _PRICE + 4))
        for step in self.steps():
            self.take(self.stepped(step))
        self.repeated()
        self.take(self.leaving_out())
        self.take(self.pairs())
        self.repeat()
        self.balance()
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

    def decimals(self, line: Figures) -> int:
        """0, 1 or 2 (two and more)."""
        for decimals in (0, 1):
            unit = 10 ** max(0, self.places - decimals)
            fitting = sum(value % unit == 0 for value in line if value)
            if fitting >= _MAJORITY * sum(map(bool, line)):
                return decimals
        return 2

    def blocks(self) -> list[list[int]]:
        """The lines that stand at the same place in blocks parted by empty lines, counted from either end."""
        blocks = [
            list(lines) for filled, lines in groupby(range(len(self.lines)), self.filled.__getitem__) if filled
        ]
        tallest = max(map(len, blocks), default=0)
        from_top = [[block[place] for block in blocks if place < len(block)] for place in range(tallest)]
        from_end = [[block[-1 - place] for block in blocks if place < len(block)] for place in range(tallest)]
        return [*from_top, *(members for members in from_end if members not in from_top)] if len(blocks) > 1 else []

    def steps(self) -> range:
        """Constant steps to try: all, or as many as the size of the grid allows."""
        cells = len(self.lines) * len(self.positions)
        affordable = max(3 if cells > _MANY_CELLS else 7, _STEPPED_CELLS // max(1, cells))
        return range(2, min(len(self.lines) // 2, affordable) + 1)

    def stepped(self, step: int, fewest: int = 1) -> list[Trial]:
        """Parts that stand a constant step apart, where so many sums at least repeat each other."""
        everything = range(len(self.lines))
        trials = self.trials([everything[first::step] for first in range(step)], _PRICE + 2)
        return _in_step(trials, min(step, 3 * log2(step)), fewest)

    def repeated(self) -> None:
        """Blocks whose lines add up one by one, although each block adds up by itself as well."""
        aside = self.free
        self.free = [[cell is not None for cell in line] for line in self.lines]
        self.take([trial for step in self.apart() for trial in self.stepped(step, _REPEATED)])
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
        aside = self.free
        self.free = [[cell is not None for cell in line] for line in self.lines]
        self.take(self.trials([sorted(places[place]) for place in sorted(places)], _PRICE + 4))
        self.free = [[a and b for a, b in zip(*rows, strict=True)] for rows in zip(aside, self.free, strict=True)]

    def trials(
        self,
        sequences: Iterable[Sequence[int]],
        price: float,
        totals: Sequence[int] | None = None,
        skipped: int = 0,
    ) -> list[Trial]:
        """What may add up within sequences of lines."""
        wanted = range(len(self.lines)) if totals is None else totals
        open_lines = {number for number, free in enumerate(self.free) if any(free)}
        return [
            trial
            for members in sequences
            if len(some := [line for line in members if line in open_lines]) > 1
            for trial in self.within(_Sequence(self, some), members, wanted, price, skipped)
        ]

    def within(
        self, sequence: _Sequence, members: Sequence[int], totals: Sequence[int], price: float, skipped: int
    ) -> Iterable[Trial]:
        votes = self.votes(sequence, totals, skipped)
        best: dict[tuple[int, bool], list[tuple[float, int, int, int]]] = defaultdict(list)
        for (total, near, end), bits in votes.items():
            if bits >= _PRICE - 1:
                best[total, end > near].append((bits, abs(end - near), near, end))
        for (total, _), choices in best.items():
            for _, length, near, end in sorted(choices, reverse=True)[:3]:
                trial = self.tried_out(sequence, total, min(near, end), max(near, end))
                if trial is not None:
                    last = sequence.members[end - 1 if end > near else end]
                    open_end = 0.0 if self.at_gap(members, last, after=end > near) else log2(len(members) + 1)
                    weight = trial.weight - price - open_end + length / 1000
                    if weight > 0:
                        yield trial._replace(weight=weight)

    def votes(self, sequence: _Sequence, totals: Sequence[int], skipped: int) -> dict[tuple[int, int, int], float]:
        """For each total and run beside it, named by its two ends: the bits of the positions where it holds."""
        votes: dict[tuple[int, int, int], float] = defaultdict(float)
        members = sequence.members
        places = [
            (
                total,
                max(0, bisect_left(members, total) - skipped),
                min(len(members), bisect_left(members, total + 1) + skipped),
            )
            for total in totals
        ]
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

    def at_gap(self, members: Sequence[int], last: int, *, after: bool) -> bool:
        """Whether nothing, or an empty line, comes after (before) the last line of a run in its sequence."""
        beyond = bisect_left(members, last) + (1 if after else -1)
        return not 0 <= beyond < len(members) or not self.filled[members[beyond]]

    def tried_out(self, sequence: _Sequence, total: int, start: int, stop: int) -> Trial | None:
        """A pattern weighed over its best stretch of positions."""
        sums = [running[stop] - running[start] for running in sequence.sums]
        counts = [running[stop] - running[start] for running in sequence.counts]
        parts = tuple(line for line in sequence.members[start:stop] if self.filled[line])
        return self.weighed(total, parts, sums, counts)

    def take(self, trials: Sequence[Trial]) -> int:
        """Takes the best trials that do not contradict each other, and sets their parts aside."""
        taken: list[Trial] = []
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
            positions = [position for some in states.values() for position in some]
            filled = tuple(
                line for line in parts if any(self.lines[line][position] is not None for position in positions)
            )
            if len(filled) > 1:
                holds = sorted(states[HOLDS] + states[ONE] + states[ZERO])
                found.append(
                    GridSum(
                        self.adding,
                        trial.total,
                        filled,
                        trial.minus,
                        tuple(holds),
                        tuple(states[NEAR]),
                        tuple(states[OFF]),
                        int(trial.weight) + 1,
                    )
                )
        return found

    def leaving_out(self) -> list[Trial]:
        """Totals of all lines up to the next gap but one or two, which are parts of parts ("of which")."""
        if len(self.lines) > _PAIRED_LINES:
            return []
        price = _PRICE + 3 * log2(len(self.lines) + 1)
        trials = []
        for (total, run, left), bits in self.left_out().items():
            if bits > price and len(run) - len(left) > 1:
                parts = tuple(line for line in run if line not in left and self.filled[line])
                trial = self.weighed(total, parts, *self.added(parts))
                if trial is not None and trial.weight > price:
                    trials.append(trial._replace(weight=trial.weight - price))
        return trials

    def left_out(self) -> dict[tuple[int, range, tuple[int, ...]], float]:
        """For a total, the lines beside it and one or two of them: the bits where the others make the total."""
        votes: dict[tuple[int, range, tuple[int, ...]], float] = defaultdict(float)
        runs = [(total, run) for total in range(len(self.lines)) for run in self.beside(total) if len(run) > 1]
        for position in self.sample():
            free = dict(self.open_at(position))
            making: dict[int, list[tuple[int, ...]]] = defaultdict(list)
            for some in (*combinations(free, 1), *combinations(free, 2)):
                making[sum(free[one] for one in some)].append(some)
            for total, run in runs:
                value = self.lines[total][position] or 0
                surplus = sum(free.get(line, 0) for line in run) - value
                for some in making.get(surplus, ()) if value and surplus else ():
                    if run.start <= some[0] and some[-1] < run.stop:
                        votes[total, run, some] += self.bits(position, value)
        return votes

    def open_at(self, position: int) -> list[tuple[int, int]]:
        """The lines with a free figure there, and these figures."""
        return [
            (number, value)
            for number, line in enumerate(self.lines)
            if (value := line[position]) and self.free[number][position]
        ]

    def beside(self, total: int) -> list[range]:
        """The lines before and after one, up to the next empty line."""
        start, stop = total, total + 1
        while start > 0 and self.filled[start - 1]:
            start -= 1
        while stop < len(self.lines) and self.filled[stop]:
            stop += 1
        return [range(start, total), range(total + 1, stop)]

    def pairs(self) -> list[Trial]:
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
            if trial is not None
            and trial.weight > price + _BETWEEN * (trial.parts[0] < trial.total < trial.parts[1])
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
        implied = {
            frozenset(one) ^ frozenset(two)
            for one, two in combinations(
                {(one.total, *one.parts) for one in self.found if len(one.parts) == len("+-")}, 2
            )
        }
        trials = []
        for (pair, other), bits in self.balanced().items():
            if bits > price and frozenset((*pair, *other)) not in implied:
                total, minus = sorted(max(pair, other, key=max), reverse=True)
                parts = min(pair, other, key=max)
                sums, counts = self.added(parts, minus)
                trial = self.weighed(total, parts, sums, counts)
                if trial is not None and trial.weight > price:
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
                    four = {*pair, *other}
                    if len(four) == len("abcd") and sum(bool(values[line]) for line in four) >= _SMALLEST:
                        votes[pair, other] += self.bits(position, total)
        return votes

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


def _innermost(trials: Sequence[Trial]) -> list[Trial]:
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


def _in_step(trials: Sequence[Trial], price: float, fewest: int) -> list[Trial]:
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


def _contradict(one: Trial, other: Trial) -> bool:
    """Whether both cannot be meant: a figure goes into one total (which may be printed twice), in no circle."""
    if not one.meets(other):
        return False
    shared = one.parts != other.parts and not set(one.parts).isdisjoint(other.parts)
    return shared or (one.total in other.parts and other.total in one.parts)


def _extremes(ends: list[int], value: int) -> list[int]:
    """The nearest and the farthest of many ends: between them stand zeros, or figures so small that all fit."""
    most = min(_ENDS, 2 * abs(value))
    return ends if len(ends) <= most else ends[: most // 2] + ends[-most // 2 :]
