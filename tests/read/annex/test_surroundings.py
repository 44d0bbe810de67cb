"""What stands over a table: its title, and the document it is an annex of."""

from __future__ import annotations

from typing import Any

import pytest

from cybercrime_plan.model.identity import Document
from cybercrime_plan.model.money import Unit
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.exports.annex import LineLook, annex_of
from tests.read.annexes import plan_of, recognised

TABLE = """\
Đơn vị tính: triệu đồng
STT\tNội dung\tNăm 2025\tNăm 2026
1\tTập huấn\t100\t200
2\tTuyên truyền\t10\t20
\tTổng cộng\t110\t220
"""


def under(*lines: str) -> str:
    return "\n".join((*lines, TABLE))


@pytest.mark.parametrize(
    ("line", "document", "printed"),
    [
        (
            "(Kèm theo Kế hoạch số 522/KH-UBND ngày 16/01/2023 của UBND tỉnh)",
            {"number": "522/KH-UBND", "date": "2023-01-16", "issuer": "UBND tỉnh"},
            "(Kèm theo Kế hoạch số 522/KH-UBND ngày 16/01/2023 của UBND tỉnh)",
        ),
        (
            "Ban hành kèm theo Quyết định số: 12/2025/QĐ-UBND ngày 14 tháng 3 năm 2025 của Ủy ban nhân dân tỉnh",
            {"number": "12/2025/QĐ-UBND", "date": "2025-03-14", "issuer": "Ủy ban nhân dân tỉnh"},
            "(Kèm theo Quyết định số 12/2025/QĐ-UBND ngày 14/3/2025 của Ủy ban nhân dân tỉnh)",
        ),
        (
            "(Kèm theo Công văn số 1234/UBND-KT ngày 31/02/2025)",
            {"number": "1234/UBND-KT"},
            "(Kèm theo Văn bản số 1234/UBND-KT)",
        ),
    ],
)
def test_the_document_an_annex_belongs_to_is_kept_and_printed_again(
    line: str, document: dict[str, str], printed: str
) -> None:
    text = under("PHỤ LỤC 2", "KINH PHÍ", line)
    annex = recognised(text)
    assert annex.tree["document"] == document
    assert not annex.unused
    assert annex.title == "KINH PHÍ"
    plan = plan_of(text)
    assert titles(plan) == ["PHỤ LỤC 2", "KINH PHÍ", line]
    assert titles(plan.model_copy(update={"title": "Kinh phí năm sau"})) == [
        "Phụ lục 2",
        "KINH PHÍ NĂM SAU",
        printed,
    ]


def titles(plan: Plan) -> list[str]:
    """The lines above the table on the annex handed back, but its unit."""
    assert plan.budget is not None
    above = annex_of(plan, plan.budget).above
    return [" | ".join(line.texts) for line in above if line.look is not LineLook.UNIT]


def test_a_line_whose_number_is_left_blank_is_kept_as_a_line() -> None:
    line = "(Kèm theo Tờ trình số /TTr-STC ngày /3/2025 của Sở Tài chính)"
    annex = recognised(under("PHỤ LỤC 2", line))
    assert "document" not in annex.tree
    assert annex.tree["budget"]["headings"]["above"][:2] == ("PHỤ LỤC 2", line)
    assert not annex.unused


LETTERHEAD = (
    "UBND TỈNH A",
    "PHỤ LỤC SỐ 02",
    "KINH PHÍ",
    "(Kèm theo Kế hoạch số 52/KH-UBND ngày 16/01/2023 của UBND tỉnh)",
)


@pytest.mark.parametrize(
    ("changed", "stays"),
    [
        ({}, True),
        ({"title": "Kinh phí thực hiện"}, False),
        ({"title": "Phí"}, False),
        ({"document": {"number": "53/KH-UBND", "date": "2023-01-16", "issuer": "UBND tỉnh"}}, False),
        ({"document": {"number": "52/KH-UBND", "date": "2023-02-16", "issuer": "UBND tỉnh"}}, False),
        ({"document": {"number": "52/KH-UBND", "date": "2023-01-16", "issuer": "HĐND tỉnh"}}, False),
        ({"at": "Phụ lục 3"}, False),
        ({"unit": "nghìn đồng"}, False),
    ],
)
def test_the_lines_above_stand_again_as_printed_while_they_say_what_the_plan_says(
    changed: dict[str, Any], stays: bool
) -> None:
    plan = plan_of(under(*LETTERHEAD))
    assert plan.budget is not None
    own = {name: value for name, value in changed.items() if name in {"at", "unit"}}
    if "unit" in own:
        own["unit"] = Unit.NGHIN
    if "document" in changed:
        changed = {"document": Document.model_validate(changed["document"])}
    budget = plan.budget.model_copy(update=own)
    found = titles(plan.model_copy(update={**changed, "budget": budget}))
    assert (found == list(LETTERHEAD)) is stays
    assert ("UBND TỈNH A" in found) is stays


@pytest.mark.parametrize(("text", "stays"), [("Số liệu làm tròn.", True), ("Số liệu chính thức.", False)])
def test_the_lines_below_stand_again_as_printed_while_they_say_all_notes(text: str, stays: bool) -> None:
    plan = plan_of(f"{TABLE}\n(*) Số liệu làm tròn.\nNgười lập biểu")
    assert plan.budget is not None
    (note,) = plan.budget.notes
    budget = plan.budget.model_copy(update={"notes": (note.model_copy(update={"text": text}),)})
    below = [line.texts for line in annex_of(plan, budget).below]
    assert below == ([("(*) Số liệu làm tròn.",), ("Người lập biểu",)] if stays else [("* Số liệu chính thức.",)])


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("PHỤ LỤC 2", "DỰ TOÁN KINH PHÍ", "GIAI ĐOẠN 2025-2026"), "DỰ TOÁN KINH PHÍ GIAI ĐOẠN 2025-2026"),
        (("Phụ lục 2: DỰ TOÁN KINH PHÍ", "GIAI ĐOẠN 2025-2026"), "DỰ TOÁN KINH PHÍ GIAI ĐOẠN 2025-2026"),
        (("ỦY BAN NHÂN DÂN TỈNH", "DỰ TOÁN KINH PHÍ"), "DỰ TOÁN KINH PHÍ"),
        (("PHỤ LỤC 2", "Kinh phí (Kèm theo Kế hoạch số 5/KH-UBND)"), "Kinh phí"),
    ],
)
def test_a_title_goes_on_over_all_lines_below_the_name_of_the_annex(lines: tuple[str, ...], title: str) -> None:
    assert recognised(under(*lines)).title == title
