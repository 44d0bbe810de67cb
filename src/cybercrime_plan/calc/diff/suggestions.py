"""What lone records may have to do with one another. Grounds for a person; no fact is merged on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from operator import sub
from typing import Final, TypeVar

from cybercrime_plan.calc.diff.classes import Sides, at_loc
from cybercrime_plan.calc.diff.edits import Edit, Op, Path, key_of
from cybercrime_plan.calc.diff.ledger import dong_of
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.base import Part, shortened
from cybercrime_plan.model.budget import Line
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.spelling import folded

MOST_CANDIDATES: Final = 100
"""How many lone records of one list are held against one another; the work grows with the square of it."""
_ROW: Final = ("budget", "lines", "amounts")
_NAMES: Final = ("name", "title", "summary", "label")

YearlyAmounts = tuple[int, ...]
"""The amounts of a line in the years both tables have, in đồng."""
Grounds = defaultdict[int, list[Text]]
"""By the identity of an edit object: what supports reading it together with others."""


def suggestions(sides: Sides) -> Mapping[int, Sequence[Text]]:
    """What the added and removed records of each list may be together, by the identity of the edit objects."""
    found: Grounds = defaultdict(list)
    for path, lone in _lone_records(sides).items():
        removed, added = (edits[:MOST_CANDIDATES] for edits in lone)
        for was, is_ in product(removed, added):
            evidence = _alike(was.old, is_.new, sides)
            if evidence is not None:
                now = _("possibly now {place}: {evidence}", place=told(is_), evidence=evidence)
                before = _("possibly what was {place}: {evidence}", place=told(was), evidence=evidence)
                found[id(was)].append(now)
                found[id(is_)].append(before)
        _split_or_merged(path, removed, added, found, sides)
    # an added line that says what another line of the table says already
    lines: defaultdict[tuple[str, object], list[Line]] = defaultdict(list)
    for line in sides.b.budget.every_line() if sides.b.budget else ():
        lines[folded(line.name), line.amounts].append(line)
    for edit in sides.by_fields.get(("budget", "lines"), ()):
        if isinstance(edit.new, Line) and edit.new.amounts:
            others = [one for one in lines[folded(edit.new.name), edit.new.amounts] if one.id != edit.new.id]
            if others:
                said = _(
                    "the same name and amounts as line {line}: entered twice?", line=others[0].stt or others[0].id
                )
                found[id(edit)].append(said)
    return found


def beyond_candidates(sides: Sides) -> tuple[str, ...]:
    """The lists with more lone records than are held against one another."""
    return tuple(
        key_of(path) for path, lone in _lone_records(sides).items() if max(map(len, lone)) > MOST_CANDIDATES
    )


def _lone_records(sides: Sides) -> Mapping[Path, tuple[list[Edit], list[Edit]]]:
    """Removed and added records, by their list."""
    lone: dict[Path, tuple[list[Edit], list[Edit]]] = {}
    for edit in sides.edits:
        if edit.op in {Op.ADD, Op.REMOVE} and isinstance(edit.old or edit.new, Part):
            lone.setdefault(edit.path[:-1], ([], []))[edit.op is Op.ADD].append(edit)
    return lone


def _alike(old: Part, new: Part, sides: Sides) -> Text | None:
    """Why two records may be the same one; None when nothing says so."""
    name = _name(old)
    if name and folded(name) == folded(_name(new)):
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
    return str(next(filter(None, (getattr(record, field, None) for field in _NAMES)), ""))


def told(edit: Edit) -> str:
    """A record by its name, as people call it; by its path when it has none."""
    name = _name(edit.old or edit.new)
    return f"“{shortened(name)}”" if name else edit.key


def _amounts(line: Line, plan: Plan, sides: Sides) -> YearlyAmounts:
    cells = dict(zip(_years(plan), line.amounts or (), strict=False))
    return tuple(dong_of(cells.get(year)) for year in _years(sides.a) if year in _years(sides.b))


def _years(plan: Plan) -> Sequence[int]:
    return plan.budget.years if plan.budget else ()


def _split_or_merged(
    path: Path, removed: Sequence[Edit], added: Sequence[Edit], found: Grounds, sides: Sides
) -> None:
    """A line whose amounts are those of several others together, or that lost or gained what others have."""
    old = [(edit, _amounts(edit.old, sides.a, sides)) for edit in removed if isinstance(edit.old, Line)]
    new = [(edit, _amounts(edit.new, sides.b, sides)) for edit in added if isinstance(edit.new, Line)]
    for whole, parts in _sums(old, new):
        found[id(whole)].append(_("looks split into {places}", places=tuple(map(told, parts))))
        for part in parts:
            found[id(part)].append(_("looks split off from {place}", place=told(whole)))
    for whole, parts in _sums(new, old):
        found[id(whole)].append(_("looks merged from {places}", places=tuple(map(told, parts))))
        for part in parts:
            found[id(part)].append(_("looks merged into {place}", place=told(whole)))
    # the lines of one list that both tables have, with what each gained
    changed = dict.fromkeys(edit.locs for edit in sides.by_fields.get(_ROW, ()) if edit.path[:-3] == path)
    gained: list[tuple[str, YearlyAmounts]] = []
    for was, is_ in dict.fromkeys((was[:-2], is_[:-2]) for was, is_ in changed if was and is_):
        before, line = _amounts(at_loc(sides.a, was), sides.a, sides), at_loc(sides.b, is_)
        amounts = tuple(map(sub, _amounts(line, sides.b, sides), before))
        gained += [(line.name, amounts)] if any(amounts) else []
    lost = [(line, tuple(-amount for amount in amounts)) for line, amounts in gained]
    for line, parts in _sums(lost, new, fewest=1):
        for part in parts:
            found[id(part)].append(_("looks split off from “{line}”, which has exactly that less", line=line))
    for line, parts in _sums(gained, old, fewest=1):
        for part in parts:
            found[id(part)].append(_("looks merged into “{line}”, which has exactly that more", line=line))


W = TypeVar("W")


def _sums(
    wholes: Sequence[tuple[W, YearlyAmounts]], parts: Sequence[tuple[Edit, YearlyAmounts]], fewest: int = 2
) -> Iterator[tuple[W, tuple[Edit, ...]]]:
    """What is the sum of two others, or of all others, or of one where `fewest` allows it; in one way only."""
    sizes = dict.fromkeys((fewest, 2, max(len(parts), fewest)))
    sums: dict[YearlyAmounts, list[tuple[Edit, ...]]] = {}
    for group in chain.from_iterable(combinations(parts, size) for size in sizes):
        total = tuple(map(sum, zip(*(amounts for _edit, amounts in group), strict=True)))
        sums.setdefault(total, []).append(tuple(edit for edit, _amounts in group))
    for whole, amounts in wholes:
        if any(amounts) and len(sums.get(amounts, ())) == 1:
            yield whole, sums[amounts][0]
