"""The numbers of a file that stand outside all tables read of it: right of them, below them, on other sheets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise

from cybercrime_plan.findings import FigureRole, Place, PrintedFigure, SheetCell
from cybercrime_plan.language import Text, _
from cybercrime_plan.read.annex.amounts import reads_as_number, stands_for_number, values_of
from cybercrime_plan.read.annex.choices import Choices, chosen_rows
from cybercrime_plan.read.annex.figures_alone import rows_add_up
from cybercrime_plan.read.annex.header import is_year
from cybercrime_plan.read.annex.vocabulary import LETTERS, is_of_facts
from cybercrime_plan.read.grid import PARAGRAPHS, Content, Grid, GridCell

Row = tuple[GridCell, ...]


def figures_outside(grids: Sequence[Grid], told: Collection[Place], choices: Choices) -> Iterator[PrintedFigure]:
    """What no table read accounts for; nothing where a person has said which table or which rows are meant.

    Args:
        told: the places of what the tables account for, and of what they keep.
    """
    if choices.table is not None or chosen_rows(choices.rows).within:
        return
    read = {place.sheet for place in told if isinstance(place, SheetCell)} | {PARAGRAPHS}
    for grid in grids:
        if choices.sheet in {None, grid.name}:
            for part, some in groupby(grid.rows, key=_sheet):
                rows = tuple(some)
                yield from _beside_tables(rows, told) if part in read else _on_its_own(part, rows, grid)


def _sheet(row: Row) -> str:
    """The sheet or the table of a document that a row is of."""
    place = row[0].place
    return place.sheet if isinstance(place, SheetCell) else PARAGRAPHS


_PAGE = re.compile(r"[0-9]{1,2}")
_NUMBER = re.compile(r"(?<![\w.,/-])(?!(?:19|20)[0-9]{2}(?![0-9.,]))[0-9][0-9.,]*(?![\w/-])")
"""One in words that is no year, no date and no number of a document."""


def _beside_tables(rows: Sequence[Row], told: Collection[Place]) -> Iterator[PrintedFigure]:
    """What stands around the tables; a year, or the number of a page, is no figure of a budget."""
    for row in rows:
        taken = [at for at, cell in enumerate(row) if cell and cell.place in told]
        for at, cell in [(at, cell) for at, cell in enumerate(row) if cell.place not in told]:
            if not stands_for_number(cell):
                # words right of a line of the table
                if len(taken) > 1 and at > taken[-1] and _tells_figure(cell):
                    yield PrintedFigure(cell.place, cell.text, FigureRole.BESIDE, why=_("words beside the table"))
                continue
            role, why = FigureRole.UNUSED, _("it stands outside the table")
            if is_year(cell):
                role, why = FigureRole.HEADING, _("a year")
            elif sum(map(bool, row)) == 1 and _sheet(row) == PARAGRAPHS and _PAGE.fullmatch(cell.text):
                role, why = FigureRole.HEADING, _("the number of a page")
            yield PrintedFigure(cell.place, cell.text, role, why=why)


def _tells_figure(cell: GridCell) -> bool:
    """Whether words tell a figure: `thêm 35`, but not a formula whose value is not stored."""
    return bool(cell.content is Content.TEXT and LETTERS.search(cell.text) and _NUMBER.search(cell.text))


def _on_its_own(part: str, rows: Sequence[Row], grid: Grid) -> Iterator[PrintedFigure]:
    """What stands on a sheet, or in a table of a document, in which no table of amounts was found.

    A document has tables of indicators and of tasks too; figures of one are said to be left where they add up.
    """
    ordinals = {cell.place for column in zip(*rows, strict=True) for cell in _ordinals(column)}
    is_left = bool(grid.name) or rows_add_up(values_of(rows))
    of_part: tuple[FigureRole, Text] = (
        (FigureRole.UNUSED, _("no table of amounts was found there"))
        if is_left
        else (FigureRole.BESIDE, _("of “{name}”, in which no table of amounts was found", name=part))
    )
    if repeats_plan(rows):
        of_part = FigureRole.BESIDE, _("the plan once more, as this program writes it: {name}", name=part)
    for cell in filter(stands_for_number, (cell for row in rows for cell in row)):
        role, why = of_part
        if cell.place in ordinals:
            role, why = FigureRole.HEADING, _("the number of a line")
        elif is_year(cell):
            role, why = FigureRole.HEADING, _("a year")
        yield PrintedFigure(cell.place, cell.text, role, why=why, part=part)


def repeats_plan(rows: Sequence[Row]) -> bool:
    """Whether a sheet holds the tidy facts that an exported workbook adds, by its first row."""
    return bool(rows) and any(is_of_facts(cell.text) for cell in rows[0])


def _ordinals(column: Sequence[GridCell]) -> Sequence[GridCell]:
    """The figures of a column where they count its rows, from one on, perhaps more than once."""
    figures = [cell for cell in column if reads_as_number(cell)]
    counted = [0, *(int(cell.text) if cell.text.isdecimal() else -1 for cell in figures)]
    steps = all(after in {before + 1, 1} for before, after in pairwise(counted))
    return figures if len(figures) > 1 and steps else ()
