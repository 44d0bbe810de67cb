"""The annex as a Word document, in the manner of Decree 30/2020, with the reporting calendar behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cybercrime_plan.language import Language, _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.deadlines import became
from cybercrime_plan.render.exports.annex import (
    AnnexRow,
    HeaderArea,
    LineLook,
    PageLine,
    PrintedAnnex,
    annex_of,
    figure_text,
)
from cybercrime_plan.render.exports.dossier import Dossier, deadline_table, issued, newest_day, titled
from cybercrime_plan.render.exports.paper import MARGINS, dress, line, packed, parts_of
from cybercrime_plan.render.exports.paper import table as in_cells
from cybercrime_plan.render.table import TableRow, said

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


_TEXT_WIDTH = 297 - MARGINS["left_margin"] - MARGINS["right_margin"]
_WIDTHS = {"stt": 16, "name": 0, "year": 20, "total": 22, "source": 40}
"""Millimetres of each column; the names take what is left."""
_FIGURE = 3.0
"""Millimetres of a figure in bold letters of 13 points, in whatever letters stand in for ours."""
_DATE_WIDTHS = {"limit": 50, "due": 33, "target": 33, "weekday": 15}
"""Millimetres of these columns of the calendar; the others share what is left."""
_LEFT_OUT = ("plan", "now")
_SAID_ONCE = ("from_whom", "to", "at")


def document(dossiers: Sequence[Dossier], language: Language) -> bytes:
    """The bytes of a .docx file; the same plans give the same bytes."""
    from docx import Document

    word = Document()
    dress(word, upright=False, size=13)
    properties = word.core_properties  # which do not change with the day
    properties.title, properties.author = titled(dossiers), issued(dossiers)
    properties.created = properties.modified = newest_day(dossiers).replace(tzinfo=None)
    properties.last_modified_by, properties.comments = "", ""
    for number, dossier in enumerate(dossiers):
        if number:
            _new_page(word)
        for table in dossier.plan.tables():
            if table.loc != ("budget",):
                _new_page(word)
            _AnnexTable(word, annex_of(dossier.plan, table.budget), table.budget).write()
        _calendar(word, dossier, language)
    return packed(parts_of(word))


def _new_page(word: Document) -> None:
    from docx.enum.text import WD_BREAK

    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add(word: Document, xml: str) -> None:
    from docx.oxml import parse_xml

    word.element.body[-1].addprevious(parse_xml(xml))  # the last element of a body describes its pages


class _AnnexTable:
    """The annex of one plan while it is written."""

    def __init__(self, word: Document, annex: PrintedAnnex, budget: Budget) -> None:
        self.word, self.annex, self.budget = word, annex, budget

    def write(self) -> None:
        """Titles, unit, table, notes."""
        for number, one in enumerate(self.annex.above):
            self._page_line(one, "right" if one.look is LineLook.UNIT else "center", heading=0 if number else 1)
        rows = [[self._cell(row, one, bold=False) for one in self.annex.order] for row in self.annex.rows]
        if self.annex.totals:
            rows.insert(self.annex.totals_at, self._totals(self.annex.totals))
        add_table(self.word, self._widths(), tuple(self._header()), rows)
        for one in self.annex.below:
            self._page_line(one, "left")

    def _page_line(self, one: PageLine, align: str, heading: int = 0) -> None:
        """A line around the table; texts side by side stand in a table without lines."""
        size, bold = 14 if align == "center" else 13, one.look is LineLook.TITLE
        texts = [
            line(
                text,
                align if len(one.texts) == 1 else "center",
                size=size,
                bold=bold,
                italic=not bold,
                heading=heading,
            )
            for text in one.texts
        ]
        width = [_TEXT_WIDTH / len(texts)] * len(texts)
        _add(self.word, texts[0] if len(texts) == 1 else in_cells(width, [texts], bordered=False))

    def _widths(self) -> list[float]:
        wide = [self._width(one) for one in self.annex.order]
        narrow = min(1.0, (_TEXT_WIDTH - 60) / sum(wide))
        left = _TEXT_WIDTH - sum(wide) * narrow
        return [width * narrow if width else left for width in wide]

    def _width(self, one: str | int) -> float:
        """Millimetres of a column, in which its longest figure stands on one line; 0 for the names."""
        if isinstance(one, int):
            least = _WIDTHS["total" if self.annex.columns[one].is_total else "year"]
            return max(least, self.annex.longest(one, self.budget.unit) * _FIGURE + 5)
        return _WIDTHS["source" if one == "note" else one]

    def _header(self) -> Iterator[list[WordCell]]:
        """The rows of the header; a heading over several rows begins in the first and goes on in the others."""
        areas = sorted(self.annex.header, key=lambda area: area.left)
        for row in range(1 + max(area.bottom for area in areas)):
            here = (area for area in areas if area.top <= row <= area.bottom)
            yield [self._heading(area, row) for area in here]

    def _heading(self, area: HeaderArea, row: int) -> WordCell:
        merge = Merge.NO if area.top == area.bottom else Merge.BEGINS if row == area.top else Merge.GOES_ON
        text = area.text if row == area.top else ""
        return WordCell(text, "center", bold=True, span=1 + area.right - area.left, merge=merge)

    def _totals(self, row: AnnexRow) -> list[WordCell]:
        """The name reaches over the column of numbers before it."""
        wide = self.annex.order[:2] == ("stt", "name")
        label = WordCell(row.name, "center", bold=True, span=1 + wide)
        cells = [label if one == "name" else self._cell(row, one, bold=True) for one in self.annex.order]
        return cells[wide:]

    def _cell(self, row: AnnexRow, one: str | int, *, bold: bool) -> WordCell:
        if isinstance(one, int):
            column, text = self.annex.columns[one], figure_text(row.figures[one], self.budget.unit)
            return WordCell(text, "left" if column.is_words else "right", bold=bold or column.is_total)
        if one == "name":
            return WordCell(row.name, level=row.level)
        text = {"stt": row.stt, "source": row.source}.get(one, row.note) or ""
        return WordCell(text, "left" if one == "note" else "center", bold=bold)


def _calendar(word: Document, dossier: Dossier, language: Language) -> None:
    """The reporting calendar of a plan, if it has one; what all its rows have in common stands above them."""
    table = deadline_table([dossier])
    table = table.without(*(column.key for column in table.columns if column.key in _LEFT_OUT))
    records = [row.cells for row in table.rows if isinstance(row, TableRow)]
    if not records:
        return
    _new_page(word)
    _add(word, line(language.say(_("Reporting calendar")).upper(), bold=True, heading=1))
    if dossier.plan.title:
        _add(word, line(dossier.plan.title, bold=True))
    shown = table
    for column, cells in zip(table.columns, zip(*records, strict=True), strict=True):
        once = {said(cell, language) for cell in cells}
        if column.key in _SAID_ONCE and len(once) == 1:
            _add(word, line(f"{said(column.header, language)}: {once.pop()}", "left", size=13))
            shown = shown.without(column.key)
    header = [WordCell(said(column.header, language), "center", bold=True) for column in shown.columns]
    rows = (
        [WordCell(said(cell, language)) for cell in row.cells] for row in shown.rows if isinstance(row, TableRow)
    )
    wide = sum(_DATE_WIDTHS.get(column.key, 0) for column in shown.columns)
    others = sum(column.key not in _DATE_WIDTHS for column in shown.columns)
    widths = [_DATE_WIDTHS.get(column.key, (_TEXT_WIDTH - wide) / max(others, 1)) for column in shown.columns]
    add_table(word, widths, (header,), rows)
    for text in became(dossier.schedule.occurrences, dossier.names):
        _add(word, line(language.say(text), "left", size=12))
