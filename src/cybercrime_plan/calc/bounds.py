"""Bounds: what a printed figure still admits when it is rounded or qualified (hơn, gần, khoảng, …).

Figures are whole numbers of the smallest unit (đồng, cases), so an open end is the closed one a unit before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cybercrime_plan.model.budget import Qualifier
from cybercrime_plan.model.money import Number, Unit


@dataclass(frozen=True, slots=True)
class Bounds:
    """All whole numbers from `low` to `high`, both included; None is no bound on that side."""

    low: int | None
    high: int | None

    def __contains__(self, value: int) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def __add__(self, other: Bounds) -> Bounds:
        """The bounds of a sum of two bounded figures."""
        return Bounds(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> Bounds:
        return Bounds(_minus(self.high), _minus(self.low))

    def __and__(self, other: Bounds) -> Bounds:
        """What both admit; `is_empty` when nothing does."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Bounds(max(lows, default=None), min(highs, default=None))

    @property
    def is_empty(self) -> bool:
        """Whether no number is within."""
        return self.low is not None and self.high is not None and self.low > self.high

    @property
    def only(self) -> int | None:
        """The one number within, or None when there are more or none."""
        return self.low if self.low == self.high else None

    def shifted(self, by: int) -> Bounds:
        """The same bounds, further up by that many units."""
        return self + Bounds(by, by)

    def nearest(self, value: int) -> int:
        """The number within that is nearest to `value`."""
        if self.low is not None and value < self.low:
            return self.low
        if self.high is not None and value > self.high:
            return self.high
        return value


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _minus(one: int | None) -> int | None:
    return None if one is None else -one


EXACT: Final = Bounds(0, 0)
"""A residual that admits no difference."""


def bounds_of(value: int, place: int, qualifier: Qualifier | None) -> Bounds:
    """What a printed figure admits.

    Args:
        value: the figure.
        place: one unit in its last printed place: 100 million đồng for `109,2 tỷ`; at least 1.
        qualifier: the word before it, None when there is none.
    """
    match qualifier:
        case None:
            return Bounds(value, value)
        case Qualifier.MORE_THAN:
            return Bounds(value, value + place - 1)
        case Qualifier.NEARLY:
            return Bounds(value - place + 1, value)
        case Qualifier.ABOUT:
            return Bounds(value - place, value + place)
        case Qualifier.AT_LEAST:
            return Bounds(value, None)
        case Qualifier.UP_TO:
            return Bounds(min(0, value), value)


def place_of(number: Number, unit: Unit) -> int:
    """One unit in the last printed place of a figure, in đồng, at least 1: 100 million for `109,2` tỷ."""
    return max(1, int(unit.value // 10**number.decimals))


def place_of_words(dong: int) -> int:
    """The last place a figure in words names, in đồng: a million for "bảy tỷ một trăm năm mươi triệu"."""
    return next(unit.value for unit in reversed(Unit) if dong % unit.value == 0)
