"""Every text can be read on its ground: WCAG 2.2, 1.4.3, level AA, worked out from the colours used."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from cybercrime_plan.render import year_page
from cybercrime_plan.render.exports import leader
from cybercrime_plan.render.exports.bars import LINES, YEARS, Shade
from cybercrime_plan.render.formats import html

AA = 4.5
"""The least contrast of a text with its ground."""
TOLD_APART = 1.2
"""The least contrast of two fills of one chart, in grey."""
VERDICTS = {"#111 #e4f2ea", "#111 #fdf3dc", "#111 #fbe6e4"}
PAIRS = {
    "page": (html.STYLE, {"#111 #fff", "#111 #eee", "#111 #f5f5f5", "#a00 #fff", "#060 #fff"} | VERDICTS),
    "leader": (
        leader.STYLE,
        {
            "#1b2733 #fff", "#5b6875 #fff", "#5b6875 #f3f6f9", "#1f4e79 #fff", "#1f4e79 #f3f6f9",
            "#1b2733 #e4f2ea", "#1b2733 #fdf3dc", "#1b2733 #fbe6e4",
        },
    ),
    "year": (year_page.STYLE, {"#000 #fff", "#444 #fff", "#666 #eee", "#000 #eee", "#fff #000"}),
}  # fmt: skip
"""For each style sheet the inks with the grounds they stand on."""
RULED = {"#888", "#d5dce3", "#2a7a52", "#b7791f", "#b3261e"}
"""Colours of lines alone: no text is written in them or on them."""


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("sheet", PAIRS)
def test_every_colour_of_a_style_sheet_is_accounted_for_and_readable(sheet: str) -> None:
    style, pairs = PAIRS[sheet]
    used = set(re.findall(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?\b", style))
    assert used - RULED <= {colour for pair in pairs for colour in pair.split()}
    assert {pair: contrast(*pair.split()) for pair in pairs if contrast(*pair.split()) < AA} == {}


@pytest.mark.parametrize("shade", [*LINES, *YEARS], ids=lambda shade: shade.fill)
def test_a_figure_in_a_bar_is_readable(shade: Shade) -> None:
    assert contrast(shade.fill, shade.ink) >= AA


@pytest.mark.parametrize("shades", [LINES, YEARS], ids=["lines", "years"])
def test_no_two_fills_are_one_grey(shades: tuple[Shade, ...]) -> None:
    assert min(contrast(one.fill, other.fill) for one, other in combinations(shades, 2)) >= TOLD_APART
