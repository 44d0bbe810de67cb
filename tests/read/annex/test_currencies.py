"""A table is read in its currency; columns and rows of another one are named or asked about, never added."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.errors import UsageError
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.read.annex.choices import Choices, UndecidedError
from cybercrime_plan.read.annex.file import read_annex_file
from cybercrime_plan.read.load import load
from tests.read.annexes import saved, workbook

ODA: list[list[Any]] = [
    ["STT", "Nội dung", "Vốn trong nước (triệu đồng)", "Vốn ODA (nghìn USD)"],
    [1, "Tuyên truyền", 300, 20],
    [2, "Tập huấn", 10, 2],
    [None, "Tổng cộng", 310, 22],
]
TWO_UNITS: list[list[Any]] = [["STT", "Nội dung", "2024 (triệu đồng)", "2025 (tỷ đồng)"], *ODA[1:]]
BY_ROW: list[list[Any]] = [
    ["STT", "Nội dung", "ĐVT", 2024, 2025, "Cộng"],
    [1, "Tuyên truyền", "triệu đồng", 300, 20, 320],
    [2, "Tập huấn", "USD", 10, 2, 12],
    [3, "Mua sắm", "triệu đồng", 90, 18, 108],
]


UNIT_AT_TOTAL: list[list[Any]] = [
    ["STT", "Nội dung", "Kinh phí năm 2025"],
    [1, "Tuyên truyền", 300],
    [2, "Tập huấn", 10],
    [None, "Cộng (triệu đồng)", 310],
]


def asked(rows: list[list[Any]], choices: Choices = Choices()) -> tuple[str, str]:  # noqa: B008 - frozen
    with pytest.raises(UndecidedError) as undecided:
        read_annex_file("a.xlsx", workbook(rows), choices)
    return str(undecided.value.question.asks), str(undecided.value.hint)


def read(rows: list[list[Any]], choices: Choices) -> Budget:
    found = load(workbook(rows), "a.xlsx", choices).plan
    assert found is not None
    assert found.budget is not None
    return found.budget


def kept_out(rows: list[list[Any]], choices: Choices = Choices()) -> list[str]:  # noqa: B008 - frozen
    annex = read_annex_file("a.xlsx", workbook(rows), choices).annex
    return [said for one in annex.remarks if "another currency" in (said := str(one.message))] if annex else []


def test_a_column_in_another_currency_than_dong_is_kept_out_by_its_name() -> None:
    said = ["column “Vốn ODA (nghìn USD)” is in no sum: in another currency than the table"]
    assert kept_out(ODA) == kept_out(ODA, Choices(unit="triệu đồng")) == said
    assert str(crossfoot(read(ODA, Choices())).computed) == "310.000.000 đồng"


def test_with_the_other_unit_chosen_that_currency_is_read_and_dong_are_kept_out() -> None:
    choices = Choices(unit="nghìn USD")
    (said,) = kept_out(ODA, choices)
    assert "“Vốn trong nước (triệu đồng)” is in no sum" in said
    assert str(crossfoot(read(ODA, choices)).computed) == "22.000 USD"


def test_the_line_of_the_unit_speaks_for_the_columns_that_say_none() -> None:
    head = ["STT", "Nội dung", "Vốn trong nước", "Vốn ODA (nghìn USD)"]
    budget = read([["Đơn vị tính: triệu đồng"], head, *ODA[1:]], Choices())
    assert str(crossfoot(budget).computed) == "310.000.000 đồng"
    budget = read([["Đơn vị tính: nghìn USD"], head, *ODA[1:]], Choices())
    assert str(crossfoot(budget).computed) == "332.000 USD"


def test_a_column_in_another_currency_beside_some_that_say_none_is_asked_about() -> None:
    asks, hint = asked([["STT", "Nội dung", "Vốn trong nước", "Vốn ODA (nghìn USD)"], *ODA[1:]])
    assert asks.startswith("D “Vốn ODA (nghìn USD)” (20; 2; 22) is in nghìn USD: are the others as well")
    assert hint == "decide with --column: other=D, amount=D"


def test_sums_tell_that_a_column_that_says_nothing_is_in_the_currency_of_the_others() -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", "2025 (USD)", "2026 (USD)", "Cộng"],
        [1, "Tuyên truyền", 300, 20, 320],
        [2, "Tập huấn", 10, 2, 12],
        [3, "Mua sắm", 55, 41, 96],
    ]
    assert str(crossfoot(read(rows, Choices())).computed) == "428 USD"


def test_money_in_the_currency_of_each_line_is_never_added_up_unasked() -> None:
    rows: list[list[Any]] = [
        ["STT", "Dự án", "Nguyên tệ", "Số nguyên tệ", "Quy đổi (triệu đồng)"],
        [1, "Cấp nước", "USD", 3000000, 76200],
        [2, "Đường sắt", "JPY", 540000000, 91800],
    ]
    asks, hint = asked(rows)
    assert asks.startswith("D “Số nguyên tệ” (3000000; 540000000) is in nguyên tệ")
    assert hint == "decide with --column: other=D, amount=D"
    assert str(crossfoot(read(rows, Choices(column=("other=D",)))).computed) == "168.000.000.000 đồng"


def test_the_total_told_with_its_currency_gives_the_unit_of_a_table_that_states_none() -> None:
    rows: list[list[Any]] = [["Tổng kinh phí là 310 nghìn USD."], *UNIT_AT_TOTAL[:3], [None, "Cộng", 310]]
    assert read(rows, Choices()).unit.label == "nghìn USD"


@pytest.mark.parametrize("told", ["Tổng cộng: 12.400 USD", "Bằng chữ: Mười hai nghìn bốn trăm đô la Mỹ"])
def test_a_total_told_in_another_currency_is_not_held_against_a_table_in_dong(told: str) -> None:
    rows: list[list[Any]] = [["ĐVT: triệu đồng"], *UNIT_AT_TOTAL[:3], [None, "Cộng", 310], [], [told]]
    budget = read(rows, Choices())
    assert [one.amount for one in budget.stated if one.amount] == []
    assert str(crossfoot(budget).computed) == "310.000.000 đồng"


def test_english_thousands_of_whole_dollars_are_refused_with_how_to_write_them() -> None:
    found, *_others = load(
        "ĐVT: USD\nSTT;Nội dung;2025\n1;A;24,500\n2;B;1,250\n;Cộng;25,750\n".encode(), "a.csv"
    ).findings
    assert str(found.complaint.message) == "24,500 USD is not a whole number of USD"
    assert str(found.complaint.hint) == 'programs read it differently: write 24500 or, in quotes, "24.500"'


@pytest.mark.parametrize("number_format", ['"$"#,##0', "[$$-409]#,##0.00", '#,##0 "USD"', "$#,##0"])
def test_the_currency_that_number_formats_show_is_that_of_a_table_that_states_none(number_format: str) -> None:
    def shown(rows: list[list[Any]]) -> str:
        book = Workbook()
        sheet = book.create_sheet("A", 0)
        for row in rows:
            sheet.append(row)
        for (cell,) in sheet.iter_rows(min_row=len(rows) - 2, min_col=3, max_col=3):
            cell.number_format = number_format
        found = load(saved(book), "a.xlsx").plan
        assert found is not None
        assert found.budget is not None
        return found.budget.unit.label

    rows: list[list[Any]] = [*UNIT_AT_TOTAL[:3], [None, "Cộng", 310]]
    assert shown(rows) == "USD"
    assert shown([["Đơn vị tính: triệu đồng"], *rows]) == "triệu đồng"


@pytest.mark.parametrize("amount", ["USD {}", "$ {}", "US${}", "{} USD", "{} $", "{} đô la Mỹ"])
def test_amounts_that_all_bear_their_currency_are_read_in_it(amount: str) -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", "Kinh phí"],
        [1, "Khảo sát", amount.format("8.400")],
        [2, "Tập huấn", amount.format("15.750")],
        [None, "Cộng", amount.format("24.150")],
    ]
    assert str(crossfoot(read(rows, Choices())).computed) == "24.150 USD"


def test_a_currency_that_a_title_only_mentions_is_asked_about() -> None:
    asks, _hint = asked([["Đơn vị tính: triệu đồng"], ["STT", "Nội dung", "Trong nước", "ODA quy USD"], *ODA[1:]])
    assert asks.startswith("D “ODA quy USD” (20; 2; 22) is in USD")


def test_a_column_beside_the_sums_is_kept_as_it_is_printed() -> None:
    budget = read(ODA, Choices(column=("other=D",)))
    assert [line.others for line in budget.lines] == [{"von-oda-nghin-usd": "20"}, {"von-oda-nghin-usd": "2"}]
    assert str(crossfoot(budget).computed) == "310.000.000 đồng"


def test_a_column_that_is_in_dong_after_all_is_added_up() -> None:
    choices = Choices(column=("amount=D",), unit="triệu đồng")
    assert str(crossfoot(read(ODA, choices)).computed) == "332.000.000 đồng"


def test_columns_in_two_units_are_asked_about_with_both() -> None:
    asks, hint = asked(TWO_UNITS)
    assert "C “2024 (triệu đồng)” (300; 10; 310), D “2025 (tỷ đồng)” (20; 2; 22)" in asks
    assert hint == "decide with --column: other=D, other=C"
    assert str(crossfoot(read(TWO_UNITS, Choices(column=("other=C",)))).computed) == "22.000.000.000 đồng"


def test_rows_in_another_currency_are_asked_about_by_name() -> None:
    asks, hint = asked(BY_ROW)
    assert asks.startswith("“Tập huấn” is in USD, the other lines in triệu đồng")
    assert hint == "decide with --rows: memo=3, line=3"
    assert str(crossfoot(read(BY_ROW, Choices(rows=("memo=3",)))).computed) == "428.000.000 đồng"


@pytest.mark.parametrize("unit", ["USD", "nghìn đồng"])
def test_lines_whose_names_end_in_another_unit_are_asked_about_by_name(unit: str) -> None:
    rows: list[list[Any]] = [
        ["ĐVT: triệu đồng"],
        ["Nội dung", 2024],
        ["Máy (triệu đồng)", 10],
        [f"Chuyên gia ({unit})", 500],
    ]
    asks, hint = asked(rows)
    assert asks.startswith(f"“Chuyên gia ({unit})” is in {unit}, the other lines in triệu đồng")
    assert hint == "decide with --rows: memo=4, line=4"
    assert str(crossfoot(read(rows, Choices(rows=("memo=4",)))).computed) == "10.000.000 đồng"
    assert str(crossfoot(read(rows, Choices(rows=("line=4",)))).computed) == "510.000.000 đồng"


def test_two_units_on_one_line_over_a_table_are_a_question() -> None:
    rows: list[list[Any]] = [["Đơn vị: triệu đồng", None, "ĐVT: nghìn đồng"], ["Nội dung", 2024], ["Máy", 10]]
    assert asked(rows)[1] == "decide with --unit: triệu đồng, nghìn đồng"


def test_a_unit_that_every_row_states_is_that_of_the_table() -> None:
    assert read([*BY_ROW[:2], BY_ROW[3]], Choices()).unit.label == "triệu đồng"


def test_a_unit_in_the_row_of_totals_is_that_of_the_table_unless_another_stands_over_it() -> None:
    assert read(UNIT_AT_TOTAL, Choices()).unit.label == "triệu đồng"
    _asks, hint = asked([["ĐVT: nghìn đồng"], *UNIT_AT_TOTAL])
    assert hint == "decide with --unit: nghìn đồng, triệu đồng"


def test_a_total_that_bears_a_unit_is_refused_at_its_cell_where_another_stands_over_the_table() -> None:
    rows = [["ĐVT: nghìn đồng"], *UNIT_AT_TOTAL[:3], [None, "Tổng cộng", "310 triệu đồng"]]
    found = load(workbook(rows), "a.xlsx").findings
    assert [(one.rule.code, str(one.place)) for one in found] == [("SCH201", "Sheet1!C5")]
    assert str(crossfoot(read([["ĐVT: triệu đồng"], *rows[1:]], Choices())).computed) == "310.000.000 đồng"


@pytest.mark.parametrize(("told", "fails"), [("310 triệu đồng", False), ("0,31 tỷ đồng.", False), ("301", True)])
def test_a_total_in_the_text_under_the_table_is_held_against_it(told: str, fails: bool) -> None:
    budget = read([["ĐVT: triệu đồng"], *UNIT_AT_TOTAL[:3], [], [f"Tổng cộng: {told}"]], Choices())
    assert crossfoot(budget).fails == fails


def test_a_rate_of_exchange_is_a_price() -> None:
    rows: list[list[Any]] = [
        ["STT", "Nội dung", "Số tiền (USD)", "Tỷ giá", "Số tiền (triệu đồng)"],
        [1, "A", 3000, 25000, 75],
        [2, "B", 1000, 25000, 25],
    ]
    assert str(crossfoot(read(rows, Choices(column=("other=C",)))).computed) == "100.000.000 đồng"


@pytest.mark.parametrize("choice", ["amount=Z", "other=B"])
def test_a_column_without_amounts_is_none(choice: str) -> None:
    with pytest.raises(UsageError, match="no amounts stand in column"):
        read_annex_file("a.xlsx", workbook(ODA), Choices(column=(choice,)))
