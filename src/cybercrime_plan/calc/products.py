"""The products of a grid, found from its numbers alone: quantity times price is the amount."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from math import log2
from typing import NamedTuple

from cybercrime_plan.calc.sums import Grid, figure


class GridProduct(NamedTuple):
    """One column is the product of two others, row by row: total x 10**shift = one x two.

    Attributes:
        factors: their columns, in ascending order.
        shift: the power of ten between their units (a price in đồng and an amount in thousands: 3).
        holds: the rows where it holds exactly.
        off: the rows where all three figures stand and it does not hold.
        weight: how much speaks for it, in bits above chance; the products of a grid are ordered by it.
    """

    total: int
    factors: tuple[int, int]
    shift: int
    holds: tuple[int, ...]
    off: tuple[int, ...]
    weight: int


_PRICE = 6.0
_AGAINST = 8.0
_MOST = 14.0
_COLUMNS = 30
"""among more columns than this no products are sought"""
_ROWS = 40
"""rows that name products; each product named is tried on every row"""


def products(grid: Grid) -> tuple[GridProduct, ...]:
    """The products of a grid, the best proved first.

    A factor of 1, 10, 100 … proves nothing. A product is reported when it holds in more rows than it fails, and
    more often than chance allows.

    Args:
        grid: rows of numbers, None where no number stands, as for the sums.
    """
    rows = [[figure(cell) for cell in row] for row in grid]
    width = max(map(len, rows), default=0)
    if width > _COLUMNS:
        return ()
    price = _PRICE + 3 * log2(width + 1)
    named = Counter(one for row in rows[:: max(1, len(rows) // _ROWS)] for one in _named(row))
    found = (_tried(rows, *one, price) for one in named)
    return tuple(
        sorted(
            (product for product in found if product is not None),
            key=lambda product: (-product.weight, product.total, product.factors),
        )
    )


def _named(row: Sequence[Decimal | None]) -> Iterator[tuple[int, tuple[int, int], int]]:
    """Total, factors and shift of the products that one row may be read as."""
    cells = [(column, *_scientific(cell)) for column, cell in enumerate(row) if cell]
    for (one, digits, power), (two, others, exponent) in combinations(cells, 2):
        if abs(digits) > 1 and abs(others) > 1:
            whole, zeros = _scientific(Decimal(digits * others))
            for total, sought, place in cells:
                if sought == whole and total not in (one, two):
                    yield total, (one, two), power + exponent + zeros - place


def _scientific(number: Decimal) -> tuple[int, int]:
    """Its digits without zeros at the end, and their power of ten: 1.200 is (12, 2)."""
    sign, digits, exponent = number.normalize().as_tuple()
    whole = int("".join(map(str, digits)))
    return (-whole if sign else whole), int(exponent)


def _tried(
    rows: Sequence[Sequence[Decimal | None]], total: int, factors: tuple[int, int], shift: int, price: float
) -> GridProduct | None:
    holds, off, weight = [], [], -price
    for number, row in enumerate(rows):
        one, two, made = (row[column] if column < len(row) else None for column in (*factors, total))
        if one is None or two is None or made is None:
            continue
        if one * two == made.scaleb(shift):
            holds.append(number)
            digits = [abs(_scientific(term)[0]) for term in (one, two) if term]
            if len(digits) > 1 and min(digits) > 1:
                weight += min(_MOST, log2(digits[0] * digits[1]))
        else:
            off.append(number)
            weight -= _AGAINST
    if weight <= 0 or len(holds) <= len(off):
        return None
    return GridProduct(total, factors, shift, tuple(holds), tuple(off), int(weight) + 1)
