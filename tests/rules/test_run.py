"""Running the checks: every finding with its rule and its place, in file order."""

from __future__ import annotations

from datetime import date

from cybercrime_plan.findings import Finding, Positions, SheetCell, Span
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import load
from cybercrime_plan.refusals import refusals
from cybercrime_plan.rules.run import check, checks
from tests.examples import TABLE

AS_OF = date(2026, 6, 1)
TWO_SLIPS = TABLE.replace("[300, 210]", "[301, 210]").replace("total: 1360", "total: 1365")


def run(text: str) -> tuple[Finding, ...]:
    loaded = load(text.encode(), "plan.yaml")
    assert loaded.plan is not None
    return check(loaded.plan, as_of=AS_OF, families={"BUD"}, positions=loaded.positions)


def plan_of(text: str) -> Plan:
    loaded = load(text.encode(), "plan.yaml")
    assert loaded.plan is not None
    return loaded.plan


def test_codes_are_unique_and_sorted() -> None:
    codes = [one.rule.code for one in checks()]
    assert codes == sorted(set(codes))
    assert len({one.rule.name for one in checks()}) == len(codes)
    assert not set(codes) & {rule.code for rule in refusals()}


def test_findings_carry_their_rule_and_their_place_in_file_order() -> None:
    findings = run(TWO_SLIPS)
    assert [(one.rule.code, str(one.place)) for one in findings] == [("BUD101", "7:52"), ("BUD104", "10:10")]
    assert TWO_SLIPS.splitlines()[6][51:54] == "301"


def test_only_the_families_asked_for_are_run() -> None:
    plan = plan_of(TWO_SLIPS)
    assert {one.rule.family for one in check(plan, as_of=AS_OF, families={"BUD"})} == {"BUD"}
    assert check(plan, as_of=AS_OF, families=()) == ()


def test_without_positions_findings_have_no_place() -> None:
    assert {one.place for one in check(plan_of(TWO_SLIPS), as_of=AS_OF, families={"BUD"})} == {None}


def test_in_a_workbook_findings_are_ordered_by_row_and_column() -> None:
    places = Positions(
        {
            ("budget", "lines", 0, "amounts", 0): SheetCell("PL2", "AA9"),
            ("budget", "total"): SheetCell("PL2", "D10"),
        }
    )
    findings = check(plan_of(TWO_SLIPS), as_of=AS_OF, families={"BUD"}, positions=places)
    assert [str(one.place) for one in findings] == ["PL2!AA9", "PL2!D10"]


def test_a_plan_without_a_budget_has_nothing_to_add_up() -> None:
    plan = plan_of("format: 1\nid: x\ntasks: [{id: a, at: II.1, agencies: [cat], role: assigned, summary: x}]\n")
    assert check(plan, as_of=AS_OF, families={"BUD"}) == ()


def test_the_same_plan_gives_the_same_findings() -> None:
    assert run(TWO_SLIPS) == run(TWO_SLIPS)
    assert all(isinstance(one.place, Span) for one in run(TWO_SLIPS))
