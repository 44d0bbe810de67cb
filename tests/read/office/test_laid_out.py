"""Text whose columns stand in line, or are drawn with strokes; lines whose empty cells are lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.errors import InputError
from cybercrime_plan.read.office.broken_lines import with_whole_figures
from cybercrime_plan.read.office.pasted import read_pasted
from cybercrime_plan.read.office.spaced import FigureLine, placed

LAID_OUT = """                 PHỤ LỤC II
                         Đơn vị tính: triệu đồng
 STT   Nội dung          Kinh phí thực hiện    Tổng
                         2024      2025        cộng
 1     Báo đài, cổng      150       155         305
       điện tử
 2     Mạng xã hội         85                    85
       TỔNG CỘNG          235       155         390
"""


def cells(text: str) -> list[list[str]]:
    (grid,) = read_pasted(text)
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_gap_in_a_column_is_an_empty_cell() -> None:
    assert cells(LAID_OUT)[4:8] == [
        ["1", "Báo đài, cổng điện tử", "150", "155", "305"],
        [""] * 5,
        ["2", "Mạng xã hội", "85", "", "85"],
        ["", "TỔNG CỘNG", "235", "155", "390"],
    ]


def test_a_title_over_two_columns_is_merged_over_both() -> None:
    (grid,) = read_pasted(LAID_OUT)
    assert [grid.spread(2, column).text for column in (2, 3, 4)] == [
        "Kinh phí thực hiện",
        "Kinh phí thực hiện",
        "Tổng cộng",
    ]


def test_a_place_is_where_the_words_stand() -> None:
    (grid,) = read_pasted(LAID_OUT)
    cell = grid.rows[6][2]
    line, column = str(cell.place).split(":")
    assert LAID_OUT.splitlines()[int(line) - 1][int(column) - 1 :].startswith("85")


def test_a_table_drawn_with_strokes() -> None:
    text = "ĐVT: đồng\n\n| STT | Tên | 2025 |\n|---|:--|---:|\n| 1 | A | 150 |\n| 2 | B |  |\n"
    assert cells(text)[2:] == [
        ["STT", "Tên", "2025"],
        ["", "", ""],
        ["1", "A", "150"],
        ["2", "B", ""],
        ["", "", ""],
    ]


def test_a_table_drawn_with_the_lines_of_boxes_is_one_drawn_with_strokes() -> None:
    text = "ĐVT: đồng\n┌──┬──┬──┐\n│ STT │ Tên │ 2025 │\n├──┼──┼──┤\n│ 1 │ A │ 150 │\n│ 2 │ B │ 20 │\n└──┴──┴──┘\n"
    assert [row for row in cells(text)[1:] if any(row)] == [
        ["STT", "Tên", "2025"],
        ["1", "A", "150"],
        ["2", "B", "20"],
    ]


def test_a_row_that_lacks_its_number_stands_one_cell_to_the_left() -> None:
    text = "ĐVT: đồng\n\nTT | Tên | 2025\n1 | A | 150\n2 | B | 20\nCộng | 170\n\nIV. TỔ CHỨC\n"
    assert cells(text)[3:6] == [["1", "A", "150"], ["2", "B", "20"], ["", "Cộng", "170"]]
    priced = "TT\tTên\tSL\tĐơn giá\tThành tiền\n1\tA\t2\t15\t30\n2\tB\t1\t20\t20\nCộng\t50\n"
    assert cells(priced)[3] == ["", "Cộng", "", "", "50"]
    coded = text.replace("1 | A", "Xã | 12").replace("2 | B", "Bản | 13")
    assert cells(coded)[5] == ["Cộng", "170", ""]


@pytest.mark.parametrize("number", ["\f      2", "                        Trang 2/3\n", "  2\n\f"])
def test_the_number_of_a_page_is_no_row(number: str) -> None:
    lines = LAID_OUT.splitlines(keepends=True)
    head, rows = lines[2:4], lines[4:]
    assert cells("".join([*lines[:6], f"{number}\n", *head, *rows[2:]]))[6:8] in (
        [[""] * 5] * 2,
        [[""] * 5, ["STT", "Nội dung", "Kinh phí thực hiện", "", "Tổng cộng"]],
    )


def test_titles_that_go_on_over_several_lines_are_put_together() -> None:
    text = """
               Chi công    Chi tuyên
 Đơn vị        tác nhân    truyền,      Tổng
               sự          in ấn
 Phường Tây       2.150       1.300     3.450
 Xã Đông          1.540         980     2.520
 Cộng             3.690       2.280     5.970
