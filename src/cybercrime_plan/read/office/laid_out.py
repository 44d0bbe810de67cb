"""Text that keeps the layout of its page: its columns stand in line, two blanks or more apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cybercrime_plan.findings import Span
from cybercrime_plan.model.money import is_unit_line
from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.vocabulary import ColumnRole, role_of
from cybercrime_plan.read.grid import Area, Grid, GridCell, blank_cell, clean, has_unseen
from cybercrime_plan.read.office.broken_lines import with_whole_figures
from cybercrime_plan.read.office.columns_in_line import (
    FEWEST,
    ColumnsInLine,
    amounts_apart,
    cells_of,
    columns_in_line,
    has_figures,
    is_laid_out,
    is_titles,
    pieces_of,
)
from cybercrime_plan.read.office.laid_out_names import NameLine, rows_of_names
from cybercrime_plan.read.office.laid_out_titles import titles_over
from cybercrime_plan.read.office.package import check_extent
from cybercrime_plan.read.office.spaced_header import column_numbers
from cybercrime_plan.read.office.spaced_line import MOST_LINES_OF_TITLES, Word, is_figure, joined, line_of


def laid_out(lines: Sequence[str], pages: Sequence[int]) -> Grid | None:
    """The grid of a text that keeps the layout of its page; None when its figures do not stand in line.

    Args:
        lines: its lines.
        pages: the page of each.
    """
    pieces = [pieces_of(line) for line in with_whole_figures(lines)]
    if not is_laid_out(pieces):
        return None
    numbered = any(_numbers_lines(pieces, at) for at in range(len(pieces)))
    pieces = [*amounts_apart([*_numbers_apart(pieces, numbered=numbered)])]
    columns = columns_in_line(pieces, pages, numbered=numbered)
    if columns is None:
        return None
    check_extent(len(lines), columns.width)
    return _LaidOut(lines, pieces, columns).grid()


def _numbers_lines(pieces: Sequence[Sequence[Word]], at: int) -> bool:
    """Whether a line of titles begins with that of the numbers, which may be broken: `ST`, `T`."""
    if not pieces[at]:
        return False
    first = pieces[at][0].text
    below = pieces[at + 1][0].text if at + 1 < len(pieces) and pieces[at + 1] else ""
    return role_of(first) is ColumnRole.STT or (first.isupper() and role_of(first + below) is ColumnRole.STT)


def _numbers_apart(pieces: Sequence[Sequence[Word]], *, numbered: bool) -> Iterator[list[Word]]:
    """The pieces, numbers parted from names one blank behind them: left of all names, or next in their order."""
    starts = [line[1].start for line in pieces if len(line) >= FEWEST and is_numbering(line[0].text)]
    names = min(starts, default=None)
    before = ""
    for line in pieces:
        words = line_of(line[0].text, 0).words if line and numbered else ()
        number = words[0].text if words and is_numbering(words[0].text) else ""
        if len(words) > 1 and not number.isdecimal() and not words[1].text[0].isupper():
            number = ""  # a letter numbers a line before a capital only
        order = len(line) > 1 and _follows(number, before)
        left = bool(line) and numbered and (names is None or line[0].start < names or order)
        if number and (left or len(words) == 1):
            before = number
        if names is not None and left and number and len(words) > 1:
            start = line[0].start
            name = Word(joined(words[1:]), start + words[1].start, line[0].end)
            yield cells_of([Word(number, start, start + words[0].end), name, *line[1:]], numbered=False)
        else:
            yield cells_of(line, numbered=left)


def _follows(number: str, before: str) -> bool:
    """Whether a number comes right after another: 2 after 1, B after A; 1 after any."""
    if number.isdecimal():
        return int(number) == 1 or (before.isdecimal() and int(number) == int(before) + 1)
    return len(number) == len(before) == 1 and ord(number) == ord(before) + 1


class _LaidOut:
    """A text in line on its way into cells."""

    def __init__(self, lines: Sequence[str], pieces: Sequence[Sequence[Word]], columns: ColumnsInLine) -> None:
        self.lines = lines
        self.pieces = pieces
        self.columns = columns
        self.first, self.last = columns.rows[0], self._last_row()
        self.cells: list[dict[int, list[tuple[int, Word]]]] = [{} for _line in lines]
        self.merges: list[Area] = []
        self.heads = [*self._heads()]

    def grid(self) -> Grid:
        """Its lines as rows of cells."""
        for at, line in enumerate(self.pieces):
            for column, piece in zip(self._stand(at), line, strict=True):
                self.cells[at].setdefault(column, []).append((at, piece))
        for head in self.heads:
            self._put_titles(head)
        if self.heads:
            self._put_names(self.heads[0].stop)
        rows = tuple(self._row(at) for at in range(len(self.lines)))
        return Grid("", rows, tuple(self.merges))

    def _last_row(self) -> int:
        """The last line with a figure in a column of figures: the total may be its only one."""
        last = self.columns.rows[-1]
        for at in range(last + 1, len(self.pieces)):
            figures = [piece for piece in self.pieces[at][1:] if is_figure(piece)]
            if any(self.columns.of(piece, at) not in self.columns.words for piece in figures):
                last = at
        return last

    def _heads(self) -> Iterator[range]:
        """The lines of titles over the first row, and where they stand again on further pages."""
        tops = [at for at in range(self.last) if _numbers_lines(self.pieces, at)]
        own = [at for at in tops if self.first - MOST_LINES_OF_TITLES <= at < self.first]
        if not own:
            start = self.first
            while start > 0 and self._may_be_titles(start - 1):
                start -= 1
            yield range(start, self._end_of_titles(start))
        for top in (*own[-1:], *(at for at in tops if at > self.first)):
            start = top
            while start > 0 and self._over_figures(start - 1):
                start -= 1
            yield range(start, self._end_of_titles(top))

    def _may_be_titles(self, at: int) -> bool:
        """Whether titles stand side by side on a line, or the rest of one."""
        line = self.pieces[at]
        return len(line) > 1 or (len(line) == 1 and line[0].text[0].islower())

    def _over_figures(self, at: int) -> bool:
        """Whether nothing but titles of columns behind that of the names stands on a line."""
        line = self.pieces[at]
        words = joined(line).strip("() ")
        return (
            bool(line)
            and not is_unit_line(words)
            and not (any(map(is_figure, line)) and not is_titles(line))
            and all(self.columns.over(piece, at)[0] > self.columns.words[0] for piece in line)
        )

    def _end_of_titles(self, top: int) -> int:
        """The line after the last one of titles: numbers of columns, a heading, a name or a row stands there."""
        at = top + 1
        while at < len(self.pieces) and at not in self.columns.stand:
            line = self.pieces[at]
            names = bool(line) and all(self.columns.over(piece, at)[0] <= self.columns.words[0] for piece in line)
            rest = names and (line[0].text[0].islower() or len(line[0].text) == 1)  # `ST`, `T`
            if not line or (names and not rest) or has_figures(line) or column_numbers(line) is not None:
                break
            at += 1
        return at

    def _stand(self, at: int) -> Sequence[int]:
        """The columns of the pieces of a line; words around the table stand in the first one."""
        line = self.pieces[at]
        if at in self.columns.stand:
            return self.columns.stand[at]
        top = self.heads[0].start if self.heads else self.first
        inside = top <= at <= self.last or (at > self.last and self._goes_on(at))
        if at > self.last and not inside:
            return [0] * len(line)
        if len(line) == 1 and not (inside and line[0].start >= self.columns.ranges[at][1][0]):
            return [0]
        if at >= top:
            number = self._begins_with_number(line)
            return [0] * number + [self.columns.of(piece, at) for piece in line[number:]]
        found = [self.columns.over(piece, at) for piece in line]
        self.merges.extend(Area(at, one[0], at, one[-1]) for one in found if len(one) > 1)
        return [one[0] for one in found]

    @property
    def _has_numbers(self) -> bool:
        """Whether the first column is that of the numbers of lines."""
        return 0 not in self.columns.words

    def _begins_with_number(self, line: Sequence[Word]) -> bool:
        return len(line) > 1 and self._has_numbers and is_numbering(line[0].text)

    def _goes_on(self, at: int) -> bool:
        """Whether lines go on below the last row as far as this one: of a number and words in columns of words."""
        below = range(self.last + 1, at + 1)
        if len(below) > MOST_LINES_OF_TITLES or not all(self.pieces[one] for one in below):
            return False
        words = ((one, self.pieces[one][self._begins_with_number(self.pieces[one]) :]) for one in below)
        return all(self.columns.of(piece, one) in self.columns.words for one, line in words for piece in line)

    def _put_titles(self, head: range) -> None:
        """Put each title where it begins, or beside those it stands with, over the columns it is of."""
        titles = titles_over([(at, self.pieces[at]) for at in head], self.columns.ranges[head.start])
        for at in head:
            self.cells[at] = {}
        for title in titles:
            row = head.start + title.level
            self.cells[row][title.first] = [*title.words]
            if title.first < title.last:
                self.merges.append(Area(row, title.first, row, title.last))

    def _put_names(self, top: int) -> None:
        """Put the words of each row that go on over several lines into the line of its figures."""
        heads = {at for head in self.heads for at in head}
        lines = [at for at in range(top, len(self.lines)) if at not in heads]
        for column in self.columns.words:
            names: list[NameLine] = []
            for at in lines:
                found = self.cells[at].get(column) if at <= self.last or self._goes_on(at) else None
                word = found and Word(joined([one for _line, one in found]), found[0][1].start, found[-1][1].end)
                names.append(NameLine(word or None, self._begins_row(at), not self.pieces[at]))
            for row, parts in (rows_of_names(names) or {}).items():
                words = [word for part in parts for word in self.cells[lines[part]].pop(column)]
                if words:
                    self.cells[lines[row]][column] = words

    def _begins_row(self, at: int) -> bool:
        """Whether figures stand on a line, or the number of a row or of columns."""
        numbers = self.cells[at].get(0, ()) if self._has_numbers else ()
        line = self.pieces[at]
        return (
            any(is_numbering(word.text) for _line, word in numbers)
            or has_figures(line)
            or (bool(line) and column_numbers(line) is not None)
        )

    def _row(self, at: int) -> tuple[GridCell, ...]:
        end = Span(at + 1, len(self.lines[at]) + 1, at + 1, len(self.lines[at]) + 1)
        cells = [blank_cell(end)] * self.columns.width
        for column, words in self.cells[at].items():
            (first, begin), (last, stop) = words[0], words[-1]
            parts = [word.text for _line, word in words]
            whole = "".join(parts)
            # the title of the numbers, broken in its middle, has no blank there: `ST`, `T`
            broken = len(parts) > 1 and whole.isupper() and role_of(whole) is ColumnRole.STT
            text = whole if broken else " ".join(parts)
            place = Span(first + 1, begin.start + 1, last + 1, stop.end + 1)
            cells[column] = GridCell(clean(text), place, unseen=has_unseen(text))
        return tuple(cells)
