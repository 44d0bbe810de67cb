"""BUD120 beside the sums: where both want one figure, it is the one answer, and said once."""

from __future__ import annotations

from datetime import date

import pytest

from cybercrime_plan.read.load import load
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of

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
