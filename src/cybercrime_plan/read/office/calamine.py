"""Workbooks of old (.xls), through calamine: stored values and merges."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from cybercrime_plan.findings import SheetCell
from cybercrime_plan.language import _
from cybercrime_plan.read.grid import Area, Content, Grid, GridCell, Remark, cell_name
from cybercrime_plan.read.office.package import (
    MAX_CELLS,
    check_package,
    check_size,
    damaged,
    encrypted,
    fits,
    is_ole,
    left_out,
    some,
)
from cybercrime_plan.read.office.values import cell_of, hidden_remarks

CHILD = Path(__file__).with_name("calamine_child.py")
SECONDS = 60


def read_with_calamine(data: bytes) -> tuple[Grid, ...]:
    """Every sheet with cells. Formulas, errors and hidden rows cannot be seen in these files, and it says so.

    A damaged .xls can end the process that reads it, so another one reads it for us.

    Raises:
        InputError: protected by a password, damaged, or larger than any annex.
    """
    grids = []
    for sheet in stored_values(data, MAX_CELLS):
        name = sheet["name"]
        if not fits(sheet["height"], sheet["width"]):
            grids.append(left_out(name))
            continue
        rows = []
        for row, values in enumerate(sheet["rows"]):
            places = [SheetCell(name, cell_name(row, column)) for column in range(len(values))]
            rows.append(
                tuple(
                    GridCell(value["other"], at, Content.UNREADABLE)
                    if isinstance(value, dict)
                    else cell_of(value, at)
                    for value, at in zip(values, places, strict=True)
                )
            )
        merges = tuple(Area(top, left, bottom, right) for (top, left), (bottom, right) in sheet["merges"] or ())
        seen = (*hidden_remarks(name, is_hidden=sheet["hidden"]), Remark(_UNSEEN))
        grids.append(Grid(name, tuple(rows), merges, seen))
    return some(tuple(grids))


def stored_values(data: bytes, most_cells: int) -> list[dict[str, Any]]:
    """Every sheet with its `name`, `height`, `width` and `rows` of values; a date is `{"other": "2025-11-12"}`.

    Args:
        most_cells: the rows of a larger sheet stay behind.

    Raises:
        InputError: protected by a password, damaged, or too large.
    """
    if is_ole(data):
        check_size(data)
    else:
        check_package(data)
    command = [sys.executable, "-P", str(CHILD), str(most_cells)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise damaged() from None
    if "refused" in answer:
        raise encrypted() if answer["refused"] == "password" else damaged()
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets


_UNSEEN = _(
    "in this kind of workbook formulas, hidden rows and error values cannot be seen; "
    "an error reads as a blank; saving as .xlsx shows them"
)
