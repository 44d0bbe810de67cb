"""Stacked bars as SVG: exact titles for screen readers, figures in the bars, no script.

Positions are whole tenths of a pixel worked out from whole đồng.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from cybercrime_plan.calc.totals import added
from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.money import Cell, Money, Unit, in_unit
from cybercrime_plan.render.chart import bar_length
from cybercrime_plan.render.formats.html import escape
from cybercrime_plan.render.table import said

_WIDTH = 380
_COLUMNS_HIGH, _AXIS, _TOP = 150, 44, 20
_ROW_HIGH, _BAR_HIGH = 40, 18
_MOST_TICKS = 5
_FITS_HIGH, _FITS_PER_SIGN = 130, 76
"""Tenths of a pixel that a figure needs: its height, and the width of one of its signs."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: a name, its parts in the order of the series, and what they add up to; no parts, an empty place."""

    name: str
    parts: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour to fill with, and one to write on it."""

    fill: str
    ink: str


LINES = (
    Shade("#1f4e79", "#fff"), Shade("#e8b04a", "#000"), Shade("#2a8f6d", "#000"), Shade("#8a4a10", "#fff"),
    Shade("#b9d4ee", "#000"), Shade("#5a2d5a", "#fff"), Shade("#9aa39a", "#000"), Shade("#1a1f27", "#fff"),
)  # fmt: skip
"""For things of different kinds; told apart by every common kind of colour sight, and each a grey of its own."""
YEARS = (
    Shade("#cfe0f0", "#000"), Shade("#a3c4e2", "#000"), Shade("#6fa1cd", "#000"), Shade("#3f79b0", "#fff"),
    Shade("#1f4e79", "#fff"), Shade("#12304d", "#fff"), Shade("#0a1d30", "#fff"),
)  # fmt: skip
"""For years, light to dark."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart.

    Attributes:
        key: unlike that of any other chart on the page.
        series: the names of the parts.
        at_least: đồng the scale reaches to, so that charts beside each other can be compared by eye.
    """

    key: str
    title: Text
    series: tuple[str, ...]
    stacks: tuple[Stack, ...]
    unit: Unit
    shades: tuple[Shade, ...]
    at_least: int = 0

    def shade(self, part: int) -> Shade:
        """The colours of a part."""
        return self.shades[part % len(self.shades)]

    @property
    def largest(self) -> int:
        """The longest bar, in đồng; at least 1, and as much as the scale reaches to."""
        return max([1, self.at_least, *(sum(map(bar_length, stack.parts)) for stack in self.stacks)])


def columns(bars: Bars, language: Language) -> Iterator[str]:
    """Upright bars over a scale, side by side."""
    largest = bars.largest
    # the distance of the lines of the scale: 1, 2 or 5 and zeros, so that there are few of them
    steps = (factor * 10**zeros for zeros in count() for factor in (1, 2, 5))
    step = next(one for one in steps if one * _MOST_TICKS >= largest)
    top = -(-largest // step) * step
    yield from _open(bars, language, _TOP + _COLUMNS_HIGH + 22)
    for dong in range(0, top + 1, step):
        y = _TOP * 10 + _COLUMNS_HIGH * 10 - dong * _COLUMNS_HIGH * 10 // top
        yield f'<path class="grid" d="M{_AXIS} {_px(y)}H{_WIDTH}"/>'
        yield _text(in_unit(Money(dong), bars.unit), (_AXIS - 6) * 10, y + 35, "end", "scale")
    slot = (_WIDTH - _AXIS) * 10 // max(len(bars.stacks), 1)
    for number, stack in enumerate(bars.stacks):
        left, wide = _AXIS * 10 + number * slot + slot // 5, slot * 3 // 5
        y = (_TOP + _COLUMNS_HIGH) * 10
        for part, amount in enumerate(stack.parts):
            high = bar_length(amount) * _COLUMNS_HIGH * 10 // top
            y -= high
            yield from _part(bars, stack, part, (left, y, wide, high), language)
        yield _text(said(stack.total, language, bars.unit), left + wide // 2, y - 50, "middle", "sum")
        yield _text(stack.name, left + wide // 2, (_TOP + _COLUMNS_HIGH) * 10 + 160, "middle", "name")
    yield "</svg>"
    yield from _legend(bars)


def rows(bars: Bars, language: Language) -> Iterator[str]:
    """Lying bars, one under the other, each under its name."""
    yield from _open(bars, language, _ROW_HIGH * len(bars.stacks) + 4)
    largest = bars.largest
    for number, stack in enumerate(bars.stacks):
        y = number * _ROW_HIGH * 10
        yield _text(stack.name, 0, y + 140, "start", "name")
        yield _text(said(_total(stack), language, bars.unit), _WIDTH * 10, y + 140, "end", "sum")
        x = 0
        for part, amount in enumerate(stack.parts):
            wide = bar_length(amount) * _WIDTH * 10 // largest
            yield from _part(bars, stack, part, (x, y + 180, wide, _BAR_HIGH * 10), language)
            x += wide
    yield "</svg>"
    yield from _legend(bars)


def _total(stack: Stack) -> Cell | Text:
    return stack.total if isinstance(stack.total, Money) else _("not fixed")


def _open(bars: Bars, language: Language, height: int) -> Iterator[str]:
    title = escape(language.say(bars.title))
    yield f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{bars.key}-title {bars.key}-all">'
    yield f'<title id="{bars.key}-title">{title}</title>'
    told = (stack for stack in bars.stacks if stack.parts)
    totals = "; ".join(f"{stack.name}: {said(_total(stack), language, bars.unit)}" for stack in told)
    yield f'<desc id="{bars.key}-all">{escape(f"{totals} ({bars.unit.label})")}</desc>'


def _part(bars: Bars, stack: Stack, part: int, box: tuple[int, int, int, int], language: Language) -> Iterator[str]:
    """A piece of a bar, with its figure where there is room for one."""
    left, top, wide, high = box
    if not wide or not high:
        return
    figure, shade = said(stack.parts[part], language, bars.unit), bars.shade(part)
    place = f'x="{_px(left)}" y="{_px(top)}" width="{_px(wide)}" height="{_px(high)}"'
    name = escape(f"{stack.name}, {bars.series[part]}: {figure} {bars.unit.label}")
    yield f'<rect {place} fill="{shade.fill}"><title>{name}</title></rect>'
    if high >= _FITS_HIGH and wide >= _FITS_PER_SIGN * len(figure):
        yield _text(figure, left + wide // 2, top + high // 2 + 38, "middle", "in", shade.ink)


def _legend(bars: Bars) -> Iterator[str]:
    items = (
        f'<li><i style="background:{bars.shade(number).fill}"></i>{escape(name)}</li>'
        for number, name in enumerate(bars.series)
    )
    yield f'<ul class="legend" aria-hidden="true">{"".join(items)}</ul>'


def _text(text: str, x: int, y: int, anchor: str, kind: str, ink: str | None = None) -> str:
    fill = f' style="fill:{ink}"' if ink else ""
    return f'<text class="{kind}" x="{_px(x)}" y="{_px(y)}" text-anchor="{anchor}"{fill}>{escape(text)}</text>'


def _px(tenths: int) -> str:
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def with_fewer_series(bars: Bars, most: int, rest: str) -> Bars:
    """The same chart with at most so many series: the largest ones, and all others as one called `rest`."""
    sizes = [sum(bar_length(stack.parts[part]) for stack in bars.stacks) for part in range(len(bars.series))]
    kept, left = _largest(sizes, most)
    if not left:
        return bars
    stacks = (
        replace(stack, parts=(*(stack.parts[p] for p in kept), added(stack.parts[p] for p in left)))
        for stack in bars.stacks
    )
    return replace(bars, series=(*(bars.series[p] for p in kept), rest), stacks=tuple(stacks))


def with_fewer_stacks(bars: Bars, most: int, rest: str) -> Bars:
    """The same chart with at most so many bars: the largest ones, and all others as one called `rest`."""
    kept, left = _largest([sum(map(bar_length, stack.parts)) for stack in bars.stacks], most)
    if not left:
        return bars
    others = [bars.stacks[index] for index in left]
    parts = tuple(added(stack.parts[part] for stack in others) for part in range(len(bars.series)))
    together = Stack(rest, parts, added(stack.total for stack in others))
    return replace(bars, stacks=(*(bars.stacks[index] for index in kept), together))


def on_one_scale(charts: Sequence[Bars]) -> list[Bars]:
    """The same charts over one scale."""
    reach = max((bars.largest for bars in charts), default=0)
    return [replace(bars, at_least=reach) for bars in charts]


def _largest(sizes: Sequence[int], most: int) -> tuple[list[int], list[int]]:
    """Which of them to keep, in their order, and which to put together; nothing is when they are few."""
    if len(sizes) <= most:
        return list(range(len(sizes))), []
    by_size = sorted(range(len(sizes)), key=lambda index: -sizes[index])
    return sorted(by_size[: most - 1]), sorted(by_size[most - 1 :])
