"""A section added to the model is guarded, shown and compared before anybody thinks of it."""

from __future__ import annotations

from pydantic import Field

from cybercrime_plan.language import N_
from cybercrime_plan.model.base import AgencyId, Id, Label, Many, Part, Place
from cybercrime_plan.model.fields import fields_of
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.text import read_tree
from cybercrime_plan.read.validation import validated

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
