"""Where each value of a YAML file is written: worked out from its parser's marks only when asked for.

Most values of most files are never pointed at. So reading keeps only where every value begins and ends, as the
number of characters before it, and where each collection ends; a place is found by walking down from the root.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from cybercrime_plan.findings import Key, Loc, Positions, Span


class Point(Protocol):
    """A point of the text as the parser counts: the number of code points before it."""

    @property
    def index(self) -> int: ...


Collection = tuple[int, list[object] | None]
"""The number of the first value behind it; and of a mapping the names, one for each pair as written."""


class TextPositions(Positions):
    """The places of a YAML file.

    Values are numbered in the order in which they begin: the root is 0; the first key of a mapping is one more
    than the mapping, and the value of that key follows it.

    Args:
        line_starts: where each line begins, as the number of code points before it.

    Attributes:
        starts: where each value begins.
        stops: where it ends; the same point for an empty value and for a collection in block style.
        collections: by number.
    """

    def __init__(self, line_starts: Sequence[int]) -> None:
        super().__init__()
        self.starts = array("I")
        self.stops = array("I")
        self.collections: dict[int, Collection] = {}
        self._line_starts = line_starts
        self._contents: dict[int, dict[Key, int]] = {}

    def stretch(self, start: Point, stop: Point) -> Span:
        """From one mark to another."""
        return self._stretch(start.index, stop.index)

    def span(self, number: int) -> Span:
        """One value."""
        return self._stretch(self.starts[number], self.stops[number])

    def _stretch(self, start: int, stop: int) -> Span:
        return Span(*self._point(start), *self._point(stop))

    def _point(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, index)
        return line, index - self._line_starts[line - 1] + 1

    def at(self, loc: Loc) -> Span | None:
        """The value; its name where it is empty; the first name, or dash, of a block of them."""
        number = self._number(loc)
        if number is None:
            return None
        span = self.span(number)
        if (span.line, span.column) != (span.end_line, span.end_column):
            return span
        collection = self.collections.get(number)
        if collection is None:
            return self.key(loc) or span
        if collection[1]:
            return self.span(number + 1)
        return Span(span.line, span.column, span.line, span.column + 1)

    def key(self, loc: Loc) -> Span | None:
        """The name of the value in its mapping."""
        parent = self._number(loc[:-1]) if loc and isinstance(loc[-1], str) else None
        number = None if parent is None else self._inside(parent).get(loc[-1])
        return None if number is None else self.span(number)

    def after(self, number: int) -> int:
        """The number of the next value that is not part of this one."""
        collection = self.collections.get(number)
        return number + 1 if collection is None else collection[0]

    def loc(self, number: int) -> Loc:
        """Where the value of this number stands in the tree; for a name, where its value does."""
        at, loc = 0, ()  # type: tuple[int, Loc]
        while at != number:
            for key, child in self._inside(at).items():
                value = self._value(key, child)
                if child <= number < self.after(value):
                    at, loc = (number if child == number else value), (*loc, key)
                    break
            else:
                return loc
        return loc

    def _number(self, loc: Loc) -> int | None:
        if not self.starts:
            return None
        number = 0
        for key in loc:
            child = self._inside(number).get(key)
            if child is None:
                return None
            number = self._value(key, child)
        return number

    def _value(self, key: Key, child: int) -> int:
        return self.after(child) if isinstance(key, str) else child

    def _inside(self, number: int) -> dict[Key, int]:
        """The numbers of the names of a mapping, or of the items of a sequence."""
        contents = self._contents.get(number)
        if contents is None:
            collection = self.collections.get(number)
            contents = {} if collection is None else self._listed(number + 1, collection)
            self._contents[number] = contents
        return contents

    def _listed(self, child: int, collection: Collection) -> dict[Key, int]:
        contents: dict[Key, int] = {}
        after, names = collection
        if names is None:
            while child < after:
                contents[len(contents)] = child
                child = self.after(child)
            return contents
        for name in names:
            if isinstance(name, str):
                contents.setdefault(name, child)
            child = self.after(self.after(child))
        return contents
