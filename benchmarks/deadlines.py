"""`plan deadline list` and `calendar` on 18, 1,000 and 10,000 occurrences: time should grow with their number.

    python -m benchmarks.deadlines

The last column compares with listing the 18 of the shipped plans, most of which is starting the program.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measure import PLAN, ROOT, in_turns, report

AGENCIES = 200
MONTHS = 100
"""From September 2022 to December 2030: as many monthly occurrences of each report."""


def plan_of(reports: int) -> str:
    """A plan with that many monthly reports, each of an agency of its own, and 200 agencies."""
    lines = [
        "format: 1",
        "id: do",
        "province: Tỉnh",
        'period: {from: "2022-09", to: 2030}',
        'revision: {number: 1, on: "2022-09-01"}',
        "agencies:",
        *(f"  - {{id: so-{number}, name: Sở thứ {number}}}" for number in range(AGENCIES)),
        "reports:",
    ]
    for number in range(reports):
        agency = number % AGENCIES
        lines += [
            f"  - id: bc-{number}",
            f"    title: Báo cáo tháng của sở thứ {agency}",
            "    kind: periodic",
            "    bound: before",
            f"    rule: {{freq: monthly, bymonthday: {number % 31 + 1}}}",
            f"    from_whom: [so-{agency}]",
            "    data: {from: 15, to: 14}",
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the plans, then time listing and writing calendars in turns."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"18": str(ROOT / "plans")}
        for events in (1_000, 10_000):
            file = Path(folder, f"{events}.yaml")
            file.write_text(plan_of(events // MONTHS), encoding="utf-8")
            files[f"{events:,}"] = str(file)
        listing = {f"list {name}": (*PLAN, "deadline", "list", file) for name, file in files.items()}
        calendars = {f"calendar {name}": (*PLAN, "deadline", "calendar", file) for name, file in files.items()}
        report(in_turns(listing | calendars, runs=3), against="list 18")


if __name__ == "__main__":
    main()
