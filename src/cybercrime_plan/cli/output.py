"""Where bytes leave the program: standard output, or a file replaced as a whole.

Such a file holds the old bytes or the new ones, and stays whose it was. The new bytes are written to a temporary
file in the same folder, flushed, and renamed over the target. Where the target's owner, group, mode or attributes
cannot be given to another file, its own bytes are written over instead.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final

from cybercrime_plan.errors import OutputError, UsageError, reason
from cybercrime_plan.language import _
from cybercrime_plan.render.characters import visible

SUFFIX: Final = ".plan.tmp"


def replace(path: Path, data: Iterable[bytes]) -> None:
    """Let `path`, which is no link, hold exactly `data`, which may come piece by piece.

    What an earlier write of this target left behind when it was killed is removed first.

    Raises:
        OutputError: the target is held by another program; the result stands beside it.
        OSError: it could not be written; what stood there is intact, and nothing is left behind.
    """
    for leftover in path.parent.glob(f"{glob.escape(_prefix(path))}*{SUFFIX}"):
        with contextlib.suppress(OSError):
            if stat.S_ISREG(leftover.lstat().st_mode):
                if sys.platform == "win32":
                    leftover.unlink()  # which fails while it is open anywhere
                    continue
                with leftover.open("rb") as stream:
                    if _lock(stream):  # nobody is writing it any more; who has just made it waits, and sees it gone
                        leftover.unlink()
    old = path.stat() if path.exists() else None
    if old is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    while not _is_replaced(path, data, old):
        pass  # another run, writing the same target, took the temporary file for a leftover before it was claimed


def _is_replaced(path: Path, data: Iterable[bytes], old: os.stat_result | None) -> bool:
    """Whether it is done; False, and nothing of `data` taken, when another run removed the temporary file."""
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=SUFFIX)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            _lock(stream, wait=True)
            if sys.platform != "win32" and not os.fstat(stream.fileno()).st_nlink:
                return False  # another run has removed it before it was claimed
            _fill(stream, data)
            if old is None:
                mask = os.umask(0)
                os.umask(mask)
                temporary.chmod(0o666 & ~mask)
            elif not _made_alike(temporary, path, old):
                _write_over(path, old, temporary)
                return True
            if sys.platform == "win32":
                stream.close()  # an open file cannot be renamed there; elsewhere its lock holds until it is
            _put_in_place(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}."


def _lock(stream: BinaryIO, *, wait: bool = False) -> bool:
    """Lock an open temporary file; False when another process has it, or the disk has no locks."""
    if sys.platform == "win32":
        return True  # there an open file cannot be removed anyway
    import fcntl

    try:
        fcntl.flock(stream, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _fill(stream: BinaryIO, data: Iterable[bytes]) -> None:
    """Let an open file hold exactly `data`, down to the disk."""
    stream.seek(0)
    stream.writelines(data)
    stream.truncate()
    stream.flush()
    os.fsync(stream.fileno())


def _made_alike(temporary: Path, path: Path, old: os.stat_result) -> bool:
    """Give the temporary file the owner, group, attributes and mode of the target; False when that is denied."""
    try:
        if sys.platform != "win32":
            new = temporary.stat()
            if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
                os.chown(temporary, old.st_uid, old.st_gid)
        if sys.platform == "linux":
            for name, value in _attributes(path).items():
                os.setxattr(temporary, name, value)
        temporary.chmod(stat.S_IMODE(old.st_mode))
    except OSError:
        return False
    # the system takes setgid away without a word from whoever is not of the group
    return stat.S_IMODE(temporary.stat().st_mode) == stat.S_IMODE(old.st_mode)


if sys.platform == "linux":

    def _attributes(path: Path) -> dict[str, bytes]:
        """The extended attributes of a file, access lists among them; none where the disk keeps none."""
        try:
            return {name: os.getxattr(path, name) for name in os.listxattr(path)}
        except OSError as problem:
            if problem.errno == errno.ENOTSUP:
                return {}
            raise


def _write_over(path: Path, old: os.stat_result, temporary: Path) -> None:
    """Write the temporary file over the target's own bytes; when that fails they are put back.

    Raises:
        OSError: it failed, or the target has other names, whose content would change too.
    """
    if old.st_nlink > 1:
        raise OSError(errno.EMLINK, os.strerror(errno.EMLINK))
    before = path.read_bytes()
    with path.open("r+b") as stream, temporary.open("rb") as new:
        try:
            _fill(stream, new)
        except BaseException:
            with contextlib.suppress(OSError):
                _fill(stream, [before])
            raise


def _put_in_place(temporary: Path, path: Path) -> None:
    """Rename the temporary file over the target, or beside it when another program holds the target.

    Raises:
        OutputError: it stands beside.
    """
    try:
        temporary.replace(path)
    except PermissionError as problem:
        if not path.exists():
            raise
        for number in count(2):
            # a name that nobody has, taken at once: `annex-2.xlsx`
            beside = path.with_name(f"{path.stem[:100]}-{number}{path.suffix}")
            with contextlib.suppress(FileExistsError):
                beside.touch(exist_ok=False)
                break
        try:
            temporary.replace(beside)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        message = _("{file} could not be replaced; is it open in another program?", file=str(path))
        raise OutputError(message, _("the result is in {file}", file=str(beside))) from problem


BROKEN_PIPE = 141
MOST_LINKS: Final = 40
"""So many links are followed, as the systems do."""

_STREAM: Final = r"/dev/(stdout|stderr)|/(?:dev|proc/(?:self|\d+))/fd/(\d{1,6})"
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
    return OutputError(_("standard output could not be written: {reason}", reason=reason(problem)))


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
        if descriptor == 1:
            print_pieces(data)
            return
        if descriptor is not None:
            sys.stderr.flush()
            with os.fdopen(os.dup(descriptor), "wb") as stream:
                stream.writelines(data)
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
        message = _("{file} could not be written: {reason}", file=str(path), reason=reason(problem))
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
        named = re.fullmatch(_STREAM, step)
        if named:
            return _STANDARD.get(named[1]) or int(named[2] or 0)
        if not os.path.islink(step):  # noqa: PTH114 - a text, as it is typed
            break
        step = os.path.normpath(os.path.join(os.path.dirname(step), os.readlink(step)))  # noqa: PTH115, PTH118, PTH120
    for number in (1, 2):
        with contextlib.suppress(OSError):
            # a stream that writes into that very file: replacing the file would cut it off
            stream, target = os.fstat(number), path.stat()
            if stat.S_ISREG(stream.st_mode) and os.path.samestat(stream, target):
                return number
    return None


def make_folder(folder: Path) -> None:
    """Make the folder, and those above it, unless it is there.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        message = _("the folder {folder} could not be made: {reason}", folder=str(folder), reason=reason(problem))
        raise OutputError(message, _("nothing was changed")) from problem


def _refuse(path: Path, inputs: Iterable[Path], *, force: bool) -> None:
    """Write over nothing that is precious, and no file that Windows could neither copy nor open."""
    if _DEVICE.fullmatch(path.name.split(".")[0].rstrip()):
        raise UsageError(
            _("{name} is a name that Windows keeps for a device", name=path.name), _("choose another file for -o")
        )
    if force or not path.is_file():
        return
    for source in inputs:
        with contextlib.suppress(OSError):
            if path.samefile(source):
                raise UsageError(
                    _("{file} is an input of this command", file=str(path)),
                    _("choose another file for -o, or add --force"),
                )
    if {path.suffix.lower(), Path(os.path.realpath(path)).suffix.lower()} & {".yaml", ".yml"}:
        raise UsageError(
            _("{file} is a plan file and would be replaced", file=str(path)),
            _("choose another file for -o, or add --force"),
        )
