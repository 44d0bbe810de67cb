"""Lines of a table parted by blanks whose empty cells are lost: where their figures stand, proved by the sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import _, n_

Filled = tuple[int, ...]
"""The columns of amounts, from 0, in which the figures of a line stand."""
_MOST_STEPS = 20_000


class FigureLine(NamedTuple):
    """The figures of one line, as whole numbers in one scale; `number` is that of the line, counted from 1."""

    number: int
    figures: tuple[int, ...]


def placed(
    lines: Sequence[FigureLine], totals: Sequence[int], total_column: int | None
) -> Mapping[int, Filled] | None:
    """The columns of each line with fewer figures than columns; None when not exactly one way makes all sums hold.

    Args:
        lines: those that the totals add up.
        totals: the figures of the row of totals, one for each column.
        total_column: the column that adds up the others in each line.
    """
    width = len(totals)
    need = list(totals)
    for line in lines:
        if len(line.figures) == width:
            need = [left - figure for left, figure in zip(need, line.figures, strict=True)]
    short = [line for line in lines if len(line.figures) < width]
    ways = [[*_ways(line.figures, width, total_column)] for line in short]
    found: list[list[Filled]] = []
    steps = 0

    def fill(at: int, left: list[int], chosen: list[Filled]) -> None:
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS or len(found) > 1:
            return
        if at == len(short):
            if not any(left):
                found.append(chosen)
            return
        for way in ways[at]:
            rest = list(left)
            for column, figure in zip(way, short[at].figures, strict=True):
                rest[column] -= figure
            fill(at + 1, rest, [*chosen, way])

    fill(0, need, [])
    if len(found) != 1 or steps > _MOST_STEPS:
        return None
    return {line.number: way for line, way in zip(short, found[0], strict=True)}


def _ways(figures: tuple[int, ...], width: int, total_column: int | None) -> Iterator[Filled]:
    for way in combinations(range(width), len(figures)):
        by_column = dict(zip(way, figures, strict=True))
        total = 0 if total_column is None else by_column.pop(total_column, None)
        if total_column is None or total == sum(by_column.values()):
            yield way


def refusal(number: int, expected: int, stand: int) -> InputError:
    """What is said of a line whose figures cannot be told to columns."""
    message = _(
        "line {line}: {expected}, {stand}",
        line=number,
        expected=n_("{count} figure is expected here", "{count} figures are expected here", expected),
        stand=n_("{count} stands here", "{count} stand here", stand),
    )
    return InputError(message, _("write a dash for what is empty, or copy the table out of Word or Excel"))
