"""What an edit is about, in words: the record, then the field; and where the document has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cybercrime_plan.calc.diff.classes import Sides, along, at_loc
from cybercrime_plan.calc.diff.edits import Edit, Member, Op
from cybercrime_plan.findings import Loc
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Part, shortened
from cybercrime_plan.model.fields import field_along, fields_of, registries
from cybercrime_plan.model.identity import Instrument
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays

_NAMES: Final = ("name", "title", "summary", "label")
"""The field a record is told by, the first that it has."""
_LONGEST: Final = 80


NamesOfIds = Mapping[str, Mapping[str, str]]
"""By the registry and the id: the name people know the record by."""


def names_of_ids(*plans: Plan) -> NamesOfIds:
    """The names of all records with ids; what the last plan calls them where several know them."""
    names: dict[str, dict[str, str]] = {}
    for plan in plans:
        for registry, ids in registries(plan):
            known = names.setdefault(".".join(map(str, registry)), {})
            known |= {id_: name_of(at_loc(plan, loc[:-1])) or id_ for loc, id_ in ids}
    return names


def name_of(record: Part) -> str | None:
    """What a record is called by, when it has a name, a title or a summary."""
    name = next((text for field in _NAMES if (text := getattr(record, field, None))), None)
    return None if name is None else str(name)


def label_of(edit: Edit, sides: Sides, names: NamesOfIds) -> Text | str:
    """The thing an edit changes, for people: `Mua sắm trang thiết bị: 2025`.

    Args:
        names: of the records that ids refer to.
    """
    first, *rest = _words(edit, sides, names)
    label: Text | str = first
    for word in rest:
        label = _("{whole}: {part}", whole=label, part=word)
    return label


def label_at(plan: Plan, loc: Loc) -> Text | str:
    """What stands at a place of a plan, for people: `Mua sắm trang thiết bị: total`."""
    path: list[str | Member] = []
    years = plan.budget.years if plan.budget else ()
    for (*_above, key), value in along(plan, loc):
        if not isinstance(key, int):
            path.append(key)
        elif isinstance(value, Part):
            path.append(Member(str(getattr(value, "id", key))))
        else:
            path.append(Member(years[key]))
    sides = Sides(plan, plan, (), WorkingDays())
    return label_of(Edit(Op.SET, tuple(path), tuple(path), locs=(loc, loc)), sides, {})


def place_of(edit: Edit, sides: Sides) -> str | None:
    """Where the document has it: the place of the fact, or of the part around it."""
    places = [getattr(value, "at", None) for _loc, value in _on_the_way(edit, sides)]
    return next(filter(None, reversed(places)), None)


def _on_the_way(edit: Edit, sides: Sides) -> Iterator[tuple[Loc, Any]]:
    """Everything an edit lies in, from the outermost, in the newer plan where that has it."""
    old, new = edit.locs
    return along(sides.a, old or ()) if new is None else along(sides.b, new)


def _words(edit: Edit, sides: Sides, names: NamesOfIds) -> Iterator[Text | str]:
    inside = {len(loc): value for loc, value in _on_the_way(edit, sides)}
    terms = _terms(edit, type(sides.a))
    field = field_along(type(sides.a), edit.fields)
    called = names.get(field.registry or "", {}) if field else {}
    in_list = any(isinstance(step, Member) for step in edit.path)
    term: Text | str = ""
    named = False
    for depth, step in enumerate(edit.path, start=1):
        last = depth == len(edit.path)
        if isinstance(step, str):
            term = terms[step]
            if last or (depth == 1 and not in_list):
                yield term
        elif isinstance(step.name, int):
            yield from () if named else (term,)
            yield str(step.name)
        elif isinstance(record := inside.get(depth), Part):
            yield from _named(record, term, told_by_place=edit.path[0] == "tasks")
            named = True
        else:
            yield term
            by_key = field is not None and field.by_key
            yield from () if named and last and not by_key else (called.get(step.name, step.name),)


def _terms(edit: Edit, part: type[Part] | None) -> Mapping[str, Text | str]:
    """What people call each field on the path of an edit."""
    terms: dict[str, Text | str] = {}
    for step in edit.path:
        if isinstance(step, str):
            field = fields_of(part).get(step) if part else None
            terms[step] = field.label if field else step
            part = field.part if field else None
    return terms


def _named(record: Part, term: Text | str, *, told_by_place: bool) -> Iterator[Text | str]:
    """A record by its name; by what its kind is called, and its id, when it has none."""
    if isinstance(record, Instrument):
        yield " ".join(str(part) for part in (record.kind, record.number) if part)
        return
    name = name_of(record)
    if name is None:
        yield term
        yield from filter(None, (getattr(record, "id", None),))
    else:
        place = getattr(record, "at", None) if told_by_place else None
        yield shortened(f"{place} {name}" if place else name, _LONGEST)
