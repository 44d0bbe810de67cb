"""Tables of a Word document, written as WordprocessingML (ECMA-376 part 1, 17.4) in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cybercrime_plan.render.characters import visible

if TYPE_CHECKING:
    from docx.document import Document

_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_INDENT = 4
"""Millimetres by which each level steps in."""


class Merge(Enum):
    """How a cell is joined to the one in the row below or above."""

    NO = ""
    BEGINS = '<w:vMerge w:val="restart"/>'
    GOES_ON = "<w:vMerge/>"


@dataclass(frozen=True, slots=True)
class WordCell:
    """One cell.

    Attributes:
        align: left, center or right.
        level: how deep its text steps in.
        span: over how many columns it reaches.
    """

    text: str
    align: str = "left"
    bold: bool = False
    level: int = 0
    span: int = 1
    merge: Merge = Merge.NO


Record = Sequence[WordCell]


def add_table(word: Document, widths: Sequence[float], header: Sequence[Record], rows: Iterable[Record]) -> None:
    """Add a bordered table; its header is printed again on every page, and no row breaks over two.

    Args:
        widths: of the columns, in millimetres.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    columns = [round(width * _TWIPS) for width in widths]
    lines = [
        f"<w:tbl {nsdecls('w')}>",
        '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/>',
        '<w:tblLayout w:type="fixed"/></w:tblPr>',
        "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in columns) + "</w:tblGrid>",
        *(_row(record, columns, "<w:tblHeader/>") for record in header),
        *(_row(record, columns, "") for record in rows),
        "</w:tbl>",
    ]
    after = word.add_paragraph()
    after._p.addprevious(parse_xml("".join(lines)))  # noqa: SLF001 - a table goes before a paragraph only this way


def _row(record: Record, columns: Sequence[int], repeated: str) -> str:
    cells = []
    starts = accumulate((entry.span for entry in record), initial=0)
    for entry, start in zip(record, starts, strict=False):
        width = sum(columns[start : start + entry.span])
        span = f'<w:gridSpan w:val="{entry.span}"/>' if entry.span > 1 else ""
        indent = f'<w:ind w:left="{round(entry.level * _INDENT * _TWIPS)}"/>' if entry.level else ""
        bold = "<w:rPr><w:b/></w:rPr>" if entry.bold else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{entry.merge.value}'
            f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:spacing w:before="40" w:after="40"/>{indent}'
            f'<w:jc w:val="{entry.align}"/></w:pPr>'
            f'<w:r>{bold}<w:t xml:space="preserve">{escape(visible(entry.text))}</w:t></w:r></w:p></w:tc>'
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"
