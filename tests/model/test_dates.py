"""Dates are what the document prints: a year, a month or a day that exists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from cybercrime_plan.language import ENGLISH, VIETNAMESE, _
from cybercrime_plan.model.dates import Day, PartialDate, parse_date, printed_date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-01-16", date(2023, 1, 16), date(2023, 1, 16)),
    ],
)
def test_a_date_means_every_day_it_may_be(text: str, first: date, last: date) -> None:
    read = parse_date(text)
    assert (read.first, read.last, str(read)) == (first, last, text)


@pytest.mark.parametrize(("text", "said"), [("2022", "2022"), ("2022-02", "02/2022"), ("2023-01-16", "16/01/2023")])
def test_a_vietnamese_sentence_says_as_much_of_a_date_as_is_printed(text: str, said: str) -> None:
    sentence = _("{date}", date=parse_date(text))
    assert (VIETNAMESE.say(sentence), ENGLISH.say(sentence)) == (said, text)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_month_and_year_is_read_back(day: date) -> None:
    for partial in (
        PartialDate(day.year, day.month, day.day),
        PartialDate(day.year, day.month),
        PartialDate(day.year),
    ):
        assert parse_date(str(partial)) == partial
        assert partial.first <= day <= partial.last


@pytest.mark.parametrize("text", ["2026-02-30", "2023-02-29", "2022-13", "2022-00", "2022-01-00", "2022-04-31"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_date(text)
    context = refused.value.context or {}
    assert context["code"] == "SCH302"
    assert str(context["message"]) == f"{text} does not exist in the calendar"


@pytest.mark.parametrize(
    "text", ["", "2023-1-16", "2023-01-16T00:00:00", "0022", "23", "2023-01-", "２０２３", "2023\n"]
)
def test_any_other_form_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_date(text)
    context = refused.value.context or {}
    assert context["code"] == "SCH301"
    assert str(context["hint"]) == 'write "2022-02-01", or "2022-02" when the day is not printed'


@pytest.mark.parametrize(
    ("text", "written"), [("16/01/2023", "2023-01-16"), ("1-2-2023", "2023-02-01"), ("tháng 2 năm 2023", "2023-02")]
)
def test_a_date_written_as_documents_do_is_refused_with_the_same_date_put_right(text: str, written: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_date(text)
    assert str((refused.value.context or {})["hint"]) == f'write "{written}"'
    assert str(printed_date(text)) == written


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        read = parse_date(text)
    except PydanticCustomError:
        return
    assert str(read) == text


def test_where_a_whole_day_is_needed_a_month_is_refused() -> None:
    day = TypeAdapter(Day)
    assert day.validate_python("2022-02-01") == date(2022, 2, 1)
    with pytest.raises(ValidationError, match="the whole date is needed here"):
        day.validate_python("2022-02")
