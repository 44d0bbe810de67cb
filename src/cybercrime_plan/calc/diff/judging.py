"""Every edit judged by its family, and what follows from the edits without being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from cybercrime_plan.calc.diff import (
    deadlines,
    duties,
    form,
    identity,
    law,
    lines,
    money,
    provenance,
    table,
    totals,
    transfers,
)
from cybercrime_plan.calc.diff.classes import ChangeClass, Judge, Judgement, Level, always, each
from cybercrime_plan.calc.diff.edits import Edit, Op
from cybercrime_plan.calc.diff.sides import Sides
from cybercrime_plan.calc.diff.suggestions import suggestions
from cybercrime_plan.calc.diff.weight import gravest
from cybercrime_plan.language import _

_FAMILIES: Final = (totals, lines, table, deadlines, duties, law, identity, provenance)
CLASSES: Final[Mapping[str, ChangeClass]] = {
    kind.code: kind for family in (money, transfers, *_FAMILIES, form) for kind in family.CLASSES
}
"""Every class of change, by its code."""

_Judges = Mapping[tuple[str, ...], Judge]
_EXACT: Final[_Judges] = {fields: judge for family in (*_FAMILIES, form) for fields, judge in family.JUDGES.items()}
_WITHIN: Final[_Judges] = {fields: judge for family in _FAMILIES for fields, judge in family.WITHIN.items()}
_ORDER: Final = always(form.ORDER)
_PLACE: Final = always(provenance.PLACE)
_REFERENCE: Final = each(lambda _edit, _sides: Judgement(form.REFERENCE, derived=True))

_AGENCIES: Final = ("agencies", "with", "through", "from_whom", "to", "agency", "members", "part_of", "successor")
_REFERS_TO: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_AGENCIES, ("agencies", "id")),
    **dict.fromkeys(("source", "totals_source"), ("budget", "sources", "id")),
    "line": ("budget", "lines", "id"),
}
"""Fields that hold the id of another record, and where that id is given."""


def judged(sides: Sides) -> tuple[tuple[Edit, Judgement], ...]:
    """Every edit with what it is, in their order; then what follows from them."""
    by_judge: dict[Judge, list[Edit]] = {}
    for edit in sides.edits:
        by_judge.setdefault(_judge_of(edit, sides), []).append(edit)
    judgements = {
        id(edit): judgement
        for judge, edits in by_judge.items()
        for edit, judgement in zip(edits, judge(edits, sides), strict=True)
    }
    for edit in provenance.figures_over_same_source(sides):
        judgements[id(edit)] = _doubted(judgements[id(edit)])
    for edit_id, evidence in suggestions(sides).items():
        judgement = judgements[edit_id]
        judgements[edit_id] = replace(judgement, because=(*judgement.because, *evidence))
    return (*((edit, judgements[id(edit)]) for edit in sides.edits), *_consequences(sides))


def _judge_of(edit: Edit, sides: Sides) -> Judge:
    """By the exact fields of the path, else by the longest part of them a family takes as a whole."""
    if edit.op is Op.ORDER:
        return _ORDER
    if _follows_reference(edit, sides):
        return _REFERENCE
    fields = edit.fields
    if fields in _EXACT:
        return _EXACT[fields]
    if fields[-1] == "at":
        return _PLACE
    prefixes = (fields[:length] for length in range(len(fields), 0, -1))
    return next((_WITHIN[prefix] for prefix in prefixes if prefix in _WITHIN), form.ANY_FIELD)


def _follows_reference(edit: Edit, sides: Sides) -> bool:
    registry = _REFERS_TO.get(edit.fields[-1])
    return edit.op is Op.SET and (registry, edit.old, edit.new) in sides.rekeyed


def _doubted(judgement: Judgement) -> Judgement:
    """The same, of a figure that changed although both versions come from the same bytes."""
    if judgement.derived:
        return judgement
    level = gravest((judgement.level or judgement.kind.level, Level.MAJOR))
    because = _("both versions name the same source file by its SHA-256")
    return replace(judgement, level=level, because=(*judgement.because, because))


def _consequences(sides: Sides) -> Iterator[tuple[Edit, Judgement]]:
    yield from lines.counted_otherwise(sides)
    yield from deadlines.now_outside(sides)
    yield from provenance.same_source(sides)
