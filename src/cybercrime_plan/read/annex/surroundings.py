"""What stands around a table: its unit above it, its footnotes below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Place
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Money, Unit, parse_number, printed_names, unit_of
from cybercrime_plan.model.words import read_words
from cybercrime_plan.read.annex.amounts import number_of
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question, UndecidedError
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.vocabulary import (
    ColumnRole,
    after_annex,
    annex_in,
    currency_in,
    is_footnote,
    is_unit_line,
    role_of,
    units_in,
    words_in,
)
from cybercrime_plan.read.grid import Content, Grid, GridCell


@dataclass(frozen=True, slots=True)
class Found:
    """A text and the cells it was found in."""

    text: str
    cells: tuple[GridCell, ...]

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.cells[0].place


def _over_names(header: Header) -> Iterator[tuple[Unit, GridCell]]:
    """The units that stand in brackets behind the title of the names or numbers of lines, over no amount."""
    words = {ColumnRole.NAME, ColumnRole.STT}
    named = [column for column, title in enumerate(header.titles) if role_of(title) in words]
    rows = range(header.top, header.bottom + 1)
    over = {header.grid.spread(row, column).place for row in rows for column in named}
    return ((unit, cell) for unit, cell in _units(header.grid, rows) if cell.place in over)


def find_unit(
    header: Header,
    columns: Sequence[int],
    first: int,
    after: range,
    choices: Choices,
    own: Sequence[tuple[Unit, GridCell]] = (),
) -> tuple[Unit, GridCell | None]:
    """The unit of the amounts, and the cell that states it (None when it was chosen).

    It stands in the header or nearest above it; failing that, below the table, or at the total told in the text.

    Args:
        columns: of the amounts; what a title over another column states is the unit of that column.
        first: the first row that can belong to this table.
        after: the rows below it.
        own: what the lines state themselves.

    Raises:
        UndecidedError: none is stated, or two are.
        UsageError: the chosen one is no unit of money.
    """
    if choices.unit is not None:
        unit = unit_of(choices.unit)
        if unit is None:
            raise UsageError(
                _("{unit} is not a unit of money", unit=choices.unit),
                _("one of: {units}", units=tuple(u.label for u in Unit)),
            )
        return unit, None
    grid, titles = header.grid, range(header.top, header.bottom + 1)
    over = {grid.spread(row, column).place for row in titles for column in columns}
    inside = [(unit, cell) for unit, cell in _units(grid, titles) if cell.place in over or is_unit_line(cell.text)]
    above = list(_units(header.grid, reversed(range(first, header.top))))
    stated = inside + [(unit, cell) for unit, cell in above if cell is above[0][1]]
    stated = stated or [*own] or list(_units(header.grid, after)) or list(_over_names(header))
    stated = stated or list(_of_told_total(header, columns, range(first, header.top), after))
    if len({unit for unit, _cell in stated}) == 1:
        return stated[0]
    stated_units = tuple(Candidate(unit.label, cell.text, cell.place) for unit, cell in stated)
    every = stated_units or tuple(Candidate(u.label, u.label) for u in Unit)
    foreign = None if stated_units else _foreign(grid, range(first, header.bottom + 1))
    raise UndecidedError(_which_unit(header.place_of(min(columns)), every, foreign))


def _of_told_total(
    header: Header, columns: Sequence[int], above: range, below: range
) -> Iterator[tuple[Unit, GridCell]]:
    """The unit in which the largest figure of the table is an amount that the text around it tells with its own."""
    rows = header.grid.rows
    numbers = (number_of(rows[row][column]) for row in range(header.bottom + 1, below.start) for column in columns)
    largest = max((Fraction(one.digits, 10**one.decimals) for one in numbers if one), default=Fraction(0))
    for cell in (cell for row in (*above, *below) for cell in rows[row] if cell and largest):
        told = {money.dong for money in _amounts_told(cell.text)}
        yield from ((unit, cell) for unit in Unit if largest * unit.value in told)


_AMOUNT: Final = re.compile(
    rf"(?<![0-9.,])([0-9]+(?:\.[0-9]{{3}})*(?:,[0-9]+)?)\s*"
    rf"({'|'.join(name for unit in reversed(Unit) for name in printed_names(unit) if name[0].isalpha())})(?!\w)",
    re.IGNORECASE,
)


def _amounts_told(text: str) -> Iterator[Money]:
    """The amounts in a text that bear their unit, and the one it spells out: `tổng kinh phí là 44.500.000 đồng`."""
    for figure, name in _AMOUNT.findall(text):
        unit = unit_of(name)
        with suppress(ValueError):
            yield from (parse_number(figure).as_money(unit),) if unit else ()
    with suppress(ValueError):
        yield read_words(words_in(text) or "")


def _foreign(grid: Grid, rows: Iterable[int]) -> str | None:
    """The currency that stands over the table, as printed there, when it is another than đồng."""
    return next(
        (said for row in rows for cell in grid.rows[row] if cell and (said := currency_in(cell.text))), None
    )


def _which_unit(place: Place, candidates: tuple[Candidate, ...], foreign: str | None) -> Question:
    asks = _("in which unit are the amounts of this table?")
    if foreign is not None:
        asks = _("the amounts are in {currency}, and a plan holds đồng: in which unit are they?", currency=foreign)
    return Question("unit", asks, candidates, place)


def _units(grid: Grid, rows: Iterable[int]) -> Iterator[tuple[Unit, GridCell]]:
    for row in rows:
        for cell in grid.rows[row]:
            for unit in units_in(cell.text) if cell else ():
                yield unit, cell


def find_annex(grid: Grid, rows: range) -> GridCell | None:
    """The cell above a table that names the annex it is."""
    return next((c for row in reversed(rows) for c in grid.rows[row] if c and annex_in(c.text)), None)


_LONGEST_TITLE = 300


def find_title(grid: Grid, rows: range) -> Found | None:
    """What stands over a table: the nearest words above it but its unit and the document it belongs to."""
    for row in reversed(rows):
        cells = tuple(cell for cell in grid.rows[row] if cell)
        texts = list(dict.fromkeys(cell.text for cell in cells))
        if len(texts) > 1 or not all(cell.content is Content.TEXT for cell in cells):
            return None
        if not texts or is_unit_line(texts[0]) or texts[0].startswith("("):
            continue
        title = after_annex(texts[0])
        return Found(title, cells) if title and len(title) <= _LONGEST_TITLE else None
    return None


def find_words(grid: Grid, rows: range) -> Found | None:
    """The total spelled out under a table."""
    for row in rows:
        for cell in grid.rows[row]:
            if cell and (words := words_in(cell.text)):
                return Found(words, (cell,))
    return None


_ENDS = re.compile(r"[.!?…;:]\W*$")
_OTHER = re.compile(r"phụ lục|biểu|nơi nhận|tm\.|kt\.|tl\.|chủ tịch|bằng chữ|\(?bằng chữ", re.IGNORECASE)


def find_footnotes(grid: Grid, rows: range) -> tuple[Found, ...]:
    """The notes under a table, each with the lines it goes on over, until its sentence ends."""
    notes: list[Found] = []
    open_note = False
    for row in rows:
        cells = tuple(cell for cell in grid.rows[row] if cell)
        if not cells:
            continue
        text = " ".join(cell.text for cell in cells)
        if is_footnote(text):
            notes.append(Found(text, cells))
            open_note = True
        elif notes and open_note and not _OTHER.match(text):
            notes[-1] = Found(f"{notes[-1].text} {text}", (*notes[-1].cells, *cells))
        else:
            open_note = False
        open_note = open_note and not _ENDS.search(text)
    return tuple(notes)
