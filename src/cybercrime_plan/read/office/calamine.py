"""The values of workbooks, through calamine: fast, for lists of many rows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from cybercrime_plan.read.office.package import check_package, damaged, encrypted, is_ole

CHILD = Path(__file__).with_name("calamine_child.py")
SECONDS = 60


def stored_values(data: bytes, most_cells: int) -> list[dict[str, Any]]:
    """Every sheet with its `name`, `height`, `width` and `rows` of values; a date is `{"other": "2025-11-12"}`.

    Args:
        most_cells: the rows of a larger sheet stay behind.

    Raises:
        InputError: protected by a password, damaged, or too large.
    """
    if is_ole(data):
        from cybercrime_plan.read.office.old_excel import old_values

        return old_values(data, most_cells)
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
