"""The annex as a Word document, in the manner of Decree 30/2020, with the reporting calendar behind it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cybercrime_plan.language import Language, _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Cell, Money, in_unit
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.exports.annex import NAME, SOURCE, STT, TOTAL, Annex, AnnexRow, annex_of
from cybercrime_plan.render.exports.dossier import Dossier, issued, newest_day, titled
from cybercrime_plan.render.exports.tables import deadline_table
from cybercrime_plan.render.table import Row, said

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_FONT = "Times New Roman"
_MARGINS = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
"""Millimetres; Decree 30/2020, annex I: 20 to 25 above and below, 30 to 35 left, 15 to 20 right."""
_TEXT_WIDTH = 297 - 30 - 15
_WIDTHS = {"stt": 16, "year": 20, "total": 22, "source": 40}
"""Millimetres of each column; the names take what is left."""
_ZIPPED_ON = (1980, 1, 1, 0, 0, 0)
_DATES = ("title", "limit", "due", "target", "weekday", "from_whom", "to")


def document(dossiers: Sequence[Dossier], language: Language) -> bytes:
    """The bytes of a .docx file; the same plans give the same bytes."""
    from docx import Document

    word = Document()
    _prepare(word, dossiers)
    for number, dossier in enumerate(dossiers):
        if number:
            _new_page(word)
        if dossier.plan.budget:
            _Annex(word, annex_of(dossier.plan, dossier.plan.budget), dossier.plan.budget).write()
        _calendar(word, dossier, language)
    buffer = io.BytesIO()
    word.save(buffer)
    return _fixed(buffer.getvalue())


def _fixed(packed: bytes) -> bytes:
    """The same package with the same date on every part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, _ZIPPED_ON), old.read(part), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _prepare(word: Document, dossiers: Sequence[Dossier]) -> None:
    """A4 across, Times New Roman 13, and properties that do not change with the day."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for margin, width in _MARGINS.items():
        setattr(section, margin, Mm(width))
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(0)
    properties = word.core_properties
    properties.title, properties.author, properties.language = titled(dossiers), issued(dossiers), "vi-VN"
    properties.created = properties.modified = newest_day(dossiers).replace(tzinfo=None)
    properties.last_modified_by, properties.comments = "", ""


def _new_page(word: Document) -> None:
    from docx.enum.text import WD_BREAK

    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _paragraph(
    word: Document, text: str, align: str, *, size: int = 14, bold: bool = False, italic: bool = False
) -> None:
    _fill(word.add_paragraph(), text, align, size=size, bold=bold, italic=italic)


def _fill(
    paragraph: Paragraph, text: str, align: str, *, size: int = 13, bold: bool = False, italic: bool = False
) -> None:
    from docx.enum import text as enum
    from docx.shared import Pt

    run = paragraph.add_run(visible(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = enum.WD_PARAGRAPH_ALIGNMENT[align]


def _put(cell: _Cell, text: str, align: str = "LEFT", *, bold: bool = False, level: int = 0) -> None:
    """The text of a cell, in the middle of its height."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Mm, Pt

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    _fill(paragraph, text, align, bold=bold)
    if level:
        paragraph.paragraph_format.left_indent = Mm(4 * level)


def _repeat(table: WordTable, rows: int) -> None:
    """Print the header again on every page, and no row over the edge of one."""
    from docx.oxml import OxmlElement

    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way to say it
        properties.append(OxmlElement("w:cantSplit"))
        if number < rows:
            properties.append(OxmlElement("w:tblHeader"))


