"""What stands around a table: its unit above it, its footnotes below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import takewhile
from typing import Final, NamedTuple

from pydantic_core import PydanticCustomError

from cybercrime_plan.findings import FigureRole, Place, PrintedFigure
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import shortened
from cybercrime_plan.model.dates import printed_date
from cybercrime_plan.model.money import (
    DONG_UNITS,
    FOREIGN,
    UNITS,
    VND,
    Money,
    Unit,
    currency_names,
    is_unit_line,
    parse_number,
    printed_names,
    typed_unit,
    unit_of,
    units_in,
    units_of,
)
from cybercrime_plan.model.numbering import document_number
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.model.words import read_words
from cybercrime_plan.read.annex.amounts import number_of, reads_as_number
from cybercrime_plan.read.annex.choices import Candidate, Question, UndecidedError
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.support import last_place
from cybercrime_plan.read.annex.vocabulary import (
    ColumnRole,
    after_annex,
    annex_in,
    currency_in,
    is_computed,
    is_exact_total,
    is_footnote,
    is_rounded,
    role_of,
    words_in,
)
from cybercrime_plan.read.grid import Content, Grid, GridCell


@dataclass(frozen=True, slots=True)
class Found:
    """A text and the cells it was found in."""

    text: str
    cells: tuple[GridCell, ...]

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.cells[0].place


class ToldTotal(NamedTuple):
    """A total in one cell with its name: `Tổng cộng: 4.800 triệu đồng`; without a unit in that of the table."""

    amount: str
    unit: str | None
    cell: GridCell


class Attached(NamedTuple):
    """The document that an annex belongs to: its number, its day as a plan file writes it, who issued it."""

    number: str
    date: str | None
    issuer: str | None
    cell: GridCell


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a table.

    Attributes:
        unit_cell: the cell that states the unit; None when it was chosen.
        annex: the cell that names the annex it is.
        document: the document it is an annex of.
        words: the total spelled out.
        told: the total in one line of text.
        rounded: the amounts that the text around the table tells as rounded.
        otherwise: the amounts that the text tells as the total, and that are no figure of the table; each with why.
        above, below: what is printed there, line by line.
    """

    unit: Unit
    unit_cell: GridCell | None
    annex: GridCell | None
    document: Attached | None
    title: Found | None
    notes: tuple[Found, ...]
    words: Found | None
    told: ToldTotal | None
    rounded: frozenset[Money] = frozenset()
    otherwise: Mapping[tuple[Place, str], Text] = field(default_factory=dict)
    above: tuple[Found, ...] = ()
    below: tuple[Found, ...] = ()

    @property
    def lines(self) -> dict[str, tuple[str, ...]]:
        """What a plan keeps of the lines above and below, as printed."""
        both = {"above": self.above, "below": self.below}
        return {name: tuple(line.text for line in lines) for name, lines in both.items() if lines}

    @property
    def places(self) -> frozenset[Place]:
        """Of every cell that says something."""
        texts = (found for found in (self.title, self.words, *self.notes, *self.above, *self.below) if found)
        single = (self.unit_cell, self.annex, self.told and self.told.cell, self.document and self.document.cell)
        cells = (*(cell for cell in single if cell), *(c for one in texts for c in one.cells))
        return frozenset(cell.place for cell in cells)

    def without_rounded(self, rounded: AbstractSet[Money], totals: AbstractSet[Money]) -> Around:
        """The same without a total told in the text that is only that of the table, rounded.

        Args:
            rounded: what a row of the table says rounded.
            totals: those of the table.
        """
        near = {
            one
            for one in self.rounded
            if any(
                0 < abs(total.dong - one.dong) < last_place(one.dong)
                for total in totals
                if total.currency == one.currency
            )
        }
        said = near | (rounded - totals)
        words = _amount_in_words(self.words.text, self.unit) if self.words else None
        told = _told(self.told.amount, self.told.unit or self.unit.label) if self.told else None
        return replace(self, words=None if words in said else self.words, told=None if told in said else self.told)


