"""What one budget really adds up to: the amounts that count, by line, year and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from cybercrime_plan.model.budget import Budget, BudgetColumn, ColumnKind, Line
from cybercrime_plan.model.money import Money

K = TypeVar("K", bound=Hashable)
Ids = tuple[str, ...]
"""A line by the ids of the lines above it and its own."""


class Amount(NamedTuple):
    """A sum of money of one line, in one year, from one source.

    Attributes:
        year: None for a line that prints only its total.
        source: None when none is printed.
        dong: in đồng; dashes and blanks add nothing and are not listed.
    """

    line: Ids
    year: int | None
    source: str | None
    dong: int


@dataclass(frozen=True)
class Ledger:
    """Every amount that counts: of lines with no lines below them, memo lines left out.

    Attributes:
        basis: of each line that counts, what is added up: its `years` and some columns beside them, or its
            `total`.
        figures: what each line comes to by itself, in đồng, whether or not it counts: what is added up of it, else
            its total as printed, else the sum of its own amounts, else that of the lines below it.
    """

    amounts: tuple[Amount, ...]
    basis: Mapping[Ids, tuple[str, ...]]
    figures: Mapping[Ids, int]

    @cached_property
    def total(self) -> int:
        """The recomputed grand total, in đồng."""
        return sum(amount.dong for amount in self.amounts)

    @cached_property
    def by_line(self) -> Mapping[Ids, int]:
        """In đồng, in the order of the table."""
        return _summed((amount.line, amount.dong) for amount in self.amounts)

    @cached_property
    def by_year(self) -> Mapping[int | None, int]:
        """In đồng; under None what is printed for no year."""
        return _summed((amount.year, amount.dong) for amount in self.amounts)

    @cached_property
    def by_source(self) -> Mapping[str | None, int]:
        """In đồng; under None what no source is printed for."""
        return _summed((amount.source, amount.dong) for amount in self.amounts)

    @cached_property
    def below(self) -> Mapping[Ids, Mapping[int | None, int]]:
        """What each line and the lines below it come to, by year, in đồng."""
        sums: dict[Ids, Counter[int | None]] = {}
        for amount in self.amounts:
            for depth in range(1, len(amount.line) + 1):
                sums.setdefault(amount.line[:depth], Counter())[amount.year] += amount.dong
        return sums


def ledger_of(budget: Budget | None) -> Ledger:
    """The amounts of a budget; none without one."""
    if budget is None:
        return Ledger((), {}, {})
    leaves = [(one.ids, one.line) for one in budget.walk() if one.counts and not heads_others(one.line)]
    amounts = tuple(amount for ids, line in leaves for amount in _amounts(ids, line, budget))
    basis = {ids: _basis(line, budget) for ids, line in leaves}
    counted = _summed((amount.line, amount.dong) for amount in amounts)
    figures = {
        one.ids: counted.get(one.ids, 0) if one.ids in basis else _figure(one.line, budget) for one in budget.walk()
    }
    return Ledger(amounts, basis, figures)


def _figure(line: Line, budget: Budget) -> int:
    """What a line comes to that is not counted itself: a heading of others, a memo line, a part of a whole."""
    if isinstance(line.total, Money):
        return line.total.dong
    own = [*(line.amounts or ()), *(line.columns.get(column.id) for column in _adding(budget))]
    if any(isinstance(cell, Money) for cell in own):
        return sum(map(dong_of, own))
    return sum(_figure(below, budget) for below in line.lines if not below.memo) if heads_others(line) else 0


def heads_others(line: Line) -> bool:
    """Whether a line is the sum of lines below it; memo lines are in no sum, and "of which" adds up to none."""
    return not line.of_which and any(not below.memo for below in line.lines)


def _basis(line: Line, budget: Budget) -> tuple[str, ...]:
    columns = sorted(column.id for column in _adding(budget) if column.id in line.columns)
    if line.amounts is None and not columns:
        return ("total",)
    return ("years", *columns)


def _adding(budget: Budget) -> Iterator[BudgetColumn]:
    """The columns beside the years whose figures are added up like those of a year."""
    return (column for column in budget.columns if column.kind is ColumnKind.AMOUNT)


def _amounts(ids: Ids, line: Line, budget: Budget) -> Iterator[Amount]:
    if _basis(line, budget) == ("total",):
        if isinstance(line.total, Money):
            yield Amount(ids, None, line.source, line.total.dong)
        return
    for column in _adding(budget):
        dong = dong_of(line.columns.get(column.id))
        if dong:
            yield Amount(ids, column.year, column.source or line.source, dong)
    for index, year in enumerate(budget.years if line.amounts is not None else ()):
        whole = dong_of((line.amounts or ())[index])
        parts: dict[str | None, int] = {source: dong_of(row[index]) for source, row in line.split.items()}
        parts[line.source] = parts.get(line.source, 0) + whole - sum(parts.values())
        yield from (Amount(ids, year, source, dong) for source, dong in parts.items() if dong)


def dong_of(cell: object) -> int:
    """What an entry adds to a sum, in đồng: nothing where no money stands."""
    return cell.dong if isinstance(cell, Money) else 0


def _summed(parts: Iterable[tuple[K, int]]) -> Mapping[K, int]:
    sums: Counter[K] = Counter()
    for key, dong in parts:
        sums[key] += dong
    return sums
