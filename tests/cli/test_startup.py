"""A command loads what it uses: how much is counted here, since seconds say little of a machine that is busy."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, NamedTuple

import pytest

from tests.program import ROOT, environment

pytest.importorskip("typer._adapters", reason="older versions of the framework build no validators to be counted")

COUNTED = """
import dataclasses, json, sys
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
written = [
    one for name in ours for one in vars(sys.modules[f"cybercrime_plan.{name}"]).values()
    if isinstance(one, type) and dataclasses.is_dataclass(one) and one.__module__ == f"cybercrime_plan.{name}"
]
models = sorted({one.__module__.removeprefix("cybercrime_plan.") for one in below(Part)})
print(json.dumps([code, ours, models, len(made), len(written)]), file=sys.stderr)
"""
BOOKS = {"read.book", "read.execution", "read.register", "model.execution", "calc.execution", "calc.register"}
RULES = {"rules.execution", "rules.register", "rules.transcription"}
WRITING = {"render.calendar", "render.diff.many", "read.git", "read.annex.file"}
MOST_WRITTEN = 28
"""Data classes: each takes four times as long to make as a named tuple."""
BODIES = {"model.bodies", "model.books", "read.bodies", "calc.owners", "calc.shares", "cli.bodies"}
DAYS = {"model.working_day_table", "read.data_file", "calc.deadlines"}
DIFF = ("diff", "plans/dong-thap-2022-2026.yaml", "docs/examples/dong-thap-amended.yaml")


class Counted(NamedTuple):
    """What a command made of itself.

    Attributes:
        code: its exit code.
        loaded: our modules.
        models: those of them with models.
        validators: how many of parameters were made.
        written: how many classes had their methods written and compiled while they were loaded.
    """

    code: int
    loaded: set[str]
    models: set[str]
    validators: int
    written: int


def counted(*arguments: str) -> Counted:
    """Run a command, and count."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, *arguments], cwd=ROOT, env=environment(), capture_output=True, check=True
    )
    told: Any = json.loads(done.stderr.splitlines()[-1])
    code, loaded, models, made, written = told
    return Counted(code, set(loaded), set(models), made, written)


@pytest.mark.parametrize(
    ("arguments", "unused", "most"),
    [
        (
            ("budget", "check"),
            BOOKS | RULES | WRITING | BODIES | DAYS | {"rules.documents", "render.deadlines"},
            75,
        ),
        (
            ("list",),
            BOOKS | RULES | WRITING | {"calc.account", "rules.run", "render.checks.words", "cli.bodies"},
            70,
        ),
        (("deadline", "next"), BOOKS | RULES | WRITING | {"calc.assignments", "rules.run", "model.words"}, 72),
        (DIFF, BOOKS | RULES | WRITING | {"calc.assignments", "rules.run"}, 88),
    ],
    ids=["budget check", "list", "deadline next", "diff"],
)
def test_a_command_loads_what_it_uses(arguments: tuple[str, ...], unused: set[str], most: int) -> None:
    did = counted(*arguments)
    assert did.code in {0, 1}
    assert did.loaded & unused == set()
    assert len(did.loaded) <= most
    assert did.models & {"model.execution", "model.calendar"} == set()
    assert did.written <= MOST_WRITTEN
    assert (
        did.validators <= 4
    )  # the framework makes one for each of about thirty parameters unless it is kept from it


def test_without_bodies_and_days_their_models_are_not_built() -> None:
    models = counted("budget", "check").models
    assert {"model.plan", "model.budget"} <= models
    assert models & {"model.bodies", "model.working_day_table"} == set()


def test_what_is_typed_is_still_made_what_the_command_asks_for() -> None:
    none_typed = counted("deadline", "next")
    typed = counted("deadline", "next", "--as-of", "2026-01-01", "--lang", "vi")
    assert typed.code == 0
    assert typed.validators == none_typed.validators + 2
