"""What a second process is worth: commands over many plans with `--jobs 1` and `--jobs 2`.

    python -m benchmarks.jobs [COUNT]

Beside the wall clock it gives what two processors of its own would take at least, on a machine that others use:
half of all processor time, or that of the head, which gives out the files and writes, when that is more. The aim at
1,000 plans is 1.6 times. PLAN_PYTHON is the Python of an installed wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import ledgers
from benchmarks.measure import ROOT, prepared

COMMANDS = (
    ("check", "-q"),
    ("budget", "check", "-q"),
    ("list",),
    ("list", "--check"),
    ("tasks",),
    ("deadline", "list"),
    ("deadline", "next"),
)
PYTHON = os.environ.get("PLAN_PYTHON", sys.executable)
HEAD = """
import resource, sys
from cybercrime_plan.__main__ import run
sys.argv = ["plan", *sys.argv[1:]]
try:
    run()
except SystemExit:
    pass
own, others = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime, file=sys.stderr)
"""


def main(count: int) -> None:
    """Write the plans, and go over them by one process and by two, in turns."""
    prepared()
    print(f"{count} plans, load {os.getloadavg()[0]:.1f}\n")
    print("| command | wall s by one | by two | times | head s | on two processors s | times |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder, "plans")
        ledgers.many_plans(plans, count)
        for command in COMMANDS:
            rounds = [(measured(1, plans, command), measured(2, plans, command)) for _ in range(2)]
            alone, pair = (min(one[side] for one in rounds) for side in (0, 1))
            by_clock = f"{alone.wall:.1f} | {pair.wall:.1f} | {alone.wall / pair.wall:.2f}"
            by_work = f"{pair.head:.2f} | {pair.least:.2f} | {alone.least / pair.least:.2f}"
            print(f"| `{' '.join(command)}` | {by_clock} | {by_work} |", flush=True)


class Shared(NamedTuple):
    """Wall seconds; processor seconds of the head; seconds that so many processors need at least."""

    wall: float
    head: float
    least: float


def measured(jobs: int, folder: Path, command: tuple[str, ...]) -> Shared:
    """One run of a command over a folder."""
    line = [PYTHON, "-c", HEAD, *command, str(folder), "--jobs", str(jobs)]
    start = time.perf_counter()
    done = subprocess.run(
        line, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    wall = time.perf_counter() - start
    head, others = map(float, done.stderr.split()[-2:])
    return Shared(wall, head, max(head, (head + others) / jobs))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
