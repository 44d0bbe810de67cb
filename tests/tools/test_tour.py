"""The tour for a finance officer: its commands print what it says, in both languages; its pictures are there."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path

import pytest

from tests.program import ROOT
from tools.tour import EXAMPLE, PAGES, PICTURES, example, told

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the tour shows how a Unix shell quotes")
MOST_BYTES = 130_000


@pytest.mark.parametrize("language", PAGES)
def test_every_command_prints_what_the_tour_shows(language: str, tmp_path: Path) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    assert told(page, language, tmp_path) == page
    written = {"ke-hoach.yaml", "lich.ics", "hoan-chinh.xlsx", "phu-luc-2.docx", "lanh-dao.html"}
    assert written <= {file.name for file in tmp_path.iterdir()}


def test_both_languages_tell_the_same_steps() -> None:
    steps = [
        re.findall(r"^\$ (.*)$|^(<!--.*-->)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        for page in PAGES.values()
    ]
    assert steps[0] == steps[1]
    assert len(steps[0]) == 10


def test_the_example_is_the_one_the_tool_makes() -> None:
    assert EXAMPLE.read_bytes() == example()


def test_every_picture_is_shown_small_and_described() -> None:
    shown: dict[Path, str] = {}
    for page in PAGES.values():
        pictures = re.findall(r"!\[([^\]]+)\]\((\S+)\)", page.read_text(encoding="utf-8"))
        shown |= {page.parent / file: words for words, file in pictures}
        assert len(pictures) == 3
    assert shown.keys() == set(PICTURES.glob("*.png"))
    for file, words in shown.items():
        width, height = struct.unpack(">II", file.read_bytes()[16:24])
        assert file.stat().st_size < MOST_BYTES
        assert (width, height) <= (1000, 900)
        assert len(words) > 20


def test_the_tour_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"docs/{page.name}" in readme for page in PAGES.values())
