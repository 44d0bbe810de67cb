"""Arithmetic that words tell, held against the amounts: products of a line, percentages of a line or a column.

`30 suất x 500.000 đồng/suất`; `Thuế GTGT (8%)` of what stands above it, `NSTW (70%)` of a whole column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from cybercrime_plan.findings import FigureRole, Place, PrintedFigure
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Unit, grouped
from cybercrime_plan.read.annex.amounts import number_of
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.forest import added
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.grid import Content, GridCell

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
                (one.exact, base.exact)
                for row in (rows if match and whole else ())
                if (one := number_of(row[column]))
                and (base := number_of(row[whole[0]]))
                and one.digits * base.digits
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


_FACTOR = r"[0-9]+(?:\.[0-9]{3})*(?:,[0-9]+)?(?![0-9.,]*[0-9])"
_PRODUCT = re.compile(rf"{_FACTOR}(?:[^0-9+%]*?\s*[x×*]\s*{_FACTOR})+")
_NUMBER = re.compile(r"(?<![^\W\d_])[0-9][0-9.,]*")
_SCALE = re.compile(r"[0-9]\s*(?:nghìn|ngàn|triệu|tỷ|tr)\b|[%+]", re.IGNORECASE)
_FEWEST = 2
"""lines whose words come to their amounts, before one that does not is named"""


def product_slips(header: Header, body: TableBody, unit: Unit) -> Iterator[PrintedFigure]:
    """The one line whose words tell another product than its amount, where those of the others tell theirs."""
    told, wrong = 0, []
    for row in body.entries():
        products = [*_told(header.grid.rows[row.row])]
        numbers = [number for amount in row.amounts if (number := number_of(amount))] if products else []
        scales = [(number, times) for number in numbers for times in (1, unit.value)]  # in đồng, in its unit
        for cell, made in products:
            told += 1
            if not any(number.digits * times == made * 10**number.decimals for number, times in scales):
                wrong.append((row, cell, made))
    if len(wrong) != 1 or told - 1 < _FEWEST:
        return
    row, cell, made = wrong[0]
    why = _("what it tells comes to {product}, which is no amount of the line", product=grouped(made))
    yield PrintedFigure(cell.place, cell.text, FigureRole.UNUSED, row=row.name, why=why)


def _told(cells: tuple[GridCell, ...]) -> Iterator[tuple[GridCell, int]]:
    """Each cell of words of which all numbers are the factors of one product, with what it comes to."""
    for cell in cells:
        match = _PRODUCT.search(cell.text) if cell.content is Content.TEXT else None
        if match is None or _SCALE.search(cell.text):
            continue
        factors = [
            Fraction(one.rstrip(".,").replace(".", "").replace(",", ".")) for one in _NUMBER.findall(match[0])
        ]
        made = prod(factors, start=Fraction(1))
        if len(factors) == len(_NUMBER.findall(cell.text)) and made.denominator == 1:
            yield cell, int(made)
