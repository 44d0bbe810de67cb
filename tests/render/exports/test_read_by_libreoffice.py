"""LibreOffice opens what we write: it works out the same sums, and hands the same budget back."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.read.grid import Content
from cybercrime_plan.read.load import load
from cybercrime_plan.read.office import old_excel, read_package
from cybercrime_plan.render.exports.document import document
from cybercrime_plan.render.exports.workbook import workbook
from tests.readers import LibreOffice, Words
from tests.render.exports.dossiers import SHIPPED, as_printed, budgets, made, money, shipped

A4_ACROSS = (842, 595)


def formulas(data: bytes) -> dict[str, object]:
    """The stored value of every formula, by sheet and cell."""
    with_formulas, with_values = (load_workbook(io.BytesIO(data), data_only=values) for values in (False, True))
    return {
        f"{sheet.title}!{cell.coordinate}": with_values[sheet.title][cell.coordinate].value
        for sheet in with_formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def forgetting(data: bytes) -> bytes:
    """The same workbook with a wrong value stored for every formula."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.namelist():
            new.writestr(part, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>77</v>", old.read(part)))
    return buffer.getvalue()


def same(value: object, other: object) -> bool:
    if isinstance(value, (int, float)) and isinstance(other, (int, float)):
        return abs(value - other) < 1e-6
    return (value or "") == (other or "")


TABLES = st.lists(budgets(), min_size=8, max_size=8)


@settings(max_examples=1, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES)
def test_every_formula_is_worked_out_to_its_stored_value(
    libreoffice: LibreOffice, tmp_path: Path, tables: list[dict[str, Any]]
) -> None:
    dossiers = [*(shipped(name) for name in SHIPPED), *map(made, tables)]
    data = workbook(dossiers, VIETNAMESE)
    (tmp_path / "a.xlsx").write_bytes(forgetting(data))
    stored, computed = formulas(data), formulas(libreoffice.convert(tmp_path / "a.xlsx", "xlsx").read_bytes())
    assert len(stored) > 50
    assert computed.keys() == stored.keys()
    assert {place: value for place, value in computed.items() if not same(value, stored[place])} == {}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_saved_by_libreoffice_holds_the_same_budget(
    libreoffice: LibreOffice, tmp_path: Path, kind: str
) -> None:
    dossier = shipped("khanh-hoa-2023-2026")
    (tmp_path / "a.xlsx").write_bytes(workbook([dossier], VIETNAMESE))
    read = load(libreoffice.convert(tmp_path / "a.xlsx", kind).read_bytes(), f"a.{kind}")
    assert read.plan is not None
    assert as_printed(money(read.plan)) == as_printed(money(dossier.plan))
    assert str(read.positions.at(("budget", "lines", 0, "amounts", 0))) == "Phụ lục 2!C7"


def test_an_old_workbook_shows_what_is_hidden_bold_raised_and_wrong(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
    rows: list[list[Any]] = [
        ["ĐVT: triệu đồng"],
        ["STT", "Nội dung", CellRichText("Năm 2025", raised), "Năm 2026", "Ngày"],
        ["", "Hạ tầng", 30, 44, ""],
        [1, "Máy chủ", 20, 30, date(2025, 3, 1)],
        [2, "Đường truyền", 10, 14, ""],
        [3, "Đã dừng", 5, 5, ""],
        ["", "Cộng", 30, "=1/0", ""],
    ]
    for row in rows:
        sheet.append(row)
    sheet["B3"].font = Font(bold=True)
    sheet["C4"].number_format = "#,##0.0"
    sheet.row_dimensions[6].hidden = sheet.column_dimensions["E"].hidden = True
    book.create_sheet("Nháp").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read_package(libreoffice.convert(tmp_path / "a.xlsx", "xls").read_bytes(), "a.xls")
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({5}, {4})
    assert [cell.text for cell in first.rows[1]] == ["STT", "Nội dung", "Năm 2025¹", "Năm 2026", "Ngày"]
    assert [row[1].bold for row in first.rows] == [False, False, True, False, False, False, False]
    assert (first.rows[3][2].text, first.rows[3][2].shown.decimals) == ("20", 1)
    assert (first.rows[3][4].text, first.rows[3][4].content) == ("2025-03-01", Content.UNREADABLE)
    assert (first.rows[6][3].text, first.rows[6][3].content) == ("#DIV/0!", Content.UNREADABLE)
    assert [str(one.message) for one in second.remarks][-1].startswith("sheet Nháp is hidden")


def test_a_text_shown_in_every_cell_of_an_old_workbook_is_refused(libreoffice: LibreOffice, tmp_path: Path) -> None:
    book = Workbook()
    for _row in range(200):
        book.worksheets[0].append(["chữ " * 8_000])
    book.save(tmp_path / "a.xlsx")
    data = libreoffice.convert(tmp_path / "a.xlsx", "xls").read_bytes()
    assert len(data) < 200_000
    with pytest.raises(InputError, match="come to more than"):
        load(data, "a.xls")


def test_an_old_workbook_is_bounded_as_it_lies_unpacked(
    libreoffice: LibreOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook([shipped(SHIPPED[0])], VIETNAMESE))
    data = libreoffice.convert(tmp_path / "a.xlsx", "xls").read_bytes()
    assert load(data, "a.xls").plan is not None
    monkeypatch.setattr(old_excel, "_MOST_BYTES", 1 << 10)
    with pytest.raises(InputError, match="more than 0 MiB"):
        load(data, "a.xls")


def test_a_damaged_old_workbook_is_refused_or_read_but_never_ends_the_program(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook([shipped(SHIPPED[0])], VIETNAMESE))
    whole = libreoffice.convert(tmp_path / "a.xlsx", "xls").read_bytes()

    @settings(max_examples=60, phases=[Phase.generate])
    @given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=40))
    def refused_or_read(damage: list[tuple[float, int]]) -> None:
        data = bytearray(whole)
        for share, byte in damage:
            data[int(share * len(data))] = byte
        with contextlib.suppress(InputError):
            load(bytes(data), "a.xls")

    refused_or_read()


