"""What the guides to the plan file tell people to write is read, adds up, and is accepted by other validators."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from cybercrime_plan.findings import Severity
from cybercrime_plan.model.money import Money, grouped
from cybercrime_plan.model.plan import Plan, Thresholds
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.run import check
from tests.model.test_schema import complaints

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {language: (DOCS / f"plan-format{language}.md").read_text("utf-8") for language in ("", ".vi")}
GUIDE = GUIDES[""]
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture(scope="module")
def plan() -> Plan:
    loaded = load(EXAMPLE.encode(), "plan-format.yaml")
    assert loaded.findings == ()
    assert loaded.plan is not None
    return loaded.plan


def test_the_example_is_a_sound_plan_that_uses_every_section(plan: Plan) -> None:
    assert [field for field in Plan.model_fields if not getattr(plan, field)] == []


def test_the_only_error_of_the_example_is_the_one_it_acknowledges(plan: Plan) -> None:
    errors = {
        (finding.rule.code, finding.complaint.path)
        for finding in check(plan, as_of=date(2025, 6, 1))
        if finding.rule.severity is Severity.ERROR
    }
    assert errors == {(known.code, known.path) for known in plan.acknowledged}
    assert all(
        finding.acknowledged
        for finding in check(plan, as_of=date(2025, 6, 1))
        if finding.rule.severity is Severity.ERROR
    )


def test_both_languages_show_the_same_plan(plan: Plan) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDES[".vi"], re.DOTALL)
    loaded = load(example.encode(), "plan-format.vi.yaml")
    assert (loaded.plan, loaded.findings) == (plan, ())


def test_both_languages_explain_the_same_fields() -> None:
    said = {language: set(re.findall(r"`([a-z_]+)(?:: [^`]*)?`", guide)) for language, guide in GUIDES.items()}
    assert said[""] ^ said[".vi"] == set()


@pytest.mark.parametrize("guide", GUIDES.values(), ids=["en", "vi"])
def test_the_limits_it_names_are_those_of_the_program(guide: str) -> None:
    limits = Thresholds()
    rows = dict(re.findall(r"^\| `(\w+)` \| `?([^|`]+)`? \|", guide, re.MULTILINE))
    assert rows["spike"].strip() == str(limits.spike)
    assert rows["largest_number"].strip() == grouped(limits.largest_number)
    assert rows["government_domains"].strip() == f"[{', '.join(limits.government_domains)}]"


def test_the_figures_of_the_example_are_what_the_guide_says_they_are(plan: Plan) -> None:
    assert plan.budget is not None
    assert plan.budget.total == Money(1_250_500_000)


def test_other_validators_accept_the_example() -> None:
    assert complaints(EXAMPLE) == []


FIGURES = re.findall(r"`([^`]+)`", GUIDE.partition("## Writing figures")[2].partition("Everything else")[0])
REFUSED = re.search(r"Everything else is refused.*?: unquoted (.*?)\. The", GUIDE, re.DOTALL)
assert REFUSED


def accepted(figure: str) -> bool:
    """Whether a table with this one entry can be read."""
    line = f"{{id: a, name: A, amounts: [{figure}]}}"
    plan = f"{{format: 1, id: x, budget: {{unit: triệu đồng, years: [2025], lines: [{line}]}}}}"
    return not load(plan.encode(), "x").findings


@pytest.mark.parametrize("figure", [figure for figure in FIGURES if ":" not in figure])
def test_every_figure_the_guide_recommends_is_read(figure: str) -> None:
    assert accepted(figure)


@pytest.mark.parametrize("figure", re.findall(r"`([^`]+)`", REFUSED[1]))
def test_every_figure_the_guide_warns_of_is_refused(figure: str) -> None:
    assert not accepted(figure)
