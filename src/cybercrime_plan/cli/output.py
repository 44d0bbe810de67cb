"""Where bytes leave the program: standard output, or a file replaced as a whole."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from cybercrime_plan.cli.replacement import replace
from cybercrime_plan.errors import OutputError, UsageError
from cybercrime_plan.language import Text, _
from cybercrime_plan.render.characters import visible

BROKEN_PIPE = 141
MOST_LINKS: Final = 40
"""So many links are followed, as the systems do."""

_STREAM: Final = re.compile(r"/dev/(stdout|stderr)|/(?:dev|proc/(?:self|\d+))/fd/(\d{1,6})")
_STANDARD: Final = {"stdout": 1, "stderr": 2}
_DEVICE: Final = re.compile(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$", flags=re.IGNORECASE)


def prepare_streams() -> None:
    """Redirected text is UTF-8 everywhere, Windows included; nothing we say can fail to be encoded.

    A stream that was closed before we began is replaced: there is nothing to read, talk is lost, and a
    result cannot be written.
    """
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - a device, to the end
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def print_pieces(pieces: Iterable[bytes]) -> None:
    """Put pieces on standard output as they come, and all of them in the end.

    Raises:
        BrokenPipeError: the reader went away.
        OutputError: the disk behind standard output is full, or the like.
    """
    _put(sys.stdout.flush)
    for piece in pieces:
        _put(sys.stdout.buffer.write, piece)
    _put(sys.stdout.flush)


def _put(write: Callable[..., object], *data: bytes) -> None:
    """Do one step of it; what goes wrong while the next piece is made is no fault of the stream."""
    try:
        write(*data)
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise unwritten(problem) from problem


def unwritten(problem: OSError) -> OutputError:
    """Why standard output did not take what was written on it."""
    return OutputError(_("standard output could not be written: {reason}", reason=_reason(problem)))


def talk(*lines: str) -> None:
    """Say something on standard error; no name in it acts on the terminal.

    What cannot be said there changes nothing, unless its reader went away.
    """
    try:
        sys.stderr.write("".join(f"{visible(line)}\n" for line in lines))
    except BrokenPipeError:
        raise
    except OSError:
        _to_nowhere(sys.stderr.fileno())


def ask(question: str) -> None:
    """Put a question before a person at the terminal, who answers on the same line."""
    sys.stderr.write(f"{visible(question)} ")
    sys.stderr.flush()


def close_quietly(code: int) -> int:
    """Flush what is left; 141 when nobody is reading any more, 3 when the result cannot be kept."""
    for stream, lost in ((sys.stdout, 3), (sys.stderr, code)):
        try:
            stream.flush()
        except BrokenPipeError:
            _to_nowhere(stream.fileno())
            code = BROKEN_PIPE
        except OSError:
            _to_nowhere(stream.fileno())
            code = lost
    return code


def _to_nowhere(descriptor: int) -> None:
    """Let the interpreter's own last flush succeed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def write_file(path: Path, data: Iterable[bytes], *, inputs: Iterable[Path] = (), force: bool = False) -> None:
    """Write `data`, piece by piece, where `path` leads: into a stream, or as the whole content of a file.

    Args:
        inputs: files this command reads; they are not overwritten without `force`, nor is a plan file.

    Raises:
        UsageError: the file must not be overwritten, or its name is one of Windows' devices.
        OutputError: it could not be written; what stood there before is intact.
    """
    try:
        descriptor = _descriptor_of(path)
        if descriptor is not None:
            _write_stream(descriptor, data)
            return
        _refuse(path, inputs, force=force)
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.writelines(data)
        else:
            replace(Path(os.path.realpath(path)), data)
    except BrokenPipeError:
        raise
    except OSError as problem:
        message = _("{file} could not be written: {reason}", file=str(path), reason=_reason(problem))
        raise OutputError(message, _("what stood there before is intact")) from problem


def refuse_folder(folder: Path) -> None:
    """Say that a single result cannot be written to a folder.

    Raises:
        OutputError: always.
    """
    message = _("{file} could not be written: {reason}", file=str(folder), reason=_("it is a folder"))
    raise OutputError(message, _("name a file in it, such as {file}", file=str(folder / "plan.html")))


def _descriptor_of(path: Path) -> int | None:
    """The open stream a path means: by name (`/dev/stdout`, `/dev/fd/5`), or because a stream goes to that file."""
    step = os.path.abspath(path)  # noqa: PTH100 - links are followed one by one below
    for _link in range(MOST_LINKS):
        named = _STREAM.fullmatch(step)
        if named:
            return _STANDARD.get(named[1]) or int(named[2] or 0)
        if not os.path.islink(step):  # noqa: PTH114 - a text, as it is typed
            break
        step = os.path.normpath(os.path.join(os.path.dirname(step), os.readlink(step)))  # noqa: PTH115, PTH118, PTH120
    return next((number for number in (1, 2) if _goes_to(number, path)), None)


def _goes_to(descriptor: int, path: Path) -> bool:
    """Whether that stream writes into that very file, so that replacing the file would cut it off."""
    try:
        stream, target = os.fstat(descriptor), path.stat()
    except OSError:
        return False
    return stat.S_ISREG(stream.st_mode) and os.path.samestat(stream, target)


def _write_stream(descriptor: int, data: Iterable[bytes]) -> None:
    if descriptor == 1:
        print_pieces(data)
        return
    sys.stderr.flush()
    with os.fdopen(os.dup(descriptor), "wb") as stream:
        stream.writelines(data)


def make_folder(folder: Path) -> None:
    """Make the folder, and those above it, unless it is there.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        message = _("the folder {folder} could not be made: {reason}", folder=str(folder), reason=_reason(problem))
        raise OutputError(message, _("nothing was changed")) from problem


def _refuse(path: Path, inputs: Iterable[Path], *, force: bool) -> None:
    """Write over nothing that is precious, and no file that Windows could neither copy nor open."""
    if _DEVICE.fullmatch(path.name.split(".")[0].rstrip()):
        raise UsageError(
            _("{name} is a name that Windows keeps for a device", name=path.name), _("choose another file for -o")
        )
    if force or not path.is_file():
        return
    if any(_same(path, source) for source in inputs):
        raise UsageError(
            _("{file} is an input of this command", file=str(path)), _("choose another file for -o, or add --force")
        )
    if {path.suffix.lower(), Path(os.path.realpath(path)).suffix.lower()} & {".yaml", ".yml"}:
        raise UsageError(
            _("{file} is a plan file and would be replaced", file=str(path)),
            _("choose another file for -o, or add --force"),
        )


def _same(path: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.samefile(other)
    return False


def _reason(problem: OSError) -> Text | str:
    reasons = {
        "FileNotFoundError": _("the folder does not exist"),
        "PermissionError": _("permission denied"),
        "FileExistsError": _("a file of that name is in the way"),
        "IsADirectoryError": _("it is a folder"),
        "NotADirectoryError": _("a part of its path is not a folder"),
    }
    known = reasons.get(type(problem).__name__)
    if known is not None:
        return known
    by_number = {
        errno.ENOSPC: _("the disk is full"),
        errno.ENAMETOOLONG: _("its name is longer than the disk takes"),
        errno.EBADF: _("no such stream is open"),
        errno.EMLINK: _("its owner cannot be kept, and its other names would change with it"),
    }
    if problem.errno in by_number:
        return by_number[problem.errno]
    return problem.strerror or str(problem)
