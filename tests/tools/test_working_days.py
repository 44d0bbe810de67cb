"""The tool that drafts a year of working days."""

from __future__ import annotations

import pytest

from cybercrime_plan.read.data_file import read_table, shipped_days
from tools.working_days import HEAD, draft


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2027])
def test_the_draft_of_a_year_without_surprises_is_the_table(year: int) -> None:
    table = [day for on, day in sorted(shipped_days().special.items()) if on.year == year]
    assert [(day.on, day.kind.value, day.instead_of) for day in table] == [
        (day.on, day.kind, day.instead_of) for day in draft(year)
    ]


@pytest.mark.parametrize("year", [2028, 2029, 2030])
def test_the_draft_of_a_year_to_come_is_a_sound_table(year: int) -> None:
    text = "format: 1\nyears:\n" + HEAD.format(year=year) + "".join(map(str, draft(year)))
    table = read_table("draft.yaml", text.encode())
    assert [entry.year for entry in table.years] == [year]
    assert sum(day.kind == "holiday" for day in table.years[0].days) == 12
