"""Finding the tables of a grid by their headers: the titles of the columns, in one row or in several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile

from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Place
from cybercrime_plan.language import _
from cybercrime_plan.model.money import VND, is_unit_line, units_in
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.read.annex.amounts import values_of
from cybercrime_plan.read.annex.choices import Choices
from cybercrime_plan.read.annex.figures_alone import rows_add_up
from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.titles import FigureKind, Title, understood
from cybercrime_plan.read.annex.vocabulary import (
    DASHES,
    ColumnRole,
    annex_in,
    is_letterhead,
    is_total,
    numbers_lines,
    role_of,
    unit_in,
)
from cybercrime_plan.read.grid import Content, Grid, GridCell, column_number

_MOST_ROWS = 6
_LONGEST_TITLE = 160
_MOST_ROWS_TRIED = 60
_MOST_YEARS = 10
FIGURE = re.compile(r"[-(]?\s?[0-9][0-9.,\s]*\)?\*?")
_SHARE = re.compile(r"-?[0-9][0-9.,]*\s*%")
OF_WORDS = {ColumnRole.STT, ColumnRole.NAME}
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_OPEN_PERIOD = re.compile(rf"{_YEAR.pattern}\s*[-–—]$")
_NUMBERED = re.compile(r"[-(]?\s*([0-9]{1,2}|[A-Ha-h])\s*\)?\s*(=.+)?", re.IGNORECASE)
"""The number of a column; a workbook makes -3 of a typed (3)."""
_NUMBER_BEHIND = re.compile(rf"(.*?\S)\s+({_NUMBERED.pattern})", re.IGNORECASE)
_ROUND = str.maketrans("[]", "()")


@dataclass(frozen=True)
class Header:
    """The header of one table.

    Attributes:
        top, bottom: its first and last row, a row that numbers the columns among them.
        titles: what stands over each column of the sheet, all rows of the header together.
        paths: the same, the parts from above apart.
        lowest: the part of it that is nearest to the column.
        title_rows: the row in which that part stands.
        again: the rows with which the same header stands again on further pages, between rows of the table.
        numbers: what a row under the titles prints over each column, `3`, `(5)=(6)+(7)`, or each title behind its
            words; empty without either.
        has_number_row: whether a row prints them.
    """

    grid: Grid
    top: int
    bottom: int
    titles: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    lowest: tuple[str, ...]
    title_rows: tuple[int, ...]
    numbers: Mapping[int, str]
    has_number_row: bool = False
    again: frozenset[int] = frozenset()

    def rows(self, end: int) -> tuple[int, ...]:
        """The rows under it, up to one that is no more of the table."""
        under = range(self.bottom + 1, end)
        return tuple(filter(self.has_row, under) if self.again or not self.grid.name else under)

    def has_row(self, row: int) -> bool:
        """Whether a row under it is of its table: no title that stands there again, no paragraph between tables."""
        is_between = self.grid.is_paragraph(row) and not self.grid.is_paragraph(self.top)
        return row not in self.again and not is_between

    def place_of(self, column: int) -> Place:
        """Where the title of a column stands."""
        row = self.title_rows[column]
        return (self.grid.spread(row, column) or self.grid.rows[row][column]).place

    def called(self, column: int) -> str:
        """The title of a column, of one of words too that is no title of figures: `Đơn vị tính`."""
        texts = (self.grid.spread(row, column).text for row in range(self.top, self.bottom + 1))
        return self.titles[column] or next((text for text in texts if text and not units_in(text)), "")

    def understood(self, column: int) -> Title:
        """What the title of a column says."""
        return understood(self.paths[column])

    def with_bare_shares(self) -> Header:
        """The same header over a grid whose shares are figures without their sign: `64,59%` under `Tỷ lệ`."""
        columns = [c for c, path in enumerate(self.paths) if path and self.understood(c).kind is FigureKind.SHARE]
        if not columns:
            return self
        bare = [list(row) for row in self.grid.rows]
        for row in bare[self.bottom + 1 :]:
            for column in columns:
                cell = row[column]
                if cell.content is Content.TEXT and _SHARE.fullmatch(cell.text):
                    shown = cell.shown._replace(literal=cell.text)
                    row[column] = cell._replace(text=cell.text.rstrip("% "), shown=shown)
        return replace(self, grid=replace(self.grid, rows=tuple(map(tuple, bare))))

    @cached_property
    def next_titles(self) -> int:
        """The row under it in which the titles of another table stand, of amounts or not; the end without one."""
        below = (row for row in range(self.bottom + 1, self.grid.height) if row not in self.again)
        for row in below:
            words = [cell.text for cell in self.grid.rows[row] if cell.content is Content.TEXT]
            if any(map(numbers_lines, words)) and _is_header(self.grid, row):
                return row
        return self.grid.height

    @property
    def place(self) -> Place:
        """Where it begins."""
        cells = (c for row in self.grid.rows[self.top : self.bottom + 1] for c in row if c)
        return next(cells, self.grid.rows[self.top][0]).place


def proved_header(grid: Grid) -> Header | None:
    """The first row of unknown titles over figures that add up: arithmetic tells what words do not."""
    for row in range(min(grid.height, _MOST_ROWS_TRIED)):
        cells = own_cells(grid, row)
        worded = len(cells) > 2 and all(_is_title(cell) and not is_year(cell) for _column, cell in cells)  # noqa: PLR2004
        if worded and not _is_prose(cells):
            header = _header(grid, row)
            below = grid.rows[header.bottom + 1 : header.bottom + 1 + _MOST_ROWS_TRIED]
            if rows_add_up(values_of(below)):
                return header
    return None


def headers(grid: Grid, choices: Choices) -> Iterator[Header]:
    """Every header of a sheet that the choices leave and that stands over amounts, from above."""
    row, seen = 0, False
    while row < grid.height:
        named = choices.header == str(row + 1)
        if named or (_is_header(grid, row) and not (seen and _is_line(grid, row))):
            header = _header(grid, row)
            chosen = choices.header is None or header.top <= int(choices.header) - 1 <= header.bottom
            if chosen and _stands_over_amounts(header) and not (_lists_years(header) or _lists_measures(header)):
                yield header
                seen = True
            row = max(header.bottom, row) + 1
            if choices.header is None and _lists_facts(header):
                # in the rows of a list an amount of 2000 beside the year 2023 would be a header of two years
                end = header.next_titles
                row = next((below for below in range(row, end) if not any(grid.rows[below])), end)
        else:
            row += 1


def _is_line(grid: Grid, row: int) -> bool:
    """Whether a row right below others of a table is a name with an amount that looks like a year: 2.019."""
    words = [cell for _column, cell in own_cells(grid, row) if not is_year(cell)]
    amounts = {cell.text for _column, cell in own_cells(grid, row) if is_year(cell)}
    named = [cell.text for cell in words if not is_numbering(cell.text)]  # an amount twice where it is recomputed
    if not any(grid.rows[row - 1]) or not len(amounts) == len(named) == 1:
        return False
    return len(words) > len(named) or not role_of(named[0])  # with its number it is a line, whatever its name


def own_cells(grid: Grid, row: int) -> list[tuple[int, GridCell]]:
    """The cells of a row that are not blank."""
    return [(column, cell) for column, cell in enumerate(grid.rows[row]) if cell]


def is_year(cell: GridCell) -> bool:
    """Whether a cell holds a year alone, typed as a number or not."""
    return bool(_YEAR.fullmatch(cell.text.strip("()* ")))


def _is_title(cell: GridCell) -> bool:
    if is_year(cell):
        return True
    return cell.content is Content.TEXT and not FIGURE.fullmatch(cell.text) and cell.text not in DASHES


def _is_header(grid: Grid, row: int) -> bool:
    """Whether a row holds titles: two at least that name a column or an amount, and no figure."""
    if not all(_is_title(cell) and len(cell.text) <= _LONGEST_TITLE for cell in grid.rows[row] if cell):
        return False
    cells = own_cells(grid, row)
    if len(cells) < 2:  # noqa: PLR2004
        return False
    if any(is_letterhead(cell.text) or annex_in(cell.text) for _column, cell in cells) or _is_prose(cells):
        return False
    named = [cell for _column, cell in cells if is_year(cell) or role_of(cell.text) or _names_amount(cell.text)]
    columns = [cell for cell in named if not is_year(cell) and role_of(cell.text) in OF_WORDS]
    years = [cell.text.strip("()* ") for cell in named if is_year(cell)]
    wide = bool(years) and int(max(years)) - int(min(years)) > _MOST_YEARS
    if (wide or len(cells) == 2) and len(years) == len(cells) - 1 and is_total(cells[0][1].text):  # noqa: PLR2004
        return False  # a total of 2035, and one of 1941, look like years
    if _heads_two_columns(grid, row, cells):
        return True
    return len(named) >= 2 and bool(columns or len(years) >= 2 or len(named) > len(cells) // 2)  # noqa: PLR2004


def _heads_two_columns(grid: Grid, row: int, cells: Sequence[tuple[int, GridCell]]) -> bool:
    """Whether two titles, the second of money, stand over two rows of the like: `Quý | Kinh phí`, `Giá (đồng)`."""
    columns = [column for column, _cell in cells]
    title = cells[-1][1].text
    if len(cells) != 2 or not (unit_in(title) or _MONEY.search(title.casefold())):  # noqa: PLR2004
        return False
    below = [own_cells(grid, under) for under in range(row + 1, min(row + 3, grid.height))]
    figures = [bool(FIGURE.fullmatch(own[-1][1].text)) for own in below if [c for c, _cell in own] == columns]
    return len(figures) == 2 and all(figures)  # noqa: PLR2004


def _is_prose(cells: Sequence[tuple[int, GridCell]]) -> bool:
    """Whether a row is running text cut into cells: a semicolon ends it, or a cut goes through `2021 - 2025`."""
    texts = [cell.text for _column, cell in cells]
    return texts[-1].endswith(";") or any(
        _OPEN_PERIOD.search(left) and _YEAR.fullmatch(right) for left, right in pairwise(texts)
    )


def _names_amount(text: str) -> bool:
    title = understood((text,))
    if title.year or title.part or title.source or title.version or title.kind is not FigureKind.AMOUNT:
        return True
    return bool(_MONEY.search(text.casefold()))


_MONEY = re.compile(
    "kinh phí|tiền|vốn|dự toán|chi phí|số thu|số chi|ngân sách|kế hoạch"
    "|giá trị (?:trước|sau|hợp đồng|dự toán|quyết toán)|thuế|mức đầu tư|budget|amount|cost"
    "|số dư|tồn (?:đầu|cuối)|(?:thu|chi) trong"
)


def _header(grid: Grid, row: int) -> Header:
    top = row
    while top > max(0, row - _MOST_ROWS) and _belongs_above(grid, top - 1, row):
        top -= 1
    bottom = max(row, *(grid.area(row, column).bottom for column in range(grid.width)))
    bottom = min(bottom, grid.height - 1)
    while bottom + 1 < min(grid.height, top + _MOST_ROWS) and _belongs_below(
        grid, bottom + 1, range(top, bottom + 1)
    ):
        bottom += 1
        reach = (grid.area(bottom, column).bottom for column, _cell in own_cells(grid, bottom))
        bottom = min(max(bottom, *reach), grid.height - 1)
    if bottom > row and _numbers(grid, bottom):
        bottom -= 1  # a title that is merged down reaches over the row that numbers the columns
    paths, lowest_rows = _paths(grid, range(top, bottom + 1))
    below, numbers = _numbers_below(grid, bottom)
    if _tell_apart(numbers, paths):
        bottom = below
        paths, lowest_rows = _paths(grid, range(top, bottom + 1))
        below, numbers = _numbers_below(grid, bottom)
    has_row = bool(numbers)
    if not numbers:
        paths, numbers = _numbers_behind(paths)
    return Header(
        grid,
        top,
        below if has_row else bottom,
        tuple(" ".join(path) for path in paths),
        tuple(paths),
        tuple(path[-1] if path else "" for path in paths),
        tuple(lowest_rows),
        numbers,
        has_row,
    )


def _paths(grid: Grid, rows: range) -> tuple[list[tuple[str, ...]], list[int]]:
    """What stands over each column, from above, and the row of the lowest of it."""
    units, bottom = _only_units(grid, rows), rows[-1]
    paths: list[tuple[str, ...]] = []
    lowest_rows: list[int] = []
    for column in range(grid.width):
        parts = [
            (r, cell.text) for r in rows if (cell := _over(grid, r, column, bottom)) and cell.text not in units
        ]
        paths.append(tuple(dict.fromkeys(text for _row, text in parts)))
        lowest_rows.append(next((r for r, text in parts if text == paths[-1][-1]), bottom) if parts else bottom)
    return paths, lowest_rows


def _numbers_below(grid: Grid, bottom: int) -> tuple[int, dict[int, str]]:
    """The next row with anything under the titles, and what it prints where it numbers the columns."""
    after = range(bottom + 1, min(bottom + _MOST_ROWS, grid.height))
    below = next((row for row in after if any(grid.rows[row])), bottom)
    return below, _numbers(grid, below) if below > bottom else {}


def _tell_apart(numbers: Mapping[int, str], paths: Sequence[tuple[str, ...]]) -> bool:
    """Whether numbers are the months under `Tháng`: each stands under a title that heads several of them alone."""
    headed = Counter(paths[column] for column in numbers)
    others = {path for column, path in enumerate(paths) if column not in numbers}
    plain = bool(numbers) and all(text.isdecimal() for text in numbers.values())
    return plain and all(path and count > 1 and path not in others for path, count in headed.items())


def _only_units(grid: Grid, rows: range) -> set[str]:
    """The texts among titles that only state a unit; of two currencies the other one tells its columns apart."""
    lines = {c.text: units_in(c.text) for row in rows for c in grid.rows[row] if c and is_unit_line(c.text)}
    several = len({unit.currency for units in lines.values() for unit in units}) > 1
    return {text for text, units in lines.items() if not several or all(unit.currency == VND for unit in units)}


def _over(grid: Grid, row: int, column: int, bottom: int) -> GridCell:
    """What is seen over a column in one row: a title that is not merged also heads the blanks to its right."""
    cell = grid.spread(row, column)
    if cell or row == bottom or not _has_lower(grid, row, column, bottom):
        return cell
    for left in range(column - 1, -1, -1):
        before = grid.spread(row, left)
        if before:
            area = grid.area(row, left)
            alone = area.left == area.right and area.top == area.bottom
            return before if alone and _has_lower(grid, row, left, bottom) else cell
        if not _has_lower(grid, row, left, bottom):
            return cell
    return cell


def _has_lower(grid: Grid, row: int, column: int, bottom: int) -> bool:
    return any(
        (cell := grid.rows[lower][column]) and not is_unit_line(cell.text) for lower in range(row + 1, bottom + 1)
    )


def _belongs_above(grid: Grid, row: int, below: int) -> bool:
    """Whether a row above the titles is part of the header: it reaches down, names columns, or heads several."""
    cells = own_cells(grid, row)
    if not cells or not all(_is_title(cell) for _column, cell in cells):
        return False
    if any(grid.area(row, column).bottom > row for column, _cell in cells):
        return True
    if len({role_of(cell.text) for _column, cell in cells} - {None}) > 1:
        return True
    first = next(column for column, _cell in own_cells(grid, below))
    for column, cell in cells:
        right = grid.area(row, column).right
        # a title that is not merged also heads the blanks to its right, but over names it is one
        if right == column:
            if role_of(grid.rows[below][column].text) in OF_WORDS:
                return False
            right += sum(1 for _c in takewhile(lambda c: not grid.rows[row][c], range(column + 1, grid.width)))
        headed = sum(bool(grid.rows[below][c]) for c in range(column, right + 1))
        if column <= first or is_unit_line(cell.text) or headed <= 1:
            return False
    return True


def _belongs_below(grid: Grid, row: int, above: range) -> bool:
    """Whether a row goes on with titles: none over the names or the numbers of lines, and no figure."""
    cells = [(column, cell) for column, cell in own_cells(grid, row) if grid.area(row, column).top not in above]
    if cells and all(is_unit_line(cell.text) and unit_in(cell.text) for _column, cell in cells):
        return True
    if not cells or not all(_is_title(cell) and len(cell.text) <= _LONGEST_TITLE for _column, cell in cells):
        return False
    words = [(role, c) for r in above for c, cell in own_cells(grid, r) if (role := role_of(cell.text)) in OF_WORDS]
    below = grid.rows[row + 1 : row + 1 + _MOST_ROWS]
    figures = {c for c in range(grid.width) if any(FIGURE.fullmatch(own[c].text) for own in below)}
    # `Dự án 1` over figures heads columns of amounts and names no lines
    taken = {c for role, c in words if role is ColumnRole.STT or c not in figures}
    if any(column in taken for column, _cell in cells):
        return False
    # a title stands over a column or to the left of it
    under = [c for c, _cell in cells if any(grid.spread(r, left) for r in above for left in range(c + 1))]
    first = min(taken, default=-1)
    telling = [c for _column, c in cells if is_year(c) or role_of(c.text) or _names_amount(c.text)]
    over = len(cells) > 1 and bool(taken) and figures.issuperset(column for column, _cell in cells)
    return len(under) == len(cells) and all(c > first for c, _cell in cells) and (bool(telling) or over)


def _lists_years(header: Header) -> bool:
    """Whether a column called “year” holds years: its rows are facts, the first of which is taken for titles."""
    rows = header.grid.rows[header.bottom + 1 :]
    for column, path in enumerate(header.paths):
        if len(path) > 1 and _YEAR.fullmatch(path[-1]) and calls_years(path[-2]):
            below = [row[column] for row in rows if row[column]]
            if below and all(map(is_year, below)):
                return True
    return False


def _numbers(grid: Grid, row: int) -> dict[int, str]:
    """What a row that numbers the columns prints: 1, 2, 3 … or A, B, (1), (2), (3)=(1)+(2)."""
    return _numbering({column: cell.text for column, cell in own_cells(grid, row)}, grid.width)


def _numbers_behind(paths: list[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], dict[int, str]]:
    """Titles without the number that each has behind its words, the last ones maybe not: `Tổng số (3)=(4)+(5)`."""
    found = {
        column: _NUMBER_BEHIND.fullmatch(path[-1].translate(_ROUND)) for column, path in enumerate(paths) if path
    }
    behind = {column: match for column, match in found.items() if match}
    numbers = _numbering({column: match[2] for column, match in behind.items()}, len(paths))
    if [*behind] != [*found][: len(behind)] or len(behind) < _FEWEST_NUMBERED or not numbers:
        return paths, {}
    return [(*path[:-1], behind[c][1]) if c in behind else path for c, path in enumerate(paths)], numbers


_FEWEST_NUMBERED = 3


def _numbering(texts: Mapping[int, str], width: int) -> dict[int, str]:
    """The texts over columns where all of them number these."""
    found = {
        column: match for column, text in texts.items() if (match := _NUMBERED.fullmatch(text.translate(_ROUND)))
    }
    digits = [int(match[1]) for match in found.values() if match[1].isdecimal()]
    rising = all(right == left + 1 for left, right in pairwise(digits))
    formula = any(match[2] for match in found.values())
    if len(found) < len(texts) or len(digits) < 2 or not (rising or formula):  # noqa: PLR2004 - a row of numbers
        return {}
    few = len(digits) * 2 < width and len(texts) < 3  # noqa: PLR2004 - two numbers number no wide table
    if not formula and (few or (digits[0] != 1 and len(digits) < _FEWEST_NUMBERED)):
        return {}
    # a workbook takes a typed (1) for -1
    return {column: f"({match[0][1:]})" if match[0][0] == "-" else match[0] for column, match in found.items()}


def _stands_over_amounts(header: Header) -> bool:
    """Whether a figure follows under a title that names money, or two titles name years."""
    titles = {column: header.understood(column) for column, path in enumerate(header.paths) if path}
    below = header.grid.rows[header.bottom + 1 : header.next_titles]
    years = {title.year for title in titles.values()} - {None}
    near = header.grid.rows[max(header.top - _MOST_ROWS, 0) : header.bottom + 1]
    in_money = any(unit_in(cell.text) for row in near for cell in row if cell)
    named = [
        column
        for column, title in titles.items()
        if (title.kind not in {FigureKind.CODE, FigureKind.CHANGE} and _names_amount(title.text))
        or (in_money and title.kind is FigureKind.AMOUNT and role_of(title.text) is None)
    ]
    figures = any(
        bool(cell := row[column])
        and (cell.content is Content.UNREADABLE or bool(FIGURE.fullmatch(cell.text)))
        and not is_year(cell)
        for row in below
        for column in named
    )
    return figures or len(years) > 1


def _lists_measures(header: Header) -> bool:
    """Whether each row is a figure of its own kind, in a measure that is no money: `%`, `cơ sở`, `ha`."""
    titles = [title for title in header.titles if title]
    near = header.grid.rows[max(header.top - _MOST_ROWS, 0) : header.bottom + 1]
    money = any(_OF_MONEY.search(title.casefold()) for title in titles) or any(
        unit_in(cell.text) for row in near for cell in row if cell
    )
    measures = [c for c, title in enumerate(header.titles) if folded(title) in _MEASURES]
    if money or len(measures) != 1:
        return False
    below = [row[measures[0]].text for row in header.grid.rows[header.bottom + 1 : header.next_titles]]
    said = list(filter(None, below))
    # a measure is written small, an agency is not
    return len(said) > 1 and all((text[0].islower() or text == "%") and not unit_in(text) for text in said)


_OF_MONEY = re.compile("kinh phí|tiền|vốn|dự toán|chi phí|ngân sách|giá|số thu|số chi|mức|lượng")
_MEASURES = frozenset(folded(title) for title in ("đơn vị", "đơn vị tính", "đvt"))


def _lists_facts(header: Header) -> bool:
    """Whether it heads a list of facts, with a column of years: each row is one figure, of the year it names.

    The years tell of each figure when they stand between others, or name a year again.
    """
    titled = [column for column, path in enumerate(header.paths) if path]
    for column in (c for c in titled if calls_years(header.titles[c])):
        rows = header.grid.rows[header.bottom + 1 :]
        years = [cell.text for row in rows if (cell := row[column]) and is_year(cell)]
        if years and (column > titled[0] or len(years) > len(set(years))):
            return True
    return False


def calls_years(title: str) -> bool:
    """Whether a column of this title says of each line in which year it is: `Năm`, `Năm thực hiện`."""
    return bool(_OF_YEARS.match(folded(title)))


_OF_YEARS = re.compile(r"(?:năm|year)\b(?!.*[0-9])")
_YEARS = re.compile(rf"{_YEAR.pattern}(?:\s*[-–—]\s*{_YEAR.pattern})?")


def is_years(cell: GridCell) -> bool:
    """Whether a cell holds a year, or the first and the last of several."""
    return bool(_YEARS.fullmatch(cell.text.strip("()* ")))


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
