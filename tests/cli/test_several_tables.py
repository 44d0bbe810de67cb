"""Plans with several tables of money: what each command does with those behind the first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program import plan
from tests.rules.test_tables import PLAN

SAID = "plan: hai-bang: only its first table of money is taken here, not Công an tỉnh\n"


def test_margins_are_shown_of_each_table_in_which_several_figures_are_wrong(tmp_path: Path) -> None:
    wrong = PLAN.replace("total: 310000}", "total: 311000}").replace("total: 200000}", "total: 200700}")
    (tmp_path / "a.yaml").write_text(wrong, encoding="utf-8")
    out = plan("check", "a.yaml", cwd=tmp_path).out
    assert "Công an tỉnh" in out
    assert ["Tập", "huấn", "200.000", "110.000", "310.000", "311.000", "+1.000", "✗"] in [
        line.split() for line in out.splitlines()
    ]
    assert "850 ✗" not in out


@pytest.mark.parametrize(
    "command",
    [
        ("compare", "a.yaml", "dong-thap"),
        ("compare", "a.yaml", "dong-thap", "khanh-hoa"),
        ("list", "a.yaml"),
        ("query", "SELECT count(*) FROM lines", "a.yaml"),
    ],
)
def test_what_takes_the_first_table_says_so(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PLAN, encoding="utf-8")
    ran = plan(*command, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, SAID)


def test_a_plan_with_one_table_has_nothing_to_say(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PLAN.partition("budgets:")[0], encoding="utf-8")
    assert plan("compare", "a.yaml", "dong-thap", cwd=tmp_path).err == ""


def test_the_status_of_a_budget_says_that_its_book_is_about_the_first_table(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PLAN, encoding="utf-8")
    plan("budget", "form", "a.yaml", "--year", "2025", "-o", "so.csv", cwd=tmp_path)
    said = plan("budget", "status", "a.yaml", "--book", "so.csv", cwd=tmp_path).err
    assert f"{SAID}plan: another table: --table 2\n" in said


def test_a_book_is_of_the_table_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PLAN, encoding="utf-8")
    second = ("--year", "2025", "--table", "2")
    form = plan("budget", "form", "a.yaml", *second, "-f", "csv", cwd=tmp_path)
    assert (form.code, form.err) == (0, "")
    first = plan("budget", "form", "a.yaml", "--year", "2025", "--table", "1", "-f", "csv", cwd=tmp_path)
    assert first.out != form.out
    head, row, *_others = form.out.splitlines()
    cells = row.split(",")
    cells[head.split(",").index("document")], cells[7] = "QĐ 1", "1"
    (tmp_path / "so.csv").write_text(f"{head}\n{','.join(cells)}\n", encoding="utf-8")
    ran = plan("budget", "status", "a.yaml", "--book", "so.csv", *second, "-f", "json", cwd=tmp_path)
    assert (ran.code, "first table" in ran.err) == (0, False), ran.err
    wanted = cells[head.split(",").index("line")]
    assert wanted in [line["id"] for line in json.loads(ran.out)["lines"]]


@pytest.mark.parametrize("number", ["0", "3", "x", "9" * 5000])
def test_a_table_that_is_none_is_refused_with_those_there_are(number: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PLAN, encoding="utf-8")
    ran = plan("budget", "form", "a.yaml", "--year", "2025", "--table", number, "-f", "csv", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "from 1 to 2" in ran.err


def test_a_table_that_contradicts_itself_is_not_shown_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(PLAN.replace("total: 310000}", "total: 311000}"), encoding="utf-8")
    assert plan("budget", "show", "a.yaml", cwd=tmp_path).err == ""
    said = "plan: b.yaml: the sums of this budget do not agree; see plan budget check b.yaml\n"
    assert plan("budget", "show", "b.yaml", cwd=tmp_path).err == said
