"""Every folder here is a test: a plan, and what the checks of one family say about it.

A folder is called after a rule and the case, `BUD101-digits-swapped`; it holds `plan.yaml` and `findings.txt`,
which is written by `pytest --update-golden`. Only the family of the rule is run, so
cases of one family do not change when another learns something new.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Finding, Severity
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.run import check, rules
from tests.conftest import Golden
from tests.told import said

HERE = Path(__file__).parent
CASES = sorted(file.parent.name for file in HERE.glob("*/plan.yaml"))
AS_OF = date(2026, 6, 1)


def findings_of(case: str) -> tuple[Finding, ...]:
    loaded = load((HERE / case / "plan.yaml").read_bytes(), "plan.yaml")
    assert loaded.plan is not None, loaded.findings
    assert not loaded.findings
    families = None if case.startswith("ACK") else {case[:3]}
    return check(loaded.plan, as_of=AS_OF, families=families, positions=loaded.positions)


@pytest.mark.parametrize("case", CASES)
def test_a_case_says_what_is_written_beside_it(case: str, golden: Golden) -> None:
    text = "".join(f"{line}\n" for line in said(findings_of(case)))
    golden(f"../cases/{case}/findings.txt", text)


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_no_example_of_the_documentation_once_more(case: str) -> None:
    example = load(meaning(case.partition("-")[0]).bad.encode(), "example.yaml")
    assert load((HERE / case / "plan.yaml").read_bytes(), "plan.yaml").plan != example.plan


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_about_the_rule_it_is_called_after(case: str) -> None:
    findings = findings_of(case)
    code = case.partition("-")[0]
    (rule,) = (rule for rule in rules() if rule.code == code)
    assert code in {finding.rule.code for finding in findings}
    if rule.severity is Severity.ERROR:
        assert {finding.rule.code for finding in findings if finding.rule.severity is Severity.ERROR} == {code}
