"""What has to hold within a book of execution, as sums over its entries, and where it does not.

Every entry is named by its number in the book, from 0: `("entries", 3)`. Sums are over what counts, of which of
`spent`, `advance` and `settled` the latest day is all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from cybercrime_plan.calc.equations import EXACT, Bounds, Entry, EntryKind, Equation, State, SumKind
from cybercrime_plan.calc.execution import in_force, together
from cybercrime_plan.calc.localise import localise_sums
from cybercrime_plan.calc.slips import Fault
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.execution import FLOWS, GONE, TAKING, UNPLANNED, ExecutionEntry, ExecutionKind
from cybercrime_plan.model.money import Money, Unit

MOST_LOCATED: Final = 5_000
"""Entries of the largest book in which it is worked out which one is wrong; of a larger one both sides are told."""
_AT_LEAST: Final = Bounds(0, None)


class Identity(StrEnum):
    """What has to hold."""

    DOCUMENT = "document"
    """The total a document prints is what its rows add up to."""
    BALANCE = "balance"
    """What an adjustment takes from one line it gives to another."""
    WITHIN = "within"
    """No more is spent, carried over and cancelled than is available, and that is never below nothing."""
    SETTLED = "settled"
    """No more is settled than is spent."""
    CLOSING = "closing"
    """Once it is settled: what is available is settled, carried over or cancelled."""
    CARRIED = "carried"
    """What is carried out of a year is carried into the next."""


class BookEntry(NamedTuple):
    """An entry with its number in the book, from 0."""

    number: int
    entry: ExecutionEntry

    @property
    def loc(self) -> Loc:
        """Where it stands."""
        return ("entries", self.number)


@dataclass(frozen=True, slots=True)
class BookSum:
    """One identity of a book.

    Attributes:
        left, right: the entries of its sides; not both are empty.
        lines: the lines it is about; none for a document.
        equation: the same as a sum; its residual is the left side less the right.
    """

    identity: Identity
    left: tuple[BookEntry, ...]
    right: tuple[BookEntry, ...]
    year: int
    lines: tuple[str, ...]
    equation: Equation

    @property
    def sides(self) -> tuple[Money, Money]:
        """What each side adds up to."""
        return tuple(Money.total(one.entry.amount for one in side) for side in (self.left, self.right))  # type: ignore[return-value]

    @property
    def first(self) -> BookEntry:
        """Where it is told when it does not hold."""
        return (self.left or self.right)[0]


def book_sums(lines: Iterable[str], entries: Sequence[ExecutionEntry]) -> tuple[BookSum, ...]:
    """Everything that has to hold: of every document, then of every line, year by year.

    Args:
        lines: ids of the lines of the plan.
    """
    every = [BookEntry(number, entry) for number, entry in enumerate(entries)]
    counted = {id(entry) for entry in in_force(entry for entry in entries if not entry.is_total)}
    mine = [one for one in every if id(one.entry) in counted]
    known = tuple(lines)
    years = sorted({one.entry.year for one in mine})
    documents: list[BookSum] = []
    for rows in by_paper(every):
        own, year = tuple(one for one in rows if not one.entry.is_total), rows[0].entry.year
        documents += (_sum(Identity.DOCUMENT, (one,), own, year) for one in rows if one.entry.is_total)
        if own and own[0].entry.kind is ExecutionKind.ADJUSTMENT:
            documents.append(_sum(Identity.BALANCE, own, (), year))
    return (
        *documents,
        *(found for year in years for found in _year(known, [one for one in mine if one.entry.year == year], year)),
        *(found for year in years if year + 1 in years for found in _carried(known, mine, year)),
    )


def by_paper(every: Iterable[BookEntry]) -> Collection[list[BookEntry]]:
    """The entries of each document together."""
    papers: dict[tuple[object, ...], list[BookEntry]] = {}
    for one in every:
        papers.setdefault(one.entry.paper, []).append(one)
    return papers.values()


def _year(lines: tuple[str, ...], mine: Sequence[BookEntry], year: int) -> Iterator[BookSum]:
    for group, rows in _groups(lines, mine).items():
        available = _of(rows, FLOWS)
        spent, settled = _of(rows, (ExecutionKind.SPENT,)), _of(rows, (ExecutionKind.SETTLED,))
        gone = _of(rows, GONE)
        if sum(one.entry.amount.dong for one in available) < 0:
            available = tuple(sorted(available, key=lambda one: one.entry.amount.dong))  # told at what takes most
        given = any(one.entry.amount.dong > 0 for one in available)  # else the book begins after the allocation
        if gone or (given and _of(available, TAKING)):
            yield _sum(Identity.WITHIN, available, gone, year, group, _AT_LEAST)
        if spent and settled:
            yield _sum(Identity.SETTLED, spent, settled, year, group, _AT_LEAST)
        if settled:
            closed = (*settled, *_of(rows, (ExecutionKind.CARRIED_OUT, ExecutionKind.CANCELLED)))
            yield _sum(Identity.CLOSING, available, closed, year, group)


def _carried(lines: tuple[str, ...], mine: Iterable[BookEntry], year: int) -> Iterator[BookSum]:
    both = [
        one
        for one in mine
        if (one.entry.year, one.entry.kind)
        in {(year, ExecutionKind.CARRIED_OUT), (year + 1, ExecutionKind.CARRIED_IN)}
    ]
    for group, rows in _groups(lines, both).items():
        out, into = _of(rows, (ExecutionKind.CARRIED_OUT,)), _of(rows, (ExecutionKind.CARRIED_IN,))
        if rows:
            yield _sum(Identity.CARRIED, out, into, year, group)


def _groups(lines: tuple[str, ...], mine: Sequence[BookEntry]) -> dict[tuple[str, ...], list[BookEntry]]:
    """The entries of each line, or of lines that share a lump; then of what the plan has no line for."""
    groups = together(lines, (one.entry for one in mine))
    found: dict[tuple[str, ...], list[BookEntry]] = {group: [] for group in groups.values()}
    for one in mine:
        known = next((line for line in one.entry.lines if line in groups), None)
        found.setdefault(groups[known] if known else (UNPLANNED,), []).append(one)
    return found


def _of(rows: Iterable[BookEntry], kinds: Iterable[ExecutionKind]) -> tuple[BookEntry, ...]:
    wanted = frozenset(kinds)
    return tuple(one for one in rows if one.entry.kind in wanted)


def _sum(
    identity: Identity,
    left: tuple[BookEntry, ...],
    right: tuple[BookEntry, ...],
    year: int,
    lines: tuple[str, ...] = (),
    admitted: Bounds = EXACT,
) -> BookSum:
    """The identity with its equation: one entry is taken for the sum of all others."""
    first, second = (left, right) if left else (right, left)
    stated, *others = map(_entry, first)
    terms = tuple(map(_entry, second))
    computed = sum(one.dong for one in terms) - sum(one.dong for one in others)
    within = admitted if left else -admitted
    sum_of = Equation(SumKind.BOOK, stated, terms, State.CHECKED, computed, within, less=tuple(others))
    return BookSum(identity, left, right, year, lines, sum_of)


def _entry(one: BookEntry) -> Entry:
    return Entry(one.loc, EntryKind.AMOUNT, one.entry.amount)


def locate(sums: Sequence[BookSum], unit: Unit) -> tuple[Fault, ...]:
    """The entries that would restore what does not hold, as for an annex; none of a book too large for it."""
    entries = {one.loc: one.entry for each in sums for one in (*each.left, *each.right)}
    if len(entries) > MOST_LOCATED:
        return ()
    signs = {loc: _SIGNS.get(entry.kind, 1) for loc, entry in entries.items()}
    return localise_sums([one.equation for one in sums], unit, signs)


_SIGNS: Final = {ExecutionKind.CUT: -1, ExecutionKind.ADJUSTMENT: 0}
"""What amounts of a kind can be: those of no other kind are negative."""


def falling(entries: Iterable[ExecutionEntry]) -> Iterator[tuple[BookEntry, BookEntry]]:
    """Two days following each other of which the later has less spent, with no ground given for it."""
    series: dict[tuple[object, ...], dict[date, BookEntry]] = {}
    for number, entry in enumerate(entries):
        if entry.kind is ExecutionKind.SPENT and not entry.is_total:
            days = series.setdefault(entry.standing, {})
            day = entry.on or date.min  # one that is not given lies before all that are
            said = days[day].entry.amount if day in days else Money(0)
            days[day] = BookEntry(number, replace(entry, amount=said + entry.amount))
    for days in series.values():
        for (_day, before), (_next, after) in pairwise(sorted(days.items())):
            if after.entry.amount < before.entry.amount and not after.entry.ground:
                yield before, after
