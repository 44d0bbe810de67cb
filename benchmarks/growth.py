"""How the work of every command over many plans grows: processor time and memory at n, 2n and 4n plans.

    python -m benchmarks.growth [N]

The exponent is that of the best power between n and 4n, start-up taken off: 1 is linear. `--jobs 2` is given with
the processor time of the busier side, the head or half of what its two processes take: what two processors of its
own would wait for, on a machine that others use, too.
"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import ledgers
from benchmarks.measure import PLAN, PYTHON, ROOT, prepared, run

COMMANDS = {
    "check": ("check", "--jobs", "1"),
    "check -f json": ("check", "-f", "json", "--jobs", "1"),
    "budget check": ("budget", "check", "--jobs", "1"),
    "list": ("list", "--jobs", "1"),
    "export, amounts": ("export", "-f", "jsonl"),
    "tasks": ("tasks",),
    "deadline list": ("deadline", "list"),
    "deadline next": ("deadline", "next"),
}
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
    """Write the plans, then run every command on n, 2n and 4n of them."""
    prepared()
    with tempfile.TemporaryDirectory() as folder:
        sizes = (count, 2 * count, 4 * count)
        for size in sizes:
            ledgers.many_plans(Path(folder, str(size)), size)
        start = statistics.median(run((*PLAN, "budget", "check", str(ledgers.PLANS[0]))).cpu for _ in range(5))
        print(f"{'':18}" + "".join(f"{size:>9} s{size:>8} MiB" for size in sizes) + f"{'exponent':>10}")
        for name, command in COMMANDS.items():
            runs = [run((*PLAN, *command, str(Path(folder, str(size))))) for size in sizes]
            first, last = (max(one.cpu - start, 0.001) for one in (runs[0], runs[-1]))
            figures = "".join(f"{one.cpu:11.2f}{one.mebibytes:12.0f}" for one in runs)
            print(f"{name:18}{figures}{math.log(last / first, 4):10.2f}")
        alone, pair = (busier(jobs, Path(folder, str(sizes[-1]))) for jobs in (1, 2))
        print(
            f"check of {sizes[-1]}, --jobs 2: {alone:.2f} s becomes {pair:.2f} s, {alone / pair:.2f} times as fast"
        )


def busier(jobs: int, folder: Path) -> float:
    """The processor seconds of the head, or of each of its processes, whichever are more."""
    command = [PYTHON, "-c", HEAD, "check", "-q", str(folder), "--jobs", str(jobs)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    head, others = map(float, done.stderr.split()[-2:])
    return max(head, others / jobs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250)
