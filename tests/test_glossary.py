"""The glossary gives each Vietnamese term one name, and every name is one the code really uses."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Vietnamese")
]


def test_every_name_stands_in_the_code() -> None:
    code = "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "src").rglob("*.py")))
    used = set(re.findall(r"\w+", code))
    named = {name for _term, names, *_rest in ROWS for name in re.findall(r"`(\w+)`", names)}
    assert named - used == set()


def test_every_term_has_a_name_and_stands_there_once() -> None:
    terms = [term for term, *_rest in ROWS]
    assert len(terms) == len(set(terms))
    assert all("`" in names for _term, names, *_rest in ROWS)
