"""Bounds on the packages in which office files come, checked before any library unpacks them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from itertools import islice
from pathlib import PurePosixPath
from typing import NamedTuple
from xml.etree import ElementTree as ET

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import grouped
from cybercrime_plan.read.grid import RAISED, Area, Grid, GridCell, Remark, blank_cell
from cybercrime_plan.read.office import MOST_PACKED_BYTES

MAX_UNPACKED = 64 << 20
"""Most that all parts of one file may unpack to, in bytes."""
MAX_ROWS = 20_000
"""Most rows of one sheet."""
MAX_COLUMNS = 256
"""Most columns of one sheet."""
MAX_CELLS = 200_000
"""Most cells of one sheet, blank ones between filled ones included."""
MAX_TEXT = 4_000_000
"""Most characters of the texts of one annex."""
MOST_SHARED = 16_000_000
"""Most characters of texts that a package holds once and shows in many cells, each counted wherever it is shown."""
MOST_REPEATED = 4_000_000
"""Most cells of an OpenDocument sheet that are spread out in memory before its size is looked at."""
LEFT_OUT = "\ue000 plan: left out"
"""What stands in the first cell of a sheet that is not read; no person can type it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXCEL_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_EXCEL_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_SHEETS = "xl/worksheets/"
_NOTHING = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    f'<c r="A1" t="inlineStr"><is><t>{LEFT_OUT}</t></is></c></row></sheetData></worksheet>'
)
_LINKS = "_rels/.rels"
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_IS_MAIN = re.compile(rb"""Type\s*=\s*["'][^"']*/officeDocument["']""")
_TARGET = re.compile(rb"""Target\s*=\s*["']([^"']*)["']""")
_MANIFEST = "META-INF/manifest.xml"
"""Where an OpenDocument file says which of its parts are encrypted."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def check_size(data: bytes, most: int = MOST_PACKED_BYTES) -> None:
    """Refuse a file larger than any annex, or under a password.

    Raises:
        InputError: it is.
    """
    if len(data) > most:
        raise _too_large(_("the file has more than {limit} MiB", limit=most >> 20))
    if is_ole(data) and "EncryptedPackage".encode("utf-16-le") in data:
        raise encrypted()


def is_ole(data: bytes) -> bool:
    """Whether the bytes are an OLE container: an old .xls or .doc, or an encrypted file of today."""
    return data.startswith(_OLE)


def check_package(data: bytes) -> None:
    """Look through a zipped office file before anything else does.

    Raises:
        InputError: encrypted, damaged, too large once unpacked, or with declarations that could expand.
    """
    check_size(data)
    if is_ole(data):
        raise InputError(
            _("this is a file of an older Office under a new name"),
            _("name a workbook .xls; save a text as .docx"),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise encrypted()
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise _too_large(_("the file unpacks to more than {limit} MiB", limit=MAX_UNPACKED >> 20))
            for part in sorted(parts, key=lambda part: part.filename != _MANIFEST):
                if part.filename.endswith((".xml", ".rels")):
                    _check_xml(part.filename, package.read(part))
            if _SHARED in package.namelist():
                sheets = [package.read(part) for part in parts if part.filename.startswith(_SHEETS)]
                _check_shared([*map(len, _TEXT.findall(package.read(_SHARED)))], sheets)
    except (zipfile.BadZipFile, ET.ParseError, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise damaged() from None


def _check_shared(lengths: Sequence[int], sheets: Sequence[bytes]) -> None:
    """Refuse an Excel package whose cells show a long text over and over: it is written once, and costs nothing."""
    longest, shared = max(lengths, default=0), sum(len(_SHARES.findall(sheet)) for sheet in sheets)
    if longest * shared > MOST_SHARED:
        texts = [int(number) for sheet in sheets for number in _SHARED_TEXT.findall(sheet)]
        shown = sum(lengths[text] for text in texts if text < len(lengths))
        # what is written in an unusual way may be the longest
        check_texts(shown + longest * (shared - len(texts)), MOST_SHARED)


def check_texts(characters: int, most: int = MAX_TEXT) -> None:
    """Refuse more words than any annex holds.

    Raises:
        InputError: there are.
    """
    if characters > most:
        raise _too_large(_("the texts come to more than {limit} characters", limit=grouped(most)))


_SHARED = "xl/sharedStrings.xml"
_TEXT = re.compile(rb"<(?:\w+:)?si[\s>].*?</(?:\w+:)?si>", re.DOTALL)
_SHARES = re.compile(rb"""\bt\s*=\s*["']s["']""")
_SHARED_TEXT = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]*><(?:\w+:)?v>([0-9]{1,9})<""")


class SheetPart(NamedTuple):
    """What a sheet of an Excel package says apart from its values.

    Attributes:
        merges: its merged areas by their first and last cells, `A1:C1`; no more than are worth reading.
        formulas: each formula by its cell; empty for one that shares its text with another.
    """

    merges: tuple[str, ...]
    formulas: Mapping[str, str]


class Lightened(NamedTuple):
    """An Excel package without what costs time and says nothing, and what was taken out of each sheet."""

    data: bytes
    sheets: Mapping[str, SheetPart]


def lightened(data: bytes) -> Lightened:
    """Take out of an Excel package what can be repeated without end: empty cells, merges, names, columns.

    Next to nothing stands in place of each sheet that is larger than any annex.

    Raises:
        InputError: more sheets, texts or styles than any workbook of an annex has.
    """
    buffer = io.BytesIO()
    sheets: dict[str, SheetPart] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w") as light:
        for name in package.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            content = _with_raised_digits(package.read(name))
            if name.startswith(_SHEETS) and name.endswith(".xml"):
                content, sheets[name] = _light_sheet(content)
            elif limit := _MOST.get(name):
                tag, most = limit
                if content.count(tag) > most:
                    raise _too_large(_("the file repeats one thing more than {limit} times", limit=grouped(most)))
                content = _NAMES.sub(b"", content)
            light.writestr(name, content)
    return Lightened(buffer.getvalue(), sheets)


def _with_raised_digits(xml: bytes) -> bytes:
    """The texts of cells with the digits that are set raised in them as signs of their own."""
    if b"superscript" not in xml:
        return xml
    return _RUN.sub(lambda run: _WORDS.sub(_raised, run[0]) if b'"superscript"' in run[0] else run[0], xml)


def _raised(text: re.Match[bytes]) -> bytes:
    return text[0].decode("utf-8", "surrogateescape").translate(RAISED).encode("utf-8", "surrogateescape")


_RUN = re.compile(rb"<(?:\w+:)?r>.*?</(?:\w+:)?r>", re.DOTALL)
_WORDS = re.compile(rb"(?<=>)[^<>]+(?=</(?:\w+:)?t>)")


def _light_sheet(xml: bytes) -> tuple[bytes, SheetPart]:
    if xml.count(b"<") > MAX_TAGS or _LONG_TEXT.search(xml):
        return _NOTHING.encode(), SheetPart((), {})
    # to look for what is not there takes a tenth of reading the sheet
    merged = _MERGE.finditer(xml) if b"mergeCell" in xml else ()
    merges = tuple(match[1].decode("ascii", "replace") for match in islice(merged, MAX_MERGES))
    formulas = {
        match[1].decode("ascii", "replace"): unescape((match[2] or b"").decode("utf-8", "replace"))
        for match in (_FORMULA.finditer(xml) if b"<f" in xml or b":f" in xml else ())
    }
    light = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", xml))
    if b"mergeCells" in light:
        light = _MERGES.sub(b"", light)
    if xml.count(b"<col ") > MAX_COLUMNS:
        light = _COLUMNS.sub(b"", light)
    if not (_at_most(MAX_ROWS, _EXCEL_ROW, b"row", light) and _at_most(MAX_CELLS, _EXCEL_CELL, b"c", light)):
        light = _NOTHING.encode()
    return light, SheetPart(merges, formulas)


MAX_MERGES = 5_000
"""Most merged areas of one sheet that are looked at."""
MAX_TAGS = 4_000_000
_LONG_TEXT = re.compile(rb">[^<]{200000}")
"""No cell holds more than 32.767 letters."""
_EMPTY_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*/>")
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*(?:/>|></(?:\w+:)?row>)")
_MERGES = re.compile(rb"<(?:\w+:)?mergeCells\b[^<>]*>.*?</(?:\w+:)?mergeCells>", re.DOTALL)
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
_COLUMNS = re.compile(rb"<(?:\w+:)?cols>.*?</(?:\w+:)?cols>", re.DOTALL)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?r=[\"']([A-Z]{1,3}[0-9]{1,7})[\"'][^<>]*><(?:\w+:)?f\b[^<>]*(?:/>|>([^<]*)<)"
)
_NAMES = re.compile(rb"<(?:\w+:)?definedNames>.*?</(?:\w+:)?definedNames>", re.DOTALL)
_MOST = {
    "xl/workbook.xml": (b"<sheet ", 255),
    "xl/sharedStrings.xml": (b"<si", 200_000),
    "xl/styles.xml": (b"<xf", 70_000),
}
"""What stands how often at most in these parts: sheets, texts, styles."""


def fits(rows: int, columns: int) -> bool:
    """Whether a sheet that reaches so far can hold an annex."""
    return rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_CELLS


def left_out(name: str) -> Grid:
    """What stands for a sheet that is larger than any annex: no cell, and why."""
    remark = Remark(_("sheet {sheet} is larger than any annex and is not read", sheet=name))
    return Grid(name, (), (), (remark,), is_too_large=True)


def some(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """The sheets of a workbook.

    Raises:
        InputError: every one of them was left out, or there are more words than in any annex.
    """
    check_texts(sum(map(len, [cell.text for grid in grids for row in grid.rows for cell in row])))
    if any(grid.rows for grid in grids):
        return grids
    if not any(grid.is_too_large for grid in grids):
        raise InputError(_("there is no table: the sheets are empty"))
    raise _too_large(
        _(
            "every sheet is larger than any annex: more than {rows} rows, {columns} columns or {cells} cells",
            rows=grouped(MAX_ROWS),
            columns=MAX_COLUMNS,
            cells=grouped(MAX_CELLS),
        )
    )


def grid_of_text(
    rows: Sequence[Sequence[GridCell]], merges: Iterable[Area] = (), remarks: Iterable[Remark] = ()
) -> Grid:
    """The one grid of a text, every row filled up with blanks to the longest.

    Raises:
        InputError: larger than any annex.
    """
    width = max(map(len, rows), default=0)
    check_extent(len(rows), width)
    filled = tuple((*row, *[blank_cell(row[-1].place)] * (width - len(row))) for row in rows)
    return Grid("", filled, tuple(merges), tuple(remarks))


def check_extent(rows: int, columns: int) -> None:
    """Refuse a text larger than any annex.

    Raises:
        InputError: it is.
    """
    if not fits(rows, columns):
        raise _too_large(
            _("there are {rows} rows and {columns} columns", rows=grouped(rows), columns=grouped(columns))
        )


def word_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a text document by their names without ending, its text by an empty name.

    Raises:
        InputError: it has more paragraphs, cells or words than an annex can have, and is not taken apart.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        links = package.read(_LINKS) if _LINKS in names else b""
        main = next(
            (
                found[1].decode()
                for one in _LINK.findall(links)
                if _IS_MAIN.search(one) and (found := _TARGET.search(one))
            ),
            "word/document.xml",
        ).lstrip("/")
        folder = main.rpartition("/")[0]
        parts = {
            PurePosixPath(name).stem: package.read(name)
            for name in names
            if name.rpartition("/")[0] == folder and name.endswith(".xml")
        }
        if main in names:
            parts[""] = package.read(main)
    body = parts.get("", b"")
    count = len(_PARAGRAPH.findall(body))
    if count > MAX_CELLS:
        raise _too_large(_("there are {count} paragraphs", count=grouped(count)))
    check_texts(len(_TAG.sub(b"", body).decode("utf-8", "replace")))
    return parts


_PARAGRAPH = re.compile(rb"<w:p[ />]")
_TAG = re.compile(rb"<[^>]*>")


def encrypted() -> InputError:
    """The refusal of a file under a password."""
    return InputError(
        _("the file is protected by a password"), _("open it, save a copy without the password, and read that")
    )


def damaged() -> InputError:
    """The refusal of a file that is cut off or is something else."""
    return InputError(
        _("the file is damaged, or is not what its name says"), _("open it in its own program and save it again")
    )


def _too_large(message: Text) -> InputError:
    return InputError(
        message,
        _("delete what lies around the table, empty but formatted rows too, or copy the table into a new file"),
    )


def _check_xml(name: str, xml: bytes) -> None:
    """Refuse a part that is encrypted, could expand, or repeats too many cells.

    An OpenDocument cell can be repeated a million times in a few bytes, so its reach is added up first.
    """
    if name == _MANIFEST and b"encryption-data" in xml:
        raise encrypted()
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:
        raise damaged()
    if name != "content.xml":
        return
    above = rows = columns = letters = 0
    for _event, element in ET.iterparse(io.BytesIO(xml)):  # noqa: S314 - without declarations, see above
        if element.tag == f"{_TABLE}table-row":
            above += repeated(element, "rows")
            width = _filled_width(element)
            letters += _repeated_text(element)
            check_texts(letters, MOST_SHARED)
            if width:
                rows, columns = above, max(columns, width)
            element.clear()
        elif element.tag == f"{_TABLE}table":
            if rows * columns > MOST_REPEATED:
                raise _too_large(_("a sheet repeats cells {count} times", count=grouped(rows * columns)))
            above = rows = columns = 0


def _at_most(limit: int, tag: re.Pattern[bytes], name: bytes, xml: bytes) -> bool:
    """Whether a tag is opened no more often; to count what begins like it is a tenth of the work."""
    few = xml.count(b"<" + name) + xml.count(b":" + name) <= limit
    return few or sum(1 for _tag in tag.finditer(xml)) <= limit


def _filled_width(row: ET.Element) -> int:
    """How many columns of a row there are up to its last filled cell."""
    reach = width = 0
    for cell in row:
        reach += repeated(cell, "columns")
        if len(cell) or any(name.endswith("value-type") for name in cell.attrib):
            width = reach
    return width


def _repeated_text(row: ET.Element) -> int:
    """How many characters its repeated cells spread out to, and the row with them."""
    rows = repeated(row, "rows")
    times = ((rows * repeated(cell, "columns"), cell) for cell in row if len(cell))
    return sum(count * len("".join(cell.itertext())) for count, cell in times if count > 1)


def repeated(element: ET.Element, what: str) -> int:
    """How often an OpenDocument row or cell stands there."""
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
