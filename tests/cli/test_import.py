"""`plan import`: what is written, what is shown, what is asked."""

from __future__ import annotations

import io
import os
import signal
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from cybercrime_plan.read.load import load_plan
from tests.program import Ran, environment, plan
from tests.read.annexes import DONG_THAP, KHANH_HOA, MERGES, budget_of, printed, sheet_rows, workbook

HEAD = """\
# Read from phuluc2.xlsx; compare every figure with the document.
format: 1
id: phuluc2
document:
  file:
    name: phuluc2.xlsx
"""
TABLE = """\
budget:
  unit: triệu đồng  # Sheet1!A2
  at: Phụ lục 2
  heading: Kinh phí phân bổ hàng năm
  headings:
    totals: "Tổng cộng"
    above: [PHỤ LỤC 2, "Đơn vị tính: triệu đồng"]
  years: [2023, 2024, 2025, 2026]  # Sheet1!C4:F4
  sources:
    - id: ngan-sach-tinh
      name: Ngân sách tỉnh
  lines:
    - id: cong-tac-phong-ngua
      stt: "1"
      name: Công tác phòng ngừa
      amounts: [600, 600, 650, 650]
      total: 2500
      source: ngan-sach-tinh
      at: "Sheet1!C5:F5"
"""


def imported(tmp_path: Path, data: bytes, *options: str, name: str = "phuluc2.xlsx") -> Ran:
    (tmp_path / name).write_bytes(data)
    return plan("import", name, *options, cwd=tmp_path)


def test_the_plan_file_says_where_every_figure_stood(tmp_path: Path) -> None:
    data = workbook(sheet_rows(), MERGES)
    ran = imported(tmp_path, data, "-o", "plan.yaml")
    assert ran.code == 0
    written = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert written.startswith(HEAD)
    assert sha256(data).hexdigest() in written
    assert TABLE in written
    assert "  totals: [1150, 1150, 1250, 1250]  # Sheet1!C9:F9\n  total: 4800  # Sheet1!G9\n" in written


@pytest.mark.parametrize("text", [KHANH_HOA, DONG_THAP])
def test_the_plan_file_holds_the_budget_of_the_text(tmp_path: Path, text: str) -> None:
    assert imported(tmp_path, text.encode(), "-o", "plan.yaml", name="phuluc2.txt").code == 0
    budget = load_plan(tmp_path / "plan.yaml").budget
    assert budget == budget_of(text, "phuluc2.txt")


def test_what_was_understood_and_what_was_not_used_are_shown(tmp_path: Path) -> None:
    out = imported(tmp_path, DONG_THAP.encode(), "-o", "plan.yaml", name="phuluc2.txt").out
    assert "What was understood" in out
    assert "What was not used" in out
    assert "1:1    9\n" in out


def test_it_says_what_was_written_how_the_sums_stand_and_what_comes_next(tmp_path: Path) -> None:
    right = imported(tmp_path, KHANH_HOA.encode(), "-o", "plan.yaml", name="phuluc2.txt")
    assert right.err.endswith(
        "written to plan.yaml; no figure contradicts another; next: plan budget check plan.yaml\n"
    )
    wrong = imported(tmp_path, KHANH_HOA.replace("600", "500", 1).encode(), "-o", "khac.yaml", name="phuluc2.txt")
    assert wrong.err.endswith(
        "written to khac.yaml; figures contradict each other; next: plan budget check khac.yaml\n"
    )


def test_a_contradiction_in_a_further_table_is_said_too(tmp_path: Path) -> None:
    rows = "STT;Nội dung;2025;2026;Cộng\n1;Máy tính;{};20;30\n;Cộng;10;20;30\n;ĐVT: triệu đồng;;;\n"
    two = rows.format("10") + ";;;;\n" + rows.replace("Máy tính", "Máy in").format("11")
    ran = imported(tmp_path, two.encode(), "-o", "plan.yaml", name="a.csv")
    assert "2 lines written to plan.yaml; figures contradict each other" in ran.err


def test_without_a_file_to_write_the_plan_is_the_result_and_the_rest_is_talk(tmp_path: Path) -> None:
    ran = imported(tmp_path, KHANH_HOA.encode(), name="phuluc2.txt")
    assert ran.out.startswith("# Read from phuluc2.txt")
    assert "What was understood" in ran.err
    assert imported(tmp_path, KHANH_HOA.encode(), "-q", name="phuluc2.txt").err == ""


def test_a_cell_that_is_no_amount_stops_the_import_at_its_place(tmp_path: Path) -> None:
    ran = imported(tmp_path, workbook(sheet_rows(), MERGES, {"D6": "#REF!"}), "-o", "plan.yaml")
    assert ran.code == 2
    assert ran.out.startswith("phuluc2.xlsx:Sheet1!D6: SCH201 #REF! is not a figure")
    assert not (tmp_path / "plan.yaml").exists()


