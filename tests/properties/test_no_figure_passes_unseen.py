"""Change, drop or repeat any printed figure: either it is found, or the account had named it before.

Tables of many layouts are drawn: with all, some or none of their totals, groups with and without figures, splits,
columns beside the years, lines that are only shown, parts that need not be all, blanks of both meanings.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cybercrime_plan.calc.account import Account, account_of, contradicted_totals
from cybercrime_plan.calc.crossfoot import CrossFooting, crossfoot
from cybercrime_plan.findings import Key, Loc
from cybercrime_plan.model.budget import Budget
from tests.properties.real_tables import REAL_TABLES, RealTable

Tree = dict[str, Any]


class Outcome(NamedTuple):
    """What is said of a budget."""

    footing: CrossFooting
    account: Account

    @property
    def contradicts(self) -> bool:
        return self.footing.fails or any(contradicted_totals(self.footing)) or bool(self.footing.unreadable)

    @property
    def all_right(self) -> bool:
        return self.footing.sums.checked > 0 and not self.contradicts and not self.account.unused

    @property
    def named(self) -> set[Loc]:
        return {figure.loc for figure in (*self.account.beside, *self.account.unused)}

    @property
    def said(self) -> tuple[int, int, tuple[str, ...]]:
        """What the line of the outcome says, if all is right."""
        return self.account.proved, self.account.solved, tuple(figure.text for figure in self.account.beside)


def outcome(tree: Tree) -> Outcome:
    budget = Budget.model_validate(frozen(tree))
    footing = crossfoot(budget)
    return Outcome(footing, account_of(budget, footing))


def frozen(value: Any) -> Any:
    """The tree as the reader hands it over: sequences are tuples, figures text."""
    if isinstance(value, dict):
        return {key: frozen(one) for key, one in value.items()}
    if isinstance(value, list):
        return tuple(map(frozen, value))
    return str(value) if isinstance(value, int) else value


def figures(value: Any, loc: Loc = ("budget",)) -> Iterator[Loc]:
    """The places of all amounts below."""
    children: Iterator[tuple[Key, Any]] = iter(())
    if isinstance(value, dict):
        children = ((key, one) for key, one in value.items() if key not in {"years", "position", "year"})
    elif isinstance(value, list):
        children = iter(enumerate(value))
    elif isinstance(value, int):
        yield loc
    for key, one in children:
        yield from figures(one, (*loc, key))


def put(tree: Tree, loc: Loc, value: object) -> Tree:
    changed = deepcopy(tree)
    inner: Any = changed
    for key in loc[1:-1]:
        inner = inner[key]
    inner[loc[-1]] = value
    return changed


def at(tree: Tree, loc: Loc) -> Any:
    inner: Any = tree
    for key in loc[1:]:
        inner = inner[key]
    return inner


AMOUNTS = st.integers(0, 9999)
YEARS = (2025, 2026, 2027, 2028)


@st.composite
def some_lines(draw: st.DrawFn, years: int, depth: int, name: str) -> list[Tree]:
    """Lines with their figures, and those below them; totals are printed, or not, line by line."""
    lines = []
    for at in range(draw(st.integers(1, 4))):
        line: Tree = {"id": f"{name}{at}", "name": f"Dòng {name}{at}"}
        below = draw(some_lines(years, depth - 1, f"{name}{at}-")) if depth and draw(st.integers(0, 3)) == 0 else []
        if below:
            amounts = [sum(_amounts(one)[year] for one in below if not one.get("memo")) for year in range(years)]
            line["lines"] = below
            if draw(st.integers(0, 4)) == 0:
                line["of_which"] = "true"
                amounts = [amount + draw(AMOUNTS) for amount in amounts]
        else:
            amounts = draw(st.lists(AMOUNTS, min_size=years, max_size=years))
        line["amounts"] = amounts
        line["total"] = sum(amounts)
        if not below and draw(st.integers(0, 4)) == 0:
            parts = [draw(st.integers(0, amount)) for amount in amounts]
            rest = [amount - part for amount, part in zip(amounts, parts, strict=True)]
            line["split"] = {"tinh": parts, "tw": rest}
        if draw(st.integers(0, 7)) == 0:
            line["memo"] = "true"
        lines.append(line)
    return lines


def _amounts(line: Tree) -> list[int]:
    return list(line["amounts"])


def every(lines: list[Tree]) -> Iterator[Tree]:
    for line in lines:
        yield line
        yield from every(line.get("lines", []))


@st.composite
def tables(draw: st.DrawFn) -> Tree:
    """A table that adds up, with as much or as little of its margins printed as the draw will have it."""
    years = draw(st.integers(1, 4))
    lines = draw(some_lines(years, 2, "l"))
    summed = [line for line in lines if not line.get("memo")]
    totals = [sum(_amounts(line)[year] for line in summed) for year in range(years)]
    table: Tree = {
        "unit": "triệu đồng",
        "years": list(YEARS[:years]),
        "sources": [{"id": "tinh", "name": "NS tỉnh"}, {"id": "tw", "name": "NSTW"}],
        "lines": lines,
        "totals": totals,
        "total": sum(totals),
    }
    if draw(st.booleans()):
        _add_columns(table, draw)
    _leave_out(table, draw)
    if draw(st.integers(0, 2)) == 0:
        table["stated"] = [{"amount": sum(totals)}]
    return table


def _add_columns(table: Tree, draw: st.DrawFn) -> None:
    """Two columns of parts of the first year, and one of money outside the period."""
    some = draw(st.sampled_from(["false", "true"]))
    table["columns"] = [
        {"id": "p1", "title": "NS tỉnh", "kind": "part", "year": YEARS[0], "source": "tinh", "of_which": some},
        {"id": "p2", "title": "NSTW", "kind": "part", "year": YEARS[0], "source": "tw", "of_which": some},
        {"id": "tmdt", "title": "Tổng mức đầu tư", "kind": "outside"},
    ]
    _fill(table["lines"], draw)
    summed = [line for line in table["lines"] if not line.get("memo")]
    table["column_totals"] = {
        column: sum(line["columns"][column] for line in summed) for column in ("p1", "p2", "tmdt")
    }


def _fill(lines: list[Tree], draw: st.DrawFn) -> None:
    for line in lines:
        below = line.get("lines", [])
        _fill(below, draw)
        whole = _amounts(line)[0]
        if below and line.get("of_which") != "true":
            summed = [one for one in below if not one.get("memo")]
            line["columns"] = {
                column: sum(one["columns"][column] for one in summed) for column in ("p1", "p2", "tmdt")
            }
        else:
            part = draw(st.integers(0, whole))
            line["columns"] = {"p1": part, "p2": whole - part, "tmdt": draw(AMOUNTS)}


def _leave_out(table: Tree, draw: st.DrawFn) -> None:
    """Print no totals, or some only; leave cells blank."""
    keep_rows = draw(st.sampled_from(["all", "some", "none"]))
    for line in every(table["lines"]):
        if keep_rows == "none" or (keep_rows == "some" and draw(st.booleans())):
            del line["total"]
        if "lines" in line and line.get("of_which") != "true" and draw(st.integers(0, 3)) == 0:
            del line["amounts"]
    for margin in ("totals", "total", "column_totals"):
        if margin in table and draw(st.integers(0, 3)) == 0:
            del table[margin]
    for loc in [*figures(table)]:
        if draw(st.integers(0, 29)) == 0:
            table.update(put(table, loc, None))


def finds_or_named(tree: Tree, loc: Loc, wrong: int) -> None:
    before, after = outcome(tree), outcome(put(tree, loc, wrong))
    assert not before.contradicts
    assert after.contradicts or loc in before.named, (loc, at(tree, loc), wrong)


def is_never_silently_the_same(tree: Tree, changed: Tree) -> None:
    before, after = outcome(tree), outcome(changed)
    assert not (before.all_right and after.all_right and before.said == after.said)


@given(tables(), st.data())
def test_any_one_figure_that_is_changed_is_found_or_was_named(table: Tree, data: st.DataObject) -> None:
    places = [*figures(table)]
    assume(places)
    loc = data.draw(st.sampled_from(places))
    wrong = data.draw(AMOUNTS.filter(lambda figure: figure != at(table, loc)))
    finds_or_named(table, loc, wrong)


@given(tables(), st.data())
def test_a_row_that_is_dropped_or_repeated_never_passes_as_if_it_had_not(table: Tree, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(table["lines"]) - 1))
    assume([*figures(table["lines"][row])])
    dropped, repeated = deepcopy(table), deepcopy(table)
    del dropped["lines"][row]
    copy = deepcopy(table["lines"][row])
    for line in every([copy]):
        line["id"] += "-x"
    repeated["lines"].insert(row, copy)
    is_never_silently_the_same(table, repeated)
    if dropped["lines"]:
        is_never_silently_the_same(table, dropped)


@given(tables(), st.data())
def test_a_column_that_is_dropped_never_passes_as_if_it_had_not(table: Tree, data: st.DataObject) -> None:
    if len(table["years"]) < 2:
        return
    year = data.draw(st.integers(0, len(table["years"]) - 1))
    dropped = deepcopy(table)
    rows = [dropped["years"], dropped.get("totals")]
    for line in every(dropped["lines"]):
        rows += [line.get("amounts"), *line.get("split", {}).values()]
    for row in rows:
        if row is not None:
            del row[year]
    if year == 0:
        dropped["columns"] = [column for column in dropped.get("columns", []) if column["kind"] == "outside"]
        for line in every(dropped["lines"]):
            line["columns"] = {key: one for key, one in line.get("columns", {}).items() if key == "tmdt"}
        dropped["column_totals"] = {
            key: one for key, one in dropped.get("column_totals", {}).items() if key == "tmdt"
        }
    assume(len([*figures(dropped)]) < len([*figures(table)]))  # a column of blanks takes no figure with it
    is_never_silently_the_same(table, dropped)


@pytest.mark.parametrize("real", REAL_TABLES, ids=lambda real: real.name)
def test_any_one_figure_of_the_real_tables_that_is_changed_is_found(real: RealTable) -> None:
    budget = real.budget()
    assert account_of(budget, crossfoot(budget)).unused == ()
    for loc, figure in real.figures().items():
        wrong = crossfoot(real.budget({loc: figure + 1}))
        assert wrong.fails, loc


@pytest.mark.long
@settings(max_examples=2000)
@given(tables())
def test_every_figure_of_thousands_of_tables_is_found_or_was_named(table: Tree) -> None:
    for loc in figures(table):
        finds_or_named(table, loc, at(table, loc) + 1)
