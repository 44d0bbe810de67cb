"""Limits: what is remarkable by default, and what the office says otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.model.plan import LARGEST_NUMBER, SPIKE
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.run import check
from tests.examples import DUTIES, LAW

TABLE = meaning("SRC112").bad


def codes(text: str) -> set[str]:
    loaded = load(text.encode(), "plan.yaml")
    assert loaded.plan is not None
    assert not loaded.findings, loaded.findings
    return {one.rule.code for one in check(loaded.plan, as_of=date(2026, 6, 1))}


@given(st.integers(1, 500), st.integers(1, 500))
def test_an_amount_is_a_spike_from_the_limit_on_and_not_below(usual: int, amount: int) -> None:
    text = TABLE.replace("[100, 3300, 100]", f"[{usual}, {amount}, {usual}]")
    text = text.replace("total: 3500", f"total: {2 * usual + amount}")
    found = codes(text)
    assert ("SRC112" in found) is (amount >= SPIKE * usual)


@pytest.mark.parametrize(("limit", "found"), [(33, True), (34, False)])
def test_the_office_sets_its_own_limit(limit: int, found: bool) -> None:
    assert ("SRC112" in codes(f"{TABLE}thresholds: {{spike: {limit}}}\n")) is found


def test_a_number_is_plausible_up_to_the_limit() -> None:
    at_limit = LAW.replace("137/KH", f"{LARGEST_NUMBER}/KH")
    beyond = LAW.replace("137/KH", f"{LARGEST_NUMBER + 1}/KH")
    assert codes(at_limit) == set()
    assert codes(beyond) == {"LEG107"}
    assert codes(f"{beyond}thresholds: {{largest_number: 30000}}\n") == set()


def test_an_office_may_name_further_official_domains() -> None:
    foreign = DUTIES.replace("khanhhoa.gov.vn", "congan.vn")
    assert codes(foreign) == {"TSK111"}
    assert codes(f"{foreign}thresholds: {{government_domains: [gov.vn, congan.vn]}}\n") == set()


def test_a_domain_that_only_ends_alike_is_not_official() -> None:
    assert codes(DUTIES.replace("khanhhoa.gov.vn", "khanhhoagov.vn")) == {"TSK111"}


@pytest.mark.parametrize("field", ["spike: 1", "spike: 0", "largest_number: x", "nothing: 3"])
def test_a_limit_that_is_none_is_refused_at_its_place(field: str) -> None:
    loaded = load(f"{TABLE}thresholds: {{{field}}}\n".encode(), "plan.yaml")
    assert loaded.findings
    assert all(one.place for one in loaded.findings)
