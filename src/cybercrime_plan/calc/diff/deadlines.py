"""Duties to report: earlier, later, to whom, through whom; and the period of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from cybercrime_plan.calc.diff.classes import (
    Classification,
    Classifier,
    Gravity,
    Sides,
    Subject,
    always,
    at_loc,
    by_op,
    defined,
    each,
)
from cybercrime_plan.calc.diff.edits import Edit, Member, Op, Path
from cybercrime_plan.calc.diff.matching import by_key
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.dates import ClockTime, Window
from cybercrime_plan.model.reports import Report, within

DEADLINE_EARLIER: Final = defined("DUE101", "deadline-earlier", Gravity.MAJOR, Subject.DEADLINES)(
    _("A report is due earlier."),
    _("Everybody who reports has fewer days; calendars have to be sent out again."),
)
DEADLINE_LATER: Final = defined("DUE102", "deadline-later", Gravity.MAJOR, Subject.DEADLINES)(
    _("A report is due later."),
    _("Who waits for it waits longer; calendars have to be sent out again."),
)
DUTY_ADDED: Final = defined("DUE103", "duty-added", Gravity.MAJOR, Subject.DEADLINES)(
    _("There is a duty to report that was not there."),
    _("Everybody it names has to be told."),
)
DUTY_REMOVED: Final = defined("DUE104", "duty-removed", Gravity.MAJOR, Subject.DEADLINES)(
    _("A duty to report is gone."),
    _("Calendars still hold it until it is cancelled there."),
)
FREQUENCY_CHANGED: Final = defined("DUE105", "frequency-changed", Gravity.MAJOR, Subject.DEADLINES)(
    _("A report returns more or less often, gets a date, or no longer has one."),
    _("The occurrences cannot be compared one by one; both rules are listed."),
)
CHANNEL_CHANGED: Final = defined("DUE106", "channel-changed", Gravity.MAJOR, Subject.DEADLINES)(
    _("Who reports, to whom, or through whom, changed."),
    _("A report sent to the old address may not count."),
)
BOUND_CHANGED: Final = defined("DUE107", "bound-changed", Gravity.MAJOR, Subject.DEADLINES)(
    _("The day that is written counts now, or no longer: before (trước) against by (chậm nhất, đến hết)."),
    _("The last day on time moves by one although the printed date is the same."),
)
PERIOD_CHANGED: Final = defined("DUE108", "period-changed", Gravity.CRITICAL, Subject.DEADLINES)(
    _("The plan begins or ends at another time."),
    _("Every duty that returns gains or loses occurrences."),
)
NOW_OUTSIDE_PERIOD: Final = defined("DUE109", "now-outside-period", Gravity.MAJOR, Subject.DEADLINES)(
    _("Occurrences of a duty, or a year of the budget, now lie outside the period of the plan."),
    _("It follows from the change of the period; see whether it was meant."),
)
OCCURRENCE_ORDER_CHANGED: Final = defined("DUE110", "occurrence-order-changed", Gravity.MAJOR, Subject.DEADLINES)(
    _("An order that moves or cancels one occurrence was added, removed or changed."),
    _("Only that occurrence is concerned; the rule is as it was."),
)
DUTY_DESCRIBED_OTHERWISE: Final = defined("DUE111", "duty-described-otherwise", Gravity.MINOR, Subject.DEADLINES)(
    _("The title, kind, printed time or covered days of a report changed, and its date did not."),
    _("Read both; what people have to write may have changed."),
)


def classify_date(edit: Edit, sides: Sides) -> Classification:
    """A rule, term or single date: earlier or later where the occurrences correspond one to one."""
    old, new = _reports(edit, sides)
    shifts = _shifts(old, new, sides) if old and new else None
    if shifts is None:
        return Classification(FREQUENCY_CHANGED)
    moved = [days for days in shifts if days]
    if not moved:
        return Classification(DUTY_DESCRIBED_OTHERWISE)
    if min(moved) < 0 < max(moved):
        return Classification(FREQUENCY_CHANGED)
    because = n_("{count} occurrence is moved", "{count} occurrences are moved", len(moved))
    return Classification(
        DEADLINE_EARLIER if moved[0] < 0 else DEADLINE_LATER, None, max(moved, key=abs), because=(because,)
    )


def classify_bound(edit: Edit, sides: Sides) -> Classification:
    """Before against by: the same printed date, another last day."""
    old, new = _reports(edit, sides)
    if old is None or new is None:
        return Classification(BOUND_CHANGED)
    any_day = date(2000, 1, 2)
    return Classification(BOUND_CHANGED, None, (new.day_bound.due(any_day) - old.day_bound.due(any_day)).days)


def classify_time(edit: Edit, sides: Sides) -> Classification:
    """A time of day: earlier or later on the same day; without one the day counts otherwise."""
    if isinstance(edit.old, ClockTime) and isinstance(edit.new, ClockTime):
        return Classification(DEADLINE_EARLIER if str(edit.new) < str(edit.old) else DEADLINE_LATER)
    return classify_bound(edit, sides)


def classify_period(edit: Edit, sides: Sides) -> Classification:
    """The first or last day of the plan, and what no longer lies within."""
    lost = len(outside(sides))
    because = n_("{count} item now lies outside", "{count} items now lie outside", lost)
    return Classification(PERIOD_CHANGED, because=(because,) if lost and edit.new is not None else ())


def outside(sides: Sides) -> tuple[tuple[Path, tuple[str, ...]], ...]:
    """What the new period leaves out: paths of duties and years, with the occurrences that are lost."""
    before, after = within(sides.a.period), within(sides.b.period)
    if before is None or after is None or before == after:
        return ()
    kept = {report.id for report in sides.b.reports}
    lost: list[tuple[Path, tuple[str, ...]]] = []
    for report in sides.a.reports:
        bound = report.day_bound
        instances = report.instances(before, sides.days) if report.id in kept else ()
        keys = tuple(
            one.key for one in instances if (one.about.last if one.about else bound.due(one.limit)) not in after
        )
        if keys:
            lost.append((("reports", Member(report.id)), keys))
    years = sides.b.budget.years if sides.b.budget else ()
    lost += [
        (("budget", "years", Member(str(year))), (str(year),))
        for year in years
        if _reaches(before, year) and not _reaches(after, year)
    ]
    return tuple(lost)


def now_outside(sides: Sides) -> Iterator[tuple[Edit, Classification]]:
    """A derived change for each duty and year the new period leaves out."""
    for path, keys in outside(sides):
        yield Edit(Op.SET, path, path, keys, None), Classification(NOW_OUTSIDE_PERIOD, derived=True)


def _reaches(window: Window, year: int) -> bool:
    return window.first.year <= year <= window.last.year


def _reports(edit: Edit, sides: Sides) -> tuple[Report | None, Report | None]:
    """The report an edit lies in, on each side."""
    old, new = (
        at_loc(plan, loc[:2]) if loc else None for plan, loc in zip((sides.a, sides.b), edit.locs, strict=True)
    )
    return old, new


def _shifts(old: Report, new: Report, sides: Sides) -> Sequence[int] | None:
    """By how many calendar days each written date moved; None where they do not correspond.

    Dates that return are held against each other in all calendar years that both plans touch.
    """
    if old.due and new.due:
        return [(new.due.last - old.due.last).days]
    periods = [period for plan in (sides.a, sides.b) if (period := within(plan.period))]
    if not periods:
        return []
    first, last = min(period.first.year for period in periods), max(period.last.year for period in periods)
    years = Window(date(first, 1, 1), date(last, 12, 31))
    before, after = (
        by_key((one.limit for one in report.instances(years, sides.days)), lambda day: day.year)
        for report in (old, new)
    )
    if {year: len(days) for year, days in before.items()} != {year: len(days) for year, days in after.items()}:
        return None
    return [(is_ - was).days for year, days in before.items() for was, is_ in zip(days, after[year], strict=True)]


CLASSIFIERS: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("reports",): by_op(DUTY_ADDED, DUTY_REMOVED, DUTY_DESCRIBED_OTHERWISE),
    ("reports", "rule"): each(classify_date),
    ("reports", "after"): each(classify_date),
    ("reports", "due"): each(classify_date),
    ("reports", "bound"): each(classify_bound),
    ("reports", "time"): each(classify_time),
    ("reports", "from"): each(classify_date),
    ("reports", "until"): each(classify_date),
    ("period", "from"): each(classify_period),
    ("period", "to"): each(classify_period),
    ("period",): always(PERIOD_CHANGED),
}
WITHIN: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("reports", "from_whom"): always(CHANNEL_CHANGED),
    ("reports", "to"): always(CHANNEL_CHANGED),
    ("reports", "via"): always(CHANNEL_CHANGED),
    ("reports", "overrides"): always(OCCURRENCE_ORDER_CHANGED),
    ("reports",): always(DUTY_DESCRIBED_OTHERWISE),
    ("period",): always(DUTY_DESCRIBED_OTHERWISE),
}
