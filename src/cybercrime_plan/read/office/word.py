"""Documents of today (.docx), through python-docx: paragraphs and tables in their order, as one grid."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cybercrime_plan.findings import Place, SheetCell
from cybercrime_plan.language import _
from cybercrime_plan.read.grid import Area, Content, Grid, GridCell, Remark, cell_name, clean, has_unseen
from cybercrime_plan.read.office.lists import ListNumbers
from cybercrime_plan.read.office.package import check_document, check_extent, check_package, damaged

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"}
_UNSEEN = {f"{_W}del", f"{_W}moveFrom", _FALLBACK}
_CHANGES = (f"{_W}ins", f"{_W}del", f"{_W}moveFrom")


def read_word(data: bytes) -> tuple[Grid, ...]:
    """The body of a document: a row for each paragraph and for each row of a table.

    The cells of the first table stand at `table1!A1` and so on, paragraphs at `text!P1`. Text inserted while
    changes are tracked counts, deleted and hidden text does not. What is raised or lowered behind a number is
    its note.

    Raises:
        InputError: protected by a password, damaged, or larger than any annex.
    """
    check_package(data)
    check_document(data)
    from docx import Document

    try:
        body = Document(io.BytesIO(data)).element.body
    except Exception:  # noqa: BLE001 - python-docx fails in many ways on a damaged file
        raise damaged() from None
    return (_grid(body),)


def _grid(body: Any) -> Grid:
    rows: list[list[GridCell]] = []
    merges: list[Area] = []
    said: list[Remark] = []
    paragraphs = tables = 0
    for block in _children(body, "p", "tbl"):
        if block.tag == f"{_W}tbl":
            tables += 1
            merges.extend(_table(block, f"table{tables}", rows, said))
        else:
            paragraphs += 1
            rows.append([_cell(_text(block).text, SheetCell("text", f"P{paragraphs}"))])
    width = max((len(row) for row in rows), default=0)
    check_extent(len(rows), width)
    filled = tuple((*row, *[_cell("", row[-1].place)] * (width - len(row))) for row in rows)
    return Grid("", filled, tuple(merges), (*_remarks(body), *said))


def _children(parent: Any, *names: str) -> Iterator[Any]:
    """The children of these names, also where content controls or tracked insertions wrap them."""
    tags = {f"{_W}{name}" for name in names}
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *names)


class _Visible(NamedTuple):
    """What a reader of the page sees of something.

    Attributes:
        note: raised or lowered behind a number, and no digit of it.
        hidden: left out, because the page does not show it.
    """

    text: str
    note: str = ""
    hidden: str = ""


def _text(element: Any) -> _Visible:
    pieces = list(_pieces(element))
    hidden = "".join(text for text, kind in pieces if kind == "vanish")
    pieces = [(text, kind) for text, kind in pieces if kind != "vanish"]
    last = max((n for n, (text, kind) in enumerate(pieces) if not kind and text.strip()), default=-1)
    text = "".join(text for text, _kind in pieces[: last + 1])
    behind = "".join(text for text, _kind in pieces[last + 1 :])
    if behind.strip() and _ENDS_IN_DIGIT.search(text):
        return _Visible(text, behind.strip(), hidden)
    return _Visible(text + behind, "", hidden)


_ENDS_IN_DIGIT = re.compile(r"[0-9)]\s*$")


def _pieces(element: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    """Its text in order; what is hidden, raised or lowered says so."""
    if element.tag in _UNSEEN:
        return
    if element.tag == f"{_W}r":
        kind = _kind(element.find(f"{_W}rPr"))
    if element.tag == f"{_W}t":
        yield element.text or "", kind
    elif element.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
        yield " ", kind
    else:
        for child in element:
            if isinstance(child.tag, str):
                yield from _pieces(child, kind)
        if element.tag == f"{_W}p":
            yield " ", ""


def _kind(properties: Any) -> str:
    if properties is None:
        return ""
    hidden = properties.find(f"{_W}vanish")
    if hidden is not None and hidden.get(f"{_W}val", "true") not in _OFF:
        return "vanish"
    align = properties.find(f"{_W}vertAlign")
    value = "" if align is None else str(align.get(f"{_W}val", ""))
    return value if value in {"superscript", "subscript"} else ""


_OFF = {"0", "false", "off"}


def _cell(text: str, place: Place) -> GridCell:
    cleaned = clean(text)
    return GridCell(cleaned, place, Content.TEXT if cleaned else Content.BLANK, unseen=has_unseen(text))


def _table(table: Any, name: str, rows: list[list[GridCell]], said: list[Remark]) -> Iterator[Area]:
    """Add the rows of a table, and what is to be said of its cells; the areas its cells are merged over."""
    first = len(rows)
    open_areas: dict[int, Area] = {}
    for row in _children(table, "tr"):
        properties = row.find(f"{_W}trPr")
        if properties is not None and properties.find(f"{_W}del") is not None:
            continue
        at = len(rows)
        cells = [
            _cell("", SheetCell(name, cell_name(at - first, n)))
            for n in range(_number(properties, "gridBefore", 0))
        ]
        for cell in _children(row, "tc"):
            start, span = len(cells), _number(cell.find(f"{_W}tcPr"), "gridSpan", 1)
            seen = _text(cell)
            texts = (seen.text, *[""] * (span - 1))
            cells.extend(_cell(t, SheetCell(name, cell_name(at - first, start + n))) for n, t in enumerate(texts))
            said.extend(_said(seen, cells[start].place))
            above = open_areas.get(start)
            if _goes_on(cell) and above:
                open_areas[start] = Area(above.top, start, at, above.right)
            else:
                if above:
                    yield above
                open_areas[start] = Area(at, start, at, start + span - 1)
        rows.append(cells)
        check_extent(len(rows), len(cells))
    yield from open_areas.values()


def _number(properties: Any, name: str, default: int) -> int:
    element = None if properties is None else properties.find(f"{_W}{name}")
    value = "" if element is None else element.get(f"{_W}val", "")
    return min(int(value), 256) if value.isdecimal() else default


def _goes_on(cell: Any) -> bool:
    """Whether a cell only carries on the merged cell above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _remarks(body: Any) -> Iterator[Remark]:
    if any(True for _change in body.iter(*_CHANGES)):
        yield Remark(_("the document has tracked changes; inserted text is read, deleted text is not"))
    if body.find(f".//{_W}tc//{_W}numPr") is not None:
        yield Remark(_("Word counts some numbers of the table by itself; they are not in the file"))


