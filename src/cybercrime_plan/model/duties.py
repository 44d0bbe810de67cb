"""Who does what: agencies, tasks, objectives, recipients and contacts."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from cybercrime_plan.language import N_
from cybercrime_plan.model.base import Flag, Label, Many, Part, Slug, choice
from cybercrime_plan.model.dates import AnyDate

Role = Annotated[
    str, BeforeValidator(choice("assigned", "requested")), WithJsonSchema({"enum": ["assigned", "requested"]})
]
"""`assigned` by the plan, or only `requested` of a body the issuer cannot command ("đề nghị")."""


class Agency(Part):
    """A body the plan speaks of, under its printed name."""

    id: Slug
    name: Label
    aliases: Many[Label] = Field((), description=N_("other names the same document prints for it"))
    members: Many[Slug] = Field((), description=N_("for a collective: the agencies it is known to include"))
    from_: AnyDate | None = Field(None, alias="from")
    until: AnyDate | None = None
    successor: Slug | None = None
    source: Label | None = Field(None, description=N_("on what the dates and the successor rest"))


class Objective(Part):
    """An aim of the plan, in our own short words."""

    id: Slug
    summary: Label
    at: Label | None = None


class Task(Part):
    """One bullet, or one heading that is a single paragraph, in our own short words."""

    id: Slug
    at: Label
    agencies: Many[Slug]
    role: Role
    with_: Many[Slug] = Field((), alias="with")
    summary: Label
    due: Label | None = Field(None, description=N_("a time as printed, when the task names one"))


class Recipient(Part):
    """A line of "Nơi nhận", as printed."""

    name: Label
    agencies: Many[Slug] = ()
    for_report: Flag = False
    archive: Flag = False
    at: Label | None = None


class Contact(Part):
    """An address the plan prints."""

    agency: Slug | None = None
    email: Label | None = None
    phone: Label | None = None
    at: Label | None = None
