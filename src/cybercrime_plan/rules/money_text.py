"""Sums of money in the sentences of the rules that look at lines, sources and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cybercrime_plan.findings import Loc
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.money import DASH, Money, grouped, in_unit
from cybercrime_plan.rules.rule import Reading

VND: Final = "VND"


def lines_of(reading: Reading) -> Iterator[tuple[Loc, Line]]:
    """Every line with its place, parents before children."""
    if reading.plan.budget:
        yield from ((one.loc, one.line) for one in reading.plan.budget.walk())


def own_lines(reading: Reading) -> Iterator[tuple[Loc, Line]]:
    """The lines that are no subtotal and no memo, so that each amount is met once."""
    return ((loc, line) for loc, line in lines_of(reading) if not line.lines and not line.memo)


def amount_of(line: Line) -> Money:
    """What the line fixes over all its years."""
    return Money.total(cell for cell in line.amounts or () if isinstance(cell, Money))


def total_of(reading: Reading) -> Money:
    """What the whole table fixes."""
    return Money.total(amount_of(line) for _loc, line in own_lines(reading))


def dashed_years(line: Line, budget: Budget) -> tuple[int, ...]:
    """The years in which the line prints a dash."""
    return tuple(year for year, cell in zip(budget.years, line.amounts or (), strict=False) if cell is DASH)


def money(amount: Money, budget: Budget) -> Text:
    """An amount with the unit of its table."""
    return _("{amount} {unit}", amount=in_unit(amount, budget.unit), unit=budget.unit.label)


def share(part: Money, whole: Money) -> str:
    """A share to one decimal place, rounded half up: `39,2 %`."""
    thousandths = (2000 * part.dong + whole.dong) // (2 * whole.dong)
    return f"{grouped(thousandths // 10)},{thousandths % 10} %"


def times(amount: Money, other: Money) -> str:
    """How many times as much, rounded down to a tenth: `33`, `5,5`."""
    tenths = 10 * amount.dong // other.dong
    return grouped(tenths // 10) + (f",{tenths % 10}" if tenths % 10 else "")


def median(amounts: list[Money]) -> Money:
    """The middle amount; of an even count the higher of the two, so that nothing is called a spike too soon."""
    return sorted(amounts)[len(amounts) // 2]
