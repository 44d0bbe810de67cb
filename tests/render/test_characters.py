from __future__ import annotations

import json
import unicodedata
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.render import characters
from cybercrime_plan.render.characters import breaks, escaped, left, right, visible, width
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


def test_the_width_of_a_text_is_that_of_its_characters_whichever_way_it_is_found() -> None:
    wide, none = {"W", "F"}, {"Mn", "Me", "Cf"}
    for character in map(chr, (*range(0xD800), *range(0xE000, 0x11000))):
        columns = 2 if unicodedata.east_asian_width(character) in wide else 1
        assert width(character) == (0 if unicodedata.category(character) in none else columns), hex(ord(character))


@given(st.text("ab ậ漢\u0301-1/", max_size=60), st.integers(2, 12), st.integers(0, 1))
def test_a_folded_text_is_whole_and_no_line_is_wider_than_its_room(text: str, columns: int, hanging: int) -> None:
    ends = breaks(text, columns, hanging)
    lines = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    assert "".join(lines) == text
    for number, line in enumerate(lines):
        assert width(line.rstrip()) <= max(columns - hanging * (number > 0), 2)
    assert all(line.strip() for line in lines[1:])


def test_folding_looks_at_every_character_a_few_times_however_long_the_text_is() -> None:
    for text in ("đ " * 5_000, "đ" * 10_000, "漢" * 10_000):
        with mock.patch.object(characters, "width", side_effect=width) as asked:
            breaks(text, 60)
        assert sum(len(call.args[0]) for call in asked.call_args_list) < 10 * len(text)


@given(hostile().map(visible), st.integers(0, 20))
def test_filling_reaches_the_width(text: str, extra: int) -> None:
    columns = width(text) + extra
    assert width(left(text, columns)) == width(right(text, columns)) == columns
