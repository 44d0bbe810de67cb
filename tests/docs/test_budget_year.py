"""The guide through a finance officer's year: its commands print what it says, in both languages."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.program import ROOT
from tools.tour import YEAR_PAGES, told

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the guide shows how a Unix shell quotes")


@pytest.mark.parametrize("language", YEAR_PAGES)
def test_every_command_prints_what_the_guide_shows(language: str, tmp_path: Path) -> None:
    page = YEAR_PAGES[language].read_text(encoding="utf-8")
    assert told(page, language, tmp_path) == page
    assert "3.800 = 3.393 + 400 + 7\n" in page
    assert (tmp_path / "so-kinh-phi.xlsx").stat().st_size > 0


def test_both_languages_tell_the_same_steps_of_the_same_book() -> None:
    english, vietnamese = (page.read_text(encoding="utf-8") for page in YEAR_PAGES.values())
    step = re.compile(r"^\$ ([^\n]*)$|^(<!-- append \S+ -->\n```\n.*?^```$)", re.MULTILINE | re.DOTALL)
    assert step.findall(english) == step.findall(vietnamese)
    assert len(step.findall(english)) == 16


def test_the_guide_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"docs/{page.name}" in readme for page in YEAR_PAGES.values())
