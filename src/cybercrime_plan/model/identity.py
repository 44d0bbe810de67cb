"""Who a plan is: its period, its version, and the document as printed."""

from __future__ import annotations

from pydantic import Field

from cybercrime_plan.language import N_
from cybercrime_plan.model.base import Label, Many, Part, Sha256, Whole
from cybercrime_plan.model.dates import AnyDate, Day


class Period(Part):
    """The years the plan covers, both included; more exact where the document is."""

    from_: AnyDate = Field(alias="from")
    to: AnyDate


class Revision(Part):
    """The version of the plan. Calendars and the look-up by id rest on it."""

    number: Whole = Field(description=N_("1 for the first version, one more for each amendment"))
    on: Day
    amends: Label | None = Field(None, description=N_("the document this version amends"))


class Signer(Part):
    """Who signed, and in what capacity."""

    name: Label | None = None
    title: Label | None = None


class SourceFile(Part):
    """The file the plan was transcribed from."""

    name: Label
    sha256: Sha256


class Reading(Part):
    """Another value the same document prints for the same fact."""

    of: Label = Field(description=N_("the fact: number, date, title, issuer"))
    value: Label | None = Field(description=N_("as printed there; null when left blank"))
    at: Label


class Document(Part):
    """The identity of the signed document, as printed; null is a blank on paper."""

    number: Label | None = None
    date: AnyDate | None = None
    issuer: Label | None = None
    signer: Signer | None = None
    file: SourceFile | None = None
    at: Label | None = None
    readings: Many[Reading] = ()


class Instrument(Part):
    """A legal instrument the plan cites, as printed there."""

    kind: Label
    number: Label | None = None
    date: AnyDate | None = None
    issuer: Label | None = None
    subject: Label | None = None
    at: Label | None = None
