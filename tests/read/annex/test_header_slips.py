"""What a header prints that cannot be meant is in the account, although the figures under it add up."""

from __future__ import annotations

import pytest

from cybercrime_plan.findings import FigureRole
from tests.program import plan
from tests.read.annexes import recognised

NUMBERED = (
    "ĐVT: triệu đồng\nTT;Đơn vị;Tổng số;Tự chủ;Không tự chủ;Khác\nA;B;{total};{own};3;{other}\n"
    "1;Công an tỉnh;2100;1200;800;100\n2;Sở Tài chính;1420;800;520;100\n3;Thanh tra tỉnh;1000;600;300;100\n"
    ";Tổng cộng;4520;2600;1620;300\n"
)
YEARS = (
    "ĐVT: triệu đồng\nTT;Dự án;{over};;;;\n;;Tổng số;{years}\n"
    "1;Cầu Sông Tiền;600;100;200;300\n2;Đường ĐT.841;90;20;30;40\n;Tổng cộng;690;120;230;340\n"
)


def odd(text: str) -> dict[str, str]:
    """The figures of an annex that were not taken, each with why."""
    return {
        one.text: one.why.template
        for one in recognised(text, "a.csv").figures
        if one.role is FigureRole.UNUSED and one.why
    }


def years(*printed: str, over: str = "Kế hoạch vốn 2026-2028") -> str:
    return YEARS.format(over=over, years=";".join(printed))


@pytest.mark.parametrize(
    ("printed", "strange"),
    [
        (("2036", "2027", "2028"), "2036"),
        (("2026", "2026", "2028"), "2026"),
        (("2026", "2082", "2028"), "2082"),
        (("Năm 2026", "Năm 2027", "Năm 2025"), "Năm 2025"),
    ],
)
def test_a_year_that_cannot_be_meant_is_in_the_account(printed: tuple[str, ...], strange: str) -> None:
    assert list(odd(years(*printed))) == [strange]


def test_a_year_out_of_order_is_told_without_a_period_above_it() -> None:
    assert list(odd(years("2026", "2025", "2028", over="Chia ra"))) == ["2025"]


@pytest.mark.parametrize(
    ("printed", "over"),
    [
        (("2026", "2027", "2028"), "Kế hoạch vốn 2026-2028"),
        (("2028", "2027", "2026"), "Chia ra"),
        (("2020", "2025", "2026"), "Chia ra"),
        (("2026", "2027", "Sau 2027"), "Kế hoạch vốn 2026-2028"),
    ],
)
def test_years_that_rise_or_fall_or_leave_some_out_are_right(printed: tuple[str, ...], over: str) -> None:
    assert odd(years(*printed, over=over)) == {}


MONTHS = "ĐVT: triệu đồng\nTT;Nội dung;{titles};Cộng\n1;Lương;{a};{sum}\n2;Điện;{a};{sum}\n3;Nước;{a};{sum}\n"


@pytest.mark.parametrize(
    ("titles", "strange"),
    [
        (["Tháng 1", "Tháng 2", "Tháng 3"], []),
        (["Tháng 1", "Tháng 2", "Tháng 2", "Tháng 4"], ["Tháng 2"]),
        (["Tháng 7", "Tháng 6", "Tháng 9"], ["Tháng 6"]),
        (["Quý I", "Quý II", "Quý III", "Quý IV"], []),
        (["Quý I", "Quý IV", "Quý III", "Quý VI"], ["Quý IV"]),
        (["Dự toán 2026", "Dự toán 2025", "Dự toán 2028"], ["Dự toán 2025"]),
        (["KH 2026", "TH 2026", "KH 2027", "TH 2027"], []),
    ],
)
def test_months_quarters_and_years_within_titles_follow_each_other(titles: list[str], strange: list[str]) -> None:
    amounts = range(10, 10 + len(titles))
    text = MONTHS.format(titles=";".join(titles), a=";".join(map(str, amounts)), sum=sum(amounts))
    assert [name for name in odd(text) if name in titles] == strange


