"""Markdown, as GitHub reads it. Data is escaped, so it never becomes a link, a tag or an emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cybercrime_plan.language import Language, _
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.table import (
    CellValue,
    Drawing,
    Facts,
    Lines,
    Marked,
    Page,
    Paragraph,
    RevisionMark,
    SaidTable,
    plain_lines,
    said,
    say_table,
)

_INLINE = re.compile(r"[\\`*_\[\]<>|~&$]")
_OPENING = re.compile(r"^([#+\-=:]|\d+(?=[.)]))")
_NESTING = "&emsp;"  # blanks at the start of a cell are dropped


def inline(text: str) -> str:
    """Text that may stand in a table cell or inside a sentence."""
    return _INLINE.sub(r"\\\g<0>", text)


def block(text: str) -> str:
    """Text that may stand at the start of a line."""
    # behind a number it is the dot that makes a list
    return _OPENING.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", inline(text))


def fenced(lines: tuple[str, ...]) -> str:
    """A code block which nothing inside can close."""
    runs = (run for line in lines for run in re.findall("`+", line))
    fence = "`" * max(3, 1 + max(map(len, runs), default=0))
    return "\n".join((fence, *map(visible, lines), fence))


LONGEST_COMMENT: Final = 60_000
"""Characters that fit a review comment, with room to spare below the 65.536 forges allow."""
_TOO_LONG: Final = _("The rest does not fit here; write the whole report with: -o report.html")
_ROWS: Final = (300, 150, 80, 40, 20, 10, 5, 2, 1, 0)
"""Rows of each table to try, until the text fits."""


def render(page: Page, language: Language) -> str:
    """The page as Markdown; one that can be shortened fits a review comment, and says what it left out."""
    text = _whole(page, language)
    for rows in _ROWS if page.shorter else ():
        if len(text) < LONGEST_COMMENT or page.shorter is None:
            break
        text = _whole(page.shorter(rows), language)
    if page.shorter is None or len(text) < LONGEST_COMMENT:
        return text
    # it is not the rows that are long: as many whole lines as fit
    last = f"\n{block(language.say(_TOO_LONG))}\n"
    kept = text[: LONGEST_COMMENT - len(last) - 1].rpartition("\n")[0]
    return f"{kept}\n{last}"


def _words(cell: CellValue, language: Language) -> str:
    return inline(said(cell, language))


def _whole(page: Page, language: Language) -> str:
    blocks = [f"# {_words(page.title, language)}"] if page.title else []
    for part in page.parts:
        if isinstance(part, Paragraph):
            told = block(part.told(language))
            blocks.append(f"**{told}**" if part.verdict else told)
        elif isinstance(part, (Drawing, Lines)):
            blocks.append(fenced(part.lines if isinstance(part, Drawing) else tuple(plain_lines(part.lines))))
        else:
            blocks += [f"## {_words(part.title, language)}"] if part.title else []
            if isinstance(part, Facts):
                items = ((_words(one.label, language), _words(one.value, language)) for one in part.items)
                blocks.append("\n".join(f"- **{label}:** {value}".rstrip() for label, value in items))
            else:
                blocks += _table(say_table(part, language))
    return "\n\n".join(blocks) + "\n"


def _table(table: SaidTable) -> Iterator[str]:
    from tabulate import tabulate

    if table.unit:
        yield f"*{inline(table.unit)}*"
    rows = []
    for row in table.rows:
        # a heading inside a table has one cell; it and totals stand out
        bold = [f"**{inline(cell)}**" if cell else "" for cell in row.cells if row.section or row.total]
        if row.section:
            rows.append(bold + [""] * (len(table.columns) - 1))
        elif row.total:
            marked = zip(row.cells, bold, strict=True)
            rows.append([_content(cell) if isinstance(cell, Marked) else strong for cell, strong in marked])
        else:
            nested = (_NESTING * row.level if column.nested else "" for column in table.columns)
            rows.append([step + _content(cell) for step, cell in zip(nested, row.cells, strict=True)])
    if rows:
        heads, sides = map(inline, table.headers), (column.align.value for column in table.columns)
        yield tabulate(rows, [*heads], tablefmt="pipe", colalign=[*sides], disable_numparse=True)
    yield from map(block, table.notes)


_SIGNS = {RevisionMark.OLD: "~~", RevisionMark.NEW: "**"}


def _content(text: str) -> str:
    """The text, with what goes and what comes marked where it is a redline."""
    if not isinstance(text, Marked):
        return inline(text)
    said = ""
    for mark, piece in text.pieces:
        bare, sign = piece.strip(), _SIGNS.get(mark, "")
        # blanks stay outside the signs, which else mark nothing
        said += piece.replace(bare, f"{sign}{inline(bare)}{sign}", 1) if bare else piece
    return said
