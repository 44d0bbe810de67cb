"""Money that moved is told as one story with all its amounts, when the sums agree exactly and in one way only."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from cybercrime_plan.calc.diff import money
from cybercrime_plan.calc.diff.comparison import Comparison, apply, diff
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.words import DiffReport, Version
from tests.calc.diff.test_suggestions import table
from tests.calc.diff.versions import plan_of

BASE: dict[str, list[Any]] = {
    "a": ["300", "200", "200"],
    "b": ["300", "300", "400"],
    "c": ["100", "100", "3300"],
    "d": ["50", "60", "70"],
}


def moved(**rows: list[Any]) -> Comparison:
    """The base table against the same with other rows."""
    old, new = (table(**{id_: (id_.upper(), row) for id_, row in one.items()}) for one in (BASE, BASE | rows))
    comparison = diff(plan_of(old), plan_of(new))
    assert comparison.reconciliation.ok
    assert apply(comparison, comparison.a) == comparison.b
    return comparison


def stories(comparison: Comparison) -> set[tuple[str, tuple[str, ...]]]:
    """Each story by its class and the amounts that belong to it."""
    return {
        (change.code, tuple(key.removeprefix("budget.lines") for key in change.story))
        for change in comparison.changes
        if change.story
    }


def test_one_line_feeds_two() -> None:
    comparison = moved(a=["300", "200", "300"], b=["300", "300", "600"], c=["100", "100", "3000"])
    assert stories(comparison) == {("MON111", ("[a].amounts[2027]", "[b].amounts[2027]", "[c].amounts[2027]"))}
    assert [str(reason) for reason in comparison.changes[0].because] == [
        "+200 đồng in B, 2027",
        "-300 đồng in C, 2027",
    ]


def test_the_report_tells_it_once_with_all_its_parts() -> None:
    comparison = moved(a=["300", "200", "300"], b=["300", "300", "600"], c=["100", "100", "3000"])
    report = DiffReport(comparison, Version("a", "a" * 64), Version("b", "b" * 64), date(2026, 1, 1), "0")
    said = "A: 2027 +100; B: 2027 +200; C: 2027 -300 đồng"
    told = [str(sentence) for sentence in words.stories(report)]
    assert told == [f"Within one year some lines gained exactly what others lost. (MON111) {said}"]


def test_two_lines_feed_one() -> None:
    comparison = moved(a=["300", "200", "100"], b=["300", "300", "350"], c=["100", "100", "3450"])
    assert len(stories(comparison)) == 1
    assert len(comparison.changes) == 3


def test_one_year_feeds_two() -> None:
    comparison = moved(c=["600", "600", "2300"])
    assert stories(comparison) == {("MON112", tuple(f"[c].amounts[{year}]" for year in (2025, 2026, 2027)))}


def test_several_feed_several() -> None:
    first_year = {"a": ["307"], "b": ["289"], "c": ["117"], "d": ["37"]}
    comparison = moved(**{line: [*row, *BASE[line][1:]] for line, row in first_year.items()})
    assert [len(keys) for _code, keys in stories(comparison)] == [4]


def test_money_goes_to_another_line_in_another_year() -> None:
    comparison = moved(a=["300", "200", "277"], d=["50", "-17", "70"])
    assert stories(comparison) == {("MON114", ("[a].amounts[2027]", "[d].amounts[2026]"))}


def test_what_balances_in_two_ways_is_not_said_to_have_moved() -> None:
    comparison = moved(a=["400", "200", "200"], b=["400", "300", "400"], c=["0", "100", "3300"])
    assert stories(comparison) == set()


@pytest.mark.parametrize("row", [["301", "200", "200"], ["-", "200", "500"]])
def test_what_does_not_balance_has_not_moved(row: list[Any]) -> None:
    assert stories(moved(a=row)) == set()


def test_many_rows_are_tried_only_as_far_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    shares = money._shares

    def counted(wholes: Any, parts: Any) -> Any:
        tried.append(2 ** len(parts))
        return shares(wholes, parts)

    monkeypatch.setattr(money, "_shares", counted)
    years = [str(2000 + n) for n in range(14)]
    lines = [{"id": f"l{n}", "name": str(n), "amounts": ["1000"] * 14} for n in range(300)]
    old: Any = {"format": "1", "id": "thu", "budget": {"unit": "đồng", "years": years, "lines": lines}}
    new = deepcopy(old)
    for n, line in enumerate(new["budget"]["lines"]):
        line["amounts"] = [str(1000 + 3**k + 7 * n + 1) for k in range(13)] + [str(1000 - 5 * n - 2)]
    diff(plan_of(old), plan_of(new)).everything  # noqa: B018 - it is what is counted
    assert sum(tried) <= 3 * 2 * money.MOST_CHOICES


def test_a_long_row_of_changes_is_not_tried_in_every_combination() -> None:
    many = {f"l{n}": [str(1000 + 7 * n), "0", "0"] for n in range(200)}
    old = plan_of(table(**{id_: (id_, row) for id_, row in many.items()}))
    raised = {id_: [str(int(row[0]) + 3 * n + 1), "0", "0"] for n, (id_, row) in enumerate(many.items())}
    comparison = diff(old, plan_of(table(**{id_: (id_, row) for id_, row in raised.items()})))
    assert len(comparison.changes) == 200
    assert stories(comparison) == set()