def _said(seen: _Visible, place: Place) -> Iterator[Remark]:
    if seen.note:
        yield Remark(
            _("{note} is raised or lowered behind the number: a note, no digit of it", note=seen.note), place
        )
    if seen.hidden.strip():
        yield Remark(_("hidden text is left out: {text}", text=clean(seen.hidden)), place)


class WrittenLine(NamedTuple):
    """A paragraph, a row of a table, or a footnote of a document: its cells, each with its place."""

    cells: tuple[tuple[Place, str], ...]


def written_lines(data: bytes) -> Iterator[WrittenLine]:
    """The whole text of a document in its order, the notes at the foot of its pages last.

    Raised numbers stay raised, so that nobody takes the mark of a note for a figure.

    Raises:
        InputError: protected by a password, damaged, or larger than any document of an office.
    """
    check_package(data)
    check_document(data)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        parts = {str(part.partname): part.blob for part in document.part.package.iter_parts()}
        numbers = ListNumbers(_xml(parts.get(_NUMBERING)), _xml(parts.get(_STYLES)))
    except Exception:  # noqa: BLE001 - python-docx fails in many ways on a damaged file
        raise damaged() from None
    paragraphs = tables = 0
    for count, block in enumerate(_children(document.element.body, "p", "tbl"), 1):
        check_extent(count, 1)
        if block.tag == f"{_W}tbl":
            tables += 1
            yield from _written_rows(block, f"table{tables}", numbers)
        else:
            paragraphs += 1
            yield WrittenLine(((SheetCell("text", f"P{paragraphs}"), numbers.before(block) + _raised(block)),))
    for number, text in enumerate(_notes(_xml(parts.get(_NOTES))), 1):
        yield WrittenLine(((SheetCell("notes", f"N{number}"), f"{str(number).translate(_RAISE)} {text}"),))


_NOTES = "/word/footnotes.xml"
_NUMBERING = "/word/numbering.xml"
_STYLES = "/word/styles.xml"
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _raised(element: Any) -> str:
    pieces = _pieces(element)
    return "".join(
        text.translate(_RAISE) if kind == "superscript" else text for text, kind in pieces if kind != "vanish"
    )


def _xml(part: bytes | None) -> Any:
    from xml.etree import ElementTree as ET

    return None if part is None else ET.fromstring(part)  # noqa: S314 - without declarations, see check_package


def _written_rows(table: Any, name: str, numbers: ListNumbers) -> Iterator[WrittenLine]:
    for row, element in enumerate(_children(table, "tr")):
        check_extent(row + 1, 1)
        column = 0
        cells = []
        for cell in _children(element, "tc"):
            text = "".join(numbers.before(one) + _raised(one) for one in _children(cell, "p", "tbl"))
            cells.append((SheetCell(name, cell_name(row, column)), text))
            column += _number(cell.find(f"{_W}tcPr"), "gridSpan", 1)
        yield WrittenLine(tuple(cells))


def _notes(part: Any) -> Iterator[str]:
    """The text of each footnote, without the lines that part them from the page."""
    for note in () if part is None else part.iter(f"{_W}footnote"):
        if note.get(f"{_W}type") is None:
            yield _raised(note)