Stated = tuple[Unit, GridCell]
"""A unit and the cell that states it."""


def find_unit(
    header: Header,
    columns: Sequence[int],
    above: range,
    below: range,
    chosen: str | None,
    own: Sequence[Stated],
    total: int | None,
    factors: Sequence[int],
) -> tuple[Unit, GridCell | None]:
    """The unit of the amounts, and the cell that states it (None when it was chosen).

    It stands in the header or nearest above it; failing that, below the table, or at the total told in the text.

    Args:
        columns: of the amounts; what a title over another column states is the unit of that column.
        above, below: the rows that can belong to this table.
        own: what the lines state themselves.
        total: the row of totals: `Cộng (triệu đồng)`.
        factors: columns that are multiplied into the amounts: `Đơn giá (đồng)`.

    Raises:
        UndecidedError: none is stated, or two are.
        UsageError: the chosen one is no unit of money.
    """
    if chosen is not None:
        return typed_unit(chosen), None
    stated = _stated(header, columns, above, below, own, total, factors)
    if len({unit for unit, _cell in stated}) != 1:
        raise _which_unit(header, range(above.start, header.bottom + 1), min(columns), stated)
    return stated[0]


def _stated(
    header: Header,
    columns: Sequence[int],
    above: range,
    below: range,
    own: Sequence[Stated],
    total: int | None,
    factors: Sequence[int],
) -> list[Stated]:
    """The units stated for a table at the place that comes first; several where they stand side by side."""
    grid, titles = header.grid, range(header.top, header.bottom + 1)
    in_titles = list(_units(grid, titles))
    over = {grid.spread(row, column).place for row in titles for column in columns}
    # a bare `USD` over another column is the currency of that one
    stated = [
        (unit, cell)
        for unit, cell in in_titles
        if cell.place in over or (is_unit_line(cell.text) and (unit.currency == VND or not unit_of(cell.text)))
    ]
    # where the titles say it, those of another table above, `Thiệt hại (tỷ đồng)`, say nothing
    texts = {row: [cell.text for cell in grid.rows[row] if cell] for row in reversed(above)}
    if stated:
        texts = {row: line for row, line in texts.items() if len(line) < 2 or any(map(is_unit_line, line))}  # noqa: PLR2004
    # the nearest line of a unit may name another currency, and no amount told above it says more
    foreign = {
        row
        for row, line in texts.items()
        if any(is_unit_line(text) and currency_in(text) for text in line) and not any(map(units_in, line))
    }
    lines = takewhile(lambda row: row not in foreign, texts)
    stated += next(filter(None, ([*_units(grid, (row,))] for row in lines)), [])
    stated = stated or [*own] or list(_units(grid, below))
    stated += list(_units(grid, () if total is None else (total,)))
    if not stated:  # over a price, or in brackets behind the title of the names or the numbers of lines
        words = [c for c, title in enumerate(header.titles) if role_of(title) in {ColumnRole.NAME, ColumnRole.STT}]
        over = {grid.spread(row, column).place for row in titles for column in (*words, *factors)}
        stated = [(unit, cell) for unit, cell in in_titles if cell.place in over]
    return stated if foreign else stated or list(_of_told_total(header, columns, above, below))


def _names_currency_only(text: str) -> bool:
    """Whether a line of a unit names a currency in words of which no unit is known."""
    return is_unit_line(text) and currency_in(text) is not None and not units_in(text)


