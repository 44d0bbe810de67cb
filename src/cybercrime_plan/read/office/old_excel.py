"""Workbooks of old (.xls), through olefile and xlrd: values, merges, styles, and what is hidden."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cache, partial
from typing import Any, NamedTuple

from cybercrime_plan.findings import SheetCell
from cybercrime_plan.language import _
from cybercrime_plan.read.grid import RAISED, Area, Content, Grid, GridCell, Remark, blank_cell, cell_name
from cybercrime_plan.read.office.excel import read_excel
from cybercrime_plan.read.office.package import (
    MAX_TEXT,
    MOST_SHARED,
    check_size,
    check_texts,
    damaged,
    encrypted,
    fits,
    is_ole,
    left_out,
    some,
)
from cybercrime_plan.read.office.values import CellStyle, cell_of, sheet_of, shown_by


class _OldSheet(NamedTuple):
    """What a sheet holds.

    Attributes:
        values: by row and column, counted from 0, each filled cell.
        errors: the cells whose value is the name of an error, `#REF!`.
        styles: of each filled cell.
        hidden: its rows and its columns that are not shown.
    """

    name: str
    is_hidden: bool
    values: Mapping[tuple[int, int], Any]
    errors: AbstractSet[tuple[int, int]]
    styles: Mapping[tuple[int, int], CellStyle]
    merges: Sequence[Area]
    hidden: tuple[frozenset[int], frozenset[int]]

    def extent(self) -> tuple[int, int]:
        """How many rows and columns there are up to the last filled cells."""
        rows, columns = zip(*self.values, strict=True) if self.values else ((-1,), (-1,))
        return 1 + max(rows), 1 + max(columns)


def read_old_excel(data: bytes) -> tuple[Grid, ...]:
    """Every sheet of cells, hidden ones too. Formulas are kept in a form that cannot be read, and it says so.

    Raises:
        InputError: protected by a password, damaged, or larger than any annex.
    """
    if not is_ole(data):  # a workbook of today under an old name
        return read_excel(data)
    return some(tuple(map(_grid, _sheets(data, MAX_TEXT))))


def old_values(data: bytes, most_cells: int) -> list[dict[str, Any]]:
    """The stored values of every sheet, as `calamine.stored_values` gives them.

    Raises:
        InputError: protected by a password, damaged, or too large.
    """
    return [_stored(sheet, most_cells) for sheet in _sheets(data, MOST_SHARED)]


def _stored(sheet: _OldSheet, most_cells: int) -> dict[str, Any]:
    height, width = sheet.extent()
    rows = [
        [_as_stored(sheet.values.get((row, column))) for column in range(width)]
        for row in range(height if height * width <= most_cells else 0)
    ]
    merges = [((one.top, one.left), (one.bottom, one.right)) for one in sheet.merges]
    return {"name": sheet.name, "height": height, "width": width, "rows": rows, "merges": merges}


def _as_stored(value: object) -> object:
    return value if value is None or isinstance(value, str | float | bool) else {"other": str(value)}


def _sheets(data: bytes, most_text: int) -> list[_OldSheet]:
    book = _opened(data)
    try:
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except LookupError:  # a damaged file names styles that it does not hold
        raise damaged() from None
    texts = [value for sheet in sheets for value in sheet.values.values() if isinstance(value, str)]
    check_texts(sum(map(len, texts)), most_text)
    return sheets


def _opened(data: bytes) -> Any:
    check_size(data)
    stream = _stream(data)
    check_size(stream, _MOST_BYTES)
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=stream, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except Exception as problem:  # noqa: BLE001 - xlrd fails in many ways on a damaged file
        raise (encrypted() if "encrypted" in str(problem) else damaged()) from None


_MOST_BYTES = 6 << 20
"""Of an old workbook, which is not packed: 200,000 cells take a quarter of it."""


def _stream(data: bytes) -> bytes:
    """The workbook out of its container; xlrd itself follows a damaged one in circles."""
    import olefile

    try:
        with olefile.OleFileIO(data) as container:
            name = "Workbook" if container.exists("Workbook") else "Book"
            return bytes(container.openstream(name).read())
    except Exception:  # noqa: BLE001 - olefile fails in many ways on a damaged file
        raise damaged() from None


def _sheet(book: Any, sheet: Any) -> _OldSheet:
    import xlrd

    style = cache(partial(_style, book))
    values, errors, styles = {}, set(), {}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            at = row, column
            if cell.ctype == xlrd.XL_CELL_ERROR:
                values[at] = xlrd.error_text_from_code.get(cell.value, "#N/A")
                errors.add(at)
            elif cell.ctype == xlrd.XL_CELL_TEXT:
                values[at] = _raised(book, cell.value, sheet.rich_text_runlist_map.get(at, ()))
            elif cell.ctype not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                values[at] = _value(book, cell)
            if at in values:
                styles[at] = style(cell.xf_index)
    hidden_rows = {row for row, said in sheet.rowinfo_map.items() if said.hidden}
    hidden_columns = {column for column, said in sheet.colinfo_map.items() if said.hidden}
    return _OldSheet(
        sheet.name,
        sheet.visibility != 0,
        values,
        errors,
        styles,
        [Area(top, left, below - 1, right - 1) for top, below, left, right in sheet.merged_cells],
        (
            frozenset(hidden_rows.intersection(row for row, _column in values)),
            frozenset(hidden_columns.intersection(column for _row, column in values)),
        ),
    )


def _value(book: Any, cell: Any) -> object:
    """A number, a truth value or a moment; a number that a format shows as a day that there is not stays one."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        with suppress(xlrd.XLDateError, ValueError, OverflowError):
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
            return moment if cell.value >= 1 else moment.time()
    return cell.value


def _style(book: Any, number: int) -> CellStyle:
    style = book.xf_list[number]
    shown = shown_by(book.format_map[style.format_key].format_str)
    is_bold = book.font_list[style.font_index].weight >= _SEMIBOLD
    return CellStyle(shown, style.alignment.indent_level, is_bold)


_SEMIBOLD = 600


def _raised(book: Any, text: str, runs: Sequence[tuple[int, int]]) -> str:
    """A text with the digits that are set raised in it as signs of their own."""
    ends = [*[first for first, _font in runs[1:]], len(text)]
    for (first, font), end in zip(runs, ends, strict=False):
        if book.font_list[font].escapement == _SUPERSCRIPT:
            text = text[:first] + text[first:end].translate(RAISED) + text[end:]
    return text


_SUPERSCRIPT = 1


def _grid(sheet: _OldSheet) -> Grid:
    height, width = sheet.extent()
    if not fits(height, width):
        return left_out(sheet.name)
    rows = [[_cell(sheet, row, column) for column in range(width)] for row in range(height)]
    return sheet_of(
        sheet.name, rows, sheet.merges, sheet.hidden, is_hidden=sheet.is_hidden, remarks=(Remark(_UNSEEN),)
    )


def _cell(sheet: _OldSheet, row: int, column: int) -> GridCell:
    place = SheetCell(sheet.name, cell_name(row, column))
    value = sheet.values.get((row, column))
    if value is None:
        return blank_cell(place)
    if (row, column) in sheet.errors:
        return GridCell(value, place, Content.UNREADABLE)
    return cell_of(value, place, sheet.styles[row, column])


_UNSEEN = _("in this kind of workbook formulas cannot be seen; saving as .xlsx shows them")
