"""Two different plans side by side over the years both have: lines by meaning, never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.totals import Breakdown, BreakdownRow, added, by_line, share
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import DASH, Cell, Money, Number
from cybercrime_plan.model.spelling import folded


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing on both sides, over the common years.

    Attributes:
        x, y: the amount; a dash where no year is fixed, None where an amount is unknown.
        x_share, y_share: of its side's total over the common years, in percent with one decimal.
        kept_out: how much more x than y has against dashes of the other side, in đồng: it is in no difference.
    """

    x: Cell
    y: Cell
    x_share: Number | None = None
    y_share: Number | None = None
    kept_out: int = 0

    @property
    def difference(self) -> Money | None:
        """x - y over what is fixed on both sides; None unless both are amounts: "not fixed" is not zero."""
        if not isinstance(self.x, Money) or not isinstance(self.y, Money):
            return None
        return self.x - self.y - Money(self.kept_out)


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line of both plans, or of one of them.

    Attributes:
        x, y: the line's id and name there; None where the plan has no such line.
        matched: "id" or "name", by what the two were found to be one; None for a line of one plan only.
    """

    x: tuple[str, str] | None
    y: tuple[str, str] | None
    amounts: Pair
    matched: str | None = None


@dataclass(frozen=True, slots=True)
class KeptOut:
    """What a line has in one plan in a year in which the other prints a dash: no difference can be taken of it.

    Attributes:
        in_x: whether x has the amount, and y the dash.
        name: of the line, in the plan that has the amount.
    """

    in_x: bool
    name: str
    year: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Outside:
    """A year that only one of the plans has, and its total there."""

    year: int
    total: Cell


@dataclass(frozen=True, slots=True)
class Compared:
    """Two budgets compared.

    Attributes:
        years: those of both plans, ascending; nothing else below is about any other year but `outside`.
        lines: those of both, in the order of x; then those only in x; then those only in y.
        x_outside, y_outside: the years left out, on each side.
        kept_out: what a dash on the other side keeps out of every difference.
    """

    years: tuple[int, ...]
    lines: tuple[LinePair, ...]
    by_year: tuple[Pair, ...]
    total: Pair
    x_outside: tuple[Outside, ...]
    y_outside: tuple[Outside, ...]
    kept_out: tuple[KeptOut, ...] = ()


def compare(x: Budget, y: Budget) -> Compared:
    """Compare the top lines of two budgets; memo lines are not part of any sum and are left out."""
    x_side, y_side = _Side(x), _Side(y)
    years = tuple(sorted(set(x.years) & set(y.years)))
    both = dict(_matches(x_side.lines, y_side.lines))
    kept = {key: _kept_out(x_side, y_side, key, other, years) for key, (other, _how) in both.items()}
    every = [one for found in kept.values() for one in found]
    total = Pair(added(x_side.totals(years)), added(y_side.totals(years)), kept_out=_net(every))
    matched_y = {key for key, _how in both.values()}

    def pair(one: BreakdownRow | None, other: BreakdownRow | None, how: str | None) -> LinePair:
        first, second = x_side.over(one, years), y_side.over(other, years)
        net = _net(kept[str(one.key)]) if one and other else 0
        amounts = Pair(first, second, share(first, total.x), share(second, total.y), net)
        return LinePair(_named(one), _named(other), amounts, how)

    common = [pair(x_side.lines[key], y_side.lines[other], how) for key, (other, how) in both.items()]
    only_x = [pair(item, None, None) for key, item in x_side.lines.items() if key not in both]
    only_y = [pair(None, item, None) for key, item in y_side.lines.items() if key not in matched_y]
    return Compared(
        years,
        (*common, *only_x, *only_y),
        tuple(
            Pair(first, second, kept_out=_net(one for one in every if one.year == year))
            for year, first, second in zip(years, x_side.totals(years), y_side.totals(years), strict=True)
        ),
        total,
        tuple(x_side.outside(years)),
        tuple(y_side.outside(years)),
        tuple(every),
    )


def _kept_out(x: _Side, y: _Side, key: str, other: str, years: Iterable[int]) -> list[KeptOut]:
    """The amounts of a line of both plans that stand against a dash."""
    found = []
    for year in years:
        first, second = x.over(x.lines[key], (year,)), y.over(y.lines[other], (year,))
        if isinstance(first, Money) and second is DASH:
            found.append(KeptOut(True, x.lines[key].name, year, first))
        elif isinstance(second, Money) and first is DASH:
            found.append(KeptOut(False, y.lines[other].name, year, second))
    return found


def _net(kept: Iterable[KeptOut]) -> int:
    return sum(one.amount.dong if one.in_x else -one.amount.dong for one in kept)


class _Side:
    """One of the two budgets."""

    def __init__(self, budget: Budget) -> None:
        self._breakdown: Breakdown = by_line(budget, crossfoot(budget))
        self._column = {year: index for index, year in enumerate(budget.years)}
        self.lines = {str(item.key): item for item in self._breakdown.items if not item.depth and not item.memo}

    def over(self, item: BreakdownRow | None, years: Iterable[int]) -> Cell:
        """What a line has over these years; None for no line."""
        return None if item is None else added(item.amounts[self._column[year]] for year in years)

    def totals(self, years: Iterable[int]) -> tuple[Cell, ...]:
        """The total of each of these years."""
        return tuple(self._breakdown.totals[self._column[year]] for year in years)

    def outside(self, years: tuple[int, ...]) -> Iterator[Outside]:
        """The years that are not among these."""
        for year, column in self._column.items():
            if year not in years:
                yield Outside(year, self._breakdown.totals[column])


def _matches(x: Mapping[str, BreakdownRow], y: Mapping[str, BreakdownRow]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Key of x, key of y and how they matched: the same id, else a name that only these two spell alike."""
    x_names = _unique_names(item for key, item in x.items() if key not in y)
    y_names = _unique_names(item for key, item in y.items() if key not in x)
    for key, item in x.items():
        if key in y:
            yield key, (key, "id")
        elif folded(item.name) in x_names and folded(item.name) in y_names:
            yield key, (y_names[folded(item.name)], "name")


def _unique_names(items: Iterable[BreakdownRow]) -> dict[str, str]:
    """The keys of the lines whose name no other has, by that name under one spelling."""
    named = [(folded(item.name), str(item.key)) for item in items]
    counts = Counter(name for name, _key in named)
    return {name: key for name, key in named if counts[name] == 1}


def _named(item: BreakdownRow | None) -> tuple[str, str] | None:
    return None if item is None else (str(item.key), item.name)
