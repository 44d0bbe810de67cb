"""The files that are made of layouts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any
from unicodedata import normalize
from xml.sax.saxutils import escape
from zipfile import ZipFile

from docx import Document
from docx.shared import Cm
from docx.table import _Cell
from xlsxwriter import Workbook

from tests.annexes.layout import Cell, Layout, Row

Area = tuple[int, int, int, int]
FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times"}


def data_of(layout: Layout) -> bytes:
    """The bytes of its file."""
    return WRITERS[layout.suffix](layout)


def file_name(layout: Layout) -> str:
    """The name of its file."""
    return f"{layout.name}.{ENDINGS.get(layout.suffix, layout.suffix)}"


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
        for at, role in enumerate(rows[0].columns if rows else ()):
            if role == "h":
                sheet.set_column(at, at, None, None, {"hidden": True})
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
    named = {"font_name": FONTS[font]} if font else {}
    form = book.add_format({"bold": cell.bold, "indent": cell.indent, "num_format": shown, **named})
    if cell.raised:
        sheet.write_rich_string(*place, form, cell.text, book.add_format({"font_script": 1}), cell.raised, form)
    elif cell.formula and number is not None:
        sheet.write_formula(*place, cell.formula, form, value=float(number))
    elif number is not None:
        sheet.write_number(*place, float(number), form)
    elif cell.text:
        sheet.write_string(*place, in_font(cell.text, font), form)


ODS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def open_document(layout: Layout) -> bytes:
    """An .ods with real numbers, merges, bold, formulas with stored values."""
    tables = []
    for title, rows in parts(layout):
        wide = {(top, left): (bottom - top + 1, right - left + 1) for top, bottom, left, right in areas(rows)}
        lines = (
            "".join(ods_cell(cell, wide.get((at, column))) for column, cell in enumerate(row.cells))
            for at, row in enumerate(rows)
        )
        body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
        tables.append(f'<table:table table:name="{title}">{body}</table:table>')
    content = (
        f'<office:document-content {ODS}><office:automatic-styles><style:style style:name="b">'
        '<style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="r">'
        '<style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as package:
        package.writestr("content.xml", content)
    return buffer.getvalue()


def ods_cell(cell: Cell, spanned: tuple[int, int] | None) -> str:
    """The element of one cell."""
    if cell.text in ("<", "^"):
        return "<table:covered-table-cell/>"
    said = ' table:style-name="b"' if cell.bold else ""
    if spanned:
        said += ' table:number-rows-spanned="{}" table:number-columns-spanned="{}"'.format(*spanned)
    if cell.formula:
        named = re.sub(r"([A-Z]+[0-9]+)(?::([A-Z]+[0-9]+))?", _in_ods, cell.formula.removeprefix("="))
        said += f' table:formula="of:={named.replace(",", ";")}"'
    if cell.number is not None and not cell.kept_as_text and not cell.raised:
        said += f' office:value-type="float" office:value="{cell.number}"'
    raised = f'<text:span text:style-name="r">{escape(cell.raised)}</text:span>' if cell.raised else ""
    words = f"<text:p>{escape(cell.text)}{raised}</text:p>" if cell.text else ""
    return f"<table:table-cell{said}>{words}</table:table-cell>"


def _in_ods(found: re.Match[str]) -> str:
    return f"[.{found[1]}:.{found[2]}]" if found[2] else f"[.{found[1]}]"


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
            places = [row.cells for row in table.rows]
            for at, row in enumerate(block):
                for column, cell in enumerate(row.cells):
                    if cell.text not in ("<", "^"):
                        fill(places[at][column], cell)
            for top, bottom, left, right in areas(block):
                places[top][left].merge(places[bottom][right])
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
                if separator in " \n":
                    texts = [text for text in texts if text]
                lines.append(separator.join(texts).rstrip())
        return ("\n".join(lines) + "\n").encode()

    return write


def page_text(cell: Cell, layout: Layout) -> str:
    """A cell in a file of text."""
    text = cell.text if cell.number is None else cell.text.replace(".", layout.thousands)
    return text + cell.raised


def quoted(layout: Layout) -> bytes:
    """Values parted by commas, as programs outside Vietnam write them: a cell with a comma in quotes."""
    lines = []
    for _title, rows in parts(layout):
        for row in rows:
            texts = ["" if cell.text in ("<", "^") else page_text(cell, layout) for cell in row.cells]
            lines.append(",".join(f'"{text}"' if "," in text else text for text in texts))
    return ("\n".join(lines) + "\n").encode()


def markdown(layout: Layout) -> bytes:
    """A page in Markdown: rows of more than one cell are a table, its first row the header."""
    lines, in_table = [], False
    for _title, rows in parts(layout):
        for row in rows:
            texts = ["" if cell.text in ("<", "^") else page_text(cell, layout) for cell in row.cells]
            if len(texts) == 1:
                lines += [texts[0], ""]
                in_table = False
                continue
            lines.append(f"| {' | '.join(texts)} |")
            if not in_table:
                lines.append(f"|{'|'.join('---' if role in '#nt' else '---:' for role in row.columns)}|")
            in_table = True
    return ("\n".join(lines) + "\n").encode()


def aligned(layout: Layout) -> bytes:
    """Columns in line by blanks alone, as a page laid out as text: figures to the right, words to the left."""
    lines = []
    for _title, rows in parts(layout):
        table = [row for row in rows if len(row.cells) > 1]
        widths = [max(len(row.cells[c].text) for row in table) for c in range(len(table[0].cells))]
        for row in rows:
            texts = [page_text(cell, layout) for cell in row.cells]
            pairs = zip(texts, widths, layout_roles(row), strict=False) if len(texts) > 1 else ()
            wide = [text.ljust(width) if role in "#nt" else text.rjust(width) for text, width, role in pairs]
            lines.append(("   ".join(wide) if wide else texts[0]).rstrip())
    return ("\n".join(lines) + "\n").encode()


def layout_roles(row: Row) -> tuple[str, ...]:
    """The roles of its columns."""
    return row.columns


TCVN3 = dict(
    zip(
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐĂÂÊÔƠƯ",
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ®§¡¢£¤¥¦",
        strict=True,
    )
)
"""The letters of the fonts .VnTime and their like; large ones with a tone are the small ones of another font."""


VNI_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_HATS = {"â": "aâ", "ă": "aê", "ê": "eâ", "ô": "oâ", "ơ": "ô", "ư": "ö", "đ": "ñ"}
VNI_BOTH = {"\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_BREVE = {"\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
VNI_I = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def in_vni(text: str) -> str:
    """A text as it stands in the file when it was typed for VNI: the mark of a letter is a sign after it."""
    return "".join(map(_letter_in_vni, text))


def _letter_in_vni(letter: str) -> str:
    small = letter.lower()
    if small in VNI_I:
        return _like(letter, VNI_I[small])
    parts = normalize("NFD", small)
    tone = next((mark for mark in parts if mark in VNI_TONES), "")
    plain = normalize("NFC", parts.replace(tone, "")) if tone else small
    if tone and plain in ("â", "ê", "ô"):
        return _like(letter, VNI_HATS[plain][0] + VNI_BOTH[tone])
    if tone and plain == "ă":
        return _like(letter, "a" + VNI_BREVE[tone])
    return _like(letter, VNI_HATS.get(plain, plain) + VNI_TONES.get(tone, ""))


def _like(letter: str, text: str) -> str:
    return text.upper() if letter.isupper() else text


def in_font(text: str, font: str | None) -> str:
    """A text as it stands in the file when it was typed for an old font."""
    if font == "vni":
        return in_vni(text)
    if font != "tcvn3":
        return text
    return "".join(TCVN3.get(letter, TCVN3.get(letter.lower(), letter)) for letter in text)


WRITERS: Mapping[str, Callable[[Layout], bytes]] = {
    "xlsx": workbook,
    "ods": open_document,
    "docx": document,
    "txt": joined("\t"),
    "csv": joined(";"),
    "semicolons": joined(";"),
    "blanks": joined(" "),
    "lines": joined("\n"),
    "csv,": quoted,
    "md": markdown,
    "aligned": aligned,
    "pipes": joined(" | "),
}
ENDINGS = {"semicolons": "txt", "blanks": "txt", "lines": "txt", "aligned": "txt", "pipes": "txt", "csv,": "csv"}
