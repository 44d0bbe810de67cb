"""Two plans compared: lines by meaning, years in common, a dash apart from zero."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.compare import compare, compare_many
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import DASH, Money
from tests.plans.shipped import budget_of

MILLION = 1_000_000


def budget(years: tuple[int, ...], *lines: tuple[str, str, tuple[str | None, ...]]) -> Budget:
    """A table in đồng of lines (id, name, amounts)."""
    rows: tuple[dict[str, Any], ...] = tuple(
        {"id": key, "name": name, "amounts": amounts} for key, name, amounts in lines
    )
    return Budget.model_validate({"unit": "đồng", "years": tuple(map(str, years)), "lines": rows})


def test_the_two_shipped_plans_over_2023_to_2026() -> None:
    compared = compare(budget_of("dong-thap"), budget_of("khanh-hoa"))
    assert compared.years == (2023, 2024, 2025, 2026)
    assert (compared.total.x, compared.total.y) == (Money(6300 * MILLION), Money(4800 * MILLION))
    assert compared.total.difference == Money(-2100 * MILLION)
    assert sum(one.amount.dong for one in compared.kept_out) == 3600 * MILLION
    assert {(one.in_x, one.name[:7]) for one in compared.kept_out} == {(True, "Mua sắm")}
    equipment = next(pair for pair in compared.lines if pair.x and pair.x[0] == "thiet-bi")
    assert (equipment.amounts.x, equipment.amounts.y) == (Money(3600 * MILLION), DASH)
    assert equipment.amounts.difference is None
    assert [(one.year, one.total) for one in compared.x_outside] == [(2022, Money(850 * MILLION))]
    assert compared.y_outside == ()


def test_a_dash_is_not_zero_and_zero_is_an_amount() -> None:
    compared = compare(
        budget((2025,), ("a", "A", ("5",)), ("b", "B", ("5",))),
        budget((2025,), ("a", "A", ("0",)), ("b", "B", ("-",))),
    )
    assert [pair.amounts.difference for pair in compared.lines] == [Money(5), None]


def test_a_dash_keeps_its_year_out_of_every_difference_and_is_named() -> None:
    compared = compare(
        budget((2025, 2026), ("a", "A", ("500", "100")), ("b", "B", ("-", "7"))),
        budget((2025, 2026), ("a", "A", ("400", "100")), ("b", "Khác", ("1200", "7"))),
    )
    assert [pair.amounts.difference for pair in compared.lines] == [Money(100), Money(0)]
    assert compared.total.difference == Money(100)
    assert [pair.difference for pair in compared.by_year] == [Money(100), Money(0)]
    assert [(one.in_x, one.name, one.year, one.amount) for one in compared.kept_out] == [
        (False, "Khác", 2025, Money(1200))
    ]


def test_lines_match_by_id_then_by_name_and_never_by_position() -> None:
    x = budget((2025,), ("a", "Phòng ngừa", ("1",)), ("b", "Khác", ("2",)), ("c", "Thiết bị", ("3",)))
    y = budget((2025,), ("z", "Mua sắm", ("9",)), ("k", "KHÁC", ("8",)), ("a", "Đấu tranh", ("7",)))
    found = [(pair.x and pair.x[0], pair.y and pair.y[0], pair.matched) for pair in compare(x, y).lines]
    assert found == [("a", "a", "id"), ("b", "k", "name"), ("c", None, None), (None, "z", None)]


def test_a_name_that_two_lines_share_matches_nothing() -> None:
    x = budget((2025,), ("a", "Khác", ("1",)), ("b", "Khác", ("2",)))
    y = budget((2025,), ("c", "Khác", ("3",)))
    assert {pair.matched for pair in compare(x, y).lines} == {None}


def test_without_a_common_year_nothing_is_added_up() -> None:
    compared = compare(budget((2024,), ("a", "A", ("1",))), budget((2025,), ("a", "A", ("1",))))
    assert compared.years == ()
    assert compared.total.difference is None


amounts = st.lists(st.integers(0, 10**12), min_size=3, max_size=3)


@given(st.lists(amounts, min_size=1, max_size=5), st.lists(amounts, min_size=1, max_size=5))
def test_swapping_the_sides_turns_every_difference_round_and_differences_add_up(
    x_rows: list[list[int]], y_rows: list[list[int]]
) -> None:
    x, y = (
        budget((2024, 2025, 2026), *((f"l{n}", f"L{n}", tuple(map(str, row))) for n, row in enumerate(rows)))
        for rows in (x_rows, y_rows)
    )
    there, back = compare(x, y), compare(y, x)
    assert there.total.difference == -(back.total.difference or Money(0))
    by_line = sum(pair.amounts.difference.dong for pair in there.lines if pair.amounts.difference is not None)
    by_year = sum(pair.difference.dong for pair in there.by_year if pair.difference is not None)
    assert there.total.difference == Money(by_line) == Money(by_year)
    out = {side: sum(one.amount.dong for one in there.kept_out if one.in_x is side) for side in (True, False)}
    sides = there.total.comparable
    assert sides is not None
    assert isinstance(there.total.x, Money)
    assert isinstance(there.total.y, Money)
    assert sides == (there.total.x - Money(out[True]), there.total.y - Money(out[False]))
    assert sides[0] - sides[1] == there.total.difference


def test_a_line_that_one_plan_lacks_is_in_no_difference_and_named_with_its_amount() -> None:
    compared = compare(
        budget((2025,), ("a", "A", ("5",)), ("b", "B", ("7",))),
        budget((2025,), ("a", "A", ("4",)), ("c", "C", ("9",))),
    )
    assert compared.total.difference == Money(1)
    assert compared.total.comparable == (Money(5), Money(4))
    assert [(one.in_x, one.name, one.amount, one.no_line) for one in compared.kept_out] == [
        (True, "B", Money(7), True),
        (False, "C", Money(9), True),
    ]


def test_of_many_plans_only_what_all_of_them_fix_has_totals() -> None:
    found = compare_many(
        [
            budget((2024, 2025), ("a", "A", ("1", "2")), ("b", "B", ("3", "4"))),
            budget((2025, 2026), ("a", "A", ("5", "6")), ("x", "B", ("-", "8"))),
            budget((2025,), ("k", "A", ("7",)), ("c", "C", ("9",))),
        ]
    )
    assert (found.years, found.common) == ((2024, 2025, 2026), (2025,))
    assert [(line.key, [amounts and amounts.get(2025) for amounts in line.amounts]) for line in found.lines] == [
        ("a", [Money(2), Money(5), Money(7)]),
        ("b", [Money(4), DASH, None]),
        ("c", [None, None, Money(9)]),
    ]
    assert [dict(total) for total in found.totals] == [{2025: Money(2)}, {2025: Money(5)}, {2025: Money(7)}]
    assert [(one.plan, one.line, one.amount, one.because, one.no_line) for one in found.left_out] == [
        (0, "B", Money(4), 1, False),
        (2, "C", Money(9), 0, True),
    ]


@given(st.lists(st.lists(amounts, min_size=1, max_size=4), min_size=2, max_size=4))
def test_totals_and_what_is_left_out_are_all_there_is(plans: list[list[list[int]]]) -> None:
    budgets = [
        budget((2024, 2025, 2026), *((f"l{n}", f"L{n}", tuple(map(str, row))) for n, row in enumerate(rows)))
        for rows in plans
    ]
    found = compare_many(budgets)
    for at, rows in enumerate(plans):
        counted = sum(money.dong for money in found.totals[at].values())
        left = sum(one.amount.dong for one in found.left_out if one.plan == at)
        assert counted + left == sum(map(sum, rows))
