"""The data files that are no plans: those that ship with the program, and an office's own over them.

Each is read, validated, and refused with places like a plan.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import ValidationError

from cybercrime_plan.findings import Finding, in_order
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.files import read_file
from cybercrime_plan.read.load import InvalidPlan
from cybercrime_plan.read.text import read_tree
from cybercrime_plan.read.validation import complaints, placed

if TYPE_CHECKING:  # their models are built by those who ask for them
    from cybercrime_plan.model.budget_calendar import BudgetCalendar
    from cybercrime_plan.model.working_day_table import WorkingDayTable

T = TypeVar("T", bound=Part)
_SHIPPED: Final = Path(__file__).resolve().parent.parent / "data"


def read_data(file: str, data: bytes, model: type[T]) -> T:
    """Read the bytes of a data file as that model.

    Args:
        file: the name to show.

    Raises:
        InvalidPlan: something in it is refused; the findings say what, in the order of the file.
    """
    text = read_tree(data)
    findings: tuple[Finding, ...] = text.findings
    if not findings:
        try:
            return model.model_validate(text.tree)
        except ValidationError as error:
            said = complaints(error, text.tree, model)
            findings = in_order(placed(coded, text.positions) for coded in said)
    raise InvalidPlan(file, findings)


def shipped(name: str, model: type[T]) -> T:
    """A data file that ships with the program."""
    return read_data(name, (_SHIPPED / name).read_bytes(), model)


@cache
def budget_calendar() -> BudgetCalendar:
    """The dates of the laws of 2015 and of 2025, each with what was seen of it."""
    from cybercrime_plan.model.budget_calendar import BudgetCalendar

    return shipped("budget-calendar.yaml", BudgetCalendar)


@cache
def shipped_days() -> WorkingDays:
    """What the program knows by itself: public holidays, days off for them and exchanged days of some years."""
    from cybercrime_plan.model.working_day_table import WorkingDayTable

    return WorkingDays().with_table(shipped("working-days.yaml", WorkingDayTable))


def working_days(own: str | os.PathLike[str] | None = None) -> WorkingDays:
    """The shipped table; day by day, the word of the file `own` is put over it.

    Raises:
        InputError: the file cannot be read.
        InvalidPlan: something in it is refused.
    """
    if own is None:
        return shipped_days()
    return shipped_days().with_table(read_table(os.fspath(own), read_file(Path(own), os.fspath(own))))


def read_table(file: str, data: bytes) -> WorkingDayTable:
    """The same for the bytes of a table of working days, shown under that name."""
    from cybercrime_plan.model.working_day_table import WorkingDayTable

    return read_data(file, data, WorkingDayTable)
