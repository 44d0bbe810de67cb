"""Phụ lục 2 of both documents comes in from its text as the budget that stands in `plans/`."""

from __future__ import annotations

import pytest

from cybercrime_plan.model.budget import Budget
from cybercrime_plan.read.load import load_plan
from tests.program import ROOT
from tests.read.annexes import DONG_THAP, KHANH_HOA, budget_of, printed, recognised

TABLES = [("khanh-hoa-2023-2026", KHANH_HOA), ("dong-thap-2022-2026", DONG_THAP)]


def shipped(plan: str) -> Budget:
    budget = load_plan(ROOT / "plans" / f"{plan}.yaml").budget
    assert budget is not None
    return budget


@pytest.mark.parametrize(("plan", "text"), TABLES)
def test_the_table_is_the_shipped_one(plan: str, text: str) -> None:
    ours, theirs = budget_of(text), shipped(plan)
    assert printed(ours) == printed(theirs)
    assert (ours.unit, ours.years, ours.heading, ours.at) == (theirs.unit, theirs.years, theirs.heading, theirs.at)


def test_the_footnote_keeps_its_mark_and_the_year_it_explains() -> None:
    (note,) = budget_of(DONG_THAP).notes
    ((theirs,),) = [line.notes for line in shipped("dong-thap-2022-2026").lines if line.notes]
    assert (note.on, note.mark, note.anchored) == (theirs.on, theirs.mark, theirs.anchored)
    assert note.text == "Năm 2025 các phần mềm có bản quyền sẽ hết hạn."


def test_every_value_knows_its_line_and_column() -> None:
    annex = recognised(KHANH_HOA)
    assert str(annex.positions.at(("budget", "lines", 1, "amounts", 2))) == "10:30"
    assert KHANH_HOA.splitlines()[9][29:32] == "450"
    annex = recognised(DONG_THAP)
    assert str(annex.positions.at(("budget", "lines", 2, "amounts", 3))) == "19:51"
    assert DONG_THAP.splitlines()[18][50:55] == "3.300"


def test_what_was_not_used_is_listed() -> None:
    assert [(str(left.first), left.text) for left in recognised(DONG_THAP).unused] == [
        ("1:1", "9"),
    ]


def test_what_was_understood_is_named_with_its_place() -> None:
    parts = {str(part.label): (str(part.text), str(part.place)) for part in recognised(KHANH_HOA).parts}
    assert parts == {
        "annex": ("PHỤ LỤC 2", "1:1"),
        "unit": ("triệu đồng", "5:1"),
        "over the years": ("Kinh phí phân bổ hàng năm", "None"),
        "years": ("2023, 2024, 2025, 2026", "8:3"),
        "column of numbers": ("STT", "7:1"),
        "column of names": ("Nội dung công việc", "7:5"),
        "column of totals": ("Cộng", "7:53"),
        "column of sources": ("Nguồn", "7:58"),
        "lines": ("4", "9:3"),
        "row of totals": ("Tổng cộng", "13:1"),
    }
