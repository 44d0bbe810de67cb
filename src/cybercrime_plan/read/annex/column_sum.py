"""Sums over columns: what printed numbers say of them, and how they stand to each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

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
