"""Amounts told in the text around a table are in the account: beside its sums, or contradicted by their words."""

from __future__ import annotations

import pytest

from cybercrime_plan.findings import FigureRole
from tests.program import plan
from tests.read.annexes import budget_of, recognised

TABLE = (
    "{above};;;\nĐơn vị tính: 1.000 đồng;;;\nSTT;Nội dung;2026;2027\n1;Tuyên truyền;120.000;130.000\n"
    "2;Diễn tập;480.000;370.000\n;Cộng;600.000;500.000\n{below};;;\n"
)


def told(above: str = "", below: str = "") -> list[tuple[str, FigureRole]]:
    figures = recognised(TABLE.format(above=above, below=below), "a.csv").figures
    return [(one.text, one.role) for one in figures if not one.text.isdecimal() and "đồng" in one.text]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Ghi chú: năm 2025 đã bố trí 1.200 triệu đồng.", ["1.200 triệu đồng"]),
        ("Trong đó: NST 600 triệu đồng, NSH 400 triệu đồng", ["600 triệu đồng", "400 triệu đồng"]),
        ("Tổng nhu cầu: 1.100.000 nghìn đồng (Một tỷ một trăm triệu đồng chẵn).", ["1.100.000 nghìn đồng"]),
        ("Tổng nhu cầu: 1.100.000.000 đồng, bằng chữ: Một tỷ một trăm triệu đồng./.", ["1.100.000.000 đồng"]),
        ("Tổng nhu cầu: 1 tỷ đồng (làm tròn)", ["1 tỷ đồng"]),
        ("Người lập biểu, ngày 12/3/2026", []),
    ],
)
def test_an_amount_told_in_the_text_stands_beside_the_sums(text: str, figures: list[str]) -> None:
    beside = [(figure, FigureRole.BESIDE) for figure in figures]
    assert told(below=text) == told(above=text) == beside


@pytest.mark.parametrize(
    "text",
    [
        "Tổng nhu cầu: 1.100.000 nghìn đồng (Hai tỷ đồng chẵn).",
        "Tổng nhu cầu: 1.100.008 nghìn đồng (Một tỷ một trăm triệu đồng).",
        "Tổng nhu cầu: 1.100.000 triệu đồng, bằng chữ: Một tỷ một trăm triệu đồng./.",
    ],
)
def test_a_figure_that_its_words_contradict_is_a_finding(text: str) -> None:
    ((figure, role),) = told(below=text)
    assert (figure in text, role) == (True, FigureRole.UNUSED)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Tổng kinh phí thực hiện: 1.100 triệu đồng, trong đó:", FigureRole.BESIDE),
        ("Tổng kinh phí thực hiện Kế hoạch là 1.300 triệu đồng, gồm:", FigureRole.UNUSED),
        ("Ban hành Kế hoạch với tổng kinh phí giai đoạn 2026-2027 là 1.010 triệu đồng.", FigureRole.UNUSED),
        ("Tổng kinh phí thực hiện khoảng 1,1 tỷ đồng", FigureRole.BESIDE),
        ("Tổng kinh phí năm 2026: 600 triệu đồng", FigureRole.BESIDE),
        ("Tổng kinh phí giai đoạn 2021-2025 đã thực hiện: 3.000 triệu đồng", FigureRole.BESIDE),
        ("Tổng kinh phí đã giải ngân đến 30/6 là 300 triệu đồng", FigureRole.BESIDE),
        ("Tổng kinh phí còn thiếu: 300 triệu đồng", FigureRole.BESIDE),
        ("Tổng kinh phí ngân sách tỉnh đảm bảo là 900 triệu đồng", FigureRole.BESIDE),
        ("Tổng kinh phí mua sắm là 900 triệu đồng", FigureRole.BESIDE),
        ("Tổng số tiền 1.200 triệu đồng", FigureRole.UNUSED),
        ("Tổng kinh phí dự kiến để thực hiện Đề án: 1.200 triệu đồng", FigureRole.UNUSED),
        ("Kinh phí đối ứng của doanh nghiệp: 3.000 triệu đồng", FigureRole.BESIDE),
    ],
)
def test_a_total_told_in_a_sentence_is_held_against_that_of_the_only_table(text: str, role: FigureRole) -> None:
    assert [role for _text, role in told(above=text)] == [role]
    assert [role for _text, role in told(below=text)] == [role]


@pytest.mark.parametrize("number", ["1. ", "3) ", "a) ", "I. "])
def test_a_numbered_sentence_below_the_totals_is_no_line(number: str) -> None:
    text = f"{number}Tổng kinh phí thực hiện Kế hoạch là 1.300 triệu đồng, gồm:"
    assert [role for _text, role in told(below=text)] == [FigureRole.UNUSED]


