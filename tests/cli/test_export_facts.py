"""`plan export -o facts/`: tidy tables of any number of plans; each row has its plan and the digest of the file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from cybercrime_plan.cli import books as kept
from cybercrime_plan.read.book import read_book
from cybercrime_plan.read.register import read_register
from cybercrime_plan.render.exports.facts import TABLES
from tests.program import ROOT, plan

DAY = ("--as-of", "2026-06-01")
REGISTER = """\
plan,report,occurrence,agency,number,received
dong-thap,nam,2025-11,so-tu-phap,12/BC-STP,2025-11-10
dong-thap,nam,2025-11,so-cong-thuong,13/BC-SCT,2025-12-01
khac,nam,2025-11,so-tu-phap,1/BC,2025-11-10
"""
"""Of one plan two letters came, one of them late; the other plan is not there."""
BOOK = """\
Đơn vị tính: triệu đồng
plan,year,kind,document,date,line,source,amount
dong-thap,2025,allocation,1/QD,2025-01-10,phong-ngua,,300
dong-thap,2025,adjustment,2/QD,2025-06-01,phong-ngua,,-50
dong-thap,2025,adjustment,2/QD,2025-06-01,dau-tranh,,50
dong-thap,2025,supplement,3/QD,2025-07-01,phong-ngua,,20
dong-thap,2025,spent,KB6,2025-06-30,phong-ngua,,100
dong-thap,2025,spent,KB12,2025-12-31,phong-ngua,,260
dong-thap,2025,spent,KB1,2026-12-31,phong-ngua,,270
khac,2025,spent,KB,2025-12-31,phong-ngua,,1
"""
"""Two confirmations of what is spent, the later of which counts, and one of a day to come."""


@pytest.fixture
def books(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "so.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "tien.csv").write_text(BOOK, encoding="utf-8")
    return "--register", str(tmp_path / "so.csv"), "--book", str(tmp_path / "tien.csv")


def tables(folder: Path, *arguments: str, cwd: Path = ROOT) -> dict[str, list[dict[str, Any]]]:
    assert plan("export", *arguments, "-f", "jsonl", "-o", f"{folder}/", *DAY, cwd=cwd).code == 0
    return {
        name: [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in TABLES
    }


def test_every_row_names_its_plan_and_the_digest_of_its_file(tmp_path: Path) -> None:
    facts = tables(tmp_path / "facts")
    digests = {hashlib.sha256(file.read_bytes()).hexdigest() for file in (ROOT / "plans").glob("*.yaml")}
    assert facts.pop("receipts") == []
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


def test_who_has_reported_is_what_the_register_tells(tmp_path: Path, books: tuple[str, ...]) -> None:
    rows = tables(tmp_path / "facts", *books)["receipts"]
    mine = tmp_path / "mine.csv"
    mine.write_text(REGISTER.rpartition("khac")[0], encoding="utf-8")
    told = json.loads(plan("report", "status", str(mine), "-f", "json", *DAY).out)["rows"]
    keys = ("report", "occurrence", "agency", "state", "days", "working_days", "number", "ordered_by")
    assert [[row[key] for key in keys] for row in rows] == [[row[key] for key in keys] for row in told]
    assert {(row["agency"], row["state"], row["received_date"]) for row in rows if row["number"]} == {
        ("so-cong-thuong", "late", "2025-12-01"),
        ("so-tu-phap", "on_time", "2025-11-10"),
    }


def test_money_is_planned_and_what_became_of_it_and_what_is_cumulative_counts_once(
    tmp_path: Path, books: tuple[str, ...]
) -> None:
    facts = tables(tmp_path / "facts", *books)
    mine = [
        row
        for row in facts["money"]
        if (row["plan"], row["line"], row["year"]) == ("dong-thap", "phong-ngua", 2025)
    ]
    assert [(row["phase"], row["kind"], row["dong"]) for row in mine] == [
        ("planned", None, 300_000_000),
        ("allocated", "allocation", 300_000_000),
        ("adjusted", "supplement", 20_000_000),
        ("adjusted", "adjustment", -50_000_000),
        ("spent", "spent", 260_000_000),
    ]
    status = ("budget", "status", "dong-thap", "--year", "2025", *books[2:], "-f", "json", *DAY)
    line = next(one for one in json.loads(plan(*status).out)["lines"] if one["id"] == "phong-ngua")
    told = [line[key] for key in ("planned", "allocated", "supplement", "adjustment", "spent")]
    assert [row["dong"] for row in mine] == told
    keys = ("plan", "line", "year", "state", "dong")
    planned = [tuple(row[key] for key in keys) for row in facts["money"] if row["phase"] == "planned"]
    lines = [tuple(row[key] for key in keys) for row in facts["lines"] if row["role"] == "line"]
    assert Counter(planned) == Counter(lines)


def test_rows_of_books_about_other_plans_are_said_to_be_left_out(tmp_path: Path, books: tuple[str, ...]) -> None:
    ran = plan("export", "plans", *books, "-o", f"{tmp_path}/facts/", *DAY)
    assert (ran.code, ran.err.count("1 row is about no plan given here and is left out")) == (0, 2)


def test_a_row_that_names_no_plan_is_not_counted_for_each_of_several(tmp_path: Path) -> None:
    book = tmp_path / "tien.csv"
    book.write_text(BOOK.replace("khac,2025", ",2025"), encoding="utf-8")
    ran = plan("export", "plans", "--book", str(book), "-o", f"{tmp_path}/facts/", *DAY)
    assert (ran.code, "tien.csv:10:1: the row does not say which plan" in ran.err) == (2, True)
    assert not (tmp_path / "facts").exists()
    one = tables(tmp_path / "one", "dong-thap", "--book", str(book))["money"]
    assert sum(row["dong"] for row in one if row["phase"] == "spent") == 261_000_000


def test_what_is_wrong_in_a_book_is_said_once(tmp_path: Path) -> None:
    book = tmp_path / "tien.csv"
    book.write_text(BOOK.replace("260", "999").replace("khac,2025,", "khanh-hoa,2025,"), encoding="utf-8")
    ran = plan("export", "plans", "--book", str(book), "-o", f"{tmp_path}/facts/", *DAY)
    assert (ran.code, ran.err.count("something in it is wrong; see: plan budget status")) == (0, 1)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_books_are_read_once_however_many_plans_are_asked(
    tmp_path: Path, books: tuple[str, ...], jobs: str
) -> None:
    out = ("-o", f"{tmp_path}/{jobs}/", "--jobs", jobs, *DAY)
    with (
        mock.patch.object(kept, "read_register", wraps=read_register) as register,
        mock.patch.object(kept, "read_book", wraps=read_book) as book,
    ):
        assert plan("export", "plans", *books, *out).code == 0
    assert (register.call_count, book.call_count) == (1, 1)
    assert "spent,spent,amount,260000000" in (tmp_path / jobs / "money.csv").read_text("utf-8")


def test_a_table_without_years_has_a_row_for_each_line(tmp_path: Path) -> None:
    table = "{unit: đồng, years: [], lines: [{id: a, name: A, total: 5}, {id: b, name: B, total: '-'}]}"
    (tmp_path / "a.yaml").write_text(f"format: 1\nid: a\nbudget: {table}\n", encoding="utf-8")
    facts = tables(tmp_path / "facts", "a.yaml", cwd=tmp_path)
    told = [(row["line"], row["year"], row["state"], row["dong"], row["place"]) for row in facts["lines"]]
    assert told == [("a", None, "amount", 5, "a.yaml:3:65"), ("b", None, "dash", None, "a.yaml:3:93")]
    assert [(row["line"], row["year"], row["phase"], row["dong"]) for row in facts["money"]] == [
        ("a", None, "planned", 5),
        ("b", None, "planned", None),
    ]
    ran = plan("export", "a.yaml", "-f", "csv", cwd=tmp_path)
    assert [(row["line"], row["year"], row["dong"]) for row in csv.DictReader(io.StringIO(ran.out))] == [
        ("a", "", "5"),
        ("b", "", ""),
    ]


def test_a_register_goes_into_a_folder_only(tmp_path: Path, books: tuple[str, ...]) -> None:
    ran = plan("export", "dong-thap", *books[:2], "-o", f"{tmp_path}/x.xlsx")
    assert (ran.code, "into a folder only" in ran.err) == (2, True)
