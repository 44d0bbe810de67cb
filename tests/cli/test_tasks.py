"""`plan tasks`, as somebody asks who has to do what."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.program import ROOT, plan
from tests.render.schemas import JSON_DOCS, validate

SCHEMA = JSON_DOCS / "tasks.schema.json"


def test_an_agency_is_found_without_accents() -> None:
    ran = plan("tasks", "khanh-hoa", "--agency", "cong an tinh", "--agencies", "none")
    assert ran.code == 0
    assert "Công an tỉnh" in ran.out
    assert ran.out.splitlines()[-1] == "13 tasks: 12 assigned, 1 requested; 6 reports"


def test_every_field_is_in_the_data_formats() -> None:
    records = validate(plan("tasks", "-f", "json").out, SCHEMA)
    assert [sum(one["plan"] == name for one in records) for name in ("dong-thap", "khanh-hoa")] == [26, 33]
    rows = list(csv.DictReader(io.StringIO(plan("tasks", "-f", "csv").out)))
    assert [row["id"] for row in rows] == [one["id"] for one in records]
    assert {row["role"] for row in rows} == {"assigned", "requested"}


def test_with_an_agency_reports_are_there_too() -> None:
    records = validate(plan("tasks", "--agency", "nhnn", "-f", "json").out, SCHEMA)
    assert {one["kind"] for one in records} == {"task", "report"}
    assert {one["part"] for one in records} >= {"does", "with", "reports"}


@pytest.mark.parametrize("by", ["agency", "role", "section"])
def test_counts_follow_their_schema_and_lose_no_task(by: str) -> None:
    counts = validate(plan("tasks", "khanh-hoa", "--by", by, "-f", "json").out, SCHEMA)
    assert all(one["assigned"] + one["requested"] == one["tasks"] for one in counts)
    if by != "agency":
        assert sum(one["tasks"] for one in counts) == 33


def test_a_section_and_a_role_narrow_the_answer() -> None:
    ran = plan("tasks", "khanh-hoa", "--section", "II.12", "--role", "requested", "-f", "json")
    assert [one["at"] for one in json.loads(ran.out)] == ["II.12.1", "II.12.2", "II.12.3"]


def test_markdown_has_one_row_for_each_task() -> None:
    ran = plan("tasks", "khanh-hoa", "--section", "II.2", "-f", "markdown")
    assert sum(line.startswith("| II.2.") for line in ran.out.splitlines()) == 6


def test_people_are_told_in_their_language() -> None:
    assert "27 được giao" in plan("tasks", "khanh-hoa", "--lang", "vi").out


def test_nothing_found_is_said() -> None:
    ran = plan("tasks", "khanh-hoa", "--text", "xyz")
    assert (ran.code, "No task is like that." in ran.out) == (0, True)


def test_an_unknown_agency_is_a_usage_error() -> None:
    ran = plan("tasks", "--agency", "bưu điện")
    assert (ran.code, ran.out) == (2, "")
    assert "bưu điện" in ran.err


def test_a_plan_without_tasks_is_said_and_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    budget = "format: 1\nid: x\nbudget: {unit: đồng, years: [2025], lines: []}\n"
    (tmp_path / "budget.yaml").write_text(budget, encoding="utf-8")
    alone = plan("tasks", "budget.yaml", cwd=tmp_path)
    assert (alone.code, alone.out) == (2, "")
    (tmp_path / "broken.yaml").write_text("tasks: [", encoding="utf-8")
    both = plan(
        "tasks", "broken.yaml", str(ROOT / "plans" / "khanh-hoa-2023-2026.yaml"), "-f", "json", cwd=tmp_path
    )
    assert both.code == 2
    assert len(json.loads(both.out)) == 33
