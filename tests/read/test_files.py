"""What git leaves in place of a file is named as what it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cybercrime_plan.errors import InputError
from cybercrime_plan.read.git import STAGED, blob, blob_of
from cybercrime_plan.read.load import load
from tests.program import plan
from tests.read.test_git import git

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 22741\n"
CONFLICT = b"format: 1\nid: a\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> b\ntasks: []\n"


@pytest.mark.parametrize("name", ["a.yaml", "a.xlsx", "a.csv"])
def test_a_pointer_to_a_large_file_is_no_plan(name: str) -> None:
    with pytest.raises(InputError, match="only a pointer to a file that Git LFS keeps elsewhere"):
        load(POINTER, name)


@pytest.mark.parametrize("name", ["a.yaml", "a.txt"])
def test_two_versions_in_conflict_are_said_at_their_line(name: str) -> None:
    with pytest.raises(InputError, match=f"{name}:3: git left two versions in conflict"):
        load(CONFLICT, name)


def test_a_comparison_stops_at_both_with_one_message(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(CONFLICT)
    (tmp_path / "b.xlsx").write_bytes(POINTER)
    for arguments in (("a.yaml", "dong-thap"), ("b.xlsx", "dong-thap")):
        ran = plan("diff", *arguments, cwd=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 2


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_is_said_with_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "that.yaml").write_bytes(b"format: 1\nid: a\ntasks: []\n")
    (tmp_path / "link.yaml").symlink_to("that.yaml")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    for linked in (
        blob("HEAD:link.yaml", tmp_path),
        *(blob_of(tmp_path / "link.yaml", at) for at in ("HEAD", STAGED)),
    ):
        with pytest.raises(InputError, match=r"link\.yaml is a link") as caught:
            linked.read(1000)
        assert caught.value.hint is not None
        assert "that.yaml" in str(caught.value.hint)
    assert blob_of(tmp_path / "that.yaml", STAGED).read(1000).startswith(b"format")


@pytest.mark.skipif(os.name == "nt", reason="a script stands for the program")
def test_a_git_in_the_current_folder_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = tmp_path / "git"
    trap.write_text("#!/bin/sh\ntouch trapped\nexit 1\n", encoding="utf-8")
    trap.chmod(0o755)
    (tmp_path / "a.yaml").write_bytes(b"format: 1\nid: a\ntasks: []\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", str(tmp_path))))
    with pytest.raises(InputError, match="git is not installed"):
        blob_of(tmp_path / "a.yaml", "HEAD").read(1000)
    assert not (tmp_path / "trapped").exists()
