"""Dates and stretches of time that a duty is measured by: a day, a month, a quarter, a half-year, a year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NamedTuple

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Parsed, Words, refuse
from cybercrime_plan.model.dates import parse_date
from cybercrime_plan.model.working_days import ONE_DAY

MONTHS = 12


class Bound(Words):
    """Whether the day that is written still counts."""

    BEFORE = "before", _("before")
    """trước: the day itself is too late."""
    BY = "by", _("by")
    """chậm nhất, đến hết, không quá: the day itself is on time."""

    def due(self, limit: date) -> date:
        """The last day that satisfies the wording."""
        return limit - ONE_DAY if self is Bound.BEFORE else limit


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, the first and the last included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Instance(NamedTuple):
    """One time a duty falls due by its rule (an instance of RFC 5545), before any order changes that.

    Attributes:
        key: its name for good, the month or period of the rule: `2026-06`, `2026-Q4`.
        limit: the date as written, or as counted.
        about: the period that is reported on, when the rule names it.
        note: what about `limit` is not plain from the rule.
    """

    key: str
    limit: date
    about: Window | None = None
    note: Text | None = None


def day_of_month(year: int, month: int, day: int) -> date:
    """That day of that month, a negative one counted from its end; the last day when the month is too short."""
    length = monthrange(year, month)[1]
    return date(year, month, min(day, length) if day > 0 else length + 1 + day)


def month_after(day: date, months: int) -> tuple[int, int]:
    """Year and month, so many months later; earlier when negative."""
    year, index = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return year, index + 1


@dataclass(frozen=True, slots=True)
class Term:
    """A single date as written: a day, or the last day of a month, quarter, half-year or year."""

    key: str
    first: date
    last: date

    def __str__(self) -> str:
        return self.key if self.first < self.last else self.first.isoformat()


_LETTERS = {6: "H", 3: "Q"}


def term_of(year: int, months: int, number: int) -> Term:
    """The `number`-th month, quarter, half-year or year of a year, told by its length in months."""
    last_month = months * number
    if months == 1:
        key = f"{year}-{number:02d}"
    else:
        key = f"{year}-{_LETTERS[months]}{number}" if months in _LETTERS else str(year)
    return Term(key, date(year, last_month - months + 1, 1), day_of_month(year, last_month, -1))


_PART_OF_YEAR = re.compile(r"([12][0-9]{3})-(?:Q([1-4])|H([12]))")


def parse_term(text: str) -> Term:
    """Read `2025-06-10`, `2025-06`, `2025-Q4`, `2025-H1` or `2025`.

    Raises:
        PydanticCustomError: anything else.
    """
    match = _PART_OF_YEAR.fullmatch(text)
    if match:
        year, quarter, half = match.groups()
        return term_of(int(year), 3, int(quarter)) if quarter else term_of(int(year), 6, int(half))
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise refuse(
            "SCH405",
            _("{text} is not a date to report by", text=text[:40]),
            _("a day (2025-06-10), a month (2025-06), a quarter (2025-Q4), a half-year (2025-H1) or a year (2025)"),
        )
    written = parse_date(text)
    key = str(written) if written.month is None else f"{written.year}-{written.month:02d}"
    return Term(key, written.first, written.last)


def _term(value: Any) -> Term:
    if isinstance(value, Term):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise refuse("SCH405", _("a date to report by is expected"))
    return parse_term(value)


DueTerm = Annotated[
    Term,
    Parsed(
        _term,
        {
            "type": ["integer", "string"],
            "pattern": r"^[12][0-9]{3}(-Q[1-4]|-H[12]|-[0-9]{2}(-[0-9]{2})?)?$",
        },
    ),
]
"""A day, month, quarter, half-year or year; its last day is meant."""
