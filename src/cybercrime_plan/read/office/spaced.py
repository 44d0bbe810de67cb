"""Tables whose cells are parted by blanks only, as they come out of a PDF: each row is read from the right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Span
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.money import unit_of
from cybercrime_plan.read.annex.amounts import number_of, values_of
from cybercrime_plan.read.annex.numbering import split_number
from cybercrime_plan.read.annex.titles import FigureKind, understood
from cybercrime_plan.read.annex.vocabulary import (
    ColumnRole,
    is_exact_total,
    is_total,
    is_unit_line,
    role_of,
    year_in,
)
from cybercrime_plan.read.grid import Content, GridCell

_HEAD_LINES = 12
_FIGURE = re.compile(r"[-−–]?[0-9][0-9.,]*[*%]?|\([0-9][0-9.,]*\)|[-–—−]")
_ALONE = re.compile(r"[0-9]{1,3}|[IVX]{1,5}")
"""The number of a line where the table has a column of numbers."""


class Word(NamedTuple):
    """A word of a line, or several with no wider gap between them; `start` and `end` count code points from 0."""

    text: str
    start: int
    end: int


class SpacedLine(NamedTuple):
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


class SpacedHeader(NamedTuple):
    """The header of such a table.

    Attributes:
        row: the line of the years, counted from 0.
        first: the first line that belongs to it, counted from 0.
        number, name, total, source: their titles, blank where there is none.
        heading: what stands over the years, blank when nothing does.
        measure: the title of the units between names and amounts, `ĐVT`; None where the table has none.
    """

    row: int
    first: int
    years: tuple[GridCell, ...]
    number: GridCell
    name: GridCell
    total: GridCell
    source: GridCell
    heading: GridCell
    measure: GridCell | None = None

    @property
    def width(self) -> int:
        """How many columns the table has, that of the numbers of lines as well."""
        return 2 + bool(self.measure) + self.figures + bool(self.source)

    @property
    def figures(self) -> int:
        """How many amounts a line of the table has."""
        return len(self.years) + bool(self.total)


def line_of(text: str, number: int) -> SpacedLine:
    """The words of a line of text."""
    return SpacedLine(
        number, tuple(Word(match[0], match.start(), match.end()) for match in re.finditer(r"\S+", text))
    )


def find_heads(lines: Sequence[SpacedLine]) -> Iterator[SpacedHeader]:
    """Every header: a line of consecutive years with, at most, the words of a header around them."""
    for row, line in enumerate(lines):
        named = [year_in(word.text) or 0 for word in line.words]
        first = next((at for at, year in enumerate(named) if year), len(named))
        end = first + 1
        while end < len(named) and named[end] == named[end - 1] + 1:
            end += 1
        if end - first == 1:
            continue
        before, after = line.words[:first], line.words[end:]
        # `Nội dung Tổng 2023 2024`: a total before the years is a column of its own
        total_before = any(is_exact_total(_joined(before[cut:])) for cut in range(1, len(before)))
        fits = (not before or _split_names(before)) and (not after or _split_sums(after))
        if fits and not total_before:
            yield _with_words_behind(_with_total_before(_head(lines, row, first, end), lines), lines)


def _with_words_behind(head: SpacedHeader, lines: Sequence[SpacedLine]) -> SpacedHeader:
    """The header with the column of sources or notes whose title stands above, when words follow the amounts."""
    if head.source or not _words_stand_behind(lines[head.row + 1 :], head.figures):
        return head
    for line in lines[head.first : head.row + 1] or lines[head.row - 1 : head.row]:
        for title in _titles(line.words):
            if role_of(_joined(title)) in {ColumnRole.SOURCE, ColumnRole.NOTE}:
                return head._replace(source=line.cell(title))
    return head


def _words_stand_behind(below: Sequence[SpacedLine], figures: int) -> bool:
    return any(_figures(line)[-1] is not line.words[-1] for line in _lines_of(below, figures))


def _with_total_before(head: SpacedHeader, lines: Sequence[SpacedLine]) -> SpacedHeader:
    """The header with a total before its years, when the lines below hold one figure more that adds up the others.

    Its title stands in the lines above, broken over them together with others.
    """
    below = _lines_of(lines[head.row + 1 :], head.figures + 1)
    rows = values_of([[line.cell((word,)) for word in _figures(line)] for line in below])
    holds = sum(first == sum(value or 0 for value in rest) for first, *rest in rows)
    top = max(head.row - 2, 0)
    titles = [
        (line, title)
        for line in lines[top : head.row + 1]
        if not is_unit_line(line.text.strip("() "))
        for title in _titles(line.words)
        if role_of(_joined(title)) is ColumnRole.TOTAL
    ]
    if head.total or holds * 3 < len(rows) * 2 or holds < 2 or len(titles) != 1:  # noqa: PLR2004 - one may be chance
        return head
    line, title = titles[0]
    years = (line.cell(title), *head.years)
    return head._replace(first=min(head.first, line.number - 1), years=years, heading=line.cell(()))


def titled_heads(lines: Sequence[SpacedLine]) -> Iterator[SpacedHeader]:
    """The header over a table of any amounts, and where its line stands again on a further page.

    Each column has its title there, beginning with a capital.

    How many columns of amounts there are is told by the lines below: so many figures stand at their end.
    """
    ends = [len(_figures(line)) for line in lines]
    counts = Counter(count for line, count in zip(lines, ends, strict=True) if count and _has_letters(line))
    if not counts:
        return
    figures, often = counts.most_common(1)[0]
    first = next(row for row, line in enumerate(lines) if ends[row] == figures and _has_letters(line))
    if often > 1:
        for row in range(first - 1, max(first - _HEAD_LINES, -1), -1):
            head = _titled(lines, row, figures)
            if head is not None:
                yield head
                again = (at for at in range(first, len(lines)) if lines[at].text == lines[row].text)
                yield from (found for at in again if (found := _titled(lines, at, figures)))
                return
        if (head := _broken_over_lines(lines, first - 1, figures)) is not None:
            yield head


def _lines_of(lines: Sequence[SpacedLine], figures: int) -> list[SpacedLine]:
    """The lines with words that end in so many figures."""
    return [line for line in lines if len(_figures(line)) == figures and _has_letters(line)]


def _figures(line: SpacedLine) -> tuple[Word, ...]:
    """The figures that end a line, words behind them left out."""
    start, end = next(iter(_runs(line)), (0, 0))
    return line.words[start:end]


def _has_letters(line: SpacedLine) -> bool:
    return any(word.text.isalpha() for word in line.words)


def _titled(lines: Sequence[SpacedLine], row: int, figures: int) -> SpacedHeader | None:
    """A line of titles over so many columns of amounts, or two such lines; None when not each has its own."""
    line = lines[row]
    if not line.words or _holds_amounts(line) or is_unit_line(line.text):
        return None
    titles = _titles(line.words)
    number = titles.pop(0) if _is_number_title(_joined(titles[0])) else []
    blank = line.cell(())
    if len(titles) > figures:
        name, *rest = titles
        measure = (
            line.cell(rest.pop(0)) if len(rest) > figures and _joined(rest[0]).casefold() in _MEASURES else None
        )
        amounts, behind = rest[:figures], rest[figures:]
        noted = bool(behind) and role_of(_joined(behind[-1])) in {ColumnRole.NOTE, ColumnRole.SOURCE}
        if behind and not noted and not _words_stand_behind(lines[row + 1 :], figures):
            return None  # a column of words stands before the amounts, and where it begins cannot be told
        cells = tuple(line.cell(words) for words in amounts)
        source = line.cell([word for words in behind for word in words])
        return SpacedHeader(row, row, cells, line.cell(number), line.cell(name), blank, source, blank, measure)
    return None if number or not row else _in_two_lines(lines, row, titles, figures)


def _broken_over_lines(lines: Sequence[SpacedLine], last: int, figures: int) -> SpacedHeader | None:
    """A header whose cells stand one below the other, each broken over lines: `TT Nội dung`, `Năm`, `2026`, `Tổng`.

    It begins at the title of the numbers or names; read on as one line it has a title for each column of amounts.
    """
    if last > 0 and all(_COLUMN_NUMBER.fullmatch(word.text) for word in lines[last].words):
        last -= 1
    for first in range(last - 1, max(last - 2 * _HEAD_LINES, -1), -1):
        line = lines[first]
        if not line.words or _holds_amounts(line) or is_unit_line(line.text):
            return None
        titles = _titles([word for each in lines[first : last + 1] for word in each.words])
        number = titles.pop(0) if _is_number_title(_joined(titles[0])) else []
        if number or role_of(_joined(titles[0])) is ColumnRole.NAME:
            break
    else:
        return None
    name, amounts, behind = titles[0], titles[1 : figures + 1], titles[figures + 1 :]
    own = {id(word): each for each in lines[first : last + 1] for word in each.words}
    cells = [own[id(words[0])].cell(words) for words in (name, *amounts, *behind)]
    if len(amounts) < figures or len(behind) > 1:
        return None
    blank = line.cell(())
    source = cells[figures + 1] if behind else blank
    return SpacedHeader(
        last, first, tuple(cells[1 : figures + 1]), line.cell(number), cells[0], blank, source, blank
    )


_MEASURES = ("đvt", "đơn vị", "đơn vị tính")


def _holds_amounts(line: SpacedLine) -> bool:
    """Whether a line has figures other than years and the numbers of months or quarters."""
    figures = (word.text for word in line.words if _FIGURE.fullmatch(word.text))
    return any(len(text) > len("12") and not _YEAR.fullmatch(text) for text in figures)


def _in_two_lines(
    lines: Sequence[SpacedLine], row: int, lower: list[list[Word]], figures: int
) -> SpacedHeader | None:
    """A header whose upper titles reach over equally many of the lower ones: `Trong đó` over `NSTW | NSĐP`."""
    above, line = lines[row - 1], lines[row]
    upper = _titles(above.words)
    if not upper or not _is_number_title(_joined(upper[0])) or len(upper) == 1 or _holds_amounts(above):
        return None
    number, name, *rest = upper
    source = rest.pop() if rest and role_of(_joined(rest[-1])) in {ColumnRole.NOTE, ColumnRole.SOURCE} else []
    wide = [at for at, title in enumerate(rest) if _joined(title).casefold().startswith(_WIDE)]
    if len(lower) == figures:
        wide = list(range(len(rest)))
    if not wide or len(rest) - len(wide) + len(lower) != figures or len(lower) % len(wide):
        return None
    each = len(lower) // len(wide)
    cells: list[GridCell] = []
    for at, title in enumerate(rest):
        below = [lower.pop(0) for _ in range(each)] if at in wide else []
        cells += [line.cell(words)._replace(text=f"{_joined(title)} {_joined(words)}") for words in below]
        if not below:
            cells.append(above.cell(title))
    blank = line.cell(())
    return SpacedHeader(
        row,
        row - 1,
        tuple(cells),
        above.cell(number),
        above.cell(name),
        blank,
        above.cell(source) if source else blank,
        blank,
    )


_WIDE = (
    "trong đó", "chia ra", "bao gồm", "năm ", "giai đoạn", "kế hoạch", "vốn ", "nguồn ", "ngân sách", "so sánh",
    "điều chỉnh", "quyết định", "kinh phí",
)  # fmt: skip
"""How a title begins that reaches over several columns."""


def _is_number_title(title: str) -> bool:
    return role_of(title) is ColumnRole.STT or title.casefold() in _NUMBERS_OF_TWO_WORDS


def _titles(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a header parted before each capital: `STT | Nội dung | Quý I | Năm 2025 | Tổng số`."""
    titles: list[list[Word]] = []
    for word in words:
        begins = word.text[0].isupper() or word.text[0].isdigit()
        after_year = bool(titles) and bool(_YEAR.fullmatch(titles[-1][-1].text))
        after_total = bool(titles) and bool(_YEAR.fullmatch(word.text)) and is_exact_total(_joined(titles[-1]))
        numeral = bool(_GOES_ON.fullmatch(word.text)) and not after_year and not after_total
        two_words = bool(titles) and _joined((*titles[-1], word)).casefold() in _NUMBERS_OF_TWO_WORDS
        if titles and (numeral or two_words or not begins):
            titles[-1].append(word)
        else:
            titles.append([word])
    return titles


