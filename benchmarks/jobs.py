"""What a second process is worth: `plan check` of many plans with `--jobs 1` and `--jobs 2`.

    python -m benchmarks.jobs [COUNT]

Beside the wall clock it gives the processor time of the busier side, the head or half of what its two processes
take: what two processors of its own would wait for, on a machine that others use. The aim at 1,000 plans is 1.6
times. PLAN_PYTHON is the Python of an installed wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import ledgers
from benchmarks.measure import ROOT, prepared

PYTHON = os.environ.get("PLAN_PYTHON", sys.executable)
HEAD = """
import resource, sys
from cybercrime_plan.cli import main
sys.argv = ["plan", *sys.argv[1:]]
try:
    main.run()
except SystemExit:
    pass
own, others = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime, file=sys.stderr)
"""


def main(count: int) -> None:
    """Write the plans, and check them by one process and by two, in turns."""
    prepared()
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder, "plans")
        ledgers.many_plans(plans, count)
        rounds = [(measured(1, plans), measured(2, plans)) for _ in range(2)]
        for name, place in (("wall", 0), ("busier side", 1)):
            alone, pair = (min(one[side][place] for one in rounds) for side in (0, 1))
            print(f"{name}: {alone:.2f} s by one, {pair:.2f} s by two, {alone / pair:.2f} times as fast")


def measured(jobs: int, folder: Path) -> tuple[float, float]:
    """The wall seconds, and the processor seconds of the head or of each of its processes, whichever are more."""
    command = [PYTHON, "-c", HEAD, "check", "-q", str(folder), "--jobs", str(jobs)]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    head, others = map(float, done.stderr.split()[-2:])
    return wall, max(head, others / jobs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
