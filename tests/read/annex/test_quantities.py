"""A total of quantities that these do not come to is a finding; it was only named beside the sums."""

from __future__ import annotations

import pytest

from cybercrime_plan.findings import FigureRole
from cybercrime_plan.read.annex.titles import understood
from tests.program import plan
from tests.read.annexes import recognised

HOUSEHOLDS = """\
Đơn vị tính: triệu đồng
STT;Xã;Số hộ nghèo;Số hộ cận nghèo;Tổng số hộ;Kinh phí
1;Xã A;45;62;107;259
2;Xã B;38;51;89;216
3;Xã C;57;40;97;251
4;Xã D;64;75;139;306
;Tổng cộng;204;228;432;1032
"""
CLASSES = """\
Đơn vị tính: triệu đồng
STT;Tên lớp;Số lớp;Số học viên;Số ngày;Kinh phí
I;Cơ bản;;;;
1;Lớp cơ bản;12;480;3;450
2;Lớp nâng cao;5;{students};5;335
II;Chuyên gia;2;40;10;325
;Cộng;{classes};670;{days};1110
"""


def odd(text: str) -> dict[str, str]:
    """The quantities that were not taken, each with why."""
    figures = recognised(text, "a.csv").figures
    return {one.text: str(one.why) for one in figures if one.role is FigureRole.UNUSED}


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("204;228;432", "214;228;432", {"214": "204", "432": "442"}),
        ("204;228;432", "204;228;342", {"342": "432"}),
        ("38;51;89", "38;51;98", {"98": "89", "432": "441"}),
        ("57;40;97", "75;40;97", {"97": "115", "204": "222"}),
        ("45;62;107", "45;62;", {"432": "325"}),
    ],
)
def test_a_slip_among_quantities_is_told_at_the_totals_it_breaks(
    right: str, wrong: str, told: dict[str, str]
) -> None:
    assert odd(HOUSEHOLDS) == {}
    assert odd(HOUSEHOLDS.replace(right, wrong)) == {
        figure: f"the figures come to {come_to}" for figure, come_to in told.items()
    }


@pytest.mark.parametrize(
    ("students", "classes", "days", "told"),
    [
        (150, 19, "", {}),
        (150, 19, 10, {}),
        (160, 19, "", {"670": "680"}),
        (150, 29, "", {"29": "19"}),
        ("-", 19, "", {"670": "520"}),
        ("chưa rõ", 19, "", {}),
    ],
)
def test_a_group_counts_as_its_lines_and_what_adds_nothing_up_is_no_total(
    students: object, classes: int, days: object, told: dict[str, str]
) -> None:
    found = odd(CLASSES.format(students=students, classes=classes, days=days))
    assert found == {figure: f"the figures come to {come_to}" for figure, come_to in told.items()}


def test_it_is_a_warning_at_its_cell() -> None:
    wrong = HOUSEHOLDS.replace("204;228;432", "204;228;342").encode()
    ran = plan("budget", "check", "-", "--strict", "--stdin-filename", "a.csv", stdin=wrong)
    assert ran.code == 1
    assert "BUD141" in ran.out
    assert "the figures come to 432" in ran.out


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Số cử tri", True),
        ("Số khách hàng", True),
        ("Số kiểm tra", False),
        ("Số NSNN hỗ trợ", False),
        ("Số đã thu", False),
    ],
)
def test_the_number_of_something_is_told_from_an_amount(title: str, number: bool) -> None:
    assert understood((title,)).tells_number is number
