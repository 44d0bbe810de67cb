"""Workbooks of today (.xlsx, .xlsm), through openpyxl: values, formulas, merges, and what is hidden."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cybercrime_plan.findings import SheetCell
from cybercrime_plan.language import _
from cybercrime_plan.read.grid import (
    Area,
    Content,
    Grid,
    GridCell,
    Remark,
    blank_cell,
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
from cybercrime_plan.read.office.values import CellStyle, cell_of, sheet_of, shown_by

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def read_excel(data: bytes) -> tuple[Grid, ...]:
    """Every sheet of cells, hidden ones too. Links are not followed; macros are not kept, let alone run.

    Raises:
        InputError: protected by a password, damaged, or larger than any annex.
    """
    check_package(data)
    light = lightened(data)
    from openpyxl.reader.excel import ExcelReader

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = ExcelReader(io.BytesIO(light.data), data_only=True, keep_links=False)
            reader.read()
            parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
            sheets = reader.wb.worksheets
    except Exception:  # noqa: BLE001 - openpyxl fails in many ways on a damaged file
        raise damaged() from None
    nothing = SheetPart((), {})
    its_part = [light.sheets.get(str(parts.get(sheet.title, "")).lstrip("/"), nothing) for sheet in sheets]
    return some(tuple(map(_grid, sheets, its_part)))


def _grid(sheet: Worksheet, part: SheetPart) -> Grid:
    filled: list[Any] = [cell for cell in sheet._cells.values() if cell.value is not None]  # noqa: SLF001 - blank rows cost nothing
    places = [*((cell.row, cell.column) for cell in filled), *map(_position, part.formulas)]
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
        place, formula = SheetCell(sheet.title, name), part.formulas.get(name)
        found[cell.row - 1][cell.column - 1] = (
            GridCell(str(cell.value), place, Content.UNREADABLE, formula)
            if cell.data_type == "e"
            else cell_of(cell.value, place, style, formula)
        )
    rows = [
        [
            blank_cell(SheetCell(sheet.title, f"{letters[column]}{number}")) if cell is None else cell
            for column, cell in enumerate(row)
        ]
        for number, row in enumerate(found, 1)
    ]
    remarks = _work_out(sheet, rows, part.formulas)
    corners = (map(_position, area.split(":")) for area in part.merges)
    merges = (Area(top - 1, left - 1, bottom - 1, right - 1) for (top, left), (bottom, right) in corners)
    is_hidden = sheet.sheet_state != "visible"
    return sheet_of(sheet.title, rows, merges, _hidden(sheet, rows), is_hidden=is_hidden, remarks=remarks)


def _work_out(sheet: Worksheet, rows: list[list[GridCell]], formulas: Mapping[str, str]) -> list[Remark]:
    """Put into their cells what formulas come to of which the workbook stores no value, and say so."""
    places = {name: _position(name) for name in formulas}
    unstored = {name: (row, column) for name, (row, column) in places.items() if not rows[row - 1][column - 1]}
    values = Unstored(rows, {name: formulas[name] for name in unstored})
    made = {name: value for name in unstored if (value := values.value(name)) is not None}
    for name, (row, column) in unstored.items():
        place, formula = SheetCell(sheet.title, name), formulas[name]
        rows[row - 1][column - 1] = (
            cell_of(made[name], place, _style(sheet.cell(row, column)), formula)
            if name in made
            else GridCell(f"={formula}", place, Content.UNREADABLE, formula)
        )
    cells = tuple(made)
    if not cells:
        return []
    message = _("the workbook stores no value for its formulas; they are worked out: {places}", places=cells)
    return [Remark(message, SheetCell(sheet.title, cells[0]))]


def _style(cell: Any) -> CellStyle:
    return CellStyle(shown_by(cell.number_format), int(cell.alignment.indent or 0), bool(cell.font.b))


def _position(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]), column_number(letters) + 1


def _hidden(sheet: Worksheet, rows: list[list[GridCell]]) -> tuple[frozenset[int], frozenset[int]]:
    """The rows with something in them and the columns that the workbook does not show, counted from 0."""
    columns: set[int] = set()
    for one in sheet.column_dimensions.values():
        if one.hidden:
            columns.update(range(int(one.min or 1) - 1, min(int(one.max or 0), len(rows[0]) if rows else 0)))
    hidden = (number - 1 for number, row in sheet.row_dimensions.items() if row.hidden and number <= len(rows))
    return frozenset(row for row in hidden if any(rows[row])), frozenset(columns)
