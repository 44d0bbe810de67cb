"""Office files made to exhaust or to mislead a reader, each from a sound one, by the name of its kind.

Everything that can be repeated in an office file is repeated here: areas, columns, styles, strings, names, sheets,
levels; and what must not be followed or believed is offered: entities, links, paths, sizes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Final

Parts = Mapping[str, bytes]

SHEET: Final = "xl/worksheets/sheet1.xml"
BOOK: Final = "xl/workbook.xml"
LINKS: Final = "xl/_rels/workbook.xml.rels"
STYLES: Final = "xl/styles.xml"
STRINGS: Final = "xl/sharedStrings.xml"
_DOCTYPE: Final = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts) -> bytes:
    """The office file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def _after_rows(more: bytes) -> Callable[[bytes], bytes]:
    """Put something behind the rows of a sheet, in the place of its merges."""

    def changed(sheet: bytes) -> bytes:
        bare = re.sub(rb"<mergeCells.*?</mergeCells>", b"", sheet, flags=re.DOTALL)
        return bare.replace(b"</sheetData>", b"</sheetData>" + more)

    return changed


def _merges(*areas: str) -> Callable[[bytes], bytes]:
    inside = b"".join(b'<mergeCell ref="%s"/>' % area.encode() for area in areas)
    return _after_rows(b"<mergeCells>" + inside + b"</mergeCells>")


