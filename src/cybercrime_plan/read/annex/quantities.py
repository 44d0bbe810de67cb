"""Quantities (people, classes, households) and other currencies: what the totals and columns of a table make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Number
from cybercrime_plan.read.annex.amounts import number_or_share
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.figures_alone import sums_across
from cybercrime_plan.read.annex.forest import Node
from cybercrime_plan.read.annex.vocabulary import DASHES
from cybercrime_plan.read.grid import GridCell

_PROOFS = 3
"""rows that prove a sum of columns, and for each wrong one among them"""


def quantity_slips(columns: Columns, body: TableBody) -> dict[Place, Text]:
    """The totals of quantities that these do not come to, each with what they come to."""
    counted = [at for at, one in enumerate(columns.beside) if one.is_count]
    found: dict[Place, Text] = {}
    # the figures of a column that adds up others in most rows, where it does not
    rows = [entry.beside for entry in body.entries()]
    numbers = [[number_or_share(row[at]) for at in counted] for row in rows]
    grid = [tuple(one.digits if one and not one.decimals else None for one in row) for row in numbers]
    for one in sums_across(grid) if len(counted) >= _PROOFS else ():
        if not one.minus and len(one.holds) >= _PROOFS * max(1, len(one.off)):
            for row in one.off:
                made = sum(grid[row][part] or 0 for part in one.parts)
                found[rows[row][counted[one.total]].place] = _come_to(Number(made))
    totals = body.totals.beside if body.totals else ()
    for at in counted if totals else ():
        total, *parts = [number_or_share(cell) for cell in (totals[at], *_parts(body.lines, at))]
        known = [one for one in parts if one is not None]
        if total is None or not len(known) == len(parts) > 1:
            continue
        decimals = max(one.decimals for one in (total, *known))
        needed, *added = (one.digits * 10 ** (decimals - one.decimals) for one in (total, *known))
        # a total no larger than one of its lines adds nothing up: days, communes that stand in two lines
        if sum(added) != needed and (max(added) < needed or _is_grown(added, needed)):
            found[totals[at].place] = _come_to(Number(sum(added), decimals))
    return found


def _is_grown(added: Sequence[int], needed: int) -> bool:
    """Whether the largest of three numbers or more is what the others leave of their total, with a slip in it."""
    largest, left = max(added), needed - sum(added) + max(added)
    if len(added) < _PROOFS or min(added) <= 0 or left <= _LONGEST_DIGIT:
        return False
    is_, was = str(largest), str(left)
    apart = sum(one != other for one, other in zip(is_, was, strict=False))
    return is_ == was.ljust(len(is_), "0") or (len(is_) == len(was) and apart == 1)


_LONGEST_DIGIT = 9
"""A number of one digit is a slip of any other by chance."""


def _parts(nodes: Sequence[Node], at: int) -> Iterator[GridCell]:
    """The figures of the lines of a column: of a group its own, or where it has none those below it."""
    for node in nodes:
        cell = node.entry.beside[at]
        if not node.memo and not cell:
            yield from _parts(node.lines, at)
        elif not node.memo and cell.text not in DASHES:
            yield cell


def _come_to(made: Number) -> Text:
    return _("the figures come to {sum}", sum=str(made))
