"""Workbooks of today (.xlsx, .xlsm), through openpyxl: values, formulas, merges, and what is hidden."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cybercrime_plan.findings import SheetCell
from cybercrime_plan.language import _, n_
from cybercrime_plan.read.grid import (
    Area,
    Content,
    Grid,
    GridCell,
    Remark,
    Shown,
    column_name,
    column_number,
)
from cybercrime_plan.read.office.package import (
    LEFT_OUT,
    SheetPart,
    check_package,
    damaged,
    fits,
    left_out,
    lightened,
    some,
)
from cybercrime_plan.read.office.unstored import Unstored
from cybercrime_plan.read.office.values import cell_of, shown_by

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Rows = tuple[tuple[GridCell, ...], ...]
_shown_by = cache(shown_by)


def read_excel(data: bytes) -> tuple[Grid, ...]:
    """Every sheet of cells, hidden ones too. Links are not followed; macros are not kept, let alone run.

    Raises:
        InputError: protected by a password, damaged, or larger than any annex.
    """
    check_package(data)
    light = lightened(data)
    return some(tuple(_grid(sheet, light.sheets.get(part)) for sheet, part in _sheets(light.data)))


def _sheets(data: bytes) -> list[tuple[Worksheet, str]]:
    """Every sheet and the part of the package it stands in, with the stored values of formulas."""
    from openpyxl.reader.excel import ExcelReader

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = ExcelReader(io.BytesIO(data), data_only=True, keep_links=False)
            reader.read()
            parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
            return [(sheet, str(parts.get(sheet.title, "")).lstrip("/")) for sheet in reader.wb.worksheets]
    except Exception:  # noqa: BLE001 - openpyxl fails in many ways on a damaged file
        raise damaged() from None


def _grid(sheet: Worksheet, part: SheetPart | None) -> Grid:
    filled: list[Any] = [cell for cell in sheet._cells.values() if cell.value is not None]  # noqa: SLF001 - blank rows cost nothing
    formulas = part.formulas if part else {}
    places = [*((cell.row, cell.column) for cell in filled), *map(_position, formulas)]
    height, width = max((row for row, _c in places), default=0), max((column for _r, column in places), default=0)
    if not fits(height, width) or sheet["A1"].value == LEFT_OUT:
        return left_out(sheet.title)
    letters = [column_name(column) for column in range(width)]
    found: list[list[GridCell | None]] = [[None] * width for _row in range(height)]
    styles: dict[bytes, CellStyle] = {}
    for cell in filled:
        its = cell._style.tobytes()  # noqa: SLF001 - its number is looked up anew each time it is asked for
        style = styles.get(its) or styles.setdefault(its, _style(cell))
        name = f"{letters[cell.column - 1]}{cell.row}"
        found[cell.row - 1][cell.column - 1] = _cell(cell, style, SheetCell(sheet.title, name), formulas.get(name))
    rows = [
        [
            GridCell("", SheetCell(sheet.title, f"{letters[column]}{number}"), Content.BLANK)
            if cell is None
            else cell
            for column, cell in enumerate(row)
        ]
        for number, row in enumerate(found, 1)
    ]
    unstored = [name for name in formulas if not rows[_position(name)[0] - 1][_position(name)[1] - 1]]
    values = Unstored(rows, {name: formulas[name] for name in unstored})
    made = {name: value for name in unstored if (value := values.value(name)) is not None}
    for name in unstored:
        row, column = _position(name)
        place, formula = SheetCell(sheet.title, name), formulas[name]
        its = _style(sheet.cell(row, column))
        rows[row - 1][column - 1] = (
            cell_of(made[name], place, formula=formula, shown=its.shown, indent=its.indent, bold=its.bold)
            if name in made
            else GridCell(f"={formula}", place, Content.UNREADABLE, formula=formula)
        )
    seen = tuple(map(tuple, rows))
    merges = tuple(_merges(part.merges if part else (), height, width))
    return Grid(sheet.title, seen, merges, (*_worked_out(sheet.title, made), *_hidden(sheet, seen)))


def _worked_out(sheet: str, made: Iterable[str]) -> Iterator[Remark]:
    """What is said of formulas that are worked out because the workbook stores no value for them."""
    cells = tuple(made)
    if cells:
        message = _("the workbook stores no value for its formulas; they are worked out: {places}", places=cells)
        yield Remark(message, SheetCell(sheet, cells[0]))


class CellStyle(NamedTuple):
    """What the style of a cell does to its text."""

    shown: Shown
    indent: int
    bold: bool


def _style(cell: Any) -> CellStyle:
    return CellStyle(_shown_by(cell.number_format), int(cell.alignment.indent or 0), bool(cell.font.b))


def _position(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]), column_number(letters) + 1


def _cell(stored: Any, style: CellStyle, place: SheetCell, formula: str | None) -> GridCell:
    """One cell with its stored value, which a formula may have computed."""
    value = stored.value
    if stored.data_type == "e":
        return GridCell(str(value), place, Content.UNREADABLE, formula)
    return cell_of(value, place, formula=formula, shown=style.shown, indent=style.indent, bold=style.bold)


def _merges(areas: Iterable[str], height: int, width: int) -> Iterator[Area]:
    """The merged areas, as far as there are cells."""
    for area in areas:
        (top, left), (bottom, right) = map(_position, area.split(":"))
        if top <= height and left <= width and top <= bottom and left <= right:
            yield Area(top - 1, left - 1, min(bottom, height) - 1, min(right, width) - 1)


def _hidden(sheet: Worksheet, rows: Rows) -> Iterator[Remark]:
    if sheet.sheet_state != "visible":
        yield Remark(_("sheet {sheet} is hidden in the workbook; it is read like the others", sheet=sheet.title))
    hidden = sorted(number for number, row in sheet.row_dimensions.items() if row.hidden and number <= len(rows))
    hidden_rows = [str(number) for number in hidden if any(rows[number - 1])]
    if hidden_rows:
        yield Remark(
            n_(
                "row {rows} of sheet {sheet} is hidden in the workbook; it is read like the others",
                "rows {rows} of sheet {sheet} are hidden in the workbook; they are read like the others",
                len(hidden_rows),
                rows=", ".join(hidden_rows),
                sheet=sheet.title,
            )
        )
    hidden_columns = list(_hidden_columns(sheet, len(rows[0]) if rows else 0))
    if hidden_columns:
        yield Remark(
            n_(
                "column {columns} of sheet {sheet} is hidden in the workbook; it is read like the others",
                "columns {columns} of sheet {sheet} are hidden in the workbook; they are read like the others",
                len(hidden_columns),
                columns=", ".join(hidden_columns),
                sheet=sheet.title,
            )
        )


def _hidden_columns(sheet: Worksheet, width: int) -> Iterator[str]:
    """Each hidden column once, in order, however many stretches of the file hide it."""
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            hidden.update(range(int(dimension.min or 0), min(int(dimension.max or 0), width) + 1))
    return (column_name(column - 1) for column in sorted(hidden))
