"""Several tables of one file as the tables of one plan: a summary first, if there is one, then the others.

Two that stand side by side under one row of titles, Thu and Chi, are two tables as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cybercrime_plan.findings import Loc, Place, Positions
from cybercrime_plan.model.money import Unit, is_unit_line, parse_money, unit_of
from cybercrime_plan.model.spelling import folded, spoken
from cybercrime_plan.read.annex.choices import Choices
from cybercrime_plan.read.annex.header import Header, headers
from cybercrime_plan.read.annex.tree import Tree, slug_of
from cybercrime_plan.read.annex.vocabulary import LETTERS
from cybercrime_plan.read.grid import Content, Grid


def apart(grid: Grid) -> tuple[Grid, ...]:
    """A sheet; or each half of one where two tables stand side by side, with titles of its own and of both."""
    for header in headers(grid, Choices()):
        titled = [column for column, title in enumerate(header.lowest) if title]
        left, right = titled[: len(titled) // 2], titled[len(titled) // 2 :]
        if _are_twins(header, left, right):
            own = set(range(header.top, grid.height))
            for at, row in enumerate(grid.rows[: header.top]):
                # a row that says of each half what it is, and not of one half a title and of both the unit
                halves = [
                    [is_unit_line(cell.text) for cell in half if cell]
                    for half in (row[: right[0]], row[right[0] :])
                ]
                if all(halves) and any(halves[0]) == any(halves[1]):
                    own.add(at)
            return grid.without(own, range(right[0], grid.width)), grid.without(own, range(right[0]))
    return (grid,)


def _are_twins(header: Header, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether the titles over amounts stand twice, each time beside a column of other words."""
    pairs = list(zip(left, right, strict=False))
    same = {
        one: folded(header.lowest[one]) == folded(header.lowest[two])
        and header.place_of(one) != header.place_of(two)
        for one, two in pairs
    }
    if len(left) != len(right) or not any(same.values()):
        return False
    rows = header.grid.rows[header.bottom + 1 :]
    cells = {column: [cell for row in rows if (cell := row[column])] for column in (*left, *right)}
    words = {
        column: sum(cell.content is Content.TEXT and bool(LETTERS.search(cell.text)) for cell in own) * 2 > len(own)
        for column, own in cells.items()
    }
    alike = [same[one] for one in left if not words[one]]
    paired = all(words[one] == words[two] for one, two in pairs)
    return paired and any(words[column] for column in left) and bool(alike) and all(alike)


@dataclass(frozen=True, slots=True)
class NamedTable:
    """One table of a file.

    Attributes:
        tree: of a plan of which it is the only table.
        title: what stands over it; the sheet, where nothing does.
        sheet: the name of its sheet.
    """

    tree: Tree
    positions: Positions
    title: str
    sheet: str


class _Joined(Positions):
    """The cells of every value of several tables, the first of which is the budget."""

    def __init__(self, tables: Sequence[Positions]) -> None:
        super().__init__()
        self._tables = tables

    def at(self, loc: Loc) -> Place | None:
        if loc[:1] == ("budgets",) and len(loc) > 1:
            return self._tables[int(loc[1]) + 1].at(("budget", *loc[2:]))
        return self._tables[0].at(loc)


def joined(tables: Sequence[NamedTable]) -> tuple[Tree, Positions, tuple[int, ...]]:
    """The tables as one plan: its tree, the cell of every value, and the order of the tables in it."""
    summaries = ((at, details) for at in range(len(tables)) if (details := _details(tables, at)))
    summary, details = next(summaries, (0, dict[int, str]()))
    order = (summary, *(at for at in range(len(tables)) if at != summary))
    taken: set[str] = set()
    further: list[Tree] = []
    titles = Counter(table.title for table in tables)
    for number, at in enumerate(order[1:], 2):
        title = tables[at].title if titles[tables[at].title] == 1 else ""
        title = title or tables[at].sheet or tables[at].title
        head: Tree = {"id": slug_of(title or f"Bảng {number}", taken)} | ({"title": title} if title else {})
        if at in details:
            head["line"] = details[at]
        further.append(head | tables[at].tree["budget"])
    tree = tables[order[0]].tree | {"budgets": tuple(further)}
    return tree, _Joined([tables[at].positions for at in order]), order


