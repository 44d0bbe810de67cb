"""Plain text, aligned by display width: as wide as it is in a pipe, folded by words on a screen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from operator import add

from cybercrime_plan.language import Language
from cybercrime_plan.render.characters import folded, left, right, visible, width, words_of
from cybercrime_plan.render.table import (
    Align,
    Block,
    Column,
    Facts,
    Lines,
    Page,
    Paragraph,
    SaidRow,
    SaidTable,
    Style,
    StyledLine,
    Table,
    each,
    plain_lines,
    said,
    say_table,
)

STEP = "  "
LONGEST_WORD = 24
"""Columns that a word of a table may claim; a longer one (a path, an address) may be cut on a screen."""

SHORT = 17
"""Columns up to which a cell is better left on one line: `before 2026-06-15`."""


def render(page: Page, language: Language) -> str:
    """The page as plain text, its parts separated by an empty line."""
    return "".join(pieces(page, language))


def pieces(page: Page, language: Language) -> Iterator[str]:
    """The same line by line, as it becomes known."""
    return (f"{line}\n" for line in plain_lines(page_lines(page, language)))


def page_lines(page: Page, language: Language, columns: int | None = None) -> Iterator[StyledLine]:
    """The lines of a page, its parts separated by an empty line.

    Args:
        columns: of the screen its tables are folded to; None where lines may be as long as they are.
    """
    begun = bool(page.title)
    if page.title:
        yield ((Style.HEADING, said(page.title, language)),)
    for part in page.parts:
        apart = begun and not isinstance(part, Lines)
        for line in block_lines(part, language, columns):
            yield from ((), line) if apart else (line,)
            begun, apart = True, False


def block_lines(part: Block, language: Language, columns: int | None = None) -> Iterator[StyledLine]:
    """The lines of a part of a page."""
    if isinstance(part, Table):
        yield from table_lines(say_table(part, language), columns)
    elif isinstance(part, Facts):
        if part.title:
            yield ((Style.HEADING, said(part.title, language)),)
        labels = [said(item.label, language) for item in part.items]
        widest = max(map(width, labels), default=0)
        for label, item in zip(labels, part.items, strict=True):
            yield (Style.HEADING, left(label, widest)), (Style.PLAIN, STEP + said(item.value, language))
    elif isinstance(part, Paragraph):
        yield ((Style.PLAIN, part.told(language)),)
    elif isinstance(part, Lines):
        yield from part.lines
    else:
        yield from (((Style.SOURCE, visible(line)),) for line in part.lines)


def table_lines(table: SaidTable, columns: int | None = None) -> Iterator[StyledLine]:
    """A table in lines: title, header, rule, rows, notes.

    Args:
        columns: of the screen it is folded to. There a column in which nothing stands is left out, and where room
            is short, what is the same in every row is said once.
    """
    if table.title:
        yield ((Style.HEADING, table.title),)
    if table.unit:
        yield ((Style.PLAIN, table.unit),)
    if table.rows:
        grid = _with_below(table)
        yield from _grid(grid, _natural(grid)) if columns is None else _on_screen(grid, columns)
    yield from (((Style.PLAIN, note),) for note in table.notes)


def _with_below(table: SaidTable) -> SaidTable:
    """The table without the columns that go below a row; what stands in them goes with the rows."""
    under = [i for i, column in enumerate(table.columns) if column.below]
    if not under:
        return table

    def moved(row: SaidRow) -> SaidRow:
        if row.section:
            return row
        return row._replace(below=tuple(f"{table.headers[i]}: {row.cells[i]}" for i in under if row.cells[i]))

    kept = [i for i in range(len(table.columns)) if i not in under]
    return _only(table._replace(rows=each(table.rows, moved)), kept)


def _on_screen(table: SaidTable, columns: int) -> Iterator[StyledLine]:
    table = table._replace(rows=tuple(table.rows))
    filled = [any(column) for column in zip(*(row.cells for row in table.rows if not row.section), strict=True)]
    told = _only(table, [i for i, one in enumerate(filled) if one] or range(len(table.columns)))
    if _taken(_natural(told)) <= columns:
        yield from _grid(told, _natural(told))
        return
    records = [row.cells for row in told.rows if not row.section and not row.total]
    same = {
        i
        for i, (column, cells) in enumerate(zip(told.columns, zip(*records, strict=True), strict=False))
        if column.align is Align.LEFT and len(records) > 1 and len(set(cells)) == 1
    }
    yield from (((Style.PLAIN, f"{told.headers[i]}: {records[0][i]}"),) for i in sorted(same))
    narrow = _only(told, [i for i in range(len(told.columns)) if i not in same])
    widths = _folded_widths(narrow, columns)
    yield from _grid(narrow, widths) if widths else _records(narrow)


def _only(table: SaidTable, kept: Sequence[int]) -> SaidTable:
    """The table with some of its columns."""
    return table._replace(
        headers=tuple(table.headers[i] for i in kept),
        columns=tuple(table.columns[i] for i in kept),
        rows=each(
            table.rows, lambda row: row if row.section else row._replace(cells=tuple(row.cells[i] for i in kept))
        ),
    )


def _natural(table: SaidTable) -> list[int]:
    """How wide each column is when nothing is folded."""
    widths = list(map(width, table.headers))
    for row in _stepped_rows(table):
        if not row.section:
            widths = [max(size, width(cell)) for size, cell in zip(widths, row.cells, strict=True)]
    return widths


def _taken(widths: Sequence[int]) -> int:
    return sum(widths) + len(STEP) * (len(widths) - 1)


def _folded_widths(table: SaidTable, columns: int) -> list[int] | None:
    """How wide each column is so that all fit; None when a word or a figure would have to be cut.

    Short columns (a date with its word, a state) are folded only where the long ones cannot be folded enough.
    """
    most = _natural(table)
    columned = zip(table.headers, *(row.cells for row in _stepped_rows(table) if not row.section), strict=True)
    least = [
        max(_least(head), *(map(width, cells) if column.align is Align.RIGHT else map(_least, cells)))
        for column, (head, *cells) in zip(table.columns, columned, strict=True)
    ]
    whole = [size if size <= SHORT else small for size, small in zip(most, least, strict=True)]
    if _taken(whole) <= columns:
        least = whole
    spare = columns - _taken(least)
    for _turn in range(spare):
        tightest = max(range(len(most)), key=lambda i: most[i] / least[i])
        least[tightest] += most[tightest] > least[tightest]
    return least if spare >= 0 else None


def _least(cell: str) -> int:
    """The columns a text needs so that none of its words is cut."""
    return max((min(width(word), LONGEST_WORD) for word in words_of(cell)), default=1)


def _grid(table: SaidTable, widths: Sequence[int]) -> Iterator[StyledLine]:
    rule = ((Style.PLAIN, STEP.join("-" * size for size in widths)),)
    yield from _row(SaidRow(table.headers, total=True), widths, table.columns)
    yield rule
    in_total = True
    for row in _stepped_rows(table):
        if row.total and not in_total:
            yield rule
        in_total = row.total
        if row.section:
            yield ((Style.HEADING, row.cells[0]),)
        else:
            yield from _row(row, widths, table.columns)


def _stepped_rows(table: SaidTable) -> Collection[SaidRow]:
    """The rows with what is nested stepped in."""

    def stepped(row: SaidRow) -> SaidRow:
        steps = (STEP * row.level if column.nested else "" for column in table.columns)
        return row._replace(cells=tuple(map(add, steps, row.cells))) if row.level else row

    return each(table.rows, stepped)


def _row(row: SaidRow, widths: Sequence[int], columns: Sequence[Column]) -> Iterator[StyledLine]:
    """A row in as many lines as its highest cell."""
    cells = (folded(cell, size) for cell, size in zip(row.cells, widths, strict=True))
    for pieces in zip_longest(*cells, fillvalue=""):
        texts = (
            right(piece, size) if column.align is Align.RIGHT else left(piece, size)
            for piece, size, column in zip(pieces, widths, columns, strict=True)
        )
        yield ((Style.HEADING if row.total else Style.PLAIN, STEP.join(texts)),)
    yield from _below(row)


def _below(row: SaidRow) -> Iterator[StyledLine]:
    if row.below:
        yield ((Style.PLAIN, 2 * STEP + " · ".join(row.below)),)


def _records(table: SaidTable) -> Iterator[StyledLine]:
    """The rows of a table that is too wide for the screen: what stands in each below each other."""
    widest = max(map(width, table.headers))
    for row in table.rows:
        yield ()
        if row.section:
            yield ((Style.HEADING, row.cells[0]),)
            continue
        for header, cell in zip(table.headers, row.cells, strict=True):
            if cell:
                yield (Style.HEADING, left(header, widest)), (Style.PLAIN, STEP + cell)
        yield from _below(row)
