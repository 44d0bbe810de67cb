"""What the shell offers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cybercrime_plan.cli.options import plans_and_files
from tests.program import ROOT, process


def test_ids_come_first_then_folders_and_plan_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "don").mkdir()
    (tmp_path / "dong.yaml").write_text("", encoding="utf-8")
    (tmp_path / "dong.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAN_DIR", str(ROOT / "plans"))
    assert plans_and_files("do") == ["dong-thap", f"don{os.sep}", "dong.yaml"]
    assert plans_and_files("x") == []


def test_without_plans_nothing_is_offered_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAN_DIR", str(tmp_path))
    assert plans_and_files("") == []


def test_bash_is_offered_formats_and_plans() -> None:
    def offered(line: str) -> list[str]:
        words = line.split(" ")
        env = {"_PLAN_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        return process(env=env).out.split()

    assert offered("plan budget check -f js") == ["json"]
    assert "khanh-hoa" in offered("plan budget check kh")
    assert "budget" in offered("plan bu")
