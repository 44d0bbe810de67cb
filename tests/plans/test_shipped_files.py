"""The plan files are plain text that editors, people and other YAML readers take the same way."""

from __future__ import annotations

import re
from unicodedata import is_normalized

import pytest

from tests.plans.shipped import FILES, IDS, shipped

PLACE = re.compile(
    r"Đầu văn bản|Mở đầu|Nơi nhận|Chữ ký|chú thích [12]|(trước )?Phụ lục [12](\.([1-4]|I{1,3}|IV))?"
    r"|(I|II|III|IV)(\.\d+){0,2}(, IV\.1)?"
)


def text_of(plan_id: str) -> str:
    """The file as text."""
    return FILES[plan_id].read_text(encoding="utf-8")


@pytest.mark.parametrize("plan_id", IDS)
def test_the_text_is_composed_and_ends_with_one_line_end(plan_id: str) -> None:
    text = text_of(plan_id)
    assert is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"[\t\u00a0\ufeff]| $", text, re.MULTILINE)


@pytest.mark.parametrize("plan_id", IDS)
def test_dates_and_grouped_figures_are_quoted(plan_id: str) -> None:
    assert not re.search(r"[:\[,] *\d{4}-\d\d|[:\[,] *\d{1,3}[.,]\d", text_of(plan_id))


@pytest.mark.parametrize("plan_id", IDS)
def test_the_id_is_that_of_the_file(plan_id: str) -> None:
    assert shipped(plan_id).id == plan_id
    assert FILES[plan_id].name.startswith(plan_id)


@pytest.mark.parametrize("plan_id", IDS)
def test_places_are_written_in_one_way(plan_id: str) -> None:
    places = re.findall(r"\bat: (.+?)(?:\}|, (?!IV)|$)", text_of(plan_id), re.MULTILINE)
    assert len(places) > 40
    assert [place for place in places if not PLACE.fullmatch(place)] == []
