"""Amounts whose last digits a narrow column puts on the next line of a page: `213.50`, and `0` below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WHOLE = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+")
_BROKEN = re.compile(r"(?<!\S)-?[0-9]{1,3}(?:\.[0-9]{3})*(?:\.[0-9]{0,2})?(?!\S)")
_REST = re.compile(r"(?<!\S)\.?[0-9]{1,3}(?:\.[0-9]{3})*(?!\S)")
_OUT_OF_LINE = 2
"""code points that the rest of an amount may stand beside it"""


def with_whole_figures(lines: Sequence[str]) -> list[str]:
    """The lines, such amounts whole on the first of the two.

    Each number of the lower line makes an amount whole that stands above it: otherwise it is a number of its own.
    """
    found = [*lines]
    for at in range(1, len(found)):
        rests = [*_REST.finditer(found[at])]
        broken = [*_BROKEN.finditer(found[at - 1])] if rests else []
        above = [_above(rest, broken) for rest in rests]
        pairs = [(one, rest) for one, rest in zip(above, rests, strict=True) if one]
        if rests and len(pairs) == len(rests) == len({one.start() for one, _rest in pairs}):
            for one, rest in reversed(pairs):
                found[at - 1] = _whole(found[at - 1], one, rest[0])
                found[at] = found[at][: rest.start()] + " " * len(rest[0]) + found[at][rest.end() :]
    return found


def _above(rest: re.Match[str], broken: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The amount that a number makes whole, above it; the nearest to end where it does."""
    ways = (one for one in broken if _makes_whole(one, rest))
    return min(ways, key=lambda one: abs(one.end() - rest.end()), default=None)


def _makes_whole(one: re.Match[str], rest: re.Match[str]) -> bool:
    in_line = rest.start() < one.end() + _OUT_OF_LINE and one.start() < rest.end() + _OUT_OF_LINE
    cut = not _WHOLE.fullmatch(one[0]) and "." in one[0]
    return in_line and (cut or rest[0].startswith(".")) and bool(_WHOLE.fullmatch(one[0] + rest[0]))


def _whole(line: str, one: re.Match[str], rest: str) -> str:
    """The line with the amount whole, in the blanks left of it where there are enough."""
    start = one.start()
    room = len(rest) + 1
    if start > room and not line[start - room : start].strip():
        start -= len(rest)
    return f"{line[:start]}{one[0]}{rest}{line[one.end() :]}"
