"""AGY: what a plan and a register of bodies say together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cybercrime_plan.calc.owners import Owners, OwnerState
from cybercrime_plan.findings import Severity
from cybercrime_plan.model.bodies import BodyRegister
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.bodies import bodies, shipped_bodies
from cybercrime_plan.rules.acknowledgements import figures_of
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import RETIRED, check, findings_of, rules
from tests.duties import tree
from tests.plans.shipped import IDS, shipped
from tests.test_linear_work import calls

TWO: list[dict[str, Any]] = [{"id": "cu", "name": "Cũ"}, {"id": "moi", "name": "Mới"}]
PERIOD = {"from": "2024-01-01", "to": "2026-12-31"}


def plan(agencies: list[dict[str, Any]]) -> Plan:
    tasks = [{"id": "a", "at": "II.1", "agencies": [agencies[0]["id"]], "role": "assigned", "summary": "x"}]
    return Plan.model_validate(
        tree({"format": 1, "id": "mau", "period": PERIOD, "agencies": agencies, "tasks": tasks})
    )


def codes(made: Plan, *own: dict[str, Any]) -> list[str]:
    registers = tuple(BodyRegister.model_validate(tree({"kind": "agencies", **one})) for one in own)
    found = check(made, as_of=date(2026, 6, 1), families={"AGY"}, bodies=Bodies((*registers, shipped_bodies())))
    return [finding.rule.code for finding in found]


def test_every_rule_of_bodies_is_a_warning_or_a_note() -> None:
    severities = {rule.severity for rule in rules({"AGY"}) if rule.family == "AGY"}
    assert severities == {Severity.WARNING, Severity.NOTE}


def test_a_retired_code_is_never_used_again_and_leads_to_rules_that_exist() -> None:
    known = {rule.code for rule in rules()}
    assert not known & set(RETIRED)
    assert {code for codes in RETIRED.values() for code in codes} <= known


def test_a_body_that_goes_on_and_one_heir_by_the_words_of_the_plan_are_no_finding() -> None:
    assert codes(plan(TWO)) == []
    assert codes(plan([{**TWO[0], "until": "2025-02-28", "successor": "moi"}, TWO[1]])) == []


def test_an_end_after_the_last_duty_is_no_finding() -> None:
    assert codes(plan([{**TWO[0], "until": "2026-12-31"}, TWO[1]])) == []


@pytest.mark.parametrize("until", ["2025-01-31", "2025-06-30"])
def test_a_gap_and_an_overlap_of_the_register_are_told(until: str) -> None:
    register = {
        "bodies": [{"id": "so-cu", "name": "Cũ", "until": until}, {"id": "so-moi", "name": "Sở Mới"}],
        "is": [{"plan": "mau", "agency": "cu", "body": "so-cu"}],
        "changes": [
            {"on": "2025-03-01", "kind": "merge", "of": ["so-cu"], "to": [{"body": "so-moi"}], "seen": "text"}
        ],
    }
    assert codes(plan(TWO), register) == ["AGY104"]


def test_an_heir_that_no_register_has_is_told() -> None:
    register = {
        "bodies": [{"id": "so-cu", "name": "Cũ"}],
        "is": [{"plan": "mau", "agency": "cu", "body": "so-cu"}],
        "changes": [
            {"on": "2025-03-01", "kind": "merge", "of": ["so-cu"], "to": [{"body": "khong-co"}], "seen": "text"}
        ],
    }
    assert codes(plan(TWO), register) == ["AGY108"]


def test_what_a_register_says_of_another_plan_is_not_asked() -> None:
    decided = [{"plan": "khac", "agency": "la", "body": "la", "from": "2025-01-01", "by": "x"}]
    assert codes(plan(TWO), {"decided": decided}) == []


def test_two_bodies_of_one_name_one_after_the_other_are_two_bodies_and_no_finding() -> None:
    before = {"id": "cu", "name": "Sở", "until": "2025-02-28", "successor": "moi"}
    assert codes(plan([before, {"id": "moi", "name": "Sở", "from": "2025-03-01"}])) == []
    assert codes(plan([before, {"id": "moi", "name": "Sở", "from": "2025-02-01"}])) == ["AGY107"]


@pytest.mark.parametrize("plan_id", IDS)
def test_what_is_acknowledged_of_bodies_holds_on_every_day_and_counts_nothing(plan_id: str) -> None:
    told = set()
    for day in (date(2024, 1, 1), date(2025, 7, 1), date(2026, 12, 31)):
        reading = Reading(shipped(plan_id), day, bodies=bodies())
        found = [one for one in findings_of(reading, {"AGY"}) if one.rule.family == "AGY"]
        assert found
        assert all(one.acknowledged for one in found)
        told.add(tuple((one.rule.code, one.complaint.path, figures_of(one.complaint)) for one in found))
    assert len(told) == 1


@pytest.mark.parametrize("plan_id", IDS)
def test_without_a_register_nothing_is_said_of_the_acknowledgements_of_bodies(plan_id: str) -> None:
    found = check(shipped(plan_id), as_of=date(2026, 6, 1))
    assert [one for one in found if one.acknowledged is None] == []


def chain(length: int) -> Plan:
    """Each body the heir of the one before, a day later."""
    day = date(2024, 1, 1)

    def body(kind: str, n: int) -> dict[str, Any]:
        heirs = [f"a-{n + 1}", f"b-{n + 1}"]
        return {"id": f"{kind}-{n}", "name": f"{kind} {n}", "until": str(day + timedelta(n)), "successor": heirs}

    agencies = [body("a", n) for n in range(length)] + [body("b", n) for n in range(1, length)]
    last = [{"id": f"{one}-{length}", "name": f"{one} cuối"} for one in "ab"]
    return plan(agencies + last)


def test_heirs_of_heirs_that_meet_again_are_followed_once_each() -> None:
    found = Owners(chain(40))("a-0", date(2026, 1, 1))
    assert (found.state, {one.id for one in found.owners}) == (OwnerState.SEVERAL, {"a-40", "b-40"})
    once, twice, four_times = (calls(lambda n=n: codes(chain(n))) for n in (15, 30, 60))  # type: ignore[misc]
    assert four_times - twice <= 6 * (twice - once)


def test_between_two_changes_a_body_is_followed_once_however_many_duties_there_are() -> None:
    """A month of due days more asks nothing anew of a chain of heirs."""
    made = chain(30)
    owners = Owners(made)
    first = calls(lambda: owners("a-0", date(2026, 1, 1)))
    again = calls(lambda: [owners("a-0", date(2026, 1, 1) + timedelta(n)) for n in range(10)])
    assert again < first


def test_a_way_longer_than_any_leads_to_nobody_known() -> None:
    assert Owners(chain(900))("a-0", date(2026, 12, 1)).state is OwnerState.UNKNOWN
