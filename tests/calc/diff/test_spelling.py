"""Another spelling of the same words is one record for information, which still holds every place exactly."""

from __future__ import annotations

from typing import Any

import pytest

from cybercrime_plan.calc.diff.classes import Gravity
from cybercrime_plan.calc.diff.comparison import apply, diff, invert
from cybercrime_plan.model.plan import Plan
from tests.calc.diff.test_classes import SIMPLE, edited
from tests.calc.diff.versions import plan_of

LETTER_A_OF_RUSSIAN = "\u0430"


def plan(edits: dict[str, Any]) -> Plan:
    return plan_of(edited(edits))


BEFORE = {
    "document.issuer": "Ủy ban nhân dân Tỉnh Khánh Hòa",
    "budget.lines.0.name": "Kĩ thuật - nghiệp vụ",
    "recipients.0": {"name": "Ủy ban Mặt trận", "agencies": ["ca"]},
    "tasks.0.summary": 'mở 2 đợt "cao điểm"',
    "budget.lines.3.covers": ["tờ rơi", "quý báu", "áp phích"],
}
AFTER = {
    "document.issuer": "UỶ BAN nhân dân tỉnh Khánh Hoà",
    "budget.lines.0.name": "Kỹ thuật – nghiệp vụ\u200b",
    "recipients.0": {"name": "Uỷ ban Mặt trận", "agencies": ["ca"]},
    "tasks.0.summary": "mở 2 đợt “cao điểm”",
    "budget.lines.3.covers": ["tờ rơi", "quí báu", "áp phích"],
}


def test_tones_capitals_dashes_quotes_and_unseen_signs_are_one_record_for_information() -> None:
    comparison = diff(plan(BEFORE), plan(AFTER))
    (change,) = comparison.changes
    assert (change.code, change.level) == ("FRM104", Gravity.INFO)
    assert [part.key for part in change.parts] == [
        "budget.lines[a].name",
        "budget.lines[d].covers[quý báu]",
        "document.issuer",
        "recipients[Ủy ban Mặt trận].name",
        "tasks[t1].summary",
    ]


def test_it_can_be_carried_out_and_taken_back_letter_by_letter() -> None:
    before, after = plan(BEFORE), plan(AFTER)
    comparison = diff(before, after)
    assert apply(comparison, before) == after
    assert apply(invert(comparison), after) == before
    assert invert(comparison).changes[0].fingerprint == diff(after, before).changes[0].fingerprint


def test_a_record_told_apart_by_its_name_is_found_under_another_spelling_beside_other_changes() -> None:
    new = {**AFTER, "recipients.0": {"name": "Uỷ ban Mặt trận", "agencies": ["tc"]}}
    comparison = diff(plan(BEFORE), plan(new))
    assert {change.code for change in comparison.changes} == {"FRM104", "IDN107"}
    assert not [change for change in comparison.changes if change.op in {"add", "remove"} and not change.parts][2:]
    assert apply(comparison, plan(BEFORE)) == plan(new)


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        ("document.number", "522/KH-UBND", "522/kh-ubnd"),
        ("legal_basis.0.number", "25/2014/NĐ-CP", "25/2014/NĐ–CP"),
        ("tasks.0.at", "II.1-a", "II.1-A"),
        ("budget.lines.0.stt", "a", "A"),
        ("acknowledged.0.path", "budget.lines[a]", "budget.lines[A]"),
    ],
)
def test_in_numbers_codes_and_places_spelling_is_meaning(place: str, old: str, new: str) -> None:
    (change,) = diff(plan({place: old}), plan({place: new})).changes
    assert change.code != "FRM104"


def test_other_words_are_no_spelling() -> None:
    (change,) = diff(plan({"tasks.0.summary": "mua bán"}), plan({"tasks.0.summary": "mùa bán"})).changes
    assert change.code == "DTY107"


@pytest.mark.parametrize("place", ["budget.lines.0.name", "document.number"])
def test_a_letter_of_another_alphabet_is_told_by_its_name(place: str) -> None:
    (change,) = diff(plan({place: "52a/KH"}), plan({place: f"52{LETTER_A_OF_RUSSIAN}/KH"})).changes
    assert (change.code, change.level) == ("FRM105", Gravity.MAJOR)
    assert "U+0430 CYRILLIC SMALL LETTER A" in str(change.because[0])


def test_the_simple_plan_is_spelled_as_it_is() -> None:
    assert diff(plan_of(SIMPLE), plan_of(SIMPLE)).same
