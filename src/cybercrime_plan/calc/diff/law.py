"""The legal basis: instruments cited, and how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cybercrime_plan.calc.diff.classes import ChangeClass, Judge, Level, Section, always, by_op
from cybercrime_plan.language import _

ADDED: Final = ChangeClass(
    "LAW101",
    "instrument-added",
    Level.MAJOR,
    Section.LEGAL,
    _("The plan rests on one more instrument."),
    _("See whether it brings duties of its own."),
)
REMOVED: Final = ChangeClass(
    "LAW102",
    "instrument-removed",
    Level.MAJOR,
    Section.LEGAL,
    _("The plan no longer rests on an instrument."),
    _("See whether it was replaced, or the plan lost its ground."),
)
NUMBER: Final = ChangeClass(
    "LAW103",
    "instrument-number-changed",
    Level.MAJOR,
    Section.LEGAL,
    _("The number or kind of a cited instrument changed, and all else of it is the same."),
    _("Usually a correction; look the instrument up."),
)
DATE: Final = ChangeClass(
    "LAW104",
    "instrument-date-changed",
    Level.MAJOR,
    Section.LEGAL,
    _("The date of a cited instrument changed, and all else of it is the same."),
    _("Usually a correction; look the instrument up."),
)
ISSUER: Final = ChangeClass(
    "LAW105",
    "instrument-issuer-changed",
    Level.MAJOR,
    Section.LEGAL,
    _("Another body is named as the issuer of a cited instrument."),
    _("Its code tells who may have issued it: NĐ-CP the Government, CT-TTg the Prime Minister."),
)
CITATION: Final = ChangeClass(
    "LAW106",
    "citation-changed",
    Level.MINOR,
    Section.LEGAL,
    _("A cited instrument is described differently, or cited at other places."),
    _("The instrument itself is the same."),
)

CLASSES: Final = (ADDED, REMOVED, NUMBER, DATE, ISSUER, CITATION)

JUDGES: Final[Mapping[tuple[str, ...], Judge]] = {
    ("legal_basis",): by_op(ADDED, REMOVED, CITATION),
    ("legal_basis", "kind"): always(NUMBER),
    ("legal_basis", "number"): always(NUMBER),
    ("legal_basis", "date"): always(DATE),
    ("legal_basis", "issuer"): always(ISSUER),
}
WITHIN: Final[Mapping[tuple[str, ...], Judge]] = {("legal_basis",): always(CITATION)}
