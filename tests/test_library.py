"""The package as a library: what its docstring shows is true, and what it loads is what was asked for."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import cybercrime_plan
from cybercrime_plan import InvalidPlan, Loaded, Money, Plan, Severity, check, fact_columns, facts, load, load_plan
from cybercrime_plan.model.working_days import WorkingDays
from tests.program import ROOT, plan

AS_OF = date(2026, 6, 1)
SHIPPED = ROOT / "plans" / "dong-thap-2022-2026.yaml"
WRONG = """\
format: 1
id: vi-du
budget:
  unit: triệu đồng
  years: [2026]
  lines:
    - {id: a, name: A, amounts: [100], total: 101}
  totals: [100]
  total: 100
"""
BEFORE_A_HOLIDAY = """\
format: 1
id: vi-du
period: {from: 2026, to: 2026}
reports:
  - id: nam
    title: Báo cáo năm
    kind: periodic
    bound: before
    rule: {freq: yearly, bymonth: 9, bymonthday: 3}
    data: {from: "09-01", to: "08-28"}
    from_whom: [so-nganh]
    to: [ubnd-tinh]
"""


def test_the_examples_of_the_package_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = doctest.testmod(cybercrime_plan)
    assert outcome.attempted >= 10
    assert outcome.failed == 0


def test_every_public_name_is_there_and_nothing_else_is_made_up() -> None:
    for name in cybercrime_plan.__all__:
        assert getattr(cybercrime_plan, name)
    with pytest.raises(AttributeError):
        _ = cybercrime_plan.__getattr__("no_such_thing")


def test_a_plan_is_read_from_a_path_or_from_bytes_alike() -> None:
    by_path, by_bytes = load(SHIPPED), load(SHIPPED.read_bytes(), name=str(SHIPPED))
    assert isinstance(by_path, Loaded)
    assert by_path == by_bytes._replace(positions=by_path.positions)
    assert by_path.plan == load_plan(SHIPPED)
    assert isinstance(by_path.plan, Plan)
    assert by_path.plan.budget is not None
    assert by_path.plan.budget.total == Money(7_150_000_000)


def test_what_is_refused_is_a_finding_of_load_and_an_exception_of_load_plan(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("format: 1\nid: x\nbudget: 5\n", encoding="utf-8")
    loaded = load(file)
    assert [finding.rule.code for finding in check(loaded, as_of=AS_OF)] == [
        finding.rule.code for finding in loaded.findings
    ]
    with pytest.raises(InvalidPlan):
        load_plan(file)


def test_every_finding_of_what_was_loaded_has_its_place() -> None:
    errors = [one for one in check(load(WRONG.encode()), as_of=AS_OF) if one.rule.severity is Severity.ERROR]
    assert [(one.rule.code, str(one.place)) for one in errors] == [("BUD102", "7:47")]
    loaded = load(WRONG.encode())
    assert loaded.plan is not None
    assert {one.place for one in check(loaded.plan, as_of=AS_OF)} == {None}


def test_the_library_says_what_the_command_says(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "y.yaml").write_text(BEFORE_A_HOLIDAY, encoding="utf-8")
    for file in (tmp_path / "x.yaml", tmp_path / "y.yaml", SHIPPED):
        told = json.loads(plan("check", str(file), "-f", "json", "--as-of", "2026-06-01").out)["findings"]
        found = check(load(file), as_of=AS_OF)
        assert [one.rule.code for one in found] == [one["code"] for one in told]


def test_public_holidays_are_known_without_asking() -> None:
    loaded = load(BEFORE_A_HOLIDAY.encode())
    assert [one.rule.code for one in check(loaded, as_of=AS_OF)] == ["RPT103"]
    assert check(loaded, as_of=AS_OF, days=WorkingDays()) == ()


def test_the_library_loads_no_terminal_and_the_program_no_library() -> None:
    code = (
        "import sys; from cybercrime_plan import check, load; "
        "print({'typer', 'rich', 'click', 'icalendar', 'openpyxl', 'tabulate'} & set(sys.modules)); "
        "print('cybercrime_plan.cli' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert told.split() == ["set()", "False"]
    code = "import sys; from cybercrime_plan.cli import main; print('cybercrime_plan.library' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert told.split() == ["False"]


def test_the_facts_of_a_file_are_the_rows_of_the_command_line(tmp_path: Path) -> None:
    assert plan("export", str(SHIPPED), "-f", "jsonl", "-o", f"{tmp_path}/", "--as-of", str(AS_OF)).code == 0
    told = facts(load(SHIPPED), as_of=AS_OF)
    assert list(told) == list(fact_columns())
    for name, rows in told.items():
        assert rows == [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()]
        assert all(list(row) == list(fact_columns()[name]) for row in rows)


def test_the_facts_of_a_file_that_is_no_plan_are_its_name_and_the_reasons() -> None:
    told = facts(load(b"\tx\n", name="a.yaml"), as_of=AS_OF)
    assert [(row["file"], row["status"]) for row in told.pop("plans")] == [("a.yaml", "invalid")]
    assert [(row["file"], row["code"]) for row in told.pop("findings")] == [("a.yaml", "YML201")]
    assert not any(told.values())
