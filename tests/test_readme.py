"""What the README shows is what the program prints, and its two commands are the ones that are run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.program import ROOT, plan
from tools.readme_block import shell_blocks

README, VIETNAMESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.vi.md"))
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the README shows paths with slashes")
CONSOLE = re.compile(r"^```console\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


def sessions(markdown: str) -> list[tuple[str, str]]:
    """Every command of the console blocks with the output printed under it."""
    found = []
    for block in CONSOLE.findall(markdown):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _newline, output = piece.partition("\n")
            found.append((command, output))
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plans and the examples, as a copy of the repository has them."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(ROOT / "plans", folder / "plans")
    shutil.copytree(ROOT / "docs" / "examples", folder / "docs" / "examples")
    return folder


SESSIONS = [*sessions(README), *sessions(VIETNAMESE)]


@pytest.mark.parametrize(("command", "output"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_the_tour_is_real(command: str, output: str, office: Path) -> None:
    program, *arguments = shlex.split(command)
    ran = plan(*arguments, cwd=office)
    assert program == "plan"
    assert (ran.err + ran.out).rstrip("\n") == output.rstrip("\n")


def test_there_is_a_tour() -> None:
    assert len(sessions(README)) >= 4


def test_the_two_commands_need_nothing_but_python_and_a_clone() -> None:
    run, check = shell_blocks(README)[:2]
    assert "plan budget check" in run
    assert "pytest" in check
    for block in (run, check):
        assert block.startswith("python3 -m venv .venv && .venv/bin/python -m pip install ")


def test_each_of_the_two_commands_is_a_single_line_to_paste() -> None:
    for block in shell_blocks(README)[:2]:
        assert block.count("\n") == 1
        assert "\\" not in block
        assert "python3-venv" in README


def test_both_languages_tell_the_same() -> None:
    def parts(markdown: str) -> list[int]:
        return [len(re.findall(sign, markdown, flags=re.MULTILINE)) for sign in (r"^## ", r"^\| ", r"^```")]

    english, vietnamese = parts(README), parts(VIETNAMESE)
    assert english[:2] == vietnamese[:2]
    assert [block.replace(" --lang vi", "") for block in shell_blocks(VIETNAMESE)] == shell_blocks(README)
