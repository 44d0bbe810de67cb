"""A formula over the columns of a table: how it is written, and what it makes of the figures of one row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Final, NamedTuple

from cybercrime_plan.findings import Loc
from cybercrime_plan.model.money import Number, parse_number

_OPERAND = r"(?:sum:)?[a-z0-9][a-z0-9-]*"
FORMULA_PATTERN: Final = rf"[a-z0-9-]+ = {_OPERAND}(?:(?: [+-] {_OPERAND})*|(?: [x/] {_OPERAND})+)"
"""Columns by id, a year, or `total`; `sum:2025` is the total of a column. Signs: `+ -`, `x /` or none.

A number of two digits or a power of ten is itself: the months of `nam = thang x 12`.
"""
SUM_OF: Final = "sum:"
_CONSTANT: Final = r"10*|[1-9][0-9]?"
_MOST_DECIMALS: Final = 6
"""A workbook keeps a quotient with all its digits; farther ones say nothing."""


_WORK: Final[Mapping[str, Callable[[Fraction, Fraction], Fraction]]] = {"+": add, "-": sub, "x": mul, "/": truediv}


class Formula(NamedTuple):
    """How the figure of one column follows from others, worked out from left to right.

    Attributes:
        steps: each an operator (`+ - x /`) and a name or a number.
    """

    result: str
    first: str
    steps: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every column it speaks of, its result first."""
        operands = (self.first, *(name for _operator, name in self.steps))
        return (self.result, *(name for name in operands if not re.fullmatch(_CONSTANT, name)))

    @property
    def divides(self) -> bool:
        return any(operator == "/" for operator, _name in self.steps)

    @property
    def multiplies(self) -> bool:
        return any(operator in {"x", "/"} for operator, _name in self.steps)

    @property
    def scales(self) -> bool:
        """Whether it goes over to another unit: thousands of what it multiplies."""
        return any(re.fullmatch("10{3,}", name) for _operator, name in self.steps)

    @property
    def adds(self) -> bool:
        """Whether it only adds up columns of the same row."""
        plain = not any(name.startswith(SUM_OF) for name in self.names)
        return plain and all(operator == "+" for operator, _name in self.steps)

    def __str__(self) -> str:
        return " ".join((self.result, "=", self.first, *(part for step in self.steps for part in step)))


class Value(NamedTuple):
    """A figure as printed, in the unit of its column, and where it stands in the plan."""

    number: Fraction
    decimals: int = 0
    loc: Loc = ()


def formula_in(text: str) -> Formula:
    """A formula as the plan writes it: `2025 = so-luong x don-gia`."""
    result, _equals, first, *rest = text.split()
    return Formula(result, first, tuple(zip(rest[::2], rest[1::2], strict=True)))


def worked_out(formula: Formula, values: Mapping[str, Value], *, blank_is_none: bool = False) -> Fraction | None:
    """What the columns make in one row; None where one of them is empty or nothing is divided by.

    Args:
        blank_is_none: what is empty adds nothing to a sum in which something stands.
    """
    if blank_is_none and not formula.multiplies and any(name in values for name in formula.names[1:]):
        values = dict.fromkeys(formula.names[1:], Value(Fraction())) | {**values}
    made = _operand(formula.first, values)
    for operator, name in formula.steps:
        other = _operand(name, values)
        if made is None or other is None or (operator == "/" and not other):
            return None
        made = _WORK[operator](made, other)
    return made


def shortened(formula: Formula, values: Mapping[str, Value]) -> Formula:
    """A product without the factors that are empty in a line, where two are left; else as it is."""
    factors = [name for name in formula.names[1:] if name in values]
    if len(factors) < 2 or {operator for operator, _name in formula.steps} != {"x"}:  # noqa: PLR2004 - a product
        return formula
    return Formula(formula.result, factors[0], tuple(("x", name) for name in factors[1:]))


def _operand(name: str, values: Mapping[str, Value]) -> Fraction | None:
    if name in values:
        return values[name].number
    return Fraction(name) if re.fullmatch(_CONSTANT, name) else None


def rounded(number: Fraction, decimals: int) -> Number:
    """To so many decimals, halves away from zero."""
    scaled = abs(number) * 10 ** min(decimals, _MOST_DECIMALS)
    digits = int(scaled + Fraction(1, 2))
    return Number(digits if number >= 0 else -digits, min(decimals, _MOST_DECIMALS))


def agrees(printed: Fraction, needed: Number) -> bool:
    """Whether a printed figure is the one that is needed, to its decimals."""
    return rounded(printed, needed.decimals) == needed


def value_of(number: Number, loc: Loc = ()) -> Value:
    """A number as it is printed."""
    return Value(number.exact, number.decimals, loc)


def number_in(text: str) -> Number | None:
    """The number that a column of other figures prints, with or without a percent sign."""
    try:
        return parse_number(text.replace("%", "").strip())
    except ValueError:
        return None
