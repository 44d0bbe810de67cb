"""`plan budget calendar`: the dates the law sets for a budget year, and what was seen of each."""

from __future__ import annotations

import json
from datetime import date

import pytest
from icalendar import Calendar

from cybercrime_plan.model.bodies import Seen
from cybercrime_plan.model.budget_calendar import BudgetLaw, Phase, law_of
from cybercrime_plan.read.data_file import budget_calendar
from tests.program import plan


@pytest.mark.parametrize(
    ("year", "allocation", "settlement"), [(2024, "2015", "2015"), (2025, "2015", "2025"), (2026, "2025", "2025")]
)
def test_each_phase_of_a_year_has_its_law(year: int, allocation: str, settlement: str) -> None:
    value = json.loads(plan("budget", "calendar", "--year", str(year), "--unseen", "-f", "json").out)
    assert value["laws"] == {"allocation": allocation, "spending": allocation, "settlement": settlement}
    assert {(row["phase"], row["law"]) for row in value["rows"]} <= set(value["laws"].items())


def test_a_date_not_read_in_the_text_is_off_unless_asked_for_and_then_marked() -> None:
    known, every = (
        json.loads(plan("budget", "calendar", "--year", "2026", *more, "-f", "json").out)
        for more in ([], ["--unseen"])
    )
    assert {row["seen"] for row in known["rows"]} == {"text"}
    assert (known["left_out"], every["left_out"]) == (len(every["rows"]) - len(known["rows"]), 0)
    assert known["left_out"] > 0
    for more, marked in ([], False), (["--unseen"], True):
        ran = plan("budget", "calendar", "--year", "2026", *more, "-f", "ics", "--lang", "en")
        told = [str(entry["summary"]) for entry in Calendar.from_ical(ran.raw).walk("VEVENT")]
        assert any("(not confirmed)" in one for one in told) is marked
        assert len(told) == len({entry["uid"] for entry in Calendar.from_ical(ran.raw).walk("VEVENT")})
    shown = plan("budget", "calendar", "--year", "2026", "--lang", "vi").out
    assert "ngày chưa đọc được trong văn bản luật" in shown


def test_before_a_day_means_the_day_before() -> None:
    value = json.loads(plan("budget", "calendar", "--year", "2026", "-f", "json").out)
    due = {row["id"]: (row["limit"], row["due"]) for row in value["rows"]}
    assert due["nop-tra-tam-ung-2025"] == ("2027-02-15", "2027-02-14")
    assert due["chinh-ly-2025"] == ("2027-01-31", "2027-01-31")


def test_every_step_is_whole_in_both_languages_and_every_day_exists() -> None:
    calendar = budget_calendar()
    assert {law.id for law in calendar.laws} == set(BudgetLaw)
    assert len({step.id for step in calendar.steps}) == len(calendar.steps)
    for step in calendar.steps:
        assert step.vi != step.en
        assert all(isinstance(one.of(2026), date) for one in step.dates)
    assert {step.seen for step in calendar.steps} == {Seen.TEXT, Seen.PRESS, Seen.UNCONFIRMED}


def test_the_new_law_never_ends() -> None:
    assert {law_of(phase, year) for phase in Phase for year in range(2026, 2100)} == {BudgetLaw.OF_2025}
