"""What can be wrong with the figures of a budget, and how a hand may have made a wrong figure of the right one.

Slips are found by exact tests only. That a difference is divisible by 9 is no test: any two figures of the same
digits pass it, and many others.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, StrEnum
from typing import Final, NamedTuple

from cybercrime_plan.calc.equations import Entry, Sum
from cybercrime_plan.findings import Certainty, Loc
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Money, Unit, grouped, in_unit

SHOWN: Final = 5
"""How many hypotheses are spelled out; beyond that they are counted."""


class SlipKind(StrEnum):
    """The known slips, in the order in which they are tried."""

    SWAPPED = "digits_swapped"
    REPLACED = "digit_replaced"
    DROPPED = "digit_dropped"
    ADDED = "digit_added"
    SIGN = "sign"
    UNIT = "unit"
    COPIED = "copied"
    EXCHANGED = "cells_exchanged"


class Slip(NamedTuple):
    """A slip that explains a difference."""

    kind: SlipKind
    text: Text


def unit_slip(power: int) -> Text:
    """What happened to a figure that is 10^power times what it should be."""
    if power > 0:
        return _("{factor} times too large, as in another unit", factor=grouped(10**power))
    return _("{factor} times too small, as in another unit", factor=grouped(10**-power))


class PatternKind(Enum):
    """What happened to a row, a column or the table."""

    ROW_MISSING = "row missing"
    ROW_REPEATED = "row repeated"
    ROW_LEFT_OUT = "row left out of the totals"
    ROW_COUNTED_TWICE = "row counted twice"
    """once in its own right, and once in a line that is its sum"""
    ROW_UNIT = "row in another unit"
    COLUMN_UNIT = "column in another unit"
    TABLE_UNIT = "table in another unit"
    TABLE_OUTVOTED = "figures and words agree against the table"


class Pattern(NamedTuple):
    """One such slip.

    Attributes:
        loc: the row, the totals or the unit it concerns.
        actual: what is printed, and `expected`: what it would have to be, where that is one figure.
        amounts: what a missing row would hold, column by column; None where that is not known.
        others: the rows that are its twin or its parts.
        power: of ten, by which the figures are too large, of a slip of unit.
    """

    kind: PatternKind
    loc: Loc
    actual: Money | None = None
    expected: Money | None = None
    amounts: tuple[Money | None, ...] = ()
    others: tuple[Loc, ...] = ()
    power: int = 0


class Correction(NamedTuple):
    """One entry, and what it would have to be.

    Attributes:
        sums: the failing sums in which the entry stands; they prove it.
        is_exact: whether no other value would do.
        slip: the known slip of the hand that turns that value into the printed one, if one does.
    """

    entry: Entry
    value: Money
    sums: tuple[Sum, ...]
    is_exact: bool
    slip: Slip | None = None


Corrections = tuple[Correction, ...]


class Fault(NamedTuple):
    """One thing that is wrong with the figures.

    Attributes:
        sums: the sums that fail because of it.
        hypotheses: the smallest explanations, the likeliest first (those that a known slip explains), at most
            `SHOWN`; none when nothing simple explains it.
        ways: how many explanations of that size there are.
        more: whether the search stopped at that number, and there may be more.
        pattern: set when whole rows, columns or the table explain it.
        followed: what else is right when that is, since formulas take it up.
    """

    sums: tuple[Sum, ...]
    certainty: Certainty
    hypotheses: tuple[Corrections, ...] = ()
    ways: int = 0
    more: bool = False
    pattern: Pattern | None = None
    followed: Corrections = ()


POWERS: Final = (3, -3, 6, -6)
"""Powers of ten between units of money that stand over a table."""

EXCHANGED: Final = Slip(SlipKind.EXCHANGED, _("two figures exchanged"))


def slip_between(actual: Money, expected: Money, unit: Unit, neighbours: Iterable[Money] = ()) -> Slip | None:
    """The first known slip that turns `expected` into `actual`, or None.

    Args:
        unit: the unit in which both are printed.
        neighbours: the figures beside it, from which it may have been copied.
    """
    of_digits = _of_digits(actual, expected, unit)
    if of_digits is not None:
        return of_digits
    if actual == -expected:
        return Slip(SlipKind.SIGN, _("the sign"))
    for power in POWERS:
        if expected and actual == scaled(expected, power):
            return Slip(SlipKind.UNIT, unit_slip(power))
    if actual and actual in set(neighbours):
        return Slip(SlipKind.COPIED, _("{figure} copied from a neighbour", figure=in_unit(actual, unit)))
    return None


def _of_digits(actual: Money, expected: Money, unit: Unit) -> Slip | None:
    """What befell the digits alone, both figures with the same number of decimals."""
    if (actual.dong < 0) != (expected.dong < 0):
        return None
    texts = [in_unit(money, unit).lstrip("-").replace(".", "").partition(",") for money in (actual, expected)]
    decimals = max(len(part) for _whole, _comma, part in texts)
    is_, was = (whole + part.ljust(decimals, "0") for whole, _comma, part in texts)
    different = [at for at, pair in enumerate(zip(is_, was, strict=False)) if len({*pair}) > 1]
    if len(is_) == len(was) and len(different) == 1:
        return Slip(SlipKind.REPLACED, _("one digit replaced"))
    if len(is_) == len(was) and len(different) == 2:  # noqa: PLR2004 - a pair
        first, second = different
        if second == first + 1 and is_[first : second + 1] == was[second] + was[first]:
            return Slip(SlipKind.SWAPPED, _("two neighbouring digits swapped"))
    if _drops_a_digit(was, is_):
        return Slip(SlipKind.DROPPED, _("one digit dropped"))
    if _drops_a_digit(is_, was):
        return Slip(SlipKind.ADDED, _("one digit added"))
    return None


def _drops_a_digit(longer: str, shorter: str) -> bool:
    """Whether leaving one digit of `longer` out gives `shorter`; leading zeros are not written."""
    if len(longer) <= 1:
        return False
    return any((longer[:cut] + longer[cut + 1 :]).lstrip("0") == shorter.lstrip("0") for cut in range(len(longer)))


def scaled(money: Money, power: int) -> Money | None:
    """The sum of money times 10^power, or None when that is not whole."""
    if power >= 0:
        return Money(money.dong * 10**power)
    whole, rest = divmod(money.dong, 10**-power)
    return None if rest else Money(whole)
