"""The numbers and dashes that Word sets before paragraphs by itself, as a reader of the page sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS: Final = 9
_MOST_STYLES: Final = 10
_COUNTED: Final = re.compile(r"%([1-9])")
_ROMAN: Final = ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS: Final = 26
_MOST_IN_LETTERS: Final = 99
_DASH: Final = "-"
"""What stands for every kind of bullet."""


class _ListLevel(NamedTuple):
    """One level of a list: how it counts, what it prints (`%1.`), and where it begins."""

    kind: str
    text: str
    start: int


class ListNumbers:
    """Counts the paragraphs of the lists of one document.

    Args:
        numbering: the part that declares the lists; None when there is none.
        styles: the part that declares the styles, which may put a paragraph into a list.
    """

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels = dict(_levels(numbering)) if numbering is not None else {}
        self._styles = (
            {one.get(f"{_W}styleId"): one for one in styles.iter(f"{_W}style")} if styles is not None else {}
        )
        self._counts: dict[str, list[int]] = {}

    def before(self, paragraph: Any) -> str:
        """What Word prints before a paragraph, with a blank behind it; empty for one in no list."""
        number, depth = self._list_of(paragraph.find(f"{_W}pPr"))
        level = self._levels.get((number, depth))
        if level is None:
            return ""
        if level.kind == "bullet":
            return f"{_DASH} "
        counts = self._counts.setdefault(number, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        return f"{_COUNTED.sub(lambda found: self._printed(number, int(found[1]) - 1), level.text)} "

    def _printed(self, number: str, depth: int) -> str:
        """One count of a list as its level writes it; in digits where letters would run on."""
        level, count = self._levels.get((number, depth)), self._counts[number][depth]
        match level.kind if level and count <= _MOST_IN_LETTERS else "decimal":
            case "upperRoman":
                return _roman(count)
            case "lowerRoman":
                return _roman(count).lower()
            case "upperLetter" | "lowerLetter" as kind if count:
                letters = chr(ord("A") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1)
                return letters if kind == "upperLetter" else letters.lower()
            case "none":
                return ""
            case _:
                return str(count)

    def _list_of(self, properties: Any) -> tuple[str, int]:
        """The list a paragraph is in, by itself or by its style, and how deep."""
        name = _value(properties, "pStyle")
        for _step in range(_MOST_STYLES):
            found = None if properties is None else properties.find(f"{_W}numPr")
            if found is not None:
                depth = _value(found, "ilvl")
                return _value(found, "numId"), int(depth) if depth.isdecimal() and int(depth) < _LEVELS else 0
            style = self._styles.get(name)
            if style is None:
                break
            properties, name = style.find(f"{_W}pPr"), _value(style, "basedOn")
        return "", 0


def _levels(numbering: Any) -> Iterator[tuple[tuple[str, int], _ListLevel]]:
    """Every level of every list, by the number of the list and its depth."""
    kinds = {one.get(f"{_W}abstractNumId"): one for one in numbering.iter(f"{_W}abstractNum")}
    for one in numbering.iter(f"{_W}num"):
        kind = kinds.get(_value(one, "abstractNumId"))
        for level in () if kind is None else kind.iter(f"{_W}lvl"):
            depth = level.get(f"{_W}ilvl", "0")
            start = _value(level, "start")
            if depth.isdecimal() and int(depth) < _LEVELS:
                told = _ListLevel(
                    _value(level, "numFmt"), _value(level, "lvlText"), int(start) if start.isdecimal() else 1
                )
                yield (one.get(f"{_W}numId", ""), int(depth)), told


def _value(element: Any, name: str) -> str:
    found = None if element is None else element.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text
