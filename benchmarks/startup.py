"""How long the program takes on the two plans against the smallest program of its kind.

    python -m benchmarks.startup

The aim is 1.4 times `hello.py` for `budget check`, 1.5 for `list`, `deadline next` and `diff`, 1.3 for `--help`.
Where valgrind is installed the ratios are of instructions executed, which do not depend on what else the machine
does; elsewhere of processor seconds, round by round. To measure an installed wheel, run it with the wheel's Python.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Sequence

from benchmarks.measure import PLAN, PYTHON, ROOT, in_turns, prepared, run

HELLO = "hello (typer, pydantic, yaml)"
EXAMPLE = ("plans/dong-thap-2022-2026.yaml", "docs/examples/dong-thap-amended.yaml")
COMMANDS = {
    HELLO: (PYTHON, str(ROOT / "benchmarks" / "hello.py")),
    "plan --help": (*PLAN, "--help"),
    "plan budget check": (*PLAN, "budget", "check"),
    "plan check": (*PLAN, "check"),
    "plan list": (*PLAN, "list"),
    "plan deadline next": (*PLAN, "deadline", "next"),
    "plan tasks": (*PLAN, "tasks"),
    "plan diff": (*PLAN, "diff", *EXAMPLE),
}


def millions(command: Sequence[str]) -> float:
    """Millions of instructions it executes, as cachegrind counts them; the second time, all of it compiled."""
    run(command)
    counting = ("valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={os.devnull}")
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    done = subprocess.run(
        (*counting, *command), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    found = re.search(r"I +refs: +([0-9,]+)", done.stderr)
    assert found is not None, done.stderr
    return int(found[1].replace(",", "")) / 1e6


def by_instructions() -> None:
    """Print instructions and their ratio."""
    prepared()
    hello = millions(COMMANDS[HELLO])
    for name, command in COMMANDS.items():
        own = hello if name == HELLO else millions(command)
        print(f"{name:32}{own:8.0f} million{own / hello:8.2f}")


def by_seconds() -> None:
    """Print processor seconds, memory and the ratio of seconds."""
    results = in_turns(COMMANDS, runs=7)
    for name, runs in results.items():
        ratios = [one.cpu / hello.cpu for one, hello in zip(runs, results[HELLO], strict=True)]
        seconds, peak = statistics.median(one.cpu for one in runs), max(one.mebibytes for one in runs)
        print(f"{name:32}{seconds:8.3f} s{peak:6.0f} MiB{statistics.median(ratios):8.2f}")


if __name__ == "__main__":
    if shutil.which("valgrind"):
        by_instructions()
    else:
        by_seconds()
