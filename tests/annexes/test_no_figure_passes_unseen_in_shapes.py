"""Take out, exchange or overwrite rows, columns and figures of an annex: it is told, or what is left is sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from cybercrime_plan.read.annex.choices import Choices
from cybercrime_plan.read.load import load
from tests.annexes.files import data_of
from tests.annexes.layout import Cell, Layout, Row, read
from tests.annexes.test_no_figure_passes_unseen import said, with_columns


def table(columns: str, *lines: str) -> Layout:
    """An annex of some rows, as the folder of layouts writes them."""
    settings = f"# {columns}\nas xlsx\nunit triệu đồng\nfactor 1000000\ncolumns {columns}\n"
    return read("bang", settings + "\n".join((". Đơn vị tính: triệu đồng", *lines)))


def exchanged(layout: Layout, one: int, other: int) -> Layout:
    """The annex with the figures of two columns each under the title of the other."""

    def taken(row: Row) -> Row:
        cells = list(row.cells)
        if any(True for _figure in row.figures()):
            cells[one], cells[other] = cells[other], cells[one]
        return replace(row, cells=tuple(cells))

    return replace(layout, rows=tuple(map(taken, layout.rows)))


def codes(layout: Layout) -> list[str]:
    """The rules of what is told of an annex that is read."""
    told = said(layout)
    assert told is not None
    return sorted(code for code, _complaint in told.complaints)


YEARS = table(
    "# n a a s",
    ". STT | Nội dung | 2025 | 2026 | Cộng",
    "L 1 | Giám sát | 420 | 435 | 855",
    "L 2 | Bảo trì | 118 | 131 | 249",
    "L 3 | Đào tạo | 97 | 64 | 161",
    "T | Tổng cộng | 635 | 630 | 1.265",
)
SOURCES = table(
    "# n s s a a s a a",
    ". STT | Nội dung | Tổng cộng | Năm 2025 | < | < | Năm 2026 | < | <",
    ". ^ | ^ | ^ | Tổng số | NSTW | NSĐP | Tổng số | NSTW | NSĐP",
    "L 1 | Giám sát | 1.881 | 1.027 | 237 | 790 | 854 | 134 | 720",
    "L 2 | Bảo trì | 793 | 575 | 76 | 499 | 218 | 130 | 88",
    "L 3 | Đào tạo | 2.428 | 1.343 | 614 | 729 | 1.085 | 244 | 841",
    "T | Tổng cộng | 5.102 | 2.945 | 927 | 2.018 | 2.157 | 508 | 1.649",
)
CHANGES = table(
    "# n k k k a",
    ". STT | Nội dung | Dự toán đã giao | Điều chỉnh | < | Dự toán sau điều chỉnh",
    ". ^ | ^ | ^ | Tăng | Giảm | ^",
    "L 1 | Giám sát | 647 | 90 | 35 | 702",
    "L 2 | Bảo trì | 388 | 41 | 62 | 367",
    "L 3 | Đào tạo | 530 | 77 | 18 | 589",
    "T | Tổng cộng | 1.565 | 208 | 115 | 1.658",
)
COMPARED = table(
    "# n k a k",
    ". STT | Nội dung | Dự toán năm 2024 | Dự toán năm 2025 | So sánh (tăng/giảm)",
    "L 1 | Giám sát | 420 | 735 | 315",
    "L 2 | Bảo trì | 318 | 431 | 113",
    "L 3 | Đào tạo | 97 | 264 | 167",
    "T | Tổng cộng | 835 | 1.430 | 595",
)
PRODUCTS = table(
    "# n q p s a a",
    ". STT | Nội dung | Số lượng | Đơn giá | Thành tiền | Ngân sách tỉnh | Nguồn khác",
    "L 1 | Máy tính | 36 | 11 | 396 | 198 | 198",
    "L 2 | Máy in | 3 | 55 | 165 | 82 | 83",
    "L 3 | Máy chủ | 31 | 35 | 1.085 | 868 | 217",
    "L 4 | Máy chiếu | 7 | 40 | 280 | 190 | 90",
    "T | Tổng cộng |  |  | 1.926 | 1.338 | 588",
)
HALVES = table(
    "# n a a s",
    ". STT | Nội dung | 6 tháng đầu năm | 6 tháng cuối năm | Cả năm 2025",
    "L 1 | Giám sát | 420 | 435 | 855",
    "L 2 | Bảo trì | 118 | 131 | 249",
    "L 3 | Đào tạo | 97 | 64 | 161",
    "T | Tổng cộng | 635 | 630 | 1.265",
)


MONTHS = table(
    "# n a a a s",
    ". STT | Nội dung | Tháng 1 | Tháng 2 | Tháng 3 | Cộng 3 tháng",
    "L 1 | Giám sát | 420 | 435 | 210 | 1.065",
    "L 2 | Bảo trì | 118 | 131 | 144 | 393",
    "L 3 | Đào tạo | 97 | 64 | 55 | 216",
    "T | Tổng cộng | 635 | 630 | 409 | 1.674",
)
OF_SOURCES = table(
    "# n s s a a s a a",
    ". STT | Nội dung | Tổng cộng | Ngân sách trung ương | < | < | Ngân sách địa phương | < | <",
    ". ^ | ^ | ^ | Cộng | 2025 | 2026 | Cộng | 2025 | 2026",
    "L 1 | Giám sát | 1.881 | 1.027 | 237 | 790 | 854 | 134 | 720",
    "L 2 | Bảo trì | 793 | 575 | 76 | 499 | 218 | 130 | 88",
    "L 3 | Đào tạo | 2.428 | 1.343 | 614 | 729 | 1.085 | 244 | 841",
    "T | Tổng cộng | 5.102 | 2.945 | 927 | 2.018 | 2.157 | 508 | 1.649",
)


@pytest.mark.parametrize("layout", [YEARS, SOURCES, OF_SOURCES, CHANGES, COMPARED, PRODUCTS, HALVES, MONTHS])
def test_nothing_is_told_of_sound_annexes(layout: Layout) -> None:
    assert codes(layout) == []


@pytest.mark.parametrize(
    "layout",
    [
        with_columns(YEARS, 2, 3),
        with_columns(MONTHS, 3, 4),
        with_columns(PRODUCTS, 5, 6),
        with_columns(CHANGES, 3, 4),
        exchanged(CHANGES, 3, 4),
        exchanged(COMPARED, 3, 4),
        exchanged(HALVES, 3, 4),
    ],
    ids=["a year", "a month", "a source", "an increase", "increase and decrease", "a change", "the whole year"],
)
def test_a_total_or_a_change_that_nothing_bears_out_is_told(layout: Layout) -> None:
    assert codes(layout) == ["BUD141"]


@pytest.mark.parametrize("column", [4, 5, 7, 8])
@pytest.mark.parametrize("layout", [SOURCES, OF_SOURCES])
def test_a_part_that_is_missing_leaves_the_total_of_its_group(layout: Layout, column: int) -> None:
    whole, told = said(layout), said(with_columns(layout, column, column + 1))
    assert whole is not None
    assert told is not None
    assert not told.complaints
    # the other part is named as some of its group only; a year less stands in the header
    assert told.counts[1] >= whole.counts[1] + 3


def test_a_chosen_total_beside_the_sums_is_no_more_told() -> None:
    loaded = load(data_of(with_columns(YEARS, 2, 3)), "a.xlsx", Choices(column=("outside=D",)))
    assert not [one for one in loaded.figures if one.role.value == "unused"]


@pytest.mark.parametrize(("printed", "mistyped"), [("2026", "2O26"), ("2025", "2o25"), ("2026", "Năm 2O26")])
def test_a_year_with_a_letter_in_it_is_told(printed: str, mistyped: str) -> None:
    header = YEARS.rows[1]
    cells = tuple(Cell(mistyped) if cell.text == printed else cell for cell in header.cells)
    rows = (YEARS.rows[0], replace(header, cells=cells), *YEARS.rows[2:])
    assert codes(replace(YEARS, rows=rows)) == ["BUD141"]


NOTES = table(
    "# n a a s t",
    ". STT | Nội dung | 2025 | 2026 | Cộng | Ghi chú",
    "L 1 | Giám sát | 420 | 435 | 855 | QĐ 12",
    "L 2 | Bảo trì | 118 | 131 | 249 | Chuyển tiếp",
    "T | Tổng cộng | 538 | 566 | 1.104 |",
)


@pytest.mark.parametrize(
    ("row", "column", "text"), [(2, 5, "Trong đó 137 triệu đồng"), (1, 4, "Cộng (gồm 5 tỷ đồng)")]
)
def test_amounts_in_titles_and_notes_are_named(row: int, column: int, text: str) -> None:
    cells = list(NOTES.rows[row].cells)
    cells[column] = Cell(text)
    rows = list(NOTES.rows)
    rows[row] = replace(rows[row], cells=tuple(cells))
    before, after = said(NOTES), said(replace(NOTES, rows=tuple(rows)))
    assert before is not None
    assert after is not None
    assert after.counts == (before.counts[0], before.counts[1] + 1)


GROUPS = table(
    "# n a a s",
    ". STT | Nội dung | 2025 | 2026 | Cộng",
    "T | TỔNG SỐ | 1.081 | 1.146 | 2.227",
    "G I | Chi thường xuyên | 538 | 566 | 1.104",
    "L 1 | Giám sát | 420 | 435 | 855",
    "L 2 | Bảo trì | 118 | 131 | 249",
    "G II | Chi đầu tư | 543 | 580 | 1.123",
    "L 1 | Máy chủ | 310 | 290 | 600",
    "L 2 | Đường truyền | 233 | 290 | 523",
)
ONE_COLUMN = table(
    "# n a",
    ". STT | Nội dung | Dự toán năm 2025",
    "G I | Chi thường xuyên | 538",
    "L 1 | Giám sát | 420",
    "L 2 | Bảo trì | 118",
    "G II | Chi đầu tư | 543",
    "L 1 | Máy chủ | 310",
    "L 2 | Đường truyền | 233",
    "T | Tổng cộng | 1.081",
)


def with_text(layout: Layout, row: int, column: int, text: str) -> Layout:
    """The annex with another text in a cell."""
    cells = list(layout.rows[row].cells)
    cells[column] = Cell(text)
    rows = list(layout.rows)
    rows[row] = replace(rows[row], cells=tuple(cells))
    return replace(layout, rows=tuple(rows))


@pytest.mark.parametrize(("place", "rule"), [(3, "BUD115"), (4, "BUD104"), (6, "BUD141")])
def test_a_total_on_top_that_stands_among_the_rows_it_adds_up_is_told(place: int, rule: str) -> None:
    rows = [*GROUPS.rows[:2], *GROUPS.rows[3:]]
    rows.insert(place, GROUPS.rows[2])
    assert rule in codes(replace(GROUPS, rows=tuple(rows)))


@pytest.mark.parametrize("text", ["-", "", "3O", "ba"])
@pytest.mark.parametrize("column", [2, 3])
def test_a_factor_that_is_no_number_leaves_its_product_unchecked_and_that_is_told(column: int, text: str) -> None:
    before, told = said(PRODUCTS), said(with_text(PRODUCTS, 2, column, text))
    assert before is not None
    assert told is None or [code for code, _complaint in told.everything - before.everything] == ["BUD132"]


def test_a_dash_over_lines_with_amounts_excludes_nothing() -> None:
    told = said(with_text(ONE_COLUMN, 2, 2, "-"))
    assert told is not None
    messages = [complaint for code, complaint in told.everything if code == "BUD134"]
    assert len(messages) == 1
    assert "exclude" not in messages[0]


COUNTS = table(
    "# n q a",
    ". STT | Nội dung | Số lượng (người) | Kinh phí",
    "L 1 | Tập huấn | 240 | 735",
    "L 2 | Hội nghị | 316 | 431",
    "L 3 | Diễn tập | 125 | 264",
    "T | Tổng cộng | 681 | 1.430",
)


@pytest.mark.parametrize(
    ("row", "text", "told"),
    [(2, "2.400", ["BUD141"]), (3, "916", ["BUD141"]), (2, "240", []), (4, "681", [])],
    ids=["a zero more", "another digit", "sound", "as many as all, of which nothing is known"],
)
def test_a_quantity_grown_past_its_total_is_told(row: int, text: str, told: list[str]) -> None:
    assert codes(with_text(COUNTS, row, 2, text)) == told


CARRIED_OUT = table(
    "# n a k k k",
    ". STT | Nội dung | Kế hoạch năm 2025 | Giải ngân đến kỳ trước | Giải ngân trong kỳ | Lũy kế giải ngân",
    "L 1 | Giám sát | 1.413 | 592 | 742 | 1.334",
    "L 2 | Bảo trì | 1.416 | 739 | 596 | 1.335",
    "L 3 | Đào tạo | 728 | 570 | 77 | 647",
    "L 4 | Đường truyền | 1.400 | 885 | 454 | 1.339",
    "T | Tổng cộng | 4.957 | 2.786 | 1.869 | 4.655",
)


@pytest.mark.parametrize("column", [3, 4, 5])
def test_two_figures_of_a_sum_that_only_the_numbers_tell_are_found_when_they_change_places(column: int) -> None:
    one, other = (CARRIED_OUT.rows[row].cells[column].text for row in (3, 4))
    changed = with_text(with_text(CARRIED_OUT, 3, column, other), 4, column, one)
    assert codes(changed) == ["BUD120", "BUD120"]


SHAPES = [YEARS, SOURCES, OF_SOURCES, CHANGES, COMPARED, PRODUCTS, HALVES, MONTHS, GROUPS, ONE_COLUMN, COUNTS]
WAYS: Mapping[str, Callable[[str], str]] = {
    "another digit": lambda text: text[:-1] + str((int(text[-1]) + 3) % 10),
    "a zero more": lambda text: text.replace(".", "") + "0",
    "less than nothing": "({})".format,
    "a letter": lambda text: text[:-1] + "O",
    "a dash": "-".format,
}


def unseen(layout: Layout, every: int) -> list[str]:
    """The figures that can be overwritten so that nothing is told of it and no more figures are named."""
    before = said(layout)
    assert before is not None
    silent = []
    tried = [(figure, way) for figure in layout.figures() for way in WAYS]
    for (row, column, _role, _number), way in tried[::every]:
        text = WAYS[way](layout.rows[row].cells[column].text)
        after = said(with_text(layout, row, column, text))
        named = f"{chr(ord('A') + column)}{row + 1}" in before.named
        told = after is None or after.everything - before.everything or after.counts[1] > before.counts[1]
        if not named and not told:
            silent.append(f"{row + 1}, {column + 1}: {way}")
    return silent


@pytest.mark.parametrize("layout", SHAPES)
def test_a_figure_that_is_overwritten_is_told_or_was_named(layout: Layout) -> None:
    assert unseen(layout, 9) == []


@pytest.mark.long
@pytest.mark.parametrize("layout", SHAPES)
def test_every_figure_that_is_overwritten_is_told_or_was_named(layout: Layout) -> None:
    assert unseen(layout, 1) == []
