"""What docs/security.md promises holds under a quick attack, and the page tells of every part of it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.program import ROOT
from tools import hostile

PAGES = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("security.md", "security.vi.md")]


@pytest.mark.skipif(sys.platform == "win32", reason="the tool needs fork and the limits of a process")
def test_nothing_gets_through_a_quick_attack() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "attack.py"), "--rounds", "3"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    counts = dict(re.findall(r"^(.+): (\d+), got through: 0$", done.stdout, flags=re.MULTILINE))
    assert len(counts) == 9
    assert int(counts["hostile and damaged office files"]) > 40
    for page in PAGES:
        assert [name for name in counts if f"{name}:" not in page] == []


def test_the_page_tells_of_a_run_in_which_nothing_got_through() -> None:
    told = [re.findall(r"^(.+): (\d+), got through: (\d+)$", page, flags=re.MULTILINE) for page in PAGES]
    assert told[0] == told[1]
    assert {through for _name, _attacks, through in told[0]} == {"0"}


def test_every_kind_of_hostile_file_differs_from_the_sound_one() -> None:
    sound = (ROOT / "docs" / "examples" / "phu-luc-2.xlsx").read_bytes()
    plain = hostile.packed(hostile.unpacked(sound))
    same = [kind for kind, data in hostile.workbooks(sound) if data == plain]
    assert same == []
