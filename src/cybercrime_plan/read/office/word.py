"""Documents of today (.docx, .docm): paragraphs and tables in their order, as one grid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cybercrime_plan.findings import Place, SheetCell
from cybercrime_plan.language import _
from cybercrime_plan.read.annex.vocabulary import DASHES
from cybercrime_plan.read.grid import PARAGRAPHS, RAISED, Area, Grid, GridCell, Remark, cell_name, clean, text_cell
from cybercrime_plan.read.office.lists import ListNumbers
from cybercrime_plan.read.office.package import check_extent, check_package, damaged, grid_of_text, word_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"}
_UNSEEN = {f"{_W}del", f"{_W}moveFrom", _FALLBACK}
_CHANGES = (f"{_W}ins", f"{_W}del", f"{_W}moveFrom")


def read_word(data: bytes) -> tuple[Grid, ...]:
    """The body of a document: a row for each paragraph and for each row of a table.

    The cells of the first table stand at `table1!A1` and so on, those of a table inside it at `table1.1!A1`,
    paragraphs at `text!P1`. Text inserted while changes are tracked counts, deleted and hidden text does not. What
    is raised or lowered behind a number is its note. Numbers that Word counts by itself stand before their text.

    Raises:
        InputError: protected by a password, damaged, or larger than any annex.
    """
    opened = _opened(data)
    page = _Pages(opened.numbers)
    for block in _children(opened.body, "p", "tbl"):
        page.take(block)
    return (page.grid(opened.body),)


class _Opened(NamedTuple):
    """What of a document is read: its body, how it numbers its lists, and the notes at the foot of its pages."""

    body: Any
    numbers: ListNumbers
    notes: Any


def _opened(data: bytes) -> _Opened:
    """The parts of a document that hold text.

    Raises:
        InputError: protected by a password, damaged, or larger than any document of an office.
    """
    check_package(data)
    parts = word_parts(data)
    from docx.oxml import parse_xml

    try:
        body = parse_xml(parts[""]).find(f"{_W}body")
        numbering, styles, notes = (
            parse_xml(parts[name]) if name in parts else None for name in ("numbering", "styles", "footnotes")
        )
    except (KeyError, SyntaxError, ValueError):
        raise damaged() from None
    if body is None:
        raise damaged()
    return _Opened(body, ListNumbers(numbering, styles), notes)


class _Pages:
    """The rows of a document as far as they have been read."""

    def __init__(self, numbers: ListNumbers) -> None:
        self.rows: list[list[GridCell]] = []
        self._numbers = numbers
        self._merges: list[Area] = []
        self._said: list[Remark] = []
        self._paragraphs = self._tables = 0

    def take(self, block: Any) -> None:
        """Read the next paragraph or table."""
        if block.tag == f"{_W}tbl":
            self._tables += 1
            self._merges.extend(self._table(block, f"table{self._tables}"))
        else:
            self._paragraphs += 1
            place = SheetCell(PARAGRAPHS, f"P{self._paragraphs}")
            self.rows.append([text_cell(_text(block, self._numbers).text, place)])

    def grid(self, body: Any) -> Grid:
        """What was read, every row as long as the longest."""
        if any(True for _change in body.iter(*_CHANGES)):
            message = _("the document has tracked changes; inserted text is read, deleted text is not")
            self._said.insert(0, Remark(message))
        return grid_of_text(self.rows, self._merges, self._said)

    def _table(self, table: Any, name: str) -> Iterator[Area]:
        """Add the rows of a table, then those of the tables in it; the areas its cells are merged over."""
        open_areas: dict[int, Area] = {}
        inner = 0
        for number, row in enumerate(_rows_of(table)):
            at = len(self.rows)
            cells = self._cells(row, name, number)
            for texts in _stacked_rows([cell.text for cell in cells]):
                rows = zip(texts, cells, strict=True)
                self.rows.append(
                    [
                        text_cell(text, cell.place)._replace(indent=cell.indent, bold=cell.bold, marks=cell.marks)
                        for text, cell in rows
                    ]
                )
                check_extent(len(self.rows), len(cells))
            last = len(self.rows) - 1
            for start, (cell, span) in _starts(row).items():
                above = open_areas.get(start)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                if above and merge is not None and merge.get(f"{_W}val", "continue") == "continue":
                    open_areas[start] = Area(above.top, start, last, above.right)
                    continue
                if above:
                    yield above
                open_areas[start] = Area(at, start, at if merge is None else last, start + span - 1)
            for one in _inner_tables(row):
                inner += 1
                self._merges.extend(self._table(one, f"{name}.{inner}"))
        yield from open_areas.values()

    def _cells(self, row: Any, name: str, number: int) -> list[GridCell]:
        """The cells of a row, their lines apart; what is to be said of one is noted."""
        inner = [*_inner_tables(row)]
        found: dict[int, GridCell] = {}
        width = 0
        for start, (cell, span) in _starts(row).items():
            seen, place = _text(cell, self._numbers, inner), SheetCell(name, cell_name(number, start))
            found[start], width = (
                GridCell(seen.text, place, indent=_stands_back(cell), bold=_is_bold(cell), marks=seen.note),
                start + span,
            )
            self._said.extend(_said(seen, place))
        places = (SheetCell(name, cell_name(number, column)) for column in range(width or 1))
        return [found.get(column) or GridCell("", place) for column, place in enumerate(places)]


_FIGURE = re.compile(r"[-(]?[0-9][0-9.,\s]*\)?%?")
_LINE_NUMBER = re.compile(r"[IVX]+|[0-9.]+|[a-z]\)?")


def _stacked_rows(texts: Sequence[str]) -> list[list[str]]:
    """The rows that a row of cells is to its reader: `a⏎b | 1⏎2` is two, one under the other.

    Figures are listed where each line of a cell is one, and some words stand beside them line by line; a cell
    of another number of lines belongs to the first.
    """
    lines = [[line for one in text.split("\n") if (line := one.strip())] for text in texts]
    lists = [
        cell for cell in lines if len(cell) > 1 and all(map(_is_amount, cell)) and any(map(_FIGURE.fullmatch, cell))
    ]
    lengths = {len(cell) for cell in lists}
    count = lengths.pop() if len(lengths) == 1 else 0
    named = any(len(cell) == count and not all(map(_is_amount, cell)) for cell in lines)
    lone = any(
        len(cell) == 1 and _FIGURE.fullmatch(cell[0]) and not _LINE_NUMBER.fullmatch(cell[0]) for cell in lines
    )
    if not count or not named or lone:
        return [list(texts)]
    return [
        [
            cell[row] if len(cell) == count else text if row == 0 else ""
            for cell, text in zip(lines, texts, strict=True)
        ]
        for row in range(count)
    ]


def _is_amount(line: str) -> bool:
    return bool(_FIGURE.fullmatch(line)) or line in DASHES


def _rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table, those apart whose deletion is tracked."""
    for row in _children(table, "tr"):
        properties = row.find(f"{_W}trPr")
        if properties is None or properties.find(f"{_W}del") is None:
            yield row


