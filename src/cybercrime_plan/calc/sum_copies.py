"""Which of the sums of a grid that have the same figures is meant, and which only repeats it.

Figures are printed again elsewhere: a total in the head of a table and below it, what there is and where it comes
from. The better proved sum is meant; of two totals that stand apart the one that no better sum explains already,
and then the one that is nearer to the parts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cybercrime_plan.calc.sum_trials import Direction

if TYPE_CHECKING:
    from cybercrime_plan.calc.sums import GridSum


class Copies:
    """The sums found in one direction, held against each other."""

    def __init__(self, search: Direction, found: Sequence[GridSum]) -> None:
        self._search = search
        self._found = found
        self._best: dict[int, int] = {}
        """the weight of the best proved sum of each total"""
        for one in found:
            self._best[one.total] = max(one.weight, self._best.get(one.total, 0))

    def originals(self) -> list[GridSum]:
        """Without the sums that repeat another one's figures: copies of its parts, or of its total elsewhere."""
        kept: list[GridSum] = []
        said: dict[tuple[int, ...], list[int]] = defaultdict(list)
        copied: set[int] = set()
        for one in sorted(self._found, key=lambda one: (-one.weight, self._reach(one), one.parts)):
            figures = [self._figures(one, position) for position in one.positions()]
            alike = Counter(number for some in figures for number in said[some])
            if one.minus or not any(
                common == len(set(one.positions()).intersection(kept[number].positions()))
                and self._repeats(one, kept[number])
                for number, common in alike.items()
            ):
                # what is proved better may still be the copy, or a piece
                copied |= {
                    number
                    for number, common in alike.items()
                    if common == len(kept[number].positions())
                    and (self._is_elsewhere(kept[number], one) or _same_lines(kept[number], one))
                }
                for some in figures:
                    said[some].append(len(kept))
                kept.append(one)
        return [one for number, one in enumerate(kept) if number not in copied]

    def _figures(self, one: GridSum, position: int) -> tuple[int, ...]:
        """The total of a sum at a position and what it adds up, wherever that stands."""
        total = self._search.lines[one.total][position] or 0
        return (position, total, *sorted(self._search.terms(one.parts, position)))

    def _repeats(self, one: GridSum, other: GridSum) -> bool:
        """Whether of two sums with the same figures the first is the copy, the other one being proved better."""
        if one.total == other.total and len(one.holds) > len(other.holds):
            # what has numbers wherever the other one needs blanks read as none is no copy of it, nor is the whole
            return not ({*one.holds} >= {*other.blank} or _same_lines(one, other))
        return not self._apart(one.total, other.total) or self._is_elsewhere(one, other)

    def _is_elsewhere(self, one: GridSum, other: GridSum) -> bool:
        """Whether the total of the first is that of the other one, printed again apart from it."""
        apart = self._apart(one.total, other.total) > 1
        return apart and (self._has_better(one), self._reach(one)) > (self._has_better(other), self._reach(other))

    def _has_better(self, one: GridSum) -> bool:
        """Whether another sum explains its total better."""
        return one.weight < self._best[one.total]

    def _reach(self, one: GridSum) -> int:
        """How far its total stands from its parts."""
        return min(self._apart(one.total, part) for part in one.parts)

    def _apart(self, one: int, other: int) -> int:
        """How far two lines stand apart, empty ones not counted."""
        return sum(self._search.filled[min(one, other) + 1 : max(one, other) + 1])


def _same_lines(one: GridSum, other: GridSum) -> bool:
    return (one.total, one.parts, one.minus) == (other.total, other.parts, other.minus)
