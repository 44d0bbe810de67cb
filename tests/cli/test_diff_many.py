"""Many plans and many versions: `plan diff` of folders, `plan log`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.program import ROOT, plan
from tests.read.annexes import sheet_rows
from tests.read.test_git import git
from tests.render.schemas import JSON_DOCS, validate

DONG_THAP = (ROOT / "plans" / "dong-thap-2022-2026.yaml").read_text(encoding="utf-8")
KHANH_HOA = (ROOT / "plans" / "khanh-hoa-2023-2026.yaml").read_text(encoding="utf-8")
RAISED = DONG_THAP.replace("3300", "3600", 1)


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """`cu` and `moi`: one plan changed, under another file name; one the same, one only in each."""
    write(tmp_path / "cu", a=DONG_THAP, b=KHANH_HOA, c=KHANH_HOA.replace("id: khanh-hoa\n", "id: cu-thoi\n", 1))
    write(tmp_path / "moi", x=RAISED, b=KHANH_HOA, d=KHANH_HOA.replace("id: khanh-hoa\n", "id: moi-them\n", 1))
    return tmp_path


def states(ran: Any) -> dict[str, str]:
    return {one["plan"]: one["state"] for one in json.loads(ran.out)["plans"]}


def test_two_folders_are_compared_plan_by_plan(folders: Path) -> None:
    ran = plan("diff", "cu", "moi", "-f", "json", cwd=folders)
    assert ran.code == 1
    assert states(ran) == {
        "dong-thap": "changed",
        "khanh-hoa": "same",
        "cu-thoi": "removed",
        "moi-them": "added",
    }
    told = validate(ran.out, JSON_DOCS / "diff-folders.schema.json")
    validate(json.dumps(told["plans"][0]["diff"]), JSON_DOCS / "diff.schema.json")


def test_annexes_in_a_folder_are_not_passed_over_in_silence(folders: Path) -> None:
    (folders / "moi" / "phong.xlsx").write_bytes(b"PK")
    said = "plan: moi: 1 file of Excel or Word is not read; name a file to have it read, such as moi/phong.xlsx\n"
    for words in (("compare", "moi"), ("check", "moi"), ("budget", "check", "moi")):
        assert said in plan(*words, cwd=folders).err
        assert said not in plan(*words, "-q", cwd=folders).err
    assert plan("list", "moi", cwd=folders).err == ""
    (folders / "chi-co-phu-luc").mkdir()
    (folders / "chi-co-phu-luc" / "a.xlsx").write_bytes(b"PK")
    ran = plan("budget", "check", "chi-co-phu-luc", cwd=folders)
    assert (ran.code, "read when it is named: chi-co-phu-luc/a.xlsx" in ran.err) == (2, True)


def annex(folder: Path, name: str, spent: int) -> None:
    sheet = Workbook()
    assert sheet.active is not None
    rows = ("STT", "Nội dung", 2025, 2026, "Cộng"), (1, "Chi A", 10, 20, 30), (2, "Chi B", spent, 5, spent + 5)
    for row in (*rows, (None, "Tổng cộng", 10 + spent, 25, 35 + spent)):
        sheet.active.append(row)
    sheet.active["F1"] = "Đơn vị tính: triệu đồng"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    sheet.save(folder / name)


def test_annexes_of_two_folders_are_compared_by_where_they_lie(folders: Path) -> None:
    for folder, spent in (("cu", 7), ("moi", 9)):
        annex(folders / folder, "phong/phu-luc.xlsx", spent)
        annex(folders / folder, f"chi-{folder}.xlsx", 1)
        (folders / folder / "~$phu-luc.xlsx").write_bytes(b"Excel has it open")
    (folders / "moi" / "giong.xlsx").write_bytes((folders / "cu" / "chi-cu.xlsx").read_bytes())
    (folders / "cu" / "giong.xlsx").write_bytes((folders / "cu" / "chi-cu.xlsx").read_bytes())
    ran = plan("diff", "cu", "moi", "-f", "json", cwd=folders)
    assert (ran.code, ran.err) == (1, "")
    told = {one["plan"]: one for one in validate(ran.out, JSON_DOCS / "diff-folders.schema.json")["plans"]}
    assert {name: one["state"] for name, one in told.items() if name.endswith(".xlsx")} == {
        "chi-cu.xlsx": "removed",
        "chi-moi.xlsx": "added",
        "giong.xlsx": "same",
        "phong/phu-luc.xlsx": "changed",
    }
    both = told["phong/phu-luc.xlsx"]
    assert (both["a"], both["b"]) == ("cu/phong/phu-luc.xlsx", "moi/phong/phu-luc.xlsx")
    assert both["diff"]["effect"]["total"]["delta"] == 2_000_000
    assert "rises by 2 triệu đồng" in plan("diff", "cu", "moi", cwd=folders).out


def test_what_is_no_annex_is_compared_by_its_bytes_and_said(folders: Path) -> None:
    for folder in ("cu", "moi"):
        (folders / folder / "thu.docx").write_bytes(f"a letter of {folder}".encode())
    ran = plan("diff", "cu", "moi", "-f", "json", cwd=folders)
    assert (ran.code, states(ran)["thu.docx"]) == (2, "unreadable")
    assert "thu.docx" in plan("diff", "cu", "moi", cwd=folders).out
    (folders / "moi" / "thu.docx").write_bytes((folders / "cu" / "thu.docx").read_bytes())
    assert states(plan("diff", "cu", "moi", "-f", "json", cwd=folders))["thu.docx"] == "same"


def test_a_folder_of_annexes_alone_is_compared_at_two_moments(tmp_path: Path) -> None:
    annex(tmp_path / "pl", "a.xlsx", 7)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    assert plan("diff", "pl", cwd=tmp_path).code == 0
    annex(tmp_path / "pl", "a.xlsx", 8)
    for words in (("pl",), ("HEAD:pl", "pl"), ("pl", "--from", "HEAD")):
        ran = plan("diff", *words, "-f", "json", cwd=tmp_path)
        assert (ran.code, states(ran)) == (1, {"a.xlsx": "changed"})


def test_people_read_a_verdict_of_each_and_then_what_changed(folders: Path) -> None:
    ran = plan("diff", "cu", "moi", cwd=folders)
    summary, report = ran.out.split("\n\n", 1)
    assert "3 of 4 plans and annexes differ" in summary
    assert "rises by 300 triệu đồng" in summary
    assert "only in the second folder" in summary
    assert "1. Verdict" in report
    assert report.count("1. Verdict") == 1


def test_every_printed_page_carries_the_digests_of_both_folders(folders: Path) -> None:
    told = json.loads(plan("diff", "cu", "moi", "-f", "json", cwd=folders).out)
    listed = (f"{one['plan']} {one['sha256']['a']}\n" for one in told["plans"] if one["sha256"]["a"])
    assert hashlib.sha256("".join(sorted(listed)).encode()).hexdigest() == told["sha256"]["a"]
    foot = plan("diff", "cu", "moi", "-f", "html", cwd=folders).out.split("@bottom-left")[1].split("</style>")[0]
    assert all(told["sha256"][side] in foot for side in "ab")


def test_the_same_folder_does_not_differ(folders: Path) -> None:
    assert plan("diff", "cu", "cu", cwd=folders).code == 0


def test_revisions_of_a_folder_are_compared(folders: Path) -> None:
    git(folders, "init", "-q", "-b", "main")
    git(folders, "add", "-A")
    git(folders, "commit", "-q", "-m", "x")
    write(folders / "cu", a=RAISED)
    ran = plan("diff", "HEAD:cu", "cu", "-f", "json", cwd=folders)
    assert (ran.code, states(ran)["dong-thap"]) == (1, "changed")
    assert json.loads(ran.out)["plans"][0]["diff"]["a"]["commit"]["subject"] == "x"
    assert plan("diff", "HEAD:cu", "HEAD:cu", cwd=folders).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cu", "moi/b.yaml"), "cu is a folder and moi/b.yaml is not"),
        (("cu", "leer"), "there is no plan file in leer"),
        (("cu", "doppelt"), "doppelt has dong-thap twice"),
        (("cu", "kaputt"), "kaputt/a.yaml:"),
    ],
)
def test_trouble_is_one_message_and_nothing_like_a_result(
    folders: Path, arguments: tuple[str, str], said: str
) -> None:
    write(folders / "leer")
    write(folders / "doppelt", a=DONG_THAP, b=RAISED)
    write(folders / "kaputt", a=DONG_THAP.replace("3300", "1.150", 1))
    ran = plan("diff", *arguments, cwd=folders)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three commits of `a.yaml`, the second broken, and a change that is not committed."""
    git(tmp_path, "init", "-q", "-b", "main")
    for subject, text in (("một", DONG_THAP), ("hai", "format: 1\n"), ("ba", RAISED), ("bốn", RAISED + "# x\n")):
        write(tmp_path, a=text)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", subject)
    write(tmp_path, a=DONG_THAP)
    return tmp_path