def _of_told_total(header: Header, columns: Sequence[int], above: range, below: range) -> Iterator[Stated]:
    """The unit in which the text around a table tells with its own what it comes to.

    That is its largest figure, or where no total is printed all figures of a column. In the text it bears its unit,
    or is spelled out: `tổng kinh phí là 44.500.000 đồng`.
    """
    rows, under = header.grid.rows, range(header.bottom + 1, below.start)
    printed = [[one.exact for row in under if (one := number_of(rows[row][column]))] for column in columns]
    totals = {max(map(max, filter(None, printed)), default=Fraction(0)), *map(sum, printed)} - {0}
    for cell in header.grid.cells((*above, *below) if totals else ()):
        told = {_told(figure, name) for figure, name in _AMOUNT.findall(cell.text)}
        told.add(_amount_in_words(_spelled_out(cell.text) or ""))
        dong = {(amount.dong, amount.currency) for amount in told if amount}
        right = (unit for unit in UNITS if any((total * unit.value, unit.currency) in dong for total in totals))
        yield from ((unit, cell) for unit in right)


_ABROAD: Final = "|".join(re.escape(name) for code in FOREIGN for name in currency_names(code) if name[0].isalpha())
_AT_HOME: Final = "|".join(name for one in reversed(DONG_UNITS) for name in printed_names(one) if name[0].isalpha())
_AMOUNT: Final = re.compile(
    rf"(?<![0-9.,])([0-9]+(?:\.[0-9]{{3}})*(?:,[0-9]+)?)\s*"
    rf"((?:(?:nghìn|ngàn|triệu|tỷ|tỉ) )?(?:{_ABROAD})|{_AT_HOME})(?!\w)",
    re.IGNORECASE,
)


def _told(figure: str, name: str) -> Money | None:
    """An amount that bears its unit; None where it is no amount of whole đồng."""
    unit = unit_of(name)
    with suppress(ValueError):
        return parse_number(figure).as_money(unit) if unit else None
    return None


_SPELLED: Final = re.compile(r"[\s.,;]*(?:\(\s*([^()]*)\)|(bằng chữ.*))", re.IGNORECASE)
"""Behind a figure, the same in words: `1.150 triệu đồng (Một tỷ một trăm năm mươi triệu đồng)`."""


def told_amounts(cells: Iterable[GridCell], around: Around, why: Text) -> Iterator[PrintedFigure]:
    """The amounts that texts tell with their unit: the total of a table, and what stands beside its sums.

    One that is spelled out behind its figure as another one is no figure of the page that can be meant.

    Args:
        why: where these texts stand.
    """
    held = {one.place for one in (around.told and around.told.cell, around.words) if one}
    for cell in filter(None, cells):
        told = FigureRole.TOTAL if cell.place in held else FigureRole.BESIDE
        for match in _amounts_in(cell.text):
            role, said = told, why
            spelled = _SPELLED.match(cell.text, match.end())
            words = _amount_in_words(spelled[1] or spelled[2]) if spelled else None
            amount = _told(match[1], match[2])
            if words and words != amount and (amount is None or amount.currency == words.currency):
                role, said = FigureRole.UNUSED, _("in words it is {amount}", amount=words)
            if otherwise := around.otherwise.get((cell.place, match[0])):
                role, said = FigureRole.UNUSED, otherwise
            yield PrintedFigure(cell.place, match[0], role, row=shortened(cell.text), why=said)
        if cell.place not in held and (in_words := _spelled_out(cell.text)):
            yield PrintedFigure(cell.place, shortened(in_words), told, row=shortened(cell.text), why=why)


def _amounts_in(text: str) -> Iterator[re.Match[str]]:
    """What a text tells as an amount with its unit, which `Đơn vị tính: 1.000 đồng` is not."""
    return (match for match in _AMOUNT.finditer(text) if not (units_in(match[0]) and units_in(text)))


def _which_unit(header: Header, rows: range, column: int, stated: Sequence[Stated]) -> UndecidedError:
    """The question which unit is meant; `rows` may name a currency."""
    candidates = tuple(Candidate(unit.label, cell.text, cell.place) for unit, cell in stated)
    asks = _("in which unit are the amounts of this table?")
    said = (currency_in(cell.text) for cell in header.grid.cells(rows))
    foreign = next((unit for text in said if text and (unit := unit_of(text))), None)
    known = (*(units_of(foreign.currency) if foreign and not stated else ()), *DONG_UNITS)
    every = candidates or tuple(Candidate(unit.label, unit.label) for unit in known)
    return UndecidedError(Question("unit", asks, every, header.place_of(column)))


