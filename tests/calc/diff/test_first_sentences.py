"""What one signs: the verdict with both totals, trust by its differences, the documents by name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cybercrime_plan.calc.diff.comparison import Comparison, diff
from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.text import diff_lines
from cybercrime_plan.render.diff.words import CommitNamed, DiffReport, Version
from cybercrime_plan.render.table import plain_lines
from tests.calc.diff.test_classes import GONE, SIMPLE, edited
from tests.calc.diff.versions import plan_of

SOUND = {"budget.totals": ["1500", "2200"]}
TODAY = date(2026, 1, 1)


def report(edits: dict[str, Any], before: dict[str, Any] | None = None) -> DiffReport:
    """The simple plan, with sound totals, against the same with edits."""
    start = SOUND | (before or {})
    return of(diff(plan_of(edited(start)), plan_of(edited(start | edits))))


def of(comparison: Comparison, a: Version | None = None) -> DiffReport:
    return DiffReport(comparison, a or Version("a.yaml", "a" * 64), Version("b.yaml", "b" * 64), TODAY, "0")


def verdict(report: DiffReport) -> str:
    return str(words.verdict(report))


def text(report: DiffReport) -> str:
    return "\n".join(plain_lines(diff_lines(report, ENGLISH)))


def test_the_verdict_says_that_the_printed_total_moved_while_the_lines_did_not() -> None:
    assert verdict(report({"budget.total": "4900"})).startswith(
        "The total recomputed from the lines stays at 3.700 triệu đồng; "
        "the printed total goes from 3.700 to 4.900 triệu đồng; 1 change"
    )


def test_the_verdict_says_that_the_lines_moved_and_the_printed_total_did_not() -> None:
    assert verdict(report({"budget.lines.3.amounts.0": "1100"})).startswith(
        "The total recomputed from the lines rises by 100 triệu đồng (+2,7%), from 3.700 to 3.800; "
        "the printed total stays at 3.700 triệu đồng; 1 change"
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, "3700", "a total of 3.700 triệu đồng is printed now"),
        ("3700", None, "the total of 3.700 triệu đồng is no longer printed"),
        ("3600", "3600", "the printed total stays at 3.600 triệu đồng"),
        ("-", "3700", "the printed total goes from - to 3.700 triệu đồng"),
    ],
)
def test_a_total_that_comes_goes_or_was_wrong_all_along_is_said(before: Any, after: Any, said: str) -> None:
    changed = report({"budget.total": after, "title": "Khác"}, {"budget.total": before})
    assert said in verdict(changed)


def test_the_verdict_says_that_the_total_of_the_prose_was_forgotten() -> None:
    raised = {"budget.lines.3.amounts.0": "1100", "budget.totals.0": "1600", "budget.total": "3800"}
    said = verdict(report(raised))
    assert "to 3.800; the table prints the same; elsewhere the document prints 3.700 triệu đồng; " in said
    about = {**raised, "budget.stated.0.qualifier": "about", "budget.stated.0.words": None}
    assert "the document prints the same; " in verdict(report(about))


def test_a_budget_that_disappeared_is_said_as_that() -> None:
    gone = report({"budget": GONE})
    assert verdict(gone).startswith("The budget is gone: it was 3.700 triệu đồng; ")
    assert "with the budget its sums are gone" in text(gone)
    assert "the table of 4 lines → (nothing)" in text(gone)
    assert verdict(of(diff(gone.comparison.b, gone.comparison.a))).startswith("The plan has a budget now, of 3.700")


def test_trust_compares_the_differences() -> None:
    changed = report({"budget.lines.0.total": "1000"}, {"budget.lines.0.total": "400"})
    assert "Phòng ngừa: total: off by 100 before, by 700 triệu đồng after" in text(changed)
    assert "this did not change" not in text(changed)


def test_the_same_difference_did_not_change() -> None:
    changed = report({"title": "Khác"}, {"budget.lines.0.total": "400"})
    assert "between the versions this did not change" in text(changed)
    assert "all of them agree in both versions" in text(report({"title": "Khác"}))


def test_what_is_left_out_is_counted_in_the_verdict() -> None:
    both = report({"title": "Khác", "province": "Đồng Tháp"})
    some = of(both.comparison.asked((), ["IDN106"]))
    assert verdict(some).endswith("1 change: 1 minor; 1 more change is left out as asked.")
    none = of(both.comparison.asked((), ["IDN"]))
    assert verdict(none) == "Nothing differs in what was compared; 2 changes are left out as asked."


def test_figures_over_the_same_source_file_are_in_part_3_with_their_sentence() -> None:
    source = {"document.file": {"name": "x.txt", "sha256": "a" * 64}}
    part_3 = text(report({"budget.lines.0.amounts.0": "101"}, source)).split("\n3. ")[1].split("\n4. ")[0]
    assert "Figures changed although both versions name the same source file by its SHA-256. (PRV103)" in part_3


def test_the_documents_are_named_with_their_commits() -> None:
    comparison = diff(plan_of(SIMPLE), plan_of(edited({"document.number": "9/KH-UBND"})))
    commit = CommitNamed("0123456789abcdef", "Nguyễn Văn A", date(2025, 3, 1), "Sửa đổi lần 1")
    lines = text(of(comparison, Version("HEAD:a.yaml", "a" * 64, revision=commit))).splitlines()
    document = "“Kế hoạch”, no. 1/KH-UBND, dated 2025-01-02, UBND, version 1, from 2025-01-02"
    assert lines[1:3] == [
        f"  Before: HEAD:a.yaml: {document}; commit 0123456789ab of 2025-03-01 by Nguyễn Văn A: Sửa đổi lần 1",
        "  After: b.yaml: “Kế hoạch”, no. 9/KH-UBND, dated 2025-01-02, UBND, version 1, from 2025-01-02",
    ]


def test_people_read_names_and_words_and_the_codes_stand_behind_them() -> None:
    said = text(report({"tasks.0.agencies": ["tc"], "budget.lines.1.source": "tw"}))
    assert "Công an → Tài chính" in said
    assert "Tỉnh → Trung ương" in said
    assert "Another agency has to do a task. (DTY103)" in said


def test_a_blank_is_a_blank_and_open_amounts_are_not_zero() -> None:
    said = text(report({"budget.lines.2.amounts": ["-", "-"]}, {"budget.lines.2.amounts": ["-", None]}))
    assert "(blank) → -" in said
    fixed = text(report({"budget.lines.2.amounts": ["-", "5"]}, {"budget.lines.2.amounts": ["-", "-"]}))
    assert "- → 5" in fixed
    assert "0 → 5" not in fixed


def test_a_year_that_came_has_no_total_of_zero_before() -> None:
    rows = {f"budget.lines.{n}.amounts.2": "9" for n in range(4)}
    more = {"budget.years.2": "2027", "budget.lines.2.split.tinh.2": "0", **rows}
    changed = report({**more, "budget.totals": ["1500", "2200", "36"]})
    assert "· → 36" in text(changed)


def test_vietnamese_says_severities_and_reconciliation_as_auditors_do() -> None:
    changed = report({"budget.lines.0.amounts.0": "101", "period.to": "2027"})
    said = "\n".join(plain_lines(diff_lines(changed, VIETNAMESE)))
    assert "2 thay đổi: 1 trọng yếu, 1 đáng kể." in said
    assert (
        "Đối chiếu khớp: các thay đổi cộng lại là +1 triệu đồng, bằng mức thay đổi của tổng tính lại (+1)." in said
    )
    assert "giai đoạn: kết thúc" in said
