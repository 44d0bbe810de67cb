"""What is shown, before any language and any format: lines in pieces, redlines, tables and pages of typed cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from enum import Enum, auto
from typing import Final, Generic, NamedTuple, TypeVar

from cybercrime_plan.language import ENGLISH, Language, Text, _
from cybercrime_plan.model.base import Words
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.money import VND, Cell, Dash, Money, Number, Unit, in_unit
from cybercrime_plan.render.characters import visible


class Style(Enum):
    """What a piece of a line is."""

    PLAIN = auto()
    PLACE = auto()
    ERROR = auto()
    WARNING = auto()
    NOTE = auto()
    SOURCE = auto()
    CARET = auto()
    HINT = auto()
    GOOD = auto()
    HEADING = auto()
    OLD = auto()
    NEW = auto()
    FAINT = auto()


StyledText = tuple[Style, str]
StyledLine = tuple[StyledText, ...]


def plain_lines(lines: Iterable[StyledLine]) -> Iterator[str]:
    """The words of the lines, without what they are."""
    return ("".join(text for _role, text in line).rstrip() for line in lines)


ARROW: Final = " → "
MOST_WORDS: Final = 1_000
"""Beyond so many words two texts are shown whole, one after the other: finding what they share costs too much."""

LEAST_IN_COMMON: Final = 0.5
"""Below it two texts are easier to read one after the other than word by word."""


class RevisionMark(Enum):
    """What a piece is."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


RevisedText = tuple[RevisionMark, Text | str]


class Redline(NamedTuple):
    """Pieces of two versions.

    Attributes:
        bracketed: whether plain text needs signs to tell them apart, `[-gone-]{+come+}` as git writes words; not
            so where an arrow stands between.
    """

    pieces: tuple[RevisedText, ...]
    bracketed: bool = False


class Marked(str):
    """A redline in a language: as a text it says everything, by its `pieces` a format marks what goes and comes."""

    __slots__ = ("pieces",)
    pieces: tuple[tuple[RevisionMark, str], ...]


_SIGNS: Final = {RevisionMark.SAME: ("", ""), RevisionMark.OLD: ("[-", "-]"), RevisionMark.NEW: ("{+", "+}")}


def marked(redline: Redline, language: Language) -> Marked:
    """Say a redline, harmless and on one line."""
    pieces = tuple((mark, visible(language.say(text))) for mark, text in redline.pieces)
    text = Marked("".join(piece for _mark, piece in signed_pieces(pieces, bracketed=redline.bracketed)))
    text.pieces = pieces
    return text


def signed_pieces(
    pieces: tuple[tuple[RevisionMark, str], ...], *, bracketed: bool
) -> Iterator[tuple[RevisionMark, str]]:
    """The pieces as plain text writes them."""
    for mark, piece in pieces:
        before, after = _SIGNS[mark] if bracketed else ("", "")
        yield mark, before + piece + after


def arrow(old: Text | str, new: Text | str, after: Text | str = "") -> Redline:
    """One value, an arrow, the other, and what is said of it."""
    rest: tuple[RevisedText, ...] = ((RevisionMark.SAME, " "), (RevisionMark.SAME, after)) if after else ()
    return Redline(((RevisionMark.OLD, old), (RevisionMark.SAME, ARROW), (RevisionMark.NEW, new), *rest))


def words_redline(old: str, new: str) -> Redline:
    """Two texts with the words that go and those that come."""
    from difflib import SequenceMatcher

    was, is_ = (re.findall(r"\w+|\W", text) for text in (old, new))
    if len(was) + len(is_) > MOST_WORDS:
        return arrow(old, new)
    matcher = SequenceMatcher(None, was, is_, autojunk=False)
    if matcher.ratio() < LEAST_IN_COMMON:
        return arrow(old, new)
    pieces: list[RevisedText] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append((RevisionMark.SAME, "".join(was[a:b])))
        else:
            gone, come = "".join(was[a:b]), "".join(is_[c:d])
            pieces += [(mark, text) for mark, text in ((RevisionMark.OLD, gone), (RevisionMark.NEW, come)) if text]
    return Redline(tuple(pieces), bracketed=True)


class Percent(NamedTuple):
    """A share or a change in percent, exact as far as it is printed: `9,1 %`."""

    number: Number

    def __str__(self) -> str:
        return f"{self.number}%"


class CodedText(NamedTuple):
    """What programs and people call differently: a word of a closed list (a severity, a role), a blank.

    Attributes:
        name: for programs; None when there is nothing to name.
        text: for people.
    """

    name: str | None
    text: Text


def word(one: Words) -> CodedText:
    """A word of the model: as the file writes it, and as people say it."""
    return CodedText(one.value, one.label)


