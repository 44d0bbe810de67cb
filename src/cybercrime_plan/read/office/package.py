"""Bounds on the packages in which office files come, checked before any library unpacks them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree as ET

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import grouped
from cybercrime_plan.read.grid import Grid, Remark
from cybercrime_plan.read.office import MOST_PACKED_BYTES

MAX_UNPACKED = 64 << 20
"""Most that all parts of one file may unpack to, in bytes."""
MAX_ROWS = 20_000
"""Most rows of one sheet."""
MAX_COLUMNS = 256
"""Most columns of one sheet."""
MAX_CELLS = 400_000
"""Most cells of one sheet, blank ones between filled ones included."""
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
_MANIFEST = "META-INF/manifest.xml"
"""Where an OpenDocument file says which of its parts are encrypted."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def check_size(data: bytes) -> None:
    """Refuse a file larger than any annex, or under a password.

    Raises:
        InputError: it is.
    """
    if len(data) > MOST_PACKED_BYTES:
        raise _too_large(_("the file has more than {limit} MiB", limit=MOST_PACKED_BYTES >> 20))
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
            _check_parts(package)
    except (zipfile.BadZipFile, ET.ParseError, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise damaged() from None


def lightened(data: bytes) -> bytes:
    """The same Excel package with next to nothing in place of each sheet that is larger than any annex."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith(_SHEETS) and name.endswith(".xml")]
        large = {name for name in sheets if not _fits_excel(package.read(name))}
        if not large:
            return data
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as light:
            for name in package.namelist():
                light.writestr(name, _NOTHING if name in large else package.read(name))
    return buffer.getvalue()


def fits(rows: int, columns: int) -> bool:
    """Whether a sheet that reaches so far can hold an annex."""
    return rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_CELLS


def left_out(name: str) -> Grid:
    """What stands for a sheet that is larger than any annex: no cell, and why."""
    return Grid(name, (), (), (Remark(_("sheet {sheet} is larger than any annex and is not read", sheet=name)),))


def some(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """The sheets of a workbook.

    Raises:
        InputError: every one of them was left out.
    """
    if any(grid.rows or not grid.remarks for grid in grids):
        return grids
    raise _too_large(
        _(
            "every sheet is larger than any annex: more than {rows} rows, {columns} columns or {cells} cells",
            rows=grouped(MAX_ROWS),
            columns=MAX_COLUMNS,
            cells=grouped(MAX_CELLS),
        )
    )


def check_extent(rows: int, columns: int) -> None:
    """Refuse a text larger than any annex.

    Raises:
        InputError: it is.
    """
    if not fits(rows, columns):
        raise _too_large(
            _("there are {rows} rows and {columns} columns", rows=grouped(rows), columns=grouped(columns))
        )


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


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted()
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_large(_("the file unpacks to more than {limit} MiB", limit=MAX_UNPACKED >> 20))
    for part in sorted(parts, key=lambda part: part.filename != _MANIFEST):
        if part.filename.endswith((".xml", ".rels")):
            _check_xml(part.filename, package.read(part))


def _check_xml(name: str, xml: bytes) -> None:
    if name == _MANIFEST and b"encryption-data" in xml:
        raise encrypted()
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:
        raise damaged()
    if name == "content.xml":
        _check_open_document(xml)


def _check_open_document(xml: bytes) -> None:
    """An OpenDocument cell can be repeated a million times in a few bytes, so its reach is added up first."""
    above = rows = columns = 0
    for _event, element in ET.iterparse(io.BytesIO(xml)):  # noqa: S314 - without declarations, see above
        if element.tag == f"{_TABLE}table-row":
            above += _repeated(element, "rows")
            width = _filled_width(element)
            if width:
                rows, columns = above, max(columns, width)
            element.clear()
        elif element.tag == f"{_TABLE}table":
            if rows * columns > MOST_REPEATED:
                raise _too_large(_("a sheet repeats cells {count} times", count=grouped(rows * columns)))
            above = rows = columns = 0


def _fits_excel(xml: bytes) -> bool:
    rows = sum(1 for _row in _EXCEL_ROW.finditer(xml))
    return rows <= MAX_ROWS and sum(1 for _cell in _EXCEL_CELL.finditer(xml)) <= MAX_CELLS


def _filled_width(row: ET.Element) -> int:
    """How many columns of a row there are up to its last filled cell."""
    reach = width = 0
    for cell in row:
        reach += _repeated(cell, "columns")
        if len(cell) or any(name.endswith("value-type") for name in cell.attrib):
            width = reach
    return width


def _repeated(element: ET.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
