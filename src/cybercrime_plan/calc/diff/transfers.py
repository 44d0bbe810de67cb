"""Amounts that changed together: moved between lines or years, or exchanged. Each stays a change of its own."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from cybercrime_plan.calc.diff.classes import ChangeClass, Level, Section
from cybercrime_plan.calc.diff.edits import Edit, Path, key_of
from cybercrime_plan.calc.diff.money import dong, year_of
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Money

BETWEEN_LINES: Final = ChangeClass(
    "MON111",
    "moved-between-lines",
    Level.MAJOR,
    Section.BUDGET,
    _("Within one year one line gained exactly what another lost."),
    _("The total of the year hides it. Both amounts are listed; whether money was moved is for a person to say."),
)
BETWEEN_YEARS: Final = ChangeClass(
    "MON112",
    "moved-between-years",
    Level.MAJOR,
    Section.BUDGET,
    _("Within one line one year gained exactly what another lost."),
    _("The total of the line hides it. Both amounts are listed; ask why the work moved."),
)
EXCHANGED: Final = ChangeClass(
    "MON113",
    "lines-exchanged",
    Level.MAJOR,
    Section.BUDGET,
    _("Two lines exchanged all their amounts."),
    _("No year total moves. Most often a slip when rows were sorted or pasted; compare with the signed paper."),
)
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
CLASSES: Final = (BETWEEN_LINES, BETWEEN_YEARS, EXCHANGED)

Transfers = Mapping[str, tuple[ChangeClass, Edit]]
"""By the key of an amount: what it took part in, and the amount on the other side."""


def transfers(edits: Iterable[Edit]) -> Transfers:
    """Find what moved among amounts that changed. Only what can be paired in one way is said to have moved."""
    left = list(edits)
    found: dict[str, tuple[ChangeClass, Edit]] = {}
    for kind, pairs_of in ((EXCHANGED, _exchanges), (BETWEEN_LINES, _within_years), (BETWEEN_YEARS, _within_lines)):
        for one, other in list(pairs_of(left)):
            found[one.key] = (kind, other)
            found[other.key] = (kind, one)
        left = [edit for edit in left if edit.key not in found]
    return found


Pairs = Iterator[tuple[Edit, Edit]]


def _exchanges(edits: Sequence[Edit]) -> Pairs:
    """Amounts of two lines of which each now has what the other had, in two years or more."""
    rows = _grouped(edits, _line_of)
    lines_by_change = _grouped(rows, lambda line: tuple((year_of(e), e.old, e.new) for e in rows[line]))
    for change, lines in lines_by_change.items():
        partners = lines_by_change.get(tuple((year, new, old) for year, old, new in change), [])
        if len(lines) == len(partners) == 1 and len(change) > 1 and key_of(lines[0]) < key_of(partners[0]):
            yield from zip(rows[lines[0]], rows[partners[0]], strict=True)


def _within_years(edits: Sequence[Edit]) -> Pairs:
    return _offsetting(edits, year_of)


def _within_lines(edits: Sequence[Edit]) -> Pairs:
    return _offsetting(edits, _line_of)


def _offsetting(edits: Sequence[Edit], place: Callable[[Edit], Hashable]) -> Pairs:
    """A gain and a loss of the same size in one place, when there is just one of each."""
    sums = [edit for edit in edits if isinstance(edit.old, Money) and isinstance(edit.new, Money)]
    by_delta = _grouped(sums, lambda edit: (place(edit), dong(edit.new) - dong(edit.old)))
    for (where, delta), gains in by_delta.items():
        losses = by_delta.get((where, -delta), [])
        if delta > 0 and len(gains) == len(losses) == 1:
            yield gains[0], losses[0]


def _line_of(edit: Edit) -> Path:
    return edit.path[:-2]


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
