"""Text copied out of a document (.txt): rows of cells joined by TABs, or of words and numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cybercrime_plan.findings import Span
from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.vocabulary import is_total
from cybercrime_plan.read.grid import Area, Content, Grid, GridCell, clean, has_unseen
from cybercrime_plan.read.office.delimited import separated
from cybercrime_plan.read.office.laid_out import read_laid_out
from cybercrime_plan.read.office.one_by_one import one_by_one
from cybercrime_plan.read.office.package import check_extent
from cybercrime_plan.read.office.spaced import (
    SpacedHeader,
    SpacedLine,
    find_heads,
    line_of,
    read_row,
    refuse_more_columns,
    refuse_surplus,
    titled_heads,
    without_blanks,
)

_STRESSED = re.compile(r"([*_]{1,3})(\S(?:.*\S)?)\1")


def _plain(cell: GridCell) -> GridCell:
    """A cell without the signs that make it bold or slanting in Markdown."""
    stressed = _STRESSED.fullmatch(cell.text)
    return cell._replace(text=stressed[2], bold=len(stressed[1]) > 1) if stressed else cell


_QUOTED = re.compile(r'(?:^|\t)"[^"\t]*[\n,][^"\t]*"(?=\t|\r?$)', re.MULTILINE)
"""A cell in quotes between TABs, as a workbook saves one that holds a line break or a comma."""
_BREAK = re.compile("\r\n|\r|\n")


def read_pasted(text: str) -> tuple[Grid, ...]:
    """The one grid of a text, a row for each line.

    Raises:
        InputError: larger than any annex.
    """
    if "\t" in text and _QUOTED.search(text):
        return (separated(text, "\t"),)
    lines = _BREAK.split(text)
    if sum(line.count("|") > 1 for line in lines) > 1:
        return (_drawn(lines),)
    if "\t" not in text and (laid_out := read_laid_out(lines)) is not None:
        return (laid_out,)
    rows = _mended([_cells(line, number) for number, line in enumerate(lines, 1)])
    if "\t" not in text and (listed := one_by_one([row[0] for row in rows if row[0]])) is not None:
        return (_grid(listed),)
    words = [line_of("" if "\t" in line else line, number) for number, line in enumerate(lines, 1)]
    merges: list[Area] = []
    heads = [*find_heads(words)] or [*titled_heads(words)]
    for head, after in pairwise([*heads, None]):
        if head:
            merges.extend(_spread(head, rows, words[head.row + 1 : after.first if after else None]))
    return (_grid(rows, merges),)


def _grid(rows: list[list[GridCell]], merges: Sequence[Area] = ()) -> Grid:
    width = max(len(row) for row in rows)
    check_extent(len(rows), width)
    return Grid("", tuple(tuple(_filled(row, width)) for row in rows), tuple(merges))


def _mended(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """The rows with each cell that a line break parts put together: the row stands on its last line.

    Such a line lacks as many cells as those after it bring, of which the first goes on with its last words.
    """
    width = max(map(len, rows))
    mended = list(rows)
    start = 0
    for at in range(1, len(rows)):
        above, row = mended[start], rows[at]
        if not _goes_on(above, row, width):
            start = at
            continue
        joined = above[-1]._replace(text=f"{above[-1].text} {row[0].text}")
        mended[at] = [*above[:-1], joined, *row[1:]]
        mended[start] = [_blank(above[0])]
        start = at
    return mended


def _goes_on(above: list[GridCell], row: list[GridCell], width: int) -> bool:
    """Whether a line carries on the last cell of the one above, and no more cells come than the table has."""
    broken, rest = above[-1].text, row[0].text
    if not 1 < len(above) < width or len(above) + len(row) - 1 not in {len(above), width} or len(row) == width:
        return False
    return (
        bool(broken and rest)
        and not is_numbering(rest)
        and not is_total(rest)
        and not any(map(_FIGURE.fullmatch, (broken, rest)))
    )


_FIGURE = re.compile(r"[-(]?[0-9][0-9.,]*\)?%?")
_RULE = re.compile(r"[\s|+:=\-]*")


def _drawn(lines: list[str]) -> Grid:
    """A table drawn with upright strokes, as in Markdown; rows of strokes alone part its head from its body."""
    rows = [_cells("" if _RULE.fullmatch(line) else line, number, "|") for number, line in enumerate(lines, 1)]
    rows = [[_plain(cell) for cell in row] for row in rows]
    framed = [row for row, line in zip(rows, lines, strict=True) if line.count("|") > 1]
    if all(not row[0] and not row[-1] for row in framed):
        rows = [row[1:-1] if len(row) > 2 else row for row in rows]  # noqa: PLR2004 - framed by two strokes
    return _grid(rows)


def _cells(line: str, number: int, separator: str = "\t") -> list[GridCell]:
    """The cells of a line, parted by TABs or by upright strokes."""
    cells, column = [], 1
    for part in line.split(separator):
        text = clean(part)
        place = Span(number, column, number, column + len(part))
        cells.append(GridCell(text, place, Content.TEXT if text else Content.BLANK, unseen=has_unseen(part)))
        column += len(part) + 1
    return cells


def _spread(head: SpacedHeader, rows: list[list[GridCell]], below: list[SpacedLine]) -> Iterator[Area]:
    """Put the lines of a table parted by blanks into cells, its header on the line of its years."""
    sums = (head.total,) if head.total else ()
    source = (head.source,) if head.source else ()
    for row in range(head.first, head.row):
        rows[row] = [rows[row][-1] if not rows[row][-1] else _blank(rows[row][-1])]
    rows[head.row] = [head.number, head.name, *head.years, *sums, *source]
    if head.heading and head.row:
        rows[head.row - 1] = [_blank(head.number), _blank(head.name), head.heading]
        yield Area(head.row - 1, 2, head.row - 1, 1 + len(head.years))
    refuse_surplus(head, below)
    refuse_more_columns(head, below)
    filled = without_blanks(head, below)
    for line in below:
        cells = read_row(head, line, filled.get(line.number))
        if cells:
            rows[line.number - 1] = list(cells)
        elif line.words:
            rows[line.number - 1] = _words_of_a_name(head, line)


def _words_of_a_name(head: SpacedHeader, line: SpacedLine) -> list[GridCell]:
    """A line without amounts: the beginning or the rest of a name, or a note; not a cell of numbers."""
    numbered = bool(head.number) and line.words[0].text.isdecimal() and len(line.words) > 1
    cut = 1 if numbered else 0
    return [line.cell(line.words[:cut]), line.cell(line.words[cut:])]


def _blank(cell: GridCell) -> GridCell:
    return GridCell("", cell.place, Content.BLANK)


def _filled(row: list[GridCell], width: int) -> Iterator[GridCell]:
    yield from row
    yield from [_blank(row[-1])] * (width - len(row))
