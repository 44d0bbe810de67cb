"""Lines of text in pieces, each with what it is, so that a terminal may colour them; the words say everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto


class Style(Enum):
    """What a piece of a line is."""

    PLAIN = auto()
    PLACE = auto()
    ERROR = auto()
    WARNING = auto()
    NOTE = auto()
    SOURCE = auto()
    CARET = auto()
    HINT = auto()
    GOOD = auto()
    HEADING = auto()
    OLD = auto()
    NEW = auto()
    FAINT = auto()


StyledText = tuple[Style, str]
StyledLine = tuple[StyledText, ...]


def plain_lines(lines: Iterable[StyledLine]) -> Iterator[str]:
    """The words of the lines, without what they are."""
    return ("".join(text for _role, text in line).rstrip() for line in lines)
