"""Plain text: aligned by display width, never wrapped, no colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cybercrime_plan.language import Language
from cybercrime_plan.render.characters import left, right, visible, width
from cybercrime_plan.render.lines import plain_lines
from cybercrime_plan.render.table import (
    Align,
    Block,
    Column,
    Drawing,
    Facts,
    Lines,
    Page,
    Paragraph,
    SaidRow,
    SaidTable,
    Table,
    each,
    said,
    say_table,
)

STEP = "  "


def render(page: Page, language: Language) -> str:
    """The page as plain text, its parts separated by an empty line."""
    return "".join(pieces(page, language))


def pieces(page: Page, language: Language) -> Iterator[str]:
    """The same line by line, as it becomes known."""
    begun = bool(page.title)
    if page.title:
        yield f"{said(page.title, language).rstrip()}\n"
    for part in page.parts:
        apart = begun and not isinstance(part, Lines)
        for line in _lines(part, language):
            yield f"\n{line.rstrip()}\n" if apart else f"{line.rstrip()}\n"
            begun, apart = True, False


def _lines(part: Block, language: Language) -> Iterator[str]:
    if isinstance(part, Table):
        return table_lines(say_table(part, language))
    if isinstance(part, Facts):
        return _fact_lines(part, language)
    if isinstance(part, Paragraph):
        return iter([said(part.text, language)])
    if isinstance(part, Lines):
        return plain_lines(part.lines)
    return drawn(part)


def drawn(drawing: Drawing) -> Iterator[str]:
    """The lines of a drawing, harmless."""
    return map(visible, drawing.lines)


def _fact_lines(facts: Facts, language: Language) -> Iterator[str]:
    if facts.title:
        yield said(facts.title, language)
    labels = [said(item.label, language) for item in facts.items]
    widest = max(map(width, labels), default=0)
    for label, item in zip(labels, facts.items, strict=True):
        yield left(label, widest) + STEP + said(item.value, language)


def table_lines(table: SaidTable) -> Iterator[str]:
    """A table in lines: title, header, rule, rows, notes."""
    yield from filter(None, (table.title, table.unit))
    if table.rows:
        yield from _grid(table)
    yield from table.notes


def _grid(table: SaidTable) -> Iterator[str]:
    widths = list(map(width, table.headers))
    rows = each(table.rows, lambda row: _stepped(row, table.columns))
    for row in rows:
        if not row.section:
            widths = [max(size, width(cell)) for size, cell in zip(widths, row.cells, strict=True)]
    rule = STEP.join("-" * columns for columns in widths)
    yield _line(table.headers, widths, table.columns)
    yield rule
    in_total = True
    for row in rows:
        if row.total and not in_total:
            yield rule
        in_total = row.total
        yield row.cells[0] if row.section else _line(row.cells, widths, table.columns)


def _stepped(row: SaidRow, columns: tuple[Column, ...]) -> SaidRow:
    if not row.level:
        return row
    cells = (
        STEP * row.level + cell if column.nested else cell for cell, column in zip(row.cells, columns, strict=True)
    )
    return SaidRow(tuple(cells), row.level, row.total)


def _line(cells: Sequence[str], widths: Sequence[int], columns: tuple[Column, ...]) -> str:
    return STEP.join(
        right(cell, size) if column.align is Align.RIGHT else left(cell, size)
        for cell, size, column in zip(cells, widths, columns, strict=True)
    )
