"""Cannot go on: the few exceptions of the program, each with its exit code."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from cybercrime_plan.language import Text, _


class PlanError(Exception):
    """The work cannot go on; `message` says why and `hint` what to do.

    What is wrong *inside* a plan is a finding, which is returned, not raised.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: Text, hint: Text | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint


class UsageError(PlanError):
    """The request itself makes no sense: an unknown id, two formats at once."""


class InputError(PlanError):
    """A file cannot be read: missing, a directory, too large, not permitted."""

    def of(self, file: str) -> InputError:
        """The same, saying which file it is about."""
        return InputError(_("{file}: {problem}", file=file, problem=self.message), self.hint)


class OutputError(PlanError):
    """The result could not be written; an earlier file of that name is intact."""

    exit_code: ClassVar[int] = 3


def reason(problem: OSError | ValueError) -> Text | str:
    """Why the system does not read or write something; in its own words where it is nothing common."""
    if isinstance(problem, PermissionError):
        return _("permission denied")
    number = problem.errno if isinstance(problem, OSError) else None
    by_number = {
        errno.ENOENT: _("the folder does not exist"),
        errno.EEXIST: _("a file of that name is in the way"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a part of its path is not a folder"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EROFS: _("nothing can be written on this disk"),
        errno.EIO: _("the disk does not answer"),
        errno.ELOOP: _("it is a link that leads back to itself"),
        errno.EMFILE: _("too many files are open"),
        errno.ENAMETOOLONG: _("its name is longer than the disk takes"),
        errno.EBADF: _("no such stream is open"),
        errno.EMLINK: _("its owner cannot be kept, and its other names would change with it"),
    }
    return by_number.get(number or 0) or getattr(problem, "strerror", None) or str(problem)


@contextmanager
def on_temporary_disk() -> Iterator[None]:
    """What is done within writes what is too much to keep in memory.

    Raises:
        OutputError: the folder for temporary files takes no more.
    """
    try:
        yield
    except OSError as problem:
        import tempfile

        folder = tempfile.tempdir or "TMPDIR"
        raise OutputError(
            _("temporary files could not be written in {folder}: {reason}", folder=folder, reason=reason(problem)),
            _("make room there, or name another folder in the variable TMPDIR"),
        ) from problem