def _starts(row: Any) -> dict[int, tuple[Any, int]]:
    """The cells of a row with the columns they span, by the column in which each begins."""
    start = _number(row.find(f"{_W}trPr"), "gridBefore", 0)
    found = {}
    for cell in _children(row, "tc"):
        found[start] = cell, _number(cell.find(f"{_W}tcPr"), "gridSpan", 1)
        start += found[start][1]
    return found


def _inner_tables(row: Any) -> list[Any]:
    """The tables that stand in a row which only frames them: of at least two rows and columns."""
    return [
        table
        for cell in _children(row, "tc")
        for table in _children(cell, "tbl")
        if len(rows := [*_rows_of(table)]) > 1 and len(_starts(rows[0])) > 1
    ]


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


def _text(element: Any, numbers: ListNumbers, without: Sequence[Any] = ()) -> _Visible:
    pieces = list(_pieces(element, numbers, without))
    hidden = "".join(text for text, kind in pieces if kind == "vanish")
    pieces = [(text, kind) for text, kind in pieces if kind != "vanish"]
    last = max((n for n, (text, kind) in enumerate(pieces) if not kind and text.strip()), default=-1)
    text = "".join(map(_raised, pieces[: last + 1]))
    behind = "".join(text for text, _kind in pieces[last + 1 :])
    if behind.strip() and _ENDS_IN_DIGIT.search(text):
        return _Visible(text, behind.strip(), hidden)
    return _Visible(text + "".join(map(_raised, pieces[last + 1 :])), "", hidden)


