"""Who a plan is: its period, its version, the document as printed, and the law it cites."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from cybercrime_plan.language import N_, _
from cybercrime_plan.model.base import KEY, Code, Label, Many, Part, Place, Sha256, Whole, Words, one_of
from cybercrime_plan.model.dates import AnyDate, PartialDate, printed_date


class Fact(Words):
    """A fact of the document's identity that it may print more than once."""

    NUMBER = "number", _("number")
    DATE = "date", _("date")
    TITLE = "title", _("title")
    ISSUER = "issuer", _("issuer")
    SIGNER = "signer", _("signer")
    ANNEXES = "annexes", _("annexes")


class Extent(Words):
    """How far an annex prints money."""

    NONE = "none", _("no money")
    TOTAL = "total", _("the total alone")
    LINES = "lines", _("line by line")


FactName = Annotated[Fact, one_of(Fact)]
ExtentName = Annotated[Extent, one_of(Extent)]


class Period(Part):
    """The time the plan covers, first and last year included; more exact where the document is."""

    from_: AnyDate = Field(
        alias="from", title=N_("beginning"), description=N_("the first year, month or day it covers")
    )
    to: AnyDate = Field(title=N_("end"), description=N_("the last year, month or day it covers"))
    wording: Label | None = Field(
        None,
        title=N_("wording"),
        description=N_("as printed, where it depends on another date (từ nay đến hết năm …)"),
    )
    at: Place = None


class Revision(Part):
    """The version of the plan. Calendars and the look-up by id rest on it."""

    number: Whole = Field(
        title=N_("number of the version"), description=N_("1 for the first version, one more for each amendment")
    )
    on: AnyDate = Field(title=N_("from the day"), description=N_("the day from which this version holds"))
    amends: Code | None = Field(
        None, title=N_("what it amends"), description=N_("the document this version amends")
    )

    @property
    def day(self) -> date:
        """The first day it can hold from."""
        return self.on.first


class Signer(Part):
    """Who signed, and in what capacity."""

    name: Label | None = Field(None, title=N_("name"), description=N_("as printed"))
    title: Label | None = Field(None, title=N_("title"), description=N_("the office of the signer, as printed"))
    authority: Label | None = Field(
        None, title=N_("on whose behalf"), description=N_("on whose behalf, as printed: TM., KT., TL. …")
    )


class SourceFile(Part):
    """The file the plan was transcribed from."""

    name: Label = Field(title=N_("name"), description=N_("the name of the file"))
    sha256: Sha256 = Field(title=N_("SHA-256"), description=N_("SHA-256 of its bytes"))


class OtherReading(Part):
    """What another place of the document prints for a fact of its identity."""

    of: Annotated[FactName, KEY] = Field(
        title=N_("fact"), description=N_("the fact: number, date, title, issuer, signer, annexes")
    )
    value: Label | None = Field(
        title=N_("value"), description=N_("as printed there; null when left blank; dates as year, month and day")
    )
    printed: Label | None = Field(
        None,
        title=N_("as printed"),
        description=N_("the printed words, where the value alone would lose some of them"),
    )
    at: Code = Field(title=N_("place in the document"), description=N_("the place in the document"))

    @model_validator(mode="after")
    def _is_a_date(self) -> Self:
        """A date that cannot be read would be compared with nothing."""
        if self.of is Fact.DATE and self.value is not None:
            printed_date(self.value)
        return self


class Doubt(Part):
    """Words of the copy at hand that are probably not what was written; kept as they stand."""

    printed: Annotated[Label, KEY] = Field(title=N_("as printed"), description=N_("as the copy prints it"))
    likely: Label | None = Field(
        None,
        title=N_("what was probably meant"),
        description=N_("what was probably written, when that can be told"),
    )
    reason: Label | None = Field(
        None, title=N_("reason"), description=N_("why it is in doubt, when the words do not show it")
    )
    at: Code = Field(title=N_("place in the document"), description=N_("the place in the document"))


class Annex(Part):
    """An annex of the document."""

    name: Annotated[Label, KEY] = Field(
        title=N_("name"), description=N_("as the rest of the file refers to it: Phụ lục 1")
    )
    title: Label | None = Field(None, title=N_("title"), description=N_("as printed"))
    amounts: ExtentName | None = Field(
        None, title=N_("amounts"), description=N_("how far it prints money: none, total, or lines")
    )


class Document(Part):
    """The identity of the signed document, as printed; null is a blank on paper."""

    number: Code | None = Field(
        None, title=N_("number"), description=N_("number and code, as printed: 522/KH-UBND")
    )
    date: AnyDate | None = Field(
        None, title=N_("date"), description=N_("the date of signing, as far as it is printed")
    )
    issuer: Label | None = Field(
        None, title=N_("issuer"), description=N_("as printed, even where the code says otherwise")
    )
    signer: Signer | None = Field(None, title=N_("signer"), description=N_("who signed, and in what capacity"))
    file: SourceFile | None = Field(
        None, title=N_("source file"), description=N_("the file it was transcribed from")
    )
    at: Place = None
    readings: Many[OtherReading] = Field(
        (),
        title=N_("other reading"),
        description=N_("what other places of the document print for the same facts, each with its place"),
    )
    annexes: Many[Annex] = Field((), title=N_("annex"), description=N_("the annexes of the document"))
    doubts: Many[Doubt] = Field(
        (),
        title=N_("doubtful words"),
        description=N_("words of the copy at hand that are probably slips of recognition or typing"),
    )

    @property
    def known_issuer(self) -> str | None:
        """The issuer at its head, else where the document first names it."""
        return self.issuer or self._elsewhere(Fact.ISSUER)

    @property
    def known_date(self) -> PartialDate | None:
        """The date at its head, else where the document first prints it."""
        elsewhere = self._elsewhere(Fact.DATE)
        return self.date or (printed_date(elsewhere) if elsewhere else None)

    def _elsewhere(self, fact: Fact) -> str | None:
        return next((one.value for one in self.readings if one.of is fact and one.value), None)


class Citation(Part):
    """Another place where the document cites the same instrument, with what it prints there."""

    date: AnyDate | None = Field(None, title=N_("date"), description=N_("as printed there"))
    issuer: Label | None = Field(None, title=N_("issuer"), description=N_("as printed there"))
    at: Code = Field(title=N_("place in the document"), description=N_("the place in the document"))


class Instrument(Part):
    """A legal instrument the plan cites, as printed at its first citation."""

    kind: Annotated[Label, KEY] = Field(
        title=N_("kind"), description=N_("what it is called: Luật, Nghị định, Chỉ thị, Kế hoạch …")
    )
    number: Annotated[Code | None, KEY] = Field(
        None, title=N_("number"), description=N_("number and code, as printed")
    )
    date: Annotated[AnyDate | None, KEY] = Field(None, title=N_("date"), description=N_("as printed"))
    issuer: Label | None = Field(
        None, title=N_("issuer"), description=N_("as printed, even where the code says otherwise")
    )
    subject: Label | None = Field(
        None, title=N_("name of the instrument"), description=N_("the name of the instrument")
    )
    at: Place = None
    also: Many[Citation] = Field(
        (), title=N_("further citation"), description=N_("further citations of the same instrument")
    )
