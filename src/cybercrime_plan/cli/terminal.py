"""A page on a person's screen: rich tables, folded to the width of the window. Data is never markup."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cybercrime_plan.language import Language
from cybercrime_plan.render.characters import width
from cybercrime_plan.render.formats.text import drawn
from cybercrime_plan.render.lines import Style, StyledLine
from cybercrime_plan.render.table import (
    Align,
    Block,
    Drawing,
    Facts,
    Lines,
    Page,
    Paragraph,
    SaidRow,
    SaidTable,
    Table,
    said,
    say_table,
)

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table as RichTable

PIPED_WIDTH = 100
"""Columns of a coloured result that does not go to a terminal (`--color always | less -R`)."""
LEAST = 10
"""Columns a text may be folded to; a figure is never folded, let alone cut."""


def console(*, colored: bool, stderr: bool = False) -> Console:
    """A console that trusts no text: no markup, no emoji codes, no highlighting of its own."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(
        file=stream,
        force_terminal=colored,
        no_color=not colored,
        markup=False,
        emoji=False,
        highlight=False,
        width=None if stream.isatty() else PIPED_WIDTH,
    )


def screen_columns() -> int:
    """How wide the screen is."""
    return console(colored=False).width


def draw(page: Page, language: Language, *, colored: bool) -> None:
    """Draw the page on standard output."""
    screen = console(colored=colored)
    if page.title:
        screen.print(_text(said(page.title, language), "bold"))
    for index, part in enumerate(page.parts):
        lines = isinstance(part, Lines) or (index and isinstance(page.parts[index - 1], Lines))
        if not lines and (index or page.title):
            screen.print()
        for element in _drawn(part, language, screen.width):
            screen.print(element, soft_wrap=isinstance(part, (Drawing, Lines)))


_STYLES = {
    Style.PLACE: "bold",
    Style.ERROR: "bold red",
    Style.WARNING: "bold yellow",
    Style.NOTE: "bold cyan",
    Style.SOURCE: "",
    Style.CARET: "bold red",
    Style.HINT: "cyan",
    Style.GOOD: "green",
    Style.PLAIN: "",
    Style.HEADING: "bold",
    Style.OLD: "red",
    Style.NEW: "green",
    Style.FAINT: "dim",
}


def _drawn(part: Block, language: Language, columns: int) -> Iterable[RenderableType]:
    if isinstance(part, Table):
        return _table(say_table(part, language), columns)
    if isinstance(part, Facts):
        return [_facts(part, language)]
    if isinstance(part, Paragraph):
        return [_text(said(part.text, language))]
    if isinstance(part, Lines):
        return map(_line, part.lines)
    return [_text(line) for line in drawn(part)]


def _line(line: StyledLine) -> RenderableType:
    from rich.text import Text

    return Text.assemble(*((text, _STYLES[role]) for role, text in line))


def _text(text: str, style: str = "") -> RenderableType:
    from rich.text import Text

    return Text(text, style=style)


def _table(table: SaidTable, columns: int) -> list[RenderableType]:
    parts: list[RenderableType] = [_text(table.title, "bold")] if table.title else []
    if table.unit:
        parts.append(_text(table.unit, "italic"))
    if table.rows and _least_width(table) <= columns:
        parts.append(_grid(table))
    else:
        parts += [_record(row, table) for row in table.rows]
    return [*parts, *(_text(note, "dim") for note in table.notes)]


def _least_width(table: SaidTable) -> int:
    """The columns a grid needs to show every figure whole."""
    needed = 1
    for index, (column, header) in enumerate(zip(table.columns, table.headers, strict=True)):
        widest = max(map(width, (header, *(row.cells[index] for row in table.rows if index < len(row.cells)))))
        needed += 3 + (widest if column.align is Align.RIGHT else min(widest, LEAST))
    return needed


def _record(row: SaidRow, table: SaidTable) -> RichTable:
    """One row of a table that is too wide for the window: its cells below each other."""
    from rich.table import Table as RichTable

    record = RichTable.grid(padding=(0, 1))
    record.add_column(overflow="fold")
    record.add_column(overflow="fold")
    style = "bold" if row.total or row.section else ""
    for header, cell in zip(table.headers, row.cells, strict=False):
        if cell:
            record.add_row(_text(header), _text(cell), style=style)
    record.add_row()
    return record


def _grid(table: SaidTable) -> RichTable:
    from rich import box
    from rich.table import Table as RichTable

    grid = RichTable(box=box.ROUNDED, header_style="bold", pad_edge=True)
    for column, header in zip(table.columns, table.headers, strict=True):
        right = column.align is Align.RIGHT
        grid.add_column(_text(header), justify="right" if right else "left", no_wrap=right, overflow="fold")
    for row, above in zip(table.rows, (None, *table.rows), strict=False):
        if row.total and above is not None and not above.total:
            grid.add_section()
        grid.add_row(*_cells(row, table), style="bold" if row.total or row.section else "")
    return grid


def _cells(row: SaidRow, table: SaidTable) -> list[RenderableType]:
    return [
        _text("  " * row.level + cell if column.nested else cell)
        for cell, column in zip(row.cells, table.columns, strict=False)
    ]


def _facts(facts: Facts, language: Language) -> RichTable:
    from rich.table import Table as RichTable

    grid = RichTable.grid(padding=(0, 2))
    grid.title = _text(said(facts.title, language), "bold") if facts.title else None  # type: ignore[assignment]
    for item in facts.items:
        grid.add_row(_text(said(item.label, language), "bold"), _text(said(item.value, language)))
    return grid
