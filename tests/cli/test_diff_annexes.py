"""Annexes are compared like plans: under their normal names, in every pair of kinds, in git too."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.program import ROOT, plan
from tests.read.annexes import MERGES, Rows, sheet_rows, workbook
from tests.read.office.test_word import annex_document, saved
from tests.read.test_git import git
from tests.readers import LibreOffice

SHIPPED = ROOT / "plans" / "khanh-hoa-2023-2026.yaml"


def amended() -> list[list[Any]]:
    """The table with a renamed line and, in it, one amount where a dash was."""
    rows = sheet_rows()
    rows[6][1] = "Mua sắm thiết bị, phần mềm"
    rows[4][3] = 700
    rows[4][6] = 2600
    rows[8][3] = 1250
    rows[8][6] = 4900
    return rows


def delimited(rows: Rows, sign: str) -> bytes:
    return "".join(sign.join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows).encode()


def spreadsheet(rows: Rows) -> bytes:
    """An .ods file with one sheet."""
    names = ("office", "table", "text", "manifest")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    sheet = f'<table:table table:name="PL2">{body}</table:table>'
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    entries = ("/", mime), ("content.xml", "text/xml")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", mime)
        package.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest {spaces}>"
            + "".join(
                f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
                for path, kind in entries
            )
            + "</manifest:manifest>",
        )
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{sheet}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


def cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    kind = f'float" office:value="{value}' if isinstance(value, int) else "string"
    return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'


def document(rows: Rows) -> bytes:
    """The table in a Word document."""
    word = annex_document()
    table = word.tables[1]
    for number, row in enumerate(rows[2:]):
        for column, value in enumerate(row):
            if value is not None:
                table.cell(number, column).text = str(value)
    word.paragraphs[-1].clear()
    return saved(word)


KINDS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": lambda rows: workbook(rows, MERGES),
    "ods": spreadsheet,
    "docx": document,
    "csv": lambda rows: delimited(rows, ";"),
    "txt": lambda rows: delimited(rows, "\t"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`lan1.*` with the table, `lan2.*` with the amended one, and the plan file with the table."""
    folder = tmp_path_factory.mktemp("phu luc")
    for kind, written in KINDS.items():
        (folder / f"lan1.{kind}").write_bytes(written(sheet_rows()))
        (folder / f"lan2.{kind}").write_bytes(written(amended()))
    (folder / "ke-hoach.yaml").write_bytes(SHIPPED.read_bytes())
    return folder


def codes(ran: Any) -> list[str]:
    return sorted(change["code"] for change in json.loads(ran.out)["changes"])


