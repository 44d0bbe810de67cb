"""The columns of money of one annex as its plan keeps them."""

from __future__ import annotations

from typing import NamedTuple

from cybercrime_plan.model.budget import ColumnKind


class OtherColumn(NamedTuple):
    """A column of figures beside the plain years and their total.

    Attributes:
        at: the column of the grid.
        year: what it belongs to, when to one only.
        of_which: it shows only some parts of its whole.
        over: the column of the grid that it adds up line by line.
    """

    at: int
    title: str
    kind: ColumnKind
    year: int | None = None
    of_which: bool = False
    over: int | None = None


class Arrangement(NamedTuple):
    """The columns of money as the plan keeps them; `doubtful` ones fit no place, and are a question."""

    years: tuple[tuple[int, int], ...]
    total: int | None
    others: tuple[OtherColumn, ...]
    doubtful: tuple[int, ...] = ()

    @property
    def has_amounts(self) -> bool:
        """Whether it has the amounts of lines, by year, side by side, or as their total."""
        amounts = any(one.kind is ColumnKind.AMOUNT for one in self.others)
        return bool(self.years) or amounts or self.total is not None
