"""The budget by line, by year and by source."""

from __future__ import annotations

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.totals import Breakdown, added, by_line, by_source, by_year, share
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import DASH, Cell, Money
from tests.budgets import TRIEU, budget, line
from tests.properties.real_tables import DONG_THAP, KHANH_HOA


def trieu(*amounts: int) -> tuple[Money, ...]:
    return tuple(Money(amount * TRIEU) for amount in amounts)


def shares(breakdown: Breakdown) -> list[str | None]:
    return [None if item.share is None else str(item.share) for item in breakdown.items]


def lines_of(one: Budget) -> Breakdown:
    return by_line(one, crossfoot(one))


def test_the_shares_of_both_plans_are_those_of_their_lines() -> None:
    assert shares(lines_of(KHANH_HOA.budget())) == ["52,1", "35,4", None, "12,5"]
    assert shares(lines_of(DONG_THAP.budget())) == ["16,8", "22,4", "51,7", "9,1"]


def test_by_line_shows_every_figure_as_printed() -> None:
    shown = lines_of(KHANH_HOA.budget())
    assert shown.columns == (2022, 2023, 2024, 2025)
    assert shown.items[0].amounts == trieu(600, 600, 650, 650)
    assert shown.items[2].amounts == (DASH,) * 4
    assert (shown.items[2].total, shown.not_fixed) == (DASH, ("line-2",))
    assert (shown.totals, shown.total) == (trieu(1150, 1150, 1250, 1250), Money(4800 * TRIEU))


def test_totals_that_are_not_printed_are_added_up() -> None:
    shown = lines_of(budget(line("a", 1, 2, None), line("b", 3, None, 7)))
    assert [item.total for item in shown.items] == list(trieu(3, 7))
    assert shown.totals == (Money(4 * TRIEU), Money(6 * TRIEU))
    assert shown.items[1].amounts == (Money(3 * TRIEU), None)


def test_nested_lines_carry_their_depth_and_memo_lines_their_mark() -> None:
    nested = line("a", 3, 3, lines=(line("a-1", 1, 1), line("a-2", 2, 2)))
    shown = lines_of(budget(nested, line("m", 9, 9, memo="true"), totals=(3, 3)))
    assert [(item.key, item.depth, item.memo) for item in shown.items] == [
        ("a", 0, False),
        ("a-1", 1, False),
        ("a-2", 1, False),
        ("m", 0, True),
    ]


def test_a_heading_shows_what_is_below_it_added_up() -> None:
    heading = {"id": "h", "name": "h", "lines": (line("a", 1, 2, 3), line("b", 4, 5, 9))}
    (first, *_others) = lines_of(budget(heading, totals=(5, 7, 12))).items
    assert (first.amounts, first.total) == ((None, None), Money(12 * TRIEU))


def test_by_year_turns_the_table_over() -> None:
    table = DONG_THAP.budget()
    shown = by_year(table, crossfoot(table))
    assert shown.columns == ("line-0", "line-1", "line-2", "line-3")
    assert [item.key for item in shown.items] == [2022, 2023, 2024, 2025, 2026]
    assert shown.items[3].amounts == trieu(300, 400, 3300, 100)
    assert shares(shown) == ["11,9", "9,8", "10,5", "57,3", "10,5"]
    assert shown.totals == trieu(1200, 1600, 3700, 650)


SOURCES = (
    {"id": "tinh", "name": "Ngân sách tỉnh"},
    {"id": "trung-uong", "name": "Ngân sách Trung ương"},
    {"id": "khac", "name": "Nguồn khác"},
)


def test_by_source_adds_up_what_each_source_pays() -> None:
    table = budget(
        line("a", 300, 210, 510, split={"tinh": ("250", "200"), "trung-uong": ("50", "10")}),
        line("b", 400, 450, 850, source="tinh"),
        line("c", 1, "-", 1),
        totals=(701, 660, 1361),
        sources=SOURCES,
    )
    shown = by_source(table, crossfoot(table))
    assert [(item.key, item.total) for item in shown.items] == [
        ("tinh", Money(1300 * TRIEU)),
        ("trung-uong", Money(60 * TRIEU)),
        ("khac", None),
        (None, Money(TRIEU)),
    ]
    assert shown.items[0].amounts == trieu(650, 650)
    assert shown.items[0].name == "Ngân sách tỉnh"
    assert shares(shown) == ["95,5", "4,4", None, "0,1"]


def test_lines_below_a_subtotal_have_its_source_unless_they_name_their_own() -> None:
    nested = line("a", 3, 3, source="tinh", lines=(line("a-1", 1, 1), line("a-2", 2, 2, source="trung-uong")))
    table = budget(nested, totals=(3, 3), sources=SOURCES)
    totals: dict[object, Cell] = {item.key: item.total for item in by_source(table, crossfoot(table)).items}
    assert totals == {"tinh": Money(TRIEU), "trung-uong": Money(2 * TRIEU), "khac": None}


def test_a_sum_of_dashes_is_a_dash_and_a_sum_with_an_unknown_is_unknown() -> None:
    assert added([DASH, DASH]) is DASH
    assert added([DASH, Money(3), Money(0)]) == Money(3)
    assert added([Money(3), None]) is None


def test_a_share_is_rounded_half_up_and_exact() -> None:
    assert str(share(Money(1), Money(8))) == "12,5"
    assert str(share(Money(1), Money(2000))) == "0,1"
    assert str(share(Money(1), Money(2001))) == "0,0"
    assert share(DASH, Money(1)) is None
    assert share(Money(1), Money(0)) is None


def test_what_sources_pay_in_a_table_without_years_is_the_total_of_their_lines() -> None:
    table = Budget.model_validate(
        {
            "unit": "triệu đồng",
            "years": (),
            "sources": ({"id": "tinh", "name": "NS tỉnh"}, {"id": "tw", "name": "NSTW"}),
            "lines": (
                {"id": "a", "name": "A", "total": "100", "source": "tinh"},
                {"id": "b", "name": "B", "total": "30", "source": "tw"},
                {"id": "c", "name": "C", "total": "7", "source": "tinh"},
            ),
            "total": "137",
        }
    )
    shown = by_source(table, crossfoot(table))
    assert [(item.key, item.amounts, item.total) for item in shown.items] == [
        ("tinh", (), Money(107 * TRIEU)),
        ("tw", (), Money(30 * TRIEU)),
    ]
    assert shares(shown) == ["78,1", "21,9"]
