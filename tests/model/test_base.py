"""The ground of the model: frozen, strict and closed, each refusal with its code."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cybercrime_plan.model.base import Bilingual, Flag, Label, Plain, Sha256, Slug, Whole, Year, choice, shortened


def read(kind: Any, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value", "result"),
    [
        (Label, "  Công an \n Tỉnh ", "Công an Tỉnh"),
        (Label, Plain("1"), "1"),
        (Slug, Plain("phong-ngua"), "phong-ngua"),
        (Slug, "2022", "2022"),
        (Whole, Plain("12"), 12),
        (Whole, "-3", -3),
        (Whole, 12, 12),
        (Year, Plain("2026"), 2026),
        (Flag, Plain("true"), True),
        (Flag, "false", False),
        (Flag, False, False),
        (Sha256, "0f" * 32, "0f" * 32),
    ],
)
def test_what_is_written_is_read(kind: Any, value: object, result: object) -> None:
    assert read(kind, value) == result


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Label, None, "SCH102"),
        (Label, ("a",), "SCH102"),
        (Label, " \t ", "SCH103"),
        (Slug, "Phòng-ngừa", "SCH104"),
        (Slug, "a--b", "SCH104"),
        (Slug, "-a", "SCH104"),
        (Slug, "a" * 65, "SCH104"),
        (Slug, "a\n", "SCH104"),
        (Whole, "1.150", "SCH105"),
        (Whole, "007", "SCH105"),
        (Whole, "1" * 10, "SCH105"),
        (Whole, 1.0, "SCH105"),
        (Whole, True, "SCH105"),
        (Year, "22", "SCH106"),
        (Year, "2201", "SCH106"),
        (Flag, "yes", "SCH107"),
        (Flag, 1, "SCH107"),
        (Sha256, "0F" * 32, "SCH109"),
    ],
)
def test_anything_else_is_refused_by_code(kind: Any, value: object, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(kind, value)
    assert [error["ctx"]["code"] for error in refused.value.errors()] == [code]


def test_a_choice_names_what_it_admits() -> None:
    bound = choice("before", "by")
    assert bound(Plain("by")) == "by"
    with pytest.raises(ValueError, match="one of these is expected: before, by"):
        bound("after")


def test_a_part_is_frozen_and_refuses_unknown_fields() -> None:
    reason = Bilingual(vi="đúng như bản ký", en="as signed")
    assert str(reason) == "đúng như bản ký"
    with pytest.raises(ValidationError, match="frozen"):
        reason.vi = "khác"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Bilingual.model_validate({"vi": "có", "en": "yes", "fr": "oui"})


def test_a_sentence_quotes_only_the_beginning_of_a_long_text() -> None:
    assert shortened("a" * 40) == "a" * 40
    assert shortened("a" * 41) == "a" * 39 + "…"


@given(st.text(st.sampled_from("aĐ \u00a0\u3000\t\n\u2003\u200b")).filter(lambda text: text.strip() != ""))
@example("a\u00a0b")
def test_blanks_of_every_kind_are_folded_into_one(text: str) -> None:
    assert read(Label, text) == read(Label, Plain(text)) == " ".join(text.split())
