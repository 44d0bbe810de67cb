"""A plan in another currency: every amount bears its code, and it is never put beside đồng as if they were one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program import plan

DOLLARS = """\
format: 1
id: usd
budget:
  unit: nghìn USD
  years: [2024, 2025]
  lines:
    - {id: tu-van, name: Tư vấn, amounts: [120, "98,5"], total: "218,5"}
    - {id: thiet-bi, name: Thiết bị, amounts: [300, 45], total: 345}
  totals: [420, "143,5"]
  total: "563,5"
  stated:
    - {amount: 563500, unit: USD, words: Năm trăm sáu mươi ba nghìn năm trăm đô la Mỹ}
"""
WRONG = DOLLARS.replace("[300, 45]", "[300, 54]")
DONG = DOLLARS.replace("nghìn USD", "nghìn đồng").replace("unit: USD", "unit: đồng").replace("đô la Mỹ", "đồng")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("usd", DOLLARS), ("wrong", WRONG), ("vnd", DONG.replace("id: usd", "id: vnd"))):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_it_is_checked_like_one_in_dong_and_told_in_its_own(folder: Path) -> None:
    ran = plan("budget", "check", str(folder / "usd.yaml"))
    assert (ran.code, "8 sums checked, all right" in ran.out, "total 563.500 USD" in ran.out) == (0, True, True)
    for file in ("usd", "wrong"):
        for command in (("check",), ("budget", "show"), ("budget", "show", "--by", "year"), ("show",), ("diff",)):
            second = (str(folder / "usd.yaml"),) if command == ("diff",) else ()
            told = plan(*command, str(folder / f"{file}.yaml"), *second, "--lang", "en")
            assert "đồng" not in told.out + told.err, command


def test_a_slip_is_found_with_the_amounts_in_its_currency(folder: Path) -> None:
    ran = plan("budget", "check", str(folder / "wrong.yaml"))
    assert "is 54, but the other figures need 45: +9 nghìn USD" in ran.out
    assert "572.500 USD, 563.500 USD is printed: -9.000 USD" in ran.out
    found = json.loads(plan("budget", "check", str(folder / "wrong.yaml"), "-f", "json").out)
    assert {one["unit"] for one in found["findings"]} == {"USD"}
    assert found["plans"][0]["totals"] == {"computed": 572500, "stated": 563500, "not_fixed": [], "unit": "USD"}


@pytest.mark.parametrize("words", ["Năm trăm nghìn đô la Mỹ", "Năm trăm sáu mươi ba nghìn năm trăm đồng"])
def test_words_of_another_amount_or_currency_are_found(words: str, tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(DOLLARS.replace("Năm trăm sáu mươi ba nghìn năm trăm đô la Mỹ", words), "utf-8")
    assert plan("budget", "check", str(file)).code == 1


@pytest.mark.parametrize("command", ["compare", "diff"])
def test_it_is_not_compared_with_dong(folder: Path, command: str) -> None:
    ran = plan(command, str(folder / "usd.yaml"), str(folder / "vnd.yaml"))
    assert ran.code == 2
    assert "usd.yaml is in nghìn USD, " in ran.err
    assert "vnd.yaml in nghìn đồng" in ran.err


def test_in_a_list_each_plan_keeps_its_own(folder: Path) -> None:
    told = plan("list", "--plans", str(folder)).out
    assert ("563.500 USD" in told, "563.500 đồng" in told) == (True, True)
    records = json.loads(plan("list", "--plans", str(folder), "-f", "json").out)
    assert [one["total"] for one in records] == ["563500 USD", 563500, "572500 USD"]


def test_it_is_shown_in_units_of_its_own_only(folder: Path) -> None:
    file = str(folder / "usd.yaml")
    assert "563.500" in plan("budget", "show", file, "--in", "USD").out
    for asked in (("--in", "đồng"), ("--words",)):
        assert plan("budget", "show", file, *asked).code == 2
    shown = json.loads(plan("budget", "show", file, "-f", "json").out)
    assert (shown["unit"], shown["total"]) == ("USD", 563500)
    assert "563500 USD" in plan("budget", "show", file, "-f", "csv").out


def test_no_sum_of_dong_takes_it_in(folder: Path) -> None:
    made = folder / "facts"
    assert plan("export", str(folder / "usd.yaml"), "-o", f"{made}/", "-f", "csv").code == 0
    assert (made / "lines.csv").read_text("utf-8").count(",foreign,,") == 4


def test_a_book_in_dong_is_refused_for_it(folder: Path) -> None:
    book = folder / "so.csv"
    head = "plan,year,kind,line,amount ({unit}),document\nusd,2024,spent,tu-van,50,1\n"
    book.write_text(head.format(unit="nghìn USD"), "utf-8")
    status = ("budget", "status", str(folder / "usd.yaml"), "--book", str(book))
    assert json.loads(plan(*status, "-f", "json").out)["unit"] == "USD"
    book.write_text(head.format(unit="triệu đồng"), "utf-8")
    ran = plan(*status)
    assert (ran.code, "the book is in triệu đồng, the budget in nghìn USD" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("unit: USD", "unit: đồng", "12:30"),
        ('"98,5"', '"98,5005"', "7:49"),
        (
            "format: 1",
            "format: 1\nbudgets: [{id: b, unit: đồng, years: [], lines: [{id: a, name: A}]}]",
            "2:25",
        ),
    ],
)
def test_what_cannot_stand_beside_it_is_refused(old: str, new: str, place: str, tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(DOLLARS.replace(old, new), "utf-8")
    ran = plan("budget", "check", str(file))
    assert (ran.code, f"p.yaml:{place}: SCH20" in ran.out + ran.err) == (2, True), ran.out + ran.err


CENTS = """\
ĐVT: USD
STT;Nội dung;Năm 2025;Năm 2026;Cộng
1;Thuê máy chủ;{1.234,50};{2.000,00};{3.234,50}
2;Bản quyền;{800,00};{900,25};{1.700,25}
;Tổng cộng;{2.034,50};{2.900,25};{4.934,75}
"""


@pytest.mark.parametrize("english", [False, True])
def test_cents_that_the_sums_prove_are_asked_about_and_rounded(english: bool, tmp_path: Path) -> None:
    text = CENTS.translate(str.maketrans("", "", "{}"))
    file = tmp_path / "cents.csv"
    file.write_text(text.translate(str.maketrans(".,", ",.")) if english else text, "utf-8")
    asked = plan("budget", "check", str(file))
    assert (asked.code, "decide with --rounding: 1, none" in asked.err) == (2, True), asked.out + asked.err
    ran = plan("budget", "check", str(file), "--rounding", "1")
    assert ran.code == 0
    assert "6 sums checked, all right; 9 figures checked; total 4.935 USD" in ran.out
    exact = plan("budget", "check", str(file), "--rounding", "none")
    assert "hint: only whole USD are kept: write 1.235" in exact.out


def test_a_line_in_another_unit_is_added_up_in_that_of_the_rest_where_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text(
        "STT;Nội dung;ĐVT;Năm 2025;Năm 2026\n1;Tập huấn;triệu đồng;100;110\n2;Hỗ trợ hộ;đồng;2.000.000;2.300.000\n"
        "3;Mua sắm;triệu đồng;50;60\n",
        "utf-8",
    )
    asked = plan("budget", "show", str(file))
    assert (asked.code, "decide with --rows: memo=3, line=3" in asked.err) == (2, True)
    shown = json.loads(plan("budget", "show", str(file), "--rows", "line=3", "-f", "json").out)
    assert shown["total"] == 324_300_000
    beside = json.loads(plan("budget", "show", str(file), "--rows", "memo=3", "-f", "json").out)
    assert beside["total"] == 320_000_000
