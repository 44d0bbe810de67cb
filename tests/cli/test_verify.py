"""`plan verify`: exit codes, where a source is looked for, and that trouble shows nothing like a result."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.plans.shipped import FILES
from tests.program import Ran, plan
from tests.render.schemas import JSON_DOCS, validate
from tests.transcribed import PLAN, SOURCE


def named(text: str, source: str = SOURCE, file: str = "nguon.txt") -> str:
    """The plan with the file it was transcribed from."""
    digest = hashlib.sha256(source.encode()).hexdigest()
    return text.replace(
        "  at: Đầu văn bản\nlegal", f"  file: {{name: {file}, sha256: {digest}}}\n  at: Đầu văn bản\nlegal"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ke-hoach.yaml").write_text(named(PLAN), encoding="utf-8")
    (tmp_path / "nguon.txt").write_text(SOURCE, encoding="utf-8", newline="")
    return tmp_path


def test_a_plan_whose_every_value_is_printed_is_exit_0(folder: Path) -> None:
    ran = verify(folder, "ke-hoach.yaml")
    assert (ran.code, ran.err) == (0, "")
    told, summary = ran.out.splitlines()
    assert told.startswith("✓ ke-hoach.yaml: 37 values printed at their places; 7 in our own words")
    assert told.endswith("source: nguon.txt")
    assert summary == "1 plan: nothing to report"


def test_a_wrong_row_is_exit_1_with_both_places(folder: Path) -> None:
    (folder / "ke-hoach.yaml").write_text(named(PLAN).replace("[3000, 150]", "[3000, 510]"), encoding="utf-8")
    ran = verify(folder, "ke-hoach.yaml")
    assert ran.code == 1
    assert ran.out.startswith("ke-hoach.yaml:")
    assert "VER101 “1 Tuyên truyền 3.000 510 3.150” is not printed in nguon.txt" in ran.out
    assert "nearest is “1 Tuyên truyền 3.000 150 3.150” (nguon.txt:31:1)" in ran.out


def test_a_value_printed_elsewhere_is_a_warning(folder: Path) -> None:
    text = named(PLAN).replace("dự kiến, at: III}", "dự kiến, at: IV}")
    (folder / "ke-hoach.yaml").write_text(text, encoding="utf-8")
    assert verify(folder, "ke-hoach.yaml").code == 0
    ran = verify(folder, "ke-hoach.yaml", "--strict")
    assert ran.code == 1
    assert "VER111" in ran.out


@pytest.mark.parametrize("where", ["sources", "../sources", "elsewhere"])
def test_the_source_is_looked_for_beside_the_plan_in_sources_and_where_one_says(where: str, folder: Path) -> None:
    plans = folder / "plans"
    plans.mkdir()
    shutil.move(folder / "ke-hoach.yaml", plans / "ke-hoach.yaml")
    target = (plans / where).resolve()
    target.mkdir()
    shutil.move(folder / "nguon.txt", target / "nguon.txt")
    asked = ("--sources", "plans/elsewhere") if where == "elsewhere" else ()
    assert verify(folder, "plans/ke-hoach.yaml", *asked).code == 0


def verify(folder: Path, *arguments: str) -> Ran:
    return plan("verify", *arguments, cwd=folder)


def trouble(folder: Path, *options: str) -> str:
    """What is said of trouble, once nothing else is."""
    ran = verify(folder, "ke-hoach.yaml", *options)
    assert (ran.code, ran.out) == (2, "")
    assert [line for line in ran.err.splitlines() if line.startswith("plan: ")] == ran.err.splitlines()[:1]
    for name in ("json", "markdown", "sarif"):
        assert verify(folder, "ke-hoach.yaml", *options, "-f", name).out == ""
    assert verify(folder, "ke-hoach.yaml", *options, "-o", "bao-cao.html").code == 2
    assert not (folder / "bao-cao.html").exists()
    return ran.err


def test_another_file_of_that_name_is_trouble_unless_it_is_named(folder: Path) -> None:
    (folder / "nguon.txt").write_text(SOURCE, encoding="utf-8", newline="\r\n")
    assert "nguon.txt is not the file that ke-hoach.yaml was transcribed from" in trouble(folder)
    ran = verify(folder, "ke-hoach.yaml", "--source", "nguon.txt")
    assert ran.code == 0
    assert "VER131" in ran.out


def test_a_source_that_is_another_document_is_trouble(folder: Path) -> None:
    (folder / "khac.txt").write_text("Số: 7/QĐ-TTg\nQuyết định về việc khác của Công an tỉnh.\n", encoding="utf-8")
    assert "khac.txt is another document" in trouble(folder, "--source", "khac.txt")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "two versions in conflict"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS"),
        (b"../nguon.txt", "is a link"),
        (b"\n\n", "has no text"),
    ],
)
def test_what_git_puts_there_and_a_page_without_text_are_trouble(data: bytes, said: str, folder: Path) -> None:
    (folder / "x.txt").write_bytes(data)
    assert said in trouble(folder, "--source", "x.txt")


def test_a_plan_that_names_no_source_and_one_that_names_a_way_to_it_are_trouble(folder: Path) -> None:
    (folder / "ke-hoach.yaml").write_text(PLAN, encoding="utf-8")
    assert "names no source" in trouble(folder)
    (folder / "ke-hoach.yaml").write_text(named(PLAN, file="../nguon.txt"), encoding="utf-8")
    assert "more than the name of a file" in trouble(folder)


def test_one_source_goes_with_one_plan(folder: Path) -> None:
    (folder / "hai.yaml").write_text(named(PLAN), encoding="utf-8")
    ran = verify(folder, "ke-hoach.yaml", "hai.yaml", "--source", "nguon.txt")
    assert (ran.code, ran.out) == (2, "")
    assert verify(folder, "ke-hoach.yaml", "hai.yaml").code == 0


def test_trouble_with_one_plan_does_not_stop_the_others(folder: Path) -> None:
    (folder / "a.yaml").write_text(PLAN, encoding="utf-8")
    ran = verify(folder, "a.yaml", "ke-hoach.yaml")
    assert ran.code == 2
    assert "ke-hoach.yaml: 37 values" in ran.out


def test_json_has_every_value_with_both_places(folder: Path) -> None:
    ran = verify(folder, "ke-hoach.yaml", "-f", "json")
    validate(ran.out, JSON_DOCS / "verify.schema.json")
    (one,) = json.loads(ran.out)["plans"]
    assert one["sha256_agrees"] is True
    assert one["counts"] == {"at_clause": 37, "elsewhere": 0, "not_found": 0, "not_checkable": 7}
    assert len(one["values"]) == 37
    (row,) = [value for value in one["values"] if value["path"] == "budget.lines[thiet-bi]"]
    assert row["value"] == "2 Thiết bị 4.000 - 4.000"
    assert row["source_place"] == {"line": 32, "column": 1, "end_line": 32, "end_column": 2}


def test_the_source_is_not_overwritten_by_the_result(folder: Path) -> None:
    ran = verify(folder, "ke-hoach.yaml", "-f", "text", "-o", "nguon.txt")
    assert ran.code == 2
    assert (folder / "nguon.txt").read_text(encoding="utf-8") == SOURCE


def test_a_check_of_the_shipped_plans_knows_nothing_of_sources() -> None:
    ran = plan("check", str(FILES["khanh-hoa"]), "-f", "json")
    assert not [code for code in json.loads(ran.out)["rules_run"] if code.startswith("VER")]
