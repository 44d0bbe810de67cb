"""Sums over columns held against the figures of a table, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import sub

from cybercrime_plan.read.annex.column_sum import ColumnSum
from cybercrime_plan.read.annex.support import Values

_BY_CHANCE = 99
"""up to here figures come to each other by chance"""
_MOST_CARRIED = 3
"""rows in which one slip stands when formulas take it up: of a line, of its group, of the table"""


class ColumnTrial:
    """The columns of the rows that print more than one figure.

    Attributes:
        amounts: what each prints, with nothing for a blank.
    """

    def __init__(self, rows: Sequence[Values], width: int) -> None:
        several = [row for row in rows if row.count(None) < len(row) - 1]
        self._printed: Sequence[Values] = list(zip(*several, strict=True)) or [()] * width
        self.amounts = [tuple([value or 0 for value in column]) for column in self._printed]

    def tried(self, one: ColumnSum, most: int | None = None) -> tuple[int, Counter[int], int]:
        """In how many rows a sum holds, by how much it is off in the others, and how many of those take up another.

        Rows without its total say nothing, nor do those that print nothing else. More rows off than `most` end it.
        """
        holds = 0
        missed: list[tuple[int, int, int]] = []
        for at, (whole, added) in enumerate(zip(self._printed[one.total], self._made(one), strict=False)):
            if whole is None:
                continue
            if added != whole:
                missed.append((added - whole, whole, at))
                if most is not None and len(missed) > most:
                    break
            elif whole or self._prints_parts(at, one):
                holds += 1
        off = Counter([residual for residual, _whole, _at in missed])
        carried = Counter([
            residual
            for residual, whole, at in missed
            if off[residual] > 1 and abs(whole) > _BY_CHANCE and (whole + residual or self._prints_parts(at, one))
        ])  # fmt: skip
        return holds, off, sum(count - 1 for count in carried.values() if 1 < count <= _MOST_CARRIED)

    def _made(self, one: ColumnSum) -> Iterator[int]:
        """What the parts of a sum come to, row by row; made as far as it is asked for."""
        plus, minus = ([self.amounts[column] for column, sign in one.parts if sign == way] for way in (1, -1))
        added = map(sum, zip(*plus, strict=True)) if plus else repeat(0)  # without end
        return map(sub, added, map(sum, zip(*minus, strict=True))) if minus else added

    def _prints_parts(self, row: int, one: ColumnSum) -> bool:
        """Whether any of the parts of a sum is more or less than nothing in a row."""
        return any(self.amounts[column][row] for column, _sign in one.parts)
