"""The titles over a table laid out as on its page: which columns each stands over, and what goes on below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from cybercrime_plan.read.office.columns_in_line import Ranges
from cybercrime_plan.read.office.spaced_header import titles_of
from cybercrime_plan.read.office.spaced_line import Word, joined, line_of

_OUT_OF_MIDDLE = 4
"""code points by which a title may stand out of the middle of its columns"""

_OUT_OF_LINE = 2
"""and out of line with the first of those below it"""

_Covered = Sequence[tuple[Word, tuple[int, int]]]
"""The titles of a line, each with the first and the last column under it."""


class TitleInLine(NamedTuple):
    """A title: the columns it stands over, how many stand above it, and its words on their lines."""

    first: int
    last: int
    level: int
    words: tuple[tuple[int, Word], ...]

    @property
    def middle(self) -> float:
        _line, word = self.words[0]
        return (word.start + word.end) / 2


def titles_over(lines: Sequence[tuple[int, Sequence[Word]]], ranges: Ranges) -> list[TitleInLine]:
    """The titles on some lines, each with what goes on below it.

    A title stands in the middle of its columns. What begins with a small letter, or below a title of one column,
    goes on with it.
    """
    begun: list[TitleInLine] = []
    lowest: list[int | None] = [None] * len(ranges)
    covered = _columns_under_titles([line for _number, line in lines], ranges)
    for at, (number, _line) in enumerate(lines):
        widened = _all_widened(covered[at:], ranges, lowest)
        before = (*lowest, None)
        for (piece, _columns), (first, last) in zip(covered[at], widened, strict=True):
            above = {before[column] for column in range(first, last + 1)}
            over = max((one for one in above if one is not None), default=None)
            beside = {one for _piece, (one, _two) in covered[at] if before[one] is None}
            if over is not None and len(above) == 1 and _goes_on(begun[over], piece, widened, beside, ranges):
                begun[over] = begun[over]._replace(words=(*begun[over].words, (number, piece)))
                continue
            level = 0 if over is None else begun[over].level + 1
            if over is None and first and (left := lowest[first - 1]) is not None and before[first - 1] != left:
                level = begun[left].level  # beside the first one below a title that stands over them all
            begun.append(TitleInLine(first, last, level, ((number, piece),)))
            for column in range(first, last + 1):
                lowest[column] = len(begun) - 1
    return begun


def _columns_under_titles(lines: Sequence[Sequence[Word]], ranges: Ranges) -> list[_Covered]:
    """The columns under each title; those that stand but one blank apart, with none below, have one each."""
    found: list[_Covered] = []
    below = set[int]()
    for line in reversed(lines):
        alone = [_columns_under(piece, ranges) for piece in line]
        covered: list[tuple[Word, tuple[int, int]]] = []
        for piece, columns in zip(line, alone, strict=True):
            taken = below.union(at for one, two in alone if (one, two) != columns for at in range(one, two + 1))
            titles = [*_titles_in(piece)]
            each = _side_by_side(columns, len(titles), taken, len(ranges))
            covered.extend(zip(titles, ((at, at) for at in each), strict=True) if each else [(piece, columns)])
        below.update(at for _piece, (first, last) in covered for at in range(first, last + 1))
        found.append(covered)
    return found[::-1]


def _side_by_side(columns: tuple[int, int], count: int, taken: AbstractSet[int], width: int) -> range | None:
    """The so many free columns that titles stand over of which some cover these; None where it is not one way."""
    first, last = columns
    starts = range(max(last - count + 1, 0), min(first, width - count) + 1)
    ways = [range(start, start + count) for start in starts if taken.isdisjoint(range(start, start + count))]
    return ways[0] if count > 1 and first < last and len(ways) == 1 else None


def _titles_in(piece: Word) -> Iterator[Word]:
    """The titles that stand but one blank apart: `Quý II Quý III`."""
    words = [word._replace(start=piece.start + word.start) for word in line_of(piece.text, 0).words]
    for title in titles_of(words):
        yield Word(joined(title), title[0].start, title[0].start + len(joined(title)))


def _columns_under(piece: Word, ranges: Ranges) -> tuple[int, int]:
    """The first and the last column of which half lies under a title, or that hold half of it; else the nearest."""
    half = [
        at
        for at, (start, end) in enumerate(ranges)
        if 2 * (min(end, piece.end) - max(start, piece.start)) >= min(end - start, piece.end - piece.start)
    ]
    if half:
        return half[0], half[-1]
    middles = [(end + start) / 2 for (_start, end), (start, _end) in pairwise(ranges)]  # of the blanks between them
    zones = zip((ranges[0][0], *middles), (*middles, ranges[-1][1]), strict=True)
    shared = [min(end, piece.end) - max(start, piece.start) for start, end in zones]
    nearest = shared.index(max(shared))
    return nearest, nearest


def _all_widened(
    below: Sequence[_Covered], ranges: Ranges, lowest: Sequence[int | None]
) -> Sequence[tuple[int, int]]:
    """The columns of each title of a line; those they cover where not all stand amid those below them."""
    own, *lines = below
    heads = {at: other for line in reversed(lines) for other, (one, two) in line for at in range(one, two + 1)}
    covered = [columns for _piece, columns in own]
    found = [_widened(piece, columns, own, heads, ranges, lowest) for piece, columns in own]
    taken = {at for first, last in covered for at in range(first, last + 1)}
    apart = all(one[1] < two[0] for one, two in pairwise(found))
    for first, last in found if apart else ():
        head, beside = heads.get(last), heads.get(last + 1)
        orphan = last + 1 not in taken and beside and lowest[last + 1] is None and not beside.text[0].islower()
        if first == last and head and not head.text[0].islower() and orphan:
            return covered
    return found if apart else covered


def _widened(
    piece: Word,
    columns: tuple[int, int],
    own: _Covered,
    heads: Mapping[int, Word],
    ranges: Ranges,
    lowest: Sequence[int | None],
) -> tuple[int, int]:
    """The columns of a title with others below it: the most in whose middle it stands, or that begin with it."""
    first, last = columns
    taken = {at for other, (one, two) in own if other is not piece for at in range(one, two + 1)}

    def free(at: int) -> bool:
        head = heads.get(at)
        return at not in taken and lowest[at] == lowest[first] and head is not None and not head.text[0].islower()

    if not all(map(free, range(first, last + 1))):
        return columns
    left, right = first, last
    while left > 0 and free(left - 1):
        left -= 1
    while right + 1 < len(ranges) and free(right + 1):
        right += 1
    if first == last and abs(piece.start - heads[first].start) <= _OUT_OF_LINE:
        return first, right  # typed one below the other
    middle = (piece.start + piece.end) / 2
    fits = [
        (one, two)
        for one in range(left, first + 1)
        for two in range(last, right + 1)
        for start, end in ((ranges[one][0], ranges[two][1]), (heads[one].start, heads[two].end))
        if abs((start + end) / 2 - middle) <= _OUT_OF_MIDDLE
    ]
    return max(fits, key=lambda way: way[1] - way[0], default=columns)


def _goes_on(
    over: TitleInLine, piece: Word, line: Sequence[tuple[int, int]], beside: AbstractSet[int], ranges: Ranges
) -> bool:
    """Whether words go on with the title above them: of one column, or in whose middle they stand alone.

    Args:
        line: the columns of all titles of the line.
        beside: those of its columns with no title above.
    """
    if over.first == over.last:
        return over.last + 1 not in beside or piece.text[0].islower()
    below = [one for one, two in line if one <= over.last and two >= over.first]
    middle = (ranges[over.first][0] + ranges[over.last][1]) / 2
    in_middle = abs((piece.start + piece.end) / 2 - middle) <= _OUT_OF_MIDDLE
    return len(below) == 1 and piece.text[0].islower() and in_middle
