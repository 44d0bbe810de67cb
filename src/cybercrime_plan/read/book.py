"""A book beside the plans: the same rows out of a workbook, a csv or YAML, each value with its place."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Place, Positions, Rule, SheetCell, Span
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.books import BookForm
from cybercrime_plan.model.money import grouped
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.read.encoding import lines_in
from cybercrime_plan.read.grid import cell_name, clean
from cybercrime_plan.refusals import NOT_A_DAY, VALUE_MISSING

MOST_ROWS: Final = 100_000
"""Most entries of one book."""
MOST_HEADS: Final = 200
"""Most heads of one book that mean nothing here: an office has a few columns of its own."""
MOST_UNREAD: Final = 1_000
"""Most entries of one book that are none; with more it is not the book that was meant."""
MOST_CELLS: Final = 2_500_000
"""Most cells of one sheet of a book, blank ones between filled ones included."""
MOST_BYTES: Final = 32 << 20
"""Most bytes of a csv."""
_HEAD_WITHIN: Final = 20
"""The heads stand among so many first rows; titles and a unit may stand above them."""
_UNIT_IN_HEAD: Final = re.compile(r"\s*\(([^()]*)\)\s*$")
_UNIT_LINE: Final = re.compile(r"(?:đơn vị tính|đvt|unit)\s*[:=]\s*(.+)", re.IGNORECASE)
_IN_QUOTES: Final = re.compile('".*"', re.DOTALL)
_KEPT_TEXT: Final = re.compile(r"'[=+\-@]")
_SERIAL: Final = re.compile(r"[1-9][0-9]{4}")
_TIME: Final = r"(?:[T\s]\s*[0-9]{1,2}(?:[:hg][0-9:,.]*)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_DAY_FIRST: Final = re.compile(rf"([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}}){_TIME}")
_ISO: Final = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_TIME}")
_EXCEL_ZERO: Final = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class BookRow:
    """One entry.

    Attributes:
        number: of its row in the sheet, its line in a csv, its place in the list in YAML; from 1.
        values: what stands under each head, by the name of the column; what is blank is left out.
        dates: names of the columns whose cell holds a date of a workbook, written here as `2025-11-12`.
    """

    number: int
    values: Mapping[str, str]
    dates: frozenset[str] = frozenset()

    def get(self, name: str) -> str | None:
        """What stands under that head; None when nothing does."""
        return self.values.get(name)


class UnreadValue(Exception):  # noqa: N818 - it ends one row and is told, nothing failed
    """One value of a row cannot be read: under which column, why, and by which rule where books have such."""

    def __init__(self, column: str, message: Text, hint: Text | None = None, rule: Rule = VALUE_MISSING) -> None:
        super().__init__(column)
        self.column, self.message, self.hint, self.rule = column, message, hint, rule


def needed(row: BookRow, column: str, form: BookForm, hint: Text | None = None) -> str:
    """What stands under a head that every row fills in.

    Raises:
        UnreadValue: nothing does.
    """
    if (text := row.get(column)) is None:
        raise UnreadValue(column, _("nothing stands under {column}", column=form.called(column)), hint)
    return text


def day_in(row: BookRow, column: str, hint: Text) -> date | None:
    """The day under a head, if there is one.

    Raises:
        UnreadValue: what stands there is none.
    """
    text = row.get(column)
    day = day_of(text) if text else None
    if text and day is None:
        raise UnreadValue(column, _("{text} is not a day", text=text), hint, NOT_A_DAY)
    return day


@dataclass(frozen=True)
class Book:
    """A book, read.

    Attributes:
        file: the name to show.
        rows: entries that hold anything, in the order of the file.
        unit: what the first rows or a head say of the unit of amounts; None when nothing does.
        unit_place: where.
        unknown: heads that mean nothing here, with their places; their columns are not used.
        unread: what stands where an entry or a value of one should, and is neither; with its place.
        lines: of a text, to show excerpts of.
    """

    file: str
    rows: tuple[BookRow, ...]
    unit: str | None = None
    unit_place: Place | None = None
    unknown: tuple[tuple[str, Place], ...] = ()
    lines: tuple[str, ...] = ()
    unread: tuple[tuple[Text, Place | None], ...] = ()
    _sheet: str = ""
    _columns: Mapping[str, int] = field(default_factory=dict)
    _positions: Positions | None = None

    def place(self, row: BookRow, name: str | None = None) -> Place | None:
        """Where a value of an entry stands; where the entry begins, without a name or for what is blank there."""
        if self._positions is not None:
            loc = ("entries", row.number - 1, name) if name else ("entries", row.number - 1)
            return self._positions.near(loc)
        column = self._columns.get(name or "", 0)
        if self._sheet:
            return SheetCell(self._sheet, cell_name(row.number - 1, column))
        return _place_in_line(self.lines, row.number, column)


def read_book(file: str, data: bytes, form: BookForm) -> Book:
    """Read the bytes of a book of that form; the ending of its name says what kind of file it is.

    Raises:
        InputError: it cannot be read, holds no such table, or is larger than any book.
        InvalidPlan: a YAML book is not written as YAML is read here.
    """
    match PurePath(file).suffix.lower():
        case ".yaml" | ".yml":
            return _read_yaml(file, data, form)
        case ".xlsx" | ".xlsm" | ".xls" | ".ods":
            return _read_workbook(file, data, form)
        case _:
            return _read_csv(file, data, form)


def day_of(text: str) -> date | None:
    """The day a value of a book means: `2025-11-12`, `12/11/2025` (day first) or the serial number of Excel.

    Returns:
        None for anything else, and for days that do not exist.
    """
    if _SERIAL.fullmatch(text):
        return _EXCEL_ZERO + timedelta(days=int(text))
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    numbers = iso.groups() if iso else day_first.groups()[::-1] if day_first else None
    try:
        return date(*map(int, numbers)) if numbers else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Heads:
    """The row of heads: which column of the sheet is which of the book."""

    row: int
    columns: Mapping[str, int]
    unknown: tuple[tuple[str, int], ...]
    unit: tuple[str, int] | None


def _find_heads(file: str, rows: list[list[str]], form: BookForm) -> _Heads | None:
    """The first row that holds every needed head.

    Raises:
        InputError: one column stands there twice, or very many mean nothing here.
    """
    names = {folded(title): column.name for column in form.columns for title in (column.name, *column.titles)}
    ignored = {folded(title) for title in form.helping}
    for number, cells in enumerate(rows):
        found: dict[str, int] = {}
        strangers: list[tuple[str, int]] = []
        twice: list[str] = []
        unit: tuple[str, int] | None = None
        for column, cell in enumerate(cells):
            within = _UNIT_IN_HEAD.search(cell)
            name = names.get(folded(cell)) or names.get(folded(_UNIT_IN_HEAD.sub("", cell)))
            if name in found:
                twice.append(cell)
            elif name:
                found[name] = column
                unit = (within[1], column) if within and folded(cell) not in names else unit
            elif cell and folded(cell) not in ignored:
                strangers.append((cell, column))
        if form.needed <= found.keys():
            if twice:
                raise InputError(_("{file}: the column {column} stands there twice", file=file, column=twice[0]))
            if len(strangers) > MOST_HEADS:
                raise _too_many_heads(file)
            return _Heads(number, found, tuple(strangers), unit)
    return None


def _no_book(file: str, form: BookForm) -> InputError:
    heads = ", ".join(column.name for column in form.columns if column.name in form.needed)
    titles = ", ".join(column.titles[0] for column in form.columns if column.name in form.needed)
    return InputError(
        _("{file} holds no table with the columns {heads} ({titles})", file=file, heads=heads, titles=titles),
        _("the columns stand in one of the first {count} rows; a form writes them all", count=_HEAD_WITHIN),
    )


def _too_long(file: str) -> InputError:
    return InputError(_("{file} has more than {count} entries", file=file, count=grouped(MOST_ROWS)))


def _too_many_heads(file: str) -> InputError:
    return InputError(_("{file} has more than {count} columns that mean nothing here", file=file, count=MOST_HEADS))


def too_many_unread(file: str, what: Text, place: Place | None) -> InputError:
    """The refusal of a book with more than `MOST_UNREAD` entries that cannot be read; it names the first."""
    return InputError(
        _(
            "{file}: more than {count} entries cannot be read; the first: {place}: {what}",
            file=file,
            count=grouped(MOST_UNREAD),
            place=place or "–",
            what=what,
        )
    )


def _read_workbook(file: str, data: bytes, form: BookForm) -> Book:
    """The first sheet with the heads. Only values are read: a book is a list, not a calculation."""
    from cybercrime_plan.read.office.calamine import stored_values

    try:
        sheets = stored_values(data, MOST_CELLS)
    except InputError as problem:
        raise problem.of(file) from None
    for number, sheet in enumerate(sheets):
        if sheet["height"] * sheet["width"] > MOST_CELLS:
            raise _too_long(file)
        rows = [[_plain(value) for value in row] for row in sheet["rows"][:_HEAD_WITHIN]]
        heads = _find_heads(file, rows, form)
        if heads is None:
            continue
        if len(sheet["rows"]) - heads.row - 1 > MOST_ROWS:
            raise _too_long(file)
        _fill_down(sheet, heads, form)
        below = enumerate(sheet["rows"][heads.row + 1 :], start=heads.row + 2)
        entries = (_entry(at, row, heads.columns) for at, row in below)
        name = sheet["name"]
        unit, column, row = _unit_of(rows, heads)
        return Book(
            file,
            tuple(entry for entry in entries if entry.values),
            unit,
            SheetCell(name, cell_name(row, column)) if unit else None,
            tuple((head, SheetCell(name, cell_name(heads.row, at))) for head, at in heads.unknown),
            unread=tuple(_further_sheets(file, sheets[number + 1 :], form)),
            _sheet=name,
            _columns=heads.columns,
        )
    raise _no_book(file, form)


def _further_sheets(file: str, sheets: list[dict[str, Any]], form: BookForm) -> Iterator[tuple[Text, Place]]:
    """Sheets behind the book that have its heads and entries under them: a year, a quarter of their own."""
    for sheet in sheets:
        rows = [[_plain(value) for value in row] for row in sheet["rows"][:_HEAD_WITHIN]]
        heads = _find_heads(file, rows, form)
        if heads and any(_plain(value) for row in sheet["rows"][heads.row + 1 :] for value in row):
            name = sheet["name"]
            said = _("the sheet “{name}” holds entries too and is not read: all of a book stand in one", name=name)
            yield said, SheetCell(name, cell_name(heads.row, 0))


def _fill_down(sheet: dict[str, Any], heads: _Heads, form: BookForm) -> None:
    """Give every row what a cell merged over several rows says: one document, one day for all of them."""
    rows = sheet["rows"]
    shared = {heads.columns[one.name] for one in form.columns if one.name in heads.columns and not one.of_each}
    filled = [any(value is not None for value in row) for row in rows]
    last = dict.fromkeys(shared, heads.row)
    for (top, column), (bottom, _right) in sorted(sheet["merges"] or ()):
        if column in shared and top > last[column]:  # areas that overlap are no table of a person
            last[column] = bottom
            for number in range(top + 1, min(bottom + 1, len(rows))):
                if filled[number] and column < len(rows[number]):
                    rows[number][column] = rows[top][column]


def _unit_of(rows: list[list[str]], heads: _Heads) -> tuple[str | None, int, int]:
    """What a head and the lines above say of the unit, all of it where they differ; with its column and row."""
    found = [(*heads.unit, heads.row)] if heads.unit else []
    found += [
        (said[1].strip(), column, number)
        for number, cells in enumerate(rows[: heads.row])
        for column, cell in enumerate(cells)
        if (said := _UNIT_LINE.search(cell))
    ]
    if not found:
        return None, 0, 0
    units = {folded(unit): unit for unit, _column, _row in reversed(found)}
    return ", ".join(units.values()), *found[0][1:]


def _entry(number: int, row: list[Any], columns: Mapping[str, int]) -> BookRow:
    """One row of a workbook: texts, numbers as they are typed, dates as days."""
    values: dict[str, str] = {}
    dates: set[str] = set()
    for name, column in columns.items():
        value = row[column] if column < len(row) else None
        text = _plain(value)
        if text:
            values[name] = text
            if isinstance(value, dict):
                dates.add(name)
    return BookRow(number, values, frozenset(dates))


def _plain(value: Any) -> str:
    """A stored value as text: decimals after a comma, none for whole numbers; anything else is a date or a time."""
    if value is None:
        return ""
    if isinstance(value, dict):
        day, _blank, time = str(value["other"]).partition(" ")
        return day if time in {"", "00:00:00"} else f"{day} {time[:5]}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    return clean(str(value))


def _read_csv(file: str, data: bytes, form: BookForm) -> Book:
    if len(data) > MOST_BYTES:
        raise InputError(_("{file} is larger than {limit} MiB", file=file, limit=MOST_BYTES >> 20))
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        hint = _("in Excel: Save as, CSV UTF-8 (*.csv)")
        raise InputError(_("{file} is not written in UTF-8", file=file), hint) from None
    lines = lines_in(text)
    for separator in (";", "\t", ","):
        rows = [
            [
                clean(cell[1:-1].replace('""', '"') if _IN_QUOTES.fullmatch(cell) else cell)
                for cell in _raw_values(line, separator)
            ]
            for line in lines[:_HEAD_WITHIN]
        ]
        heads = _find_heads(file, rows, form)
        if heads is None:
            continue
        entries = tuple(_csv_entries(file, lines, separator, heads))
        unit, column, row = _unit_of(rows, heads)
        return Book(
            file,
            entries,
            unit,
            _place_in_line(lines, row + 1, column) if unit else None,
            tuple((head, _place_in_line(lines, heads.row + 1, at)) for head, at in heads.unknown),
            lines,
            _few(file, _beyond_the_heads(lines, separator, heads)),
            _columns=heads.columns,
        )
    raise _no_book(file, form)


def _csv_entries(file: str, lines: tuple[str, ...], separator: str, heads: _Heads) -> Iterator[BookRow]:
    reader = csv.reader(lines[heads.row + 1 :], delimiter=separator)
    start, count = heads.row + 2, 0
    try:
        for row in reader:
            values = {
                name: text
                for name, column in heads.columns.items()
                if column < len(row) and row[column] and (text := _cleaned(row[column]))
            }
            if values:
                count += 1
                if count > MOST_ROWS:
                    raise _too_long(file)
                yield BookRow(start, values)
            start = heads.row + 2 + reader.line_num
    except csv.Error:
        raise InputError(_("{file}:{line}: this line is no csv", file=file, line=start)) from None


def _few(file: str, unread: Iterable[tuple[Text, Place | None]]) -> tuple[tuple[Text, Place | None], ...]:
    """What is no entry, each told.

    Raises:
        InputError: there is too much of it.
    """
    found = tuple(islice(unread, MOST_UNREAD + 1))
    if len(found) > MOST_UNREAD:
        raise too_many_unread(file, *found[0])
    return found


def _beyond_the_heads(lines: tuple[str, ...], separator: str, heads: _Heads) -> Iterator[tuple[Text, Place]]:
    """Lines with more values than there are heads: a separator inside a value has moved those behind it."""
    head = lines[heads.row]
    width = len(_raw_values(head, separator))
    inside = False
    for number, line in enumerate(lines[heads.row + 1 :], start=heads.row + 2):
        whole = not inside
        inside ^= line.count('"') % 2 == 1  # a quoted value may run over several lines
        longer = line.count(separator) > head.count(separator)
        if whole and not inside and longer and len(_raw_values(line, separator)) > width:
            said = _("there are more values in this line than heads above them")
            yield said, _place_in_line(lines, number, len(_raw_values(line, separator)) - 2)


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    """One value, without the apostrophe that keeps a text from running as a formula.

    Kept for the next row: most values of a book stand there many times.
    """
    return clean(text[1:] if _KEPT_TEXT.match(text) else text)


def _place_in_line(lines: tuple[str, ...], number: int, column: int) -> Span:
    """Where a value of a csv stands: found only when it is asked for, since few values ever are."""
    line = lines[number - 1] if number <= len(lines) else ""
    separator = max(";\t,", key=line.count)
    parts = _raw_values(line, separator)
    start = sum(len(part) + 1 for part in parts[:column]) + 1
    return Span(number, start, number, start + len(parts[column]) if column < len(parts) else start)


def _raw_values(line: str, separator: str) -> list[str]:
    """The values of one line as they are written, quotes and all."""
    return re.findall(rf'((?:"(?:[^"]|"")*"|[^{re.escape(separator)}"])*)(?:{re.escape(separator)}|$)', line)


def _read_yaml(file: str, data: bytes, form: BookForm) -> Book:
    """`kind: …`, `entries:` a list with the names of the columns; `unit:` where the book counts money."""
    from cybercrime_plan.read.load import InvalidPlan
    from cybercrime_plan.read.text import read_tree

    text = read_tree(data)
    if text.findings:
        raise InvalidPlan(file, text.findings)
    tree = text.tree if isinstance(text.tree, dict) else {}
    entries = tree.get("entries")
    if tree.get("kind") != form.kind or not isinstance(entries, tuple):
        raise InputError(
            _("{file} is no book of the kind {kind}", file=file, kind=form.kind),
            _("at its head: kind: {kind}; its rows under entries:", kind=form.kind),
        )
    if len(entries) > MOST_ROWS:
        raise _too_long(file)
    unknown: dict[str, Place] = {}
    unread: list[tuple[Text, Place | None]] = []
    rows = tuple(_yaml_rows(entries, {column.name for column in form.columns}, text.positions, unknown, unread))
    if len(unknown) > MOST_HEADS:
        raise _too_many_heads(file)
    unit = tree.get("unit")
    return Book(
        file,
        rows,
        str(unit) if isinstance(unit, str) else None,
        text.positions.near(("unit",)) if isinstance(unit, str) else None,
        tuple(unknown.items()),
        text.lines,
        _few(file, unread),
        _positions=text.positions,
    )


def _yaml_rows(
    entries: tuple[Any, ...],
    known: set[str],
    positions: Positions,
    unknown: dict[str, Place],
    unread: list[tuple[Text, Place | None]],
) -> Iterator[BookRow]:
    """The entries that can be read; what means nothing, and what cannot be read, is noted down beside them."""
    for number, entry in enumerate(entries):
        loc = ("entries", number)
        if not isinstance(entry, dict):
            unread.append((_("an entry is expected here, with the names of its columns"), positions.near(loc)))
            continue
        for name in sorted(entry.keys() - known):
            unknown.setdefault(name, positions.near((*loc, name)) or Span(1, 1, 1, 1))
        values = {name: value for name, value in entry.items() if name in known and value}
        parts = [name for name, value in values.items() if not isinstance(value, str)]
        unread += [(_("text is expected here"), positions.near((*loc, name))) for name in parts]
        if values and not parts:
            yield BookRow(number + 1, values)
