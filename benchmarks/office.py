"""Importing and exporting a table of 4 lines by 5 years against a bare script, and of 5,000 lines: linear time.

    python -m benchmarks.office

The bare script opens the workbook as we have to (once for formulas, once for values) and dumps it, or writes
a plain one; it neither recognises a table nor checks it.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from benchmarks.measure import PLAN, PYTHON, ROOT, in_turns, report

BARE = (PYTHON, str(ROOT / "benchmarks" / "office_bare.py"))
SIZES = (4, 500, 5_000)
KINDS = ("xlsx", "docx", "html", "csv")


def plan_of(lines: int) -> str:
    """A plan with a table of that many lines by five years that adds up."""
    rows = [
        f'    - {{id: nd-{n}, stt: "{n}", name: Nội dung {n}, amounts: [100, 200, 300, 400, 500], total: 1500}}'
        for n in range(1, lines + 1)
    ]
    totals = ", ".join(str(amount * lines) for amount in (100, 200, 300, 400, 500))
    head = [
        "format: 1",
        "id: do",
        "budget:",
        "  unit: triệu đồng",
        "  years: [2022, 2023, 2024, 2025, 2026]",
        "  lines:",
    ]
    return "\n".join([*head, *rows, f"  totals: [{totals}]", f"  total: {1500 * lines}"]) + "\n"


def main() -> None:
    """Write the plans and their workbooks, then time both ways in turns."""
    with tempfile.TemporaryDirectory() as folder:
        plans = {lines: Path(folder, f"{lines}.yaml") for lines in SIZES}
        for lines, file in plans.items():
            file.write_text(plan_of(lines), encoding="utf-8")
            command = (*PLAN, "export", str(file), "-o", str(file.with_suffix(".xlsx")))
            subprocess.run(command, check=True)
        book = str(plans[4].with_suffix(".xlsx"))
        small = {
            "bare: read": (*BARE, "read", book),
            "import 4 lines": (*PLAN, "import", "-q", book),
            "budget check 4 lines": (*PLAN, "budget", "check", book),
            "bare: write": (*BARE, "write", str(Path(folder, "bare.xlsx")), "4"),
            "export 4 lines": (*PLAN, "export", str(plans[4]), "-o", str(Path(folder, "out.xlsx"))),
        }
        report(in_turns(small, runs=7), against="bare: read")
        imports = {
            f"import {lines} lines": (*PLAN, "import", "-q", str(file.with_suffix(".xlsx")))
            for lines, file in plans.items()
        }
        exports = {
            f"export {lines} lines, {kind}": (*PLAN, "export", str(file), "-o", str(Path(folder, f"out.{kind}")))
            for kind in KINDS
            for lines, file in plans.items()
        }
        report(in_turns({**imports, **exports}, runs=3), against="import 4 lines")


if __name__ == "__main__":
    main()
