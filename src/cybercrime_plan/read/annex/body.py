"""What the rows of a table are: lines and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cybercrime_plan.language import Text, _
from cybercrime_plan.read.annex.entries import Entry
from cybercrime_plan.read.annex.numbering import Levels, shape_of
from cybercrime_plan.read.annex.vocabulary import is_computed, is_of_which, is_total
from cybercrime_plan.read.grid import Remark


@dataclass(slots=True)
class Node:
    """A line with the lines below it; a `memo` line details a part of the one above and is in no sum."""

    entry: Entry
    memo: bool = False
    lines: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """The rows of one table, in order.

    Attributes:
        totals: the row of totals.
        last: the last row of the table.
        unused: rows of which nothing is kept.
    """

    lines: list[Node] = field(default_factory=list)
    totals: Entry | None = None
    last: int = 0
    unused: list[int] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_body(entries: Sequence[Entry], *, numbered: bool) -> Body:
    """Sort the rows of a table into lines, totals, and the rest of a name that spans rows.

    Args:
        numbered: the table has a column of numbers, so a text without one goes on from the line above.
    """
    table = _Table(numbered=numbered, bullets=any(_is_bullet(e) and e.has_figures for e in entries))
    if entries and _numbers_columns(entries[0]):
        table.leave(entries[0], _("this row only numbers the columns"))
        entries = entries[1:]
    for entry in entries[: _length(entries)]:
        table.take(entry)
    return table.body


def _is_bullet(entry: Entry) -> bool:
    shape = shape_of(entry.stt)
    return shape is not None and shape[0].startswith("bullet")


def _length(entries: Sequence[Entry]) -> int:
    """How many rows the table has: up to the totals under its lines, or the last row with an amount."""
    last = seen = 0
    for count, entry in enumerate(entries, 1):
        if is_computed(entry.name):
            break
        if entry.has_figures or entry.is_numbered:
            last = count
            if entry.is_grand_total and seen:
                return count
            seen += not entry.is_total
    return last


class _Table:
    """The table as far as it has been read."""

    def __init__(self, *, numbered: bool, bullets: bool) -> None:
        self.body = Body()
        self._numbered = numbered
        self._bullets = bullets
        self._levels = Levels()
        self._path: list[Node] = []
        self._of_which: int | None = None

    def take(self, entry: Entry) -> None:
        """Read the next row."""
        self.body.last = entry.row
        if entry.is_total:
            self._take_total(entry)
        elif is_total(entry.name) and not entry.stt:
            self.leave(entry, _("this row of totals is empty"))
        elif entry.has_words and not entry.stt:
            self.leave(entry, _("no amount stands in this row"))
        elif entry.is_detail and not self._bullets:
            self.leave(entry, _("this row only says what the line above pays for"))
        elif is_of_which(entry.name) and not entry.has_figures:
            self._of_which = len(self._path) - 1
            self.leave(entry, _("the lines below it are shown but not added"))
        elif self._path and self._goes_on(entry):
            self._join(entry)
        else:
            self._add(entry)

    def _take_total(self, entry: Entry) -> None:
        heading = None if entry.is_grand_total else self._heading()
        if heading:
            heading.entry = replace(heading.entry, figures=entry.figures, total=entry.total)
            self._say(entry, _("this total is read as the amounts of {line}", line=heading.entry.name))
        elif self.body.totals is None:
            self.body.totals = entry
        else:
            self.leave(entry, _("this is a second row of totals"))

    def _heading(self) -> Node | None:
        """The line over the ones just read that still has no amounts of its own."""
        return next((node for node in self._path if node.lines and not node.entry.has_figures), None)

    def _goes_on(self, entry: Entry) -> bool:
        """Whether a row carries on the line above: the rest of its name, or the amounts its name waits for."""
        above = self._path[-1].entry
        if entry.stt:
            return False
        if not entry.has_figures:
            return self._numbered or entry.name[:1].islower()
        return not above.has_figures and (not entry.name or entry.name[:1].islower())

    def _join(self, entry: Entry) -> None:
        node = self._path[-1]
        above = node.entry
        joined = replace(above, name=f"{above.name} {entry.name}".strip())
        if entry.has_figures:
            joined = replace(joined, figures=entry.figures, total=entry.total, source=entry.source, note=entry.note)
        node.entry = joined
        self._say(entry, _("this row is read as the rest of {line}", line=above.name))

    def _add(self, entry: Entry) -> None:
        level = self._levels.next(shape_of(entry.stt))
        if self._numbered and not entry.stt and entry.name:
            self._say(entry, _("this row has no number; it is read as a line beside the one above"))
        if self._of_which is not None and entry.stt and level <= self._of_which:
            self._of_which = None
        if self._of_which is not None:
            level = self._of_which
        del self._path[level:]
        node = Node(entry, memo=self._of_which is not None or is_of_which(entry.name))
        siblings = self._path[-1].lines if self._path else self.body.lines
        siblings.append(node)
        self._path.append(node)

    def leave(self, entry: Entry, why: Text) -> None:
        """Keep nothing of a row, and say why."""
        self.body.last = entry.row
        self.body.unused.append(entry.row)
        self._say(entry, why)

    def _say(self, entry: Entry, message: Text) -> None:
        self.body.remarks.append(Remark(message, entry.place))


def _numbers_columns(entry: Entry) -> bool:
    """Whether a row under the header holds 1, 2, 3 … or (1), (2), (3) … instead of amounts."""
    numbers = [cell.text.strip("() ") for cell in entry.figures]
    if len(entry.name.strip("() ")) > 2 or not all(map(str.isdecimal, numbers)):  # noqa: PLR2004 - A, B or (2)
        return False
    first = int(numbers[0])
    return [int(number) for number in numbers] == list(range(first, first + len(numbers)))
