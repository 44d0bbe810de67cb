"""Tables whose cells are parted by blanks only, as they come out of a PDF: each row is read from the right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, takewhile
from typing import NamedTuple

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.money import unit_of
from cybercrime_plan.read.annex.amounts import number_of, values_of
from cybercrime_plan.read.annex.numbering import split_number
from cybercrime_plan.read.annex.titles import FigureKind, understood
from cybercrime_plan.read.annex.vocabulary import is_total
from cybercrime_plan.read.grid import Content, GridCell
from cybercrime_plan.read.office.spaced_header import (
    ALONE,
    ROMAN,
    SpacedHeader,
    column_numbers,
    heading_number,
)
from cybercrime_plan.read.office.spaced_line import (
    FIGURE,
    GROUPED,
    SpacedLine,
    Word,
    amounts_in,
    figures_in,
    first_figure,
    has_letters,
    joined,
    lines_with,
    runs_in,
    words_of,
)

Filled = tuple[int, ...]
"""The columns of amounts, from 0, in which the figures of a line stand."""


def without_blanks(head: SpacedHeader, below: Sequence[SpacedLine]) -> Mapping[int, Filled]:
    """The columns of the figures in lines that have fewer than the header, by the number of the line.

    Raises:
        InputError: there are such lines, and the sums do not say where their figures stand.
    """
    ends = [(line, amounts_in(line)) for line in below if has_letters(line) and not _numbers_of_columns(head, line)]
    with_figures = [(line, words) for line, words in ends if words]
    total = next((at for at, (line, words) in enumerate(with_figures) if is_total(words_of(line))), None)
    rows = with_figures[1:] if total == 0 else with_figures[:total]
    short = [(line, words) for line, words in rows if 1 < len(words) < head.figures]
    if not short or head.figures < _FEWEST_WITH_BLANKS:
        return {}
    number, count = short[0][0].number, len(short[0][1])
    refusal = _refusal(number, head.figures, count)
    if total is None or len(with_figures[total][1]) != head.figures or any(len(words) < 2 for _line, words in rows):  # noqa: PLR2004
        raise refusal
    cells = [[line.cell((word,)) for word in words] for line, words in (*rows, with_figures[total])]
    if any(number_of(cell) is None for row in cells for cell in row):
        raise refusal
    *figures, totals = [tuple(value or 0 for value in row) for row in values_of(cells)]
    lines = [
        FigureLine(line.number, row, line.words[0].text) for (line, _w), row in zip(rows, figures, strict=True)
    ]
    found = placed_below(head, lines, totals)
    if found is None or any(line.number not in found for line, _words in short):
        raise refusal
    return found


def placed_below(
    head: SpacedHeader, lines: Sequence[FigureLine], totals: Sequence[int]
) -> Mapping[int, Filled] | None:
    """The columns of the lines with fewer figures than the totals, those of groups as the lines below them say."""
    titles = [cell.text for cell in (*head.years, *filter(None, (head.total,)))]
    at_end, at_front = bool(head.total) or is_total(titles[-1]), is_total(titles[0])
    column = head.figures - 1 if at_end else 0 if at_front else None
    signs = _signs(titles, totals)
    for group in (ROMAN, _CAPITAL, None):  # a total adds up the lines below the groups, where there are any
        items = [line for line in lines if group is None or not group.fullmatch(line.begins)]
        if len(items) > 1 and (found := placed(items, totals, column, signs)) is not None:
            return {**found, **dict(_groups_placed(lines, items, found, len(totals)))}
    return None


def _signs(titles: Sequence[str], totals: Sequence[int]) -> tuple[int, ...] | None:
    """How the columns come to none in each line of `giao | tăng | giảm | sau`; None where they do not."""
    changes = [understood((title,)).kind is FigureKind.CHANGE for title in titles]
    if sum(changes) != _UP_AND_DOWN or changes[0] or changes[-1]:
        return None
    downs = [change and "giảm" in title.casefold() for change, title in zip(changes, titles, strict=True)]
    signs = tuple(-1 if down else int(change) for change, down in zip(changes, downs, strict=True))
    signs = (1, *signs[1:-1], -1)
    holds = sum(sign * value for sign, value in zip(signs, totals, strict=True)) == 0
    return signs if holds and sum(downs) == 1 else None


def _groups_placed(
    lines: Sequence[FigureLine], items: Sequence[FigureLine], found: Mapping[int, Filled], width: int
) -> Iterator[tuple[int, Filled]]:
    """The columns of groups with fewer figures: those in which the lines below them come to these."""
    for at, line in enumerate(lines):
        if line in items or len(line.figures) == width:
            continue
        below = [*takewhile(lambda one: one in items, lines[at + 1 :])]
        sums = [0] * width
        for one in below:
            for column, figure in zip(found.get(one.number, range(width)), one.figures, strict=True):
                sums[column] += figure
        filled = tuple(column for column, value in enumerate(sums) if value)
        if tuple(sums[column] for column in filled) == line.figures:
            yield line.number, filled


def totals_of_products(head: SpacedHeader, below: Sequence[SpacedLine]) -> Mapping[int, Filled]:
    """The columns of the figures of totals, where prices and some quantities have none, by the number of the line.

    The last figure is that of the amounts; for the others the sums of the lines decide, then that no price has one.
    """
    kinds = [understood((cell.text,)).kind for cell in (*head.years, *filter(None, (head.total,)))]
    if kinds[-1] is not FigureKind.TOTAL or not {FigureKind.QUANTITY, FigureKind.PRICE} & {*kinds}:
        return {}
    *before, last = range(head.figures)
    lone = (line for line in lines_with(below, 1) if GROUPED.fullmatch(figures_in(line)[0].text))
    found: dict[int, Filled] = {line.number: (last,) for line in lone}
    prices = {column for column, kind in enumerate(kinds) if kind is FigureKind.PRICE}
    for count in range(2, head.figures):
        ways = [(*way, last) for way in combinations(before, count - 1)]
        for line in lines_with(below, count):
            if is_total(words_of(line)):
                holds = _sums_that_hold(below, line, head.figures)
                found[line.number] = max(ways, key=lambda way: (holds(way), -len(prices.intersection(way))))
    return found


def _sums_that_hold(below: Sequence[SpacedLine], total: SpacedLine, width: int) -> Callable[[Filled], int]:
    """How many columns add up to the figures of this total when they stand in the columns given.

    They are those of the lines above it; of all, where it stands on top.
    """
    every = [line for line in lines_with(below, width) if not is_total(words_of(line))]
    rows = [line for line in every if line.number < total.number] or every
    cells = [[line.cell((word,)) for word in figures_in(line)] for line in (*rows, total)]
    *lines, figures = values_of(cells)
    columns = zip(*lines, strict=True) if lines else [()] * width
    sums = [sum(value or 0 for value in column) for column in columns]
    return lambda way: sum(sums[column] == figure for column, figure in zip(way, figures, strict=True))


_TIMES = frozenset("x×*")
_YEAR_ENDS = re.compile(r"(?:19|20)[0-9]{2}[.;]")
_CAPITAL = re.compile("[A-HĐ]")
_FEWEST_WITH_BLANKS = 3
_MOST_STEPS = 20_000
_UP_AND_DOWN = 2


class FigureLine(NamedTuple):
    """The figures of one line, as whole numbers in one scale.

    Attributes:
        number: of the line, counted from 1.
        begins: its first word, which may be the number of a group.
    """

    number: int
    figures: tuple[int, ...]
    begins: str = ""


def placed(
    lines: Sequence[FigureLine],
    totals: Sequence[int],
    total_column: int | None,
    signs: Sequence[int] | None = None,
) -> Mapping[int, Filled] | None:
    """The columns of each line with fewer figures than columns; None when not exactly one way makes all sums hold.

    Args:
        lines: those that the totals add up.
        totals: the figures of the row of totals, one for each column.
        total_column: the column that adds up the others in each line.
        signs: with which the columns of each line come to nothing.
    """
    width = len(totals)
    need = list(totals)
    for line in lines:
        if len(line.figures) == width:
            need = [left - figure for left, figure in zip(need, line.figures, strict=True)]
    short = [line for line in lines if len(line.figures) < width]
    ways = [[*_ways(line.figures, width, total_column, signs)] for line in short]
    found: list[list[Filled]] = []
    steps = 0

    def fill(at: int, left: list[int], chosen: list[Filled]) -> None:
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS or len(found) > 1:
            return
        if at == len(short):
            if not any(left):
                found.append(chosen)
            return
        for way in ways[at]:
            rest = list(left)
            for column, figure in zip(way, short[at].figures, strict=True):
                rest[column] -= figure
            fill(at + 1, rest, [*chosen, way])

    fill(0, need, [])
    if len(found) != 1 or steps > _MOST_STEPS:
        return None
    return {line.number: way for line, way in zip(short, found[0], strict=True)}


def _ways(
    figures: tuple[int, ...], width: int, total_column: int | None, signs: Sequence[int] | None
) -> Iterator[Filled]:
    """The columns in which the figures of a line can stand, so that its own sum holds."""
    for way in combinations(range(width), len(figures)):
        by_column = dict(zip(way, figures, strict=True))
        if signs and sum(signs[column] * figure for column, figure in by_column.items()):
            continue
        total = 0 if total_column is None else by_column.pop(total_column, None)
        if total_column is None or total == sum(by_column.values()):
            yield way


def _refusal(number: int, expected: int, stand: int) -> InputError:
    """What is said of a line whose figures cannot be told to columns."""
    message = _(
        "line {line}: {expected}, {stand}",
        line=number,
        expected=n_("{count} figure is expected here", "{count} figures are expected here", expected),
        stand=n_("{count} stands here", "{count} stand here", stand),
    )
    return InputError(message, _("write a dash for what is empty, or copy the table out of Word or Excel"))


def read_row(
    head: SpacedHeader,
    line: SpacedLine,
    filled: Filled | None = None,
    *,
    added: bool = False,
    noted: bool = False,
) -> tuple[GridCell, ...] | None:
    """A line of the table as cells under its header; None when it holds no amounts.

    The amounts are counted from the right. Where they cannot be told from the words around them, the first cell of
    amounts holds the whole line, which the closed parser of money refuses.

    Args:
        filled: in which columns the amounts stand, when there are fewer than columns.
        added: that the last figures of all lines are their total.
        noted: that the first figures behind the names are.
    """
    if (numbers := _numbers_of_columns(head, line)) is not None:
        return numbers
    if (found := _amounts_of_row(head, line, filled, added=added, noted=noted)) is None:
        return None
    start, end, certain = found
    after = line.words[end:]
    first = end - head.figures if certain else start
    words = line.words[:first]
    alone = head.number and first > 1 and (ALONE.fullmatch(words[0].text) or heading_number(words))
    numbered = 1 if words and (alone or split_number(joined(words))[0]) else 0
    figures = _amounts(head, line, line.words[first:end], filled, certain=certain)
    if certain and filled is None and not head.source and unit_of(joined(after)):
        # an amount that bears its unit, 120 triệu đồng, is one cell: another may stand over the table
        figures[-1] = line.cell(line.words[end - 1 :], Content.UNREADABLE)
    cut = len(words) - bool(head.measure and certain and len(words) - numbered > 1)
    units = (line.cell(words[cut:]),) if head.measure else ()
    source = (line.cell(after),) if head.source else ()
    return (line.cell(words[:numbered]), line.cell(words[numbered:cut]), *units, *figures, *source)


def _amounts_of_row(
    head: SpacedHeader, line: SpacedLine, filled: Filled | None, *, added: bool, noted: bool
) -> tuple[int, int, bool] | None:
    """Which words of a line are its amounts, the first and the one behind the last, and whether that is certain.

    None where it holds none.
    """
    runs = runs_in(line)
    if _YEAR_ENDS.fullmatch(line.words[-1].text):
        return None  # a sentence: `Thời gian thực hiện: 2026 - 2028.`
    start, end = next((run for run in runs if run[1] - run[0] >= head.figures), runs[0] if runs else (0, 0))
    count = end - start
    if end == 1 and heading_number(line.words):
        return None  # the number of a line with words alone
    if count < (min(head.figures, 2) if filled is None else 1):
        return None
    certain = count == head.figures or (count > head.figures and line.words[end - 1].text not in "-–—−")
    ends = not (line.words[end:] or head.source) and GROUPED.fullmatch(line.words[end - 1].text)
    explained = added or (ends and line.words[end - 2].text not in _TIMES)
    in_note = head.figures == 1 < count and head.source and line.words[end:]  # `150 2 lớp`
    if head.figures == 1 and (in_note or len(runs) > 1 + bool(runs[-1][0] == 0)) and not explained:
        # a lone amount among other numbers: "Thị xã C 143.250.000 Có 3 xã"; at its end it is the amount
        start = first_figure(line)
        return start, start + 1 if noted else runs[0][1], noted
    return start, end, certain


def _amounts(
    head: SpacedHeader, line: SpacedLine, words: Sequence[Word], filled: Filled | None, *, certain: bool
) -> list[GridCell]:
    """The cells of amounts that these words are, a column each; all in the first one where that is not certain."""
    if filled is not None:
        stand = dict(zip(filled, words, strict=True))
        return [line.cell((stand[column],) if column in stand else ()) for column in range(head.figures)]
    if certain:
        return [line.cell((word,)) for word in words]
    return [line.cell(words, Content.UNREADABLE), *[line.cell(())] * (head.figures - 1)]


def refuse_surplus(head: SpacedHeader, below: Sequence[SpacedLine]) -> None:
    """Refuse a table most lines of which hold more amounts than its titles name: the first would become a word.

    A few such lines are names that end in a number: `Tổ 2`.

    Raises:
        InputError: they do.
    """
    longest = [(max(end - start for start, end in runs), line) for line in below if (runs := runs_in(line))]
    amounts = [(count, line) for count, line in longest if count >= head.figures and has_letters(line)]
    surplus = [(count, line) for count, line in amounts if count > head.figures > 1]
    if len(surplus) > 1 and len(surplus) * 2 > len(amounts):
        count, line = surplus[0]
        raise InputError(
            _(
                "line {line} and others hold {count} figures, but the titles name {known} columns of amounts",
                line=line.number,
                count=count,
                known=head.figures,
            ),
            _COPY_WITH_TABS,
        )


_COPY_WITH_TABS = _("copy the table out of Word or Excel, so that TABs part its cells")


def _numbers_of_columns(head: SpacedHeader, line: SpacedLine) -> tuple[GridCell, ...] | None:
    """A row that only numbers the columns: (1) (2) 3=4+5, or A B 1 2; columns of words before the amounts too."""
    numbers, missing = column_numbers(line.words), head.width - len(line.words)
    if numbers is None or numbers != [*range(1, len(numbers) + 1)] or missing > (not head.number):
        return None
    first, rest = line.words[: max(2 - missing, 2)], line.words[max(2 - missing, 2) :]
    return (*([line.cell(())] * missing), *(line.cell((word,)) for word in (*first[:2], *rest)))


def refuse_more_columns(head: SpacedHeader, below: Sequence[SpacedLine]) -> None:
    """Refuse a table that numbers more columns than its titles told apart, when figures would be read as words.

    Raises:
        InputError: it does.
    """
    known = head.width
    for line in below:
        count = len(line.words)
        if count <= known or column_numbers(line.words) != [*range(1, count + 1)]:
            continue
        behind = [other.words[1:] for other in below if other is not line and has_letters(other)]
        if any(sum(bool(FIGURE.fullmatch(word.text)) for word in words) > head.figures for words in behind):
            raise InputError(
                _(
                    "line {line} numbers {count} columns, but only {known} can be told apart",
                    line=line.number,
                    count=count,
                    known=known,
                ),
                _COPY_WITH_TABS,
            )
