"""Slips of the hand: how a wrong figure may have come from the right one, by exact tests only.

That a difference is divisible by 9 is no test: any two figures of the same digits pass it, and many others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cybercrime_plan.calc.fault import Slip, SlipKind, unit_slip
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Money, Unit, in_unit

POWERS: Final = (3, -3, 6, -6)
"""Powers of ten between units of money that stand over a table."""

EXCHANGED: Final = Slip(SlipKind.EXCHANGED, _("two figures exchanged"))


def slip_between(actual: Money, expected: Money, unit: Unit, neighbours: Iterable[Money] = ()) -> Slip | None:
    """The first known slip that turns `expected` into `actual`, or None.

    Args:
        unit: the unit in which both are printed.
        neighbours: the figures beside it, from which it may have been copied.
    """
    return (
        _of_digits(*_digits(actual, expected, unit))
        or _of_sign(actual, expected)
        or _of_unit(actual, expected)
        or _of_copying(actual, neighbours, unit)
    )


def _digits(actual: Money, expected: Money, unit: Unit) -> tuple[str, str]:
    """Both figures as digits alone, with the same number of decimals; a sign stays in front."""
    texts = [in_unit(money, unit).replace(".", "").partition(",") for money in (actual, expected)]
    decimals = max(len(part) for _whole, _comma, part in texts)
    first, second = (whole + part.ljust(decimals, "0") for whole, _comma, part in texts)
    return first, second


def _of_digits(actual: str, expected: str) -> Slip | None:
    if actual.startswith("-") != expected.startswith("-"):
        return None
    actual, expected = actual.lstrip("-"), expected.lstrip("-")
    if len(actual) == len(expected):
        different = [index for index, pair in enumerate(zip(actual, expected, strict=True)) if len({*pair}) > 1]
        if _is_swap(actual, expected, different):
            return Slip(SlipKind.SWAPPED, _("two neighbouring digits swapped"))
        if len(different) == 1:
            return Slip(SlipKind.REPLACED, _("one digit replaced"))
    if _drops_a_digit(expected, actual):
        return Slip(SlipKind.DROPPED, _("one digit dropped"))
    if _drops_a_digit(actual, expected):
        return Slip(SlipKind.ADDED, _("one digit added"))
    return None


def _is_swap(actual: str, expected: str, different: list[int]) -> bool:
    match different:
        case [first, second]:
            return second == first + 1 and actual[first : second + 1] == expected[second] + expected[first]
    return False


def _drops_a_digit(longer: str, shorter: str) -> bool:
    """Whether leaving one digit of `longer` out gives `shorter`; leading zeros are not written."""
    if len(longer) <= 1:
        return False
    return any((longer[:cut] + longer[cut + 1 :]).lstrip("0") == shorter.lstrip("0") for cut in range(len(longer)))


def _of_sign(actual: Money, expected: Money) -> Slip | None:
    return Slip(SlipKind.SIGN, _("the sign")) if actual == -expected else None


def _of_unit(actual: Money, expected: Money) -> Slip | None:
    for power in POWERS:
        if expected and actual == scaled(expected, power):
            return Slip(SlipKind.UNIT, unit_slip(power))
    return None


def scaled(money: Money, power: int) -> Money | None:
    """The sum of money times 10^power, or None when that is not whole."""
    if power >= 0:
        return Money(money.dong * 10**power)
    whole, rest = divmod(money.dong, 10**-power)
    return None if rest else Money(whole)


def _of_copying(actual: Money, neighbours: Iterable[Money], unit: Unit) -> Slip | None:
    if actual and actual in set(neighbours):
        return Slip(SlipKind.COPIED, _("{figure} copied from a neighbour", figure=in_unit(actual, unit)))
    return None
