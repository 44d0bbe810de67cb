from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.render.characters import escaped, left, right, visible, width
from tests.render.samples import hostile


def test_an_escape_byte_becomes_a_picture_of_itself() -> None:
    assert visible("\x1b[31mđỏ\x1b[0m") == "␛[31mđỏ␛[0m"
    assert visible("a\tb\r\nc\x7f") == "a␉b␍␊c␡"


def test_what_reorders_text_or_cannot_be_encoded_becomes_a_replacement_character() -> None:
    assert visible("a\u202eb\x9bc\ud800d\u2028e") == "a�b�c�d�e"


def test_vietnamese_text_and_emoji_pass_unchanged() -> None:
    for text in ("Tổng cộng", unicodedata.normalize("NFD", "Tổng cộng"), "漢字 👩‍🚒"):
        assert visible(text) == text


@given(hostile())
def test_no_control_character_survives_and_places_do_not_shift(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
    assert visible(shown) == shown
    shown.encode()


@given(hostile())
def test_escaped_json_is_harmless_and_loses_nothing(text: str) -> None:
    written = escaped(json.dumps(text, ensure_ascii=False))
    assert visible(written) == written
    assert json.loads(written) == text


def test_width_counts_screen_columns() -> None:
    assert width("Tổng cộng") == 9
    assert width(unicodedata.normalize("NFD", "Tổng cộng")) == 9
    assert width("漢字") == 4
    assert width("") == 0


@given(hostile().map(visible), st.integers(0, 20))
def test_filling_reaches_the_width(text: str, extra: int) -> None:
    columns = width(text) + extra
    assert width(left(text, columns)) == width(right(text, columns)) == columns
