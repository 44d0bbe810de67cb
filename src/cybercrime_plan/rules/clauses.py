"""What a printed deadline says: its days, its months, its time of day, and whether the day itself still counts.

Only a clause that sets a deadline is read. A cut-off date of the figures, the days of a campaign, the date of a
document that is named, or `24/7` say nothing of it. The patterns look at words without their marks.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cybercrime_plan.model.dates import MONTHS, Bound, ClockTime, term_of
from cybercrime_plan.model.recurrence import After, DayOfWeek, DayUnit, Frequency, Recurrence
from cybercrime_plan.model.reports import Report
from cybercrime_plan.model.spelling import unaccented

_IN_WORDS: Final = re.compile(r"\([^()0-9]*\)")
_DATE: Final = r"(?:ngay )?[0-9]{1,2}(?: ?/ ?| thang )[0-9]{1,2}(?![0-9])(?!/[0-9])"
_WHOLE: Final = (
    r"(?:ngay )?(?P<d>[0-9]{1,2})(?: ?[/.-] ?| thang )(?P<m>[0-9]{1,2})"
    r"(?: ?[/.-] ?|,? nam )(?P<y>[12][0-9]{3})(?![0-9])"
)
_ABOUT_FIGURES: Final = re.compile(r"(?:so lieu|du lieu|thoi gian chot|ki bao cao|tinh tu|tinh den)[^;.()]*")
_SPAN: Final = re.compile(
    r"\btu (?:ngay |thang |het )*[0-9][^;()]*? den (?:ngay |thang |het )*[0-9]{1,2}"
    r"(?:(?: ?[/.-] ?| thang )[0-9]{1,2})?(?:(?: ?[/.-] ?|,? nam )[12][0-9]{3})?"
)
_TIME: Final = r"(?: (?P<hour>[0-9]{1,2}) ?(?:gio|g|h)(?: ?(?P<minute>[0-5][0-9]))?(?: phut)?(?: cua)?)?"
_LEAD: Final = (
    r"\b(?:(?P<by>cham nhat|muon nhat|den het|khong qua|truoc va trong)|(?P<before>truoc)|(?P<on>ngay|vao))"
    rf"(?: la| vao| den| het)*{_TIME}(?: het| ngay)*"
)
_FULL: Final = re.compile(rf"{_LEAD} {_WHOLE}")
_DATES: Final = re.compile(rf"{_LEAD} (?P<dates>{_DATE}(?:(?:,| va|, va| hoac|;) {_DATE})*)")
_EACH: Final = re.compile(r"([0-9]{1,2})(?: ?/ ?| thang )([0-9]{1,2})")
_DAY: Final = re.compile(
    rf"{_LEAD} (?P<day>[0-9]{{1,2}})(?= (?:hang|moi)? ?(?:cua )?thang (?![0-9])| (?:hang|moi) (?:thang|qui))"
    r"(?:(?: cua)? thang (?P<month>dau|giua|cuoi|thu nhat|thu hai|thu ba) (?:cua )?(?:moi )?qui)?"
)
_MONTH_OF_QUARTER: Final = {"dau": 1, "thu nhat": 1, "giua": 2, "thu hai": 2, "cuoi": 0, "thu ba": 0}
_WEEKDAYS: Final = {
    **dict(
        zip(("thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "chu nhat"), range(7), strict=True)
    ),
    **{f"thu {number}": number - 2 for number in range(2, 8)},
}
_WEEKDAY: Final = re.compile(rf"{_LEAD} (?P<weekday>{'|'.join(_WEEKDAYS)})(?: cua)? (?:hang|moi) tuan")
_SET_APART: Final = re.compile(r"(?:^|[(,;:–-]|\b(?:gui|nop|xong|hoan thanh)) *$")
_LONGEST_IN_MONTH: Final = 28
_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class Clause:
    """A deadline as printed.

    Attributes:
        full: its one day, with the year.
        dates: its days with their months, `(15, 6)`; empty when only a day is named.
        day: the day of any month, when no month is named.
        month_of_quarter: 1 for the first, 2 for the second, 0 for the last month of a quarter.
        weekday: the day of every week, 0 for Monday.
        bound: what the words say of the day itself; None when they leave it open.
        time: the time of day they name.
    """

    full: date | None = None
    dates: frozenset[tuple[int, int]] = frozenset()
    day: int | None = None
    month_of_quarter: int | None = None
    weekday: int | None = None
    bound: Bound | None = None
    time: ClockTime | None = None

    def agrees(self, report: Report) -> bool:
        """Whether the report falls due on these days."""
        if report.rule:
            return self._agrees_with_rule(report.rule)
        if report.after:
            return self._agrees_with_term(report.after)
        if report.due is None:
            return True
        last = report.due.last
        return self.full == last if self.full else (last.day, last.month) in self.dates

    def _agrees_with_rule(self, rule: Recurrence) -> bool:
        if self.weekday is not None or rule.freq is Frequency.WEEKLY:
            return rule.byday is not None and (rule.byday.weekday, rule.byday.number) == (self.weekday, None)
        if rule.bymonthday is None:
            return False
        ruled = {(day, month) for month in rule.months for day in _days(rule.bymonthday, month)}
        if self.dates:
            return self.dates <= ruled and {month for _day, month in self.dates} == set(rule.months)
        months = [month % 3 for month in rule.months]
        in_month = self.month_of_quarter is None or set(months) == {self.month_of_quarter}
        return in_month and all(self.day in _days(rule.bymonthday, month) for month in rule.months)

    def _agrees_with_term(self, after: After) -> bool:
        """Whether a date in other words is meant; what is counted in working days or months is not compared."""
        if after.unit is DayUnit.WORKING_DAY or after.days > _LONGEST_IN_MONTH or self.weekday is not None:
            return True
        if self.dates:
            periods = after.only or range(1, MONTHS // after.round + 1)
            days = timedelta(days=after.days)
            ends = (term_of(2023, after.round, number).last + days for number in periods)
            return self.dates <= {(end.day, end.month) for end in ends}
        return self.day in {None, after.days} and self.month_of_quarter in {None, 1}

    def __str__(self) -> str:
        if self.full:
            return f"{self.full:%d/%m/%Y}"
        if self.weekday is not None:
            return str(DayOfWeek(self.weekday))
        return ", ".join(f"{day:02d}/{month:02d}" for day, month in sorted(self.dates)) or f"{self.day:02d}"


def clause(report: Report) -> Clause | None:
    """The deadline that the title of a report or its printed time sets, or None.

    A bare "ngày 20/10" sets one in a printed time; in a title it may be the day of something else.
    """
    once = report.due is not None
    return _clause(report.title, bare=False, once=once) or _clause(report.timing or "", bare=True, once=once)


def _clause(words: str, *, bare: bool, once: bool) -> Clause | None:
    text = _SPAN.sub(" ", _ABOUT_FIGURES.sub(" ", _IN_WORDS.sub("", unaccented(words))))
    text = re.sub(r" {2,}", " ", text)
    for pattern in (_FULL, _DATES) if once else (_DATES, _DAY, _WEEKDAY):
        matches = [match for match in pattern.finditer(text) if _is_of_the_report(match, bare=bare, once=once)]
        if matches:
            # the first that says how the day counts, else the first
            return _read(next((match for match in matches if not match["on"]), matches[0]))
    return None


def _is_of_the_report(match: re.Match[str], *, bare: bool, once: bool) -> bool:
    """Whether a date, or a day that returns, is that of the report: documents and events have such dates too."""
    above = match.string[: match.start()].strip()
    if not once:  # bare words say so in brackets beside a title
        return bare or not match["on"] or above.endswith("(")
    if match["on"]:
        return not above or above.endswith("(")
    return bare or bool(_SET_APART.search(above))


def _read(match: re.Match[str]) -> Clause | None:
    said = match.groupdict()
    bound = Bound.BY if said["by"] else Bound.BEFORE if said["before"] else None
    hour, minute = (int(said[part] or 0) for part in ("hour", "minute"))
    time = ClockTime(hour, minute) if said["hour"] and hour < _HOURS else None
    if hour == _HOURS:
        bound = Bound.BY
    if "y" in said:
        full = _existing(int(said["y"]), int(said["m"]), int(said["d"]))
        return Clause(full=full, bound=bound, time=time) if full else None
    if "dates" in said:
        dates = frozenset((int(day), int(month)) for day, month in _EACH.findall(said["dates"]))
        exist = all(_existing(2024, month, day) for day, month in dates)
        return Clause(dates=dates, bound=bound, time=time) if exist else None
    if "weekday" in said:
        return Clause(weekday=_WEEKDAYS[said["weekday"]], bound=bound, time=time)
    month = _MONTH_OF_QUARTER.get(said["month"])
    return Clause(day=int(said["day"]), month_of_quarter=month, bound=bound, time=time)


def _existing(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= MONTHS or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _days(day: int, month: int) -> set[int]:
    """The day of that month, in common and in leap years; the last one where the month is shorter."""
    lengths = {monthrange(year, month)[1] for year in (2023, 2024)}
    return {length + 1 + day if day < 0 else min(day, length) for length in lengths}


_NEXT_PERIOD: Final = re.compile(
    r"\b(?:tháng|quý|quí|năm|kỳ|kì|tuần)(?: báo cáo)?"
    r" (?:sau|liền sau|liền kề(?! trước)|kế tiếp|tiếp theo)(?! khi\b)\b"
)


def names_next_period(report: Report) -> bool:
    """Whether the words set a day in the period after the one reported on: "tháng đầu quý sau"."""
    words = " ".join(f"{report.title}; {report.timing or ''}".casefold().split())
    return bool(_NEXT_PERIOD.search(words))
