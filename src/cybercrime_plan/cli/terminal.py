"""A page on a person's screen: the lines of plain text, folded by words to its width, in colour."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cybercrime_plan.language import Language
from cybercrime_plan.render.characters import breaks
from cybercrime_plan.render.formats.text import page_lines
from cybercrime_plan.render.table import Page, Style

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 100
"""Columns of a coloured result that does not go to a terminal (`--color always | less -R`)."""
HANGING = 4
"""By how much a line goes on further right than it began."""


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
    """Draw the page on standard output, its lines folded by words, their rest stepped in. Data is never markup."""
    from rich.text import Text

    screen = console(colored=colored)
    for line in page_lines(page, language, screen.width):
        text = Text.assemble(*((text, _STYLES[role]) for role, text in line))
        text.rstrip()
        indent = len(text.plain) - len(text.plain.lstrip()) + HANGING
        # a line of a file is as wide as it is, for its caret
        whole = any(role in {Style.SOURCE, Style.CARET} for role, _text in line)
        first, *rest = text.divide([] if whole else breaks(text.plain, screen.width, indent))
        first.rstrip()
        for piece in rest:
            piece.rstrip()
            first.append("\n" + " " * indent).append_text(piece)
        screen.print(first, soft_wrap=True)


_STYLES = {
    Style.PLACE: "bold",
    Style.ERROR: "bold bright_red",
    Style.WARNING: "bold bright_yellow",
    Style.NOTE: "bold",
    Style.SOURCE: "",
    Style.CARET: "bold bright_red",
    Style.HINT: "",
    Style.GOOD: "bold bright_green",
    Style.PLAIN: "",
    Style.HEADING: "bold",
    Style.OLD: "bold bright_red",
    Style.NEW: "bold bright_green",
    Style.FAINT: "",
}
"""The words and bold letters carry the meaning; plain red and cyan cannot be read on many screens."""
