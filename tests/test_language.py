"""A sentence means the same until it is said; what is said depends on the language alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.language import ENGLISH, N_, VIETNAMESE, Text, _, n_


def test_a_sentence_is_said_in_either_language() -> None:
    sentence = _("{text} is not a date", text="30/02")
    assert ENGLISH.say(sentence) == str(sentence) == "30/02 is not a date"
    assert VIETNAMESE.say(sentence) == "30/02: trong tệp kế hoạch, ngày ghi theo thứ tự năm-tháng-ngày"


@pytest.mark.parametrize(
    ("count", "english", "vietnamese"),
    [(0, "0 years", "0 năm"), (1, "1 year", "1 năm"), (2, "2 years", "2 năm"), (1150, "1.150 years", "1.150 năm")],
)
def test_vietnamese_has_one_form_for_every_count(count: int, english: str, vietnamese: str) -> None:
    sentence = n_("{count} year", "{count} years", count)
    assert ENGLISH.say(sentence) == english
    assert VIETNAMESE.say(sentence) == vietnamese


def test_a_sentence_inside_another_is_said_in_the_same_language() -> None:
    row = _(
        "{amounts} for {years}",
        amounts=n_("{count} amount", "{count} amounts", 1),
        years=n_("{count} year", "{count} years", 2),
    )
    assert ENGLISH.say(row) == "1 amount for 2 years"
    assert VIETNAMESE.say(row) == "có 1 số tiền cho 2 năm"


def test_several_values_are_listed() -> None:
    choices = _("one of these is expected: {choices}", choices=("before", _("a date is expected here")))
    assert ENGLISH.say(choices) == "one of these is expected: before, a date is expected here"


@given(st.text())
def test_data_is_never_taken_for_a_template(data: str) -> None:
    sentence = _("{text} is not a date", text=data + "{text}{0}{")
    assert ENGLISH.say(sentence) == data + "{text}{0}{ is not a date"
    assert VIETNAMESE.say(data) == data


def test_a_sentence_without_values_keeps_its_braces() -> None:
    assert ENGLISH.say(Text("{not a placeholder}")) == "{not a placeholder}"


def test_a_marked_string_is_translated_where_a_framework_wants_a_string() -> None:
    assert ENGLISH.translate(N_("shown, but not part of any sum")) == "shown, but not part of any sum"
    assert VIETNAMESE.translate("shown, but not part of any sum") == "chỉ để tham khảo, không tính vào tổng nào"
    assert VIETNAMESE.translate("") == ""
