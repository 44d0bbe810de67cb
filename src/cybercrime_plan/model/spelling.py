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


def composed(text: str) -> str:
    """The text with each letter and its marks as one character."""
    return normalize("NFC", text)


@lru_cache(maxsize=4096)
def unaccented(text: str) -> str:
    """The text without any mark, `đ` as `d`: a key for searching by people who type without accents."""
    decomposed = normalize("NFD", folded(text))
    return "".join(letter for letter in decomposed if not combining(letter)).replace("đ", "d")


_DASHES = "\u002d\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b\u2032"
_DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb'
UNSEEN_SIGNS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_ONE_SIGN = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(UNSEEN_SIGNS, ""),
    }
)


def with_one_sign(text: str) -> str:
    """The text with one kind of dash and of quotation mark, and without the signs nobody sees."""
    return text.translate(_ONE_SIGN)


def spoken(text: str) -> str:
    """What is left of a text once its spelling is taken away: what `folded` leaves, with one kind of dash and of
    quotation mark, and without the signs nobody sees. A key for comparing names and prose, never numbers or codes.
    """
    return folded(with_one_sign(text))


def same_words(old: str, new: str) -> bool:
    """Whether two texts say the same words, whatever their spelling; a word with a digit in it has none."""
    if spoken(old) != spoken(new):
        return False
    figures = [[word for word in text.split() if any(map(str.isdigit, word))] for text in (old, new)]
    return figures[0] == figures[1]


_LOOK_ALIKES = str.maketrans(
    dict(
        zip(
            "\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e\u0420\u0405\u0422\u0423\u0425"
            "\u0430\u0441\u0435\u04bb\u0456\u0458\u043e\u0440\u0455\u0443\u0445"
            "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd",
            "ABCEHIJKMOPSTYXacehijopsyxABEZHIKMNOPTYXov",
            strict=True,
        )
    )
)
"""Letters of the Cyrillic and Greek alphabets that print like Latin ones."""


def look_alikes(old: str, new: str) -> tuple[str, ...]:
    """The letters of another alphabet that alone make two texts differ; empty when anything else does."""
    first, second = (normalize("NFC", normalize("NFD", text).translate(_LOOK_ALIKES)) for text in (old, new))
    if old == new or first != second:
        return ()
    letters = [letter for letter in normalize("NFD", old + new) if ord(letter) in _LOOK_ALIKES]
    return tuple(dict.fromkeys(letters))
