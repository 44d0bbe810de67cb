"""The titles over a table laid out as on its page: which columns each stands over, and what goes on below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
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


class Title(NamedTuple):
    """A title: the columns it stands over, how many stand above it, and its words on their lines."""

    first: int
    last: int
    level: int
    words: tuple[tuple[int, Word], ...]

    @property
    def middle(self) -> float:
        _line, word = self.words[0]
        return (word.start + word.end) / 2


def titles_over(lines: Sequence[tuple[int, Sequence[Word]]], ranges: Ranges) -> list[Title]:
    """The titles on some lines, each with what goes on below it.

    A title stands in the middle of its columns. What begins with a small letter, or below a title of one column,
    goes on with it.
    """
    begun: list[Title] = []
    lowest: list[int | None] = [None] * len(ranges)
    covered = [*_each_covered([line for _number, line in lines], ranges)]
    for at, (number, _line) in enumerate(lines):
        for piece, columns in covered[at]:
            first, last = _widened(piece, columns, covered[at:], ranges, lowest)
            above = {lowest[column] for column in range(first, last + 1)}
            over = begun[max(one for one in above if one is not None)] if above != {None} else None
            if over and len(above) == 1 and _goes_on(over, piece, covered[at], ranges):
                where = begun.index(over)
                begun[where] = over._replace(words=(*over.words, (number, piece)))
                continue
            begun.append(Title(first, last, over.level + 1 if over else 0, ((number, piece),)))
            for column in range(first, last + 1):
                lowest[column] = len(begun) - 1
    return begun


def _each_covered(lines: Sequence[Sequence[Word]], ranges: Ranges) -> list[_Covered]:
    """The columns under each title; those that stand but one blank apart, with none below, have one each."""
    found: list[_Covered] = []
    below = set[int]()
    for line in reversed(lines):
        alone = [_covered(piece, ranges) for piece in line]
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


def _covered(piece: Word, ranges: Ranges) -> tuple[int, int]:
    """The first and the last column whose better half lies under a title; else that nearest to its middle."""
    zones = [*_zones(ranges)]
    half = [
        at
        for at, (start, end) in enumerate(zones)
        if 2 * (min(end, piece.end) - max(start, piece.start)) > end - start
    ]
    if half:
        return half[0], half[-1]
    shared = [min(end, piece.end) - max(start, piece.start) for start, end in zones]
    nearest = max(range(len(zones)), key=shared.__getitem__)
    return nearest, nearest


def _zones(ranges: Ranges) -> Iterator[tuple[float, float]]:
    """The columns as far as the middle of the blanks between them."""
    for at, (start, end) in enumerate(ranges):
        left = (ranges[at - 1][1] + start) / 2 if at else start
        right = (end + ranges[at + 1][0]) / 2 if at + 1 < len(ranges) else end
        yield left, right


def _widened(
    piece: Word,
    columns: tuple[int, int],
    below: Sequence[_Covered],
    ranges: Ranges,
    lowest: Sequence[int | None],
) -> tuple[int, int]:
    """The columns of a title with others below it: the most in whose middle it stands, or that begin with it."""
    first, last = columns
    own, *lines = below
    taken = {at for other, (one, two) in own if other is not piece for at in range(one, two + 1)}
    heads = {at: other for line in reversed(lines) for other, (one, two) in line for at in range(one, two + 1)}

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
    ways = [(one, two) for one in range(left, first + 1) for two in range(last, right + 1)]
    fits = [
        (one, two)
        for one, two in ways
        for start, end in ((ranges[one][0], ranges[two][1]), (heads[one].start, heads[two].end))
        if abs((start + end) / 2 - middle) <= _OUT_OF_MIDDLE
    ]
    return max(fits, key=lambda way: way[1] - way[0], default=columns)


def _goes_on(over: Title, piece: Word, line: _Covered, ranges: Ranges) -> bool:
    """Whether words go on with the title above them: of one column, or in whose middle they stand alone."""
    if over.first == over.last:
        return True
    beside = [other for other, (one, two) in line if one <= over.last and two >= over.first]
    middle = (ranges[over.first][0] + ranges[over.last][1]) / 2
    in_middle = abs((piece.start + piece.end) / 2 - middle) <= _OUT_OF_MIDDLE
    return len(beside) == 1 and piece.text[0].islower() and in_middle
