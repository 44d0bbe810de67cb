"""Workbooks of today (.xlsx, .xlsm), through openpyxl: values, formulas, merges, and what is hidden."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from cybercrime_plan.findings import SheetCell
from cybercrime_plan.language import _, n_
from cybercrime_plan.read.grid import Area, Content, Grid, GridCell, Remark, cell_name, column_name
from cybercrime_plan.read.office.package import LEFT_OUT, check_package, damaged, fits, left_out, lightened, some
from cybercrime_plan.read.office.values import cell_of, shown_by

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
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
    formulas, values = _load(light, data_only=False), _load(light, data_only=True)
    return some(tuple(_grid(sheet, values[sheet.title]) for sheet in formulas.worksheets))


def _load(data: bytes, *, data_only: bool) -> Workbook:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    except Exception:  # noqa: BLE001 - openpyxl fails in many ways on a damaged file
        raise damaged() from None


def _grid(sheet: Worksheet, values: Worksheet) -> Grid:
    height, width = sheet.max_row, sheet.max_column
    if not fits(height, width) or sheet["A1"].value == LEFT_OUT:
        return left_out(sheet.title)
    written = sheet.iter_rows(max_row=height, max_col=width)
    stored = values.iter_rows(max_row=height, max_col=width)
    rows = tuple(
        tuple(_cell(*pair) for pair in zip(*pairs, strict=True)) for pairs in zip(written, stored, strict=True)
    )
    return Grid(sheet.title, rows, tuple(_merges(sheet)), tuple(_hidden(sheet, rows)))


def _cell(written: Any, stored: Any) -> GridCell:
    """One cell out of the same cell read twice: once with its formula, once with its stored value."""
    place = SheetCell(written.parent.title, cell_name(written.row - 1, written.column - 1))
    value, formula = stored.value, written.data_type == "f"
    if stored.data_type == "e":
        return GridCell(str(value), place, Content.UNREADABLE, formula=formula)
    if value is None and formula and stored.data_type != "s":
        return GridCell(_formula(written.value), place, Content.UNREADABLE, formula=True)
    return cell_of(value, place, formula=formula, shown=_shown_by(stored.number_format))


def _formula(value: Any) -> str:
    return str(getattr(value, "text", None) or value)


def _merges(sheet: Worksheet) -> Iterator[Area]:
    for area in sheet.merged_cells.ranges:
        yield Area(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)


def _hidden(sheet: Worksheet, rows: Rows) -> Iterator[Remark]:
    if sheet.sheet_state != "visible":
        yield Remark(_("sheet {sheet} is hidden in the workbook; it is read like the others", sheet=sheet.title))
    hidden_rows = [str(n) for n, row in enumerate(rows, 1) if any(row) and sheet.row_dimensions[n].hidden]
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
    hidden_columns = list(_hidden_columns(sheet, len(rows[0])))
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
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first, last = int(dimension.min or 0), int(dimension.max or 0)
            yield from (column_name(column - 1) for column in range(first, min(last, width) + 1))
