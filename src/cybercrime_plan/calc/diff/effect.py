"""What the changes do to the money, whether that is all of it, and whether each side adds up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from cybercrime_plan.calc.crossfoot import CrossFooting, Sums
from cybercrime_plan.calc.diff.classes import Change, Sides
from cybercrime_plan.calc.diff.edits import Member, Op
from cybercrime_plan.calc.diff.ledger import Ids, Ledger
from cybercrime_plan.calc.diff.lines import COUNTED_OTHERWISE, ids_of
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Line
from cybercrime_plan.model.money import Cell, Number, percent_of
from cybercrime_plan.model.paths import path_of
from cybercrime_plan.model.plan import Plan


class SumEffect(NamedTuple):
    """A recomputed sum before and after, in đồng."""

    old: int
    new: int

    @property
    def delta(self) -> int:
        """new − old."""
        return self.new - self.old

    @property
    def percent(self) -> Number | None:
        """The change in percent of the old sum; None when that is 0."""
        return percent_of(self.delta, self.old)


class CellEffect(NamedTuple):
    """A cell before and after; `stands` tells on which sides the table has one at all."""

    old: Cell
    new: Cell
    stands: tuple[bool, bool]


class LineEffect(NamedTuple):
    """A line of either table whose amounts, or whose share of the total, or whose own sum, changed.

    Attributes:
        cells: by year, of all years of both tables.
        total: what the line adds to the grand total; its own sum is counted in the lines below it, if any.
        figure: what the line itself comes to, also where it is the sum of others or is in no sum.
    """

    ids: Ids
    name: str
    cells: Mapping[int, CellEffect]
    total: SumEffect
    figure: SumEffect

    @property
    def changed(self) -> bool:
        """Whether an amount, the share of the total, or what the line comes to is another than before."""
        cells = self.cells.values()
        return bool(self.total.delta or self.figure.delta) or any(
            cell.old != cell.new or not all(cell.stands) for cell in cells
        )


class Effect(NamedTuple):
    """The money on both sides.

    Attributes:
        lines: the lines that changed, in the order of the second table, removed ones last.
        unchanged: how many lines did not.
        years: under None what stands under no year.
        sources: by id; under None what no source is printed for.
    """

    lines: tuple[LineEffect, ...]
    unchanged: int
    years: Mapping[int | None, SumEffect]
    sources: Mapping[str | None, SumEffect]
    total: SumEffect


class Reconciliation(NamedTuple):
    """The sum of what each change moves, against the difference of the recomputed totals, in đồng."""

    cells: int
    total: int

    @property
    def ok(self) -> bool:
        """Whether the changes account for the whole difference."""
        return self.cells == self.total


K = TypeVar("K")


def effect_of(sides: Sides) -> Effect:
    """The money before and after, recomputed from the amounts of both sides."""
    renamed = {ids_of(e.path): ids_of(e.twin) for e in sides.by_fields.get(("budget", "lines", "id"), ())}
    old = {_renamed(one.ids, renamed): one.line for one in (sides.a.budget.walk() if sides.a.budget else ())}
    new = {one.ids: one.line for one in (sides.b.budget.walk() if sides.b.budget else ())}
    first, second = sides.ledgers
    before = {_renamed(ids, renamed): dong for ids, dong in first.by_line.items()}
    figures = {_renamed(ids, renamed): dong for ids, dong in first.figures.items()}
    effects = [
        LineEffect(
            ids,
            (new.get(ids) or old[ids]).name,
            _cells(sides, old.get(ids), new.get(ids)),
            SumEffect(before.get(ids, 0), second.by_line.get(ids, 0)),
            SumEffect(figures.get(ids, 0), second.figures.get(ids, 0)),
        )
        for ids in dict.fromkeys((*new, *old))
    ]
    changed = tuple(effect for effect in effects if effect.changed)
    return Effect(
        changed,
        len(effects) - len(changed),
        years=_sums(first.by_year, second.by_year),
        sources=_sums(first.by_source, second.by_source),
        total=SumEffect(first.total, second.total),
    )


def _sums(old: Mapping[K, int], new: Mapping[K, int]) -> Mapping[K, SumEffect]:
    return {key: SumEffect(old.get(key, 0), new.get(key, 0)) for key in dict.fromkeys((*old, *new))}


def reconcile(changes: Iterable[Change], sides: Sides) -> Reconciliation:
    """Add up what each change moves, one by one, and set it against the totals."""
    first, second = sides.ledgers
    return Reconciliation(sum(_moves(change, first, second) for change in changes), second.total - first.total)


def _moves(change: Change, first: Ledger, second: Ledger) -> int:
    """By how much one change moves the grand total, in đồng."""
    delta = change.delta or 0
    fields, line = change.edit.fields, ids_of(change.edit.path)
    if change.kind is COUNTED_OTHERWISE or fields == ("budget",):
        return delta
    if fields == ("budget", "lines") and change.op in {Op.ADD, Op.REMOVE}:
        return delta
    basis = first.basis.get(line)
    if basis is None or basis != second.basis.get(line):
        return 0
    step = change.edit.path[-1]
    moving: Mapping[tuple[str, ...], bool] = {
        ("budget", "lines", "amounts"): "years" in basis,
        ("budget", "lines", "total"): "total" in basis,
        ("budget", "lines", "columns"): isinstance(step, Member) and step.name in basis[1:],
    }
    return delta if moving.get(fields) else 0


def _renamed(ids: Ids, renamed: Mapping[Ids, Ids]) -> Ids:
    """The ids of a line in the second table."""
    for depth in range(len(ids), 0, -1) if renamed else ():
        if ids[:depth] in renamed:
            return (*renamed[ids[:depth]], *ids[depth:])
    return ids


def _cells(sides: Sides, old: Line | None, new: Line | None) -> Mapping[int, CellEffect]:
    before, after = (
        dict(zip(plan.budget.years, line.amounts, strict=True)) if plan.budget and line and line.amounts else {}
        for plan, line in ((sides.a, old), (sides.b, new))
    )
    return {
        year: CellEffect(before.get(year), after.get(year), (year in before, year in after))
        for year in sorted({*before, *after})
    }


class FailedSum(NamedTuple):
    """A printed sum that its parts do not add up to.

    Attributes:
        path: the printed sum; `loc` its place in the tree of the file.
        kind: what was added up: row, year, subtotal, …
        stated: as printed, and `computed`: what its parts come to, in đồng.
    """

    path: str
    loc: Loc
    kind: str
    stated: int
    computed: int

    @property
    def difference(self) -> int:
        """stated − computed."""
        return self.stated - self.computed


class Trust(NamedTuple):
    """What cross-footing says of one side.

    Attributes:
        sums: how many sums there were to check; None without a budget.
    """

    sums: Sums | None
    contradictions: tuple[FailedSum, ...]

    @property
    def adds_up(self) -> bool | None:
        """Whether nothing contradicts; None when there was nothing to check."""
        if self.contradictions:
            return False
        return True if self.sums and self.sums.checked else None


class TrustOfBoth(NamedTuple):
    """Both sides, and what became of the sums."""

    a: Trust
    b: Trust

    @property
    def began(self) -> tuple[FailedSum, ...]:
        """Sums that stopped adding up: contradictions only the second side has."""
        known = {(sum_.path, sum_.kind) for sum_ in self.a.contradictions}
        return tuple(sum_ for sum_ in self.b.contradictions if (sum_.path, sum_.kind) not in known)

    @property
    def moved(self) -> tuple[tuple[FailedSum, FailedSum], ...]:
        """Sums that fail on both sides, by another difference."""
        before = {(sum_.path, sum_.kind): sum_ for sum_ in self.a.contradictions}
        both = ((before.get((sum_.path, sum_.kind)), sum_) for sum_ in self.b.contradictions)
        return tuple((was, is_) for was, is_ in both if was is not None and was.difference != is_.difference)

    @property
    def ended(self) -> tuple[FailedSum, ...]:
        """Sums that began to add up: contradictions only the first side has."""
        return TrustOfBoth(self.b, self.a).began


def trust_of(plan: Plan, footing: CrossFooting | None) -> Trust:
    """What cross-footing says of a plan."""
    if footing is None:
        return Trust(None, ())
    failing = (sum_ for sum_ in footing.equations if sum_.fails)
    return Trust(
        footing.sums,
        tuple(
            FailedSum(
                path_of(sum_.stated.loc, plan), sum_.stated.loc, sum_.kind.value, sum_.stated.dong, sum_.computed
            )
            for sum_ in failing
        ),
    )
