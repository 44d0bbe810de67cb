"""Two different plans side by side over the years both have: lines by meaning, never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.totals import Breakdown, BreakdownRow, added, by_line, share
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import DASH, Cell, Money, Number
from cybercrime_plan.model.spelling import folded

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing on both sides, over the common years.

    Attributes:
        x, y: the amount; a dash where no year is fixed, None where an amount is unknown.
        x_share, y_share: of its side's total over the common years, in percent with one decimal.
        x_out, y_out: what each side has against a dash, or against no line, of the other: it is in no difference.
    """

    x: Cell
    y: Cell
    x_share: Number | None = None
    y_share: Number | None = None
    x_out: Money = NOTHING
    y_out: Money = NOTHING

    @property
    def comparable(self) -> tuple[Money, Money] | None:
        """What is fixed on both sides, x before y; None unless both are amounts."""
        if not isinstance(self.x, Money) or not isinstance(self.y, Money):
            return None
        return self.x - self.x_out, self.y - self.y_out

    @property
    def difference(self) -> Money | None:
        """x - y over what is fixed on both sides; None unless both are amounts: "not fixed" is not zero."""
        sides = self.comparable
        return None if sides is None else sides[0] - sides[1]


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
    """What a line has in one plan in a year in which the other has nothing to compare: it is in no difference.

    Attributes:
        in_x: whether x has the amount.
        name: of the line, in the plan that has the amount.
        no_line: whether the other has no such line at all, rather than a dash.
    """

    in_x: bool
    name: str
    year: int
    amount: Money
    no_line: bool = False


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
        kept_out: what a dash on the other side, or no line there, keeps out of every difference.
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
    x_side, y_side = Side(x), Side(y)
    years = tuple(sorted(set(x.years) & set(y.years)))
    both = dict(matches(x_side.lines, y_side.lines))
    matched_y = {key for key, _how in both.values()}
    pairs: list[tuple[BreakdownRow | None, BreakdownRow | None, str | None]] = [
        *((x_side.lines[key], y_side.lines[other], how) for key, (other, how) in both.items()),
        *((item, None, None) for key, item in x_side.lines.items() if key not in both),
        *((None, item, None) for key, item in y_side.lines.items() if key not in matched_y),
    ]
    kept = [list(_kept_out(x_side, y_side, one, other, years)) for one, other, _how in pairs]
    every = [one for found in kept for one in found]
    total = _pair(added(x_side.totals(years)), added(y_side.totals(years)), every)
    lines = []
    for (one, other, how), out in zip(pairs, kept, strict=True):
        first, second = x_side.over(one, years), y_side.over(other, years)
        shares = share(first, total.x), share(second, total.y)
        lines.append(LinePair(_named(one), _named(other), _pair(first, second, out, shares), how))
    return Compared(
        years,
        tuple(lines),
        tuple(
            _pair(first, second, [one for one in every if one.year == year])
            for year, first, second in zip(years, x_side.totals(years), y_side.totals(years), strict=True)
        ),
        total,
        tuple(x_side.outside(years)),
        tuple(y_side.outside(years)),
        tuple(every),
    )


def _pair(
    x: Cell, y: Cell, kept: Iterable[KeptOut], shares: tuple[Number | None, Number | None] = (None, None)
) -> Pair:
    out = tuple(kept)
    x_out, y_out = (Money.total(one.amount for one in out if one.in_x is side) for side in (True, False))
    return Pair(x, y, *shares, x_out, y_out)


def _kept_out(
    x: Side, y: Side, one: BreakdownRow | None, other: BreakdownRow | None, years: Iterable[int]
) -> Iterator[KeptOut]:
    """The amounts of a line that stand against a dash of the other plan, or that have no line there."""
    for year in years:
        first, second = x.over(one, (year,)), y.over(other, (year,))
        if one and isinstance(first, Money) and (other is None or second is DASH):
            yield KeptOut(True, one.name, year, first, other is None)
        elif other and isinstance(second, Money) and (one is None or first is DASH):
            yield KeptOut(False, other.name, year, second, one is None)


