"""The arithmetic over columns: worked out exactly, held against every line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cybercrime_plan.calc.column_formulas import ColumnArithmetic, unknown_names
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.formula import Value, formula_in, rounded, shortened, worked_out
from cybercrime_plan.model.money import Number


def budget(formula: str, *lines: dict[str, Any]) -> Budget:
    columns = tuple({"id": name, "title": name, "kind": "other"} for name in ("so-luong", "don-gia", "ty-le"))
    spent = {"id": "da-chi", "title": "Đã chi", "kind": "outside"}
    return Budget.model_validate(
        {
            "unit": "triệu đồng",
            "years": ("2025",),
            "columns": (*columns, spent),
            "formulas": (formula,),
            "lines": tuple({"id": f"d{at}", "name": f"Dòng {at}"} | line for at, line in enumerate(lines)),
        }
    )


def told(formula: str, *lines: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(str(one.needed), one.holds) for one in ColumnArithmetic(budget(formula, *lines)).worked()]


def test_a_product_is_exact_and_a_line_without_its_figures_says_nothing() -> None:
    lines = (
        {"amounts": ("412,5",), "others": {"so-luong": "33", "don-gia": "12,5"}},
        {"amounts": ("412,4",), "others": {"so-luong": "33", "don-gia": "12,5"}},
        {"amounts": ("7",), "others": {"so-luong": "33"}},
        {"amounts": ("7",), "others": {"so-luong": "vài", "don-gia": "12,5"}},
    )
    assert told("2025 = so-luong x don-gia", *lines) == [("412,5", True), ("412,5", False)]


def test_a_rate_is_rounded_to_the_decimals_of_its_column() -> None:
    lines = (
        {"amounts": ("300",), "columns": {"da-chi": "200"}, "others": {"ty-le": "66,7%"}},
        {"amounts": ("300",), "columns": {"da-chi": "200"}, "others": {"ty-le": "66,6"}},
        {"amounts": ("0",), "columns": {"da-chi": "200"}, "others": {"ty-le": "0"}},
    )
    assert told("ty-le = da-chi / 2025 x 100", *lines) == [("66,7", True), ("66,7", False)]


def test_a_product_is_not_asked_of_a_line_over_others() -> None:
    below = {"id": "con", "name": "Con", "amounts": ("6",), "others": {"so-luong": "2", "don-gia": "3"}}
    above = {"amounts": ("6",), "others": {"so-luong": "2", "don-gia": "9"}, "lines": (below,)}
    assert told("2025 = so-luong x don-gia", above) == [("6", True)]


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.integers(0, 6))
def test_what_is_rounded_is_never_farther_than_half_a_place(top: int, bottom: int, decimals: int) -> None:
    number = rounded(Fraction(top, bottom), decimals)
    assert abs(Fraction(number.digits, 10**decimals) - Fraction(top, bottom)) * 2 <= Fraction(1, 10**decimals)
    assert number.decimals == decimals


def test_a_formula_is_worked_from_left_to_right_and_is_written_as_it_was_read() -> None:
    formula = formula_in("a = b - c + d")
    values = {name: Value(Fraction(number)) for name, number in (("b", 7), ("c", 5), ("d", 4))}
    assert worked_out(formula, values) == 6
    assert str(formula) == "a = b - c + d"
    assert rounded(Fraction(5, 2), 0) == Number(3)


def test_a_name_that_is_no_column_is_known_and_a_power_of_ten_is_none() -> None:
    text = "ty-le = da-tieu / 2026 x 100"
    assert unknown_names(budget(text), text) == ("da-tieu", "2026")


@pytest.mark.parametrize("text", ["so-luong x don-gia", "2025 = so-luong x don-gia + da-chi", "2025 = -1", "2025="])
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="formula"):
        budget(text)


def test_a_product_leaves_out_an_empty_factor_and_a_sum_an_empty_part() -> None:
    days = {name: Value(Fraction(number)) for name, number in (("so-luong", 60), ("don-gia", 50))}
    product, copy = formula_in("2025 = so-luong x so-ngay x don-gia"), formula_in("dau-tu = du-an-1")
    assert worked_out(product, days) is None
    assert worked_out(shortened(product, days), days) == 3000
    assert shortened(product, {"don-gia": days["don-gia"]}) == product
    assert worked_out(formula_in("a = so-luong + b"), days, blank_is_none=True) == 60
    assert worked_out(copy, days, blank_is_none=True) is None
    assert worked_out(copy, {"du-an-1": days["so-luong"]}) == 60


def test_an_empty_factor_is_left_out_where_half_of_several_lines_bear_it_out() -> None:
    right = {"amounts": ("6",), "others": {"so-luong": "2", "don-gia": "3"}}
    slip = {"amounts": ("7",), "others": {"so-luong": "2", "don-gia": "3"}}
    formula = "2025 = so-luong x ty-le x don-gia"
    assert told(formula, right, right) == [("6", True)] * 2
    assert told(formula, right, slip) == [("6", True), ("6", False)]
    assert told(formula, right) == told(formula, slip, slip, right) == []
