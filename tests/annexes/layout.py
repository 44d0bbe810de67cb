"""The layouts of this folder: small annexes in a compact text form, and the files that are made of them.

A layout stands in `layouts/NAME.txt`. Lines that begin with `#` say what it is a rebuild of. Then come
settings, one a line:

    as          the kind of file                  unit, factor   the unit, and how many đồng it has
    columns     a role for each column            asks           the option that decides, if asking is right too
    adds no     lines are not to be added up      font tcvn3, thousands nbsp or ,

Then the rows, cells parted by `|`, the role of the row first:

    .  title, header, numbering, what is no line        L  a line
    G  a group or subtotal over lines                   T  a row of totals
    M  "trong đó": part of a line, not added            N  a note below

A minus before the role, `-L`: what the row prints is taken off, and so read as less than nothing.

    cell      what it becomes
    <  ^      merged with the cell to the left, above
    *text     bold            > text   indented by one level for each >
    '1.150    a number kept as text                     {1}  a raised note
    1.150     a number        =SUM(C5:C8) 1.150         a formula and its stored value
    [text]    hidden text, or the hidden row it stands first in

The roles of columns:

    #  ordinal     n  name       t  other text      a  amounts: what the lines add up to
    s  sum of columns            k  amounts beside: kept for each line, never added to the `a`
    q  quantity    p  unit price %  share or ratio       h  hidden and in no sum
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parent / "layouts"
NUMBER = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?|\(\d{1,3}(\.\d{3})*\)")
LINE, GROUP, TOTAL, PART = "L", "G", "T", "M"


@dataclass(frozen=True)
class Cell:
    """One cell of a layout, as it is written there."""

    text: str
    bold: bool = False
    indent: int = 0
    formula: str | None = None
    kept_as_text: bool = False
    raised: str = ""
    hidden: str = ""

    @property
    def number(self) -> Decimal | None:
        """The number a person sees in it."""
        if not NUMBER.fullmatch(self.text):
            return None
        digits = self.text.strip("()").replace(".", "").replace(",", ".")
        return -Decimal(digits) if self.text.startswith("(") else Decimal(digits)

    def with_number(self, number: Decimal) -> Cell:
        """The same cell with another number, in the notation of the page."""
        return replace(self, text=printed(number), formula=None)


@dataclass(frozen=True)
class Row:
    """One row, with its role."""

    role: str
    cells: tuple[Cell, ...]
    columns: tuple[str, ...]
    hidden: bool = False
    taken_off: bool = False

    def read_as(self, number: Decimal) -> Decimal:
        """What a number that it prints counts."""
        return -number if self.taken_off else number

    @property
    def is_break(self) -> bool:
        """Whether another sheet, or another page with a table of its own, begins here."""
        return self.role == "="

    def name(self) -> str:
        """What stands in its names column; empty where that goes on from the row above."""
        texts = [cell.text for role, cell in zip(self.columns, self.cells, strict=False) if role == "n"]
        return "" if not texts or texts[0] in ("<", "^") else texts[0]

    def figures(self) -> Iterator[tuple[int, str, Decimal]]:
        """Its numbers, with their columns and the roles of these."""
        if self.role in {LINE, GROUP, TOTAL, PART}:
            for column, (role, cell) in enumerate(zip(self.columns, self.cells, strict=False)):
                if role not in {"#", "n", "t"} and cell.number is not None:
                    yield column, role, cell.number


@dataclass(frozen=True)
class Layout:
    """An annex as printed, with its right reading."""

    name: str
    source: str
    suffix: str
    unit: str
    factor: int
    rows: tuple[Row, ...]
    asks: str | None = None
    adds: bool = True
    font: str | None = None
    thousands: str = "."

    @cached_property
    def lines(self) -> tuple[tuple[str, tuple[Decimal, ...], tuple[Decimal, ...]], ...]:
        """Each line: its name, the amounts that count, and those that are only kept, in printed order."""
        return tuple(
            (
                row.name(),
                tuple(row.read_as(number) for _column, role, number in row.figures() if role == "a"),
                tuple(row.read_as(number) for _column, role, number in row.figures() if role in {"s", "k"}),
            )
            for row in self.rows
            if row.role == LINE
        )

    @property
    def computed(self) -> int | None:
        """What all counted amounts come to, in đồng; None when the layout has none."""
        amounts = [amount for _name, counted, _kept in self.lines for amount in counted]
        return int(sum(amounts) * self.factor) if amounts and self.adds else None

    def figures(self) -> list[tuple[int, int, str, Decimal]]:
        """Every number of the table: row, column, the role of its column, the number."""
        return [(at, *figure) for at, row in enumerate(self.rows) for figure in row.figures()]

    def with_number(self, row: int, column: int, number: Decimal) -> Layout:
        """The same annex with another number in one cell."""
        cells = list(self.rows[row].cells)
        cells[column] = cells[column].with_number(number)
        rows = list(self.rows)
        rows[row] = replace(rows[row], cells=tuple(cells))
        return replace(self, rows=tuple(rows))


def printed(number: Decimal) -> str:
    """A number in Vietnamese notation."""
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def layouts() -> list[Layout]:
    """All of the folder, by name."""
    return [read(file.stem, file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.txt"))]


def read(name: str, text: str) -> Layout:
    """A layout from its text."""
    settings: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    source: list[str] = []
    rows: list[Row] = []
    for line in text.splitlines():
        key, _, rest = line.partition(" ")
        if key == "#":
            source.append(rest)
        elif key == "columns":
            columns = tuple(rest.split())
        elif key in {"as", "unit", "factor", "adds", "asks", "font", "thousands"}:
            settings[key] = rest
        elif key:
            hidden = rest.startswith("[row]")
            cells = rest.removeprefix("[row]").split("|") if rest else [""]
            role = key.removeprefix("-") or key
            rows.append(Row(role, tuple(cell(one) for one in cells), columns, hidden, role != key))
    assert source, f"{name}: say what it is a rebuild of"
    return Layout(
        name,
        " ".join(source),
        settings["as"],
        settings["unit"],
        int(settings.get("factor", "1")),
        tuple(rows),
        settings.get("asks"),
        settings.get("adds") != "no",
        settings.get("font"),
        {"nbsp": "\u00a0"}.get(sign := settings.get("thousands", "."), sign),
    )


def cell(text: str) -> Cell:
    """A cell from its text."""
    text = text.strip()
    bold = text.startswith("*")
    text = text.removeprefix("*")
    indent = len(text) - len(text.lstrip(">"))
    text = text.lstrip(">").strip()
    raised = "".join(re.findall(r"\{(.+?)\}", text))
    hidden = "".join(re.findall(r"\[(.+?)\]", text))
    text = re.sub(r"\{.+?\}|\[.+?\]", "", text)
    formula = None
    if text.startswith("="):
        formula, _, text = text.partition(" ")
    kept = text.startswith("'")
    return Cell(text.removeprefix("'").strip(), bold, indent, formula, kept, raised, hidden)
