"""The neutral table between every kind of office file and the one recogniser of annexes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, normalize

from cybercrime_plan.findings import Place, SheetCell
from cybercrime_plan.language import Text
from cybercrime_plan.read.old_fonts import is_typed_for_old_font

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits to those that are raised behind a word or a number: the mark of a note is no figure."""


class Content(Enum):
    """What a cell holds, as far as its file says so."""

    BLANK = auto()
    TEXT = auto()
    NUMBER = auto()
    """A number typed as a number; its text is exact, in Vietnamese notation."""
    UNREADABLE = auto()
    """A date, a truth value, an error such as `#REF!`, or a formula without a stored value."""


class Shown(NamedTuple):
    """What a cell's number format does to its number on paper.

    Attributes:
        divided_by: `#,##0,` shows thousands: 1000.
        decimals: how many are shown; None when the format does not say.
        zero_as_dash: a zero is shown as a dash.
        literal: what is shown whatever the number is: the format `"300"`.
        year_only: a date is shown by its year alone.
        currency: the code of one that is shown beside it, `"$"#,##0`; None for đồng.
    """

    divided_by: int = 1
    decimals: int | None = None
    zero_as_dash: bool = False
    year_only: bool = False
    literal: str | None = None
    currency: str | None = None


AS_IT_IS = Shown()


class _CellFields(NamedTuple):
    """What a cell holds.

    Attributes:
        text: what it holds, NFC, outer blanks gone; empty when blank.
        formula: by which the workbook computed it, without its `=`; empty where it shares that of another cell.
        shown: what its number format does to it.
        indent: how many steps the text stands back.
        bold: whether it is printed in bold letters.
        marks: what is raised beside it: the number of a note.
        unseen: whether invisible characters in it were left out.
    """

    text: str
    place: Place
    content: Content = Content.TEXT
    formula: str | None = None
    shown: Shown = AS_IT_IS
    indent: int = 0
    bold: bool = False
    marks: str = ""
    unseen: bool = False


class GridCell(_CellFields):
    """One cell; true, as a tuple with something in it is, unless it is a `BlankCell`."""

    __slots__ = ()
    if TYPE_CHECKING:  # at run time that would be a call each time a cell is asked, a dozen times for each

        def __bool__(self) -> bool: ...


