"""Reporting duties that cannot be right are refused where they are written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cybercrime_plan.model.dates import Window
from cybercrime_plan.model.reports import DataWindow
from tests.duties import plan_with, report, tree, yearly

QUARTERLY = {"period": "quarter", "days": 10, "unit": "day"}
JUNE = {"freq": "yearly", "bymonth": 6, "bymonthday": 15}


def refused(*reports: dict[str, Any], **plan: Any) -> list[tuple[str, str]]:
    """Code and place of each complaint; the place below the plan, dotted."""
    with pytest.raises(ValidationError) as caught:
        plan_with(*reports, **plan)
    complaints = []
    for error in caught.value.errors():
        context: Any = error["ctx"]
        complaints.append((context["code"], ".".join(map(str, (*error["loc"], *context["at"])))))
    return complaints


def with_order(**order: object) -> dict[str, Any]:
    return yearly(6, 15) | {"overrides": [{"ordered_by": "Công văn 1/UBND", **order}]}


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a thirteenth month": (report(bound="by", rule=JUNE | {"bymonth": 13}), "SCH401", "rule.bymonth"),
    "a month twice": (report(bound="by", rule=JUNE | {"bymonth": [6, 6]}), "SCH401", "rule.bymonth"),
    "a day 0": (report(bound="by", rule=JUNE | {"bymonthday": 0}), "SCH402", "rule.bymonthday"),
    "a day 32": (report(bound="by", rule=JUNE | {"bymonthday": 32}), "SCH402", "rule.bymonthday"),
    "a day -29": (report(bound="by", rule=JUNE | {"bymonthday": -29}), "SCH402", "rule.bymonthday"),
    "two days": (
        report(bound="by", rule=JUNE | {"bymonthday": [1, 15]}),
        "SCH402",
        "rule.bymonthday",
    ),
    "yearly without a month": (report(bound="by", rule={"freq": "yearly", "bymonthday": 1}), "SCH403", "rule"),
    "quarterly with two months": (
        report(bound="by", rule={"freq": "quarterly", "bymonth": [1, 4], "bymonthday": 1}),
        "SCH403",
        "rule.bymonth",
    ),
    "no days after a quarter": (report(after=QUARTERLY | {"days": 0}), "SCH404", "after.days"),
    "a fifth quarter": (report(kind="once", bound="by", due="2025-Q5"), "SCH405", "due"),
    "a day that does not exist": (report(kind="once", bound="by", due="2026-02-30"), "SCH302", "due"),
    "two kinds of date": (report(bound="by", rule=JUNE, after=QUARTERLY), "SCH406", "after"),
    "a single date for a periodic report": (report(bound="by", due="2025-06-10"), "SCH406", "due"),
    "a rule for a single report": (report(kind="final", bound="by", rule=JUNE), "SCH406", "rule"),
    "a date for an ad hoc report": (report(kind="ad_hoc", bound="by", due="2025-06-10"), "SCH406", "due"),
    "no bound": (report(rule=JUNE), "SCH407", ""),
    "before a whole month": (report(kind="once", bound="before", due="2025-06"), "SCH407", "bound"),
    "no day in a rule": (report(bound="by", rule={"freq": "monthly"}), "SCH408", "rule"),
    "two days in a rule": (report(bound="by", rule=JUNE | {"byday": "FR"}), "SCH408", "rule.byday"),
    "a weekday nobody knows": (report(bound="by", rule={"freq": "weekly", "byday": "XX"}), "SCH408", "rule.byday"),
    "a fifth Friday": (report(bound="by", rule={"freq": "monthly", "byday": "5FR"}), "SCH408", "rule.byday"),
    "a week without its weekday": (
        report(bound="by", rule={"freq": "weekly", "bymonthday": 5}),
        "SCH408",
        "rule.bymonthday",
    ),
    "a second Friday of a week": (
        report(bound="by", rule={"freq": "weekly", "byday": "2FR"}),
        "SCH408",
        "rule.byday",
    ),
    "any Friday of a month": (report(bound="by", rule={"freq": "monthly", "byday": "FR"}), "SCH408", "rule.byday"),
    "working day 11": (
        report(bound="by", rule={"freq": "monthly", "byworkingday": 11}),
        "SCH408",
        "rule.byworkingday",
    ),
    "a week of June": (
        report(bound="by", rule={"freq": "weekly", "byday": "FR", "bymonth": 6}),
        "SCH403",
        "rule.bymonth",
    ),
    "a third half-year": (
        report(after={"period": "half_year", "days": 10, "only": 3}),
        "SCH404",
        "after.only",
    ),
    "a quarter twice": (report(after=QUARTERLY | {"only": [1, 1]}), "SCH404", "after.only"),
    "an hour 25": (yearly(6, 15) | {"time": "25:00"}, "SCH409", "time"),
    "midnight": (yearly(6, 15) | {"time": "00:00"}, "SCH409", "time"),
    "a time of a month": (report(kind="once", due="2025-06", time="15:00"), "SCH409", "time"),
    "from after until": (yearly(6, 15) | {"from": 2025, "until": 2024}, "SCH417", "until"),
    "a single date that holds from": (
        report(kind="once", bound="by", due="2025-06-10") | {"from": 2025},
        "SCH417",
        "from",
    ),
    "a time of what is cancelled": (
        with_order(occurrence="2025-06", cancelled=True, time="15:00"),
        "SCH412",
        "overrides.0.time",
    ),
    "an order before the duty holds": (
        with_order(occurrence="2024-06", cancelled=True) | {"from": 2025},
        "SCH416",
        "overrides.0.occurrence",
    ),
    "the days of a week": (
        report(bound="by", rule={"freq": "weekly", "byday": "FR"}, data={"from": 15, "to": 14}),
        "SCH414",
        "data",
    ),
    "an order about nothing": (with_order(occurrence="June", due="2025-06-20"), "SCH411", "overrides.0.occurrence"),
    "an order that says nothing": (with_order(occurrence="2025-06"), "SCH412", "overrides.0"),
    "an order that says two things": (
        with_order(occurrence="2025-06", due="2025-06-20", cancelled=True),
        "SCH412",
        "overrides.0",
    ),
    "orders about an undated duty": (
        report(overrides=[{"occurrence": "2025-06", "cancelled": True, "ordered_by": "x"}]),
        "SCH413",
        "overrides",
    ),
    "two orders about one occurrence": (
        yearly(6, 15)
        | {
            "overrides": [
                {"occurrence": "2025-06", "due": "2025-06-20", "ordered_by": "x"},
                {"occurrence": "2025-06", "due": "2025-06-25", "ordered_by": "y"},
            ]
        },
        "SCH413",
        "overrides.1.occurrence",
    ),
    "data for an undated duty": (report(data={"from": 15, "to": 14}), "SCH414", "data"),
    "fixed data for a returning report": (
        yearly(6, 15) | {"data": {"from": "2025-01-01", "to": "2025-06-14"}},
        "SCH414",
        "data",
    ),
    "data written in two ways": (yearly(6, 15) | {"data": {"from": "12-15", "to": 14}}, "SCH414", "data.to"),
    "data backwards": (
        report(kind="once", bound="by", due="2025-06-10", data={"from": "2025-02-01", "to": "2025-01-01"}),
        "SCH414",
        "data.to",
    ),
}


@pytest.mark.parametrize(("bad", "code", "place"), REFUSED.values(), ids=REFUSED)
def test_a_duty_that_cannot_be_right_is_refused_at_its_place(bad: dict[str, Any], code: str, place: str) -> None:
    assert refused(bad) == [(code, f"reports.0.{place}".rstrip("."))]


def test_two_reports_cannot_share_an_id() -> None:
    assert refused(yearly(6, 15), yearly(11, 15)) == [("SCH415", "reports.1.id")]


def test_a_duty_that_returns_needs_a_period() -> None:
    assert refused(yearly(6, 15), period=None) == [("SCH416", "reports.0.rule")]


@pytest.mark.parametrize("day", ["2021-12-31", "2027-01-01"], ids=["before", "after"])
def test_a_single_report_lies_inside_the_period(day: str) -> None:
    assert refused(report(kind="once", bound="by", due=day)) == [("SCH416", "reports.0.due")]


def test_a_final_report_may_be_due_after_the_plan_has_ended() -> None:
    plan = plan_with(report(kind="final", bound="before", due="2027-01-15"))
    assert plan.reports[0].dated


@pytest.mark.parametrize("key", ["2021-06", "2027-06", "2025-11", "2025-Q2"])
def test_an_order_names_an_occurrence_that_exists(key: str) -> None:
    assert refused(with_order(occurrence=key, cancelled=True)) == [("SCH416", "reports.0.overrides.0.occurrence")]


def test_an_order_cannot_move_a_report_before_the_plan() -> None:
    order = with_order(occurrence="2022-06", due="2021-06-01")
    assert refused(order) == [("SCH416", "reports.0.overrides.0.due")]


def window(first: object, last: object, due: date, months: int) -> Window:
    return DataWindow.model_validate(tree({"from": first, "to": last})).window(due, months)


@pytest.mark.parametrize(
    ("first", "last", "due", "months", "expected"),
    [
        ("12-15", "06-14", date(2026, 6, 14), 12, (date(2025, 12, 15), date(2026, 6, 14))),
        ("12-15", "12-14", date(2026, 12, 19), 12, (date(2025, 12, 15), date(2026, 12, 14))),
        (15, 14, date(2026, 3, 17), 1, (date(2026, 2, 15), date(2026, 3, 14))),
        (15, 14, date(2026, 3, 17), 3, (date(2025, 12, 15), date(2026, 3, 14))),
        (1, -1, date(2026, 5, 5), 1, (date(2026, 4, 1), date(2026, 4, 30))),
        (1, -1, date(2026, 3, 5), 1, (date(2026, 2, 1), date(2026, 2, 28))),
        (1, 31, date(2026, 7, 10), 6, (date(2026, 1, 1), date(2026, 6, 30))),
        (31, 30, date(2026, 1, 5), 1, (date(2025, 12, 1), date(2025, 12, 30))),
        ("2022-01-01", "2024-06-30", date(2024, 7, 15), 12, (date(2022, 1, 1), date(2024, 6, 30))),
    ],
    ids=[
        "half-year",
        "year",
        "month",
        "quarter",
        "whole month",
        "whole february",
        "whole half",
        "short month",
        "fixed",
    ],
)
def test_the_days_of_decree_09_2019_come_out(
    first: object, last: object, due: date, months: int, expected: tuple[date, date]
) -> None:
    assert window(first, last, due, months) == Window(*expected)


@given(
    st.integers(1, 31),
    st.integers(1, 31),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.sampled_from([1, 3, 6]),
)
def test_returning_days_end_by_the_due_day_and_cover_at_most_one_round(
    first: int, last: int, due: date, months: int
) -> None:
    covered = window(first, last, due, months)
    assert covered.last <= due
    assert (due - covered.last).days <= 31
    assert 0 <= (covered.last - covered.first).days <= 31 * months
