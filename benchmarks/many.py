"""`plan budget check` on many plans, against the bare scan of the same bytes and against other checkers.

    python -m benchmarks.many [COUNT]

The aim at 1,000 plans: at most 3 times the bare scan, under 100 MiB, twice the time for twice the plans, and
faster than `bean-check -C`, check-jsonschema and `hledger check`, each where it is installed. beancount and hledger
are given the sums of the plans and nothing else; "sums only" are files of ours that hold just those.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import ledgers
from benchmarks.measure import PLAN, PYTHON, ROOT, in_turns, report


def main(count: int) -> None:
    """Write the files, then time every program on them in turns."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        size = ledgers.many_plans(base / "once", count)
        ledgers.many_plans(base / "twice", 2 * count)
        ledgers.budgets_only(base / "sums", count)
        ledgers.beancount(base / "sums.beancount", count)
        ledgers.hledger(base / "sums.journal", count)
        print(f"{count} plans, {size / 2**20:.1f} MiB")
        scan = str(ROOT / "benchmarks" / "scan.py")
        commands: dict[str, tuple[str, ...]] = {
            "bare event scan": (PYTHON, scan, str(base / "once")),
            "plan budget check": (*PLAN, "budget", "check", "-q", str(base / "once")),
            "plan budget check, twice as many": (*PLAN, "budget", "check", "-q", str(base / "twice")),
        }
        commands["plan budget check, sums only"] = (*PLAN, "budget", "check", "-q", str(base / "sums"))
        commands |= _others(base)
        report(in_turns(commands, runs=3), against="bare event scan")


def _others(base: Path) -> dict[str, tuple[str, ...]]:
    """The programs that are installed, here beside Python or on the path."""
    beside = str(Path(PYTHON).parent)
    found: dict[str, tuple[str, ...]] = {}
    if program := shutil.which("bean-check", path=beside) or shutil.which("bean-check"):
        found["bean-check -C"] = (program, "-C", str(base / "sums.beancount"))
    if program := shutil.which("check-jsonschema", path=beside) or shutil.which("check-jsonschema"):
        schema = str(ROOT / "docs" / "plan.schema.json")
        files = sorted(map(str, (base / "once").glob("*.yaml")))
        found["check-jsonschema (structure only)"] = (program, "--schemafile", schema, *files)
    if program := shutil.which("hledger"):
        found["hledger check"] = (program, "check", "-f", str(base / "sums.journal"))
    for name in {"bean-check -C", "check-jsonschema (structure only)", "hledger check"} - found.keys():
        print(f"not installed, so not measured: {name}")
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
