"""The titles of a table whose cells are parted by blanks only: over the years, or over any figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, takewhile
from typing import NamedTuple

from cybercrime_plan.model.money import is_unit_line, unit_of
from cybercrime_plan.read.annex.amounts import values_of
from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.titles import FigureKind, understood
from cybercrime_plan.read.annex.vocabulary import ColumnRole, is_exact_total, is_total, role_of, year_in
from cybercrime_plan.read.grid import GridCell
from cybercrime_plan.read.office.spaced_line import (
    FIGURE,
    MOST_LINES_OF_TITLES,
    SpacedLine,
    Word,
    amounts_in,
    figures_in,
    first_figure,
    has_letters,
    joined,
    lines_with,
    words_of,
)

ROMAN = re.compile("[IVX]{1,5}")
ALONE = re.compile(r"[0-9]{1,3}|[IVX]{1,5}")
"""The number of a line where the table has a column of numbers."""
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2}|[A-Ha-h])\)?(=\S+)?")


def column_numbers(line: Iterable[Word | GridCell]) -> list[int] | None:
    """The numbers of a line that only numbers columns: `(1) (2) 3=4+5`; None where it says anything else.

    Columns of words may bear letters, `A B 1 2`, which are no numbers.
    """
    found = [_COLUMN_NUMBER.fullmatch(word.text) for word in line]
    return [int(match[1]) for match in found if match and match[1].isdigit()] if all(found) else None


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
    def titles(self) -> tuple[str, ...]:
        """What is printed over its columns of amounts."""
        return tuple(cell.text for cell in (*self.years, self.total))

    @property
    def figures(self) -> int:
        """How many amounts a line of the table has."""
        return len(self.years) + bool(self.total)


def find_heads(lines: Sequence[SpacedLine]) -> Iterator[SpacedHeader]:
    """Every header: a line of consecutive years with, at most, the words of a header around them.

    What stands below one is looked at as far as the next, so that a header on every page costs no more than one.
    """
    found = [(row, years) for row, line in enumerate(lines) if (years := _years_of_header(line))]
    for (row, (first, end)), (following, _years) in pairwise([*found, (len(lines), (0, 0))]):
        own = lines[:following]
        yield _with_words_behind(_with_total_above(_head(own, row, first, end), own), own)


def _years_of_header(line: SpacedLine) -> tuple[int, int] | None:
    """The first and the last word of the years of a header, this one left out; None where a line is none."""
    named = [year_in(word.text) or 0 for word in line.words]
    first = next((at for at, year in enumerate(named) if year), len(named))
    end = first + 1
    while end < len(named) and named[end] == named[end - 1] + 1:
        end += 1
    if end - first == 1:
        return None
    before, after = line.words[:first], line.words[end:]
    # `Nội dung Tổng 2023 2024`: a total before the years is a column of its own
    total_before = any(is_exact_total(joined(before[cut:])) for cut in range(1, len(before)))
    fits = (not before or _split_names(before)) and (not after or _split_sums(after))
    return (first, end) if fits and not total_before else None


def _with_words_behind(head: SpacedHeader, lines: Sequence[SpacedLine]) -> SpacedHeader:
    """The header with the column of sources or notes whose title stands above, when words follow the amounts."""
    if head.source or not _words_stand_behind(lines[head.row + 1 :], head.figures):
        return head
    for line in lines[head.first : head.row + 1] or lines[head.row - 1 : head.row]:
        for title in titles_of(line.words):
            if role_of(joined(title)) in {ColumnRole.SOURCE, ColumnRole.NOTE}:
                return head._replace(source=line.cell(title))
    return head


def _words_stand_behind(below: Sequence[SpacedLine], figures: int) -> bool:
    return any(figures_in(line)[-1] is not line.words[-1] for line in lines_with(below, figures))


def _words_stand_behind_most(below: Sequence[SpacedLine], figures: int) -> bool:
    """Whether words other than a unit of money end most of the lines that hold so many amounts."""
    rows = lines_with(below, figures)
    ends = [[word for word in line.words if word.start > figures_in(line)[-1].start] for line in rows]
    return sum(bool(words) and unit_of(joined(words)) is None for words in ends) * 2 > len(rows)


def _with_total_above(head: SpacedHeader, lines: Sequence[SpacedLine]) -> SpacedHeader:
    """The header with a total beside its years, when the lines below hold one figure more that adds up the others.

    Its title stands in the lines above, broken over them together with others.
    """
    below = lines_with(lines[head.row + 1 :], head.figures + 1)
    rows = values_of([[line.cell((word,)) for word in figures_in(line)] for line in below])
    before = sum(first == sum(value or 0 for value in rest) for first, *rest in rows)
    behind = sum(last == sum(value or 0 for value in rest) for *rest, last in rows)
    holds = max(before, behind)
    top = max(head.row - 2, 0)
    titles = [
        (line, title)
        for line in lines[top : head.row + 1]
        if not is_unit_line(line.text.strip("() "))
        for title in titles_of(line.words)
        if role_of(joined(title)) is ColumnRole.TOTAL
    ]
    if head.total or holds * 3 < len(rows) * 2 or holds < 2 or len(titles) != 1:  # noqa: PLR2004 - one may be chance
        return head
    line, title = titles[0]
    if behind > before:
        return _with_total_behind(head, line, title)
    years = (line.cell(title), *head.years)
    return head._replace(first=min(head.first, line.number - 1), years=years, heading=line.cell(()))


def _with_total_behind(head: SpacedHeader, line: SpacedLine, title: Sequence[Word]) -> SpacedHeader:
    """The header with a total whose title ends the line above its years: `STT Nội dung Phân kỳ Tổng`."""
    before = [word for word in line.words if word.start < title[0].start]
    number, name = _split_names(before) or ((), ()) if before else ((), ())
    if not name or not name[0].text:
        return head._replace(total=line.cell(title))
    first, *over = titles_of(name)
    heading = line.cell([word for words in over for word in words])
    return head._replace(number=line.cell(number), name=line.cell(first), heading=heading, total=line.cell(title))


def titled_heads(lines: Sequence[SpacedLine], taken: AbstractSet[int] = frozenset()) -> Iterator[SpacedHeader]:
    """The header over each table of any amounts, and where its line stands again on a further page.

    A table begins at the title of the numbers of its lines, where it has one: what is told above it is none of its.

    Args:
        taken: the rows of headers found already; a table with one of them has no other.
    """
    tops = [row for row, line in enumerate(lines) if _begins_titles(line)]
    ranges = [range(top, end) for top, end in pairwise([*(tops or [0]), len(lines)])]
    tables = [rows for rows in ranges if rows and taken.isdisjoint(rows)]
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for rows in tables:
        pages[lines[rows[0]].text].extend(rows)
    known: dict[str, SpacedHeader] = {}
    for rows in tables:
        found = next((row for row in rows if lines[row].text in known), None)
        if found is not None:
            head = _again(lines, found, known[lines[found].text])
        else:
            head = _first_titled(lines, pages.pop(lines[rows[0]].text, ()))
        if head is None:
            continue
        known[lines[head.row].text] = head
        yield head
        again = (row for row in rows if row > head.row and lines[row].text == lines[head.row].text)
        yield from (found_again for row in again if (found_again := _again(lines, row, head)))


def _again(lines: Sequence[SpacedLine], row: int, head: SpacedHeader) -> SpacedHeader | None:
    """The header that stands again on a further page, its last line in this row."""
    first = row - (head.row - head.first)
    before, after = lines[head.first : head.row + 1], lines[max(first, 0) : row + 1]
    if len(before) > 1 and [line.text for line in before] == [line.text for line in after]:
        return head._replace(row=row, first=first)
    return _titled(lines, row, head.figures)


def _first_titled(lines: Sequence[SpacedLine], rows: Sequence[int]) -> SpacedHeader | None:
    """The header over lines of a table: each column has its title there, beginning with a capital.

    How many columns of amounts there are is told by the lines below: so many figures stand at their end.
    """
    ends = {row: len(figures_in(lines[row])) for row in rows if _may_be_row(lines[row])}
    common = [figures for figures, often in Counter(ends.values()).most_common() if often > 1]
    if not common:
        return None
    # a name that ends in a number has one figure more than its line has amounts
    proved = [few for few in sorted(common) if few < common[0] and ends_add_up([lines[row] for row in rows], few)]
    # a total has a figure in each column, also where the lines have blanks
    most = max((ends[row] for row in ends if is_total(words_of(lines[row]))), default=0)
    heads = (_titled_over(lines, rows[0], ends, figures) for figures in (*proved, common[0]))
    found = next(filter(None, heads), None)
    return found or (_titled_over(lines, rows[0], ends, most, common[0]) if most > common[0] else None)


def _titled_over(
    lines: Sequence[SpacedLine], top: int, ends: Mapping[int, int], figures: int, usual: int | None = None
) -> SpacedHeader | None:
    """The header with so many columns of amounts, over the first line that ends in as many figures, or as usual."""
    first = next(row for row, count in ends.items() if count == (usual or figures))
    for row in range(first - 1, max(first - MOST_LINES_OF_TITLES, top - 1, -1), -1):
        if (head := _titled(lines, row, figures)) is not None:
            return head
    return _broken_over_lines(lines, first - 1, figures)


def ends_add_up(lines: Sequence[SpacedLine], figures: int) -> bool:
    """Whether the last figures of the lines of a table, so many of each, come to those of its one total."""
    return _add_up([(line, figures_in(line)[-figures:]) for line in lines if has_letters(line)], figures)


def begins_add_up(lines: Sequence[SpacedLine]) -> bool:
    """Whether the first figure behind the names comes to that of the one total: the others are of notes."""
    return _add_up([(line, line.words[at : at + 1]) for line in lines if (at := first_figure(line))], 1)


def _add_up(ends: Sequence[tuple[SpacedLine, Sequence[Word]]], figures: int) -> bool:
    full = [(line, words) for line, words in ends if len(words) == figures]
    totals = [(line, words) for line, words in full if is_total(words_of(line))]
    items = [(line, words) for line, words in full if not is_total(words_of(line))]
    grouped = [(line, words) for line, words in items if not ROMAN.fullmatch(line.words[0].text)]
    for rows in (grouped, items):
        values = values_of([[line.cell((word,)) for word in words] for line, words in (*rows, *totals)])
        *parts, whole = values or [()]
        if (
            len(totals) == 1
            and len(parts) > 1
            and whole == tuple(sum(v or 0 for v in column) for column in zip(*parts, strict=True))
        ):
            return True
    return False


def _may_be_row(line: SpacedLine) -> bool:
    """Whether words and figures that may be amounts stand in a line; a year alone is none: `NĂM 2026`."""
    figures = amounts_in(line)
    return bool(figures) and has_letters(line) and not (len(figures) == 1 and _YEAR.fullmatch(figures[0].text))


def _titled(lines: Sequence[SpacedLine], row: int, figures: int) -> SpacedHeader | None:
    """A line of titles over so many columns of amounts, or two such lines; None when not each has its own."""
    line = lines[row]
    if not line.words or _holds_amounts(line) or is_unit_line(line.text):
        return None
    titles = titles_of(line.words)
    number = titles.pop(0) if _is_number_title(joined(titles[0])) else []
    blank = line.cell(())
    if len(titles) > figures:
        name, *rest = _in_capitals([word for title in titles for word in title], figures) or titles
        measure = (
            line.cell(rest.pop(0)) if len(rest) > figures and joined(rest[0]).casefold() in _MEASURES else None
        )
        amounts, behind = rest[:figures], rest[figures:]
        noted = bool(behind) and role_of(joined(behind[-1])) in {ColumnRole.NOTE, ColumnRole.SOURCE}
        if behind and not noted and not _words_stand_behind(lines[row + 1 :], figures):
            return None  # a column of words stands before the amounts, and where it begins cannot be told
        if not behind and _words_stand_behind_most(lines[row + 1 :], figures):
            return None  # the last title is that of the words: a number of a name has been taken for an amount
        cells = tuple(line.cell(words) for words in amounts)
        source = line.cell([word for words in behind for word in words])
        return SpacedHeader(row, row, cells, line.cell(number), line.cell(name), blank, source, blank, measure)
    return None if number or not row else _in_two_lines(lines, row, titles, figures)


_LONGEST_TITLE = 8
"""words of the title of the names"""


def _in_capitals(words: Sequence[Word], figures: int) -> list[list[Word]] | None:
    """The titles of a line where that of the names is in capitals, or all are: `NỘI DUNG NĂM 2026 CỘNG`.

    In capitals throughout only their number parts them; None where it does not.
    """
    ends = (
        cut for cut in range(1, min(len(words), _LONGEST_TITLE)) if role_of(joined(words[:cut])) is ColumnRole.NAME
    )
    cut = next(ends, 0)
    if not joined(words[:cut]).isupper():
        return None
    if not joined(words).isupper():
        return [list(words[:cut]), *titles_of(words[cut:])]
    single: list[list[Word]] = []
    for word in words[cut:]:
        if single and is_exact_total(joined((*single[-1], word))):
            single[-1].append(word)
        else:
            single.append([word])
    by_year: list[list[Word]] = []
    for title in single:
        if not by_year or _YEAR.fullmatch(by_year[-1][-1].text) or is_exact_total(joined(by_year[-1])):
            by_year.append([*title])
        else:
            by_year[-1].extend(title)
    ways = (single, by_year, [list(words[cut:])])
    return next(([list(words[:cut]), *way] for way in ways if len(way) == figures), None)


def _broken_over_lines(lines: Sequence[SpacedLine], last: int, figures: int) -> SpacedHeader | None:
    """A header whose cells stand one below the other, each broken over lines: `TT Nội dung`, `Năm`, `2026`, `Tổng`.

    It begins at the title of the numbers or names; read on as one line it has a title for each column of amounts.
    """
    last = _last_of_titles(lines, last)
    above = range(last, max(last - 2 * MOST_LINES_OF_TITLES, -1), -1)
    top = next((at for at in above if _begins_titles(lines[at])), last)
    for first in range(last - 1, above.stop, -1):
        line = lines[first]
        if not line.words:
            continue
        if _holds_amounts(line) or is_unit_line(line.text):
            return None
        titles = titles_of([word for each in lines[first : last + 1] for word in each.words])
        number = titles.pop(0) if _is_number_title(joined(titles[0])) else []
        numbered = first > 0 and _is_number_title(lines[first - 1].text)  # it stands on a line of its own
        named = bool(titles) and role_of(joined(titles[0])) is ColumnRole.NAME and not numbered
        if number or (named and top >= first):
            break
    else:
        return None
    if not titles:
        return None
    measured = len(titles) > figures + 1 and joined(titles[1]).casefold() in _MEASURES
    measure = line.cell(titles.pop(1)) if measured else None
    ends_in_total = role_of(joined(titles[-1])) is ColumnRole.TOTAL
    titles = _with_parts(titles, figures)
    name, amounts, behind = titles[0], titles[1 : figures + 1], titles[figures + 1 :]
    noted = bool(behind) and role_of(joined(behind[0])) in {ColumnRole.NOTE, ColumnRole.SOURCE}
    # the title of the words behind the amounts has been taken for one of these
    misplaced = (ends_in_total or not behind) and _words_stand_behind_most(lines[last + 1 :], figures)
    if len(amounts) < figures or len(behind) > 1 or misplaced:
        return None
    if behind and not noted and not _words_stand_behind(lines[last + 1 :], figures):
        return None
    cells = [line.cell(words) for words in (name, *amounts, *behind)]
    blank = line.cell(())
    source = cells[figures + 1] if behind else blank
    years = tuple(cells[1 : figures + 1])
    return SpacedHeader(last, first, years, line.cell(number), cells[0], blank, source, blank, measure)


def _last_of_titles(lines: Sequence[SpacedLine], last: int) -> int:
    """The last line of titles above a row: then come empty lines, numbers of columns, and headings of lines."""
    tops = (at for at in range(last, max(last - 2 * MOST_LINES_OF_TITLES, -1), -1) if _begins_titles(lines[at]))
    headings = (at for at in range(next(tops, last) + 1, last + 1) if _begins_heading(lines[at]))
    last = next(headings, last + 1) - 1
    while last > 0 and column_numbers(lines[last].words) is not None:
        last -= 1
    return last


def _begins_titles(line: SpacedLine) -> bool:
    return bool(line.words) and _is_number_title(joined(titles_of(line.words[:4])[0]))


def _begins_heading(line: SpacedLine) -> bool:
    """Whether a line begins with the number of a group, and does not go on with a title: `2026 Năm`."""
    return bool(line.words) and heading_number(line.words) == 1 and not _YEAR.fullmatch(line.words[0].text)


def _with_parts(titles: list[list[Word]], figures: int) -> list[list[Word]]:
    """The titles of columns, the one that stands over others (`Trong đó`) said with each of them.

    Those of the upper line come first: `Kinh phí | Tổng cộng | Năm 2026 | Năm 2027`.
    """
    wide = [at for at, title in enumerate(titles) if joined(title).casefold().rstrip(":") in _OVER_OTHERS]
    if not wide:
        said = [(at, joined(title)) for at, title in enumerate(titles) if at]
        wide = [
            at for at, title in said if title.casefold().startswith(_WIDE) and understood((title,)).year is None
        ]
    if len(wide) != 1 or len(titles) - figures not in {2, 3}:
        return titles
    (at,) = wide
    parts = [*takewhile(lambda title: _says_part(joined(title)), reversed(titles[at + 1 :]))][::-1]
    if len(parts) < 2:  # noqa: PLR2004 - one part is none
        upper = [*takewhile(lambda title: role_of(joined(title)) in _AROUND, titles[at + 1 :])]
        parts = titles[at + 1 + len(upper) :]
    upper = titles[at + 1 : len(titles) - len(parts)]
    return [*titles[:at], *([*titles[at], *part] for part in parts), *upper]


_AROUND = {ColumnRole.TOTAL, ColumnRole.NOTE, ColumnRole.SOURCE}


def _says_part(title: str) -> bool:
    """Whether a title names a year, a quarter or a source."""
    said = understood((title,))
    return said.kind is FigureKind.AMOUNT and said.says_what


_OVER_OTHERS = ("trong đó", "chia ra", "bao gồm")
_MEASURES = ("đvt", "đơn vị", "đơn vị tính")


def _holds_amounts(line: SpacedLine) -> bool:
    """Whether a line has figures other than years and the numbers of months or quarters."""
    figures = (word.text for word in line.words if FIGURE.fullmatch(word.text))
    return any(len(text) > len("12") and not _YEAR.fullmatch(text) for text in figures)


def _in_two_lines(
    lines: Sequence[SpacedLine], row: int, lower: list[list[Word]], figures: int
) -> SpacedHeader | None:
    """A header whose upper titles reach over equally many of the lower ones: `Trong đó` over `NSTW | NSĐP`."""
    above, line = lines[row - 1], lines[row]
    upper = titles_of(above.words)
    if not upper or not _is_number_title(joined(upper[0])) or len(upper) == 1 or _holds_amounts(above):
        return None
    if heading_number(line.words):
        return None
    number, name, *rest = upper
    source = rest.pop() if rest and role_of(joined(rest[-1])) in {ColumnRole.NOTE, ColumnRole.SOURCE} else []
    wide = [at for at, title in enumerate(rest) if joined(title).casefold().startswith(_WIDE)]
    if len(lower) == figures:
        wide = list(range(len(rest)))
    if not wide or len(rest) - len(wide) + len(lower) != figures or len(lower) % len(wide):
        return None
    each = len(lower) // len(wide)
    if each == 1 and not all(_says_what(joined(title)) for title in lower):
        return None  # the upper line names every column: what follows is the heading of lines
    cells: list[GridCell] = []
    for at, title in enumerate(rest):
        below = [lower.pop(0) for _ in range(each)] if at in wide else []
        cells += [line.cell(words)._replace(text=f"{joined(title)} {joined(words)}") for words in below]
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


def _says_what(text: str) -> bool:
    """Whether a title tells one column of amounts from another."""
    title = understood((text,))
    return title.kind is not FigureKind.AMOUNT or title.says_what or bool(title.version)


_WIDE = (
    "trong đó", "chia ra", "bao gồm", "năm ", "giai đoạn", "kế hoạch", "vốn ", "nguồn ", "ngân sách", "so sánh",
    "điều chỉnh", "quyết định", "kinh phí",
)  # fmt: skip
"""How a title begins that reaches over several columns."""


def _is_number_title(title: str) -> bool:
    return role_of(title) is ColumnRole.STT or title.casefold() in _NUMBERS_OF_TWO_WORDS


def titles_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a header parted before each capital: `STT | Nội dung | Quý I | Năm 2025 | Tổng số`."""
    titles: list[list[Word]] = []
    for at, word in enumerate(words):
        begins = word.text[0].isupper() or word.text[0].isdigit()
        after_year = bool(titles) and bool(_YEAR.fullmatch(titles[-1][-1].text))
        after_total = bool(titles) and bool(_YEAR.fullmatch(word.text)) and is_exact_total(joined(titles[-1]))
        numeral = bool(_GOES_ON.fullmatch(word.text)) and not after_year and not after_total
        two_words = bool(titles) and joined((*titles[-1][:2], word)).casefold() in _NUMBERS_OF_TWO_WORDS
        if titles and numeral and word.text.isdecimal() and joined(words[at + 1 : at + 2]) == "tháng":
            # `T6 6 tháng` are two, `Thực hiện 6 tháng` one
            numeral = understood((joined(titles[-1]),)).part is None
        if titles and (numeral or two_words or not begins):
            titles[-1].append(word)
        else:
            titles.append([word])
    return titles


