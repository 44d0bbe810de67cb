"""Text that keeps the layout of its page: columns in line, two blanks or more apart; a wider gap is empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cybercrime_plan.findings import Span
from cybercrime_plan.read.annex.vocabulary import DASHES
from cybercrime_plan.read.grid import Area, Content, Grid, GridCell, clean, has_unseen
from cybercrime_plan.read.office.package import check_extent

_WORDS = re.compile(r"\S+(?: \S+)*")
_FIGURE = re.compile(r"[-−–(]?[0-9][0-9.,]*\)?[*%]?")
_FEWEST = 3
"""columns of a table, and of its lines with figures"""


class _Piece(NamedTuple):
    """Words of a line with no wider gap between them; `start` and `end` count code points from 0."""

    text: str
    start: int
    end: int

    @property
    def is_figure(self) -> bool:
        return bool(_FIGURE.fullmatch(self.text)) or self.text in DASHES


def read_laid_out(lines: Sequence[str]) -> Grid | None:
    """The grid of a text whose figures stand in line; None when they do not.

    The lines with figures say where the columns are; a title belongs to every column it stands over.
    """
    pieces = [[_Piece(match[0], match.start(), match.end()) for match in _WORDS.finditer(line)] for line in lines]
    with_figures = [at for at, line in enumerate(pieces) if sum(piece.is_figure for piece in line) > 1]
    rows = [at for at in with_figures if len(pieces[at]) >= _FEWEST]
    if len(rows) < _FEWEST or len(rows) * 2 < len(with_figures):
        return None
    columns = _columns([piece for at in rows for piece in pieces[at]])
    if len(columns) < _FEWEST or any(len(set(_over(piece, columns))) != 1 for at in rows for piece in pieces[at]):
        return None
    check_extent(len(lines), len(columns))
    grid, merges = [], []
    for number, (line, found) in enumerate(zip(lines, pieces, strict=True)):
        end = Span(number + 1, len(line) + 1, number + 1, len(line) + 1)
        cells = [GridCell("", end, Content.BLANK)] * len(columns)
        alone = len(found) == 1 and not (rows[0] < number <= rows[-1] and found[0].start >= columns[1][0])
        for piece in found:
            at = [0] if alone else _over(piece, columns)
            cells[at[0]] = _joined(cells[at[0]], piece, number + 1)
            if len(at) > 1:
                merges.append(Area(number, at[0], number, at[-1]))
        grid.append(tuple(cells))
    return Grid("", tuple(grid), tuple(merges))


def _columns(pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
    """Where columns begin and end: what no line leaves blank between them."""
    columns: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if columns and piece.start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.end))
        else:
            columns.append((piece.start, piece.end))
    return columns


def _over(piece: _Piece, columns: Sequence[tuple[int, int]]) -> list[int]:
    """The columns over which words stand; the nearest one when they stand over none."""
    over = [at for at, (start, end) in enumerate(columns) if piece.start < end and start < piece.end]
    return over or [
        min(range(len(columns)), key=lambda at: max(columns[at][0] - piece.end, piece.start - columns[at][1]))
    ]


def _joined(cell: GridCell, piece: _Piece, line: int) -> GridCell:
    """A piece as a cell, behind what stands there already."""
    text = clean(f"{cell.text} {piece.text}")
    start = cell.place.column if cell and isinstance(cell.place, Span) else piece.start + 1
    return GridCell(text, Span(line, start, line, piece.end + 1), unseen=has_unseen(piece.text))
