"""`plan check` on the shipped plans: nothing open, everything known still counted, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.read.load import load
from tests.plans.shipped import FILES, IDS
from tests.program import plan
from tests.render.schemas import JSON_DOCS, validate

AS_OF = ("--as-of", "2026-06-01")
STATISTIC = "value: 461, unit: vụ"


def copy(folder: Path, plan_id: str, *, old: str = "", new: str = "", acknowledged: bool = True) -> Path:
    """A shipped plan with one thing written otherwise, with or without what it acknowledges."""
    head, mark, tail = FILES[plan_id].read_text(encoding="utf-8").partition("\nacknowledged:")
    assert old in head
    file = folder / f"{plan_id}.yaml"
    file.write_text(head.replace(old, new) + (mark + tail if acknowledged else ""), encoding="utf-8")
    return file


def test_the_shipped_plans_have_nothing_open_and_the_count_of_what_is_known() -> None:
    ran = plan("check", *AS_OF)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "2 plans: nothing to report; 95 acknowledged discrepancies"
    assert plan("check", "--strict", *AS_OF).code == 0


def test_verbose_lists_what_is_known_in_the_language_asked_for() -> None:
    vietnamese = plan("check", "khanh-hoa", "-v", "--lang", "vi", *AS_OF).out
    english = plan("check", "khanh-hoa", "-v", "--lang", "en", *AS_OF).out
    assert "Ba vị trí ghi ba số khác nhau" in vietnamese
    assert "Three places print three numbers" in english
    assert "DOC101" not in plan("check", "khanh-hoa", *AS_OF).out


def test_json_marks_them_with_their_reason() -> None:
    report = validate(plan("check", "-f", "json", *AS_OF).out, JSON_DOCS / "check.schema.json")
    assert report["summary"] == {"errors": 0, "warnings": 0, "notes": 0, "acknowledged": 95}
    assert {one["state"] for one in report["findings"]} == {"acknowledged"}
    assert {"ACK101", "DOC101", "STA101"} <= set(report["rules_run"])
    assert all(one["reason"] and one["place"] for one in report["findings"])


def test_sarif_suppresses_them_with_their_reason() -> None:
    (run,) = json.loads(plan("check", "-f", "sarif", *AS_OF).out)["runs"]
    assert len(run["results"]) == 95
    assert all(one["suppressions"][0]["justification"] for one in run["results"])


@pytest.mark.parametrize("name", ["github", "markdown", "html", "csv", "tsv"])
def test_every_other_format_writes_them_apart_or_not_at_all(name: str) -> None:
    ran = plan("check", "-f", name, *AS_OF)
    assert ran.code == 0
    assert "::error" not in ran.out
    assert "::warning" not in ran.out


def test_the_budget_command_applies_those_of_the_rules_it_ran() -> None:
    report = json.loads(plan("budget", "check", "-f", "json", *AS_OF).out)
    assert {one["code"][:3] for one in report["findings"]} == {"BUD", "SRC"}
    assert report["summary"]["errors"] + report["summary"]["warnings"] + report["summary"]["notes"] == 0


def test_other_figures_open_the_discrepancy_again(tmp_path: Path) -> None:
    file = copy(tmp_path, "khanh-hoa", old=STATISTIC, new="value: 462, unit: vụ")
    ran = plan("check", str(file), "-f", "json", *AS_OF)
    codes = [one["code"] for one in json.loads(ran.out)["findings"] if one["state"] == "open"]
    assert (ran.code, codes) == (1, ["STA101", "ACK101"])


def test_a_mended_plan_is_told_that_its_acknowledgement_is_needless(tmp_path: Path) -> None:
    file = copy(tmp_path, "khanh-hoa", old=STATISTIC, new="value: 468, unit: vụ")
    ran = plan("check", str(file), "-f", "json", *AS_OF)
    assert [one["code"] for one in json.loads(ran.out)["findings"] if one["state"] == "open"] == ["ACK103"]
    assert (ran.code, plan("check", str(file), "--strict", *AS_OF).code) == (0, 1)


@pytest.mark.parametrize("plan_id", IDS)
def test_what_is_written_to_acknowledge_is_pasted_completed_and_holds(plan_id: str, tmp_path: Path) -> None:
    file = copy(tmp_path, plan_id, acknowledged=False)
    before = file.read_bytes()
    assert plan("check", str(file), *AS_OF).code == 1
    ran = plan("check", str(file), "--write-acknowledgements", *AS_OF)
    assert (ran.code, file.read_bytes()) == (0, before)
    pasted = before.decode("utf-8") + ran.out
    assert load(pasted.encode(), "x.yaml").findings, "reasons are for people to give"
    completed = pasted.replace('vi: "", en: ""', "vi: Biết rồi, en: Known").replace('by: ""', "by: A")
    file.write_text(completed, encoding="utf-8")
    assert plan("check", str(file), "--strict", *AS_OF).code == 0


def test_a_clean_plan_has_nothing_to_acknowledge() -> None:
    ran = plan("check", "--write-acknowledgements", *AS_OF)
    assert (ran.code, ran.out) == (0, "")
    assert "nothing to acknowledge" in ran.err
    assert plan("check", "--write-acknowledgements", "-f", "json").code == 2


def test_a_file_too_large_to_read_is_reported_in_every_format_of_programs(tmp_path: Path) -> None:
    (tmp_path / "large.yaml").write_bytes(b"#" * (4 * 1024 * 1024 + 1))
    ran = plan("check", "large.yaml", "-f", "json", cwd=tmp_path)
    report = validate(ran.out, JSON_DOCS / "check.schema.json")
    assert ran.code == 2
    assert report["plans"][0]["sha256"] is None
    (artifact,) = json.loads(plan("check", "large.yaml", "-f", "sarif", cwd=tmp_path).out)["runs"][0]["artifacts"]
    assert "hashes" not in artifact


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('period: {from: "2023-01', 'period: {from: "2023-13'),
        ("  - {id: ubnd-tinh,", "  - {id: UBND,"),
        ("statistics:\n  - id: so-vu-2020", "statistics:\n  - id: SO VU"),
        ("recipients:\n", "recipients:\n  - {nam: x}\n"),
        ("document:\n", "document:\n  numbr: 1\n"),
    ],
)
def test_what_cannot_be_read_accuses_nobody_and_hides_nothing_else(old: str, new: str, tmp_path: Path) -> None:
    wrong = "name: Công tác đấu tranh\n      amounts: [ 400"
    file = copy(tmp_path, "khanh-hoa", old=wrong, new=wrong.replace("400", "401"))
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    ran = plan("check", str(file), "-f", "json", *AS_OF)
    codes = {one["code"] for one in json.loads(ran.out)["findings"] if one["state"] == "open"}
    assert ran.code == 2
    assert {code[:3] for code in codes} == {"SCH", "BUD"}, codes


def test_strict_counts_warnings_but_never_notes(tmp_path: Path) -> None:
    file = tmp_path / "note.yaml"
    file.write_text(meaning("BUD134").bad, encoding="utf-8")
    ran = plan("budget", "check", str(file), "--strict", "-f", "json", *AS_OF)
    severities = {finding["severity"] for finding in json.loads(ran.out)["findings"]}
    assert (ran.code, severities) == (1, {"note", "warning"})
    file.write_text(meaning("BUD131").bad, encoding="utf-8")
    ran = plan("budget", "check", str(file), "--strict", "-f", "json", *AS_OF)
    severities = {finding["severity"] for finding in json.loads(ran.out)["findings"]}
    assert (ran.code, severities) == (0, {"note"})
