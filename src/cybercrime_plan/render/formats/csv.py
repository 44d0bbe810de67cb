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
from cybercrime_plan.render.table import Cell, Fact, Facts, Page, Percent, Section, Table, plain, said

_FORMULA = re.compile(r"'*[=+\-@]")
_FIGURE = re.compile(r"[+\-]?[0-9][0-9.,]*( ?%)?|-")

Say = Callable[[Cell], str]
Records = Iterator[list[str]]


def guarded(text: str) -> str:
    """Text that no spreadsheet runs: one apostrophe before what would start a formula.

    Figures and a lone dash are left alone. A text that already has such apostrophes gets one more, so that
    taking one off gives every text back.
    """
    return f"'{text}" if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text


def render(page: Page, _language: Language) -> str:
    """The data of the page for programs, separated by commas."""
    return _written(map(_for_programs, page.data), ",", "\n")


def render_tsv(page: Page, _language: Language) -> str:
    """The same, separated by tabs."""
    return _written(map(_for_programs, page.data), "\t", "\n")


def render_for_excel(page: Page, language: Language) -> str:
    """The data of the page for a spreadsheet under Vietnamese settings."""
    return _written((_for_excel(part, language) for part in page.data), ";", "\r\n")


def _written(blocks: Iterable[Records], delimiter: str, end: str) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
    for index, block in enumerate(blocks):
        if index:
            buffer.write(end)
        writer.writerows(block)
    return buffer.getvalue()


def _for_programs(part: Table | Facts) -> Records:
    def say(cell: Cell) -> str:
        value = plain(cell)
        return "" if value is None else _safe(cell, str(value))

    if isinstance(part, Facts):
        return ([item.key, say(item.value)] for item in part.items)
    return _records(part, ["section", *(column.key for column in part.columns)], say)


def _for_excel(part: Table | Facts, language: Language) -> Records:
    unit = Unit.DONG if isinstance(part, Facts) else part.unit or Unit.DONG

    def say(cell: Cell) -> str:
        if isinstance(cell, Money):
            return in_unit(cell, unit).replace(".", "")
        if isinstance(cell, (Number, Percent)):
            return str(cell).replace(".", "")
        return _safe(cell, said(cell, language))

    if isinstance(part, Facts):
        return ([say(_with_unit(item)), say(item.value)] for item in part.items)
    return _records(part, [say(_("Section")), *map(say, _headers(part, unit))], say)


def _with_unit(item: Fact) -> Text | str:
    return _named(item.label, Unit.DONG) if isinstance(item.value, Money) else item.label


def _headers(table: Table, unit: Unit) -> Iterator[Text | str]:
    rows = [row.cells for row in table.rows if not isinstance(row, Section)]
    for index, column in enumerate(table.columns):
        money = any(isinstance(cells[index], Money) for cells in rows)
        yield _named(column.header, unit) if money else column.header


def _named(name: Text | str, unit: Unit) -> Text:
    return _("{name} ({unit})", name=name, unit=unit.label)


def _records(table: Table, header: list[str], say: Say) -> Records:
    """The header, then a record for each row; headings inside the table become a first column."""
    first = 0 if any(isinstance(row, Section) for row in table.rows) else 1
    yield header[first:]
    section = ""
    for row in table.rows:
        if isinstance(row, Section):
            section = say(row.label)
        else:
            yield ["" if row.total else section, *map(say, row.cells)][first:]


def _safe(cell: Cell, text: str) -> str:
    return guarded(visible(text)) if isinstance(cell, (str, Text)) else text
