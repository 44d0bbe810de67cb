"""Cells of amounts to the text that the closed parser of money reads, and the doubts there are about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from statistics import median_low

from cybercrime_plan.findings import FigureRole, Place, PrintedFigure
from cybercrime_plan.language import N_, Text, _, n_
from cybercrime_plan.model.formula import number_in
from cybercrime_plan.model.money import VND, Money, Number, Unit, is_unit_line, parse_number, unit_of, units_in
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question
from cybercrime_plan.read.annex.vocabulary import DASHES, is_total
from cybercrime_plan.read.grid import RAISED, Content, Grid, GridCell, Remark

_MARKED = re.compile(r"(.*[0-9])\s*\(?\*+\)?")
_NUMBER = re.compile(r"-?(?=[0-9.,]{1,20}$)([1-9][0-9]*|[1-9][0-9]{0,2}(\.[0-9]{3})+|0)(,[0-9]+)?")
_LOST_DOTS = {Content.NUMBER: {1, 2, 3}, Content.TEXT: {3}, Content.UNREADABLE: frozenset[int]()}
"""How many decimals a mistyped 1.150 can have: 1,15 as a number, 1,150 as a text that means it the English way."""
_FAR_BELOW = 10


_PRINTED = re.compile(r"[(+\-–−]?\s?[0-9][0-9.,\s]*\)?\s*(%|\(?\*+\)?|đ(ồng)?)?", re.IGNORECASE)


def values_of(rows: Iterable[Sequence[GridCell]]) -> list[tuple[int | None, ...]]:
    """The amounts of all rows as whole numbers in one scale, to add and compare; None where no amount stands."""
    return in_one_scale([numbers_of(row) for row in rows])


def in_one_scale(rows: Sequence[Sequence[Number | None]]) -> list[tuple[int | None, ...]]:
    """Figures as whole numbers, each of as many decimals as the one with most of them has."""
    decimals = most_decimals(rows)
    if not decimals:
        return [tuple([None if n is None else n.digits for n in row]) for row in rows]
    return [tuple([None if n is None else n.digits * 10 ** (decimals - n.decimals) for n in row]) for row in rows]


def most_decimals(rows: Iterable[Iterable[Number | None]]) -> int:
    """How many decimals figures have at most."""
    return max({number.decimals for row in rows for number in row if number is not None}, default=0)


def numbers_of(cells: Iterable[GridCell]) -> tuple[Number | None, ...]:
    """The figures of cells; None where no amount stands."""
    return tuple([_number(cell.text) if cell.content is Content.NUMBER else number_of(cell) for cell in cells])


def money_of(cell: GridCell, unit: Unit) -> Money | None:
    """The amount of a cell; None where it holds none, or none of whole đồng."""
    number = number_of(cell)
    with suppress(ValueError):
        return number.as_money(unit) if number else None
    return None


def has_cents(cell: GridCell) -> bool:
    """Whether one or two decimals stand in a cell: of three nobody knows whether they are thousands."""
    return bool(_CENTS.fullmatch(cell.text))


_CENTS = re.compile(r".*[0-9],[0-9]{1,2}\)?")
_ENGLISH = re.compile(r"-?([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]+)(\.[0-9]{1,2})?")
_SURELY_ENGLISH = re.compile(r".*,.*[,.].*")
_SWAPPED = str.maketrans(".,", ",.")


def without_marks(grid: Grid) -> Grid:
    """A grid without the numbers of notes that are raised behind its figures: these bear them."""
    found = {cell.place: match for cell in grid.written if (match := _NOTED.fullmatch(cell.text))}
    if not found:
        return grid
    notes = {place: match[2].translate(_LOWERED) for place, match in found.items()}

    def bare(cell: GridCell) -> GridCell:
        match = found.get(cell.place)
        return cell._replace(text=match[1], marks=notes[cell.place]) if match and cell else cell

    remarks = (
        Remark(_("{note} is raised or lowered behind the number: a note, no digit of it", note=note), place)
        for place, note in notes.items()
    )
    return grid.changed(bare, *remarks)


_NOTED = re.compile(r"(-?[0-9][0-9.,\u00a0 ]*?)\s*(\(?[⁰¹²³⁴-⁹]+\)?)")
_LOWERED = {raised: digit for digit, raised in RAISED.items()}


def in_vietnamese(grid: Grid) -> Grid:
    """A grid whose thousands are parted by commas with dots for them, where nothing else can be meant.

    Some figure has a second comma or a dot behind the first, or sums that hold no other way tell; every one with a
    comma fits, and none has dots for its thousands.
    """
    cells = [cell for cell in grid.written if cell.content is Content.TEXT]
    commas = [cell for cell in cells if _PRINTED.fullmatch(cell.text) and "," in cell.text]
    if not commas:
        return grid
    english = {cell.place for cell in commas if _ENGLISH.fullmatch(cell.text)}
    dotted = any(_PRINTED.fullmatch(cell.text) and _GROUPED_BY_DOTS.fullmatch(cell.text) for cell in cells)
    if len(english) < len(commas) or dotted:
        return grid
    if not (any(_SURELY_ENGLISH.fullmatch(cell.text) for cell in commas) or _sums_tell(grid, english)):
        return grid
    # in their columns decimals without thousands are English as well: 800.00
    columns = {at for row in grid.rows for at, cell in enumerate(row) if cell.place in english}
    english |= {row[at].place for row in grid.rows for at in columns if _ENGLISH.fullmatch(row[at].text)}
    return grid.changed(
        lambda cell: cell._replace(text=cell.text.translate(_SWAPPED)) if cell.place in english else cell,
        Remark(_("commas part the thousands: 1,150 is read as 1.150"), commas[0].place),
    )


def _sums_tell(grid: Grid, english: AbstractSet[Place]) -> bool:
    """Whether several rows and columns have their total with commas between thousands, and none with decimals."""
    rows = [at for at, row in enumerate(grid.rows) if any(cell.place in english for cell in row)]
    columns = sorted({at for row in grid.rows for at, cell in enumerate(row) if cell.place in english})
    cells = [[grid.rows[at][column] for column in columns] for at in range(rows[0], rows[-1] + 1)] if rows else []
    held = [0, 0]
    for line in (*cells, *zip(*cells, strict=True)):
        figures = [cell.text for cell in line if _ENGLISH.fullmatch(cell.text)]
        mixed = any("," in figure for figure in figures) and any("," not in figure for figure in figures)
        for way, sign in enumerate(("", ".") if mixed else ()):  # else both hold, or none
            values = [Fraction(figure.replace(",", sign)) for figure in figures]
            held[way] += len(values) > 2 and 2 * max(values) == sum(values)  # noqa: PLR2004 - one copies the other
    thousands, decimals = held
    return thousands > decimals + 1 and not decimals


_WITH_UNIT = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?|[0-9][0-9.,]*)\s*([^\W\d_].*|[$€£])")
_UNIT_FIRST = re.compile(r"(US\$|[A-Z]{3}|[$€£])\s?([0-9][0-9.,]*)")


def without_units(grid: Grid) -> tuple[Grid, Unit | None]:
    """A grid whose amounts all carry their unit, `120 triệu đồng`, as bare figures, and that unit.

    Of several units the smallest is that of all, which changes no amount. A total may be the only one that carries
    its unit; another amount alone is a text like any other. One beside another unit that stands on the page is
    left for a person to bring together.
    """
    parts = {
        cell.place: part
        for cell in grid.written
        if (cell.text[0].isdigit() or cell.text[-1].isdigit()) and (part := _with_unit(cell.text))
    }
    if len({unit.currency for _figure, unit in parts.values()}) > 1:  # what is not in đồng stands beside
        parts = {place: part for place, part in parts.items() if part[1].currency == VND}
    if not parts or not _speak_for_all(grid, parts):
        return grid, None
    least = min((unit for _figure, unit in parts.values()), key=lambda unit: unit.value)
    figures = {place: figure for place, (figure, _unit) in parts.items()}
    for place, (figure, unit) in parts.items():
        if unit != least and (number := _number(figure)):
            figures[place] = shortened(number.digits * (unit.value // least.value), number.decimals)
    said = Remark(_("the amounts carry their unit: {unit}", unit=least.label), next(iter(parts)))
    return grid.changed(
        lambda cell: (
            cell._replace(text=figures[cell.place], content=Content.TEXT)
            if cell and cell.place in figures  # the blanks behind a short line share its last place
            else cell
        ),
        said,
    ), least


def _with_unit(text: str) -> tuple[str, Unit] | None:
    """The figure and the unit of a text that is an amount with its unit: `120 triệu đồng`, `USD 8.400`."""
    behind, first = _WITH_UNIT.fullmatch(text), _UNIT_FIRST.fullmatch(text)
    figure, name = (behind[1], behind[2]) if behind else (first[2], first[1]) if first else ("", "")
    unit = unit_of(name)
    return (figure, unit) if unit else None


def _speak_for_all(grid: Grid, parts: Mapping[Place, tuple[str, Unit]]) -> bool:
    """Whether the units that amounts carry are those of their table: no other stands over it."""
    carried = {unit for _figure, unit in parts.values()}
    others = [cell for cell in grid.cells() if cell.place not in parts]
    if len(parts) > 1 and not any(is_unit_line(cell.text) for cell in others):
        return True
    rows = (row for row in grid.rows if any(cell.place in parts for cell in row))
    bears = len(parts) > 1 or any(is_total(cell.text) for row in rows for cell in row if cell)
    alike = len(carried) == 1 and carried.issuperset(unit for cell in others for unit in units_in(cell.text))
    return bears and alike


def shortened(digits: int, decimals: int) -> str:
    """A figure without the zeros that end its decimals."""
    text = str(Number(digits, decimals))
    return text.rstrip("0").rstrip(",") if decimals else text


def number_of(cell: GridCell) -> Number | None:
    """The figure of a cell; None when there is none, or none that can be read."""
    content, text = cell.content, cell.text
    if content is Content.NUMBER:
        return _number(text)
    if content is not Content.TEXT or text in DASHES:
        return None
    explained = _EXPLAINED.fullmatch(text)
    return _number(_signed_plainly(explained[1].strip() if explained else text))


def number_or_share(cell: GridCell) -> Number | None:
    """The figure of a cell, with or without a percent sign; None when there is none."""
    return number_of(cell) or number_in(cell.text)


_EXPLAINED = re.compile(r"([1-9][0-9. ]*(?:,[0-9]+)?)\s*(\([^()]*[^\W\d_][^()]*\))")
"""An amount with what it is made of behind it: `3.400 (NSTW 2.800; NSĐP 600)`."""


def told_in_brackets(cell: GridCell) -> PrintedFigure | None:
    """What an amount is made of, as brackets behind it tell; unused where it comes to something else.

    Some parts only, a Trong đó, come to no more than the amount.
    """
    told = _EXPLAINED.fullmatch(cell.text) if cell.content is Content.TEXT else None
    if told is None:
        return None
    whole = number_of(cell)
    parts = [_number(found[1]) if (found := _PART.fullmatch(one)) else None for one in _PARTED.split(told[2][1:-1])]
    known = [one for one in parts if one]
    role, why = FigureRole.BESIDE, _("what the amount before it is made of")
    if whole and len(known) == len(parts):
        decimals = max(one.decimals for one in (whole, *known))
        needed, *added = (one.digits * 10 ** (decimals - one.decimals) for one in (whole, *known))
        some = told[2][1:].lstrip().casefold().startswith("trong đó")
        differs = sum(added) > needed or (sum(added) < needed and not some and len(known) > 1)
        if differs and 2 * abs(sum(added) - needed) < needed:  # what is far from it counts something else
            role, why = (
                FigureRole.UNUSED,
                _("the figures in brackets come to {sum}", sum=str(Number(sum(added), decimals))),
            )
    return PrintedFigure(cell.place, told[2], role, why=why)


_PARTED = re.compile(r"[;+]|,(?![0-9])|\bvà\b")
_PART = re.compile(r"\s*[^\W\d_][^0-9]*?([0-9][0-9.]*(?:,[0-9]+)?)[^0-9%/]*")


@lru_cache(maxsize=32_768)
def _number(text: str) -> Number | None:
    """A figure is asked for by the columns, the rows and every sum it stands in."""
    try:
        return parse_number(_ungrouped(text))
    except ValueError:  # what is no figure is told of at its cell when the plan is made
        return None


def _unmarked(cell: GridCell) -> str:
    """The figure of a cell without the mark of a note, with the sign that the parser of money knows."""
    return _signed_plainly(cell.text) if cell.content is Content.TEXT else cell.text


def _signed_plainly(text: str) -> str:
    """Without the mark of a note, and with a plain minus for every way accounts print one."""
    marked = _MARKED.fullmatch(text)
    text = marked[1] if marked else text
    signed = _SIGNED.fullmatch(text)
    return text if signed is None else ("" if signed["plus"] else "-") + (signed["bare"] or signed["inside"])


_SIGNED = re.compile(r"(?:(?P<plus>\+)|[\u2212\u2013])\s?(?P<bare>[1-9][0-9.,\s]*)|\((?P<inside>[1-9][0-9.,\s]*)\)")
"""+150, −150, –150 and (150), the way accounts print what is taken away."""


def _ungrouped(text: str) -> str:
    """A figure whose thousands are parted by blanks, without them."""
    return text.replace(" ", "") if _GROUPED_BY_BLANKS.fullmatch(text) else text


_GROUPED_BY_BLANKS = re.compile(r"-?[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]+)?")
_THOUSANDS = 3
"""digits that stand between two signs of a grouped number"""
_GROUPED_BY_DOTS = re.compile(r".*[0-9]\.[0-9]{3}.*")


def reads_as_number(cell: GridCell) -> bool:
    """Whether a person takes a cell for a number, however it is written."""
    return cell.content is Content.NUMBER or bool(_PRINTED.fullmatch(cell.text))


def stands_for_number(cell: GridCell) -> bool:
    """Whether a cell holds a number, or the error that stands where one would: `#REF!`."""
    return reads_as_number(cell) or (cell.content is Content.UNREADABLE and cell.text.startswith("#"))


@dataclass(frozen=True)
class Amounts:
    """How the amounts of one table are to be read.

    Attributes:
        doubtful: cells that may be mistyped thousands, each with what it would be: 1,15 and 1.150.
        scaled: cells whose format shows less than they store, each with what is shown.
        unit: of a table whose figures are rounded: what a workbook stores beyond whole đồng is rounded off.
        held: the cells, by identity, that stand in a sum that holds: it proves how an unusual one is read.
    """

    cells: tuple[GridCell, ...]
    doubtful: Mapping[GridCell, str]
    scaled: Mapping[GridCell, str]
    choices: Choices
    unit: Unit | None = None
    held: AbstractSet[int] = frozenset()

    @cached_property
    def blanks_group(self) -> bool:
        """Whether blanks part the thousands: several figures say so, and none has dots. Else 300 200 may be two."""
        texts = [_unmarked(cell) for cell in self.cells if cell.content is Content.TEXT]
        by_blanks = sum(bool(_GROUPED_BY_BLANKS.fullmatch(text)) for text in texts)
        return by_blanks > 1 and not any(_GROUPED_BY_DOTS.fullmatch(text) for text in texts)

    def _is_grouped(self, cell: GridCell) -> bool:
        """Whether the blanks of a cell part its thousands, though other figures have dots or nothing there.

        300 200 may be two amounts, unless a sum proves it; 12 685 and 1 234 567 are one.
        """
        text = _unmarked(cell) if cell.content is Content.TEXT else ""
        grouped = bool(_GROUPED_BY_BLANKS.fullmatch(text)) and not self.blanks_group
        lone = text.count(" ") > 1 or text.lstrip("-").index(" ") < _THOUSANDS if grouped else False
        return grouped and (id(cell) in self.held or lone)

    def _explanation(self, cell: GridCell) -> re.Match[str] | None:
        """An amount and what it is made of, where a sum proves the amount."""
        told = _EXPLAINED.fullmatch(cell.text) if cell.content is Content.TEXT else None
        return told if id(cell) in self.held else None

    def text(self, cell: GridCell) -> str | None:
        """The amount as the parser of money takes it; None for a blank.

        A cell about which nobody has decided, or that holds no amount, gives a text the parser refuses
        in so many words, so that the refusal stands at its place.
        """
        if not cell:
            return None
        if cell.text in DASHES:
            return "-"
        if self.doubtful and cell in self.doubtful and self.choices.fractions != "exact":
            other = self.doubtful[cell]
            return other if self.choices.fractions == "thousands" else f"{cell.text} / {other}"
        if self.scaled and cell in self.scaled and self.choices.numbers != "stored":
            other = self.scaled[cell]
            return other if self.choices.numbers == "shown" else f"{cell.text} / {other}"
        if cell.content is Content.NUMBER:
            return _rounded_off(cell.text, self.unit) if self.unit else cell.text
        explained = self._explanation(cell)
        text = explained[1].strip() if explained else _unmarked(cell)
        text = _ungrouped(text) if self.blanks_group or explained or self._is_grouped(cell) else text
        return _rounded_off(text, self.unit) if self.unit and has_cents(cell) and _number(text) else text

    def texts(self, cells: Sequence[GridCell]) -> list[str | None]:
        """The amounts of cells, as `text` gives each; a number of which nothing is asked stands as it is."""
        plain = not (self.doubtful or self.scaled or self.unit)
        return [cell.text if plain and cell.content is Content.NUMBER else self.text(cell) for cell in cells]

    def bears(self, mark: str) -> bool:
        """Whether an amount of the table carries the mark of a note."""
        return any(cell.content is Content.TEXT and cell.text.rstrip(" )").endswith(mark) for cell in self.cells)

    def questions(self) -> Iterator[Question]:
        """What is still undecided about them."""
        if self.doubtful and self.choices.fractions is None:
            figures = tuple(cell.text for cell in self.doubtful)
            asks = n_(
                "{figures} stands among far larger numbers; was the dot of the thousands lost in typing?",
                "{figures} stand among far larger numbers; was the dot of the thousands lost in typing?",
                len(figures),
                figures=figures,
            )
            yield _either("fractions", asks, ("exact", "thousands"), self.doubtful)
        if self.scaled and self.choices.numbers is None:
            asks = _("the workbook shows smaller numbers than it stores; which are in the unit of the table?")
            yield _either("numbers", asks, ("stored", "shown"), self.scaled)

    def remarks(self) -> Iterator[Remark]:
        """What a person should know about them: of single ones, then of those that are written otherwise."""
        numbers = [c for c in self.cells if c.content is Content.NUMBER]
        words = [c for c in self.cells if c.content is Content.TEXT and c.text not in DASHES]
        for cell in [c for c in self.cells if c.shown.literal is not None]:
            if cell.shown.literal != cell.text:
                message = _("the cell shows {shown} and holds {text}", shown=cell.shown.literal, text=cell.text)
                yield Remark(message, cell.place, grave=True)
        for cell in words:
            if explained := self._explanation(cell):
                yield Remark(_("what stands behind the amount is left out: {text}", text=explained[2]), cell.place)
        texts = [c for c in words if numbers and not any(map(str.isalpha, c.text))]
        dashes = [c for c in self.cells if c.shown.zero_as_dash and c.text == "0"]
        rounded = [c for c in numbers if c.shown.decimals is not None]
        longer = [c for c in rounded if len(c.text.partition(",")[2]) > (c.shown.decimals or 0)]
        for said, cells in (
            (N_("blanks that part the thousands of one number: {places}"), filter(self._is_grouped, words)),
            (N_("numbers kept as text, read like printed ones: {places}"), texts),
            (N_("figures in brackets, read as taken away: {places}"), [c for c in words if c.text.startswith("(")]),
            (N_("zeros that are shown as a dash, read as zero: {places}"), dashes),
            (N_("numbers with more decimals than the workbook shows: {places}"), longer),
            (
                N_("amounts that are formulas: their values are kept: {places}"),
                [c for c in numbers if c.formula is not None],
            ),
        ):
            if places := places_of([*cells]):
                yield Remark(Text(said, (("places", places),)))


def _rounded_off(text: str, unit: Unit) -> str:
    """A figure without what is stored beyond whole đồng."""
    number, places = parse_number(text), len(str(unit.value)) - 1
    if number.decimals <= places:
        return text
    scale = 10 ** (number.decimals - places)
    return str(Number((2 * number.digits + scale) // (2 * scale), places))


def read_amounts(cells: Sequence[GridCell], choices: Choices, confirmed: AbstractSet[int]) -> Amounts:
    """Look at all amounts of a table together, totals too; of those confirmed, by identity, nothing is doubtful.

    Args:
        cells: those in which something stands.
    """
    found = tuple(cells)
    scaled, doubtful = {}, {}
    for cell in [cell for cell in found if cell.shown.divided_by > 1]:
        if cell.text != "0":
            number = parse_number(cell.text)
            # divided as its format divides it, exact
            scaled[cell] = shortened(number.digits, number.decimals + len(str(cell.shown.divided_by)) - 1)
    fractions = [cell for cell in found if "," in cell.text or "." in cell.text]
    numbers = [(c, parse_number(c.text)) for c in found if _NUMBER.fullmatch(c.text)] if fractions else []
    whole = [abs(number.digits) for _cell, number in numbers if not number.decimals and number.digits]
    usual = median_low(whole) if whole else 0
    for cell, number in numbers:
        # a lost dot would explain a fraction far below what is usual
        size, one = abs(number.digits), 10**number.decimals
        seen = cell.shown.decimals is not None and cell.shown.decimals >= number.decimals
        lost = not seen and id(cell) not in confirmed and number.decimals in _LOST_DOTS[cell.content]
        if lost and one <= size and size * _FAR_BELOW < usual * one:
            doubtful[cell] = str(Number(number.digits * 1000 // one))
    return Amounts(found, doubtful, scaled, choices)


def _either(option: str, asks: Text, values: tuple[str, str], cells: Mapping[GridCell, str]) -> Question:
    cell, other = next(iter(cells.items()))
    first, second = values
    return Question(
        option, asks, (Candidate(first, cell.text, cell.place), Candidate(second, other, cell.place)), cell.place
    )


def places_of(cells: Sequence[GridCell]) -> tuple[str, ...]:
    """Where they stand, as short as a sentence about one table needs it."""
    return tuple(getattr(cell.place, "cell", None) or str(cell.place) for cell in cells)
