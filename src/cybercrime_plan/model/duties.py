"""Who does what: agencies, tasks, objectives, recipients and contacts."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cybercrime_plan.language import N_
from cybercrime_plan.model.base import Flag, Id, Label, Many, Name, Part, Place, Slug, one_of
from cybercrime_plan.model.dates import AnyDate


class Role(StrEnum):
    """How a task comes to a body."""

    ASSIGNED = "assigned"
    REQUESTED = "requested"
    """Of a body the issuer cannot command ("đề nghị")."""


RoleName = Annotated[Role, one_of(Role)]


class Agency(Part):
    """A body the plan speaks of, under its printed name."""

    id: Id
    name: Name
    aliases: Many[Label] = Field((), description=N_("other names the same document prints for it"))
    members: Many[Slug] = Field((), description=N_("for a collective: the agencies it is known to include"))
    part_of: Many[Slug] = Field((), description=N_("the body of which it is a unit, an office or the head"))
    from_: AnyDate | None = Field(None, alias="from", description=N_("since when it exists"))
    until: AnyDate | None = Field(None, description=N_("until when it exists"))
    successor: Slug | None = Field(None, description=N_("the agency that took over from it"))
    source: Label | None = Field(None, description=N_("on what its members, dates and successor rest"))


class Objective(Part):
    """An aim of the plan, in our own short words."""

    id: Id
    summary: Label = Field(description=N_("in our own short words"))
    at: Place = None


class Task(Part):
    """One bullet, or one heading that is a single paragraph, in our own short words."""

    id: Id
    at: Label = Field(description=N_("section, heading and, where there are several, bullet: II.2.4"))
    agencies: Many[Slug] = Field(description=N_("who has to do it"))
    role: RoleName = Field(description=N_('assigned by the plan, or only requested ("đề nghị")'))
    with_: Many[Slug] = Field((), alias="with", description=N_("with whom it is to be done"))
    through: Many[Slug] = Field((), description=N_("whom the agency is to direct, guide or ask to do it"))
    summary: Label = Field(description=N_("in our own short words"))
    deliverable: Label | None = Field(None, description=N_("the thing to be made, when the task names one"))
    timing: Label | None = Field(None, description=N_("a time as printed, when the task names one"))


class Lead(Part):
    """Who steers the whole plan."""

    agencies: Many[Slug] = Field(description=N_("who has to do it"))
    with_: Many[Slug] = Field((), alias="with", description=N_("with whom it is to be done"))
    summary: Label = Field(description=N_("in our own short words"))
    at: Place = None


class Recipient(Part):
    """A line of "Nơi nhận"."""

    name: Label = Field(description=N_('as printed, without "(báo cáo)" and "Lưu"'))
    agencies: Many[Slug] = Field((), description=N_("the agencies the line names"))
    for_report: Flag = Field(default=False, description=N_('marked "(báo cáo)"'))
    archive: Flag = Field(default=False, description=N_('the archive line, "Lưu"'))


class Contact(Part):
    """An address the plan prints."""

    agency: Slug | None = Field(None, description=N_("whose address it is"))
    email: Label | None = Field(None, description=N_("as printed"))
    phone: Label | None = Field(None, description=N_("as printed"))
    at: Place = None
