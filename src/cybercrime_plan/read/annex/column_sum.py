"""Sums over columns: what printed numbers say of them, and how they stand to each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import sub
from typing import NamedTuple

from cybercrime_plan.read.annex.support import Values

SignedColumn = tuple[int, int]
"""A column and its sign."""


def distance(total: int, parts: Collection[int]) -> int:
    """How far a total stands from the nearest of its parts."""
    return min(abs(total - column) for column in parts)


class ColumnSum(NamedTuple):
    """In each row the figure of one column is the sum of others.

    Attributes:
        total: the column, counted among the columns of money.
        parts: each with +1 or -1.
        said: a title or the printed numbers say so; otherwise the figures alone do.
    """

    total: int
    parts: tuple[SignedColumn, ...]
    said: bool = True

    @property
    def terms(self) -> frozenset[int]:
        """What is added or taken off."""
        return frozenset([column for column, _sign in self.parts])

    @property
    def columns(self) -> frozenset[int]:
        """All of them, the total too."""
        return self.terms | {self.total}

    @property
    def only_adds(self) -> bool:
        """Whether nothing is taken off."""
        return -1 not in [sign for _column, sign in self.parts]


_TERM = re.compile(r"([-+]?)\(?([0-9]{1,2})\)?")


def numbered(numbers: Mapping[int, str]) -> dict[int, str]:
    """The number itself of each column that has one: 5 of `(5)=(6)+(7)`."""
    found = ((column, re.match(r"\(?\s*([0-9]{1,2})", text)) for column, text in numbers.items())
    return {column: match[1] for column, match in found if match}


def printed_sums(numbers: Mapping[int, str], empty: Collection[str] = ()) -> Iterator[ColumnSum]:
    """What the printed numbers say: `(5)=(6)+(7)+(8)`, `3=2-1`; a product or a ratio is no sum.

    Args:
        empty: the numbers of columns in which nothing is printed, which add nothing.
    """
    column_of = {int(number): column for column, number in numbered(numbers).items()}
    for column, text in numbers.items():
        formula = text.partition("=")[2].replace(" ", "")
        if formula and re.fullmatch(r"(?:[-+]?\(?[0-9]{1,2}\)?)+", formula):
            said = _TERM.findall(formula)
            terms = [(column_of.get(int(n)), -1 if sign == "-" else 1) for sign, n in said if n not in empty]
            if len(said) > 1 and terms and all(c is not None for c, _sign in terms):
                yield ColumnSum(column, tuple((c, sign) for c, sign in terms if c is not None))


_DIFFERENCE = re.compile(r"\(\s*(?:[A-E]|[IVX]+|[0-9]{1,2})\s*[-–−]\s*(?:[A-E]|[IVX]+|[0-9]{1,2})\s*\)")


def says_difference(text: str) -> bool:
    """Whether a name or a title says that it is one thing less another: `Tổng số (A-B)`."""
    return bool(_DIFFERENCE.search(text))


def turned_to(total: int, one: ColumnSum) -> ColumnSum:
    """The same sum of two columns read for one of them: what is left of the third without the other."""
    (other,) = (column for column, _sign in one.parts if column != total)
    return ColumnSum(total, ((one.total, 1), (other, -1)))


def over_totals(run: ColumnSum, found: Sequence[ColumnSum]) -> ColumnSum:
    """A sum that passes over those of its columns that others of them add up."""
    terms = run.terms
    inner = {part for one in found if one.total in terms for part, _sign in one.parts}
    return ColumnSum(run.total, tuple([(part, 1) for part in sorted(terms - inner)]), run.said)


def without_circles(found: Sequence[ColumnSum]) -> list[ColumnSum]:
    """The sums in the order found, each left out that would make a column a part of itself."""
    kept: list[ColumnSum] = []
    for one in found:
        if one.total not in below(one.terms, kept):
            kept.append(one)
    return kept


def below(columns: Iterable[int], sums: Sequence[ColumnSum]) -> set[int]:
    """Columns with all that they are the sums of, down to the last."""
    found = set(columns)
    while True:
        deeper = found.union(*(one.terms for one in sums if one.total in found))
        if deeper == found:
            return found
        found = deeper


_BY_CHANCE = 99
"""up to here figures come to each other by chance"""
_MOST_CARRIED = 3
"""rows in which one slip stands when formulas take it up: of a line, of its group, of the table"""


class ColumnTrial:
    """The columns of the rows that print more than one figure.

    Attributes:
        amounts: what each prints, with nothing for a blank.
    """

    def __init__(self, rows: Sequence[Values], width: int) -> None:
        several = [row for row in rows if row.count(None) < len(row) - 1]
        self._printed: Sequence[Values] = list(zip(*several, strict=True)) or [()] * width
        self.amounts = [tuple([value or 0 for value in column]) for column in self._printed]

    def tried(self, one: ColumnSum, most: int | None = None) -> tuple[int, Counter[int], int]:
        """In how many rows a sum holds, by how much it is off in the others, and how many of those take up another.

        Rows without its total say nothing, nor do those that print nothing else. More rows off than `most` end it.
        """
        holds = 0
        missed: list[tuple[int, int, int]] = []
        for at, (whole, added) in enumerate(zip(self._printed[one.total], self._made(one), strict=False)):
            if whole is None:
                continue
            if added != whole:
                missed.append((added - whole, whole, at))
                if most is not None and len(missed) > most:
                    break
            elif whole or self._prints_parts(at, one):
                holds += 1
        off = Counter([residual for residual, _whole, _at in missed])
        carried = Counter([
            residual
            for residual, whole, at in missed
            if off[residual] > 1 and abs(whole) > _BY_CHANCE and (whole + residual or self._prints_parts(at, one))
        ])  # fmt: skip
        return holds, off, sum(count - 1 for count in carried.values() if 1 < count <= _MOST_CARRIED)

    def _made(self, one: ColumnSum) -> Iterator[int]:
        """What the parts of a sum come to, row by row; made as far as it is asked for."""
        plus, minus = ([self.amounts[column] for column, sign in one.parts if sign == way] for way in (1, -1))
        added = map(sum, zip(*plus, strict=True)) if plus else repeat(0)  # without end
        return map(sub, added, map(sum, zip(*minus, strict=True))) if minus else added

    def _prints_parts(self, row: int, one: ColumnSum) -> bool:
        """Whether any of the parts of a sum is more or less than nothing in a row."""
        return any(self.amounts[column][row] for column, _sign in one.parts)
