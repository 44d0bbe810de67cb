"""On what a version rests: its source file, places in the document, and what was acknowledged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cybercrime_plan.calc.diff.classes import ChangeClass, Judge, Judgement, Level, Section, always, by_op, each
from cybercrime_plan.calc.diff.edits import Edit, Op
from cybercrime_plan.calc.diff.sides import Sides
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.money import Money, Unit, in_unit
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.statistics import Quantity

SOURCE_FILE: Final = ChangeClass(
    "PRV101",
    "source-file-changed",
    Level.MAJOR,
    Section.PROVENANCE,
    _("The plan was transcribed from another file."),
    _("Every difference may come from the file as well as from the plan; have both at hand."),
)
PLACE: Final = ChangeClass(
    "PRV102",
    "place-changed",
    Level.MINOR,
    Section.PROVENANCE,
    _("Something is said to stand at another place of the document."),
    _("What it says is compared on its own."),
)
SAME_SOURCE: Final = ChangeClass(
    "PRV103",
    "figures-over-same-source",
    Level.MAJOR,
    Section.PROVENANCE,
    _("Figures changed although both versions name the same source file by its SHA-256."),
    _("Somebody typed another number over the same source: a correction of the transcription, or no figure of it."),
)
DOUBT: Final = ChangeClass(
    "PRV104",
    "doubt-changed",
    Level.MINOR,
    Section.PROVENANCE,
    _("A word of the copy is doubted that was not, or no longer, or otherwise."),
    _("Compare with the signed paper."),
)
ACKNOWLEDGED: Final = ChangeClass(
    "PRV111",
    "acknowledgement-added",
    Level.MAJOR,
    Section.PROVENANCE,
    _("A discrepancy of the document is acknowledged that was not."),
    _("A finding no longer stops anybody; read the reason and who gave it."),
)
NO_LONGER: Final = ChangeClass(
    "PRV112",
    "acknowledgement-removed",
    Level.MAJOR,
    Section.PROVENANCE,
    _("A discrepancy is no longer acknowledged."),
    _("Either it was put right, or it is open again."),
)
OTHERWISE: Final = ChangeClass(
    "PRV113",
    "acknowledgement-changed",
    Level.MAJOR,
    Section.PROVENANCE,
    _("An acknowledgement covers other figures, has another reason, or holds until another day."),
    _("It only follows when its figures changed with the plan's; otherwise read it again."),
)

CLASSES: Final = (SOURCE_FILE, PLACE, SAME_SOURCE, DOUBT, ACKNOWLEDGED, NO_LONGER, OTHERWISE)


def judge_path(edit: Edit, sides: Sides) -> Judgement:
    """The path an acknowledgement covers; it only follows where a record on it has another id."""
    follows = any(str(edit.old).replace(f"[{old}]", f"[{new}]") == edit.new for _fields, old, new in sides.rekeyed)
    return Judgement(OTHERWISE, derived=follows)


def judge_figures(edits: Sequence[Edit], sides: Sides) -> Iterable[Judgement]:
    """The figures an acknowledgement covers; they only follow where a figure of the plan changed alike."""
    changed = {
        pair
        for edit in sides.edits
        if edit.path[0] != "acknowledged" and edit.op is Op.SET
        for pair in zip(_printed(edit.old, sides.a), _printed(edit.new, sides.b), strict=False)
    }
    for edit in edits:
        follows = edit.op is Op.SET and (_digits(str(edit.old)), _digits(str(edit.new))) in changed
        yield Judgement(OTHERWISE, derived=follows)


def _printed(value: object, plan: Plan) -> Iterable[str]:
    """The ways a figure may be written down, one under the other for both sides."""
    if isinstance(value, Money):
        unit = plan.budget.unit if plan.budget else Unit.DONG
        return (_digits(str(value.dong)), _digits(in_unit(value, unit)))
    return (_digits(str(value.value if isinstance(value, Quantity) else value)),)


def _digits(text: str) -> str:
    return re.sub(r"[.\s]", "", text).casefold()


def figures_over_same_source(sides: Sides) -> tuple[Edit, ...]:
    """The figures that changed although both sides were transcribed from the same bytes."""
    files = [plan.document.file if plan.document else None for plan in (sides.a, sides.b)]
    if files[0] is None or files[1] is None or files[0].sha256 != files[1].sha256:
        return ()
    return tuple(edit for edit in sides.edits if isinstance(edit.old, (Money, Quantity)) and edit.old != edit.new)


def same_source(sides: Sides) -> Iterator[tuple[Edit, Judgement]]:
    """One derived change that says so, when there are such figures."""
    figures = figures_over_same_source(sides)
    if figures and sides.a.document and sides.a.document.file:
        path = ("document", "file", "sha256")
        sha256 = sides.a.document.file.sha256
        because = n_("{count} figure changed", "{count} figures changed", len(figures))
        yield Edit(Op.SET, path, path, sha256, sha256), Judgement(SAME_SOURCE, derived=True, because=(because,))


JUDGES: Final[Mapping[tuple[str, ...], Judge]] = {
    ("acknowledged",): by_op(ACKNOWLEDGED, NO_LONGER, OTHERWISE),
    ("acknowledged", "figures"): judge_figures,
    ("acknowledged", "path"): each(judge_path),
}
WITHIN: Final[Mapping[tuple[str, ...], Judge]] = {
    ("document", "file"): always(SOURCE_FILE),
    ("document", "doubts"): always(DOUBT),
    ("acknowledged",): always(OTHERWISE),
}
