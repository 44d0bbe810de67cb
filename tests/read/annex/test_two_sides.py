"""Money that came in and what it was spent for are two parts; what is left of it is held against both."""

from __future__ import annotations

import pytest

from cybercrime_plan.findings import FigureRole
from tests.program import plan
from tests.read.annexes import recognised

BALANCE = """\
ĐVT: triệu đồng
STT;Nội dung;Năm 2024;Năm 2025
A;TỔNG THU;1.245;1.410
1;Ngân sách cấp;900;1.000
2;Vận động;345;410
B;TỔNG CHI;1.118;1.296
1;Hỗ trợ lực lượng;640;715
2;Khen thưởng;478;581
C;{rest}
"""
HALVES = """\
ĐVT: nghìn đồng
Nội dung;Số tiền
Tổng thu;{came}
Đơn vị đóng góp;46.000
Công đoàn hỗ trợ;38.500
Tổng chi;84.500
Giải thưởng;31.200
Sân bãi;53.300
"""


def odd(text: str) -> list[str]:
    """The figures that were not taken."""
    return [one.text for one in recognised(text, "a.csv").figures if one.role is FigureRole.UNUSED]


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("CHÊNH LỆCH (A-B);127;114", []),
        ("CHÊNH LỆCH (A-B);127;141", ["141"]),
        ("CHÊNH LỆCH THU CHI;217;141", ["217", "141"]),
        ("Kết dư;127;141", ["141"]),
        ("Kết dư;217;241", []),  # with that of the year before
    ],
)
def test_what_is_left_is_held_against_what_came_in_and_was_spent(rest: str, told: list[str]) -> None:
    assert odd(BALANCE.format(rest=rest)) == told


@pytest.mark.parametrize(("came", "code"), [("84.500", 0), ("93.500", 1)])
def test_two_halves_without_numbers_stay_apart_when_one_is_wrong(came: str, code: int) -> None:
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=HALVES.format(came=came).encode())
    assert ran.code == code
    assert "84.500.000" in ran.out
    assert ("“Tổng thu” is 93.500, but the lines below it add up to 84.500" in ran.out) == bool(code)


ONE_COLUMN = """\
ĐVT: triệu đồng
Nội dung;Số tiền
Nguồn kinh phí;
Ngân sách xã;715
Đóng góp;260
Sử dụng kinh phí;
Sửa cổng;430
Lát sân;375
Trồng cây;120
"""


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ((), "decide with --rows: memo=3,4,5, line=3,4,5"),
        (("--rows", "memo=3,4,5"), "925.000.000"),
        (("--rows", "line=3,4,5"), "1.900.000.000"),
    ],
)
def test_money_and_its_use_without_totals_are_a_question_where_they_differ(
    chosen: tuple[str, ...], told: str
) -> None:
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", *chosen, stdin=ONE_COLUMN.encode())
    assert told in ran.out + ran.err
