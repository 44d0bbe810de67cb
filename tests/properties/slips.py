"""The slips of the hand that must be found: what may happen to the digits of one printed figure.

Each class yields every wrong figure it can make of a right one, as whole numbers of the unit it is printed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cybercrime_plan.calc.slips import SlipKind


def neighbours_swapped(digits: str) -> Iterator[int]:
    for left in range(len(digits) - 1):
        yield int(digits[:left] + digits[left + 1] + digits[left] + digits[left + 2 :])


def one_replaced(digits: str) -> Iterator[int]:
    for place in range(len(digits)):
        for digit in "0123456789":
            yield int(digits[:place] + digit + digits[place + 1 :])


def one_dropped(digits: str) -> Iterator[int]:
    for place in range(len(digits)):
        yield int(digits[:place] + digits[place + 1 :] or "0")


def zero_appended(digits: str) -> Iterator[int]:
    yield int(digits + "0")


def a_thousand_times(digits: str) -> Iterator[int]:
    yield int(digits) * 1000


def sign_turned(digits: str) -> Iterator[int]:
    yield -int(digits)


CLASSES: dict[Callable[[str], Iterator[int]], SlipKind] = {
    neighbours_swapped: SlipKind.SWAPPED,
    one_replaced: SlipKind.REPLACED,
    one_dropped: SlipKind.DROPPED,
    zero_appended: SlipKind.ADDED,
    sign_turned: SlipKind.SIGN,
    a_thousand_times: SlipKind.UNIT,
}
"""Each class with the slip by which it is explained, in the order in which the tests are tried."""


def every_slip(figure: int) -> Iterator[tuple[int, SlipKind]]:
    """Every wrong figure that one slip makes of this one, once, with the slip that explains it.

    A slip that puts a zero in front makes the figure shorter: on paper it is a dropped digit.
    """
    seen = {figure}
    for slips, kind in CLASSES.items():
        for wrong in slips(str(figure)):
            if wrong not in seen:
                seen.add(wrong)
                yield wrong, kind if abs(wrong) >= 10 ** (len(str(figure)) - 1) else SlipKind.DROPPED
