"""What can be wrong with the figures of a budget: the values that the search for it returns.

They stand apart from the search, so that rules can speak of faults without loading it for a budget that has none.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final, NamedTuple

from cybercrime_plan.calc.equations import Entry, Sum
from cybercrime_plan.findings import Certainty, Loc
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Money, grouped

SHOWN: Final = 5
"""How many hypotheses are spelled out; beyond that they are counted."""


class SlipKind(StrEnum):
    """The known slips, in the order in which they are tried."""

    SWAPPED = "digits_swapped"
    REPLACED = "digit_replaced"
    DROPPED = "digit_dropped"
    ADDED = "digit_added"
    SIGN = "sign"
    UNIT = "unit"
    COPIED = "copied"
    EXCHANGED = "cells_exchanged"


class Slip(NamedTuple):
    """A slip that explains a difference."""

    kind: SlipKind
    text: Text


def unit_slip(power: int) -> Text:
    """What happened to a figure that is 10^power times what it should be."""
    if power > 0:
        return _("{factor} times too large, as in another unit", factor=grouped(10**power))
    return _("{factor} times too small, as in another unit", factor=grouped(10**-power))


class PatternKind(Enum):
    """What happened to a row, a column or the table."""

    ROW_MISSING = "row missing"
    ROW_REPEATED = "row repeated"
    ROW_LEFT_OUT = "row left out of the totals"
    ROW_COUNTED_TWICE = "row counted twice"
    """once in its own right, and once in a line that is its sum"""
    ROW_UNIT = "row in another unit"
    COLUMN_UNIT = "column in another unit"
    TABLE_UNIT = "table in another unit"
    TABLE_OUTVOTED = "figures and words agree against the table"


class Pattern(NamedTuple):
    """One such slip.

    Attributes:
        loc: the row, the totals or the unit it concerns.
        actual: what is printed, and `expected`: what it would have to be, where that is one figure.
        amounts: what a missing row would hold, column by column; None where that is not known.
        others: the rows that are its twin or its parts.
        power: of ten, by which the figures are too large, of a slip of unit.
    """

    kind: PatternKind
    loc: Loc
    actual: Money | None = None
    expected: Money | None = None
    amounts: tuple[Money | None, ...] = ()
    others: tuple[Loc, ...] = ()
    power: int = 0


class Change(NamedTuple):
    """One entry, and what it would have to be.

    Attributes:
        sums: the failing sums in which the entry stands; they prove it.
        is_exact: whether no other value would do.
        slip: the known slip of the hand that turns that value into the printed one, if one does.
    """

    entry: Entry
    value: Money
    sums: tuple[Sum, ...]
    is_exact: bool
    slip: Slip | None = None


Hypothesis = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the figures.

    Attributes:
        sums: the sums that fail because of it.
        hypotheses: the smallest explanations, those that a known slip explains first, at most `SHOWN`;
            none when nothing simple explains it.
        count: how many explanations of that size there are.
        pattern: set when whole rows, columns or the table explain it.
    """

    sums: tuple[Sum, ...]
    certainty: Certainty
    hypotheses: tuple[Hypothesis, ...] = ()
    count: int = 0
    pattern: Pattern | None = None
