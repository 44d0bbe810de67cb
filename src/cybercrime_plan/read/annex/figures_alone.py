"""Sums that the numbers of a table tell alone, before any title is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from cybercrime_plan.calc.sums import Adding, GridSum, sums
from cybercrime_plan.read.annex.support import Values, support

MOST_ROWS = 60
"""of which the numbers alone are asked for sums of columns"""


def sums_across(rows: Sequence[Values]) -> tuple[GridSum, ...]:
    """The sums of columns that the numbers alone tell, wherever their parts stand, the best proved first."""
    return sums(rows, only=Adding.COLUMNS)


def rows_add_up(rows: Sequence[Values]) -> bool:
    """Whether the numbers alone tell that some row is the sum of others."""
    return bool(sums(rows, only=Adding.ROWS))


def added_columns(rows: Sequence[Values]) -> list[tuple[int, frozenset[int]]]:
    """Each sum over columns that the numbers alone tell, exactly: its total and the columns that it adds up."""
    found: list[tuple[int, frozenset[int]]] = []
    for one in sums(rows[:MOST_ROWS], only=Adding.COLUMNS):
        parts = tuple(sum(row[part] or 0 for part in one.parts) for row in rows)
        if not one.minus and support(tuple(row[one.total] for row in rows), parts).good:
            found.append((one.total, frozenset(one.parts)))
    return found
