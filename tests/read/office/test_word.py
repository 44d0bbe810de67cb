"""Word documents: tables and paragraphs in their order, merged cells, tracked changes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.read.annexes import KHANH_HOA, budget_of, printed, recognised, sheet_rows


def annex_document() -> Any:
    """The table of Khánh Hòa in a Word document, after another table, its header merged."""
    document = Document()
    document.add_paragraph("PHỤ LỤC 1")
    document.add_table(rows=1, cols=2).cell(0, 0).text = "Nội dung"
    document.add_paragraph("PHỤ LỤC 2")
    document.add_paragraph("Đơn vị tính: triệu đồng")
    rows = sheet_rows()[2:]
    table = document.add_table(rows=len(rows), cols=8)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                table.cell(number, column).text = (
                    f"{value:,}".replace(",", ".") if isinstance(value, int) and value > 2100 else str(value)
                )
    table.cell(0, 2).merge(table.cell(0, 5))
    for column in (0, 1, 6, 7):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(6, 0).merge(table.cell(6, 1))
    document.add_paragraph("* Năm 2025 mua một lần.")
    return document


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_document_gives_the_budget_of_the_text() -> None:
    budget = budget_of(saved(annex_document()), "a.docx")
    assert printed(budget) == printed(budget_of(KHANH_HOA))
    assert (budget.at, budget.heading) == ("Phụ lục 2", "Kinh phí phân bổ hàng năm")
    assert [note.on for note in budget.notes] == [2025]


def test_places_name_the_table_and_the_paragraph() -> None:
    annex = recognised(saved(annex_document()), "a.docx")
    assert str(annex.positions.at(("budget", "lines", 0, "amounts", 1))) == "table2!D3"
    assert str(annex.positions.at(("budget", "unit"))) == "text!P3"
    assert [(str(left.first), left.text) for left in annex.unused] == [
        ("text!P1", "PHỤ LỤC 1"),
        ("table1!A1", "Nội dung"),
    ]


def test_inserted_text_counts_and_deleted_text_does_not() -> None:
    document = annex_document()
    paragraph = document.tables[1].cell(2, 2).paragraphs[0]
    paragraph.clear()
    run = "<w:r><w:t>6</w:t></w:r>"
    inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>00</w:t></w:r></w:ins>')
    deleted = parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>9</w:delText></w:r></w:del>')
    paragraph._p.append(parse_xml(run.replace("<w:r>", f"<w:r {nsdecls('w')}>")))
    paragraph._p.extend([inserted, deleted])
    assert printed(budget_of(saved(document), "a.docx")) == printed(budget_of(KHANH_HOA))
    remarks = [str(remark.message) for remark in recognised(saved(document), "a.docx").remarks]
    assert remarks == ["the document has tracked changes; inserted text is read, deleted text is not"]


def test_numbers_that_word_counts_are_read_like_typed_ones() -> None:
    document = annex_document()
    for row in range(2, 6):
        cell = document.tables[1].cell(row, 0)
        cell.text = ""
        cell.paragraphs[0].style = document.styles["List Number"]
    annex = recognised(saved(document), "a.docx")
    assert [line["stt"] for line in annex.tree["budget"]["lines"]] == ["1.", "2.", "3.", "4."]
    assert annex.remarks == ()


def test_what_is_raised_behind_a_number_is_its_note() -> None:
    document = annex_document()
    document.tables[1].cell(2, 2).paragraphs[0].add_run("1").font.superscript = True
    document.tables[1].cell(2, 1).paragraphs[0].add_run("2").font.subscript = True
    annex = recognised(saved(document), "a.docx")
    assert printed(budget_of(saved(document), "a.docx"))[0][2] == printed(budget_of(KHANH_HOA))[0][2]
    assert [(str(remark.message), str(remark.place)) for remark in annex.remarks] == [
        ("1 is raised or lowered behind the number: a note, no digit of it", "table2!C3")
    ]


def test_hidden_text_is_said_and_left_out() -> None:
    document = annex_document()
    document.tables[1].cell(2, 2).paragraphs[0].add_run("00").font.hidden = True
    annex = recognised(saved(document), "a.docx")
    assert printed(budget_of(saved(document), "a.docx")) == printed(budget_of(KHANH_HOA))
    assert [(str(remark.message), str(remark.place)) for remark in annex.remarks] == [
        ("hidden text is left out: 00", "table2!C3")
    ]


def test_the_mark_of_a_note_behind_words_stays_raised() -> None:
    document = annex_document()
    document.tables[1].cell(2, 1).paragraphs[0].add_run("1").font.superscript = True
    annex = recognised(saved(document), "a.docx")
    assert annex.tree["budget"]["lines"][0]["name"].endswith("¹")


def test_a_document_with_macros_is_read_and_runs_none() -> None:
    macros = as_macros(saved(annex_document()))
    assert printed(budget_of(macros, "a.docm")) == printed(budget_of(KHANH_HOA))


def as_macros(data: bytes) -> bytes:
    """The same document as Word saves it with room for macros."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"openxmlformats-officedocument.wordprocessingml.document.main",
                    b"ms-word.document.macroEnabled.main",
                )
            new.writestr(name, content)
    return buffer.getvalue()


