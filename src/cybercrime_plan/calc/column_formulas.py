"""The arithmetic that a table prints over its columns: quantity times price, a rate in percent, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.formula import (
    Formula,
    Value,
    agrees,
    formula_in,
    number_in,
    rounded,
    value_of,
    worked_out,
)
from cybercrime_plan.model.money import Money, Number


class Worked(NamedTuple):
    """A formula at one line.

    Attributes:
        line: its name.
        needed: what the other figures make, rounded to the decimals of the column.
        parts: the figures it is made of.
    """

    formula: Formula
    line: str
    result: Value
    needed: Number
    parts: tuple[Value, ...]

    @property
    def holds(self) -> bool:
        return agrees(self.result.number, self.needed)

    @property
    def proves(self) -> tuple[Loc, ...]:
        """The figures of which no change passes unseen: of a quotient, which is rounded, its result alone."""
        return (self.result.loc, *(() if self.formula.divides else (one.loc for one in self.parts)))


def worked(budget: Budget) -> Iterator[Worked]:
    """Every formula of a budget at every line that has all its figures; a product not at a line over others."""
    rows = [(one.line, values_at(budget, one.line, one.loc)) for one in budget.walk()] if budget.formulas else []
    for formula in map(formula_in, budget.formulas):
        decimals = max((row[formula.result].decimals for _line, row in rows if formula.result in row), default=0)
        for line, values in rows:
            made = worked_out(formula, values)
            over_lines = "x" in dict(formula.steps) and not formula.divides and line.lines
            if made is not None and formula.result in values and not over_lines:
                parts = tuple(values[name] for name in formula.names[1:] if name in values)
                result = values[formula.result]
                yield Worked(formula, line.name, result, rounded(made, decimals), parts)


def values_at(budget: Budget, line: Line, loc: Loc) -> dict[str, Value]:
    """The figures of a line by the names that formulas give its columns: a year, `total`, or an id."""
    money: list[tuple[str, Loc, object]] = [
        (str(year), (*loc, "amounts", index), cell)
        for index, (year, cell) in enumerate(zip(budget.years, line.amounts or (), strict=False))
    ]
    money.append(("total", (*loc, "total"), line.total))
    money += [(name, (*loc, "columns", name), cell) for name, cell in line.columns.items()]
    found = {name: _of_money(cell, budget.unit.value, at) for name, at, cell in money if isinstance(cell, Money)}
    for name, text in line.others.items():
        if (number := number_in(text)) is not None:
            found[name] = value_of(number, (*loc, "others", name))
    return found


def _of_money(money: Money, unit: int, loc: Loc) -> Value:
    number = Fraction(money.dong, unit)
    decimals = next(places for places in range(20) if (number * 10**places).denominator == 1)
    return Value(number, decimals, loc)


def unknown_names(budget: Budget, text: str) -> tuple[str, ...]:
    """The names in a formula that are no column of the budget."""
    known = {"total", *map(str, budget.years), *(column.id for column in budget.columns)}
    return tuple(name for name in formula_in(text).names if name not in known)
