"""Source documents: found by their bare name, read as one text, refused where they are none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cybercrime_plan.calc.source_clauses import Clauses
from cybercrime_plan.errors import InputError
from cybercrime_plan.read.source import MOST_WORDS, find_source, read_source
from tests.transcribed import SOURCE


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_source(path, path.name)
    return str(caught.value.message)


def test_a_text_is_read_with_the_places_of_its_words(tmp_path: Path) -> None:
    path = tmp_path / "nguon.txt"
    path.write_text(SOURCE, encoding="utf-8")
    source = read_source(path, "nguon.txt")
    word = source.words.index("bảy")
    assert (source.printed(word, word + 2), str(source.place(word))) == ("Bảy tỷ", "19:42")


def in_word() -> bytes:
    document = Document()
    document.add_paragraph("Kế hoạch 15/KH-UBND, số vụ cao")
    document.paragraphs[0].add_run("1").font.superscript = True
    document.add_paragraph("Đã bỏ").runs[0].font.hidden = True
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (("1", "Tuyên truyền", "300"), ("2", "Thiết bị", "-")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    inserted = parse_xml(f'<w:ins {nsdecls("w")}><w:r><w:t xml:space="preserve"> năm 2025</w:t></w:r></w:ins>')
    document.paragraphs[0]._p.append(inserted)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_word_document_is_read_with_its_tables_and_without_raised_numbers(tmp_path: Path) -> None:
    path = tmp_path / "nguon.docx"
    path.write_bytes(in_word())
    source = read_source(path, "nguon.docx")
    assert source.words[-5:] == ["300", "2", "thiết", "bị", "-"]
    assert "1" not in source.words[:12]
    assert "bỏ" not in source.words
    assert "2025" in source.words
    assert str(source.place(source.words.index("300"))) == "table1!C1"
    assert str(source.place(source.words.index("2025"))) == "text!P1"


REFUSED = {
    "blank.txt": (b" \n\t1 2 3 -\n", "blank.txt has no text"),
    "lfs.txt": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "only a pointer"),
    "conflict.txt": ("<<<<<<< HEAD\nmột\n=======\nhai\n>>>>>>> b\n".encode(), "two versions in conflict"),
    "link.txt": (b"../van-ban/ke-hoach.txt", "is a link that was saved as a file"),
    "old.txt": ("Kế hoạch".encode("utf-16-be"), "not written in UTF-8"),
    "scan.pdf": (b"%PDF-1.7", "is no source that can be read"),
    "phu-luc.xlsx": (b"PK", "is no source that can be read"),
    "cut.docx": (in_word()[:900], "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_source_is_refused_with_its_name(name: str, tmp_path: Path) -> None:
    data, said = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    message = refused(tmp_path / name)
    assert said in message
    assert name in message


def test_a_link_that_leads_nowhere_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert refused(tmp_path / "a.txt") == "a.txt is a link that leads nowhere"
    assert refused(tmp_path / "b.txt") == "there is no file b.txt"


def test_a_source_is_found_by_its_bare_name_in_the_first_folder_that_has_it(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        (folder / "x.txt").write_text("x", encoding="utf-8")
    assert find_source("x.txt", [tmp_path, first, second]) == first / "x.txt"
    (tmp_path / "y.txt").symlink_to("nowhere")
    with pytest.raises(InputError, match="leads nowhere"):
        find_source("y.txt", [tmp_path])


@pytest.mark.parametrize("name", ["../x.txt", "a/x.txt", "/etc/passwd", "C:\\x.txt", "..", ""])
def test_a_name_with_a_way_in_it_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="more than the name of a file"):
        find_source(name, [tmp_path])


def test_a_text_of_more_words_than_any_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a " * (MOST_WORDS + 1), encoding="utf-8")
    assert refused(tmp_path / "a.txt") == "a.txt has more than 1.000.000 words and signs"


def with_word_s_own_numbers() -> bytes:
    """Headings, items and bullets that only Word counts, and a table whose numbers it counts as well."""
    document = Document()
    numbering = document.part.numbering_part.element
    levels = (("upperRoman", "%1."), ("decimal", "%2."), ("bullet", "\uf0b7"), ("lowerLetter", "%4)"))
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{written}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    rows = (
        (0, "MỤC TIÊU"),
        (1, "Giảm số vụ."),
        (0, "NHIỆM VỤ"),
        (1, "Công an tỉnh"),
        (2, "Cảnh báo."),
        (2, "Đợt cao điểm."),
    )
    for depth, text in (*rows, (1, "Sở Tài chính"), (3, "Bố trí"), (3, "Báo cáo"), (None, "Hết.")):
        paragraph = document.add_paragraph(text)
        if depth is not None:
            number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))
    document.add_paragraph("Theo kiểu", style="List Bullet")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_the_numbers_that_word_counts_by_itself_are_read_as_it_prints_them(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(with_word_s_own_numbers())
    source = read_source(tmp_path / "a.docx", "a.docx")
    assert source.text.splitlines() == [
        *(
            "I. MỤC TIÊU ",
            "1. Giảm số vụ. ",
            "II. NHIỆM VỤ ",
            "1. Công an tỉnh ",
            "- Cảnh báo. ",
            "- Đợt cao điểm. ",
        ),
        *("2. Sở Tài chính ", "a) Bố trí ", "b) Báo cáo ", "Hết. ", "- Theo kiểu "),
    ]
    clauses = Clauses(source)
    assert [source.printed(*one) for one in clauses.stretches("II.1.2")] == ["- Đợt cao điểm."]