_YEAR = re.compile(r"(19|20)[0-9]{2}")
_GOES_ON = re.compile(r"[IVX]{1,4}|[A-ZĐ]|[0-9]+|[0-9]{4}[-–][0-9]{4}|\(.*|.*\)|[A-ZĐƯ0-9]+/[A-ZĐƯ0-9]+")
"""A numeral, a single letter, a year, a bracket, `TH/DT` belong to the title before; a second year does not."""
_NUMBERS_OF_TWO_WORDS = ("số tt", "số thứ", "số thứ tự")


def _split_names(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """`STT Nội dung công việc` in two; None when it is nothing of the kind."""
    numbers = words[:1] if role_of(words[0].text) is ColumnRole.STT else ()
    names = words[len(numbers) :]
    return (numbers, names) if numbers or role_of(joined(names)) is ColumnRole.NAME else None


def _split_sums(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """`Cộng Nguồn` in two, either of which may be missing; None when it is nothing of the kind."""
    for cut in range(len(words), -1, -1):
        total, source = words[:cut], words[cut:]
        named = not source or role_of(joined(source)) is ColumnRole.SOURCE
        if named and (not total or is_exact_total(joined(total))):
            return total, source
    return None


def heading_number(words: Sequence[Word]) -> int:
    """How many words number a line as a heading, 1 or 0: `II Phun hóa chất`, `A THU`, not `I II III`, `Y tế`."""
    if len(words) == 1 or not is_numbering(words[0].text) or is_numbering(words[1].text):
        return 0
    return int(words[0].text.isdecimal() or words[1].text[0].isupper())


def _head(lines: Sequence[SpacedLine], row: int, first: int, end: int) -> SpacedHeader:
    """A header around its line of years, with the lines above that name its columns."""
    line = lines[row]
    before, after = line.words[:first], line.words[end:]
    names = (line, *(_split_names(before) or ((), ()))) if before else None
    sums = (line, *(_split_sums(after) or ((), ()))) if after else None
    heading: GridCell | None = None
    top = row
    for above in range(row - 1, max(row - MOST_LINES_OF_TITLES, -1), -1):
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
