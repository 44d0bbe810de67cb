"""Which columns run on down the lines: each figure is the one above it with its own amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cybercrime_plan.read.annex.support import Values
from cybercrime_plan.read.annex.titles import Title, one_spelling

_PROOFS = 3
"""rows in which figures alone prove it, and for each wrong one among them"""


def running_sums(rows: Sequence[Values], totals: Sequence[Values], titles: Sequence[Title]) -> dict[int, int]:
    """The columns that add up another one line by line, each with that one.

    Args:
        rows: the amounts of the lines from above, in one scale.
        totals: those of the rows of totals: a column that is added up in one of them is no sum of itself.
    """
    found: dict[int, int] = {}
    for column, title in enumerate(titles):
        added = sum([row[column] or 0 for row in rows])
        if any(total[column] == added for total in totals):
            continue
        # what is cumulated up to a day or a year is so for each line by itself
        said = bool(_LINE_BY_LINE.search(one_spelling(title.text))) and not re.search("[0-9]", title.text)
        for other in range(len(titles)):
            if other != column and other not in found and (said or title.year is None):
                holds, fails = _line_by_line([(row[column], row[other]) for row in rows])
                if holds >= (2 if said else 2 * _PROOFS) and fails * (1 if said else _PROOFS) <= holds:
                    found.setdefault(column, other)
    return found


_LINE_BY_LINE = re.compile(one_spelling("lũy kế|cộng dồn|lũy tiến"))


def _line_by_line(pairs: Sequence[tuple[int | None, int | None]]) -> tuple[int, int]:
    """How often a figure is the one above it and its own amount, and how often not; in the first it is the amount.

    After a wrong one the next is right by what should have stood above it, or by what does.
    """
    holds = fails = 0
    before = {0}
    for whole, amount in pairs:
        if whole is None or not amount:
            continue
        needed = {one + amount for one in before}
        right = whole in needed
        holds, fails = holds + right, fails + (not right)
        if fails > _PROOFS and fails > holds:
            break
        before = {whole} if right else {whole, *needed}
    return holds, fails
