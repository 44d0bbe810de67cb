"""The days a report covers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.model.data_window import DataWindow
from cybercrime_plan.model.terms import Window
from tests.duties import tree


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
        ("2022-01-01", "2024-06-30", date(2024, 7, 15), 12, (date(2022, 1, 1), date(2024, 6, 30))),
    ],
    ids=["half-year", "year", "month", "quarter", "whole month", "whole february", "whole half", "fixed"],
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
