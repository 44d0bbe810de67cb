"""How long `plan budget check` on the two plans takes against the smallest program of its kind.

    python -m benchmarks.startup

The aim is 1,3 times `hello.py`; more than 1,6 is a fault.
"""

from __future__ import annotations

from benchmarks.measure import PLAN, PYTHON, ROOT, in_turns, report

if __name__ == "__main__":
    report(
        in_turns(
            {
                "hello (typer, pydantic, yaml)": (PYTHON, str(ROOT / "benchmarks" / "hello.py")),
                "plan budget check": (*PLAN, "budget", "check"),
                "plan --version": (*PLAN, "--version"),
            },
            runs=15,
        ),
        against="hello (typer, pydantic, yaml)",
    )
