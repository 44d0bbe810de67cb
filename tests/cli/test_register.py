"""`plan report form` and `status`: from a form to who has reported. What came in is invented."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cybercrime_plan.model.receipts import ReceiptKind, receipt_kind
from tests.program import Ran, plan
from tests.read.test_book import workbook
from tests.readers import LibreOffice

HEADS = ["plan", "report", "occurrence", "agency", "number", "dated", "received", "state", "until", "ordered_by"]
CAME = [
    ["so-gddt", "812/BC-SGDĐT", "2025-11-12", "2025-11-12", "received", "", ""],
    ["Sở Công Thương", "455/BC-SCT", "2025-11-14", "15/11/2025", "", "", ""],
    ["so-tu-phap", "201/BC-STP", "2025-11-13", "2025-11-13", "trả lại", "", ""],
    ["so-tai-chinh", "", "", "", "gia hạn", "21/11/2025", "1187/UBND-NC"],
    ["nhnn-khu-vuc-13", "", "", "", "miễn", "", "1190/UBND-NC"],
    ["bao", "14/CV-BĐT", "2025-11-10", "", "", "", ""],
    ["dai-ptth", "", "", "2025-11-11", "không phát sinh", "", ""],
    ["vksnd", "9/BC-VKS", "", "2025-11-11", "", "", ""],
]
ROWS = [["dong-thap", "nam", "2025-11", *row] for row in CAME]
STATE = {
    "so-gddt": ("on_time", 0, 0),
    "so-cong-thuong": ("late", 1, 0),
    "so-tu-phap": ("returned", 6, 4),
    "so-tai-chinh": ("extended", 0, 0),
    "nhnn-khu-vuc-13": ("exempt", 0, 0),
    "bao": ("arrival_unknown", 0, 0),
    "dai-ptth": ("nothing_to_report", 0, 0),
    "vksnd": ("unexpected", 0, 0),
    "cong-an": ("missing", 6, 4),
    "ubnd-huyen": ("not_there", 0, 0),
}


def csv_book(rows: list[list[str]]) -> bytes:
    return "\r\n".join(";".join(row) for row in [HEADS, *rows]).encode("utf-8-sig")


def xlsx_book(rows: list[list[str]]) -> bytes:
    return workbook(["SỔ THEO DÕI BÁO CÁO"], HEADS, *rows)


def yaml_book(rows: list[list[str]]) -> bytes:
    entries = [
        "  - {" + ", ".join(f'{head}: "{cell}"' for head, cell in zip(HEADS, row, strict=False) if cell) + "}"
        for row in rows
    ]
    return "\n".join(["kind: register", "entries:", *entries, ""]).encode()


BOOKS = {"so.csv": csv_book, "so.xlsx": xlsx_book, "so.yaml": yaml_book}
EVERY_BOOK = pytest.mark.parametrize("name", BOOKS)


def status(folder: Path, name: str, data: bytes, *more: str, as_of: str = "2025-11-20") -> Ran:
    (folder / name).write_bytes(data)
    return plan("report", "status", name, "--as-of", as_of, *more, cwd=folder)


def told(ran: Ran) -> Any:
    assert not ran.err
    return json.loads(ran.out)


def test_the_same_entries_give_the_same_rows_and_counts_out_of_every_kind_of_book(tmp_path: Path) -> None:
    values = [told(status(tmp_path, name, make(ROWS), "-f", "json")) for name, make in BOOKS.items()]
    assert len({json.dumps([value["rows"], value["counts"]]) for value in values}) == 1
    value = values[0]
    states = {row["agency"]: (row["state"], row["days"], row["working_days"]) for row in value["rows"]}
    assert STATE.items() <= states.items()
    outside = value["counts"]["not_there"] + value["counts"]["unexpected"]
    assert sum(value["counts"].values()) - outside == value["expected"] == 12
    assert value["findings"] == []


def test_people_see_days_and_working_days(tmp_path: Path) -> None:
    out = status(tmp_path, "so.csv", csv_book(ROWS), "--lang", "vi").out
    assert "trễ hạn 1 ngày (0 ngày làm việc)" in out
    assert "được gia hạn đến ngày 21/11/2025" in out
    assert "tháng 11/2025" in out
    assert "không phát sinh" in out


def test_an_extension_is_judged_by_its_own_day(tmp_path: Path) -> None:
    ran = status(tmp_path, "so.csv", csv_book(ROWS), "-f", "json", as_of="2025-11-24")
    row = next(row for row in told(ran)["rows"] if row["agency"] == "so-tai-chinh")
    assert (row["state"], row["days"], row["due"], row["last"], row["ordered_by"]) == (
        "missing", 3, "2025-11-14", "2025-11-21", "1187/UBND-NC"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "code"), [((), 0), (("--fail-on", "missing"), 1), (("--fail-on", "late"), 1), (("--strict",), 0)]
)
def test_the_exit_code_says_what_was_asked_of_it(more: tuple[str, ...], code: int, tmp_path: Path) -> None:
    assert status(tmp_path, "so.csv", csv_book(ROWS), *more).code == code


def test_before_the_last_day_nothing_fails(tmp_path: Path) -> None:
    form = csv_book([["dong-thap", "nam", "2025-11", "so-gddt"]])
    assert status(tmp_path, "so.csv", form, "--fail-on", "late", as_of="2025-11-14").code == 0


def test_the_matrix_has_bodies_by_occurrences(tmp_path: Path) -> None:
    rows = [*ROWS, ["dong-thap", "sau-thang", "2025-06", "so-gddt", "", "", "2025-06-14"]]
    ran = status(tmp_path, "so.csv", csv_book(rows), "--matrix", "-f", "csv")
    header, *lines = csv.reader(io.StringIO(ran.out.split("\n\n")[0]))
    assert header == ["agency", "name", "sau-thang:2025-06", "nam:2025-11"]
    assert ["so-gddt", "Sở Giáo dục và Đào tạo", "on_time", "on_time"] in lines


BAD = {
    "plan": ("dong-thap-9", "REG201", 0),
    "report": ("quy", "REG202", 1),
    "occurrence": ("2025-13", "REG203", 2),
    "agency": ("so-khong-co", "REG204", 3),
    "collective": ("so-nganh", "REG205", 3),
    "gone": ("so-tttt", "REG206", 3),
    "thirty-first": ("31/11/2025", "REG103", 6),
    "american": ("11/17/2025", "REG103", 6),
    "state": ("trễ", "REG104", 7),
    "too early": ("2025-11-01", "REG301", 6),
    "too late": ("2025-11-21", "REG305", 6),
}


@pytest.mark.parametrize("what", BAD)
@EVERY_BOOK
def test_a_bad_value_is_a_finding_at_its_cell_and_the_other_rows_count(
    name: str, what: str, tmp_path: Path
) -> None:
    value, code, column = BAD[what]
    bad = list(ROWS[0])
    bad[column] = value
    ran = status(tmp_path, name, BOOKS[name]([bad, *ROWS[1:]]), "-f", "json")
    found = json.loads(ran.out)
    (finding,) = found["findings"]
    assert (finding["code"], ran.code) == (code, int(finding["severity"] == "error"))
    place = finding["place"]
    if name == "so.xlsx":
        assert place == {"sheet": "Sổ", "cell": f"{'ABCDEFGHIJ'[column]}3"}
    else:
        assert place["line"] == (2 if name == "so.csv" else 3)
    assert next(row["state"] for row in found["rows"] if row["agency"] == "so-cong-thuong") == "late"


CAME_WITH_A_SLIP = {
    "day of arrival": ["201/BC-STP", "", "31/11/2025", "", "", ""],
    "state": ["", "", "", "đã gửi", "", ""],
    "day of the letter": ["", "13/13/2025", "", "", "", ""],
}


@pytest.mark.parametrize("slip", CAME_WITH_A_SLIP)
@EVERY_BOOK
def test_nobody_is_reminded_of_what_the_book_says_has_come_however_badly(
    name: str, slip: str, tmp_path: Path
) -> None:
    data = BOOKS[name]([["dong-thap", "nam", "2025-11", "so-tu-phap", *CAME_WITH_A_SLIP[slip]], *ROWS[:1]])
    found = json.loads(status(tmp_path, name, data, "-f", "json").out)
    assert next(row["state"] for row in found["rows"] if row["agency"] == "so-tu-phap") == "arrival_unknown"
    ran = plan("report", "remind", name, "--as-of", "2025-11-20", "-o", "thu", cwd=tmp_path)
    letters = {file.name for file in (tmp_path / "thu").iterdir()}
    assert (ran.code, "dong-thap-so-tu-phap.docx" in letters, "dong-thap-so-tai-chinh.docx" in letters) == (
        1,
        False,
        True,
    )


def test_a_wrong_word_is_answered_with_the_words_of_the_form(tmp_path: Path) -> None:
    bad = [*ROWS[0][:7], "trễ"]
    said = status(tmp_path, "so.csv", csv_book([bad, *ROWS[1:]]), "--lang", "vi").out
    known = re.search(r"gợi ý: một trong: (.*)", said)
    assert known
    assert {receipt_kind(word) for word in known[1].split(", ")} == set(ReceiptKind)


def test_findings_come_first_on_the_screen_with_sheet_and_cell(tmp_path: Path) -> None:
    rows = [*ROWS, ["dong-thap", "nam", "2025-11", "Sở Không Có", "", "", "2025-11-12"]]
    ran = status(tmp_path, "so.xlsx", xlsx_book(rows))
    assert ran.out.startswith("so.xlsx:Sổ!D11: REG204 neither the plan dong-thap")
    quiet = status(tmp_path, "so.xlsx", xlsx_book(rows), "-q").out
    assert "REG204" in quiet
    assert "Who has reported" not in quiet


def test_a_date_a_spreadsheet_made_of_an_occurrence_means_its_month(tmp_path: Path) -> None:
    from datetime import date

    data = workbook(HEADS[:7], ["dong-thap", "nam", date(2025, 11, 1), "so-gddt", "", "", date(2025, 11, 12)])
    assert told(status(tmp_path, "so.xlsx", data, "-f", "json"))["counts"]["on_time"] == 1


def test_an_hour_of_arrival_is_left_aside(tmp_path: Path) -> None:
    row = ["dong-thap", "nam", "2025-11", "so-gddt", "", "", "2025-11-17 08:10"]
    assert told(status(tmp_path, "so.csv", csv_book([row]), "-f", "json"))["counts"]["late"] == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (csv_book([]), 2),
        (csv_book([["khong-co", "nam", "2025-11", "so-gddt"]]), 2),
        (b"a;b\nc;d\n", 2),
    ],
)
def test_a_register_that_says_nothing_is_no_success(data: bytes, code: int, tmp_path: Path) -> None:
    assert status(tmp_path, "so.csv", data).code == code


def test_faults_beyond_a_thousand_are_counted(tmp_path: Path) -> None:
    rows = [[*ROWS[0][:3], f"so-{n}", "", "", "2025-11-12"] for n in range(1200)]
    ran = status(tmp_path, "so.csv", csv_book([*ROWS, *rows]), "-f", "json")
    assert (ran.code, len(json.loads(ran.out)["findings"])) == (1, 1000)
    assert "so.csv: 200 more findings" in ran.err


def test_several_plans_share_one_register_and_one_of_them_can_be_asked_for(tmp_path: Path) -> None:
    rows = [*ROWS, ["khanh-hoa", "nam", "2025-11", "cong-an", "", "", "2025-11-12"]]
    every = told(status(tmp_path, "so.csv", csv_book(rows), "-f", "json"))["rows"]
    one = told(status(tmp_path, "so.csv", csv_book(rows), "-f", "json", "--plan", "khanh-hoa"))["rows"]
    assert {row["plan"] for row in every} == {"dong-thap", "khanh-hoa"}
    assert one == [row for row in every if row["plan"] == "khanh-hoa"]


def test_findings_stand_in_html_and_in_a_sheet_of_their_own(tmp_path: Path) -> None:
    data = csv_book([*ROWS, ["dong-thap", "nam", "2025-11", "<b>x</b>", "", "", "2025-11-12"]])
    page = status(tmp_path, "so.csv", data, "-f", "html").out
    assert "REG204" in page
    assert "<b>x</b>" not in page
    assert status(tmp_path, "so.csv", data, "-o", "kq.xlsx").code == 1
    book = load_workbook(tmp_path / "kq.xlsx")
    assert [len(list(sheet.rows)) > 1 for sheet in book.worksheets] == [True, True, True]


def form(folder: Path, name: str, *more: str) -> Ran:
    return plan("report", "form", "dong-thap", "--occurrence", "2025-11", "-o", name, *more, cwd=folder)


@EVERY_BOOK
def test_a_form_has_a_row_for_each_body_and_says_nothing_until_it_is_filled_in(name: str, tmp_path: Path) -> None:
    ran = form(tmp_path, name)
    assert ran.code == 0
    assert "Ủy ban nhân dân huyện, thành phố: has ended and nobody took over" in ran.err
    value = told(plan("report", "status", name, "-f", "json", "--as-of", "2025-11-14", cwd=tmp_path))
    assert (value["counts"]["awaiting"], value["expected"], value["findings"]) == (12, 12, [])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_cells_of_a_form_are_text_and_helping_columns_stand_behind_the_note(
    language: str, tmp_path: Path
) -> None:
    form(tmp_path, "so.xlsx", "--lang", language)
    sheet = load_workbook(tmp_path / "so.xlsx").active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    assert heads[10:12] == (["Ghi chú", "Tên cơ quan"] if language == "vi" else ["note", "name"])
    assert {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row} == {"@"}
    assert told(plan("report", "status", "so.xlsx", "-f", "json", cwd=tmp_path))["findings"] == []


def test_without_an_occurrence_the_coming_one_is_meant(tmp_path: Path) -> None:
    plan("report", "form", "-o", "so.yaml", "--as-of", "2026-06-01", cwd=tmp_path)
    text = (tmp_path / "so.yaml").read_text("utf-8")
    assert 'occurrence: "2026-06"' in text
    assert "khanh-hoa" in text


def test_at_the_end_of_the_plan_the_last_report_is_the_one_people_wait_for(tmp_path: Path) -> None:
    ran = plan("report", "form", "khanh-hoa", "-o", "so.yaml", "--as-of", "2026-11-27", cwd=tmp_path)
    text = (tmp_path / "so.yaml").read_text("utf-8")
    assert 'occurrence: "2026-11"' in text
    assert 'occurrence: "2026-06"' not in text
    assert "khanh-hoa: no deadline lies ahead; taken is what was due last, Sat 2026-11-14" in ran.err


@EVERY_BOOK
def test_an_update_keeps_what_was_typed_and_names_what_it_adds(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BOOKS[name](ROWS))
    before = told(plan("report", "status", name, "-f", "json", "--as-of", "2025-11-20", cwd=tmp_path))
    ran = form(tmp_path, f"moi-{name}", "--update", name)
    assert ran.code == 0
    assert "added: dong-thap, 2025-11, Công an Tỉnh" in ran.err
    assert "vksnd is not among those to report; the row is kept" in ran.err
    after = told(plan("report", "status", f"moi-{name}", "-f", "json", "--as-of", "2025-11-20", cwd=tmp_path))
    assert after == before | {"rows": after["rows"]}
    assert sorted(after["rows"], key=str) == sorted(before["rows"], key=str)
    assert "0 rows added" in form(tmp_path, f"nua-{name}", "--update", f"moi-{name}").err


def test_an_update_keeps_the_columns_of_the_office_and_is_never_written_in_place(tmp_path: Path) -> None:
    data = workbook([*HEADS[:4], "Người theo dõi"], ["dong-thap", "nam", "2025-11", "so-gddt", "An"])
    (tmp_path / "so.xlsx").write_bytes(data)
    assert form(tmp_path, "so.xlsx", "--update", "so.xlsx").code == 2
    assert (tmp_path / "so.xlsx").read_bytes() == data
    assert form(tmp_path, "so.xlsx", "--update", "so.xlsx", "--force").code == 0
    sheet = load_workbook(tmp_path / "so.xlsx").active
    assert sheet is not None
    assert [sheet.cell(1, sheet.max_column).value, sheet.cell(2, sheet.max_column).value] == [
        "Người theo dõi",
        "An",
    ]


def test_an_unknown_occurrence_is_told_with_those_there_are(tmp_path: Path) -> None:
    ran = plan("report", "form", "dong-thap", "--occurrence", "2025-12", "-o", "so.csv", cwd=tmp_path)
    assert ran.code == 2
    assert "2025-11" in ran.err


def test_of_a_plan_without_duties_a_form_and_a_calendar_say_that_alone(tmp_path: Path) -> None:
    lines = "[{id: b, name: B, amounts: [1]}]"
    text = f"format: 1\nid: a\nbudget:\n  unit: đồng\n  years: [2026]\n  lines: {lines}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    form_of = plan("report", "form", "a.yaml", "-o", "so.csv", cwd=tmp_path)
    calendar = plan("deadline", "calendar", "a.yaml", "-o", "a.ics", cwd=tmp_path)
    assert (form_of.code, calendar.code) == (2, 2)
    assert form_of.err == "plan: a.yaml: the plan has no duty to report; they stand under reports: in its file\n"
    assert calendar.err.startswith(form_of.err)
    assert "cannot be read or has no duty to report" in calendar.err


def test_a_body_that_is_extended_without_a_day_is_not_overdue_and_gets_no_letter(tmp_path: Path) -> None:
    rows = [["dong-thap", "nam", "2025-11", "so-tai-chinh", "", "", "", "gia hạn", "", "1187/UBND-NC"], *ROWS[:1]]
    found = json.loads(status(tmp_path, "so.csv", csv_book(rows), "-f", "json").out)
    assert next(row["state"] for row in found["rows"] if row["agency"] == "so-tai-chinh") == "arrival_unknown"
    ran = plan("report", "remind", "so.csv", "--as-of", "2025-11-20", "-o", "thu", cwd=tmp_path)
    assert "no letter for Sở Tài chính: the register says that it is extended, and not to which day" in ran.err


def test_the_day_to_send_by_has_the_head_it_has_everywhere_and_that_of_forms_written_before_is_ignored(
    tmp_path: Path,
) -> None:
    vietnamese = ("report", "form", "dong-thap", "--occurrence", "2025-11")
    assert plan(*vietnamese, "-o", "so.xlsx", cwd=tmp_path, env={"PLAN_LANG": "vi"}).code == 0
    book = load_workbook(tmp_path / "so.xlsx")
    (head,) = (cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "Nên gửi")
    head.value = "Nên gửi trước"
    book.save(tmp_path / "so.xlsx")
    assert (
        plan(*vietnamese, "--update", "so.xlsx", "-o", "moi.csv", cwd=tmp_path, env={"PLAN_LANG": "vi"}).code == 0
    )
    assert "Nên gửi trước" not in (tmp_path / "moi.csv").read_text("utf-8-sig")


def test_a_form_keeps_a_text_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    row = [*ROWS[0][:4], "=1+1", "", "2025-11-12"]
    (tmp_path / "so.yaml").write_bytes(yaml_book([row]))
    form(tmp_path, "moi.csv", "--update", "so.yaml")
    assert ";'=1+1;" in (tmp_path / "moi.csv").read_text("utf-8-sig")
    rows = told(plan("report", "status", "moi.csv", "-f", "json", "--as-of", "2025-11-20", cwd=tmp_path))["rows"]
    assert next(row["number"] for row in rows if row["agency"] == "so-gddt") == "=1+1"


def reminders(text: str) -> dict[str, int]:
    """How many reminders each entry of a calendar has."""
    entries = text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    return {re.findall("UID:(.*?)@", one)[0]: one.count("BEGIN:VALARM") for one in entries}


def test_a_calendar_does_not_remind_of_what_has_arrived(tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_bytes(csv_book(ROWS))
    asked = ("deadline", "calendar", "dong-thap", "--register", "so.csv", "--as-of", "2025-11-20")
    plan(*asked, "--by", "agency", "-o", "lich/", cwd=tmp_path)
    found = {file.stem: reminders(file.read_text("utf-8")) for file in (tmp_path / "lich").iterdir()}
    of = {body: next(n for uid, n in found[f"dong-thap-{body}"].items() if "nam" in uid and "2025-11" in uid)
          for body in ("so-gddt", "so-cong-thuong", "so-tu-phap", "so-tai-chinh", "nhnn-khu-vuc-13")}  # fmt: skip
    assert of == {"so-gddt": 0, "so-cong-thuong": 0, "so-tu-phap": 2, "so-tai-chinh": 2, "nhnn-khu-vuc-13": 0}
    assert all(number for uid, number in found["dong-thap-so-gddt"].items() if "2025-11" not in uid)
    assert 0 not in reminders(plan(*asked, "-f", "ics", cwd=tmp_path).out).values()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_form_saved_by_libreoffice_says_the_same(libreoffice: LibreOffice, tmp_path: Path, kind: str) -> None:
    form(tmp_path, "so.xlsx")
    book = load_workbook(tmp_path / "so.xlsx")
    sheet = book.active
    assert sheet is not None
    sheet["G6"], sheet["E6"] = "12/11/2025", "1/2"
    book.save(tmp_path / "so.xlsx")
    saved = libreoffice.convert(tmp_path / "so.xlsx", kind)
    values = [
        told(plan("report", "status", str(file), "-f", "json", "--as-of", "2025-11-20", cwd=tmp_path))
        for file in (tmp_path / "so.xlsx", saved)
    ]
    assert values[0] == values[1]
    assert {"on_time": 1, "missing": 11}.items() <= values[0]["counts"].items()
    assert any(row["number"] == "1/2" for row in values[0]["rows"])


def test_what_has_all_arrived_is_not_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_bytes(csv_book(ROWS))
    asked = ("deadline", "next", "dong-thap", "--register", "so.csv", "--as-of", "2025-11-14", "-f", "json")

    def coming(*more: str) -> list[str]:
        ran = plan(*asked, *more, cwd=tmp_path)
        assert ran.code == 0
        return [one["occurrence"] for one in json.loads(ran.out)["occurrences"]]

    assert coming() == ["2025-11"], "others still owe it"
    assert coming("--agency", "so-gddt") == ["2026-06"]
    assert coming("--agency", "so-tu-phap") == ["2025-11"], "it was returned"
    assert coming("--agency", "nhnn") == ["2026-06"], "the heir is exempt"
    said = plan(*asked, "--agency", "so-gddt", cwd=tmp_path).err
    assert "Báo cáo năm (month 11/2025): all that is expected is in the register" in said


def test_what_is_not_in_the_register_or_has_no_date_is_answered_with_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_bytes(csv_book(ROWS))
    for asked in (("--report", "namm"), ("--plan", "khanh-hoa"), ("--occurrence", "2026-11")):
        ran = plan("report", "status", "so.csv", *asked, "--as-of", "2025-11-20", cwd=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert "it has: dong-thap nam 2025-11" in ran.err
    ran = plan("report", "form", "dong-thap", "--report", "tong-hop", "-f", "csv", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "one of: sau-thang, nam" in ran.err
