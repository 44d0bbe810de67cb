"""One HTML file, without script, which prints on A4. Every piece of data passes `escape`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.lines import plain_lines
from cybercrime_plan.render.redline import Marked, RevisionMark
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
    said,
    say_table,
)

STYLE = """\
body { font: 11pt/1.4 "Times New Roman", "Liberation Serif", serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5em; } h2 { font-size: 1.2em; margin-top: 1.6em; }
table { border-collapse: collapse; width: 100%; font-size: .9em; line-height: 1.3; }
.unit { text-align: right; font-style: italic; margin: 0; }
th, td { border: 1px solid #888; padding: .2em .5em; text-align: left; vertical-align: top; }
td.long { overflow-wrap: anywhere; min-width: 9em; }
th { background: #eee; } .right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.total, tr.section { font-weight: bold; } tr { break-inside: avoid; } thead { display: table-header-group; }
dt { font-weight: bold; float: left; clear: left; min-width: 14em; } dd { margin-left: 14.5em; min-height: 1.4em; }
dd:empty { border-bottom: 1px dotted #888; min-height: 2.4em; }
del { color: #a00; } ins { color: #060; font-weight: bold; text-decoration: none; }
pre { background: #f5f5f5; padding: .6em; white-space: pre-wrap; }
@page { size: A4; margin: 15mm; }
@media print { body { margin: 0; max-width: none; padding: 0 1px; }
dd:empty { border-bottom: 1px dotted #888; min-height: 2.4em; }
pre { background: none; } }
"""
UNBROKEN = 24
"""Letters of the longest word that may keep its column wide; longer ones (a digest) are broken anywhere."""


def escape(text: str) -> str:
    """Harmless as content and inside a quoted attribute."""
    from html import escape as stdlib_escape

    return stdlib_escape(visible(text))


def render(page: Page, language: Language) -> str | Iterator[str]:
    """The page as a complete file, its usual form line by line."""
    if page.paper is not None:
        return page.paper(language)
    body = (line for part in page.parts for line in part_lines(part, language))
    return whole_file(page.title, body, language, _foot_of_every_page(page, language))


def whole_file(title: Text | str | None, body: Iterable[str], language: Language, style: str = "") -> Iterator[str]:
    """A complete file around what stands in its body, line by line.

    Args:
        style: further rules for its looks.
    """
    return (
        f"{line}\n"
        for line in _file_lines(escape(language.say(title or "plan")), body, language, style, named=bool(title))
    )


def _file_lines(title: str, body: Iterable[str], language: Language, style: str, *, named: bool) -> Iterator[str]:
    yield from (
        "<!DOCTYPE html>",
        f'<html lang="{language.code}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{STYLE}{style}</style>",
        "</head>",
        "<body>",
    )
    if named:
        yield f"<h1>{title}</h1>"
    yield from body
    yield from ("</body>", "</html>")


def _foot_of_every_page(page: Page, language: Language) -> str:
    """The style that prints the stamp of a page and its number, on this sheet and on every other."""
    if not page.stamp:
        return ""
    stamp = "\\a ".join(_quoted(f"{language.say(label)} {value}") for label, value in page.stamp)
    number, of = (_quoted(language.say(word)) for word in (_("page"), _("of")))
    return f"""\
@page {{ margin-bottom: 22mm;
@bottom-left {{ content: "{stamp}"; white-space: pre; font: 6.5pt monospace; }}
@bottom-right {{ content: "{number} " counter(page) " {of} " counter(pages); font: 9pt serif; }} }}
"""


def _quoted(text: str) -> str:
    """Harmless inside a quoted text of a style sheet."""
    plain = (letter.isalnum() or letter in " -.:" for letter in text)
    return "".join(letter if kept else f"\\{ord(letter):x} " for letter, kept in zip(text, plain, strict=True))


def part_lines(part: Block, language: Language) -> Iterator[str]:
    """A part of a page, to stand inside a body."""
    if isinstance(part, Paragraph):
        yield f"<p>{escape(said(part.text, language))}</p>"
    elif isinstance(part, Drawing):
        yield "<pre>" + "\n".join(map(escape, part.lines)) + "</pre>"
    elif isinstance(part, Lines):
        yield "<pre>" + "\n".join(map(escape, plain_lines(part.lines))) + "</pre>"
    else:
        if part.title:
            yield f"<h2>{escape(said(part.title, language))}</h2>"
        yield from _facts(part, language) if isinstance(part, Facts) else _table(say_table(part, language))


def _facts(facts: Facts, language: Language) -> Iterator[str]:
    yield "<dl>"
    for item in facts.items:
        yield f"<dt>{escape(said(item.label, language))}</dt><dd>{escape(said(item.value, language))}</dd>"
    yield "</dl>"


def _table(table: SaidTable) -> Iterator[str]:
    if table.unit:
        yield f'<p class="unit">{escape(table.unit)}</p>'
    if table.rows:
        yield "<table>"
        yield f"<thead><tr>{''.join(_cells('th', table.headers, table))}</tr></thead>"
        yield "<tbody>"
        yield from (_row(row, table) for row in table.rows)
        yield "</tbody>"
        yield "</table>"
    for note in table.notes:
        yield f"<p>{escape(note)}</p>"


def _row(row: SaidRow, table: SaidTable) -> str:
    if row.section:
        return f'<tr class="section"><td colspan="{len(table.columns)}">{escape(row.cells[0])}</td></tr>'
    kind = ' class="total"' if row.total else ""
    return f"<tr{kind}>{''.join(_cells('td', row.cells, table, row.level))}</tr>"


def _cells(tag: str, cells: tuple[str, ...], table: SaidTable, level: int = 0) -> Iterator[str]:
    for cell, column in zip(cells, table.columns, strict=True):
        kinds = ["right"] * (column.align is Align.RIGHT) + ["long"] * any(
            len(word) > UNBROKEN for word in cell.split()
        )
        attributes = f' class="{" ".join(kinds)}"' if kinds else ""
        if level and column.nested:
            attributes += f' style="padding-left: {level + 1}em"'
        yield f"<{tag}{attributes}>{_content(cell)}</{tag}>"


_TAGS = {RevisionMark.OLD: "del", RevisionMark.NEW: "ins"}


def _content(text: str) -> str:
    """The text, with what goes and what comes marked where it is a redline."""
    if not isinstance(text, Marked):
        return escape(text)
    return "".join(
        f"<{_TAGS[mark]}>{escape(piece)}</{_TAGS[mark]}>" if mark in _TAGS and piece else escape(piece)
        for mark, piece in text.pieces
    )