def _grid(word: Document, rows: int, widths: Sequence[float]) -> WordTable:
    """A bordered table with columns of these widths, in millimetres."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    table: WordTable = word.add_table(rows, len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


class _Annex:
    """The annex of one plan while it is written; columns count from 0."""

    def __init__(self, word: Document, annex: Annex, budget: Budget) -> None:
        self.word, self.annex, self.budget = word, annex, budget
        self.name = 1 if annex.has_stt else 0
        self.first = self.name + 1
        self.total = self.first + len(annex.years)
        self.source = self.total + annex.has_totals

    def write(self) -> None:
        """Titles, unit, table, notes."""
        for number, title in enumerate(self.annex.titles):
            _paragraph(self.word, title, "CENTER", bold=number < 2, italic=number > 1)  # noqa: PLR2004 - name and title
        _paragraph(self.word, self.annex.unit, "RIGHT", size=13, italic=True)
        rows = 2 + len(self.annex.rows) + (self.annex.totals is not None)
        table = _grid(self.word, rows, self._widths())
        cells = [list(row.cells) for row in table.rows]
        self._header(cells)
        for number, row in enumerate(self.annex.rows, 2):
            self._line(cells[number], row)
        if self.annex.totals:
            self._totals(cells[-1], self.annex.totals)
        _repeat(table, 2)
        for note in self.annex.notes:
            _paragraph(self.word, note, "LEFT", size=13, italic=True)

    def _widths(self) -> list[float]:
        kinds = ["stt"] * self.annex.has_stt
        kinds += ["name", *(["year"] * len(self.annex.years))]
        kinds += ["total"] * self.annex.has_totals + ["source"] * self.annex.has_sources
        narrow = min(1.0, (_TEXT_WIDTH - 60) / sum(_WIDTHS.get(kind, 0) for kind in kinds))
        fixed = {kind: width * narrow for kind, width in _WIDTHS.items()}
        left = _TEXT_WIDTH - sum(fixed.get(kind, 0) for kind in kinds)
        return [fixed.get(kind, left) for kind in kinds]

    def _header(self, cells: list[list[_Cell]]) -> None:
        above, below = cells[0], cells[1]
        titles = {self.name: NAME} | ({0: STT} if self.annex.has_stt else {})
        titles |= {self.total: TOTAL} if self.annex.has_totals else {}
        titles |= {self.source: SOURCE} if self.annex.has_sources else {}
        for column, title in titles.items():
            _put(above[column].merge(below[column]), title, "CENTER", bold=True)
        _put(above[self.first].merge(above[self.total - 1]), self.annex.heading, "CENTER", bold=True)
        for column, year in enumerate(self.annex.years, self.first):
            _put(below[column], str(year), "CENTER", bold=True)

    def _line(self, cells: list[_Cell], row: AnnexRow) -> None:
        if self.annex.has_stt:
            _put(cells[0], row.stt or "", "CENTER")
        _put(cells[self.name], row.name, level=row.level)
        self._amounts(cells, row, bold=False)

    def _totals(self, cells: list[_Cell], row: AnnexRow) -> None:
        label = cells[0].merge(cells[self.name]) if self.annex.has_stt else cells[0]
        _put(label, row.name, "CENTER", bold=True)
        self._amounts(cells, row, bold=True)

    def _amounts(self, cells: list[_Cell], row: AnnexRow, *, bold: bool) -> None:
        for column, amount in enumerate(row.cells, self.first):
            _put(cells[column], self._figure(amount), "RIGHT", bold=bold)
        if self.annex.has_totals:
            _put(cells[self.total], self._figure(row.total), "RIGHT", bold=True)
        if self.annex.has_sources:
            _put(cells[self.source], row.source or "", "CENTER", bold=bold)

    def _figure(self, amount: Cell) -> str:
        if isinstance(amount, Money):
            return in_unit(amount, self.budget.unit)
        return "" if amount is None else str(amount)


def _calendar(word: Document, dossier: Dossier, language: Language) -> None:
    """The reporting calendar of a plan, if it has one."""
    table = deadline_table([dossier]).only(*_DATES)
    records = [row for row in table.rows if isinstance(row, Row)]
    if not records:
        return
    _new_page(word)
    _paragraph(word, language.say(_("Reporting calendar")).upper(), "CENTER", bold=True)
    if dossier.plan.title:
        _paragraph(word, dossier.plan.title, "CENTER", bold=True)
    drawn = _grid(word, len(records) + 1, (42, 28, 30, 28, 16, 46, 62))
    cells = [list(row.cells) for row in drawn.rows]
    for column, heading in zip(cells[0], table.columns, strict=True):
        _put(column, said(heading.header, language), "CENTER", bold=True)
    for row, record in zip(cells[1:], records, strict=True):
        for cell, value in zip(row, record.cells, strict=True):
            _put(cell, said(value, language))
    _repeat(drawn, 1)
