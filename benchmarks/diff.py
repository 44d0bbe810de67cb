"""`plan diff`: the small pair against the hello baseline, and 5,000 records in one process.

    python -m benchmarks.diff

Of large plans a tenth of the tasks is changed. The aims: finding and judging the changes takes under a tenth of the
time loading both files takes, and twice the records take twice the time.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from typing import TypeVar

from benchmarks.measure import PLAN, PYTHON, ROOT, in_turns, report
from cybercrime_plan.calc.diff.comparison import Comparison, diff
from cybercrime_plan.read.load import load

SHIPPED = ROOT / "plans" / "dong-thap-2022-2026.yaml"
AMENDED = ROOT / "docs" / "examples" / "dong-thap-amended.yaml"
ROUNDS = 7
T = TypeVar("T")


def plan_of(records: int, changed: int = 0) -> bytes:
    """A plan of so many tasks, the first ones of them changed."""
    tasks = (
        f"  - {{id: t{n}, at: II.{n}, agencies: [ca], role: assigned,"
        f" summary: {'phải ' * (n < changed)}làm việc số {n} trong kế hoạch}}"
        for n in range(records)
    )
    head = ("format: 1", "id: lon", "agencies:", "  - {id: ca, name: Công an}", "tasks:")
    return "\n".join((*head, *tasks, "")).encode()


def compared(a: bytes, b: bytes) -> tuple[float, float]:
    """Processor seconds for loading both, and for finding and judging every change."""
    (first, second), loading = timed(lambda: (load(a, "a.yaml").plan, load(b, "b.yaml").plan))
    assert first is not None
    assert second is not None

    def all_changes() -> Comparison:
        comparison = diff(first, second)
        assert comparison.changes
        return comparison

    _comparison, diffing = timed(all_changes)
    return loading, diffing


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """The result and the processor seconds it took."""
    gc.collect()
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def main() -> None:
    """Whole processes first, then the large plans within this one."""
    commands = {
        "hello (typer, pydantic, yaml)": (PYTHON, str(ROOT / "benchmarks" / "hello.py")),
        "plan diff, the worked example": (*PLAN, "diff", str(SHIPPED), str(AMENDED)),
    }
    report(in_turns(commands), against="hello (typer, pydantic, yaml)")
    print(f"\n{'records':>8}{'load s':>9}{'diff s':>9}{'diff/load':>11}")
    for records in (1_250, 2_500, 5_000, 10_000):
        a, b = plan_of(records), plan_of(records, records // 10)
        runs = [compared(a, b) for _round in range(ROUNDS)]
        loading, diffing = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"{records:8}{loading:9.3f}{diffing:9.3f}{diffing / loading:11.1%}")


if __name__ == "__main__":
    main()
