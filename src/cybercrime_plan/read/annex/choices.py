"""What a person may have to decide when an annex can be read in two ways, and what of its rows was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import Place, SheetCell
from cybercrime_plan.language import Text, _


class Choices(NamedTuple):
    """Decisions, each as the option of that name spells it; None leaves a thing to what the file itself says.

    Attributes:
        sheet: name of the sheet.
        table: which table of the sheet, counted from 1.
        header: the row that holds the years, counted from 1.
        unit: of the amounts.
        year_columns: letters of the columns of years: `D:G`, `D,F,H`.
        rows: which rows are the table, `5:20`, and what single ones are: `total=12`.
        column: other columns, each `role=letter`: `total=H`.
        fractions: `exact` takes a lone 1,15 among whole hundreds as it is, `thousands` as a mistyped 1.150.
        blank: `none` when an empty cell means that there is nothing, `unknown` when it does not say.
        merged: whose one amount over several lines is: of the `first`, or `each` line has it.
        rounding: to how many units the figures are rounded; `none` when each is exact.
        numbers: `stored` or `shown`, where a format shows 1.150 for a stored 1.150.000.
        font: `tcvn3` or `vni`, the font from before Unicode that the words were typed for, or `unicode`.
    """

    sheet: str | None = None
    table: str | None = None
    header: str | None = None
    unit: str | None = None
    year_columns: str | None = None
    column: tuple[str, ...] = ()
    fractions: str | None = None
    numbers: str | None = None
    font: str | None = None
    blank: str | None = None
    rounding: str | None = None
    merged: str | None = None
    rows: tuple[str, ...] = ()

    def and_also(self, option: str, value: str) -> Self:
        """These choices and one more."""
        several = option in {"column", "rows"}
        changed: dict[str, Any] = {option: (*getattr(self, option), value) if several else value}
        return self._replace(**changed)


class Candidate(NamedTuple):
    """One of the readings that fit."""

    value: str
    label: Text | str
    place: Place | None = None


class Question(NamedTuple):
    """Two or more readings fit, and nothing in the file tells which is meant.

    Attributes:
        option: the field of `Choices` that answers it.
        place: where the doubt is.
    """

    option: str
    asks: Text
    candidates: tuple[Candidate, ...]
    place: Place | None = None

    @property
    def flag(self) -> str:
        """The option of the command line that answers it."""
        return "--" + self.option.replace("_", "-")

    @property
    def values(self) -> tuple[str, ...]:
        """What that option can be."""
        return tuple(candidate.value for candidate in self.candidates)


class UndecidedError(InputError):
    """The annex cannot be read before a question is answered."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            question.asks,
            _("decide with {option}: {values}", option=question.flag, values=question.values),
        )
        self.question = question


def undecided(
    option: str, asks: Text, answers: Mapping[str, Text | str], place: Place | None = None
) -> UndecidedError:
    """A question whose answers are told by what they mean, and do not stand anywhere themselves."""
    return UndecidedError(Question(option, asks, tuple(Candidate(*one) for one in answers.items()), place))


class RowRole(StrEnum):
    """What a row is, whatever it is called."""

    LINE = "line"
    TOTAL = "total"
    MEMO = "memo"
    """only shown: in no sum"""
    SKIP = "skip"
    """not read at all"""


class ChosenRows(NamedTuple):
    """What was said of rows, by their numbers as people see them.

    Attributes:
        within: first and last row of the table; None when nothing was said.
        roles: of single rows.
    """

    within: tuple[int, int] | None = None
    roles: Mapping[int, RowRole] = MappingProxyType({})

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
