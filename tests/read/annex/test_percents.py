"""A percentage in a name that is another one than that of the amounts is a finding; it passed unseen."""

from __future__ import annotations

import pytest

from cybercrime_plan.findings import FigureRole
from tests.program import plan
from tests.read.annexes import recognised

TAXED = """\
Đơn vị tính: nghìn đồng
STT;Danh mục;Thành tiền
1;Máy tính;186000
2;Máy in;18600
3;Máy quét;18900
;Cộng trước thuế;223500
;{tax};22350
;Tổng cộng;245850
"""
SHARED = """\
ĐVT: nghìn đồng
STT;Xã;Kinh phí hỗ trợ;{central};{local}
1;Xã A;90000;63000;27000
2;Xã B;124000;86800;37200
3;Xã C;76000;53200;22800
;Cộng;290000;203000;87000
"""


def odd(text: str) -> dict[str, str]:
    """The names that cannot be meant, each with why."""
    figures = recognised(text, "a.csv").figures
    return {one.text: str(one.why) for one in figures if one.role is FigureRole.UNUSED}


@pytest.mark.parametrize("tax", ["Thuế GTGT (10%)", "Thuế VAT 10 %", "Dự phòng 10%", "Thuế GTGT", "Phí 8%"])
def test_a_percentage_of_what_stands_above_it_is_right(tax: str) -> None:
    assert odd(TAXED.format(tax=tax)) == {}


@pytest.mark.parametrize("tax", ["Thuế GTGT (8%)", "Thuế VAT 11 %", "Dự phòng 5%", "Chi phí dự phòng (7,5%)"])
def test_a_percentage_that_is_not_that_of_the_amount_is_told(tax: str) -> None:
    printed = tax.split("%", maxsplit=1)[0].replace("(", " ").split()[-1]
    assert odd(TAXED.format(tax=tax)) == {tax: f"{printed} % is printed, but the amounts are 10 %"}


def test_a_slip_in_the_amount_is_no_other_percentage() -> None:
    assert odd(TAXED.format(tax="Thuế GTGT (8%)").replace(";22350\n", ";22351\n")) == {}


def test_the_share_in_the_title_of_a_column_is_that_of_its_amounts() -> None:
    assert odd(SHARED.format(central="NSTW (70%)", local="NS tỉnh (30%)")) == {}
    assert odd(SHARED.format(central="NSTW (80%)", local="NS tỉnh (30%)")) == {
        "NSTW (80%)": "80 % is printed, but the amounts are 70 %"
    }
    # rounded, or of each line another one: nothing is said
    uneven = SHARED.format(central="NSTW (80%)", local="NS tỉnh (20%)").replace("63000;27000", "72000;18000")
    assert odd(uneven.replace("203000;87000", "212000;78000")) == {}


SAVED = """\
ĐVT: triệu đồng
STT;Nội dung;Số tiền
1;Chi lương;3000
2;Chi hoạt động;{spent}
3;{saved};-500
;Tổng cộng;{left}
"""
LESS = """\
ĐVT: triệu đồng
STT;Đơn vị;Dự toán giao;{saved};Còn lại
1;Sở A;2350;235;2115
2;Sở B;1860;186;1674
3;Sở C;1240;124;1116
;Tổng cộng;5450;545;4905
"""


def test_what_is_saved_is_a_percentage_of_all_above_it_or_of_one_line() -> None:
    assert odd(SAVED.format(spent=5000, saved="Tiết kiệm 10% chi hoạt động", left=7500)) == {}
    assert odd(SAVED.format(spent=2000, saved="Tiết kiệm 10%", left=4500)) == {}
    assert odd(SAVED.format(spent=2000, saved="Tiết kiệm 12%", left=4500)) == {
        "Tiết kiệm 12%": "12 % is printed, but the amounts are 10 %"
    }


def test_what_a_column_takes_off_is_the_percentage_it_is_called() -> None:
    assert odd(LESS.format(saved="Tiết kiệm 10%")) == {}
    assert odd(LESS.format(saved="Tiết kiệm 12% chi thường xuyên")) == {
        "Tiết kiệm 12% chi thường xuyên": "12 % is printed, but the amounts are 10 %"
    }


def test_it_is_a_warning_at_its_cell() -> None:
    ran = plan(
        "budget", "check", "-", "--stdin-filename", "a.csv", stdin=TAXED.format(tax="Thuế GTGT (8%)").encode()
    )
    assert "BUD141" in ran.out
    assert "8 % is printed, but the amounts are 10 %" in ran.out
