"""How far figures bear out that one is the sum of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

Values = tuple[int | None, ...]
"""The amounts of one row in one common scale, a column each; None where no amount stands."""

_SUMS_PER_SLIP = 6


class Support(NamedTuple):
    """How many sums hold, and how many do not."""

    holds: int
    fails: int

    @property
    def good(self) -> bool:
        """Whether it is proved, all but a slip."""
        slips = max(1, (self.holds + self.fails) // _SUMS_PER_SLIP)
        return self.holds > 0 and (self.fails == 0 or (self.fails <= slips and self.holds > self.fails))


def support(whole: Values, parts: Values) -> Support:
    """How far one row is the sum of others, column by column."""
    compared = [(value, part or 0) for value, part in zip(whole, parts, strict=True) if value is not None]
    telling = [(value, part) for value, part in compared if value or part]
    holds = sum(value == part for value, part in telling)
    return Support(holds, len(telling) - holds)


def last_place(value: int) -> int:
    """One unit in the last place of a whole number: 100.000 for 86.600.000."""
    place = 1
    while value and value % (10 * place) == 0:
        place *= 10
    return place


def only_add(rows: Iterable[Values]) -> bool:
    """Whether no figure is less than nothing, so that what they come to only grows."""
    return all(min(filter(None, row), default=0) >= 0 for row in rows)


def outgrown(whole: Values, sums: Values) -> bool:
    """Whether what only grows is more than every figure of a row, and never comes to one of them again."""
    return all((part or 0) > value for value, part in zip(whole, sums, strict=True) if value is not None)


def running(rows: Iterable[Values], width: int) -> Iterator[Values]:
    """What rows come to, one after the other, column by column; a blank and a dash add nothing."""
    sums = [0] * width
    for row in rows:
        sums = [added + (value or 0) for added, value in zip(sums, row, strict=True)]
        yield tuple(sums)


def come_to(rows: Sequence[Values], width: int) -> Values:
    """What rows come to together, column by column; a blank and a dash add nothing."""
    return tuple([sum(filter(None, column)) for column in zip(*rows, strict=True)]) if rows else (0,) * width


def runs_on(totals: Values, values: Values) -> bool:
    """Whether a row below the totals adds them up from column to column: `Lũy kế từ đầu năm`."""
    columns = [column for column, value in enumerate(values) if value is not None]
    sums = accumulate(totals[column] or 0 for column in columns)
    return len(columns) > 2 and [*sums] == [values[column] for column in columns]  # noqa: PLR2004 - two are no run
