"""Numbers that stand outside the tables of a file are named: nothing on the page is left out without a word."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from xlsxwriter import Workbook

from tests.program import Ran, plan

Rows = Sequence[Sequence[int | str]]
TABLE: Rows = (
    ("Phụ lục",),
    ("Đơn vị tính: triệu đồng",),
    ("STT", "Nội dung", "2026", "2027", "Cộng"),
    (1, "Tập huấn", 40, 50, 90),
    (2, "Kiểm tra", 15, 20, 35),
    (3, "Truyền thông", 25, 30, 55),
    ("", "Tổng cộng", 80, 100, 180),
)
TOTAL_ON_TOP: Rows = (*TABLE[:3], TABLE[6], *TABLE[3:6])


def workbook(**sheets: Rows) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return buffer.getvalue()


def document(*tables: Rows) -> bytes:
    page = Document()
    for rows in tables:
        for row in rows:
            if len(row) == 1:
                page.add_paragraph(str(row[0]))
        full = [row for row in rows if len(row) > 1]
        table = page.add_table(len(full), len(full[0]))
        for at, row in enumerate(full):
            for column, text in enumerate(row):
                table.cell(at, column).text = str(text)
        page.add_paragraph("")
    buffer = io.BytesIO()
    page.save(buffer)
    return buffer.getvalue()


def checked(folder: Path, data: bytes, ending: str, *options: str) -> tuple[Ran, Mapping[str, Any]]:
    """What a check says in words, and the account of figures in JSON."""
    file = folder / f"tep.{ending}"
    file.write_bytes(data)
    told = plan("budget", "check", str(file), *options)
    return told, json.loads(plan("budget", "check", str(file), "--format", "json", *options).out)["plans"][0][
        "figures"
    ]


def cells(figures: Sequence[Mapping[str, Any]]) -> list[str]:
    return ["{sheet}!{cell}".format(**one["place"]) for one in figures]


def test_a_figure_below_the_table_after_a_blank_row(tmp_path: Path) -> None:
    told, account = checked(tmp_path, workbook(PL=(*TABLE, (), ("", "", "", 4_121))), "xlsx")
    assert cells(account["unused"]) == ["PL!D9"]
    assert "PL!D9: BUD141 warning: 1 figure in no sum: row 9" in told.out
    assert told.code == 0


def test_a_figure_alone_in_the_column_of_numbers(tmp_path: Path) -> None:
    _told, account = checked(tmp_path, workbook(PL=(*TABLE, (4_121,))), "xlsx")
    assert cells(account["unused"]) == ["PL!A8"]


def test_a_figure_without_a_name_below_lines_whose_total_stands_on_top(tmp_path: Path) -> None:
    told, account = checked(tmp_path, workbook(PL=(*TOTAL_ON_TOP, (), ("", "", "", 4_121))), "xlsx")
    assert told.code == 0
    assert cells(account["unused"]) == ["PL!D9"]


def test_a_figure_above_the_table(tmp_path: Path) -> None:
    _told, account = checked(tmp_path, workbook(PL=(("Phụ lục", "", "", 780), *TABLE[1:])), "xlsx")
    assert cells(account["unused"]) == ["PL!D1"]


def test_a_year_above_the_table_is_no_figure_of_it(tmp_path: Path) -> None:
    _told, account = checked(tmp_path, workbook(PL=(("Năm", "", "", 2026), *TABLE[1:])), "xlsx")
    assert account["unused"] == []
    assert "PL!D1" in cells(account["heading"])


def test_figures_of_a_sheet_without_a_table_are_named_by_their_sheet(tmp_path: Path) -> None:
    data = workbook(PL=TABLE, Sheet2=(("STT", "Việc"), (1, "Chi riêng", 500), (2, "Chi khác", 700)))
    told, account = checked(tmp_path, data, "xlsx")
    assert cells(account["unused"]) == ["Sheet2!C2", "Sheet2!C3"]
    assert {"Sheet2!A2", "Sheet2!A3"} <= {*cells(account["heading"])}
    assert "2 figures in no sum: “Sheet2” (no table of amounts was found there)" in told.out


def test_what_is_not_of_the_chosen_sheet_is_not_asked_about(tmp_path: Path) -> None:
    data = workbook(PL=TABLE, Sheet2=(("Chi riêng", 500),))
    _told, account = checked(tmp_path, data, "xlsx", "--sheet", "PL")
    assert account["unused"] == []


def test_a_table_of_indicators_in_a_document_stands_beside_the_sums(tmp_path: Path) -> None:
    years = ("Năm 2026", "Năm 2030")
    indicators = (
        ("STT", "Chỉ tiêu", "Đơn vị", *years),
        ("1", "Tiêm phòng", "%", "80", "90"),
        ("2", "Cơ sở an toàn", "cơ sở", "12", "31"),
    )
    told, account = checked(tmp_path, document(indicators, TABLE), "docx")
    assert account["unused"] == []
    assert cells(account["beside"]) == ["table1!D2", "table1!E2", "table1!D3", "table1!E3"]
    assert "of “table1”, in which no table of amounts was found: 80, 90, 12, 31" in told.out


def test_a_table_of_a_document_that_adds_up_is_told_when_it_is_not_read(tmp_path: Path) -> None:
    rows = (("Việc", "Mức A", "Mức B"), ("Một", 410, 37), ("Hai", 325, 81), ("Ba", 219, 46), ("", 954, 164))
    told, account = checked(tmp_path, document(rows, TABLE), "docx")
    assert len(account["unused"]) == 8
    assert "8 figures in no sum: “table1”" in told.out


def test_an_amount_in_words_right_of_the_table_is_named(tmp_path: Path) -> None:
    rows = [*TABLE[:3], (*TABLE[3], "", "cộng 1.200 triệu đồng"), *TABLE[4:]]
    told, account = checked(tmp_path, workbook(PL=rows), "xlsx")
    assert [one["text"] for one in account["beside"]] == ["1.200 triệu đồng"]
    assert "1.200 triệu đồng" in told.out


def test_the_number_of_a_page_in_a_text_is_no_figure(tmp_path: Path) -> None:
    text = "\n".join("\t".join(map(str, row)) for row in TABLE) + "\n\n12\n\n4.121\n"
    _told, account = checked(tmp_path, text.encode(), "txt")
    assert [one["text"] for one in account["unused"]] == ["4.121"]
    assert [one["text"] for one in account["heading"]][-1] == "12"


def test_words_with_a_figure_right_of_a_line_are_named(tmp_path: Path) -> None:
    rows = [*TABLE[:3], (*TABLE[3], "", "thêm 35"), (*TABLE[4], "", "theo QĐ 12/QĐ-UBND năm 2025"), *TABLE[5:]]
    told, account = checked(tmp_path, workbook(PL=rows), "xlsx")
    assert [one["text"] for one in account["beside"]] == ["thêm 35"]
    assert "thêm 35" in told.out


def test_the_arithmetic_that_a_row_prints_over_its_columns_is_no_words_beside_it(tmp_path: Path) -> None:
    rows = [
        ("ĐVT: triệu đồng",),
        ("STT", "Nội dung", "Dự toán năm 2025", "Dự toán năm 2026", "So sánh (%)"),
        ("A", "B", "1", "2", "3=2/1"),
        ("1", "Sửa đường", 1200, 1500, 125),
        ("2", "Sửa cầu", 800, 1000, 125),
        ("", "Cộng", 2000, 2500, 125),
    ]
    told, account = checked(tmp_path, workbook(PL=rows), "xlsx")
    assert (told.code, "3=2/1" in str(account["beside"])) == (0, False)


def test_the_formulas_that_an_exported_table_checks_itself_with_are_no_words(tmp_path: Path) -> None:
    annex = "STT;Nội dung;Số tiền (triệu đồng)\n1;Sửa đường;400\n2;Sửa cầu;300\n3;Cống;120\n;Cộng;820\n"
    (tmp_path / "a.csv").write_text(annex, "utf-8")
    for command in (("import", "a.csv", "-o", "a.yaml"), ("export", "a.yaml", "-o", "a.xlsx")):
        assert plan(*command, cwd=tmp_path).code == 0
    told = plan("budget", "check", "a.xlsx", cwd=tmp_path)
    assert (told.code, "=IF(" in told.out) == (0, False)


def test_figures_in_comments_and_text_boxes_of_a_workbook_are_told(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("PL")
        for at, row in enumerate(TABLE):
            sheet.write_row(at, 0, row)
        sheet.write_comment("D4", "số cũ là 1.250")
        sheet.write_comment("D5", "theo QĐ 12/QĐ-UBND năm 2025")
        sheet.insert_textbox("G2", "Tổng cộng: 215 triệu đồng")
        sheet.insert_textbox("G9", "Bản nháp")
    told, _account = checked(tmp_path, buffer.getvalue(), "xlsx")
    assert told.code == 0
    assert "PL!D4: a comment bears figures that are not read: “số cũ là 1.250”" in told.err
    assert "PL!G2: a text box bears figures that are not read: “Tổng cộng: 215 triệu đồng”" in told.err
    assert told.err.count("bears figures") == 2
