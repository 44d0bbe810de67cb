"""The table of working days: the one that ships with the program, and an office's own over it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from cybercrime_plan.findings import Finding, in_order
from cybercrime_plan.model.working_days import WorkingDays, WorkingDayTable
from cybercrime_plan.read.files import read_file
from cybercrime_plan.read.load import InvalidPlan
from cybercrime_plan.read.shape import complaints
from cybercrime_plan.read.text import read_tree
from cybercrime_plan.read.validation import placed

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
    text = read_tree(data)
    findings: tuple[Finding, ...] = text.findings
    if not findings:
        try:
            return WorkingDayTable.model_validate(text.tree)
        except ValidationError as error:
            said = complaints(error, text.tree, WorkingDayTable)
            findings = in_order(placed(coded, text.positions) for coded in said)
    raise InvalidPlan(file, findings)
