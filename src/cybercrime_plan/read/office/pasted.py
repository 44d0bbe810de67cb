"""Text copied out of a document (.txt, .md): rows of cells joined by TABs, or of words and numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, pairwise, takewhile
from operator import attrgetter

from cybercrime_plan.findings import Span
from cybercrime_plan.model.money import is_unit_line
from cybercrime_plan.read.annex.numbering import is_numbering, split_number
from cybercrime_plan.read.annex.titles import FigureKind, understood
from cybercrime_plan.read.annex.vocabulary import ColumnRole, is_total, role_of
from cybercrime_plan.read.grid import Area, Grid, GridCell, blank_cell, text_cell
from cybercrime_plan.read.office.broken_lines import put_together
from cybercrime_plan.read.office.columns_in_line import pieces_of
from cybercrime_plan.read.office.delimited import separated
from cybercrime_plan.read.office.laid_out import laid_out
from cybercrime_plan.read.office.package import grid_of_text
from cybercrime_plan.read.office.spaced import (
    Filled,
    read_row,
    refuse_more_columns,
    refuse_surplus,
    totals_of_products,
    without_blanks,
)
from cybercrime_plan.read.office.spaced_header import (
    SpacedHeader,
    begins_add_up,
    column_numbers,
    ends_add_up,
    find_heads,
    heading_number,
    titled_heads,
    titles_of,
)
from cybercrime_plan.read.office.spaced_line import (
    MOST_LINES_OF_NAME,
    NUMBER,
    SpacedLine,
    Word,
    is_figure,
    line_of,
)

_QUOTED = re.compile(r'(?:^|\t)"[^"\t]*[\n,][^"\t]*"(?=\t|\r?$)', re.MULTILINE)
"""A cell in quotes between TABs, as a workbook saves one that holds a line break or a comma."""
_BREAK = re.compile("\r\n|\r|\n")


def _separator(text: str) -> str | None:
    """What parts the cells as a workbook saves them: TABs around quotes, or as many semicolons in most lines."""
    if "\t" in text:
        return "\t" if _QUOTED.search(text) else None
    counts = [line.count(";") for line in _BREAK.split(text) if line.strip()]
    usual = max({*counts}, key=counts.count, default=0)
    return ";" if usual > 1 and counts.count(usual) > max(2, len(counts) // 2) else None


def read_pasted(text: str) -> tuple[Grid, ...]:
    """The one grid of a text, a row for each line.

    Raises:
        InputError: larger than any annex.
    """
    if separator := _separator(text):
        return (separated(text, separator),)
    broken = _BREAK.split(text.translate(_STROKES))
    lines = [*_without_page_ends(broken)]
    if sum(line.count("|") > 1 for line in lines) > 1:
        return (_drawn(lines),)
    page_of = [*accumulate(line.count("\f") for line in broken)]
    if "\t" not in text and (page := laid_out(_without_page_numbers(lines), page_of)) is not None:
        return (page,)
    rows = _shifted(_mended([_cells(line, number) for number, line in enumerate(lines, 1)]))
    if "\t" not in text and (listed := _one_by_one([row[0] for row in rows if row[0]])) is not None:
        return (grid_of_text(listed),)
    merges = [*_spread_tables(_lines_of_words(lines, rows), rows)]
    return (grid_of_text(rows, merges),)


def _spread_tables(words: list[SpacedLine], rows: list[list[GridCell]]) -> Iterator[Area]:
    """Put tables whose cells are parted by blanks only into cells; each with its pages under the same titles."""
    years = [*find_heads(words)]
    heads = sorted([*years, *titled_heads(words, {head.row for head in years})], key=attrgetter("row"))
    for before, head in pairwise(heads):
        above = next((line for line in reversed(words[before.row + 1 : head.first]) if line.words), None)
        if above and before.titles == head.titles and _PAGE_NUMBER.fullmatch(above.text):
            rows[above.number - 1] = [blank_cell(above.cell(()).place)]
            words[above.number - 1] = above._replace(words=())
    ends = [*(head.first for head in heads[1:]), len(words)]
    tables = [(head, words[head.row + 1 : end]) for head, end in zip(heads, ends, strict=False)]
    pages: dict[tuple[str, ...], list[SpacedLine]] = {}
    for head, below in tables:
        pages.setdefault(head.titles, []).extend(below)
    filled: dict[tuple[str, ...], Mapping[int, Filled]] = {}
    for head in {head.titles: head for head in heads}.values():
        refuse_surplus(head, pages[head.titles])
        filled[head.titles] = without_blanks(head, pages[head.titles])
    for head, below in tables:
        yield from _spread(head, rows, below, filled[head.titles])


def _lines_of_words(lines: Sequence[str], rows: list[list[GridCell]]) -> list[SpacedLine]:
    """The words of each line without TABs; where there are none at all, rows broken over lines are put together."""
    words = [line_of("" if "\t" in line else line, number) for number, line in enumerate(lines, 1)]
    if any("\t" in line for line in lines):
        return words
    words = put_together(words)
    for row, line in zip(rows, words, strict=True):
        if not line.words:
            row[:] = [blank_cell(row[0].place)]
    return words


_PAGE_NUMBER = re.compile(r"[-–— ]*(?:(?:trang|page) )?[0-9]{1,3}(?: ?(?:/|of) ?[0-9]{1,3})?[-–— ]*", re.IGNORECASE)


def _without_page_ends(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a text, those empty that hold but the number of a page, before its end or after it."""
    for line, after in pairwise((*lines, "")):
        ends = "\f" in line or after.startswith("\f")
        yield "" if ends and _PAGE_NUMBER.fullmatch(line.strip()) else line.replace("\f", " ")


