"""Names of a table laid out as on its page that go on over several lines: to which row each line belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import pairwise, takewhile
from typing import NamedTuple

from cybercrime_plan.read.office.spaced_line import MOST_LINES_OF_NAME, Word

_LEAST_SLACK = 3


class NameLine(NamedTuple):
    """What one column of words holds on a line.

    Attributes:
        word: its words there, if any.
        row: whether a number or figures stand on the line.
        parts: whether names end here: the line is empty.
    """

    word: Word | None
    row: bool
    parts: bool = False


class _Way(NamedTuple):
    """A way to tell the lines to the rows so far.

    Attributes:
        cost: by how many lines the names stand out of the middle.
        many: how many ways cost as little.
        chunk: the lines of the last row.
        before: the way for the rows above it.
    """

    cost: int
    many: int
    chunk: tuple[int, ...]
    before: _Way | None

    def chunks(self) -> Iterator[tuple[int, ...]]:
        """The lines of each row, from the last one."""
        way = self
        while way.before is not None:
            yield way.chunk
            way = way.before


class _Stands(Enum):
    """Where the number and the figures of a row stand beside the lines of its name."""

    TOP = auto()
    MIDDLE = auto()
    BOTTOM = auto()

    def allows(self, above: int, below: int, *, own: bool) -> bool:
        match self:
            case _Stands.TOP:
                return not above and (own or not below)
            case _Stands.BOTTOM:
                return not below and (own or not above)
            case _Stands.MIDDLE:
                return abs(above - below) <= 1


def rows_of_names(lines: Sequence[NameLine]) -> dict[int, list[int]] | None:
    """The lines of words of each row, by the line of its figures; None where they can be told in no or in two ways.

    In one column all figures stand at the top of their names, or at the middle, or at the bottom. A name goes on
    below where its next word had no more room, and begins with no small letter.
    """
    rows = [at for at, line in enumerate(lines) if line.row]
    if not rows:
        return None
    gaps = [*_lines_between_rows(lines, rows)]
    if not any(gaps) or max(map(len, gaps)) > MOST_LINES_OF_NAME:
        return None
    ways = [found for stands in _Stands if (found := _lines_of_each_row(lines, rows, gaps, stands))]
    return ways[0] if ways and all(way == ways[0] for way in ways) and _holds_broken_name(lines, ways[0]) else None


def _holds_broken_name(lines: Sequence[NameLine], way: Mapping[int, Sequence[int]]) -> bool:
    """Whether a name goes on with a small letter or stands around its figures; else the lines may be headings."""
    for row, parts in way.items():
        words = [word for at in parts[1:] if (word := lines[at].word)]
        if any(word.text[0].islower() for word in words) or (words and not lines[row].word):
            return True
    return False


def _lines_between_rows(lines: Sequence[NameLine], rows: Sequence[int]) -> Iterator[list[int]]:
    """The lines of words alone before each row, and those after the last as far as an empty line."""
    for start, end in zip((-1, *rows), (*rows, len(lines)), strict=True):
        found: list[int] = []
        for at in range(start + 1, end):
            if lines[at].parts and end == len(lines):
                break
            if lines[at].word:
                found.append(at)
        yield found


def _lines_of_each_row(
    lines: Sequence[NameLine], rows: Sequence[int], gaps: Sequence[Sequence[int]], stands: _Stands
) -> dict[int, list[int]] | None:
    """The one best way to tell the lines to the rows; None where there is none, or another as good."""
    width = max((line.word.end for line in lines if line.word), default=0)
    start = min((line.word.start for line in lines if line.word), default=0)
    room = width - max(_LEAST_SLACK, (width - start) // 4)
    # by how many lines of the gap are told already
    ways: dict[int, _Way] = {0: _Way(0, 1, (), None)}
    for number, row in enumerate(rows):
        after: dict[int, _Way] = {}
        own = lines[row].word is not None
        for told, before in ways.items():
            above = gaps[number][told:]
            for below in _ways_to_go_on_below(lines, row, gaps[number + 1], room, is_last=number + 1 == len(rows)):
                chunk = (*above, *([row] if own else ()), *gaps[number + 1][:below])
                if not stands.allows(len(above), below, own=own) or not _is_one_name(lines, chunk, room):
                    continue
                uneven = abs(len(above) - below) * (stands is _Stands.MIDDLE)
                new = _Way(before.cost + uneven, before.many, chunk, before)
                known = after.get(below)
                if known is None or new.cost < known.cost:
                    after[below] = new
                elif new.cost == known.cost:
                    after[below] = known._replace(many=known.many + new.many)
        ways = after
    least = min((way.cost for way in ways.values()), default=0)
    best = [way for way in ways.values() if way.cost == least]
    if len(best) != 1 or best[0].many != 1:
        return None
    return {row: [*chunk] for row, chunk in zip(reversed(rows), best[0].chunks(), strict=True)}


def _ways_to_go_on_below(
    lines: Sequence[NameLine], row: int, gap: Sequence[int], room: int, *, is_last: bool
) -> Iterable[int]:
    """How many lines of the gap below a row may go on with it.

    Those before an empty line do; below the last row those that had no more room above, or are written small.
    """
    if is_last:
        goes_on = (_goes_on(lines[one].word, lines[two].word, room) for one, two in pairwise((row, *gap)))
        return (sum(1 for _one in takewhile(bool, goes_on)),)
    parted = (any(lines[at].parts for at in range(one + 1, two)) for one, two in pairwise(gap))
    cut = next((at for at, parts in enumerate(parted, 1) if parts), None)
    return range(len(gap) + 1) if cut is None else (cut,)


def _is_one_name(lines: Sequence[NameLine], chunk: Sequence[int], room: int) -> bool:
    """Whether these lines are one name: each but the last is full, and the first begins it."""
    words = [word for at in chunk if (word := lines[at].word)]
    if len(words) > 1 and words[0].text[0].islower():
        return False
    return all(_goes_on(one, two, room) for one, two in pairwise(words))


def _goes_on(one: Word | None, two: Word | None, room: int) -> bool:
    """Whether the first of these words had no more room in the line above, or are written small."""
    return one is None or two is None or one.end + 1 + len(two.text.split()[0]) > room or two.text[0].islower()
