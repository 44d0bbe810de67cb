"""Money that came in, what it was spent for, and what is left of it: three parts that are not added together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress, product

from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _
from cybercrime_plan.read.annex.choices import UndecidedError, row_number, undecided
from cybercrime_plan.read.annex.column_sum import says_difference
from cybercrime_plan.read.annex.forest import Node, OutlineRow, added, every
from cybercrime_plan.read.annex.support import Values, come_to, only_add, support

_REVENUE = re.compile(r"\bthu\b", re.IGNORECASE)
_SPENDING = re.compile(r"\bchi\b", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:thu|nguồn)\b", re.IGNORECASE)
_USE = re.compile(r"\b(?:chi|sử dụng)\b", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:còn (?:lại|dư)|chênh lệch|chưa (?:phân bổ|sử dụng)|tồn (?:quỹ|cuối)|kết dư)\b", re.IGNORECASE
)
_DEFICIT = re.compile(r"bội (?:chi|thu)\b", re.IGNORECASE)
_OF_BOTH = re.compile(r"chênh lệch|\(\s*(?:A\s*[-–−]\s*B|I\s*[-–−]\s*II|1\s*[-–−]\s*2)\s*\)", re.IGNORECASE)
"""The name of a rest that says of what: `Chênh lệch thu chi`, `Tồn quỹ (I-II)`."""


def in_two_halves(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The rows with money and its use each a head over its lines, where these heads have no number; none else.

    One of the two has to be what its lines come to, or both are the same: so a slip does not turn the reading.
    """
    plain = [item for item in items if item.depth is None]
    rest = plain[-1:] if items and items[-1].depth is None and _is_rest(plain) else []
    heads = _heads([item for item in plain if item not in rest])
    if heads is None or heads[0] is not items[0]:
        return []
    second = items.index(heads[1])
    halves = items[1:second], items[second + 1 : len(items) - len(rest)]
    if not all(halves):
        return []
    sums = (come_to([row.values for row in rows if not row.depth], len(rows[0].values)) for rows in halves)
    held = [support(head.values, made).good for head, made in zip(heads, sums, strict=True)]
    if not any(held) and (heads[0].values != heads[1].values or not any(heads[0].values)):
        return []
    over = (*heads, *rest)
    return [
        replace(item, depth=0 if item in over else (item.depth or 0) + 1, is_total=False, is_grand=False)
        for item in items
    ]


def _is_rest(items: Sequence[OutlineRow]) -> bool:
    """Whether the last row is called what is left of money, or says how much it and its use differ: `Bội chi`."""
    last, heads = items[-1], _heads(items[:-1])
    if heads is None or _REST.search(last.entry.name):
        return heads is not None
    return _differ_by(heads[0].values, heads[1].values, last.values)


def _differ_by(came: Values, went: Values, rest: Values) -> bool:
    """Whether money and its use differ by something in every column."""
    columns = zip(came, went, rest, strict=True)
    return any(rest) and all(abs((one or 0) - (other or 0)) == abs(left or 0) for one, other, left in columns)


def _heads(items: Sequence[OutlineRow]) -> tuple[OutlineRow, OutlineRow] | None:
    """The two rows that are called money and its use: all, those called totals, or those that look highest."""
    highest = min((item.entry.hint for item in items), default=0)
    ways = (
        items,
        [item for item in items if item.is_total],
        [item for item in items if item.entry.hint == highest],
    )
    for first, second in (way for way in ways if len(way) == 2):  # noqa: PLR2004 - money, and its use
        names = first.entry.name, second.entry.name
        if _SOURCE.search(names[0]) and _USE.search(names[1]) and not _SOURCE.search(names[1]):
            return first, second
    return None


def set_beside(lines: Sequence[Node]) -> None:
    """Make money that came in, and what is left of it, stand beside the lines that say what it is for."""
    revenue = [node for node in lines if _REVENUE.search(node.entry.name)]
    spending = [node for node in lines if _SPENDING.search(node.entry.name) and node not in revenue]
    if spending and revenue and lines.index(revenue[0]) < lines.index(spending[0]):
        after = _after_both(lines, revenue[0], spending[0])
        for node in lines:
            node.memo = node.memo or node not in spending or node in after
    for node in _had(lines):
        node.memo = True
    for node in lines:
        below = added(node.lines, len(node.values)) if node.memo else ()
        if any(below) and all((value or 0) == -(made or 0) for value, made in zip(node.values, below, strict=True)):
            # what is missing, -120, is told below once more: `Phần thiếu đề nghị bổ sung: 120`
            for one in node.lines:
                one.memo = True
            node.lines, node.tail = [], [*node.lines, *node.tail]