def test_the_text_of_a_document_may_lie_under_another_name() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(annex_document()))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "_rels/.rels":
                content = content.replace(b"word/document.xml", b"/word/document2.xml")
            new.writestr(name.replace("word/document.xml", "word/document2.xml"), content)
    assert printed(budget_of(buffer.getvalue(), "a.docx")) == printed(budget_of(KHANH_HOA))


def test_a_table_inside_the_frame_of_another_is_read() -> None:
    document = Document()
    frame = document.add_table(rows=3, cols=1)
    frame.cell(0, 0).text = "PHÒNG TÀI CHÍNH"
    inner = frame.cell(1, 0).add_table(rows=4, cols=3)
    filled(
        inner, ["STT Nội_dung Số_tiền_(đồng)", "1 Xăng_xe 12.350.000", "2 Vật_tư 27.600.000", "_ Cộng 39.950.000"]
    )
    frame.cell(2, 0).text = "Người lập biểu"
    annex = recognised(saved(document), "a.docx")
    assert [line["name"] for line in annex.tree["budget"]["lines"]] == ["Xăng xe", "Vật tư"]
    assert str(annex.positions.at(("budget", "lines", 1, "total"))) == "table1.1!C3"


def filled(table: Any, rows: list[str]) -> None:
    """Write rows into a table: cells parted by blanks, a blank within one as `_`, a line break as `/`."""
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split()):
            table.cell(number, column).text = text.replace("_", " ").strip().replace("/", "\n")


def test_cells_that_list_lines_are_as_many_rows() -> None:
    document = Document()
    document.add_paragraph("ĐVT: triệu đồng")
    table = document.add_table(rows=4, cols=4)
    rows = [
        "STT Nội_dung 2026 2027",
        "1 Tuyên_truyền 240 255",
        "_ -_Phóng_sự/-_Tờ_rơi 150/90 160/95",
        "_ Cộng 240 255",
    ]
    filled(table, rows)
    (line,) = recognised(saved(document), "a.docx").tree["budget"]["lines"]
    assert [(one["name"], one["amounts"]) for one in line["lines"]] == [
        ("Phóng sự", ("150", "160")),
        ("Tờ rơi", ("90", "95")),
    ]


def test_lists_of_different_lengths_are_no_rows() -> None:
    document = Document()
    document.add_paragraph("ĐVT: triệu đồng")
    table = document.add_table(rows=3, cols=4)
    filled(table, ["STT Nội_dung 2026 2027", "1 Phóng_sự/Tờ_rơi 150/90 160/95/7", "_ Cộng 240 262"])
    (line,) = recognised(saved(document), "a.docx").tree["budget"]["lines"]
    assert line["amounts"] == ("150 90", "160 95 7")
