"""Finding the header of an annex: a row of consecutive years, and the rows that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import Place
from cybercrime_plan.language import _
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question, UndecidedError
from cybercrime_plan.read.annex.vocabulary import is_unit_line, role_of, year_of_title
from cybercrime_plan.read.grid import Content, Grid, GridCell

_MOST_ROWS_ABOVE = 4
_FIGURE = re.compile(r"-?[0-9][0-9.,]*")

Years = tuple[tuple[int, int], ...]
"""Each year with its column."""


@dataclass(frozen=True)
class Header:
    """The header of one table.

    Attributes:
        top, bottom: its first and last row.
        row: the row of the years.
        years: each year with its column, in order.
        titles: what stands over each column of the sheet, all rows of the header together.
        lowest: the part of it that is nearest to the column.
        heading: what is printed over the years alone, if anything.
    """

    grid: Grid
    top: int
    bottom: int
    row: int
    years: Years
    titles: tuple[str, ...]
    lowest: tuple[str, ...]
    heading: str | None

    @property
    def place(self) -> Place:
        """Where its first year stands."""
        return self.grid.rows[self.row][self.years[0][1]].place


def find_header(grids: tuple[Grid, ...], choices: Choices) -> Header:
    """The one header the choices leave.

    Raises:
        UndecidedError: several tables are left.
        InputError: none is.
    """
    chosen = _chosen_sheets(grids, choices)
    found = [header for grid in chosen for header in headers(grid, choices)]
    if not found:
        raise InputError(
            _("no table with a header of consecutive years is found"),
            _("name the row of the years with --header, and their columns with --year-columns"),
        )
    sheets = list(dict.fromkeys(header.grid.name for header in found))
    if len(sheets) > 1:
        asks = _("several sheets hold a table with years; which one is meant?")
        raise UndecidedError(Question("sheet", asks, tuple(Candidate(name, name) for name in sheets)))
    return _chosen_table(found, choices)


def _chosen_sheets(grids: tuple[Grid, ...], choices: Choices) -> tuple[Grid, ...]:
    if choices.sheet is None:
        return grids
    chosen = tuple(grid for grid in grids if grid.name == choices.sheet)
    if not chosen:
        raise UsageError(
            _("there is no sheet {sheet}", sheet=choices.sheet),
            _("the sheets are: {sheets}", sheets=tuple(grid.name for grid in grids)),
        )
    return chosen


def _chosen_table(found: list[Header], choices: Choices) -> Header:
    if choices.table is None and len(found) == 1:
        return found[0]
    candidates = tuple(Candidate(str(number), _say(header), header.place) for number, header in enumerate(found, 1))
    for header, candidate in zip(found, candidates, strict=True):
        if candidate.value == choices.table:
            return header
    if choices.table is not None:
        raise UsageError(
            _("there is no table {table}", table=choices.table),
            _("the tables are counted from 1 to {count}", count=len(found)),
        )
    raise UndecidedError(
        Question("table", _("several tables with years are found; which one is meant?"), candidates)
    )


def _say(header: Header) -> str:
    years = ", ".join(str(year) for year, _column in header.years)
    return f"{years}: {header.heading}" if header.heading else years


def headers(grid: Grid, choices: Choices) -> Iterator[Header]:
    """Every header of a sheet that the choices leave, from above."""
    last: Header | None = None
    for row, years in _year_rows(grid, choices):
        floor = last.bottom + 1 if last and last.bottom < row else 0
        last = _header(grid, row, years, floor)
        yield last


def _year_rows(grid: Grid, choices: Choices) -> Iterator[tuple[int, Years]]:
    """Each row of years with its years; one row can have two runs side by side."""
    columns = None if choices.year_columns is None else columns_of(choices.year_columns)
    for row in range(grid.height):
        if choices.header not in {None, str(row + 1)}:
            continue
        if columns is not None:
            years = [(_year(grid.spread(row, column)), column) for column in columns if column < grid.width]
            named = tuple((year, column) for year, column in years if year)
            if len(named) == len(columns):
                yield row, named
        elif not _has_figures(grid.rows[row]):
            found = [(year, column) for column, cell in enumerate(grid.rows[row]) if (year := _year(cell))]
            yield from ((row, run) for run in _runs(found))


def columns_of(text: str) -> tuple[int, ...]:
    """Columns by their letters: `D:G` from one to another, `D,F,H` one by one.

    Raises:
        UsageError: it is neither.
    """
    columns: list[int] = []
    for part in text.upper().replace(" ", "").split(","):
        match = re.fullmatch("([A-Z]{1,3})(?::([A-Z]{1,3}))?", part)
        if not match:
            raise UsageError(_("{text} names no columns", text=text), _("for example: D:G, or D,F,H"))
        first = column_number(match[1])
        columns.extend(range(first, column_number(match[2] or match[1]) + 1))
    return tuple(columns)


def column_number(letters: str) -> int:
    """A column counted from 0 by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _year(cell: GridCell) -> int | None:
    return year_of_title(cell.text) if cell.content in {Content.TEXT, Content.NUMBER} else None


def _has_figures(row: tuple[GridCell, ...]) -> bool:
    """Whether a row holds figures that are no years, as the rows under a header do."""
    return any(_FIGURE.fullmatch(cell.text) and not _year(cell) for cell in row)


def _runs(years: list[tuple[int, int]]) -> Iterator[Years]:
    run: list[tuple[int, int]] = []
    for year, column in years:
        if run and year != run[-1][0] + 1:
            if len(run) > 1:
                yield tuple(run)
            run = []
        run.append((year, column))
    if len(run) > 1:
        yield tuple(run)


def _header(grid: Grid, row: int, years: Years, floor: int) -> Header:
    top = row
    while top > max(floor, row - _MOST_ROWS_ABOVE) and _belongs(grid, top - 1, years):
        top -= 1
    bottom = max(grid.area(row, column).bottom for column in range(grid.width))
    over = [_titles(grid, top, bottom, column) for column in range(grid.width)]
    titles = tuple(" ".join(parts) for parts in over)
    lowest = tuple(parts[-1] if parts else "" for parts in over)
    heading = next((cell.text for cell in _over(grid, top, row, years) if cell), None)
    return Header(grid, top, bottom, row, years, titles, lowest, heading)


def _belongs(grid: Grid, row: int, years: Years) -> bool:
    """Whether a row above the years is part of the header: it reaches down, names columns, or heads the years."""
    areas = [grid.area(row, column) for column in range(grid.width)]
    if any(area.bottom > row and grid.rows[area.top][area.left] for area in areas):
        return True
    if len({role_of(cell.text) for cell in grid.rows[row] if cell} - {None}) > 1:
        return True
    first, last = years[0][1], years[-1][1]
    return any(
        area.left == first and first < area.right <= last
        and bool(cell := grid.rows[area.top][area.left]) and not is_unit_line(cell.text)
        for area in areas
    )  # fmt: skip


def _titles(grid: Grid, top: int, bottom: int, column: int) -> list[str]:
    """What stands over a column in each row of the header, from above; a merged cell once."""
    cells = (grid.spread(row, column) for row in range(top, bottom + 1))
    return list(dict.fromkeys(cell.text for cell in cells if cell))


def _over(grid: Grid, top: int, row: int, years: Years) -> Iterator[GridCell]:
    for above in range(row - 1, top - 1, -1):
        cell = grid.spread(above, years[0][1])
        if not is_unit_line(cell.text):
            yield cell
