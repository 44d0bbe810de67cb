"""Where a target goes when its day is off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.working_days import days_between, roll
from cybercrime_plan.model.reports import Roll
from tests.duties import shipped_days

DATES = st.dates(date(2021, 6, 1), date(2028, 6, 30))


@pytest.mark.parametrize(
    ("convention", "expected"),
    [
        (Roll.NONE, date(2026, 1, 31)),
        (Roll.PRECEDING, date(2026, 1, 30)),
        (Roll.FOLLOWING, date(2026, 2, 2)),
        (Roll.MODIFIED_PRECEDING, date(2026, 1, 30)),
        (Roll.MODIFIED_FOLLOWING, date(2026, 1, 30)),
    ],
)
def test_a_saturday_at_the_end_of_a_month(convention: Roll, expected: date) -> None:
    assert roll(date(2026, 1, 31), convention, shipped_days()) == expected


@pytest.mark.parametrize(
    ("convention", "expected"),
    [
        (Roll.PRECEDING, date(2026, 1, 30)),
        (Roll.FOLLOWING, date(2026, 2, 2)),
        (Roll.MODIFIED_PRECEDING, date(2026, 2, 2)),
        (Roll.MODIFIED_FOLLOWING, date(2026, 2, 2)),
    ],
)
def test_a_sunday_at_the_start_of_a_month(convention: Roll, expected: date) -> None:
    assert roll(date(2026, 2, 1), convention, shipped_days()) == expected


def test_a_whole_festival_is_passed_over() -> None:
    tet = date(2026, 2, 18)
    assert roll(tet, Roll.PRECEDING, shipped_days()) == date(2026, 2, 13)
    assert roll(tet, Roll.FOLLOWING, shipped_days()) == date(2026, 2, 23)


@given(DATES, st.sampled_from([roll for roll in Roll if roll is not Roll.NONE]))
def test_the_target_is_worked_and_no_worked_day_is_passed(day: date, convention: Roll) -> None:
    days = shipped_days()
    target = roll(day, convention, days)
    assert days.is_worked(target)
    assert not any(map(days.is_worked, days_between(day, target)))
    if convention in {Roll.MODIFIED_PRECEDING, Roll.MODIFIED_FOLLOWING}:
        assert target.month == day.month


@given(DATES, st.integers(-20, 20))
def test_the_days_between_are_those_that_are_passed(day: date, distance: int) -> None:
    passed = days_between(day, day + timedelta(days=distance))
    assert len(passed) == abs(distance)
    assert passed[:1] == ((day,) if distance else ())
