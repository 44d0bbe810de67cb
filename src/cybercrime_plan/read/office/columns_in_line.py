"""The columns of a text that keeps the layout of its page, and in which of them its words stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.vocabulary import is_total, year_in
from cybercrime_plan.read.office.spaced_header import ALONE, column_numbers
from cybercrime_plan.read.office.spaced_line import GROUPED, NUMBER, Word, is_figure, joined, line_of

_WORDS = re.compile(r"\S+(?: \S+)*")
FEWEST = 3
"""columns of a table, and of its lines with figures"""
_FAR = 10_000
"""code points: how far a column without words is"""
_WORDS_IN_FIGURES = 6
"""code points by which a figure must be nearer to words than to figures, to stand among them"""

Ranges = tuple[tuple[int, int], ...]
"""Where each column begins and ends."""


class ColumnsInLine(NamedTuple):
    """The columns of a text in line.

    Attributes:
        rows: the lines with figures, counted from 0.
        stand: the columns in which the pieces of each of these stand.
        words: the columns of words; the number of a line is none.
        ranges: for each line the place of the columns there.
    """

    rows: Sequence[int]
    stand: Mapping[int, Sequence[int]]
    words: Sequence[int]
    ranges: Sequence[Ranges]
    nearest: Callable[[Word, int], int] | None = None
    """the column of words on a line, where no column stands in the same place on every line"""

    def of(self, piece: Word, line: int) -> int:
        """The column of words below the titles."""
        return self.nearest(piece, line) if self.nearest else self.over(piece, line)[0]

    @property
    def width(self) -> int:
        """How many there are."""
        return len(self.ranges[0])

    def over(self, piece: Word, line: int) -> list[int]:
        """The columns over which words stand; the nearest one when they stand over none."""
        columns = self.ranges[line]
        over = [at for at, (start, end) in enumerate(columns) if piece.start < end and start < piece.end]
        if over:
            return over
        apart = [max(start - piece.end, piece.start - end) for start, end in columns]
        return [apart.index(min(apart))]


def pieces_of(line: str) -> list[Word]:
    """The words of a line that stand two blanks or more apart."""
    return [Word(match[0], match.start(), match.end()) for match in _WORDS.finditer(line)]


def cells_of(line: Sequence[Word], *, numbered: bool) -> list[Word]:
    """The pieces of a line, those parted that hold several cells but one blank apart."""
    return [part for at, piece in enumerate(line) for part in _cells_of(piece, numbered=numbered and not at)]


def amounts_apart(pieces: Sequence[Sequence[Word]]) -> Iterator[list[Word]]:
    """The pieces of each line, the last parted behind a number that ends where amounts do: `590 Báo, Đài tỉnh`."""
    ends = Counter(piece.end for line in pieces for piece in line[1:] if is_figure(piece))
    starts = Counter(piece.start for line in pieces for piece in line[1:] if not is_figure(piece))
    for line in pieces:
        last = line[-1] if len(line) > 1 else None
        number = last.text.split()[0] if last else ""
        if not last or number == last.text or not NUMBER.fullmatch(number):
            yield [*line]
            continue
        end = last.start + len(number)
        amounts = sum(ends[at] for at in range(end - 1, end + 2))
        words = sum(starts[at] for at in range(last.start - 1, last.start + 2)) - 1
        parts = amounts > 1 and amounts > words
        rest = (Word(number, last.start, end), Word(last.text[len(number) + 1 :], end + 1, last.end))
        yield [*line[:-1], *(rest if parts else (last,))]


def _cells_of(piece: Word, *, numbered: bool) -> Iterator[Word]:
    """A number before its name, figures behind one another or a name, words behind an amount."""
    words = [*line_of(piece.text, 0).words]
    first = int(numbered and len(words) > 1 and bool(ALONE.fullmatch(words[0].text)))
    begins = [*takewhile(lambda word: GROUPED.fullmatch(word.text), words)]
    ends = [*takewhile(lambda word: NUMBER.fullmatch(word.text), reversed(words[first:]))][::-1]
    if not any(GROUPED.fullmatch(word.text) for word in ends):
        ends = []
    cut = len(words) - len(ends)
    middle = [words[:first], words[first:cut]]
    if begins and len(begins) < len(words) and not ends:
        middle = [*([word] for word in begins), words[len(begins) :]]
    for cell in (*middle, *([word] for word in ends)):
        if cell:
            yield Word(joined(cell), piece.start + cell[0].start, piece.start + cell[-1].end)


def is_laid_out(pieces: Sequence[Sequence[Word]]) -> bool:
    """Whether figures stand two blanks or more behind other words on some lines."""
    return sum(any(NUMBER.fullmatch(piece.text.split()[0]) for piece in line[1:]) for line in pieces) >= FEWEST


def rows_in_line(pieces: Sequence[Sequence[Word]]) -> list[int]:
    """The lines that hold figures in columns; none where most hold fewer cells than a table has."""
    with_figures = [at for at, line in enumerate(pieces) if has_figures(line)]
    rows = [at for at in with_figures if len(pieces[at]) >= FEWEST]
    few = [at for at in with_figures if len(pieces[at]) < FEWEST and all(map(is_figure, pieces[at]))]
    return rows if len(rows) >= len(few) else []


def has_figures(line: Sequence[Word]) -> bool:
    """Whether figures stand behind the first words of a line, which are no titles."""
    return any(map(is_figure, line[1:])) and not is_titles(line)


def is_titles(line: Sequence[Word]) -> bool:
    """Whether the figures of a line are years or the numbers of columns: `2026  2027`, `(1)  (2)  (3)=(1)+(2)`."""
    figures = [piece for piece in line if is_figure(piece)]
    return column_numbers(line) is not None or all(year_in(piece.text) for piece in figures)


def columns_in_line(
    pieces: Sequence[Sequence[Word]], pages: Sequence[int], *, numbered: bool
) -> ColumnsInLine | None:
    """The columns of a text; None where its figures do not stand in any.

    Args:
        pieces: those of each line.
        pages: on which page each line stands.
        numbered: whether its lines bear numbers.
    """
    rows = rows_in_line(pieces)
    if len(rows) < FEWEST:
        return None
    found = (
        _columns_by_blanks(pieces, rows, strict=True, numbered=numbered)
        or _columns_by_full_rows(pieces, rows, pages, numbered=numbered)
        or _columns_by_blanks(pieces, rows, strict=False, numbered=numbered)
    )
    return found and _with_column_of_words_behind(found, pieces)


def _with_column_of_words_behind(columns: ColumnsInLine, pieces: Sequence[Sequence[Word]]) -> ColumnsInLine:
    """The columns with one of words behind the last figures, where these stand on other lines than all figures."""
    first, last = columns.rows[0], columns.rows[-1]
    behind = [
        line[-1]
        for at, line in enumerate(pieces[:last])
        if at not in columns.stand
        and line
        and line[-1].start >= columns.ranges[at][-1][1]
        # a title behind another over the last column
        and (at > first or (len(line) >= FEWEST and columns.width - 1 in columns.over(line[-2], at)))
    ]
    if not behind or columns.width - 1 in columns.words:
        return columns
    start, end = min(piece.start for piece in behind), max(piece.end for piece in behind)
    ranges = [(*own, (max(start, own[-1][1]), max(end, own[-1][1] + 1))) for own in columns.ranges]

    def nearest(piece: Word, line: int) -> int:
        return columns.width if piece.start >= columns.ranges[line][-1][1] else columns.of(piece, line)

    return columns._replace(words=(*columns.words, columns.width), ranges=ranges, nearest=nearest)


def _columns_by_blanks(
    pieces: Sequence[Sequence[Word]], rows: Sequence[int], *, strict: bool, numbered: bool
) -> ColumnsInLine | None:
    """The columns parted by what no line leaves blank between them.

    Args:
        strict: that two columns side by side are two is told by a line with words in both.
    """
    counts = [line for line in pieces[: rows[0]] if len(line) >= FEWEST and column_numbers(line) is not None]
    ranges = _extents_by_blanks([piece for line in (*counts, *(pieces[at] for at in rows)) for piece in line])
    stand = {at: [_within(piece, ranges) for piece in pieces[at]] for at in rows}
    if len(ranges) < FEWEST or any(len({*columns}) < len(columns) for columns in stand.values()):
        return None
    lines = (*stand.values(), *([_within(piece, ranges) for piece in line] for line in counts))
    beside = {pair for columns in lines for pair in pairwise(columns)}
    if strict and not beside.issuperset(pairwise(range(len(ranges)))):
        return None
    figures = Counter(
        (column, is_figure(piece)) for at in rows for column, piece in zip(stand[at], pieces[at], strict=True)
    )
    words = [at for at in range(numbered, len(ranges)) if figures[at, False] >= figures[at, True]]
    return ColumnsInLine(rows, stand, words, [ranges] * len(pieces))


def _extents_by_blanks(pieces: Sequence[Word]) -> Ranges:
    columns: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if columns and piece.start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.end))
        else:
            columns.append((piece.start, piece.end))
    return tuple(columns)


def _within(piece: Word, ranges: Ranges) -> int:
    return next(at for at, (start, end) in enumerate(ranges) if piece.start < end and start < piece.end)


def _columns_by_full_rows(
    pieces: Sequence[Sequence[Word]], rows: Sequence[int], pages: Sequence[int], *, numbered: bool
) -> ColumnsInLine | None:
    """The columns told by the lines in which every one is filled; the nearest of these says where they stand.

    On a page of letters of several widths no column begins or ends in the same place on every line.
    """
    kinds = {at: _kinds_of_cells(pieces[at], numbered=numbered) for at in rows}
    full = _kinds_of_full_rows([(kind, is_total(pieces[at][0].text)) for at, kind in kinds.items()])
    if full is None:
        return None
    noted = any(kind in {f"{full}t", f"#{full}t"} for kind in kinds.values())
    columns = "#" * numbered + full + "t" * noted
    known = {
        at: dict(enumerate(pieces[at], int(numbered and not kind.startswith("#"))))
        for at, kind in kinds.items()
        if kind.removeprefix("#") in {full, f"{full}t"}
    }
    places = _ColumnPlaces(known, pages, columns)
    stand: dict[int, Sequence[int]] = {}
    for at in rows:
        found = [*known[at]] if at in known else places.nearest(pieces[at], kinds[at], at)
        if any(one >= other for one, other in pairwise(found)):
            return None
        stand[at] = found
    words = [at for at, kind in enumerate(columns) if kind == "t"]
    return ColumnsInLine(rows, stand, words, places.ranges(len(pieces)), places.column)


def _kinds_of_cells(line: Sequence[Word], *, numbered: bool) -> str:
    """What stands in a line: `#` its number, `t` words, `f` figures."""
    number = numbered and len(line) > 1 and is_numbering(line[0].text)
    return "".join("f" if is_figure(piece) else "t" for piece in line[number:]).join(("#" * number, ""))


def _kinds_of_full_rows(kinds: Sequence[tuple[str, bool]]) -> str | None:
    """What stands in the lines that are full, their number and the words behind the last figure left out."""
    counts = Counter(kind.removeprefix("#").rstrip("t") for kind, _total in kinds)
    totals = {kind.removeprefix("#").rstrip("t") for kind, total in kinds if total}
    enough = [kind for kind, often in counts.items() if (often > 1 or kind in totals) and kind.startswith("t")]
    longest = max((kind for kind in enough if "f" in kind), key=len, default="")
    alike = sum(often for kind, often in counts.items() if kind.count("f") == longest.count("f"))
    return longest if longest and counts[longest] * 4 >= alike else None


class _ColumnPlaces:
    """Where the columns stand on each line, as the full rows next to it say."""

    def __init__(self, known: Mapping[int, Mapping[int, Word]], pages: Sequence[int], columns: str) -> None:
        self.known = known
        self.pages = pages
        self.columns = columns
        self.rows: dict[int, list[int]] = defaultdict(list)
        """of each column the full rows that fill it"""
        for at, cells in known.items():
            for column in cells:
                self.rows[column].append(at)

    def neighbours(self, line: int, column: int) -> list[Word]:
        """The words in a column on the nearest full rows above and below a line, of its page where these are."""
        rows = self.rows[column]
        at = bisect_left(rows, line)
        near = (*rows[max(at - 1, 0) : at], *rows[at : at + 1])
        own = [row for row in near if self.pages[row] == self.pages[line]]
        return [self.known[row][column] for row in own or near]

    def nearest(self, line: Sequence[Word], kind: str, number: int) -> list[int]:
        """The columns of the pieces of a line that is not full."""
        numbers = kind.startswith("#")
        return [0] * numbers + [self.column(piece, number) for piece in line[numbers:]]

    def column(self, piece: Word, line: int) -> int:
        """The column in which words or a figure stand nearest to those of the full rows."""
        kind = "f" if is_figure(piece) else "t"

        def apart(other: Word, column: str) -> int:
            middle = abs(piece.start + piece.end - other.start - other.end) // 2
            if kind == "f":  # figures end in line
                return min(abs(piece.end - other.end), middle) + _WORDS_IN_FIGURES * (column == "t")
            return min(abs(piece.start - other.start), middle) if column == "t" else middle + _WORDS_IN_FIGURES

        columns = [at for at, column in enumerate(self.columns) if column != "#"]
        distances = [
            min((apart(one, self.columns[at]) for one in self.neighbours(line, at)), default=10_000)
            for at in columns
        ]
        return columns[distances.index(min(distances))]

    def ranges(self, lines: int) -> list[Ranges]:
        """Where the columns begin and end on the page of each line."""
        pages: dict[int, dict[int, list[Word]]] = defaultdict(lambda: defaultdict(list))
        for at, cells in self.known.items():
            for column, word in cells.items():
                pages[self.pages[at]][column].append(word)
        every: dict[int, list[Word]] = defaultdict(list)
        for on_page in pages.values():
            for column, words in on_page.items():
                every[column].extend(words)
        found = {
            page: self._extents([cells.get(column) or every[column] for column in range(len(self.columns))])
            for page, cells in pages.items()
        }
        whole = self._extents([every[column] for column in range(len(self.columns))])
        return [found.get(self.pages[line], whole) for line in range(lines)]

    @staticmethod
    def _extents(columns: Sequence[Sequence[Word]]) -> Ranges:
        """From the first code point of each column to its last; those that reach into one another meet midway."""
        starts = [min((word.start for word in words), default=0) for words in columns]
        ends = [max((word.end for word in words), default=1) for words in columns]
        for at, (end, start) in enumerate(zip(ends, starts[1:], strict=False)):
            if start < end:
                ends[at] = starts[at + 1] = (start + end) // 2
        return tuple(zip(starts, ends, strict=True))
