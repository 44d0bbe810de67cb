"""The leader's page on any day: before, within and after the plans."""

from __future__ import annotations

import pytest

from tests.program import plan


@pytest.mark.parametrize("day", ["2021-12-31", "2022-07-01", "2026-06-01", "2026-11-21", "2027-05-05"])
def test_the_page_of_several_plans_is_written_on_any_day(day: str) -> None:
    ran = plan("export", "khanh-hoa", "dong-thap", "-f", "html", "--as-of", day)
    assert (ran.code, ran.err) == (0, "")
    assert "</html>" in ran.out
