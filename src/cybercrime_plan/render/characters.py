"""How characters show: which ones are harmless, and how wide they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Final

_STEERING: Final = (
    range(0x80, 0xA0),  # C1 controls; 0x9B alone starts a terminal command
    range(0xD800, 0xE000),  # surrogates, which no encoding can write
    (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),  # reorder what is read
    (0x2028, 0x2029),  # end a line for some readers
)


@cache
def _harmless() -> Mapping[int, int]:
    """A picture for each control character, and � for what has none; hardly any text asks."""
    pictures = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
    return pictures | dict.fromkeys(chain.from_iterable(_STEERING), 0xFFFD)


@cache
def _escapes() -> Mapping[int, str]:
    return {code: f"\\u{code:04x}" for code in _harmless() if code != ord("\n")}


def visible(text: str) -> str:
    """The text with every control character replaced by a picture of it, one for one.

    An escape byte shows as `␛`, a line end as `␊`; what has no picture shows as `�`. No terminal, editor or
    spreadsheet acts on the result, and it stays on one line.
    """
    return text if text.isprintable() else text.translate(_harmless())


def escaped(text: str) -> str:
    """JSON text with the same characters written as `\\uXXXX`: nothing is lost, and nothing acts."""
    return text if text.replace("\n", "").isprintable() else text.translate(_escapes())


_OF_OTHER_WIDTH: Final = "[^\x00-\x7f\xa0-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027]"
"""What may take another number of columns than one; composed Vietnamese takes one each."""


def width(text: str) -> int:
    """How many columns the text takes on a screen: wide characters take two, combining ones none."""
    if text.isascii() or not re.search(_OF_OTHER_WIDTH, text):
        return len(text)
    taking = (letter for letter in text if unicodedata.category(letter) not in {"Mn", "Me", "Cf"})
    return sum(2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1 for letter in taking)


def left(text: str, columns: int) -> str:
    """The text, filled with blanks on its right up to that width."""
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """The text, filled with blanks on its left up to that width."""
    return " " * (columns - width(text)) + text


_DATE = r"[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_WORD = rf"(?:\w{{2,3}} )?(?:{_DATE})\S*|\S+"
"""What is not torn apart at the end of a line: a word, or a day with its date."""


def words_of(text: str) -> list[str]:
    """The pieces of a text that stay whole when it is folded."""
    return re.findall(_WORD, text)


def breaks(text: str, columns: int, hanging: int = 0) -> list[int]:
    """Where a text begins a new line, so that none is wider than that; a word is cut only where no line holds it.

    Args:
        hanging: by how much the lines after the first are narrower.
    """
    found: list[int] = []
    start = end = used = 0
    room, is_begun = columns, False
    for word in re.finditer(_WORD, text):
        used, end = used + width(text[end : word.end()]), word.end()
        if is_begun and used > room:
            start, room, used = word.start(), columns - hanging, width(word[0])
            found.append(start)
        while used > room and start + 1 < end:
            # one character fits always
            cut, taken = start + 1, width(text[start])
            while taken + width(text[cut]) <= room:
                taken, cut = taken + width(text[cut]), cut + 1
            used -= taken
            start, room = cut, columns - hanging
            found.append(start)
        is_begun = True
    return found


def folded(text: str, columns: int) -> list[str]:
    """The text in lines that are no wider than that."""
    ends = breaks(text, columns)
    return [text[start:end].rstrip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
