"""The process that reads a workbook with calamine: bytes in, JSON out; see calamine.py."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import python_calamine


def sheets(data: bytes, max_cells: int) -> list[dict[str, Any]]:
    """The sheets of a workbook; the rows of one larger than `max_cells` stay behind."""
    found = []
    with python_calamine.load_workbook(io.BytesIO(data)) as book:
        for number, about in enumerate(book.sheets_metadata):
            sheet = book.get_sheet_by_index(number)
            height, width = sheet.total_height, sheet.total_width
            rows = sheet.to_python(skip_empty_area=False) if height * width <= max_cells else []
            found.append(
                {
                    "name": sheet.name,
                    "hidden": about.visible is not python_calamine.SheetVisibleEnum.Visible,
                    "height": height,
                    "width": width,
                    "rows": [[None if value == "" else value for value in row] for row in rows],
                    "merges": sheet.merged_cell_ranges,
                }
            )
    return found


def main() -> None:
    """Answer with the sheets, or with why not."""
    answer: dict[str, object]
    try:
        answer = {"sheets": sheets(sys.stdin.buffer.read(), int(sys.argv[1]))}
    except python_calamine.PasswordError:
        answer = {"refused": "password"}
    except python_calamine.CalamineError:
        answer = {"refused": "damaged"}
    # what JSON has no form for is a day or a time
    sys.stdout.write(json.dumps(answer, default=lambda value: {"other": str(value)}))


if __name__ == "__main__":
    main()
