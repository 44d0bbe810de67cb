"""Products that the words of a line tell, `30 suất x 500.000 đồng/suất`, held against its amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import prod

from cybercrime_plan.findings import FigureRole, PrintedFigure
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Unit, grouped
from cybercrime_plan.read.annex.amounts import number_of
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.grid import Content, GridCell

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
        numbers = [number for amount in row.amounts if (number := number_of(amount))]
        scales = [(number, times) for number in numbers for times in (1, unit.value)]  # in đồng, in its unit
        for cell, made in _told(header.grid.rows[row.row]):
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