_ENDS_IN_DIGIT = re.compile(r"[0-9)]\s*$")


def _pieces(
    element: Any, numbers: ListNumbers, without: Sequence[Any] = (), kind: str = ""
) -> Iterator[tuple[str, str]]:
    """Its text in order; what is hidden, raised or lowered says so."""
    if element.tag in _UNSEEN or element in without:
        return
    if element.tag == f"{_W}r":
        kind = _kind(element.find(f"{_W}rPr"))
    if element.tag == f"{_W}t":
        yield element.text or "", kind
    elif element.tag == f"{_W}tab":
        yield " ", kind
    elif element.tag in {f"{_W}br", f"{_W}cr"}:
        yield "\n", kind
    else:
        if element.tag == f"{_W}p":
            yield numbers.before(element), ""
        for child in element:
            if isinstance(child.tag, str):
                yield from _pieces(child, numbers, without, kind)
        if element.tag == f"{_W}p":
            yield "\n", ""


def _raised(piece: tuple[str, str]) -> str:
    """A piece of text, its digits raised where they are on the page: the mark of a note is no figure."""
    text, kind = piece
    return text.translate(RAISED) if kind == "superscript" else text


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
_STEP = 200
"""One step of indent, in twentieths of a point."""


def _stands_back(cell: Any) -> int:
    """How many steps the first line of a cell stands back."""
    indent = cell.find(f"{_W}p/{_W}pPr/{_W}ind")
    if indent is None:
        return 0
    said = {name: indent.get(f"{_W}{name}", "") for name in ("left", "start", "firstLine", "hanging")}
    left, start, first, hanging = (int(value) if value.isdecimal() else 0 for value in said.values())
    return max(round((left + start + first - hanging) / _STEP), 0)


def _is_bold(cell: Any) -> bool:
    """Whether all words of a cell are printed in bold letters, as its runs say it themselves."""
    runs = [run for run in cell.iter(f"{_W}r") if any(text.text for text in run.iter(f"{_W}t"))]
    bold = (run.find(f"{_W}rPr/{_W}b") for run in runs)
    return bool(runs) and all(one is not None and one.get(f"{_W}val", "true") not in _OFF for one in bold)


def _number(properties: Any, name: str, default: int) -> int:
    element = None if properties is None else properties.find(f"{_W}{name}")
    value = "" if element is None else element.get(f"{_W}val", "")
    return min(int(value), 256) if value.isdecimal() else default


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
    opened = _opened(data)
    paragraphs = tables = 0
    for count, block in enumerate(_children(opened.body, "p", "tbl"), 1):
        check_extent(count, 1)
        if block.tag == f"{_W}tbl":
            tables += 1
            for row, element in enumerate(_children(block, "tr")):
                check_extent(row + 1, 1)
                column, cells = 0, []
                for cell in _children(element, "tc"):
                    place = SheetCell(f"table{tables}", cell_name(row, column))
                    cells.append((place, _written(cell, opened.numbers)))
                    column += _number(cell.find(f"{_W}tcPr"), "gridSpan", 1)
                yield WrittenLine(tuple(cells))
        else:
            paragraphs += 1
            yield WrittenLine(((SheetCell(PARAGRAPHS, f"P{paragraphs}"), _written(block, opened.numbers)),))
    notes = () if opened.notes is None else opened.notes.iter(f"{_W}footnote")
    # those of a type are the lines that part the notes from the page
    for number, note in enumerate((one for one in notes if one.get(f"{_W}type") is None), 1):
        text = f"{str(number).translate(RAISED)} {_written(note, ListNumbers(None, None))}"
        yield WrittenLine(((SheetCell("notes", f"N{number}"), text),))


def _written(element: Any, numbers: ListNumbers) -> str:
    return "".join(_raised(piece) for piece in _pieces(element, numbers) if piece[1] != "vanish").replace("\n", " ")
