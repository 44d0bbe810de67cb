"""The account of an annex: every number of the table, and what it was taken for."""

from __future__ import annotations

import pytest

from cybercrime_plan.findings import FigureRole
from cybercrime_plan.read.load import load
from tests.read.annexes import table


def taken(text: str) -> dict[str, FigureRole]:
    return {str(figure.place): figure.role for figure in load(text.encode(), "a.csv").figures}


def test_every_number_of_the_table_is_in_the_account_once() -> None:
    roles = taken(table("1;Việc;1;2;3", ";Tổng cộng;1;2;3"))
    headings = {place: role for place, role in roles.items() if place.startswith("2:")}
    assert set(headings.values()) == {FigureRole.HEADING}
    assert len(headings) == 2
    assert roles["3:1"] is FigureRole.HEADING
    assert [roles[place] for place in ("3:8", "3:10", "3:12")] == ["amount", "amount", "total"]
    assert {role for place, role in roles.items() if place.startswith("4:")} == {FigureRole.TOTAL}
    assert len(roles) == 2 + 4 + 3


@pytest.mark.parametrize(
    ("brackets", "why"),
    [
        ("(NSTW 80, NSĐP 40)", ""),
        ("(trong đó NSTW 80)", ""),
        ("(đợt 1, đợt 2)", ""),
        ("(3 lớp x 40)", ""),
        ("(NSTW 80 và NSĐP 30)", "the figures in brackets come to 110"),
        ("(trong đó NSTW: 80; NSĐP: 50)", "the figures in brackets come to 130"),
    ],
)
def test_figures_in_brackets_behind_an_amount_are_held_against_it(brackets: str, why: str) -> None:
    text = f'ĐVT: triệu đồng\nSTT;Nội dung;Kinh phí\n1;Việc;"120 {brackets}"\n2;Thêm;30\n;Tổng cộng;150\n'
    figures = [one for one in load(text.encode(), "a.csv").figures if one.text == brackets]
    assert [(one.role, str(one.why)) for one in figures] == [
        (FigureRole.UNUSED, why) if why else (FigureRole.BESIDE, "what the amount before it is made of")
    ]


def test_a_column_of_other_figures_is_in_the_account() -> None:
    text = "ĐVT: đồng\nSTT;Nội dung;Diện tích (ha);2024;2025\n1;Việc;17;1;2\n"
    (beside,) = (figure for figure in load(text.encode(), "a.csv").figures if figure.role is FigureRole.BESIDE)
    assert (beside.text, beside.column, beside.row) == ("17", "Diện tích (ha)", "Việc")
    assert str(beside.why) == "quantities, no money"


def carried(first: str, second: str) -> list[tuple[str, str]]:
    """The figures of rows that carry a sum over a page, each with what it was taken for."""
    text = (
        "ĐVT: đồng;;\nSTT;Nội dung;2026\nI;Tuyên truyền;90\n1;In ấn;30\n2;Phóng sự;40\n"
        f";Cộng chuyển trang sau;{first}\nSTT;Nội dung;2026\n;Trang trước chuyển sang;{second}\n"
        "3;Hội thi;20\nII;Mua sắm;50\n1;Máy tính;50\n;Tổng cộng;140\n"
    )
    return [
        (one.text, one.role.value)
        for one in load(text.encode(), "a.csv").figures
        if one.row and "trang" in one.row.lower()
    ]


def test_a_sum_carried_over_a_page_that_the_lines_above_come_to_is_beside_the_sums() -> None:
    assert carried("70", "70") == [("70", "beside"), ("70", "beside")]


def test_another_sum_carried_over_a_page_is_in_no_sum() -> None:
    assert carried("70", "71") == [("70", "beside"), ("71", "unused")]
    assert carried("60", "70") == [("60", "unused"), ("70", "beside")]
