"""The bytes of regular files, and never more of them than a plan can have."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from cybercrime_plan.errors import InputError, reason
from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.read.encoding import MOST_BYTES
from cybercrime_plan.read.office import MOST_PACKED_BYTES, is_package


def most_bytes(name: str) -> int:
    """How large a file of this name may be: a plan is text, a workbook also carries its looks."""
    return MOST_PACKED_BYTES if is_package(name) else MOST_BYTES


_LARGE_FILE: Final = b"version https://git-lfs.github.com/spec/"
_BINARY: Final = 1024
"""Within so many bytes a file that is no text shows a zero."""
_OURS: Final = b"\n<<<<<<< "
_THEIRS: Final = b"\n>>>>>>> "


def refuse_what_git_put_there(data: bytes, name: str) -> None:
    """See that the bytes are the file, and not what git put in its place.

    Raises:
        InputError: they are a pointer to a large file kept elsewhere, or hold two versions in conflict.
    """
    if data.startswith(_LARGE_FILE):
        raise InputError(
            _("{file} is only a pointer to a file that Git LFS keeps elsewhere", file=name),
            _("fetch the file itself, with a network: git lfs pull"),
        )
    lines = b"\n" + data  # so that the first one begins as the others do
    ours = -1 if b"\0" in data[:_BINARY] else lines.find(_OURS)
    if ours >= 0 and _THEIRS in lines[ours:]:
        line = lines.count(b"\n", 0, ours) + 1
        raise InputError(
            _("{file}:{line}: git left two versions in conflict in this file", file=name, line=line),
            _("decide for one, and take the lines with <<<<<<<, ======= and >>>>>>> out"),
        )


def refuse_other_files(data: bytes, name: str) -> None:
    """Say of a PDF, a picture or a file of another program what to do, rather than what is wrong in its bytes.

    What is named as a workbook or a Word document is looked at by their readers.

    Raises:
        InputError: it is one.
    """
    head = b"" if is_package(name) else data[:64].lstrip()
    for begins, message, hint in _NO_TEXTS:
        if head.startswith(begins) or head.lower().startswith(begins):
            raise InputError(Text(message, (("file", name),)), hint)


_AS_TEXT: Final = _("save the table as .xlsx or .docx, or copy its text into a .txt")
_NO_TEXTS: Final = (
    ((b"%PDF",), N_("{file} is a PDF, and that is not read"), _AS_TEXT),
    ((b"\xff\xd8\xff", b"\x89PNG"), N_("{file} is a picture, and that is not read"), _AS_TEXT),
    ((b"<!doctype html", b"<html"), N_("{file} is a web page, and that is not read"), _AS_TEXT),
    (
        (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"),
        N_("{file} is no text, and its name has no ending of Excel or Word that is read"),
        _("give it its own ending, or save it as .xlsx or .docx; from -: --stdin-filename phu-luc.xlsx"),
    ),
)
"""How files begin that people name instead of a text, and what to say of them."""


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
        raise InputError(_("{file} cannot be read: {reason}", file=name, reason=reason(problem))) from None
