"""What the docs say of the code is what the code says."""

from __future__ import annotations

from signal import SIGTERM

import pytest

from cybercrime_plan.cli.output import BROKEN_PIPE
from cybercrime_plan.cli.reference import EXIT_CODES
from cybercrime_plan.errors import InputError, OutputError, PlanError
from tests.program import ROOT
from tools.docs import stale


def test_the_generated_pages_are_up_to_date() -> None:
    assert [page.name for page in stale()] == [], "run: python tools/docs.py"


@pytest.mark.parametrize("page", ["cli.md", "cli.vi.md"])
def test_every_command_has_an_example(page: str) -> None:
    sections = (ROOT / "docs" / page).read_text(encoding="utf-8").split("\n## ")[1:]
    without = [
        text.splitlines()[0] for text in sections if text.startswith("plan ") and text.count("\n    plan ") < 2
    ]
    assert len(sections) > 20
    assert not without


def test_every_exit_code_is_told() -> None:
    raised = {error.exit_code for error in (PlanError, InputError, OutputError)}
    assert {0, 1, *raised, BROKEN_PIPE, 130, 128 + SIGTERM} == set(EXIT_CODES) - {129}
