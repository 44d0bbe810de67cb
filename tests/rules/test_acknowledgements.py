"""Acknowledgements: they cover one discrepancy exactly, for as long as they say, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Complaint, Finding
from cybercrime_plan.language import ENGLISH, VIETNAMESE, _
from cybercrime_plan.read.load import load
from cybercrime_plan.refusals import refusal
from cybercrime_plan.rules.acknowledgements import acknowledgeable, figures_of
from cybercrime_plan.rules.run import check

AS_OF = date(2026, 6, 1)
HELD = meaning("ACK101").good
SENTENCE = _("a sentence")


def open_codes(text: str, day: date = AS_OF, families: set[str] | None = None) -> list[str]:
    return [one.rule.code for one in findings_of(text, day, families) if one.acknowledged is None]


def findings_of(text: str, day: date = AS_OF, families: set[str] | None = None) -> tuple[Finding, ...]:
    loaded = load(text.encode(), "plan.yaml")
    assert loaded.plan is not None, loaded.findings
    return check(loaded.plan, as_of=day, families=families, positions=loaded.positions)


def test_the_reason_is_said_in_both_languages_with_who_takes_it() -> None:
    (finding,) = findings_of(HELD)
    assert finding.acknowledged is not None
    assert VIETNAMESE.say(finding.acknowledged) == "Bản ký in như vậy. (Phòng Tổng hợp, đến hết 31/12/2099)"
    assert ENGLISH.say(finding.acknowledged) == (
        "The signed document prints it so. (Phòng Tổng hợp, until 2099-12-31)"
    )


@given(st.integers(-400, 400))
def test_it_holds_through_its_last_day_and_not_a_day_longer(days: int) -> None:
    text = HELD.replace("2099-12-31", "2026-06-01")
    assert open_codes(text, AS_OF + timedelta(days=days)) == ([] if days <= 0 else ["BUD102", "ACK102"])


@given(st.integers(1, 999).filter(lambda total: total not in {501, 510}))
def test_any_other_figure_opens_the_finding_again(total: int) -> None:
    codes = open_codes(HELD.replace("total: 501}", f"total: {total}}}"))
    assert codes == ["BUD102", "ACK101"]


@pytest.mark.parametrize("families", [{"SRC"}, {"STA"}, set()])
def test_nothing_is_said_of_rules_that_were_not_run(families: set[str]) -> None:
    assert open_codes(HELD.replace("total: 501}", "total: 510}"), families=families) == []
    assert open_codes(HELD.replace("total: 501}", "total: 510}"), families={"BUD"}) == ["ACK103"]


def test_an_acknowledgement_covers_no_other_place() -> None:
    assert open_codes(HELD.replace("phong-ngua].total", "dau-tranh].total")) == ["BUD102", "ACK103"]


def test_what_the_reader_refuses_cannot_be_acknowledged() -> None:
    assert open_codes(HELD.replace("code: BUD102", "code: SCH101")) == ["BUD102", "ACK104"]
    refused = Finding(refusal("SCH101"), Complaint(_("text is expected here")))
    assert not acknowledgeable(refused)


@pytest.mark.parametrize(
    ("complaint", "figures"),
    [
        (
            Complaint(SENTENCE, actual=1_150_000_000, expected=0, unit="VND"),
            ("1.150.000.000 đồng", "0 đồng"),
        ),
        (Complaint(SENTENCE, actual=461, expected=468, unit="vụ"), ("461 vụ", "468 vụ")),
        (Complaint(SENTENCE, actual=4, expected=5), ("4", "5")),
        (Complaint(SENTENCE, actual="a  b", difference=7), ("a b",)),
        (Complaint(SENTENCE), ()),
    ],
)
def test_the_figures_of_a_complaint_are_what_is_printed_then_what_was_expected(
    complaint: Complaint, figures: tuple[str, ...]
) -> None:
    assert figures_of(complaint) == figures


def test_a_section_that_could_not_be_read_makes_no_acknowledgement_needless() -> None:
    from cybercrime_plan.rules.rule import Reading
    from cybercrime_plan.rules.run import findings_of as run

    loaded = load((HELD.replace("[300, 210]", "[1.5, 210]")).encode(), "plan.yaml")
    assert loaded.plan is not None
    reading = Reading(loaded.plan, AS_OF, unread=loaded.unread)
    assert "ACK103" not in {one.rule.code for one in run(reading, None, loaded.positions)}
