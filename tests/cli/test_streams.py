"""What is not read, cannot be kept or was never open ends in an exit code, never in a traceback."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.program import ROOT, environment, plan

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full and sh")

FRAMEWORK, OURS, REFUSED = ("--help",), ("rules",), ("check", "--no-such-option")


@pytest.fixture
def broken_pipe() -> Iterator[int]:
    """A pipe whose reader has gone."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.fixture
def full() -> Iterator[IO[bytes]]:
    """A disk without room."""
    with Path("/dev/full").open("wb") as device:
        yield device


def run(
    arguments: tuple[str, ...], out: int | IO[bytes] = subprocess.PIPE, err: int | IO[bytes] = subprocess.PIPE
) -> tuple[int, str]:
    """The exit code and what was said on standard error."""
    line = [sys.executable, "-m", "cybercrime_plan", *arguments]
    done = subprocess.run(line, cwd=ROOT, env=environment(), stdout=out, stderr=err, check=False, timeout=60)
    return done.returncode, (done.stderr or b"").decode()


@pytest.mark.parametrize("arguments", [FRAMEWORK, OURS])
def test_a_reader_that_goes_away_is_141_even_for_help(arguments: tuple[str, ...], broken_pipe: int) -> None:
    assert run(arguments, out=broken_pipe) == (141, "")


def test_a_reader_of_the_talk_that_goes_away_is_141(broken_pipe: int) -> None:
    assert run(REFUSED, err=broken_pipe)[0] == 141
    assert run(("check", "nothing-of-that-name"), err=broken_pipe)[0] == 141


@pytest.mark.parametrize("arguments", [FRAMEWORK, OURS])
def test_a_full_disk_is_3_even_for_help(arguments: tuple[str, ...], full: IO[bytes]) -> None:
    assert run(arguments, out=full) == (3, "plan: standard output could not be written: the disk is full\n")


def test_talk_that_cannot_be_kept_does_not_change_the_outcome(full: IO[bytes]) -> None:
    assert run(("check", "nothing-of-that-name"), err=full)[0] == 2
    assert run(OURS, err=full)[0] == 0


def test_no_name_acts_on_the_terminal() -> None:
    ran = plan("check", "\x1b[31mnowhere.yaml", "\u202eplan\n")
    assert ran.code == 2
    assert ran.err.splitlines()[0] == "plan: no file matches ␛[31mnowhere.yaml"


def test_a_folder_deleted_under_our_feet_is_said(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    command = f"rmdir ../gone; {shlex.quote(sys.executable)} -m cybercrime_plan check"
    where = tmp_path / "gone"
    done = subprocess.run(["sh", "-c", command], cwd=where, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"plan: the folder in which this was called no longer exists\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rules >&-", 3),
        ("--help >&-", 3),
        ("rules 2>&-", 0),
        ("check - <&-", 2),
        ("check nothing-of-that-name 2>&-", 2),
    ],
)
def test_a_closed_stream_is_no_surprise(line: str, expected: int) -> None:
    command = f"{shlex.quote(sys.executable)} -m cybercrime_plan {line}"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment(), capture_output=True, check=False)
    assert done.returncode == expected
    assert b"Traceback" not in done.stderr
