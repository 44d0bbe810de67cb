"""What the docs say of the code is what the code says."""

from __future__ import annotations

import pytest

from tests.program import ROOT
from tools.docs import stale


def test_the_generated_pages_are_up_to_date() -> None:
    assert [page.name for page in stale()] == [], "run: python tools/docs.py"


@pytest.mark.parametrize("page", ["cli.md", "cli.vi.md"])
def test_every_command_has_an_example(page: str) -> None:
    sections = (ROOT / "docs" / page).read_text(encoding="utf-8").split("\n## ")[1:]
    without = [text.splitlines()[0] for text in sections if text.count("\n    plan ") < 2]
    assert len(sections) > 20
    assert not without
