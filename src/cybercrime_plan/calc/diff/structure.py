"""From two plans to the edits between them, over every field of the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cybercrime_plan.calc.diff.edits import Edit, Member, Op, Path, key_of
from cybercrime_plan.calc.diff.matching import Pairing, pair_records, pair_values
from cybercrime_plan.calc.diff.meaning import meaning
from cybercrime_plan.calc.diff.shapes import Field, Shape, fields
from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Loc
from cybercrime_plan.language import _
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.money import Cell
from cybercrime_plan.model.plan import Plan


@dataclass(frozen=True, slots=True)
class _Spot:
    """The same place in both plans.

    Attributes:
        path: in the first plan; `twin` in the second.
        locs: in the trees of both files.
    """

    path: Path = ()
    twin: Path = ()
    locs: tuple[Loc, Loc] = ((), ())

    def field(self, name: str) -> _Spot:
        return _Spot((*self.path, name), (*self.twin, name), ((*self.locs[0], name), (*self.locs[1], name)))

    def member(self, names: tuple[str | int, str | int], keys: tuple[str | int, str | int]) -> _Spot:
        return _Spot(
            (*self.path, Member(names[0])),
            (*self.twin, Member(names[1])),
            ((*self.locs[0], keys[0]), (*self.locs[1], keys[1])),
        )

    def set(self, old: object, new: object) -> Edit:
        return Edit(Op.SET, self.path, self.twin, old, new, locs=self.locs)

    def add(self, new: object, after: str | None = None) -> Edit:
        return Edit(Op.ADD, self.twin, self.twin, None, new, after, (None, self.locs[1]))

    def remove(self, old: object, after: str | None = None) -> Edit:
        return Edit(Op.REMOVE, self.path, self.path, old, None, after, (self.locs[0], None))


def edits_between(a: Plan, b: Plan) -> tuple[Edit, ...]:
    """Every fact in which `b` differs from `a`, in the order of the model; empty when they mean the same.

    Raises:
        InputError: two records of one list have the same id.
    """
    return tuple(_Comparison(_years(a), _years(b)).record(a, b, _Spot()))


def _years(plan: Plan) -> tuple[int, ...]:
    years = plan.budget.years if plan.budget else ()
    if len(set(years)) < len(years):
        raise InputError(
            _("budget.years has a year twice, so its rows cannot be compared"), _("print each year once")
        )
    return years


_MAY_HOLD_ROWS: Final = {Shape.ROW, Shape.ROWS, Shape.RECORD, Shape.RECORDS}


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Walks two plans together.

    Attributes:
        old_years: the years over the rows of the first plan; `new_years` of the second.
    """

    old_years: Sequence[int]
    new_years: Sequence[int]

    @property
    def reheaded(self) -> bool:
        """Whether equal rows may mean different amounts, because the years above them differ."""
        return self.old_years != self.new_years

    def record(self, a: Part, b: Part, spot: _Spot) -> Iterator[Edit]:
        for field in fields(type(a)).values():
            old, new = a.__dict__[field.attribute], b.__dict__[field.attribute]
            if old != new or (self.reheaded and old and field.shape in _MAY_HOLD_ROWS):
                yield from self._field(field, old, new, spot.field(field.name))

    def _field(self, field: Field, old: object, new: object, spot: _Spot) -> Iterator[Edit]:
        match field.shape, old, new:
            case Shape.RECORD, Part(), Part() if type(old) is type(new):
                yield from self.record(old, new, spot)
            case Shape.RECORD, None, _:
                yield spot.add(new)
            case Shape.RECORD, _, None:
                yield spot.remove(old)
            case Shape.RECORDS, tuple(), tuple():
                yield from self._records(old, new, spot)
            case Shape.VALUES, tuple(), tuple():
                yield from self._values(old, new, spot)
            case Shape.ROW, _, _:
                yield from self._row(old, new, spot)
            case Shape.ROWS, dict(), dict():
                yield from self._rows(old, new, spot)
            case _ if meaning(old) != meaning(new):
                yield spot.set(old, new)

    def _records(self, old: Sequence[Part], new: Sequence[Part], spot: _Spot) -> Iterator[Edit]:
        pairing = pair_records(old, new, key_of(spot.path))
        for was, is_ in pairing.pairs:
            if self.reheaded or old[was].__dict__ != new[is_].__dict__:
                yield from self.record(old[was], new[is_], _member(spot, pairing, was, is_))
        for was, is_, name in pairing.corrected:
            attribute = fields(type(old[was]))[name].attribute
            inside = _member(spot, pairing, was, is_).field(name)
            yield inside.set(old[was].__dict__[attribute], new[is_].__dict__[attribute])
        yield from _lone(old, new, spot, pairing)

    def _values(self, old: Sequence[object], new: Sequence[object], spot: _Spot) -> Iterator[Edit]:
        pairing = pair_values(old, new)
        for was, is_, _name in pairing.corrected:
            yield _member(spot, pairing, was, is_).set(old[was], new[is_])
        yield from _lone(old, new, spot, pairing)

    def _row(self, old: Any, new: Any, spot: _Spot) -> Iterator[Edit]:
        before = {} if old is None else dict(zip(self.old_years, old, strict=False))
        after = {} if new is None else dict(zip(self.new_years, new, strict=False))
        for year in (*before, *(year for year in after if year not in before)):
            if year in before and year in after and before[year] == after[year]:
                continue
            keys = (_index(self.old_years, year), _index(self.new_years, year))
            yield _cell_edit(before, after, year, spot.member((year, year), keys))

    def _rows(
        self, old: Mapping[str, Sequence[Cell]], new: Mapping[str, Sequence[Cell]], spot: _Spot
    ) -> Iterator[Edit]:
        for name in (*old, *(name for name in new if name not in old)):
            yield from self._row(old.get(name), new.get(name), spot.member((name, name), (name, name)))


def _index(years: Sequence[int], year: int) -> int:
    return years.index(year) if year in years else -1


def _cell_edit(before: Mapping[int, Cell], after: Mapping[int, Cell], year: int, spot: _Spot) -> Edit:
    if year not in before:
        return spot.add(after[year])
    if year not in after:
        return spot.remove(before[year])
    return spot.set(before[year], after[year])


def _member(spot: _Spot, pairing: Pairing, was: int, is_: int) -> _Spot:
    return spot.member((pairing.names[0][was], pairing.names[1][is_]), (was, is_))


def _lone(old: Sequence[object], new: Sequence[object], spot: _Spot, pairing: Pairing) -> Iterator[Edit]:
    """What only one list has, and the order of what both have."""
    before, after = pairing.names
    for was in pairing.removed:
        yield spot.member((before[was],) * 2, (was, was)).remove(old[was], before[was - 1] if was else None)
    for is_ in pairing.added:
        yield spot.member((after[is_],) * 2, (is_, is_)).add(new[is_], after[is_ - 1] if is_ else None)
    if pairing.moved:
        was_order = tuple(before[was] for was, _is in pairing.common)
        is_order = tuple(after[is_] for is_ in sorted(is_ for _was, is_ in pairing.common))
        yield Edit(Op.ORDER, spot.path, spot.twin, was_order, is_order, locs=spot.locs)