def _after_both(lines: Sequence[Node], came: Node, went: Node) -> Sequence[Node]:
    """The lines from the one on that says by how much money and its use differ: `Bội chi`, and how it is met."""
    left = [(one or 0) - (other or 0) for one, other in zip(came.weight, went.weight, strict=True)]
    for at, node in enumerate(lines):
        told = [(abs(value), abs(rest)) for value, rest in zip(node.values, left, strict=True) if value]
        held = sum(value == rest for value, rest in told)
        if at > lines.index(went) and (2 * held > len(told) or _DEFICIT.match(node.entry.name)):
            return lines[at:]
    return []


def _had(lines: Sequence[Node]) -> list[Node]:
    """Money that came in, and what is left of it, beside the one group that says what it is for.

    Where nothing is said to be left, the two come to the same, part by part: as printed, or by their lines.
    """
    sources = [bool(_SOURCE.search(node.entry.name)) for node in lines[:2]]
    match lines:
        case [first, second] if sources == [True, False] and second.lines:
            sums = [[node.weight, added(node.lines or [node], len(node.weight))] for node in lines]
            if any(one == other and any(one) for one, other in product(*sums)):
                return [first]
            if _USE.search(second.entry.name) and not any(node.entry.role for node in every(lines)):
                raise _added_or_not(first, second)
        case [first, second, rest] if sources == [True, False] and second.lines and _REST.search(rest.entry.name):
            return [first, rest]
    return []


def _added_or_not(came: Node, went: Node) -> UndecidedError:
    """Whether money stands beside its use, where the two are not the same."""
    rows = ",".join(str(row_number(node.entry.place)) for node in every([came]))
    asks = _(
        "“{first}” and “{second}” differ: does the first stand beside the sums, or add up with the second?",
        first=came.entry.name,
        second=went.entry.name,
    )
    answers = {f"memo={rows}": _("beside the sums"), f"line={rows}": _("added up with the others")}
    return undecided("rows", asks, answers, came.entry.place)


def wrong_rests(lines: Sequence[Node], lined: Sequence[bool]) -> Iterator[tuple[Place, Text]]:
    """The figures of what is called the rest of money that are not what its use leaves of it.

    They are held against it where the name prints the two, or another column shows that it is meant.
    """
    match lines:
        case [first, second, rest, *_after] if (
            first.memo
            and rest.memo
            and not second.memo
            and (_REST.search(rest.entry.name) or _DEFICIT.match(rest.entry.name))
        ):
            printed = tuple(compress(rest.entry.amounts, lined))
            columns = zip(first.values, second.values, rest.values, printed, strict=True)
            told = [
                (cell, abs((came or 0) - (went or 0)) == abs(left)) for came, went, left, cell in columns if left
            ]
            if any(held for _cell, held in told) or _OF_BOTH.search(rest.entry.name):
                why = _("it is not “{first}” less “{second}”", first=first.entry.name, second=second.entry.name)
                yield from ((cell.place, why) for cell, held in told if not held)


def is_net(lines: Sequence[Node]) -> bool:
    """Whether the last of three rows says by their numbers that it is the first less the second: `C (A-B)`.

    What is left of money that came in is none: its use is what is added up.
    """
    match lines:
        case [need, had, rest] if not _SOURCE.search(need.entry.name) and not rest.lines:
            told = re.sub(r"\s", "", rest.entry.name).replace("–", "-").replace("−", "-")
            numbers = [re.escape(one.entry.stt.rstrip(".)")) for one in (need, had)]
            return all(numbers) and bool(re.search(r"[(=]{}-{}\b".format(*numbers), told))
    return False


def net_of(total: Node, lines: Sequence[Node]) -> Sequence[Node]:
    """The lines of a total, the second taken off where it is the first less that one: `Tổng số (A-B)`.

    The figures say so, or its name where the lines come to none of them.
    """
    if len(lines) != 2 or not only_add(node.weight for node in lines):  # noqa: PLR2004 - A and B
        return lines
    less = [lines[0], _taken_off(lines[1])]
    added_up, taken = (support(total.values, added(way, len(total.values))) for way in (lines, less))
    said = says_difference(total.entry.name) and not added_up.holds
    return less if not added_up.good and (taken.good or said) else lines


def _taken_off(node: Node) -> Node:
    """A line with all below it, each figure less than nothing."""
    values = tuple(None if value is None else -value for value in node.values)
    below = [_taken_off(one) for one in node.lines]
    beside = [_taken_off(one) for one in node.tail]
    return replace(node, entry=node.entry.taken_off(), values=values, lines=below, tail=beside)
