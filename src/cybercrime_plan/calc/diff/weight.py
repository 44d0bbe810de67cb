"""How grave a sum of money is, measured against its year and the whole plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cybercrime_plan.calc.diff.classes import Level
from cybercrime_plan.calc.diff.sides import Sides
from cybercrime_plan.model.money import Number

SHARE_OF_YEAR: Final = 10
SHARE_OF_PLAN: Final = 5
"""Percent from which a change of money is critical, as auditors of annual budgets commonly set it."""


def weight(sides: Sides, delta: int, year: int | None = None) -> Level:
    """Critical from a tenth of its year or a twentieth of the plan, else major.

    Each is measured against the smaller of its two sums, so that it weighs the same read from either side.
    """
    first, second = sides.ledgers
    of_year = _smaller(first.by_year.get(year, 0), second.by_year.get(year, 0)) if year is not None else 0
    of_plan = _smaller(first.total, second.total)
    if _reaches(delta, SHARE_OF_YEAR, of_year) or _reaches(delta, SHARE_OF_PLAN, of_plan):
        return Level.CRITICAL
    return Level.MAJOR


def _smaller(first: int, second: int) -> int:
    return min((abs(sum_) for sum_ in (first, second) if sum_), default=0)


def _reaches(delta: int, percent: int, base: int) -> bool:
    return bool(base) and abs(delta) * 100 >= base * percent


def gravest(levels: Iterable[Level]) -> Level:
    """The gravest of some levels."""
    return min(levels, key=lambda level: level.rank)


def percent_of(part: int, whole: int) -> Number | None:
    """A share in percent, to one decimal, halves away from zero; None of nothing."""
    if not whole:
        return None
    tenths, rest = divmod(abs(part) * 1000, abs(whole))
    tenths += 2 * rest >= abs(whole)
    return Number(tenths if (part < 0) is (whole < 0) else -tenths, 1)
