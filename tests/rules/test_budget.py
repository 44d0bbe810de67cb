"""What the checks of the budget say: one fault once, both figures, the difference, and what is suggested."""

from __future__ import annotations

from datetime import date

import pytest

from cybercrime_plan.findings import Certainty, Finding, Severity
from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import check, findings_of
from tests.examples import NESTED, STATED, TABLE
from tests.properties.real_tables import REAL_TABLES, RealTable
from tests.rules.test_run import plan_of, run

TRIEU = 1_000_000


def only(text: str) -> Finding:
    (finding,) = run(text)
    return finding


def test_one_wrong_figure_is_one_finding_with_both_figures_the_difference_and_the_unit() -> None:
    finding = only(TABLE.replace("total: 510", "total: 610"))
    assert (finding.rule.code, finding.complaint.path) == ("BUD102", "budget.lines[phong-ngua].total")
    assert str(finding.complaint.message) == (
        "the row total of “Phòng ngừa” is 610, but its amounts add up to 510: +100 triệu đồng"
    )
    complaint = finding.complaint
    assert (complaint.actual, complaint.expected, complaint.difference, complaint.unit) == (
        610 * TRIEU,
        510 * TRIEU,
        100 * TRIEU,
        "VND",
    )


def test_a_correction_is_suggested_with_the_sums_that_prove_it_and_the_slip_that_explains_it() -> None:
    complaint = only(TABLE.replace("[300, 210]", "[300, 120]")).complaint
    assert complaint.suggestion is not None
    assert (complaint.suggestion.path, complaint.suggestion.value) == (
        "budget.lines[phong-ngua].amounts[2026]",
        210 * TRIEU,
    )
    assert (complaint.suggestion.certainty, complaint.suggestion.slip_kind) == (Certainty.UNIQUE, "digits_swapped")
    assert complaint.hypotheses == ()
    assert str(complaint.hint) == (
        "one change suffices: 210 restores the row total of “Phòng ngừa” = 510, the total of 2026 = 660 "
        "(a known slip: two neighbouring digits swapped)"
    )


def test_it_is_said_in_vietnamese_with_the_same_figures() -> None:
    complaint = only(TABLE.replace("total: 510", "total: 610")).complaint
    assert VIETNAMESE.say(complaint.message) == (
        "tổng của dòng “Phòng ngừa” là 610, nhưng các số của dòng cộng lại là 510: chênh lệch +100 triệu đồng"
    )


def test_several_explanations_are_all_listed_and_none_is_called_unique() -> None:
    finding = only(TABLE.replace("[300, 210]", "[320, 210]").replace("[400, 450]", "[400, 470]"))
    assert finding.rule.code == "BUD110"
    assert finding.complaint.suggestion is not None
    assert finding.complaint.suggestion.certainty is Certainty.AMBIGUOUS
    assert [[(one.path, one.value) for one in each.changes] for each in finding.complaint.hypotheses] == [
        [
            ("budget.lines[phong-ngua].amounts[2025]", 300 * TRIEU),
            ("budget.lines[dau-tranh].amounts[2026]", 450 * TRIEU),
        ],
        [
            ("budget.lines[phong-ngua].amounts[2026]", 190 * TRIEU),
            ("budget.lines[dau-tranh].amounts[2025]", 380 * TRIEU),
        ],
    ]


def test_every_failing_sum_is_said_when_nothing_simple_explains_them() -> None:
    broken = TABLE.replace("[300, 210]", "[301, 212]").replace("[400, 450]", "[404, 458]")
    findings = run(broken)
    assert {one.complaint.suggestion for one in findings} == {None}
    assert {one.rule.code for one in findings} == {"BUD102", "BUD103"}


@pytest.mark.parametrize("word", ["là do", "the error is", "the mistake is"])
def test_no_sentence_claims_to_know_the_error(word: str) -> None:
    for text in (TABLE.replace("total: 510", "total: 610"), STATED.replace("1.360.000.000", "1.630.000.000")):
        for finding in run(text):
            for sentence in (finding.complaint.message, finding.complaint.hint):
                assert sentence is not None
                assert word not in str(sentence) + VIETNAMESE.say(sentence)


def test_a_wrong_subtotal_does_not_cascade_into_the_totals_above_it() -> None:
    assert only(NESTED.replace("[300, 210]", "[330, 210]")).rule.code == "BUD105"
    assert only(NESTED.replace("[100, 90]", "[100, 900]")).rule.code == "BUD101"


