"""The tables of a file, each with the pages it goes on over under the same titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import Span
from cybercrime_plan.language import _
from cybercrime_plan.model.money import is_unit_line
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question, UndecidedError, undecided
from cybercrime_plan.read.annex.header import FIGURE, OF_WORDS, Header, headers, own_cells, proved_header
from cybercrime_plan.read.annex.numbering import is_numbering, shape_of, split_number
from cybercrime_plan.read.annex.vocabulary import ColumnRole, annex_in, is_carried, is_of_which, is_total, role_of
from cybercrime_plan.read.grid import Content, Grid


def find_headers(grids: tuple[Grid, ...], choices: Choices) -> tuple[Header, ...]:
    """The headers of the tables that the choices leave, at least one.

    Raises:
        UndecidedError: a table was chosen by its number, and several sheets hold tables.
        UsageError: the chosen sheet or table is not there.
        InputError: none is left.
    """
    chosen = [grid for grid in grids if choices.sheet in {None, grid.name}]
    if not chosen and choices.sheet is not None:
        raise UsageError(
            _("there is no sheet {sheet}", sheet=choices.sheet),
            _("the sheets are: {sheets}", sheets=tuple(grid.name for grid in grids)),
        )
    found = [header for grid in chosen for header in headers(grid, choices)]
    found = found or [header for grid in chosen if (header := proved_header(grid))]
    if not found:
        if not any(cell for grid in grids for cell in grid.cells()):
            raise InputError(_("there is no table: the sheets are empty"))
        raise InputError(
            _("no table is found: a row of titles over at least one column of amounts"),
            _KEEP_COLUMNS
            if all(_without_columns(grid) for grid in grids)
            else _("name the row of the titles with --header, and the columns of amounts with --year-columns"),
        )
    if choices.table is None:
        return tuple(found if choices.header is not None else _joined(found))
    if len({header.grid.name for header in found}) > 1:
        raise which_table(found)
    numbered = {str(number): header for number, header in enumerate(found, 1)}
    if choices.table not in numbered:
        raise UsageError(
            _("there is no table {table}", table=choices.table),
            _("the tables are counted from 1 to {count}", count=len(found)),
        )
    return (numbered[choices.table],)


_KEEP_COLUMNS = _("copy the table with its columns: out of Word or Excel, or as `pdftotext -layout` writes a PDF")


def _without_columns(grid: Grid) -> bool:
    """Whether a text keeps no columns apart: no line has more than a number and words."""
    rows = [[cell for cell in row if cell] for row in grid.rows]
    of_text = any(isinstance(cell.place, Span) for row in rows for cell in row)
    return of_text and all(len(row) <= 2 for row in rows)  # noqa: PLR2004 - a number and a name


def which_table(found: Sequence[Header]) -> UndecidedError:
    """The question which of several tables is meant, by its sheet or by its number."""
    sheets = list(dict.fromkeys(header.grid.name for header in found))
    if len(sheets) > 1:
        asks = _("several sheets hold a table; which one is meant?")
        return undecided("sheet", asks, {name: name for name in sheets})
    numbered = enumerate(found, 1)
    candidates = tuple(
        Candidate(str(number), ", ".join(dict.fromkeys(filter(None, header.lowest))), header.place)
        for number, header in numbered
    )
    return UndecidedError(Question("table", _("several tables are found; which one is meant?"), candidates))


def _joined(found: list[Header]) -> list[Header]:
    """Tables that go on under the same titles on the next page, each with the pages it goes on over."""
    joined: list[Header] = []
    for header in found:
        if joined and header.grid is joined[-1].grid and (table := _with_page(joined[-1], header)):
            joined[-1] = table
        else:
            joined.append(header)
    return joined


def _with_page(table: Header, page: Header) -> Header | None:
    """A table that goes on under the titles of the next page; None where another table begins there."""
    grid = table.grid
    titled = [c for c, title in enumerate(table.titles) if title and role_of(title) not in OF_WORDS]
    above = filter(table.has_row, range(page.top - 1, table.bottom, -1))
    # the last two, so that a table of many pages is not gone through for each of them
    figures = [*islice((r for r in above if any(FIGURE.fullmatch(grid.rows[r][c].text) for c in titled)), 2)]
    last = ended = figures[0] if figures else table.bottom
    while last > table.bottom and _goes_on(table, last + 1):
        last += 1
    first = page.bottom + 1
    goes_on = last + 1 == page.top and _means_titles_of(page, table) and not _begins_alike(table, first)
    if not (goes_on or _has_titles_of(page, table)):
        return None
    # what is not of this page is the title of another table: `2. Kinh phí mua sắm` below `Cộng`
    ended = last if goes_on else ended
    # a total with nothing but titles above it heads the lines on the next page
    closed = len(figures) > 1 and _is_total_row(grid, ended) and not _heads_lines(grid, ended, first)
    heads = [row for row in (table.bottom + 1, first) if row < grid.height and _is_total_row(grid, row)]
    if closed or (len(heads) > 1 and not _count_on(grid, heads)):
        return None
    return replace(table, again=table.again.union(range(last + 1, first)))


def _goes_on(table: Header, row: int) -> bool:
    """Whether a row without figures is of a page: the rest of a name above it, or the name of a line or a group."""
    (column, cell), *more = own_cells(table.grid, row) or [(0, table.grid.rows[row][0])]
    if more:
        return len(more) == 1 and is_numbering(cell.text) and not is_numbering(more[0][1].text)
    if is_unit_line(cell.text) or annex_in(cell.text) or _OF_PAGE.search(cell.text):
        return False
    told = cell.text[:1].islower() or is_of_which(cell.text) or bool(split_number(cell.text)[0])
    return told or (role_of(table.titles[column]) is ColumnRole.NAME and _names_lines_alone(table, column, row))


def _names_lines_alone(table: Header, column: int, end: int) -> bool:
    """Whether a name alone stands in a row above, which is then the name of a group."""
    alone = (own_cells(table.grid, row) for row in table.rows(end))
    return any([at for at, _cell in own] == [column] for own in alone)


_OF_PAGE = re.compile(r"^(?:trang|page)\b|\btiếp\b|^\(", re.IGNORECASE)
"""What stands between two pages: their number, or that the table goes on."""


def _has_titles_of(header: Header, before: Header) -> bool:
    """Whether a header says again what one before it says; over a column of words it may say nothing."""
    pairs = [*zip(map(folded, header.titles), map(folded, before.titles), strict=True)]
    return sum(bool(one) for one, _other in pairs) > 1 and all(one in {"", other} for one, other in pairs)


def _means_titles_of(header: Header, before: Header) -> bool:
    """Whether a header says what one before it says in other words: `TT` for `STT`, `2025`."""
    one, other = ([_meant(own, column) for column in range(own.grid.width)] for own in (header, before))
    said = [meaning for meaning in one if meaning]
    return one == other and len(said) > 1 and len({*said}) == len(said)


def _count_on(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether rows bear numbers, each another one: `A. Tổng nhu cầu` on a page, `B. Tổng nguồn` on the next."""
    numbers = [next((cell.text for cell in grid.rows[row] if cell), "") for row in rows]
    return all(map(is_numbering, numbers)) and len({*numbers}) == len(rows)


