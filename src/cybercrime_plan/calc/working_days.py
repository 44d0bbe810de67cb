"""Where a target goes when its day is off."""

from __future__ import annotations

from datetime import date

from cybercrime_plan.model.reports import Roll
from cybercrime_plan.model.working_days import ONE_DAY, WorkingDays


def roll(day: date, convention: Roll, days: WorkingDays) -> date:
    """The working day nearest to `day` by that convention; `day` itself when it is one, or with `Roll.NONE`.

    The modified conventions turn round rather than leave the month.
    """
    if convention is Roll.NONE:
        return day
    back, on = days.nearest(day, -ONE_DAY), days.nearest(day, ONE_DAY)
    if convention in {Roll.PRECEDING, Roll.MODIFIED_PRECEDING}:
        first, second = back, on
    else:
        first, second = on, back
    modified = convention in {Roll.MODIFIED_PRECEDING, Roll.MODIFIED_FOLLOWING}
    return second if modified and first.month != day.month else first


def days_between(start: date, stop: date) -> tuple[date, ...]:
    """The days passed from `start`, the first of them, to `stop`, not one of them; in either direction."""
    step = ONE_DAY if stop > start else -ONE_DAY
    return tuple(start + step * number for number in range(abs((stop - start).days)))
