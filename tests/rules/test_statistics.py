"""Statistics: parts against totals to the unit, within bounds, and with the repairs that would do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.findings import Complaint
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.run import check
from tests.examples import DUTIES
from tests.plans.shipped import shipped

AS_OF = date(2026, 6, 1)


def of_plan(plan_id: str, code: str) -> Complaint:
    found = [one.complaint for one in check(shipped(plan_id), as_of=AS_OF) if one.rule.code == code]
    return found[0]


def codes(total: str, parts: list[str]) -> list[str]:
    lines = "".join(f"      - {{id: p{index}, label: x, {part}}}\n" for index, part in enumerate(parts))
    text = f"{DUTIES}statistics:\n  - id: s\n    label: x\n    total: {{{total}}}\n    parts:\n{lines}"
    loaded = load(text.encode(), "plan.yaml")
    assert loaded.plan is not None
    assert not loaded.findings, loaded.findings
    return [one.rule.code for one in check(loaded.plan, as_of=AS_OF, families={"STA"})]


def repairs(complaint: Complaint) -> dict[str, object]:
    return {change.path.partition(".")[2]: change.value for one in complaint.hypotheses for change in one.changes}


def test_the_cases_of_khanh_hoa_are_seven_too_many_and_three_repairs_would_do() -> None:
    complaint = of_plan("khanh-hoa", "STA101")
    assert (complaint.actual, complaint.expected, complaint.difference, complaint.unit) == (461, 468, -7, "vụ")
    assert repairs(complaint) == {
        "total.value": 468,
        "parts[vay-qua-app].value": 42,
        "parts[tin-nhan-ngan-hang].value": 1,
    }


def test_the_damage_of_khanh_hoa_is_within_what_its_words_admit() -> None:
    complaint = of_plan("khanh-hoa", "STA102")
    assert (complaint.actual, complaint.expected) == (109_200_000_000, 108_715_000_000)
    assert "108,715 to 109,516" in str(complaint.message)


def test_the_reports_of_dong_thap_are_not_its_cases() -> None:
    complaint = of_plan("dong-thap", "STA103")
    assert (complaint.actual, complaint.expected, complaint.difference) == (50, 51, -1)
    assert set(repairs(complaint).values()) == {51, 7, 3, 8}


@given(st.lists(st.integers(0, 999), min_size=1, max_size=6), st.integers(-50, 50))
def test_counts_that_add_up_are_silent_and_any_difference_is_found(parts: list[int], slip: int) -> None:
    total = max(0, sum(parts) + slip)
    found = codes(f"value: {total}, unit: vụ", [f"value: {part}, unit: vụ" for part in parts])
    assert found == ([] if total == sum(parts) else ["STA101"])


@given(st.lists(st.integers(1, 99), min_size=1, max_size=5))
def test_units_of_money_are_brought_to_one(parts: list[int]) -> None:
    texts = [f"value: {part * 1000}, unit: triệu đồng" for part in parts]
    assert set(codes(f"value: {sum(parts)}, unit: tỷ đồng", texts)) == {"STA104"}
    assert "STA101" in codes(f"value: {sum(parts) + 1}, unit: tỷ đồng", texts)


@pytest.mark.parametrize(
    ("total", "found"),
    [(7, ["STA101"]), (8, ["STA102"]), (9, []), (10, ["STA102"]), (11, ["STA101"])],
)
def test_about_admits_one_unit_of_the_last_place_on_either_side(total: int, found: list[str]) -> None:
    parts = ["value: 4, unit: vụ", "value: 5, unit: vụ, qualifier: about"]
    assert codes(f"value: {total}, unit: vụ", parts) == found


def test_the_last_thousand_below_the_next_figure_is_still_admitted() -> None:
    parts = ["value: 4, unit: nghìn đồng, qualifier: more_than", "value: 5, unit: nghìn đồng"]
    assert codes('value: "9,999", unit: nghìn đồng', parts) == ["STA102"]
    assert codes("value: 10, unit: nghìn đồng", parts) == ["STA101"]
