"""The same layout with other figures: free ones at random, the others by the sums that hold in it."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from cybercrime_plan.calc.sums import GridSum, sums
from tests.annexes.layout import PART, Layout

Place = tuple[int, int]


def refilled(layout: Layout, seed: int, most: int) -> Layout | None:
    """The layout with random amounts; None where its figures hang together otherwise than by sums."""
    numbers = {(row, column): number for row, column, role, number in layout.figures() if role in {"a", "s", "k"}}
    other_roles = {role for _row, _column, role, _number in layout.figures()} - {"a", "s", "k", "q"}
    if other_roles or not numbers or any(row.role == PART for row in layout.rows):
        return None
    rows = sorted({row for row, _column in numbers})
    width = max(len(row.cells) for row in layout.rows)
    found = sums([[numbers.get((row, column)) for column in range(width)] for row in rows])
    random = Random(seed)  # noqa: S311 - figures for a test
    made = _made(numbers, [one for one in found if not (one.near or one.off)], rows, random, most)
    return None if made is None else _with(layout, made)


def _made(
    numbers: dict[Place, Decimal], found: list[GridSum], rows: list[int], random: Random, most: int
) -> dict[Place, Decimal] | None:
    """New figures for all places; None when the sums are not all kept."""
    by_total: dict[Place, list[tuple[list[Place], list[Place]]]] = {}
    for one in found:
        for position in one.holds:
            total, terms = one.cells(position)
            places = [(rows[row], column) for row, column in terms]
            cut = len(places) - len(one.minus)
            plus, minus = ([place for place in some if place in numbers] for some in (places[:cut], places[cut:]))
            by_total.setdefault((rows[total[0]], total[1]), []).append((plus, minus))
    made: dict[Place, Decimal] = {}

    def value(place: Place, above: frozenset[Place]) -> Decimal:
        if place not in made:
            ways = [way for way in by_total.get(place, ()) if not above & {*way[0], *way[1]}]
            if ways:
                plus, minus = ways[0]
                made[place] = sum((value(one, above | {place}) for one in plus), Decimal(0)) - sum(
                    (value(one, above | {place}) for one in minus), Decimal(0)
                )
            else:
                made[place] = Decimal(random.randint(1, most))
        return made[place]

    for place in sorted(numbers):
        value(place, frozenset({place}))
    kept = all(
        made[total] == sum(made[one] for one in plus) - sum(made[one] for one in minus)
        for total, ways in by_total.items()
        if total in made
        for plus, minus in ways
    )
    return made if kept else None


def _with(layout: Layout, made: dict[Place, Decimal]) -> Layout:
    for (row, column), number in made.items():
        layout = layout.with_number(row, column, number)
    return layout
