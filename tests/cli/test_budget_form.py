"""`plan budget form`: an empty book, in every kind of file, that is read back as what a person writes into it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.program import plan

GIVEN = {"phong-ngua": 250, "dau-tranh": 350, "thiet-bi": 2300, "chi-dao": 100, "total": 3000, "tổng cộng": 3000}


def filled_csv(path: Path) -> None:
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    columns = head.split(",")
    line, amount, document = (columns.index(name) for name in ("line", "amount (triệu đồng)", "document"))
    written = [head]
    for row in rows:
        cells = row.split(",", len(columns) - 1)
        cells[amount], cells[document] = str(GIVEN[cells[line]]), "QĐ 1"
        written.append(",".join(cells))
    path.write_text("\n".join(written), encoding="utf-8")


def filled_xlsx(path: Path) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    head = sheet[4]
    columns = {str(cell.value): at for at, cell in enumerate(head, 1)}
    for row in range(5, 10):
        line = str(sheet.cell(row, columns["Nội dung"]).value)
        sheet.cell(row, columns["Số tiền"], GIVEN[line])
        sheet.cell(row, columns["Văn bản"], "QĐ 1")
    book.save(path)


def filled_yaml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for line, amount in GIVEN.items():
        text = text.replace(f"line: {line}\n", f"line: {line}\n    amount: {amount}\n    document: QĐ 1\n")
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "fill"), [("so.csv", filled_csv), ("so.xlsx", filled_xlsx), ("so.yaml", filled_yaml)]
)
def test_a_form_that_is_filled_in_is_read_back(name: str, fill: object, tmp_path: Path) -> None:
    written = plan("budget", "form", "dong-thap", "--year", "2025", "-o", name, cwd=tmp_path)
    assert (written.code, written.err) == (0, "")
    empty = plan("budget", "status", "dong-thap", "--book", name, cwd=tmp_path)
    assert empty.code == 2
    assert "not filled in, not counted: 5" in empty.err
    fill(tmp_path / name)  # type: ignore[operator]
    ran = plan("budget", "status", "dong-thap", "--book", name, "-f", "json", cwd=tmp_path)
    value = json.loads(ran.out)
    assert (ran.code, value["totals"]["allocated"], value["year"]) == (0, 3_000_000_000, 2025)
    assert {one["code"] for one in value["findings"]} == {"EXE121"}


def test_a_form_says_who_holds_the_money_in_which_unit_and_what_may_stand_where() -> None:
    ran = plan("budget", "form", "dong-thap", "--year", "2025", "-f", "xlsx", "--lang", "vi")
    book = load_workbook(io.BytesIO(ran.raw))
    first, second = book.worksheets
    above = [first.cell(row, 1).value for row in (2, 3)]
    assert above == ["Đơn vị được giao kinh phí: Công an Tỉnh", "Đơn vị tính: triệu đồng"]
    assert [second.cell(1, column).value for column in (1, 4, 7)] == [
        "ở cột “Loại”", "ở cột “Nội dung”", "ở cột “Nguồn”",
    ]  # fmt: skip
    lists = [rule.formula1 for rule in first.data_validations.dataValidation]
    assert lists == ["'Cách ghi'!$A$2:$A$13", "'Cách ghi'!$D$2:$D$7", "'Cách ghi'!$G$2:$G$4"]


def test_a_split_line_has_a_row_for_each_of_its_sources(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        """\
format: 1
id: p
budget:
  unit: triệu đồng
  sources: [{id: tw, name: Trung ương, level: central}, {id: dp, name: Địa phương, level: province}]
  years: [2025]
  lines:
    - {id: a, name: A, amounts: [30], total: 30, split: {tw: [10], dp: [20]}}
  totals: [30]
  total: 30
""",
        encoding="utf-8",
    )
    ran = plan("budget", "form", "p.yaml", "--year", "2025", "-f", "csv", cwd=tmp_path)
    assert [line.split(",")[5:7] for line in ran.out.splitlines()[1:]] == [["a", "tw"], ["a", "dp"], ["total", ""]]


@pytest.mark.parametrize("arguments", [["--year", "2031", "-f", "csv"], ["--as-of", "2031-01-01", "-f", "csv"], []])
def test_a_year_outside_the_plan_and_no_format_are_usage_errors(arguments: list[str]) -> None:
    assert plan("budget", "form", "dong-thap", *arguments).code == 2


@pytest.mark.parametrize("name", ["so.csv", "so.xlsx", "so.yaml"])
def test_a_book_that_is_there_is_not_written_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    ran = plan("budget", "form", "dong-thap", "--year", "2025", "-o", name, cwd=tmp_path)
    assert (ran.code, (tmp_path / name).read_text(encoding="utf-8")) == (2, "mine")
    assert plan("budget", "form", "dong-thap", "--year", "2025", "-o", name, "--force", cwd=tmp_path).code == 0


def test_a_budget_without_years_is_refused_with_what_to_do(tmp_path: Path) -> None:
    line = "{id: b, name: B, total: 1}"
    text = f"format: 1\nid: a\nbudget:\n  unit: đồng\n  years: []\n  lines: [{line}]\n  total: 1\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "so.csv").write_text("year;kind;line;amount (đồng)\n2026;allocation;b;1\n", encoding="utf-8")
    for command in (("form", "a.yaml", "-o", "moi.csv"), ("status", "a.yaml", "--book", "so.csv")):
        ran = plan("budget", *command, cwd=tmp_path)
        assert ran.code == 2
        assert ran.err.startswith("plan: the budget of a names no year, and a book is kept by year\n  hint: write")
