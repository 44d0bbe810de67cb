"""Text without TABs under any titles: columns begin with a capital, amounts are counted from the right."""

from __future__ import annotations

import pytest

from cybercrime_plan.errors import InputError
from cybercrime_plan.read.load import load
from cybercrime_plan.read.office.pasted import read_pasted
from tests.read.annexes import recognised


def cells(text: str) -> list[list[str]]:
    """The filled cells of every line of the text."""
    (grid,) = read_pasted(text)
    return [[cell.text for cell in row if cell] for row in grid.rows]


QUARTERS = """ĐVT: triệu đồng
Số TT Tên dự án Quý I Quý II Cả năm Ghi chú
(1) (2) (3) (4) (5) (6)
1 Đường liên xã số 1 1.200 2.300 3.500 Chuyển tiếp
2 Trạm bơm 310 640 950
Tổng cộng 1.510 2.940 4.450
"""


def test_titles_part_before_each_capital() -> None:
    assert cells(QUARTERS)[1:] == [
        ["Số TT", "Tên dự án", "Quý I", "Quý II", "Cả năm", "Ghi chú"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["1", "Đường liên xã số 1", "1.200", "2.300", "3.500", "Chuyển tiếp"],
        ["2", "Trạm bơm", "310", "640", "950"],
        ["Tổng cộng", "1.510", "2.940", "4.450"],
        [],
    ]


def test_a_lone_amount_among_other_numbers_is_not_guessed() -> None:
    text = "Đơn vị tính: đồng\nTT Tên đơn vị Số tiền\n1 Huyện A 125.000.000\n2 Xã C 143.250.000 Có 3 thôn\n"
    assert cells(text)[3] == ["2", "Xã C", "143.250.000 Có 3"]


def test_a_lone_amount_behind_names_that_end_in_numbers_is_told_by_the_total() -> None:
    text = (
        "TT Nhiệm vụ Kinh phí Đơn vị thực hiện\n1 Quy hoạch đến năm 2040 1.850 Phòng A\n"
        "2 Bản đồ 3 thôn 640 Phòng B\n3 Đường tỉnh 421 380 Phòng A\nTổng cộng {}\n"
    )
    assert [row[2] for row in cells(text.format("2.870"))[1:4]] == ["1.850", "640", "380"]
    assert "640" not in {cell for row in cells(text.format("2.871")) for cell in row}


def test_numbered_sentences_below_a_table_of_one_column_hold_no_amounts() -> None:
    text = "TT Khoản mục Giá trị sau thuế\n1 Chi phí xây dựng 12.450\n2 Chi phí khác 285\nTổng mức đầu tư 12.735\n"
    below = "6. Nguồn vốn: Ngân sách tỉnh.\n7. Thời gian thực hiện: 2026 - 2028.\n"
    assert cells(text + below)[4:6] == [
        ["6.", "Nguồn vốn: Ngân sách tỉnh."],
        ["7.", "Thời gian thực hiện: 2026 - 2028."],
    ]


def test_words_without_capitals_are_no_titles() -> None:
    assert cells("chi cho con người năm nay\na 1 2\nb 3 4\n") == [
        ["chi cho con người năm nay"],
        ["a 1 2"],
        ["b 3 4"],
        [],
    ]


def test_a_header_in_two_lines_is_read_with_what_stands_above() -> None:
    text = (
        "ĐVT: triệu đồng\nSTT Nội dung Tổng số Trong đó Ghi chú\nNSTW NSĐP\n1 Tập huấn 415 0 415\n"
        "2 Phần mềm 1.560 1.250 310 Theo báo giá\nTổng cộng 1.975 1.250 725\n"
    )
    assert cells(text)[1:4] == [
        [],
        ["STT", "Nội dung", "Tổng số", "Trong đó NSTW", "Trong đó NSĐP", "Ghi chú"],
        ["1", "Tập huấn", "415", "0", "415"],
    ]


def test_months_are_titles() -> None:
    text = "ĐVT: đồng\nSTT Đơn vị Tháng 1 Tháng 2 Cộng\n1 Phòng A 120 130 250\n2 Phòng B 90 95 185\n"
    assert cells(text)[1] == ["STT", "Đơn vị", "Tháng 1", "Tháng 2", "Cộng"]


def test_a_row_that_numbers_more_columns_than_were_told_apart_is_refused() -> None:
    """Otherwise the amounts of a column without a title would be read as words of a name."""
    text = (
        "ĐVT: triệu đồng\nTT Tên dự án Số máy Chủ trì Phân kỳ\n2023 2024 2025\n"
        "(1) (2) (3) (4) (5) (6) (7)\n1 Mạng WAN 20 Sở A 500 200 300\n2 SOC 35 Sở B 200 200 200\n"
    )
    with pytest.raises(InputError) as refused:
        cells(text)
    assert "line 4 numbers 7 columns" in str(refused.value.message)


TOTAL_FIRST = """ĐVT: triệu đồng
TT Nội dung Tổng 2023 2024
TỔNG CỘNG 330 150 180
1 Tập huấn 100 50 50
2 Mua sắm 230 100 130
"""


def test_a_total_before_the_years_is_a_column_of_its_own() -> None:
    """Its figures were once read as words of the names, where no slip in them could be seen."""
    assert cells(TOTAL_FIRST)[1:4] == [
        ["TT", "Nội dung", "Tổng", "2023", "2024"],
        ["TỔNG CỘNG", "330", "150", "180"],
        ["1", "Tập huấn", "100", "50", "50"],
    ]


def test_lines_with_more_figures_than_titles_are_refused() -> None:
    text = "ĐVT: triệu đồng\nSTT Nội dung\nKinh phí\n2024 2025\n1 Tập huấn 30 10 20\n2 Hội nghị 70 30 40\n"
    with pytest.raises(InputError) as refused:
        cells(text)
    assert "line 5 and others hold 3 figures" in str(refused.value.message)


def test_a_name_that_ends_in_a_number_is_no_surplus() -> None:
    text = "ĐVT: triệu đồng\nSTT Nội dung 2024 2025\n1 Tổ 2 30 40\n2 Hội nghị 1 2\nTổng cộng 31 42\n"
    assert cells(text)[2] == ["1", "Tổ 2", "30", "40"]


def test_a_cell_parted_by_a_line_break_is_put_together() -> None:
    text = (
        "TT\tNội dung\tNăm 2026\tTổng\n1\tHỗ trợ nhà\ncho hộ có công\t1.500\t1.500\n"
        "2\tHỗ trợ điện\t315\t315\n\tTổng cộng\t1.815\t1.815\n"
    )
    assert cells(text)[1:4] == [
        [],
        ["1", "Hỗ trợ nhà cho hộ có công", "1.500", "1.500"],
        ["2", "Hỗ trợ điện", "315", "315"],
    ]


@pytest.mark.parametrize("second", ["2\tHỗ trợ điện\t315", "\tTổng cộng\t315", "Tổng cộng\t315"])
def test_a_row_that_lacks_cells_takes_none_of_the_next(second: str) -> None:
    text = f"TT\tNội dung\tNăm 2026\tTổng\nI\tHạ tầng\n{second}\n"
    assert cells(text)[1] == ["I", "Hạ tầng"]


ONE_BY_ONE = "STT\nNội dung\nNăm 2025\nNăm 2026\n1\nTuyên truyền\n120\n130\n2\nTập huấn\n85\n90"


def test_lines_of_one_cell_each_are_no_table_where_a_cell_is_missing() -> None:
    row = ["1", "Tuyên truyền", "120", "130"]
    assert cells(ONE_BY_ONE)[1] == row
    assert row not in cells(ONE_BY_ONE.replace("\n85", ""))


def test_cells_in_quotes_between_tabs_hold_line_breaks_and_commas() -> None:
    text = '"STT"\t"Nội dung\n chi"\tTổng số\n1\t"Hội nghị, hội thảo"\t85.000\n'
    assert cells(text) == [["STT", "Nội dung chi", "Tổng số"], ["1", "Hội nghị, hội thảo", "85.000"]]


def test_quotes_that_belong_to_a_name_stay() -> None:
    assert cells('STT\tNội dung\tTổng số\n1\t"Mẹ đỡ đầu"\t85\n')[1] == ["1", '"Mẹ đỡ đầu"', "85"]


def test_a_name_may_begin_above_its_number_and_end_below_it() -> None:
    annex = recognised(
        "ĐVT: triệu đồng\nSTT Nội dung 2026 2027 Tổng cộng\n"
        "Mua sắm phương tiện chữa cháy,\n1 cứu nạn cho lực lượng 1.200 900 2.100\ntại chỗ\n"
        "Xây dựng mô hình\n2 150 200 350\nđiểm\n3 Tuyên truyền 60 60 120\nTổng cộng 1.410 1.160 2.570\n",
        "a.txt",
    )
    assert [(line["stt"], line["name"]) for line in annex.tree["budget"]["lines"]] == [
        ("1", "Mua sắm phương tiện chữa cháy, cứu nạn cho lực lượng tại chỗ"),
        ("2", "Xây dựng mô hình điểm"),
        ("3", "Tuyên truyền"),
    ]


def test_a_number_may_stand_with_the_beginning_of_a_name_above_its_amounts() -> None:
    titles, rest = "STT Danh mục dự án Năm 2026 Năm 2027 Tổng", "Khu công nghiệp 85 20 105\n2 Cầu Bến Gỗ 42 12 54"
    text = f"{titles}\n1 Đường từ quốc lộ đến\n{rest}\n"
    assert cells(text)[2:] == [
        ["1", "Đường từ quốc lộ đến Khu công nghiệp", "85", "20", "105"],
        ["2", "Cầu Bến Gỗ", "42", "12", "54"],
        [],
    ]


def test_a_heading_with_a_number_above_one_line_without_is_a_heading() -> None:
    text = "STT Nội dung Năm 2026 Năm 2027 Tổng\n1 Khối xã\nXã Bình An 85 20 105\n3 Khối huyện 42 12 54\n"
    assert cells(text)[1:3] == [["1", "Khối xã"], ["Xã Bình An", "85", "20", "105"]]


def test_a_column_of_words_before_the_amounts_that_cannot_be_told_is_refused() -> None:
    text = (
        "ĐVT: đồng\nSTT Nội dung Địa điểm Số lượng Đơn giá Thành tiền\n"
        "1 Tập huấn Huyện A 2 50.000 100.000\n2 Hội nghị Huyện B 3 50.000 150.000\nCộng 250.000\n"
    )
    with pytest.raises(InputError):
        recognised(text, "a.txt")


BEARING = "STT Nội dung Kinh phí\n1 Tập huấn 120 triệu đồng\n2 Mua sắm 300 triệu đồng\nTổng cộng 420 triệu đồng\n"


def test_amounts_that_bear_their_unit_are_in_it() -> None:
    budget = recognised(BEARING, "a.txt").tree["budget"]
    assert (budget["unit"], [line["total"] for line in budget["lines"]]) == ("triệu đồng", ["120", "300"])


def test_amounts_that_bear_another_unit_than_their_table_are_refused_at_their_places() -> None:
    found = load(f"Đơn vị tính: nghìn đồng\n{BEARING}".encode(), "a.txt").findings
    assert [(one.rule.code, str(one.place)) for one in found] == [
        ("SCH201", "3:12"), ("SCH201", "4:11"), ("SCH201", "5:11"),
    ]  # fmt: skip


NOTED = (
    "Đơn vị tính: triệu đồng\nSTT Nội dung Kinh phí Ghi chú\n1 Tập huấn cho cán bộ xã 150 2 lớp, mỗi lớp\n"
    "50 người\n2 Mua sắm thiết bị 1.200 1 hệ thống\n3 Tuyên truyền trên báo 320 Báo tỉnh\n"
    "4 Kiểm tra các đơn vị 80 Hằng năm\nTổng cộng {total}\n"
)


def test_a_note_that_begins_with_a_number_is_none_of_the_amounts_where_the_sum_says_so() -> None:
    lines = recognised(NOTED.format(total="1.750"), "a.txt").tree["budget"]["lines"]
    assert [(line["name"], line["total"], line["notes"][0]["text"]) for line in lines] == [
        ("Tập huấn cho cán bộ xã", "150", "2 lớp, mỗi lớp 50 người"),
        ("Mua sắm thiết bị", "1.200", "1 hệ thống"),
        ("Tuyên truyền trên báo", "320", "Báo tỉnh"),
        ("Kiểm tra các đơn vị", "80", "Hằng năm"),
    ]


def test_an_amount_beside_the_number_of_a_note_is_refused_at_its_place_where_no_sum_tells_them_apart() -> None:
    found = load(NOTED.format(total="1.751").encode(), "a.txt").findings
    assert [(one.rule.code, str(one.place)) for one in found] == [("SCH201", "3:26"), ("SCH201", "5:20")]
