"""What the formulas of a workbook tell of its totals."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from cybercrime_plan.read.annex.file import read_annex_file
from cybercrime_plan.read.load import load
from tests.program import plan


def book_of(typed: str = "", other: dict[str, tuple[str, int]] | None = None) -> bytes:
    """A table all of whose totals are formulas but the typed one; other ones with the values they have."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("PL")
    for at, row in enumerate((["ĐVT: triệu đồng"], ["STT", "Nội dung", 2024, 2025, "Cộng"])):
        sheet.write_row(at, 0, row)
    rows = [(1, "A", 30, 40, 70), (2, "B", 25, 15, 40), (3, "C", 60, 80, 140), ("", "Tổng cộng", 115, 135, 250)]
    for at, row in enumerate(rows, 2):
        for column, printed in enumerate(row):
            cell = f"{'ABCDE'[column]}{at + 1}"
            formula = f"=C{at + 1}+D{at + 1}" if column == 4 else f"=SUM({cell[0]}3:{cell[0]}5)"
            formula, value = (other or {}).get(cell, (formula, printed))
            if column > 1 and (column == 4 or at == 5) and cell != typed:
                sheet.write_formula(at, column, formula, value=value)
            else:
                sheet.write(at, column, value)
    book.close()
    return buffer.getvalue()


def said(typed: str) -> list[str]:
    """Which totals are said to be typed over a formula."""
    annex = read_annex_file("a.xlsx", book_of(typed)).annex
    assert annex is not None
    return [str(one.place) for one in annex.remarks if "is a typed figure" in str(one.message)]


@pytest.mark.parametrize("cell", ["D6", "E4", "E6"])
def test_a_total_typed_over_a_formula_is_said(cell: str) -> None:
    assert f"PL!{cell}" in said(cell)


def test_nothing_is_said_where_all_totals_are_formulas() -> None:
    assert said("") == []


def test_a_formula_that_leaves_out_a_row_is_the_one_thing_that_is_wrong(tmp_path: Path) -> None:
    short = {"C6": ("=SUM(C3:C4)", 55), "E6": ("=C6+D6", 190)}
    (tmp_path / "a.xlsx").write_bytes(book_of(other=short))
    ran = plan("budget", "check", "a.xlsx", cwd=tmp_path)
    assert ran.code == 1
    assert ran.out.count("BUD") == 1
    assert "a.xlsx:PL!C6: BUD103" in ran.out
    assert (
        "one change suffices: 115, since its formula leaves out PL!C5; then by formula PL!E6: 190 → 250" in ran.out
    )
    assert "possible" not in ran.out


def test_formulas_that_leave_out_a_row_in_two_columns_are_told_apart(tmp_path: Path) -> None:
    short = {"C6": ("=SUM(C3:C4)", 55), "D6": ("=SUM($D$4:$D$5)", 95), "E6": ("=SUM(C6,D6)", 150)}
    (tmp_path / "a.xlsx").write_bytes(book_of(other=short))
    ran = plan("budget", "check", "a.xlsx", cwd=tmp_path)
    assert [line.split()[0] for line in ran.out.splitlines() if " BUD" in line] == [
        "a.xlsx:PL!C6:",
        "a.xlsx:PL!D6:",
    ]
    assert ran.out.count("then by formula PL!E6: 150 → 250") == 2


def test_a_total_typed_over_its_formula_is_the_one_thing_that_is_wrong(tmp_path: Path) -> None:
    wrong = {"C6": ("", 125), "E6": ("=C6+D6", 260)}
    (tmp_path / "a.xlsx").write_bytes(book_of("C6", wrong))
    ran = plan("budget", "check", "a.xlsx", cwd=tmp_path)
    assert ran.out.count("BUD") == 1
    assert "one change suffices: 115, since it is typed where the others are formulas" in ran.out


def test_a_total_that_leaves_out_a_row_and_is_right_all_the_same_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(book_of(other={"C6": ("=SUM(C3:C4)", 115)}))
    ran = plan("budget", "check", "a.xlsx", cwd=tmp_path)
    assert (ran.code, "BUD" in ran.out) == (0, False)
    assert "leaves out PL!C5" in ran.err


@pytest.mark.parametrize(("groups", "mistaken"), [(3, 3), (21, 0)])
def test_formulas_that_leave_rows_out_everywhere_mean_another_table(groups: int, mistaken: int) -> None:
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ĐVT: triệu đồng"])
        sheet.write_row(1, 0, ["STT", "Nội dung", "Kinh phí"])
        for group in range(groups):
            row = 2 + 4 * group
            sheet.write_row(row, 0, [str(group + 1), f"Nhóm {group}"])
            sheet.write_formula(row, 2, f"=SUM(C{row + 2}:C{row + 3})", None, 30)
            for at in (1, 2, 3):
                sheet.write_row(row + at, 0, [f"{group + 1}.{at}", f"Việc {group}.{at}", 10 * at])
    figures = load(buffer.getvalue(), "a.xlsx").figures
    assert sum(one.mistaken is not None for one in figures) == mistaken
