"""One HTML file, without script, which prints on A4. Every piece of data passes `escape`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from cybercrime_plan.language import Language, Text, _
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.table import (
    Align,
    Block,
    Column,
    Drawing,
    Facts,
    Lines,
    Marked,
    Page,
    Paragraph,
    RevisionMark,
    SaidRow,
    SaidTable,
    Table,
    plain_lines,
    said,
    say_table,
)

STYLE = """\
body { font: 11pt/1.4 "Times New Roman", "Liberation Serif", serif; color: #111; background: #fff; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.5em; line-height: 1.25; } h2 { font-size: 1.2em; margin: 1.6em 0 .4em; }
h1, h2, caption, .unit, dt { break-after: avoid; } p { orphans: 3; widows: 3; }
table { border-collapse: collapse; width: 100%; font-size: .9em; line-height: 1.3; }
caption { text-align: left; font-size: 1.11em; } caption h2 { font-size: 1.2em; }
.unit { display: block; text-align: right; font-style: italic; margin: 0; }
th, td { border: 1px solid #888; padding: .2em .5em; text-align: left; vertical-align: top; }
.long { overflow-wrap: anywhere; min-width: 9em; }
th { background: #eee; } .right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody th { background: none; font-weight: inherit; }
tr.total, tr.section { font-weight: bold; } tr { break-inside: avoid; } thead { display: table-header-group; }
tr.section, tr.section th { break-after: avoid; }
dl { display: grid; grid-template-columns: minmax(8em, max-content) 1fr; gap: .1em 1em; }
dl { break-inside: avoid; } dt { font-weight: bold; } dd { margin: 0; min-height: 1.4em; overflow-wrap: anywhere; }
dd:empty { border-bottom: 1px dotted #888; min-height: 2.4em; }
.annex td:nth-child(4) { width: 40%; }
del { color: #a00; } ins { color: #060; font-weight: bold; text-decoration: none; }
.verdict { font-weight: bold; padding: .5em .8em; border-left: .4em solid; }
.good { background: #e4f2ea; } .look { background: #fdf3dc; } .bad { background: #fbe6e4; }
pre { background: #f5f5f5; padding: .6em; white-space: pre-wrap; }
.wide { overflow-x: auto; }
@media screen and (max-width: 40rem) { .wide tbody th { min-width: 7em; } body { margin: 1rem auto; }
dl { grid-template-columns: 1fr; } dd { margin-bottom: .6em; }
.words, .words tbody, .words tr, .words td, .words th, .words caption { display: block; border: 0; }
.words thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
.words tr { border: 1px solid #888; margin-bottom: .6em; padding: .2em 0; }
.words td.right, .words th.right { text-align: left; white-space: normal; } .words td:empty { display: none; }
.words [data-label]::before { content: attr(data-label) ": "; font-weight: bold; } }
@page { size: A4; margin: 15mm 15mm 18mm; }
@media print { .annex { break-before: page; font-size: .75em; }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { margin: 0; max-width: none; padding: 0 1px; } .wide { overflow: visible; }
pre { background: none; } }
"""
UNBROKEN = 24
"""Letters of the longest word that may keep its column wide; longer ones (a digest) are broken anywhere."""


def escape(text: str) -> str:
    """Harmless as content and inside a quoted attribute."""
    from html import escape as stdlib_escape

    return stdlib_escape(visible(text))


_FOOT = """\
@page {{ margin-bottom: 22mm;
@bottom-left {{ content: "{stamp}"; white-space: pre; font: 6.5pt monospace; }}
{number} }}
"""


def render(page: Page, language: Language) -> str | Iterator[str]:
    """The page as a complete file, its usual form line by line."""
    if page.paper is not None:
        return page.paper(language)
    title = page.title or next(
        (part.title for part in page.parts if isinstance(part, (Table, Facts)) and part.title), None
    )
    body = (line for part in page.parts for line in part_lines(part, language, heading=title))
    # on every sheet its number, and the stamp of the page if it has one
    stamp = "\\a ".join(_quoted(f"{language.say(label)} {value}") for label, value in page.stamp)
    style, head = _FOOT.format(stamp=stamp, number=number_of_page(language)), ""
    if page.is_signed:
        # room for the body that signs, and the name of the state over its motto (Nghị định 30/2020, Phụ lục I)
        state, motto = escape(language.say(_STATE)), escape(language.say(_MOTTO))
        head = f'<div class="state"><p></p><p>{state}<br><b>{motto}</b></p></div>'
        style += _STYLE_OF_STATE
    return whole_file(title, body, language, style, head)


def head_of_file(title: str, style: str, language: Language) -> tuple[str, ...]:
    """The lines above the body; the title is harmless already."""
    return (
        "<!DOCTYPE html>",
        f'<html lang="{language.code}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{style}</style>",
        "</head>",
    )


def whole_file(
    title: Text | str | None, body: Iterable[str], language: Language, style: str = "", head: str = ""
) -> Iterator[str]:
    """A complete file around what stands in its body, line by line.

    Args:
        style: further rules for its looks.
        head: what stands over its title.
    """
    named = escape(language.say(title or "plan"))
    first = head_of_file(named, STYLE + style, language)
    above = (*first, "<body>", "<main>", *((head,) if head else ()), f"<h1>{named}</h1>")
    return (f"{line}\n" for line in chain(above, body, ("</main>", "</body>", "</html>")))


_STATE = _("SOCIALIST REPUBLIC OF VIET NAM")
_MOTTO = _("Independence - Freedom - Happiness")
_STYLE_OF_STATE = """\
.state { display: flex; justify-content: space-between; gap: 2em; text-align: center; font-weight: bold; }
.state p { margin: 0; } .state p:first-child { flex: 0 1 40%; border-bottom: 1px dotted #888; }
.state b { display: inline-block; border-bottom: 1px solid; font-size: 1.08em; padding-bottom: .15em; }
"""


def number_of_page(language: Language) -> str:
    """The style that prints `page 1 of 2`, to stand among the rules of a sheet."""
    number, of = (_quoted(language.say(word)) for word in (_("page"), _("of")))
    return f'@bottom-right {{ content: "{number} " counter(page) " {of} " counter(pages); font: 9pt serif; }}'


def _quoted(text: str) -> str:
    """Harmless inside a quoted text of a style sheet."""
    plain = (letter.isalnum() or letter in " -.:" for letter in text)
    return "".join(letter if kept else f"\\{ord(letter):x} " for letter, kept in zip(text, plain, strict=True))


def part_lines(part: Block, language: Language, heading: Text | str | None = None) -> Iterator[str]:
    """A part of a page, to stand inside a body.

    Args:
        heading: the heading above it; a part of the same title does not show its own.
    """
    if isinstance(part, Paragraph):
        kind = f' class="verdict {part.verdict.name.lower()}"' if part.verdict else ""
        yield f"<p{kind}>{escape(part.told(language))}</p>"
    elif isinstance(part, Drawing):
        yield "<pre>" + "\n".join(map(escape, part.lines)) + "</pre>"
    elif isinstance(part, Lines):
        yield "<pre>" + "\n".join(map(escape, plain_lines(part.lines))) + "</pre>"
    elif isinstance(part, Facts):
        if part.title and part.title != heading:
            yield f"<h2>{escape(said(part.title, language))}</h2>"
        yield "<dl>"
        for item in part.items:
            yield f"<dt>{escape(said(item.label, language))}</dt><dd>{escape(said(item.value, language))}</dd>"
        yield "</dl>"
    else:
        yield from _table(say_table(part, language), headed=part.title != heading)


def _table(table: SaidTable, *, headed: bool) -> Iterator[str]:
    """A table with its title as caption; on a narrow screen words stand in lines, and figures move sideways."""
    title = f"<h2>{escape(table.title)}</h2>" if table.title and headed else ""
    unit = f'<span class="unit">{escape(table.unit)}</span>' if table.unit else ""
    if not table.rows:
        yield title + unit
    else:
        figures = sum(column.align is Align.RIGHT for column in table.columns)
        worded = not table.unit and 2 * figures <= len(table.columns)
        kinds = "words annex" if table.is_annex else "words"
        label = escape(table.title or table.headers[0])  # of the part that is moved sideways, for who listens
        yield (
            f'<table class="{kinds}">'
            if worded
            else f'<div class="wide" tabindex="0" role="group" aria-label="{label}"><table>'
        )
        if title or unit:
            yield f"<caption>{title}{unit}</caption>"
        yield from _rows(table, worded=worded)
        yield "</table>" if worded else "</table></div>"
    for note in table.notes:
        yield f"<p>{escape(note)}</p>"


def _rows(table: SaidTable, *, worded: bool) -> Iterator[str]:
    headers = (
        f'<th scope="col"{_kinds(header, column)}>{escape(header)}</th>'
        for header, column in zip(table.headers, table.columns, strict=True)
    )
    yield f"<thead><tr>{''.join(headers)}</tr></thead>"
    yield "<tbody>"
    first = True
    for row in table.rows:
        if row.section:
            yield from () if first else ("</tbody>", "<tbody>")
            over = f'<th scope="rowgroup" colspan="{len(table.columns)}">'
            yield f'<tr class="section">{over}{escape(row.cells[0])}</th></tr>'
        else:
            kind = ' class="total"' if row.total else ""
            yield f"<tr{kind}>{''.join(_cells(row, table, worded=worded))}</tr>"
        first = False
    yield "</tbody>"


def _cells(row: SaidRow, table: SaidTable, *, worded: bool) -> Iterator[str]:
    """The cells of a row, that which names it as its header."""
    naming = next((place for place, column in enumerate(table.columns) if column.nested), 0)
    for place, (cell, column, header) in enumerate(zip(row.cells, table.columns, table.headers, strict=True)):
        tag, scope = ("th", ' scope="row"') if place == naming and cell else ("td", "")
        attributes = scope + _kinds(cell, column)
        if worded and header and cell:
            attributes += f' data-label="{escape(header)}"'
        if row.level and column.nested:
            attributes += f' style="padding-left: {row.level + 1}em"'
        content = escape(cell)
        if isinstance(cell, Marked):
            pieces = ((_TAGS.get(mark, ""), escape(piece)) for mark, piece in cell.pieces)
            content = "".join(f"<{sign}>{piece}</{sign}>" if sign and piece else piece for sign, piece in pieces)
        yield f"<{tag}{attributes}>{content}</{tag}>"


def _kinds(text: str, column: Column) -> str:
    """On which side a cell is flush, and whether a long word in it may break."""
    long = any(len(word) > UNBROKEN for word in text.split())
    kinds = ["right"] * (column.align is Align.RIGHT) + ["long"] * long
    return f' class="{" ".join(kinds)}"' if kinds else ""


_TAGS = {RevisionMark.OLD: "del", RevisionMark.NEW: "ins"}
"""Of what goes and what comes in a redline."""
