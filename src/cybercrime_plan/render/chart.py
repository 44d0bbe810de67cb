"""Bars of characters, as long as the amounts are large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cybercrime_plan.language import Language, Text
from cybercrime_plan.model.money import Cell, Money, Unit
from cybercrime_plan.render.characters import left, right, width
from cybercrime_plan.render.table import Drawing, said

LONGEST = 40
"""Columns of the longest bar."""
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount with its name; a dash or a blank has no bar."""

    label: Text | str
    amount: Cell


def chart(bars: Sequence[Bar], language: Language, unit: Unit, *, ascii_only: bool = False) -> Drawing:
    """The amounts as bars from a common zero, to one eighth of a column; a negative amount has none."""
    labels = [said(bar.label, language) for bar in bars]
    figures = [said(bar.amount, language, unit) for bar in bars]
    widest_label = max(map(width, labels), default=0)
    widest_figure = max(map(width, figures), default=0)
    lengths = [bar_length(bar.amount) for bar in bars]
    steps = 1 if ascii_only else len(_EIGHTHS)
    lines = []
    for label, figure, dong in zip(labels, figures, lengths, strict=True):
        # at least the smallest step for what is more than nothing
        whole, rest = divmod(max(1, dong * LONGEST * steps // max(lengths)) if dong else 0, steps)
        bar = "#" * whole if ascii_only else "█" * whole + _EIGHTHS[rest]
        lines.append(f"{left(label, widest_label)}  {right(figure, widest_figure)}  {bar}".rstrip())
    return Drawing(tuple(lines))


def bar_length(amount: Cell) -> int:
    """The đồng a bar stands for: a negative amount, a dash and a blank have none."""
    return max(0, amount.dong) if isinstance(amount, Money) else 0
