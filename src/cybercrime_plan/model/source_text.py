"""The text of the document a plan was transcribed from: its words as they compare, and where each is written.

What differs between two copies of one document is taken away: letters in capitals, the form of Unicode, blanks and
line breaks, the kinds of dashes and quotation marks, the marks between thousands, the ways to write a date, tags of
HTML, and the raised numbers of footnotes. Digits, diacritics and the order of words stay.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from html import unescape
from typing import Final, NamedTuple
from unicodedata import normalize

from cybercrime_plan.findings import Place, Span
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.spelling import UNSEEN_SIGNS, with_one_sign

_RAISED: Final = "⁰¹²³⁴-⁹"
_LETTER: Final = rf"[^\W\d_{_RAISED}]"
_MONTH: Final = "th[aá]\u0301?\u00ad*ng"
_YEAR: Final = "n[aă]\u0306?\u00ad*m"
_TOKEN: Final = re.compile(
    rf"""
      (?<![0-9./-]) (?P<day>0?[1-9]|[12][0-9]|3[01])
        (?: \s?(?P<by>[/.-])\s?(?P<month>0?[1-9]|1[0-2])\s?(?P=by)\s?(?P<year>[12][0-9]{{3}}) (?![0-9])
          | \s+{_MONTH}\s+(?P<month2>0?[1-9]|1[0-2])(?![0-9]) (?:\s+{_YEAR}\s+(?P<year2>[12][0-9]{{3}})(?![0-9]))?
          | /(?P<month3>0?[1-9]|1[0-2])(?![0-9/])
        )
    | (?<![0-9]) (?: {_MONTH}\s+(?P<month4>0?[1-9]|1[0-2])(?:\s*/\s*|\s+{_YEAR}\s+)
                   | (?P<month5>0?[1-9]|1[0-2])/ )
        (?P<year3>[12][0-9]{{3}})(?![0-9])
    | (?P<number>[0-9]{{1,3}}(?:\.[0-9]{{3}})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?)
    | (?P<mark>[{_RAISED}]+)
    | (?P<word>{_LETTER}(?:{_LETTER}|[\u0300-\u036f{UNSEEN_SIGNS}])*)
    | (?P<dots>\.{{3,}}|…)
    | (?P<sign>[^\s{UNSEEN_SIGNS}])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,500}?-->", re.DOTALL)
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});")
_FILLER: Final = "\u00ad"
"""A sign nobody sees: keeps every character of the text where it is written."""


class Mark(NamedTuple):
    """The raised number of a footnote: its digits, and how many words stand before it."""

    word: int
    number: str


class SourceCell(NamedTuple):
    """Where a cell or a paragraph of a document begins in its text."""

    start: int
    place: Place


