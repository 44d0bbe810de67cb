"""No figure passes unseen: what no sum can vouch for is named, and what no single sum sees is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from cybercrime_plan.calc.account import Account, in_groups
from cybercrime_plan.findings import Finding, Severity
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.budget_account import own_terms
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of
from tests.read.annexes import Rows, workbook

AS_OF = date(2026, 6, 1)
HEAD = "format: 1\nid: vi-du\nbudget:\n  unit: triệu đồng\n"


def reading(text: str | bytes, name: str = "vi-du.yaml") -> Reading:
    loaded = load(text if isinstance(text, bytes) else text.encode(), name)
    assert loaded.plan is not None
    return Reading(loaded.plan, AS_OF, positions=loaded.positions, figures=loaded.figures)


def account(one: Reading) -> Account:
    assert one.account is not None
    return one.account


def found(one: Reading, severity: Severity = Severity.ERROR) -> list[Finding]:
    findings = findings_of(one, {"BUD"}, one.positions)
    return [finding for finding in findings if finding.rule.severity is severity]


def errors(one: Reading) -> list[tuple[str, str]]:
    return [(finding.rule.code, finding.complaint.path) for finding in found(one)]


SOME_ROW_TOTALS = (
    HEAD
    + """\
  years: [2025, 2026]
  lines:
    - {id: a, name: Phòng ngừa, amounts: [300, 210]}
    - {id: b, name: Đấu tranh, amounts: [400, 450]}
    - {id: c, name: Thiết bị, amounts: [1, 1], total: 2}
  total: 1362
"""
)
GROUP = (
    HEAD
    + """\
  years: [2025, 2026]
  lines:
    - id: a
      name: Nhóm A
      total: 1360
      lines:
        - {id: a1, name: Mục 1, amounts: [300, 210]}
        - {id: a2, name: Mục 2, amounts: [400, 450]}
  total: 1360
"""
)


def test_a_grand_total_is_held_against_amounts_where_some_row_totals_are_not_printed() -> None:
    right = reading(SOME_ROW_TOTALS)
    assert errors(right) == []
    assert account(right).unused == ()
    assert errors(reading(SOME_ROW_TOTALS.replace("1362", "9999"))) == [("BUD104", "budget.total")]


def test_the_total_of_a_group_without_amounts_is_held_against_its_lines() -> None:
    assert errors(reading(GROUP)) == []
    assert account(reading(GROUP)).unused == ()
    wrong = GROUP.replace("1360", "9999")
    assert errors(reading(wrong)) == [("BUD105", "budget.lines[a].total")]


SOLVED = (
    HEAD
    + """\
  years: [2025, 2026]
  sources: [{id: tinh, name: NS tỉnh}, {id: tw, name: NSTW}]
  lines:
    - {id: a, name: Phòng ngừa, amounts: [null, null], split: {tinh: [250, 200], tw: [50, 10]}}
    - {id: b, name: Đấu tranh, amounts: [400, 450]}
  total: 1360
"""
)


def test_a_total_is_recomputed_from_amounts_and_what_blanks_are_solved_for() -> None:
    right = reading(SOLVED)
    assert errors(right) == []
    assert (account(right).proved, account(right).solved, account(right).unused) == (7, 2, ())
    assert errors(reading(SOLVED.replace("1360", "1630"))) == [("BUD142", "budget.total")]


@pytest.mark.parametrize("figure", ["250", "450", "1360"])
def test_every_figure_behind_a_recomputed_total_is_proved(figure: str) -> None:
    assert errors(reading(SOLVED.replace(figure, str(int(figure) + 7)))) == [("BUD142", "budget.total")]


MEMO = (
    HEAD
    + """\
  years: [2025, 2026]
  lines:
    - {id: a, name: Phòng ngừa, amounts: [300, 210], total: 510}
    - {id: b, name: Đấu tranh, amounts: [400, 450], total: 850, memo: true}
  totals: [300, 210]
  total: 510
