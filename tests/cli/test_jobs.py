"""Several processes read many files: the same bytes in the same order, and none of them outlives the program."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.program import Ran, environment, plan

needs_fork = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="what reads a file is exchanged before a fork"
)

PROGRAM = """
import multiprocessing, os, signal
from cybercrime_plan.cli import crew, jobs, main
crew.METHOD = {method!r}
read = jobs.load
def load(data, name, choices):
    if "deadly" in name and multiprocessing.parent_process():
        os._exit(9)
    if "endless" in name:
        os.write(2, b"at work\\n")
        signal.pause()
    return read(data, name, choices)
jobs.load = load
# whoever runs the tests may ignore what is sent here
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
main.run()
"""
"""The program, with files that kill whoever reads them and files nobody comes to the end of."""


@contextmanager
def started(cwd: Path, *arguments: str, method: str = "fork") -> Iterator[subprocess.Popen[bytes]]:
    """The program, in a process group of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(method=method), *arguments],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        yield process


def ended(process: subprocess.Popen[bytes]) -> Ran:
    """What came of it, when it and everything it started has closed its streams."""
    out, err = process.communicate(timeout=60)
    return Ran(process.returncode, out.decode(), err.decode(), out)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans that are right, wrong, unreadable, without a budget; and one name that cannot be read at all."""
    folder = tmp_path_factory.mktemp("many")
    table = "budget:\n  unit: đồng\n  years: [2025]\n  lines: [{{id: a, name: A, amounts: [1], total: {}}}]\n"
    kinds = (
        table.format(1) + DUTIES,
        table.format(2),
        "budget: 7\n",
        f"title: Không có kinh phí\n{DUTIES}",
        "\tx\n",
    )
    for number in range(45):
        text = f"format: 1\nid: p-{number}\n{kinds[number % len(kinds)]}"
        (folder / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    with suppress(OSError):  # Windows may not allow it
        (folder / "50.yaml").symlink_to("nowhere")
    return folder


DUTIES = """\
period: {from: 2025, to: 2027}
agencies: [{id: so, name: Sở Tư pháp}]
tasks: [{id: t1, at: II.1, agencies: [so], role: assigned, summary: Tuyên truyền}]
reports:
  - {id: r1, title: Báo cáo, kind: periodic, bound: by, rule: {freq: monthly, bymonthday: 5}, from_whom: [so]}
"""

ASKED = [
    *(("check", kind) for kind in ("text", "json", "csv", "sarif", "html")),
    ("budget check", "text"),
    ("list", "text"),
    ("list", "json"),
    *(("tasks", kind) for kind in ("text", "csv", "json")),
    ("tasks --agency so", "text"),
    ("tasks --by role", "csv"),
    *(("deadline list", kind) for kind in ("text", "csv", "json")),
    ("deadline list --year 2026 --agency so", "text"),
    ("deadline next", "text"),
]


@pytest.mark.parametrize(("command", "kind"), ASKED)
def test_the_result_is_the_same_however_many_read(folder: Path, command: str, kind: str) -> None:
    arguments = (*command.split(), ".", "-f", kind, "--as-of", "2026-06-01")
    alone = plan(*arguments, "--jobs", "1", cwd=folder)
    assert alone.code == 2
    for jobs in ("2", "3"):
        with started(folder, *arguments, "--jobs", jobs) as process:
            assert ended(process) == alone


def test_it_is_the_same_where_processes_start_anew(folder: Path) -> None:
    """As they do on Windows and macOS."""
    arguments = ("check", ".", "-f", "json", "--as-of", "2026-06-01")
    with started(folder, *arguments, "--jobs", "2", method="spawn") as process:
        assert ended(process) == plan(*arguments, cwd=folder)


def test_standard_input_keeps_its_place(folder: Path) -> None:
    arguments = ("check", "00.yaml", "-", "01.yaml", "--as-of", "2026-06-01")
    alone = plan(*arguments, cwd=folder, stdin=b"format: 2\n")
    command = [sys.executable, "-m", "cybercrime_plan", *arguments, "--jobs", "2"]
    done = subprocess.run(
        command, cwd=folder, env=environment(), input=b"format: 2\n", capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.decode()) == (alone.code, alone.out)


@needs_fork
@pytest.mark.parametrize("count", [1, 3])
def test_a_file_that_kills_its_reader_is_a_finding_and_the_others_are_read(
    folder: Path, tmp_path: Path, count: int
) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.yaml").write_bytes((folder / "01.yaml").read_bytes())
    for number in range(count):
        (tmp_path / f"{4 * number + 1:02}-deadly.yaml").write_bytes(b"format: 1\n")
    with started(tmp_path, "check", ".", "-f", "json", "--jobs", "2") as process:
        ran = ended(process)
    told = json.loads(ran.out)
    assert (ran.code, ran.err) == (2, "")
    assert len(told["plans"]) == 20 + count
    assert [one["file"] for one in told["plans"] if one["status"] == "invalid"] == [
        f"./{4 * number + 1:02}-deadly.yaml" for number in range(count)
    ]
    assert [one["code"] for one in told["findings"]].count("YML110") == count
    with started(tmp_path, "list", ".", "-f", "csv", "--jobs", "2") as process:
        assert ended(process).out.count("invalid") == count


@contextmanager
def at_work(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program, while two of its processes are at files without an end."""
    for number in range(4):
        (tmp_path / f"{number}-endless.yaml").write_bytes(b"format: 1\n")
    with started(tmp_path, "check", ".", "--jobs", "2") as process:
        assert process.stderr is not None
        assert [process.stderr.readline(), process.stderr.readline()] == [b"at work\n"] * 2
        yield process


@needs_fork
def test_the_keyboard_ends_them_all_at_once(tmp_path: Path) -> None:
    with at_work(tmp_path) as process:
        os.killpg(process.pid, signal.SIGINT)
        assert ended(process) == Ran(130, "", "", b"")


@needs_fork
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_none_outlives_a_program_that_is_killed(tmp_path: Path, how: signal.Signals) -> None:
    with at_work(tmp_path) as process:
        process.send_signal(how)
        assert ended(process).code in {128 + how, -how}


@needs_fork
def test_they_end_when_nobody_reads_any_more(folder: Path) -> None:
    with started(folder, "check", ".", "--jobs", "2") as process:
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        assert ended_quietly(process) == 141


def ended_quietly(process: subprocess.Popen[bytes]) -> int:
    assert process.stderr is not None
    said = process.stderr.read()
    assert b"Traceback" not in said
    return process.wait(timeout=60)


@pytest.mark.parametrize("typed", ["0", "-1", "viele"])
def test_fewer_than_one_is_no_number_of_processes(typed: str) -> None:
    assert plan("check", "--jobs", typed).code == 2


@pytest.mark.parametrize("command", [("check",), ("list", "--check")])
def test_what_all_files_share_and_cannot_be_read_stops_them_all_alike(
    folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.yaml").write_bytes((folder / "01.yaml").read_bytes())
    (tmp_path / "agencies.yaml").write_text("kind: agencies\nbodies: 7\n", encoding="utf-8")
    alone = plan(*command, ".", "--jobs", "1", cwd=tmp_path)
    assert alone.code == 2
    assert "agencies.yaml:2:" in alone.err
    with started(tmp_path, *command, ".", "--jobs", "2") as process:
        assert ended(process) == alone