"""
    assert cells(text)[1] == ["Đơn vị", "Chi công tác nhân sự", "Chi tuyên truyền, in ấn", "Tổng"]
    parts = text.replace("sự   ", "Tỉnh ").replace("in ấn", "Huyện")
    assert cells(parts)[1] == ["Đơn vị", "Chi công tác nhân Tỉnh", "Chi tuyên truyền, Huyện", "Tổng"]


def test_titles_under_a_wide_one_go_on_over_several_lines_as_well() -> None:
    text = """
 STT   Địa phương       Kế hoạch      Trong đó
                        vốn năm     NSTW      NST       Vốn
                        2026                            khác
 1     Xã Đăk Long        5.640     3.500    1.440       700
 2     Xã Đăk Plô         4.780     3.000    1.180       600
       Cộng              10.420     6.500    2.620     1.300
"""
    assert cells(text)[1:4] == [
        ["STT", "Địa phương", "Kế hoạch vốn năm 2026", "Trong đó", "", ""],
        ["", "", "", "NSTW", "NST", "Vốn khác"],
        [""] * 6,
    ]


def test_a_name_that_begins_above_its_number_and_ends_below_it_is_one_row() -> None:
    text = """
 STT   Công trình                 Tỉnh      Xã
 1     Đường từ trung tâm đi     5.000     400
       bản Pác Ma
       Nâng cấp hệ thống nước
 2     sinh hoạt xã Bằng         3.700     800
       Vân
 3     Cầu treo                  1.200     100
"""
    assert cells(text)[2:7] == [
        ["1", "Đường từ trung tâm đi bản Pác Ma", "5.000", "400"],
        [""] * 4,
        [""] * 4,
        ["2", "Nâng cấp hệ thống nước sinh hoạt xã Bằng Vân", "3.700", "800"],
        [""] * 4,
    ]


LOST = "ĐVT: triệu đồng\nSTT Nội dung 2023 2024 2025 Cộng\n1 Khảo sát 100 100\n2 Mua sắm 500 300 800\n"


def test_the_sums_say_where_the_figures_of_a_line_with_lost_blanks_stand() -> None:
    assert cells(LOST + "3 Nghiệm thu 50 50\nTổng cộng 100 500 350 950\n")[2:5] == [
        ["1", "Khảo sát", "100", "", "", "100"],
        ["2", "Mua sắm", "", "500", "300", "800"],
        ["3", "Nghiệm thu", "", "", "50", "50"],
    ]


@pytest.mark.parametrize("total", ["100 500 351 951", "100 500 350 951", ""])
def test_where_they_do_not_the_line_is_refused(total: str) -> None:
    with pytest.raises(InputError) as refused:
        cells(f"{LOST}3 Nghiệm thu 50 50\n{f'Tổng cộng {total}' if total else ''}")
    assert "line 3: 4 figures are expected here, 2 stand here" in str(refused.value.message)


def shown(rows: list[list[int]]) -> Iterator[FigureLine]:
    for number, row in enumerate(rows):
        yield FigureLine(number, (*(figure for figure in row if figure), sum(row)))


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any), min_size=1, max_size=4))
def test_what_is_placed_is_the_only_way_that_all_sums_hold(rows: list[list[int]]) -> None:
    totals = [*(sum(column) for column in zip(*rows, strict=True)), sum(map(sum, rows))]
    short = [line for line in shown(rows) if len(line.figures) < len(totals)]
    found = placed(list(shown(rows)), totals, 3)
    ways = [
        {
            line.number: tuple(at for at, figure in enumerate((*row, 1)) if figure)
            for line, row in zip(short, one, strict=True)
        }
        for one in product(*([[r for r in product(range(10), repeat=3) if _same(r, line)] for line in short]))
        if _adds_up(rows, short, one, totals)
    ]
    assert (found is not None) == (len({tuple(sorted(way.items())) for way in ways}) == 1)
    if found is not None:
        assert found == ways[0]


def _same(row: tuple[int, ...], line: FigureLine) -> bool:
    return tuple(figure for figure in row if figure) == line.figures[:-1]


def _adds_up(
    rows: list[list[int]], short: list[FigureLine], one: tuple[tuple[int, ...], ...], totals: list[int]
) -> bool:
    full = [row for number, row in enumerate(rows) if number not in {line.number for line in short}]
    return [sum(column) for column in zip(*full, *one, strict=True)] == totals[:3]


SHIFTED = """
 TT            Công trình         Tổng mức        Kế hoạch năm 2026        Chủ đầu tư
                                   đầu tư    Tổng số  NS trung  NS địa
                                                       ương     phương
      TỔNG SỐ                     723.000    213.500  148.000    65.500
      Cải tạo đường tỉnh 204
                                                                            Ban QLDA giao
    1 đoạn qua xã Thạch An        185.000      52.000    40.000    12.000
                                                                            thông
      và xã Đông Khê
   2 Cầu Nà Mạ                     62.000       9.500                9.500 Sở Xây dựng
