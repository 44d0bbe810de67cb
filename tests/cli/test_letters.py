"""`plan report remind` and `compile`: Word documents with exactly the figures of `status`."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.cli.test_register import ROWS, csv_book
from tests.program import Ran, plan
from tests.readers import LibreOffice, Words

AS_OF = ("--as-of", "2025-11-20")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "so.csv").write_bytes(csv_book(ROWS))
    return tmp_path


def remind(folder: Path, *more: str) -> Ran:
    return plan("report", "remind", "so.csv", *AS_OF, *more, cwd=folder)


def status(folder: Path) -> Any:
    return json.loads(plan("report", "status", "so.csv", *AS_OF, "-f", "json", cwd=folder).out)


def texts(file: Path) -> list[str]:
    """Every paragraph, those in tables among them, in the order of the document."""
    body = Document(str(file)).element.body
    paragraphs = (node for node in body.iter() if node.tag.endswith("}p"))
    return ["".join(text.text or "" for text in one.iter() if text.tag.endswith("}t")) for one in paragraphs]


def owing(value: Any) -> dict[str, Any]:
    return {row["agency"]: row for row in value["rows"] if row["state"] in {"missing", "returned"}}


def test_each_body_that_owes_has_one_letter_with_the_days_of_status(office: Path) -> None:
    ran = remind(office, "-o", "thu/")
    assert ran.code == 0
    rows = owing(status(office))
    letters = {file.stem.removeprefix("dong-thap-"): texts(file) for file in (office / "thu").iterdir()}
    assert letters.keys() == {"so-khcn-2025", "so-tu-phap"}
    for agency, lines in letters.items():
        row = rows[agency]
        assert f"Kính gửi: {row['name']}." in lines
        (told,) = re.findall(r"quá hạn (\d+) ngày \((\d+) ngày làm việc\)", "\n".join(lines))
        assert tuple(map(int, told)) == (row["days"], row["working_days"])
        assert any(
            "trước ngày 15/11/2025" in line and "14/11/2025" in line and "mục IV.2" in line for line in lines
        )
    for name in ("Sở Thông tin và Truyền thông", "Tổ chức chính trị", "Công an Tỉnh", "Các sở, ngành"):
        assert name in ran.err


def test_a_returned_letter_is_asked_for_again(office: Path) -> None:
    remind(office, "-o", "thu/")
    assert any(
        "201/BC-STP" in line and "trả lại" in line for line in texts(office / "thu" / "dong-thap-so-tu-phap.docx")
    )


def test_number_date_and_signature_stay_blank_and_nobody_is_ordered(office: Path) -> None:
    remind(office, "-o", "thu/")
    lines = texts(office / "thu" / "dong-thap-so-tu-phap.docx")
    whole = "\n".join(lines)
    assert re.search(r"Số: +/", whole)
    assert re.search(r"ngày +tháng +năm", whole)
    assert "yêu cầu" not in whole
    assert "đề nghị Quý cơ quan" in whole
    assert "Đề nghị Quý cơ quan quan tâm, thực hiện./." in lines


@pytest.mark.parametrize(("more", "told"), [((), False), (("--by", "25/11/2025"), True)])
def test_a_new_date_is_set_only_when_one_is_given(more: tuple[str, ...], told: bool, office: Path) -> None:
    remind(office, "-o", "thu/", *more)
    whole = "\n".join(texts(office / "thu" / "dong-thap-so-tu-phap.docx"))
    assert ("chậm nhất ngày 25/11/2025" in whole) is told


def test_a_new_date_lies_ahead(office: Path) -> None:
    assert remind(office, "-o", "thu/", "--by", "2025-11-20").code == 2


def test_one_letter_may_list_them_all(office: Path) -> None:
    assert remind(office, "--single", "-o", "thu.docx").code == 0
    rows = owing(status(office))
    document = Document(str(office / "thu.docx"))
    listed = next(table for table in document.tables if table.cell(0, 0).text == "TT")
    figures = {row.cells[1].text: (row.cells[4].text, row.cells[5].text) for row in listed.rows[1:]}
    assert figures == {
        rows[agency]["name"]: (str(rows[agency]["days"]), str(rows[agency]["working_days"]))
        for agency in ("so-khcn-2025", "so-tu-phap")
    }


def test_a_level_below_the_province_with_a_task_is_told_to(tmp_path: Path) -> None:
    rows = [["dong-thap", "sau-thang", "2024-06", "ubnd-sa-dec"], ["dong-thap", "sau-thang", "2024-06", "so-gddt"]]
    (tmp_path / "so.csv").write_bytes(csv_book(rows))
    (tmp_path / "co-quan.yaml").write_text(
        "kind: agencies\nbodies:\n  - {id: ubnd-sa-dec, name: UBND thành phố Sa Đéc}\n"
        "members:\n  - {plan: dong-thap, agency: ubnd-huyen, bodies: [ubnd-sa-dec]}\n",
        encoding="utf-8",
    )
    ran = plan(
        "report",
        "remind",
        "so.csv",
        "--as-of",
        "2024-06-20",
        "--agencies",
        "co-quan.yaml",
        "-o",
        "thu/",
        cwd=tmp_path,
    )
    assert ran.code == 0, ran.err
    told, asked = (
        "\n".join(texts(tmp_path / "thu" / f"dong-thap-{one}.docx")) for one in ("ubnd-sa-dec", "so-gddt")
    )
    assert ("yêu cầu Quý cơ quan" in told, "yêu cầu Quý cơ quan" in asked) == (True, False)
    assert "đề nghị Quý cơ quan" in asked


def test_nobody_who_owes_means_no_letter_and_no_folder(tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_bytes(csv_book([["dong-thap", "nam", "2025-11", "so-gddt"]]))
    ran = plan("report", "remind", "so.csv", "--as-of", "2025-11-14", "-o", "thu/", cwd=tmp_path)
    assert (ran.code, (tmp_path / "thu").exists()) == (0, False)
    assert "no report is overdue" in ran.err


def test_many_letters_need_a_folder_and_one_needs_none(office: Path) -> None:
    assert remind(office).code == 2
    assert remind(office, "-o", "thu.docx").code == 2


def test_the_same_register_gives_the_same_bytes(office: Path) -> None:
    remind(office, "-o", "a/")
    remind(office, "-o", "b/")
    for file in (office / "a").iterdir():
        assert file.read_bytes() == (office / "b" / file.name).read_bytes()


def letterhead(folder: Path, **parts: bytes) -> str:
    """A letterhead with a line on it, and with parts of its package added or replaced."""
    buffer = io.BytesIO()
    word = Document()
    word.add_paragraph("CÔNG AN TỈNH ĐỒNG THÁP")
    word.save(buffer)
    file = folder / "giay.docx"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name) if name in parts else old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return str(file)


def test_the_offices_own_paper_keeps_its_head(office: Path) -> None:
    assert remind(office, "-o", "thu/", "--letterhead", letterhead(office)).code == 0
    lines = texts(office / "thu" / "dong-thap-so-tu-phap.docx")
    assert lines[0] == "CÔNG AN TỈNH ĐỒNG THÁP"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in lines
    assert any(line.startswith("V/v đôn đốc") for line in lines)


RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEMPLATE = (
    f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1" Type="{OFFICE}/attachedTemplate" '
    'Target="file:///x.dotm" TargetMode="External"/></Relationships>'
).encode()
IMAGE = TEMPLATE.replace(b"attachedTemplate", b"image")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/vbaProject.bin": b"x"}, "macros"),
        ({"word/_rels/settings.xml.rels": TEMPLATE}, "a template is attached"),
        ({"word/_rels/header9.xml.rels": IMAGE}, "from outside"),
    ],
)
def test_paper_that_could_act_is_refused(parts: dict[str, bytes], said: str, office: Path) -> None:
    ran = remind(office, "-o", "thu/", "--letterhead", letterhead(office, **parts))
    assert (ran.code, (office / "thu").exists()) == (2, False)
    assert said in ran.err


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b"<w:document"},
        {"word/document.xml": b"<a/>"},
        {"[Content_Types].xml": b"<x"},
        {"word/styles.xml": b"cut"},
        {"_rels/.rels": b""},
    ],
)
def test_a_damaged_part_of_a_letterhead_is_no_paper(parts: dict[str, bytes], office: Path) -> None:
    ran = remind(office, "-o", "thu/", "--letterhead", letterhead(office, **parts))
    assert (ran.code, (office / "thu").exists()) == (2, False)
    assert "giay.docx cannot be a letterhead" in ran.err


@pytest.mark.parametrize("data", [b"", b"hi", b"PK\x03\x04 cut"])
def test_what_is_no_word_document_is_no_paper(data: bytes, office: Path) -> None:
    (office / "a.docx").write_bytes(data)
    ran = remind(office, "-o", "thu/", "--letterhead", "a.docx")
    assert ran.code == 2
    assert "a.docx cannot be a letterhead" in ran.err


def test_a_sign_nobody_types_on_the_paper_stays_where_it_is(office: Path) -> None:
    word = Document()
    word.add_paragraph("CÔNG AN \ue000 TỈNH")
    word.save(str(office / "giay.docx"))
    assert remind(office, "-o", "thu/", "--letterhead", "giay.docx").code == 0
    assert texts(office / "thu" / "dong-thap-so-tu-phap.docx")[0] == "CÔNG AN \ue000 TỈNH"


def compiled(folder: Path, *more: str) -> Ran:
    return plan("report", "compile", "so.csv", *AS_OF, "-o", "bc.docx", *more, cwd=folder)


def test_the_compiled_report_has_exactly_the_figures_of_status(office: Path) -> None:
    assert compiled(office, "--occurrence", "2025-11").code == 0
    value = status(office)
    document = Document(str(office / "bc.docx"))
    reported = next(table for table in document.tables if len(table.columns) == 8)
    listed = [[cell.text for cell in row.cells] for row in reported.rows[1:]]
    told = [
        (
            row["name"],
            "/".join(reversed(row["received"].split("-"))) if row["received"] else "",
            row["number"] or "",
            str(row["days"]),
            str(row["working_days"]),
        )
        for row in value["rows"]
    ]
    assert [(one[1], *one[4:]) for one in listed] == told
    (sentence,) = (line for line in texts(office / "bc.docx") if "số đơn vị phải báo cáo" in line)
    assert f"phải báo cáo là {value['expected']}: " in sentence
    numbers = sorted(int(number) for number in re.findall(r": (\d+)(?=[;.])", sentence))
    assert numbers == sorted(number for number in value["counts"].values() if number)


def test_every_task_has_an_empty_place_for_its_result(office: Path) -> None:
    compiled(office, "--occurrence", "2025-11")
    tasks = next(table for table in Document(str(office / "bc.docx")).tables if table.cell(0, 0).text == "Mục")
    assert tasks.cell(1, 0).text == "II.1.1"
    assert {row.cells[3].text for row in tasks.rows[1:]} == {""}
    assert len(tasks.rows) == 1 + 26


def test_a_compiled_report_is_of_one_plan(office: Path) -> None:
    (office / "so.csv").write_bytes(csv_book([*ROWS, ["khanh-hoa", "nam", "2025-11", "cong-an"]]))
    ran = compiled(office, "--occurrence", "2025-11")
    assert ran.code == 2
    assert "--plan" in ran.err
    assert compiled(office, "--occurrence", "2025-11", "--plan", "dong-thap").code == 0


def test_libreoffice_opens_letters_and_the_compiled_report(libreoffice: LibreOffice, office: Path) -> None:
    remind(office, "-o", "thu/")
    compiled(office, "--occurrence", "2025-11")
    letter = Words(libreoffice.convert(office / "thu" / "dong-thap-so-tu-phap.docx", "pdf"))
    assert {(round(width), round(height)) for width, height in letter.pages} == {(595, 842)}
    assert letter.has("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert letter.has("Kính gửi: Sở Tư pháp.")
    report = Words(libreoffice.convert(office / "bc.docx", "pdf"))
    assert report.has("TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC CƠ QUAN, ĐƠN VỊ")
    assert {(round(width), round(height)) for width, height in report.pages} == {(595, 842)}


def test_no_letter_goes_to_a_body_that_is_extended_to_a_day_that_is_not_said(tmp_path: Path) -> None:
    extended = ["dong-thap", "nam", "2025-11", "so-gddt", "", "", "", "gia hạn", "", "12/UBND-NC"]
    (tmp_path / "so.csv").write_bytes(csv_book([*ROWS[1:], extended]))
    ran = remind(tmp_path, "-o", "thu/")
    assert "no letter for Sở Giáo dục và Đào tạo: the register says that it is extended" in ran.err
    assert not (tmp_path / "thu" / "dong-thap-so-gddt.docx").exists()
    assert remind(tmp_path, "--single", "-o", "thu.docx").code == 1
    assert not any("Sở Giáo dục" in text for text in texts(tmp_path / "thu.docx"))


def test_the_clerk_reads_where_the_letter_goes_when_the_office_has_said_so(tmp_path: Path) -> None:
    rows = ("name;parent;address;email", "Sở Tư pháp;so-nganh;Số 1 đường A;a@b.vn", "Sở Mới;so-nganh;;")
    (tmp_path / "so-nganh.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "so.csv").write_bytes(csv_book([["dong-thap", "nam", "2025-11", "so-gddt"]]))
    assert remind(tmp_path, "-o", "thu/", "--agencies", "so-nganh.csv").code == 0
    known, unknown = (texts(tmp_path / "thu" / f"dong-thap-{one}.docx") for one in ("so-tu-phap", "so-moi"))
    assert "- Như trên (Số 1 đường A; a@b.vn);" in known
    assert "- Như trên;" in unknown


def test_a_letter_says_the_hour_and_what_the_document_is_once(tmp_path: Path) -> None:
    (tmp_path / "gio.yaml").write_text(
        "format: 1\nid: gio\ntitle: Kế hoạch phòng, chống lừa đảo\nperiod: {from: 2025, to: 2026}\n"
        "agencies: [{id: so-a, name: Sở A}]\n"
        "reports:\n"
        '  - {id: tuan, title: Báo cáo tuần, kind: periodic, bound: before, time: "15:30",\n'
        "     rule: {freq: weekly, byday: FR}, from_whom: [so-a]}\n",
        encoding="utf-8",
    )
    (tmp_path / "so.csv").write_text("plan;report;occurrence;agency\ngio;tuan;2025-W46;so-a\n", encoding="utf-8")
    assert remind(tmp_path, "--plans", ".", "-o", "thu/").code == 0
    lines = texts(tmp_path / "thu" / "gio-so-a.docx")
    assert any("là trước 15 giờ 30 ngày 14/11/2025, ngày cuối cùng đúng hạn là 14/11/2025" in one for one in lines)
    assert any("Kế hoạch về phòng, chống lừa đảo," in one for one in lines)
    assert any(one.startswith("Cơ quan thường trực đề nghị") for one in lines)
