"""What an edit is about, in words: the record, then the field; and where the document has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cybercrime_plan.calc.diff.classes import Sides, child
from cybercrime_plan.calc.diff.edits import Edit, Member
from cybercrime_plan.findings import Loc
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Part, shortened
from cybercrime_plan.model.identity import Instrument
from cybercrime_plan.model.plan import Plan

TERMS: Final[Mapping[str, Text]] = {
    "acknowledged": _("acknowledgement"),
    "after": _("term after each period"),
    "agencies": _("agencies"),
    "agency": _("agency"),
    "aliases": _("other names"),
    "also": _("further citation"),
    "amends": _("what it amends"),
    "amount": _("figure"),
    "amounts": _("amounts"),
    "anchored": _("mark in the table"),
    "annexes": _("annex"),
    "archive": _("archive"),
    "at": _("place in the document"),
    "authority": _("on whose behalf"),
    "blank": _("meaning of an empty cell"),
    "bound": _("before or by"),
    "budget": _("budget"),
    "by": _("acknowledged by"),
    "cancelled": _("cancelled"),
    "code": _("code"),
    "contacts": _("contact"),
    "covers": _("what it pays for"),
    "data": _("days covered"),
    "date": _("date"),
    "deliverable": _("thing to produce"),
    "details_at": _("place of the details"),
    "document": _("document"),
    "doubts": _("doubtful words"),
    "due": _("due date"),
    "email": _("e-mail"),
    "en": _("in English"),
    "figures": _("figures covered"),
    "file": _("source file"),
    "for_report": _("for report"),
    "format": _("format of the file"),
    "from": _("from"),
    "from_whom": _("who reports"),
    "government_domains": _("official domains"),
    "heading": _("heading over the years"),
    "holder": _("holder of the money"),
    "id": _("id"),
    "issuer": _("issuer"),
    "kind": _("kind"),
    "label": _("label"),
    "labels": _("other name in the document"),
    "lead": _("steering"),
    "legal_basis": _("legal basis"),
    "largest_number": _("largest plausible number"),
    "level": _("level of the budget"),
    "likely": _("what was probably meant"),
    "line": _("line"),
    "lines": _("lines"),
    "mark": _("mark of the note"),
    "members": _("members"),
    "memo": _("memo line"),
    "name": _("name"),
    "notes": _("note"),
    "number": _("number"),
    "objectives": _("objective"),
    "occurrence": _("occurrence"),
    "of": _("fact"),
    "on": _("from the day"),
    "ordered_by": _("ordering document"),
    "overrides": _("order about one occurrence"),
    "part_of": _("body it belongs to"),
    "parts": _("parts"),
    "path": _("path"),
    "period": _("period"),
    "phone": _("telephone"),
    "printed": _("as printed"),
    "province": _("province"),
    "qualifier": _("bound of the figure"),
    "quantity": _("figure"),
    "readings": _("other reading"),
    "reason": _("reason"),
    "recipients": _("recipient"),
    "reports": _("report"),
    "requested": _("only requested"),
    "revision": _("version"),
    "role": _("assigned or requested"),
    "roll": _("when the due day is a day off"),
    "rounding": _("rounding"),
    "rule": _("when it returns"),
    "sha256": _("SHA-256"),
    "signer": _("signer"),
    "source": _("source"),
    "sources": _("source of money"),
    "spending": _("kind of spending"),
    "spike": _("spike"),
    "split": _("split by source"),
    "stated": _("total printed elsewhere"),
    "statistics": _("statistic"),
    "status": _("status of the figure"),
    "stt": _("number of the line"),
    "subject": _("name of the instrument"),
    "successor": _("successor"),
    "summary": _("content"),
    "tasks": _("task"),
    "text": _("text"),
    "through": _("through whom"),
    "thresholds": _("thresholds"),
    "timing": _("printed time"),
    "title": _("title"),
    "to": _("to"),
    "total": _("total"),
    "totals": _("totals of the years"),
    "totals_source": _("source of the totals"),
    "undecided": _("why undecided"),
    "unit": _("unit"),
    "until": _("until"),
    "value": _("value"),
    "vi": _("in Vietnamese"),
    "via": _("through"),
    "with": _("partners"),
    "wording": _("wording"),
    "words": _("amount in words"),
    "years": _("years"),
}
"""By the name of the field in the file."""


_NAMES: Final = ("name", "title", "summary", "label")
"""The field a record is told by, the first that it has."""
_LONGEST: Final = 80


def label_of(edit: Edit, sides: Sides) -> Text | str:
    """The thing an edit changes, for people: `Mua sắm trang thiết bị: 2025`."""
    first, *rest = _words(edit, sides)
    label: Text | str = first
    for word in rest:
        label = _("{whole}: {part}", whole=label, part=word)
    return label


def _words(edit: Edit, sides: Sides) -> Iterator[Text | str]:
    records = {len(loc): record for loc, record in _on_the_way(edit, sides)}
    collection = ""
    named = False
    for depth, step in enumerate(edit.path, start=1):
        last = depth == len(edit.path)
        if isinstance(step, str):
            collection = step
            if last or (depth == 1 and not any(isinstance(later, Member) for later in edit.path)):
                yield _term(step)
        elif isinstance(step.name, int):
            yield from () if named else (_term(collection),)
            yield str(step.name)
        elif depth in records:
            yield from _named(records[depth], collection)
            named = True
        else:
            yield _term(collection)
            yield from () if named and last else (str(step.name),)


def _term(field: str) -> Text | str:
    return TERMS.get(field, field)


def _named(record: Part, collection: str) -> Iterator[Text | str]:
    if isinstance(record, Instrument):
        yield " ".join(str(part) for part in (record.kind, record.number) if part)
        return
    name = next((text for field in _NAMES if (text := getattr(record, field, None))), None)
    if name is None:
        yield _term(collection)
    else:
        place = getattr(record, "at", None) if collection == "tasks" else None
        yield shortened(f"{place} {name}" if place else str(name), _LONGEST)


def _on_the_way(edit: Edit, sides: Sides) -> Iterator[tuple[Loc, Part]]:
    """The records an edit lies in, from the outermost, in the newer plan where it has them."""
    plan, loc = (sides.b, edit.locs[1]) if edit.locs[1] is not None else (sides.a, edit.locs[0])
    value: Any = plan
    for depth, key in enumerate(loc or (), start=1):
        value = child(value, key)
        if isinstance(value, Part) and isinstance(key, int):
            yield (loc or ())[:depth], value


def place_of(edit: Edit, sides: Sides) -> str | None:
    """Where the document has it: the place of the fact, or of the part around it."""
    plan, loc = (sides.b, edit.locs[1]) if edit.locs[1] is not None else (sides.a, edit.locs[0])
    return _place(plan, loc or ())


def _place(plan: Plan, loc: Loc) -> str | None:
    place: str | None = None
    value: Any = plan
    for key in loc:
        value = child(value, key)
        place = getattr(value, "at", None) or place
    return place
