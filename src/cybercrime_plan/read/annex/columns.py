"""What each column of an annex is for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.formula import Formula
from cybercrime_plan.read.annex.arrangement import OtherColumn
from cybercrime_plan.read.annex.column_sum import ColumnSum
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.titles import FigureKind

COUNTS = _("quantities, no money")
"""What a column of people, classes or things is, by its title or by what its figures times a price come to."""
PRICES = _("prices of one unit")
OTHER_CURRENCY = _("in another currency than the table")


class Beside(NamedTuple):
    """A column of figures that are no money of the table, and what they are."""

    at: int
    why: Text

    @property
    def is_count(self) -> bool:
        """Whether they add up by themselves: quantities, by their title or by the figures, or another currency."""
        return self.why in {COUNTS, OTHER_CURRENCY}


@dataclass(frozen=True)
class Columns:
    """The columns of one table, counted from 0; None where it has no such column.

    Attributes:
        years: each year with its column, in printed order.
        others: the other columns of money.
        beside: columns of other figures.
        sums: which columns of money are sums of others, by the columns of the grid.
        formulas: what else the rows prove over columns.
        contradicted: those over which arithmetic is printed that most rows contradict.
    """

    years: tuple[tuple[int, int], ...]
    name: int
    stt: int | None = None
    total: int | None = None
    source: int | None = None
    note: int | None = None
    others: tuple[OtherColumn, ...] = ()
    beside: tuple[Beside, ...] = ()
    sums: tuple[ColumnSum, ...] = ()
    formulas: tuple[Formula, ...] = ()
    contradicted: frozenset[int] = frozenset()

    def heading(self, header: Header) -> tuple[str, int] | None:
        """What is printed over the columns of years alone, and over which column."""
        if not self.years:
            return None
        over = {header.paths[column][-2] if len(header.paths[column]) > 1 else "" for _year, column in self.years}
        text = over.pop()
        return (text, self.years[0][1]) if text and not over else None

    @property
    def first(self) -> int:
        """The first column of money, at which is told what concerns the whole table."""
        return min(self.money)

    @cached_property
    def money(self) -> tuple[int, ...]:
        """Every column of money."""
        years = tuple(column for _year, column in self.years)
        total = () if self.total is None else (self.total,)
        return (*years, *total, *(one.at for one in self.others))

    @property
    def factors(self) -> tuple[int, ...]:
        """The columns beside the money that the rows prove to be multiplied into it, in the same unit."""
        plain = [one for one in self.formulas if one.multiplies and not (one.divides or one.scales)]
        return tuple(one.at for one in self.beside if any(f"c{one.at}" in formula.names[1:] for formula in plain))

    @cached_property
    def lined(self) -> tuple[bool, ...]:
        """Of each column of money, whether its figures are of one line alone, and not of those above it as well."""
        running = {one.at for one in self.others if one.kind is ColumnKind.RUNNING}
        return tuple(column not in running for column in self.money)

    @cached_property
    def used(self) -> frozenset[int]:
        """All of them."""
        named = (self.name, self.stt, self.source, self.note)
        return frozenset(self.money) | frozenset(c for c in named if c is not None)


NOT_MONEY = frozenset((FigureKind.QUANTITY, FigureKind.CODE))