def test_a_sentence_that_tells_the_total_lets_others_stand_beside_it() -> None:
    above = "Tổng kinh phí đề án là 5.000 triệu đồng, tổng kinh phí kế hoạch là 1.100 triệu đồng"
    assert [role for _text, role in told(above=above)] == [FigureRole.BESIDE, FigureRole.BESIDE]


def test_an_amount_told_in_the_text_is_named_with_the_result() -> None:
    annex = TABLE.format(above="KẾ HOẠCH", below="Đã bố trí 1.200 triệu đồng.")
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=annex.encode())
    assert ran.code == 0
    assert "1 figure beside the sums: told in the text around the table: 1.200 triệu đồng" in ran.out


@pytest.mark.parametrize(
    "before",
    [
        "Bằng chữ:",
        "Số tiền (bằng chữ):",
        "Thành tiền (viết bằng chữ):",
        "Tổng số tiền ghi bằng chữ:",
        "Tổng cộng bằng chữ:",
        "Kinh phí bằng chữ:",
        "(Viết bằng chữ:",
    ],
)
def test_the_total_in_words_is_held_against_its_figures_whatever_stands_before_it(before: str) -> None:
    codes = {}
    for words in ("Sáu trăm triệu đồng", "Năm trăm triệu đồng"):
        annex = (
            "Đơn vị tính: 1.000 đồng;;\nSTT;Nội dung;Số tiền\n1;Tuyên truyền;120.000\n2;Diễn tập;480.000\n"
            f";Cộng;600.000\n{before} {words};;\n"
        )
        codes[words] = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=annex.encode()).code
    assert codes == {"Sáu trăm triệu đồng": 0, "Năm trăm triệu đồng": 1}


def test_a_contradicted_figure_is_told_at_its_line() -> None:
    annex = TABLE.format(above="KẾ HOẠCH", below="Tổng nhu cầu: 1.100.000 nghìn đồng (Hai tỷ đồng chẵn).")
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=annex.encode())
    assert "line “Tổng nhu cầu: 1.100.000 nghìn đồng (Hai…”" in ran.out


@pytest.mark.parametrize("where", ["above", "below"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tổng kinh phí: 1.100.000 nghìn đồng", 0),
        ("Tổng kinh phí: 1.100 triệu đồng (Một tỷ một trăm triệu đồng)", 0),
        ("Bằng chữ: Một tỷ một trăm triệu đồng", 0),
        ("Tổng kinh phí: 1.200.000 nghìn đồng", 1),
        ("Bằng chữ: Một tỷ hai trăm triệu đồng", 1),
    ],
)
def test_the_total_told_over_or_under_the_table_is_held_against_it(where: str, text: str, code: int) -> None:
    annex = TABLE.format(**{"above": "KẾ HOẠCH", "below": "", where: text})
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=annex.encode())
    assert ran.code == code
    assert ("BUD107" in ran.out or "BUD108" in ran.out) == bool(code)
    assert "told in the text" not in ran.out


def test_a_total_told_above_several_tables_is_named_and_not_held_against_the_first() -> None:
    told = "Bằng chữ: Hai tỷ hai trăm triệu đồng"
    annex = TABLE.format(above=told, below="") + TABLE.format(above="PHỤ LỤC 2", below="")
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=annex.encode())
    assert ran.code == 0
    assert "told in the text around the table: Hai tỷ hai trăm triệu đồng" in ran.out


def test_an_amount_told_above_the_table_is_no_title_of_it() -> None:
    annex = recognised(
        "PHỤ LỤC 2\nKẾ HOẠCH\n" + TABLE.format(above="Kinh phí là 1.100 triệu đồng", below=""), "a.csv"
    )
    assert annex.title == "KẾ HOẠCH"


def test_a_table_in_another_currency_is_not_taken_for_what_the_text_above_it_tells() -> None:
    foreign = TABLE.replace("1.000 đồng", "USD").format(above="Tổng kinh phí: 1.100.000 triệu đồng", below="")
    budget = budget_of(foreign, "a.csv")
    assert (budget.unit.label, budget.stated) == ("USD", ())


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Tổng kinh phí: 2 triệu đồng (làm tròn)", ""),
        ("KẾ HOẠCH", "Tổng kinh phí: 2 triệu đồng (làm tròn)"),
        ("KẾ HOẠCH", "Làm tròn: 2 triệu đồng (Hai triệu đồng)"),
    ],
)
def test_the_total_told_as_rounded_stands_beside_the_sums(above: str, below: str) -> None:
    annex = (
        f"{above};;\nĐơn vị tính: 1.000 đồng;;\nSTT;Nội dung;Số tiền\n1;Tuyên truyền;1.100\n2;Diễn tập;890\n"
        f";Cộng;1.990\n{below};;\n"
    )
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=annex.encode())
    assert (ran.code, "told in the text around the table: 2 triệu đồng" in ran.out) == (0, True)
    assert "nothing to report" in ran.out
