"""The files that are made of layouts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from docx import Document
from docx.shared import Cm
from docx.table import _Cell
from xlsxwriter import Workbook

from tests.annexes.layout import Cell, Layout, Row

Area = tuple[int, int, int, int]


def data_of(layout: Layout) -> bytes:
    """The bytes of its file."""
    return WRITERS[layout.suffix](layout)


def file_name(layout: Layout) -> str:
    """The name of its file."""
    return f"{layout.name}.{'txt' if layout.suffix == 'blanks' else layout.suffix}"


def parts(layout: Layout) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Its sheets or pages: the name of each, and its rows. A row `= Name` begins one."""
    title, rows = "Sheet1", list[Row]()
    for row in layout.rows:
        if row.is_break:
            if rows:
                yield title, tuple(rows)
            title, rows = row.cells[0].text, []
        else:
            rows.append(row)
    yield title, tuple(rows)


def areas(rows: tuple[Row, ...]) -> Iterator[Area]:
    """The merged areas: first and last row, first and last column."""
    marks = {
        (at, column): cell.text
        for at, row in enumerate(rows)
        for column, cell in enumerate(row.cells)
        if not cell.bold or cell.text
    }
    for (at, column), text in marks.items():
        if text in ("<", "^"):
            continue
        right, below = column, at
        while marks.get((at, right + 1)) == "<":
            right += 1
        while all(marks.get((below + 1, one)) == "^" for one in range(column, right + 1)):
            below += 1
        if (right, below) != (column, at):
            yield at, below, column, right


def workbook(layout: Layout) -> bytes:
    """An .xlsx with real numbers, merges, bold, indents, formulas with stored values."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    for title, rows in parts(layout):
        sheet = book.add_worksheet(title)
        for top, bottom, left, right in areas(rows):
            sheet.merge_range(top, left, bottom, right, "")
        for at, row in enumerate(rows):
            if row.hidden:
                sheet.set_row(at, None, None, {"hidden": True})
            for column, cell in enumerate(row.cells):
                if cell.text not in ("<", "^"):
                    write(book, sheet, (at, column), cell, layout.font)
    book.close()
    return buffer.getvalue()


def write(book: Workbook, sheet: Any, place: tuple[int, int], cell: Cell, font: str | None) -> None:
    """One cell of a workbook."""
    number = None if cell.kept_as_text else cell.number
    shown = "#,##0.##" if number is not None and number % 1 else "#,##0"
    named = {"font_name": ".VnTime"} if font == "tcvn3" else {}
    form = book.add_format({"bold": cell.bold, "indent": cell.indent, "num_format": shown, **named})
    if cell.raised:
        sheet.write_rich_string(*place, form, cell.text, book.add_format({"font_script": 1}), cell.raised, form)
    elif cell.formula and number is not None:
        sheet.write_formula(*place, cell.formula, form, value=float(number))
    elif number is not None:
        sheet.write_number(*place, float(number), form)
    elif cell.text:
        sheet.write_string(*place, in_font(cell.text, font), form)


def document(layout: Layout) -> bytes:
    """A .docx: titles as paragraphs, each run of table rows as one table."""
    page = Document()
    for title, rows in parts(layout):
        if title != "Sheet1":
            page.add_paragraph(title)
        for in_table, some in groupby(rows, key=lambda row: len(row.cells) > 1):
            block = tuple(some)
            if not in_table:
                for row in block:
                    page.add_paragraph(row.cells[0].text)
                continue
            table = page.add_table(len(block), max(len(row.cells) for row in block))
            for at, row in enumerate(block):
                for column, cell in enumerate(row.cells):
                    if cell.text not in ("<", "^"):
                        fill(table.cell(at, column), cell)
            for top, bottom, left, right in areas(block):
                table.cell(top, left).merge(table.cell(bottom, right))
    buffer = io.BytesIO()
    page.save(buffer)
    return buffer.getvalue()


def fill(place: _Cell, cell: Cell) -> None:
    """The runs of one cell."""
    paragraph = place.paragraphs[0]
    run = paragraph.add_run(cell.text)
    run.bold = cell.bold or None
    if cell.indent:
        paragraph.paragraph_format.left_indent = Cm(0.5 * cell.indent)
    if cell.raised:
        paragraph.add_run(cell.raised).font.superscript = True
    if cell.hidden:
        paragraph.add_run(cell.hidden).font.hidden = True


def joined(separator: str) -> Callable[[Layout], bytes]:
    """A writer of text with its cells joined."""

    def write(layout: Layout) -> bytes:
        lines = []
        for title, rows in parts(layout):
            if title != "Sheet1":
                lines.append(title)
            for row in rows:
                texts = ["" if cell.text in ("<", "^") else page_text(cell, layout) for cell in row.cells]
                if separator == " ":
                    texts = [text for text in texts if text]
                lines.append(separator.join(texts).rstrip())
        return ("\n".join(lines) + "\n").encode()

    return write


def page_text(cell: Cell, layout: Layout) -> str:
    """A cell in a file of text."""
    text = cell.text if cell.number is None else cell.text.replace(".", layout.thousands)
    return text + cell.raised


TCVN3 = dict(
    zip(
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐĂÂÊÔƠƯ",
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ®§¡¢£¤¥¦",
        strict=True,
    )
)
"""The letters of the fonts .VnTime and their like; large ones with a tone are the small ones of another font."""


def in_font(text: str, font: str | None) -> str:
    """A text as it stands in the file when it was typed for an old font."""
    if font != "tcvn3":
        return text
    return "".join(TCVN3.get(letter, TCVN3.get(letter.lower(), letter)) for letter in text)


WRITERS: Mapping[str, Callable[[Layout], bytes]] = {
    "xlsx": workbook,
    "docx": document,
    "txt": joined("\t"),
    "csv": joined(";"),
    "blanks": joined(" "),
}
