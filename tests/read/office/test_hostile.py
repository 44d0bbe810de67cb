"""Hostile workbooks: each a clear message, none of them unpacked, followed or run."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from cybercrime_plan.errors import InputError
from cybercrime_plan.model.execution import EXECUTION_FORM
from cybercrime_plan.read.annex.file import read_annex_file
from cybercrime_plan.read.book import read_book
from cybercrime_plan.read.load import load
from cybercrime_plan.read.office import MOST_PACKED_BYTES, old_excel
from tests.read.annexes import KHANH_HOA, MERGES, budget_of, printed, saved, sheet_rows, workbook

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(**parts: bytes) -> bytes:
    """A zipped file with a part for each keyword; `__` stands for a dot, `_S_` for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("_S_", "/").replace("__", "."), data)
    return buffer.getvalue()


def repacked(data: bytes, part: str, change: tuple[bytes, bytes]) -> bytes:
    """A zipped file with a text of one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(*change) if name == part else content)
    return buffer.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """A zipped file with further parts."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def message(data: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(InputError) as refused:
        load(data, name)
    assert refused.value.exit_code == 2
    return str(refused.value.message)


def test_an_encrypted_workbook_asks_for_a_copy_without_password() -> None:
    data = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert message(data) == "a.xlsx: the file is protected by a password"
    assert message(data, "a.docx") == "a.docx: the file is protected by a password"


@pytest.mark.parametrize("method", [0, 1])
def test_an_encrypted_old_workbook_asks_for_the_same(monkeypatch: pytest.MonkeyPatch, method: int) -> None:
    begins = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0xDBB, 0x7CC, 0, 6)
    password = struct.pack("<HHH", 0x2F, 54, method) + bytes(52)
    monkeypatch.setattr(old_excel, "_stream", lambda _data: begins + password + b"\x93" * 300)
    assert message(OLE + bytes(600), "a.xls") == "a.xls: the file is protected by a password"


def test_an_encrypted_open_document_asks_for_the_same() -> None:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    data = packed(content__xml=b"\x93\x00\x11", META_INF_S_manifest__xml=manifest).replace(b"META_INF", b"META-INF")
    assert message(data, "a.ods") == "a.ods: the file is protected by a password"


def test_an_old_workbook_under_a_new_name_is_told_apart() -> None:
    assert message(OLE + bytes(600)) == "a.xlsx: this is a file of an older Office under a new name"


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.xls", "a.ods", "a.docx"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"Not a workbook at all", OLE + bytes(3000)])
def test_what_is_no_workbook_is_said_to_be_damaged(name: str, data: bytes) -> None:
    assert message(data, name).removeprefix(f"{name}: ") in {
        "the file is damaged, or is not what its name says",
        "this is a file of an older Office under a new name",
    }


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook_is_said_to_be_damaged(share: float) -> None:
    data = workbook(sheet_rows(), MERGES)
    assert "damaged" in message(data[: int(len(data) * share)])


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = packed(xl_S_worksheets_S_sheet1__xml=bytes(80 << 20))
    assert len(bomb) < 100_000
    assert message(bomb) == "a.xlsx: the file unpacks to more than 64 MiB"
    assert message(bomb, "a.docx") == "a.docx: the file unpacks to more than 64 MiB"


def test_a_file_too_large_for_an_annex_is_not_looked_into() -> None:
    assert message(bytes(MOST_PACKED_BYTES + 1)) == "a.xlsx: the file has more than 16 MiB"


LARGER = "a.xlsx: every sheet is larger than any annex: more than 20.000 rows, 256 columns or 200.000 cells"


def endless(data: bytes, sheet: str = SHEET) -> bytes:
    """The same workbook with far too many rows more."""
    row = b'<row r="9"><c r="A9"><v>1</v></c></row>'
    return repacked(data, sheet, (b"</sheetData>", row * 30_000 + b"</sheetData>"))


def test_rows_and_cells_that_are_only_formatted_do_not_count() -> None:
    empty = b'<row r="9" ht="15"><c r="A9" s="1"/><c r="B9" s="1"/></row>' * 100_000 + b'<row r="1048576"/>'
    data = repacked(workbook(sheet_rows(), MERGES), SHEET, (b"</sheetData>", empty + b"</sheetData>"))
    assert printed(budget_of(data, "a.xlsx")) == printed(budget_of(KHANH_HOA))


