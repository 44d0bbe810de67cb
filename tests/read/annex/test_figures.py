"""The account of an annex: every number of the table, and what it was taken for."""

from __future__ import annotations

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


def test_a_column_of_other_figures_is_in_the_account() -> None:
    text = "ĐVT: đồng\nSTT;Nội dung;Diện tích (ha);2024;2025\n1;Việc;17;1;2\n"
    (beside,) = (figure for figure in load(text.encode(), "a.csv").figures if figure.role is FigureRole.BESIDE)
    assert (beside.text, beside.column, beside.row) == ("17", "Diện tích (ha)", "Việc")
    assert str(beside.why) == "quantities, no money"
