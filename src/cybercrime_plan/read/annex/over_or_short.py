"""What two columns differ by, printed in one column where it is more and in the next where it is less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from cybercrime_plan.read.annex.column_sum import ColumnSum, ColumnTrial
from cybercrime_plan.read.annex.titles import FigureKind, Title

_ROWS_THAT_PROVE = 4
_MOST_BOTH = 3
"""rows that print both: totals of the table and of its groups"""
_MOST_COLUMNS = 12
_AMOUNTS = {FigureKind.AMOUNT, FigureKind.TOTAL}


def over_or_short(found: list[ColumnSum], titles: Sequence[Title], trial: ColumnTrial) -> list[ColumnSum]:
    """The sums, those that only some of the lines make put right: `Quyết toán | Đã cấp | Còn thiếu | Thừa`.

    No line is over and short at once, so that the lines that are short make a sum without the other column.
    """
    for over, short in _one_or_the_other(trial) if len(titles) <= _MOST_COLUMNS else ():
        for one in _differing(over, short, titles, trial):
            inside = [other for other in found if other.columns <= one.columns]
            if all(_is_less(other, one, trial) for other in inside):
                return [*(other for other in found if other not in inside), one]
    return found


def _one_or_the_other(trial: ColumnTrial) -> Iterator[tuple[int, int]]:
    """The columns side by side of which hardly a row prints both, and each some."""
    for (first, one), (second, other) in pairwise(enumerate(trial.amounts)):
        both = sum(bool(up and down) for up, down in zip(one, other, strict=True))
        alone = [(up, down) for up, down in zip(one, other, strict=True) if not (up and down)]
        if both <= _MOST_BOTH and alone and all(map(any, zip(*alone, strict=True))):
            yield first, second


def _differing(over: int, short: int, titles: Sequence[Title], trial: ColumnTrial) -> Iterator[ColumnSum]:
    """What an amount is made of with both columns, proved in all rows but one."""
    others = [column for column in range(len(titles)) if column not in {over, short}]
    for whole, part in permutations(others, 2):
        one = ColumnSum(whole, ((part, 1), (over, 1), (short, -1)), said=False)
        holds, off, _again = trial.tried(one, 1)
        if titles[whole].kind in _AMOUNTS and holds >= _ROWS_THAT_PROVE and off.total() <= 1:
            yield one


def _is_less(other: ColumnSum, one: ColumnSum, trial: ColumnTrial) -> bool:
    """Whether a sum over some of the same columns is the same for what is over, or fails where this one holds."""
    fails, less = (trial.tried(each)[1].total() for each in (other, one))
    return other.total in {column for column, _sign in one.parts[1:]} or fails > less
