"""The document a plan was transcribed from: found, read as one text, and refused where it is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import _
from cybercrime_plan.model.money import grouped
from cybercrime_plan.model.source_text import SourceCell, SourceText
from cybercrime_plan.read.encoding import decode
from cybercrime_plan.read.files import read_file, refuse_what_git_put_there
from cybercrime_plan.read.office import MOST_PACKED_BYTES

SOURCE_SUFFIXES: Final = (".txt", ".docx")
_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})
FOLDER: Final = "sources"
"""Where sources are kept, beside the plans or where the program is called."""
_LINK: Final = re.compile(r"\s*[^\s<>\"|?*]*[/\\]?[^\s/\\<>\"|?*]+\.(?:txt|docx)\s*")
_LONGEST_LINK: Final = 1_024
MOST_WORDS: Final = 1_000_000
"""Most words and signs of a source: 4 MiB of ordinary text have fewer."""


def find_source(name: str, folders: Sequence[Path]) -> Path:
    """The file of that name in the first of the folders that has it.

    Raises:
        InputError: it is no bare name of a file, or none of them has it.
    """
    if name in {"", ".", ".."} or {PurePath(name).name, PureWindowsPath(name).name} != {name}:
        raise InputError(
            _("the plan names {file} as its source, which is more than the name of a file", file=name),
            _("document.file.name is a bare name; say where the file is with --source FILE or --sources DIR"),
        )
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if found is None:
        linked = next((folder / name for folder in folders if (folder / name).is_symlink()), None)
        if linked is not None:
            raise _leads_nowhere(str(linked))
        raise InputError(
            _("the source {file} is not beside the plan", file=name),
            _("say where it is with --source FILE or --sources DIR"),
        )
    return found


def read_source(path: Path, name: str) -> SourceText:
    """Read a source document, a text or a Word document by its ending.

    Raises:
        InputError: it is missing, no text, of another kind, not in Unicode, or what git put in its place.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in SOURCE_SUFFIXES:
        hint = (
            _("compare a workbook with the plan by plan diff {file} PLAN", file=name)
            if suffix in _WORKBOOKS
            else _("a source is a text (.txt) or a Word document (.docx): save a copy as one of them")
        )
        raise InputError(_("{file} is no source that can be read", file=name), hint)
    if path.is_symlink() and not path.exists():
        raise _leads_nowhere(name)
    data = read_file(path, name, MOST_PACKED_BYTES if suffix == ".docx" else None)
    refuse_what_git_put_there(data, name)
    if len(data) <= _LONGEST_LINK and _LINK.fullmatch(data.decode("utf-8", "replace")):
        raise InputError(
            _("{file} is a link that was saved as a file: it holds only where it leads", file=name),
            _("name the file it leads to: {target}", target=data.decode("utf-8", "replace").strip()),
        )
    digest = hashlib.sha256(data).hexdigest()
    source = _word(name, digest, data) if suffix == ".docx" else _text(name, digest, data)
    if len(source.words) > MOST_WORDS:
        raise InputError(
            _("{file} has more than {limit} words and signs", file=name, limit=grouped(MOST_WORDS)),
            _("no document of an office is so long: name the plan itself, without what is bound with it"),
        )
    if not any(word[:1].isalpha() for word in source.words):
        raise InputError(
            _("{file} has no text", file=name),
            _("a scanned page is a picture: have its text recognised first, and read it over"),
        )
    return source


def _text(name: str, digest: str, data: bytes) -> SourceText:
    text, refused = decode(data.replace(b"\f", b"\n"))
    if refused:
        first = refused[0]
        place = f"{name}:{first.place}" if first.place else name
        raise InputError(first.complaint.message, first.complaint.hint).of(place)
    return SourceText(name, digest, text)


def _word(name: str, digest: str, data: bytes) -> SourceText:
    from cybercrime_plan.read.office.word import written_lines

    pieces: list[str] = []
    cells: list[SourceCell] = []
    length = 0
    try:
        for line in written_lines(data):
            for number, (place, text) in enumerate(line.cells, 1):
                cells.append(SourceCell(length, place))
                pieces.append(text.replace("\n", " ") + ("\n" if number == len(line.cells) else "\t"))
                length += len(pieces[-1])
    except InputError as problem:
        raise problem.of(name) from None
    return SourceText(name, digest, "".join(pieces), tuple(cells))


def _leads_nowhere(name: str) -> InputError:
    return InputError(_("{file} is a link that leads nowhere", file=name), _("name the file itself"))
