"""A Trong đó below the total is held against it: no more than it, and all of it where its other figures are."""

from __future__ import annotations

import pytest

from cybercrime_plan.findings import FigureRole
from tests.program import plan
from tests.read.annexes import recognised

TWO_YEARS = """\
ĐVT: triệu đồng
STT;Nội dung;Năm 2026;Năm 2027;Cộng
1;Chi lương;1201;1253;2454
2;Chi nghiệp vụ;452;487;939
3;Chi khác;324;312;636
;Tổng cộng;1977;2052;4029
;Trong đó:;;;
-;Ngân sách tỉnh;1505;1610;3115
-;Ngân sách huyện;{district}
"""
ONE_COLUMN = """\
ĐVT: triệu đồng
STT;Nội dung;Kinh phí
1;Chi lương;1201
2;Chi nghiệp vụ;452
;Tổng cộng;1653
;Trong đó: nguồn thu sự nghiệp;{part}
"""


def odd(text: str) -> dict[str, str]:
    """The figures that were not taken, each with why."""
    return {one.text: str(one.why) for one in recognised(text, "a.csv").figures if one.role is FigureRole.UNUSED}


@pytest.mark.parametrize(
    ("district", "told"),
    [
        ("472;442;914", {}),
        ("372;342;714", {}),  # some of it only
        ("472;424;914", {"1610": "2052"}),
        ("472;452;914", {"1610": "2052"}),
    ],
)
def test_parts_that_are_all_of_the_total_are_so_in_every_column(district: str, told: dict[str, str]) -> None:
    found = odd(TWO_YEARS.format(district=district))
    assert {figure: why.rpartition(" ")[2] for figure, why in found.items()} == told


def test_a_total_that_neither_its_lines_nor_its_parts_come_to_is_one_finding() -> None:
    annex = TWO_YEARS.format(district="472;442;914").replace("Tổng cộng;1977", "Tổng cộng;1997")
    assert odd(annex) == {}
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=annex.encode())
    assert "BUD103 the total of 2026 is 1.997, but its lines add up to 1.977" in ran.out
    assert "; 1 finding\n" in ran.out


def test_a_part_is_not_larger_than_the_total() -> None:
    assert odd(ONE_COLUMN.format(part=650)) == {}
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=ONE_COLUMN.format(part=6500).encode())
    assert "BUD141" in ran.out
    assert "does not fit the total 1653" in ran.out
