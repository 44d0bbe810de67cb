"""Office files to neutral grids: one module per kind of file."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cybercrime_plan.read.grid import Grid

MOST_PACKED_BYTES = 16 << 20
"""The largest workbook or document that is read, as it lies on the disk."""
PACKAGES = (".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".docm")
TEXTS = (".csv", ".tsv", ".txt", ".md")


def is_package(name: str) -> bool:
    """Whether a file of this name is a workbook or a text document."""
    return PurePath(name).suffix.lower() in PACKAGES


def is_office_file(name: str) -> bool:
    """Whether a file of this name holds a table rather than a plan in YAML."""
    return PurePath(name).suffix.lower() in (*PACKAGES, *TEXTS)


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is collected as garbage meanwhile: cells stand in no circles, and are many to look through again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@uncollected()
def read_package(data: bytes, name: str) -> tuple[Grid, ...]:
    """The sheets of a workbook, or the body of a text document as one grid.

    Each library is imported only when a file of its kind is read.

    Raises:
        InputError: protected by a password, damaged, or larger than any annex.
    """
    match PurePath(name).suffix.lower():
        case ".docx" | ".docm":
            from cybercrime_plan.read.office.word import read_word

            return read_word(data)
        case ".ods":
            from cybercrime_plan.read.office.opendocument import read_opendocument

            return read_opendocument(data)
        case ".xls":
            from cybercrime_plan.read.office.old_excel import read_old_excel

            return read_old_excel(data)
        case _:
            from cybercrime_plan.read.office.excel import read_excel

            return read_excel(data)


def read_text(text: str, name: str) -> tuple[Grid, ...]:
    """The one grid of a text.

    Raises:
        InputError: larger than any annex.
    """
    if PurePath(name).suffix.lower() in {".txt", ".md"}:
        from cybercrime_plan.read.office.pasted import read_pasted

        return read_pasted(text)
    from cybercrime_plan.read.office.delimited import read_delimited

    return read_delimited(text)