def test_every_committed_version_is_told_with_its_verdict(repository: Path) -> None:
    ran = plan("log", "a.yaml", "-f", "json", cwd=repository)
    told = validate(ran.out, JSON_DOCS / "log.schema.json")["versions"]
    assert [(one["commit"] and one["commit"]["subject"], one["state"], one["delta_total"]) for one in told] == [
        (None, "changed", -300_000_000),
        ("bốn", "same", 0),
        ("ba", "unreadable", None),
        ("hai", "unreadable", None),
        ("một", "first", None),
    ]


def test_a_log_is_read_by_people_too(repository: Path) -> None:
    ran = plan("log", "a.yaml", "--lang", "vi", cwd=repository)
    assert ran.code == 0
    rows = ran.out.splitlines()[4:]
    assert "chưa ghi vào git" in rows[0]
    assert "Tổng tính lại từ các dòng giảm 300 triệu đồng" in rows[0]
    assert "bốn" in rows[1]
    assert "phiên bản đầu" in rows[4]


def test_only_so_many_versions_are_told_and_that_is_said(repository: Path) -> None:
    ran = plan("log", "a.yaml", "--most", "1", cwd=repository)
    assert "older versions are not told" in ran.out
    assert "một" not in ran.out


def test_an_annex_has_a_log(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    for amount in (600, 700):
        rows = sheet_rows()
        rows[4][2] = amount
        text = "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows)
        (tmp_path / "phuluc.csv").write_text(text, encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", str(amount))
    told = json.loads(plan("log", "phuluc.csv", "-f", "json", cwd=tmp_path).out)["versions"]
    assert [(one["state"], one["delta_total"]) for one in told] == [("changed", 100_000_000), ("first", None)]


def test_a_file_without_a_history_is_said(tmp_path: Path) -> None:
    write(tmp_path, a=DONG_THAP)
    assert plan("log", "a.yaml", cwd=tmp_path).code == 2
    git(tmp_path, "init", "-q", "-b", "main")
    ran = plan("log", "a.yaml", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "no committed version" in ran.err


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """A folder `plans` with two plans, one of them changed since and one added."""
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path / "plans", a=DONG_THAP, b=KHANH_HOA)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "một")
    write(tmp_path / "plans", a=RAISED, c=KHANH_HOA.replace("id: khanh-hoa\n", "id: moi-them\n", 1))
    return tmp_path


def test_a_folder_alone_is_compared_as_committed_and_as_it_is_now(committed: Path) -> None:
    ran = plan("diff", "plans", "-f", "json", cwd=committed)
    assert ran.code == 1
    assert states(ran) == {"dong-thap": "changed", "khanh-hoa": "same", "moi-them": "added"}
    told = json.loads(ran.out)
    assert (told["a"], told["b"]) == ("HEAD:plans", "plans")
    assert told["plans"][0]["a"] == "HEAD:plans/a.yaml"


def test_a_folder_has_other_ends_too(committed: Path) -> None:
    assert plan("diff", "plans", "--staged", cwd=committed).code == 0
    git(committed, "add", "-A")
    assert states(plan("diff", "plans", "--staged", "-f", "json", cwd=committed))["moi-them"] == "added"
    git(committed, "commit", "-q", "-m", "hai")
    assert plan("diff", "plans", cwd=committed).code == 0
    assert states(plan("diff", "plans", "--from", "HEAD~1", "-f", "json", cwd=committed))["dong-thap"] == "changed"
    assert plan("diff", "plans", "--from", "HEAD~1", "--to", "HEAD~1", cwd=committed).code == 0
    assert plan("diff", ".", cwd=committed / "plans").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plans", "plans", "--from", "HEAD"), "choose versions of one folder"),
        (("HEAD:plans",), "is not a folder whose history can be asked for"),
        (("plans", "--to", "HEAD", "--staged"), "both name the second side"),
        (("plans", "--from", "gone"), "there is no revision gone"),
        (("leer", "--from", "HEAD"), "there is no plan file in leer"),
    ],
)
def test_moments_that_make_no_sense_for_folders_are_trouble(
    committed: Path, arguments: tuple[str, ...], said: str
) -> None:
    write(committed / "leer")
    ran = plan("diff", *arguments, cwd=committed)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_log_goes_on_under_the_earlier_names_of_a_file(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    for number, (name, text) in enumerate((("a", DONG_THAP), ("a", RAISED), ("b", RAISED), ("c/d", DONG_THAP))):
        for old in tmp_path.rglob("*.yaml"):
            old.unlink()
        write(tmp_path / name.rpartition("/")[0], **{name.rpartition("/")[2]: text})
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", str(number))
    for cwd, file in ((tmp_path, "c/d.yaml"), (tmp_path / "c", "d.yaml")):
        told = json.loads(plan("log", file, "-f", "json", cwd=cwd).out)["versions"]
        assert [(one["commit"]["subject"], one["state"], one["delta_total"]) for one in told] == [
            ("3", "changed", -300_000_000),
            ("2", "same", 0),
            ("1", "changed", 300_000_000),
            ("0", "first", None),
        ]
