"""`plan export -o facts/`: tidy tables of any number of plans; each row has its plan and the digest of the file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cybercrime_plan.render.exports.facts import TABLES
from tests.program import ROOT, plan

DAY = ("--as-of", "2026-06-01")


def tables(folder: Path, *arguments: str, cwd: Path = ROOT) -> dict[str, list[dict[str, Any]]]:
    assert plan("export", *arguments, "-f", "jsonl", "-o", f"{folder}/", *DAY, cwd=cwd).code == 0
    return {
        name: [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in TABLES
    }


def test_every_row_names_its_plan_and_the_digest_of_its_file(tmp_path: Path) -> None:
    facts = tables(tmp_path / "facts")
    digests = {hashlib.sha256(file.read_bytes()).hexdigest() for file in (ROOT / "plans").glob("*.yaml")}
    for name, rows in facts.items():
        assert rows, name
        assert {row["sha256"] for row in rows} == digests
        assert {(row["plan"], row["revision"]) for row in rows} == {("dong-thap", 1), ("khanh-hoa", 1)}


def test_they_say_what_the_commands_say(tmp_path: Path) -> None:
    facts = tables(tmp_path / "facts")
    checked = json.loads(plan("check", "-f", "json", *DAY).out)
    told = [(one["code"], one["path"], one["state"], one["difference"]) for one in checked["findings"]]
    assert [(row["code"], row["path"], row["state"], row["difference"]) for row in facts["findings"]] == told
    due = json.loads(plan("deadline", "list", "-f", "json", *DAY).out)["occurrences"]
    shown = sorted((one["plan"], one["report"], one["occurrence"], one["target"]) for one in due)
    rows = facts["reports"]
    assert sorted((row["plan"], row["report"], row["occurrence"], row["target_date"]) for row in rows) == shown
    amounts = plan("export", "-f", "jsonl", *DAY).out.splitlines()
    keys = ("plan", "line", "year", "state", "dong")
    assert [[row[key] for key in keys] for row in facts["lines"]] == [
        [json.loads(line)[key] for key in keys] for line in amounts
    ]
    assert {(row["plan"], row["task"]) for row in facts["tasks"]} == {
        (one["plan"], one["id"]) for one in json.loads(plan("tasks", "-f", "json").out)
    }


def test_a_plan_that_cannot_be_read_is_among_the_findings_and_the_others_are_there(tmp_path: Path) -> None:
    table = "budget: {unit: đồng, years: [2025], lines: [{id: a, name: A, amounts: [1]}], totals: [1], total: 1}\n"
    (tmp_path / "a.yaml").write_text(f"format: 1\nid: a\n{table}", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("\tx\n")
    ran = plan("export", ".", "-o", "facts/", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    read = {name: (tmp_path / "facts" / f"{name}.csv").read_text("utf-8") for name in TABLES}
    plans = [(row["file"], row["status"]) for row in csv.DictReader(io.StringIO(read["plans"]))]
    assert plans == [("./a.yaml", "ok"), ("./b.yaml", "invalid")]
    assert [row["code"] for row in csv.DictReader(io.StringIO(read["findings"])) if row["file"] == "./b.yaml"] == [
        "YML201"
    ]


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl"])
def test_the_same_plans_give_the_same_bytes_however_many_processes_read(tmp_path: Path, kind: str) -> None:
    for jobs in ("1", "2"):
        arguments = ("plans", "-f", kind, "-o", f"{tmp_path}/{jobs}/", "--jobs", jobs, *DAY)
        assert plan("export", *arguments).code == 0
    for name in TABLES:
        assert (tmp_path / "1" / f"{name}.{kind}").read_bytes() == (tmp_path / "2" / f"{name}.{kind}").read_bytes()


def test_a_folder_takes_no_workbook(tmp_path: Path) -> None:
    ran = plan("export", "-f", "xlsx", "-o", f"{tmp_path}/facts/")
    assert (ran.code, "a folder takes tidy tables" in ran.err) == (2, True)