"""
)


def test_a_line_that_is_only_shown_is_named_with_its_amounts() -> None:
    beside = account(reading(MEMO)).beside
    assert [figure.text for figure in beside] == ["400", "450", "850"]
    assert {str(figure.why) for figure in beside} == {"only shown: line “Đấu tranh”"}


OF_WHICH = (
    HEAD
    + """\
  years: [2025]
  lines:
    - id: a
      name: Phòng ngừa
      amounts: [300]
      of_which: true
      lines: [{id: a1, name: Cấp xã, amounts: [100]}, {id: a2, name: Cấp huyện, amounts: [150]}]
    - {id: b, name: Đấu tranh, amounts: [400]}
  totals: [700]
"""
)


def test_parts_that_need_not_be_all_are_beside_and_never_more_than_their_whole() -> None:
    right = reading(OF_WHICH)
    assert errors(right) == []
    assert [figure.text for figure in account(right).beside] == ["100", "150"]
    assert errors(reading(OF_WHICH.replace("[150]", "[250]"))) == [("BUD119", "budget.lines[a].amounts[2025]")]


def test_figures_of_skipped_sums_are_unused_and_a_warning() -> None:
    loose = HEAD + "  years: [2025, 2026]\n  lines: [{id: a, name: A, amounts: [1, null]}]\n  total: 9\n"
    one = reading(loose)
    assert [figure.text for figure in account(one).unused] == ["1", "9"]
    assert [finding.rule.code for finding in found(one, Severity.WARNING)] == ["BUD141", "BUD141"]


def test_a_bound_is_beside() -> None:
    bound = MEMO + "  stated: [{amount: 500, qualifier: at_least, at: III}]\n"
    assert "500" in [figure.text for figure in account(reading(bound)).beside]


def test_an_amount_that_is_not_rounded_as_declared_contradicts_the_declaration() -> None:
    absurd = MEMO.replace("  years", "  rounding: 1000000\n  years")
    assert errors(reading(absurd)) == [("BUD143", "budget.lines[a].amounts[2025]")]
    assert errors(reading(MEMO.replace("  years", "  rounding: 10\n  years"))) == []


NEGATIVE = (
    HEAD
    + """\
  years: [2025, 2026]
  lines:
    - {id: a, name: Phòng ngừa, amounts: [900, 210], total: 1110}
    - {id: c, name: Điều chỉnh, amounts: [-500, 500], total: 0}
  totals: [400, 710]
  total: 1110
"""
)


def test_a_negative_amount_is_a_warning_unless_the_line_is_a_deduction() -> None:
    (finding,) = found(reading(NEGATIVE), Severity.WARNING)
    assert (finding.rule.code, finding.complaint.path) == ("BUD144", "budget.lines[c].amounts[2025]")
    assert found(reading(NEGATIVE.replace("total: 0", "total: 0, deduction: true")), Severity.WARNING) == []


def test_what_a_plan_says_about_its_own_checking_is_said() -> None:
    wide = MEMO.replace("  years", "  blank: none\n  rounding: 10\n  years") + (
        "thresholds: {spike: 999, largest_number: 99999, government_domains: [com]}\n"
    )
    assert [str(term) for term in own_terms(reading(wide).plan)] == [
        "a spike only from 999 times on (otherwise 5)",
        "numbers plausible up to 99.999 (otherwise 20.000)",
        "official domains: com",
        "figures rounded to 10 triệu đồng",
        "an empty cell means none",
    ]
    assert list(own_terms(reading(MEMO).plan)) == []


def named(one: Reading) -> Iterator[tuple[str, int]]:
    for name, group in in_groups(account(one).unused):
        yield str(name), len(group)


AFTER_TOTAL: Rows = (
    ("Đơn vị tính: triệu đồng", None, None, None),
    ("Nội dung", 2025, 2026, "Tổng"),
    ("Phòng ngừa", 300, 200, 500),
    ("Đấu tranh", 1, 2, 3),
    ("Tổng cộng", 301, 202, 503),
    ("Dòng sau tổng", 50, 90, 140),
)


def test_a_row_below_the_totals_is_named_with_its_place() -> None:
    one = reading(workbook(AFTER_TOTAL), "annex.xlsx")
    assert errors(one) == []
    assert list(named(one)) == [("row 6 “Dòng sau tổng”", 3)]
    (finding,) = found(one, Severity.WARNING)
    assert (finding.rule.code, str(finding.place)) == ("BUD141", "Sheet1!B6")
