"""The examples in the documentation of every rule: the bad one is complained of, the good one is not."""

from __future__ import annotations

from datetime import date

import pytest

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Finding, Rule
from cybercrime_plan.model.bodies import BodyRegister
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.read.bodies import shipped_bodies
from cybercrime_plan.read.data_file import read_data
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.acknowledgements import RULES as RULES_OF_ACKNOWLEDGEMENTS
from cybercrime_plan.rules.run import check, rules
from tests.conftest import Golden
from tests.told import said

AS_OF = date(2026, 6, 1)
RULES = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)


def findings_of(rule: Rule, text: str) -> tuple[Finding, ...]:
    text, _separator, register = text.partition("# agencies.yaml\n")
    loaded = load(text.encode(), "example.yaml")
    assert loaded.plan is not None
    assert not loaded.findings, [str(finding.complaint.message) for finding in loaded.findings]
    families = None if rule in RULES_OF_ACKNOWLEDGEMENTS else {rule.family}
    own = (read_data("agencies.yaml", register.encode(), BodyRegister),) if register else ()
    bodies = Bodies((*own, shipped_bodies()))
    found = check(loaded.plan, as_of=AS_OF, families=families, positions=loaded.positions, bodies=bodies)
    return tuple(finding for finding in found if finding.acknowledged is None)


@RULES
def test_the_bad_example_breaks_this_rule_and_no_other_of_its_weight(rule: Rule) -> None:
    findings = findings_of(rule, meaning(rule.code).bad)
    assert {one.rule.code for one in findings if one.rule.severity is rule.severity} == {rule.code}


@RULES
def test_the_good_example_breaks_no_rule_of_the_family(rule: Rule) -> None:
    assert findings_of(rule, meaning(rule.code).good) == ()


@RULES
def test_every_complaint_has_a_place_and_a_path(rule: Rule) -> None:
    for finding in findings_of(rule, meaning(rule.code).bad):
        assert finding.place is not None
        assert finding.complaint.path


@pytest.mark.parametrize("family", sorted({rule.family for rule in rules()}))
def test_what_is_said_of_the_bad_examples(family: str, golden: Golden) -> None:
    lines = (
        line
        for rule in rules()
        if rule.family == family
        for line in (f"# {rule.code}", *said(findings_of(rule, meaning(rule.code).bad)), "")
    )
    golden(f"findings/{family}.txt", "\n".join(lines))