def test_an_earlier_plan_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("mine")
    ran = imported(tmp_path, KHANH_HOA.encode(), "-o", "plan.yaml", name="phuluc2.txt")
    assert ran.code == 2
    assert (tmp_path / "plan.yaml").read_text() == "mine"
    assert imported(tmp_path, KHANH_HOA.encode(), "-o", "plan.yaml", "--force", name="phuluc2.txt").code == 0


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as package:
    package.writestr("xl/worksheets/sheet1.xml", bytes(80 << 20))
HOSTILE = {
    "bomb.xlsx": BOMB.getvalue(),
    "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "cut.docx": b"PK\x03\x04",
    "junk.xls": b"junk",
    "junk.ods": b"junk",
    "bytes.csv": b"\xff\xfe\xfd",
    "nothing.txt": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_words_and_the_old_plan_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / "plan.yaml").write_text("mine")
    ran = imported(tmp_path, HOSTILE[name], "-o", "plan.yaml", "--force", name=name)
    assert ran.code == 2
    assert name in ran.err + ran.out
    assert "Traceback" not in ran.err
    assert (tmp_path / "plan.yaml").read_text() == "mine"


LOST_DOT = workbook(sheet_rows(), MERGES, {"C9": 1.15, "D9": 1.15})


def test_a_doubt_is_a_question_and_stops_where_nobody_can_answer(tmp_path: Path) -> None:
    ran = imported(tmp_path, LOST_DOT, "-o", "plan.yaml")
    assert ran.code == 2
    first, hint = ran.err.splitlines()
    assert first.startswith("plan: phuluc2.xlsx:Sheet1!C9: 1,15, 1,15 stand among far larger numbers")
    assert hint == "  hint: decide with --fractions: exact, thousands"
    assert imported(tmp_path, LOST_DOT, "--fractions", "thousands", "-o", "plan.yaml").code == 0
    budget = load_plan(tmp_path / "plan.yaml").budget
    assert budget is not None
    assert printed(budget) == printed(budget_of(KHANH_HOA))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal on Windows")
def test_a_person_at_a_terminal_is_asked(tmp_path: Path) -> None:
    import pty

    (tmp_path / "phuluc2.xlsx").write_bytes(LOST_DOT)
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        command = [sys.executable, "-m", "cybercrime_plan", "import", "phuluc2.xlsx", "-o", "plan.yaml"]
        os.execve(command[0], command, environment())  # noqa: S606 - our own program, in the terminal
    said = read_until(terminal, "number of your choice: ")
    assert "1  exact: 1,15 (Sheet1!C9)" in said
    assert "2  thousands: 1.150 (Sheet1!C9)" in said
    os.write(terminal, b"7\n")
    read_until(terminal, "number of your choice: ")
    os.write(terminal, b"2\n")
    assert 'next time without asking: --fractions "thousands"' in read_until(terminal, "What was understood")
    drain(terminal)
    _child, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert "totals: [1150, 1150, 1250, 1250]" in (tmp_path / "plan.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal on Windows")
def test_the_name_of_a_sheet_in_a_question_does_not_act_on_the_terminal(tmp_path: Path) -> None:
    import pty

    (tmp_path / "phuluc2.xlsx").write_bytes(hostile_sheet())
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        command = [sys.executable, "-m", "cybercrime_plan", "import", "phuluc2.xlsx", "-o", "plan.yaml"]
        os.execve(command[0], command, environment())  # noqa: S606 - our own program, in the terminal
    said = read_until(terminal, "number of your choice: ")
    os.kill(child, signal.SIGKILL)
    drain(terminal)
    os.waitpid(child, 0)
    os.close(terminal)
    assert "Phụ lục" in said
    assert not set(said) & {"\x1b", "\x07", "\u202e", "\u2066", "\x9b"}


def hostile_sheet() -> bytes:
    """The doubtful annex in a sheet whose name would colour, ring, and turn round what is read."""
    made = io.BytesIO()
    name = "Phụ lục \u202eA\u2066 \x9b31m"
    with zipfile.ZipFile(io.BytesIO(LOST_DOT)) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for part in read.namelist():
            text = read.read(part)
            if part == "xl/workbook.xml":
                assert b'name="Sheet1"' in text
                text = text.replace(b'name="Sheet1"', f'name="{name}"'.encode())
            written.writestr(part, text)
    return made.getvalue()


def read_until(terminal: int, words: str) -> str:
    said = ""
    while words not in said:
        said += os.read(terminal, 4096).decode()
    return said


def drain(terminal: int) -> None:
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:  # how Linux says that the other end is closed
        pass


def test_only_office_files_are_imported(tmp_path: Path) -> None:
    ran = imported(tmp_path, b"format: 1", name="plan.yaml")
    assert ran.code == 2
    assert "is not a kind of file that is imported" in ran.err


def test_a_workbook_under_the_name_of_a_text_is_told_to_be_none(tmp_path: Path) -> None:
    ran = imported(tmp_path, b"PK\x03\x04\x14\x00\xb5\xb8", name="phuluc2.csv")
    assert ran.code == 2
    assert "phuluc2.csv is no text" in ran.err