def _without_page_numbers(lines: Sequence[str]) -> list[str]:
    """The lines, those empty that hold but the number of a page right above titles that stand again below it."""
    found = [*lines]
    seen = set[str]()
    for above, at in pairwise(at for at, line in enumerate(lines) if line.strip()):
        words = " ".join(lines[at].split())
        if words in seen and _PAGE_NUMBER.fullmatch(lines[above].strip()):
            found[above] = ""
        if len(pieces := pieces_of(lines[at])) > 2 and not any(map(is_figure, pieces)):  # noqa: PLR2004 - of titles
            seen.add(words)
    return found


def _cells(line: str, number: int, separator: str = "\t") -> list[GridCell]:
    """The cells of a line, parted by TABs or by upright strokes."""
    cells, column = [], 1
    for part in line.split(separator):
        cells.append(text_cell(part, Span(number, column, number, column + len(part))))
        column += len(part) + 1
    return cells


def _mended(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """The rows with each cell that a line break parts put together: the row stands on its last line.

    Such a line lacks as many cells as those after it bring, of which the first goes on with its last words.
    """
    width = max(map(len, rows))
    mended = list(rows)
    at = 0
    while at < len(rows):
        count = _lines_broken_over(rows, at, width)
        for line in range(at, at + count):
            above, (rest, *more) = mended[line], rows[line + 1]
            mended[line + 1] = [*above[:-1], above[-1]._replace(text=f"{above[-1].text} {rest.text}"), *more]
            mended[line] = [blank_cell(above[0].place)]
        at += count + 1
    return mended


def _lines_broken_over(rows: Sequence[Sequence[GridCell]], at: int, width: int) -> int:
    """How many lines after this one go on with it: until it is as wide as the table, or one with its last cell."""
    wide, found = len(rows[at]), 0
    for last in range(at + 1, len(rows) if 1 < wide < width else 0):
        broken, rest = rows[last - 1][-1], rows[last][0]
        figures = NUMBER.fullmatch(broken.text) or NUMBER.fullmatch(rest.text)
        wide += len(rows[last]) - 1
        if not broken or not rest or figures or wide > width or _begins_row(rest):
            break
        if wide == width:
            return last - at + _goes_on_below(rows[at], rows[last + 1 : last + 3], width)
        found = found or int(last == at + 1 and len(rows[last]) == 1)
    return found


def _goes_on_below(titles: Sequence[GridCell], below: Sequence[Sequence[GridCell]], width: int) -> bool:
    """Whether the last title of a header goes on over one more line, right above the first row: `2026`."""
    if len(below) < 2 or not _numbers_lines(titles):  # noqa: PLR2004 - the line and a row
        return False
    (rest, *more), row = below
    return bool(rest) and not more and len(row) == width and _begins_row(row[0])


_STROKES = str.maketrans(dict.fromkeys("│┃║", "|") | dict.fromkeys("─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝", "-"))
"""The lines that programs draw around a table, as they are typed."""
_RULE = re.compile(r"[\s|+:=\-]*")
_STRESSED = re.compile(r"([*_]{1,3})(\S(?:.*\S)?)\1")
"""Bold or slanting words in Markdown."""


def _drawn(lines: list[str]) -> Grid:
    """A table drawn with upright strokes, as in Markdown; rows of strokes alone part its head from its body."""
    rows = [_cells("" if _RULE.fullmatch(line) else line, number, "|") for number, line in enumerate(lines, 1)]
    for row in rows:
        for at, cell in enumerate(row):
            if stressed := _STRESSED.fullmatch(cell.text):
                row[at] = cell._replace(text=stressed[2], bold=len(stressed[1]) > 1)
    framed = [row for row, line in zip(rows, lines, strict=True) if line.count("|") > 1]
    if all(not row[0] and not row[-1] for row in framed):
        rows = [row[1:-1] if len(row) > 2 else row for row in rows]  # noqa: PLR2004 - framed by two strokes
    return grid_of_text(_shifted(rows))


def _shifted(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """The rows, those one cell to the right that lack the number before their name: `Cộng | 183.500`.

    Nothing but a shift puts words under STT and a figure under the names, where no other row has one.
    """
    head = next((at for at, row in enumerate(rows) if len(row) > 2 and _numbers_lines(row)), len(rows))  # noqa: PLR2004
    width = len(rows[head]) if head < len(rows) else 0
    full = (row for row in rows[head + 1 :] if len(row) == width and row[-1])
    if any(is_figure(row[1]) and column_numbers(row) is None for row in full):
        return rows
    found = [*rows]
    for at, row in enumerate(rows[head + 1 :], head + 1):
        # room for a cell more, words in its first and a figure in its second
        room = 1 < len(row) <= width - bool(row[-1])
        word = room and bool(row[0]) and not is_numbering(row[0].text) and not is_figure(row[0])
        if word and NUMBER.fullmatch(row[1].text):
            found[at] = _with_places(row, rows[head])
    return found


def _with_places(row: Sequence[GridCell], titles: Sequence[GridCell]) -> list[GridCell]:
    """The row with a blank for the number it lacks; a lone figure below quantities or prices is that of amounts."""
    blank = blank_cell(row[0].place)
    kinds = [understood((cell.text,)).kind for cell in titles]
    whole = max((at for at, kind in enumerate(kinds) if kind is FigureKind.TOTAL), default=0)
    if sum(map(bool, row)) == 2 and not {FigureKind.QUANTITY, FigureKind.PRICE}.isdisjoint(kinds[:whole]):  # noqa: PLR2004
        return [blank, row[0], *[blank] * (whole - 2), row[1]]
    return [blank, *(row if row[-1] else row[:-1])]


def _numbers_lines(titles: Sequence[GridCell]) -> bool:
    return role_of(titles[0].text) is ColumnRole.STT


def _spread(
    head: SpacedHeader, rows: list[list[GridCell]], below: list[SpacedLine], filled: Mapping[int, Filled]
) -> Iterator[Area]:
    """Put the lines of a table parted by blanks into cells, its header on the line of its years.

    Args:
        filled: the columns of the figures in lines that have fewer than the header.
    """
    for row in range(head.first, head.row):
        last = rows[row][-1]
        rows[row] = [blank_cell(last.place) if last else last]
    titles = head.row
    if below and is_unit_line(below[0].text):  # under the titles; printed over them it is that of the table
        unit, below, titles = below[0], below[1:], head.row + 1
        rows[head.row - bool(head.heading)] = [unit.cell(unit.words)]
    more = filter(None, (head.total, head.source))
    rows[titles] = [head.number, head.name, *filter(None, (head.measure,)), *head.years, *more]
    if head.heading and titles:
        rows[titles - 1] = [blank_cell(head.number.place), blank_cell(head.name.place), head.heading]
        yield Area(titles - 1, 2, titles - 1, 1 + len(head.years))
    _spread_lines(head, rows, below, {**totals_of_products(head, below), **filled})


def _spread_lines(
    head: SpacedHeader, rows: list[list[GridCell]], below: Sequence[SpacedLine], filled: Mapping[int, Filled]
) -> None:
    """Put the lines under the titles into cells, a name that goes over several of them into one."""
    refuse_more_columns(head, below)
    waiting: list[SpacedLine] = []
    noted_at = 0
    added = head.figures == 1 and ends_add_up(below, 1)
    noted = head.figures == 1 and not added and begins_add_up(below)
    read = partial(read_row, head, added=added, noted=noted)
    spread = [(line, read(line, filled.get(line.number))) for line in below if line.words]
    numbered = dict(_numbered_above(spread))
    for line, cells in spread:
        if cells:
            if begun := numbered.get(line.number, ()):
                # the number and the beginning of the name stand in lines above
                number, *words = (word for one in begun for word in one.words)
                name = GridCell(" ".join((*(word.text for word in words), cells[1].text)), cells[1].place)
                rows[line.number - 1] = [begun[0].cell((number,)), name, *cells[2:]]
            else:
                rows[line.number - 1], begun = _with_beginning(cells, waiting)
            for above in begun:
                rows[above.number - 1] = [blank_cell(above.cell(()).place)]
            waiting, noted_at = [], line.number if head.source and cells[-1] else 0
        elif noted_at and _goes_on_with_figure(line, rows[noted_at - 1][0].text):
            *before, note = rows[noted_at - 1]
            rows[noted_at - 1] = [*before, note._replace(text=f"{note.text} {line.text}")]
            rows[line.number - 1] = [blank_cell(line.cell(()).place)]
        else:
            # without amounts it is the beginning or the rest of a name, or a note; no cell of it holds figures
            cut = heading_number(line.words) if head.number else 0
            rows[line.number - 1] = [line.cell(line.words[:cut]), line.cell(line.words[cut:])]
            waiting.append(line)


def _goes_on_with_figure(line: SpacedLine, above: str) -> bool:
    """Whether a line is no row though a figure stands first: `50 người` goes on with the note of row 1 above it."""
    first = line.words[0].text
    follows = above.isdecimal() and first.isdecimal() and int(first) == int(above) + 1
    return bool(heading_number(line.words)) and line.words[1].text[:1].islower() and not follows


_SpreadLine = tuple[SpacedLine, tuple[GridCell, ...] | None]


def _numbered_above(spread: Sequence[_SpreadLine]) -> Iterator[tuple[int, Sequence[SpacedLine]]]:
    """The rows, by the number of their line, whose own number stands above with the beginning of their name.

    `1 Đường từ QL1A đến` over `Khu công nghiệp 85.000`: then comes 2, and other rows bear their number themselves.
    """
    if not any(cells and cells[0].text.isdecimal() for _line, cells in spread):
        return
    for at, (line, cells) in enumerate(spread):
        if cells is None or cells[0] or is_total(cells[1].text):
            continue
        above = [*takewhile(lambda one: one[1] is None, (spread[row] for row in range(at - 1, -1, -1)))]
        ends = (count for count, (one, _cells) in enumerate(above, 1) if heading_number(one.words))
        begun = [one for one, _cells in reversed(above[: next(ends, 0)])]
        number = begun[0].words[0].text if begun else ""
        after = spread[at + 1][0] if at + 1 < len(spread) else None
        first = after.words[0].text if after else ""
        # then comes the next number, another group, a total, or nothing
        next_number = (
            int(first) == int(number) + 1 if first.isdecimal() and number.isdecimal() else is_numbering(first)
        )
        if number.isdecimal() and (after is None or next_number or is_total(after.text)):
            yield line.number, begun


def _with_beginning(
    cells: Sequence[GridCell], waiting: Sequence[SpacedLine]
) -> tuple[list[GridCell], Sequence[SpacedLine]]:
    """A row whose name begins in lines above it, and these: number and amounts stand at the middle of a name."""
    number, name, *rest = cells
    if not number and name.text.isdecimal():
        number, name = name, blank_cell(name.place)
    starts = [at for at, line in enumerate(waiting) if line.words[0].text[:1].isupper()]
    begun = waiting[starts[-1] :] if starts else ()
    own = name.text[:1].islower() if name else bool(begun)
    if not number or not begun or not own or split_number(begun[0].text)[0] or heading_number(begun[0].words):
        return [*cells], ()
    text = " ".join(filter(None, (*(line.text for line in begun), name.text)))
    return [number, GridCell(text, name.place), *rest], begun


_FEWEST_ROWS = 2
_FEWEST_TITLES = 3


def _one_by_one(cells: Sequence[GridCell]) -> list[list[GridCell]] | None:
    """The rows of a table of which every cell stands on a line of its own, as some readers of PDF copy them.

    The title of every column comes first, then number, name and all figures of a row.
    None where a line breaks that order, as it does where a cell is empty: nothing tells then which.
    """
    heads = [at for at, cell in enumerate(cells) if role_of(cell.text) is ColumnRole.STT]
    if len(heads) != 1:
        return None
    before, rest = cells[: heads[0]], cells[heads[0] :]
    titles = list(takewhile(lambda cell: not is_numbering(cell.text), rest))
    ways = (_below_titles(way, rest[len(titles) :]) for way in (titles, _broken_titles(titles)))
    found = next(filter(None, ways), None)
    return [*([cell] for cell in before), *found] if found else None


def _below_titles(titles: Sequence[GridCell], rest: Sequence[GridCell]) -> list[list[GridCell]] | None:
    """The titles with the rows below them, each as wide as they are; None where the order is another."""
    if role_of(titles[-1].text) is ColumnRole.NOTE:  # nothing is noted: otherwise the order of the lines is broken
        titles = titles[:-1]
    rows: list[list[GridCell]] = []
    at, most = 0, len(titles) + MOST_LINES_OF_NAME
    while found := _row(rest[at : at + most], len(titles) - 2):
        row, lines = found
        rows.append(row)
        at += lines
    rest = rest[at:]
    full = sum(len(one) == len(titles) for one in rows)
    if len(titles) < _FEWEST_TITLES or full < _FEWEST_ROWS or any(map(is_figure, rest)):
        return None
    return [[*titles], *rows, *([cell] for cell in rest)]


def _broken_titles(cells: Sequence[GridCell]) -> list[GridCell]:
    """The titles that go on over several lines put together: `Năm`, `2026`, `Tổng`, `cộng`."""
    words = [Word(word, at, at) for at, cell in enumerate(cells) for word in cell.text.split()]
    starts = sorted({title[0].start for title in titles_of(words)})
    parts = [cells[start:end] for start, end in pairwise([*starts, len(cells)])]
    return [part[0]._replace(text=" ".join(cell.text for cell in part)) for part in parts]


def _row(cells: Sequence[GridCell], figures: int) -> tuple[list[GridCell], int] | None:
    """The row that begins here and how many lines it takes: a number, words, and so many figures or none."""
    if not cells or not _begins_row(cells[0]):
        return None
    numbers = cells[: 0 if is_total(cells[0].text) else 1]
    behind = cells[len(numbers) :]
    words = list(
        takewhile(lambda cell: not is_figure(cell) and (cell is behind[0] or not _begins_row(cell)), behind)
    )
    found = list(takewhile(is_figure, behind[len(words) :]))[:figures]
    if not words or len(found) not in {0, figures}:
        return None
    number = numbers[0] if numbers else blank_cell(words[0].place)
    name = words[0]._replace(text=" ".join(cell.text for cell in words))
    return [number, name, *found], len(numbers) + len(words) + len(found)


def _begins_row(cell: GridCell) -> bool:
    return is_numbering(cell.text) or is_total(cell.text)