def _begins_alike(table: Header, row: int) -> bool:
    """Whether a row bears the number with which its table begins: another `1`."""
    rows = (table.grid.rows[at] for at in (table.bottom + 1, row) if at < table.grid.height)
    first, *other = (next((cell.text for cell in cells if cell), "") for cells in rows)
    return first in other


def _meant(header: Header, column: int) -> tuple[object, ...]:
    """What the title of a column says, whatever its words are; nothing without one."""
    title, role = header.understood(column), role_of(header.titles[column])
    if not header.titles[column]:
        return ()
    if role and role not in {ColumnRole.TOTAL, ColumnRole.YEAR}:
        return (role,)
    return (title.kind, title.year, title.part, title.source, title.version, title.of_which)


def _is_total_row(grid: Grid, row: int) -> bool:
    own = [cell for cell in grid.rows[row] if cell]
    numbered = bool(own) and is_numbering(own[0].text)
    words = [cell.text for cell in own[numbered:] if cell.content is Content.TEXT]
    names = words[:1] if numbered else words  # behind the name of a line `Toàn tỉnh` is a place
    return any(map(is_total, names)) and not any(map(is_carried, words))


def _heads_lines(grid: Grid, row: int, below: int) -> bool:
    """Whether a total is that of a group whose lines stand on the next page: `II` before `1`."""
    if below >= grid.height:
        return False
    own, first = (shape_of(next((cell.text for cell in grid.rows[at] if cell), "")) for at in (row, below))
    return own is not None and first is not None and own != first
