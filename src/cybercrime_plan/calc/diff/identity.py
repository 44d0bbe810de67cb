"""Which document it is: number, date, issuer, signer, title, and to whom it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cybercrime_plan.calc.diff.classes import ChangeClass, Judge, Judgement, Level, Section, always, each
from cybercrime_plan.calc.diff.edits import Edit
from cybercrime_plan.calc.diff.sides import Sides
from cybercrime_plan.language import _

NUMBER: Final = ChangeClass(
    "IDN101",
    "number-changed",
    Level.CRITICAL,
    Section.IDENTITY,
    _("The document has another number."),
    _("It may be another document; compare with the signed paper."),
)
DATE: Final = ChangeClass(
    "IDN102",
    "date-changed",
    Level.CRITICAL,
    Section.IDENTITY,
    _("The document has another date."),
    _("It may be another document; what runs from its date runs from another day."),
)
ISSUER: Final = ChangeClass(
    "IDN103",
    "issuer-changed",
    Level.CRITICAL,
    Section.IDENTITY,
    _("The document has another issuer, or another province."),
    _("Another body answers for it."),
)
FILLED_IN: Final = ChangeClass(
    "IDN104",
    "blank-filled-in",
    Level.MINOR,
    Section.IDENTITY,
    _("A number, date, issuer or signer stands where there was a blank."),
    _("The copy at hand before was not yet numbered or signed; see that this one is the signed document."),
)
SIGNER: Final = ChangeClass(
    "IDN105",
    "signer-changed",
    Level.MAJOR,
    Section.IDENTITY,
    _("Another person signed, or in another capacity."),
    _("See whether that person may sign for the issuer."),
)
TITLE: Final = ChangeClass(
    "IDN106",
    "title-changed",
    Level.MAJOR,
    Section.IDENTITY,
    _("The document has another title."),
    _("It may claim to be about something else."),
)
RECIPIENT: Final = ChangeClass(
    "IDN107",
    "recipients-changed",
    Level.MINOR,
    Section.IDENTITY,
    _("The document goes to other recipients, or names other addresses."),
    _("See that everybody with a task receives it."),
)
READING: Final = ChangeClass(
    "IDN108",
    "reading-changed",
    Level.MAJOR,
    Section.IDENTITY,
    _("What another place of the document prints for its number, date, title or issuer changed."),
    _("The document contradicts itself in another way than before, or no longer."),
)
REVISION: Final = ChangeClass(
    "IDN109",
    "revision-changed",
    Level.INFO,
    Section.IDENTITY,
    _("It is another version of the plan by its own account."),
    _("Expected of an amendment; its absence beside other changes would be the surprise."),
)
ANNEX: Final = ChangeClass(
    "IDN110",
    "annex-changed",
    Level.MINOR,
    Section.IDENTITY,
    _("An annex came, went, or is described differently."),
    _("See that the document still has all the annexes it speaks of."),
)

CLASSES: Final = (NUMBER, DATE, ISSUER, FILLED_IN, SIGNER, TITLE, RECIPIENT, READING, REVISION, ANNEX)


def _unless_blank(kind: ChangeClass) -> Judge:
    def judge(edit: Edit, _sides: Sides) -> Judgement:
        return Judgement(FILLED_IN if edit.old is None else kind)

    return each(judge)


JUDGES: Final[Mapping[tuple[str, ...], Judge]] = {
    ("province",): _unless_blank(ISSUER),
    ("title",): _unless_blank(TITLE),
    ("document", "number"): _unless_blank(NUMBER),
    ("document", "date"): _unless_blank(DATE),
    ("document", "issuer"): _unless_blank(ISSUER),
}
WITHIN: Final[Mapping[tuple[str, ...], Judge]] = {
    ("revision",): always(REVISION),
    ("document", "signer"): _unless_blank(SIGNER),
    ("document", "readings"): always(READING),
    ("document", "annexes"): always(ANNEX),
    ("recipients",): always(RECIPIENT),
    ("contacts",): always(RECIPIENT),
}
