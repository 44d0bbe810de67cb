"""What lone records may have to do with one another. Evidence for a person; no fact is merged on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from cybercrime_plan.calc.diff.classes import Sides
from cybercrime_plan.calc.diff.edits import Edit, Op, Path, key_of
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.budget import Line
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.spelling import folded

MOST_CANDIDATES: Final = 100
"""How many lone records of one list are held against one another; the work grows with the square of it."""
_NAMES: Final = ("name", "title", "summary", "label")

Suggestions = Mapping[int, tuple[Text, ...]]
"""By the identity of an edit object: what supports reading it together with another."""
Amounts = tuple[int, ...]
"""The amounts of a line in the years both tables have, in đồng."""


def suggestions(sides: Sides) -> Suggestions:
    """What the added and removed records of each list may be together."""
    found: defaultdict[int, list[Text]] = defaultdict(list)
    for removed, added in _lone_records(sides).values():
        _possibly_same(removed[:MOST_CANDIDATES], added[:MOST_CANDIDATES], found, sides)
        _split_or_merged(removed[:MOST_CANDIDATES], added[:MOST_CANDIDATES], found, sides)
    _entered_twice(sides, found)
    return {edit: tuple(texts) for edit, texts in found.items()}


def beyond_candidates(sides: Sides) -> tuple[str, ...]:
    """The lists with more lone records than are held against one another."""
    return tuple(
        key_of(path) for path, lone in _lone_records(sides).items() if max(map(len, lone)) > MOST_CANDIDATES
    )


Found = defaultdict[int, list[Text]]
Lone = tuple[list[Edit], list[Edit]]


def _lone_records(sides: Sides) -> Mapping[Path, Lone]:
    """Removed and added records, by their list."""
    lone: dict[Path, Lone] = {}
    for edit in sides.edits:
        if edit.op in {Op.ADD, Op.REMOVE} and isinstance(edit.old or edit.new, Part):
            lone.setdefault(edit.path[:-1], ([], []))[edit.op is Op.ADD].append(edit)
    return lone


def _possibly_same(removed: Sequence[Edit], added: Sequence[Edit], found: Found, sides: Sides) -> None:
    for was in removed:
        for is_ in added:
            evidence = _evidence(was.old, is_.new, sides)
            if evidence is not None:
                found[id(was)].append(_("possibly now {place}: {evidence}", place=is_.key, evidence=evidence))
                found[id(is_)].append(_("possibly what was {place}: {evidence}", place=was.key, evidence=evidence))


def _evidence(old: Part, new: Part, sides: Sides) -> Text | None:
    """Why two records may be the same one; None when nothing says so."""
    name = _name(old)
    if name and name == _name(new):
        return _("the same name")
    if isinstance(old, Line) and isinstance(new, Line):
        before, after = _amounts(old, sides.a, sides), _amounts(new, sides.b, sides)
        same = sum(bool(was) and was == is_ for was, is_ in zip(before, after, strict=True))
        if same * 2 > len(before):
            return n_(
                "the same amount in {count} of {years} years",
                "the same amounts in {count} of {years} years",
                same,
                years=len(before),
            )
    return None


def _name(record: Part) -> str:
    return folded(str(next(filter(None, (getattr(record, field, None) for field in _NAMES)), "")))


def _amounts(line: Line, plan: Plan, sides: Sides) -> Amounts:
    shared = [year for year in _years(sides.a) if year in _years(sides.b)]
    cells = dict(zip(_years(plan), line.amounts or (), strict=False))
    return tuple(cell.dong if isinstance(cell := cells.get(year), Money) else 0 for year in shared)


def _years(plan: Plan) -> Sequence[int]:
    return plan.budget.years if plan.budget else ()


def _split_or_merged(removed: Sequence[Edit], added: Sequence[Edit], found: Found, sides: Sides) -> None:
    """A line whose amounts are those of several others together."""
    old = [(edit, _amounts(edit.old, sides.a, sides)) for edit in removed if isinstance(edit.old, Line)]
    new = [(edit, _amounts(edit.new, sides.b, sides)) for edit in added if isinstance(edit.new, Line)]
    for whole, parts in _sums(old, new):
        places = tuple(part.key for part in parts)
        found[id(whole)].append(_("looks split into {places}", places=places))
        for part in parts:
            found[id(part)].append(_("looks split off from {place}", place=whole.key))
    for whole, parts in _sums(new, old):
        places = tuple(part.key for part in parts)
        found[id(whole)].append(_("looks merged from {places}", places=places))
        for part in parts:
            found[id(part)].append(_("looks merged into {place}", place=whole.key))


def _sums(
    wholes: Sequence[tuple[Edit, Amounts]], parts: Sequence[tuple[Edit, Amounts]]
) -> Iterator[tuple[Edit, tuple[Edit, ...]]]:
    """Lines that are the sum of two others, or of all others together."""
    groups = [*combinations(parts, 2), *((tuple(parts),) if len(parts) > 2 else ())]  # noqa: PLR2004 - pairs are there
    sums: dict[Amounts, list[tuple[Edit, ...]]] = {}
    for group in groups:
        total = tuple(map(sum, zip(*(amounts for _edit, amounts in group), strict=True)))
        sums.setdefault(total, []).append(tuple(edit for edit, _amounts in group))
    for whole, amounts in wholes:
        if any(amounts) and len(sums.get(amounts, ())) == 1:
            yield whole, sums[amounts][0]


def _entered_twice(sides: Sides, found: Found) -> None:
    """An added line that says what another line of the table says already."""
    lines: defaultdict[tuple[str, object], list[str]] = defaultdict(list)
    for line in sides.b.budget.every_line() if sides.b.budget else ():
        lines[folded(line.name), line.amounts].append(line.id)
    for edit in sides.by_fields.get(("budget", "lines"), ()):
        if isinstance(edit.new, Line) and edit.new.amounts:
            others = [id_ for id_ in lines[folded(edit.new.name), edit.new.amounts] if id_ != edit.new.id]
            if others:
                found[id(edit)].append(_("the same name and amounts as {line}: entered twice?", line=others[0]))
