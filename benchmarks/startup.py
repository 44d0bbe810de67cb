"""How long the program takes on the two plans against the smallest program of its kind.

    python -m benchmarks.startup

The aim is 1.4 times `hello.py` for `budget check`, 1.5 for `list`, `deadline next` and `diff`, 1.3 for `--help`.
The ratios are of processor seconds, round by round.
"""

from __future__ import annotations

import statistics

from benchmarks.measure import PLAN, PYTHON, ROOT, in_turns

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

if __name__ == "__main__":
    results = in_turns(COMMANDS, runs=7)
    for name, runs in results.items():
        ratios = [one.cpu / hello.cpu for one, hello in zip(runs, results[HELLO], strict=True)]
        seconds, peak = statistics.median(one.cpu for one in runs), max(one.mebibytes for one in runs)
        print(f"{name:32}{seconds:8.3f} s{peak:6.0f} MiB{statistics.median(ratios):8.2f}")
