"""The columns of an annex that say what became of the money (giao, thực hiện, quyết toán) as entries of a book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget, BudgetColumn, ColumnKind
from cybercrime_plan.model.execution import TOTAL, ExecutionEntry, ExecutionKind
from cybercrime_plan.model.money import Cell, Money
from cybercrime_plan.model.spelling import folded

_ESTIMATE: Final = re.compile(rf"\b{folded('ước')}\b")
_SAID: Final = tuple(
    (re.compile("|".join(rf"\b{folded(word)}" for word in words)), kind)
    for words, kind in (
        (("năm trước chuyển sang",), ExecutionKind.CARRIED_IN),
        (("chuyển nguồn", "chuyển sang năm sau"), ExecutionKind.CARRIED_OUT),
        (("hủy",), ExecutionKind.CANCELLED),
        (("quyết toán",), ExecutionKind.SETTLED),
        (("tạm ứng",), ExecutionKind.ADVANCE),
        (("thực hiện", "giải ngân", "đã chi", "thanh toán"), ExecutionKind.SPENT),
        (("bổ sung",), ExecutionKind.SUPPLEMENT),
        (("giao", "được duyệt", "phân bổ", "bố trí", "dự toán"), ExecutionKind.ALLOCATION),
    )
)
"""What a title says, the first that is found: `quyết toán` before the `dự toán` beside it."""
_MONEY: Final = frozenset({ColumnKind.VERSION, ColumnKind.OUTSIDE})


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """An entry with the place in the plan that holds its figure."""

    entry: ExecutionEntry
    loc: Loc


def kind_of_title(title: str) -> ExecutionKind | None:
    """What a column of that title says happened; None for a plan, an estimate or anything else."""
    text = folded(title)
    if _ESTIMATE.search(text):
        return None
    return next((kind for said, kind in _SAID if said.search(text)), None)


def executed(budget: Budget, over_years: Mapping[int, str]) -> tuple[ColumnEntry, ...]:
    """Every figure of such a column, line by line, and the total printed under it.

    Args:
        over_years: what is printed over the column of each year, which need not be the plan's own.
    """
    lines = [one for one in budget.walk() if not one.line.lines and not one.line.memo]
    found: list[ColumnEntry] = []
    totals = budget.totals or ()
    for at, year in enumerate(budget.years):
        if kind := kind_of_title(over_years.get(year, "")):
            for one in lines:
                cell = one.line.amounts[at] if one.line.amounts else None
                found += _entry(kind, year, one.line.name, cell, (*one.loc, "amounts", at))
            if at < len(totals):
                found += _entry(kind, year, TOTAL, totals[at], ("budget", "totals", at))
    for column in budget.columns:
        kind = kind_of_title(column.title)
        if kind and column.year is not None and column.kind in _MONEY:
            for one in lines:
                cell = one.line.columns.get(column.id)
                found += _entry(kind, column.year, one.line.name, cell, (*one.loc, "columns", column.id))
            total = budget.column_totals.get(column.id)
            found += _entry(kind, column.year, TOTAL, total, ("budget", "column_totals", column.id))
    return tuple(found)


def left_out(budget: Budget) -> tuple[BudgetColumn, ...]:
    """The columns of money of one year that say nothing a book keeps: estimates, demands."""
    return tuple(
        column
        for column in budget.columns
        if column.kind in _MONEY and column.year and not kind_of_title(column.title)
    )


def _entry(kind: ExecutionKind, year: int, line: str, cell: Cell, loc: Loc) -> Iterator[ColumnEntry]:
    """An entry of a figure; a dash and a blank are none."""
    if isinstance(cell, Money):
        yield ColumnEntry(ExecutionEntry(year, kind, (line,), cell), loc)
