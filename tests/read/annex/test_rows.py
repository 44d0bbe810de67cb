"""What a person may say of the rows of an annex: which are the table, and what single ones are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cybercrime_plan.errors import UsageError
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.read.annex.choices import Choices, UndecidedError, chosen_rows
from cybercrime_plan.read.annex.file import read_annex_file
from cybercrime_plan.read.load import Loaded, load
from tests.program import plan
from tests.read.annexes import workbook

ROWS: list[list[Any]] = [
    ["ĐVT: triệu đồng"],
    ["STT", "Nội dung", 2024, 2025, "Cộng"],
    [1, "Tuyên truyền", 300, 200, 500],
    [2, "Tập huấn", 10, 20, 30],
    [None, "Riêng huyện A", 5, 5, 10],
    [None, "Kinh phí", 310, 220, 530],
    [3, "Dự phòng", 1, 1, 2],
]
ANNEX = workbook(ROWS)


def read(*rows: str) -> tuple[Loaded, Budget]:
    loaded = load(ANNEX, "a.xlsx", Choices(rows=rows))
    assert loaded.plan is not None
    assert loaded.plan.budget is not None
    return loaded, loaded.plan.budget


def test_rows_outside_the_table_are_no_lines_and_their_figures_are_named() -> None:
    loaded, budget = read("3:4")
    assert [line.name for line in budget.lines] == ["Tuyên truyền", "Tập huấn"]
    unused = [str(one.place) for one in loaded.figures if one.role == "unused"]
    assert unused == [f"Sheet1!{column}{row}" for row in (5, 6, 7) for column in "CDE"]


def test_a_row_is_the_total_and_another_only_shown_because_it_was_said() -> None:
    _loaded, budget = read("memo=5", "total=6", "skip=7")
    assert [(line.name, line.memo) for line in budget.lines] == [
        ("Tuyên truyền", False), ("Tập huấn", False), ("Riêng huyện A", True),
    ]  # fmt: skip
    assert [getattr(one, "dong", None) for one in budget.totals or ()] == [310_000_000, 220_000_000]


def test_what_is_only_shown_takes_no_other_row_with_it() -> None:
    _loaded, budget = read("3:6", "memo=5")
    assert budget.totals is not None
    assert [line.memo for line in budget.lines] == [False, False, True]


def test_a_row_is_a_line_whatever_it_is_called_and_whatever_it_adds_up_to() -> None:
    rows = [*ROWS[:4], [None, "Tổng cộng", 310, 220, 530]]
    said = load(workbook(rows), "a.xlsx", Choices(rows=("line=5",))).plan
    assert said is not None
    assert said.budget is not None
    assert said.budget.totals is None
    assert [line.name for line in said.budget.lines] == ["Tuyên truyền", "Tập huấn", "Tổng cộng"]


def test_rows_of_a_text_are_counted_as_its_lines() -> None:
    text = "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
    read = load(text.encode(), "a.txt", Choices(rows=("memo=5", "total=6", "skip=7"))).plan
    assert read is not None
    assert read.budget is not None
    assert read.budget.totals is not None


@pytest.mark.parametrize(
    "choice", ["total", "x=3", "total=", "5:", "9:3", "3:4,6", "total=0:99999", "total=5:20:30"]
)
def test_what_is_no_row_is_refused(choice: str) -> None:
    with pytest.raises(UsageError, match="which row is what"):
        chosen_rows((choice,))


@pytest.mark.parametrize("choice", ["total=99", "total=2", "30:60"])
def test_a_row_that_the_table_does_not_have_is_refused(choice: str) -> None:
    with pytest.raises(UsageError, match="no row under the titles"):
        read_annex_file("a.xlsx", ANNEX, Choices(rows=(choice,)))


@pytest.mark.parametrize(
    "words",
    [
        ("budget", "check", "a.xlsx", "-f", "json"),
        ("check", "a.xlsx", "-f", "json"),
        ("budget", "show", "a.xlsx", "-f", "json"),
        ("show", "a.xlsx", "budget", "-f", "json"),
        ("import", "a.xlsx"),
        ("export", "a.xlsx", "-f", "csv"),
    ],
)
def test_every_command_that_reads_an_annex_takes_the_decisions(words: tuple[str, ...], tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", 2024, 2024],
        [1, "A", 30, 20],
        [2, "B", 1, 2],
        [None, "Kinh phí", 31, 22],
    ]
    (tmp_path / "a.xlsx").write_bytes(workbook(rows))
    asked = plan(*words, cwd=tmp_path)
    assert (asked.code, "decide with --" in asked.err) == (2, True)
    decided = (
        "--unit tỷđồng --year-columns C --rows total=4 --header 1 --blank unknown --rounding none --font unicode "
        "--fractions exact --numbers stored --merged each --sheet Sheet1 --table 1 --column name=B"
    )
    ran = plan(*words, *(word.replace("ỷđ", "ỷ đ") for word in decided.split()), cwd=tmp_path)
    assert ran.code == 0, ran.err
    lines = [row for row in ran.out.splitlines() if "Kinh phí" in row]
    assert all("headings" in row or "totals" in row for row in lines)


VERSIONS: list[list[Any]] = [
    ["ĐVT: triệu đồng"],
    ["STT", "Nội dung", "Số liệu", 2024, 2025],
    [1, "Tuyên truyền", "Kế hoạch", 300, 200],
    [None, None, "Thực hiện", 280, 190],
    [2, "Tập huấn", "Kế hoạch", 10, 20],
    [None, None, "Thực hiện", 9, 25],
]


def lines_of(*more: list[Any], rows: tuple[str, ...] = ()) -> dict[str, bool]:
    """The lines of a table with versions in rows, and whether each is only shown."""
    annex = read_annex_file("a.xlsx", workbook([*VERSIONS, *more]), Choices(rows=rows)).annex
    lines = annex.tree["budget"]["lines"] if annex else ()
    return {f"{line['name']} {line['amounts'][0]}": "memo" in line for line in lines}


def test_rows_of_two_versions_are_a_question_unless_a_total_tells() -> None:
    apart = {"Tuyên truyền 300": False, "Thực hiện 280": True, "Tập huấn 10": False, "Thực hiện 9": True}
    with pytest.raises(UndecidedError, match="beside") as asked:
        lines_of()
    assert asked.value.question.values == ("memo=4,6", "line=4,6")
    assert lines_of(rows=("memo=4,6",)) == apart
    assert lines_of([None, "Tổng cộng", "Kế hoạch", 310, 220]) == apart
    together = lines_of([None, "Tổng cộng", "Kế hoạch", 599, 435])
    assert not any(together.values())


def test_versions_may_stand_in_place_of_names_below_each_line() -> None:
    rows: list[list[Any]] = [
        ["ĐVT: triệu đồng"],
        ["STT", "Nội dung", 2024, 2025],
        [1, "Tuyên truyền"],
        ["-", "Kế hoạch", 300, 200],
        ["-", "Thực hiện", 280, 190],
        [2, "Tập huấn"],
        ["-", "Kế hoạch", 10, 20],
        ["-", "Thực hiện", 9, 25],
        [None, "Tổng cộng"],
        ["-", "Kế hoạch", 310, 220],
        ["-", "Thực hiện", 289, 215],
    ]
    read = load(workbook(rows), "a.xlsx")
    budget = read.plan.budget if read.plan else None
    assert budget is not None
    lines = [(line.name, line.memo) for line in budget.lines]
    assert lines == [("Tuyên truyền", False), ("Thực hiện", True), ("Tập huấn", False), *[("Thực hiện", True)] * 2]
    assert budget.totals is not None
    assert {one.role.value for one in read.figures if str(one.place).endswith("C10")} == {"total"}


def versions(spent: int) -> list[tuple[str, str]]:
    rows: list[list[Any]] = [["ĐVT: triệu đồng"], ["STT", "Nội dung", 2024, 2025]]
    for number, name, planned, carried_out in (
        (1, "Giảm nghèo", (200, 240), (180, 230)),
        (2, "Nông thôn", (500, 540), (480, 530)),
        (None, "Tổng cộng", (700, 780), (spent, 760)),
    ):
        rows += [[number, name], [None, "Kế hoạch", *planned], [None, "Thực hiện", *carried_out]]
    figures = load(workbook(rows), "a.xlsx").figures
    return [(str(one.place), str(one.why)) for one in figures if one.role == "unused"]


def test_rows_of_a_second_version_are_added_up_by_themselves() -> None:
    assert versions(660) == []
    assert versions(670) == [("Sheet1!C11", "the rows “Thực hiện” come to 660")]


def hidden(total: int, *choices: str) -> Loaded:
    rows: list[list[Any]] = [
        ["ĐVT: triệu đồng"],
        ["STT", "Nội dung", "Năm 2025"],
        [1, "Tuyên truyền", 300],
        [2, "Dự phòng", 40],
        [3, "Tập huấn", 10],
        [None, "Tổng cộng", total],
    ]
    return load(workbook(rows, hidden=4), "a.xlsx", Choices(rows=choices))


@pytest.mark.parametrize(
    ("total", "lines", "said"),
    [
        (350, ["Tuyên truyền", "Dự phòng", "Tập huấn"], ""),
        (310, ["Tuyên truyền", "Tập huấn"], "hidden rows and columns are left out: 4; the printed totals do not"),
        (
            333,
            ["Tuyên truyền", "Dự phòng", "Tập huấn"],
            "some totals hold neither with the hidden rows and columns",
        ),
    ],
)
def test_sums_decide_whether_a_hidden_row_is_of_the_table(total: int, lines: list[str], said: str) -> None:
    loaded = hidden(total)
    assert loaded.plan is not None
    assert loaded.plan.budget is not None
    assert [line.name for line in loaded.plan.budget.lines] == lines
    _hidden, *more = [str(one.message) for one in loaded.remarks]
    assert [message[: len(said)] for message in more] == [said] * bool(said)


def test_what_was_said_of_a_hidden_row_holds() -> None:
    loaded = hidden(310, "line=4")
    assert loaded.plan is not None
    assert loaded.plan.budget is not None
    assert len(loaded.plan.budget.lines) == 3
