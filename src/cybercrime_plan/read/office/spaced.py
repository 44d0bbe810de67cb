"""Tables whose cells are parted by blanks only, as they come out of a PDF: each row is read from the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cybercrime_plan.findings import Span
from cybercrime_plan.read.annex.numbering import split_number
from cybercrime_plan.read.annex.vocabulary import Role, is_exact_total, is_unit_line, role_of, year_in
from cybercrime_plan.read.grid import Content, GridCell

_HEAD_LINES = 12
_FIGURE = re.compile(r"-?[0-9][0-9.,]*\*?|[-–—]")
_NUMBER = re.compile(r"[0-9]{1,3}")


class Word(NamedTuple):
    """A word of a line; `start` and `end` count code points from 0."""

    text: str
    start: int
    end: int


class Line(NamedTuple):
    """The words of one line, counted from 1."""

    number: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words, one blank apart."""
        return " ".join(word.text for word in self.words)

    def cell(self, words: Sequence[Word], content: Content = Content.TEXT) -> GridCell:
        """The cell that some of its words make; a blank one at the end of the line when there are none."""
        if not words:
            end = self.words[-1].end + 1 if self.words else 1
            return GridCell("", Span(self.number, end, self.number, end), Content.BLANK)
        text = " ".join(word.text for word in words)
        return GridCell(text, Span(self.number, words[0].start + 1, self.number, words[-1].end + 1), content)


class Head(NamedTuple):
    """The header of such a table.

    Attributes:
        row: the line of the years, counted from 0.
        first: the first line that belongs to it, counted from 0.
        number, name, total, source: their titles, blank where there is none.
        heading: what stands over the years, blank when nothing does.
    """

    row: int
    first: int
    years: tuple[GridCell, ...]
    number: GridCell
    name: GridCell
    total: GridCell
    source: GridCell
    heading: GridCell

    @property
    def figures(self) -> int:
        """How many amounts a line of the table has."""
        return len(self.years) + bool(self.total)


def line_of(text: str, number: int) -> Line:
    """The words of a line of text."""
    return Line(number, tuple(Word(match[0], match.start(), match.end()) for match in re.finditer(r"\S+", text)))


def find_heads(lines: Sequence[Line]) -> Iterator[Head]:
    """Every header: a line of consecutive years with, at most, the words of a header around them."""
    for row, line in enumerate(lines):
        years = _years(line)
        if years:
            yield _head(lines, row, *years)


def _years(line: Line) -> tuple[int, int] | None:
    """Where the years of a line begin and end, when there is nothing else but words of a header."""
    named = [year_in(word.text) or 0 for word in line.words]
    first = next((i for i, year in enumerate(named) if year), len(named))
    end = first + 1
    while end < len(named) and named[end] == named[end - 1] + 1:
        end += 1
    before, after = line.words[:first], line.words[end:]
    fits = (not before or _split_names(before)) and (not after or _split_sums(after))
    return (first, end) if fits and end - first > 1 else None


def _split_names(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """`STT Nội dung công việc` in two; None when it is nothing of the kind."""
    numbers = words[:1] if role_of(words[0].text) is Role.STT else ()
    names = words[len(numbers) :]
    return (numbers, names) if numbers or role_of(_joined(names)) is Role.NAME else None


def _split_sums(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """`Cộng Nguồn` in two, either of which may be missing; None when it is nothing of the kind."""
    for cut in range(len(words), -1, -1):
        total, source = words[:cut], words[cut:]
        named = not source or role_of(_joined(source)) is Role.SOURCE
        if named and (not total or is_exact_total(_joined(total))):
            return total, source
    return None


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _head(lines: Sequence[Line], row: int, first: int, end: int) -> Head:
    """A header around its line of years, with the lines above that name its columns."""
    line = lines[row]
    before, after = line.words[:first], line.words[end:]
    names = (line, *(_split_names(before) or ((), ()))) if before else None
    sums = (line, *(_split_sums(after) or ((), ()))) if after else None
    heading: GridCell | None = None
    top = row
    for above in range(row - 1, max(row - _HEAD_LINES, -1), -1):
        words = lines[above].words
        if not words:
            continue
        if names or is_unit_line(lines[above].text):
            break
        if not sums and (found := _split_sums(words)):
            sums, top = (lines[above], *found), above
        elif found := _split_names(words):
            names, top = (lines[above], *found), above
        else:
            heading = lines[above].cell(words)
    blank = line.cell(())
    number, name = (names[0].cell(names[1]), names[0].cell(names[2])) if names else (blank, blank)
    total, source = (sums[0].cell(sums[1]), sums[0].cell(sums[2])) if sums else (blank, blank)
    years = tuple(line.cell((word,)) for word in line.words[first:end])
    return Head(row, top, years, number, name, total, source, heading if heading and top < row else blank)


def read_row(head: Head, line: Line) -> tuple[GridCell, ...] | None:
    """A line of the table as cells under its header; None when it holds no amounts.

    The amounts are counted from the right. Where they cannot be told from the words around them, the first
    cell of amounts holds the whole line, so that the closed parser of money refuses it at its place.
    """
    end = len(line.words)
    while end and not _FIGURE.fullmatch(line.words[end - 1].text):
        end -= 1
    start = end
    while start and _FIGURE.fullmatch(line.words[start - 1].text):
        start -= 1
    count = end - start
    if count < min(head.figures, 2):
        return None
    after = line.words[end:]
    certain = count == head.figures or (count > head.figures and line.words[end - 1].text not in "-–—")
    first = end - head.figures if certain else start
    number, name = _number_and_name(head, line.words[:first])
    figures = [line.cell((word,)) for word in line.words[first:end]]
    if not certain:
        figures = [line.cell(line.words[start:end], Content.UNREADABLE), *[line.cell(())] * (head.figures - 1)]
    return (line.cell(number), line.cell(name), *figures, *((line.cell(after),) if head.source else ()))


def _number_and_name(head: Head, words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    if words and ((_NUMBER.fullmatch(words[0].text) and head.number) or split_number(_joined(words))[0]):
        return words[:1], words[1:]
    return (), words
