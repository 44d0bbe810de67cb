"""`plan budget status`: a plan against the book of its money. The figures of 2025 are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Golden
from tests.program import Ran, plan
from tests.read.test_book import workbook
from tests.readers import LibreOffice

HEADS = ["plan", "year", "kind", "document", "date", "line", "source", "amount"]
ROWS = [
    ["dong-thap", "2025", "allocation", "QĐ 1", "2024-12-18", "phong-ngua", "tinh", "250"],
    ["dong-thap", "2025", "giao dự toán", "QĐ 1", "18/12/2024", "dau-tranh", "tinh", "350"],
    ["dong-thap", "2025", "allocation", "QĐ 1", "2024-12-18", "thiet-bi", "tinh", "2.300"],
    ["dong-thap", "2025", "allocation", "QĐ 1", "2024-12-18", "chi-dao", "tinh", "100"],
    ["dong-thap", "2025", "allocation", "QĐ 1", "2024-12-18", "total", "", "3000"],
    ["", "2025", "bổ sung", "QĐ 2", "2025-10-20", "thiet-bi", "tinh", "800"],
    ["", "2025", "adjustment", "QĐ 3", "2025-11-05", "phong-ngua", "", "-50"],
    ["", "2025", "adjustment", "QĐ 3", "2025-11-05", "dau-tranh", "", "50"],
    ["", "2025", "spent", "ĐC", "2026-01-31", "phong-ngua", "", "195"],
    ["", "2025", "spent", "ĐC", "2026-01-31", "dau-tranh", "", "400"],
    ["", "2025", "spent", "ĐC", "2026-01-31", "thiet-bi", "", "2700"],
    ["", "2025", "spent", "ĐC", "2026-01-31", "chi-dao", "", "98"],
    ["", "2025", "carried_out", "ĐC", "2026-01-31", "thiet-bi", "", "400"],
    ["", "2025", "hủy", "ĐC", "2026-01-31", "phong-ngua", "", "5"],
    ["", "2025", "cancelled", "ĐC", "2026-01-31", "chi-dao", "", "2"],
]
UNIT = "Đơn vị tính: triệu đồng"


def csv_book(rows: list[list[str]]) -> bytes:
    return "\n".join([UNIT, *(";".join(row) for row in [HEADS, *rows])]).encode()


def xlsx_book(rows: list[list[str]]) -> bytes:
    typed = [[int(cell) if cell.lstrip("-").isdigit() else cell for cell in row] for row in rows]
    return workbook([UNIT], HEADS, *typed)


def yaml_book(rows: list[list[str]]) -> bytes:
    entries = [
        "  - {" + ", ".join(f'{head}: "{cell}"' for head, cell in zip(HEADS, row, strict=True) if cell) + "}"
        for row in rows
    ]
    return "\n".join(["kind: execution", "unit: triệu đồng", "entries:", *entries, ""]).encode()


BOOKS = {"so.csv": csv_book, "so.xlsx": xlsx_book, "so.yaml": yaml_book}


def status(folder: Path, name: str, data: bytes, *more: str, of: str = "dong-thap") -> Ran:
    (folder / name).write_bytes(data)
    return plan("budget", "status", of, "--book", name, "--as-of", "2026-03-01", *more, cwd=folder)


@pytest.mark.parametrize("name", BOOKS)
def test_the_year_2025_to_the_dong_out_of_every_kind_of_book(name: str, tmp_path: Path) -> None:
    ran = status(tmp_path, name, BOOKS[name](ROWS), "-f", "json")
    assert (ran.code, ran.err) == (0, "")
    value = json.loads(ran.out)
    total = value["totals"]
    keys = ("planned", "allocated", "supplement", "adjustment", "available", "spent", "carried_out", "cancelled")
    assert [total[key] // 1_000_000 for key in keys] == [4100, 3000, 800, 0, 3800, 3393, 400, 7]
    assert (value["year"], total["percent"], total["settled"]) == (2025, "89.3", None)
    (equipment,) = (line for line in value["lines"] if line["id"] == "thiet-bi")
    assert (equipment["available"], equipment["spent"], equipment["percent"]) == (
        3_100_000_000,
        2_700_000_000,
        "87.1",
    )


def test_people_see_the_sum_that_has_to_hold(tmp_path: Path) -> None:
    ran = status(tmp_path, "so.csv", csv_book(ROWS), "--lang", "vi")
    assert "\n3.800 = 3.393 + 400 + 7\n" in ran.out
    assert "Được sử dụng trong năm" in ran.out


@pytest.mark.parametrize("by", ["source", "document", "year"])
def test_every_side_has_the_same_total(by: str, tmp_path: Path) -> None:
    ran = status(tmp_path, "so.csv", csv_book(ROWS), "--by", by, "--in", "đồng")
    assert "3.800.000.000 = 3.393.000.000 + 400.000.000 + 7.000.000" in ran.out


def test_a_dash_stays_and_what_was_decided_stands_beside_it(tmp_path: Path) -> None:
    row = ["khanh-hoa", "2025", "allocation", "QĐ", "2025-01-10", "thiet-bi", "", "1200"]
    ran = status(tmp_path, "so.csv", csv_book([row]), "--cumulative", "--lang", "vi", of="khanh-hoa")
    assert "4.800 + 1.200 đã quyết định sau" in ran.out


WRONG = {
    1: "2o25",
    2: "chi",
    4: "31/02/2025",
    5: "phong-ngua+may-tinh",
    6: "quy",
    7: "khoảng 250",
}


@pytest.mark.parametrize("column", WRONG)
@pytest.mark.parametrize("name", ["so.csv", "so.xlsx"])
def test_a_row_that_cannot_be_read_is_told_with_its_place_and_the_others_count(
    name: str, column: int, tmp_path: Path
) -> None:
    bad = list(ROWS[0])
    bad[column] = WRONG[column]
    ran = status(tmp_path, name, BOOKS[name]([bad, *ROWS[1:]]), "-f", "json")
    start = len(";".join(bad[:column])) + 2
    assert ran.code == 2
    value = json.loads(ran.out)
    (place,) = (one["place"] for one in value["findings"] if one["code"] == "EXE101")
    if name == "so.xlsx":
        assert place == {"sheet": "Sổ", "cell": f"{'ABCDEFGH'[column]}3"}
    else:
        assert (place["line"], place["column"]) == (3, start)
    assert value["totals"]["allocated"] == 2_750_000_000


def test_a_fraction_in_a_workbook_is_a_fraction_and_no_thousands(tmp_path: Path) -> None:
    data = workbook(
        ["Đơn vị tính: tỷ đồng"], ["year", "kind", "line", "amount"], [2025, "allocation", "thiet-bi", 1.125]
    )
    value = json.loads(status(tmp_path, "so.xlsx", data, "-f", "json").out)
    assert value["totals"]["allocated"] == 1_125_000_000


def test_a_book_without_a_unit_is_asked_for_one(tmp_path: Path) -> None:
    data = csv_book(ROWS).split(b"\n", 1)[1]
    assert "--unit" in status(tmp_path, "so.csv", data).err
    assert status(tmp_path, "so.csv", data, "--unit", "triệu đồng").code == 0


def test_a_book_that_names_two_units_is_asked_for_one_of_them(tmp_path: Path) -> None:
    rows = "year;kind;line;amount (triệu đồng)\n2025;allocation;phong-ngua;250\n"
    two = f"Đơn vị tính: nghìn đồng\n{rows}".encode()
    assert "“nghìn đồng, triệu đồng” is not one unit" in status(tmp_path, "so.csv", two).err
    assert status(tmp_path, "so.csv", two, "--unit", "triệu đồng").code == 0
    assert status(tmp_path, "so.csv", f"Đơn vị tính: Triệu đồng\n{rows}".encode()).code == 0


def test_rows_of_other_plans_are_told_and_not_counted(tmp_path: Path) -> None:
    ran = status(tmp_path, "so.csv", csv_book([*ROWS, ["khanh-hoa", *ROWS[0][1:]]]))
    assert ran.code == 0
    assert "khanh-hoa" in ran.err
    assert "3.800 = 3.393 + 400 + 7" in ran.out


def test_a_line_that_spent_more_than_it_has_is_named(tmp_path: Path) -> None:
    more = ["", "2025", "spent", "ĐC", "2026-02-01", "chi-dao", "", "130"]
    ran = status(tmp_path, "so.csv", csv_book([*ROWS, more]))
    assert ran.code == 1
    assert "“Hoạt động chỉ đạo, quản lý, điều hành” 2025: 100 is available (6:56)" in ran.out
    assert "but 132 is spent, carried over or cancelled (17:40, 18:36): -32 triệu đồng" in ran.out


@pytest.mark.parametrize("name", BOOKS)
def test_a_document_whose_rows_do_not_make_its_total_is_told_at_the_total(name: str, tmp_path: Path) -> None:
    rows = [[*row[:7], "3900"] if row[5] == "total" else row for row in ROWS]
    ran = status(tmp_path, name, BOOKS[name](rows), "-f", "json")
    errors = [one for one in json.loads(ran.out)["findings"] if one["severity"] == "error"]
    assert (ran.code, [one["code"] for one in errors]) == (1, ["EXE111"])
    assert (
        errors[0]["message"] == "the total of the document is 3.900, but its rows add up to 3.000: +900 triệu đồng"
    )


def test_an_adjustment_that_does_not_balance_is_told(tmp_path: Path) -> None:
    rows = [row for row in ROWS if row[7] != "50"]
    ran = status(tmp_path, "so.csv", csv_book(rows))
    assert ran.code == 1
    assert "so.csv:9:46: EXE112 the rows of this adjustment add up to -50, not to 0: -50 triệu đồng" in ran.out


HELD = [
    at
    for at, row in enumerate(ROWS)
    if row[2] in {"allocation", "giao dự toán", "adjustment"} and row[5] != "total"
]
"""Rows that the total of their document, or the balance of an adjustment, holds."""


@pytest.mark.parametrize("number", HELD)
def test_a_row_entered_twice_or_left_out_of_a_document_with_a_total_is_never_silent(
    number: int, tmp_path: Path
) -> None:
    for rows in ([*ROWS, ROWS[number]], [*ROWS[:number], *ROWS[number + 1 :]]):
        assert status(tmp_path, "so.csv", csv_book(rows)).code == 1


def test_an_unquoted_figure_of_yaml_is_as_doubtful_in_a_book_as_in_a_plan(tmp_path: Path) -> None:
    data = yaml_book(ROWS).replace(b'"2.300"', b"2.300")
    ran = status(tmp_path, "so.yaml", data)
    assert ran.code == 2
    assert "2.300 is not a figure that can be read in one way only" in ran.out


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_year_2025_as_people_read_it(language: str, tmp_path: Path, golden: Golden) -> None:
    ran = status(tmp_path, "so.csv", csv_book(ROWS), "--lang", language, "--chart")
    assert ran.code == 0
    golden(f"execution/2025.{language}.text", ran.out)


def test_a_dash_is_no_amount_spent(tmp_path: Path) -> None:
    rows = [[*row[:7], "-"] if row[2:6:3] == ["spent", "chi-dao"] else row for row in ROWS]
    ran = status(tmp_path, "so.csv", csv_book(rows))
    assert ran.code == 2
    assert "EXE101 a dash is no amount" in ran.out


def test_under_quiet_the_findings_alone_are_said(tmp_path: Path) -> None:
    ran = status(tmp_path, "so.csv", csv_book([row for row in ROWS if row[7] != "50"]), "-q")
    assert ran.code == 1
    assert ran.out.startswith("so.csv:3:")
    assert status(tmp_path, "so.csv", csv_book(ROWS), "-qq").out == ""


def test_a_workbook_has_live_sums_with_the_values_they_had(tmp_path: Path) -> None:
    wrong = [[*row[:7], "3900"] if row[5] == "total" else row for row in ROWS]
    status(tmp_path, "so.csv", csv_book(wrong), "-o", "tinh-hinh.xlsx", "--lang", "vi")
    formulas, values = (load_workbook(tmp_path / "tinh-hinh.xlsx", data_only=only) for only in (False, True))
    live, cached = formulas.worksheets[0], values.worksheets[0]
    heads = {str(cell.value): at for at, cell in enumerate(live[4], 1)}
    total = next(row for row in range(5, live.max_row + 1) if live.cell(row, 1).value == "Tổng cộng")

    def both(head: str) -> tuple[object, object]:
        return live.cell(total, heads[head]).value, cached.cell(total, heads[head]).value

    assert both("Được sử dụng trong năm") == ("=SUM(C9:G9)", 3800)
    assert both("Giao dự toán") == ("=SUM(C5:C8)", 3000)
    assert both("Còn lại") == ("=H9-I9-J9-K9", 0)
    assert both("Tỷ lệ thực hiện (%)") == ('=IF(H9>0,ROUND(100*I9/H9,1),"")', 89.3)
    assert "EXE111" in [cell.value for cell in values.worksheets[1]["B"]]


def test_a_recalculating_program_gets_the_same_values(tmp_path: Path, libreoffice: LibreOffice) -> None:
    status(tmp_path, "so.csv", csv_book(ROWS), "-o", "tinh-hinh.xlsx", "--lang", "en")
    before, after = (
        load_workbook(file, data_only=True).worksheets[0]
        for file in (tmp_path / "tinh-hinh.xlsx", libreoffice.convert(tmp_path / "tinh-hinh.xlsx", "xlsx"))
    )
    for row in before.iter_rows(min_row=5):
        for cell in row:
            assert (after[cell.coordinate].value or 0) == (cell.value or 0)


def test_the_page_has_a_bar_for_what_was_planned_is_available_and_spent(tmp_path: Path) -> None:
    status(tmp_path, "so.csv", csv_book(ROWS), "-o", "tinh-hinh.html", "--lang", "vi")
    page = (tmp_path / "tinh-hinh.html").read_text(encoding="utf-8")
    assert page.count("<rect ") == 12
    assert "<title>Mua sắm trang thiết bị, phương tiện: Đã chi (lũy kế), Đã chi (lũy kế): 2.700 triệu đồng" in page
    assert "3.800 = 3.393 + 400 + 7" in page
    assert "<script" not in page
