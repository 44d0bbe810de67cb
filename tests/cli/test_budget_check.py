"""`plan budget check`, as a finance officer and a script meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import ROOT, environment, plan, process
from tests.read.annexes import workbook

DONG_THAP = (ROOT / "plans" / "dong-thap-2022-2026.yaml").read_text(encoding="utf-8")
PRINTED, TYPED = "[ 300,  200,  200,  300,  200]", "[ 300,  200,  200,  310,  200]"
assert DONG_THAP.count(PRINTED) == 1


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    """Đồng Tháp with one figure typed wrongly: 310 for 300 in 2025."""
    file = tmp_path / "kế hoạch.yaml"
    file.write_text(DONG_THAP.replace(PRINTED, TYPED), encoding="utf-8")
    return file


def test_both_shipped_plans_add_up() -> None:
    ran = plan("budget", "check", "-f", "json", "--as-of", "2026-06-01")
    report = json.loads(ran.out)
    assert ran.code == 0
    assert [(p["id"], p["sums"], p["totals"]["computed"], p["totals"]["stated"]) for p in report["plans"]] == [
        ("dong-thap", {"checked": 15, "solved": 0, "skipped": 0}, 7_150_000_000, 7_150_000_000),
        ("khanh-hoa", {"checked": 10, "solved": 0, "skipped": 0}, 4_800_000_000, 4_800_000_000),
    ]
    assert report["plans"][1]["totals"]["not_fixed"] == ["thiet-bi"]


def test_one_slip_is_one_finding_with_its_place_both_figures_the_difference_and_the_cure(slip: Path) -> None:
    ran = plan("budget", "check", str(slip), "-f", "json")
    (finding,) = [f for f in json.loads(ran.out)["findings"] if f["severity"] == "error"]
    assert ran.code == 1
    assert finding["path"] == "budget.lines[phong-ngua].amounts[2025]"
    line = DONG_THAP[: DONG_THAP.index(PRINTED)].count("\n") + 1
    column = len(DONG_THAP[: DONG_THAP.index(PRINTED)].rsplit("\n", 1)[1]) + TYPED.index("310") + 1
    assert finding["place"] == {"line": line, "column": column, "end_line": line, "end_column": column + 3}
    assert (finding["expected"], finding["actual"], finding["difference"], finding["unit"]) == (
        300_000_000,
        310_000_000,
        10_000_000,
        "VND",
    )
    assert finding["suggestion"]["value"] == 300_000_000
    assert finding["suggestion"]["certainty"] == "unique"


def test_the_text_shows_the_line_with_a_caret_and_one_hint(slip: Path) -> None:
    ran = plan("budget", "check", slip.name, cwd=slip.parent)
    place, source, caret, hint = ran.out.splitlines()[:4]
    assert place.startswith("kế hoạch.yaml:")
    assert all(word in place for word in ("310", "300", "+10 triệu đồng"))
    assert source[caret.index("^") :].startswith("310")
    assert hint.startswith("  hint: one change suffices: 300")


def test_vietnamese_is_spoken_when_asked_before_or_after_the_command(slip: Path) -> None:
    before = plan("--lang", "vi", "budget", "check", str(slip))
    after = plan("budget", "check", str(slip), "--lang", "vi")
    assert before.out == after.out
    assert "chỉ cần sửa một số" in before.out


def test_machine_formats_are_never_translated(slip: Path) -> None:
    english = plan("budget", "check", str(slip), "-f", "json", "--lang", "en", "--as-of", "2026-06-01")
    vietnamese = plan("budget", "check", str(slip), "-f", "json", "--lang", "vi", "--as-of", "2026-06-01")
    assert english.raw == vietnamese.raw


def test_one_bad_file_does_not_stop_the_others_and_the_worst_code_wins(slip: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\nid: [", encoding="utf-8")
    ran = plan("budget", "check", str(broken), str(slip), "absent.yaml", "dong-thap", "-f", "json")
    assert ran.code == 2
    assert [p["status"] for p in json.loads(ran.out)["plans"]] == ["invalid", "findings", "ok"]
    assert "absent.yaml" in ran.err


def test_a_schema_error_outside_the_budget_does_not_stop_the_budget(slip: Path) -> None:
    slip.write_text(slip.read_text(encoding="utf-8").replace("objectives:", "objectivs:"), encoding="utf-8")
    ran = plan("budget", "check", str(slip), "-f", "json")
    codes = {f["code"] for f in json.loads(ran.out)["findings"]}
    assert ran.code == 2
    assert {"SCH112", "BUD101"} <= codes


def test_standard_input_is_read_under_a_name(slip: Path) -> None:
    ran = plan("budget", "check", "-", "--stdin-filename", "from-mail.yaml", stdin=slip.read_bytes())
    assert ran.code == 1
    assert ran.out.startswith("from-mail.yaml:")


def test_a_plan_without_a_budget_is_trouble_when_named_and_a_note_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "format: 1\nid: a\nreports:\n  - {id: x, title: X, kind: ad_hoc}\n", encoding="utf-8"
    )
    (tmp_path / "b.yaml").write_text(DONG_THAP, encoding="utf-8")
    named = plan("budget", "check", "a.yaml", cwd=tmp_path)
    found = plan("budget", "check", ".", cwd=tmp_path)
    (tmp_path / "b.yaml").unlink()
    nothing = plan("budget", "check", ".", "-q", cwd=tmp_path)
    assert (named.code, found.code, nothing.code) == (2, 0, 2)
    assert nothing.err == "plan: no budget was checked\n"
    assert "there is no budget to check" in named.err
    assert "there is no budget to check" in found.err


def test_a_pass_that_checked_nothing_is_no_pass(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "format: 1\nid: a\nbudget:\n  unit: đồng\n  years: [2025]\n"
        '  lines:\n    - {id: x, name: X, amounts: ["-"]}\n',
        encoding="utf-8",
    )
    ran = plan("budget", "check", "a.yaml", cwd=tmp_path)
    assert ran.code == 2
    assert "right" not in ran.out


def test_nothing_matched_is_never_a_silent_success(tmp_path: Path) -> None:
    for target in ("*.yaml", ".", "no-such-plan", "absent.yaml"):
        ran = plan("budget", "check", target, cwd=tmp_path)
        assert (ran.code, ran.out) == (2, ""), target
        assert ran.err, target


def test_quiet_says_findings_only_and_then_nothing(slip: Path) -> None:
    assert plan("budget", "check", str(slip), "-q").out.count("\n") == 4
    silent = plan("budget", "check", str(slip), "-qq")
    assert (silent.code, silent.out, silent.err) == (1, "", "")
    absent = plan("budget", "check", "absent.yaml", "-qq")
    assert (absent.code, absent.out, absent.err) == (2, "", "")
    assert plan("list", "-qq").out == plan("rules", "-qq").out == plan("show", "dong-thap", "-qq").out == ""


def test_verbose_says_what_adding_up_cannot_see() -> None:
    assert "four figures" in plan("budget", "check", "-v").out


@pytest.mark.parametrize("name", ["text", "markdown", "html", "csv", "tsv", "json", "github", "sarif"])
def test_every_format_is_written_the_same_twice_and_never_with_an_escape_byte(slip: Path, name: str) -> None:
    first = process("budget", "check", str(slip), "-f", name, "--color", "never", "--as-of", "2026-06-01")
    again = process(
        "budget", "check", str(slip), "-f", name, "--color", "never", "--as-of", "2026-06-01",
        env={"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "COLUMNS": "40"},
    )  # fmt: skip
    assert first.code == 1
    assert first.raw
    assert first.raw == again.raw
    assert b"\x1b" not in first.raw


def test_the_ending_of_the_file_chooses_the_format_and_the_file_is_complete(slip: Path, tmp_path: Path) -> None:
    ran = plan("budget", "check", str(slip), "-o", str(tmp_path / "r.sarif"))
    assert (ran.code, ran.out) == (1, "")
    assert json.loads((tmp_path / "r.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_an_input_is_never_overwritten(slip: Path) -> None:
    before = slip.read_bytes()
    ran = plan("budget", "check", str(slip), "-f", "json", "-o", str(slip))
    assert ran.code == 2
    assert slip.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux")
def test_a_full_disk_is_exit_3() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cybercrime_plan", "budget", "check"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 3
    assert b"disk is full" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_goes_away_is_exit_141_without_a_word() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "cybercrime_plan", "budget", "check", "-f", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait() == 141


def test_plain_piped_output_loads_no_terminal_table_calendar_or_office_library() -> None:
    code = (
        "import sys\nfrom cybercrime_plan.cli.main import main\ncode = main(['budget', 'check'])\n"
        "heavy = {'rich', 'tabulate', 'icalendar', 'openpyxl', 'xlsxwriter', 'python_calamine', 'xlrd', 'docx'}\n"
        "heavy.add('babel')\n"
        "sys.stderr.write(' '.join(sorted(heavy & {name.split('.')[0] for name in sys.modules})))\nsys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_library_loads_no_terminal_library() -> None:
    code = (
        "import sys\nfrom datetime import date\nfrom cybercrime_plan import check, load_plan\n"
        "plan = load_plan('plans/dong-thap-2022-2026.yaml')\nassert not [f for f in "
        "check(plan, as_of=date(2026, 6, 1), families={'BUD'}) if f.rule.severity == 'error']\n"
        "print(' '.join(sorted({'rich', 'typer'} & set(sys.modules))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, check=True
    )
    assert done.stdout.split() == []


SEVERAL = """Đơn vị tính: triệu đồng
TT;Nội dung;2023;2024;2025;2026;Tổng cộng
1;Phòng ngừa;600;660;650;650;2.500
2;Đấu tranh;400;400;450;450;1.700
3;Thiết bị;100;200;300;400;1.100
;Tổng cộng;1.100;1.200;1.400;1.500;5.300
"""


def test_several_wrong_figures_are_seen_in_the_annex_itself_with_its_margins(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(SEVERAL, encoding="utf-8")
    ran = plan("budget", "check", "a.csv", "--lang", "vi", cwd=tmp_path)
    lines = [line.split() for line in ran.out.splitlines()]
    assert ["1", "Phòng", "ngừa", "600", "660", "650", "650", "2.560", "2.500", "-60", "✗"] in lines
    assert ["2", "Đấu", "tranh", "400", "400", "450", "450", "1.700", "1.700"] in lines
    assert ["Cộng", "1.100", "1.260", "1.400", "1.500", "5.260", "5.300", "+40", "✗"] in lines
    assert ["Chênh", "lệch", "-60", "✗"] in lines


GROUPS = """Đơn vị tính: triệu đồng
TT;Nội dung;2024;2025;Tổng cộng
I;Hạ tầng số;1.500;1.850;3.350
1;Nâng cấp;1.250;1.500;2.700
2;Đường truyền;300;350;650
II;Nền tảng số;1.050;1.150;2.200
1;Cổng dịch vụ;450;450;900
2;Kho dữ liệu;600;770;1.300
;Tổng cộng;2.550;3.000;5.550
"""


def test_the_table_of_sums_adds_up_the_printed_groups_and_marks_those_that_differ_from_their_lines(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.csv").write_text(GROUPS, encoding="utf-8")
    ran = plan("budget", "check", "a.csv", "--lang", "vi", cwd=tmp_path)
    lines = [line.split() for line in ran.out.splitlines()]
    assert ["I", "Hạ", "tầng", "số", "1.500", "(-50", "✗)", "1.850", "3.350", "3.350"] in lines
    assert ["II", "Nền", "tảng", "số", "1.050", "1.150", "(-70", "✗)", "2.200", "2.200"] in lines
    assert ["Cộng", "2.550", "3.000", "5.550", "5.550"] in lines
    assert "trong ngoặc: chênh lệch giữa số của nhóm và tổng các dòng thuộc nhóm" in ran.out


def test_the_page_to_sign_names_the_cell_that_the_screen_names(tmp_path: Path) -> None:
    rows = [line.split(";") for line in GROUPS.splitlines()]
    (tmp_path / "a.xlsx").write_bytes(workbook(rows))
    assert "a.xlsx:Sheet1!C4: BUD101" in plan("budget", "check", "a.xlsx", cwd=tmp_path).out
    page = plan("budget", "check", "a.xlsx", "-f", "markdown", cwd=tmp_path).out
    assert "| Sheet1!C4 " in page
    assert ":D4" not in page


def test_one_wrong_figure_needs_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        SEVERAL.replace("1.100\n;", "1.000\n;").replace("5.300", "5.200"), encoding="utf-8"
    )
    ran = plan("budget", "check", "a.csv", "--lang", "vi", cwd=tmp_path)
    assert ran.out.count("BUD101") == 1
    assert "✗\n" not in ran.out


def test_a_blank_that_the_sums_contradict_is_called_blank(tmp_path: Path) -> None:
    file = tmp_path / "vi-du.yaml"
    file.write_text(
        """format: 1
id: vi-du
budget:
  unit: triệu đồng
  years: [2025, 2026]
  blank: none
  lines:
    - {id: a, name: A, amounts: [310, 110], total: 420}
    - {id: b, name: B, amounts: [null, 220], total: 411}
    - {id: c, name: C, amounts: [200, 330], total: 530}
  totals: [701, 660]
  total: 1361
""",
        encoding="utf-8",
    )
    said = plan("budget", "check", str(file)).out
    assert "“B” in 2025 is blank, but the other figures need 191: -191 triệu đồng" in said
