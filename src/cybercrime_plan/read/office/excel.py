"""Workbooks of today (.xlsx, .xlsm), through openpyxl: values, formulas, merges, and what is hidden."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from cybercrime_plan.findings import SheetCell
from cybercrime_plan.language import _
from cybercrime_plan.read.grid import Area, Content, Grid, GridCell, Remark, blank_cell, column_name, column_number
from cybercrime_plan.read.office.comments import figures_in_comments
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
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.worksheet._reader import WorkSheetParser


class _ParsedSheet(NamedTuple):
    """What openpyxl parses of a sheet, before it makes cells of its own of it.

    Attributes:
        cells: each with its `row`, `column`, `value`, `data_type` and `style_id`.
        styles: by their number.
        hidden_rows, hidden_columns: those the file says it does not show, counted from 0, far from all cells too.
    """

    title: str
    is_hidden: bool
    cells: Sequence[Mapping[str, Any]]
    styles: Mapping[int, CellStyle]
    hidden_rows: Sequence[int]
    hidden_columns: Sequence[range]
    part: SheetPart
    comments: tuple[Remark, ...]


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
            sheets = tuple(_sheets(reader, light.sheets))
    except Exception:  # noqa: BLE001 - openpyxl fails in many ways on a damaged file
        raise damaged() from None
    return some(tuple(map(_grid, sheets)))


def _sheets(reader: ExcelReader, parts: Mapping[str, SheetPart]) -> Iterator[_ParsedSheet]:
    """Every sheet of cells; of what hangs on them, figures in comments and text boxes are told."""
    from openpyxl.styles.stylesheet import apply_stylesheet
    from openpyxl.worksheet._reader import WorkSheetParser

    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    book: Any = reader.wb
    apply_stylesheet(reader.archive, book)
    data_only = True
    dates = (book.epoch, book._date_formats, book._timedelta_formats)  # noqa: SLF001 - it tells them nowhere else
    for sheet, relation in reader.parser.find_sheets():
        if relation.target not in reader.valid_files or "chartsheet" in relation.Type:
            continue
        xml: Any = ET.fromstring(reader.archive.read(relation.target))  # noqa: S314 - nothing declared, see check_package
        parser = WorkSheetParser(xml, reader.shared_strings, data_only, *dates)
        cells = _parsed(xml, parser)
        own, columns = book.create_sheet(sheet.name), parser.column_dimensions.values()
        yield _ParsedSheet(
            own.title,
            sheet.state != "visible",
            cells,
            {style: _style(own, style) for style in {cell["style_id"] for cell in cells}},
            [int(row) - 1 for row, said in parser.row_dimensions.items() if _hides(said)],
            [range(int(one["min"]) - 1, int(one["max"])) for one in columns if _hides(one)],
            parts.get(relation.target, SheetPart((), {})),
            tuple(figures_in_comments(reader.archive, relation.target, own.title)),
        )


def _parsed(xml: Any, parser: WorkSheetParser) -> list[Mapping[str, Any]]:
    """The cells of a sheet; the parser keeps what is said of its rows and columns.

    Its own way through the XML waits to be told where each tag ends, which takes longer than to read it.
    """
    from openpyxl.worksheet._reader import COL_TAG, ROW_TAG

    cells: list[Mapping[str, Any]] = []
    for element in xml.iter():
        if element.tag == COL_TAG:
            parser.parse_column_dimensions(element)
        elif element.tag == ROW_TAG:
            cells += parser.parse_row(element)[1]
            element.clear()
    return cells


def _style(sheet: Any, style: int) -> CellStyle:
    from openpyxl.cell import Cell

    cell = Cell(sheet, 1, 1, style_array=sheet.parent._cell_styles[style])  # noqa: SLF001 - as openpyxl makes its own
    return CellStyle(shown_by(cell.number_format), int(cell.alignment.indent or 0), bool(cell.font.b))


def _grid(sheet: _ParsedSheet) -> Grid:
    formulas, styles = sheet.part.formulas, sheet.styles
    filled = [cell for cell in sheet.cells if cell["value"] is not None]  # blank rows cost nothing
    places = [*map(itemgetter("row", "column"), filled), *map(_position, formulas)]
    height, width = map(max, zip(*places, strict=True)) if places else (0, 0)
    if not fits(height, width) or [cell["value"] for cell in filled[:1]] == [LEFT_OUT]:
        return left_out(sheet.title)
    letters = [column_name(column) for column in range(width)]
    found: list[list[GridCell | None]] = [[None] * width for _row in range(height)]
    for cell in filled:
        row, column, value = cell["row"], cell["column"], cell["value"]
        name = f"{letters[column - 1]}{row}"
        place, formula = SheetCell(sheet.title, name), formulas.get(name)
        found[row - 1][column - 1] = (
            GridCell(str(value), place, Content.UNREADABLE, formula)
            if cell["data_type"] == "e"
            else cell_of(value, place, styles[cell["style_id"]], formula)
        )
    rows = [
        [
            blank_cell(SheetCell(sheet.title, f"{letters[column]}{number}")) if cell is None else cell
            for column, cell in enumerate(row)
        ]
        for number, row in enumerate(found, 1)
    ]
    remarks = _work_out(sheet, rows)
    # those with something in them, and columns of the table: a file may hide far more
    hidden_rows = frozenset(row for row in sheet.hidden_rows if row < height and any(rows[row]))
    hidden_columns = frozenset(column for some in sheet.hidden_columns for column in some[:width] if column < width)
    hidden = hidden_rows, hidden_columns
    corners = (map(_position, area.split(":")) for area in sheet.part.merges)
    merges = (Area(top - 1, left - 1, bottom - 1, right - 1) for (top, left), (bottom, right) in corners)
    return sheet_of(
        sheet.title, rows, merges, hidden, is_hidden=sheet.is_hidden, remarks=(*remarks, *sheet.comments)
    )


def _work_out(sheet: _ParsedSheet, rows: list[list[GridCell]]) -> list[Remark]:
    """Put into their cells what formulas come to of which the workbook stores no value, and say so."""
    formulas = sheet.part.formulas
    places = {name: _position(name) for name in formulas}
    unstored = {name: (row, column) for name, (row, column) in places.items() if not rows[row - 1][column - 1]}
    values = Unstored(rows, {name: formulas[name] for name in unstored})
    made = {name: value for name in unstored if (value := values.value(name)) is not None}
    styles = {(cell["row"], cell["column"]): sheet.styles[cell["style_id"]] for cell in sheet.cells if made}
    for name, (row, column) in unstored.items():
        place, formula = SheetCell(sheet.title, name), formulas[name]
        rows[row - 1][column - 1] = (
            cell_of(made[name], place, styles.get((row, column), CellStyle()), formula)
            if name in made
            else GridCell(f"={formula}", place, Content.UNREADABLE, formula)
        )
    cells = tuple(made)
    if not cells:
        return []
    message = _("the workbook stores no value for its formulas; they are worked out: {places}", places=cells)
    return [Remark(message, SheetCell(sheet.title, cells[0]))]


def _position(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]), column_number(letters) + 1


def _hides(said: Mapping[str, str]) -> bool:
    return said.get("hidden") in {"1", "true"}
