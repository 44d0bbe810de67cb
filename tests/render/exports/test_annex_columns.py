"""Columns beside the years stand where they were printed, under the headings of the table they came from."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from openpyxl import load_workbook

from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.render.exports.document import document
from cybercrime_plan.render.exports.workbook import workbook
from tests.render.exports.dossiers import made

BY_SOURCE: dict[str, Any] = {
    "unit": "triệu đồng",
    "years": ["2024", "2025"],
    "headings": {"stt": "TT", "name": "Dự án", "total": "Tổng số", "totals": "TOÀN TỈNH", "total_position": "1"},
    "columns": [
        {"id": "tw-2024", "title": "NSTW 2024", "kind": "part", "year": "2024", "position": "3"},
        {"id": "ho", "title": "Số hộ", "kind": "other", "position": "5"},
    ],
    "lines": [
        {
            "id": "a",
            "stt": "1",
            "name": "Cầu A",
            "amounts": ["300", "200"],
            "total": "500",
            "columns": {"tw-2024": "240"},
            "others": {"ho": "45"},
        }
    ],
    "totals": ["300", "200"],
    "total": "500",
    "column_totals": {"tw-2024": "240"},
}
WITHOUT_YEARS: dict[str, Any] = {
    "unit": "đồng",
    "years": [],
    "lines": [{"id": "a", "name": "Tài liệu", "total": "6250000"}],
    "total": "6250000",
}


def sheet_of(budget: dict[str, Any]) -> list[list[Any]]:
    """The filled cells of each row of the first sheet, our own checking columns and rows left out."""
    sheet = load_workbook(io.BytesIO(workbook([made(budget)], VIETNAMESE)), data_only=True).worksheets[0]
    return [[cell for cell in row if cell not in (None, "")] for row in sheet.iter_rows(values_only=True)]


def test_a_workbook_keeps_the_order_and_the_headings() -> None:
    rows = sheet_of(BY_SOURCE)
    heads = next(row for row in rows if row[:2] == ["TT", "Dự án"])
    assert heads[2:6] == ["Tổng số", 2024, "NSTW 2024", 2025]
    assert "Số hộ" in heads
    assert next(row for row in rows if "Cầu A" in row)[2:7] == [500, 300, 240, 200, 45]
    assert next(row for row in rows if "TOÀN TỈNH" in row)[1:5] == [500, 300, 240, 200]


def test_a_document_does_too() -> None:
    (table,) = Document(io.BytesIO(document([made(BY_SOURCE)], VIETNAMESE))).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["TT", "Dự án", "Tổng số", "2024", "NSTW 2024", "2025", "Số hộ"]
    assert cells[1] == ["1", "Cầu A", "500", "300", "240", "200", "45"]
    assert cells[2][1:] == ["TOÀN TỈNH", "500", "300", "240", "200", ""]


def test_a_table_without_years_is_written() -> None:
    assert next(row for row in sheet_of(WITHOUT_YEARS) if "Tài liệu" in row)[1] == 6_250_000
    (table,) = Document(io.BytesIO(document([made(WITHOUT_YEARS)], VIETNAMESE))).tables
    assert [cell.text for cell in table.rows[1].cells] == ["Tài liệu", "6.250.000"]
