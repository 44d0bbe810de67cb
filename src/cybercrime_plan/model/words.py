"""Amounts in words: "Bảy tỷ một trăm năm mươi triệu đồng", read in every accepted form, written in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import normalize

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import shortened
from cybercrime_plan.model.money import VND, Money, currency_names
from cybercrime_plan.model.spelling import folded

TEN: Final = 10
HUNDRED: Final = 100
BILLION: Final = 10**9
LIMIT: Final = BILLION**2
"""Words are read below this many đồng: from here on a number says `tỷ` twice, which on paper is a slip."""

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = {"tỷ": BILLION, "triệu": 10**6, "nghìn": 10**3}
_VARIANTS: Final = {"ngàn": "nghìn", "linh": "lẻ", "nhăm": "lăm", "bẩy": "bảy"}
_GRAMMAR: Final = (*_DIGITS, *_SCALES, "trăm", "mươi", "mười", "lẻ", "mốt", "tư", "lăm")
_STANDARD: Final = {folded(word): word for word in _GRAMMAR} | {
    folded(variant): word for variant, word in _VARIANTS.items()
}
_ONES: Final = {word: value for value, word in enumerate(_DIGITS) if value}
_AFTER_TENS: Final = _ONES | {"mốt": 1, "tư": 4, "lăm": 5}

_LARGER_PLACE: Final = {"tỷ": "trăm triệu", "triệu": "trăm nghìn", "nghìn": "trăm", "trăm": "mươi"}
"""What a lone digit after these counts in speech: "hai trăm năm" is often said for 250."""
_BEFORE: Final[tuple[tuple[str, ...], ...]] = (("viết",), ("bằng", "chữ"))
_AFTER: Final = (("chẵn",), ("Việt", "Nam"))
_BETWEEN_WORDS: Final = r"[\s.,;:()/\-–]+"


class UnreadableWordsError(ValueError):
    """These words are not an amount; `reason` says why, in either language."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def read_words(text: str, currency: str = VND) -> Money:
    """Read an amount in words, in any of its accepted spellings.

    Either spelling of `tỷ`, `nghìn`, `lẻ` and of the last digit is read, in any case, with or without commas,
    "không trăm", "đồng" and "chẵn". A figure in millions or thousands of tỷ is read as it is said:
    "bốn nghìn tám trăm triệu" is 4.800.000.000.

    Args:
        currency: whose name may stand behind them: "đồng", "đô la Mỹ".

    Raises:
        UnreadableWordsError: the words are no amount, or could be two ("hai trăm năm": 205 or 250).
    """
    # without what frames an amount on paper: "Bằng chữ: … đồng chẵn"
    printed = [word for word in re.split(_BETWEEN_WORDS, normalize("NFC", text)) if word]
    for frame in _BEFORE:
        if _same(printed[: len(frame)], frame):
            printed = printed[len(frame) :]
    for frame in (*_AFTER, *(tuple(name.split()) for name in currency_names(currency))):
        if _same(printed[-len(frame) :], frame):
            printed = printed[: -len(frame)]
    negative = bool(printed) and folded(printed[0]) == "âm"
    words = []
    for word in printed[negative:]:
        standard = _STANDARD.get(folded(word))
        if standard is None:
            raise UnreadableWordsError(_('"{word}" is not a word of an amount', word=shortened(word)))
        words.append(standard)
    if not words:
        raise UnreadableWordsError(_("there are no words of an amount"))
    dong = 0 if words == ["không"] else _number(words, follows=False)
    return Money(-dong if negative else dong, currency)


def _same(some: Sequence[str], others: Sequence[str]) -> bool:
    return [folded(word) for word in some] == [folded(word) for word in others]


