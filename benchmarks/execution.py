"""How long `plan budget status` of a plan with its book takes against `plan budget check` of the same plan.

    python -m benchmarks.execution

The aim is at most 1,1 times.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measure import PLAN, in_turns, report

LINES = (("phong-ngua", 300, 290), ("dau-tranh", 400, 400), ("thiet-bi", 3300, 2900), ("chi-dao", 100, 98))
HEAD = "Đơn vị tính: triệu đồng\nplan;year;kind;document;date;line;source;amount\n"


def book() -> str:
    """A year of a plan, from the allocation to what was spent, with the totals of the documents. Invented."""
    given = {line: amount for line, amount, _spent in LINES}
    spent = {line: amount for line, _given, amount in LINES}
    rows = []
    for kind, day, amounts in (("allocation", "2024-12-18", given), ("spent", "2026-01-31", spent)):
        rows += [f"dong-thap;2025;{kind};{kind};{day};{line};tinh;{amount}" for line, amount in amounts.items()]
        rows.append(f"dong-thap;2025;{kind};{kind};{day};total;;{sum(amounts.values())}")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "so.csv"
        file.write_text(book(), encoding="utf-8")
        status = (*PLAN, "budget", "status", "dong-thap", "--book", str(file), "--as-of", "2026-03-01")
        report(
            in_turns(
                {"plan budget check": (*PLAN, "budget", "check", "dong-thap"), "plan budget status": status}, 15
            ),
            against="plan budget check",
        )
