"""RPT101-106: duties to report that yield nothing, collide, leave no time or have no date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from cybercrime_plan.calc.deadlines import Occurrence, occurrences
from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.reports import Kind, Report
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.model.working_days import ONE_DAY, WorkingDays
from cybercrime_plan.rules.budget_text import lines_of
from cybercrime_plan.rules.rule import Reading, check

_FEW: Final = 3
"""So many dates show what is meant."""

_DAY_AND_MONTH: Final = re.compile(r"\b([0-9]{1,2})/([0-9]{1,2})\b(?!/)")


def _live(reading: Reading, report: Report) -> tuple[Occurrence, ...]:
    """Its occurrences without those an order has cancelled."""
    every = occurrences(reading.plan, report, reading.days)
    return tuple(one for one in every if not (one.override and one.override.cancelled))


def _dated(reading: Reading) -> Iterator[tuple[Loc, Report]]:
    """The reports with dates; without the period of the plan, only those that do not return."""
    for index, report in enumerate(reading.plan.reports):
        if report.due or (report.dated and reading.plan.period):
            yield ("reports", index), report


@check("RPT101", "report-yields-nothing", Severity.ERROR)
def empty_rules(reading: Reading) -> Iterator[Complaint]:
    for loc, report in _dated(reading):
        if not _live(reading, report):
            message = _("“{title}” never falls due within the period of the plan", title=report.title)
            yield Complaint(message, loc, reading.path(loc), actual=0)


@check("RPT102", "reports-collide", Severity.WARNING)
def collisions(reading: Reading) -> Iterator[Complaint]:
    seen: dict[object, tuple[Report, Occurrence]] = {}
    told: set[tuple[str, str]] = set()
    for loc, report in _dated(reading):
        for one in _live(reading, report):
            who = (frozenset(report.from_whom), frozenset(report.to), one.due)
            other, _one = seen.setdefault(who, (report, one))
            if report.from_whom and _one is not one and (other.id, report.id) not in told:
                told.add((other.id, report.id))
                message = _(
                    "“{title}” and “{other}” are both due on {day}",
                    title=report.title,
                    other=other.title,
                    day=one.due,
                )
                yield Complaint(message, loc, reading.path(loc), expected=other.id, actual=str(one.due))


@check("RPT103", "no-working-day-to-write", Severity.WARNING)
def hasty_reports(reading: Reading) -> Iterator[Complaint]:
    for loc, report in _dated(reading):
        hasty = [
            one for one in _live(reading, report) if one.data and not _time(one.data.last, one.due, reading.days)
        ]
        if hasty:
            message = _(
                "“{title}”: no working day is left between the last day covered and the due day ({times}): {days}",
                title=report.title,
                times=n_("{count} time", "{count} times", len(hasty)),
                days=tuple(
                    _("{last} to {due}", last=one.data.last, due=one.due) for one in hasty[:_FEW] if one.data
                ),
            )
            place = (*loc, "data" if report.data else "after")
            yield Complaint(message, place, reading.path(place), actual=", ".join(str(one.due) for one in hasty))


def _time(last: date, due: date, days: WorkingDays) -> bool:
    """Whether people work on some day after `last`, `due` among them."""
    return last < due and days.nearest(last + ONE_DAY, ONE_DAY) <= due


@check("RPT104", "duty-without-date", Severity.NOTE)
def undated_duties(reading: Reading) -> Iterator[Complaint]:
    for index, report in enumerate(reading.plan.reports):
        if not report.dated and report.kind is not Kind.AD_HOC:
            loc = ("reports", index)
            if report.timing:
                message = _("“{title}” has no date, only “{timing}”", title=report.title, timing=report.timing)
            else:
                message = _("“{title}” has no date", title=report.title)
            yield Complaint(message, loc, reading.path(loc), actual=report.timing)


@check("RPT105", "review-without-date", Severity.NOTE)
def reviews(reading: Reading) -> Iterator[Complaint]:
    if (
        any(report.kind in {Kind.MID_TERM, Kind.FINAL} for report in reading.plan.reports)
        or "reports" in reading.unread
    ):
        return
    for above, line in lines_of(reading):
        for index, text in enumerate(line.covers):
            if any(folded(word) in folded(text) for word in ("sơ kết", "tổng kết")):
                loc = (*above, "covers", index)
                message = _("“{line}” pays for “{text}”, but no report is a review", line=line.name, text=text)
                yield Complaint(message, loc, reading.path(loc), actual=text)


@check("RPT106", "rule-contradicts-wording", Severity.ERROR)
def worded_dates(reading: Reading) -> Iterator[Complaint]:
    for loc, report in _dated(reading):
        words = f"{report.title} {report.timing or ''}"
        printed = {(int(day), int(month)) for day, month in _DAY_AND_MONTH.findall(words)}
        ruled = {(report.rule.bymonthday, month) for month in report.rule.months} if report.rule else set()
        if printed and ruled and printed != ruled:
            place = (*loc, "rule")
            expected, actual = (
                ", ".join(f"{day}/{month}" for day, month in sorted(one)) for one in (printed, ruled)
            )
            message = _(
                "“{title}” names {expected}, the rule says {actual}",
                title=report.title,
                expected=expected,
                actual=actual,
            )
            yield Complaint(message, place, reading.path(place), expected=expected, actual=actual)


def _days_and_months(days: set[tuple[int, int]]) -> str:
    return ", ".join(f"{day}/{month}" for day, month in sorted(days))
