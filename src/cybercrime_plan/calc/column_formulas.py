"""The arithmetic that a table prints over its columns: quantity times price, a rate in percent, what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.formula import (
    SUM_OF,
    Formula,
    Value,
    agrees,
    formula_in,
    number_in,
    rounded,
    shortened,
    value_of,
    worked_out,
)
from cybercrime_plan.model.headings import USUAL_HEADINGS
from cybercrime_plan.model.money import Money, Number


class Worked(NamedTuple):
    """A formula at one line.

    Attributes:
        line: its name.
        needed: what the other figures make, rounded to the decimals of the column.
        named: the figures it is made of, with the names of their columns.
    """

    formula: Formula
    line: str
    result: Value
    needed: Number
    named: tuple[tuple[str, Value], ...]

    @property
    def holds(self) -> bool:
        return agrees(self.result.number, self.needed)

    @property
    def proves(self) -> tuple[Loc, ...]:
        """The figures of which no change passes unseen: of a quotient, which is rounded, its result alone."""
        return (self.result.loc, *(() if self.formula.divides else (one.loc for _name, one in self.named)))


class _Row(NamedTuple):
    """A row of the table: its name, whether it adds up others, and its figures by the names of their columns."""

    name: str
    adds: bool
    values: dict[str, Value]


_TOTALS: Loc = ("budget",)
"""Where the row of totals stands."""


@dataclass(frozen=True, eq=False, repr=False)
class ColumnArithmetic:
    """The formulas of a budget over its columns."""

    budget: Budget

    @cached_property
    def _formulas(self) -> tuple[tuple[Formula, int], ...]:
        """Each with the decimals its column prints; what is a sum of money is checked among the sums."""
        every = map(formula_in, self.budget.formulas)
        formulas = tuple(one for one in every if not (one.adds and one.result in self.budget.inner_sums))
        rows = [row.values for row in self._rows.values()]
        return tuple(
            (one, max((row[one.result].decimals for row in rows if one.result in row), default=0))
            for one in formulas
        )

    @cached_property
    def _rows(self) -> dict[Loc, _Row]:
        """The lines with their figures, and at last the row of totals, by their places."""
        budget = self.budget
        placed = budget.walk() if budget.formulas else ()
        totals = totals_of(budget)
        sums = {f"{SUM_OF}{name}": value for name, value in totals.items()}
        rows = {
            one.loc: _Row(one.line.name, bool(one.line.lines), sums | values_at(budget, one.line, one.loc))
            for one in placed
        }
        shares = {
            name: value_of(number, ("budget", "other_totals", name))
            for name, text in budget.other_totals.items()
            if (number := number_in(text)) is not None
        }
        heading = (budget.headings or USUAL_HEADINGS).totals or ""
        return {**rows, _TOTALS: _Row(heading, True, sums | totals | shares)} if rows and shares else rows

    def worked(self, changes: Mapping[Loc, Money] = MappingProxyType({})) -> Iterator[Worked]:
        """Every formula at every line that has all its figures, a product not at a line over others.

        In the row of totals shares and rates alone, since its money is held against the lines.

        Args:
            changes: figures to be put in places instead of what is printed.
        """
        for loc in self._rows:
            yield from self._at(loc, changes)

    def _at(self, loc: Loc, changes: Mapping[Loc, Money]) -> Iterator[Worked]:
        row = self._rows[loc]
        values = {
            name: one._replace(number=Fraction(changes[one.loc].dong, self.budget.unit.value))
            if one.loc in changes
            else one
            for name, one in row.values.items()
        }
        for formula, decimals in self._formulas:
            one = shortened(formula, values) if formula in self._taken_short else formula
            made = worked_out(one, values, blank_is_none=self.budget.blank == "none")
            over_lines = "x" in dict(formula.steps) and not formula.divides and row.adds
            in_money = loc == _TOTALS and formula.result not in self.budget.other_totals
            if made is not None and formula.result in values and not over_lines and not in_money:
                parts = tuple((name, values[name]) for name in one.names[1:] if name in values)
                needed = rounded(made, decimals)
                if loc == _TOTALS and values[formula.result].number == self._added(formula.result):
                    needed = rounded(values[formula.result].number, decimals)
                yield Worked(one, row.name, values[formula.result], needed, parts)

    def unchecked_products(self) -> Iterator[tuple[Formula, tuple[Loc, ...]]]:
        """The products with the lines where one factor stands and another does not, so that nothing is checked."""
        products = (one for one, _decimals in self._formulas if _is_product(one))
        for formula in products:
            lines = [
                loc
                for loc, row in self._rows.items()
                if formula.result in row.values and not row.adds and self._lacks_factor(formula, row.values)
            ]
            if lines:
                yield formula, tuple(lines)

    def _lacks_factor(self, formula: Formula, values: Mapping[str, Value]) -> bool:
        one = shortened(formula, values) if formula in self._taken_short else formula
        return any(name in values for name in formula.names[1:]) and worked_out(one, values) is None

    def _added(self, column: str) -> Fraction:
        """What the rounded shares of the lines at the top add up to: 99,9 is as right as 100."""
        tops = (("budget", "lines", index) for index in range(len(self.budget.lines)))
        found = (self._rows[loc].values.get(column) for loc in tops)
        return sum((one.number for one in found if one is not None), Fraction())

    @cached_property
    def _taken_short(self) -> frozenset[Formula]:
        """The products that leave out an empty factor: half of two or more lines with such a blank bear it out."""
        found = set()
        for formula, decimals in self._formulas:
            holds = fails = 0
            for _name, adds, values in self._rows.values():
                short = shortened(formula, values)
                made = None if short == formula or adds else worked_out(short, values)
                if made is not None and formula.result in values:
                    right = agrees(values[formula.result].number, rounded(made, decimals))
                    holds, fails = holds + right, fails + (not right)
            # a line alone bears out nothing: with a slip in it nobody would be told
            if holds + fails > 1 and holds >= fails:
                found.add(formula)
        return frozenset(found)

    def speaks_for(self, loc: Loc, figure: Money) -> int:
        """1 where a figure in a place makes formulas of its line hold and breaks none, -1 where it breaks some."""
        line = next((at for at in (loc[:-1], loc[:-2]) if at in self._rows), None)
        if line is None:
            return 0
        before, after = (
            {one.formula for one in self._at(line, changes) if not one.holds} for changes in ({}, {loc: figure})
        )
        return -1 if after - before else int(after < before)


def _is_product(formula: Formula) -> bool:
    """Whether columns are multiplied, and divided by nothing but a number: quantity x price / 1000."""
    return len(formula.names) > 2 and all(  # noqa: PLR2004 - two factors
        operator == "x" or (operator == "/" and name.isdecimal()) for operator, name in formula.steps
    )


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


def totals_of(budget: Budget) -> dict[str, Value]:
    """The printed totals of the columns of money, by the names that formulas give these."""
    printed: list[tuple[str, Loc, object]] = [
        (str(year), ("budget", "totals", index), cell)
        for index, (year, cell) in enumerate(zip(budget.years, budget.totals or (), strict=False))
    ]
    printed.append(("total", ("budget", "total"), budget.total))
    printed += [(name, ("budget", "column_totals", name), cell) for name, cell in budget.column_totals.items()]
    return {name: _of_money(cell, budget.unit.value, at) for name, at, cell in printed if isinstance(cell, Money)}


def _of_money(money: Money, unit: int, loc: Loc) -> Value:
    number = Fraction(money.dong, unit)
    decimals = next(places for places in range(20) if (number * 10**places).denominator == 1)
    return Value(number, decimals, loc)


def unknown_names(budget: Budget, text: str) -> tuple[str, ...]:
    """The names in a formula that are no column of the budget."""
    return tuple(name for name in formula_in(text).names if not is_column(budget, name.removeprefix(SUM_OF)))


def is_column(budget: Budget, name: str) -> bool:
    """Whether a name is that of a column of figures: a year, an id, or `total`."""
    return name in {"total", *map(str, budget.years), *(column.id for column in budget.columns)}
