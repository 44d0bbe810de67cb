"""Amounts in words: every accepted way of saying is read, one is written, and what is no amount is refused."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from cybercrime_plan.model.money import Money
from cybercrime_plan.model.words import LIMIT, UnreadableWordsError, read_words, write_words

readable = st.integers(-LIMIT + 1, LIMIT - 1) | st.builds(
    lambda digits, zeros: digits * 10**zeros, st.integers(0, 9999), st.integers(0, 13)
)


@given(readable)
@example(LIMIT - 1)
@example(10**15)
@example(1_001_001_001_001_001)
def test_what_is_written_is_read_back(dong: int) -> None:
    assert read_words(write_words(Money(dong))) == Money(dong)


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Không đồng"),
        (-25, "Âm hai mươi lăm đồng"),
        (11, "Mười một đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi bốn đồng"),
        (105, "Một trăm lẻ năm đồng"),
        (1_005, "Một nghìn không trăm lẻ năm đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (1_050, "Một nghìn không trăm năm mươi đồng"),
        (523_056, "Năm trăm hai mươi ba nghìn không trăm năm mươi sáu đồng"),
        (1_000_005, "Một triệu không trăm lẻ năm đồng"),
        (1_001_000, "Một triệu không trăm lẻ một nghìn đồng"),
        (1_005_000_000, "Một tỷ không trăm lẻ năm triệu đồng"),
        (1_000_000_001, "Một tỷ không trăm lẻ một đồng"),
        (4_800_000_000, "Bốn tỷ tám trăm triệu đồng"),
        (7_150_000_000, "Bảy tỷ một trăm năm mươi triệu đồng"),
        (7_093_800_000_000, "Bảy nghìn không trăm chín mươi ba tỷ tám trăm triệu đồng"),
        (2 * 10**15, "Hai triệu tỷ đồng"),
        (3 * 10**18, "Ba tỷ tỷ đồng"),
    ],
)
def test_the_standard_form_fills_every_place_after_a_larger_part(dong: int, words: str) -> None:
    assert write_words(Money(dong)) == words


def _filled_without_zeros(groups: list[int]) -> int:
    number = 0
    for group in groups:
        number = number * 1000 + group
    return number


full_groups = st.lists(st.just(0) | st.integers(100, 999), max_size=3)


@given(st.builds(lambda first, rest: _filled_without_zeros([first, *rest]), st.integers(1, 999), full_groups))
def test_num2words_agrees_where_nothing_has_to_be_filled_up(number: int) -> None:
    """Elsewhere num2words leaves "không trăm" out, or says tỷ twice, and is no oracle."""
    assert write_words(Money(number)).casefold() == f"{num2words(number, lang='vi')} đồng"


@pytest.mark.parametrize(
    ("words", "dong"),
    [
        ("Bảy tỷ Một trăm năm mươi triệu đồng", 7_150_000_000),
        ("BẢY TỈ MỘT TRĂM NĂM MƯƠI TRIỆU ĐỒNG CHẴN", 7_150_000_000),
        ("(Bằng chữ: Bảy tỷ, một trăm năm mươi triệu đồng chẵn./.)", 7_150_000_000),
        ("Viết bằng chữ: bốn tỷ tám trăm triệu đồng Việt Nam.", 4_800_000_000),
        ("bảy nghìn không trăm chín mươi ba tỷ, tám trăm triệu", 7_093_800_000_000),
        ("Bốn nghìn tám trăm triệu đồng", 4_800_000_000),
        ("ba mươi ngàn", 30_000),
        ("một trăm linh tư nghìn", 104_000),
        ("một trăm lẻ bốn nghìn", 104_000),
        ("hai mươi mốt", 21),
        ("hai mươi một", 21),
        ("ba mươi tư", 34),
        ("ba mươi bốn", 34),
        ("sáu mươi nhăm", 65),
        ("sáu mươi lăm", 65),
        ("bẩy mươi bẩy", 77),
        ("một tỷ năm triệu", 1_005_000_000),
        ("một tỷ lẻ năm triệu", 1_005_000_000),
        ("một tỷ không trăm linh năm triệu", 1_005_000_000),
        ("một nghìn năm mươi", 1_050),
        ("một nghìn lẻ năm mươi", 1_050),
        ("một tỷ không trăm triệu", 1_000_000_000),
        ("bảy tỷ - một trăm triệu", 7_100_000_000),
        ("không đồng", 0),
        ("Âm năm đồng", -5),
        ("mừơi triệu", 10_000_000),
    ],
)
def test_every_accepted_way_of_saying_is_read(words: str, dong: int) -> None:
    assert read_words(words) == Money(dong)


@given(st.integers(0, LIMIT - 1))
def test_spelling_case_and_commas_change_nothing(dong: int) -> None:
    standard = write_words(Money(dong))
    southern = standard.replace("nghìn", "ngàn").replace("tỷ", "tỉ").replace("lẻ", "linh")
    with_commas = standard.replace("triệu ", "triệu, ").replace("tỷ ", "tỷ, ")
    for variant in (southern, with_commas, standard.upper(), normalize("NFD", standard), standard + " chẵn"):
        assert read_words(variant) == Money(dong)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "there are no words of an amount"),
        ("đồng chẵn", "there are no words of an amount"),
        ("bảy tỷ rưỡi", '"rưỡi" is not a word of an amount'),
        ("7 tỷ", '"7" is not a word of an amount'),
        ("bảy tỷ đồng và phụ lục", '"đồng" is not a word of an amount'),
        ("bảy tỷ…", '"tỷ…" is not a word of an amount'),
        ("triệu đồng", '"triệu" stands without a number before it'),
        ("một tỷ tỷ", '"tỷ" stands there twice'),
        ("bảy nghìn tỷ chín mươi ba tỷ", '"tỷ" stands there twice'),
        ("một triệu một triệu", '"triệu" stands there twice'),
        ("bảy tỷ bốn nghìn tám trăm triệu", 'the parts around "tỷ" are in the wrong order'),
        ("năm nghìn triệu tỷ", 'the parts around "tỷ" are in the wrong order'),
        ("hai trăm năm", '"trăm năm" can mean "lẻ năm" or "năm mươi"'),
        ("một nghìn năm", '"nghìn năm" can mean "lẻ năm" or "năm trăm"'),
        ("một triệu hai đồng", '"triệu hai" can mean "lẻ hai" or "hai trăm nghìn"'),
        ("một trăm trăm", '"trăm" is not a number'),
        ("hai mười", '"hai mười" is not a number'),
        ("hai mươi lẻ năm", '"hai mươi lẻ năm" is not a number'),
        ("mốt", '"mốt" is not a number'),
        ("lẻ năm", '"lẻ năm" is not a number'),
        ("một nghìn lẻ", '"lẻ" is not a number'),
        ("không trăm năm mươi triệu", '"không trăm năm mươi" is not a number'),
        ("không triệu", '"không" is not a number'),
        ("năm sáu", '"năm sáu" is not a number'),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(words: str, reason: str) -> None:
    with pytest.raises(UnreadableWordsError) as refused:
        read_words(words)
    assert str(refused.value) == reason


vocabulary = (
    "không một mốt hai ba bốn tư năm lăm nhăm sáu bảy tám chín mười mươi trăm nghìn triệu tỷ lẻ linh âm đồng chẵn"
)


@given(st.lists(st.sampled_from(vocabulary.split()), max_size=8).map(" ".join) | st.text(max_size=30))
def test_any_text_is_an_amount_below_the_limit_or_refused(text: str) -> None:
    try:
        amount = read_words(text)
    except UnreadableWordsError:
        return
    assert abs(amount.dong) < LIMIT
    assert read_words(write_words(amount)) == amount
