"""Tables of separated values (.csv, .tsv), as Excel and others write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cybercrime_plan.findings import Span
from cybercrime_plan.read.annex.vocabulary import year_of_title
from cybercrime_plan.read.grid import Grid, GridCell, text_cell
from cybercrime_plan.read.office.package import grid_of_text

_SEPARATORS = ("\t", ";", ",")
_ANNOUNCED = re.compile(r"sep=(.)(?=\r?\n)")
_SAFE = re.compile(r"\A'(?=[=+\-@\t\r])")


def read_delimited(text: str) -> tuple[Grid, ...]:
    """The one grid of a file, parted by what most years stand side by side under, else most cells in lines alike.

    Raises:
        InputError: larger than any annex.
    """
    announced = _ANNOUNCED.match(text)
    separators = (announced[1],) if announced else _SEPARATORS
    text = _ANNOUNCED.sub("", text, count=1) if announced else text
    tried = []
    for number, records in enumerate(list(_records(text, separator)) for separator in separators):
        years = max((sum(year_of_title(cell.text) is not None for cell in row) for row in records), default=0)
        # the commas of decimals and of thousands part some lines, and each into another number of cells
        widths = Counter(map(len, records)).items()
        alike = max(((width > 1) * width * count for width, count in widths), default=0)
        tried.append((years if years > 1 else 0, alike, -number, records))
    return (grid_of_text(max(tried)[-1]),)


def separated(text: str, separator: str) -> Grid:
    """The grid of values parted by one separator.

    Raises:
        InputError: larger than any annex.
    """
    return grid_of_text(list(_records(text, separator)))


def _records(text: str, separator: str) -> Iterator[list[GridCell]]:
    """The cells of each line. A quoted cell may hold separators, line breaks and doubled quotes (RFC 4180)."""
    sign = re.escape(separator)
    token = re.compile(rf'(?:"((?:[^"]|"")*+)")?([^{sign}\r\n]*)({sign}|\r\n|\r|\n|\Z)')
    record: list[GridCell] = []
    line, start = 1, 0
    for match in token.finditer(text):
        quoted, rest, end = match[1], match[2], match[3]
        content = (quoted or "").replace('""', '"') + rest
        column = match.start() - start + 1
        breaks = list(re.finditer("\r\n|\r|\n", text[match.start() : match.end(2)]))
        # the apostrophe that keeps a text from running as a formula is none of its letters
        place = Span(line, column, line, column + match.end(2) - match.start())
        record.append(text_cell(_SAFE.sub("", content, count=1), place))
        if breaks:
            line += len(breaks)
            start = match.start() + breaks[-1].end()
        if end == separator:
            continue
        if match.end() == len(text) and len(record) == 1 and not end and not content:
            return
        yield record
        record, line, start = [], line + 1, match.end()
        if not end:
            return
