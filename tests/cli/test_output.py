"""A result file is replaced as a whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from cybercrime_plan.cli.output import write_file
from cybercrime_plan.errors import OutputError, UsageError
from tests.program import environment, plan, process

posix_only = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")


def test_a_new_file_holds_exactly_the_bytes(tmp_path: Path) -> None:
    write_file(tmp_path / "kết quả.json", [b"\x00\r\n"])
    assert (tmp_path / "kết quả.json").read_bytes() == b"\x00\r\n"
    assert [p.name for p in tmp_path.iterdir()] == ["kết quả.json"]


def test_an_earlier_output_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    write_file(target, [b"new"])
    assert target.read_bytes() == b"new"
    if os.name != "nt":
        assert target.stat().st_mode & 0o777 == 0o640


def test_an_input_is_never_overwritten_even_under_another_name(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError):
        write_file(tmp_path / "." / "a.json", [b"new"], inputs=[source])
    assert source.read_text(encoding="utf-8") == "{}"


def test_a_plan_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    plan = tmp_path / "p.yaml"
    plan.write_text("format: 1", encoding="utf-8")
    with pytest.raises(UsageError):
        write_file(plan, [b"new"])
    assert plan.read_text(encoding="utf-8") == "format: 1"
    write_file(plan, [b"new"], force=True)
    assert plan.read_bytes() == b"new"


@posix_only
def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("old", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    write_file(link, [b"new"])
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_missing_folder_is_said_with_exit_3(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_file(tmp_path / "absent" / "x.txt", [b"new"])
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
        write_file(target, [b"new"])
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is Linux")
def test_a_full_device_is_exit_3() -> None:
    with pytest.raises(OutputError, match="the disk is full"):
        write_file(Path("/dev/full"), [b"new"])


# what is really written to


@posix_only
def test_a_link_to_a_plan_file_is_a_plan_file(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("format: 1", encoding="utf-8")
    (tmp_path / "out.txt").symlink_to("p.yaml")
    with pytest.raises(UsageError, match="is a plan file"):
        write_file(tmp_path / "out.txt", [b"new"])
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == "format: 1"


@posix_only
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link", "out.json"])
def test_a_name_of_standard_output_is_a_stream_and_never_replaced(tmp_path: Path, name: str) -> None:
    if name.startswith("/proc") and not Path("/proc/self/fd").exists():
        pytest.skip("no /proc here")
    (tmp_path / "link").symlink_to("/dev/stdout")
    command = f"echo before; {sys.executable} -m cybercrime_plan list -f json -o {name}; echo after"
    with (tmp_path / "out.json").open("wb") as stream:
        subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment(), stdout=stream, check=True)
    written = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert written == f"before\n{plan('list', '-f', 'json', cwd=tmp_path).out}after\n"


@posix_only
def test_another_open_stream_is_written_and_a_closed_one_is_named(tmp_path: Path) -> None:
    command = f"{sys.executable} -m cybercrime_plan list -f json -o /dev/fd/7 7>>log; cat log"
    (tmp_path / "log").write_text("earlier\n", encoding="utf-8")
    ran = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment(), capture_output=True, check=True)
    assert ran.stdout.decode() == "earlier\n" + plan("list", "-f", "json", cwd=tmp_path).out
    closed = process("list", "-f", "json", "-o", "/dev/fd/77", cwd=tmp_path)
    assert (closed.code, closed.out) == (3, "")
    assert "no such stream is open" in closed.err


@posix_only
def test_a_pipe_with_a_name_is_written(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_file(tmp_path / "pipe", [b"through the pipe"])
    reader.join()
    assert read == [b"through the pipe"]
    assert (tmp_path / "pipe").is_fifo()


@posix_only
def test_the_other_names_of_a_file_keep_their_content(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old", encoding="utf-8")
    (tmp_path / "other name").hardlink_to(tmp_path / "out.txt")
    write_file(tmp_path / "out.txt", [b"new"])
    assert (tmp_path / "out.txt").read_bytes() == b"new"
    assert (tmp_path / "other name").read_bytes() == b"old"


@pytest.mark.parametrize("typed", ["new/", "there/"])
def test_a_name_that_ends_in_a_slash_is_a_folder(tmp_path: Path, typed: str) -> None:
    (tmp_path / "there").mkdir()
    ran = plan("list", "-f", "html", "-o", typed, cwd=tmp_path)
    assert ran.code == 3
    assert f"plan: {typed[:-1]} could not be written: it is a folder" in ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["there"]


def test_a_folder_typed_with_a_slash_takes_many_files(tmp_path: Path) -> None:
    assert plan("deadline", "calendar", "--by", "agency", "-o", "lich/", cwd=tmp_path).code == 0
    assert any((tmp_path / "lich").glob("*.ics"))


def test_a_name_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="its name is longer than the disk takes"):
        write_file(tmp_path / ("k" * 300 + ".txt"), [b"new"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["con", "CON.csv", "nul.json", "Aux.html", "com1.txt", "LPT³", "prn .csv", "nul.tar.gz"]
)
def test_a_name_that_windows_keeps_for_a_device_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="Windows keeps for a device"):
        write_file(tmp_path / name, [b"new"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["console.csv", "com10.txt", "null", "auxiliary"])
def test_a_name_that_only_begins_like_a_device_is_written(tmp_path: Path, name: str) -> None:
    write_file(tmp_path / name, [b"new"])
    assert (tmp_path / name).read_bytes() == b"new"


# what stays as it was


@posix_only
@pytest.mark.skipif(os.name != "nt" and os.geteuid() != 0, reason="only root gives files away")
def test_owner_group_and_setgid_stay(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    os.chown(target, 12345, 54321)
    target.chmod(0o2664)
    write_file(target, [b"new"])
    now = target.stat()
    assert (now.st_uid, now.st_gid, now.st_mode & 0o7777) == (12345, 54321, 0o2664)
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="attributes as Linux keeps them")
def test_extended_attributes_stay(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    try:
        os.setxattr(target, "user.origin", "văn thư".encode())
    except OSError:
        pytest.skip("this disk keeps no attributes")
    write_file(target, [b"new"])
    assert os.getxattr(target, "user.origin") == "văn thư".encode()
    assert target.read_bytes() == b"new"


@pytest.fixture
def somebody_elses(tmp_path: Path) -> Path:
    """A file whose owner could not be given to another file."""
    target = tmp_path / "out.txt"
    target.write_text("the old bytes", encoding="utf-8")
    target.chmod(0o664)
    return target


def denied(*_arguments: object, **_options: object) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


@posix_only
def test_where_the_owner_cannot_be_kept_the_files_own_bytes_are_written_over(somebody_elses: Path) -> None:
    before = somebody_elses.stat().st_ino
    with mock.patch.object(Path, "chmod", denied):
        write_file(somebody_elses, [b"new"])
    assert somebody_elses.read_bytes() == b"new"
    assert somebody_elses.stat().st_ino == before
    assert [one.name for one in somebody_elses.parent.iterdir()] == ["out.txt"]


@posix_only
def test_when_writing_over_fails_the_old_bytes_are_put_back(somebody_elses: Path) -> None:
    done: list[int] = []

    def full_the_second_time(descriptor: int) -> None:
        done.append(descriptor)
        if len(done) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    with (
        mock.patch.object(Path, "chmod", denied),
        mock.patch.object(os, "fsync", full_the_second_time),
        pytest.raises(OutputError, match="the disk is full"),
    ):
        write_file(somebody_elses, [b"n"])
    assert somebody_elses.read_bytes() == b"the old bytes"


@posix_only
def test_other_names_are_never_written_over(somebody_elses: Path) -> None:
    (somebody_elses.parent / "other name").hardlink_to(somebody_elses)
    with mock.patch.object(Path, "chmod", denied), pytest.raises(OutputError, match="its other names would change"):
        write_file(somebody_elses, [b"new"])
    assert somebody_elses.read_bytes() == (somebody_elses.parent / "other name").read_bytes() == b"the old bytes"


def test_a_workbook_that_is_open_elsewhere_stays_and_the_result_stands_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "annex.xlsx"
    target.write_bytes(b"open in Excel")
    (tmp_path / "annex-2.xlsx").write_bytes(b"somebody's")
    rename = Path.replace

    def refused(self: Path, to: Path) -> Path:
        if to == target:
            denied()
        return rename(self, to)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OutputError, match="is it open in another program") as caught:
        write_file(target, [b"new"])
    assert caught.value.exit_code == 3
    assert str(tmp_path / "annex-3.xlsx") in str(caught.value.hint)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {
        "annex.xlsx": b"open in Excel",
        "annex-2.xlsx": b"somebody's",
        "annex-3.xlsx": b"new",
    }


# kills


KILLED = """
import os, signal
from cybercrime_plan.cli import main
# whoever runs the tests may ignore these signals (nohup, a job in the background), and so would a child
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, {hangup})
signal.signal(signal.SIGINT, signal.default_int_handler)
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.{name})
main.run()
"""


def killed_while_writing(folder: Path, name: str, hangup: str = "signal.SIG_DFL") -> int:
    program = KILLED.format(name=name, hangup=hangup)
    command = [sys.executable, "-c", program, "list", "-o", "out.html"]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    return done.returncode


@posix_only
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_program_told_to_end_cleans_up(tmp_path: Path, name: str, code: int) -> None:
    (tmp_path / "out.html").write_text("old", encoding="utf-8")
    assert killed_while_writing(tmp_path, name) == code
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"out.html": "old"}


@posix_only
def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """Under `nohup` the terminal may close, and the result is written all the same."""
    (tmp_path / "out.html").write_text("old", encoding="utf-8")
    assert killed_while_writing(tmp_path, "SIGHUP", hangup="signal.SIG_IGN") == 0
    (written,) = tmp_path.iterdir()
    assert written.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@posix_only
def test_what_a_kill_left_behind_goes_with_the_next_write(tmp_path: Path) -> None:
    assert killed_while_writing(tmp_path, "SIGKILL") == -9
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".out.html.")
    (tmp_path / ".out.html.mine.tmp").write_text("a person's own file", encoding="utf-8")
    write_file(tmp_path / "other.html", [b"another target"])
    assert left.exists()
    write_file(tmp_path / "out.html", [b"new"])
    assert sorted(one.name for one in tmp_path.iterdir()) == [".out.html.mine.tmp", "other.html", "out.html"]


@posix_only
def test_what_is_being_written_now_is_nobodys_leftover(tmp_path: Path) -> None:
    during: list[list[str]] = []

    def also_written_by_another(_descriptor: int) -> None:
        during.append(sorted(one.name for one in tmp_path.iterdir()))
        if len(during) == 1:
            write_file(tmp_path / "out.html", [b"the other"])

    with mock.patch.object(os, "fsync", also_written_by_another):
        write_file(tmp_path / "out.html", [b"the first"])
    assert [len(names) for names in during] == [1, 2]
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"out.html": b"the first"}


@posix_only
def test_a_temporary_file_that_another_run_removed_before_it_was_claimed_is_made_again(tmp_path: Path) -> None:
    made: list[str] = []
    make = tempfile.mkstemp

    def removed_at_once(**where: Any) -> tuple[int, str]:
        descriptor, name = make(**where)
        made.append(name)
        if len(made) == 1:
            Path(name).unlink()
        return descriptor, name

    with mock.patch.object(tempfile, "mkstemp", removed_at_once):
        write_file(tmp_path / "out.html", iter([b"the", b" whole"]))
    assert len(made) == 2
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"out.html": b"the whole"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "plans", "-o", "{}/"),
        ("deadline", "calendar", "dong-thap", "--by", "agency", "-o", "{}/"),
    ],
)
def test_of_many_files_it_is_said_how_many_were_written_before_the_disk_was_full(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    room = [2]
    into = os.replace

    def replaced(source: object, target: object) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, "full")
        into(source, target)  # type: ignore[arg-type]

    with mock.patch.object(os, "replace", replaced):
        ran = plan(*(one.format(tmp_path / "ra") for one in arguments))
    assert ran.code == 3
    assert "2 files of this call were written before it" in ran.err
    assert len(list((tmp_path / "ra").iterdir())) == 2
