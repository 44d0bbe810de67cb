"""Figures beside the years take part: each is a change of its own, and those that add up move the total."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from cybercrime_plan.calc.diff.comparison import Comparison, apply, diff, invert
from tests.calc.diff.versions import Tree, plan_of

TREE: Tree = {
    "format": "1",
    "id": "thu",
    "budget": {
        "unit": "đồng",
        "years": ["2025"],
        "columns": [
            {"id": "sau", "title": "Giai đoạn sau", "kind": "amount"},
            {"id": "giao", "title": "Đã giao", "kind": "version", "year": "2025"},
            {"id": "so", "title": "Số lượng", "kind": "other"},
        ],
        "lines": [
            {
                "id": "a",
                "name": "A",
                "amounts": ["100"],
                "columns": {"sau": "40", "giao": "90"},
                "others": {"so": "3 bộ"},
                "of_which": "true",
                "lines": [{"id": "a1", "name": "Trong đó", "amounts": ["30"]}],
            },
            {"id": "b", "name": "B", "amounts": ["10"], "columns": {"sau": "5", "giao": "-"}},
        ],
        "totals": ["110"],
        "total": "155",
        "column_totals": {"sau": "45"},
    },
}


def compared(**edits: Any) -> Comparison:
    """The table against itself with edits of its first line, or of the budget."""
    new = deepcopy(TREE)
    for key, value in edits.items():
        holder = new["budget"] if key in {"columns_head", "column_totals"} else new["budget"]["lines"][0]
        holder["columns" if key == "columns_head" else key] = value
    comparison = diff(plan_of(TREE), plan_of(new))
    assert comparison.reconciliation.ok
    assert apply(comparison, comparison.a) == comparison.b
    assert apply(invert(comparison), comparison.b) == comparison.a
    return comparison


def told(comparison: Comparison) -> list[tuple[str, str]]:
    return [(change.code, change.key) for change in comparison.changes]


def test_what_adds_up_beside_the_years_is_in_the_total_and_parts_of_a_whole_are_not() -> None:
    assert compared().effect.total.new == 155


def test_a_figure_of_a_column_is_one_change_and_moves_the_total_when_it_adds_up() -> None:
    comparison = compared(columns={"sau": "50", "giao": "90"})
    assert told(comparison) == [("MON144", "budget.lines[a].columns[sau]")]
    assert comparison.effect.total.delta == 10
    assert compared(columns={"sau": "40", "giao": "95"}).effect.total.delta == 0


def test_a_figure_may_come_or_go() -> None:
    comparison = compared(columns={"giao": "90"})
    assert told(comparison) == [("MON144", "budget.lines[a].columns[sau]")]
    assert comparison.effect.total.delta == -40


def test_a_column_that_no_longer_adds_up_takes_its_money_out_of_the_total() -> None:
    head = [{**TREE["budget"]["columns"][0], "kind": "outside"}, *TREE["budget"]["columns"][1:]]
    comparison = compared(columns_head=head)
    assert comparison.effect.total.delta == -45
    assert {change.code for change in comparison.derived} == {"MON126"}


def test_what_is_no_money_and_the_totals_of_columns_are_told_too() -> None:
    assert told(compared(others={"so": "4 bộ"})) == [("MON171", "budget.lines[a].others[so]")]
    assert [key for _code, key in told(compared(column_totals={"sau": "46"}))] == ["budget.column_totals[sau]"]
