"""Which document it is, the law it cites, on what a version rests, and everything nobody else classifies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from unicodedata import name

from cybercrime_plan.calc.diff.classes import (
    ChangeClass,
    Classification,
    Classifier,
    Gravity,
    Sides,
    Subject,
    always,
    by_op,
    defined,
    each,
)
from cybercrime_plan.calc.diff.edits import Edit, Op
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.fields import field_along
from cybercrime_plan.model.money import Money, Unit, in_unit
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.spelling import look_alikes, same_words
from cybercrime_plan.model.statistics import Quantity

NUMBER_CHANGED: Final = defined("IDN101", "number-changed", Gravity.CRITICAL, Subject.IDENTITY)(
    _("The document has another number."),
    _("It may be another document; compare with the signed paper."),
)
DATE_CHANGED: Final = defined("IDN102", "date-changed", Gravity.CRITICAL, Subject.IDENTITY)(
    _("The document has another date."),
    _("It may be another document; what runs from its date runs from another day."),
)
ISSUER_CHANGED: Final = defined("IDN103", "issuer-changed", Gravity.CRITICAL, Subject.IDENTITY)(
    _("The document has another issuer, or another province."),
    _("Another body answers for it."),
)
BLANK_FILLED_IN: Final = defined("IDN104", "blank-filled-in", Gravity.MINOR, Subject.IDENTITY)(
    _("A number, date, issuer or signer stands where there was a blank."),
    _("The copy at hand before was not yet numbered or signed; see that this one is the signed document."),
)
SIGNER_CHANGED: Final = defined("IDN105", "signer-changed", Gravity.MAJOR, Subject.IDENTITY)(
    _("Another person signed, or in another capacity."),
    _("See whether that person may sign for the issuer."),
)
TITLE_CHANGED: Final = defined("IDN106", "title-changed", Gravity.MAJOR, Subject.IDENTITY)(
    _("The document has another title."),
    _("It may claim to be about something else."),
)
RECIPIENTS_CHANGED: Final = defined("IDN107", "recipients-changed", Gravity.MINOR, Subject.IDENTITY)(
    _("The document goes to other recipients, or names other addresses."),
    _("See that everybody with a task receives it."),
)
READING_CHANGED: Final = defined("IDN108", "reading-changed", Gravity.MAJOR, Subject.IDENTITY)(
    _("What another place of the document prints for its number, date, title or issuer changed."),
    _("The document contradicts itself in another way than before, or no longer."),
)
REVISION_CHANGED: Final = defined("IDN109", "revision-changed", Gravity.INFO, Subject.IDENTITY)(
    _("It is another version of the plan by its own account."),
    _("Expected of an amendment; its absence beside other changes would be the surprise."),
)
ANNEX_CHANGED: Final = defined("IDN110", "annex-changed", Gravity.MINOR, Subject.IDENTITY)(
    _("An annex came, went, or is described differently."),
    _("See that the document still has all the annexes it speaks of."),
)


def _unless_blank(kind: ChangeClass) -> Classifier:
    def classify(edit: Edit, _sides: Sides) -> Classification:
        return Classification(BLANK_FILLED_IN if edit.old is None else kind)

    return each(classify)


INSTRUMENT_ADDED: Final = defined("LAW101", "instrument-added", Gravity.MAJOR, Subject.LEGAL)(
    _("The plan rests on one more instrument."),
    _("See whether it brings duties of its own."),
)
INSTRUMENT_REMOVED: Final = defined("LAW102", "instrument-removed", Gravity.MAJOR, Subject.LEGAL)(
    _("The plan no longer rests on an instrument."),
    _("See whether it was replaced, or the plan lost its ground."),
)
INSTRUMENT_NUMBER_CHANGED: Final = defined("LAW103", "instrument-number-changed", Gravity.MAJOR, Subject.LEGAL)(
    _("The number or kind of a cited instrument changed, and all else of it is the same."),
    _("Usually a correction; look the instrument up."),
)
INSTRUMENT_DATE_CHANGED: Final = defined("LAW104", "instrument-date-changed", Gravity.MAJOR, Subject.LEGAL)(
    _("The date of a cited instrument changed, and all else of it is the same."),
    _("Usually a correction; look the instrument up."),
)
INSTRUMENT_ISSUER_CHANGED: Final = defined("LAW105", "instrument-issuer-changed", Gravity.MAJOR, Subject.LEGAL)(
    _("Another body is named as the issuer of a cited instrument."),
    _("Its code tells who may have issued it: NĐ-CP the Government, CT-TTg the Prime Minister."),
)
CITATION_CHANGED: Final = defined("LAW106", "citation-changed", Gravity.MINOR, Subject.LEGAL)(
    _("A cited instrument is described differently, or cited at other places."),
    _("The instrument itself is the same."),
)


SOURCE_FILE_CHANGED: Final = defined("PRV101", "source-file-changed", Gravity.MAJOR, Subject.PROVENANCE)(
    _("The plan was transcribed from another file."),
    _("Every difference may come from the file as well as from the plan; have both at hand."),
)
PLACE_CHANGED: Final = defined("PRV102", "place-changed", Gravity.MINOR, Subject.PROVENANCE)(
    _("Something is said to stand at another place of the document."),
    _("What it says is compared on its own."),
)
FIGURES_OVER_SAME_SOURCE: Final = defined("PRV103", "figures-over-same-source", Gravity.MAJOR, Subject.PROVENANCE)(
    _("Figures changed although both versions name the same source file by its SHA-256."),
    _("Somebody typed another number over the same source: a correction of the transcription, or no figure of it."),
)
DOUBT_CHANGED: Final = defined("PRV104", "doubt-changed", Gravity.MINOR, Subject.PROVENANCE)(
    _("A word of the copy is doubted that was not, or no longer, or otherwise."),
    _("Compare with the signed paper."),
)
ACKNOWLEDGEMENT_ADDED: Final = defined("PRV111", "acknowledgement-added", Gravity.MAJOR, Subject.PROVENANCE)(
    _("A discrepancy of the document is acknowledged that was not."),
    _("A finding no longer stops anybody; read the reason and who gave it."),
)
ACKNOWLEDGEMENT_REMOVED: Final = defined("PRV112", "acknowledgement-removed", Gravity.MAJOR, Subject.PROVENANCE)(
    _("A discrepancy is no longer acknowledged."),
    _("Either it was put right, or it is open again."),
)
ACKNOWLEDGEMENT_CHANGED: Final = defined("PRV113", "acknowledgement-changed", Gravity.MAJOR, Subject.PROVENANCE)(
    _("An acknowledgement covers other figures, has another reason, or holds until another day."),
    _("It only follows when its figures changed with the plan's; otherwise read it again."),
)


def classify_path(edit: Edit, sides: Sides) -> Classification:
    """The path an acknowledgement covers; it only follows where a record on it has another id."""
    follows = any(str(edit.old).replace(f"[{old}]", f"[{new}]") == edit.new for _fields, old, new in sides.rekeyed)
    return Classification(ACKNOWLEDGEMENT_CHANGED, derived=follows)


def classify_figures(edits: Sequence[Edit], sides: Sides) -> Iterable[Classification]:
    """The figures an acknowledgement covers; they only follow where a figure of the plan changed alike."""
    changed = {
        pair
        for edit in sides.edits
        if edit.path[0] != "acknowledged" and edit.op is Op.SET
        for pair in zip(_printed(edit.old, sides.a), _printed(edit.new, sides.b), strict=False)
    }
    for edit in edits:
        follows = edit.op is Op.SET and (_digits(str(edit.old)), _digits(str(edit.new))) in changed
        yield Classification(ACKNOWLEDGEMENT_CHANGED, derived=follows)


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


def same_source(sides: Sides) -> Iterator[tuple[Edit, Classification]]:
    """One derived change that says so, when there are such figures."""
    figures = figures_over_same_source(sides)
    if figures and sides.a.document and sides.a.document.file:
        path = ("document", "file", "sha256")
        sha256 = sides.a.document.file.sha256
        because = n_("{count} figure changed", "{count} figures changed", len(figures))
        yield (
            Edit(Op.SET, path, path, sha256, sha256),
            Classification(FIGURES_OVER_SAME_SOURCE, derived=True, because=(because,)),
        )


ORDER_CHANGED: Final = defined("FRM101", "order-changed", Gravity.INFO, Subject.OTHER)(
    _("The same records stand in another order."),
    _("Nothing else of them changed by that; one record per list says so."),
)
FORMAT_CHANGED: Final = defined("FRM102", "format-changed", Gravity.INFO, Subject.OTHER)(
    _("The file is written in another version of the format."),
    _("What the plan says is the same, unless something else is reported."),
)
REFERENCE_FOLLOWS: Final = defined("FRM103", "reference-follows", Gravity.INFO, Subject.OTHER)(
    _("A reference follows a record that has another id."),
    _("It still means the same record and is not counted again."),
)
SPELLED_OTHERWISE: Final = defined("FRM104", "spelled-otherwise", Gravity.INFO, Subject.OTHER)(
    _("The same words are spelled otherwise: tone marks, capitals, dashes, quotation marks, i or y, unseen signs."),
    _("Nothing means anything else; one record holds all places. In numbers, codes, addresses and ids it would."),
)
LOOK_ALIKE_LETTER: Final = defined("FRM105", "look-alike-letter", Gravity.MAJOR, Subject.OTHER)(
    _("A letter was exchanged for one of another alphabet that looks the same."),
    _("On paper nothing differs, but a search no longer finds it. A trace of copying, or of intent."),
)
FIELD_CHANGED: Final = defined("GEN101", "field-changed", Gravity.MINOR, Subject.OTHER)(
    _("A field says something else."),
    _("No class of its own exists for it; both values are listed."),
)
RECORD_ADDED: Final = defined("GEN102", "record-added", Gravity.MINOR, Subject.OTHER)(
    _("There is something that was not there."),
    _("No class of its own exists for it; it is listed in full."),
)
RECORD_REMOVED: Final = defined("GEN103", "record-removed", Gravity.MINOR, Subject.OTHER)(
    _("Something is gone."),
    _("No class of its own exists for it; it is listed in full."),
)


def spelled_otherwise(edit: Edit, sides: Sides) -> bool:
    """Whether a name or a sentence says the same words as before."""
    if edit.op is not Op.SET or not isinstance(edit.old, str) or not isinstance(edit.new, str):
        return False
    field = field_along(type(sides.a), edit.fields)
    return field is not None and not field.is_exact and same_words(edit.old, edit.new)


def has_look_alikes(edit: Edit) -> bool:
    """Whether nothing but letters of another alphabet differs."""
    return isinstance(edit.old, str) and isinstance(edit.new, str) and bool(look_alikes(edit.old, edit.new))


def classify_look_alikes(edit: Edit, _sides: Sides) -> Classification:
    """The letters of another alphabet, by their names."""
    names = tuple(f"{letter} (U+{ord(letter):04X} {name(letter)})" for letter in look_alikes(edit.old, edit.new))
    return Classification(LOOK_ALIKE_LETTER, because=(_("letters of another alphabet: {letters}", letters=names),))


ANY_FIELD: Final[Classifier] = by_op(RECORD_ADDED, RECORD_REMOVED, FIELD_CHANGED)


CLASSIFIERS: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("province",): _unless_blank(ISSUER_CHANGED),
    ("title",): _unless_blank(TITLE_CHANGED),
    ("document", "number"): _unless_blank(NUMBER_CHANGED),
    ("document", "date"): _unless_blank(DATE_CHANGED),
    ("document", "issuer"): _unless_blank(ISSUER_CHANGED),
    ("legal_basis",): by_op(INSTRUMENT_ADDED, INSTRUMENT_REMOVED, CITATION_CHANGED),
    ("legal_basis", "kind"): always(INSTRUMENT_NUMBER_CHANGED),
    ("legal_basis", "number"): always(INSTRUMENT_NUMBER_CHANGED),
    ("legal_basis", "date"): always(INSTRUMENT_DATE_CHANGED),
    ("legal_basis", "issuer"): always(INSTRUMENT_ISSUER_CHANGED),
    ("acknowledged",): by_op(ACKNOWLEDGEMENT_ADDED, ACKNOWLEDGEMENT_REMOVED, ACKNOWLEDGEMENT_CHANGED),
    ("acknowledged", "figures"): classify_figures,
    ("acknowledged", "path"): each(classify_path),
    ("format",): always(FORMAT_CHANGED),
}


WITHIN: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("revision",): always(REVISION_CHANGED),
    ("document", "signer"): _unless_blank(SIGNER_CHANGED),
    ("document", "readings"): always(READING_CHANGED),
    ("document", "annexes"): always(ANNEX_CHANGED),
    ("recipients",): always(RECIPIENTS_CHANGED),
    ("contacts",): always(RECIPIENTS_CHANGED),
    ("legal_basis",): always(CITATION_CHANGED),
    ("document", "file"): always(SOURCE_FILE_CHANGED),
    ("document", "doubts"): always(DOUBT_CHANGED),
    ("acknowledged",): always(ACKNOWLEDGEMENT_CHANGED),
}
