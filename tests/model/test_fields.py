"""What the model says of its fields: all of it is there, and in both languages."""

from __future__ import annotations

import pytest

from cybercrime_plan.language import VIETNAMESE, Text
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.fields import fields_of, references, registries
from cybercrime_plan.model.plan import Plan
from tests.plans.shipped import IDS, shipped


def parts(root: type[Part], found: tuple[type[Part], ...] = ()) -> tuple[type[Part], ...]:
    """Every kind of part a plan is made of."""
    found = (*found, root)
    for field in fields_of(root).values():
        if field.part and field.part not in found:
            found = parts(field.part, found)
    return found


PARTS = parts(Plan)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_is_called_something_in_both_languages(part: type[Part]) -> None:
    for field in fields_of(part).values():
        assert isinstance(field.label, Text), field.name
        assert field.name == "sha256" or VIETNAMESE.say(field.label) != field.label.template, field.name


def test_every_kind_of_part_is_found() -> None:
    assert {"Plan", "Line", "LineName", "Override", "Recurrence", "Component", "Bilingual"} <= {
        part.__name__ for part in PARTS
    }


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_what_a_field_refers_to_is_a_list_of_records_with_ids(part: type[Part]) -> None:
    for field in fields_of(part).values():
        if field.registry:
            here: type[Part] = Plan
            for name in field.registry.split("."):
                step = fields_of(here)[name]
                assert step.part
                here = step.part
            assert step.many
            assert "id" in fields_of(here)


@pytest.mark.parametrize("plan_id", IDS)
def test_every_id_that_is_held_is_found_at_its_place(plan_id: str) -> None:
    plan = shipped(plan_id)
    declared = {".".join(map(str, loc)): {name for _loc, name in ids} for loc, ids in registries(plan)}
    assert {"agencies", "tasks", "reports", "budget.sources", "budget.lines"} <= set(declared)
    found = list(references(plan))
    assert {one.field.name for one in found} >= {"agencies", "with", "from_whom", "part_of", "source"}
    for one in found:
        ids = {one.ids} if isinstance(one.ids, str) else set(one.ids)
        assert ids <= declared[one.field.registry or ""] | {"all"}, one.loc
