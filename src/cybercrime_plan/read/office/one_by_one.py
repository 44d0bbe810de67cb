"""Tables of which every cell stands on a line of its own, as some readers of PDF copy them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.vocabulary import DASHES, ColumnRole, is_total, role_of
from cybercrime_plan.read.grid import Content, GridCell

_FIGURE = re.compile(r"[-(]?[0-9][0-9.,]*\)?%?")
_FEWEST_ROWS = 2
_FEWEST_TITLES = 3


def one_by_one(cells: Sequence[GridCell]) -> list[list[GridCell]] | None:
    """The rows that lines of one cell each make: the title of every column, then number, name and all figures.

    None where a line breaks that order, as it does where a cell is empty: nothing tells then which.
    """
    heads = [at for at, cell in enumerate(cells) if role_of(cell.text) is ColumnRole.STT]
    if len(heads) != 1:
        return None
    before, rest = cells[: heads[0]], cells[heads[0] :]
    titles = list(takewhile(lambda cell: not is_numbering(cell.text), rest))
    rest = rest[len(titles) :]
    rows: list[list[GridCell]] = []
    while found := _row(rest, len(titles) - 2):
        row, lines = found
        rows.append(row)
        rest = rest[lines:]
    full = sum(len(one) == len(titles) for one in rows)
    if len(titles) < _FEWEST_TITLES or full < _FEWEST_ROWS or any(map(_is_figure, rest)):
        return None
    return [*([cell] for cell in before), titles, *rows, *([cell] for cell in rest)]


def _row(cells: Sequence[GridCell], figures: int) -> tuple[list[GridCell], int] | None:
    """The row that begins here and how many lines it takes: a number, words, and so many figures or none."""
    if not cells or not _begins_row(cells[0]):
        return None
    numbers = cells[: 0 if is_total(cells[0].text) else 1]
    behind = cells[len(numbers) :]
    words = list(
        takewhile(lambda cell: not _is_figure(cell) and (cell is behind[0] or not _begins_row(cell)), behind)
    )
    found = list(takewhile(_is_figure, behind[len(words) :]))[:figures]
    if not words or len(found) not in {0, figures}:
        return None
    number = numbers[0] if numbers else GridCell("", words[0].place, Content.BLANK)
    name = words[0]._replace(text=" ".join(cell.text for cell in words))
    return [number, name, *found], len(numbers) + len(words) + len(found)


def _begins_row(cell: GridCell) -> bool:
    return is_numbering(cell.text) or is_total(cell.text)


def _is_figure(cell: GridCell) -> bool:
    return bool(_FIGURE.fullmatch(cell.text)) or cell.text in DASHES
