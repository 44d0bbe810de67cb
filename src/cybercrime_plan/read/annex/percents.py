"""Percentages that names print: `Thuế GTGT (8%)` of what stands above it, `NSTW (70%)` of a whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _
from cybercrime_plan.read.annex.amounts import number_of
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.forest import added
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.grid import GridCell

_ON_TOP = re.compile(r"(?:thuế|vat|(?:chi phí )?dự phòng|tiết kiệm)\b.*?\b([0-9]+(?:,[0-9]+)?)\s*%", re.IGNORECASE)
"""A line that is a percentage of lines above it."""
_SHARE = re.compile(r"\(([0-9]+(?:,[0-9]+)?)\s*%\)")
_TAKEN_OFF = re.compile(r"[^%0-9]*\b([0-9]+(?:,[0-9]+)?)\s*%[^%0-9]*")
_ROUNDED = Fraction(1, 2)
"""of the last printed place, by which an amount may be off"""

Pair = tuple[Fraction, Fraction]
"""An amount, and what it is a percentage of."""


def percent_slips(header: Header, columns: Columns, body: TableBody) -> dict[Place, Text]:
    """The names whose percentage is another one than that of the amounts, each with the latter."""
    found: dict[Place, Text] = {}
    # lines of a percentage that is neither of all above them nor of the nearest, nor of a single one of them
    for lines in (body.lines, *(node.lines for node in body.nodes())):
        for at, node in enumerate(lines):
            if at and (match := _ON_TOP.match(node.entry.name)):
                bases = [added(lines[first:at], len(node.values)) for first in range(at)]
                # the amounts of the line, what it takes off as well, each with what it is a percentage of
                made = [
                    [
                        (abs(Fraction(one)), abs(Fraction(of)))
                        for one, of in zip(node.values, base, strict=True)
                        if one and of
                    ]
                    for base in (*bases, *(one.weight for one in lines[:at]))
                ]
                if not any(pairs and _agree(match[1], pairs) for pairs in made):
                    found |= _contradicted(node.entry.place, match[1], made[0])
    # columns of a percentage in brackets of what adds them up, or of one of what they are taken off
    rows = [header.grid.rows[entry.row] for entry in body.entries()]
    for column in columns.money:
        title = header.lowest[column]
        summed = [one.total for one in columns.sums if (column, 1) in one.parts]
        reduced = [one.parts[0][0] for one in columns.sums if (column, -1) in one.parts]
        for match, whole in ((_SHARE.search(title), summed), (_TAKEN_OFF.fullmatch(title), reduced)):
            pairs = [
                (one, base)
                for row in rows
                if match and whole and (one := _number(row[column])) and (base := _number(row[whole[0]]))
            ]
            if match and len(pairs) > 1:
                found |= _contradicted(header.place_of(column), match[1], pairs)
    return found


def _contradicted(place: Place, printed: str, pairs: Sequence[Pair]) -> dict[Place, Text]:
    """A printed percentage, where all amounts are another whole one."""
    made = {one * 100 / base for one, base in pairs}
    if _agree(printed, pairs) or len(made) != 1 or (other := made.pop()).denominator != 1:
        return {}
    return {
        place: _("{printed} % is printed, but the amounts are {percent} %", printed=printed, percent=int(other))
    }


def _agree(printed: str, pairs: Sequence[Pair]) -> bool:
    """Whether all amounts are the printed percentage."""
    percent = Fraction(printed.replace(",", "."))
    return all(abs(one - base * percent / 100) <= _ROUNDED for one, base in pairs)


def _number(cell: GridCell) -> Fraction | None:
    number = number_of(cell)
    return Fraction(number.digits, 10**number.decimals) if number else None
