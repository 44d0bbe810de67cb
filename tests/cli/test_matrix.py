"""Every command in every format it advertises: it says something, and whoever reads the format takes it."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from icalendar import Calendar
from jsonschema.validators import validator_for
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from cybercrime_plan.cli.main import command_tree
from cybercrime_plan.language import ENGLISH
from cybercrime_plan.read.execution import read_execution
from cybercrime_plan.read.load import load
from cybercrime_plan.read.register import read_register
from cybercrime_plan.render.formats import COMMON, FORMATS
from tests.plans.shipped import budget_of
from tests.program import ROOT, plan
from tests.read.test_git import git
from tests.render.schemas import JSON_DOCS, validate
from tests.transcribed import PLAN, SOURCE

WRONG = """\
format: 1
id: sai
budget:
  unit: triệu đồng
  years: [2025, 2026]
  lines:
    - {id: a, name: A, amounts: [100, 200], total: 301}
    - {id: b, name: B, amounts: [10, 20], total: 30}
  totals: [110, 220]
  total: 330
"""
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
SHIPPED, AMENDED = "plans/dong-thap-2022-2026.yaml", "docs/examples/dong-thap-amended.yaml"
ANNEX = "TT,Nội dung,2025,2026,Tổng\n1,A,100,200,300\n2,B,10,20,30\n,Tổng cộng,110,220,330\n"
BOOK = "year;kind;line;amount (triệu đồng)\n2025;allocation;thiet-bi;2300\n2025;spent;thiet-bi;2000\n"
REGISTER = "plan;report;occurrence;agency;received\ndong-thap;nam;2025-11;so-gddt;2025-11-15\n;;;so-x;\n"

COMMANDS: Mapping[str, str] = {
    "list": "",
    "show": "khanh-hoa",
    "show budget": "dong-thap budget",
    "show recipients": "khanh-hoa recipients",
    "check": "{wrong} dong-thap",
    "budget check": "{wrong} dong-thap",
    "budget show": "dong-thap --chart",
    "budget calendar": "--year 2026",
    "budget form": "dong-thap --year 2025",
    "budget status": "dong-thap --book {book} --as-of 2026-03-01",
    "report form": "dong-thap --occurrence 2025-11",
    "report status": "{register} --as-of 2025-11-20",
    "report status, a matrix": "{register} --as-of 2025-11-20 --matrix",
    "report remind": "{register} --as-of 2025-11-20 --single",
    "report compile": "{register} --as-of 2025-11-20",
    "deadline list": "--as-of 2026-06-01",
    "deadline list, nothing left": "--as-of 2026-06-01 --year 2001",
    "deadline next": "--as-of 2026-06-01",
    "deadline next, nothing left": "--as-of 2040-06-01",
    "deadline calendar": "dong-thap",
    "deadline lint": "{ics}",
    "compare": "dong-thap khanh-hoa",
    "compare, several": "dong-thap khanh-hoa {wrong}",
    "diff": f"{SHIPPED} {AMENDED}",
    "diff, folders": "plans {folder}",
    "log": "{repository}/a.yaml",
    "verify": "{transcribed} --source {source}",
    "tasks": "khanh-hoa",
    "tasks, counted": "khanh-hoa --by agency",
    "agencies": "khanh-hoa --at 2025-11-14",
    "import": "{annex} --unit đồng",
    "export": "dong-thap khanh-hoa",
    "query": "money-by-year",
    "rules": "",
    "explain, a rule": "BUD101",
    "explain, a refusal": "YML101",
    "explain, a rule of calendars": "ICS101",
    "explain, a class of changes": "MON101",
    "schema": "",
}
"""A call of every command, by its name; what stands behind a comma tells calls of one command apart."""


def leaves(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "commands"):
            yield from leaves(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def advertised(command: Any) -> tuple[str, ...]:
    return tuple(next(option for option in command.params if option.name == "format").metavar.split("|"))


LEAVES = {name: advertised(command) for name, command in leaves(command_tree(ENGLISH))}


def command_of(call: str) -> str:
    words = call.partition(",")[0].split()
    return " ".join(words[:2]) if " ".join(words[:2]) in LEAVES else words[0]


def test_every_command_has_a_call_and_every_format_a_command() -> None:
    assert {command_of(call) for call in COMMANDS} == set(LEAVES)
    assert {name for formats in LEAVES.values() for name in formats} == set(FORMATS)


def schema_of(call: str) -> Path:
    """The schema docs/json/README.md publishes for the command."""
    what = " (a class of changes)" if "class of changes" in call else " (a rule)" if "explain" in call else ""
    lines = (JSON_DOCS / "README.md").read_text(encoding="utf-8").splitlines()
    named = [one for one in lines if f"`plan {command_of(call)}`{what}" in one and "](" in one]
    (line,) = (
        one for one in named if all((f"({kind})" in one) is (kind in call) for kind in ("folders", "several"))
    )
    return JSON_DOCS / line.rpartition("(")[2].partition(")")[0]


class Tags(HTMLParser):
    """Refuses tags that do not close each other."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in {"meta", "br", "rect", "line"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"rect", "line"}:
            assert self.open.pop() == tag


