"""The guide to registers: its commands print what it says, in both languages, and write what it promises."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.program import ROOT
from tools.tour import GUIDES, told

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the guide shows how a Unix shell quotes")


@pytest.mark.parametrize("language", GUIDES)
def test_every_command_prints_what_the_guide_shows(language: str, tmp_path: Path) -> None:
    page = GUIDES[language].read_text(encoding="utf-8")
    assert told(page, language, tmp_path) == page
    assert {"so.xlsx", "thu", "bc.docx"} <= {file.name for file in tmp_path.iterdir()}
    assert "dong-thap-so-tu-phap.docx" in {file.name for file in (tmp_path / "thu").iterdir()}


def test_both_languages_tell_the_same_steps() -> None:
    steps = [
        re.findall(r"^\$ (.*)$|^<!-- set \S+ [^!]+!([A-Z]+[0-9]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        for page in GUIDES.values()
    ]
    assert steps[0] == steps[1]
    assert len(steps[0]) == 4 + 12


def test_the_guide_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"docs/{page.name}" in readme for page in GUIDES.values())
