"""What became of bodies: merged, split, renamed, ended. A fact of a day, kept beside the plans and never in them.

A plan keeps the names it prints. Which body answers to such a name on a given day follows from a register of
bodies: the one that ships with the program, and an office's own over it (`calc.owners`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import Code, Flag, Id, Label, Many, Name, Parsed, Part, Slug, choice, one_of, refuse
from cybercrime_plan.model.books import BookColumn, BookForm
from cybercrime_plan.model.dates import Day


class ReorganisationKind(StrEnum):
    """How bodies change; the words of the Civil Code 2015, articles 88 to 91, where it has them."""

    RENAME = "rename"
    MERGE = "merge"
    """Into a new body (hợp nhất), or into one that goes on (sáp nhập: `absorbing`)."""
    SPLIT = "split"
    """The body ends and others take its duties (chia)."""
    TRANSFER = "transfer"
    """Some duties go to another body; the body itself goes on (chuyển chức năng, nhiệm vụ)."""
    END = "end"
    """It ends and nobody takes its duties (kết thúc hoạt động)."""


class Seen(StrEnum):
    """What was seen of a fact."""

    TEXT = "text"
    """The text of the order itself."""
    PRESS = "press"
    ELSEWHERE = "elsewhere"
    """The same thing, of bodies of the same kind in other provinces."""
    UNCONFIRMED = "unconfirmed"


class Body(Part):
    """A body as it exists for a time; a body of the same name before or after is another one."""

    id: Id
    name: Name
    from_: Day | None = Field(None, alias="from", description=N_("its first day; None: since before any plan"))
    until: Day | None = Field(None, description=N_("its last day; None: it goes on"))
    address: Label | None = Field(None, description=N_("where letters go"))
    email: Code | None = Field(None, description=N_("its e-mail address"))

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            raise refuse("SCH417", _("{to} is before {first}", to=self.until, first=self.from_), at=("until",))
        return self

    @property
    def reached(self) -> str:
        """Where letters go: its address and its e-mail; empty when neither is known."""
        return "; ".join(filter(None, (self.address, self.email)))

    def exists(self, day: date) -> bool:
        """Whether it is there on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class BodyLink(Part):
    """Which body of the register an agency of a plan is."""

    plan: Slug
    agency: Slug
    body: Slug


class Taker(Part):
    """A body that takes duties over."""

    body: Slug
    takes: Label | None = Field(None, description=N_("which duties, where it takes not all of them"))
    seen: Annotated[Seen, one_of(Seen)] | None = Field(None, description=N_("what was seen of this one"))


class FactSource(Part):
    """Where a fact is told."""

    title: Label
    on: Day | None = Field(None, description=N_("the day it was published"))


class Reorganisation(Part):
    """One change of one or several bodies, in force from its day on."""

    on: Day = Field(description=N_("the first day on which it holds"))
    kind: Annotated[ReorganisationKind, one_of(ReorganisationKind)]
    of: Many[Slug] = Field(description=N_("the bodies it befalls"))
    to: Many[Taker] | None = Field(None, description=N_("who takes over; left out: not known"))
    absorbing: Flag = Field(default=False, description=N_("for a merger: into a body that was there and goes on"))
    province: Label | None = Field(None, description=N_("the province within which it holds, when not all"))
    instrument: Label | None = Field(None, description=N_("the order itself, when it was read"))
    source: FactSource | None = Field(None, description=N_("where it is told"))
    seen: Annotated[Seen, one_of(Seen)] = Field(description=N_("what was seen of it"))

    @model_validator(mode="after")
    def _heirs_fit(self) -> Self:
        if self.kind is ReorganisationKind.END and self.to:
            message = _("a body that ends has no heirs")
            raise refuse("SCH108", message, _("with heirs it is a rename, merge or split"), at=("kind",))
        if self.kind is ReorganisationKind.RENAME and self.to and len(self.to) > 1:
            message = _("a body that is renamed has one heir")
            raise refuse("SCH108", message, _("with several it is a split"), at=("kind",))
        return self


class OwnerDecision(Part):
    """What a person of the office has decided: who does it now."""

    plan: Slug
    agency: Slug | None = Field(None, description=N_("of which agency of the plan; of every one when left out"))
    task: Slug | None = Field(None, description=N_("of which task; of every one when task and report are left out"))
    report: Slug | None = Field(None, description=N_("of which report"))
    body: Slug = Field(description=N_("the body that does it"))
    from_: Day = Field(alias="from", description=N_("the first day on which it holds"))
    by: Label = Field(description=N_("who decided"))

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if not (self.agency or self.task or self.report):
            raise refuse(
                "SCH111",
                _("the decision does not say of what"),
                _("agency, task or report: the id that it has in the plan"),
            )
        return self


class Membership(Part):
    """The bodies a collective of a plan consists of, as an office knows them: "UBND các xã, phường" by name."""

    plan: Slug
    agency: Slug
    bodies: Many[Slug]


class BodyRegister(Part):
    """A file of bodies: `kind: agencies` at its head."""

    kind: Annotated[str, Parsed(choice("agencies"), {"const": "agencies"})]
    province: Label | None = Field(None, description=N_("whose changes these are; left out: the nation's"))
    bodies: Many[Body] = ()
    is_: Many[BodyLink] = Field((), alias="is")
    changes: Many[Reorganisation] = ()
    decided: Many[OwnerDecision] = ()
    members: Many[Membership] = ()
    sheet: Code | None = Field(None, description=N_("the file beside this one that lists members of collectives"))

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        seen: set[str] = set()
        for index, body in enumerate(self.bodies):
            if body.id in seen:
                raise refuse("SCH501", _("the id {id} is used twice", id=body.id), at=("bodies", index, "id"))
            seen.add(body.id)
        return self


AGENCY_SHEET: Final = BookForm(
    "agency-list",
    (
        BookColumn("name", ("Tên cơ quan", "Tên đơn vị", "Cơ quan", "Đơn vị")),
        BookColumn("parent", ("Thuộc", "Nhóm", "Thuộc nhóm")),
        BookColumn("address", ("Địa chỉ", "Nơi nhận")),
        BookColumn("email", ("Thư điện tử", "E-mail", "Hộp thư")),
    ),
    frozenset({"name", "parent"}),
)
"""An office's list of the bodies a collective consists of: its parent is the collective's id, or printed name."""