\fTT            Công trình            Tổng mức        Kế hoạch năm 2026       Chủ đầu tư
                                      đầu tư    Tổng số  NS trung  NS địa
                                                          ương     phương
  3   Hồ chứa nước Bản Viết             240.000    85.00    65.000    20.000 Sở NN&MT
                                                      0
  4   Trạm y tế 05 xã                   236.000    67.000   43.000    24.000 Sở Y tế

 Nơi nhận:                                                GIÁM ĐỐC
 - Như Điều 3;
"""


def test_columns_that_begin_elsewhere_on_each_line_and_page_are_those_of_the_next_full_row() -> None:
    filled = [row for row in cells(SHIFTED) if any(row)]
    head = [
        ["TT", "Công trình", "Tổng mức đầu tư", "Kế hoạch năm 2026", "", "", "Chủ đầu tư"],
        ["", "", "", "Tổng số", "NS trung ương", "NS địa phương", ""],
    ]
    assert filled == [
        *head,
        ["", "TỔNG SỐ", "723.000", "213.500", "148.000", "65.500", ""],
        [
            "1",
            "Cải tạo đường tỉnh 204 đoạn qua xã Thạch An và xã Đông Khê",
            "185.000",
            "52.000",
            "40.000",
            "12.000",
            "Ban QLDA giao thông",
        ],
        ["2", "Cầu Nà Mạ", "62.000", "9.500", "", "9.500", "Sở Xây dựng"],
        *head,
        ["3", "Hồ chứa nước Bản Viết", "240.000", "85.000", "65.000", "20.000", "Sở NN&MT"],
        ["4", "Trạm y tế 05 xã", "236.000", "67.000", "43.000", "24.000", "Sở Y tế"],
        ["Nơi nhận: GIÁM ĐỐC", *[""] * 6],
        ["- Như Điều 3;", *[""] * 6],
    ]


def test_a_heading_is_no_beginning_of_the_name_below_it() -> None:
    text = """
 Nội dung                 Năm 2025    Năm 2026
 Tuyên truyền                  215         225
 Ký cam kết                     34          36
 Công tác đấu tranh
 Trinh sát kỹ thuật          1.460       1.520
 Cộng                        1.709       1.781
"""
    assert [row[0] for row in cells(text)[4:6]] == ["Công tác đấu tranh", "Trinh sát kỹ thuật"]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("  Cộng   213.50 148.00  65.500", "              0      0", "  Cộng  213.500 148.000  65.500"),
        ("  Cộng   18.600", "           .000", "  Cộng 18.600.000"),
        ("  Cộng   85.000", "                0", None),
        ("  Cộng   213.50", "         0      2", None),
        ("  Cộng     12,5", "              0", None),
    ],
)
def test_digits_that_make_an_amount_above_whole_are_of_it(above: str, below: str, whole: str | None) -> None:
    lines = with_whole_figures([above, below])
    assert [line.split() for line in lines] == ([whole.split(), []] if whole else [above.split(), below.split()])