_YEAR = re.compile(r"(19|20)[0-9]{2}")
_GOES_ON = re.compile(r"[IVX]{1,4}|[A-ZĐ]|[0-9]+|[0-9]{4}[-–][0-9]{4}|\(.*|.*\)")
"""A numeral, a single letter, a year or a bracket belongs to the title before it; a year behind a year does not."""
_NUMBERS_OF_TWO_WORDS = ("số tt", "số thứ", "số thứ tự")


def _split_names(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """`STT Nội dung công việc` in two; None when it is nothing of the kind."""
    numbers = words[:1] if role_of(words[0].text) is ColumnRole.STT else ()
    names = words[len(numbers) :]
    return (numbers, names) if numbers or role_of(_joined(names)) is ColumnRole.NAME else None


def _split_sums(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """`Cộng Nguồn` in two, either of which may be missing; None when it is nothing of the kind."""
    for cut in range(len(words), -1, -1):
        total, source = words[:cut], words[cut:]
        named = not source or role_of(_joined(source)) is ColumnRole.SOURCE
        if named and (not total or is_exact_total(_joined(total))):
            return total, source
    return None


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _head(lines: Sequence[SpacedLine], row: int, first: int, end: int) -> SpacedHeader:
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
    return SpacedHeader(row, top, years, number, name, total, source, heading if heading and top < row else blank)


Filled = tuple[int, ...]
"""The columns of amounts, from 0, in which the figures of a line stand."""


def without_blanks(head: SpacedHeader, below: Sequence[SpacedLine]) -> Mapping[int, Filled]:
    """The columns of the figures in lines that have fewer than the header, by the number of the line.

    Raises:
        InputError: there are such lines, and the sums do not say where their figures stand.
    """
    ends = [(line, _figures(line)) for line in below if _has_letters(line) and not _numbers_of_columns(head, line)]
    names = [_joined([word for word in line.words if not _FIGURE.fullmatch(word.text)]) for line, _words in ends]
    total = next((at for at, (_line, words) in enumerate(ends) if words and is_total(names[at])), None)
    above = [(line, words) for line, words in ends[:total] if words]
    short = [(line, words) for line, words in above if 1 < len(words) < head.figures]
    if not short or head.figures < _FEWEST_WITH_BLANKS:
        return {}
    number, count = short[0][0].number, len(short[0][1])
    if total is None or len(ends[total][1]) != head.figures or any(len(words) < 2 for _line, words in above):  # noqa: PLR2004
        raise _refusal(number, head.figures, count)
    # a total adds up the lines below the groups where these have Roman numbers
    items = [(line, words) for line, words in above if not _ROMAN.fullmatch(line.words[0].text)]
    counted = items if 1 < len(items) < len(above) else above
    cells = [[line.cell((word,)) for word in words] for line, words in (*counted, ends[total])]
    if any(number_of(cell) is None for row in cells for cell in row):
        raise _refusal(number, head.figures, count)
    *rows, totals = [tuple(value or 0 for value in row) for row in values_of(cells)]
    lines = [FigureLine(line.number, row) for (line, _words), row in zip(counted, rows, strict=True)]
    at_end, at_front = bool(head.total), is_total(head.years[0].text)
    found = placed(lines, totals, head.figures - 1 if at_end else 0 if at_front else None)
    if found is None or any(line.number not in found for line, _words in short):
        raise _refusal(number, head.figures, count)
    return found


def lone_figures(head: SpacedHeader, below: Sequence[SpacedLine]) -> Mapping[int, Filled]:
    """The column of the only figure of totals, where quantities and prices have none."""
    kinds = [understood((cell.text,)).kind for cell in (*head.years, *filter(None, (head.total,)))]
    if kinds[-1] is not FigureKind.TOTAL or not {FigureKind.QUANTITY, FigureKind.PRICE} & {*kinds}:
        return {}
    lone = (line for line in _lines_of(below, 1) if _GROUPED.fullmatch(_figures(line)[0].text))
    return {line.number: (head.figures - 1,) for line in lone}


_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_ROMAN = re.compile("[IVX]{1,5}")
_FEWEST_WITH_BLANKS = 3
_MOST_STEPS = 20_000


class FigureLine(NamedTuple):
    """The figures of one line, as whole numbers in one scale; `number` is that of the line, counted from 1."""

    number: int
    figures: tuple[int, ...]


def placed(
    lines: Sequence[FigureLine], totals: Sequence[int], total_column: int | None
) -> Mapping[int, Filled] | None:
    """The columns of each line with fewer figures than columns; None when not exactly one way makes all sums hold.

    Args:
        lines: those that the totals add up.
        totals: the figures of the row of totals, one for each column.
        total_column: the column that adds up the others in each line.
    """
    width = len(totals)
    need = list(totals)
    for line in lines:
        if len(line.figures) == width:
            need = [left - figure for left, figure in zip(need, line.figures, strict=True)]
    short = [line for line in lines if len(line.figures) < width]
    ways = [[*_ways(line.figures, width, total_column)] for line in short]
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


def _ways(figures: tuple[int, ...], width: int, total_column: int | None) -> Iterator[Filled]:
    for way in combinations(range(width), len(figures)):
        by_column = dict(zip(way, figures, strict=True))
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


def read_row(head: SpacedHeader, line: SpacedLine, filled: Filled | None = None) -> tuple[GridCell, ...] | None:
    """A line of the table as cells under its header; None when it holds no amounts.

    The amounts are counted from the right; `filled` says in which columns they stand when there are fewer. Where
    they cannot be told from the words around them, the first cell of amounts holds the whole line, so that the
    closed parser of money refuses it at its place.
    """
    if (numbers := _numbers_of_columns(head, line)) is not None:
        return numbers
    runs = _runs(line)
    start, end = next((run for run in runs if run[1] - run[0] >= head.figures), runs[0] if runs else (0, 0))
    count = end - start
    if count < (min(head.figures, 2) if filled is None else 1):
        return None
    after = line.words[end:]
    certain = count == head.figures or (count > head.figures and line.words[end - 1].text not in "-–—−")
    if head.figures == 1 and len(runs) > 1 + bool(runs[-1][0] == 0):
        # a lone amount among other numbers: "Thị xã C 143.250.000 Có 3 xã"
        certain, start, end = False, runs[-1][0] or runs[-2][0], runs[0][1]
        after = line.words[end:]
    first = end - head.figures if certain else start
    words = line.words[:first]
    alone = head.number and first > 1 and _ALONE.fullmatch(words[0].text)
    numbered = 1 if words and (alone or split_number(_joined(words))[0]) else 0
    figures = [line.cell((word,)) for word in line.words[first:end]]
    if filled is not None:
        stand = dict(zip(filled, line.words[start:end], strict=True))
        figures = [line.cell((stand[column],) if column in stand else ()) for column in range(head.figures)]
    elif not certain:
        figures = [line.cell(line.words[start:end], Content.UNREADABLE), *[line.cell(())] * (head.figures - 1)]
    if certain and filled is None and not head.source and unit_of(_joined(after)):
        # an amount that bears its unit, 120 triệu đồng, is one cell: another may stand over the table
        figures[-1] = line.cell(line.words[end - 1 :], Content.UNREADABLE)
    source = (line.cell(after),) if head.source else ()
    named = words[numbered:]
    measured = named[-1:] if head.measure and certain and len(named) > 1 else ()
    units = (line.cell(measured),) if head.measure else ()
    return (line.cell(words[:numbered]), line.cell(named[: len(named) - len(measured)]), *units, *figures, *source)


def refuse_surplus(head: SpacedHeader, below: Sequence[SpacedLine]) -> None:
    """Refuse a table most lines of which hold more amounts than its titles name: the first would become a word.

    A few such lines are names that end in a number: `Tổ 2`.

    Raises:
        InputError: they do.
    """
    longest = [(max(end - start for start, end in runs), line) for line in below if (runs := _runs(line))]
    amounts = [(count, line) for count, line in longest if count >= head.figures and _has_letters(line)]
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


def _runs(line: SpacedLine) -> list[tuple[int, int]]:
    """Where figures stand side by side, from the last ones to the first."""
    runs: list[tuple[int, int]] = []
    for at, word in enumerate(line.words):
        if _FIGURE.fullmatch(word.text):
            begun = runs and runs[-1][1] == at
            runs[-1:] = [(runs[-1][0], at + 1)] if begun else [*runs[-1:], (at, at + 1)]
    return runs[::-1]


_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2}|[A-Ha-h])\)?(=\S+)?")


def _numbers_of_columns(head: SpacedHeader, line: SpacedLine) -> tuple[GridCell, ...] | None:
    """A row that only numbers the columns: (1) (2) 3=4+5, or A B 1 2; columns of words before the amounts too."""
    found = [_COLUMN_NUMBER.fullmatch(word.text) for word in line.words]
    numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
    missing = head.width - len(found)
    if not all(found) or numbers != list(range(1, len(numbers) + 1)) or missing > (not head.number):
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
        found = [_COLUMN_NUMBER.fullmatch(word.text) for word in line.words]
        numbers = [match[1] for match in found if match]
        if not all(found) or len(numbers) <= known or numbers != [str(n) for n in range(1, len(numbers) + 1)]:
            continue
        behind = [other.words[1:] for other in below if other is not line and _has_letters(other)]
        if any(sum(bool(_FIGURE.fullmatch(word.text)) for word in words) > head.figures for words in behind):
            raise InputError(
                _(
                    "line {line} numbers {count} columns, but only {known} can be told apart",
                    line=line.number,
                    count=len(numbers),
                    known=known,
                ),
                _COPY_WITH_TABS,
            )
