"""Which days are worked, and what a table of them refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.model.working_day_table import WorkingDayTable
from cybercrime_plan.model.working_days import DayKind, DayStatus, WorkingDays
from tests.duties import shipped_days, tree

YEARS = range(2022, 2028)
KNOWN_DIFFERENCES = {
    date(2026, 1, 2): "off by Công văn 12729/VPCP-KGVX of 25/12/2025, which the package does not have",
    date(2026, 1, 10): "worked in exchange for it, by the same notice",
}
"""Days of which the package `holidays` says otherwise, and why the table is right."""


def table(*days: dict[str, Any], year: int = 2026, **more: Any) -> WorkingDayTable:
    entry = {"year": year, "status": "official", "source": "Thông báo", "days": list(days), **more}
    return WorkingDayTable.model_validate(tree({"format": 1, "years": [entry]}))


def day(on: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"on": on, "kind": kind, **more}


HOLIDAY = {"vi": "Lễ", "en": "Holiday"}


@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_as_the_package_holidays_has_it_but_for_known_differences(year: int) -> None:
    other = holidays.country_holidays("VN", years=year)
    ours = shipped_days()
    every = [date(year, 1, 1) + timedelta(days=number) for number in range(365 + (year % 4 == 0))]
    different = {on for on in every if ours.is_worked(on) != other.is_working_day(on)}
    assert different == {on for on in KNOWN_DIFFERENCES if on.year == year}


def test_the_table_covers_2022_to_2027_and_says_how_sure_it_is() -> None:
    days = shipped_days()
    assert days.years == set(YEARS)
    unsure = {on: entry.status for on, entry in days.special.items() if entry.status is not DayStatus.OFFICIAL}
    assert unsure.pop(date(2026, 11, 24)) is DayStatus.PROVISIONAL
    assert {on.year for on in unsure} == {2027}
    assert set(unsure.values()) == {DayStatus.PROJECTED}


def test_every_special_day_names_what_it_rests_on() -> None:
    assert all(entry.source for entry in shipped_days().special.values())


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_the_days_of_rest_the_labour_code_grants(year: int) -> None:
    kinds = [entry.kind for on, entry in shipped_days().special.items() if on.year == year]
    culture_day = 1 if year >= 2026 else 0
    assert kinds.count(DayKind.HOLIDAY) == 11 + culture_day
    assert kinds.count(DayKind.SWAPPED) == kinds.count(DayKind.WORKED)


def test_every_day_in_place_of_another_points_back_at_it() -> None:
    special = shipped_days().special
    for entry in special.values():
        if entry.instead_of:
            other = special[entry.instead_of]
            if entry.kind is DayKind.COMPENSATORY:
                assert other.kind is DayKind.HOLIDAY
                assert other.on.weekday() >= 5
                assert entry.on > other.on
            else:
                assert other.instead_of == entry.on
                assert {entry.kind, other.kind} == {DayKind.SWAPPED, DayKind.WORKED}


def test_without_a_table_monday_to_friday_are_worked() -> None:
    week = [date(2026, 1, 5) + timedelta(days=number) for number in range(7)]
    assert [WorkingDays().is_worked(on) for on in week] == [True] * 5 + [False] * 2


def test_the_table_of_an_office_wins_day_by_day() -> None:
    own = table(
        day("2026-11-24", "ordinary"),
        day("2026-07-03", "holiday", name={"vi": "Ngày truyền thống", "en": "Founding day"}),
    )
    days = shipped_days().with_table(own)
    assert days.is_worked(date(2026, 11, 24))
    assert not days.is_worked(date(2026, 7, 3))
    assert not days.is_worked(date(2026, 1, 1))
    assert days.years == set(YEARS)


def test_a_year_of_its_own_is_known_from_then_on() -> None:
    days = shipped_days().with_table(table(year=2028))
    assert 2028 in days.years
    assert 2028 not in days.projected


def test_a_year_is_projected_until_a_table_with_its_notice_comes() -> None:
    assert shipped_days().projected == {2027}
    assert shipped_days().with_table(table(year=2027)).projected == set()


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 40))
def test_counting_working_days_is_the_same_as_counting_them_one_by_one(start: date, count: int) -> None:
    days = shipped_days()
    end = days.add(start, count)
    passed = [start + timedelta(days=number) for number in range(1, (end - start).days + 1)]
    assert sum(map(days.is_worked, passed)) == count
    assert days.is_worked(end)


@pytest.mark.parametrize(
    ("on", "vietnamese", "english"),
    [
        (date(2026, 6, 14), "14/06/2026 là Chủ nhật", "2026-06-14 is a Sunday"),
        (
            date(2026, 4, 30),
            "30/04/2026 là ngày lễ: Ngày Chiến thắng (chính thức)",
            "2026-04-30 is a public holiday: Victory Day (official)",
        ),
        (
            date(2026, 4, 27),
            "27/04/2026 là ngày nghỉ bù cho 26/04/2026, Giỗ Tổ Hùng Vương (chính thức)",
            "2026-04-27 is off in place of 2026-04-26, Hung Kings' Commemoration Day (official)",
        ),
        (
            date(2026, 1, 2),
            "02/01/2026 được nghỉ, làm bù vào 10/01/2026 (chính thức)",
            "2026-01-02 is off, 2026-01-10 is worked instead (official)",
        ),
        (
            date(2026, 11, 24),
            "24/11/2026 là ngày lễ: Ngày Văn hóa Việt Nam (tạm thời)",
            "2026-11-24 is a public holiday: Viet Nam Culture Day (provisional)",
        ),
    ],
    ids=["weekend", "holiday", "compensatory", "swapped", "provisional"],
)
def test_a_day_off_says_why_in_both_languages(on: date, vietnamese: str, english: str) -> None:
    reason = shipped_days().why_off(on)
    assert reason is not None
    assert (VIETNAMESE.say(reason), ENGLISH.say(reason)) == (vietnamese, english)


@pytest.mark.parametrize("on", [date(2026, 6, 12), date(2026, 1, 10)], ids=["friday", "worked saturday"])
def test_a_worked_day_has_no_reason_to_be_off(on: date) -> None:
    assert shipped_days().why_off(on) is None


REFUSED = {
    "another year": ([day("2025-01-01", "holiday", name=HOLIDAY)], "SCH421", ("days", 0, "on")),
    "a day twice": ([day("2026-01-01", "holiday", name=HOLIDAY)] * 2, "SCH422", ("days", 1, "on")),
    "a holiday without a name": ([day("2026-01-01", "holiday")], "SCH423", ()),
    "an exchange without the other day": ([day("2026-01-02", "swapped")], "SCH423", ()),
    "a Friday worked in exchange": (
        [day("2026-01-09", "worked", instead_of="2026-01-02")],
        "SCH423",
        ("kind",),
    ),
    "a Saturday off in exchange": (
        [day("2026-01-10", "swapped", instead_of="2026-01-02")],
        "SCH423",
        ("kind",),
    ),
}


@pytest.mark.parametrize(("days", "code", "place"), REFUSED.values(), ids=REFUSED)
def test_a_table_that_cannot_be_right_is_refused_at_its_place(
    days: list[dict[str, Any]], code: str, place: tuple[object, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        table(*days)
    (error,) = caught.value.errors()
    context: Any = error["ctx"]
    assert (context["code"], context["at"]) == (code, place)


@given(st.dates(date(2021, 12, 1), date(2028, 1, 31)), st.integers(-5, 900))
def test_days_are_counted_as_one_by_one(after: date, length: int) -> None:
    days = shipped_days()
    until = after + timedelta(days=length)
    each = (after + timedelta(days=number) for number in range(1, length + 1))
    assert days.count(after, until) == sum(map(days.is_worked, each))
