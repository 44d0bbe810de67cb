"""Other ways to nest the rows of a table than by numbers and words, tried where under these no total holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from cybercrime_plan.read.annex.forest import Node, OutlineRow
from cybercrime_plan.read.annex.support import Values, come_to, only_add, outgrown, running, support
from cybercrime_plan.read.annex.vocabulary import is_exact_total, is_grand_total, is_of_which

_MOST_STEPS = 2_000
_MOST_BROKEN = 2
"""sums that one wrong figure breaks: that of its row's group, and where it is a total that of the whole"""


def with_details_ended(items: Sequence[OutlineRow]) -> Iterator[list[OutlineRow]]:
    """The rows where a Trong đó under a total takes in all others, and ends before those that come to the total."""
    total, *rows = items
    if rows or not total.blocks:
        return
    *before, block = total.blocks
    for count, sums in enumerate(running((row.values for row in reversed(block)), len(total.values)), 1):
        if 1 < count < len(block) and support(total.values, sums).good:
            yield [replace(total, blocks=[*before, block[:-count]]), *block[-count:]]


def with_shares_of_total(items: Sequence[OutlineRow]) -> Sequence[OutlineRow]:
    """The rows with several totals at the end, that come to that of all by source or by kind, as details of it.

    The total of all is the last row or the first. None of the others adds up the lines above it, which come to it
    too; one figure may be wrong.
    """
    on_top = bool(items) and _is_whole(items)
    total, rows = (items[0], items[1:]) if on_top else (items[-1], items[:-1]) if items else (None, ())
    shares = list(takewhile(lambda item: item.is_total, reversed(rows)))[::-1]
    lines = [item for item in items if not item.is_total and not item.depth]
    if total is None or len(shares) < 2 or not (on_top or total.is_grand) or any(item.closes for item in shares):  # noqa: PLR2004 - one is none
        return items
    by_kind, by_line = (come_to([item.values for item in some], len(total.values)) for some in (shares, lines))
    if not any(
        support(*pair).good for pair in ((total.values, by_kind), (total.values, by_line), (by_kind, by_line))
    ):
        return items
    parts = [replace(item, is_total=False, is_grand=False) for item in shares]
    rest, total = rows[: len(rows) - len(shares)], replace(total, is_grand=True, blocks=[*total.blocks, parts])
    return [total, *rest] if on_top else [*rest, total]


def _is_whole(items: Sequence[OutlineRow]) -> bool:
    """Whether a total on top is that of all: it is called so, or the last ones come to it, whatever its name."""
    first, *rows = items
    shares = list(takewhile(lambda item: item.is_total, reversed(rows)))
    sums = come_to([item.values for item in shares], len(first.values))
    return first.is_grand or (first.is_total and len(shares) > 1 and support(first.values, sums).good)


def with_shares_below_total(items: Sequence[OutlineRow]) -> Sequence[OutlineRow]:
    """The rows with those below the total of all that come to it once more, by source, as details of it."""
    at = next((number for number, item in enumerate(items) if item.is_grand), 0)
    total, shares = items[at : at + 1], list(items[at + 1 :])
    plain = len(shares) > 1 and all(item.depth is None and not item.is_total for item in shares)
    if (
        not at
        or not plain
        or not support(total[0].values, come_to([item.values for item in shares], len(total[0].values))).good
    ):
        return items
    return [*items[:at], replace(total[0], blocks=[*total[0].blocks, shares])]


