"""What the formulas of a workbook tell of its totals."""

from __future__ import annotations

import io

import pytest
from xlsxwriter import Workbook

from cybercrime_plan.read.annex.file import read_annex_file


def said(typed: str) -> list[str]:
    """What is said of a table all of whose totals are formulas but the typed ones."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("PL")
    for at, row in enumerate((["ĐVT: triệu đồng"], ["STT", "Nội dung", 2024, 2025, "Cộng"])):
        sheet.write_row(at, 0, row)
    rows = [(1, "A", 30, 40, 70), (2, "B", 25, 15, 40), (3, "C", 60, 80, 140), ("", "Tổng cộng", 115, 135, 250)]
    for at, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            cell = f"{'ABCDE'[column]}{at + 1}"
            formula = f"=C{at + 1}+D{at + 1}" if column == 4 else f"=SUM({cell[0]}3:{cell[0]}5)"
            if column > 1 and (column == 4 or at == 5) and cell != typed:
                sheet.write_formula(at, column, formula, value=value)
            else:
                sheet.write(at, column, value)
    book.close()
    annex = read_annex_file("a.xlsx", buffer.getvalue()).annex
    assert annex is not None
    return [str(one.place) for one in annex.remarks if "is a typed figure" in str(one.message)]


@pytest.mark.parametrize("cell", ["D6", "E4", "E6"])
def test_a_total_typed_over_a_formula_is_said(cell: str) -> None:
    assert f"PL!{cell}" in said(cell)


def test_nothing_is_said_where_all_totals_are_formulas() -> None:
    assert said("") == []
