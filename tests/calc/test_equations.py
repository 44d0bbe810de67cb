"""What a qualified figure still admits."""

from __future__ import annotations

import pytest

from cybercrime_plan.calc.equations import Bounds, bounds_of, place_of, place_of_words
from cybercrime_plan.model.budget import Qualifier
from cybercrime_plan.model.money import Number, Unit


@pytest.mark.parametrize(
    ("qualifier", "bounds"),
    [
        (None, Bounds(1000, 1000)),
        (Qualifier.MORE_THAN, Bounds(1000, 1099)),
        (Qualifier.NEARLY, Bounds(901, 1000)),
        (Qualifier.ABOUT, Bounds(900, 1100)),
        (Qualifier.AT_LEAST, Bounds(1000, None)),
        (Qualifier.UP_TO, Bounds(0, 1000)),
    ],
)
def test_each_qualifier_has_its_bounds(qualifier: Qualifier | None, bounds: Bounds) -> None:
    assert bounds_of(1000, 100, qualifier) == bounds


def test_the_last_printed_place_gives_the_width() -> None:
    assert place_of(Number(1092, 1), Unit.TY) == 100_000_000
    assert place_of(Number(115), Unit.TRIEU) == 1_000_000
    assert place_of_words(7_150_000_000) == 1_000_000
    assert place_of_words(7_000_000_000) == 1_000_000_000


def test_bounds_of_a_sum_are_the_sums_of_bounds() -> None:
    parts = [163, 97, 68, 15, 448, 53, 209, 33]
    total = Bounds(115_000_000, 115_999_999)
    for tenths in parts:
        total += bounds_of(tenths * 100_000_000, 100_000_000, Qualifier.MORE_THAN)
    assert total.low == 108_715_000_000
    assert 109_200_000_000 in total


def test_an_open_side_stays_open() -> None:
    assert Bounds(1, None) + Bounds(2, 3) == Bounds(3, None)
    assert -Bounds(1, None) == Bounds(None, -1)
    assert (Bounds(1, None) & Bounds(None, 5)) == Bounds(1, 5)
    assert (Bounds(4, None) & Bounds(None, 3)).is_empty
    assert Bounds(None, 5).nearest(9) == 5
