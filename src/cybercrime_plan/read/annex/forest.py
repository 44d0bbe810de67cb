"""Which rows are the sums of which: proposed by numbers, words, bullets, bold and indents, decided by the sums.

Rows are read from the last to the first, so that whatever a row may add up has been put together before. A
reading by words that the sums bear out is taken; where words say nothing, only sums that hold can nest rows; one
wrong figure leaves the other columns to prove the sum, so it cannot change the reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from cybercrime_plan.read.annex.choices import RowRole
from cybercrime_plan.read.annex.entries import ReadRow
from cybercrime_plan.read.annex.support import Support, Values, come_to, only_add, outgrown, running, support

_MOST_TRIED = 200
"""More rows than this are the parts of one sum only when their numbers say so."""


@dataclass(slots=True)
class OutlineRow:
    """A row with figures, or one that heads others, before it is known what it sums.

    Attributes:
        depth: by its number, from 0; None without one.
        is_total: its name calls it a total, and it has no number.
        is_grand: its name calls it the total of everything.
        is_first: no row stands above it.
        closes: it is a total of the rows above it.
        blocks: rows that only tell what part of it is for (Trong đó), a list for each such block.
    """

    entry: ReadRow
    values: Values
    depth: int | None = None
    is_total: bool = False
    is_grand: bool = False
    is_first: bool = False
    closes: bool = False
    blocks: list[list[OutlineRow]] = field(default_factory=list)


@dataclass(slots=True)
class Node:
    """A line with the lines below it; a `memo` line details a part of the one above and is in no sum.

    Attributes:
        tail: memo lines that follow it, beside it.
    """

    entry: ReadRow
    values: Values
    item: OutlineRow
    memo: bool = False
    lines: list[Node] = field(default_factory=list)
    tail: list[Node] = field(default_factory=list)

    @property
    def weight(self) -> Values:
        """What it adds to a sum: its own figures, or where it has none those below it."""
        return self.values if self.entry.has_figures else added(self.lines, len(self.values))


def every(nodes: Iterable[Node]) -> list[Node]:
    """Nodes and all that stand below and beside them, each before its own."""
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        if node.lines or node.tail:
            found += every((*node.lines, *node.tail))
    return found


def added(nodes: Sequence[Node], width: int) -> Values:
    """The sum of nodes, column by column."""
    return come_to([node.weight for node in nodes], width)


def sum_of(values: Values, nodes: Sequence[Node]) -> Support:
    """How far the figures of a row are the sum of nodes."""
    return support(values, added(nodes, len(values)))


def grow(items: Sequence[OutlineRow], *, lone: bool) -> list[Node]:
    """The trees the rows make, totals of the whole table and of groups among them as rows of their own.

    Args:
        lone: let a sum that holds in a single column nest rows of which no word says so.
    """
    waiting: list[Node] = []
    complete = _complete_blocks(items)
    only_adds = only_add(item.values for item in items)
    for item in reversed(items):
        node = Node(item.entry, item.values, item, memo=item.entry.role is RowRole.MEMO)
        below = waiting[::-1]
        count = _count_below(item, below, lone=lone, only_adds=only_adds)
        if count:
            rows = collapsed(below[:count])
            last = rows[-1]
            if node.entry.has_figures or not last.item.is_total or (len(rows) > 1 and last.lines):
                node.lines = rows
            else:  # a heading without figures gets those of the total that closes its rows
                node.lines = last.lines or rows[:-1]
                node = _given(node, last)
            del waiting[len(waiting) - count :]
        _attach_blocks(node, complete, lone=lone, alone=not waiting)
        waiting.append(node)
    return waiting[::-1]


def _complete_blocks(items: Sequence[OutlineRow]) -> frozenset[tuple[str, ...]]:
    """The names of details that are all of their rows in most of the rows that have them.

    So they are meant to be in the few where they are not. One detail alone, or with nothing beside it, is all of a
    row by chance.
    """
    tried: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for item in items:
        for block in item.blocks:
            whole = support(item.values, come_to([row.values for row in block], len(item.values))).good
            telling = sum(any(row.values) for row in block) > 1
            if not whole or telling:
                tried[tuple(row.entry.name for row in block)].append(whole)
    counted = {names: Support(whole.count(True), whole.count(False)) for names, whole in tried.items()}
    return frozenset(names for names, said in counted.items() if said.good and said.holds > 1)


def _attach_blocks(node: Node, complete: Collection[tuple[str, ...]], *, lone: bool, alone: bool) -> None:
    """Details of a part become its lines when they are all of it, else lines beside it that no sum counts.

    Those of a kind that are all of the other rows that have them are lines as well, and one of them is wrong. Those
    of a total are its lines only where it stands `alone`: else it adds up the rows that follow.
    """
    for block in node.item.blocks:
        rows = grow(block, lone=lone)
        said = any(row.entry.role is RowRole.MEMO for row in block[:1])
        meant = tuple(row.entry.name for row in block) in complete
        whole = not said and (meant or sum_of(node.weight, rows).good)
        if (
            whole
            and not node.lines
            and node.entry.has_figures
            and ((alone and node.item.is_first) or not node.item.is_total)
        ):
            node.lines = rows
        else:
            for row in rows:
                row.memo = True
            node.tail += rows


def _count_below(item: OutlineRow, below: Sequence[Node], *, lone: bool, only_adds: bool) -> int:
    """How many of the trees that follow stand below a row."""
    if item.is_total:  # above its lines, it adds up all that follows, or all up to the next total
        ends = (count for count in range(len(below) - 1, 0, -1) if below[count].item.is_total)
        # one row alone that says the same below others is the same total once more
        counts = (count for count in (len(below), *ends) if count > (not item.is_first) and not item.closes)
        return next((count for count in counts if _support(item, below[:count]).good), 0)
    if item.depth is not None:
        numbered = _numbered_below(item, below)
        if numbered and item.entry.has_figures:
            tried = ((count, _support(item, below[:count])) for count in numbered)
            good = [(said.fails > 0, at, count) for at, (count, said) in enumerate(tried) if said.good]
            return min(good)[2] if good else numbered[0]
        if numbered:
            return numbered[0]
    if not item.entry.has_figures:
        return _headed(item, below)
    return _proved(item, below, lone=lone, only_adds=only_adds) if any(item.values) else 0


def _support(item: OutlineRow, below: Sequence[Node]) -> Support:
    """How far a row is the sum of those below it, each group of which counts once."""
    return sum_of(item.values, collapsed(below))


def _numbered_below(item: OutlineRow, below: Sequence[Node]) -> list[int]:
    """The counts of rows that the number of a row can head, the likeliest first."""
    run = last = numbered = 0
    for node in below:
        number = node.item.depth
        if node.item.is_grand or (number is not None and item.depth is not None and number <= item.depth):
            break
        run += 1
        if number is not None:
            last = numbered = run
        elif last == numbered > 0 and node.item.is_total and not node.item.is_grand:
            last = run  # the one total right below them; what follows it adds up more
    if not last:
        return []
    repeated = item.entry.has_figures and last > numbered and below[last - 1].values == item.values
    first = last if repeated or not item.entry.has_figures else numbered
    return list(dict.fromkeys((first, last, *range(run, last, -1), *range(last - 1, numbered - 1, -1))))


def _headed(item: OutlineRow, below: Sequence[Node]) -> int:
    """The rows under a heading that prints no figure: all that are deeper, or all up to the next of its kind."""
    count = 0
    for node in below:
        same = not node.entry.has_figures or node.lines
        if node.item.is_grand or (node.item.depth is None and item.depth is None and same):
            break
        if item.depth is not None and node.item.depth is not None and node.item.depth <= item.depth:
            break
        count += 1
        if node.item.is_total:
            break
    return count


def _proved(item: OutlineRow, below: Sequence[Node], *, lone: bool, only_adds: bool) -> int:
    """The rows that a row without a deeper number adds up, by the sums alone.

    Args:
        only_adds: no figure is less than nothing, so that what has outgrown a figure never comes to it again.
    """
    exact = slipped = 0
    hinted = True
    rows = (node.weight for node in below[:_MOST_TRIED])
    # the next row looks like this one, so that what stands between them is its only part
    ends = len(below) > 1 and (below[1].item.is_total or below[1].entry.hint == item.entry.hint)
    for count, sums in enumerate(running(rows, len(item.values)), 1):
        node = below[count - 1]
        deeper = node.entry.hint > item.entry.hint
        if item.depth is None:
            may_hold = node.entry.hint >= item.entry.hint
        else:
            again = node.entry.stt == item.entry.stt and node.entry.name == item.entry.name  # merged over its parts
            may_hold = node.item.depth is None or (node.item.depth == item.depth and (deeper or again))
        if node.item.is_total or not may_hold:
            break
        said = support(item.values, sums)
        hinted = hinted and deeper
        only = (
            bool(node.lines) and node.entry.name != item.entry.name
        )  # the only group of a group, by the sums alone
        several = count > 1 or (lone and (only or (hinted and ends)))
        if several and said.good and (said.holds > 1 or hinted or lone):
            exact, slipped = (exact, count) if said.fails and not hinted else (count, slipped)
        pairs = zip(item.values, sums, strict=True)
        over = sum(value is not None and abs(part or 0) > abs(value) for value, part in pairs)
        if said.holds + said.fails and over > max(1, len(sums) // 2):
            break  # outgrown in so many columns that more rows cannot mend it
        if only_adds and outgrown(item.values, sums):
            break
    return exact or slipped


def collapsed(nodes: Sequence[Node], then: Sequence[Node] = ()) -> list[Node]:
    """Rows with each total below its group put over it: the heading of the group gets the figures.

    A total that adds up nothing here stays a row of its own.

    Args:
        then: the total that follows all of them.
    """
    rows: list[Node] = []
    start = 0
    for number, node in enumerate(nodes):
        if not node.item.is_total or node.lines:
            rows.append(node)
            continue
        group, above = 0, rows[start:]
        weights = (row.weight for row in reversed(rows))  # the total before it among them: before tax, tax, after
        for count, sums in enumerate(running(weights, len(node.values)), 1):
            if (count > 1 or count == len(above)) and support(node.values, sums).good:
                group = count
        after = [*nodes[number + 1 :], *then]
        if not group and not node.item.is_grand and _stands_between(node, rows, start, after):
            # one row after another total is added to it: a tax
            group = len(above) if len(above) > 1 else len(rows)
        heading = rows[-1] if rows and not rows[-1].entry.has_figures and rows[-1].lines else None
        held = heading and sum_of(node.values, heading.lines).good
        if heading and (held or not node.item.is_grand):
            rows[-1] = _given(heading, node)
        elif group:
            over = Node(node.entry, node.values, node.item, lines=rows[len(rows) - group :], tail=node.tail)
            rows[len(rows) - group :] = [over]
        else:
            rows.append(node)
        start = len(rows)
    return rows


def _stands_between(total: Node, rows: Sequence[Node], start: int, after: Sequence[Node]) -> bool:
    """Whether a total is, by its place, that of the lines above it, even where a figure is wrong.

    Lines follow it, or a further total that takes in either it or those lines.
    """
    width = len(total.values)
    sums = added([*rows[:start], total], width), added(rows, width)
    further = (one for one in after if len(rows) - start > 1 and start)
    return any(not one.item.is_total for one in after) or any(
        support(one.values, each).good for one in further for each in sums
    )


def _given(heading: Node, total: Node) -> Node:
    """A heading that carries the figures of the total below its rows."""
    entry = replace(heading.entry.with_figures_of(total.entry), closing=total.entry.name)
    item = replace(heading.item, entry=entry, values=total.values)
    return Node(entry, total.values, item, heading.memo, heading.lines, [*heading.tail, *total.tail])