def numbered(total: str = "1=2+3+4", own: str = "2", other: str = "4") -> str:
    return NUMBERED.format(total=total, own=own, other=other)


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        (numbered(own="9"), ["1=2+3+4", "3"]),
        (numbered(other="11"), ["1=2+3+4"]),
        (numbered(total="1=2+3"), ["1=2+3"]),
        (numbered(), []),
    ],
)
def test_numbers_of_columns_that_contradict_each_other_or_the_figures_are_in_the_account(
    text: str, strange: list[str]
) -> None:
    assert sorted(odd(text)) == strange


def test_the_printed_sum_of_columns_is_the_slip_where_the_figures_make_another() -> None:
    told = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=numbered(total="1=2+3").encode())
    assert told.code == 0
    assert "1=2+3 is printed, but the figures make 1=2+3+4" in told.out
    assert "BUD102" not in told.out


PRODUCTS = (
    "ĐVT: nghìn đồng\nTT;Nội dung;Số ca;Định mức (nghìn đồng/ca);Kinh phí\n1;2;3;4;5=3x4\n"
    "1;Siêu âm;860;180;154800\n2;Xét nghiệm;1500;120;180000\n3;Điện tim;640;55;35200\n;Tổng cộng;;;370000\n"
)
LEFT = (
    "ĐVT: triệu đồng\nTT;Đơn vị;Nhu cầu;Đã cấp;Còn thiếu\n1;2;3;4;5=3-4\n"
    "1;Công an tỉnh;2100;1200;900\n2;Sở Tài chính;1420;800;620\n3;Thanh tra tỉnh;1000;650;350\n"
    ";Tổng cộng;4520;2650;1870\n"
)


@pytest.mark.parametrize(
    ("text", "printed", "strange"),
    [
        (PRODUCTS, "5=3x4", ["5=3x3", "5=4x4"]),
        (LEFT, "5=3-4", ["5=4-4", "5=3-3"]),
        (
            LEFT.replace("Còn thiếu", "Tỷ lệ (%)")
            .replace("900", "57,1")
            .replace("620", "56,3")
            .replace("350", "65"),
            "5=3-4",
            ["5=3/4"],
        ),
    ],
)
def test_arithmetic_that_most_rows_contradict_is_in_the_account(
    text: str, printed: str, strange: list[str]
) -> None:
    for formula in strange:
        assert formula in odd(text.replace(printed, formula))


def test_arithmetic_that_most_rows_bear_out_is_right_with_a_slip_in_one_of_them() -> None:
    for text in (PRODUCTS, LEFT, PRODUCTS.replace("154800", "154900"), LEFT.replace("900", "910")):
        assert odd(text) == {}


@pytest.mark.parametrize(
    ("price", "strange"),
    [
        ("Định mức (nghìn đồng/ca)", []),
        ("Định mức (đồng/ca)", ["Định mức (đồng/ca)"]),
        ("Định mức (triệu đồng/ca)", ["Định mức (triệu đồng/ca)"]),
        ("Định mức", []),
    ],
)
def test_prices_in_a_unit_that_does_not_make_the_amounts_are_in_the_account(price: str, strange: list[str]) -> None:
    assert list(odd(PRODUCTS.replace("Định mức (nghìn đồng/ca)", price))) == strange


def test_two_columns_that_are_called_the_same_are_in_the_account() -> None:
    twice = years("2026", "2027", "2028").replace("2026;2027;2028", "Đợt 1;Đợt 2;Đợt 2")
    assert odd(twice) == {"Đợt 2": "two columns are called “{title}”"}


def test_columns_of_one_name_under_two_wholes_are_right() -> None:
    halves = (
        "ĐVT: triệu đồng\nTT;Dự án;Tổng số;Trong đó: năm 2025;Vốn trung ương;Trong đó: năm 2025\n"
        ";;;;;\n1;Cầu Sông Tiền;175;60;70;45\n2;Đường ĐT.841;300;110;120;70\n3;Cầu Cái Vồn;460;160;200;100\n"
        ";Tổng cộng;935;330;390;215\n"
    )
    assert odd(halves) == {}
