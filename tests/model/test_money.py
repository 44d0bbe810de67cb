"""Money is whole đồng; a figure is read in one way only, or refused with a hint."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from cybercrime_plan.model.base import Plain
from cybercrime_plan.model.money import (
    DASH,
    UNITS,
    Cell,
    Money,
    Number,
    Unit,
    grouped,
    in_unit,
    parse_money,
    parse_number,
    signed,
    unit_of,
)

amounts = st.builds(Money, st.integers(-(10**15), 10**15))
units = st.sampled_from(UNITS)


def refusal_of(text: str) -> tuple[str, str]:
    """Code and hint of the refusal of a figure."""
    with pytest.raises(PydanticCustomError) as refused:
        parse_number(text)
    context = refused.value.context or {}
    return str(context["code"]), str(context["hint"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", Number(0)),
        ("1150", Number(1150)),
        ("-1150", Number(-1150)),
        ("1.150", Number(1150)),
        ("7.150.000.000", Number(7_150_000_000)),
        ("1.150,5", Number(11_505, 1)),
        ("109,2", Number(1_092, 1)),
        ("1150,5", Number(11_505, 1)),
        ("0,485", Number(485, 3)),
        ("-0,5", Number(-5, 1)),
        ("87,255", Number(87_255, 3)),
    ],
)
def test_a_quoted_figure_is_read_the_vietnamese_way(text: str, number: Number) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("1150", 1150), ("-50", -50)])
def test_digits_need_no_quotes(text: str, number: int) -> None:
    assert parse_number(Plain(text)) == Number(number)


GENERAL = 'write digits only (1150), or dots by thousands and a decimal comma, in a plan in quotes ("1.150,5")'
LEADING_ZERO = "leave out the leading zero: some programs read it as an octal number"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (Plain("1.150"), 'programs read it differently: write 1150 or, in quotes, "1.150"'),
        (Plain("-1.150"), 'programs read it differently: write -1150 or, in quotes, "-1.150"'),
        (Plain("1,150"), 'programs read it differently: write 1150 or, in quotes, "1.150"'),
        ("1,150,000", 'programs read it differently: write 1150000 or, in quotes, "1.150.000"'),
        (Plain("200,5"), 'without quotes programs read it differently: write "200,5"'),
        (Plain("1150.5"), 'decimals follow a comma, in quotes: write "1150,5"'),
        ("1150.5", 'decimals follow a comma, in quotes: write "1150,5"'),
        ("1,150.5", 'decimals follow a comma, in quotes: write "1.150,5"'),
        (Plain("0150"), LEADING_ZERO),
        ("0150", LEADING_ZERO),
        ("1e3", GENERAL),
        ("1_150", GENERAL),
        ("1 150", GENERAL),
        ("1:30", GENERAL),
        ("0x1f", GENERAL),
        (".5", GENERAL),
        (".nan", GENERAL),
        ("+5", GENERAL),
        ("--5", GENERAL),
        ("\u22125", GENERAL),
        ("-0", GENERAL),
        ("-", GENERAL),
        ("", GENERAL),
        ("1.1500", 'decimals follow a comma, in quotes: write "1,1500"'),
        ("1150.000", GENERAL),
        ("1.15.000", GENERAL),
        ("0.150", GENERAL),
        ("1.150,", GENERAL),
        ("1.150,5,5", GENERAL),
        ("1.150\n", GENERAL),
        ("１１５０", GENERAL),
        ("1.150 triệu đồng", GENERAL),
    ],
)
def test_anything_else_is_refused_with_a_hint(text: str, hint: str) -> None:
    assert refusal_of(text) == ("SCH201", hint)


def test_a_figure_of_thousands_of_digits_is_refused_before_it_is_computed() -> None:
    code, _hint = refusal_of("9" * 6000)
    assert code == "SCH202"


@given(st.text("0123456789.,-+e_ ", max_size=12))
def test_every_text_is_one_figure_or_refused(text: str) -> None:
    try:
        number = parse_number(text)
    except PydanticCustomError:
        return
    assert parse_number(str(number)) == number
    assert str(number).replace(".", "") == text.replace(".", "")


@given(amounts, units)
def test_an_amount_printed_in_any_unit_is_read_back(money: Money, unit: Unit) -> None:
    assert parse_money(in_unit(money, unit), unit) == Money(money.dong, unit.currency)


@given(st.integers(-(10**15), 10**15), units)
def test_unquoted_digits_count_units(count: int, unit: Unit) -> None:
    assert parse_money(Plain(count), unit) == Money(count * unit.value, unit.currency)


@given(amounts, amounts)
def test_sums_and_differences_are_exact(one: Money, other: Money) -> None:
    assert (one + other) - other == one
    assert Money.total([one, other, -one]) == other
    assert bool(one) == (one != Money(0))


def test_amounts_of_two_currencies_are_never_added() -> None:
    dollars, dong, nothing = Money(300, "USD"), Money(500), Money(0)
    assert str(dollars + nothing - Money(50, "USD")) == "250 USD"
    assert Money.total([nothing, Money(0, "USD")]) == Money(0, "USD") != nothing
    for one, other in ((dollars, dong), (dong, dollars), (Money(0, "USD"), dong), (dollars, Money(1, "EUR"))):
        with pytest.raises(ValueError, match="many values"):
            one + other
        with pytest.raises(ValueError, match="many values"):
            one - other


def test_a_part_of_a_dollar_is_refused_by_its_name() -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_money("1.250,75", Unit(1, "USD"))
    assert str((refused.value.context or {})["message"]) == "1.250,75 USD is not a whole number of USD"
    assert parse_money("1.250,75", Unit(1_000, "USD")) == Money(1_250_750, "USD")


@given(amounts, units)
def test_a_difference_carries_its_sign_unless_there_is_none(money: Money, unit: Unit) -> None:
    shown = signed(money, unit)
    assert shown[0] == ("+" if money.dong > 0 else "-" if money.dong < 0 else "0")
    assert shown.removeprefix("+") == in_unit(money, unit)


def test_part_of_a_dong_is_refused() -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_money("0,1234567", Unit.TRIEU)
    assert (refused.value.context or {})["code"] == "SCH203"
    assert parse_money("0,123456", Unit.TRIEU) == Money(123_456)


@pytest.mark.parametrize(
    ("dong", "unit", "figure"),
    [
        (7_150_000_000, Unit.TRIEU, "7.150"),
        (1_150_500_000, Unit.TRIEU, "1.150,5"),
        (1, Unit.TY, "0,000000001"),
        (-500_000, Unit.TRIEU, "-0,5"),
        (0, Unit.NGHIN, "0"),
        (1_150, Unit.DONG, "1.150"),
    ],
)
def test_figures_are_exact_in_their_unit(dong: int, unit: Unit, figure: str) -> None:
    assert in_unit(Money(dong), unit) == figure


def test_figures_are_grouped_with_dots() -> None:
    assert grouped(1_234_567) == "1.234.567"
    assert str(Money(-7_150_000_000)) == "-7.150.000.000 đồng"
    assert str(Number(-1_092, 1)) == "-109,2"


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        (Unit.DONG, "đồng|Đồng|đ|VND|VNĐ|đồng."),
        (Unit.NGHIN, "nghìn đồng|ngàn đồng|NGHÌN ĐỒNG|1.000 đồng|1000 đồng|1.000 đ|nghìn"),
        (Unit.TRIEU, "triệu đồng|Triệu đồng.|triệu|1.000.000 đồng|triệu  VNĐ"),
        (Unit.TY, "tỷ đồng|tỉ đồng|tỷ|tỉ|1.000.000.000 đồng"),
        (Unit(1, "USD"), "USD|usd|đô la Mỹ|Đô la|US$|$"),
        (Unit(1_000, "USD"), "nghìn USD|1.000 USD|ngàn đô la Mỹ"),
        (Unit(1_000_000, "EUR"), "triệu EUR|triệu euro|1.000.000 EUR"),
        (Unit(1, "JPY"), "JPY|yên|Yên Nhật"),
    ],
)
def test_a_unit_is_known_under_every_printed_name(unit: Unit, names: str) -> None:
    for name in names.split("|"):
        assert unit_of(name) == unit
        assert unit_of(normalize("NFD", name)) == unit
    assert unit_of(unit.label) == unit


@pytest.mark.parametrize(
    "name", ["vụ", "tin báo", "", "1.000", "đồng đồng", "triệu tỷ đồng", "đồng USD", "tệ", "ABC"]
)
def test_what_is_no_unit_of_money_is_not_taken_for_one(name: str) -> None:
    assert unit_of(name) is None


def test_a_dash_is_neither_zero_nor_blank() -> None:
    entries: tuple[Cell, ...] = (DASH, Money(0), None)
    assert len(set(entries)) == 3
    assert str(DASH) == "-"
