"""Rows of a copied text that narrow columns break over several lines."""

from __future__ import annotations

from cybercrime_plan.read.office.pasted import read_pasted


def rows_of(text: str) -> list[list[str]]:
    """The filled rows of a text, as cells."""
    (grid,) = read_pasted(text)
    return [[cell.text for cell in row] for row in grid.rows if any(row)]


def test_amounts_below_a_name_are_of_its_row() -> None:
    text = (
        "Đơn vị tính: triệu đồng\nST\nT\nĐơn vị Chi thường\nxuyên\nChi đầu tư Tổng số\n"
        "1 Văn phòng Ủy ban\nnhân dân tỉnh\n18.450 3.200 21.650\n2 Thanh tra tỉnh 7.230 450 7.680\n"
        "TỔNG\nCỘNG\n25.680 3.650 29.330\n"
    )
    assert rows_of(text)[1:] == [
        ["STT", "Đơn vị", "Chi thường xuyên", "Chi đầu tư", "Tổng số"],
        ["1", "Văn phòng Ủy ban nhân dân tỉnh", "18.450", "3.200", "21.650"],
        ["2", "Thanh tra tỉnh", "7.230", "450", "7.680"],
        ["", "TỔNG CỘNG", "25.680", "3.650", "29.330"],
    ]


def test_words_behind_the_amounts_go_on_below() -> None:
    text = (
        "TT Nội\ndung\nKinh phí thực hiện Tổng\ncộng\nĐơn vị\nchủ trì\nNăm\n2026\nNăm\n2027\n"
        "1 Kho dữ\nliệu\n6.400 5.200 11.600 Sở\nKH&CN\n2 Số hóa\n2.200 2.100 4.300 Sở Nội vụ\n"
        "Tổng cộng\n8.600 7.300 15.900\n"
    )
    head, *rows = rows_of(text)
    assert head == [
        "TT",
        "Nội dung",
        "Kinh phí thực hiện Năm 2026",
        "Kinh phí thực hiện Năm 2027",
        "Tổng cộng",
        "Đơn vị chủ trì",
    ]
    assert rows[0] == ["1", "Kho dữ liệu", "6.400", "5.200", "11.600", "Sở KH&CN"]
    assert rows[1] == ["2", "Số hóa", "2.200", "2.100", "4.300", "Sở Nội vụ"]


def test_a_name_that_goes_on_with_a_small_letter_is_one() -> None:
    text = (
        "STT Nội dung NSTW NS tỉnh Cộng\nA Hỗ trợ nhà\nở 3.600 900 4.500\n1 Xây mới 2.400 600 3.000\n"
        "2 Sửa chữa 1.200 300 1.500\nCộng A +\nB 3.600 900 4.500\n"
    )
    names = [row[1] for row in rows_of(text)]
    assert names == ["Nội dung", "Hỗ trợ nhà ở", "Xây mới", "Sửa chữa", "Cộng A + B"]


def test_a_blank_is_told_by_the_sums_of_both_pages() -> None:
    head = "STT Đơn vị Tổng số NSTW NS tỉnh NS xã\n"
    text = (
        f"{head}TỔNG SỐ 9.300 7.200 1.830 270\n1 Xã An Bình 2.140 1.760 380\n2 Xã Hòa Lạc 2.340 1.940 320 80\n"
        f"{head}3 Xã Tân Tiến 4.820 3.500 1.130 190\n"
    )
    assert ["1", "Xã An Bình", "2.140", "1.760", "380", ""] in rows_of(text)


def test_what_is_raised_and_what_is_lowered_come_to_what_is_left() -> None:
    text = (
        "STT Đơn vị Đã giao Điều chỉnh tăng Điều chỉnh giảm Sau điều chỉnh\n1 Sở Y tế 15.200 800 16.000\n"
        "2 Sở Xây dựng 9.400 650 8.750\n3 Sở Công Thương 6.100 150 6.250\n4 Sở Tư pháp 3.800 300 3.500\n"
        "Tổng cộng 34.500 950 950 34.500\n"
    )
    assert ["2", "Sở Xây dựng", "9.400", "", "650", "8.750"] in rows_of(text)
    assert ["3", "Sở Công Thương", "6.100", "150", "", "6.250"] in rows_of(text)


def test_cells_one_blank_apart_are_cells_of_columns_in_line() -> None:
    text = (
        "TT   Nội dung              2026     2027     Cộng\n"
        " 1 Hệ thống giám sát      5.400    2.600    8.000\n"
        " 2 Máy tính chuyên dụng   1.350      900    2.250\n"
        " 3 Tập huấn                 640      520    1.160\n"
        "   Tổng cộng              7.390 4.020      11.410\n"
    )
    rows = rows_of(text)
    assert rows[1] == ["1", "Hệ thống giám sát", "5.400", "2.600", "8.000"]
    assert rows[-1] == ["", "Tổng cộng", "7.390", "4.020", "11.410"]


def test_a_row_that_numbers_the_columns_is_no_rest_of_the_titles() -> None:
    text = (
        "TT Nhiệm vụ Tổng kinh phí Phân kỳ kinh phí Nguồn vốn\n2026 2027\n(1) (2) (3)=(4)+(5) (4) (5) (6)\n"
        "I HẠ TẦNG 1.500 800 700\n1 Trạm phát sóng 1.500 800 700 NSNN\nTỔNG CỘNG 1.500 800 700\n"
    )
    (grid,) = read_pasted(text)
    numbers = next(at for at, row in enumerate(grid.rows) if row[0].text == "(1)")
    assert not any("(1)" in cell.text for row in grid.rows[:numbers] for cell in row)
    assert [cell.text for cell in grid.rows[numbers + 2]] == ["1", "Trạm phát sóng", "1.500", "800", "700", "NSNN"]


def test_a_line_that_begins_with_a_number_of_months_is_no_header() -> None:
    text = "TT Nhiệm vụ Giao\nThực hiện\n6 tháng\n1 Y tế 12.000 5.400\n2 Văn hóa 8.000 3.600\nCộng 20.000 9.000\n"
    assert rows_of(text)[-1] == ["", "Cộng", "20.000", "9.000"]


def test_words_below_amounts_on_a_line_of_their_own_are_behind_them() -> None:
    text = (
        "STT Nhiệm vụ NSTW NS tỉnh Đơn vị thực hiện\n1 Trồng rừng 4.970 5.430 Công an tỉnh\n"
        "2\nNạo vét kênh tiêu\nCầu Sắt\n3.985 6.015\nPhòng Văn hóa -\nXã hội\n3 Tập huấn 2.985 3.020\n"
        "4 Lắp biển báo 450 1.485 Ban QLDA\nCộng 12.390 15.950\n"
    )
    assert rows_of(text)[2:4] == [
        ["2", "Nạo vét kênh tiêu Cầu Sắt", "3.985", "6.015", "Phòng Văn hóa - Xã hội"],
        ["3", "Tập huấn", "2.985", "3.020", ""],
    ]
