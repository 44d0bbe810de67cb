"""On plans of other kinds, what the rules say is what an officer would say."""

from __future__ import annotations

from cybercrime_plan.findings import Severity
from tools.belief import AGREED, ARGUABLE, BENCH, FALSE, MISSED, judged

EVERY = judged()


def test_the_bench_has_plans_of_many_kinds_and_each_makes_a_rule_speak() -> None:
    plans = {file.stem for file in (BENCH / "plans").glob("*.yaml")}
    assert len(plans) >= 12
    assert {one.plan for one in EVERY} == plans


def test_nine_findings_in_ten_are_agreed_or_arguable() -> None:
    fired = [one for one in EVERY if one.verdict != MISSED]
    assert sum(one.verdict in {AGREED, ARGUABLE} for one in fired) >= 0.9 * len(fired)


def test_no_error_is_false_and_nothing_agreed_is_missed() -> None:
    assert [one for one in EVERY if one.verdict == FALSE and one.severity == Severity.ERROR] == []
    assert [one for one in EVERY if one.verdict == MISSED] == []