class BlankCell(GridCell):
    """A cell in which nothing stands; it is false, and no other cell is."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def blank_cell(place: Place) -> GridCell:
    """A cell in which nothing stands."""
    return BlankCell("", place, Content.BLANK)


def text_cell(
    text: str, place: Place, style: tuple[int, bool] = (0, False), formula: str | None = None
) -> GridCell:
    """The cell of a text as its file holds it; blank where no letter of it is to be seen.

    Args:
        style: how many steps it stands back, and whether it is printed in bold letters.
        formula: by which the workbook computed it.
    """
    cleaned = clean(text)
    kind, content = (GridCell, Content.TEXT) if cleaned else (BlankCell, Content.BLANK)
    return kind(cleaned, place, content, formula, AS_IT_IS, *style, unseen=has_unseen(text))


class Area(NamedTuple):
    """A rectangle of cells that the file merged into one; indexes from 0, all four inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know about how the file was read.

    Attributes:
        grave: the file shows something else than what is read; said to those too who want findings only.
    """

    message: Text
    place: Place | None = None
    grave: bool = False


PARAGRAPHS = "text"
"""Where the paragraphs of a document stand, its tables apart: `text!P1`."""


@dataclass(frozen=True)
class Grid:
    """A sheet of a workbook, or the body of a text: a rectangle of cells.

    Attributes:
        name: of the sheet; empty for a text.
        rows: all of the same length, blank cells included, so that a blank has a place too.
        merges: areas that show only their first cell.
        hidden_rows, hidden_columns: those that the workbook does not show, counted from 0.
        is_too_large: it has more cells than any annex, and none of them is here.
        remarks: what the reader of this kind of file saw, or cannot see.
    """

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    merges: tuple[Area, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_too_large: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    _origins: dict[tuple[int, int], Area] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        origins = {
            (row, column): area
            for area in self.merges
            for row in range(area.top, min(area.bottom + 1, self.height))
            for column in range(area.left, min(area.right + 1, self.width))
        }
        object.__setattr__(self, "_origins", origins)

    @property
    def height(self) -> int:
        """Count of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Count of columns."""
        return len(self.rows[0]) if self.rows else 0

    def area(self, row: int, column: int) -> Area:
        """The merged area around a cell; just the cell itself when it is not merged."""
        return self._origins.get((row, column)) or Area(row, column, row, column)

    def is_paragraph(self, row: int) -> bool:
        """Whether a row of a document is a paragraph, and none of a table."""
        place = self.rows[row][0].place
        return not self.name and isinstance(place, SheetCell) and place.sheet == PARAGRAPHS

    def spread(self, row: int, column: int) -> GridCell:
        """The cell that a reader of the page sees here: the first one of a merged area."""
        area = self._origins.get((row, column))
        return self.rows[row][column] if area is None else self.rows[area.top][area.left]

    def down(self, row: int, column: int) -> GridCell:
        """The cell that is seen here when a merge runs down a column alone: one source for several lines."""
        area = self.area(row, column)
        return self.rows[area.top][column] if area.left == area.right else self.rows[row][column]

    def cells(self, rows: Iterable[int] | None = None) -> Iterator[GridCell]:
        """Every cell that is not blank, row by row; of some rows only, in their order, where these are given."""
        some = self.rows if rows is None else (self.rows[row] for row in rows)
        return (cell for row in some for cell in row if cell)

    @cached_property
    def written(self) -> tuple[GridCell, ...]:
        """Every cell that is neither blank nor typed as a number: what has to be read before it is known."""
        return tuple([cell for row in self.rows for cell in row if cell and cell.content is not Content.NUMBER])

    def words(self, row: int) -> list[str]:
        """The texts of a row that are not typed as numbers."""
        return [cell.text for cell in self.rows[row] if cell and cell.content is not Content.NUMBER]

    def without(self, rows: Container[int], columns: Container[int]) -> Grid:
        """The same with nothing in the cells where these rows and columns meet."""
        bare = tuple(
            tuple(blank_cell(cell.place) if column in columns else cell for column, cell in enumerate(row))
            if at in rows
            else row
            for at, row in enumerate(self.rows)
        )
        return replace(self, rows=bare)

    def changed(self, change: Callable[[GridCell], GridCell], *remarks: Remark) -> Grid:
        """The same with every cell changed, blank ones too, and with more to say."""
        rows = tuple(tuple(map(change, row)) for row in self.rows)
        return replace(self, rows=rows, remarks=(*self.remarks, *remarks))


def column_name(column: int) -> str:
    """The letters of a column counted from 0: A, …, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@lru_cache(maxsize=1_024)
def column_number(letters: str) -> int:
    """A column counted from 0 by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_name(row: int, column: int) -> str:
    """A cell as workbooks write it, row and column counted from 0: `D7`."""
    return f"{column_name(column)}{row + 1}"


_INVISIBLE = {"Cc", "Cf", "Cs"}


def clean(text: str) -> str:
    """NFC, outer blanks gone, each run of blanks and line breaks one blank, no invisible characters.

    The soft hyphen stays where it is the ư of a text typed for an old font.
    """
    joined = " ".join(text.split())
    if joined.isprintable():
        return normalize("NFC", joined)
    kept = "\xad" if "\xad" in text and is_typed_for_old_font(text) else ""
    visible = "".join(c for c in joined if c in kept or category(c) not in _INVISIBLE)
    return normalize("NFC", visible).strip()


def has_unseen(text: str) -> bool:
    """Whether there are invisible characters in a text, besides blanks and line breaks."""
    joined = "".join(text.split())
    return not joined.isprintable() and any(category(c) in _INVISIBLE for c in joined)