def _row(row: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet.replace(b"</sheetData>", row + b"</sheetData>")


def _numbers(text: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: re.sub(rb"<v>\d+</v>", b"<v>" + text + b"</v>", sheet, count=40)


def _before(tag: bytes, more: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(tag, more + tag, 1)


_IN_A_PART: Final[Mapping[str, tuple[str, Callable[[bytes], bytes]]]] = {
    "one area over all cells": (SHEET, _merges("A100:XFD1048576")),
    "20,000 wide areas": (SHEET, _merges(*(f"A{100 + n}:IV{100 + n}" for n in range(20_000)))),
    "areas over each other": (SHEET, _merges("B3:D6", "C4:E8", "A1:C9")),
    "an area that is none": (SHEET, _merges("ZZZZ1:A0")),
    "a sheet that calls itself endless": (
        SHEET,
        lambda sheet: re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:XFD1048576"/>', sheet),
    ),
    "a cell in the last corner": (
        SHEET,
        _row(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    ),
    "16,384 hidden stretches of columns": (
        SHEET,
        _before(
            b"<sheetData>",
            b"<cols>"
            + b"".join(b'<col min="%d" max="16384" hidden="1"/>' % n for n in range(1, 16_385))
            + b"</cols>",
        ),
    ),
    "a cell of 30 megabytes": (
        SHEET,
        _row(b'<row r="900"><c r="A900" t="inlineStr"><is><t>' + b"x" * 30_000_000 + b"</t></is></c></row>"),
    ),
    "200,000 levels": (SHEET, _after_rows(b"<a>" * 200_000 + b"</a>" * 200_000)),
    "infinite numbers": (SHEET, _numbers(b"1e999")),
    "numbers that are none": (SHEET, _numbers(b"NaN")),
    "numbers of 400 digits": (SHEET, _numbers(b"9" * 400)),
    "control characters in a text": (
        SHEET,
        _row('<row r="60"><c r="A60" t="inlineStr"><is><t>_x001B_[31m\u202e</t></is></c></row>'.encode()),
    ),
    "a formula that starts a program": (
        SHEET,
        _row(b'<row r="61"><c r="A61"><f>cmd|\'/C calc\'!A0</f><v>1</v></c></row>'),
    ),
    "an outer entity": (SHEET, _before(b"<worksheet", _DOCTYPE)),
    "an outer entity in UTF-16": (
        SHEET,
        lambda sheet: b"\xff\xfe" + _before(b"<worksheet", _DOCTYPE)(sheet).decode().encode("utf-16-le"),
    ),
    "an outer entity in UTF-7": (
        SHEET,
        lambda sheet: b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE x+AD4-' + sheet,
    ),
    "entities that grow": (
        SHEET,
        _before(
            b"<worksheet",
            b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(b'<!ENTITY %c "%s">' % (n, b"&%c;" % (n - 1) * 10) for n in range(ord("b"), ord("k")))
            + b"]>",
        ),
    ),
    "a style that is not there": (SHEET, lambda sheet: sheet.replace(b"<c r=", b'<c s="99999" r=')),
    "strings that are not there": (
        SHEET,
        lambda sheet: re.sub(rb't="s"><v>\d+</v>', b't="s"><v>999999</v>', sheet),
    ),
    "strings before the first": (SHEET, lambda sheet: re.sub(rb't="s"><v>\d+</v>', b't="s"><v>-1</v>', sheet)),
    "400,000 strings": (STRINGS, _before(b"</sst>", b"<si><t>x</t></si>" * 400_000)),
    "a million styles": (
        STYLES,
        lambda styles: re.sub(rb"(<cellXfs[^>]*>)", rb"\1" + b'<xf numFmtId="0"/>' * 1_000_000, styles),
    ),
    "200,000 names": (
        BOOK,
        _before(
            b"<calcPr",
            b"<definedNames>"
            + b"".join(b'<definedName name="n%d">Sheet1!$A$1</definedName>' % n for n in range(200_000))
            + b"</definedNames>",
        ),
    ),
    "one sheet 3,000 times": (
        BOOK,
        lambda book: re.sub(
            rb"<sheets>(.*?)</sheets>", lambda found: found[0][:8] + found[1] * 3000 + found[0][-9:], book
        ),
    ),
    "a sheet outside the file": (
        LINKS,
        lambda links: re.sub(rb'Target="[^"]*sheet1.xml"', b'Target="../../../../etc/passwd"', links),
    ),
    "a link to a server": (
        LINKS,
        _before(
            b"</Relationships>",
            b'<Relationship Id="rIdX" TargetMode="External" Target="http://127.0.0.1:9/x" Type="http://schemas.'
            b'openxmlformats.org/officeDocument/2006/relationships/externalLink"/>',
        ),
    ),
}


def workbooks(sound: bytes) -> Iterator[tuple[str, bytes]]:
    """Hostile workbooks made from a sound one, with the name of their kind."""
    parts = unpacked(sound)
    for kind, (part, change) in _IN_A_PART.items():
        yield kind, packed({**parts, part: change(parts[part])})
    drawing = {"xl/drawings/vmlDrawing1.vml": _DOCTYPE + b"<xml>&e;</xml>"}
    yield "an outer entity in a drawing", packed({**parts, **drawing})
    yield "a workbook in a workbook", packed({"x.xlsx": sound})
    bomb = packed({**parts, "bomb.bin": bytes(200 << 20)})
    yield "200 megabytes of nothing", bomb
    yield "a part that lies about its size", _lying(bomb, b"bomb.bin")
    yield "an empty file", b""
    yield "a thousand zeros", bytes(1000)
    yield "a beginning without an end", b"PK\x03\x04" + bytes(100)
    yield "a page of the web", b"<html><table><tr><td>2025</td></tr></table></html>"


def _lying(data: bytes, part: bytes) -> bytes:
    """The file with a directory that says the part has ten bytes."""
    entry = data.rfind(part) - 46
    return data[: entry + 24] + (10).to_bytes(4, "little") + data[entry + 28 :]


def documents(sound: bytes) -> Iterator[tuple[str, bytes]]:
    """Hostile Word documents made from a sound one, with the name of their kind."""
    parts = unpacked(sound)
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="256"/></w:tcPr><w:p/></w:tc>'
    bodies = {
        "cells that span 256 columns": f"<w:tbl>{f'<w:tr>{wide * 200}</w:tr>' * 300}</w:tbl>",
        "a million empty paragraphs": "<w:p/>" * 1_000_000,
        "60 tables in each other": _nested(60),
        "240 tables in each other": _nested(240),
    }
    for kind, body in bodies.items():
        text = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        yield kind, packed({**parts, "word/document.xml": text.encode()})


def _nested(levels: int) -> str:
    inside = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    return "<w:tbl><w:tr><w:tc>" * levels + inside + "</w:tc></w:tr></w:tbl>" * levels
