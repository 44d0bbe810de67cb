"""What an edit is about, in words: the record, then the field; and where the document has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from cybercrime_plan.calc.diff.edits import Edit, Member
from cybercrime_plan.calc.diff.sides import Sides, child
from cybercrime_plan.calc.diff.terms import TERMS
from cybercrime_plan.findings import Loc
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Part, shortened
from cybercrime_plan.model.identity import Instrument
from cybercrime_plan.model.plan import Plan

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
