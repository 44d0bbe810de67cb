"""What is left: the order of things, ids that other records refer to, and every field nobody else judges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cybercrime_plan.calc.diff.classes import ChangeClass, Judge, Level, Section, always, by_op
from cybercrime_plan.language import _

ORDER: Final = ChangeClass(
    "FRM101",
    "order-changed",
    Level.INFO,
    Section.OTHER,
    _("The same records stand in another order."),
    _("Nothing else of them changed by that; one record per list says so."),
)
FORMAT: Final = ChangeClass(
    "FRM102",
    "format-changed",
    Level.INFO,
    Section.OTHER,
    _("The file is written in another version of the format."),
    _("What the plan says is the same, unless something else is reported."),
)
REFERENCE: Final = ChangeClass(
    "FRM103",
    "reference-follows",
    Level.INFO,
    Section.OTHER,
    _("A reference follows a record that has another id."),
    _("It still means the same record and is not counted again."),
)
CHANGED: Final = ChangeClass(
    "GEN101",
    "field-changed",
    Level.MINOR,
    Section.OTHER,
    _("A field says something else."),
    _("No class of its own exists for it; both values are listed."),
)
ADDED: Final = ChangeClass(
    "GEN102",
    "record-added",
    Level.MINOR,
    Section.OTHER,
    _("There is something that was not there."),
    _("No class of its own exists for it; it is listed in full."),
)
REMOVED: Final = ChangeClass(
    "GEN103",
    "record-removed",
    Level.MINOR,
    Section.OTHER,
    _("Something is gone."),
    _("No class of its own exists for it; it is listed in full."),
)

CLASSES: Final = (ORDER, FORMAT, REFERENCE, CHANGED, ADDED, REMOVED)

ANY_FIELD: Final[Judge] = by_op(ADDED, REMOVED, CHANGED)
JUDGES: Final[Mapping[tuple[str, ...], Judge]] = {("format",): always(FORMAT)}