def test_figures_are_shown_in_the_unit_of_the_table_even_where_they_are_broken() -> None:
    finding = only(STATED.replace("1.360.000.000", "1.360.500.000"))
    assert "is 1.360,5, but the table says 1.360: +0,5 triệu đồng" in str(finding.complaint.message)


@pytest.mark.parametrize("table", REAL_TABLES, ids=lambda table: table.name)
def test_the_real_tables_pass_with_at_most_a_note(table: RealTable) -> None:
    plan = plan_of(TABLE).model_copy(update={"budget": table.budget()})
    findings = check(plan, as_of=date(2026, 6, 1), families={"BUD"})
    assert {one.rule.severity for one in findings} <= {Severity.NOTE}


@pytest.mark.parametrize(
    ("printed", "codes"), [(715, {"BUD133"}), (685, {"BUD133"}), (716, {"BUD103"}), (684, {"BUD103"})]
)
def test_declared_rounding_admits_half_a_unit_for_each_line_and_for_the_total(
    printed: int, codes: set[str]
) -> None:
    rounded = TABLE.replace("  years:", "  rounding: 10\n  years:").replace("[700, 660]", f"[{printed}, 660]")
    found = {finding.rule.code for finding in run(rounded)}
    assert found == codes | {"BUD143"}  # and none of these totals is rounded itself


def test_the_blanks_of_a_row_are_told_in_the_order_of_the_years() -> None:
    text = TABLE.replace(", amounts: [300, 210], total: 510", "")
    told = [str(finding.complaint.message) for finding in run(text) if finding.rule.code == "BUD131"]
    years = [one.partition(" is blank")[0] for one in told if " in 20" in one]
    assert years == ["“Phòng ngừa” in 2025", "“Phòng ngừa” in 2026"]


PRICED = """STT;Nội dung;Số lượng;Đơn giá;Thành tiền
1;Thuê hội trường;2;5.000;10.000
2;Tài liệu;150;50;7.500
3;Nước uống;500;20;10.000
;Tổng cộng;;;27.500
;Đơn vị tính: nghìn đồng;;;
"""
LEFT = """STT;Dự án;TMĐT;Đã bố trí đến 2023;Còn lại;2024;2025;Sau 2025
1;Cầu A;100;40;60;30;20;10
2;Đường B;50;10;40;15;20;5
3;Trường C;80;30;50;25;15;10
;Tổng;230;80;150;70;55;25
;Đơn vị tính: tỷ đồng;;;;;;
"""


def found(annex: str) -> list[str]:
    """The errors of an annex: their codes, the place and the figure that is wanted there."""
    loaded = load(annex.encode(), "a.csv")
    assert loaded.plan is not None
    reading = Reading(loaded.plan, date(2026, 6, 1), positions=loaded.positions, figures=loaded.figures)
    errors = [one for one in findings_of(reading, {"BUD"}, loaded.positions) if one.rule.severity.name == "ERROR"]
    return [f"{one.rule.code} {one.complaint.path} {one.complaint.expected}" for one in errors]


def test_sound_tables_have_no_error() -> None:
    assert found(PRICED) == found(LEFT) == []


@pytest.mark.parametrize(
    ("annex", "right", "wrong", "said"),
    [
        (PRICED, ";50;7.500", ";50;8.500", "BUD102 budget.lines[tai-lieu].total 7500000"),
        (LEFT, "100;40;60;", "100;40;61;", "BUD118 budget.lines[cau-a].columns[con-lai] 60000000000"),
        (LEFT, "30;20;10", "30;20;11", "BUD118 budget.lines[cau-a].columns[sau-2025] 10000000000"),
    ],
)
def test_one_figure_that_sums_and_products_want_is_the_one_answer(
    annex: str, right: str, wrong: str, said: str
) -> None:
    assert found(annex.replace(right, wrong, 1)) == [said]


def test_a_factor_that_is_wrong_breaks_no_sum_and_is_told_by_its_product() -> None:
    (said,) = found(PRICED.replace("trường;2;", "trường;3;", 1))
    assert said.startswith("BUD120 budget.lines[thue-hoi-truong]")


def test_two_products_that_want_nothing_of_a_wrong_total_leave_it_open() -> None:
    (said,) = found(PRICED.replace("27.500", "28.500"))
    assert said.startswith("BUD104")
