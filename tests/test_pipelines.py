"""Hooks and workflows of our own: what they call is a command, and it passes on the plans that come with us."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cybercrime_plan.read.text import read_tree
from tests.plans.shipped import FILES
from tests.program import ROOT, plan

HOOKS = read_tree((ROOT / ".pre-commit-hooks.yaml").read_bytes()).tree
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
assert isinstance(HOOKS, tuple)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_on_the_shipped_plans_and_stops_a_wrong_one(hook: dict[str, str], tmp_path: Path) -> None:
    program, *arguments = hook["entry"].split()
    names = [file.relative_to(ROOT).as_posix() for file in FILES.values()]
    assert program == "plan"
    assert all(re.search(hook["files"], name) for name in names)
    assert plan(*arguments, *names).code == 0
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text((ROOT / names[0]).read_text(encoding="utf-8").replace("2500", "2600"), encoding="utf-8")
    assert plan(*arguments, str(wrong)).code == 1


def test_the_workflow_annotates_what_plan_check_finds() -> None:
    commands = [line.split("run: ")[1] for line in WORKFLOW.splitlines() if "run: plan " in line]
    assert commands == ["plan check --format github plans"]
    assert plan(*commands[0].split()[1:]).code == 0
