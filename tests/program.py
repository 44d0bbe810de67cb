"""The program, run as a user runs it: its own process, its own folder, bytes in and bytes out."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from cybercrime_plan.cli.main import main

ROOT = Path(__file__).resolve().parent.parent
NEUTRAL = {
    "PLAN_LANG": "en",
    "TERM": "dumb",
    "PYTHONWARNINGS": os.environ.get("PLAN_TEST_WARNINGS", "error"),
    "PYTHONPATH": str(ROOT / "src"),
}
"""What a run sees besides the bare necessities: English, no colour, our own sources, warnings as errors."""
KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class Ran:
    """What came of a run."""

    code: int
    out: str
    err: str
    raw: bytes


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """A small, known environment."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | NEUTRAL | dict(more or {})


class Screen(io.TextIOWrapper):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def plan(
    *arguments: str,
    cwd: Path = ROOT,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    columns: int | None = None,
) -> Ran:
    """Run `plan` with these arguments, in this process but with streams, folder and environment of its own.

    Args:
        columns: of the terminal that standard output is; None when it is none.
    """
    kinds = (io.TextIOWrapper, io.TextIOWrapper if columns is None else Screen, io.TextIOWrapper)
    buffers = [io.BytesIO(data) for data in (stdin, b"", b"")]
    streams = [kind(buffer, encoding="utf-8") for kind, buffer in zip(kinds, buffers, strict=True)]
    if columns is not None:
        env = {"TERM": "xterm", "COLUMNS": str(columns), **(env or {})}
    with (
        mock.patch.dict(os.environ, environment(env), clear=True),
        contextlib.chdir(cwd),
        mock.patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
    ):
        code = main(arguments)
    raw, err = (buffer.getvalue() for buffer in buffers[1:])
    return Ran(code, raw.decode("utf-8", "backslashreplace"), err.decode("utf-8"), raw)


def process(*arguments: str, cwd: Path = ROOT, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
    """Run `plan` with these arguments in a process of its own: slower, for what only a process can show."""
    done = subprocess.run(
        [sys.executable, "-m", "cybercrime_plan", *arguments],
        cwd=cwd,
        input=stdin,
        env=environment(env),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), done.stdout)
