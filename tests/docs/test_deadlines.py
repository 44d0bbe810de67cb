"""What the guides to reports and deadlines tell people to write means what they say it means."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cybercrime_plan.read.load import load
from tests.duties import shipped_days
from tests.program import plan

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {language: (DOCS / f"deadlines{language}.md").read_text("utf-8") for language in ("", ".vi")}
PLAN = """\
format: 1
id: huong-dan
period: {{from: 2025, to: 2026}}
agencies: [{{id: cac-don-vi, name: A}}, {{id: ubnd-tinh, name: B}}, {{id: cong-an, name: C}}]
{reports}
"""
IN_BOTH = pytest.mark.parametrize("guide", GUIDES.values(), ids=["en", "vi"])


def written(guide: str) -> list[str]:
    """The rules and terms of the table, as it writes them."""
    return re.findall(r"`(\{(?:freq|period): [^`]*\})`", guide)


def read(reports: str) -> list[str]:
    """The last days on time of a plan with these reports, none of which is refused."""
    from cybercrime_plan.calc.deadlines import deadlines

    loaded = load(PLAN.format(reports=reports).encode(), "guide.yaml")
    assert loaded.plan, [str(one.complaint.message) for one in loaded.findings]
    return [str(one.due) for one in deadlines([loaded.plan], shipped_days()).occurrences]


def report(timing: str, bound: str = "by") -> str:
    return f"reports:\n  - {{id: a, title: A, kind: periodic, bound: {bound}, {timing}}}"


def test_both_languages_write_the_same() -> None:
    english, vietnamese = GUIDES.values()
    assert written(english) == written(vietnamese)
    assert len(written(english)) == 8
    for pattern in (r"`([a-z_]+)`", r"`([a-z_]+: [^`]*)`", r"^    plan [^ ]+ [^ ]+", r"\]\(([^)]*)\)"):
        found = [
            {one.replace(".vi.md", ".md") for one in re.findall(pattern, guide, re.MULTILINE)}
            for guide in GUIDES.values()
        ]
        assert found[0] == found[1], pattern


@IN_BOTH
def test_every_rule_and_term_of_the_table_is_read(guide: str) -> None:
    for one in written(guide):
        assert read(report(f"rule: {one}" if "freq" in one else f"after: {one}"))


@IN_BOTH
def test_the_example_is_read(guide: str) -> None:
    (example,) = re.findall(r"^(    reports:\n(?:      .*\n)+)", guide, re.MULTILINE)
    assert read(example.replace("\n    ", "\n").removeprefix("    ")) == ["2025-11-14", "2026-11-14"]


def test_the_days_it_names_are_those_of_the_program() -> None:
    assert read(report("rule: {freq: yearly, bymonth: 6, bymonthday: 15}", "before"))[1] == "2026-06-14"
    assert read(report("after: {period: quarter, days: 5}", "before"))[0] == "2025-04-04"
    assert read(report("after: {period: half_year, days: 10, only: 1}")) == ["2025-07-10", "2026-07-10"]
    assert read(report("rule: {freq: monthly, byday: 2TU}"))[0] == "2025-01-14"
    assert (
        read(report('rule: {freq: yearly, bymonth: 6, bymonthday: 15}, time: "15:00"', "before"))[0] == "2025-06-15"
    )


@pytest.mark.parametrize("command", ["list", "next", "calendar"])
def test_the_commands_it_begins_with_exist(command: str) -> None:
    assert plan("deadline", command, "--help").code == 0