class Side:
    """One of the budgets that are compared, by its top lines."""

    def __init__(self, budget: Budget) -> None:
        self._breakdown: Breakdown = by_line(budget, crossfoot(budget))
        self.years = budget.years
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


def matches(x: Mapping[str, BreakdownRow], y: Mapping[str, BreakdownRow]) -> Iterator[tuple[str, tuple[str, str]]]:
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


@dataclass(frozen=True, slots=True)
class CommonLine:
    """A line of one or more plans, matched as in a comparison of two.

    Attributes:
        key, name: in the first plan that has it.
        amounts: of each plan, in their order, by year of the plan; None where the plan has no such line.
    """

    key: str
    name: str
    amounts: tuple[Mapping[int, Cell] | None, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a plan has for a line and is in no total, because of another plan: the first that has nothing there.

    Attributes:
        plan, because: positions of the plans.
        no_line: whether that other plan has no such line, rather than a dash.
    """

    plan: int
    line: str
    year: int
    amount: Money
    because: int
    no_line: bool


@dataclass(frozen=True, slots=True)
class ManyCompared:
    """Several budgets side by side: lines by plans by years.

    Attributes:
        years: every year of any plan, ascending.
        common: the years of all plans; only they have totals.
        totals: of each plan over the lines that are fixed in every plan, by common year.
        left_out: the amounts that are in no total.
        outside: of each plan its own totals in the years that are not common.
    """

    years: tuple[int, ...]
    common: tuple[int, ...]
    lines: tuple[CommonLine, ...]
    totals: tuple[Mapping[int, Money], ...]
    left_out: tuple[LeftOut, ...]
    outside: tuple[tuple[Outside, ...], ...]


def compare_many(budgets: Sequence[Budget]) -> ManyCompared:
    """Compare the top lines of several budgets, in their order."""
    sides = [Side(budget) for budget in budgets]
    common = tuple(sorted(set(sides[0].years).intersection(*(side.years for side in sides))))
    lines = tuple(_lines_of_all(sides))
    totals: tuple[dict[int, Money], ...] = tuple(dict.fromkeys(common, NOTHING) for _side in sides)
    left_out: list[LeftOut] = []
    for line in lines:
        for year in common:
            cells = [amounts[year] if amounts else None for amounts in line.amounts]
            lacking = next((at for at, cell in enumerate(cells) if not isinstance(cell, Money)), None)
            for at, cell in enumerate(cells):
                if isinstance(cell, Money) and lacking is None:
                    totals[at][year] += cell
                elif isinstance(cell, Money) and lacking is not None:
                    no_line = line.amounts[lacking] is None
                    left_out.append(LeftOut(at, line.name, year, cell, lacking, no_line))
    years = tuple(sorted({year for side in sides for year in side.years}))
    outside = tuple(tuple(side.outside(common)) for side in sides)
    return ManyCompared(years, common, lines, totals, tuple(left_out), outside)


def _lines_of_all(sides: Sequence[Side]) -> Iterator[CommonLine]:
    """Every line once: of each plan those that match one met before, then those that are new."""
    known: dict[str, BreakdownRow] = {}
    rows: dict[str, list[BreakdownRow | None]] = {}
    for at, side in enumerate(sides):
        both = {other: key for key, (other, _how) in matches(known, side.lines)}
        for own, row in side.lines.items():
            key = both.get(own) or (own if own not in known else f"{own} ({at + 1})")
            known.setdefault(key, row)
            rows.setdefault(key, [None] * len(sides))[at] = row
    for key, found in rows.items():
        amounts = (
            {year: side.over(row, (year,)) for year in side.years} if row else None
            for side, row in zip(sides, found, strict=True)
        )
        yield CommonLine(key, known[key].name, tuple(amounts))