def by_looks(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The rows of a table without numbers, each as deep as its bold letters and indent make it look.

    Where the lines are numbered through, those without a number that look no deeper head them.
    """
    lines = [item for item in items if not item.is_total]
    looks = sorted({item.entry.hint for item in lines})
    numbered = {(item.depth, item.entry.hint) for item in lines if item.depth is not None}
    heads = {item.entry.hint for item in lines if item.depth is None}
    if numbered:
        if len(numbered) > 1 or len(heads) != 1 or max(heads) > max(hint for _depth, hint in numbered):
            return list(items)
        return [item if item.is_total else replace(item, depth=int(item.depth is not None)) for item in items]
    if len(looks) < 2:  # noqa: PLR2004 - all look alike
        return list(items)
    return [item if item.is_total else replace(item, depth=looks.index(item.entry.hint)) for item in items]


def between_numbers(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The rows with those that have no number over the numbered ones that follow each, below the number above.

    `I`, then `Nhóm A` over 1 and 2, `Nhóm B` over 1 and 2: the groups have a depth of their own.
    """
    plain = [(item, after) for item, after in pairwise(items) if item.depth is None and not item.is_total]
    depths = {after.depth for _item, after in plain}
    depth = depths.pop() if len(depths) == 1 else None
    if not depth or not all(item.entry.has_figures for item, _after in plain):
        return list(items)
    heads = {item.entry for item, _after in plain}
    found = []
    for item in items:
        deeper = item.depth is not None and item.depth >= depth
        own = item.depth + 1 if deeper and item.depth is not None else item.depth
        found.append(replace(item, depth=depth if item.entry in heads else own))
    return found


def with_groups_between(items: Sequence[OutlineRow]) -> Sequence[OutlineRow]:
    """The same where one of these groups at least is what its rows come to: so all of them are groups."""
    nested = between_numbers(items)
    groups: list[tuple[OutlineRow, list[Values]]] = []
    inside = False
    for before, item in zip(items, nested, strict=True):
        if before.depth is None and item.depth is not None:
            groups.append((item, []))
            inside = True
        elif inside and item.depth == (groups[-1][0].depth or 0) + 1:
            groups[-1][1].append(item.values)
        else:
            inside = inside and item.depth is not None and item.depth > (groups[-1][0].depth or 0)
    proved = (len(rows) > 1 and support(head.values, come_to(rows, len(head.values))).good for head, rows in groups)
    return nested if any(proved) else items


def by_capitals(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The rows of a table without numbers by their looks, those in capitals over others that look alike."""
    looks = {item.entry: (item.entry.hint, not item.entry.name.isupper()) for item in items if not item.is_total}
    depths = sorted({*looks.values()})
    if len(depths) < 3 or any(item.depth is not None for item in items):  # noqa: PLR2004 - else `by_looks` sees it
        return list(items)
    return [item if item.is_total else replace(item, depth=depths.index(looks[item.entry])) for item in items]


def heads_over_heads(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The rows of a table without numbers that look in two ways: a head right above another one is over it."""
    lines = [item for item in items if not item.is_total]
    looks = sorted({item.entry.hint for item in lines})
    if len(looks) != 2 or any(item.depth is not None for item in lines):  # noqa: PLR2004 - heads, and lines
        return list(items)
    heads = {item.entry for item in lines if item.entry.hint == looks[0]}
    over = {item.entry for item, below in pairwise(lines) if item.entry in heads and below.entry in heads}
    depths = {item.entry: (item.entry not in over) + (item.entry not in heads) for item in lines}
    return [item if item.is_total else replace(item, depth=depths[item.entry]) for item in items]


def with_lone_lines(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The rows without numbers, where one that says what the row right below it says has that as its only line."""
    found = list(items)
    for number, (item, below) in enumerate(pairwise(items)):
        plain = item.depth is below.depth is None and not (item.is_total or below.is_total)
        if plain and any(item.values) and item.values == below.values and item.entry.name != below.entry.name:
            depth = found[number].depth or 0
            found[number : number + 2] = [replace(item, depth=depth), replace(below, depth=depth + 1)]
    return found


def are_all_groups(nodes: Sequence[Node]) -> bool:
    """Whether no line stands beside a group: all have lines below them, or none has."""
    groups = [bool(node.lines) for node in nodes if not node.item.is_total]
    alike = all(groups) or not any(groups)
    return alike and all(are_all_groups(node.lines) for node in nodes if node.lines)


def with_lone_details(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The rows with those behind a Trong đó that is a part itself (`Trong đó: tiền sử dụng đất`) on their own."""
    found: list[OutlineRow] = []
    for item in items:
        found.append(replace(item, blocks=[]))
        for block in item.blocks:
            alone = bool(block) and is_of_which(block[0].entry.name)
            found[-1].blocks.append(block[:1] if alone else block)
            found += [replace(row, blocks=[*row.blocks]) for row in block[1:] if alone]
    return found


def with_totals_below(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The rows with each that adds up the rows just above it taken for their total, whatever it is called.

    A line may be the sum of those above it by chance; so the last row has to add up all that is left at the end,
    and where that can be had in several ways, with as few slips, totals and lines begin with different words.
    """
    ways = _ways(items)
    fewest = [totals for slips, totals in ways if slips == min(ways)[0]]
    words = [item.entry.name.casefold().partition(" ")[0] for item in items]
    others = [{word for at, word in enumerate(words) if at not in way} for way in fewest]
    apart = [way for way, lines in zip(fewest, others, strict=True) if lines.isdisjoint(words[at] for at in way)]
    plain = fewest if len(fewest) == 1 else apart
    if len(plain) != 1:
        return list(items)
    last = len(items) - 1
    return [
        replace(item, is_total=True, is_grand=number == last) if number in plain[0] else item
        for number, item in enumerate(items)
    ]


def with_totals_of_groups(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The same where some of the rows above are groups: each counts once, without the lines below its number."""
    top = min((item.depth for item in items if item.depth is not None), default=0)
    outer = [item for item in items if item.depth in {None, top}]
    found = {item.entry: item for item in with_totals_below(outer)} if len(outer) < len(items) else {}
    return [found.get(item.entry, item) for item in items]


def _ways(items: Sequence[OutlineRow]) -> list[tuple[int, tuple[int, ...]]]:
    """The rows that can be the totals of rows above them, so that the last is the total of all.

    Each way comes with the sums that fail in it: one wrong figure of a total breaks two.
    """
    found: list[tuple[int, tuple[int, ...]]] = []
    only_adds = only_add(item.values for item in items)
    open_: list[tuple[int, tuple[int, ...], tuple[int, ...], int]] = [(0, (), (), 0)] if items else []
    for _step in range(_MOST_STEPS):
        if not open_:
            break
        number, above, totals, slips = open_.pop()
        item = items[number]
        last = number == len(items) - 1
        known = item.depth is not None or item.entry.role is not None or (item.is_total and not last)
        counts = []
        rows = (items[at].values for at in (reversed(above) if any(item.values) and not known else ()))
        for count, sums in enumerate(running(rows, len(item.values)), 1):
            said = support(item.values, sums)
            if count > 1 and said.good and said.fails <= _MOST_BROKEN - slips:
                counts.append((count, said.fails))
            if only_adds and outgrown(item.values, sums):
                break
        if last:
            found += [(slips + more, (*totals, number)) for count, more in counts if count == len(above)]
            continue
        open_.append((number + 1, (*above, number), totals, slips))
        open_ += [
            (number + 1, (*above[: len(above) - count], number), (*totals, number), slips + more)
            for count, more in counts
        ]
    return found


def until_total(items: Sequence[OutlineRow]) -> list[OutlineRow]:
    """The rows where the last is the total of something else, and not of everything: that stands right above it."""
    *_lines, total, last = items if len(items) > 1 else (None, None)
    name = last.entry.name if total and last and total.is_total and last.is_grand else ""
    if not (total and last and name) or is_grand_total(name) or is_exact_total(name):
        return list(items)
    return [*items[:-2], replace(total, is_grand=True), replace(last, is_grand=False)]
