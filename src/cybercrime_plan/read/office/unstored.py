"""Formulas of which a workbook stores no value, as programs write them: sums and arithmetic are worked out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from operator import add, mul, sub, truediv

from cybercrime_plan.read.grid import Content, GridCell, column_number

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?%?)|(?P<sum>SUM\()|(?P<round>ROUND\()|\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d{1,7})"
    r"(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d{1,7}))?|(?P<sign>[-+*/(),]))\s*"
)
_SIGNS: Sequence[Mapping[str, Callable[[Fraction, Fraction], Fraction]]] = (
    {"+": add, "-": sub},
    {"*": mul, "/": truediv},
)
"""By how tightly they bind."""
_MOST_CELLS = 200_000
"""that are looked at for all formulas of a sheet"""
_DEEPEST = 50
_MOST_BITS = 256
_MOST_DECIMALS = 12


class _UnworkableError(ArithmeticError):
    """It has more in it than sums and plain arithmetic over figures of its sheet."""


class Unstored:
    """The formulas of one sheet.

    Args:
        rows: its cells; those of the formulas may be blank.
        formulas: each by its cell, without its `=`.
    """

    def __init__(self, rows: Sequence[Sequence[GridCell]], formulas: Mapping[str, str]) -> None:
        self._rows = rows
        self._formulas = formulas
        self._made: dict[str, Fraction | None] = {}
        self._looked_at = 0
        self._depth = 0

    def value(self, name: str) -> int | float | None:
        """What the formula of a cell comes to; None where it cannot be told here."""
        try:
            made = self._of_formula(name)
        except (ArithmeticError, IndexError):
            return None
        return int(made) if made.denominator == 1 else float(made)

    def _of_formula(self, name: str) -> Fraction:
        if name not in self._made:
            self._made[name] = None  # while it is worked out, so that no formula takes itself up
            self._depth += 1
            try:
                if self._depth > _DEEPEST:
                    raise _UnworkableError
                self._made[name] = self._worked_out(self._formulas[name])
            finally:
                self._depth -= 1
        made = self._made[name]
        if made is None or made.numerator.bit_length() + made.denominator.bit_length() > _MOST_BITS:
            raise _UnworkableError
        return made

    def _worked_out(self, formula: str) -> Fraction:
        tokens = []
        end = 0
        while end < len(formula):
            match = _TOKEN.match(formula, end)
            if match is None:
                raise _UnworkableError
            tokens.append(match)
            end = match.end()
        tokens.reverse()
        made = self._expression(tokens, 0)
        if tokens:
            raise _UnworkableError
        return made

    def _expression(self, tokens: list[re.Match[str]], level: int) -> Fraction:
        if level == len(_SIGNS):
            return self._operand(tokens)
        made = self._expression(tokens, level + 1)
        while tokens and tokens[-1]["sign"] in _SIGNS[level]:
            work = _SIGNS[level][tokens.pop()["sign"]]
            made = work(made, self._expression(tokens, level + 1))
        return made

    def _operand(self, tokens: list[re.Match[str]]) -> Fraction:
        token = tokens.pop()
        if token["number"]:
            figure = Fraction(token["number"].rstrip("%"))
            return figure / 100 if token["number"].endswith("%") else figure
        if token["sum"]:
            return self._sum(tokens)
        if token["round"]:
            return self._rounded(tokens)
        if token["left"] and not token["right"]:
            return self._figure(int(token["top"]), column_number(token["left"]) + 1, added=False)
        if token["sign"] == "-":
            return -self._operand(tokens)
        if token["sign"] != "(":
            raise _UnworkableError
        made = self._expression(tokens, 0)
        if not tokens or tokens.pop()["sign"] != ")":
            raise _UnworkableError
        return made

    def _rounded(self, tokens: list[re.Match[str]]) -> Fraction:
        """A figure to so many decimals, or to whole tens where there are less than none; a half goes up."""
        figure = self._expression(tokens, 0)
        if tokens.pop()["sign"] != ",":
            raise _UnworkableError
        decimals = self._expression(tokens, 0)
        if tokens.pop()["sign"] != ")" or decimals.denominator > 1 or abs(decimals) > _MOST_DECIMALS:
            raise _UnworkableError
        step = Fraction(10) ** -decimals.numerator
        up = floor(abs(figure) / step + Fraction(1, 2)) * step
        return up if figure > 0 else -up

    def _sum(self, tokens: list[re.Match[str]]) -> Fraction:
        made = Fraction()
        while True:
            if tokens and tokens[-1]["right"]:
                made += sum(self._area(tokens.pop()), start=Fraction())
            else:
                made += self._expression(tokens, 0)
            sign = tokens.pop()["sign"]
            if sign == ")":
                return made
            if sign != ",":
                raise _UnworkableError

    def _area(self, token: re.Match[str]) -> Iterator[Fraction]:
        for row in range(int(token["top"]), min(int(token["bottom"]), len(self._rows)) + 1):
            for column in range(column_number(token["left"]) + 1, column_number(token["right"]) + 2):
                yield self._figure(row, column, added=True)

    def _figure(self, row: int, column: int, *, added: bool) -> Fraction:
        """The figure of a cell, counted from 1; a text that is added up in an area counts as nothing."""
        self._looked_at += 1
        if self._looked_at > _MOST_CELLS or row < 1:
            raise _UnworkableError
        if row > len(self._rows) or column > len(self._rows[row - 1]):
            return Fraction()
        cell = self._rows[row - 1][column - 1]
        name = str(cell.place).rpartition("!")[2]
        if name in self._formulas and cell.content is not Content.NUMBER:
            return self._of_formula(name)
        if cell.content is Content.NUMBER:
            return Fraction(cell.text.replace(",", "."))
        if cell and not (added and cell.content is Content.TEXT):
            raise _UnworkableError
        return Fraction()
