"""Taking several slips apart: sets of changes that between them clear each failing sum exactly once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cybercrime_plan.findings import Loc

MOST_CHANGES: Final = 4
"""How many changes that could be mistaken for each other are still told apart; four have 24 pairings."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A change of one entry that clears these failing sums and harms no other."""

    loc: Loc
    change: int
    clears: frozenset[int]


Cover = tuple[Candidate, ...]


def components(candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """Group the candidates that share failing sums, directly or through others."""
    by_sum: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        for index in candidate.clears:
            by_sum.setdefault(index, []).append(candidate)
    seen: set[int] = set()
    for start in by_sum:
        if start not in seen:
            yield _reachable(start, by_sum, seen)


def _reachable(start: int, by_sum: dict[int, list[Candidate]], seen: set[int]) -> tuple[Candidate, ...]:
    """All candidates connected with one failing sum; the sums met on the way are added to `seen`."""
    group: dict[Loc, Candidate] = {}
    waiting = [start]
    seen.add(start)
    while waiting:
        for candidate in by_sum[waiting.pop()]:
            if candidate.loc not in group:
                group[candidate.loc] = candidate
                waiting += candidate.clears - seen
                seen |= candidate.clears
    return tuple(group.values())


def covers(group: tuple[Candidate, ...]) -> list[Cover]:
    """The smallest sets of candidates that clear every failing sum of the group exactly once.

    None when it takes more than `MOST_CHANGES`.
    """
    sums = frozenset[int]().union(*(candidate.clears for candidate in group))
    widest = max(len(candidate.clears) for candidate in group)
    for size in range(-(-len(sums) // widest), MOST_CHANGES + 1):
        found = list(_covers(group, sums, size))
        if found:
            return found
    return []


def _covers(group: tuple[Candidate, ...], sums: frozenset[int], size: int) -> Iterator[Cover]:
    if not sums:
        yield ()
        return
    if not size:
        return
    first = min(sums)
    for candidate in group:
        if first in candidate.clears and candidate.clears <= sums:
            for rest in _covers(group, sums - candidate.clears, size - 1):
                yield (candidate, *rest)
