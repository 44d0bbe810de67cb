"""What every number that a table prints was taken for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, takewhile

from cybercrime_plan.findings import FigureRole, Place, PrintedFigure
from cybercrime_plan.language import Text, _
from cybercrime_plan.read.annex.amounts import reads_as_number, stands_for_number, told_in_brackets
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.header_slips import header_slips
from cybercrime_plan.read.annex.hidden import Understood
from cybercrime_plan.read.annex.quantities import quantity_slips
from cybercrime_plan.read.annex.surroundings import Around, told_amounts
from cybercrime_plan.read.annex.titles import FigureKind
from cybercrime_plan.read.annex.told_arithmetic import percent_slips, product_slips
from cybercrime_plan.read.annex.vocabulary import is_computed
from cybercrime_plan.read.grid import Content


def printed_figures(
    found: Understood, around: Around, above: range, below: range, named: Collection[int]
) -> list[PrintedFigure]:
    """The account of the table, with what is hidden and left out of it where it stands in the workbook.

    Args:
        named: the columns of which a person has said what they are.
    """
    header, columns, _entries, body, *_left = found
    grid, places = header.grid, around.places
    # down to the last row of numbers that touches the table, and to the notes to it
    touching = sum(1 for _row in takewhile(lambda row: any(map(reads_as_number, grid.rows[row])), below))
    notes = (row for row in below if any(cell.place in places for cell in grid.rows[row]))
    percents = percent_slips(header, columns, body)
    slips = header_slips(header, columns, around.unit, named) | percents
    counts = quantity_slips(columns, body) | body.not_summed
    figures = [*_printed(header, columns, body, max((body.last + touching, *notes)), slips)]
    if counts:
        figures = [
            one._replace(role=FigureRole.UNUSED, why=counts[one.place]) if one.place in counts else one
            for one in figures
        ]
    figures += _in_words(found, around, percents)
    if found.left_out:
        order = {cell.place: at for at, cell in enumerate(chain.from_iterable(grid.rows))}
        figures += _hidden(found, order)
        figures.sort(key=lambda figure: order[figure.place])
    outside, inside = _("told in the text around the table"), _("told in a title or a note")
    if wrong := found.evidence.mistaken:
        figures = [one._replace(mistaken=wrong[one.place]) if one.place in wrong else one for one in figures]
    rows = range(header.bottom + 1, body.last + 1)
    free = sorted({*range(grid.width)} - columns.used | ({columns.note} if columns.note is not None else set()))
    return [
        *told_amounts(grid.cells(above), around, outside),
        *told_amounts(grid.cells(range(header.top, header.bottom + 1)), around, inside),
        *figures,
        *told_amounts((grid.rows[row][column] for row in rows for column in free), around, inside),
        *told_amounts(grid.cells(below), around, outside),
    ]


def _in_words(found: Understood, around: Around, percents: Mapping[Place, Text]) -> Iterator[PrintedFigure]:
    """What names of lines and brackets behind amounts tell: percentages, products, other figures."""
    entries = found.body.entries()
    for one in entries:
        if one.place in percents:
            yield PrintedFigure(one.place, one.name, FigureRole.UNUSED, row=one.name, why=percents[one.place])
    if not any(one.residual for one in found.evidence.sums):  # else that is said of the amount already
        yield from product_slips(found.header, found.body, around.unit)
    written = [(c, entry.name) for entry in entries for c in entry.amounts if c.content is Content.TEXT]
    told = ((told_in_brackets(cell), name) for cell, name in written)
    yield from (one._replace(row=name) for one, name in told if one)


def _hidden(found: Understood, order: Mapping[Place, int]) -> Iterator[PrintedFigure]:
    """The numbers that the workbook does not show; `order` counts the cells of the grid row by row."""
    why = _("hidden in the workbook, and in no sum")
    for cell in filter(reads_as_number, found.left_out):
        taken = _taken(found.header, found.columns, order[cell.place] % found.header.grid.width)
        role, said = taken if taken[0] is FigureRole.HEADING else (FigureRole.BESIDE, why)
        yield PrintedFigure(cell.place, cell.text, role, why=said)


def _printed(
    header: Header, columns: Columns, body: TableBody, last: int, slips: Mapping[Place, Text]
) -> Iterator[PrintedFigure]:
    """Each cell of the table that reads as a number, once."""
    beside = {
        **dict.fromkeys(body.again, _("the total once more")),
        **body.beside,
        **dict.fromkeys(body.carried, _("what the lines above come to, carried over")),
    }
    # the figures of a line may stand in a row below its name: a total that closes its group, a name over two rows
    lines = {cell.place for entry in body.entries() for cell in entry.amounts}
    totals = [*[node.entry for node in body.nodes() if node.lines], *([body.totals] if body.totals else [])]
    sums = {cell.place for entry in totals for cell in entry.amounts}
    below = [_taken(header, columns, column) for column in range(header.grid.width)]
    yield from _headings(header, slips)
    for row in range(header.bottom + 1, last + 1):
        name = header.grid.rows[row][columns.name].text
        of_row = _whole_row(header, columns, row, body.last)
        for column, cell in enumerate(header.grid.rows[row]):
            if cell.content is not Content.NUMBER and not (cell and stands_for_number(cell)):
                continue
            role, why = of_row or below[column]
            if role is FigureRole.AMOUNT:
                if row in beside:
                    role, why = FigureRole.BESIDE, beside[row]
                elif cell.place not in lines:
                    role, why = FigureRole.UNUSED, _("this row was not taken")
                elif cell.place in sums or column == columns.total:
                    role = FigureRole.TOTAL
            yield PrintedFigure(cell.place, cell.text, role, header.titles[column], name, why)


def _whole_row(header: Header, columns: Columns, row: int, last: int) -> tuple[FigureRole, Text | None] | None:
    """What every number of a row is, whatever its column; None where that depends on it."""
    cells = header.grid.rows[row]
    name = cells[columns.name].text
    if _is_ours((header.grid.rows[row - 1][columns.name].text, name)):
        return FigureRole.BESIDE, _("a check that this program writes: {title}", title=name)
    if row in header.again:
        return FigureRole.HEADING, _("it stands in the header")
    if row > last and sum(map(bool, cells)) == 1:  # alone below the lines, and the number of none
        return FigureRole.UNUSED, _("this row was not taken")
    return None


def _headings(header: Header, slips: Mapping[Place, Text]) -> Iterator[PrintedFigure]:
    """The numbers of the header, and whatever in it cannot be meant."""
    for row in range(header.top, header.bottom + 1):
        for title, cell in zip(header.titles, header.grid.rows[row], strict=True):
            if cell and cell.place in slips:
                yield PrintedFigure(cell.place, cell.text, FigureRole.UNUSED, title, "", slips[cell.place])
            elif cell and reads_as_number(cell):
                why = _("it stands in the header")
                yield PrintedFigure(cell.place, cell.text, FigureRole.HEADING, title, "", why)


def _is_ours(names: Sequence[str]) -> bool:
    """Whether a row or column is a check of this program: recomputed, or the difference that follows it.

    Args:
        names: what the one before it and it itself are called.
    """
    return any(map(is_computed, names))


def _taken(header: Header, columns: Columns, column: int) -> tuple[FigureRole, Text | None]:
    """What a number is by the column it stands in, under the titles."""
    if column in {columns.stt, columns.name}:
        named = column == columns.name  # a year, where each line is one
        return FigureRole.HEADING, _("the name of a line") if named else _("the number of a line")
    if column in columns.money:
        return FigureRole.AMOUNT, None
    if _is_ours(header.titles[max(column - 1, 0) : column + 1]):
        return FigureRole.BESIDE, _("a check that this program writes: {title}", title=header.titles[column])
    beside = next((one.why for one in columns.beside if one.at == column), None)
    if beside is not None:
        return FigureRole.BESIDE, beside
    if header.understood(column).kind is FigureKind.CODE and column != columns.note:
        return FigureRole.HEADING, _("codes or dates, no money")  # one year in a column of words: 2026-2027, 2028
    return FigureRole.UNUSED, _("this column was not taken")
