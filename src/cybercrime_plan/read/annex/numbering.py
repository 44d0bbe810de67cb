"""The numbers of lines (STT) and the nesting they mean: I, 1, 1.1, a), –."""

from __future__ import annotations

import re
from functools import lru_cache

_ROMAN = re.compile(r"[IVX]+")
_BULLETS = frozenset("-–—+*•")
_PREFIX = re.compile(
    r"([IVX]+[.)]|[A-ZĐ]\.|[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]|[0-9]{1,3}(?:\.[0-9]{1,3})+|[a-zđ]\)|[-–—+•])\s+(?=\S)"
)

Shape = tuple[str, ...]


@lru_cache(maxsize=4_096)
def shape_of(stt: str) -> Shape | None:
    """The kind of each part of a number: `I.1` is roman and arabic. None when it is no number of a line.

    `(1)` is another kind than `1`: both stand in one table, the one over the other.
    """
    bare = stt.strip("() ").rstrip(".)")
    shapes = []
    for part in bare.split("."):
        if part in _BULLETS:
            shapes.append("bullet " + ("-" if part in "-–—" else part))
        elif part.isdecimal() and len(part) <= 3:  # noqa: PLR2004 - nobody numbers a thousand lines
            shapes.append("arabic")
        elif _ROMAN.fullmatch(part):
            shapes.append("roman")
        elif len(part) == 1 and part.isalpha():
            shapes.append("letter" if part.islower() else "capital")
        else:
            return None
    return tuple(f"({kind})" for kind in shapes) if stt.strip() == f"({bare})" else tuple(shapes)


def is_numbering(stt: str) -> bool:
    """Whether a text can be the number of a line."""
    return shape_of(stt) is not None


def split_number(name: str) -> tuple[str, str]:
    """A number written in front of the name, and the name: `("1.1", "Chi mua sắm")`; `""` when there is none."""
    match = _PREFIX.match(name)
    return (match[1], name[match.end() :]) if match else ("", name)


class Levels:
    """The depth of each line, told by the kind of its number and the kinds that came before."""

    def __init__(self) -> None:
        self._open: list[Shape] = []

    def would_be(self, shape: Shape) -> int:
        """The depth a line of this number would have now."""
        return self._open.index(shape) if shape in self._open else len(self._open)

    def next(self, shape: Shape) -> int:
        """The depth of the next line with a number, from 0."""
        if shape in self._open:
            del self._open[self._open.index(shape) + 1 :]
            return len(self._open) - 1
        if len(shape) > 1 and shape[:-1] in self._open:
            del self._open[self._open.index(shape[:-1]) + 1 :]
        self._open.append(shape)
        return len(self._open) - 1
