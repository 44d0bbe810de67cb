"""Duties that return, against an independent reading of RFC 5545."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, YEARLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.model.dates import Bound, Window, day_of_month, term_of
from cybercrime_plan.model.recurrence import After, Recurrence
from cybercrime_plan.model.working_days import WorkingDays
from tests.duties import shipped_days, tree

DAYS = st.one_of(st.integers(1, 31), st.integers(-28, -1))
MONTHS = st.sets(st.integers(1, 12), min_size=1)
YEARS = st.tuples(st.integers(1990, 2090), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY = {"quarterly": 3, "half_yearly": 6}


def recurrence(**words: object) -> Recurrence:
    return Recurrence.model_validate(tree(words))


def limits(rule: Recurrence, first: int, last: int) -> list[date]:
    window = Window(date(first, 1, 1), date(last, 12, 31))
    return [instance.limit for instance in rule.instances(window, Bound.BY, WorkingDays())]


def oracle(first: int, last: int, months: set[int], day: int) -> list[date]:
    """The same days by dateutil; BYSETPOS picks the last day that a short month has."""
    days = range(28, day + 1) if day > 28 else [day]
    found = rrule(
        MONTHLY,
        dtstart=datetime(first, 1, 1),  # noqa: DTZ001 - dateutil repeats naive days
        until=datetime(last, 12, 31),  # noqa: DTZ001
        bymonth=sorted(months),
        bymonthday=list(days),
        bysetpos=-1,
    )
    return [moment.date() for moment in found]


@given(YEARS, MONTHS, DAYS)
def test_yearly_in_several_months_is_what_dateutil_says(years: tuple[int, int], months: set[int], day: int) -> None:
    rule = recurrence(freq="yearly", bymonth=sorted(months), bymonthday=day)
    assert limits(rule, *years) == oracle(*years, months, day)


@given(YEARS, st.one_of(st.none(), MONTHS), DAYS)
def test_monthly_is_what_dateutil_says(years: tuple[int, int], months: set[int] | None, day: int) -> None:
    words = {} if months is None else {"bymonth": sorted(months)}
    rule = recurrence(freq="monthly", bymonthday=day, **words)
    assert limits(rule, *years) == oracle(*years, months or set(range(1, 13)), day)


@given(YEARS, st.sampled_from(["quarterly", "half_yearly"]), st.integers(1, 12), DAYS)
def test_a_distance_in_months_is_the_interval_of_rfc_5545(
    years: tuple[int, int], freq: str, month: int, day: int
) -> None:
    rule = recurrence(freq=freq, bymonth=month, bymonthday=day)
    first = datetime(years[0] - 1, month, 1)  # noqa: DTZ001 - dateutil repeats naive days
    steps = rrule(MONTHLY, interval=EVERY[freq], dtstart=first, count=12 // EVERY[freq])
    assert limits(rule, *years) == oracle(*years, {moment.month for moment in steps}, day)


@given(YEARS, st.integers(1, 12), st.integers(1, 28))
def test_one_month_a_year_is_freq_yearly(years: tuple[int, int], month: int, day: int) -> None:
    first = datetime(years[0], month, day)  # noqa: DTZ001 - dateutil repeats naive days
    plain = rrule(YEARLY, dtstart=first, until=datetime(years[1], 12, 31))  # noqa: DTZ001
    rule = recurrence(freq="yearly", bymonth=month, bymonthday=day)
    assert limits(rule, *years) == [moment.date() for moment in plain]


@given(YEARS, MONTHS, DAYS, st.sampled_from(Bound))
def test_occurrences_are_ascending_uniquely_named_and_end_inside_the_window(
    years: tuple[int, int], months: set[int], day: int, bound: Bound
) -> None:
    window = Window(date(years[0], 1, 1), date(years[1], 12, 31))
    rule = recurrence(freq="yearly", bymonth=sorted(months), bymonthday=day)
    instances = list(rule.instances(window, bound, WorkingDays()))
    keys = [instance.key for instance in instances]
    assert keys == sorted(set(keys))
    assert all(bound.due(instance.limit) in window for instance in instances)
    assert all(instance.key == f"{instance.limit:%Y-%m}" for instance in instances)
    assert len(instances) == len(months) * (years[1] - years[0] + 1)


def test_the_31st_falls_back_to_the_last_day_of_a_short_month_and_says_so() -> None:
    rule = recurrence(freq="monthly", bymonthday=31)
    instances = list(rule.instances(Window(date(2024, 1, 1), date(2024, 4, 30)), Bound.BY, WorkingDays()))
    assert [instance.limit.day for instance in instances] == [31, 29, 31, 30]
    assert [instance.note is not None for instance in instances] == [False, True, False, True]


def test_before_new_year_counts_for_the_year_that_ends() -> None:
    rule = recurrence(freq="yearly", bymonth=1, bymonthday=1)
    (only,) = rule.instances(Window(date(2026, 1, 1), date(2026, 12, 31)), Bound.BEFORE, WorkingDays())
    assert only.limit == date(2027, 1, 1)


@given(st.integers(1990, 2090), st.sampled_from([("month", 1), ("quarter", 3), ("half_year", 6), ("year", 12)]))
def test_periods_follow_each_other_without_gap_or_overlap(year: int, period: tuple[str, int]) -> None:
    name, months = period
    rule = After.model_validate(tree({"period": name, "days": 1, "unit": "day"}))
    instances = list(rule.instances(Window(date(year, 1, 1), date(year, 12, 31)), WorkingDays()))
    assert len(instances) == 12 // months
    windows = [instance.about for instance in instances if instance.about]
    assert windows[0].first == date(year, 1, 1)
    assert windows[-1].last == date(year, 12, 31)
    for before, after, instance in zip(windows, windows[1:], instances, strict=False):
        assert instance.limit == after.first
        assert before.last < after.first


@given(st.integers(1990, 2090), st.integers(1, 4), st.integers(1, 60))
def test_working_days_after_a_quarter_are_those_dateutil_counts(year: int, quarter: int, count: int) -> None:
    rule = After.model_validate(tree({"period": "quarter", "days": count, "unit": "working_day"}))
    end = term_of(year, 3, quarter).last
    start = datetime.combine(end, time()) + timedelta(days=1)
    *_others, last = rrule(DAILY, dtstart=start, byweekday=(MO, TU, WE, TH, FR), count=count)
    assert rule.limit(end, WorkingDays()) == last.date()


@given(st.integers(1990, 2090), st.sampled_from([("month", 1), ("quarter", 3), ("half_year", 6), ("year", 12)]))
def test_a_period_ends_where_dateutil_ends_it(year: int, period: tuple[str, int]) -> None:
    name, months = period
    rule = After.model_validate(tree({"period": name, "days": 1, "unit": "day"}))
    january = datetime(year, 1, 1)  # noqa: DTZ001 - dateutil repeats naive days
    ends = [
        moment.date() - timedelta(days=1)
        for moment in rrule(MONTHLY, interval=months, dtstart=january, count=12 // months + 1)
    ][1:]
    instances = rule.instances(Window(date(year, 1, 1), date(year, 12, 31)), WorkingDays())
    assert [instance.about.last for instance in instances if instance.about] == ends


@pytest.mark.parametrize(
    ("day", "expected"), [(31, 28), (28, 28), (1, 1), (-1, 28), (-28, 1)], ids=["31", "28", "1", "-1", "-28"]
)
def test_every_day_number_exists_in_february(day: int, expected: int) -> None:
    assert day_of_month(2025, 2, day) == date(2025, 2, expected)


WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)


@given(YEARS, st.integers(0, 6), st.sampled_from(Bound))
def test_weekly_is_what_dateutil_says_and_a_week_has_one_name(
    years: tuple[int, int], weekday: int, bound: Bound
) -> None:
    rule = recurrence(freq="weekly", byday=CODES[weekday])
    window = Window(date(years[0], 1, 1), date(years[1], 12, 31))
    instances = list(rule.instances(window, bound, WorkingDays()))
    later = window.first - bound.due(window.first)
    first, until = (datetime.combine(day + later, time()) for day in (window.first, window.last))
    plain = rrule(WEEKLY, byweekday=WEEKDAYS[weekday], dtstart=first, until=until)
    assert [instance.limit for instance in instances] == [moment.date() for moment in plain]
    assert len({instance.key for instance in instances}) == len(instances)
    assert all(date.fromisoformat(f"{instance.key}-{weekday + 1}") == instance.limit for instance in instances)


@given(YEARS, MONTHS, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1, -2, -3, -4]))
def test_a_numbered_weekday_is_what_dateutil_says(
    years: tuple[int, int], months: set[int], weekday: int, number: int
) -> None:
    rule = recurrence(freq="yearly", bymonth=sorted(months), byday=f"{number}{CODES[weekday]}")
    plain = rrule(
        MONTHLY,
        dtstart=datetime(years[0], 1, 1),  # noqa: DTZ001 - dateutil repeats naive days
        until=datetime(years[1], 12, 31),  # noqa: DTZ001
        bymonth=sorted(months),
        byweekday=WEEKDAYS[weekday](number),
    )
    assert limits(rule, *years) == [moment.date() for moment in plain]


@given(YEARS, st.integers(1, 10), st.booleans())
def test_a_working_day_of_the_month_is_what_dateutil_says(
    years: tuple[int, int], number: int, from_end: bool
) -> None:
    position = -number if from_end else number
    rule = recurrence(freq="monthly", byworkingday=position)
    plain = rrule(
        MONTHLY,
        dtstart=datetime(years[0], 1, 1),  # noqa: DTZ001 - dateutil repeats naive days
        until=datetime(years[1], 12, 31),  # noqa: DTZ001
        byweekday=(MO, TU, WE, TH, FR),
        bysetpos=position,
    )
    assert limits(rule, *years) == [moment.date() for moment in plain]


def test_the_last_working_day_of_a_month_knows_the_holidays() -> None:
    rule = recurrence(freq="yearly", bymonth=[4, 12], byworkingday=-1)
    window = Window(date(2026, 1, 1), date(2026, 12, 31))
    april, december = rule.instances(window, Bound.BY, shipped_days())
    assert april.limit == date(2026, 4, 29)  # 30/4 is a public holiday
    assert december.limit == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("only", "period", "keys"),
    [
        (1, "half_year", ["2026-H1"]),
        ([1, 2, 3], "quarter", ["2026-Q1", "2026-Q2", "2026-Q3"]),
        ([12, 6], "month", ["2026-06", "2026-12"]),
    ],
)
def test_only_some_periods_of_a_year_are_reported_on(only: object, period: str, keys: list[str]) -> None:
    after = After.model_validate(tree({"period": period, "days": 5, "only": only}))
    window = Window(date(2026, 1, 1), date(2026, 12, 31))
    assert [instance.key for instance in after.instances(window, WorkingDays())] == keys
