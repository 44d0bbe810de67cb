"""A command loads what it uses: how much is counted here, since seconds say little of a machine that is busy."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.program import ROOT, environment

pytest.importorskip("typer._adapters", reason="older versions of the framework build no validators to be counted")

COUNTED = """
import json, sys
import typer._adapters as adapters
from cybercrime_plan.cli.main import main
made = []
build = adapters.build_adapter
adapters.build_adapter = lambda *of, **also: (made.append(of[0]), build(*of, **also))[1]
code = main(sys.argv[1:])
ours = sorted(name.removeprefix("cybercrime_plan.") for name in sys.modules if name.startswith("cybercrime_plan."))
from cybercrime_plan.model.base import Part
def below(one):
    return [one, *(deeper for child in one.__subclasses__() for deeper in below(child))]
models = sorted({one.__module__.removeprefix("cybercrime_plan.") for one in below(Part)})
print(json.dumps([code, ours, models, len(made)]), file=sys.stderr)
"""
BOOKS = {"read.book", "read.execution", "read.register", "model.execution", "calc.execution", "calc.register"}
RULES = {"rules.execution", "rules.register", "rules.transcription", "rules.verification"}
WRITING = {"render.calendar", "render.diff.many", "read.git", "read.annex.file"}
BODIES = {"model.bodies", "model.books", "read.bodies", "calc.owners", "calc.shares", "cli.bodies"}
DAYS = {"model.working_day_table", "read.data_file", "calc.deadlines"}
DIFF = ("diff", "plans/dong-thap-2022-2026.yaml", "docs/examples/dong-thap-amended.yaml")


def counted(*arguments: str) -> tuple[int, set[str], set[str], int]:
    """The exit code, our modules, those of them with models, and how many validators of parameters are made."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, *arguments], cwd=ROOT, env=environment(), capture_output=True, check=True
    )
    told: Any = json.loads(done.stderr.splitlines()[-1])
    code, loaded, models, made = told
    return code, set(loaded), set(models), made


@pytest.mark.parametrize(
    ("arguments", "unused", "most"),
    [
        (("budget", "check"), BOOKS | RULES | WRITING | BODIES | DAYS | {"rules.documents"}, 100),
        (("list",), BOOKS | RULES | WRITING | {"calc.assignments", "rules.run", "cli.bodies"}, 85),
        (("deadline", "next"), BOOKS | RULES | WRITING | {"calc.assignments", "rules.run"}, 90),
        (DIFF, BOOKS | RULES | WRITING | {"calc.assignments", "rules.run"}, 112),
    ],
    ids=["budget check", "list", "deadline next", "diff"],
)
def test_a_command_loads_what_it_uses(arguments: tuple[str, ...], unused: set[str], most: int) -> None:
    code, loaded, models, made = counted(*arguments)
    assert code in {0, 1}
    assert loaded & unused == set()
    assert len(loaded) <= most
    assert models & {"model.execution", "model.calendar", "model.register"} == set()
    assert made <= 6  # the framework makes one for each of about thirty parameters unless it is kept from it


def test_without_bodies_and_days_their_models_are_not_built() -> None:
    _code, _loaded, models, _made = counted("budget", "check")
    assert {"model.plan", "model.budget"} <= models
    assert models & {"model.bodies", "model.working_day_table"} == set()


def test_what_is_typed_is_still_made_what_the_command_asks_for() -> None:
    _code, _loaded, _models, none_typed = counted("deadline", "next")
    code, _loaded, _models, typed = counted("deadline", "next", "--as-of", "2026-01-01", "--lang", "vi")
    assert code == 0
    assert typed == none_typed + 2
