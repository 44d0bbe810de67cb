"""Percentages that names print: `Thuế GTGT (8%)` of what stands above it, `NSTW (70%)` of a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _
from cybercrime_plan.read.annex.amounts import number_of
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.forest import added
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.grid import GridCell

_ON_TOP = re.compile(r"(?:thuế|vat|(?:chi phí )?dự phòng)\b.*?\b([0-9]+(?:,[0-9]+)?)\s*%", re.IGNORECASE)
"""A line that is a percentage of all above it."""
_SHARE = re.compile(r"\(([0-9]+(?:,[0-9]+)?)\s*%\)")
_ROUNDED = Fraction(1, 2)
"""of the last printed place, by which an amount may be off"""

Pair = tuple[Fraction, Fraction]
"""An amount, and what it is a percentage of."""


def percent_slips(header: Header, columns: Columns, body: TableBody) -> dict[Place, Text]:
    """The names whose percentage is another one than that of the amounts, each with the latter."""
    return {**dict(_of_lines(body)), **dict(_of_columns(header, columns, body))}


def _of_lines(body: TableBody) -> Iterator[tuple[Place, Text]]:
    for lines in (body.lines, *(node.lines for node in body.nodes())):
        for at, node in enumerate(lines):
            if match := _ON_TOP.match(node.entry.name):
                above = zip(node.values, added(lines[:at], len(node.values)), strict=True)
                pairs = [(Fraction(one), Fraction(base)) for one, base in above if one and base]
                yield from _contradicted(node.entry.place, match[1], pairs)


def _of_columns(header: Header, columns: Columns, body: TableBody) -> Iterator[tuple[Place, Text]]:
    rows = [header.grid.rows[entry.row] for entry in body.entries()]
    for column in columns.money:
        match = _SHARE.search(header.lowest[column])
        wholes = [one.total for one in columns.sums if match and (column, 1) in one.parts]
        for whole in wholes[:1]:
            pairs = [(one, base) for row in rows if (one := _number(row[column])) and (base := _number(row[whole]))]
            if match and len(pairs) > 1:
                yield from _contradicted(header.place_of(column), match[1], pairs)


def _contradicted(place: Place, printed: str, pairs: Sequence[Pair]) -> Iterator[tuple[Place, Text]]:
    """A printed percentage, where all amounts are another whole one."""
    percent = Fraction(printed.replace(",", "."))
    made = {one * 100 / base for one, base in pairs}
    right = all(abs(one - base * percent / 100) <= _ROUNDED for one, base in pairs)
    if not right and len(made) == 1 and (other := made.pop()).denominator == 1:
        why = _("{printed} % is printed, but the amounts are {percent} %", printed=printed, percent=int(other))
        yield place, why


def _number(cell: GridCell) -> Fraction | None:
    number = number_of(cell)
    return Fraction(number.digits, 10**number.decimals) if number else None