def _details(tables: Sequence[NamedTable], summary: int) -> dict[int, str]:
    """Which line of a table each other table details, by its name or by its sums; empty when it is no summary.

    A title proposes, the sums dispose: a table is a summary when every other is named by a line of it, or comes to
    the amounts of one, and at least one does come to them.
    """
    lines = {line["id"]: line for line in _leaves(tables[summary].tree["budget"]["lines"])}
    unit = _unit(tables[summary].tree["budget"])
    found: dict[int, str] = {}
    proved = False
    for at, table in enumerate(tables):
        if at == summary:
            continue
        words = f" {spoken(table.title)} {spoken(table.sheet)} "
        named = [name for name, line in lines.items() if line.get("name") and f" {spoken(line['name'])} " in words]
        years = tables[summary].tree["budget"]["years"]
        equal = [name for name, line in lines.items() if _comes_to(table, line, years, unit)]
        one = named if len(named) == 1 else equal
        if len(one) != 1 or one[0] in found.values():
            return {}
        found[at] = one[0]
        proved = proved or one[0] in equal
    return found if proved else {}


def takes_in(table: Tree, above: Sequence[Tree]) -> bool:
    """Whether the totals at the end of a table are of the tables above it as well: of its lines and of theirs.

    One wrong figure anywhere leaves most columns as they should be.
    """
    budgets = [tree["budget"] for tree in (*above, table)]
    if len({(*budget["years"], budget["unit"]) for budget in budgets}) > 1:
        return False
    printed, own = totals_of(table), _of_lines(table)
    for rest in come_to(above):
        right = [column for column in printed if rest[column] and printed[column] == own[column] + rest[column]]
        if len(right) * 2 > len(printed):
            return True
    return False


def come_to(tables: Sequence[Tree]) -> tuple[Counter[str], Counter[str]]:
    """What several tables come to in đồng, by column: their printed totals, and their lines."""
    return _together(map(totals_of, tables)), _together(map(_of_lines, tables))


def totals_of(table: Tree) -> Counter[str]:
    """The printed totals of a table in đồng, by column."""
    return _in_dong(table["budget"], table["budget"], "totals", "column_totals")


def _of_lines(table: Tree) -> Counter[str]:
    rows = _leaves(table["budget"]["lines"])
    return _together(_in_dong(table["budget"], row, "amounts", "columns") for row in rows)


def _together(amounts: Iterable[Counter[str]]) -> Counter[str]:
    """Amounts added up by column; what is less than nothing, which `+` of counters drops, is taken off."""
    added: Counter[str] = Counter()
    for one in amounts:
        added.update(one)
    return added


def _in_dong(budget: Tree, row: Tree, amounts: str, columns: str) -> Counter[str]:
    unit = _unit(budget)
    cells = _by_column(budget["years"], row, amounts, columns).items()
    return Counter({column: dong for column, text in cells if (dong := _dong(text, unit))})


def _leaves(lines: Sequence[Tree]) -> Iterator[Tree]:
    for line in lines:
        if line.get("lines"):
            yield from _leaves(line["lines"])
        elif line.get("memo") != "true":
            yield line


def _unit(budget: Tree) -> Unit:
    return unit_of(budget["unit"]) or Unit.DONG


def _comes_to(table: NamedTable, line: Tree, years: Sequence[str], unit: Unit) -> bool:
    """Whether the printed totals of a table are the amounts of a line, in all columns both have, not all none."""
    budget = table.tree["budget"]
    totals = _by_column(budget["years"], budget, "totals", "column_totals")
    amounts = _by_column(years, line, "amounts", "columns")
    if tuple(years) != tuple(budget["years"]):
        del totals["total"]
    pairs = [
        (_dong(amounts[column], unit), _dong(totals[column], _unit(budget)))
        for column in amounts
        if amounts[column] is not None and totals.get(column) is not None
    ]
    return any(one for one, _other in pairs) and all(one == other for one, other in pairs)


def _by_column(years: Sequence[str], row: Tree, amounts: str, columns: str) -> dict[str, str | None]:
    """What a row prints by year, in the columns beside the years, and as its total."""
    in_years: dict[str, str | None] = dict(zip(years, row.get(amounts, ()), strict=False))
    return {**in_years, **row.get(columns, {}), "total": row.get("total")}


def _dong(text: str | None, unit: Unit) -> int | None:
    """An amount of the tree; None for what is no amount."""
    try:
        return parse_money(text or "", unit).dong
    except ValueError:
        return None
