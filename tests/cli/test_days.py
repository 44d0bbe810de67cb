"""Dates are accepted as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from cybercrime_plan.cli.days import typed_date, typed_day
from cybercrime_plan.errors import UsageError
from tests.program import plan


@pytest.mark.parametrize("text", ["2026-12-31", "31/12/2026", "31-12-2026", "31.12.2026"])
def test_a_day_is_typed_year_first_or_day_first(text: str) -> None:
    assert typed_day("--as-of", text) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", (2026, 1, 1), (2026, 12, 31)),
        ("2026-02", (2026, 2, 1), (2026, 2, 28)),
        ("2/2026", (2026, 2, 1), (2026, 2, 28)),
        ("1/6/2026", (2026, 6, 1), (2026, 6, 1)),
        ("0001-01-01", (1, 1, 1), (1, 1, 1)),
        ("31/12/9999", (9999, 12, 31), (9999, 12, 31)),
    ],
)
def test_a_year_a_month_and_any_day_of_the_calendar_are_dates(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    typed = typed_date("--from", text)
    assert (typed.first, typed.last) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("31/12/26", "write it as 2026, 2026-06, 2026-06-01 or 01/06/2026"),
        ("12/31/2026", "there is no such day in the calendar"),
        ("30/02/2026", "there is no such day in the calendar"),
        ("0000-01-01", "there is no such day in the calendar"),
        ("31/12-2026", "write it as 2026, 2026-06, 2026-06-01 or 01/06/2026"),
        ("٣١/١٢/٢٠٢٦", "write it as 2026, 2026-06, 2026-06-01 or 01/06/2026"),
        ("2026-06", "write the whole day, as 2026-06-01 or 01/06/2026"),
    ],
)
def test_what_is_no_day_is_refused_with_the_way_to_write_it(text: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        typed_day("--as-of", text)
    assert str(refused.value) == f"--as-of {text} is not a date"
    assert str(refused.value.hint) == hint


def test_every_command_takes_a_day_typed_day_first() -> None:
    assert plan("list", "--as-of", "01/06/2026").out == plan("list", "--as-of", "2026-06-01").out
    first = plan("deadline", "list", "--from", "1/6/2026", "--to", "31/12/2026", "-f", "json")
    assert first.out == plan("deadline", "list", "--from", "2026-06-01", "--to", "2026-12-31", "-f", "json").out


def test_the_first_day_of_the_calendar_is_a_date_to_begin_from() -> None:
    everything = plan("deadline", "list", "--from", "0001-01-01", "-f", "json", "--as-of", "2026-06-01")
    assert everything.code == 0
    assert everything.out == plan("deadline", "list", "-f", "json", "--as-of", "2026-06-01").out
