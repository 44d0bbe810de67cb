"""A result file is replaced as a whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from cybercrime_plan.cli.output import write_file
from cybercrime_plan.errors import OutputError, UsageError

posix_only = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")


def test_a_new_file_holds_exactly_the_bytes(tmp_path: Path) -> None:
    write_file(tmp_path / "kết quả.json", b"\x00\r\n")
    assert (tmp_path / "kết quả.json").read_bytes() == b"\x00\r\n"
    assert [p.name for p in tmp_path.iterdir()] == ["kết quả.json"]


def test_an_earlier_output_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    if os.name != "nt":
        assert target.stat().st_mode & 0o777 == 0o640


def test_an_input_is_never_overwritten_even_under_another_name(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError):
        write_file(tmp_path / "." / "a.json", b"new", inputs=[source])
    assert source.read_text(encoding="utf-8") == "{}"


def test_a_plan_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    plan = tmp_path / "p.yaml"
    plan.write_text("format: 1", encoding="utf-8")
    with pytest.raises(UsageError):
        write_file(plan, b"new")
    assert plan.read_text(encoding="utf-8") == "format: 1"
    write_file(plan, b"new", force=True)
    assert plan.read_bytes() == b"new"


@posix_only
def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("old", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    write_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_missing_folder_is_said_with_exit_3(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_file(tmp_path / "absent" / "x.txt", b"new")
    assert caught.value.exit_code == 3
    assert "the folder does not exist" in str(caught.value)


def test_when_the_rename_fails_the_old_file_is_intact_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")

    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OutputError, match="the disk is full"):
        write_file(target, b"new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is Linux")
def test_a_full_device_is_exit_3() -> None:
    with pytest.raises(OutputError, match="the disk is full"):
        write_file(Path("/dev/full"), b"new")
