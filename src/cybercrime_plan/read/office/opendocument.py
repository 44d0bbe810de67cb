"""OpenDocument workbooks (.ods), from their plain XML: values, formulas, errors, merges, looks, what is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import SheetCell
from cybercrime_plan.language import _
from cybercrime_plan.read.annex.vocabulary import DASHES
from cybercrime_plan.read.grid import (
    AS_IT_IS,
    RAISED,
    Area,
    Content,
    Grid,
    GridCell,
    Shown,
    blank_cell,
    cell_name,
    clean,
)
from cybercrime_plan.read.office.package import (
    MAX_COLUMNS,
    MAX_MERGES,
    MAX_ROWS,
    check_package,
    damaged,
    fits,
    left_out,
    repeated,
    some,
)
from cybercrime_plan.read.office.values import CellStyle, cell_of, currency_beside, sheet_of

_TABLE, _TEXT, _OFFICE, _STYLE, _FO, _NUMBER = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("table", "text", "office", "style", "xsl-fo-compatible", "datastyle")
)
_CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CENTIMETRES: Final = re.compile(r"([0-9.]{1,9})cm")
_STEP: Final = 0.353
"""One step of indent, in centimetres."""
_PLAIN: Final = CellStyle()


def read_opendocument(data: bytes) -> tuple[Grid, ...]:
    """Every sheet of cells, hidden ones too.

    Raises:
        InputError: protected by a password, damaged, larger than any annex, or with a table within a cell.
    """
    check_package(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if "content.xml" not in package.namelist():
            raise damaged()
        parts = [package.read(name) for name in ("styles.xml", "content.xml") if name in package.namelist()]
    try:
        return some(tuple(_sheets(parts)))
    except (ET.ParseError, ValueError):
        raise damaged() from None


def _sheets(parts: Sequence[bytes]) -> Iterator[Grid]:
    """The sheets, each row forgotten as soon as it is read."""
    looks = _Looks()
    sheet: _SheetRows | None = None
    for event, element in _elements(parts):
        if event == "start":
            if element.tag == f"{_TABLE}table" and sheet is not None:
                told = _(
                    "a table stands within a cell of sheet {sheet}, and what follows it cannot be read",
                    sheet=sheet.name,
                )
                raise InputError(told, _("take it out, or save the file as .xlsx"))
            if element.tag == f"{_TABLE}table":
                sheet = _SheetRows(element.get(f"{_TABLE}name", ""), looks.styles, looks.raised)
        elif sheet is None or element.tag == f"{_STYLE}style":
            looks.take(element)
        elif element.tag == f"{_TABLE}table-column":
            sheet.add_column(element)
        elif element.tag == f"{_TABLE}table-row":
            sheet.add_row(element)
            element.clear()
        elif element.tag == f"{_TABLE}table":
            yield sheet.grid(is_hidden=element.get(f"{_TABLE}style-name") in looks.unseen)
            sheet = None


def _elements(parts: Sequence[bytes]) -> Iterator[tuple[str, ET.Element]]:
    """Where each element begins and ends, but for what was last seen of another file by a link: no sheet."""
    linked = False
    for part in parts:
        for event, element in ET.iterparse(io.BytesIO(part), ("start", "end")):  # noqa: S314 - see check_package
            if element.tag == f"{_TABLE}dde-link":
                linked = event == "start"
            elif not linked:
                yield event, element


class _Looks:
    """The styles of a workbook by their names.

    Attributes:
        styles: what each does to a cell.
        unseen: those of hidden sheets.
        raised: those that set words above the line.
    """

    def __init__(self) -> None:
        self.styles: dict[str, CellStyle] = {}
        self.unseen: set[str] = set()
        self.raised: set[str] = set()
        self._formats: dict[str, Shown] = {}

    def take(self, element: ET.Element) -> None:
        """Take down a style or a format of numbers."""
        name = element.get(f"{_STYLE}name", "")
        if element.tag in _FORMATS:
            self._formats[name] = _shown(element, self._formats)
        elif element.tag == f"{_STYLE}style":
            shown = self._formats.get(element.get(f"{_STYLE}data-style-name", ""), AS_IT_IS)
            self.styles[name] = _look(element)._replace(shown=shown)
            if element.find(f"{_STYLE}table-properties[@{_TABLE}display='false']") is not None:
                self.unseen.add(name)
            if any(one.get(f"{_STYLE}text-position", "").startswith("super") for one in element):
                self.raised.add(name)


_FORMATS: Final = frozenset(f"{_NUMBER}{kind}-style" for kind in ("number", "currency", "percentage", "text"))


def _shown(style: ET.Element, known: Mapping[str, Shown]) -> Shown:
    """What a format of numbers makes of them; of one in several parts what it makes of those above zero."""
    number, words = style.find(f"{_NUMBER}number"), "".join(one.text or "" for one in style.iter(f"{_NUMBER}text"))
    parts = {
        part.get(f"{_STYLE}condition", ""): known.get(part.get(f"{_STYLE}apply-style-name", ""), AS_IT_IS)
        for part in style.iter(f"{_STYLE}map")
    }
    if parts:
        zero = parts.get("value()=0", Shown(literal=words))
        above = next(iter(parts.values()))
        return above._replace(zero_as_dash=number is None and (zero.literal or "").strip() in DASHES)
    if number is None:
        return Shown(literal=words) if words and style.tag != f"{_NUMBER}text-style" else AS_IT_IS
    decimals, factor = (number.get(f"{_NUMBER}{what}", "") for what in ("decimal-places", "display-factor"))
    return Shown(
        divided_by=int(factor) if re.fullmatch("1(000){1,3}", factor) else 1,
        decimals=int(decimals) if decimals.isdecimal() else None,
        currency=currency_beside((words, *(one.text or "" for one in style.iter(f"{_NUMBER}currency-symbol")))),
    )


def _look(style: ET.Element) -> CellStyle:
    """What a style does to the words of a cell."""
    letters, paragraph = (style.find(f"{_STYLE}{what}-properties") for what in ("text", "paragraph"))
    margin = None if paragraph is None else _CENTIMETRES.fullmatch(paragraph.get(f"{_FO}margin-left", ""))
    bold = letters is not None and letters.get(f"{_FO}font-weight") == "bold"
    return CellStyle(indent=round(float(margin[1]) / _STEP) if margin else 0, bold=bold)


class _SheetRows:
    """One sheet, taken down row by row: only what is filled, however often its file repeats the rest."""

    def __init__(self, name: str, styles: Mapping[str, CellStyle], raised: Container[str]) -> None:
        self.name = name
        self._styles = styles
        self._raised = raised
        self._of_columns: list[str] = []
        self._rows: list[tuple[int, int, list[tuple[int, int, GridCell]]]] = []
        self._merges: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._height = self._width = self._next = 0

    def add_column(self, column: ET.Element) -> None:
        """Take down the style of columns side by side, and whether they are shown."""
        first = len(self._of_columns)
        count = min(repeated(column, "columns"), MAX_COLUMNS - first)
        self._of_columns += [column.get(f"{_TABLE}default-cell-style-name", "")] * count
        if column.get(f"{_TABLE}visibility", "visible") != "visible":
            self._hidden_columns.update(range(first, first + count))

    def add_row(self, row: ET.Element) -> None:
        """Take down the filled cells of a row, and of its like below it."""
        top, count = self._next, repeated(row, "rows")
        self._next += count
        found: list[tuple[int, int, GridCell]] = []
        column = 0
        for cell in row:
            times = repeated(cell, "columns")
            if cell.tag == f"{_TABLE}table-cell" and (made := self._made(cell, top, column)):
                found.append((column, times, made))
            column += times
        if not found:
            return
        self._rows.append((top, count, found))
        self._height, self._width = top + count, max(self._width, found[-1][0] + found[-1][1])
        if row.get(f"{_TABLE}visibility", "visible") != "visible":
            self._hidden_rows.update(range(top, top + min(count, MAX_ROWS)))

    def _made(self, cell: ET.Element, row: int, column: int) -> GridCell:
        """What a cell holds; its merged area is taken down as well."""
        place = SheetCell(self.name, cell_name(row, column))
        down, across = (int(cell.get(f"{_TABLE}number-{what}-spanned", "1")) for what in ("rows", "columns"))
        if down * across > 1 and len(self._merges) < MAX_MERGES:
            self._merges.append(Area(row, column, row + down - 1, column + across - 1))
        own = self._of_columns[column] if column < len(self._of_columns) else ""
        style = self._styles.get(cell.get(f"{_TABLE}style-name", own), _PLAIN)
        text = "\n".join(_text(one, self._raised) for one in cell if one.tag == f"{_TEXT}p")
        # in the words of Excel: `of:=SUM([.C7:.C8])` is SUM(C7:C8)
        _prefix, sign, printed = cell.get(f"{_TABLE}formula", "").partition("=")
        plain = _REFERENCE.sub(lambda one: one[1].replace(":.", ":").removeprefix(".").replace(".", "!"), printed)
        formula = plain.replace(";", ",") if sign else None
        kind = cell.get(f"{_CALC}value-type") or cell.get(f"{_OFFICE}value-type")
        value = cell.get(f"{_OFFICE}value")
        if kind in {"float", "currency", "percentage"} and value is not None:
            return cell_of(float(value), place, style, formula)
        if kind in {"error", "boolean", "date", "time"}:
            day = cell.get(f"{_OFFICE}date-value", "")
            if text.isdecimal() and day.startswith(f"{text}-"):  # a date of which the year alone is shown
                return GridCell(text, place, Content.NUMBER, formula)
            return GridCell(day or clean(text), place, Content.UNREADABLE, formula)
        if formula and not text and kind is None:
            return GridCell(f"={formula}", place, Content.UNREADABLE, formula)
        return cell_of(text or cell.get(f"{_OFFICE}string-value"), place, style, formula)

    def grid(self, *, is_hidden: bool) -> Grid:
        """The sheet, its repeated cells spread out."""
        name, height, width = self.name, self._height, self._width
        if not fits(height, width):
            return left_out(name)
        rows = [[blank_cell(SheetCell(name, cell_name(r, c))) for c in range(width)] for r in range(height)]
        for top, count, found in self._rows:
            for row in range(top, top + count):
                for first, times, cell in found:
                    for column in range(first, first + times):
                        rows[row][column] = cell._replace(place=rows[row][column].place)
        hidden = frozenset(self._hidden_rows), frozenset(c for c in self._hidden_columns if c < width)
        return sheet_of(name, rows, self._merges, hidden, is_hidden=is_hidden)


def _text(paragraph: ET.Element, raised: Container[str]) -> str:
    """The words of a paragraph; blanks that stand side by side are elements of their own, raised digits stay so."""
    parts = [paragraph.text or ""]
    for one in paragraph:
        if one.tag == f"{_TEXT}s":
            parts.append(" " * min(int(one.get(f"{_TEXT}c", "1")), 100))
        elif one.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            parts.append("\n" if one.tag.endswith("break") else " ")
        elif one.tag in {f"{_TEXT}span", f"{_TEXT}a"}:
            stands_up = one.get(f"{_TEXT}style-name") in raised
            parts.append(_text(one, raised).translate(RAISED if stands_up else {}))
        parts.append(one.tail or "")
    return "".join(parts)


_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
