"""Which rows a person has said are the table, and what single ones of them are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Place, SheetCell
from cybercrime_plan.language import _


class RowRole(StrEnum):
    """What a row is, whatever it is called."""

    LINE = "line"
    TOTAL = "total"
    MEMO = "memo"
    """only shown: in no sum"""
    SKIP = "skip"
    """not read at all"""


@dataclass(frozen=True)
class ChosenRows:
    """What was said of rows, by their numbers as people see them.

    Attributes:
        within: first and last row of the table; None when nothing was said.
        roles: of single rows.
    """

    within: tuple[int, int] | None = None
    roles: Mapping[int, RowRole] = field(default_factory=dict)

    def takes(self, number: int) -> bool:
        """Whether a row is one of the table."""
        return self.within is None or self.within[0] <= number <= self.within[1]

    def check(self, known: Iterable[int]) -> None:
        """Refuse rows that there are not.

        Raises:
            UsageError: one is not among the known.
        """
        rows = {*known}
        ends = self.within or ()
        missing = [row for row in self.roles if row not in rows]
        if ends and not any(self.takes(row) for row in rows):
            missing += ends
        if missing:
            raise UsageError(
                _("row {row} is no row under the titles of a table", row=str(min(missing))),
                _(
                    "rows are counted as the file shows them, from {first} to {last}",
                    first=min(rows),
                    last=max(rows),
                ),
            )


def row_number(place: Place) -> int:
    """The row in which something stands, as people count it: of the sheet, or of the text."""
    return int(place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) if isinstance(place, SheetCell) else place.line


_CHOICE = re.compile("(?:([a-z]+)=)?([0-9:,]+)")
_ROWS = re.compile("([0-9]{1,7})(?::([0-9]{1,7}))?")
_MOST_ROWS = 20_000


def chosen_rows(choices: Sequence[str]) -> ChosenRows:
    """Rows as they are typed: `5:20` for those of the table, `total=12` or `skip=15,17:18` for what some are.

    Raises:
        UsageError: one is neither.
    """
    within: tuple[int, int] | None = None
    roles: dict[int, RowRole] = {}
    for choice in choices:
        match = _CHOICE.fullmatch(choice.replace(" ", ""))
        spans = [_ROWS.fullmatch(part) for part in match[2].split(",")] if match else []
        ends = [(int(one[1]), int(one[2] or one[1])) for one in spans if one]
        role = match[1] if match else None
        well = bool(ends) and len(ends) == len(spans) and all(a <= b < a + _MOST_ROWS for a, b in ends)
        if not well or (role is None and len(ends) > 1) or role not in {None, *RowRole}:
            raise UsageError(
                _("{choice} does not say which row is what", choice=choice),
                _("for example: 5:20 for the rows of the table, total=12, line=9, memo=7, skip=15:18"),
            )
        if role is None:
            within = ends[0]
        else:
            roles |= {row: RowRole(role) for first, last in ends for row in range(first, last + 1)}
    return ChosenRows(within, roles)
