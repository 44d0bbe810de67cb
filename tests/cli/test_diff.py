"""`plan diff`, as an auditor runs it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest

from tests.program import ROOT, plan
from tests.read.test_git import git
from tests.render.schemas import JSON_DOCS, validate

SHIPPED = ROOT / "plans" / "dong-thap-2022-2026.yaml"
FORMATS = ("text", "side", "markdown", "html", "csv", "tsv", "json")


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """A folder with `a.yaml` as shipped, and `b.yaml` with one amount raised and one line renamed."""
    text = SHIPPED.read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    amended = text.replace("3300", "3600", 1).replace("name: Mua sắm trang thiết bị, phương tiện", "name: Thiết bị")
    (tmp_path / "b.yaml").write_text(amended, encoding="utf-8")
    return tmp_path


def fingerprints(text: str) -> list[str]:
    changes = json.loads(text)
    return [change["fingerprint"] for change in (*changes["changes"], *changes["derived"])]


def test_the_same_plan_is_no_difference(versions: Path) -> None:
    ran = plan("diff", "a.yaml", "a.yaml", cwd=versions)
    assert ran.code == 0
    assert ran.out == "  Nothing differs: both files are the same, byte for byte.\n"


def test_another_layout_is_said_in_one_line(versions: Path) -> None:
    text = (versions / "a.yaml").read_text(encoding="utf-8")
    (versions / "c.yaml").write_text("# a comment\n" + text.replace("3300", '"3.300"', 1), encoding="utf-8")
    ran = plan("diff", "a.yaml", "c.yaml", cwd=versions)
    assert (ran.code, ran.out) == (0, "  Only the layout differs; both versions mean the same.\n")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_report_opens_with_the_verdict_in_the_language_asked_for(versions: Path, lang: str) -> None:
    ran = plan("diff", "a.yaml", "b.yaml", "--lang", lang, cwd=versions)
    assert ran.code == 1
    verdict = {
        "en": "The total recomputed from the lines rises by 300 triệu đồng (+4,2%)",
        "vi": "Tổng tính lại từ các dòng tăng 300 triệu đồng (+4,2%)",
    }
    printed = {"en": "the printed total stays at 7.150", "vi": "tổng ghi trong văn bản giữ nguyên 7.150"}
    sentence = ran.out.split("\n\n")[1]
    assert verdict[lang] in sentence
    assert printed[lang] in sentence


def test_the_json_follows_its_schema_and_reconciles(versions: Path) -> None:
    ran = plan("diff", "a.yaml", "b.yaml", "-f", "json", cwd=versions)
    value = validate(ran.out, JSON_DOCS / "diff.schema.json")
    assert value["verdict"]["delta_total"] == 300_000_000
    assert value["reconciliation"] == {"cells": 300_000_000, "total": 300_000_000, "ok": True}
    assert [change["code"] for change in value["changes"]] == ["MON123", "MON101"]
    assert value["changes"][1]["where"]["a"].startswith("a.yaml:")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_carries_the_same_fingerprints(versions: Path, name: str) -> None:
    expected = fingerprints(plan("diff", "a.yaml", "b.yaml", "-f", "json", cwd=versions).out)
    ran = plan("diff", "a.yaml", "b.yaml", "-v", "-f", name, cwd=versions)
    assert ran.code == 1
    assert [one for one in expected if one not in ran.out] == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_comparison_is_the_same_bytes(versions: Path, name: str) -> None:
    arguments = ("diff", "a.yaml", "b.yaml", "-f", name, "--as-of", "2026-01-02")
    assert plan(*arguments, cwd=versions).raw == plan(*arguments, cwd=versions).raw


def test_one_html_file_marks_what_went_and_came_and_can_be_signed(versions: Path) -> None:
    ran = plan("diff", "a.yaml", "b.yaml", "-o", "report.html", cwd=versions)
    page = (versions / "report.html").read_text(encoding="utf-8")
    assert (ran.code, ran.out) == (1, "")
    assert "<del>3.300</del> → <ins>3.600</ins>" in page
    numbers = [int(number) for number in re.findall(r">([0-9]+)\. [A-Z]", page)]
    assert numbers == [*range(1, len(numbers) + 1)]
    assert f"{len(numbers)}. Signature" in page
    assert "<script" not in page


def test_markdown_fits_a_review_comment_and_says_what_it_folded(versions: Path) -> None:
    text = (versions / "a.yaml").read_text(encoding="utf-8")
    many = "".join(f"  - {{id: muc-{n}, summary: {'rất dài ' * 20}{n}}}\n" for n in range(900))
    (versions / "d.yaml").write_text(text.replace("objectives:\n", f"objectives:\n{many}", 1), encoding="utf-8")
    ran = plan("diff", "a.yaml", "d.yaml", "-f", "markdown", cwd=versions)
    assert len(ran.out) < 60_000
    assert "changes are not shown here" in ran.out


def test_unasked_it_fits_a_screen_and_says_each_change_once() -> None:
    ran = plan("diff", "plans/dong-thap-2022-2026.yaml", "docs/examples/dong-thap-amended.yaml", cwd=ROOT)
    assert len(ran.out.splitlines()) <= 40
    assert "3.300→3.600" in ran.out
    assert re.search(r"Difference +-20 +\+300 +\+50 +\+330", ran.out)
    assert ran.out.count("Diễn tập") == 2  # what it is called, and what it says
    assert "“VT, TCD-NC(CT)” moved from place 7 to place 1" in ran.out
    assert not re.search(r"[A-Z]{3}[0-9]{3}|[0-9a-f]{16}|yaml:[0-9]", ran.out)


def test_csv_has_one_row_for_each_change(versions: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(plan("diff", "a.yaml", "b.yaml", "-f", "csv", cwd=versions).out)))
    assert [(row["code"], row["derived"]) for row in rows][:2] == [("MON123", "false"), ("MON101", "false")]
    assert rows[1]["delta"] == "300000000"


def test_colour_can_be_taken_away_and_nothing_is_lost(versions: Path) -> None:
    plain = plan("diff", "a.yaml", "b.yaml", "--color", "never", cwd=versions).out
    colored = plan(
        "diff", "a.yaml", "b.yaml", "--color", "always", "-f", "text", cwd=versions, env={"TERM": "xterm"}
    ).out
    assert "\x1b[" in colored
    assert "\x1b" not in plain
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert stripped.split() == plain.split()  # a screen folds lines


@pytest.mark.parametrize(("level", "code"), [("critical", 0), ("major", 1), ("info", 1)])
def test_the_exit_code_can_wait_for_a_severity(versions: Path, level: str, code: int) -> None:
    assert plan("diff", "a.yaml", "b.yaml", "--fail-on", level, cwd=versions).code == code


def test_what_is_left_out_is_always_listed(versions: Path) -> None:
    ran = plan("diff", "a.yaml", "b.yaml", "--ignore", "line-renamed", "--only", "budget", cwd=versions)
    assert "MON123: 1 change not shown" in ran.out
    assert "left out as asked: line-renamed" in ran.out
    assert "only these sections: budget" in ran.out


def test_severities_of_an_office_are_used_and_printed(versions: Path) -> None:
    (versions / "office.toml").write_text('[diff.severities]\nMON123 = "critical"\n', encoding="utf-8")
    ran = plan("diff", "a.yaml", "b.yaml", "--config", "office.toml", "--fail-on", "critical", cwd=versions)
    assert ran.code == 1
    assert "the severity of MON123 is set to critical" in ran.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("dong-thap", "khanh-hoa"), "two different plans"),
        (("a.yaml", "absent.yaml"), "there is no file absent.yaml"),
        (("a.yaml", "broken.yaml"), "broken.yaml:"),
        (("a.yaml", "twice.yaml"), "twice"),
        (("a.yaml", "b.yaml", "--ignore", "all"), "no class of changes"),
        (("a.yaml", "b.yaml", "--staged"), "versions of one file"),
        (("a.yaml", "--from", "no-such"), "not in a git repository"),
        (("-", "-"), "one side only"),
        (("a.yaml", "b.yaml", "--config", "bad.toml"), "is not TOML"),
        (("a.yaml", "b.yaml", "--config", "wrong.toml"), "no severity"),
    ],
)
def test_trouble_is_one_message_and_nothing_like_a_result(
    versions: Path, arguments: tuple[str, ...], words: str
) -> None:
    text = (versions / "a.yaml").read_text(encoding="utf-8")
    (versions / "broken.yaml").write_text(text.replace("3300", "1.150", 1), encoding="utf-8")
    (versions / "twice.yaml").write_text(text.replace("id: thiet-bi", "id: phong-ngua", 1), encoding="utf-8")
    (versions / "bad.toml").write_text("=", encoding="utf-8")
    (versions / "wrong.toml").write_text('[diff.severities]\nMON123 = "huge"\n', encoding="utf-8")
    ran = plan("diff", *arguments, cwd=versions)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_stdin_is_a_side(versions: Path) -> None:
    data = (versions / "b.yaml").read_bytes()
    ran = plan("diff", "a.yaml", "-", "--stdin-filename", "moi.yaml", stdin=data, cwd=versions)
    assert ran.code == 1
    assert "moi.yaml:" in ran.out


def test_a_file_is_compared_with_what_git_remembers_of_it(versions: Path) -> None:
    file = versions / "a.yaml"
    git(versions, "init", "-q", "-b", "main")
    git(versions, "add", "a.yaml")
    git(versions, "commit", "-q", "-m", "x")
    assert plan("diff", "a.yaml", cwd=versions).code == 0
    file.write_bytes((versions / "b.yaml").read_bytes())
    worked = plan("diff", "a.yaml", cwd=versions)
    assert worked.code == 1
    assert "HEAD:a.yaml:" in worked.out
    assert plan("diff", "a.yaml", "--staged", cwd=versions).code == 0
    git(versions, "add", "a.yaml")
    assert plan("diff", "a.yaml", "--staged", cwd=versions).code == 1
    assert plan("diff", "HEAD:a.yaml", "b.yaml", cwd=versions).code == 1
    git(versions, "commit", "-q", "-m", "y")
    assert plan("diff", "a.yaml", "--from", "HEAD~1", "--to", "HEAD", cwd=versions).code == 1


@pytest.mark.parametrize("code", ["MON101", "mon101", "amount-increased"])
def test_a_class_of_changes_is_explained(code: str) -> None:
    assert "An amount of a line in one year is higher." in plan("explain", code).out
    assert "tăng lên" in plan("explain", code, "--lang", "vi").out
    assert json.loads(plan("explain", code, "-f", "json").out)["code"] == "MON101"


def test_the_library_compares_applies_and_inverts() -> None:
    from cybercrime_plan import apply, diff, invert, load_plan

    before = load_plan(SHIPPED)
    after = before.model_copy(update={"title": "Kế hoạch khác"})
    changes = diff(before, after)
    assert [change.code for change in changes.changes] == ["IDN106"]
    assert apply(changes, before) == after
    assert apply(invert(changes), after) == before


def test_every_printed_page_carries_both_digests_and_its_number(versions: Path) -> None:
    page = plan("diff", "a.yaml", "b.yaml", "-f", "html", "--lang", "vi", cwd=versions).out
    foot = page.split("@bottom-left")[1].split("</style>")[0]
    for name in ("a.yaml", "b.yaml"):
        assert hashlib.sha256((versions / name).read_bytes()).hexdigest() in foot
    assert 'content: "trang " counter(page) " trên " counter(pages)' in foot


@pytest.mark.parametrize("long", ["names", "sums", "title"])
def test_markdown_fits_a_comment_whatever_it_is_that_is_long(versions: Path, long: str) -> None:
    text = (versions / "a.yaml").read_text(encoding="utf-8")
    if long == "sums":
        lines = "".join(
            f"    - {{id: l{n}, name: {'dòng ' * 30}{n}, amounts: [1, 1, 1, 1, 1], total: 7}}\n" for n in range(900)
        )
        changed = text.replace("\n  totals:", f"\n{lines}  totals:", 1)
    elif long == "names":
        changed = text.replace("summary: ", "summary: " + "phải " * 900)
    else:
        changed = text.replace("title: ", f"title: {'rất dài ' * 9000}", 1)
    assert changed != text
    (versions / "d.yaml").write_text(changed, encoding="utf-8")
    ran = plan("diff", "a.yaml", "d.yaml", "-f", "markdown", cwd=versions)
    assert ran.code == 1
    assert len(ran.out) < 60_000
    assert "not shown here" in ran.out or "does not fit here" in ran.out


def test_what_is_ignored_keeps_exit_1_unless_told_otherwise(versions: Path) -> None:
    ignored = ("diff", "a.yaml", "b.yaml", "--ignore", "MON", "--ignore", "PRV")
    ran = plan(*ignored, cwd=versions)
    assert ran.code == 1
    assert "2 changes are left out as asked" in ran.out
    assert plan(*ignored, "--fail-on", "critical", cwd=versions).code == 0