@pytest.mark.parametrize(("one", "other"), [(a, b) for a, b in product(KINDS, KINDS) if a <= b])
def test_every_pair_of_kinds_is_two_versions(folder: Path, one: str, other: str) -> None:
    ran = plan("diff", f"lan1.{one}", f"lan2.{other}", "-f", "json", cwd=folder)
    assert (ran.code, ran.err) == (1, "")
    assert codes(ran) == ["MON101", "MON123"]
    told = json.loads(ran.out)
    assert told["reconciliation"] == {"cells": 100_000_000, "total": 100_000_000, "ok": True}
    assert told["verdict"]["printed"] == {"a": 4_800_000_000, "b": 4_900_000_000}
    assert [told[side]["name"] for side in "ab"] == [f"lan1.{one}", f"lan2.{other}"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_annex_is_compared_with_the_plan_file_it_belongs_to(folder: Path, kind: str) -> None:
    ran = plan("diff", "ke-hoach.yaml", f"lan1.{kind}", "-f", "json", "--only", "budget", cwd=folder)
    assert [change["code"] for change in json.loads(ran.out)["changes"] if change["code"].startswith("MON1")] == []
    changed = plan("diff", f"lan2.{kind}", "ke-hoach.yaml", "-f", "json", "--only", "budget", cwd=folder)
    assert {"MON102", "MON123"} <= set(codes(changed))


def test_what_was_not_compared_is_said(folder: Path) -> None:
    ran = plan("diff", "ke-hoach.yaml", "lan2.xlsx", cwd=folder)
    assert "only the tables were compared" in ran.out
    assert "matched by number, name and amounts" in ran.out
    assert "Khánh Hòa" in ran.out.split("\n1. ")[0]


def test_figures_that_were_taken_for_nothing_are_said(folder: Path) -> None:
    rows = [*sheet_rows(), [5, "Kinh phí bổ sung", 70, 70, 70, 70, 280]]
    (folder / "them.xlsx").write_bytes(workbook(rows, MERGES))
    ran = plan("diff", "lan1.xlsx", "them.xlsx", "--lang", "en", cwd=folder)
    assert ran.code == 1
    assert "Nothing differs in what was compared; 5 figures were not used, see below." in ran.out
    assert "them.xlsx: 5 figures were not used: Sheet1!C10 70, " in ran.out
    assert plan("diff", "them.xlsx", "them.xlsx", cwd=folder).code == 0
    changed = plan("diff", "them.xlsx", "lan2.xlsx", "--lang", "en", cwd=folder)
    assert "2 changes: 2 major; 5 figures were not used." in changed.out


def test_an_annex_is_compared_with_what_git_remembers_of_it(tmp_path: Path) -> None:
    file = tmp_path / "phuluc.xlsx"
    file.write_bytes(KINDS["xlsx"](sheet_rows()))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Phụ lục lần 1")
    file.write_bytes(KINDS["xlsx"](amended()))
    for arguments in (("phuluc.xlsx",), ("HEAD:phuluc.xlsx", "phuluc.xlsx"), ("phuluc.xlsx", "--from", "HEAD")):
        ran = plan("diff", *arguments, "-f", "json", cwd=tmp_path)
        assert (ran.code, codes(ran)) == (1, ["MON101", "MON123"])
        assert json.loads(ran.out)["a"]["commit"]["subject"] == "Phụ lục lần 1"
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Phụ lục lần 2")
    ran = plan("diff", "phuluc.xlsx", "--from", "HEAD~1", "--to", "HEAD", cwd=tmp_path)
    assert ran.code == 1
    assert "Phụ lục lần 2" in ran.out


def test_written_ids_that_differ_are_two_plans(folder: Path) -> None:
    ran = plan("diff", "ke-hoach.yaml", "dong-thap", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "two different plans" in ran.err


ADJUSTED = """\
Đơn vị tính: triệu đồng
STT;Nội dung;Kế hoạch đã giao;Điều chỉnh giảm;Điều chỉnh tăng;Kế hoạch sau điều chỉnh
1;Tuyên truyền;1200;;200;1400
2;Thiết bị;3700;200;;3500
;Tổng cộng;4900;200;200;4900
"""


@pytest.mark.parametrize("name", ["text", "markdown", "html", "csv"])
def test_the_figures_beside_the_years_are_told_by_the_names_of_their_columns(name: str, tmp_path: Path) -> None:
    shorter = ADJUSTED.replace("2;Thiết bị;3700;200;;3500\n", "")
    (tmp_path / "a.csv").write_text(shorter, encoding="utf-8")
    (tmp_path / "b.csv").write_text(ADJUSTED, encoding="utf-8")
    ran = plan("diff", "a.csv", "b.csv", "-f", name, cwd=tmp_path)
    assert ran.code == 1
    assert ran.err.startswith("plan: b.csv: empty cells are read as nothing")
    assert "Money(" not in ran.out
    assert "DASH" not in ran.out
    if name == "text":
        assert "other columns: (Kế hoạch đã giao: 3.700, Điều chỉnh giảm: 200, " in ran.out


@pytest.mark.parametrize("other", ["xls", "xlsx", "csv"])
def test_workbooks_of_the_older_excel_are_two_versions_too(
    folder: Path, other: str, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    for name in ("lan1", "lan2"):
        (tmp_path / f"{name}.xlsx").write_bytes((folder / f"{name}.xlsx").read_bytes())
    old = libreoffice.convert(tmp_path / "lan1.xlsx", "xls")
    new = libreoffice.convert(tmp_path / "lan2.xlsx", "xls") if other == "xls" else folder / f"lan2.{other}"
    ran = plan("diff", str(old), str(new), "-f", "json")
    assert ran.code == 1
    assert ran.err.count("in this kind of workbook formulas") == (2 if other == "xls" else 1)
    assert codes(ran) == ["MON101", "MON123"]


def test_a_figure_beside_the_years_is_a_change_of_its_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ADJUSTED, encoding="utf-8")
    (tmp_path / "b.csv").write_text(ADJUSTED.replace(";3700;200;", ";3700;300;"), encoding="utf-8")
    ran = plan("diff", "a.csv", "b.csv", "-f", "json", cwd=tmp_path)
    assert "Thiết bị: other columns: Điều chỉnh giảm" in [one["label"] for one in json.loads(ran.out)["changes"]]


def test_a_group_and_a_part_of_a_whole_are_told_with_what_they_come_to(tmp_path: Path) -> None:
    first: list[list[Any]] = [
        ["Đơn vị: triệu đồng"],
        ["TT", "Nội dung", "2024", "2025", "Tổng cộng"],
        ["I", "Hạ tầng", 1500, 1850, 3350],
        [1, "Nâng cấp", 1200, 1500, 2700],
        [2, "Đường truyền", 300, 350, 650],
        ["II", "Đấu tranh", 700, 710, 1410],
        [None, "Trong đó: mua tin", 50, 60, 110],
        [None, "Tổng cộng", 2200, 2560, 4760],
    ]
    second = deepcopy(first)
    for row, figures in {
        2: (1500, 1900, 3400),
        4: (300, 400, 700),
        6: (70, 60, 130),
        7: (2200, 2610, 4810),
    }.items():
        second[row][2:] = figures
    told = _table_of_amounts(tmp_path, first, second)
    assert ["Hạ", "tầng", "1.500", "1.850→1.900", "3.350→3.400"] in told
    assert ["Trong", "đó:", "mua", "tin", "50→70", "60", "110→130"] in told
    assert ["2", "dòng", "không", "thay", "đổi"] in told


def test_a_group_of_a_table_without_years_changes_with_its_lines(tmp_path: Path) -> None:
    first: list[list[Any]] = [
        ["Đơn vị: triệu đồng"],
        ["TT", "Nội dung", "Thành tiền"],
        ["A", "Tập huấn", 48],
        [1, "Hội trường", 20],
        [2, "Nước uống", 28],
        ["B", "Tuyên truyền", 86],
        [1, "Tờ rơi", 50],
        [2, "Phát sóng", 36],
        [None, "Cộng", 134],
    ]
    second = deepcopy(first)
    second[5][2], second[7][2], second[8][2] = 92, 42, 140
    told = _table_of_amounts(tmp_path, first, second)
    assert ["Tuyên", "truyền", "86→92"] in told
    assert ["4", "dòng", "không", "thay", "đổi"] in told


def _table_of_amounts(folder: Path, first: Rows, second: Rows) -> list[list[str]]:
    """The words of each line that is shown of two versions of a workbook."""
    for name, rows in (("truoc.xlsx", first), ("sau.xlsx", second)):
        (folder / name).write_bytes(workbook(rows))
    ran = plan("diff", "truoc.xlsx", "sau.xlsx", "--lang", "vi", cwd=folder)
    return [line.split() for line in ran.out.splitlines()]