class Multiline(str):
    """Data of several lines, which keep to themselves: an example, a description. On one line for people."""

    __slots__ = ()


CellValue = Text | CodedText | str | int | Number | Percent | Money | Dash | date | PartialDate | Redline | None
"""What an entry is.

A `Text` is our sentence, a `str` is data. A bare `int` is a name in digits (a year, an ordinal) and is never
grouped; what is counted is a `Number`. `DASH` is a printed dash, None is blank.
"""


class Align(Enum):
    """On which side a column is flush."""

    LEFT = "left"
    RIGHT = "right"


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        key: its name for programs: a header of csv, a field of json.
        header: its name for people.
        nested: whether its cells step in with the level of their row.
        hidden: only for programs (an id).
        below: in plain text on a line of its own under its row, where something stands in it.
        sql: its type in a database.
    """

    key: str
    header: Text | str
    align: Align = Align.LEFT
    nested: bool = False
    hidden: bool = False
    below: bool = False
    sql: str = "VARCHAR"


class TableRow(NamedTuple):
    """One record; or, when `total`, what the records above add up to."""

    cells: tuple[CellValue, ...]
    level: int = 0
    total: bool = False


class Section(NamedTuple):
    """A heading inside a table, over the rows that follow it."""

    label: Text | str


A = TypeVar("A")
B = TypeVar("B")


class Made(Collection[B], Generic[A, B]):
    """What is made of each of some values, one or several; made anew whenever it is gone over, and never kept.

    Args:
        values: that can be gone over again.
        make: what becomes of one of them.
    """

    def __init__(self, values: Iterable[A], make: Callable[[A], Iterable[B]]) -> None:
        self._values, self._make = values, make

    def __iter__(self) -> Iterator[B]:
        return (made for value in self._values for made in self._make(value))

    def __len__(self) -> int:
        return sum(1 for _made in self)

    def __bool__(self) -> bool:
        return any(True for _made in self)

    def __contains__(self, value: object) -> bool:
        return any(made == value for made in self)


Rows = Collection[TableRow | Section]
"""The rows of a table: a tuple; or, of many plans, rows that are made while they are written and never all kept."""


class Table(NamedTuple):
    """Rows under columns.

    Attributes:
        key: its name for programs.
        rows: every row has one cell per column.
        unit: in which money is shown; without one every amount carries its own `đồng`.
        notes: sentences under the table.
        empty: what is said when there is no row.
        imported: whether office programs import its csv: with a byte order mark, without which Outlook misreads
            UTF-8, and lines that end as RFC 4180 has it.
        is_annex: whether it begins a page of its own when printed.
    """

    key: str
    columns: tuple[Column, ...]
    rows: Rows
    title: Text | str | None = None
    unit: Unit | None = None
    notes: Collection[Text | str] = ()
    empty: Text | None = None
    imported: bool = False
    is_annex: bool = False

    def only(self, *keys: str) -> Table:
        """The same table with these columns, in this order."""
        kept = [next(i for i, column in enumerate(self.columns) if column.key == key) for key in keys]

        def narrowed(row: TableRow | Section) -> TableRow | Section:
            return row if isinstance(row, Section) else row._replace(cells=tuple(row.cells[i] for i in kept))

        return self._replace(columns=tuple(self.columns[i] for i in kept), rows=each(self.rows, narrowed))

    def without(self, *keys: str) -> Table:
        """The same table without these columns."""
        return self.only(*(column.key for column in self.columns if column.key not in keys))


def each(values: Collection[A], make: Callable[[A], B]) -> Collection[B]:
    """What is made of each: at once of those that are kept anyway, else when its turn comes."""
    return every(values, lambda value: (make(value),))


def every(values: Collection[A], make: Callable[[A], Iterable[B]]) -> Collection[B]:
    """The same where one value makes several."""
    made = Made(values, make)
    return tuple(made) if isinstance(values, tuple) else made


def chained(*several: Collection[A]) -> Collection[A]:
    """The values of several, one after the other."""
    return (
        every(several, lambda one: one) if all(isinstance(one, tuple) for one in several) else Made(several, iter)
    )


class Labelled(NamedTuple):
    """A labelled value."""

    key: str
    label: Text | str
    value: CellValue


class Facts(NamedTuple):
    """Labelled values, one under the other."""

    key: str
    items: tuple[Labelled, ...]
    title: Text | str | None = None


class Verdict(Enum):
    """How something came out, with the sign that says so without colour."""

    GOOD = "✓"
    LOOK = "!"
    BAD = "✗"


class Paragraph(NamedTuple):
    """A sentence of its own. It is for people; data formats leave it out.

    Attributes:
        verdict: what the sentence is, when it is the answer to what was asked; it stands out.
    """

    text: Text | str
    verdict: Verdict | None = None

    def told(self, language: Language) -> str:
        """The sentence, behind its sign when it is a verdict."""
        text = said(self.text, language)
        return f"{self.verdict.value} {text}" if self.verdict else text


class Drawing(NamedTuple):
    """Lines whose blanks matter: a chart, an example. It is for people; data formats leave it out."""

    lines: tuple[str, ...]


class Lines(NamedTuple):
    """Lines in pieces that a terminal may colour; blank lines around them are their own."""

    lines: Iterable[StyledLine]


Block = Table | Facts | Paragraph | Drawing | Lines


class Page(NamedTuple):
    """What a command shows.

    Attributes:
        paper: lays out a whole HTML file where tables below each other are not enough; None for the usual one.
        stamp: what stands at the foot of every printed page beside its number, so that no page can be exchanged.
        is_signed: whether it is a paper to sign, which begins with the name of the state and its motto.
        shorter: the same page with at most so many rows to a table, for where the length of a text is limited.
    """

    parts: Collection[Block]
    title: Text | str | None = None
    paper: Callable[[Language], str] | None = None
    shorter: Callable[[int], Page] | None = None
    stamp: tuple[tuple[Text, str], ...] = ()
    is_signed: bool = False


def said(cell: CellValue, language: Language, unit: Unit | None = None) -> str:
    """The cell for people, on one line and harmless. Figures are in Vietnamese notation in every language."""
    if isinstance(cell, (Text, str, CodedText)):
        return visible(language.say(cell.text if isinstance(cell, CodedText) else cell))
    if isinstance(cell, Redline):
        return marked(cell, language)
    if isinstance(cell, Money):
        return str(cell) if unit is None else in_unit(cell, unit)
    if isinstance(cell, (date, PartialDate)) and language.code == "vi":
        return "/".join(reversed(str(cell).split("-")))
    return "" if cell is None else str(cell)


def plain(cell: CellValue) -> str | int | None:
    """The cell for programs: whole đồng (or USD), ISO dates, English text, `-` for a dash, None for a blank."""
    if cell is None or isinstance(cell, int):
        return cell
    if isinstance(cell, Money):
        return cell.dong
    if isinstance(cell, (CodedText, Percent)):
        return cell.name if isinstance(cell, CodedText) else _decimal(cell.number)
    if isinstance(cell, Number):
        return _decimal(cell) if cell.decimals else cell.digits
    if isinstance(cell, Redline):
        return str(marked(cell, ENGLISH))
    return ENGLISH.say(cell) if isinstance(cell, Text) else str(cell)


def recorded(cell: CellValue) -> str | int | None:
    """The cell of a record, which names no unit: for programs, but an amount in another currency with its code."""
    return f"{cell.dong} {cell.currency}" if isinstance(cell, Money) and cell.currency != VND else plain(cell)


def figure_in(cell: Cell, unit: Unit) -> str:
    """An amount in a sentence that names the unit; a dash as it is, and what is unknown as a question mark."""
    return in_unit(cell, unit) if isinstance(cell, Money) else str(cell or "?")


def percent(number: Number | None) -> Percent | None:
    """A share or a change where there is one."""
    return None if number is None else Percent(number)


def _decimal(number: Number) -> str:
    return str(number).replace(".", "").replace(",", ".")


class SaidRow(NamedTuple):
    """A row in words; a section has one cell.

    Attributes:
        below: what goes on the line under it, each with its header.
    """

    cells: tuple[str, ...]
    level: int = 0
    total: bool = False
    section: bool = False
    below: tuple[str, ...] = ()


class SaidTable(NamedTuple):
    """A table in a language: every string harmless, on one line, and ready to be laid out."""

    title: str
    unit: str
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Collection[SaidRow]
    notes: Collection[str]
    is_annex: bool = False


def say_table(table: Table, language: Language) -> SaidTable:
    """Say a table in a language; columns for programs are left out."""
    shown = table.only(*(column.key for column in table.columns if not column.hidden))
    empty = (table.empty,) if table.empty and not table.rows else ()

    def say(row: TableRow | Section) -> SaidRow:
        if isinstance(row, Section):
            return SaidRow((said(row.label, language),), section=True)
        return SaidRow(tuple(said(cell, language, table.unit) for cell in row.cells), row.level, row.total)

    return SaidTable(
        said(table.title, language),
        said(_("Unit: {unit}", unit=table.unit.label) if table.unit else None, language),
        tuple(said(column.header, language) for column in shown.columns),
        shown.columns,
        each(shown.rows, say),
        each(chained(empty, table.notes), lambda note: said(note, language)),
        table.is_annex,
    )
