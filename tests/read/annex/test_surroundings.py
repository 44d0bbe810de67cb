"""What stands over a table: its title, and the document it is an annex of."""

from __future__ import annotations

import pytest

from cybercrime_plan.render.exports.annex import annex_of
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
    assert plan.budget is not None
    assert annex_of(plan, plan.budget).titles == ("Phụ lục 2", "KINH PHÍ", printed)


def test_a_line_whose_number_is_left_blank_is_named_as_not_used() -> None:
    line = "(Kèm theo Tờ trình số /TTr-STC ngày /3/2025 của Sở Tài chính)"
    annex = recognised(under("PHỤ LỤC 2", line))
    assert "document" not in annex.tree
    assert [left.text for left in annex.unused] == [line]


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
