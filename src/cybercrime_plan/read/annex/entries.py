"""The rows under a header, each as its columns read, before it is known what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cybercrime_plan.findings import Place
from cybercrime_plan.model.money import Number, unit_of
from cybercrime_plan.read.annex.amounts import number_of, numbers_of
from cybercrime_plan.read.annex.choices import ChosenRows, RowRole, row_number
from cybercrime_plan.read.annex.columns import PRICES, Columns
from cybercrime_plan.read.annex.numbering import Shape, is_numbering, shape_of, split_number
from cybercrime_plan.read.annex.vocabulary import DASHES, currency_in, is_total
from cybercrime_plan.read.grid import Content, Grid, GridCell, blank_cell

_NOTHING_SAID = ChosenRows()
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"\D*[^\W\d_]{2}")
_DAY = re.compile(r"ngày[\s\d.…]*tháng[\s\d.…]*năm[\s\d.…]*", re.IGNORECASE)
_CROSSES = frozenset("xX×")
_ONLY_WORDS = re.compile(r"[^\W\d_]{2}\D*")


@dataclass(frozen=True, eq=False)
class ReadRow:
    """One row, looked up by itself and not by what it holds.

    Attributes:
        stt: the number of the line, as printed; empty when none is.
        place: where its name stands.
        figures: one per year, blank ones included.
        total, source, note: None when the table has no such column.
        others: of the other columns of money, blank ones included.
        beside: of the columns of figures that are no money.
        indent: how many steps its name stands back, or the code before it.
        bold: whether its name is printed in bold letters.
        role: what a person has said it is.
        opening: what a row without figures says right above it: `Trong đó:`.
        closing: what the row below its lines is called that prints its figures; empty when it prints them itself.
        worded: the cells of amounts that hold words, `Lồng ghép`; they are blank among the amounts.
        measured: its unit, in a column of units of which others are money, is none: `người`.
        sums_up: its number is one of those that only list what stands below all lines: `A Cộng`, `B Thuế`.
    """

    row: int
    stt: str
    name: str
    place: Place
    figures: tuple[GridCell, ...]
    total: GridCell | None = None
    source: GridCell | None = None
    note: GridCell | None = None
    others: tuple[GridCell, ...] = ()
    beside: tuple[GridCell, ...] = ()
    indent: int = 0
    bold: bool = False
    opening: str = ""
    closing: str = ""
    role: RowRole | None = None
    worded: tuple[GridCell, ...] = ()
    measured: bool = False
    sums_up: bool = False

    @cached_property
    def has_figures(self) -> bool:
        """Whether anything that could be an amount, even a dash, stands where amounts stand.

        The day of a signature is none; nor, beside no name and no number, is what begins with a word.
        """
        typed = (Content.NUMBER, Content.UNREADABLE)
        named = bool(self.stt or self.name)
        return bool(self.stt and self.worded) or any(
            cell.content in typed
            or cell.text in DASHES
            or bool(_DIGIT.search(_DAY.sub("", cell.text)) and (named or not _WORD.match(cell.text)))
            for cell in self.amounts
        )

    @property
    def has_words(self) -> bool:
        """Whether words alone stand where amounts stand, as in the lines of a signature."""
        return not self.has_figures and (bool(self.worded) or any(self.amounts))

    @cached_property
    def amounts(self) -> tuple[GridCell, ...]:
        """Every cell of money: of the years, of the row total, of other columns."""
        return (*self.figures, *(() if self.total is None else (self.total,)), *self.others)

    @cached_property
    def numbers(self) -> tuple[Number | None, ...]:
        """What stands in them; None where it is no amount."""
        return numbers_of(self.amounts)

    def with_figures_of(self, other: ReadRow) -> ReadRow:
        """This row with what stands in the columns of another."""
        return replace(
            self,
            figures=other.figures,
            total=other.total,
            others=other.others,
            beside=other.beside,
            source=other.source or self.source,
            note=other.note or self.note,
        )

    def taken_off(self) -> ReadRow:
        """This row with each of its figures less than nothing."""
        figures, others = (tuple(map(_negative, cells)) for cells in (self.figures, self.others))
        total = self.total and _negative(self.total)
        return replace(self, figures=figures, total=total, others=others)

    def without_words(self) -> ReadRow:
        """This row with blank amounts where they are words alone, `Lồng ghép`; words beside amounts stay.

        A lone cross says everywhere that there is none.
        """
        worded = [cell for cell in self.amounts if cell.content is not Content.BLANK]
        plain = bool(self.stt) and all(
            cell.content is Content.TEXT and _ONLY_WORDS.fullmatch(cell.text) for cell in worded
        )
        worded = worded if plain else [cell for cell in worded if cell.text in _CROSSES]
        if not worded:
            return self
        bare = {cell: blank_cell(cell.place) for cell in worded}
        return replace(
            self,
            figures=tuple(bare.get(cell, cell) for cell in self.figures),
            total=self.total and bare.get(self.total, self.total),
            others=tuple(bare.get(cell, cell) for cell in self.others),
            worded=tuple(worded),
        )

    @property
    def is_numbered(self) -> bool:
        """Whether it is a line by its number and name, amounts or not."""
        return bool(self.stt and self.name) and not self.is_detail

    @cached_property
    def is_total(self) -> bool:
        """Whether the row adds up others."""
        if self.role is not None:
            return self.role is RowRole.TOTAL
        return self.has_figures and (self.sums_up or not self.stt) and is_total(self.name)

    @property
    def shape(self) -> Shape | None:
        """The kind of its number, as far as that nests it."""
        return None if self.sums_up else shape_of(self.stt)

    @cached_property
    def is_bullet(self) -> bool:
        """Whether it is listed by a dash or a dot."""
        shape = shape_of(self.stt)
        return shape is not None and shape[0].startswith("bullet")

    @property
    def is_detail(self) -> bool:
        """Whether it only spells out what the line above pays for: a bullet without amounts."""
        return not self.has_figures and self.is_bullet

    @cached_property
    def hint(self) -> int:
        """How deep it looks: a step back for each indent, one more for a bullet, one less for bold letters."""
        return 2 * self.indent + 2 * self.is_bullet + (not self.bold)


def _negative(cell: GridCell) -> GridCell:
    return cell if number_of(cell) is None else cell._replace(text=f"-{cell.text}")


def read_entries(
    grid: Grid, rows: Iterable[int], columns: Columns, chosen: ChosenRows = _NOTHING_SAID, *, each: bool = False
) -> Iterator[ReadRow]:
    """Every row with something in a column of the table.

    Args:
        chosen: what a person has said of rows.
        each: an amount merged over several lines is that of each.
    """
    above: ReadRow | None = None
    for row in rows:
        number = row_number(grid.rows[row][columns.name].place)
        if chosen.takes(number) and any(grid.rows[row][column] for column in columns.used):
            entry = _entry(grid, row, columns, each=each)
            if above and _goes_on(entry, above, grid.rows[row][columns.name]):
                entry = _of_source(entry, above)
            elif entry.name:
                above = entry
            yield replace(entry, role=chosen.roles[number]) if number in chosen.roles else entry


def _goes_on(entry: ReadRow, above: ReadRow, named: GridCell) -> bool:
    """Whether a row is of a further source of what is named above it, or merged with its name."""
    down = above.is_total and entry.name == above.name and not named
    return bool(entry.source and entry.has_figures and (down or not (entry.name or entry.stt)))


def _of_source(entry: ReadRow, above: ReadRow) -> ReadRow:
    """A row of a further source: by the name of the line above; by that of its source below a total."""
    source = entry.source
    if source and above.is_total:
        return replace(entry, name=source.text, source=blank_cell(source.place))
    return replace(entry, name=above.name, stt=above.stt)


def with_measures(rows: Sequence[ReadRow], grid: Grid, columns: Columns) -> Sequence[ReadRow]:
    """The rows, those marked whose unit is no money where that of others is: `người` above `triệu đồng`.

    Where quantities and prices have columns of their own, the unit is that of these.
    """
    if any(one.is_count or one.why == PRICES for one in columns.beside):
        return rows
    for column in sorted(set(range(grid.width)) - columns.used):
        cells = {row: grid.rows[row.row][column].text for row in rows if row.has_figures and row.role is None}
        units = {row: bool(unit_of(text) or currency_in(text)) for row, text in cells.items() if text.strip("-–—")}
        if {*units.values()} == {True, False}:
            return [replace(row, measured=not units.get(row, True)) for row in rows]
    return rows


def summed_up(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """The rows, those at the end marked that sum up lines numbered 1, 2, 3: `A Cộng`, `B Thuế`, `C Tổng cộng`."""
    shapes = [shape_of(row.stt) for row in rows]
    letters = (at for at, shape in enumerate(shapes) if shape in _LETTERS)
    first = next(letters, len(rows))
    above, after = {*shapes[:first]} - {None}, {*shapes[first:]}
    if first == len(rows) or not above or len(after - {None}) > 1 or not is_total(rows[first].name):
        return [*rows]
    return [*rows[:first], *(replace(row, sums_up=bool(row.stt)) for row in rows[first:])]


_LETTERS = (("capital",), ("roman",))


def _entry(grid: Grid, row: int, columns: Columns, *, each: bool) -> ReadRow:
    """A number may stand in its own column or before the name; a name may stand in the column of numbers."""
    cells, named = grid.rows[row], grid.rows[row][columns.name]
    stt = "" if columns.stt is None else grid.down(row, columns.stt).text.replace(",", ".")
    name = grid.down(row, columns.name).text
    # a total in the column of the sources, under a name merged over them and it
    sum_of = [] if named else [c for c in cells[columns.name + 1 : columns.first] if c and is_total(c.text)]
    if sum_of:
        stt, name, named = "", sum_of[0].text, sum_of[0]
    if not name:  # a total stands where the fields of lines do: it is called by the words before the first amount
        free = (cell for at, cell in enumerate(cells[: columns.first]) if at not in columns.used)
        name = next((cell.text for cell in free if cell.content is Content.TEXT), "")
    if stt and not is_numbering(stt):
        stt, name = ("", f"{stt} {name}") if name else split_number(stt)
    elif not stt:
        stt, name = split_number(name)
    if not name and columns.stt is not None:
        # the total of a field stands in the column of the fields, to the left of the names
        named = next((cell for cell in cells[columns.stt + 1 : columns.name] if cell), named)
        name = named.text
    # a code in the second column before the names (Tiểu mục) is of a part of what has one in the first (Mục)
    codes = [cells[column.at] for column in columns.beside if column.at < columns.name]
    entry = ReadRow(
        row,
        stt,
        name,
        (named or next(cell for cell in cells if cell)).place,
        _figures(grid, row, [column for _year, column in columns.years], columns, each=each),
        None if columns.total is None else _figure(grid, row, columns.total, columns, each=each),
        None if columns.source is None or sum_of else grid.down(row, columns.source),
        None if columns.note is None else grid.down(row, columns.note),
        _figures(grid, row, [column.at for column in columns.others], columns, each=each),
        tuple([cells[column.at] for column in columns.beside]),
        named.indent + max((step for step, code in enumerate(codes) if code), default=0),
        named.bold,
    )
    return entry.without_words()


def _figures(grid: Grid, row: int, some: Sequence[int], columns: Columns, *, each: bool) -> tuple[GridCell, ...]:
    """The cells of amounts in some columns."""
    if grid.merges:
        return tuple([_figure(grid, row, column, columns, each=each) for column in some])
    cells = grid.rows[row]
    return tuple([cells[column] for column in some])


def _figure(grid: Grid, row: int, column: int, columns: Columns, *, each: bool) -> GridCell:
    """The cell of an amount. A dash merged over several cells stands for each; an amount over two years cannot."""
    cell = grid.rows[row][column]
    area = grid.area(row, column)
    origin = grid.rows[area.top][area.left]
    if origin is not cell and (origin.text in DASHES or (each and area.left == area.right)):
        return origin._replace(place=cell.place)
    wide = area.left < area.right
    if cell and wide and sum(area.left <= year <= area.right for year in columns.money) > 1:
        kept = cell.text in DASHES or _WORD.match(cell.text)
        return cell if kept else cell._replace(text=f"{cell.text} …", content=Content.UNREADABLE)
    return cell
