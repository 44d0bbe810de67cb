"""Every rule speaks up at the smallest wrong edit of a real plan, and falls silent when the plan is put right."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from cybercrime_plan.findings import Finding
from cybercrime_plan.read.bodies import bodies
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.run import check, rules
from tests.plans.shipped import FILES, IDS
from tests.rules.edits import RIGHT, WRONG, Edit

AS_OF = date(2026, 6, 1)


def findings_of(text: str) -> tuple[Finding, ...]:
    loaded = load(text.encode(), "plan.yaml")
    assert loaded.plan is not None
    assert not loaded.findings, [str(finding.complaint.message) for finding in loaded.findings]
    return check(loaded.plan, as_of=AS_OF, positions=loaded.positions, bodies=bodies())


@cache
def as_shipped(plan: str) -> tuple[str, tuple[Finding, ...]]:
    text = FILES[plan].read_text(encoding="utf-8")
    return text, findings_of(text)


def edited(edit: Edit) -> tuple[Finding, ...]:
    head, _acknowledged, tail = as_shipped(edit.plan)[0].partition("\nacknowledged:")
    if edit.code.startswith("ACK") and edit.old in tail:
        tail = tail.replace(edit.old, edit.new)
    else:
        assert edit.old in head, "the edit no longer fits the plan"
        head = head.replace(edit.old, edit.new)
    return findings_of(f"{head}\nacknowledged:{tail}")


@pytest.mark.parametrize("edit", WRONG, ids=lambda edit: f"{edit.code}-{edit.plan}")
def test_a_rule_speaks_up_at_the_smallest_wrong_edit(edit: Edit) -> None:
    spoken = [one for one in edited(edit) if one.rule.code == edit.code and one.acknowledged is None]
    assert spoken
    assert all(one.place for one in spoken)


@pytest.mark.parametrize("edit", RIGHT, ids=lambda edit: f"{edit.code}-{edit.plan}")
def test_a_rule_falls_silent_when_its_place_is_put_right_and_the_needless_acknowledgement_is_told(
    edit: Edit,
) -> None:
    before = Counter(one.rule.code for one in as_shipped(edit.plan)[1])
    after = Counter(one.rule.code for one in edited(edit))
    assert after[edit.code] < before[edit.code]
    assert after["ACK103"] + after["ACK101"]


@pytest.mark.parametrize("plan", IDS)
def test_nothing_is_open_in_a_shipped_plan(plan: str) -> None:
    _text, findings = as_shipped(plan)
    assert [str(one.complaint.message) for one in findings if one.acknowledged is None] == []


def test_every_rule_beside_the_sums_has_an_edit() -> None:
    # a period and a table: tests/rules/test_near_misses.py; two bodies, or a register: tests/rules/test_agencies.py
    two_edits = {"SRC120", "AGY104", "AGY107", "AGY108"}
    codes = {rule.code for rule in rules() if rule.family != "BUD"} - two_edits
    assert codes == {edit.code for edit in (*WRONG, *RIGHT)}