def test_merges_without_end_cost_nothing() -> None:
    merges = b"<mergeCells>" + b'<mergeCell ref="A100:XFD1048576"/>' * 30_000 + b"</mergeCells>"
    data = repacked(workbook(sheet_rows()), SHEET, (b"</sheetData>", b"</sheetData>" + merges))
    assert printed(budget_of(data, "a.xlsx")) == printed(budget_of(KHANH_HOA))


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/workbook.xml", (b"</sheets>", b'<sheet name="x" sheetId="9" r:id="rId1"/>' * 300 + b"</sheets>")),
        ("xl/styles.xml", (b"</cellXfs>", b'<xf numFmtId="0"/>' * 80_000 + b"</cellXfs>")),
    ],
)
def test_sheets_and_styles_without_end_are_refused(part: str, change: tuple[bytes, bytes]) -> None:
    assert "repeats one thing more than" in message(repacked(workbook(sheet_rows()), part, change))


def test_an_empty_workbook_is_said_to_be_empty() -> None:
    assert message(saved(Workbook())) == "a.xlsx: there is no table: the sheets are empty"


def test_a_sheet_of_a_million_rows_is_refused_before_it_is_read() -> None:
    assert message(endless(workbook(sheet_rows()))) == LARGER


def test_a_sheet_that_is_too_large_does_not_hide_the_annex_beside_it() -> None:
    book = Workbook()
    for row in sheet_rows():
        book.worksheets[0].append(row)
    book.create_sheet("Dữ liệu").append([1])
    read = read_annex_file("a.xlsx", endless(saved(book), "xl/worksheets/sheet2.xml"))
    assert read.annex is not None
    assert [str(remark.message) for remark in read.annex.remarks] == [
        "sheet Dữ liệu is larger than any annex and is not read"
    ]


def test_a_single_cell_in_the_last_corner_is_refused() -> None:
    assert message(workbook(sheet_rows(), (), {"XFD1048576": 1})) == LARGER


def test_an_open_document_that_repeats_a_cell_a_million_times_is_refused() -> None:
    cell = b'<t:table-cell o:value-type="float" t:number-columns-repeated="1000"/>'
    content = (
        b'<c xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        b'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><t:table>'
        b'<t:table-row t:number-rows-repeated="1000000">' + cell + b"</t:table-row></t:table></c>"
    )
    assert message(packed(content__xml=content), "a.ods") == "a.ods: a sheet repeats cells 1.000.000.000 times"


LONG = b"du toan kinh phi " * 1_900


@pytest.mark.parametrize("cell", [b'<c r="A1" t="s"><v>0</v></c>', b"<c r='A1' t = 's' ><v >0</v ></c>"])
def test_a_text_written_once_and_shown_in_every_cell_is_refused(cell: bytes) -> None:
    # the second way of writing is told by no pattern, and counts as the longest text
    cells = b'<row r="1">' + cell * 600 + b"</row>"
    texts = b'<sst xmlns="m"><si><t>' + LONG + b"</t></si></sst>"
    data = packed(
        xl_S_worksheets_S_sheet1__xml=b"<worksheet>" + cells + b"</worksheet>", xl_S_sharedStrings__xml=texts
    )
    assert len(data) < 10_000
    assert message(data) == "a.xlsx: the texts come to more than 16.000.000 characters"
    with pytest.raises(InputError, match="come to more than"):
        read_book("a.xlsx", data, EXECUTION_FORM)


def test_a_long_text_shown_by_many_sheets_is_refused_as_in_one() -> None:
    sheet = b'<worksheet><row r="1">' + b'<c r="A1" t="s"><v>0</v></c>' * 300 + b"</row></worksheet>"
    texts = b'<sst xmlns="m"><si><t>' + LONG + b"</t></si></sst>"
    two = {f"xl_S_worksheets_S_sheet{at}__xml": sheet for at in (1, 2)}
    assert message(packed(**two, xl_S_sharedStrings__xml=texts)) == (
        "a.xlsx: the texts come to more than 16.000.000 characters"
    )


