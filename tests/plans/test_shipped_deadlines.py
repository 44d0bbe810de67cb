"""Every deadline of the two plans, against the calendar of the documents."""

from __future__ import annotations

from datetime import date

import pytest

from cybercrime_plan.calc.deadlines import Occurrence, deadlines
from cybercrime_plan.model.dates import Bound
from cybercrime_plan.read.data_file import shipped_days
from tests.plans.shipped import shipped

TABLE = """\
2022-06  T4 15/06/2022  T3 14/06/2022  T3 14/06/2022
2022-11  T3 15/11/2022  T2 14/11/2022  T2 14/11/2022
2023-06  T5 15/06/2023  T4 14/06/2023  T4 14/06/2023
2023-11  T4 15/11/2023  T3 14/11/2023  T3 14/11/2023
2024-06  T7 15/06/2024  T6 14/06/2024  T6 14/06/2024
2024-11  T6 15/11/2024  T5 14/11/2024  T5 14/11/2024
2025-06  CN 15/06/2025  T7 14/06/2025  T6 13/06/2025
2025-11  T7 15/11/2025  T6 14/11/2025  T6 14/11/2025
2026-06  T2 15/06/2026  CN 14/06/2026  T6 12/06/2026
2026-11  CN 15/11/2026  T7 14/11/2026  T6 13/11/2026
"""
"""Occurrence, limit (exclusive), last day on time, target; weekdays as printed in Viet Nam."""
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def shown(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def line(one: Occurrence) -> str:
    return f"{one.key}  {shown(one.limit)}  {shown(one.due)}  {shown(one.target)}\n"


def of_dong_thap() -> tuple[Occurrence, ...]:
    return deadlines([shipped("dong-thap")], shipped_days()).occurrences


def of_khanh_hoa() -> tuple[Occurrence, ...]:
    return deadlines([shipped("khanh-hoa")], shipped_days()).occurrences


def test_dong_thap_has_ten_deadlines_from_2022_to_2026() -> None:
    assert "".join(map(line, of_dong_thap())) == TABLE


def test_khanh_hoa_has_eight_from_2023_on() -> None:
    assert "".join(map(line, of_khanh_hoa())) == TABLE[TABLE.index("2023-06") :]


def test_all_eighteen_exclude_the_day_that_is_written_and_have_no_grace() -> None:
    every = deadlines([shipped("dong-thap"), shipped("khanh-hoa")], shipped_days()).occurrences
    assert len(every) == 18
    assert {one.bound for one in every} == {Bound.BEFORE}
    assert {one.grace for one in every} == {None}


@pytest.mark.parametrize("every", [of_dong_thap(), of_khanh_hoa()], ids=["dong-thap", "khanh-hoa"])
def test_only_three_targets_of_a_plan_are_not_the_last_day_on_time(every: tuple[Occurrence, ...]) -> None:
    assert [one.key for one in every if one.moved_days] == ["2025-06", "2026-06", "2026-11"]


def test_the_june_report_of_dong_thap_is_the_half_years_and_novembers_the_years() -> None:
    assert {(one.report.id, one.limit.month) for one in of_dong_thap()} == {("sau-thang", 6), ("nam", 11)}


def test_duties_without_a_date_are_listed_and_none_is_projected() -> None:
    found = deadlines([shipped("dong-thap"), shipped("khanh-hoa")], shipped_days())
    assert {duty.report.timing for duty in found.undated} >= {
        "hàng năm theo quy định",
        "kịp thời",
        "khi có yêu cầu",
    }
    assert found.cancelled == ()
    assert found.years <= found.days.years - found.days.projected
