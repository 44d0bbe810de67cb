"""A section added to the model is guarded, shown and compared before anybody thinks of it."""

from __future__ import annotations

import pytest
from pydantic import Field

from cybercrime_plan.calc.diff.comparison import apply, diff, invert
from cybercrime_plan.language import ENGLISH, N_, VIETNAMESE
from cybercrime_plan.model.base import AgencyId, Id, Label, Many, Part, Place
from cybercrime_plan.model.fields import fields_of
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.text import read_tree
from cybercrime_plan.read.validation import validated
from cybercrime_plan.render.diff.changes import label_of, names_of_ids
from cybercrime_plan.render.formats import COMMON, text
from cybercrime_plan.render.names import Register
from cybercrime_plan.render.plans import identity
from cybercrime_plan.render.sections import section_page, sections_of
from tests.plans.shipped import IDS, shipped
from tests.render.schemas import JSON_DOCS, validate
from tests.render.written import written

HEAD = """
format: 1
id: vi-du
agencies: [{id: ca, name: Công an tỉnh}, {id: tc, name: Sở Tài chính}]
tasks: [{id: mot, at: II.1, agencies: [ca], role: assigned, summary: làm việc}]
"""


class Vehicle(Part):
    """Something a plan of today does not speak of."""

    id: Id
    model: Label = Field(title=N_("name"), description=N_("as printed"))
    owner: AgencyId | None = Field(None, title=N_("agency"), description=N_("as printed"))
    drivers: Many[AgencyId] = Field((), title=N_("partners"), description=N_("as printed"))
    replaced_by: Many[Vehicle] = Field((), title=N_("successor"), description=N_("as printed"))
    at: Place = None


class LongerPlan(Plan):
    """A plan with one more section."""

    vehicles: Many[Vehicle] = Field((), title=N_("source"), description=N_("as printed"))


def refused(section: str) -> list[tuple[str, str, str]]:
    """Code, path and message of everything that is refused in a plan with this section."""
    found = validated(read_tree((HEAD + section).encode()), LongerPlan).findings
    return [(one.rule.code, one.complaint.path, str(one.complaint.message)) for one in found]


def test_a_sound_section_is_read() -> None:
    read = validated(read_tree((HEAD + "vehicles: [{id: xe-1, model: Ford, owner: ca}]").encode()), LongerPlan)
    assert isinstance(read.plan, LongerPlan)
    assert read.findings == ()
    assert read.plan.vehicles[0].owner == "ca"


def test_an_id_that_refers_to_nothing_is_refused_at_its_place() -> None:
    section = "vehicles:\n  - {id: xe-1, model: Ford, owner: cb}\n  - {id: xe-2, model: Kia, drivers: [tc, td]}"
    assert refused(section) == [
        ("SCH503", "vehicles[xe-1].owner", "nothing has the id cb among those declared on line 4"),
        ("SCH503", "vehicles[xe-2].drivers[td]", "nothing has the id td among those declared on line 4"),
    ]


def test_an_id_used_twice_is_refused_below_a_record_of_its_kind_too() -> None:
    twice = "vehicles:\n  - {id: xe-1, model: Ford}\n  - {id: xe-1, model: Kia}"
    nested = "vehicles:\n  - {id: xe-1, model: Ford, replaced_by: [{id: xe-1, model: Kia, owner: cb}]}"
    assert [code for code, _path, _message in refused(twice)] == ["SCH501"]
    assert [code for code, _path, _message in refused(nested)] == ["SCH501", "SCH503"]


def test_its_fields_say_what_they_are_called() -> None:
    assert str(fields_of(LongerPlan)["vehicles"].label) == "source"
    assert str(fields_of(Vehicle)["drivers"].label) == "partners"


def plan_with(section: str) -> LongerPlan:
    """A sound plan with this section."""
    read = validated(read_tree((HEAD + section).encode()), LongerPlan)
    assert isinstance(read.plan, LongerPlan)
    return read.plan


def test_a_section_is_compared_told_by_its_labels_and_rebuilt_from_its_changes() -> None:
    old = plan_with("vehicles: [{id: xe-1, model: Ford, owner: ca}, {id: xe-2, model: Kia}]")
    new = plan_with("vehicles: [{id: xe-1, model: Fiat, owner: ca, drivers: [tc]}, {id: xe-3, model: Audi}]")
    comparison = diff(old, new)
    names = names_of_ids(old, new)
    labels = {change.key: str(label_of(change.edit, comparison.sides, names)) for change in comparison.changes}
    assert labels == {
        "vehicles[xe-1].model": "source: xe-1: name",
        "vehicles[xe-1].drivers[tc]": "source: xe-1: partners",
        "vehicles[xe-2]": "source: xe-2",
        "vehicles[xe-3]": "source: xe-3",
    }
    assert apply(comparison, old) == new
    assert apply(invert(comparison), new) == old


def test_an_id_it_refers_to_may_be_renamed_and_is_not_counted_again() -> None:
    section = "vehicles: [{id: xe-1, model: Ford, owner: tc}]"
    renamed = (HEAD + section).replace("id: tc", "id: stc").replace("owner: tc", "owner: stc")
    new = validated(read_tree(renamed.encode()), LongerPlan).plan
    assert new is not None
    comparison = diff(plan_with(section), new)
    assert [change.key for change in comparison.changes] == ["agencies[tc].id"]
    assert [change.key for change in comparison.derived] == ["vehicles[xe-1].owner"]


WHOLE = "vehicles: [{id: xe-1, model: Ford, owner: ca, drivers: [ca, tc], replaced_by: [{id: xe-2, model: Kia}]}]"


def test_it_can_be_asked_for_and_is_shown_with_the_names_of_the_agencies() -> None:
    plan = plan_with(WHOLE)
    assert "vehicles" in sections_of(type(plan))
    shown = text.render(section_page(plan, "vehicles", Register(plan)).page, ENGLISH)
    for word in ("source", "partners", "Ford", "Công an tỉnh; Sở Tài chính", "name: Kia"):
        assert word in shown


def test_it_is_counted_on_the_page_of_the_plan() -> None:
    shown = {fact.key: fact.label for fact in identity(plan_with(WHOLE)).items}
    assert str(shown["vehicles"]) == "source"
    assert "vehicles" not in {fact.key for fact in identity(plan_with("")).items}


@pytest.mark.parametrize("section", sections_of(Plan)[1:])
@pytest.mark.parametrize("name", COMMON)
def test_every_section_of_a_plan_can_be_shown_in_every_format(section: str, name: str) -> None:
    plan = shipped("dong-thap")
    assert written(section_page(plan, section, Register(plan)), name, VIETNAMESE)


@pytest.mark.parametrize("section", sections_of(Plan)[1:])
@pytest.mark.parametrize("plan_id", IDS)
def test_every_section_for_programs_follows_its_schema(section: str, plan_id: str) -> None:
    plan = shipped(plan_id)
    shown = section_page(plan, section, Register(plan))
    validate(written(shown, "json", VIETNAMESE), JSON_DOCS / "show.schema.json")


def test_agencies_are_shown_with_the_names_of_those_they_belong_to() -> None:
    plan = shipped("dong-thap")
    shown = text.render(section_page(plan, "agencies", Register(plan)).page, ENGLISH)
    assert all(agency.name.split()[0] in shown for agency in plan.agencies)
    assert "body it belongs to" in shown
