"""The live sums of a workbook's annex: formulas with the value they had when the file was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from cybercrime_plan.model.money import Cell, Money

_LONGEST_FORMULA = 8000
"""Characters; Excel takes 8192."""


@dataclass(frozen=True, slots=True)
class Addend:
    """A cell that is added up: where it stands, counted from 0, and what it holds."""

    row: int
    column: int
    value: Cell


def live_sum(terms: Sequence[Addend]) -> tuple[str | None, Money | None]:
    """The formula that adds cells up, and what the amounts among them come to.

    Where no cell holds an amount yet, the formula shows a dash until one does. It is None when the cells are too
    scattered for one formula.
    """
    amounts = [term.value for term in terms if isinstance(term.value, Money)]
    cells = ",".join(_ranges(terms))
    formula = f"=SUM({cells})" if amounts else f'=IF(COUNT({cells})=0,"-",SUM({cells}))'
    fits = terms and len(formula) <= _LONGEST_FORMULA and cells.count(",") < 255  # noqa: PLR2004 - Excel's limit
    return formula if fits else None, Money.total(amounts) if amounts else None


def difference(printed: Addend, computed: Addend, blanks: Sequence[Addend]) -> str:
    """The formula of printed less computed; it shows nothing while a figure is missing."""
    left, right = cell(printed.row, printed.column), cell(computed.row, computed.column)
    if isinstance(printed.value, Money) and isinstance(computed.value, Money) and not blanks:
        return f"={left}-{right}"
    known = "".join(f",COUNTBLANK({cells})=0" for cells in _ranges(blanks))
    return f'=IF(AND(COUNT({left},{right})=2{known}),{left}-{right},"")'


def cell(row: int, column: int) -> str:
    """A cell as formulas write it: `D7`."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def _ranges(terms: Iterable[Addend]) -> list[str]:
    """The fewest ranges over cells: along the row when all are in one, otherwise down each column."""
    places = {(term.row, term.column) for term in terms}
    along = len({row for row, _column in places}) == 1
    ordered = sorted(places, key=lambda place: place[::-1])
    runs = groupby(
        enumerate(ordered), key=lambda numbered: (along or numbered[1][1], sum(numbered[1]) - numbered[0])
    )
    ranges = []
    for _key, run in runs:
        cells = [place for _number, place in run]
        first, last = cell(*cells[0]), cell(*cells[-1])
        ranges.append(first if first == last else f"{first}:{last}")
    return ranges
