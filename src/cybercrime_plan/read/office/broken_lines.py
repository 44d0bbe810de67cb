"""Rows and amounts that the narrow columns of a table break over several lines of a text, put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.vocabulary import is_total, numbers_lines, year_in
from cybercrime_plan.read.office.spaced_header import column_numbers, heading_number
from cybercrime_plan.read.office.spaced_line import (
    FIGURE,
    GROUPED,
    MOST_LINES_OF_NAME,
    SpacedLine,
    amounts_in,
    figures_in,
    has_letters,
)


def put_together(lines: Sequence[SpacedLine]) -> list[SpacedLine]:
    """The lines, each row of a table on the first of those it is broken over; the others are empty.

    A name goes over some lines, and the amounts follow on one of their own: `1 Sở Nông nghiệp`, `và Môi trường`,
    `18.450 3.200`. Where words stand behind the amounts, these go on below as well.
    """
    found = [*lines]
    _put_number_title_together(found)
    usual = Counter(count for line in found if (count := _figures_first(line))).most_common(1)
    ends = Counter(len(amounts_in(line)) for line in found if has_letters(line) and amounts_in(line)).most_common(1)
    waiting: list[int] = []
    behind = (line for line in found if len(words := figures_in(line)) > 1 and words[-1] is not line.words[-1])
    noted = len([*behind]) > 1
    above: int | None = None
    """the last row with amounts"""
    whole = False
    """whether these stand on a line of their own, so that its name is at an end"""
    for at, line in enumerate(found):
        if ends and line.words and line.words[0].text.isdecimal() and _figures_first(line) == ends[0][0] + 1:
            above, waiting, whole = at, [], False  # the number of a row and its amounts, at the middle of its name
        elif _figures_first(line) or (waiting and _goes_on(found[waiting[-1]], line)):
            begin = _beginning(found, waiting, first=above is None)
            if begin is not None:
                rest = [one for one in waiting if one < begin]
                _put_behind(found, above, rest, noted=noted and whole)
                own = [*(one for one in waiting if one >= begin), at]
                found[begin] = _one_of([found[one] for one in own])
                for one in own[1:]:
                    found[one] = _without_words(found[one])
            whole = begin is not None and bool(_figures_first(line))
            above, waiting = (at if begin is None else begin), []
        elif usual and _ends_in_amounts(line, min(usual[0][0], 2)):
            if noted and whole and _numbers_row(line):
                rest = [*takewhile(lambda one: not _numbers_row(found[one]), waiting)]
                _put_behind(found, above, rest, noted=True)
            above, waiting, whole = at, [], False
        elif line.words:
            waiting = [*waiting[1 - MOST_LINES_OF_NAME :], at]
    return found


def _without_words(line: SpacedLine) -> SpacedLine:
    """The same line with nothing on it."""
    return SpacedLine(line.number, ())


def _one_of(parts: Sequence[SpacedLine]) -> SpacedLine:
    return SpacedLine(parts[0].number, tuple(word for part in parts for word in part.words))


def _figures_first(line: SpacedLine) -> int:
    """How many amounts a line begins with and holds nothing else before words: 0 where it does not."""
    run = [*takewhile(lambda word: FIGURE.fullmatch(word.text), line.words)]
    numbers = column_numbers(line.words)
    if numbers is not None and all(after == before + 1 for before, after in pairwise(numbers)):
        return 0  # (4) (5)=(6)+(7)
    if all(year_in(word.text) for word in run):
        return 0
    if len(run) == 1:
        return int(len(line.words) == 1 and bool(GROUPED.fullmatch(run[0].text)))
    return len(run)


def _goes_on(above: SpacedLine, line: SpacedLine) -> bool:
    """Whether a line with amounts begins in the middle of a name: `ở 3.600 900`, `B 7.250` under `Cộng A +`."""
    if not _ends_in_amounts(line, 1) or heading_number(line.words):  # a, b, c
        return False
    return line.words[0].text[0].islower() or (above.words[-1].text in "+&" and is_total(above.text))


def _ends_in_amounts(line: SpacedLine, fewest: int) -> bool:
    words = figures_in(line)
    return has_letters(line) and len(words) >= fewest and words[0] is not line.words[0]


def _beginning(lines: Sequence[SpacedLine], waiting: Sequence[int], *, first: bool) -> int | None:
    """The line in which the row begins whose amounts follow these lines of words; None where none does."""
    totals: list[int] = []
    for count in range(1, len(waiting) + 1):
        at = waiting[-count]
        if _numbers_row(lines[at]) and not (count == 1 and _ends_total(lines, waiting)):
            return totals[-1] if totals else at
        if is_total(_one_of([lines[one] for one in waiting[-count:]]).text):
            totals.append(at)
    if totals:
        return totals[-1]
    if first:  # the titles stand above it
        return next((at for at in reversed(waiting) if lines[at].words[0].text[0].isupper()), None)
    return waiting[0] if waiting else None


def _ends_total(lines: Sequence[SpacedLine], waiting: Sequence[int]) -> bool:
    """Whether the last of these lines holds but the letter of a group in which a total ends: `Cộng A +`, `B`."""
    return len(lines[waiting[-1]].words) == 1 and is_total(_one_of([lines[one] for one in waiting[-2:]]).text)


def _numbers_row(line: SpacedLine) -> bool:
    """Whether a line begins with the number of a row, or holds but that."""
    return bool(heading_number(line.words)) or (
        len(line.words) == 1 and line.text.isascii() and is_numbering(line.text)
    )


def _put_behind(lines: list[SpacedLine], above: int | None, rest: Sequence[int], *, noted: bool) -> None:
    """Put lines of words behind the words that end the row above, if any do: `25.000 Sở` and `Xây dựng` below.

    Args:
        noted: that words stand behind amounts, and the name of the row above is at an end.
    """
    if above is None or not rest or (FIGURE.fullmatch(lines[above].words[-1].text) and not noted):
        return
    lines[above] = _one_of([lines[above], *(lines[one] for one in rest)])
    for one in rest:
        lines[one] = _without_words(lines[one])


def _put_number_title_together(lines: list[SpacedLine]) -> None:
    """Put the title of the numbers of lines together where its letters stand one below the other: `ST`, `T`."""
    for at, line in enumerate(lines):
        for count in (3, 2):
            below = lines[at : at + count]
            # each word stands alone on its line; others may stand beside the last
            alone = len(below) == count and all(len(one.words) == 1 for one in below[:-1]) and below[-1].words
            broken = [one.words[0].text for one in below] if alone else []
            if broken and all(map(str.isupper, broken)) and numbers_lines("".join(broken)):
                word = line.words[0]._replace(text="".join(broken))
                lines[at] = SpacedLine(line.number, (word, *below[-1].words[1:]))
                lines[at + 1 : at + count] = map(_without_words, below[1:])
                return


_BROKEN = re.compile(r"(?<!\S)-?[0-9]{1,3}(?:\.[0-9]{3})*(?:\.[0-9]{0,2})?(?!\S)")
_REST = re.compile(r"(?<!\S)\.?[0-9]{1,3}(?:\.[0-9]{3})*(?!\S)")
_OUT_OF_LINE = 2
"""code points that the rest of an amount may stand beside it"""


def with_whole_figures(lines: Sequence[str]) -> list[str]:
    """The lines, amounts whole whose last digits a narrow column puts on the next one: `213.50`, and `0` below it.

    Each number of the lower line makes an amount whole that stands above it: otherwise it is a number of its own.
    """
    found = [*lines]
    for at in range(1, len(found)):
        rests = [*_REST.finditer(found[at])]
        broken = [*_BROKEN.finditer(found[at - 1])] if rests else []
        above = [_cut_above(rest, broken) for rest in rests]
        pairs = [(one, rest) for one, rest in zip(above, rests, strict=True) if one]
        if rests and len(pairs) == len(rests) == len({one.start() for one, _rest in pairs}):
            for one, rest in reversed(pairs):
                found[at - 1] = _whole(found[at - 1], one, rest[0])
                found[at] = found[at][: rest.start()] + " " * len(rest[0]) + found[at][rest.end() :]
    return found


def _cut_above(rest: re.Match[str], broken: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The amount above a number that this makes whole; of several the one that ends nearest to it."""
    ways = [
        one
        for one in broken
        if rest.start() < one.end() + _OUT_OF_LINE
        and one.start() < rest.end() + _OUT_OF_LINE
        and (rest[0].startswith(".") or ("." in one[0] and not GROUPED.fullmatch(one[0])))
        and GROUPED.fullmatch(one[0] + rest[0])
    ]
    return min(ways, key=lambda one: abs(one.end() - rest.end()), default=None)


def _whole(line: str, one: re.Match[str], rest: str) -> str:
    """The line with the amount whole, in the blanks left of it where there are enough."""
    start = one.start()
    room = len(rest) + 1
    if start > room and not line[start - room : start].strip():
        start -= len(rest)
    return f"{line[:start]}{one[0]}{rest}{line[one.end() :]}"
