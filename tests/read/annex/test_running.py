"""A column that adds up line by line (lũy kế), and shares of the total of a column: understood and proved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.model.budget import Budget, ColumnKind
from cybercrime_plan.read.load import load
from tests.program import plan
from tests.read.annexes import budget_of, workbook

RUNNING: list[list[Any]] = [
    ["ĐVT: triệu đồng"],
    ["STT", "Nội dung", "Kế hoạch 2024", "Lũy kế", "Tỷ trọng (%)"],
    [1, "Đợt một", 100, 100, "40"],
    [2, "Đợt hai", 50, 150, "20"],
    [3, "Đợt ba", 70, 220, "28"],
    [4, "Đợt bốn", 30, 250, "12"],
    [None, "Tổng cộng", 250, 250, "100"],
]
FORMULA = "ty-trong = 2024 / sum:2024 x 100"


def with_figure(row: int, column: int, figure: object) -> list[list[Any]]:
    """The table with one figure changed, row and column counted from 1."""
    rows = [list(cells) for cells in RUNNING]
    rows[row - 1][column - 1] = figure
    return rows


def read(rows: list[list[Any]]) -> Budget:
    return budget_of(workbook(rows), "a.xlsx")


def errors(rows: list[list[Any]], folder: Path) -> list[str]:
    (folder / "a.xlsx").write_bytes(workbook(rows))
    out = plan("budget", "check", "a.xlsx", cwd=folder).out
    return [line.removeprefix("a.xlsx:Sheet1!") for line in out.splitlines() if " BUD" in line]


def test_such_a_column_is_understood_and_stands_in_no_sum_of_lines() -> None:
    budget = read(RUNNING)
    running = budget.columns[0]
    assert (running.title, running.kind, running.over) == ("Lũy kế", ColumnKind.RUNNING, "2024")
    assert budget.formulas == (FORMULA,)
    footing = crossfoot(budget)
    assert not footing.fails
    assert footing.sums.checked == 6


def test_every_figure_is_proved_the_whole_of_the_shares_too(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(RUNNING))
    ran = plan("budget", "check", "a.xlsx", cwd=tmp_path)
    assert "15 figures checked; total 250.000.000 đồng" in ran.out


@pytest.mark.parametrize(
    ("row", "column", "wrong", "cell"),
    [(3, 4, 10, "D3"), (4, 4, 105, "D4"), (6, 4, 205, "D6"), (7, 4, 520, "D7"), (5, 3, 77, "C5"), (3, 3, 10, "C3")],
)
def test_one_wrong_figure_in_it_is_named_at_its_cell(
    row: int, column: int, wrong: int, cell: str, tmp_path: Path
) -> None:
    first, *others = errors(with_figure(row, column, wrong), tmp_path)
    assert first.startswith(f"{cell}: BUD1")
    assert all("BUD120" in one for one in others)  # the share that goes with a wrong amount


def test_a_wrong_share_is_named_with_what_it_is_a_share_of(tmp_path: Path) -> None:
    (told,) = errors(with_figure(4, 5, "21"), tmp_path)
    assert told.startswith("E4: BUD120 “Đợt hai” in column “Tỷ trọng (%)” is 21, but 2024 / Σ 2024 x 100 makes 20")


@pytest.mark.parametrize("title", ["Lũy kế", "Luỹ kế từ đầu năm", "Cộng dồn"])
def test_two_lines_under_such_a_title_are_enough(title: str) -> None:
    rows = [*RUNNING[:1], ["STT", "Tháng", "Số tiền", title], [1, "Tháng 1", 100, 100], [2, "Tháng 2", 50, 150]]
    assert read(rows).columns[-1].kind is ColumnKind.RUNNING


def test_a_column_of_another_name_needs_many_lines_to_be_one() -> None:
    few = [*RUNNING[:1], ["STT", "Nội dung", "2024", "Tổng mức đầu tư"], [1, "A", 100, 100], [2, "B", 50, 150]]
    assert read(few).columns[0].kind is ColumnKind.OUTSIDE


def test_it_comes_back_from_an_export_as_it_went(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(RUNNING))
    assert not plan("import", "a.xlsx", "-o", "p.yaml", cwd=tmp_path).code
    assert not plan("export", "p.yaml", "-o", "b.xlsx", cwd=tmp_path).code
    there, back = (load(tmp_path / name).plan for name in ("p.yaml", "b.xlsx"))
    assert there is not None
    assert back is not None
    assert there.budget is not None
    assert back.budget is not None
    assert [(one.kind, one.over) for one in back.budget.columns] == [
        (one.kind, one.over) for one in there.budget.columns
    ]
    assert back.budget.formulas == there.budget.formulas == (FORMULA,)


def test_what_is_added_up_must_be_a_column(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(RUNNING))
    plan("import", "a.xlsx", "-o", "p.yaml", cwd=tmp_path)
    file = tmp_path / "p.yaml"
    file.write_text(file.read_text("utf-8").replace('over: "2024"', "over: von"), encoding="utf-8")
    assert "BUD120 “von” is no column of the table" in plan("budget", "check", "p.yaml", cwd=tmp_path).out