def test_the_annex_prints_on_a4_with_all_its_figures(libreoffice: LibreOffice, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(document([shipped("dong-thap-2022-2026")], VIETNAMESE))
    words = Words(libreoffice.convert(tmp_path / "a.docx", "pdf"))
    assert {(round(width), round(height)) for width, height in words.pages} == {A4_ACROSS}
    assert [word for word, (_left, top, _right, _bottom) in words.boxes if top < 50] == ["2"]
    for text in (
        "Phụ lục 2",
        "PHÂN KỲ PHÂN BỔ KINH PHÍ",
        "Đơn vị tính: triệu đồng",
        "TỔNG CỘNG",
        "4.100",
        "7.150",
        "LỊCH BÁO CÁO",
    ):
        assert words.has(text)


def test_a_document_saved_by_libreoffice_holds_the_same_budget(libreoffice: LibreOffice, tmp_path: Path) -> None:
    dossier = shipped(SHIPPED[1])
    (tmp_path / "a.docx").write_bytes(document([dossier], VIETNAMESE))
    read = load(libreoffice.convert(tmp_path / "a.docx", "docx").read_bytes(), "a.docx")
    assert read.plan is not None
    assert as_printed(money(read.plan)) == as_printed(money(dossier.plan))


def test_the_sheets_for_people_print_whole_and_readable(libreoffice: LibreOffice, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook([shipped(SHIPPED[0])], VIETNAMESE))
    words = Words(libreoffice.convert(tmp_path / "a.xlsx", "pdf"))
    assert {(round(width), round(height)) for width, height in words.pages} == {A4_ACROSS}
    # texts that stand in the middle and at the end of long cells of every sheet
    assert words.has("trước 15/06/2022")
    assert words.has("Hỗ trợ và thực hiện yêu cầu của cơ quan tố tụng khi điều tra, truy tố, xét xử")
    assert not {"line", "amount", "blank", "open", "acknowledged"} & {word for word, _box in words.boxes}
    heights = sorted(bottom - top for _word, (_left, top, _right, bottom) in words.boxes)
    assert heights[len(heights) // 10] > 7.5, "letters of a sheet are too small to read"


LONG: dict[str, Any] = {
    "unit": "đồng",
    "years": ("2025", "2026"),
    "headings": {
        "figures": ("Dự toán | Kinh phí được cấp có thẩm quyền giao đầu năm 2025", "Dự toán | Năm 2026", "Cộng")
    },
    "lines": (
        {"id": "a", "name": "Chi", "amounts": ("1234567890123", "27500000"), "total": "1234595390123"},
        {"id": "b", "name": "Chi khác", "amounts": ("1", "2"), "total": "3"},
    ),
    "totals": ("1234567890124", "27500002"),
    "total": "1234595390126",
}


@pytest.mark.parametrize("write", [workbook, document])
def test_long_figures_and_headings_are_printed_whole(libreoffice: LibreOffice, tmp_path: Path, write: Any) -> None:
    file = tmp_path / ("a.xlsx" if write is workbook else "a.docx")
    file.write_bytes(write([made(LONG)], VIETNAMESE))
    words = Words(libreoffice.convert(file, "pdf"))
    told = [word for word, _box in words.boxes]
    assert {"1.234.567.890.123", "1.234.595.390.126", "27.500.002"} <= {*told}
    assert not words.has("##")
    assert {"được", "cấp", "có", "thẩm", "quyền", "giao", "đầu"} <= {*told}
