"""Separated values: for programs, and for a person's spreadsheet.

For programs the header is the columns' keys, money is whole đồng and nothing is translated. A spreadsheet
under Vietnamese settings expects `;` and a decimal comma; there everything is said in the language, and money
is in the table's unit.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.model.money import Money, Number, Unit, in_unit
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.result import Records
from cybercrime_plan.render.table import CellValue, Facts, Multiline, Percent, Section, Table, recorded, said

_FORMULA = re.compile(r"'*[=+\-@]")
_FIGURE = re.compile(r"[+\-]?[0-9][0-9.,]*( ?%)?|-")

Say = Callable[[CellValue], str]
Rows = Iterator[list[str]]


def guarded(text: str) -> str:
    """Text that no spreadsheet runs: one apostrophe before what would start a formula.

    Figures and a lone dash are left alone. A text that already has such apostrophes gets one more, so that
    taking one off gives every text back.
    """
    return f"'{text}" if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text


MARK = "\ufeff"
"""What tells office programs that a text is UTF-8."""


def for_programs(records: Records, delimiter: str = ",") -> Iterator[str]:
    """The tables for programs, one below the other."""
    imported = any(isinstance(part, Table) and part.imported for part in records)
    yield MARK if imported else ""
    yield from _written(map(_in_keys, records), delimiter, "\r\n" if imported else "\n")


def for_excel(records: Records, language: Language) -> Iterator[str]:
    """The tables for a spreadsheet under Vietnamese settings."""
    yield MARK
    yield from _written((_in_words(part, language) for part in records), ";", "\r\n")


def _written(blocks: Iterable[Rows], delimiter: str, end: str) -> Iterator[str]:
    """Line by line, as the rows come."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
    for index, block in enumerate(blocks):
        if index:
            yield end
        for row in block:
            writer.writerow(row)
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()


def _in_keys(part: Table | Facts) -> Rows:
    def say(cell: CellValue) -> str:
        value = recorded(cell)
        return "" if value is None else _safe(cell, str(value))

    if isinstance(part, Facts):
        return ([item.key, say(item.value)] for item in part.items)
    return _records(part, ["section", *(guarded(visible(column.key)) for column in part.columns)], say)


def _in_words(part: Table | Facts, language: Language) -> Rows:
    unit = Unit.DONG if isinstance(part, Facts) else part.unit or Unit.DONG

    def say(cell: CellValue) -> str:
        if isinstance(cell, Money):
            return in_unit(cell, unit).replace(".", "") if cell.currency == unit.currency else str(cell)
        if isinstance(cell, (Number, Percent)):
            return str(cell).replace(".", "")
        return _safe(cell, said(cell, language))

    if isinstance(part, Facts):
        return (
            [say(_named(item.label, Unit.DONG) if isinstance(item.value, Money) else item.label), say(item.value)]
            for item in part.items
        )
    rows = (row.cells for row in part.rows if not isinstance(row, Section))
    money = {index for cells in rows for index, cell in enumerate(cells) if isinstance(cell, Money)}
    heads = (_named(one.header, unit) if at in money else one.header for at, one in enumerate(part.columns))
    return _records(part, [say(_("Section")), *map(say, heads)], say)


def _named(name: Text | str, unit: Unit) -> Text:
    return _("{name} ({unit})", name=name, unit=unit.label)


def _records(table: Table, header: list[str], say: Say) -> Rows:
    """The header, then a record for each row; headings inside the table become a first column."""
    first = 0 if any(isinstance(row, Section) for row in table.rows) else 1
    yield header[first:]
    section = ""
    for row in table.rows:
        if isinstance(row, Section):
            section = say(row.label)
        else:
            yield ["" if row.total else section, *map(say, row.cells)][first:]


def _safe(cell: CellValue, text: str) -> str:
    if isinstance(cell, Multiline):
        return guarded("\n".join(map(visible, cell.splitlines())))
    return guarded(visible(text))