def test_rows_of_an_open_document_that_repeat_texts_count_together() -> None:
    row = (
        b'<t:table-row t:number-rows-repeated="300"><t:table-cell><p>' + LONG + b"</p></t:table-cell></t:table-row>"
    )
    content = (
        b'<c xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><t:table>' + row * 2 + b"</t:table></c>"
    )
    with pytest.raises(InputError, match="come to more than 16"):
        read_book("a.ods", packed(content__xml=content), EXECUTION_FORM)


def test_an_open_document_that_repeats_a_text_is_refused() -> None:
    content = (
        b'<c xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><t:table>'
        b'<t:table-row t:number-rows-repeated="600"><t:table-cell><p>' + LONG + b"</p></t:table-cell></t:table-row>"
        b"</t:table></c>"
    )
    assert (
        message(packed(content__xml=content), "a.ods") == "a.ods: the texts come to more than 16.000.000 characters"
    )


def test_a_document_of_more_words_than_any_annex_is_not_taken_apart() -> None:
    paragraph = b"<w:p><w:r><w:t>" + LONG + b"</w:t></w:r></w:p>"
    data = packed(word_S_document__xml=b"<w:document><w:body>" + paragraph * 150 + b"</w:body></w:document>")
    assert message(data, "a.docx") == "a.docx: the texts come to more than 4.000.000 characters"


def test_a_sheet_of_more_words_than_any_annex_is_refused() -> None:
    row = [f"{'chữ ' * 999}{at}" for at in range(10)]
    assert message(workbook([row] * 110)) == "a.xlsx: the texts come to more than 4.000.000 characters"


def test_a_table_within_a_cell_of_an_opendocument_sheet_hides_no_row_below_it() -> None:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    row = "<table:table-row><table:table-cell>{cell}</table:table-cell></table:table-row>"
    inner = f'<table:table table:name="B">{row.format(cell="<text:p>1</text:p>")}</table:table>'
    outer = (
        f'<table:table table:name="A">{row.format(cell=inner)}{row.format(cell="<text:p>2</text:p>")}</table:table>'
    )
    spaces = f'xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0"'
    content = f"<office:document-content {spaces}>{outer}</office:document-content>".encode()
    assert message(packed(content__xml=content), "a.ods").startswith(
        "a.ods: a table stands within a cell of sheet A"
    )


def test_declarations_that_could_expand_are_refused() -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><worksheet'
    data = repacked(workbook(sheet_rows()), SHEET, (b"<worksheet", declared))
    assert "damaged" in message(data)


def test_links_are_not_followed_and_macros_not_looked_at() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in sheet_rows():
        sheet.append(row)
    sheet["J1"] = '=WEBSERVICE("http://localhost/")'
    sheet["J2"].hyperlink = "http://localhost/"
    data = with_parts(
        saved(book),
        {
            "xl/vbaProject.bin": OLE + b"Sub Auto_Open()",
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": b"<Relationships/>",
        },
    )
    assert printed(budget_of(data, "a.xlsm")) == printed(budget_of(KHANH_HOA))


DAMAGE = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)
"""How far into the bytes, and what is written there."""


def damaged(data: bytes, damage: list[tuple[float, int]]) -> bytes:
    changed = bytearray(data)
    for share, byte in damage:
        changed[int(share * len(changed))] = byte
    return bytes(changed)


@given(DAMAGE)
def test_a_workbook_damaged_anywhere_is_refused_or_read_but_never_fails_otherwise(
    damage: list[tuple[float, int]],
) -> None:
    with contextlib.suppress(InputError):
        load(damaged(workbook(sheet_rows(), MERGES), damage), "a.xlsx")


@given(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]), DAMAGE)
def test_damage_inside_the_parts_is_refused_or_read_but_never_fails_otherwise(
    part: str, damage: list[tuple[float, int]]
) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(sheet_rows(), MERGES))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, damaged(old.read(name), damage) if name == part else old.read(name))
    with contextlib.suppress(InputError):
        load(buffer.getvalue(), "a.xlsx")


@given(st.text(max_size=300))
def test_any_text_is_refused_or_read_but_never_fails_otherwise(text: str) -> None:
    for name in ("a.txt", "a.csv", "a.tsv"):
        with contextlib.suppress(InputError):
            read_annex_file(name, text.encode("utf-8", "surrogatepass"))
