"""`plan export`: every form, whole or not at all, and the same tomorrow."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.program import plan

KINDS = ("xlsx", "docx", "html", "csv", "tsv", "jsonl")


@pytest.mark.parametrize("kind", KINDS)
def test_the_ending_of_the_file_chooses_the_form(tmp_path: Path, kind: str) -> None:
    ran = plan("export", "dong-thap", "-o", str(tmp_path / f"a.{kind}"))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"plan: 1 plan written to {tmp_path / f'a.{kind}'}")
    assert plan("export", "dong-thap", "-q", "-o", str(tmp_path / f"a.{kind}")).err == ""
    assert (tmp_path / f"a.{kind}").stat().st_size > 1000


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_plan_gives_the_same_bytes_anywhere_and_any_day(tmp_path: Path, kind: str) -> None:
    written = []
    for zone, seed in (("UTC", "1"), ("Asia/Ho_Chi_Minh", "2")):
        file = tmp_path / f"{seed}.{kind}"
        arguments = ("export", "dong-thap", "khanh-hoa", "--as-of", "2025-03-01", "-o", str(file))
        assert plan(*arguments, env={"TZ": zone, "PYTHONHASHSEED": seed}).code == 0
        written.append(file.read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv"])
def test_only_the_leaders_page_depends_on_the_day(tmp_path: Path, kind: str) -> None:
    for day in ("2022-03-01", "2026-12-31"):
        assert plan("export", "dong-thap", "--as-of", day, "-o", str(tmp_path / f"{day}.{kind}")).code == 0
    assert (tmp_path / f"2022-03-01.{kind}").read_bytes() == (tmp_path / f"2026-12-31.{kind}").read_bytes()


def test_without_a_form_it_asks_for_one() -> None:
    ran = plan("export", "dong-thap")
    assert ran.code == 2
    assert "say what to write" in ran.err


def test_lines_of_json_may_go_to_standard_output() -> None:
    ran = plan("export", "dong-thap", "-f", "jsonl")
    assert ran.code == 0
    assert len([json.loads(line) for line in ran.out.splitlines()]) == 20


def test_csv_for_excel() -> None:
    ran = plan("export", "dong-thap", "-f", "csv", "--excel", "--lang", "vi")
    assert ran.raw.startswith(b"\xef\xbb\xbf")
    assert ran.raw.count(b"\r\n") == 21


def test_an_unsound_plan_is_not_handed_out(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\nid: a\nbudget: 7\n")
    (tmp_path / "a.xlsx").write_bytes(b"old")
    ran = plan("export", "a.yaml", "-o", "a.xlsx", cwd=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith("plan: a.yaml:3:")
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"


def test_an_annex_goes_round_from_workbook_to_workbook(tmp_path: Path) -> None:
    assert plan("export", "khanh-hoa", "-o", str(tmp_path / "a.xlsx")).code == 0
    assert plan("import", "a.xlsx", "-o", "a.yaml", cwd=tmp_path).code == 0
    ran = plan("budget", "check", "a.yaml", "-f", "json", cwd=tmp_path)
    assert json.loads(ran.out)["plans"][0]["totals"]["computed"] == 4_800_000_000


IMPORTED = """
import sys
from cybercrime_plan.cli.main import main
try:
    main({arguments!r})
finally:
    heavy = {{"openpyxl", "xlsxwriter", "docx", "python_calamine", "xlrd"}}
    print(sorted(heavy & set(sys.modules)), file=sys.__stdout__)
"""
USES = [
    (["budget", "check", "dong-thap"], []),
    (["list"], []),
    (["export", "dong-thap", "-f", "csv"], []),
    (["export", "dong-thap", "-o", "{folder}/a.html"], []),
    (["export", "dong-thap", "-o", "{folder}/a.xlsx"], ["xlsxwriter"]),
    (["export", "dong-thap", "-o", "{folder}/a.docx"], ["docx"]),
    (["budget", "check", "{folder}/made.xlsx"], ["openpyxl"]),
    (["budget", "check", "{folder}/made.docx"], ["docx"]),
    (["budget", "check", "{folder}/made.csv"], []),
]


@pytest.mark.parametrize(("arguments", "used"), USES)
def test_an_office_library_is_loaded_only_for_a_file_of_its_kind(
    tmp_path: Path, arguments: list[str], used: list[str]
) -> None:
    import subprocess

    from tests.program import ROOT, environment
    from tests.read.annexes import sheet_rows, table, workbook
    from tests.read.office.test_word import annex_document, saved

    (tmp_path / "made.xlsx").write_bytes(workbook(sheet_rows()))
    (tmp_path / "made.docx").write_bytes(saved(annex_document()))
    (tmp_path / "made.csv").write_text(table("1;Việc;1;2;3"), encoding="utf-8")
    script = IMPORTED.format(arguments=[argument.format(folder=tmp_path) for argument in arguments])
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment(), capture_output=True, check=False, timeout=120
    )
    assert done.stdout.decode().splitlines()[-1] == repr(used)
