"""Spellings that mean the same word compare equal; words that differ stay apart."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.model.spelling import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khánh Hòa", "KHÁNH  HOÀ"),
        ("Ủy ban", "Uỷ ban"),
        ("khỏe", "khoẻ"),
        ("tỷ", "tỉ"),
        ("kỹ thuật", "kĩ thuật"),
        ("quy định", "qui định"),
        ("mười", "mừơi"),
        ("triệu", "trịêu"),
    ],
)
def test_variants_of_one_word_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("mươi", "mười"), ("thúy", "thúi"), ("tay", "tai"), ("lẻ", "lẽ"), ("đồng", "dồng")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


syllables = st.builds(
    lambda start, vowel, tone, end: start + vowel + tone + end,
    st.sampled_from(("", "đ", "h", "kh", "ngh", "qu", "t")),
    st.sampled_from(("a", "â", "ê", "iê", "oa", "oe", "u", "ươ", "uy", "y")),
    st.sampled_from(("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")),
    st.sampled_from(("", "c", "i", "n", "ng", "nh", "u")),
)


@given(st.lists(syllables, max_size=5).map(" ".join))
def test_the_form_of_unicode_does_not_matter_and_folding_is_final(text: str) -> None:
    assert folded(normalize("NFD", text)) == folded(normalize("NFC", text))
    assert folded(folded(text)) == folded(text)
