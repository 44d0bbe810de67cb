"""The workbook: what it shows, that its formulas are alive and right, and that data stays data."""

from __future__ import annotations

import io
from typing import Any, Final

import pytest
import python_calamine
from hypothesis import example, given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.read.annex.file import read_annex_file
from cybercrime_plan.read.load import load
from cybercrime_plan.render.exports.workbook import workbook
from tests.render.exports.dossiers import SHIPPED, as_printed, budgets, made, money, shipped


def sheets(data: bytes, *, values: bool) -> dict[str, Worksheet]:
    book = load_workbook(io.BytesIO(data), data_only=values)
    return {sheet.title: sheet for sheet in book.worksheets}


LIKE_A_YEAR: Final[dict[str, Any]] = {
    "unit": "nghìn đồng",
    "years": ("2022", "2023"),
    "lines": ({"id": "l-1", "name": "Chi", "amounts": (None, "2")},),
}
"""2 thousand đồng are 2000 in the sheet of facts."""


@settings(max_examples=25)
@given(budgets())
@example(LIKE_A_YEAR)
def test_what_is_exported_is_imported_again(table: dict[str, Any]) -> None:
    dossier = made(table)
    read = load(workbook([dossier], ENGLISH), "a.xlsx")
    assert not read.findings
    assert read.plan is not None
    assert as_printed(money(read.plan)) == as_printed(money(dossier.plan))
    assert money(read.plan).unit is money(dossier.plan).unit


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_plans_come_back_with_their_notes(name: str) -> None:
    dossier = shipped(name)
    read = read_annex_file("a.xlsx", workbook([dossier], VIETNAMESE))
    budget, notes = money(dossier.plan), [note.text for line in money(dossier.plan).lines for note in line.notes]
    assert read.text.tree["budget"]["heading"] == budget.heading
    assert [note["text"] for note in read.text.tree["budget"].get("notes", ())] == notes


@pytest.mark.parametrize("name", SHIPPED)
def test_the_same_plan_gives_the_same_bytes(name: str) -> None:
    assert workbook([shipped(name)], ENGLISH) == workbook([shipped(name)], ENGLISH)


def test_printed_totals_stand_beside_live_sums_with_their_values() -> None:
    data = workbook([shipped("khanh-hoa-2023-2026")], ENGLISH)
    formulas, values = sheets(data, values=False)["Phụ lục 2"], sheets(data, values=True)["Phụ lục 2"]
    assert [cell.value for cell in formulas[7]] == [
        "1", "Công tác phòng ngừa", 600, 600, 650, 650, 2500, "Ngân sách tỉnh", "=SUM(C7:F7)", "=G7-I7",
    ]  # fmt: skip
    assert [cell.value for cell in values[7]][-2:] == [2500, 0]
    assert [formulas.cell(12, column).value for column in range(3, 8)] == [
        "=SUM(C7:C10)", "=SUM(D7:D10)", "=SUM(E7:E10)", "=SUM(F7:F10)", "=SUM(G7:G10)",
    ]  # fmt: skip
    assert [values.cell(12, column).value for column in range(3, 8)] == [1150, 1150, 1250, 1250, 4800]


def test_what_is_printed_is_the_annex_without_our_own_sums() -> None:
    sheet = sheets(workbook([shipped("dong-thap-2022-2026")], ENGLISH), values=False)["Phụ lục 2"]
    (row,) = [cell.row for cell in sheet["B"] if cell.value == "Recomputed"]
    (column,) = [cell.column_letter for line in sheet.iter_rows() for cell in line if cell.value == "Recomputed"][
        :1
    ]
    last = sheet.print_area.rpartition(":")[2]
    assert int(last.rpartition("$")[2]) < row
    assert sheet[f"A{last.rpartition('$')[2]}"].value.startswith("* ")
    assert last.split("$")[1] < column


def test_years_and_codes_are_no_thousands_and_quantities_are() -> None:
    columns = [{"id": "nam", "title": "Năm", "kind": "other"}, {"id": "ho", "title": "Số hộ", "kind": "other"}]
    own = {"others": {"nam": "2026", "ho": "2026"}}
    table = {"unit": "đồng", "years": ("2025",), "columns": tuple(columns), "lines": (line("1", "5", **own),)}
    sheet = sheets(workbook([made(table)], ENGLISH), values=False)["a"]
    shown = {cell.number_format for line in sheet.iter_rows() for cell in line if cell.value == 2026}
    assert shown == {"0", "[$-42A]#,##0"}


def test_a_line_of_dashes_has_a_sum_that_waits_for_amounts() -> None:
    data = workbook([shipped("khanh-hoa-2023-2026")], ENGLISH)
    assert sheets(data, values=False)["Phụ lục 2"]["I9"].value == '=IF(COUNT(C9:F9)=0,"-",SUM(C9:F9))'
    assert sheets(data, values=True)["Phụ lục 2"]["I9"].value == "-"


def line(number: str, *amounts: str, **more: Any) -> dict[str, Any]:
    record = {"id": f"l-{number.lower()}", "stt": number, "name": f"Chi {number}"}
    return record | ({"amounts": amounts} if amounts else {}) | more


