"""Who does what: agencies, tasks, objectives, recipients and contacts."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import KEY, AgencyId, Code, Flag, Id, Label, Many, Name, Part, Place, Words, one_of
from cybercrime_plan.model.budget import LevelName
from cybercrime_plan.model.dates import AnyDate


class Role(Words):
    """How a task comes to a body."""

    ASSIGNED = "assigned", _("assigned")
    REQUESTED = "requested", _("requested")
    """Of a body the issuer cannot command ("đề nghị")."""


RoleName = Annotated[Role, one_of(Role)]


def _several(value: Any) -> Any:
    """One id, several, or none, as a tuple."""
    return () if value is None else value if isinstance(value, (list, tuple)) else (value,)


Successors = Annotated[
    Many[AgencyId], BeforeValidator(_several, json_schema_input_type=AgencyId | Many[AgencyId] | None)
]


class Agency(Part):
    """A body the plan speaks of, under its printed name."""

    id: Id
    name: Name
    aliases: Many[Label] = Field(
        (), title=N_("other names"), description=N_("other names the same document prints for it")
    )
    members: Many[AgencyId] = Field(
        (), title=N_("members"), description=N_("for a collective: the agencies it is known to include")
    )
    level: LevelName | None = Field(
        None, title=N_("level of the body"), description=N_("the level of the state budget from which it is paid")
    )
    part_of: Many[AgencyId] = Field(
        (), title=N_("body it belongs to"), description=N_("the body of which it is a unit, an office or the head")
    )
    from_: AnyDate | None = Field(None, alias="from", title=N_("from"), description=N_("since when it exists"))
    until: AnyDate | None = Field(None, title=N_("until"), description=N_("until when it exists"))
    successor: Successors = Field(
        (), title=N_("successor"), description=N_("the agency that took over from it, or several")
    )
    source: Label | None = Field(
        None, title=N_("source"), description=N_("on what its members, dates and successor rest")
    )


class Objective(Part):
    """An aim of the plan, in our own short words."""

    id: Id
    summary: Label = Field(title=N_("content"), description=N_("in our own short words"))
    at: Place = None


class Task(Part):
    """One bullet, or one heading that is a single paragraph, in our own short words."""

    id: Id
    at: Code = Field(
        title=N_("place in the document"),
        description=N_("section, heading and, where there are several, bullet: II.2.4"),
    )
    agencies: Many[AgencyId] = Field(title=N_("agencies"), description=N_("who has to do it"))
    role: RoleName = Field(
        title=N_("assigned or requested"), description=N_('assigned by the plan, or only requested ("đề nghị")')
    )
    with_: Many[AgencyId] = Field(
        (), alias="with", title=N_("partners"), description=N_("with whom it is to be done")
    )
    through: Many[AgencyId] = Field(
        (), title=N_("through whom"), description=N_("whom the agency is to direct, guide or ask to do it")
    )
    summary: Label = Field(title=N_("content"), description=N_("in our own short words"))
    deliverable: Label | None = Field(
        None, title=N_("thing to produce"), description=N_("the thing to be made, when the task names one")
    )
    timing: Label | None = Field(
        None, title=N_("printed time"), description=N_("a time as printed, when the task names one")
    )


class Lead(Part):
    """Who steers the whole plan."""

    agencies: Many[AgencyId] = Field(title=N_("agencies"), description=N_("who has to do it"))
    with_: Many[AgencyId] = Field(
        (), alias="with", title=N_("partners"), description=N_("with whom it is to be done")
    )
    summary: Label = Field(title=N_("content"), description=N_("in our own short words"))
    at: Place = None


class Recipient(Part):
    """A line of "Nơi nhận"."""

    name: Annotated[Label, KEY] = Field(
        title=N_("name"), description=N_('as printed, without "(báo cáo)" and "Lưu"')
    )
    agencies: Many[AgencyId] = Field((), title=N_("agencies"), description=N_("the agencies the line names"))
    for_report: Flag = Field(default=False, title=N_("for report"), description=N_('marked "(báo cáo)"'))
    archive: Flag = Field(default=False, title=N_("archive"), description=N_('the archive line, "Lưu"'))


class Contact(Part):
    """An address the plan prints."""

    agency: Annotated[AgencyId | None, KEY] = Field(None, title=N_("agency"), description=N_("whose address it is"))
    email: Code | None = Field(None, title=N_("e-mail"), description=N_("as printed"))
    phone: Code | None = Field(None, title=N_("telephone"), description=N_("as printed"))
    at: Place = None