def _number(words: Sequence[str], *, follows: bool) -> int:
    """The value of the words; `follows` when a larger part stands before them."""
    for scale, worth in _SCALES.items():
        if scale in words:
            at = words.index(scale)
            how_many, rest = words[:at], words[at + 1 :]
            if not how_many:
                raise UnreadableWordsError(_('"{scale}" stands without a number before it', scale=scale))
            if scale in rest:
                raise UnreadableWordsError(_('"{scale}" stands there twice', scale=scale))
            _refuse_lone_digit(scale, rest)
            count = _number(how_many, follows=follows)
            remainder = _number(rest, follows=True) if rest else 0
            if remainder >= worth or count * worth >= LIMIT:
                raise UnreadableWordsError(_('the parts around "{scale}" are in the wrong order', scale=scale))
            return count * worth + remainder
    return _group(words, follows=follows)


def _group(words: Sequence[str], *, follows: bool) -> int:
    """A number below one thousand; "không trăm" and an opening "lẻ" only fill up what follows a larger part."""
    match words:
        case [digit] if digit in _ONES:
            return _ONES[digit]
        case ["lẻ", *_] if follows:
            return _filled(words)
        case ["không", "trăm", *rest] if follows:
            return _filled(rest)
        case [hundreds, "trăm", *rest] if hundreds in _ONES:
            _refuse_lone_digit("trăm", rest)
            return 100 * _ONES[hundreds] + _filled(rest)
        case _:
            return _below_hundred(words)


def _filled(words: Sequence[str]) -> int:
    match words:
        case []:
            return 0
        case ["lẻ", one] if one in _ONES or one == "tư":
            return _AFTER_TENS[one]
        case ["lẻ", *tens] if tens:
            return _below_hundred(tens)
        case _:
            return _below_hundred(words)


def _below_hundred(words: Sequence[str]) -> int:
    match words:
        case ["mười"]:
            return 10
        case ["mười", one] if one in _AFTER_TENS:
            return 10 + _AFTER_TENS[one]
        case [tens, "mươi"] if tens in _ONES:
            return 10 * _ONES[tens]
        case [tens, "mươi", one] if tens in _ONES and one in _AFTER_TENS:
            return 10 * _ONES[tens] + _AFTER_TENS[one]
    raise UnreadableWordsError(_('"{words}" is not a number', words=shortened(" ".join(words))))


def _refuse_lone_digit(larger: str, rest: Sequence[str]) -> None:
    if len(rest) == 1 and rest[0] in _ONES:
        raise UnreadableWordsError(
            _(
                '"{larger} {digit}" can mean "lẻ {digit}" or "{digit} {place}"',
                larger=larger,
                digit=rest[0],
                place=_LARGER_PLACE[larger],
            )
        )


def write_words(money: Money) -> str:
    """Write an amount in words, in the standard form: "Một nghìn không trăm lẻ năm đồng".

    Every amount can be written; from `LIMIT` on it says `tỷ` twice and is no longer read back.
    """
    sign = ["âm"] if money.dong < 0 else []
    sentence = " ".join([*sign, *(_written(abs(money.dong)) or _DIGITS[:1]), "đồng"])
    return sentence[0].upper() + sentence[1:]


def _written(number: int, *, follows: bool = False) -> list[str]:
    """The words of a number, none for zero; a group that `follows` a larger part is filled up."""
    for scale, worth in _SCALES.items():
        if number >= worth:
            count, remainder = divmod(number, worth)
            return [*_written(count, follows=follows), scale, *_written(remainder, follows=True)]
    hundreds, rest = divmod(number, HUNDRED)
    if not number or not (hundreds or follows):
        return _written_below_hundred(rest)
    lone = ["lẻ"] if 0 < rest < TEN else []
    return [_DIGITS[hundreds], "trăm", *lone, *_written_below_hundred(rest)]


def _written_below_hundred(number: int) -> list[str]:
    tens, one = divmod(number, TEN)
    last = [_DIGITS[one]] if one else []
    if tens and last == ["năm"]:
        last = ["lăm"]
    if tens > 1:
        return [_DIGITS[tens], "mươi", *(["mốt"] if last == ["một"] else last)]
    return ["mười", *last] if tens else last
