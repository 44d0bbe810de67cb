"""Every folder here is a test: a plan, and what the checks of one family say about it.

A folder is called after a rule and the case, `BUD101-digits-swapped`; it holds `plan.yaml` and `findings.txt`,
which is written by `pytest --update-golden`, and, if there is one, the same plan put right as `good.yaml`. Only the
family of the rule is run, so cases of one family do not change when another learns something new.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cybercrime_plan.findings import Finding, Severity
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.run import check, rule_by_code, rules
from tests.conftest import Golden

HERE = Path(__file__).parent
CASES = sorted(file.parent.name for file in HERE.glob("*/plan.yaml"))
AS_OF = date(2026, 6, 1)


def findings_of(case: str, file: str = "plan.yaml") -> tuple[Finding, ...]:
    loaded = load((HERE / case / file).read_bytes(), file)
    assert loaded.plan is not None, loaded.findings
    assert not loaded.findings
    families = None if case.startswith("ACK") else {case[:3]}
    return check(loaded.plan, as_of=AS_OF, families=families, positions=loaded.positions)


def said(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Place, code and path of each finding; then its sentences, and what is suggested."""
    for finding in findings:
        complaint = finding.complaint
        yield f"{finding.place} {finding.rule.code} {finding.rule.severity} {complaint.path}"
        yield f"  {complaint.message}"
        if complaint.suggestion:
            one = complaint.suggestion
            yield f"  suggested, {one.certainty}: {one.path} = {one.value} {one.slip_kind or ''}".rstrip()
        for hypothesis in complaint.hypotheses:
            changes = (f"{one.path} = {one.value} {one.slip_kind or ''}".rstrip() for one in hypothesis.changes)
            yield f"  possible: {', '.join(changes)}"
        if complaint.hint:
            yield f"  hint: {complaint.hint}"


@pytest.mark.parametrize("case", CASES)
def test_a_case_says_what_is_written_beside_it(case: str, golden: Golden) -> None:
    text = "".join(f"{line}\n" for line in said(findings_of(case)))
    golden(f"../cases/{case}/findings.txt", text)


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_about_the_rule_it_is_called_after(case: str) -> None:
    findings = findings_of(case)
    code = case.partition("-")[0]
    rule = rule_by_code(code)
    assert code in {finding.rule.code for finding in findings}
    if rule.severity is Severity.ERROR:
        assert {finding.rule.code for finding in findings if finding.rule.severity is Severity.ERROR} == {code}


@pytest.mark.parametrize("case", [case for case in CASES if (HERE / case / "good.yaml").exists()])
def test_a_case_put_right_is_silent(case: str) -> None:
    assert [finding for finding in findings_of(case, "good.yaml") if finding.acknowledged is None] == []


def test_every_rule_has_a_case() -> None:
    assert {rule.code for rule in rules()} <= {case.partition("-")[0] for case in CASES}
