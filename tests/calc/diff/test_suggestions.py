"""What lone records may have to do with one another is told as evidence, and never merged."""

from __future__ import annotations

from typing import Any

from cybercrime_plan.calc.diff.comparison import Comparison, diff
from cybercrime_plan.calc.diff.suggestions import MOST_CANDIDATES
from tests.calc.diff.versions import Tree, plan_of


def table(**lines: tuple[str, list[Any]]) -> Tree:
    rows = [{"id": id_, "name": name, "amounts": amounts} for id_, (name, amounts) in lines.items()]
    return {
        "format": "1",
        "id": "thu",
        "budget": {"unit": "đồng", "years": ["2025", "2026", "2027"], "lines": rows},
    }


def compared(old: Tree, new: Tree) -> Comparison:
    return diff(plan_of(old), plan_of(new))


def reasons(comparison: Comparison) -> dict[str, list[str]]:
    return {change.key: [str(reason) for reason in change.because] for change in comparison.changes}


def test_a_line_under_another_id_and_other_amounts_is_possibly_the_same_by_its_name() -> None:
    old, new = table(a=("Tuyên truyền", ["1", "2", "3"])), table(b=("tuyên  TRUYỀN", ["4", "5", "6"]))
    assert reasons(compared(old, new)) == {
        "budget.lines[a]": ["possibly now “tuyên TRUYỀN”: the same name"],
        "budget.lines[b]": ["possibly what was “Tuyên truyền”: the same name"],
    }


def test_or_by_most_of_its_amounts() -> None:
    old, new = table(a=("A", ["1", "2", "3"])), table(b=("B", ["1", "2", "9"]))
    because = reasons(compared(old, new))["budget.lines[a]"]
    assert because == ["possibly now “B”: the same amounts in 2 of 3 years"]


def test_records_with_nothing_in_common_are_not_said_to_be_related() -> None:
    old, new = table(a=("A", ["1", "2", "3"])), table(b=("B", ["1", "8", "9"]))
    assert not any(reasons(compared(old, new)).values())


def test_a_line_whose_amounts_went_to_two_others_looks_split() -> None:
    old = table(a=("A", ["3", "5", "7"]), z=("Z", ["1", "1", "1"]))
    new = table(b=("B", ["1", "2", "3"]), c=("C", ["2", "3", "4"]), z=("Z", ["1", "1", "1"]))
    assert reasons(compared(old, new)) == {
        "budget.lines[a]": ["looks split into “B”, “C”"],
        "budget.lines[b]": ["looks split off from “A”"],
        "budget.lines[c]": ["looks split off from “A”"],
    }
    assert reasons(compared(new, old))["budget.lines[a]"] == ["looks merged from “B”, “C”"]


def test_a_split_or_merger_is_seen_when_the_line_keeps_its_id() -> None:
    old = table(a=("A", ["9", "8", "70"]), z=("Z", ["1", "1", "1"]))
    new = table(a=("A", ["7", "7", "40"]), b=("B", ["2", "1", "30"]), z=("Z", ["1", "1", "1"]))
    assert reasons(compared(old, new))["budget.lines[b]"] == [
        "looks split off from “A”, which has exactly that less"
    ]
    assert reasons(compared(new, old))["budget.lines[b]"] == ["looks merged into “A”, which has exactly that more"]
    three = table(a=("A", ["1", "1", "1"]), b=("B", ["3", "2", "9"]), c=("C", ["5", "5", "60"]), z=("Z", ["1"] * 3))
    assert reasons(compared(old, three))["budget.lines[c]"] == [
        "looks split off from “A”, which has exactly that less"
    ]


def test_a_line_that_says_what_another_says_may_have_been_entered_twice() -> None:
    old = table(a=("A", ["3", "5", "7"]))
    new = table(a=("A", ["3", "5", "7"]), b=("A", ["3", "5", "7"]))
    assert reasons(compared(old, new)) == {
        "budget.lines[b]": ["the same name and amounts as line a: entered twice?"],
    }


def test_beyond_the_cap_records_are_not_held_against_one_another_and_that_is_said() -> None:
    many = range(MOST_CANDIDATES + 1)
    old = table(**{f"a{n}": ("A", [str(n), "0", "0"]) for n in many})
    new = table(**{f"b{n}": ("B", [str(n), "0", "0"]) for n in many})
    assert compared(old, new).beyond_candidates == ("budget.lines",)
    assert compared(old, table()).beyond_candidates == ("budget.lines",)
    assert compared(table(), table()).beyond_candidates == ()
