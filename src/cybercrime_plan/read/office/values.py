"""What the cells of workbooks of every kind hold, on its way to text, and what of their sheets is hidden."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import NamedTuple

from cybercrime_plan.findings import Place
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.money import VND, unit_of
from cybercrime_plan.read.grid import (
    AS_IT_IS,
    Area,
    Content,
    Grid,
    GridCell,
    Remark,
    Shown,
    blank_cell,
    column_name,
    text_cell,
)


def exact_text(number: float) -> str | None:
    """A workbook's number in Vietnamese notation, ungrouped: `1150,5`.

    Workbooks keep binary floats but never take or show more than fifteen digits, so fifteen give back what
    was typed, and cut off what adding in binary leaves behind (0,1 + 0,2). Whole numbers come out whole.

    Returns:
        None when it is no number at all (infinite, or not a number).
    """
    if isinstance(number, int):
        return str(number)
    if not isfinite(number):
        return None
    text = f"{Decimal(f'{number:.15g}'):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", ",")


class CellStyle(NamedTuple):
    """What the style of a cell does to its text."""

    shown: Shown = AS_IT_IS
    indent: int = 0
    bold: bool = False


_PLAIN = CellStyle()


def cell_of(value: object, place: Place, style: CellStyle = _PLAIN, formula: str | None = None) -> GridCell:
    """The cell of a value as the workbook libraries hand it over: text, number, truth value, date or nothing."""
    if type(value) is int or isinstance(value, float):
        text = str(value) if type(value) is int else exact_text(value)
        content = Content.UNREADABLE if text is None else Content.NUMBER
        return GridCell(text or str(value), place, content, formula, *style)
    if value is None:
        return blank_cell(place)
    if isinstance(value, bool):
        return GridCell(str(value).upper(), place, Content.UNREADABLE, formula=formula)
    if isinstance(value, date) and style.shown.year_only:
        return GridCell(str(value.year), place, Content.NUMBER, formula=formula)
    if not isinstance(value, str):
        text = str(value).removesuffix(" 00:00:00")
        return GridCell(text, place, Content.UNREADABLE, formula=formula)
    stands_back = (len(value) - len(value.lstrip()) + 2) // 3
    return text_cell(value, place, (style.indent + stands_back, style.bold), formula)


_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_FIXED = re.compile(r'"([^"]+)"')
_BESIDE = re.compile(r'"([^"]+)"|\[\$([^-\]]+)|(?<!\[)([$€£])')
"""What a format shows beside the digits: `"USD"`, `[$€-2]`, `$`."""
_DIGITS = re.compile(r"[0#?](?:[0#?,.]*[0#?])?(,*)")
_DECIMALS = re.compile(r"\.([0#?]*)")


def currency_beside(words: Iterable[str]) -> str | None:
    """The code of the currency other than đồng among the words that a number format shows beside the digits."""
    units = (unit_of(word.strip()) for word in words)
    return next((unit.currency for unit in units if unit and unit.currency != VND), None)


@cache
def shown_by(number_format: str) -> Shown:
    """What a number format makes of a number, as far as it matters here (ECMA-376 part 1, 18.8.31)."""
    if number_format == "General":
        return AS_IT_IS
    sections = number_format.split(";")
    first = _LITERAL.sub("", sections[0])
    digits = _DIGITS.search(first)
    if digits is None:
        fixed = _FIXED.fullmatch(sections[0].strip())
        return Shown(year_only=first.strip().lower() == "yyyy", literal=fixed[1] if fixed else None)
    decimals = _DECIMALS.search(first)
    # positive; negative; zero
    zero = re.sub(r'[_*].|["\\]', "", sections[2]) if len(sections) > 2 else ""  # noqa: PLR2004
    return Shown(
        divided_by=1000 ** len(digits[1]),
        decimals=len(decimals[1]) if decimals else 0,
        zero_as_dash="-" in zero and not re.search("[0#]", zero),
        currency=currency_beside(map("".join, _BESIDE.findall(sections[0]))),
    )


def sheet_of(
    name: str,
    rows: Sequence[Sequence[GridCell]],
    merges: Iterable[Area],
    hidden: tuple[frozenset[int], frozenset[int]],
    *,
    is_hidden: bool,
    remarks: Iterable[Remark] = (),
) -> Grid:
    """A sheet as its workbook has it, the merged areas as far as there are cells.

    Args:
        hidden: its rows and its columns, counted from 0, that are not shown.
        is_hidden: whether the whole sheet is not.
        remarks: what else is to be said of it.
    """
    bottom, right = len(rows) - 1, len(rows[0]) - 1 if rows else -1
    areas = (one._replace(bottom=min(one.bottom, bottom), right=min(one.right, right)) for one in merges)
    within = tuple(one for one in areas if one.top <= one.bottom and one.left <= one.right)
    said = (*remarks, *hidden_remarks(name, *hidden, is_hidden=is_hidden))
    return Grid(name, tuple(map(tuple, rows)), within, said, hidden_rows=hidden[0], hidden_columns=hidden[1])


def hidden_remarks(
    sheet: str, rows: Collection[int] = (), columns: Collection[int] = (), *, is_hidden: bool
) -> Iterator[Remark]:
    """What is said of a sheet, and of rows and columns, counted from 0, that the program of a workbook hides."""
    if is_hidden:
        yield Remark(_("sheet {sheet} is hidden in the workbook; it is read like the others", sheet=sheet))
    if rows:
        yield Remark(
            n_(
                "row {rows} of sheet {sheet} is hidden in the workbook;"
                " it is read like the others unless only the rest adds up",
                "rows {rows} of sheet {sheet} are hidden in the workbook;"
                " they are read like the others unless only the rest adds up",
                len(rows),
                rows=", ".join(str(row + 1) for row in sorted(rows)),
                sheet=sheet,
            )
        )
    if columns:
        yield Remark(
            n_(
                "column {columns} of sheet {sheet} is hidden in the workbook;"
                " it is read like the others unless only the rest adds up",
                "columns {columns} of sheet {sheet} are hidden in the workbook;"
                " they are read like the others unless only the rest adds up",
                len(columns),
                columns=", ".join(map(column_name, sorted(columns))),
                sheet=sheet,
            )
        )
