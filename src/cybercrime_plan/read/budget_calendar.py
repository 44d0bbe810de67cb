"""The legal calendar of the budget year that ships with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from cybercrime_plan.model.budget_calendar import BudgetCalendar
from cybercrime_plan.read.data_file import read_data

SHIPPED: Final = Path(__file__).resolve().parent.parent / "data" / "budget-calendar.yaml"


@cache
def budget_calendar() -> BudgetCalendar:
    """The dates of the laws of 2015 and of 2025, each with what was seen of it."""
    return read_data(SHIPPED.name, SHIPPED.read_bytes(), BudgetCalendar)