def _units(grid: Grid, rows: Iterable[int]) -> Iterator[Stated]:
    return ((unit, cell) for cell in grid.cells(rows) for unit in units_in(cell.text))


def find_annex(grid: Grid, rows: range) -> GridCell | None:
    """The cell above a table that names the annex it is."""
    return next((cell for cell in grid.cells(reversed(rows)) if annex_in(cell.text)), None)


_LONGEST_TITLE = 300
_MOST_LINES = 12
_MOST_BESIDE = 4
_PROSE = re.compile(r".{40,}[.;,]|(?:căn cứ|điều [0-9]) .*", re.IGNORECASE)


def lines_above(grid: Grid, rows: range) -> tuple[Found, ...]:
    """What is printed over a table, line by line, up to other figures or to prose; in a document, to its title."""
    found: list[Found] = []
    for row in reversed(rows):
        line = _line_of(grid, row)
        if line and (len(found) == _MOST_LINES or _is_no_line(line) or _PROSE.fullmatch(line.text)):
            break
        found += [line] if line else []
        if line and grid.is_paragraph(row) and annex_in(line.text):
            break
    return tuple(reversed(found))


def lines_below(grid: Grid, rows: range, known: frozenset[Place]) -> tuple[Found, ...]:
    """What is printed under a table, line by line, up to another annex; of a long text what is of the table.

    Args:
        known: where the notes and the totals told in the text stand.
    """
    found: list[Found] = []
    own: range | None = None  # the live sums of an exported workbook, with their differences
    for row in rows:
        line = _line_of(grid, row)
        if line and is_computed(line.cells[0].text):
            own = range(row, row + 2)
        if line and known.isdisjoint(cell.place for cell in line.cells) and annex_in(line.text):
            break
        if line and not _is_no_line(line) and not (own and row in own):
            at_right = len(line.cells) == 1 and not any(grid.rows[row][: grid.width // 2])
            found.append(replace(line, text=f" | {line.text}" if at_right else line.text))
    ends = (at for at, line in enumerate(found, 1) if not known.isdisjoint(cell.place for cell in line.cells))
    return tuple(found if len(found) <= _MOST_LINES else found[: max(ends, default=0)])


def _line_of(grid: Grid, row: int) -> Found | None:
    """The texts of a row, side by side; None for a blank one."""
    cells = tuple(cell for cell in grid.rows[row] if cell)
    return Found(" | ".join(dict.fromkeys(cell.text for cell in cells)), cells) if cells else None


def _is_no_line(line: Found) -> bool:
    """Whether figures stand in it, or more than what stands around a table."""
    few = len(line.cells) <= _MOST_BESIDE and len(line.text) <= _LONGEST_TITLE
    return not few or any(reads_as_number(cell) or cell.content is not Content.TEXT for cell in line.cells)


def find_title(grid: Grid, rows: range) -> Found | None:
    """What stands over a table: the nearest words above it but its unit and the document it belongs to.

    Where the name of the annex stands over them, all lines below that name are the title.
    """
    lines: list[tuple[str, tuple[GridCell, ...]]] = []
    named = False
    for row in reversed(rows):
        cells = tuple(cell for cell in grid.rows[row] if cell)
        texts = list(dict.fromkeys(cell.text for cell in cells))
        if len(texts) > 1 or not all(cell.content is Content.TEXT for cell in cells):
            break
        if not texts or is_unit_line(texts[0]) or texts[0].startswith("("):
            continue
        if _spelled_out(texts[0]) or any(_amounts_in(texts[0])):
            continue
        text = _ATTACHED.sub("", texts[0]).strip()
        if title := after_annex(text):
            lines.insert(0, (title, cells))
        if named := annex_in(text) is not None:
            break
    lines = lines if named else lines[-1:]
    title = " ".join(title for title, _cells in lines)
    cells = tuple(cell for _title, cells in lines for cell in cells)
    return Found(title, cells) if title and len(title) <= _LONGEST_TITLE else None


_ATTACHED: Final = re.compile(
    r"\(?(?:ban hành )?kèm theo \w[\w ]{1,40}? số:?\s*(?P<number>[^\s,()]+)"
    r"(?:,? (?P<date>ngày [\d/.-]+(?: tháng \d+ năm \d+)?))?(?:,? của (?P<issuer>[^()]+))?\)?",
    re.IGNORECASE,
)


def find_document(grid: Grid, rows: range) -> Attached | None:
    """The document that an annex belongs to, as the line at its title tells it; None where its number is blank.

    `(Kèm theo Kế hoạch số 522/KH-UBND ngày 16/01/2023 của UBND tỉnh)`, as Decree 30/2020/NĐ-CP, annex I, has it.
    """
    for cell in grid.cells(rows):
        match = _ATTACHED.search(cell.text)
        if match and document_number(match["number"]):
            date = None
            with suppress(PydanticCustomError):
                date = match["date"] and str(printed_date(match["date"]))
            return Attached(match["number"], date, (match["issuer"] or "").strip(" .,;") or None, cell)
    return None


def rows_of_title(grid: Grid, rows: range) -> range:
    """The rows above a table that are of its title: below the name of the annex, or up to the next blank row."""
    blank = next((row for row in reversed(rows) if not any(grid.rows[row])), rows.start - 1)
    named = (row for row in reversed(rows) if find_annex(grid, range(row, row + 1)))
    return range(next(named, blank + 1), rows.stop)


def find_words(grid: Grid, rows: Iterable[int]) -> Found | None:
    """The total of a table spelled out in the text around it."""
    return next((Found(words, (cell,)) for cell in grid.cells(rows) if (words := _spelled_out(cell.text))), None)


def words_of_column(words: Found, unit: Unit, totals: Iterable[tuple[str, Money, bool]]) -> PrintedFigure | None:
    """An amount spelled out that is the total of one column beside the amounts, `Thực nhận`; None for another one.

    It is of the column that the line names, else of the only one that comes to it.

    Args:
        unit: of the table.
        totals: the title and the printed total of each column of money, and whether that is of the amounts.
    """
    amount = _amount_in_words(words.text, unit)
    known, line = list(totals), folded(words.cells[0].text)
    beside = [(title, total) for title, total, main in known if not main]
    named = [one for one in beside if folded(one[0]) in line]
    alike = [one for one in beside if one[1] == amount]
    others = named or ([] if any(main and total == amount for _title, total, main in known) else alike)
    if amount is None or len(others) != 1:
        return None
    ((title, total),) = others
    right = total == amount
    why = (
        _("the total of column “{column}” in words", column=title)
        if right
        else _("the total of column “{column}” is {amount}", column=title, amount=total)
    )
    role = FigureRole.BESIDE if right else FigureRole.UNUSED
    return PrintedFigure(words.place, words.text, role, title, shortened(words.cells[0].text), why)


_ONLY_WORDS = re.compile(
    r"(?:tổng[^:()]{0,40}:)?\s*\(?\s*([^:()0-9]+\bđồng\b[^:()0-9]{0,20}?)[\s./)]*", re.IGNORECASE
)


def _spelled_out(text: str) -> str | None:
    """The amount that a line spells out after `Bằng chữ:`, or is nothing but: `(Bốn mươi triệu đồng)`."""
    words = words_in(text)
    alone = None if words else _ONLY_WORDS.fullmatch(text)
    return alone[1] if alone and _amount_in_words(alone[1]) else words


def _amount_in_words(text: str, unit: Unit = Unit.DONG) -> Money | None:
    """An amount that is spelled out, in the currency of a unit; None where the words are none."""
    with suppress(ValueError):
        return read_words(text, unit.currency)
    return None


def find_rounded(grid: Grid, rows: Iterable[int]) -> frozenset[Money]:
    """The amounts that the text tells as rounded: `Làm tròn: 20.600.000 đồng`."""
    texts = (cell.text for cell in grid.cells(rows) if is_rounded(cell.text))
    told = (_told(figure, name) for text in texts for figure, name in _AMOUNT.findall(text))
    return frozenset(amount for amount in told if amount)


_TOLD_TOTAL = re.compile(r"([^\W\d][^:0-9]*):\s*([0-9][0-9.,]*)\s*([^\W\d][^()]*)?[.;]*(?:\(.*\))?[.;]*")


def find_told_total(grid: Grid, rows: Iterable[int], of_table: Unit) -> ToldTotal | None:
    """The total of a table in the text around it, in figures and in the currency of its unit."""
    for cell in grid.cells(rows):
        match = _TOLD_TOTAL.fullmatch(cell.text)
        unit = unit_of(match[3].strip(" .;")) if match and match[3] else None
        if unit and unit.currency != of_table.currency:
            continue
        if match and is_exact_total(match[1]) and bool(match[3]) == (unit is not None):
            with suppress(ValueError):
                parse_number(match[2].rstrip(".,"))
                return ToldTotal(match[2].rstrip(".,"), unit.label if unit else None, cell)
    return None


_OF_ALL = re.compile(
    r"\btổng (?:cộng|số|số tiền|kinh phí)(?: dự kiến| để| thực hiện| triển khai)*"
    r"(?: (?:của )?(?:kế hoạch|đề án|chương trình|dự án)\b[^.;,(]*)?(?: (?:năm|giai đoạn)\b[^.;,(]*)?"
    r"(?: là| khoảng)*\s*:?\s*\Z",
    re.IGNORECASE,
)
"""What stands before the total of everything; `Tổng kinh phí còn thiếu`, `… ngân sách tỉnh` are of a part."""
_LONGEST_CLAUSE = 200
"""code points before an amount that may say what it is"""


def told_otherwise(
    cells: Iterable[GridCell], total: Money, years: Collection[int]
) -> dict[tuple[Place, str], Money]:
    """The amounts that texts tell as the total of a table, where no text tells the one that it has.

    `Tổng kinh phí thực hiện là 1.300 triệu đồng, trong đó:` above a table that comes to 1.200. A rounded total is
    told as well, and one of other years than the table has is none of it.

    Args:
        years: those of its columns.
    """
    found: dict[tuple[Place, str], Money] = {}
    for cell in filter(None, cells):
        for match in _amounts_in(cell.text):
            amount = _told(match[1], match[2])
            if amount is None or amount.currency != total.currency:
                continue
            if abs(amount.dong - total.dong) * 2 <= last_place(amount.dong):
                return {}
            before = cell.text[max(match.start() - _LONGEST_CLAUSE, 0) : match.start()]
            words = _OF_ALL.search(before)
            if words and {*map(int, _YEARS.findall(words[0]))} <= {*years}:
                found[cell.place, match[0]] = amount
    return found


_YEARS = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_ENDS = re.compile(r"[.!?…;:]\W*$")
_OTHER = re.compile(r"phụ lục|biểu|nơi nhận|tm\.|kt\.|tl\.|chủ tịch|bằng chữ|\(?bằng chữ", re.IGNORECASE)


def find_footnotes(grid: Grid, rows: range) -> tuple[Found, ...]:
    """The notes under a table, each with the lines it goes on over, until its sentence ends."""
    notes: list[Found] = []
    open_note = False
    for row in rows:
        cells = tuple(cell for cell in grid.rows[row] if cell)
        if not cells:
            continue
        text = " ".join(cell.text for cell in cells)
        if is_footnote(text):
            notes.append(Found(text, cells))
            open_note = True
        elif notes and open_note and not _OTHER.match(text) and not is_computed(cells[0].text):
            notes[-1] = Found(f"{notes[-1].text} {text}", (*notes[-1].cells, *cells))
        else:
            open_note = False
        open_note = open_note and not _ENDS.search(text)
    return tuple(notes)
