"""Word documents written in one go: a package prepared once, and for each document its paragraphs and tables as
WordprocessingML (ECMA-376 part 1, 17.3 and 17.4). Layout of Decree 30/2020, annex I.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from xml.sax.saxutils import escape

from cybercrime_plan.render.characters import visible

FONT: Final = "Times New Roman"
TEXT_WIDTH: Final = 210 - 30 - 15
"""Millimetres between the margins of A4 upright."""
_TWIPS: Final = 1440 / 25.4
_CELL: Final = '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
"""A millimetre between the text of a cell and its sides."""
_ZIPPED_ON: Final = (1980, 1, 1, 0, 0, 0)
_MADE_ON: Final = datetime(2000, 1, 1, tzinfo=UTC)
MARGINS: Final = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
"""Millimetres; Decree 30/2020, annex I: 20 to 25 above and below, 30 to 35 left, 15 to 20 right."""
_MARK: Final = "\ue000"
"""Stands where the content goes; no person can type it."""
_MARKED: Final = re.compile(rf"<(\w+:)?p(?: [^>]*)?>(?:(?!</?\1?p[ >]).)*{_MARK}.*?</\1?p>", re.DOTALL)
_NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DOCUMENT: Final = "word/document.xml"


class Paper:
    """Paper to write documents on: the office's own with its head, or plain A4 upright.

    Attributes:
        has_head: whether something is printed on it already.
    """

    def __init__(self, letterhead: bytes | None = None) -> None:
        from docx import Document

        word = Document(io.BytesIO(letterhead)) if letterhead is not None else Document()
        text = (node.text or "" for node in word.element.body.iter() if node.tag.endswith("}t"))
        head = (paragraph.text for section in word.sections for paragraph in section.header.paragraphs)
        self.has_head = letterhead is not None and any(piece.strip() for piece in (*text, *head))
        if letterhead is None:
            dress(word, upright=True, size=14)
        in_vietnamese(word)
        properties = word.core_properties
        properties.created = properties.modified = _MADE_ON.replace(tzinfo=None)
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.title = ""
        word.add_paragraph(_MARK)
        self._parts = parts_of(word)
        xml = self._parts[_DOCUMENT].decode("utf-8")
        *_printed, found = _MARKED.finditer(xml)  # ours stands last
        self._above, self._below = xml[: found.start()], xml[found.end() :]

    def document(self, *content: str) -> bytes:
        """The bytes of a .docx file with this content; the same content gives the same bytes."""
        return packed(self._parts | {_DOCUMENT: "".join((self._above, *content, self._below)).encode("utf-8")})


def parts_of(word: Any) -> dict[str, bytes]:
    """What a document of python-docx is packed of, by name."""
    buffer = io.BytesIO()
    word.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a .docx file of these parts, each with the same date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, _ZIPPED_ON), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def dress(word: Any, *, upright: bool, size: int) -> None:
    """Make a new document one of Decree 30/2020, annex I: A4, its margins, its letters, and the number of the page.

    Args:
        size: of the letters, in points.
    """
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = word.sections[0]
    width, height = (210, 297) if upright else (297, 210)
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    for margin, wide in MARGINS.items():
        setattr(section, margin, Mm(wide))
    section.header_distance = section.footer_distance = Mm(10)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(0)
    # in the middle of the upper margin, on every page but the first
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    field = number._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): "PAGE"})  # noqa: SLF001 - fields come only this way
    number._p.append(field)  # noqa: SLF001
    in_vietnamese(word)


def in_vietnamese(word: Any) -> None:
    """Say in which language a document is, for whoever checks its spelling or reads it aloud."""
    from docx.oxml.ns import qn

    word.core_properties.language = "vi-VN"
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
        language.set(qn("w:eastAsia"), "vi-VN")


def run(text: str, *, size: int = 14, bold: bool = False, italic: bool = False) -> str:
    """A piece of text of one look; the size in points."""
    look = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
    look += "<w:b/>" * bold + "<w:i/>" * italic + f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r>'


def paragraph(
    *runs: str, align: str = "both", indent: int = 0, after: int = 6, before: int = 0, heading: int = 0
) -> str:
    """A paragraph; the indent of its first line in millimetres, the space around it in points.

    Args:
        heading: the level of a heading, from 1, which stays with what follows; 0 for text.
    """
    kept = "<w:keepNext/>" if heading else ""
    outline = f'<w:outlineLvl w:val="{heading - 1}"/>' if heading else ""
    spacing = f'<w:spacing w:before="{20 * before}" w:after="{20 * after}"/>'
    first = f'<w:ind w:firstLine="{round(indent * _TWIPS)}"/>' if indent else ""
    about = f'<w:pPr>{kept}{spacing}{first}<w:jc w:val="{align}"/>{outline}</w:pPr>'
    return f"<w:p {_NAMESPACE}>{about}{''.join(runs)}</w:p>"


def line(
    text: str, align: str = "center", *, size: int = 14, bold: bool = False, italic: bool = False, heading: int = 0
) -> str:
    """A paragraph of one look without space around it."""
    return paragraph(run(text, size=size, bold=bold, italic=italic), align=align, after=0, heading=heading)


def table(widths: Sequence[float], rows: Sequence[Sequence[str]], *, heads: int = 0, bordered: bool = True) -> str:
    """A table of cells, each of which is paragraphs; no row breaks over two pages.

    Args:
        widths: of the columns, in millimetres.
        heads: so many first rows are printed again on every page.
    """
    columns = [round(width * _TWIPS) for width in widths]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    kind = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if bordered else 'w:val="nil"'
    borders = "".join(f"<w:{side} {kind}/>" for side in sides)
    lines = []
    for number, cells in enumerate(rows):
        about = "<w:trPr><w:cantSplit/>" + "<w:tblHeader/>" * (number < heads) + "</w:trPr>"
        boxes = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell or line("")}</w:tc>'
            for cell, width in zip(cells, columns, strict=True)
        )
        lines.append(f"<w:tr>{about}{''.join(boxes)}</w:tr>")
    return (
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{_CELL}'
        "</w:tblCellMar></w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        + "</w:tblGrid>"
        + "".join(lines)
        + "</w:tbl>"
    )
