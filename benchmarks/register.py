"""The register of reports: 39,000 rows out of a workbook and a csv; 115 letters and the compiled report.

    python -m benchmarks.register

The aim: 39,000 rows in 3 s of processor time and 150 MiB, 115 letters in 6 s.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import PLAN, in_turns, report

BODIES = 115
REPORTS = 6
ROWS = 39_000
HEADS = ("plan", "report", "occurrence", "agency", "number", "dated", "received", "state", "until", "ordered_by")


def plan_file() -> str:
    """A plan of five years with 115 bodies and six monthly reports of each."""
    agencies = [f"  - {{id: co-quan-{n}, name: Cơ quan số {n}}}" for n in range(1, BODIES + 1)]
    members = ", ".join(f"co-quan-{n}" for n in range(1, BODIES + 1))
    reports = [
        f"  - {{id: thang-{n}, title: Báo cáo tháng {n}, kind: periodic, bound: by, from_whom: [tat-ca], "
        f" at: IV.{n}, rule: {{freq: monthly, bymonthday: {n + 10}}}}}"
        for n in range(1, REPORTS + 1)
    ]
    head = ["format: 1", "id: nhieu", "period: {from: 2022, to: 2026}", "agencies:"]
    collective = f"  - {{id: tat-ca, name: Các cơ quan, members: [{members}]}}"
    return "\n".join([*head, *agencies, collective, "reports:", *reports]) + "\n"


def rows() -> Iterator[tuple[str, ...]]:
    """What came in: most on time, some late, some not at all."""
    months = [f"{year}-{month:02d}" for year in range(2022, 2027) for month in range(1, 13)]
    about = ((month, kind) for month in months for kind in range(1, REPORTS + 1))
    every = ((month, kind, body) for month, kind in about for body in range(1, BODIES + 1))
    for count, (month, kind, body) in zip(range(ROWS), every, strict=False):
        key = ("nhieu", f"thang-{kind}", month, f"co-quan-{body}")
        day = f"{month}-{8 + count % 9:02d}"
        came = (f"{count}/BC-CQ{body}", day, day, "", "", "") if count % 7 else ("", "", "", "", "", "")
        yield (*key, *came)


def write_books(folder: Path) -> None:
    """The same rows as a workbook and a csv; and a register of 115 bodies of which nothing came."""
    from xlsxwriter import Workbook

    with (folder / "so.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEADS, *rows()])
    book = Workbook(folder / "so.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([HEADS, *rows()]):
        sheet.write_row(number, 0, row)
    book.close()
    owed = [";".join(("nhieu", "thang-1", "2026-06", f"co-quan-{n}", *[""] * 6)) for n in range(1, BODIES + 1)]
    (folder / "no.csv").write_text("\n".join([";".join(HEADS), *owed]), encoding="utf-8")


def main() -> None:
    """Write the plan and the books, then time the commands in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plans").mkdir()
        (folder / "plans" / "nhieu.yaml").write_text(plan_file(), encoding="utf-8")
        write_books(folder)
        common = ("--plans", str(folder / "plans"), "--as-of", "2026-12-01")
        books = ("so.csv", "so.xlsx")
        commands = {
            f"status {book}, {ROWS} rows": (*PLAN, "report", "status", str(folder / book), *common, "-f", "json")
            for book in books
        }
        owed = str(folder / "no.csv")
        commands |= {
            "status, 115 rows": (*PLAN, "report", "status", owed, *common, "-f", "json"),
            "remind, 115 letters": (*PLAN, "report", "remind", owed, *common, "-o", str(folder / "thu")),
            "compile": (*PLAN, "report", "compile", owed, *common, "-o", str(folder / "bc.docx")),
        }
        report(in_turns(commands, runs=3), against="status, 115 rows")


if __name__ == "__main__":
    main()
