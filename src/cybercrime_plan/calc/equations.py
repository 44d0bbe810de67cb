"""The sums of a budget, as values: which printed figure should be the sum of which others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Qualifier
from cybercrime_plan.model.money import DASH, DONG_UNITS, Cell, Money, Number, Unit


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a rounded or qualified figure (hơn, gần, khoảng) still admits: all whole numbers from `low` to `high`.

    Both are included, None is no bound on that side. Figures are whole numbers of the smallest unit (đồng, cases),
    so an open end is the closed one a unit before it.
    """

    low: int | None
    high: int | None

    def __contains__(self, value: int) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def __add__(self, other: Bounds) -> Bounds:
        """The bounds of a sum of two bounded figures."""
        return Bounds(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> Bounds:
        return Bounds(_minus(self.high), _minus(self.low))

    def __and__(self, other: Bounds) -> Bounds:
        """What both admit; `is_empty` when nothing does."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Bounds(max(lows, default=None), min(highs, default=None))

    @property
    def is_empty(self) -> bool:
        """Whether no number is within."""
        return self.low is not None and self.high is not None and self.low > self.high

    @property
    def only(self) -> int | None:
        """The one number within, or None when there are more or none."""
        return self.low if self.low == self.high else None

    def shifted(self, by: int) -> Bounds:
        """The same bounds, further up by that many units."""
        return self + Bounds(by, by)

    def nearest(self, value: int) -> int:
        """The number within that is nearest to `value`."""
        if self.low is not None and value < self.low:
            return self.low
        if self.high is not None and value > self.high:
            return self.high
        return value


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _minus(one: int | None) -> int | None:
    return None if one is None else -one


EXACT: Final = Bounds(0, 0)
"""A residual that admits no difference."""


def bounds_of(value: int, place: int, qualifier: Qualifier | None) -> Bounds:
    """What a printed figure admits.

    Args:
        value: the figure.
        place: one unit in its last printed place: 100 million đồng for `109,2 tỷ`; at least 1.
        qualifier: the word before it, None when there is none.
    """
    match qualifier:
        case None:
            return Bounds(value, value)
        case Qualifier.MORE_THAN:
            return Bounds(value, value + place - 1)
        case Qualifier.NEARLY:
            return Bounds(value - place + 1, value)
        case Qualifier.ABOUT:
            return Bounds(value - place, value + place)
        case Qualifier.AT_LEAST:
            return Bounds(value, None)
        case Qualifier.UP_TO:
            return Bounds(min(0, value), value)


def place_of(number: Number, unit: Unit) -> int:
    """One unit in the last printed place of a figure, in đồng, at least 1: 100 million for `109,2` tỷ."""
    return max(1, int(unit.value // 10**number.decimals))


def place_of_words(dong: int) -> int:
    """The last place a figure in words names, in đồng: a million for "bảy tỷ một trăm năm mươi triệu"."""
    return next(unit.value for unit in reversed(DONG_UNITS) if dong % unit.value == 0)


class EntryKind(Enum):
    """What a printed figure is in its table."""

    AMOUNT = "amount"
    SUBTOTAL = "subtotal"
    """the amount of a line that has lines below it"""
    ROW_TOTAL = "row total"
    YEAR_TOTAL = "year total"
    GRAND_TOTAL = "grand total"
    SPLIT = "split"
    """the part of an amount that one source pays"""
    COLUMN = "column"
    """what stands in a column beside the years"""
    FIGURES = "figures"
    """the grand total as printed elsewhere"""
    WORDS = "words"
    """the same in words"""


class SumKind(Enum):
    """What an equation adds up."""

    ROW = "row"
    """one line over the years"""
    YEAR = "year"
    """one year over the lines"""
    TOTAL_OF_YEARS = "total of years"
    TOTAL_OF_LINES = "total of lines"
    SUBTOTAL = "subtotal"
    """one column of a line over the lines below it"""
    SPLIT = "split"
    """one amount over its sources"""
    COLUMN = "column"
    """one column beside the years over the lines"""
    PART = "part"
    """the amount of a year, or a row total, over the columns of its parts"""
    OVER_YEARS = "over years"
    """one source over the years"""
    ADJUSTED = "adjusted"
    """before + increase - decrease"""
    RUNNING = "running"
    """what stands in the line above, with the amount of the line"""
    OF_WHICH = "of which"
    """some parts, no more than their whole"""
    FIGURES = "figures"
    """the grand total printed elsewhere, against the table's"""
    WORDS = "words"
    BOOK = "book"
    """entries of a book of execution; which of its identities it is stands beside it"""


class State(Enum):
    """What came of an equation."""

    CHECKED = "checked"
    SOLVED = "solved"
    """exactly one figure is blank, so the others say what it must be"""
    SKIPPED = "skipped"
    """two or more are blank, or the total is not printed at all"""
    NONE = "none"
    """nothing but dashes: there is no equation"""


class Entry(NamedTuple):
    """A printed figure, or the place of one.

    Attributes:
        value: whole đồng, a dash, or None.
        blank: whether the value is unknown. A None that means "nothing" is not blank.
    """

    loc: Loc
    kind: EntryKind
    value: Cell
    blank: bool = False

    @property
    def dong(self) -> int:
        """What it adds to a sum, in đồng: a dash and a blank add nothing."""
        return self.value.dong if isinstance(self.value, Money) else 0

    @property
    def is_nothing(self) -> bool:
        """Whether it is printed without an amount: a dash, or an empty cell that means nothing."""
        return self.value is DASH or (self.value is None and not self.blank)


class Equation(NamedTuple):
    """`stated` should be the sum of `terms` without what `less` takes off.

    Attributes:
        computed: that sum, of what is an amount, in đồng.
        admitted: the residuals that are no contradiction: 0 only, unless figures are rounded or qualified.
        is_printed: False when the table prints no such totals at all, or nothing to add up.
    """

    kind: SumKind
    stated: Entry
    terms: tuple[Entry, ...]
    state: State
    computed: int
    admitted: Bounds = EXACT
    is_printed: bool = True
    less: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every figure in it, the total last."""
        return (*self.terms, *self.less, self.stated)

    @property
    def residual(self) -> int:
        """How much the printed figure exceeds its sum, in đồng."""
        return self.stated.dong - self.computed

    @property
    def fails(self) -> bool:
        """Whether it was checked and does not hold."""
        return self.state is State.CHECKED and self.residual not in self.admitted

    @property
    def blanks(self) -> tuple[Entry, ...]:
        """The unknown figures in it."""
        return tuple(entry for entry in self.entries if entry.blank)

    @property
    def solution(self) -> Money:
        """What its one blank must be (of a solved equation)."""
        if self.stated.blank:
            return Money(self.computed)
        return Money(-self.residual if any(entry.blank for entry in self.less) else self.residual)


class Agreement(NamedTuple):
    """Two equations solve the same blank, and must find the same amount."""

    blank: Entry
    first: Equation
    second: Equation

    @property
    def residual(self) -> int:
        """How much the first solution exceeds the second, in đồng."""
        return self.first.solution.dong - self.second.solution.dong

    @property
    def admitted(self) -> Bounds:
        """What rounding allows the two to differ by."""
        return self.first.admitted + self.second.admitted

    @property
    def fails(self) -> bool:
        """Whether the two differ by more."""
        return self.residual not in self.admitted


Sum = Equation | Agreement
"""What can hold or fail."""


def equation(
    kind: SumKind,
    stated: Entry,
    terms: tuple[Entry, ...],
    admitted: Bounds = EXACT,
    *,
    printed: bool = True,
    less: tuple[Entry, ...] = (),
) -> Equation:
    """Add up the terms and say what can be said of the sum.

    Args:
        printed: False when the table prints no such totals at all.
        less: what is taken off.
    """
    computed = 0
    blanks = int(stated.blank)
    amounts = isinstance(stated.value, Money)
    for group, sign in ((terms, 1), (less, -1)):
        for term in group:
            if isinstance(term.value, Money):
                computed += sign * term.value.dong
                amounts = True
            elif term.blank:
                blanks += 1
    printed = printed and bool(terms)
    state = State.SOLVED if blanks else State.CHECKED
    if not blanks and not amounts:
        state = State.NONE
    elif blanks > 1 or not printed:
        state = State.SKIPPED
    return Equation(kind, stated, terms, state, computed, admitted, printed, less)


def coefficients(one: Sum) -> dict[Loc, int]:
    """How each entry moves the residual: of a sum the total up, the terms down, what is taken off up again.

    Of an agreement, how it moves the difference between the two solutions of the blank; without what cancels out.
    """
    if isinstance(one, Equation):
        taken_off = {entry.loc: 1 for entry in one.less}
        return {entry.loc: -1 for entry in one.terms} | taken_off | {one.stated.loc: 1}
    moved: dict[Loc, int] = {}
    for equation_, sign in ((one.first, 1), (one.second, -1)):
        moves = coefficients(equation_)
        # The residual is zero when the blank is -residual / coefficient, and the coefficient is 1 or -1.
        turn = -sign * moves[one.blank.loc]
        for loc, move in moves.items():
            moved[loc] = moved.get(loc, 0) + turn * move
    return {loc: move for loc, move in moved.items() if move}
