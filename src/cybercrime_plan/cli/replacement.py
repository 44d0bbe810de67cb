"""A file replaced as a whole: it holds the old bytes or the new ones, and stays whose it was.

The new bytes are written to a temporary file in the same folder, flushed, and renamed over the target. Where the
target's owner, group, mode or attributes cannot be given to another file, its own bytes are written over instead.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final

from cybercrime_plan.errors import OutputError
from cybercrime_plan.language import _

SUFFIX: Final = ".plan.tmp"


def replace(path: Path, data: Iterable[bytes]) -> None:
    """Let `path`, which is no link, hold exactly `data`, which may come piece by piece.

    What an earlier write of this target left behind when it was killed is removed first.

    Raises:
        OutputError: the target is held by another program; the result stands beside it.
        OSError: it could not be written; what stood there is intact, and nothing is left behind.
    """
    _remove_leftovers(path)
    old = path.stat() if path.exists() else None
    if old is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    while not _is_replaced(path, data, old):
        pass  # another run, writing the same target, took the temporary file for a leftover before it was claimed


def _is_replaced(path: Path, data: Iterable[bytes], old: os.stat_result | None) -> bool:
    """Whether it is done; False, and nothing of `data` taken, when another run removed the temporary file."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=SUFFIX)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            if not _claimed(stream):
                return False
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


def _remove_leftovers(path: Path) -> None:
    """Remove temporary files of this target that nobody is writing any more."""
    for leftover in path.parent.glob(f"{glob.escape(_prefix(path))}*{SUFFIX}"):
        with contextlib.suppress(OSError):
            if stat.S_ISREG(leftover.lstat().st_mode):
                if sys.platform == "win32":
                    leftover.unlink()  # which fails while it is open anywhere
                    continue
                with leftover.open("rb") as stream:
                    if _lock(stream):
                        leftover.unlink()  # locked: who has just made it waits, and then sees it gone


def _claimed(stream: BinaryIO) -> bool:
    """Claim a temporary file that was just made, while it is open; False when another run has removed it."""
    _lock(stream, wait=True)
    return sys.platform == "win32" or os.fstat(stream.fileno()).st_nlink > 0


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
        beside = _free_name(path)
        try:
            temporary.replace(beside)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        message = _("{file} could not be replaced; is it open in another program?", file=str(path))
        raise OutputError(message, _("the result is in {file}", file=str(beside))) from problem


def _free_name(path: Path) -> Path:
    """A name beside the target that nobody has, taken at once: `annex-2.xlsx`."""
    for number in count(2):
        beside = path.with_name(f"{path.stem[:100]}-{number}{path.suffix}")
        with contextlib.suppress(FileExistsError):
            beside.touch(exist_ok=False)
            return beside
    raise AssertionError
