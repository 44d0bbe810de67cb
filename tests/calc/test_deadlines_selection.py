"""Some of the deadlines: by day, by who reports, by report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cybercrime_plan.calc.deadlines import Selection, coming, deadlines, selected
from tests.duties import plan_with, report, shipped_days, yearly

AGENCIES: list[dict[str, Any]] = [
    {"id": "so-tu-phap", "name": "Sở Tư pháp"},
    {"id": "so-gddt", "name": "Sở Giáo dục và Đào tạo", "aliases": ["Sở GD&ĐT"]},
    {"id": "cong-an", "name": "Công an Tỉnh"},
    {"id": "so-nganh", "name": "Các sở, ngành", "members": ["so-tu-phap", "so-gddt"]},
    {"id": "cac-don-vi", "name": "Các đơn vị", "members": ["so-nganh", "cac-don-vi"]},
]
JUNE = yearly(6, 15) | {"id": "sau-thang", "from_whom": ["cac-don-vi"]}
NOVEMBER = yearly(11, 15) | {"id": "nam", "from_whom": ["cong-an"]}
ON_REQUEST = report(id="dot-xuat", kind="ad_hoc", from_whom=["cong-an"])
PLAN = plan_with(JUNE, NOVEMBER, ON_REQUEST, first=2025, last=2026, agencies=AGENCIES)
SCHEDULE = deadlines([PLAN], shipped_days())


def keys(as_of: date = date(2026, 1, 1), **asked: Any) -> list[str]:
    return [one.key for one in selected(SCHEDULE, Selection(**asked), as_of).occurrences]


def test_nothing_asked_is_everything() -> None:
    assert keys() == ["2025-06", "2025-11", "2026-06", "2026-11"]


def test_days_are_compared_with_the_target() -> None:
    assert keys(first=date(2026, 6, 12), last=date(2026, 6, 12)) == ["2026-06"]
    assert keys(first=date(2026, 6, 13), last=date(2026, 6, 14)) == []


def test_days_ahead_include_what_is_due_now_and_nothing_past() -> None:
    assert keys(date(2026, 5, 13), within=30) == ["2026-06"]
    assert keys(date(2026, 5, 12), within=30) == []
    assert keys(date(2026, 6, 14), within=30) == ["2026-06"]
    assert keys(date(2026, 6, 15), within=30) == []


def test_the_end_of_time_is_no_trouble() -> None:
    assert keys(date.max, within=99999) == []


def test_the_past_is_what_can_no_longer_be_on_time() -> None:
    assert keys(date(2025, 6, 14), past=True) == []
    assert keys(date(2025, 6, 15), past=True) == ["2025-06"]


def test_an_agency_reports_through_every_list_it_is_on() -> None:
    asked = {PLAN.id: frozenset({"so-tu-phap"})}
    assert keys(agencies=asked) == ["2025-06", "2026-06"]
    assert selected(SCHEDULE, Selection(agencies=asked), date(2026, 1, 1)).undated == ()


def test_a_report_is_asked_for_by_its_id() -> None:
    assert keys(reports=frozenset({"nam"})) == ["2025-11", "2026-11"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 1, 1), ["2025-06"]),
        (date(2026, 6, 14), ["2026-06"]),
        (date(2026, 6, 15), ["2026-11"]),
        (date(2026, 11, 15), []),
    ],
)
def test_the_next_one_is_the_first_that_can_still_be_on_time(as_of: date, expected: list[str]) -> None:
    assert [one.key for one in coming(SCHEDULE, PLAN, as_of)] == expected


def test_reports_that_share_their_target_come_together() -> None:
    plan = plan_with(JUNE, JUNE | {"id": "khac"}, first=2026)
    found = coming(deadlines([plan], shipped_days()), plan, date(2026, 1, 1))
    assert [one.report.id for one in found] == ["sau-thang", "khac"]
