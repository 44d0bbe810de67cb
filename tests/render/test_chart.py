from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.language import ENGLISH
from cybercrime_plan.model.money import DASH, Money, Unit
from cybercrime_plan.render.characters import visible, width
from cybercrime_plan.render.chart import LONGEST, Bar, chart
from tests.render.samples import TRIEU, hostile

AMOUNTS = (850, 700, 750, 4100, 750)


def lines(bars: list[Bar], *, ascii_only: bool = False) -> tuple[str, ...]:
    return chart(bars, ENGLISH, Unit.TRIEU, ascii_only=ascii_only).lines


def test_bars_are_as_long_as_the_amounts_are_large() -> None:
    bars = [Bar(str(2022 + index), Money(amount * TRIEU)) for index, amount in enumerate(AMOUNTS)]
    assert lines(bars) == (
        "2022    850  ████████▎",
        "2023    700  ██████▊",
        "2024    750  ███████▎",
        "2025  4.100  ████████████████████████████████████████",
        "2026    750  ███████▎",
    )


def test_bars_in_ascii() -> None:
    bars = [
        Bar("a", Money(4 * TRIEU)),
        Bar("b", Money(1 * TRIEU)),
        Bar("c", DASH),
        Bar("d", None),
        Bar("e", Money(0)),
    ]
    assert lines(bars, ascii_only=True) == ("a  4  " + "#" * 40, "b  1  " + "#" * 10, "c  -", "d", "e  0")


def test_nothing_to_draw_is_no_fault() -> None:
    assert lines([]) == ()
    assert lines([Bar("a", Money(0)), Bar("b", Money(-5 * TRIEU))]) == ("a   0", "b  -5")


@given(st.lists(st.integers(0, 10**21), min_size=2, max_size=6), st.booleans())
def test_a_larger_amount_never_has_a_shorter_bar_and_something_is_never_nothing(
    amounts: list[int], ascii_only: bool
) -> None:
    drawn = lines([Bar("x", Money(amount)) for amount in sorted(amounts)], ascii_only=ascii_only)
    lengths = [_length(line) for line in drawn]
    assert lengths == sorted(lengths)
    assert [length > 0 for length in lengths] == [amount > 0 for amount in sorted(amounts)]
    assert max(lengths) <= LONGEST * 8


def _length(line: str) -> int:
    eighths = {character: step for step, character in enumerate(" ▏▎▍▌▋▊▉█")} | {"#": 8}
    return sum(eighths.get(character, 0) for character in line)


@given(st.lists(hostile(), min_size=1, max_size=4))
def test_figures_stand_under_each_other_whatever_the_labels(labels: list[str]) -> None:
    drawn = lines([Bar(label, Money(TRIEU)) for label in labels])
    assert all(visible(line) == line for line in drawn)
    assert len({width(line) for line in drawn}) == 1
