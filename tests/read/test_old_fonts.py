"""Words typed for fonts from before Unicode: named, asked about, and turned into Unicode where somebody says so."""

from __future__ import annotations

import pytest

from cybercrime_plan.errors import UsageError
from cybercrime_plan.read.annex.choices import UndecidedError
from cybercrime_plan.read.old_fonts import TCVN3, VNI, in_unicode, old_font
from tests.annexes.files import in_font
from tests.read.annexes import read, recognised, workbook

TEXTS = (
    "Bồi dưỡng nghiệp vụ phòng ngừa",
    "mua sắm thiết bị, phương tiện, thuê dịch vụ",
    "quỹ kỷ niệm, hỗ trợ lẫn nhau",
)
OF_VNI = {
    "Coâng taùc phoøng ngöøa": "Công tác phòng ngừa",
    "Ñaøo taïo, boài döôõng": "Đào tạo, bồi dưỡng",
    "tieáng Vieät, nghóa vuï, lòch söû, kyõ thuaät": "tiếng Việt, nghĩa vụ, lịch sử, kỹ thuật",
    "ÑIEÀU TRA, HOÃ TRÔÏ": "ĐIỀU TRA, HỖ TRỢ",
}
ROWS: list[list[str | int | None]] = [
    ["Đơn vị tính: triệu đồng"],
    ["STT", "Nội dung", 2024, 2025, "Cộng"],
    [1, "Bồi dưỡng nghiệp vụ", 1, 2, 3],
    [None, "Tổng cộng", 1, 2, 3],
]


@pytest.mark.parametrize("text", TEXTS)
def test_tcvn3_is_read(text: str) -> None:
    assert in_unicode(in_font(text, "tcvn3"), TCVN3) == text


def test_a_few_lines_of_tcvn3_are_told() -> None:
    found = old_font(in_font(" ".join(TEXTS), "tcvn3"))
    assert found is not None
    assert found.font == TCVN3


@pytest.mark.parametrize(("typed", "text"), OF_VNI.items())
def test_vni_is_read(typed: str, text: str) -> None:
    assert in_unicode(typed, VNI) == text


def typed_workbook() -> bytes:
    return workbook([[in_font(cell, "tcvn3") if isinstance(cell, str) else cell for cell in row] for row in ROWS])


def test_a_workbook_typed_for_an_old_font_is_asked_about() -> None:
    with pytest.raises(UndecidedError) as caught:
        read(typed_workbook(), "a.xlsx")
    assert caught.value.question.option == "font"
    assert [one.value for one in caught.value.question.candidates] == ["tcvn3", "unicode"]
    assert "Đơn vị tính: triệu đồng" in [str(one.label) for one in caught.value.question.candidates]


def test_with_the_font_named_its_words_are_unicode() -> None:
    annex = recognised(typed_workbook(), "a.xlsx", font="tcvn3")
    assert annex.tree["budget"]["lines"][0]["name"] == "Bồi dưỡng nghiệp vụ"


def test_text_too() -> None:
    text = "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
    annex = recognised(in_font(text, "tcvn3"), "a.csv", font="tcvn3")
    assert annex.tree["budget"]["unit"] == "triệu đồng"


def test_a_font_that_nobody_knows_is_no_choice() -> None:
    with pytest.raises(UsageError):
        read(typed_workbook(), "a.xlsx", font="arial")
