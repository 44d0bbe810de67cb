"""`plan agencies`: the bodies of a plan and what became of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
import pytest

from cybercrime_plan.calc.diff.comparison import diff as compare
from tests.program import ROOT, plan
from tests.read.test_git import git
from tests.render.schemas import JSON_DOCS, validate

OWN = """\
kind: agencies
province: Khánh Hòa
bodies:
  - {id: so-moi, name: Sở Mới, from: "2025-03-01"}
changes:
  - {on: "2025-03-01", kind: rename, of: [so-tttt], to: [{body: so-moi}], instrument: 1/QĐ-UBND, seen: text}
"""


def rows(*arguments: str) -> dict[str, dict[str, Any]]:
    result = plan("agencies", "khanh-hoa", *arguments, "-f", "json")
    assert result.code == 0
    return {row["id"]: row for row in json.loads(result.out)["rows"]}


def test_each_body_is_answered_for_on_the_day_asked() -> None:
    before, after = rows("--at", "2025-02-28"), rows("--at", "14/11/2025")
    assert {row["state"] for row in before.values()} == {"itself"}
    assert (after["so-tttt"]["state"], len(after["so-tttt"]["now"])) == ("several", 3)
    assert after["ubnd-huyen"]["state"] == "nobody"
    assert after["bao"]["now"][0]["name"] == after["dai-ptth"]["now"][0]["name"] == "Báo Khánh Hòa"
    assert rows("--as-of", "2025-11-14") == after


def test_the_offices_own_register_stands_above_and_none_is_no_register(tmp_path: Path) -> None:
    own = tmp_path / "co-quan.yaml"
    own.write_text(OWN, encoding="utf-8")
    heir = rows("--at", "2025-11-14", "--agencies", str(own))["so-tttt"]
    assert (heir["state"], heir["now"][0]["name"]) == ("heir", "Sở Mới")
    assert {row["state"] for row in rows("--at", "2025-11-14", "--agencies", "none").values()} == {"itself"}


def test_what_is_wrong_in_a_register_or_a_day_is_told(tmp_path: Path) -> None:
    own = tmp_path / "co-quan.yaml"
    own.write_text(OWN.replace("rename", "renamed"), encoding="utf-8")
    for arguments, said in [
        (["--agencies", str(own)], "co-quan.yaml:6:30"),
        (["--agencies", str(tmp_path / "khong-co.yaml")], "khong-co.yaml"),
        (["--at", "31/11/2025"], "--at"),
    ]:
        result = plan("agencies", "khanh-hoa", *arguments)
        assert (result.code, result.out) == (2, "")
        assert said in result.err


def test_people_see_what_changed_and_how_it_is_known() -> None:
    shown = plan("agencies", "dong-thap", "--at", "2025-11-14", "--lang", "vi").out
    assert "không có cơ quan kế thừa" in shown
    assert "Ngân hàng Nhà nước chi nhánh Khu vực 13 (theo báo chí)" in shown
    assert "cần xác định cơ quan thực hiện" in shown


HISTORY = JSON_DOCS / "agencies.schema.json"


def test_the_history_of_a_body_is_told_from_its_own_id_and_from_an_heirs() -> None:
    for body in ("nhnn", "nhnn-khu-vuc-13"):
        ran = plan("agencies", "dong-thap", "--body", body, "--at", "2025-11-14", "-f", "json")
        document = validate(ran.out, HISTORY)
        assert [row["id"] for row in document["rows"]] == ["nhnn"]
        assert [(step["on"], step["to"]) for step in document["history"]] == [
            ("2025-03-01", None),
            ("2025-07-01", ["Ngân hàng Nhà nước chi nhánh Khu vực 13"]),
        ]
    shown = plan("agencies", "dong-thap", "--body", "nhnn", "--lang", "vi").out
    assert "sáp nhập vào cơ quan đang có" in shown
    assert "chưa rõ" in shown


def test_a_body_that_nobody_knows_is_said_with_one_that_is_close() -> None:
    ran = plan("agencies", "dong-thap", "--body", "so-tttx")
    assert (ran.code, ran.out) == (2, "")
    assert "so-tttt" in ran.err


SHEET = """\
Tên cơ quan;Thuộc;Địa chỉ;E-mail;Ghi chú
UBND xã Một;Chính quyền cấp xã;xã Một;mot@dongthap.gov.vn;
UBND xã Hai;chinh-quyen-xa;xã Hai;;
UBND xã Hai;chinh-quyen-xa;;;
;chinh-quyen-xa;không tên;;
UBND xã Ba;;;;
UBND xã Bốn;Chính quyền cấp xa;;;
"""


def owned(*arguments: str) -> set[str]:
    ran = plan("deadline", "list", *arguments, "-f", "json")
    assert ran.code == 0, ran.err
    return {one["occurrence"] for one in json.loads(ran.out)["occurrences"]}


@pytest.mark.parametrize("name", ["xa.csv", "xa.xlsx"])
def test_the_members_of_a_collective_are_read_from_a_sheet_and_every_row_it_cannot_use_is_named(
    name: str, tmp_path: Path
) -> None:
    written = (ROOT / "plans" / "dong-thap-2022-2026.yaml").read_text(encoding="utf-8")
    target = tmp_path / "ke-hoach.yaml"
    target.write_text(written.replace("cong-an, nhnn, bao, dai-ptth", "cong-an, chinh-quyen-xa"), encoding="utf-8")
    sheet = tmp_path / name
    if name.endswith("csv"):
        sheet.write_text(SHEET, encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        for line in SHEET.splitlines():
            book.active.append([cell or None for cell in line.split(";")])  # type: ignore[union-attr]
        book.save(sheet)
    folder = tmp_path / "lich"
    ran = plan("deadline", "calendar", str(target), "--by", "agency", "--agencies", str(sheet), "-o", str(folder))
    assert ran.code == 0, ran.err
    files = {file.name for file in folder.iterdir()}
    assert {"dong-thap-ubnd-xa-mot.ics", "dong-thap-ubnd-xa-hai.ics"} <= files
    assert not any("ubnd-xa-ba" in one for one in files)
    assert sum(f"{name}:" in line for line in ran.err.splitlines()) == 4  # a head, twice, no name, no group
    assert "is listed twice" in ran.err
    assert "none of these plans has “Chính quyền cấp xa”, to which 1 row of the sheet belongs" in ran.err
    assert owned(str(target), "--agency", "ubnd xa hai", "--agencies", str(sheet))


def test_a_sheet_stands_beside_the_register_that_names_it_and_nowhere_else(tmp_path: Path) -> None:
    target = tmp_path / "ke-hoach.yaml"
    target.write_text(
        "format: 1\nid: a\nagencies: [{id: xa, name: Các xã}]\n"
        "tasks: [{id: t, at: II.1, agencies: [xa], role: assigned, summary: Việc}]\n",
        encoding="utf-8",
    )
    (tmp_path / "xa.csv").write_text("name;parent\nXã Một;xa\n", encoding="utf-8")
    own = tmp_path / "agencies.yaml"
    own.write_text("kind: agencies\nsheet: xa.csv\n", encoding="utf-8")
    assert "Các xã" in plan("tasks", str(target), "--agency", "xa mot").out
    own.write_text("kind: agencies\nsheet: ../xa.csv\n", encoding="utf-8")
    ran = plan("tasks", str(target))
    assert (ran.code, ran.out) == (2, "")
    assert "does not lie beside it" in ran.err


def test_a_folder_leaves_out_files_of_other_kinds_and_says_so_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes((ROOT / "plans" / "khanh-hoa-2023-2026.yaml").read_bytes())
    (tmp_path / "agencies.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "so.yaml").write_text("kind: register\nentries: []\n", encoding="utf-8")
    quiet = plan("check", str(tmp_path), "--agencies", "none")
    assert (quiet.code, quiet.err) == (0, "")
    loud = plan("list", str(tmp_path), "-v", "--check", "--agencies", "none")
    assert "agencies.yaml: no plan, but of the kind agencies; left out" in loud.err
    assert "so.yaml: no plan, but of the kind register; left out" in loud.err
    (tmp_path / "a.yaml").unlink()
    alone = plan("check", str(tmp_path))
    assert (alone.code, alone.out) == (2, "")
    assert "there is no plan file among these" in alone.err


def test_the_bodies_are_written_as_a_workbook(tmp_path: Path) -> None:
    target = tmp_path / "co-quan.xlsx"
    assert plan("agencies", "khanh-hoa", "--at", "2025-11-14", "-o", str(target), "--lang", "vi").code == 0
    (sheet,) = openpyxl.load_workbook(target).worksheets
    told = {row[1]: row[2:4] for row in sheet.iter_rows(values_only=True)}
    assert told["UBND các huyện, thị xã, thành phố"] == ("không có cơ quan kế thừa", None)
    assert told["Cục Thuế tỉnh"] == ("đã có cơ quan kế thừa", "Thuế tỉnh Khánh Hòa (chưa được xác nhận)")


def test_the_members_of_a_collective_are_told_with_where_letters_go(tmp_path: Path) -> None:
    target = tmp_path / "ke-hoach.yaml"
    target.write_text(
        "format: 1\nid: a\nagencies: [{id: xa, name: Các xã, until: 2025-06}]\n"
        "tasks: [{id: t, at: II.1, agencies: [xa], role: assigned, summary: Việc}]\n",
        encoding="utf-8",
    )
    (tmp_path / "xa.csv").write_text(
        "name;parent;address;email\nXã Một;xa;Số 1;mot@a.vn\nXã Hai;xa;;\n", encoding="utf-8"
    )
    asked = ("agencies", str(target), "--agencies", str(tmp_path / "xa.csv"), "--at", "2025-11-14")
    found = validate(plan(*asked, "--body", "xa", "-f", "json").out, HISTORY)
    assert [row["state"] for row in found["rows"]] == ["itself"], "its members are there"
    assert [(one["id"], one["address"], one["email"], one["member_of"]) for one in found["bodies"]] == [
        ("xa-mot", "Số 1", "mot@a.vn", ["Các xã"]),
        ("xa-hai", None, None, ["Các xã"]),
    ]
    alone = plan(*asked, "--body", "xa-mot").out
    assert ("mot@a.vn" in alone, "Các xã" in alone, "name no agencies" in alone) == (True, True, False)


@pytest.fixture
def kept_in_git(tmp_path: Path) -> Path:
    """A plan with its register and its sheet committed; in the folder now neither is what it was."""
    (tmp_path / "vùng").mkdir()
    folder = tmp_path / "vùng"
    plan_text = (ROOT / "plans" / "khanh-hoa-2023-2026.yaml").read_text(encoding="utf-8")
    (folder / "a.yaml").write_text(plan_text, encoding="utf-8")
    (folder / "agencies.yaml").write_text(OWN + "sheet: xa.csv\n", encoding="utf-8")
    (folder / "xa.csv").write_text("name;parent\nXã Một;ubnd-huyen\nXã Hai;\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    (folder / "agencies.yaml").unlink()
    (folder / "xa.csv").write_text("no;heads\n", encoding="utf-8")
    return tmp_path


def test_a_plan_from_git_is_read_with_the_register_of_its_revision(kept_in_git: Path) -> None:
    def heir(target: str) -> str:
        ran = plan("agencies", target, "--at", "2025-11-14", "-f", "json", cwd=kept_in_git)
        (row,) = (row for row in json.loads(ran.out)["rows"] if row["id"] == "so-tttt")
        assert ("HEAD:vùng/xa.csv" in ran.err) == target.startswith("HEAD")
        return str(row["now"][0]["name"])

    assert heir("HEAD:vùng/a.yaml") == "Sở Mới"
    assert heir("vùng/a.yaml") != "Sở Mới"


def test_versions_are_compared_with_the_register_beside_the_later_one(kept_in_git: Path) -> None:
    def registers(*arguments: str) -> int:
        with mock.patch("cybercrime_plan.cli.diff.compare", wraps=compare) as asked:
            assert plan("diff", *arguments, cwd=kept_in_git).code == 0
        return len(asked.call_args.kwargs["bodies"].registers)

    assert registers("vùng/a.yaml", "HEAD:vùng/a.yaml") == 3
    assert registers("HEAD:vùng/a.yaml", "vùng/a.yaml") == 1
