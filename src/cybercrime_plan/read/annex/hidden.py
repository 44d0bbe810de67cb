"""Rows and columns that a workbook hides: of the table where its sums hold with them, else left out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import _
from cybercrime_plan.read.annex.arithmetic import name_of
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.choices import Choices, chosen_rows, row_number
from cybercrime_plan.read.annex.column_roles import find_columns, named_columns
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.entries import ReadRow, read_entries, with_measures
from cybercrime_plan.read.annex.evidence import Evidence
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.versions import one_version
from cybercrime_plan.read.grid import GridCell, Remark, column_name

Hidden = tuple[frozenset[int], frozenset[int]]
"""Rows and columns of a grid, counted from 0."""


class Understood(NamedTuple):
    """A table whose columns and rows are understood.

    Attributes:
        header: over what was read of it.
        out: the hidden rows and columns that are left out.
        left_out: the cells with something in them there.
        remarks: what became of what the workbook hides.
    """

    header: Header
    columns: Columns
    entries: tuple[ReadRow, ...]
    body: TableBody
    evidence: Evidence
    out: Hidden = (frozenset(), frozenset())
    left_out: tuple[GridCell, ...] = ()
    remarks: tuple[Remark, ...] = ()


def understood_table(header: Header, end: int, choices: Choices) -> Understood:
    """Understand the columns and the rows of a table, without what is hidden and counted by none of its totals.

    Args:
        end: the row after the last that can belong to it.

    Raises:
        UndecidedError: more than one reading fits.
        InputError: there are no lines in it.
    """
    found = _borne_out(header, end, choices)
    rows, columns = found.out
    idle = _idle(found, header.grid.hidden_columns - named_columns(choices))
    seen = _seen(header, end, choices, (rows, columns | idle)) if idle else None
    if seen is None or _failing(seen) > _failing(found):
        return found
    return seen if rows or columns else seen._replace(remarks=(*found.remarks, *seen.remarks))


def _idle(found: Understood, hidden: frozenset[int]) -> frozenset[int]:
    """The hidden columns of money that are in no sum, where rows of totals add up others."""
    money = found.columns.money
    added = {money[one.column] for one in found.evidence.sums if one.column is not None}
    busy = added.union(*(one.columns for one in found.columns.sums))
    busy |= {column for column in money for one in found.columns.formulas if name_of(column) in one.names}
    return hidden & {*money} - busy if added else frozenset()


def _borne_out(header: Header, end: int, choices: Choices) -> Understood:
    """Understand a table without what is hidden where only so its totals hold."""
    hidden = list(_hidden(header, end, choices))
    try:
        whole = _understood(header, end, choices)
    except InputError:
        for one in hidden:
            seen = _seen(header, end, choices, one)
            if seen and seen.evidence.sums and not _failing(seen):
                return seen
        raise
    if not hidden or not _failing(whole):
        return whole
    likeliest = whole
    for one in hidden:
        seen = _seen(header, end, choices, one)
        if seen and _bears_out(seen, likeliest):
            likeliest = seen
    if likeliest is not whole:
        return likeliest
    tried = (_seen(header, end, choices, one) for one in _some_of(hidden))
    best = sorted((seen for seen in tried if seen and _bears_out(seen, whole)), key=_failing)
    if best and [_failing(seen) for seen in best].count(_failing(best[0])) == 1:
        return best[0]
    message = _(
        "some totals hold neither with the hidden rows and columns nor without them: {hidden}",
        hidden=_told(hidden[-1]),
    )
    return whole._replace(remarks=(Remark(message, header.place),))


def _understood(header: Header, end: int, choices: Choices) -> Understood:
    columns = find_columns(header, end, choices)
    rows = chosen_rows(choices.rows)
    printed = tuple(read_entries(header.grid, header.rows(end), columns, rows, each=choices.merged == "each"))
    entries = tuple(with_measures(printed, header.grid, columns))
    body = one_version(entries, header.grid, columns)
    if not body.lines:
        raise InputError(_("there are no lines under the years of {place}", place=header.place))
    return Understood(header, columns, entries, body, Evidence(columns, body))


def _hidden(header: Header, end: int, choices: Choices) -> Iterator[Hidden]:
    """The rows, the columns, and both, that are hidden and of which nobody has said what they are."""
    grid, under, named = header.grid, header.rows(end), named_columns(choices)
    said = chosen_rows(choices.rows).roles
    rows = frozenset(r for r in under if r in grid.hidden_rows and row_number(grid.rows[r][0].place) not in said)
    columns = frozenset(c for c in grid.hidden_columns - named if any(grid.rows[row][c] for row in under))
    nothing = frozenset[int]()
    yield from (one for one in ((rows, nothing), (nothing, columns)) if any(one))
    if rows and columns:
        yield rows, columns


def _some_of(hidden: Sequence[Hidden]) -> Iterator[Hidden]:
    """Each hidden row alone, and all but one, where there are few: the totals may leave out those only."""
    rows, nothing = sorted(hidden[0][0]), frozenset[int]()
    if _FEW[0] <= len(rows) <= _FEW[1]:
        for row in rows:
            yield frozenset({row}), nothing
        for row in rows if len(rows) > _FEW[0] else ():
            yield frozenset(rows) - {row}, nothing


_FEW = (2, 6)
"""Of so many hidden rows it is tried which of them the totals leave out."""


def _seen(header: Header, end: int, choices: Choices, hidden: Hidden) -> Understood | None:
    """The table without what is hidden; None where it cannot be read so."""
    rows, columns = hidden
    cells = [
        cell
        for at in header.rows(end)
        for column, cell in enumerate(header.grid.rows[at])
        if cell and (at in rows or column in columns)
    ]
    whole = header.grid
    bare = replace(
        header,
        grid=whole.without(rows, range(whole.width)).without(range(whole.height), columns),
        titles=tuple("" if column in columns else title for column, title in enumerate(header.titles)),
        paths=tuple(() if column in columns else path for column, path in enumerate(header.paths)),
        lowest=tuple("" if column in columns else title for column, title in enumerate(header.lowest)),
    )
    try:
        seen = _understood(bare, end, choices)
    except InputError:
        return None
    message = _(
        "hidden rows and columns are left out: {hidden}; the printed totals do not count them",
        hidden=_told(hidden),
    )
    return seen._replace(out=hidden, left_out=tuple(cells), remarks=(Remark(message, cells[0].place),))


def _failing(one: Understood) -> int:
    """How many sums fail."""
    return sum(tried.residual != 0 for tried in one.evidence.sums)


def _bears_out(seen: Understood, whole: Understood) -> bool:
    """Whether fewer of the printed totals fail in one reading, of those that are added up in both."""
    tried = [
        [((one.total.place, one.row is None), one.residual) for one in reading.evidence.sums]
        for reading in (seen, whole)
    ]
    both = {total for total, _off in tried[0]} & {total for total, _off in tried[1]}
    fewer, more = ({total for total, off in sums if off} & both for sums in tried)
    return len(fewer) < len(more)


def _told(hidden: Hidden) -> tuple[str, ...]:
    rows, columns = hidden
    return (*(str(row + 1) for row in sorted(rows)), *map(column_name, sorted(columns)))
