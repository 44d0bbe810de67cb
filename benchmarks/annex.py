"""Reading an annex of a workbook, beside a bare load of the same file in the same process.

    python -m benchmarks.annex

Each is the least processor time of several rounds, in turns: opening it with openpyxl and no more, reading its
cells as we do, and recognising the table.
"""

from __future__ import annotations

import gc
import io
import time
from collections.abc import Callable

from openpyxl import Workbook, load_workbook

from cybercrime_plan.read.annex.file import read_annex_file
from cybercrime_plan.read.office import read_package

SIZES = ((500, 40), (2_500, 8))
ROUNDS = 7


def annex(lines: int, columns: int) -> bytes:
    """A workbook of so many lines and columns that adds up both ways."""
    book, buffer = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("PL")
    sheet.append(["ĐVT: triệu đồng"])
    sheet.append(["STT", "Nội dung", *(f"Nguồn {n} năm 2025" for n in range(columns - 3)), "Cộng"])
    rows = [[(line * 7 + column * 13) % 97 + 1 for column in range(columns - 3)] for line in range(lines)]
    for line, row in enumerate(rows):
        sheet.append([line + 1, f"Dự án {line}", *row, sum(row)])
    totals = [sum(row[column] for row in rows) for column in range(columns - 3)]
    sheet.append([None, "Tổng cộng", *totals, sum(totals)])
    book.save(buffer)
    return buffer.getvalue()


def least(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The least processor seconds of each, over rounds in which they take turns."""
    found = dict.fromkeys(works, float("inf"))
    for _round in range(ROUNDS):
        for name, work in works.items():
            gc.collect()
            before = time.process_time()
            work()
            found[name] = min(found[name], time.process_time() - before)
    return found


def main() -> None:
    """Each size, with the ratios to the bare load."""
    for lines, columns in SIZES:
        data = annex(lines, columns)
        found = least({
            "bare load": lambda data=data: load_workbook(io.BytesIO(data), data_only=True),  # type: ignore[misc]
            "its cells": lambda data=data: read_package(data, "a.xlsx"),  # type: ignore[misc]
            "the annex": lambda data=data: read_annex_file("a.xlsx", data),  # type: ignore[misc]
        })  # fmt: skip
        bare = found["bare load"]
        print(f"{lines} x {columns}: " + ", ".join(f"{k} {v:.3f} s ({v / bare:.1f})" for k, v in found.items()))


if __name__ == "__main__":
    main()
