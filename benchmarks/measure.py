"""Time whole commands, in turns, so that a slow minute of the machine hits both sides alike.

Wall seconds and peak memory come from the operating system's own account of each finished process, so this
needs a POSIX system. Nothing here judges; it prints medians and ratios.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """One finished process: wall seconds, processor seconds, peak memory in MiB, exit code."""

    seconds: float
    cpu: float
    mebibytes: float
    code: int


def prepared() -> None:
    """Compile the program, as installing it does; a checkout may never have been run."""
    for folder in ("src", "benchmarks"):
        compileall.compile_dir(ROOT / folder, quiet=1)


def run(command: Sequence[str], cwd: Path = ROOT) -> Run:
    """Run it once, its output thrown away."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def in_turns(commands: Mapping[str, Sequence[str]], runs: int = 7, cwd: Path = ROOT) -> dict[str, list[Run]]:
    """One warm-up of each, all of it compiled, then `runs` rounds of all in turn."""
    prepared()
    for command in commands.values():
        run(command, cwd)
    results: dict[str, list[Run]] = {name: [] for name in commands}
    for _round in range(runs):
        for name, command in commands.items():
            results[name].append(run(command, cwd))
    return results


def report(results: Mapping[str, Sequence[Run]], against: str) -> None:
    """Print medians, and the median of the ratios round by round against one of them."""
    print(f"{'':34}{'wall s':>9}{'cpu s':>9}{'MiB':>8}{'× ' + against:>22}")
    for name, runs in results.items():
        ratios = [own.seconds / other.seconds for own, other in zip(runs, results[against], strict=True)]
        codes = {own.code for own in runs}
        note = "" if codes == {0} else f"  exit {sorted(codes)}"
        seconds = statistics.median(r.seconds for r in runs)
        cpu = statistics.median(r.cpu for r in runs)
        peak = max(r.mebibytes for r in runs)
        print(f"{name:34}{seconds:9.3f}{cpu:9.3f}{peak:8.0f}{statistics.median(ratios):22.2f}{note}")


PYTHON = sys.executable
PLAN = (PYTHON, "-m", "cybercrime_plan")
