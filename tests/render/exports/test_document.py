"""The Word annex: it comes back as it was, and its bytes do not change from day to day."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings

from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.annex.choices import Choices
from cybercrime_plan.read.annex.file import read_annex_file
from cybercrime_plan.render.exports.document import document
from cybercrime_plan.render.exports.paper import Paper, line
from tests.render.exports.dossiers import SHIPPED, as_printed, budgets, made, money, shipped


@settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(budgets())
def test_what_is_exported_is_imported_again(table: dict[str, Any]) -> None:
    dossier = made(table)
    read = read_annex_file("a.docx", document([dossier], ENGLISH), Choices(fractions="exact"))
    assert as_printed(money(Plan.model_validate(read.text.tree))) == as_printed(money(dossier.plan))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_same_plan_gives_the_same_bytes_with_no_day_in_them(name: str) -> None:
    data = document([shipped(name)], VIETNAMESE)
    assert data == document([shipped(name)], VIETNAMESE)
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_page_is_that_of_decree_30() -> None:
    word = Document(io.BytesIO(document([shipped("dong-thap-2022-2026")], VIETNAMESE)))
    section = word.sections[0]
    lengths = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in lengths if length] == [297, 210, 30, 15]
    assert (word.styles["Normal"].font.name, word.styles["Normal"].font.size.pt) == ("Times New Roman", 13)


def test_titles_unit_and_notes_stand_around_the_table() -> None:
    word = Document(io.BytesIO(document([shipped("dong-thap-2022-2026")], VIETNAMESE)))
    lines = [paragraph.text for paragraph in word.paragraphs if paragraph.text.strip()]
    assert lines[:2] == ["Phụ lục 2", "PHÂN KỲ PHÂN BỔ KINH PHÍ"]
    assert " ".join(lines[2].split()) == "(Kèm theo Kế hoạch số ngày /02/2022 của Ủy ban nhân dân Tỉnh)"
    assert lines[3] == "Đơn vị tính: triệu đồng"
    assert lines[4].startswith("* Gia hạn các phần mềm")


def test_the_header_is_printed_again_on_every_page() -> None:
    word = Document(io.BytesIO(document([shipped("khanh-hoa-2023-2026")], VIETNAMESE)))
    annex, calendar = word.tables
    assert [row._tr.trPr.xml.count("w:tblHeader") for row in annex.rows][:3] == [1, 1, 0]
    assert [cell.text for cell in annex.rows[1].cells] == [
        "STT", "Nội dung công việc", "2023", "2024", "2025", "2026", "Cộng", "Nguồn",
    ]  # fmt: skip
    assert len(calendar.rows) == 1 + 8


def test_the_calendar_says_once_who_reports_to_whom_and_words_each_limit() -> None:
    word = Document(io.BytesIO(document([shipped("dong-thap-2022-2026")], VIETNAMESE)))
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert "Đơn vị báo cáo: Các đơn vị, địa phương" in lines
    assert "Nơi nhận: Ủy ban nhân dân Tỉnh, qua Công an Tỉnh; anmdt@gmail.com" in lines
    calendar = word.tables[1]
    assert [cell.text for cell in calendar.rows[1].cells] == [
        "Báo cáo 6 tháng", "trước 15/06/2022", "14/06/2022", "14/06/2022", "T3",
    ]  # fmt: skip
    assert [row._tr.trPr.xml.count("w:tblHeader") for row in calendar.rows][:2] == [1, 0]


def papers() -> dict[str, bytes]:
    """A document of every kind that is written."""
    return {"annex": document([shipped("dong-thap-2022-2026")], VIETNAMESE), "letter": Paper().document(HEAD, TEXT)}


HEAD, TEXT = line("BÁO CÁO", heading=1), line("Kính gửi")


@pytest.mark.parametrize("kind", ["annex", "letter"])
def test_every_document_is_in_vietnamese_with_a_heading_and_numbered_pages(kind: str) -> None:
    word = Document(io.BytesIO(papers()[kind]))
    languages = {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))}
    assert (word.core_properties.language, languages) == ("vi-VN", {"vi-VN"})
    section = word.sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    (field,) = section.header.paragraphs[0]._p.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"
    headings = [paragraph for paragraph in word.paragraphs if list(paragraph._p.iter(qn("w:outlineLvl")))]
    assert headings[0].text == {"annex": "Phụ lục 2", "letter": "BÁO CÁO"}[kind]
    assert all(list(paragraph._p.iter(qn("w:keepNext"))) for paragraph in headings)


def test_the_paper_of_an_office_keeps_its_own_pages() -> None:
    buffer = io.BytesIO()
    own = Document()
    own.sections[0].header.paragraphs[0].text = "SỞ TƯ PHÁP"
    own.save(buffer)
    word = Document(io.BytesIO(Paper(buffer.getvalue()).document(TEXT)))
    assert not word.sections[0].different_first_page_header_footer
    assert word.sections[0].header.paragraphs[0].text == "SỞ TƯ PHÁP"
    assert {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))} == {"vi-VN"}
