"""Columns beside the years: sources under each year, phases without years, adjustments, parts that are not all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cybercrime_plan.calc.crossfoot import CrossFooting, crossfoot
from cybercrime_plan.calc.equations import Equation, SumKind
from cybercrime_plan.calc.localise import localise
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Money
from tests.budgets import TRIEU


def column(name: str, kind: str, **more: str) -> dict[str, str]:
    return {"id": name, "title": name.upper(), "kind": kind, **more}


def table(**fields: Any) -> Budget:
    return Budget.model_validate({"unit": "triệu đồng", "years": (), **fields})


def row(name: str, columns: Mapping[str, str], **fields: Any) -> dict[str, Any]:
    return {"id": name, "name": name, "columns": dict(columns), **fields}


SOURCES = ({"id": "tw", "name": "NSTW"}, {"id": "dp", "name": "NSĐP"})


def matrix(**wrong: str) -> Budget:
    """Years by sources: each year with its sources, and each source over the years."""
    figures = {"tw25": "50", "dp25": "250", "tw26": "10", "dp26": "200", "tw": "60", "dp": "450"}
    totals = {"tw25": "50", "dp25": "650", "tw26": "60", "dp26": "600", "tw": "110", "dp": "1250"}
    second = {"tw25": "0", "dp25": "400", "tw26": "50", "dp26": "400", "tw": "50", "dp": "800"}
    return table(
        sources=SOURCES,
        years=("2025", "2026"),
        columns=(
            *(
                column(f"{one}{year}", "part", year=f"20{year}", source=one)
                for year in (25, 26)
                for one in ("tw", "dp")
            ),
            column("tw", "part", source="tw"),
            column("dp", "part", source="dp"),
        ),
        lines=(
            row("a", figures | wrong, amounts=("300", "210"), total="510"),
            row("b", second, amounts=("400", "450"), total="850"),
        ),
        totals=("700", "660"),
        total="1360",
        column_totals=totals,
    )


def failing(footing: CrossFooting) -> set[tuple[SumKind, Loc]]:
    return {(one.kind, one.stated.loc) for one in footing.equations if one.fails}


def test_every_sum_of_a_matrix_of_years_and_sources_is_checked() -> None:
    footing = crossfoot(matrix())
    kinds = [one.kind for one in footing.equations]
    assert not footing.fails
    assert footing.sums.skipped == footing.sums.solved == 0
    assert (kinds.count(SumKind.COLUMN), kinds.count(SumKind.PART), kinds.count(SumKind.OVER_YEARS)) == (6, 9, 6)
    assert footing.computed == Money(1360 * TRIEU)


def test_a_slip_in_a_matrix_is_located_by_its_three_sums() -> None:
    budget = matrix(tw25="5")
    (fault,) = localise(crossfoot(budget), budget.unit)
    ((change,),) = fault.hypotheses
    assert (change.entry.loc[-1], change.value) == ("tw25", Money(50 * TRIEU))
    assert len(change.sums) == 3


def phases(**fields: Any) -> Budget:
    return table(
        columns=(column("gd1", "amount"), column("gd2", "amount"), column("tmdt", "outside")),
        lines=(
            row("a", {"gd1": "300", "gd2": "210", "tmdt": "900"}, total="510"),
            row("b", {"gd1": "400", "gd2": "450", "tmdt": "1000"}, total="850"),
        ),
        **{"column_totals": {"gd1": "700", "gd2": "660", "tmdt": "1900"}, "total": "1360"} | fields,
    )


def test_phases_without_years_add_up_across_and_down_and_money_outside_the_period_only_down() -> None:
    footing = crossfoot(phases())
    assert not footing.fails
    assert footing.sums == (7, 0, 0)
    assert footing.computed == Money(1360 * TRIEU)


@pytest.mark.parametrize(
    ("wrong", "kinds"),
    [
        ({"total": "1306"}, {SumKind.TOTAL_OF_YEARS, SumKind.TOTAL_OF_LINES}),
        ({"column_totals": {"gd1": "700", "gd2": "660", "tmdt": "1990"}}, {SumKind.COLUMN}),
    ],
)
def test_a_wrong_total_of_a_table_without_years_fails(wrong: dict[str, Any], kinds: set[SumKind]) -> None:
    assert {kind for kind, _loc in failing(crossfoot(phases(**wrong)))} == kinds


def adjusted(after: str, *, decrease: str | None = "30") -> Budget:
    return table(
        years=("2025",),
        columns=(
            column("giao", "before", year="2025"),
            column("tang", "increase", year="2025"),
            column("giam", "decrease", year="2025"),
        ),
        lines=(
            row("a", {"giao": "100", "tang": "50"} | ({"giam": decrease} if decrease else {}), amounts=(after,)),
            row("b", {"giao": "200", "tang": "0", "giam": "20"}, amounts=("180",)),
        ),
        totals=("300",),
        column_totals={"giao": "300", "tang": "50", "giam": "50"},
    )


def test_before_and_what_is_added_less_what_is_taken_off_is_after() -> None:
    footing = crossfoot(adjusted("120"))
    assert not footing.fails
    assert [one.kind for one in footing.equations].count(SumKind.ADJUSTED) == 3


def test_a_slip_in_what_is_taken_off_is_located() -> None:
    budget = adjusted("120", decrease="3")
    (fault,) = localise(crossfoot(budget), budget.unit)
    ((change,),) = fault.hypotheses
    assert (change.entry.loc[-1], change.value) == ("giam", Money(30 * TRIEU))


def test_a_blank_among_what_is_taken_off_is_solved() -> None:
    footing = crossfoot(adjusted("120", decrease=None))
    assert footing.solutions[("budget", "lines", 0, "columns", "giam")] == Money(30 * TRIEU)


def some_parts(first: str, second: str) -> list[Equation]:
    line = {
        "id": "a",
        "name": "a",
        "amounts": ("100",),
        "of_which": "true",
        "lines": (
            {"id": "b", "name": "b", "amounts": (first,)},
            {"id": "c", "name": "c", "amounts": (second,)},
        ),
    }
    footing = crossfoot(table(years=("2025",), lines=(line,), totals=("100",)))
    assert footing.computed == Money(100 * TRIEU)
    return [one for one in footing.equations if one.kind is SumKind.OF_WHICH]


@pytest.mark.parametrize(
    ("first", "second", "fails"), [("40", "20", False), ("40", "60", False), ("40", "70", True)]
)
def test_some_parts_are_no_more_than_their_whole(first: str, second: str, fails: bool) -> None:
    assert [one.fails for one in some_parts(first, second)] == [fails]
