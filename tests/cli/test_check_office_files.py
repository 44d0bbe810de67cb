"""`plan budget check` on the annex as people have it: a workbook, a document, separated values, pasted text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program import plan
from tests.read.annexes import DONG_THAP, MERGES, Rows, sheet_rows, workbook
from tests.read.office.test_workbooks import formatted
from tests.render.schemas import JSON_DOCS, validate


def test_a_workbook_that_adds_up_is_right(tmp_path: Path) -> None:
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(sheet_rows(), MERGES))
    ran = plan("budget", "check", "phuluc2.xlsx", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "4.800.000.000 đồng" in ran.out


def test_a_slip_is_located_at_its_cell(tmp_path: Path) -> None:
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(sheet_rows(), MERGES, {"E6": 540}))
    ran = plan("budget", "check", "phuluc2.xlsx", "-f", "json", cwd=tmp_path)
    (finding,) = [one for one in json.loads(ran.out)["findings"] if one["severity"] == "error"]
    assert ran.code == 1
    assert finding["place"] == {"sheet": "Sheet1", "cell": "E6"}
    assert finding["path"] == "budget.lines[cong-tac-dau-tranh].amounts[2025]"
    assert finding["suggestion"] == {
        "path": "budget.lines[cong-tac-dau-tranh].amounts[2025]",
        "place": {"sheet": "Sheet1", "cell": "E6"},
        "value": 450_000_000,
        "certainty": "unique",
        "slip": "digits_swapped",
    }


def test_the_place_reads_as_people_write_it(tmp_path: Path) -> None:
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(sheet_rows(), MERGES, {"E6": 540}))
    ran = plan("budget", "check", "phuluc2.xlsx", cwd=tmp_path)
    assert ran.out.startswith("phuluc2.xlsx:Sheet1!E6: BUD")


def test_candidates_are_cells_in_the_unit_of_the_table(tmp_path: Path) -> None:
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(sheet_rows(), MERGES, {"C5": 610, "D6": 410}))
    ran = plan("budget", "check", "phuluc2.xlsx", cwd=tmp_path)
    assert "  possible: Sheet1!C5 = 600 (one digit replaced), Sheet1!D6 = 400 (one digit replaced)\n" in ran.out
    assert "đồng" not in next(row for row in ran.out.splitlines() if "possible" in row)


def test_two_totals_wrong_alike_are_named_at_their_cells_and_nothing_else_is_offered(tmp_path: Path) -> None:
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(sheet_rows(), MERGES, {"C9": 1250, "G9": 4900}))
    ran = plan("budget", "check", "phuluc2.xlsx", cwd=tmp_path)
    named = [line.split()[:2] for line in ran.out.splitlines() if " BUD10" in line]
    assert named == [["phuluc2.xlsx:Sheet1!C9:", "BUD103"], ["phuluc2.xlsx:Sheet1!G9:", "BUD104"]]
    assert "possible" not in ran.out


PRICES = """\
ĐVT: triệu đồng
STT\tNội dung\tSố lượng\tĐơn giá\tThành tiền
1\tMáy tính\t10\t15\t150
2\tMáy in\t4\t6\t24
3\tPhần mềm\t3\t40\t120
\tTổng cộng\t\t\t294
"""


def test_the_arithmetic_over_columns_and_its_figures_are_in_the_json_of_the_budget(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PRICES, encoding="utf-8")
    ran = plan("budget", "show", "a.txt", "-f", "json", cwd=tmp_path)
    shown = validate(ran.out, JSON_DOCS / "budget.schema.json")
    assert shown["formulas"] == ["total = so-luong x don-gia"]
    assert shown["lines"][0]["others"] == {"so-luong": "10", "don-gia": "15"}
    assert shown["lines"][0]["total"] == 150_000_000


def test_a_budget_without_such_arithmetic_has_no_word_of_it_in_its_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NO_TOTALS, encoding="utf-8")
    shown = validate(
        plan("budget", "show", "a.txt", "-f", "json", cwd=tmp_path).out, JSON_DOCS / "budget.schema.json"
    )
    assert shown.keys().isdisjoint({"formulas", "columns"})


NO_TOTALS = "ĐVT: triệu đồng\nSTT\tNội dung\t2024\t2025\n1\tTuyên truyền\t300\t200\n2\tTập huấn\t10\t20\n"


def test_of_a_table_that_prints_no_totals_it_is_said_that_it_prints_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NO_TOTALS, encoding="utf-8")
    told = plan("budget", "check", "a.txt", cwd=tmp_path).out
    assert "BUD132 note: the table prints no column of row totals: 2 sums are skipped" in told
    assert "BUD132 note: the table prints no row of totals: 3 sums are skipped" in told
    assert "the amounts add up to 530.000.000 đồng; no grand total is printed" in told
    assert "recognised" not in told


def test_of_a_table_with_figures_left_over_it_is_not_said_what_it_does_not_print(tmp_path: Path) -> None:
    more = NO_TOTALS.replace("2025\n", "2025\t2026\n").replace("00\n", "00\t50\n").replace("20\n", "20\t60\n")
    (tmp_path / "a.txt").write_text(more, encoding="utf-8")
    told = plan("budget", "check", "a.txt", "--year-columns", "C,D", cwd=tmp_path).out
    assert "prints no" not in told
    assert "no total was recognised" in told


def test_the_total_of_the_only_column_is_that_of_everything(tmp_path: Path) -> None:
    rows = ["ĐVT: triệu đồng", "STT\tNội dung\tSố tiền", "1\tA\t300", "2\tB\t50", "\tTổng cộng\t350"]
    (tmp_path / "a.txt").write_text("\n".join(rows), encoding="utf-8")
    ran = plan("budget", "check", "a.txt", cwd=tmp_path)
    assert "total 350.000.000 đồng\n" in ran.out
    assert "BUD" not in ran.out


def test_a_pasted_text_shows_the_line_with_a_caret(tmp_path: Path) -> None:
    (tmp_path / "phuluc2.txt").write_text(DONG_THAP.replace("3.300 100 3.700", "3.000 100 3.700"), encoding="utf-8")
    ran = plan("budget", "check", "phuluc2.txt", cwd=tmp_path)
    first, excerpt, caret, *_rest = ran.out.splitlines()
    assert first.startswith("phuluc2.txt:19:51: BUD")
    assert excerpt.strip().startswith("3 Mua sắm")
    assert excerpt[caret.index("^") :].startswith("3.000")


def test_what_a_person_should_know_of_the_workbook_goes_to_standard_error(tmp_path: Path) -> None:
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(sheet_rows(), MERGES, {"C5": "600"}))
    ran = plan("budget", "check", "phuluc2.xlsx", cwd=tmp_path)
    assert ran.err == "plan: phuluc2.xlsx: numbers kept as text, read like printed ones: C5\n"
    assert plan("budget", "check", "-q", "phuluc2.xlsx", cwd=tmp_path).err == ""


def test_what_is_refused_is_not_said_to_be_read_and_the_part_left_out_has_a_name(tmp_path: Path) -> None:
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(sheet_rows(), MERGES, {"C5": "6oo"}))
    ran = plan("budget", "check", "phuluc2.xlsx", "--lang", "vi", cwd=tmp_path)
    assert (ran.code, ran.err) == (2, "")
    assert "không đọc được phần có nội dung không đúng định dạng: kinh phí" in ran.out
    assert "trong tệp kế hoạch thì đặt trong dấu nháy" in ran.out


OTHER_FILES = {
    "phu-luc.pdf": (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
    "phu-luc.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1", "is no text"),
    "phu-luc.xlsx.bak": (b"PK\x03\x04", "is no text"),
    "phu-luc.yaml": (b"PK\x03\x04\x14\x00\xb5\xb8", "--stdin-filename phu-luc.xlsx"),
    "phu-luc.csv": (b"PK\x03\x04\x14\x00\xb5\xb8", "is no text"),
    "anh.jpg": (b"\xff\xd8\xff\xe0", "is a picture"),
    "trang.html": (b"\n<!DOCTYPE html>\n<p>a: b", "is a web page"),
    "so.yaml": (b"kind: execution\nentries: []\n", "budget status PLAN --book so.yaml"),
    "so-theo-doi.yaml": (b"kind: register\nentries: []\n", "report status so-theo-doi.yaml"),
    "co-quan.yaml": (b"kind: agencies\nbodies: []\n", "agencies --agencies co-quan.yaml"),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_a_file_of_another_kind_is_told_what_to_do_with(name: str, tmp_path: Path) -> None:
    data, said = OTHER_FILES[name]
    (tmp_path / name).write_bytes(data)
    ran = plan("budget", "check", name, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "hint: " in ran.err


def test_a_cell_that_shows_another_figure_than_it_holds_is_said_in_every_way(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(formatted("C5", 999, '"600"'))
    said = "plan: a.xlsx:Sheet!C5: the cell shows 600 and holds 999\n"
    assert said in plan("check", "a.xlsx", cwd=tmp_path).err
    assert plan("check", "-q", "a.xlsx", cwd=tmp_path).err == said
    assert plan("check", "-qq", "a.xlsx", cwd=tmp_path).err == ""
    (checked,) = validate(plan("check", "a.xlsx", "-f", "json", cwd=tmp_path).out, JSON_DOCS / "check.schema.json")[
        "plans"
    ]
    told = {"place": {"sheet": "Sheet", "cell": "C5"}, "message": "the cell shows 600 and holds 999", "grave": True}
    assert told in checked["remarks"]


@pytest.mark.parametrize("others", [(), ("phuluc2.xlsx",)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_program_learns_of_the_files_that_were_not_read(
    others: tuple[str, ...], jobs: str, tmp_path: Path
) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"PK")
    (tmp_path / "hai.csv").write_text(
        "ĐVT: triệu đồng;;;\nSTT;Nội dung;Phương án 1;Phương án 2\n1;Mua xe;3.100;4.200\n2;Sửa nhà;500;700\n"
    )
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(sheet_rows(), MERGES))
    ran = plan("budget", "check", "damaged.xlsx", "hai.csv", *others, "--jobs", jobs, "-f", "json", cwd=tmp_path)
    report = validate(ran.out, JSON_DOCS / "check.schema.json")
    assert (ran.code, [one["file"] for one in report["plans"]]) == (2, [*others])
    damaged, asked = report["stopped"]
    assert (damaged["file"], asked["file"]) == ("damaged.xlsx", "hai.csv")
    assert "which column is the amount of each line" in asked["message"]
    assert "--column: amount=C, amount=D" in asked["hint"]


def test_one_damaged_workbook_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"PK")
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(sheet_rows(), MERGES))
    ran = plan("budget", "check", "damaged.xlsx", "phuluc2.xlsx", cwd=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith("plan: damaged.xlsx: the file is damaged")
    assert "4.800.000.000 đồng" in ran.out


def test_a_question_stops_a_check_with_the_option_that_answers_it(tmp_path: Path) -> None:
    rows = [row for row in sheet_rows() if row[0] != "Đơn vị tính: triệu đồng"]
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(rows))
    ran = plan("budget", "check", "phuluc2.xlsx", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "plan: phuluc2.xlsx:Sheet1!C3: in which unit are the amounts of this table?",
        "  hint: decide with --unit: đồng, nghìn đồng, triệu đồng, tỷ đồng",
    ]


def test_a_workbook_may_come_through_standard_input(tmp_path: Path) -> None:
    data = workbook(sheet_rows(), MERGES)
    ran = plan("budget", "check", "-", "--stdin-filename", "a.xlsx", cwd=tmp_path, stdin=data)
    assert (ran.code, ran.out[:7]) == (0, "a.xlsx:")


def test_a_check_takes_the_options_that_decide_how_an_annex_is_read(tmp_path: Path) -> None:
    rows = [row for row in sheet_rows() if row[0] != "Đơn vị tính: triệu đồng"]
    (tmp_path / "phuluc2.xlsx").write_bytes(workbook(rows))
    checked = plan("budget", "check", "phuluc2.xlsx", "--unit", "triệu đồng", cwd=tmp_path)
    assert checked.code == 0
    assert "4.800.000.000 đồng" in checked.out
    shown = plan("budget", "show", "phuluc2.xlsx", "--unit", "triệu đồng", "--in", "tỷ", cwd=tmp_path)
    assert shown.code == 0
    assert "4,8" in shown.out


def test_an_annex_piped_in_without_a_name_is_told_how_to_name_it() -> None:
    annex = "ĐVT: đồng;;\nSTT;Nội dung;2026\n1;Việc;5\n;Tổng cộng;5\n".encode()
    for command in (("budget", "check"), ("check",), ("import",)):
        ran = plan(*command, "-", stdin=annex)
        assert ran.code == 2
        assert "--stdin-filename phu-luc.csv" in ran.err
    assert plan("budget", "check", "-", "--stdin-filename", "phu-luc.csv", stdin=annex).code == 0


def hidden_row(total: int) -> bytes:
    """A workbook whose fourth row, of 40, is hidden."""
    rows: Rows = [
        ["ĐVT: triệu đồng"],
        ["STT", "Nội dung", "Năm 2025"],
        [1, "Tuyên truyền", 300],
        [2, "Dự phòng", 40],
        [3, "Tập huấn", 10],
        [None, "Tổng cộng", total],
    ]
    return workbook(rows, hidden=4)


@pytest.mark.parametrize(
    "command",
    [
        ("budget", "check", "a.xlsx"),
        ("budget", "show", "a.xlsx"),
        ("show", "a.xlsx"),
        ("export", "a.xlsx", "-o", "b.docx"),
        ("export", "a.xlsx", "-o", "b.csv"),
        ("diff", "a.xlsx", "whole.xlsx"),
        ("compare", "a.xlsx", "whole.xlsx"),
    ],
    ids=" ".join,
)
def test_every_command_that_reads_an_annex_names_what_it_leaves_out(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(hidden_row(310))
    (tmp_path / "whole.xlsx").write_bytes(workbook([["ĐVT: triệu đồng"], ["Nội dung", "2025"], ["Máy", 9]]))
    ran = plan(*command, cwd=tmp_path)
    assert "a.xlsx:Sheet1!A4: hidden rows and columns are left out: 4;" in ran.err


NO_UNIT = "Nội dung\t2024\t2025\tCộng\nTập huấn\t10\t20\t30\nTuyên truyền\t5\t5\t10\nCộng\t15\t25\t40\n"


@pytest.mark.parametrize("typed", ["triệu đồng", "trieu", "tr.đ"])
@pytest.mark.parametrize("command", [("budget", "check"), ("diff", "b.txt"), ("compare", "b.txt")], ids=" ".join)
def test_the_option_a_question_names_is_one_of_the_command(
    command: tuple[str, ...], typed: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(NO_UNIT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"ĐVT: triệu đồng\n{NO_UNIT}", encoding="utf-8")
    asked = plan(*command, "a.txt", cwd=tmp_path)
    assert (asked.code, "decide with --unit" in asked.err) == (2, True)
    assert plan(*command, "a.txt", "--unit", typed, cwd=tmp_path).code == 0


def test_a_command_to_go_on_with_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "phụ lục 1.txt").write_text(f"ĐVT: triệu đồng\n{NO_UNIT}".replace("25", "52"), encoding="utf-8")
    imported = plan("import", "phụ lục 1.txt", "-o", "phụ lục 1.yaml", cwd=tmp_path)
    assert imported.err.endswith('next: plan budget check "phụ lục 1.yaml"\n')
    exported = plan("export", "phụ lục 1.yaml", "-o", "b.docx", cwd=tmp_path)
    assert exported.err.endswith('findings: plan check "phụ lục 1.yaml"\n')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nội dung\tQuý I\tQuý II\tQuý II\tCộng\nMáy\t1\t2\t3\t6\nCộng\t1\t2\t3\t6\n", "column “Quý II”"),
        ("Nội dung\t2024\nMáy\t120 (NSTW 80, NSĐP 30)\nIn\t50\nCộng\t170\n", "line “Máy”"),
    ],
)
def test_what_is_wrong_in_a_title_or_behind_an_amount_is_told_where_it_stands(
    text: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(f"ĐVT: triệu đồng\n{text}", encoding="utf-8")
    assert f"1 figure in no sum: {told} (" in plan("budget", "check", "a.txt", cwd=tmp_path).out
