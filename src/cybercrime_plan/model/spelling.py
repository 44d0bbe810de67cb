"""Spellings of Vietnamese that differ on paper and mean the same word."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = "\u0300-\u036f"
_TONE_INSIDE = re.compile(rf"([{_TONES}])([\w{_MARKS}]+)")
_FINAL_Y = re.compile(rf"(?:(?<![aeiou{_MARKS}])|(?<=qu))y(?=[{_TONES}]?(?![\w{_MARKS}]))")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text under one spelling: a key for comparing, never for showing.

    Case, the form of Unicode and runs of blanks no longer differ; nor does the place of the tone mark
    (`Hoà`, `Hòa`), nor a final y that sounds like i (`tỷ`, `tỉ`). `mươi` and `mười` stay two words.
    """
    decomposed = normalize("NFD", " ".join(text.casefold().split()))
    return normalize("NFC", _FINAL_Y.sub("i", _TONE_INSIDE.sub(r"\2\1", decomposed)))


def unaccented(text: str) -> str:
    """The text without any mark, `đ` as `d`: a key for searching by people who type without accents."""
    decomposed = normalize("NFD", folded(text))
    return "".join(letter for letter in decomposed if not combining(letter)).replace("đ", "d")
