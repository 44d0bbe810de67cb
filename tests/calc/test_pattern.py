"""Slips larger than one entry: rows missing, repeated or counted twice, and figures in another unit."""

from __future__ import annotations

from typing import Any

import pytest

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.localise import localise
from cybercrime_plan.calc.slips import Pattern, PatternKind
from cybercrime_plan.findings import Certainty, Loc
from cybercrime_plan.model.budget import Budget
from tests.budgets import TRIEU, budget, line

A, B, C = line("a", 300, 210, 510), line("b", 400, 450, 850), line("c", 35, 45, 80)
TOTALS = (735, 705, 1440)
LINES: Loc = ("budget", "lines")


def pattern(one: Budget) -> Pattern:
    (fault,) = localise(crossfoot(one), one.unit)
    assert fault.certainty is Certainty.LIKELY
    assert fault.pattern is not None
    return fault.pattern


def scaled(row: dict[str, Any], factor: int) -> dict[str, Any]:
    amounts = tuple(str(int(amount) * factor) for amount in row["amounts"])
    return row | {"amounts": amounts, "total": str(int(row["total"]) * factor)}


def test_a_missing_row_is_described_by_what_it_would_hold() -> None:
    found = pattern(budget(A, C, totals=TOTALS))
    assert (found.kind, found.loc) == (PatternKind.ROW_MISSING, ("budget",))
    assert [money.dong // TRIEU for money in found.amounts if money] == [400, 450, 850]


def test_a_repeated_row_is_named_with_its_twin() -> None:
    found = pattern(budget(A, B, C, B | {"id": "b-2"}, totals=TOTALS))
    assert (found.kind, found.loc, found.others) == (PatternKind.ROW_REPEATED, (*LINES, 3), ((*LINES, 1),))


def test_a_row_the_totals_leave_out_is_named() -> None:
    found = pattern(budget(A, B, C, line("d", 7, 9, 16), totals=TOTALS))
    assert (found.kind, found.loc) == (PatternKind.ROW_LEFT_OUT, (*LINES, 3))


@pytest.mark.parametrize("at", [0, 2])
def test_a_subtotal_standing_among_its_own_lines_is_named_with_them(at: int) -> None:
    rows = [A, B]
    rows.insert(at, line("sum", 700, 660, 1360))
    found = pattern(budget(*rows, C, totals=TOTALS))
    assert (found.kind, found.loc) == (PatternKind.ROW_COUNTED_TWICE, (*LINES, at))
    assert set(found.others) == {(*LINES, place) for place in range(3) if place != at}


def test_a_line_counted_both_in_its_subtotal_and_in_the_total_is_named() -> None:
    nested = line("ab", 700, 660, 1360, lines=(A, B))
    found = pattern(budget(nested, C, totals=(735 + 300, 705 + 210, 1440 + 510)))
    assert (found.kind, found.loc) == (PatternKind.ROW_COUNTED_TWICE, (*LINES, 0, "lines", 0))


def test_a_memo_line_counted_in_the_totals_is_named() -> None:
    found = pattern(budget(A, B, C | {"memo": "true"}, totals=TOTALS))
    assert (found.kind, found.loc) == (PatternKind.ROW_COUNTED_TWICE, (*LINES, 2))


def test_a_row_missing_below_a_subtotal_is_missed_there() -> None:
    nested = line("abc", *TOTALS, lines=(A, C))
    found = pattern(budget(nested, B, totals=(735 + 400, 705 + 450, 1440 + 850)))
    assert (found.kind, found.loc) == (PatternKind.ROW_COUNTED_TWICE, (*LINES, 1))
    nested = line("abc", *TOTALS, lines=(A, B))
    found = pattern(budget(nested, line("d", 1, 2, 3), totals=(736, 707, 1443)))
    assert (found.kind, found.loc) == (PatternKind.ROW_MISSING, (*LINES, 0))


@pytest.mark.parametrize(("factor", "power"), [(1000, 3), (10**6, 6)])
def test_a_row_in_another_unit_is_recognised_with_and_without_its_total(factor: int, power: int) -> None:
    for row in (scaled(B, factor), scaled(B, factor) | {"total": B["total"]}):
        found = pattern(budget(A, row, C, totals=TOTALS))
        assert (found.kind, found.loc, found.power) == (PatternKind.ROW_UNIT, (*LINES, 1, "amounts"), power)


def test_a_row_too_small_by_a_unit_is_recognised() -> None:
    small = line("b", "0,4", "0,45", "0,85")
    found = pattern(budget(A, small, C, totals=TOTALS))
    assert (found.kind, found.power) == (PatternKind.ROW_UNIT, -3)


def test_a_column_in_another_unit_is_recognised() -> None:
    rows = (line("a", 300_000, 210, 510), line("b", 400_000, 450, 850), line("c", 35_000, 45, 80))
    for first in (735, 735_000):
        found = pattern(budget(*rows, totals=(first, 705, 1440)))
        assert (found.kind, found.loc, found.power) == (PatternKind.COLUMN_UNIT, ("budget", "totals", 0), 3)


def test_the_row_totals_in_another_unit_are_recognised() -> None:
    rows = (A | {"total": "510000"}, B | {"total": "850000"}, C | {"total": "80000"})
    found = pattern(budget(*rows, totals=TOTALS))
    assert (found.kind, found.loc) == (PatternKind.COLUMN_UNIT, ("budget", "total"))


def test_the_whole_table_in_another_unit_is_told_by_figures_and_words() -> None:
    stated = ({"amount": "1.440.000.000", "unit": "đồng", "words": "Một tỷ bốn trăm bốn mươi triệu đồng"},)
    found = pattern(budget(A, B, C, totals=TOTALS, stated=stated, unit="tỷ đồng"))
    assert (found.kind, found.loc, found.power) == (PatternKind.TABLE_UNIT, ("budget", "unit"), 3)


def test_figures_and_words_that_agree_outvote_the_table() -> None:
    stated = ({"amount": "1450", "words": "Một tỷ bốn trăm năm mươi triệu đồng"},)
    found = pattern(budget(A, B, C, totals=TOTALS, stated=stated))
    assert (found.kind, found.loc) == (PatternKind.TABLE_OUTVOTED, ("budget", "total"))
    assert (found.actual, found.expected) != (None, None)
