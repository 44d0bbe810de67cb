"""An office's own table of working days, read over the shipped one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cybercrime_plan.errors import InputError
from cybercrime_plan.read.data_file import read_table, shipped_days, working_days
from cybercrime_plan.read.load import InvalidPlan

OWN = """\
format: 1
years:
  - year: 2026
    status: official
    source: Thông báo 5/TB-UBND
    days:
      - {on: "2026-11-24", kind: ordinary}
      - {on: "2026-07-03", kind: holiday, name: {vi: Ngày thành lập, en: Founding day}}
"""


def test_without_a_table_of_its_own_the_shipped_one_counts() -> None:
    assert working_days() is shipped_days()
    assert not shipped_days().is_worked(date(2026, 1, 2))


def test_the_word_of_the_office_wins(tmp_path: Path) -> None:
    own = tmp_path / "ngay-nghi.yaml"
    own.write_text(OWN, encoding="utf-8")
    days = working_days(own)
    assert days.is_worked(date(2026, 11, 24))
    assert not days.is_worked(date(2026, 7, 3))
    assert not days.is_worked(date(2026, 1, 2))


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ('"2026-11-24"', '"2025-11-24"', "7:14"),
        ("kind: ordinary", "kind: free", "7:34"),
        ("status: official", "status: sure", "4:13"),
        ("days:", "day:", "3:5"),
        (", name: {vi: Ngày thành lập, en: Founding day}", "", "8:9"),
        ("format: 1", "format: 2", "1:9"),
    ],
)
def test_what_is_wrong_in_it_is_named_with_its_line(right: str, wrong: str, place: str) -> None:
    with pytest.raises(InvalidPlan) as caught:
        read_table("ngay-nghi.yaml", OWN.replace(right, wrong).encode())
    assert f"ngay-nghi.yaml:{place}: SCH" in str(caught.value)


def test_an_unknown_field_brings_the_fields_there_are() -> None:
    with pytest.raises(InvalidPlan) as caught:
        read_table("x", OWN.replace("kind: ordinary", "kind: ordinary, knd: x").encode())
    assert "kind" in str(caught.value.hint)


def test_a_missing_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml"):
        working_days(tmp_path / "none.yaml")
