"""What each column of an annex is for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import _
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question, UndecidedError
from cybercrime_plan.read.annex.header import Header, column_number
from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.vocabulary import Role, is_exact_total, role_of
from cybercrime_plan.read.grid import Content, column_name

_ONE_COLUMN = re.compile(r"([a-z]+)=([A-Za-z]{1,3})")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, counted from 0; None where it has no such column."""

    years: tuple[int, ...]
    name: int
    stt: int | None = None
    total: int | None = None
    source: int | None = None
    note: int | None = None

    @property
    def figures(self) -> tuple[int, ...]:
        """The columns of amounts: the years, and the row total if there is one."""
        return self.years if self.total is None else (*self.years, self.total)

    @property
    def used(self) -> frozenset[int]:
        """All of them."""
        named = (self.name, self.stt, self.source, self.note)
        return frozenset(self.figures) | frozenset(c for c in named if c is not None)


def find_columns(header: Header, end: int, choices: Choices) -> Columns:
    """What the columns of a table are for, by their titles, then by what stands in them.

    Args:
        end: the row after the last that can belong to the table.

    Raises:
        UndecidedError: two columns could be the same thing, or none could be the names.
        UsageError: a choice names no role or no column.
    """
    rows = range(header.bottom + 1, end)
    years = tuple(c for _year, c in header.years) if choices.year_columns else _year_columns(header, rows)
    chosen = _chosen(choices)
    taken = {*years, *chosen.values()}
    by_role: dict[Role, list[int]] = defaultdict(list)
    for column, title in enumerate(header.titles):
        role = role_of(title) or role_of(header.lowest[column])
        if role and column not in taken and role not in chosen:
            by_role[role].append(column)
    found = {role: _one(header, role, columns) for role, columns in by_role.items()} | chosen
    taken |= set(found.values())
    free = [column for column in range(years[0]) if column not in taken and _is_filled(header, rows, column)]
    if Role.STT not in found and free and _is_numbered(header, rows, free[0]):
        found[Role.STT] = free.pop(0)
    if Role.NAME not in found:
        found[Role.NAME] = _names(header, free or _texts(header, rows, taken))
    return Columns(years, **{str(role): column for role, column in found.items()})


def _chosen(choices: Choices) -> dict[Role, int]:
    chosen = {}
    for choice in choices.column:
        match = _ONE_COLUMN.fullmatch(choice)
        if not match or match[1] not in set(Role) - {Role.YEAR}:
            raise UsageError(
                _("{choice} does not say which column is what", choice=choice), _("for example: name=B, total=H")
            )
        chosen[Role(match[1])] = column_number(match[2].upper())
    return chosen


def _year_columns(header: Header, rows: range) -> tuple[int, ...]:
    """The column of each year; under a year merged over several, the only one that is filled."""
    columns = []
    for year, column in header.years:
        area = header.grid.area(header.row, column)
        span = range(area.left, area.right + 1)
        filled = [c for c in span if _is_filled(header, rows, c)]
        if len(filled) > 1:
            raise UndecidedError(
                Question(
                    "year_columns",
                    _("the year {year} stands over several columns; which ones hold the amounts?", year=year),
                    tuple(_one_of_each(header, place) for place in range(len(span))),
                    header.place,
                )
            )
        columns.append(filled[0] if filled else column)
    return tuple(columns)


def _one_of_each(header: Header, place: int) -> Candidate:
    """The column at one place under every year: the first of each, the second of each."""
    columns = [header.grid.area(header.row, column).left + place for _year, column in header.years]
    return Candidate(",".join(map(column_name, columns)), header.titles[columns[0]])


def _one(header: Header, role: Role, columns: list[int]) -> int:
    """The only column of its role; of several totals, the one that is called nothing but the total."""
    exact = [column for column in columns if is_exact_total(header.titles[column])]
    if role is Role.TOTAL and len(exact) == 1:
        return exact[0]
    if len(columns) > 1:
        raise _undecided(header, role, columns)
    return columns[0]


def _undecided(header: Header, role: Role, columns: Iterable[int]) -> UndecidedError:
    candidates = tuple(Candidate(f"{role}={column_name(c)}", header.titles[c]) for c in columns)
    asks = {
        Role.NAME: _("which column holds the names of the lines?"),
        Role.TOTAL: _("which column holds the total of each line?"),
        Role.SOURCE: _("which column holds the source of the money?"),
        Role.STT: _("which column holds the numbers of the lines?"),
        Role.NOTE: _("which column holds the notes?"),
    }
    return UndecidedError(Question("column", asks[role], candidates, header.place))


def _names(header: Header, columns: list[int]) -> int:
    if len(columns) != 1:
        every = [c for c in range(header.grid.width) if c not in {column for _year, column in header.years}]
        raise _undecided(header, Role.NAME, columns or every)
    return columns[0]


def _texts(header: Header, rows: range, taken: set[int]) -> list[int]:
    """Columns of words, wherever they stand."""

    def holds_words(column: int) -> bool:
        cells = (header.grid.rows[row][column] for row in rows)
        return any(cell.content is Content.TEXT and cell.text[0].isalpha() for cell in cells)

    return [c for c in range(header.grid.width) if c not in taken and holds_words(c)]


def _is_filled(header: Header, rows: range, column: int) -> bool:
    return any(header.grid.rows[row][column] for row in rows)


def _is_numbered(header: Header, rows: range, column: int) -> bool:
    cells = [cell for row in rows if (cell := header.grid.rows[row][column])]
    return sum(is_numbering(cell.text) for cell in cells) * 2 > len(cells)
