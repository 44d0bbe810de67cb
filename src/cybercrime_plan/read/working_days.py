"""The table of working days: the one that ships with the program, and an office's own over it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

from cybercrime_plan.model.working_day_table import WorkingDayTable
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.data_file import read_data
from cybercrime_plan.read.files import read_file

SHIPPED: Final = Path(__file__).resolve().parent.parent / "data" / "working-days.yaml"


@cache
def shipped_days() -> WorkingDays:
    """What the program knows by itself: public holidays, days off for them and exchanged days of some years."""
    return WorkingDays().with_table(read_table(SHIPPED.name, SHIPPED.read_bytes()))


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
    """Read the bytes of a table of working days.

    Args:
        file: the name to show.

    Raises:
        InvalidPlan: something in it is refused; the findings say what, in the order of the file.
    """
    return read_data(file, data, WorkingDayTable)
