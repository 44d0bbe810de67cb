"""Where bytes leave the program: standard output, or a file replaced as a whole."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cybercrime_plan.errors import OutputError, UsageError
from cybercrime_plan.language import Text, _
from cybercrime_plan.render.characters import visible

BROKEN_PIPE = 141


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


def print_bytes(data: bytes) -> None:
    """Put `data` on standard output, all of it, now.

    Raises:
        BrokenPipeError: the reader went away.
        OutputError: the disk behind standard output is full, or the like.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
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


def write_file(path: Path, data: bytes, *, inputs: Iterable[Path] = (), force: bool = False) -> None:
    """Replace `path` by `data` as a whole: a temporary file beside it, flushed, then renamed over it.

    Args:
        inputs: files this command reads; they are not overwritten without `force`, nor is a plan file.

    Raises:
        UsageError: the file must not be overwritten.
        OutputError: it could not be written; what stood there before is intact.
    """
    if not force:
        _refuse_precious(path, inputs)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as problem:
        message = _("{file} could not be written: {reason}", file=str(path), reason=_reason(problem))
        raise OutputError(message, _("nothing was changed")) from problem


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


def _refuse_precious(path: Path, inputs: Iterable[Path]) -> None:
    if not path.is_file():
        return
    if any(_same(path, source) for source in inputs):
        raise UsageError(
            _("{file} is an input of this command", file=str(path)),
            _("choose another file for -o, or add --force"),
        )
    if path.suffix.lower() in {".yaml", ".yml"}:
        raise UsageError(
            _("{file} is a plan file and would be replaced", file=str(path)),
            _("choose another file for -o, or add --force"),
        )


def _same(path: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.samefile(other)
    return False


def _replace(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
    if problem.errno == 28:  # noqa: PLR2004 - ENOSPC, on every platform
        return _("the disk is full")
    return problem.strerror or str(problem)