def test_subtotals_are_not_added_twice() -> None:
    lines = (
        line("I", lines=(line("1", "1", "2"),)),
        line("II", "3", "3", lines=(line("2", "3", "3"),)),
        line("III", "9", "9", memo="true"),
    )
    data = workbook([made({"unit": "đồng", "years": ("2024", "2025"), "lines": lines})], ENGLISH)
    sheet = sheets(data, values=False)["a"]
    (row,) = [cell.row for cell in sheet["B"] if cell.value == "Recomputed"]
    assert [sheet.cell(row, column).value for column in (3, 4)] == ["=SUM(C4:C5)", "=SUM(D4:D5)"]


def test_a_grand_total_adds_the_cells_its_amounts_stand_in() -> None:
    lines = (line("1", "1", "2"), line("2", "3", "4"))
    table = {"unit": "đồng", "years": ("2024", "2025"), "lines": lines, "total": "10"}
    sheet = sheets(workbook([made(table)], ENGLISH), values=False)["a"]
    (row,) = [cell.row for cell in sheet["B"] if cell.value == "Recomputed"]
    assert sheet.cell(row, 5).value == "=SUM(C3:C4,D3:D4)"


@pytest.mark.parametrize("total", ["100", "300", "-"])
@pytest.mark.parametrize("grand", [{}, {"total": "150"}, {"total": "300"}])
def test_the_total_of_one_year_comes_back_as_a_total(total: str, grand: dict[str, str]) -> None:
    lines = (line("1", "100", total=total), line("2", "50", total="50"))
    dossier = made({"unit": "đồng", "years": ("2025",), "lines": lines, **grand})
    read = load(workbook([dossier], ENGLISH), "a.xlsx")
    assert read.plan is not None
    assert money(read.plan).columns == ()
    assert as_printed(money(read.plan)) == as_printed(money(dossier.plan))


def test_years_of_which_some_are_blank_come_back_as_years() -> None:
    lines = (
        {"id": "l-1", "stt": "I", "name": "Chi khác"},
        {"id": "l-2", "stt": "II", "name": "Chi mua", "amounts": (None, None, "33", None), "total": "33"},
        {"id": "l-3", "stt": "III", "name": "Chi thuê", "amounts": (None, None, "40", "-3")},
        {"id": "l-4", "stt": "IV", "name": "Chi in", "amounts": (None, "26", None, None)},
    )
    dossier = made({"unit": "đồng", "years": ("2022", "2023", "2024", "2025"), "lines": lines})
    read = load(workbook([dossier], ENGLISH), "a.xlsx")
    assert read.plan is not None
    assert as_printed(money(read.plan)) == as_printed(money(dossier.plan))


def test_other_sheets_follow_and_repeat_their_header() -> None:
    data = workbook([shipped(name) for name in SHIPPED], ENGLISH)
    found = sheets(data, values=True)
    assert list(found) == ["dong-thap", "khanh-hoa", "Deadlines", "Tasks", "Findings", "Facts"]
    assert found["Facts"].max_row == 1 + 4 * 5 + 4 * 4
    assert found["Tasks"].max_row == 1 + 26 + 33
    assert {sheet.freeze_panes for name, sheet in found.items() if name[0].isupper()} == {"A2"}
    assert {(sheet.page_setup.orientation, sheet.page_setup.paperSize) for sheet in found.values()} == {
        ("landscape", 9)
    }


HOSTILE = ("=1+1", "+1", "@SUM(A1)", "http://localhost/", "mailto:a@b", "{=1}", "'x", "[red]", "a" * 40_000)


@pytest.mark.parametrize("text", HOSTILE)
def test_data_never_becomes_a_formula_or_a_link(text: str) -> None:
    lines = (line("1", "1", "2", name=text, source="s"),)
    table = {"unit": "đồng", "sources": ({"id": "s", "name": text},), "years": ("2024", "2025"), "lines": lines}
    data = workbook([made(table, title=text)], ENGLISH)
    for sheet in sheets(data, values=False).values():
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not any(cell.hyperlink for cell in cells)
        formulas = [cell.value for cell in cells if cell.data_type == "f"]
        assert all(str(formula).startswith(("=SUM(", "=IF(")) for formula in formulas)


def test_an_amount_longer_than_a_workbook_can_keep_stays_exact_as_text() -> None:
    line = {
        "id": "a",
        "stt": "1",
        "name": "A",
        "amounts": ("1234567890123456789", "1"),
        "total": "1234567890123456790",
    }
    data = workbook([made({"unit": "đồng", "years": ("2024", "2025"), "lines": (line,)})], ENGLISH)
    sheet = sheets(data, values=False)["a"]
    assert sheet["C4"].value == "1.234.567.890.123.456.789"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@settings(max_examples=10)
@given(budgets())
def test_two_libraries_read_the_same_cells(table: dict[str, Any]) -> None:
    data = workbook([made(table)], ENGLISH)
    ours = sheets(data, values=True)
    theirs = python_calamine.load_workbook(io.BytesIO(data))
    for name, sheet in ours.items():
        rows = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
        read = theirs.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert [row[: len(rows[0])] for row in read] == rows[: len(read)]
