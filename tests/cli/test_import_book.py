"""`plan import --book`: the columns of an annex that say what became of the money, as entries. All invented."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cybercrime_plan.calc.executed_columns import kind_of_title
from tests.program import plan

HEAD = "STT;Nội dung;Năm 2025;;;;\n;;{};{};Thực hiện;Quyết toán;Ước thực hiện cả năm\n"
ROWS = """\
1;Công tác phòng ngừa;300;250;195;195;200
2;Công tác đấu tranh;400;350;340;340;350
;Tổng cộng;700;600;535;535;550
"""


def annex(folder: Path, plan_head: str = "Kế hoạch", given_head: str = "Giao", rows: str = ROWS) -> Path:
    file = folder / "thuc-hien.csv"
    file.write_text("Đơn vị tính: triệu đồng\n" + HEAD.format(plan_head, given_head) + rows, encoding="utf-8")
    return file


def entries(folder: Path) -> list[tuple[str, str, str, str]]:
    rows = csv.DictReader(io.StringIO((folder / "so.csv").read_text(encoding="utf-8")))
    return [(row["kind"], row["line"], row["amount (triệu đồng)"], row["note"]) for row in rows]


def test_each_figure_is_an_entry_with_its_cell_and_the_plan_and_an_estimate_are_none(tmp_path: Path) -> None:
    annex(tmp_path)
    ran = plan("import", "thuc-hien.csv", "--book", "so.csv", cwd=tmp_path)
    assert ran.code == 0
    found = entries(tmp_path)
    assert [one[:3] for one in found] == [
        ("allocation", "Công tác phòng ngừa", "250"),
        ("allocation", "Công tác đấu tranh", "350"),
        ("allocation", "total", "600"),
        ("spent", "Công tác phòng ngừa", "195"),
        ("spent", "Công tác đấu tranh", "340"),
        ("spent", "total", "535"),
        ("settled", "Công tác phòng ngừa", "195"),
        ("settled", "Công tác đấu tranh", "340"),
        ("settled", "total", "535"),
    ]
    assert all(note for *_values, note in found)
    assert "Ước thực hiện cả năm" in ran.err


@pytest.mark.parametrize("name", ["so.csv", "so.xlsx", "so.yaml"])
def test_the_book_is_held_against_the_plan_by_the_names_of_the_lines(name: str, tmp_path: Path) -> None:
    annex(tmp_path)
    assert plan("import", "thuc-hien.csv", "--book", name, cwd=tmp_path).code == 0
    ran = plan("budget", "status", "dong-thap", "--book", name, "-f", "json", cwd=tmp_path)
    total = json.loads(ran.out)["totals"]
    assert [total[key] // 1_000_000 for key in ("allocated", "spent", "settled")] == [600, 535, 535]


def test_a_wrong_total_of_the_annex_is_found_in_the_book(tmp_path: Path) -> None:
    annex(tmp_path, rows=ROWS.replace("600", "610"))
    plan("import", "thuc-hien.csv", "--book", "so.csv", cwd=tmp_path)
    ran = plan("budget", "status", "dong-thap", "--book", "so.csv", cwd=tmp_path)
    assert "EXE111 the total of the document is 610, but its rows add up to 600" in ran.out


def test_without_a_plan_column_the_first_is_what_its_title_says(tmp_path: Path) -> None:
    annex(tmp_path, "Giao", "Bổ sung")
    assert plan("import", "thuc-hien.csv", "--book", "so.csv", cwd=tmp_path).code == 0
    kinds = [kind for kind, *_others in entries(tmp_path)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "allocation": 3,
        "supplement": 3,
        "spent": 3,
        "settled": 3,
    }


def test_an_annex_that_only_plans_is_no_book_and_a_book_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "kh.csv").write_text("TT;Nội dung;2025;2026;Tổng\n1;A;1;2;3\n2;B;3;4;7\n;Cộng;4;6;10\n", "utf-8")
    ran = plan("import", "kh.csv", "--unit", "triệu đồng", "--book", "so.csv", cwd=tmp_path)
    assert (ran.code, (tmp_path / "so.csv").exists()) == (2, False)
    assert "no column of what was allocated" in ran.err
    annex(tmp_path)
    (tmp_path / "so.csv").write_text("mine", encoding="utf-8")
    assert plan("import", "thuc-hien.csv", "--book", "so.csv", cwd=tmp_path).code == 2
    assert (tmp_path / "so.csv").read_text(encoding="utf-8") == "mine"
    assert plan("import", "thuc-hien.csv", "--book", "so.docx", cwd=tmp_path).code == 2


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Năm 2025 Giao", "allocation"),
        ("Kế hoạch vốn được giao", "allocation"),
        ("Bổ sung trong năm", "supplement"),
        ("Giải ngân đến 31/12", "spent"),
        ("Quyết toán dự toán giao", "settled"),
        ("Chuyển nguồn sang năm sau", "carried_out"),
        ("Năm trước chuyển sang", "carried_in"),
        ("Hủy dự toán", "cancelled"),
        ("Ước thực hiện", None),
        ("Kế hoạch", None),
        ("Nhu cầu", None),
    ],
)
def test_what_a_title_says(title: str, kind: str | None) -> None:
    assert kind_of_title(title) == kind
