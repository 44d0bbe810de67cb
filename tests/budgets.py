"""Budgets for tests, written as the table they are: one row of figures per line, the total last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cybercrime_plan.model.budget import Budget

Figure = int | str | None
"""A whole number of the table's unit, "-", a quoted figure, or None for a blank."""
TRIEU = 1_000_000


def text(figure: Figure) -> str | None:
    """As the reader hands a scalar over."""
    return None if figure is None else str(figure)


def texts(figures: Sequence[Figure]) -> tuple[str | None, ...]:
    """A row of them."""
    return tuple(text(figure) for figure in figures)


def line(name: str, *figures: Figure, **more: Any) -> dict[str, Any]:
    """A line: its amounts, then its total."""
    *amounts, total = figures
    return {"id": name, "name": name, "amounts": texts(amounts), "total": text(total), **more}


def budget(*lines: Mapping[str, Any], totals: Sequence[Figure] | None = None, **more: Any) -> Budget:
    """A budget in triệu đồng of these lines; `totals` is the printed row, the grand total last."""
    widths = [len(one["amounts"]) for one in lines if one.get("amounts") is not None]
    years = widths[0] if widths else len(totals or "x") - 1
    table: dict[str, Any] = {
        "unit": "triệu đồng",
        "years": tuple(str(2022 + year) for year in range(years)),
        "lines": tuple(lines),
    }
    if totals is not None:
        *by_year, total = totals
        table |= {"totals": texts(by_year), "total": text(total)}
    return Budget.model_validate(table | more)