class SourceText:
    """A source document as one text.

    Args:
        file: its name, as shown to people.
        text: the cells of a row joined by TABs, rows and paragraphs each on a line of their own.
        cells: of an office file, where each begins; empty for a plain text, whose places are lines and columns.

    Attributes:
        words: as they compare.
        marks: the raised numbers, which are no words.
    """

    def __init__(self, file: str, sha256: str, text: str, cells: tuple[SourceCell, ...] = ()) -> None:
        self.file = file
        self.sha256 = sha256
        self.text = _without_markup(text)
        self._cells = cells
        self.words: list[str] = []
        self.marks: list[Mark] = []
        self._starts = array("I")
        self._stops = array("I")
        for key, match in _tokens(self.text):
            if key:
                self.words.append(key)
                self._starts.append(match.start())
                self._stops.append(match.end())
            else:
                self.marks.append(Mark(len(self.words), normalize("NFKC", match[0])))

    def place(self, word: int) -> Place:
        """Where a word is written."""
        start = self._starts[word]
        if self._cells:
            return self._cells[bisect_right(self._cells, start, key=lambda cell: cell.start) - 1].place
        line = bisect_right(self._lines, start)
        column = start - self._lines[line - 1] + 1
        return Span(line, column, line, column + self._stops[word] - start)

    def printed(self, first: int, last: int) -> str:
        """The words from the first to before the last, as they are written, on one line."""
        if first >= last:
            return ""
        return " ".join(self.text[self._starts[first] : self._stops[last - 1]].replace(_FILLER, "").split())

    def raw(self, word: int) -> str:
        """One word as it is written."""
        return normalize("NFC", self.text[self._starts[word] : self._stops[word]])

    def begins_line(self, word: int) -> bool:
        """Whether nothing but blanks and the mark of a footnote stands before it on its line."""
        at = self._starts[word] - 1
        while at >= 0 and self.text[at] in _BLANKS:
            at -= 1
        return at < 0 or self.text[at] == "\n"

    def ends_line(self, word: int) -> bool:
        """Whether nothing but blanks stands behind it on its line."""
        at = self._stops[word]
        while at < len(self.text) and self.text[at] in _BLANKS:
            at += 1
        return at == len(self.text) or self.text[at] == "\n"

    def is_alone(self, word: int) -> bool:
        """Whether it is a short number with a line to itself: of a page, or of a footnote."""
        number = self.words[word]
        is_short = len(number) <= _PAGE_DIGITS and number.isdigit()
        return is_short and self.begins_line(word) and self.ends_line(word)

    @cached_property
    def places_of(self) -> dict[str, array[int]]:
        """Every word with the places where it stands."""
        found: dict[str, array[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(word, array("I")).append(index)
        return found

    @cached_property
    def _lines(self) -> array[int]:
        starts = array("I", [0])
        starts.extend(match.end() for match in re.finditer("\n", self.text))
        return starts


_PAGE_DIGITS: Final = 3
_BLANKS: Final = frozenset(f"{_FILLER} \t\r\f\v\xa0⁰¹²³⁴⁵⁶⁷⁸⁹")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as those of a source compare."""
    return tuple(key for key, _match in _tokens(_without_markup(text)) if key)


def date_word(day: PartialDate) -> str:
    """The one word a date is in a source; a year alone is a number as others are."""
    return day.en if day.month is None else f"@{day.en}"


def day_word(day: int, month: int) -> str:
    """The one word a day of a year is in a source: `15/6`."""
    return f"@--{month:02d}-{day:02d}"


def _without_markup(text: str) -> str:
    """Tags as blanks and entities as their characters, every other character where it was."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "<" in text:
        text = _TAG.sub(lambda match: "".join("\n" if sign == "\n" else " " for sign in match[0]), text)
    return _ENTITY.sub(lambda match: _character(match[0]), text) if "&" in text else text


@lru_cache(maxsize=1024)
def _character(entity: str) -> str:
    meant = unescape(entity)
    return entity if len(meant) != 1 else meant + _FILLER * (len(entity) - 1)


def _tokens(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Each word with its key; a raised number has none."""
    known: dict[str, str] = {}
    for match in _TOKEN.finditer(text):
        raw = match[0]
        key = known.get(raw)
        if key is None:
            key = known[raw] = _KEYS.get(match.lastgroup or "", _date)(match)
        yield key, match


def _date(match: re.Match[str]) -> str:
    year = match["year"] or match["year2"] or match["year3"] or "-"
    month = match["month"] or match["month2"] or match["month3"] or match["month4"] or match["month5"]
    day = f"-{int(match['day']):02d}" if match["day"] else ""
    return f"@{year}-{int(month):02d}{day}"


_KEYS: Final[dict[str, Callable[[re.Match[str]], str]]] = {
    "word": lambda match: normalize("NFC", with_one_sign(match[0])).casefold(),
    "number": lambda match: match[0].replace(".", ""),
    "mark": lambda _match: "",
    "dots": lambda _match: "…",
    "sign": lambda match: with_one_sign(match[0]),
}
