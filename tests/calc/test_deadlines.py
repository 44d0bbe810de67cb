"""The four dates of every occurrence, and why they differ."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.deadlines import DueStatus, Schedule, days_between, deadlines, roll
from cybercrime_plan.language import ENGLISH
from cybercrime_plan.model.dates import Bound
from cybercrime_plan.model.reports import Roll
from tests.duties import occurrences, plan_with, report, shipped_days, yearly

YEARLY = st.fixed_dictionaries(
    {
        "freq": st.sampled_from(["yearly", "half_yearly", "quarterly", "monthly"]),
        "bymonth": st.integers(1, 12),
        "bymonthday": st.one_of(st.integers(1, 31), st.integers(-28, -1)),
    }
)
NUMBERED = st.fixed_dictionaries(
    {
        "freq": st.sampled_from(["yearly", "quarterly", "monthly"]),
        "bymonth": st.integers(1, 12),
        "byday": st.builds("{}{}".format, st.sampled_from([1, 2, 4, -1]), st.sampled_from(["MO", "FR", "SU"])),
    }
)
WORKED = st.fixed_dictionaries({"freq": st.just("monthly"), "byworkingday": st.sampled_from([2, 5, -1, -3])})
WEEKLY = st.fixed_dictionaries({"freq": st.just("weekly"), "byday": st.sampled_from(["MO", "WE", "FR", "SU"])})
AFTER = st.fixed_dictionaries(
    {
        "period": st.sampled_from(["month", "quarter", "half_year", "year"]),
        "days": st.integers(1, 60),
        "unit": st.sampled_from(["day", "working_day"]),
    }
)
RULED = st.builds(
    lambda rule, bound: report(rule=rule, bound=bound),
    st.one_of(YEARLY, NUMBERED, WORKED, WEEKLY),
    st.sampled_from(["before", "by"]),
)
COUNTED = st.builds(lambda after, bound: report(after=after, bound=bound), AFTER, st.sampled_from(["before", "by"]))


def schedule(*reports: dict[str, Any], **plan: Any) -> Schedule:
    return deadlines([plan_with(*reports, **plan)], shipped_days())


def test_before_a_day_is_due_the_day_before_and_prepared_for_by_a_working_day() -> None:
    (one,) = occurrences(yearly(6, 15), first=2026)
    assert (one.limit, one.bound) == (date(2026, 6, 15), Bound.BEFORE)
    assert one.due == date(2026, 6, 14)
    assert one.target == date(2026, 6, 12)
    assert one.grace is None
    assert one.moved_days == -2


def test_by_a_day_is_due_on_that_day() -> None:
    (one,) = occurrences(yearly(6, 15, "by"), first=2026)
    assert one.due == one.limit == one.target == date(2026, 6, 15)
    assert one.moves == ()


def test_every_move_names_its_days_and_reasons() -> None:
    (one,) = occurrences(yearly(6, 15), first=2026)
    assert [(move.of, move.start, move.end) for move in one.moves] == [
        ("due", date(2026, 6, 15), date(2026, 6, 14)),
        ("target", date(2026, 6, 14), date(2026, 6, 12)),
    ]
    assert [ENGLISH.say(reason) for move in one.moves for reason in move.reasons] == [
        "before 2026-06-15 excludes that day itself",
        "2026-06-14 is a Sunday",
        "2026-06-13 is a Saturday",
    ]


def test_only_a_term_counted_in_days_has_a_grace() -> None:
    counted, *_rest = occurrences(report(after={"period": "quarter", "days": 10, "unit": "day"}), first=2026)
    assert (counted.key, counted.due) == ("2026-Q1", date(2026, 4, 10))
    assert counted.grace == date(2026, 4, 10)
    half, _second = occurrences(report(after={"period": "half_year", "days": 4, "unit": "day"}), first=2026)
    assert half.due == date(2026, 7, 4)  # a Saturday
    assert half.target == date(2026, 7, 3)
    assert half.grace == date(2026, 7, 6)
    assert "article 148(5)" in ENGLISH.say(half.moves[-1].reasons[-1])


def test_working_days_after_a_quarter_pass_over_tet() -> None:
    (*_others, last) = occurrences(
        report(after={"period": "month", "days": 15, "unit": "working_day"}), first="2026-01", last="2026-01"
    )
    assert (last.key, last.due) == ("2026-01", date(2026, 2, 27))


def test_the_report_on_the_last_quarter_is_due_after_the_plan_has_ended() -> None:
    every = occurrences(report(after={"period": "quarter", "days": 10, "unit": "day"}), first=2026)
    assert [one.key for one in every] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert every[-1].due == date(2027, 1, 10)
    assert every[0].data is not None
    assert (every[0].data.first, every[0].data.last) == (date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("written", "key", "due"),
    [
        ("2025-06-10", "2025-06", date(2025, 6, 10)),
        ("2025-06", "2025-06", date(2025, 6, 30)),
        ("2025-Q4", "2025-Q4", date(2025, 12, 31)),
        ("2025-H1", "2025-H1", date(2025, 6, 30)),
        ("2025", "2025", date(2025, 12, 31)),
    ],
)
def test_a_single_date_may_be_a_whole_term_and_means_its_last_day(written: str, key: str, due: date) -> None:
    (one,) = occurrences(report(kind="mid_term", bound="by", due=written))
    assert (one.key, one.due) == (key, due)


def test_an_order_moves_one_occurrence_which_keeps_its_name() -> None:
    order = {"occurrence": "2025-06", "due": "2025-06-30", "bound": "by", "ordered_by": "Công văn 12/UBND-NC"}
    every = occurrences(yearly(6, 15) | {"overrides": [order]}, first=2024)
    assert [(one.key, one.due) for one in every] == [
        ("2024-06", date(2024, 6, 14)),
        ("2025-06", date(2025, 6, 30)),
        ("2026-06", date(2026, 6, 14)),
    ]
    (move,) = every[1].moves
    assert ENGLISH.say(move.reasons[0]) == "ordered by Công văn 12/UBND-NC"
    assert (move.start, move.end) == (date(2025, 6, 15), date(2025, 6, 30))


def test_before_a_day_after_a_quarter_is_a_date_in_other_words() -> None:
    """trước ngày 05 của tháng đầu quý sau"""
    after = {"period": "quarter", "days": 5}
    every = occurrences(report(bound="before", after=after), first=2024, last=2026)
    assert (every[0].limit, every[0].due, every[0].grace) == (date(2024, 4, 5), date(2024, 4, 4), None)
    assert (every[-1].key, every[-1].limit, every[-1].due) == ("2026-Q4", date(2027, 1, 5), date(2027, 1, 4))
    assert len(every) == 12
    assert {one.grace for one in every} == {None}


def test_before_a_working_day_after_a_month_is_the_day_before_it() -> None:
    after = {"period": "month", "days": 3, "unit": "working_day"}
    (one,) = occurrences(report(bound="before", after=after), first="2026-01", last="2026-01")
    assert (one.limit, one.due, one.grace) == (date(2026, 2, 4), date(2026, 2, 3), None)


def test_nobody_is_told_to_finish_before_the_covered_days_are_over() -> None:
    """Four days after the quarter that ends 2025: 1 to 4 January are off, and 31 December is still covered."""
    after = {"period": "quarter", "days": 4, "unit": "day"}
    last = occurrences(report(after=after), first=2024, last=2025)[-1]
    assert (last.due, last.grace, last.target) == (date(2026, 1, 4), date(2026, 1, 5), date(2026, 1, 5))
    (target,) = [move for move in last.moves if move.of == "target"]
    assert (target.start, target.end) == (date(2026, 1, 4), date(2026, 1, 5))
    assert ENGLISH.say(target.reasons[-1]) == "the days covered end on 2025-12-31"
    excluded = occurrences(report(bound="before", after=after | {"days": 5}), first=2024, last=2025)[-1]
    assert (excluded.due, excluded.grace, excluded.target) == (date(2026, 1, 4), None, date(2026, 1, 4))


def test_late_is_counted_from_the_day_after_the_grace() -> None:
    (half, _second) = occurrences(report(after={"period": "half_year", "days": 4}), first=2026)
    assert (half.due, half.grace) == (date(2026, 7, 4), date(2026, 7, 6))
    days = [date(2026, 7, day) for day in (2, 3, 4, 5, 6, 7)]
    assert [half.status(day).value for day in days] == ["upcoming", "due", "due", "due", "due", "past"]


def test_a_time_of_day_counts_the_day_up_to_it() -> None:
    """trước 15 giờ ngày 15/6"""
    (one,) = occurrences(yearly(6, 15) | {"time": "15:00"}, first=2026)
    assert (one.limit, one.due, str(one.time)) == (date(2026, 6, 15), date(2026, 6, 15), "15:00")
    assert one.moves == ()


@pytest.mark.parametrize(
    ("order", "due", "time"),
    [
        ({}, date(2025, 6, 30), "15:00"),
        ({"time": "10:30"}, date(2025, 6, 30), "10:30"),
        ({"bound": "by"}, date(2025, 6, 30), "None"),
        ({"bound": "before"}, date(2025, 6, 29), "None"),
    ],
)
def test_an_order_keeps_or_changes_the_time_of_day(order: dict[str, Any], due: date, time: str) -> None:
    moved = {"occurrence": "2025-06", "due": "2025-06-30", "ordered_by": "Công văn 1", **order}
    (one,) = occurrences(yearly(6, 15) | {"time": "15:00", "overrides": [moved]}, first=2025, last=2025)
    assert (one.due, str(one.time)) == (due, time)


def test_an_amended_rule_does_not_rewrite_the_past() -> None:
    old, new = yearly(6, 15) | {"until": 2024}, yearly(6, 20) | {"id": "moi", "from": "2025-01-01"}
    assert [(one.report.id, one.limit) for one in occurrences(old, new, first=2023)] == [
        ("bao-cao", date(2023, 6, 15)),
        ("bao-cao", date(2024, 6, 15)),
        ("moi", date(2025, 6, 20)),
        ("moi", date(2026, 6, 20)),
    ]


def test_a_term_holds_by_the_period_it_reports_on() -> None:
    counted = report(after={"period": "quarter", "days": 10}, until="2025-12-31")
    assert [one.key for one in occurrences(counted, first=2025)] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]


def test_a_term_after_a_period_may_say_which_days_it_covers() -> None:
    """The quarter of Decree 09/2019/NĐ-CP, article 12: from the 15th before it to the 14th of its last month."""
    counted = report(after={"period": "quarter", "days": 20}, data={"from": 15, "to": 14})
    first, *_rest = occurrences(counted, first=2026)
    assert first.data is not None
    assert (first.data.first, first.data.last) == (date(2025, 12, 15), date(2026, 3, 14))


def test_every_friday_has_its_own_name() -> None:
    weekly = report(bound="by", rule={"freq": "weekly", "byday": "FR"}, time="15:00")
    every = occurrences(weekly, first="2026-12", last="2026-12")
    assert [(one.key, one.due.day) for one in every] == [
        ("2026-W49", 4),
        ("2026-W50", 11),
        ("2026-W51", 18),
        ("2026-W52", 25),
    ]


def test_a_cancelled_occurrence_is_set_apart() -> None:
    order = {"occurrence": "2025-06", "cancelled": True, "ordered_by": "Công văn 12/UBND-NC"}
    found = schedule(yearly(6, 15) | {"overrides": [order]}, first=2025)
    assert [one.key for one in found.occurrences] == ["2026-06"]
    assert [one.key for one in found.cancelled] == ["2025-06"]


def test_duties_without_a_date_are_listed_and_never_projected() -> None:
    found = schedule(
        report(id="a", kind="ad_hoc", timing="khi có yêu cầu"),
        report(id="b", timing="hàng năm"),
        report(id="c", kind="once"),
    )
    assert found.occurrences == ()
    assert [duty.report.id for duty in found.undated] == ["a", "b", "c"]


def test_the_years_of_all_dates_are_known() -> None:
    assert schedule(yearly(6, 15), first=2026, last=2029).years == {2026, 2027, 2028, 2029}
    assert schedule(report(kind="final", bound="before", due="2027-01-01")).years == {2026}


def test_the_days_covered_come_with_each_occurrence() -> None:
    (one,) = occurrences(yearly(6, 15) | {"data": {"from": "12-15", "to": "06-14"}}, first=2026)
    assert one.data is not None
    assert (one.data.first, one.data.last) == (date(2025, 12, 15), date(2026, 6, 14))


@pytest.mark.parametrize(
    ("as_of", "status", "left"),
    [
        (date(2026, 6, 11), DueStatus.UPCOMING, 1),
        (date(2026, 6, 12), DueStatus.DUE, 0),
        (date(2026, 6, 14), DueStatus.DUE, -2),
        (date(2026, 6, 15), DueStatus.PAST, -3),
    ],
)
def test_a_day_is_upcoming_until_the_target_and_past_after_the_due_day(
    as_of: date, status: DueStatus, left: int
) -> None:
    (one,) = occurrences(yearly(6, 15), first=2026)
    assert (one.status(as_of), one.days_left(as_of)) == (status, left)


def test_on_the_last_day_it_is_due_even_when_the_target_comes_later() -> None:
    (one,) = occurrences(yearly(11, 15) | {"roll": "following"}, first=2026)
    assert (one.due, one.target) == (date(2026, 11, 14), date(2026, 11, 16))
    days = [date(2026, 11, day) for day in (13, 14, 15)]
    assert [one.status(day) for day in days] == [DueStatus.UPCOMING, DueStatus.DUE, DueStatus.PAST]


@given(st.one_of(RULED, COUNTED), st.integers(2020, 2030), st.integers(0, 3))
def test_the_dates_stand_in_order_and_inside_the_plan(duty: dict[str, Any], first: int, years: int) -> None:
    days = shipped_days()
    start, end = date(first, 1, 1), date(first + years, 12, 31)
    every = occurrences(duty, first=first, last=first + years)
    assert len({one.key for one in every}) == len(every)
    for one in every:
        assert one.due in {one.limit, one.limit - timedelta(days=1)}
        assert one.target <= one.last_on_time
        assert one.data is None or one.target > one.data.last or one.target == one.last_on_time
        assert days.is_worked(one.target) or one.target == one.due
        assert one.grace is None or one.grace >= one.due
        inside = one.data.last if one.data else one.due
        assert start <= inside <= end
        assert one.limit >= start


@given(st.one_of(RULED, COUNTED), st.sampled_from(Roll))
def test_rolling_never_moves_the_legal_date(duty: dict[str, Any], convention: Roll) -> None:
    plain = occurrences(duty)
    rolled = occurrences(duty | {"roll": convention.value})
    legal = {(one.key, one.limit, one.due, one.grace) for one in plain}
    assert {(one.key, one.limit, one.due, one.grace) for one in rolled} == legal


@given(st.one_of(RULED, COUNTED), st.dates(date(2021, 1, 1), date(2027, 12, 31)))
def test_each_day_knows_exactly_one_status(duty: dict[str, Any], as_of: date) -> None:
    for one in occurrences(duty):
        if one.status(as_of) is DueStatus.PAST:
            assert as_of > one.last_on_time
        elif one.status(as_of) is DueStatus.DUE:
            assert min(one.target, one.due) <= as_of <= one.last_on_time
        else:
            assert as_of < one.target
            assert one.days_left(as_of) > 0


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
