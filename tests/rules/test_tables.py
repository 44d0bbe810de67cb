"""Plans with several tables: each is checked at its own place, and the summary against its tables."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cybercrime_plan.findings import Finding
from cybercrime_plan.language import ENGLISH
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of
from tests.program import plan

PLAN = """\
format: 1
id: hai-bang
budget:
  unit: triệu đồng
  at: Phụ lục 1
  years: [2025, 2026]
  lines:
    - {id: a, name: Công an tỉnh, amounts: [300, 210], total: 510}
    - {id: b, name: Sở Y tế, amounts: [400, 450], total: 850}
  totals: [700, 660]
  total: 1360
budgets:
  - id: pl-2
    title: Công an tỉnh
    at: Phụ lục 2
    line: a
    unit: nghìn đồng
    years: [2025, 2026]
    lines:
      - {id: mua-sam, name: Mua sắm, amounts: [100000, 100000], total: 200000}
      - {id: tap-huan, name: Tập huấn, amounts: [200000, 110000], total: 310000}
    totals: [300000, 210000]
    total: 510000
"""


def found(text: str) -> tuple[Finding, ...]:
    loaded = load(text.encode())
    assert loaded.plan is not None, loaded.findings
    reading = Reading(loaded.plan, date(2026, 1, 1), positions=loaded.positions)
    return (*loaded.findings, *findings_of(reading, {"BUD", "SRC"}, loaded.positions))


def told(text: str) -> list[tuple[str, str]]:
    return [(one.rule.code, one.complaint.path) for one in found(text)]


def test_a_plan_with_two_tables_that_agree_has_nothing_to_report() -> None:
    assert told(PLAN) == []


def test_a_slip_in_a_further_table_is_found_there() -> None:
    (finding,) = found(PLAN.replace("[200000, 110000]", "[200000, 101000]"))
    assert (finding.rule.code, str(finding.place)) == ("BUD101", "21:58")
    assert finding.complaint.path == "budgets[pl-2].lines[tap-huan].amounts[2026]"
    assert finding.complaint.suggestion is not None
    assert finding.complaint.suggestion.loc == ("budgets", 0, "lines", 1, "amounts", 1)
    assert finding.complaint.suggestion.path == finding.complaint.path


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ((("[300, 210], total: 510", "[300, 270], total: 570"), ("[700, 660]", "[700, 720]"), (": 1360", ": 1420")),
         "budget.lines[a].amounts[2026]"),
        ((("[200000, 110000], total: 310000", "[200000, 170000], total: 370000"),
          ("totals: [300000, 210000]", "totals: [300000, 270000]"), ("total: 510000", "total: 570000")),
         "budget.lines[a].amounts[2026]"),
    ],
)  # fmt: skip
def test_a_table_that_adds_up_and_is_not_its_line_is_one_finding(
    change: tuple[tuple[str, str], ...], path: str
) -> None:
    text = PLAN
    for old, new in change:
        assert old in text
        text = text.replace(old, new)
    assert told(text) == [("BUD145", path)]


def test_a_slip_that_a_sum_of_the_summary_shows_is_told_once() -> None:
    assert told(PLAN.replace("[300, 210], total", "[300, 270], total")) == [
        ("BUD101", "budget.lines[a].amounts[2026]")
    ]


def test_ids_are_those_of_the_own_table_and_sources_also_of_the_first() -> None:
    own = PLAN.replace("id: tap-huan, name: Tập huấn,", "id: tap-huan, name: Tập huấn, source: tinh,")
    first = own.replace(
        "  years: [2025, 2026]\n  lines", "  sources: [{id: tinh, name: NS}]\n  years: [2025, 2026]\n  lines"
    )
    assert told(own) == []
    assert [code for code, _path in told(first) if code == "SCH503"] == []
    wrong = first.replace("source: tinh,", "source: tnh,")
    assert [code for code, _path in told(wrong) if code == "SCH503"] == ["SCH503"]
    assert [code for code, _path in told(PLAN.replace("line: a\n", "line: mua-sam\n"))] == ["SCH503"]


def test_further_tables_need_a_first() -> None:
    head, _budget, rest = PLAN.partition("budget:\n")
    loaded = load(f"{head}budgets:{rest.partition('budgets:')[2]}".encode())
    assert ("SCH111", "the first table stands under budget, further ones under budgets") in [
        (one.rule.code, ENGLISH.say(one.complaint.hint)) for one in loaded.findings if one.complaint.hint
    ]


def test_an_acknowledgement_names_a_finding_of_a_further_table() -> None:
    slipped = PLAN.replace("[200000, 110000]", "[200000, 101000]")
    known = (
        "acknowledged:\n  - code: BUD101\n    path: budgets[pl-2].lines[tap-huan].amounts[2026]\n"
        "    figures: [101.000.000 đồng, 110.000.000 đồng]\n    reason: {vi: Ghi vậy, en: As is}\n    by: VP\n"
    )
    (finding,) = found(slipped + known)
    assert finding.acknowledged is not None


def test_the_outcome_and_its_json_count_all_tables(tmp_path: Path) -> None:
    file = tmp_path / "hai-bang.yaml"
    file.write_text(PLAN, "utf-8")
    ran = plan("budget", "check", str(file))
    assert (
        "12 sums checked, all right; 18 figures checked; total 1.360.000.000 đồng; “Công an tỉnh”: total" in ran.out
    )
    report = json.loads(plan("budget", "check", str(file), "-f", "json").out)["plans"][0]
    assert report["sums"]["checked"] == 12
    assert report["totals"]["computed"] == 1_360_000_000
    assert [(one["id"], one["totals"]["computed"], one["sums"]["checked"]) for one in report["tables"]] == [
        ("pl-2", 510_000_000, 6)
    ]


def test_every_table_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "hai-bang.yaml"
    file.write_text(PLAN, "utf-8")
    for command in (("budget", "show", str(file)), ("show", str(file)), ("show", str(file), "budget")):
        assert "Tập huấn" in plan(*command).out
    shown = json.loads(plan("budget", "show", str(file), "-f", "json").out)
    assert [(one["id"], one["line"], one["total"]) for one in shown["tables"]] == [("pl-2", "a", 510_000_000)]


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_every_table_is_handed_back_and_comes_in_again(suffix: str, tmp_path: Path) -> None:
    file, annex, again = (tmp_path / name for name in ("hai-bang.yaml", f"back.{suffix}", "again.yaml"))
    file.write_text(PLAN, "utf-8")
    assert plan("export", str(file), "-o", str(annex)).code == 0
    ran = plan("budget", "check", str(annex))
    assert ran.code == 0
    assert "12 sums checked, all right" in ran.out
    assert plan("import", str(annex), "-o", str(again)).code == 0
    assert "line: cong-an-tinh" in again.read_text("utf-8")
    assert plan("budget", "check", str(again)).code == 0


@pytest.mark.parametrize("spoken", ["en", "vi"])
def test_the_facts_of_an_exported_workbook_are_no_table_and_no_figure_left_out(spoken: str, tmp_path: Path) -> None:
    file, annex = tmp_path / "hai-bang.yaml", tmp_path / "back.xlsx"
    file.write_text(PLAN, "utf-8")
    assert plan("export", str(file), "-o", str(annex), "--lang", spoken).code == 0
    told = json.loads(plan("budget", "check", str(annex), "-f", "json").out)["plans"][0]
    assert told["figures"]["unused"] == []


def test_the_facts_name_the_table(tmp_path: Path) -> None:
    file, facts = tmp_path / "hai-bang.yaml", tmp_path / "facts.csv"
    file.write_text(PLAN, "utf-8")
    plan("export", str(file), "-o", str(facts))
    head, *rows = facts.read_text("utf-8").splitlines()
    assert head.split(",")[-1] == "table"
    assert [row.split(",")[-1] for row in rows] == ["", "", "", "", "pl-2", "pl-2", "pl-2", "pl-2"]
    assert rows[-1].endswith("hai-bang.yaml:21:58,pl-2")
