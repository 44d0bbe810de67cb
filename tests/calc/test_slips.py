"""How a wrong figure may have come from the right one."""

from __future__ import annotations

import pytest

from cybercrime_plan.calc.slips import SlipKind, slip_between
from cybercrime_plan.model.money import Money, Unit


def kind(actual: int, expected: int, *neighbours: int, unit: Unit = Unit.TRIEU) -> SlipKind | None:
    slip = slip_between(
        Money(actual * unit.value),
        Money(expected * unit.value),
        unit,
        [Money(one * unit.value) for one in neighbours],
    )
    return None if slip is None else slip.kind


@pytest.mark.parametrize(
    ("actual", "expected", "slip"),
    [
        (3100, 1300, SlipKind.SWAPPED),
        (105, 150, SlipKind.SWAPPED),
        (340, 330, SlipKind.REPLACED),
        (7, 5, SlipKind.REPLACED),
        (33, 330, SlipKind.DROPPED),
        (30, 330, SlipKind.DROPPED),
        (50, 1050, SlipKind.DROPPED),
        (3300, 330, SlipKind.ADDED),
        (3230, 330, SlipKind.ADDED),
        (-330, 330, SlipKind.SIGN),
        (330_000, 330, SlipKind.UNIT),
        (330_000_000, 330, SlipKind.UNIT),
    ],
)
def test_each_slip_is_recognised_by_its_own_test(actual: int, expected: int, slip: SlipKind) -> None:
    assert kind(actual, expected) is slip


def test_a_figure_too_small_by_a_unit_is_a_slip_of_unit() -> None:
    slip = slip_between(Money(1200), Money(1_200_000), Unit.TRIEU)
    assert slip is not None
    assert slip.kind is SlipKind.UNIT
    assert str(slip.text) == "1.000 times too small, as in another unit"


def test_a_figure_like_its_neighbour_is_a_copy() -> None:
    assert kind(450, 610, 300, 450) is SlipKind.COPIED
    assert kind(450, 610, 300) is None


def test_a_difference_divisible_by_nine_is_no_reason() -> None:
    assert kind(1360, 3106) is None
    assert kind(18, 90) is None


def test_digits_two_places_apart_are_no_neighbours() -> None:
    assert kind(321, 123) is None


def test_decimals_count_as_digits() -> None:
    swapped = slip_between(Money(1_150_500), Money(1_105_500), Unit.NGHIN)
    dropped = slip_between(Money(1_150_000), Money(1_150_500), Unit.NGHIN)
    assert [slip and slip.kind for slip in (swapped, dropped)] == [SlipKind.SWAPPED, SlipKind.REPLACED]


def test_an_unsigned_slip_does_not_explain_a_signed_figure() -> None:
    assert kind(-340, 330) is None
    assert kind(-340, -330) is SlipKind.REPLACED
