"""What the rows of a table are: lines, what they add up to, and the rest of names that span rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, pairwise, takewhile
from typing import NamedTuple

from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _
from cybercrime_plan.read.annex.amounts import in_one_scale
from cybercrime_plan.read.annex.choices import RowRole
from cybercrime_plan.read.annex.columns import COUNTS
from cybercrime_plan.read.annex.entries import ReadRow, summed_up
from cybercrime_plan.read.annex.forest import Node, OutlineRow, added, collapsed, every, grow, sum_of
from cybercrime_plan.read.annex.nestings import (
    are_all_groups,
    between_numbers,
    by_capitals,
    by_looks,
    heads_over_heads,
    until_total,
    with_details_ended,
    with_groups_between,
    with_lone_details,
    with_lone_lines,
    with_shares_below_total,
    with_shares_of_total,
    with_totals_below,
    with_totals_of_groups,
)
from cybercrime_plan.read.annex.numbering import Levels, shape_of
from cybercrime_plan.read.annex.support import Values, come_to, last_place, running, runs_on, support
from cybercrime_plan.read.annex.titles import FigureKind, understood
from cybercrime_plan.read.annex.two_sides import in_two_halves, is_net, net_of, set_beside, wrong_rests
from cybercrime_plan.read.annex.vocabulary import (
    is_carried,
    is_computed,
    is_grand_total,
    is_of_which,
    is_rounded,
    is_total,
    no_money_in_row,
)
from cybercrime_plan.read.grid import Remark

_MOST_SEARCHED = 3_000
"""In a table of more rows than this only words nest lines."""
_ROUNDED_BY = 100
"""a total is rounded by less than one part in so many"""


@dataclass(slots=True)
class TableBody:
    """The rows of one table, in order.

    Attributes:
        totals: the row of totals.
        last: the last row of the table.
        unused: rows of which nothing is kept.
        again: those of them that say the totals once more, figure by figure.
        rounded: the one among them that says the totals once more, rounded: `Làm tròn`.
        beside: what those among them print that is no money.
        carried: those among them that carry over to the next page what all lines above them come to.
        not_summed: totals of rows beside the sums that these do not come to, each with what they come to.
    """

    lines: list[Node] = field(default_factory=list)
    totals: ReadRow | None = None
    last: int = 0
    unused: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    rounded: ReadRow | None = None
    beside: dict[int, Text] = field(default_factory=dict)
    carried: list[int] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    not_summed: dict[Place, Text] = field(default_factory=dict)

    def nodes(self) -> list[Node]:
        """Every line, from above."""
        return every(self.lines)

    def entries(self) -> list[ReadRow]:
        """The rows of all lines, and that of totals."""
        return [node.entry for node in self.nodes()] + ([self.totals] if self.totals else [])


def read_body(entries: Sequence[ReadRow], lined: Sequence[bool], *, numbered: bool) -> TableBody:
    """Sort the rows of a table into lines, totals, and the rest of a name that spans rows.

    Args:
        lined: of each column of money, whether its figures add up over lines.
        numbered: the table has a column of numbers, so a text without one goes on from the line above.
    """
    table = _TableReader(numbered=numbered, bullets=any(e.is_bullet and e.has_figures for e in entries))
    rows = summed_up(entries[: _end(entries)])
    for entry, after in zip(rows, [*rows, None][1:], strict=True):
        table.take(entry, after)
    for cell in (cell for entry in table.rows for cell in entry.worded):
        said = _("“{text}” is no amount: this cell is read as an empty one", text=cell.text)
        table.body.remarks.append(Remark(said, cell.place))
    table.leave_rounded(lined)
    table.leave_multiples()
    table.leave_nameless()
    table.leave_converted(lined)
    readings = (_likeliest(_items(table.rows, lined, lone=lone)) for lone in (False, True))
    first = next(readings)
    _settle(table.body, first if _proved(first) else next(filter(_proved, readings), first), lined)
    table.body.carried = list(_carried(rows, table.body, lined))
    return table.body


def _end(entries: Sequence[ReadRow]) -> int:
    """How many rows are the table: up to the last line or total that is not our own check.

    A numbered row without figures is a line, but below the totals a note: `1. Tổng kinh phí là 1.300 triệu đồng`.
    """
    end = 0
    for at, entry in enumerate(takewhile(lambda entry: not is_computed(entry.name), entries)):
        is_note = end > 1 and entries[end - 1].is_total
        if entry.has_figures or entry.role is not None or (entry.is_numbered and not is_note):
            end = at + 1
    return end


def _off_in_smaller_unit(total: Values, printed: Values) -> list[bool] | None:
    """Of each figure, whether it differs from the total in a smaller unit; None where it is too far from any.

    No line is so many times the total.
    """
    pairs = [(one, whole or 0) for one, whole in zip(printed, total, strict=True)]
    for times in _SMALLER_UNITS if any(printed) else ():
        if all(not one or times * whole < _FEW_TIMES * one < _FEW_TIMES**2 * times * whole for one, whole in pairs):
            return [bool(one) and one != times * whole for one, whole in pairs]
    return None


_SMALLER_UNITS = (10**3, 10**6, 10**9)
_FEW_TIMES = 20
"""up to which a figure with a slip is off, and not in another unit"""


def _only_rounded(rows: Sequence[ReadRow], lined: Sequence[bool]) -> ReadRow | None:
    """The only total, where it is called rounded and the lines come to it but for less than a hundredth."""
    totals = [entry for entry in rows if entry.is_total]
    if len(totals) != 1 or not is_rounded(totals[0].name):
        return None
    items = _items(rows, lined, lone=False)
    printed = next(item.values for item in items if item.entry is totals[0])
    lines = _likeliest([item for item in items if item.entry is not totals[0]]).lines
    pairs = [(one, made or 0) for one, made in zip(printed, added(lines, len(printed)), strict=True) if one]
    near = [abs(one - made) < min(last_place(one), abs(one) // _ROUNDED_BY) for one, made in pairs]
    return totals[0] if pairs and all(near) and any(one != made for one, made in pairs) else None


def _carried(rows: Sequence[ReadRow], body: TableBody, lined: Sequence[bool]) -> Iterator[int]:
    """The rows that carry over to the next page what all lines above them come to, or those of their page."""
    carrying = [entry for entry in rows if entry.row in body.unused and is_carried(entry.name)]
    leaves = [node.entry for node in body.nodes() if not node.lines and not node.memo] if carrying else []
    values = in_one_scale([tuple(compress(entry.numbers, lined)) for entry in (*leaves, *carrying)])
    before = 0
    for entry, printed in zip(carrying, values[len(leaves) :], strict=True):
        above = [(leaf.row, value) for leaf, value in zip(leaves, values, strict=False) if leaf.row < entry.row]
        pages = [value for _row, value in above], [value for row, value in above if row > before]
        sums = (zip(printed, come_to(rows, len(printed)), strict=True) for rows in pages)
        if any(all(one in {None, sum_} for one, sum_ in pairs) for pairs in sums):
            yield entry.row
        before = entry.row


class _TableReader:
    """The rows as far as they have been read; each is one line, however many rows its name spans."""

    def __init__(self, *, numbered: bool, bullets: bool) -> None:
        self.body = TableBody()
        self.rows: list[ReadRow] = []
        self._numbered = numbered
        self._headed = False
        """whether the table begins with a heading that has neither number nor figures, so that more may follow"""
        self._bullets = bullets

    def take(self, entry: ReadRow, after: ReadRow | None) -> None:
        """Read the next row; `after` is the one below it."""
        self.body.last = entry.row
        if entry.role is RowRole.SKIP:
            self.leave(entry, _("this row is left out, as it was said"))
        elif entry.role is not None:
            self.rows.append(entry)
        elif why := self._why_left(entry):
            self.leave(entry, why)
        elif is_of_which(entry.name) and not entry.has_figures:
            self.rows.append(entry)
            self.leave(entry, _("the lines below it detail the line above it"))
        elif self.rows and self._is_total_of_heading(entry, after):
            self._say(entry, _("this row is read as the rest of {line}", line=self.rows[-1].name))
            self.rows[-1] = self.rows[-1].with_figures_of(entry)
        elif self.rows and self._goes_on(entry, after):
            self._join(entry)
        else:
            self._headed = self._headed or (not self.rows and not entry.stt and not entry.has_figures)
            self.rows.append(self._opened(entry))

    def _opened(self, entry: ReadRow) -> ReadRow:
        """A row with what the one right above it says, where that only says that details follow."""
        above = self.rows[-1] if self.rows else None
        if above is None or not is_of_which(above.name) or above.has_figures or above.role is not None:
            return entry
        self.body.unused.remove(above.row)
        return replace(entry, opening=above.name)

    def _why_left(self, entry: ReadRow) -> Text | None:
        """Why nothing is kept of a row; None for one that is a line, a total, or a part of either."""
        if is_carried(entry.name) and not entry.stt and entry.has_figures:
            return _("this row carries a sum over from one page to the next")
        if is_total(entry.name) and not entry.stt and not entry.has_figures:
            return _("this row of totals is empty")
        if entry.has_figures and (why := COUNTS if entry.measured else no_money_in_row(entry.name)):
            self.body.beside[entry.row] = why
            return _("this row is in no sum: {why}", why=why)
        if entry.has_words and not entry.stt:
            return _("no amount stands in this row")
        if entry.is_detail and not self._bullets:
            return _("this row only says what the line above pays for")
        return None

    def _is_total_of_heading(self, entry: ReadRow, after: ReadRow | None) -> bool:
        """Whether a total stands right below a heading without figures and above its first line."""
        above = self.rows[-1]
        first = after is not None and after.has_figures and (_ordinal(after.stt) == 1 or after.is_bullet)
        return entry.is_total and first and bool(above.stt) and not above.has_figures

    def _goes_on(self, entry: ReadRow, after: ReadRow | None) -> bool:
        """Whether a row carries on the line above: the rest of its name, or the amounts its name waits for."""
        above = self.rows[-1]
        if entry.stt or is_of_which(above.name):
            return False
        if not entry.has_figures:
            heads = (
                entry.bold
                or (self._headed and entry.name[:1].isupper())
                or (after is not None and (_ordinal(after.stt) == 1 or after.is_bullet))
            )
            return (self._numbered and bool(above.stt) and not heads) or entry.name[:1].islower()
        return not above.has_figures and (not entry.name or entry.name[:1].islower())

    def _join(self, entry: ReadRow) -> None:
        above = self.rows[-1]
        joined = replace(above, name=f"{above.name} {entry.name}".strip())
        self.rows[-1] = joined.with_figures_of(entry) if entry.has_figures else joined
        self._say(entry, _("this row is read as the rest of {line}", line=above.name))

    def leave_rounded(self, lined: Sequence[bool]) -> None:
        """Leave out the row that says the totals above it once more, each no further off than its last place.

        Or the only total, that of the lines.
        """
        for above, entry in pairwise(self.rows):
            if above.is_total and entry.is_total and is_rounded(entry.name):
                exact, printed = in_one_scale([tuple(compress(one.numbers, lined)) for one in (above, entry)])
                pairs = [(one, other) for one, other in zip(printed, exact, strict=True) if one]
                if pairs and all(other and abs(one - other) < last_place(one) for one, other in pairs):
                    self._set_beside(entry, _("the total once more, rounded"))
                    return
        if only := _only_rounded(self.rows, lined):
            self._set_beside(only, _("the total of the lines, rounded"))

    def leave_multiples(self) -> None:
        """Leave out the totals that say how often they are the one right above: of one class, and of all five."""
        for above, entry in [*pairwise(self.rows)]:
            if not (above.is_total and entry.is_total and entry.role is None):
                continue
            values = zip(*in_one_scale([entry.numbers, above.numbers]), strict=True)
            pairs = [(one, other or 0) for one, other in values if one or other]
            # as its name or its quantity says
            said = {*re.findall(r"[0-9]+", entry.name), *(cell.text for cell in entry.beside if cell)}
            counts = (int(text) for text in said if pairs and text.isdecimal() and int(text) > 1)
            if count := next((n for n in counts if all(one == n * other for one, other in pairs)), None):
                why = _("{count} times the total above it", count=count)
                self.rows.remove(entry)
                self.body.beside[entry.row] = why
                self.leave(entry, why)

    def leave_nameless(self) -> None:
        """Leave out figures alone at the end, with neither name nor number, where a total is called one."""
        named = any(entry.is_total for entry in self.rows)
        while named and not (self.rows[-1].name or self.rows[-1].stt or self.rows[-1].role):
            self.leave(self.rows.pop(), _("no name stands in this row"))

    def leave_converted(self, lined: Sequence[bool]) -> None:
        """Leave out a last row without a number that says the total on top once more in a smaller unit."""
        first, last = (self.rows[0], self.rows[-1]) if len(self.rows) > 1 else (None, None)
        if first is None or last is None or not first.is_total or last.stt or last.role is not None:
            return
        total, printed = in_one_scale([tuple(compress(one.numbers, lined)) for one in (first, last)])
        off = _off_in_smaller_unit(total, printed)
        if off is not None:
            why = _("the total once more, in a smaller unit")
            self.rows.remove(last)
            self.body.beside[last.row] = why
            wrong = [cell.place for cell, is_off in zip(compress(last.amounts, lined), off, strict=True) if is_off]
            self.body.not_summed |= dict.fromkeys(wrong, _("it is not the total in a smaller unit"))
            self.leave(last, why)

    def leave(self, entry: ReadRow, why: Text) -> None:
        """Keep nothing of a row, and say why."""
        self.body.unused.append(entry.row)
        self._say(entry, why)

    def _set_beside(self, rounded: ReadRow, why: Text) -> None:
        """Let the row that says a total rounded stand beside the sums."""
        self.rows.remove(rounded)
        self.body.rounded = rounded
        self.body.unused.append(rounded.row)
        self.body.beside[rounded.row] = why

    def _say(self, entry: ReadRow, message: Text) -> None:
        self.body.remarks.append(Remark(message, entry.place))


def _items(rows: Sequence[ReadRow], lined: Sequence[bool], *, lone: bool) -> list[OutlineRow]:
    """The rows with what is known of each; those of a Trong đó belong to the row above it.

    Args:
        lone: a Trong đó that prints figures is the only row of its own.
    """
    values = in_one_scale([tuple(compress(entry.numbers, lined)) for entry in rows])
    levels, grand = Levels(), _grand(rows, values)
    by_source = _shares_of_first(rows, values)
    items: list[OutlineRow] = []
    block: list[OutlineRow] | None = None
    depth: int | None = None
    for number, entry in enumerate(rows):
        shape = entry.shape
        before = items[-1] if items else None
        starts = before is not None and _starts_block(entry, before, by_source, inside=block is not None)
        ends = block is not None and not starts and _ends_block(entry, shape, depth, levels, block)
        block = None if ends or entry.role is not None else block
        if starts and before is not None:
            block = []
            before.blocks.append(block)
            depth = before.depth
        if by_source and number == by_source + 1:
            levels = Levels()  # the shares of the total on top have opened none
        item = OutlineRow(
            entry,
            values[number],
            None if shape is None else levels.next(shape),
            is_total=(total := entry.is_total and block is None),
            is_grand=total and number == grand,
            is_first=not items,
            closes=total and _closes(values[number], items),
        )
        if block is None:
            items.append(item)
        elif entry.has_figures:
            block.append(item)
        if entry.role is not None or (lone and is_of_which(entry.name) and entry.has_figures):
            block = None
    return items


def _starts_block(entry: ReadRow, before: OutlineRow, by_source: int, *, inside: bool) -> bool:
    """Whether a row opens the details of the one before it: called a Trong đó, or a bullet below a total."""
    if entry.role is not None:
        return entry.role is RowRole.MEMO
    of_total = before.is_total and (not before.is_first or by_source > 0)
    heads = entry.name.endswith(":") and not entry.has_figures  # Nguồn kinh phí:
    return is_of_which(entry.name) or (of_total and (entry.is_bullet or heads) and not inside)


def _shares_of_first(rows: Sequence[ReadRow], values: Sequence[Values]) -> int:
    """How many rows right below a total on top come to it, by source: bullets, before the lines with numbers."""
    first = 1 + any(row.name.endswith(":") and not row.has_figures for row in rows[1:2])  # Nguồn kinh phí:
    below = list(takewhile(lambda row: row.is_bullet, rows[first:])) if rows and rows[0].is_total else []
    end = first + len(below)
    if len(below) < 2 or not rows[end:] or not shape_of(rows[end].stt):  # noqa: PLR2004 - one is no share
        return 0
    return end - 1 if support(values[0], come_to(values[first:end], len(values[0]))).good else 0


def _closes(values: Values, above: Sequence[OutlineRow]) -> bool:
    """Whether a total adds up all rows between the total before it and itself."""
    rows = [row.values for row in takewhile(lambda row: not row.is_total, reversed(above))]
    return len(rows) > 1 and support(values, come_to(rows, len(values))).good


def _ends_block(
    entry: ReadRow, shape: tuple[str, ...] | None, depth: int | None, levels: Levels, block: Sequence[OutlineRow]
) -> bool:
    """Whether a row is no more a detail: a total, or a line whose number is not below that of the detailed one.

    Nor is one without a bullet below those that have one, where the detailed line has no number either; nor a line
    with a number behind a Trong đó that has none and is a part itself: `Trong đó: vốn vay | 70`.
    """
    if shape is None:
        return entry.is_total or (depth is None and bool(block) and all(row.entry.is_bullet for row in block))
    first = block[0].entry if block else None
    if first and is_of_which(first.name) and not (first.stt or shape[0].startswith("bullet")):
        return True
    if depth is None:
        return not shape[0].startswith("bullet")
    return levels.would_be(shape) <= depth


_NAMES_GROUP = re.compile(
    r"(tổng |cộng )*(nhóm|mục|phần|tiểu mục|cộng)?\s*\(?([ivx]{1,4}|[0-9.]{1,4}|[a-eA-E])\)?\s*", re.IGNORECASE
)


def _grand(rows: Sequence[ReadRow], values: Sequence[Values]) -> int:
    """Which row is called the total of everything, their number if none: the last one not called after a group.

    Or the one below it that takes it in, with what comes on top: `Tổng (I+II)`, `Thuế VAT`, `Tổng sau thuế`.
    """
    totals = [number for number, entry in enumerate(rows) if entry.is_total]
    named = [number for number in totals if is_grand_total(rows[number].name)]
    plain = [number for number in totals if not _NAMES_GROUP.fullmatch(rows[number].name)]
    called = next(reversed(named or plain or totals), len(rows))
    below = (number for number in reversed(totals) if number > called + 1)
    taken_in = (n for n in below if support(values[n], come_to(values[called:n], len(values[n]))).good)
    return next(taken_in, called)


def _ordinal(stt: str) -> int | None:
    last = stt.strip("() ").rstrip(".)").split(".")[-1]
    return int(last) if last.isdecimal() else None


def _likeliest(items: Sequence[OutlineRow]) -> _Sorted:
    """The reading of the rows under which the totals of the table hold; the plainest of those."""
    if halves := in_two_halves(items):
        return _finished(grow(halves, lone=False))
    items = with_groups_between(with_shares_of_total(items))
    first = _finished(grow(items, lone=False))
    if len(items) > _MOST_SEARCHED or _proved(first):
        return first
    others = [*filter(are_all_groups, [grow(with_lone_lines(items), lone=True)]), grow(items, lone=True)]
    if items and items[0].is_total:
        # the first rows under a total on top may be its parts, by source, where they alone come to it
        total, *rows = items
        plain = (row.values for row in takewhile(lambda row: not row.is_total and row.depth is None, rows))
        for count, sums in enumerate(running(plain, len(total.values)), 1):
            if 1 < count < len(rows) and support(total.values, sums).good:
                parted = replace(total, blocks=[*total.blocks, rows[:count]])
                others.append(grow([parted, *rows[count:]], lone=False))
        others += [grow(way, lone=False) for way in with_details_ended(items)]
    looks = (by_looks, between_numbers, heads_over_heads, by_capitals)
    ways = (with_totals_below, with_totals_of_groups, *looks, with_lone_details, until_total)
    others += [grow(way(items), lone=False) for way in (*ways, with_shares_below_total)]
    if items:
        *rows, total = with_totals_below([*items[1:], items[0]])
        others.append(grow([total, *rows], lone=False))  # the total on top, those of groups below their lines
    return next(filter(_proved, map(_finished, others)), first)


def _finished(nodes: list[Node]) -> _Sorted:
    """Groups put under their totals; the total of the whole table stays where it stands."""
    grand = next((number for number, node in enumerate(nodes) if node.item.is_grand and not node.lines), len(nodes))
    total = nodes[grand : grand + 1]
    above, below = collapsed(nodes[:grand], total), collapsed(nodes[grand + 1 :])
    for one in total if above and below else ():
        # a total ends the lines it adds up: it is their sum, or at the end of most and with none their sum
        ended = len(below) < len(above) and not sum_of(one.values, [*above, *below]).good
        if ended or sum_of(one.values, above).good:
            return _Sorted(*_without_totals(above + total), below)
    return _Sorted(*_without_totals(above + total + below), [])


class _Sorted(NamedTuple):
    """The lines at the top, the rows of totals, and lines below these that they do not count."""

    lines: list[Node]
    totals: list[Node]
    below: list[Node]


def _without_totals(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    lines = [node for node in nodes if node.lines or not node.item.is_total]
    totals = [node for node in nodes if not node.lines and node.item.is_total]
    if totals or not lines:
        return lines, totals
    grand = next((node for node in lines if node.item.is_grand and node.lines and node.entry.has_figures), None)
    if grand and len(lines) > 1:  # the total of everything is no line beside others, whatever it adds up
        at = lines.index(grand)
        return [*lines[:at], *grand.lines, *lines[at + 1 :]], [grand]
    *above, last = lines
    left = understood((last.entry.name,)).kind is FigureKind.AFTER
    if left and above and not above[0].lines and sum_of(above[0].values, lines[1:]).good:
        return [replace(above[0], lines=lines[1:])], []  # what was given is what was used of it and what is left
    if not above and last.lines and last.entry.has_figures and (not last.entry.stt or is_total(last.entry.name)):
        return last.lines, [last]  # a row over all others that is there only to add them up
    plain = last.item.depth is None and last.entry.role is None and not last.lines and last.entry.has_figures
    alone = len(above) == 1 and not above[0].lines and above[0].item.depth is None
    if is_net(lines) or (above and plain and not alone and sum_of(last.values, above).good):
        return above, [last]  # whatever its name
    return lines, totals


def _proved(reading: _Sorted) -> bool:
    """Whether a total is the sum of the lines at the top, or, where one of them is wrong, of those below them."""
    leaves = [node for node in every(reading.lines) if not node.lines and not node.memo]
    return any(sum_of(total.values, rows).good for total in reading.totals for rows in (reading.lines, leaves))


def _settle(body: TableBody, reading: _Sorted, lined: Sequence[bool]) -> None:
    """Keep one row of totals and the lines with the details beside them; say what becomes of the rest."""
    lines, totals, below = reading
    if totals:
        lines = [*net_of(totals[0], lines)]
    else:
        set_beside(lines)
        body.not_summed |= dict(wrong_rests(lines, lined))
    for node in _empty_groups(lines):
        blank = _("“{line}” prints no amount, as other groups do: it is not checked", line=node.entry.name)
        body.remarks.append(Remark(blank, node.entry.place))
    body.lines = list(_beside(lines))
    if totals:
        body.not_summed |= dict(_not_parts_of(totals[0], added(lines, len(totals[0].values)), lined))
        body.totals = totals[0].entry
        body.lines += _beside(totals[0].tail)
        body.lines.sort(key=lambda node: node.entry.row)  # those of a total on top stand above the lines
    again = [node for node in (*totals[1:], *below) if totals and node.values == totals[0].values]
    body.again = [node.entry.row for node in again]
    for node in totals[1:]:
        body.unused.append(node.entry.row)
        body.remarks.append(Remark(_("this is a second row of totals"), node.entry.place))
    for node in every(below):
        body.unused.append(node.entry.row)
        if totals and runs_on(totals[0].values, node.values):
            body.beside[node.entry.row] = _("the totals added up from column to column")
        elif node not in again:
            said = Remark(_("this row stands below the totals, which do not count it"), node.entry.place)
            body.remarks.append(said)


def _empty_groups(nodes: Sequence[Node]) -> Iterator[Node]:
    """The groups without an amount beside others that print theirs, all the way down."""
    groups = [node for node in nodes if node.lines]
    printed = [node.entry.has_figures for node in groups]
    yield from compress(groups, [any(printed) and not one for one in printed])
    for node in groups:
        yield from _empty_groups(node.lines)


def _not_parts_of(total: Node, made: Values, lined: Sequence[bool]) -> Iterator[tuple[Place, Text]]:
    """The figures of a Trong đó below a total that come to more than it, or to less where others are all of it.

    Args:
        made: what the lines come to: where the parts do so too, the total is the one that is wrong.
    """
    printed = tuple(compress(total.entry.amounts, lined))
    for block in total.item.blocks:
        parts = [row for row in grow(block, lone=False) if row.entry.role is None]
        sums = added(parts, len(total.values))
        named = all(row.entry.is_total for row in parts)
        complete = len(parts) > 1 and (named or support(total.values, sums).good)
        for column, (whole, come) in enumerate(zip(total.values, sums, strict=True)):
            if whole is None or come is None or come == made[column]:
                continue
            if come > whole or (complete and come < whole):
                largest = max(parts, key=lambda row: row.values[column] or 0)
                why = _(
                    "with the others of its Trong đó it does not fit the total {total}", total=printed[column].text
                )
                yield tuple(compress(largest.entry.amounts, lined))[column].place, why


def _beside(nodes: Iterable[Node]) -> Iterator[Node]:
    """Lines, each followed by the details that no sum counts, all the way down."""
    for node in nodes:
        node.lines = list(_beside(node.lines))
        tail, node.tail = node.tail, []
        yield node
        yield from _beside(tail)
