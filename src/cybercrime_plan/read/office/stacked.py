"""Rows of which each cell holds a list, line by line: as many rows as the lists have lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cybercrime_plan.read.annex.vocabulary import DASHES

_FIGURE = re.compile(r"[-(]?[0-9][0-9.,\s]*\)?%?")
_NUMBER = re.compile(r"[IVX]+|[0-9.]+|[a-z]\)?")


def stacked_rows(texts: Sequence[str]) -> list[list[str]]:
    """The rows that a row of cells is to its reader: `a⏎b | 1⏎2` is two, one under the other.

    Figures are listed where each line of a cell is one, and some words stand beside them line by line; a cell
    of another number of lines belongs to the first.
    """
    lines = [[line for one in text.split("\n") if (line := one.strip())] for text in texts]
    lists = [
        cell for cell in lines if len(cell) > 1 and all(map(_is_amount, cell)) and any(map(_FIGURE.fullmatch, cell))
    ]
    lengths = {len(cell) for cell in lists}
    count = lengths.pop() if len(lengths) == 1 else 0
    named = any(len(cell) == count and not all(map(_is_amount, cell)) for cell in lines)
    lone = any(len(cell) == 1 and _FIGURE.fullmatch(cell[0]) and not _NUMBER.fullmatch(cell[0]) for cell in lines)
    if not count or not named or lone:
        return [list(texts)]
    return [
        [
            cell[row] if len(cell) == count else text if row == 0 else ""
            for cell, text in zip(lines, texts, strict=True)
        ]
        for row in range(count)
    ]


def _is_amount(line: str) -> bool:
    return bool(_FIGURE.fullmatch(line)) or line in DASHES
