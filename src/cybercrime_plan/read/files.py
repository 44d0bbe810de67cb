"""The bytes of regular files, and never more of them than a plan can have."""

from __future__ import annotations

import stat
from pathlib import Path

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import _
from cybercrime_plan.read.encoding import MOST_BYTES
from cybercrime_plan.read.office import MOST_PACKED_BYTES, is_package


def most_bytes(name: str) -> int:
    """How large a file of this name may be: a plan is text, a workbook also carries its looks."""
    return MOST_PACKED_BYTES if is_package(name) else MOST_BYTES


def read_file(path: Path, name: str, most: int | None = None) -> bytes:
    """The bytes of a file, called by this name; of one that is too large, just enough to tell.

    Args:
        most: how many bytes it may have; as many as its kind of file, when left out.

    Raises:
        InputError: it is missing, may not be read, or is no regular file (a folder, a device, a pipe).
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(_("{file} is not a file that can be read", file=name))
        with path.open("rb") as stream:
            return stream.read((most_bytes(name) if most is None else most) + 1)
    except FileNotFoundError:
        raise InputError(_("there is no file {file}", file=name)) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise InputError(_("{file} cannot be read: {reason}", file=name, reason=reason)) from None
