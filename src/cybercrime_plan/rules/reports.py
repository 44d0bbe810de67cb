"""RPT101-107: duties to report that yield nothing, collide, leave no time, have no date or another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cybercrime_plan.calc.deadlines import Occurrence, occurrences
from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.dates import MONTHS, Bound
from cybercrime_plan.model.reports import Kind, Report, within
from cybercrime_plan.model.spelling import unaccented
from cybercrime_plan.model.working_days import ONE_DAY, WEEKDAYS
from cybercrime_plan.rules.budget_text import lines_of
from cybercrime_plan.rules.clauses import Clause, clause, names_next_period
from cybercrime_plan.rules.rule import Reading, check

_FEW: Final = 3
"""So many dates show what is meant."""
_REVIEW: Final = re.compile(r"\b(?:so ket|tong ket)\b")


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
            yield Complaint(message, loc, actual=0)


@check("RPT102", "reports-collide", Severity.WARNING)
def collisions(reading: Reading) -> Iterator[Complaint]:
    seen: dict[object, Report] = {}
    told: set[tuple[str, str]] = set()
    for loc, report in _dated(reading):
        senders = sorted(reading.registry.meant(report.from_whom))
        for one in _live(reading, report):
            span = report.rule.freq if report.rule else report.after.period if report.after else None
            keys = [(sender, frozenset(report.to), one.due, span) for sender in senders]
            others = (seen.setdefault(key, report) for key in keys)
            other = next((other for other in others if other is not report), None)
            if other and (other.id, report.id) not in told:
                told.add((other.id, report.id))
                message = _(
                    "“{title}” and “{other}” are both due on {day}",
                    title=report.title,
                    other=other.title,
                    day=one.due,
                )
                yield Complaint(message, loc, expected=other.id, actual=str(one.due))


@check("RPT103", "no-working-day-to-write", Severity.WARNING)
def hasty_reports(reading: Reading) -> Iterator[Complaint]:
    for loc, report in _dated(reading):
        hasty = []
        for one in _live(reading, report):
            last, due = one.data and one.data.last, one.last_on_time
            if last and (last >= due or reading.days.nearest(last + ONE_DAY, ONE_DAY) > due):
                hasty.append(one)
        if hasty:
            message = _(
                "“{title}”: no working day is left between the last day covered and the due day ({times}): {days}",
                title=report.title,
                times=n_("{count} time", "{count} times", len(hasty)),
                days=tuple(
                    _("{last} to {due}", last=one.data.last, due=one.last_on_time)
                    for one in hasty[:_FEW]
                    if one.data
                ),
            )
            place = (*loc, "data" if report.data else "after")
            yield Complaint(message, place, actual=", ".join(str(one.due) for one in hasty))


@check("RPT104", "duty-without-date", Severity.NOTE)
def undated_duties(reading: Reading) -> Iterator[Complaint]:
    for index, report in enumerate(reading.plan.reports):
        if not report.dated and report.kind is not Kind.AD_HOC:
            if report.timing:
                message = _("“{title}” has no date, only “{timing}”", title=report.title, timing=report.timing)
            else:
                message = _("“{title}” has no date", title=report.title)
            yield Complaint(message, ("reports", index), actual=report.timing)


@check("RPT105", "review-without-date", Severity.NOTE)
def reviews(reading: Reading) -> Iterator[Complaint]:
    if "reports" in reading.unread:
        return
    for report in reading.plan.reports:
        # one that looks back on the plan: by its kind, or by its title if it has a date
        by_title = report.dated and _REVIEW.search(unaccented(report.title))
        if by_title or report.kind in {Kind.MID_TERM, Kind.FINAL}:
            return
    for above, line in lines_of(reading):
        for index, text in enumerate(line.covers):
            if _REVIEW.search(unaccented(text)):
                message = _("“{line}” pays for “{text}”, but no report is a review", line=line.name, text=text)
                yield Complaint(message, (*above, "covers", index), actual=text)


@check("RPT106", "rule-contradicts-wording", Severity.ERROR)
def worded_dates(reading: Reading) -> Iterator[Complaint]:
    for loc, report in _dated(reading):
        said = clause(report)
        if said is None:
            continue
        if not said.agrees(report):
            yield _other_day(loc, report, said)
        elif said.bound and said.bound is not report.effective_bound and said.time is None:
            message = _(
                "“{title}” is due {expected}, the file says {actual}: one day lies between them",
                title=report.title,
                expected=_BOUNDS[said.bound],
                actual=_BOUNDS[report.effective_bound],
            )
            place = (*loc, "bound") if report.bound else loc
            yield Complaint(message, place, expected=said.bound.value, actual=report.effective_bound.value)
        elif said.time and said.time != report.time:
            place = (*loc, "time") if report.time else loc
            message = _(
                "“{title}” names {expected}, the file says {actual}",
                title=report.title,
                expected=said.time,
                actual=report.time or _("no time of day"),
            )
            yield Complaint(
                message, place, expected=str(said.time), actual=str(report.time) if report.time else None
            )


def _other_day(loc: Loc, report: Report, said: Clause) -> Complaint:
    """What is said of a report whose words name another day than its date."""
    field = "rule" if report.rule else "after" if report.after else "due"
    names: Text | str = WEEKDAYS[said.weekday] if said.weekday is not None else str(said)
    if said.month_of_quarter is not None and not said.dates:
        names = _("{day} of the {month}", day=names, month=_MONTHS_OF_A_QUARTER[said.month_of_quarter])
    if report.rule and report.rule.bymonthday is not None:
        day, months = report.rule.bymonthday, report.rule.months
        each = [f"{day:02d}/{month:02d}" for month in months]
        actual = f"{day:02d}" if len(months) == MONTHS else ", ".join(each)
        message = _(
            "“{title}” names {expected}, the rule says {actual}", title=report.title, expected=names, actual=actual
        )
    elif report.due:
        actual = report.due.key if report.due.first < report.due.last else report.due.last.isoformat()
        message = _(
            "“{title}” names {expected}, the file says {actual}",
            title=report.title,
            expected=names,
            actual=report.due.last,
        )
    else:
        actual = (
            str(report.after.days)
            if report.after
            else str(report.rule and (report.rule.byday or report.rule.byworkingday))
        )
        message = _("“{title}” names {expected}, the file gives another day", title=report.title, expected=names)
    return Complaint(message, (*loc, field), expected=str(said), actual=actual)


_MONTHS_OF_A_QUARTER: Final = {
    1: _("first month of the quarter"),
    2: _("second month of the quarter"),
    0: _("last month of the quarter"),
}


_BOUNDS: Final = {
    Bound.BEFORE: _("before the day (“trước”)"),
    Bound.BY: _("at the latest on the day (“chậm nhất”)"),
}


@check("RPT107", "rule-reports-on-a-period-before", Severity.WARNING)
def rules_of_the_next_period(reading: Reading) -> Iterator[Complaint]:
    first_day = within(reading.plan.period)
    for loc, report in _dated(reading):
        if report.rule is None or first_day is None:
            continue
        place = (*loc, "rule")
        before = next((one.data for one in _live(reading, report)[:1] if one.data), None)
        if names_next_period(report):
            message = _(
                "“{title}” is due in the period after the one it reports on; as a rule it has no report on the last"
                " period of the plan, and may have one on the period before it",
                title=report.title,
            )
            yield Complaint(message, place, hint=_INSTEAD)
        elif before and before.last < first_day.first:
            message = _(
                "“{title}”: the first report covers {first} to {last}, before the plan begins on {day}",
                title=report.title,
                first=before.first,
                last=before.last,
                day=first_day.first,
            )
            yield Complaint(message, place, hint=_INSTEAD, actual=str(before.last))


_INSTEAD: Final = _(
    "after: {example}, with bound: before, counts from the end of the period", example="{period: quarter, days: 5}"
)