def read_html(text: str) -> None:
    tags = Tags()
    tags.feed(text)
    tags.close()
    assert tags.open == []
    assert text.startswith("<!DOCTYPE html>")


def read_separated(text: str, delimiter: str) -> None:
    """Blocks of records, each with a header and rows as wide as it."""
    blocks: list[list[list[str]]] = [[]]
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if row:
            blocks[-1].append(row)
        else:
            blocks.append([])
    for header, *rows in blocks:
        assert len(set(header)) == len(header)
        assert {len(row) for row in rows} <= {len(header)}


def read_github(text: str) -> None:
    assert all(re.match(r"::(error|warning|notice) ", line) for line in text.splitlines())


def read_yaml(text: str) -> None:
    if text.startswith("kind: register"):
        assert read_register("made.yaml", text.encode()).receipts
        return
    loaded = load(text.encode(), "made.yaml")
    assert loaded.plan is not None
    assert loaded.findings == ()


def read_book_file(text: str) -> None:
    budget = budget_of("dong-thap")
    assert read_execution("made.yaml", text.encode(), "dong-thap", budget).faults == ()


def read_text(text: str) -> None:
    assert "\x1b" not in text


READERS: Mapping[str, Callable[[str], object]] = {
    "text": read_text,
    "side": read_text,
    "markdown": lambda text: MarkdownIt("commonmark").enable("table").parse(text)[0],
    "html": read_html,
    # a form to fill in is for a spreadsheet under Vietnamese settings
    "csv": lambda text: read_separated(text.removeprefix("\ufeff"), ";" if text[1:6] == "plan;" else ","),
    "tsv": lambda text: read_separated(text, "\t"),
    "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "github": read_github,
    "sarif": json.loads,
    "ics": Calendar.from_ical,
    "yaml": read_yaml,
}


def read_parquet(data: io.BytesIO) -> None:
    duckdb = pytest.importorskip("duckdb")
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(data.getvalue())
        file.flush()
        assert duckdb.execute("SELECT count(*) FROM read_parquet(?)", [file.name]).fetchone() == (36,)


BINARY: Mapping[str, Callable[[io.BytesIO], object]] = {
    "xlsx": load_workbook,
    "docx": Document,
    "parquet": read_parquet,
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    named = {
        "wrong": ("sai.yaml", WRONG),
        "ics": ("lich.ics", ICS),
        "annex": ("phuluc.csv", ANNEX),
        "book": ("so.csv", BOOK),
        "transcribed": ("chep.yaml", PLAN.replace("[3000, 150]", "[3000, 510]")),
        "source": ("nguon.txt", SOURCE),
        "register": ("bao-cao.csv", REGISTER),
    }
    made = {name: tmp_path / file for name, (file, _text) in named.items()}
    for name, path in made.items():
        path.write_text(named[name][1], encoding="utf-8", newline="")
    for name in ("folder", "repository"):
        made[name] = tmp_path / name
        made[name].mkdir()
        (made[name] / "a.yaml").write_bytes((ROOT / AMENDED).read_bytes())
    git(made["repository"], "init", "-q", "-b", "main")
    git(made["repository"], "add", "-A")
    git(made["repository"], "commit", "-q", "-m", "một")
    return made


@pytest.mark.parametrize(("call", "name"), [(call, name) for call in COMMANDS for name in LEAVES[command_of(call)]])
def test_every_command_writes_every_format_it_advertises(call: str, name: str, files: dict[str, Path]) -> None:
    if "parquet" in name or call == "query":
        pytest.importorskip("duckdb")
    arguments = [word.format(**files) for word in COMMANDS[call].split()]
    ran = plan(*command_of(call).split(), *arguments, "-f", name)
    assert ran.code in {0, 1}, ran.err
    assert ran.raw.strip()
    if name in BINARY:
        BINARY[name](io.BytesIO(ran.raw))
        return
    read_book_file(ran.out) if (name, call) == ("yaml", "budget form") else READERS[name](ran.out)
    if name == "json" and call != "schema":
        validate(ran.out, schema_of(call))


def test_the_schema_of_the_plan_file_is_a_schema() -> None:
    schema = json.loads(plan("schema").out)
    validator_for(schema).check_schema(schema)


@pytest.mark.parametrize("code", ["BUD101", "SCH101", "ICS101", "MON101"])
@pytest.mark.parametrize("name", COMMON)
def test_what_is_explained_is_explained_in_every_format(code: str, name: str) -> None:
    """An explanation once left as `{}`, or as nothing at all, with exit code 0."""
    told = json.loads(plan("explain", code, "-f", "json").out)
    shown = plan("explain", code, "-f", name, "--lang", "en").out
    assert told["summary"].split()[0] in shown
    assert told["advice"].split()[-1].rstrip(".") in shown
