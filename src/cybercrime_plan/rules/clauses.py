"""What a printed deadline says: its days, its months, and whether the day itself still counts.

Only a clause that sets a deadline is read. A cut-off date of the figures, the date of a document that is named, or
`24/7` say nothing of it. The patterns look at words without their marks.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

from cybercrime_plan.model.recurrence import Recurrence
from cybercrime_plan.model.spelling import unaccented
from cybercrime_plan.model.terms import MONTHS, Bound

_IN_WORDS: Final = re.compile(r"\([^()0-9]*\)")
_ABOUT_FIGURES: Final = re.compile(r"(?:so lieu|du lieu|thoi gian chot|ki bao cao|tinh tu|tinh den)[^;.()]*")
_LEAD: Final = (
    r"\b(?:(?P<by>cham nhat|muon nhat|den het|khong qua|truoc va trong)|(?P<before>truoc)|(?P<on>ngay|vao))"
    r"(?: la| vao| den| het| ngay)*"
)
_DATE: Final = r"(?:ngay )?[0-9]{1,2}(?: ?/ ?| thang )[0-9]{1,2}(?![0-9])(?!/[0-9])"
_DATES: Final = re.compile(rf"{_LEAD} (?P<dates>{_DATE}(?:(?:,| va|, va| hoac|;) {_DATE})*)")
_EACH: Final = re.compile(r"([0-9]{1,2})(?: ?/ ?| thang )([0-9]{1,2})")
_DAY: Final = re.compile(
    rf"{_LEAD} (?P<day>[0-9]{{1,2}})(?= (?:hang|moi)? ?(?:cua )?thang (?![0-9])| (?:hang|moi) (?:thang|qui))"
    r"(?:(?: cua)? thang (?P<month>dau|giua|cuoi|thu nhat|thu hai|thu ba) (?:cua )?(?:moi )?qui)?"
)
_MONTH_OF_QUARTER: Final = {"dau": 1, "thu nhat": 1, "giua": 2, "thu hai": 2, "cuoi": 0, "thu ba": 0}


@dataclass(frozen=True, slots=True)
class Clause:
    """A deadline as printed.

    Attributes:
        dates: its days with their months, `(15, 6)`; empty when only a day is named.
        day: the day of any month, when no month is named.
        month_of_quarter: 1 for the first, 2 for the second, 0 for the last month of a quarter.
        bound: what the words say of the day itself; None when they leave it open.
    """

    dates: frozenset[tuple[int, int]] = frozenset()
    day: int | None = None
    month_of_quarter: int | None = None
    bound: Bound | None = None

    def agrees(self, rule: Recurrence) -> bool:
        """Whether the rule yields these days, the last of a short month among them."""
        if rule.bymonthday is None:
            return False
        ruled = {(day, month) for month in rule.months for day in _days(rule.bymonthday, month)}
        if self.dates:
            return self.dates <= ruled and {month for _day, month in self.dates} == set(rule.months)
        months = [month % 3 for month in rule.months]
        in_month = self.month_of_quarter is None or set(months) == {self.month_of_quarter}
        return in_month and all(self.day in _days(rule.bymonthday, month) for month in rule.months)

    def __str__(self) -> str:
        return ", ".join(f"{day:02d}/{month:02d}" for day, month in sorted(self.dates)) or f"{self.day:02d}"


def clause(title: str, timing: str | None) -> Clause | None:
    """The deadline that a title or a printed time sets, or None.

    A bare "ngày 20/10" sets one in a printed time; in a title it may be the day of something else.
    """
    return _clause(title, bare=False) or _clause(timing or "", bare=True)


def _clause(words: str, *, bare: bool) -> Clause | None:
    text = _ABOUT_FIGURES.sub(" ", _IN_WORDS.sub("", unaccented(words)))
    text = re.sub(r" {2,}", " ", text)
    for pattern in (_DATES, _DAY):
        match = _strongest([one for one in pattern.finditer(text) if bare or not one["on"] or _in_brackets(one)])
        if match:
            return _read(match)
    return None


def _in_brackets(match: re.Match[str]) -> bool:
    """Whether the words stand in brackets, as a deadline beside a title does."""
    return match.string[: match.start()].rstrip().endswith("(")


def _read(match: re.Match[str]) -> Clause | None:
    bound = Bound.BY if match["by"] else Bound.BEFORE if match["before"] else None
    if "dates" in match.groupdict():
        dates = frozenset((int(day), int(month)) for day, month in _EACH.findall(match["dates"]))
        exist = all(1 <= month <= MONTHS and 1 <= day <= monthrange(2024, month)[1] for day, month in dates)
        return Clause(dates, bound=bound) if exist else None
    return Clause(day=int(match["day"]), month_of_quarter=_MONTH_OF_QUARTER.get(match["month"]), bound=bound)


def _strongest(matches: list[re.Match[str]]) -> re.Match[str] | None:
    """The first that says how the day counts, else the first."""
    return next((one for one in matches if not one["on"]), matches[0] if matches else None)


def _days(day: int, month: int) -> set[int]:
    """The day of that month, in common and in leap years; the last one where the month is shorter."""
    lengths = {monthrange(year, month)[1] for year in (2023, 2024)}
    return {length + 1 + day if day < 0 else min(day, length) for length in lengths}
