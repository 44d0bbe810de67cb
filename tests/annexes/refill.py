"""The same layout with other figures: free ones at random, the others by what binds them in it.

Sums bind most: those that its numbers prove, and those that its roles say and its figures keep (a total of so few
lines that numbers alone prove nothing). Columns under "Trong đó" that make no whole are never more than theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from random import Random

from cybercrime_plan.calc.sums import sums
from tests.annexes.layout import GROUP, LINE, PART, TOTAL, Layout

Place = tuple[int, int]
Ways = dict[Place, list[tuple[list[Place], list[Place]]]]
"""Of each total, what is added and what is taken off."""


def refilled(layout: Layout, seed: int, most: int) -> Layout | None:
    """The layout with random amounts; None where its figures hang together otherwise than it is known here."""
    numbers = {(row, column): number for row, column, role, number in layout.figures() if role in {"a", "s", "k"}}
    other_roles = {role for _row, _column, role, _number in layout.figures()} - {"a", "s", "k", "q"}
    if other_roles or not numbers or any(row.role == PART for row in layout.rows):
        return None
    ways = proved_by_numbers(numbers)
    for place, parts in said_by_roles(layout, numbers):
        if place not in ways and sum(numbers[one] for one in parts) == numbers[place]:
            ways[place].append((parts, []))
    made = filled(numbers, ways, parts_of(layout, numbers), Random(seed), most)  # noqa: S311 - figures for a test
    unbound = [place for place in numbers if layout.rows[place[0]].role in {GROUP, TOTAL} and place not in ways]
    return None if made is None or unbound else _with(layout, made)


def proved_by_numbers(numbers: dict[Place, Decimal]) -> Ways:
    rows = sorted({row for row, _column in numbers})
    width = 1 + max(column for _row, column in numbers)
    found = sums([[numbers.get((row, column)) for column in range(width)] for row in rows])
    ways: Ways = defaultdict(list)
    for one in found:
        for position in one.positions() if not (one.near or one.off) else ():
            total, terms = one.cells(position)
            places = [(rows[row], column) for row, column in terms]
            cut = len(places) - len(one.minus)
            plus, minus = ([place for place in some if place in numbers] for some in (places[:cut], places[cut:]))
            ways[rows[total[0]], total[1]].append((plus, minus))
    return ways


def said_by_roles(layout: Layout, numbers: dict[Place, Decimal]) -> Iterator[tuple[Place, list[Place]]]:
    """What each group and each total can be the sum of: the lines beside it, all of them, or the groups."""
    roles = [row.role for row in layout.rows]
    for row, column in numbers:
        if roles[row] not in {GROUP, TOTAL}:
            continue
        below = takewhile(lambda at: roles[at] == LINE, range(row + 1, len(roles)))
        above = takewhile(lambda at: roles[at] == LINE, range(row - 1, -1, -1))
        all_of = ([at for at, role in enumerate(roles) if role == one] for one in (LINE, GROUP))
        for parts in (below, above, *all_of):
            places = [(at, column) for at in parts if (at, column) in numbers and at != row]
            if places:
                yield (row, column), places


def parts_of(layout: Layout, numbers: dict[Place, Decimal]) -> dict[Place, list[Place]]:
    """Of each figure, those printed under "Trong đó" to its right, where they make no whole."""
    found: dict[Place, list[Place]] = {}
    for row in layout.rows:
        for at, cell in enumerate(row.cells):
            if cell.text.casefold().startswith("trong đó") and at and row.role == ".":
                joined = sum(1 for _one in takewhile(lambda one: one.text == "<", row.cells[at + 1 :]))
                for line in range(len(layout.rows)):
                    parts = [(line, column) for column in range(at, at + joined + 1) if (line, column) in numbers]
                    if (line, at - 1) in numbers and parts:
                        found[line, at - 1] = parts
    incomplete = any(sum(numbers[one] for one in parts) < numbers[whole] for whole, parts in found.items())
    return found if incomplete else {}


def filled(
    numbers: dict[Place, Decimal], ways: Ways, parts: dict[Place, list[Place]], random: Random, most: int
) -> dict[Place, Decimal] | None:
    """New figures for all places; None when the sums are not all kept."""
    made: dict[Place, Decimal] = {}

    def value(place: Place, above: frozenset[Place]) -> Decimal:
        if place not in made:
            open_ = [way for way in ways.get(place, ()) if not above & {*way[0], *way[1]}]
            if open_:
                added, taken = (sum(value(one, above | {place}) for one in some) for some in open_[0])
                made[place] = Decimal(added - taken)
            else:
                least = sum(value(one, above | {place}) for one in parts.get(place, ()))
                sign = -1 if numbers[place] < 0 else 1  # a decrease that is printed as one stays one
                made[place] = sign * Decimal(least + random.randint(1, most))
        return made[place]

    for place in sorted(numbers):
        value(place, frozenset({place}))
    kept = all(
        made[total] == sum(made[one] for one in plus) - sum(made[one] for one in minus)
        for total, several in ways.items()
        if total in made
        for plus, minus in several
    )
    return made if kept else None


def _with(layout: Layout, made: dict[Place, Decimal]) -> Layout:
    for (row, column), number in made.items():
        layout = layout.with_number(row, column, number)
    return layout
