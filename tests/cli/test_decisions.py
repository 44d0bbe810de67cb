"""What decisions fix where a plan prints a dash stands beside its total, never in it. All invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.program import plan
from tests.render.schemas import JSON_DOCS, validate

HEAD = "plan;year;kind;document;date;line;source;amount (triệu đồng)\n"
DECISION = "khanh-hoa;2025;allocation;QĐ 9;2025-01-10;thiet-bi;;1200\n"
ASKED = """\
format: 1
id: p
budget:
  unit: triệu đồng
  sources: [{id: tinh, name: Ngân sách tỉnh}, {id: bo, name: Bộ hỗ trợ, requested: true}]
  years: [2025]
  lines: [{id: a, name: A, amounts: [30], total: 30, source: tinh}]
  totals: [30]
  total: 30
"""


def book(folder: Path, *rows: str) -> Path:
    file = folder / "so.csv"
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("language", "said"), [("en", "4.800 + 1.200 decided since"), ("vi", "4.800 + 1.200 đã quyết định sau")]
)
def test_show_the_leaders_page_and_the_workbook_say_it(language: str, said: str, tmp_path: Path) -> None:
    given = ("khanh-hoa", "--book", str(book(tmp_path, DECISION)), "--lang", language)
    shown = plan("budget", "show", *given)
    assert shown.code == 0
    assert f"\n{said}\n" in shown.out
    plan("export", *given, "-o", str(tmp_path / "page.html"))
    assert said in (tmp_path / "page.html").read_text(encoding="utf-8")
    plan("export", *given, "-o", str(tmp_path / "book.xlsx"))
    sheet = load_workbook(tmp_path / "book.xlsx").worksheets[-1]
    assert sheet.cell(2, 2).value == said


def test_the_plans_own_total_does_not_move(tmp_path: Path) -> None:
    ran = plan("budget", "show", "khanh-hoa", "--book", str(book(tmp_path, DECISION)), "-f", "json")
    value = json.loads(ran.out)
    assert value["total"] == 4_800_000_000
    assert value["decided_since"] == {"thiet-bi": 1_200_000_000}
    assert value["requests"] == []
    validate(ran.out, JSON_DOCS / "budget.schema.json")


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ((), "not answered yet"),
        (("p;2025;granted;QĐ 1;2025-02-01;total;bo;500\n",), "granted 500 triệu đồng"),
        (("p;2025;refused;CV 1;2025-02-01;total;bo;500\n",), "refused"),
        (
            ("p;2025;granted;QĐ 1;2025-02-01;a;bo;300\n", "p;2025;refused;CV 1;2025-02-01;total;bo;200\n"),
            "granted 300, refused 200 triệu đồng",
        ),
        (("p;2025;granted;QĐ 1;2027-02-01;total;bo;500\n",), "not answered yet"),
    ],
)
def test_a_source_that_is_only_asked_for_is_granted_refused_or_open(
    rows: tuple[str, ...], answer: str, tmp_path: Path
) -> None:
    (tmp_path / "p.yaml").write_text(ASKED, encoding="utf-8")
    given = ("--book", str(book(tmp_path, *rows)), "--as-of", "2026-01-01")
    ran = plan("budget", "show", str(tmp_path / "p.yaml"), *given)
    assert ran.code == 0
    assert f"“Bộ hỗ trợ”, only asked for: {answer}\n" in ran.out


def test_a_book_that_contradicts_itself_is_told_beside(tmp_path: Path) -> None:
    wrong = book(tmp_path, DECISION, "khanh-hoa;2025;allocation;QĐ 9;2025-01-10;total;;1300\n")
    ran = plan("budget", "show", "khanh-hoa", "--book", str(wrong))
    assert ran.code == 0
    assert "1 error in the book; see plan budget status" in ran.err
