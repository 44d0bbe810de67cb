"""Products that the words of lines tell, beside their amounts."""

from __future__ import annotations

import pytest

from cybercrime_plan.findings import FigureRole
from tests.read.annexes import recognised

HEAD = "Đơn vị tính: đồng;;;\nSTT;Nội dung;Cách tính;Số tiền\n"
LINES = (
    "1;Thuê xe;2 xe x 1.500.000 đồng/xe;3.000.000\n2;Nước uống;150 người x 02 ngày x 10.000đ;3.000.000\n"
    "3;Tài liệu;{told};{amount}\n;Cộng;;{total}\n"
)


def unused(told: str, amount: str, total: str) -> list[str]:
    """What stands in no sum of a table of three lines that tell their products."""
    figures = recognised(HEAD + LINES.format(told=told, amount=amount, total=total), "a.csv").figures
    return [one.text for one in figures if one.role is FigureRole.UNUSED]


def test_a_line_whose_words_tell_another_product_is_named() -> None:
    assert unused("150 bộ x 30.000 đồng", "4.500.000", "10.500.000") == []
    assert unused("160 bộ x 30.000 đồng", "4.500.000", "10.500.000") == ["160 bộ x 30.000 đồng"]


@pytest.mark.parametrize(
    "told", ["150 bộ x 30.000 đồng x 50%", "3 lớp, 50 bộ x 30.000 đồng", "150 bộ x 30 nghìn", "150 bộ x 4 m2 + phí"]
)
def test_words_that_tell_more_than_a_product_tell_none(told: str) -> None:
    assert unused(told, "4.400.000", "10.400.000") == []
