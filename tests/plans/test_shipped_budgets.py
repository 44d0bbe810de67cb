"""Every figure of the two budgets is the printed one.

The tables below were typed from the documents a second time, apart from the plan files: `|` between the
columns STT, Nội dung, the years, Cộng, Nguồn.
"""

from __future__ import annotations

from collections import Counter

import pytest

from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.money import DASH, Cell, Money, Unit, in_unit
from tests.plans.shipped import IDS, budget_of

PRINTED = {
    "khanh-hoa": """
        | |                                         |  2023 |  2024 |  2025 |  2026 | Cộng  | Nguồn
        1 | Công tác phòng ngừa                     |   600 |   600 |   650 |   650 | 2.500 | Ngân sách tỉnh
        2 | Công tác đấu tranh                      |   400 |   400 |   450 |   450 | 1.700 | Ngân sách tỉnh
        3 | Mua sắm trang thiết bị, phương tiện     |     - |     - |     - |     - | -     | Ngân sách tỉnh
        4 | Hoạt động chỉ đạo, quản lý, điều hành   |   150 |   150 |   150 |   150 | 600   | Ngân sách tỉnh
          |                                         | 1.150 | 1.150 | 1.250 | 1.250 | 4.800 |
    """,
    "dong-thap": """
        | |                                       | 2022 | 2023 | 2024 | 2025  | 2026 | Cộng  | Nguồn
        1 | Công tác phòng ngừa                   | 300  | 200  | 200  | 300   | 200  | 1.200 | Ngân sách Tỉnh
        2 | Công tác đấu tranh                    | 300  | 300  | 300  | 400   | 300  | 1.600 | Ngân sách Tỉnh
        3 | Mua sắm trang thiết bị, phương tiện   | 100  | 100  | 100  | 3.300 | 100  | 3.700 | Ngân sách Tỉnh
        4 | Hoạt động chỉ đạo, quản lý, điều hành | 150  | 100  | 150  | 100   | 150  | 650   | Ngân sách Tỉnh
          |                                       | 850  | 700  | 750  | 4.100 | 750  | 7.150 | Ngân sách Tỉnh
    """,
}
Row = tuple[str, ...]


def printed(plan_id: str) -> tuple[Row, ...]:
    """The typed table: its years, its lines, its totals."""
    rows = [tuple(cell.strip() for cell in row.split("|")) for row in PRINTED[plan_id].strip().splitlines()]
    return (rows[0][3:-2], *rows[1:])


def shown(cell: Cell) -> str:
    """An entry as a table in triệu đồng prints it."""
    return in_unit(cell, Unit.TRIEU) if isinstance(cell, Money) else "" if cell is None else "-"


def source(budget: Budget, line: Line) -> str:
    """The printed name of the source of a line."""
    return next(source.name for source in budget.sources if source.id == line.source)


def rows_of(budget: Budget) -> tuple[Row, ...]:
    """The table of a plan file in the form of the typed one."""
    years = tuple(str(year) for year in budget.years)
    lines = (
        (line.stt or "", line.name, *map(shown, line.amounts or ()), shown(line.total), source(budget, line))
        for line in budget.lines
    )
    names = {source.id: source.name for source in budget.sources}
    totals = (
        "",
        "",
        *map(shown, budget.totals or ()),
        shown(budget.total),
        names.get(budget.totals_source or "", ""),
    )
    return (years, *lines, totals)


@pytest.mark.parametrize("plan_id", IDS)
def test_every_figure_of_the_table_is_the_printed_one(plan_id: str) -> None:
    assert rows_of(budget_of(plan_id)) == printed(plan_id)


@pytest.mark.parametrize("plan_id", IDS)
def test_the_lines_bear_the_same_ids_and_names_in_both_plans(plan_id: str) -> None:
    assert [line.id for line in budget_of(plan_id).lines] == ["phong-ngua", "dau-tranh", "thiet-bi", "chi-dao"]
    assert [line.name for line in budget_of(plan_id).lines] == [line.name for line in budget_of(IDS[0]).lines]


@pytest.mark.parametrize("plan_id", IDS)
def test_the_table_counts_in_million_dong_in_the_second_annex(plan_id: str) -> None:
    assert (budget_of(plan_id).unit, budget_of(plan_id).at) == (Unit.TRIEU, "Phụ lục 2")


def test_the_grand_total_is_kept_wherever_it_is_printed() -> None:
    stated = {
        plan_id: [
            (str(total.amount), str(total.unit), total.words, total.status, total.at)
            for total in budget_of(plan_id).stated
        ]
        for plan_id in IDS
    }
    words = "Bảy tỷ Một trăm năm mươi triệu đồng"
    assert stated == {
        "khanh-hoa": [("4.800", "triệu đồng", None, "dự kiến", "III")],
        "dong-thap": [
            ("7.150.000.000", "đồng", words, "dự kiến", "III"),
            ("7.150.000.000", "đồng", words, None, "Phụ lục 1"),
        ],
    }


def test_the_sources_are_those_of_the_text_and_the_one_of_the_table() -> None:
    sources = {
        plan_id: [(source.id, source.level, source.requested, source.at) for source in budget_of(plan_id).sources]
        for plan_id in IDS
    }
    assert sources == {
        "khanh-hoa": [
            ("dia-phuong", "local", False, "III"),
            ("trung-uong", "central", False, "III"),
            ("khac", "other", False, "III"),
            ("tinh", "province", False, "Phụ lục 2"),
        ],
        "dong-thap": [
            ("dia-phuong", "local", False, "III"),
            ("trung-uong", "central", True, "III"),
            ("tinh", "province", False, "Phụ lục 2"),
        ],
    }


@pytest.mark.parametrize("plan_id", IDS)
def test_a_line_tells_who_decides_exactly_where_it_has_a_dash(plan_id: str) -> None:
    undecided = {line.id for line in budget_of(plan_id).lines if line.undecided}
    dashed = {line.id for line in budget_of(plan_id).lines if DASH in (line.amounts or ())}
    assert undecided == dashed == ({"thiet-bi"} if plan_id == "khanh-hoa" else set())


@pytest.mark.parametrize("plan_id", IDS)
def test_every_line_tells_what_it_pays_for_and_who_carries_it_out(plan_id: str) -> None:
    lines = budget_of(plan_id).lines
    assert [len(line.covers) for line in lines] == [5, 4, 1, 6]
    assert [line.agencies for line in lines] == [
        ("so-nganh", "doan-the", "ubnd-huyen"),
        ("luc-luong-dau-tranh",),
        ("cong-an",),
        ("cong-an",),
    ]


def test_the_first_annex_numbers_and_names_the_lines_its_own_way() -> None:
    labels = {
        plan_id: [(label.stt, label.name) for line in budget_of(plan_id).lines for label in line.labels]
        for plan_id in IDS
    }
    assert labels == {
        "khanh-hoa": [
            ("1", "Công tác phòng ngừa"),
            ("2", "Công tác đấu tranh"),
            ("3", "Trang cấp thiết bị phục vụ công tác phòng, chống tội phạm sử dụng công nghệ cao"),
            ("4", "Hoạt động chỉ đạo, quản lý, điều hành cấp tỉnh"),
        ],
        "dong-thap": [
            ("I", "CÔNG TÁC PHÒNG NGỪA"),
            ("II", "CÔNG TÁC ĐẤU TRANH"),
            ("III", "TRANG CẤP THIẾT BỊ PHỤC VỤ CÔNG TÁC ĐẤU TRANH TP SỬ DỤNG CÔNG NGHỆ CAO"),
            ("IV", "HOẠT ĐỘNG CHỈ ĐẠO, QUẢN LÝ, ĐIỀU HÀNH CẤP TỈNH"),
        ],
    }


def test_the_columns_are_headed_as_printed() -> None:
    assert [budget_of(plan_id).heading for plan_id in IDS] == [
        "Kinh phí phân bổ hàng năm",
        "Tổng số vốn đầu tư cho từng năm",
    ]


def test_only_dong_thap_gives_the_money_to_a_holder() -> None:
    assert budget_of("khanh-hoa").holder is None
    holder = budget_of("dong-thap").holder
    assert holder is not None
    assert (holder.agencies, holder.at) == (("cong-an",), "III")


def test_the_money_is_called_recurrent_and_investment_where_the_documents_call_it_so() -> None:
    spending = {
        plan_id: [(spending.kind, spending.line, spending.at) for spending in budget_of(plan_id).spending]
        for plan_id in IDS
    }
    assert spending == {
        "khanh-hoa": [("recurrent", None, "II.8"), ("investment", "thiet-bi", "Phụ lục 1.3")],
        "dong-thap": [("investment", None, "Phụ lục 2"), ("investment", "thiet-bi", "Phụ lục 1.III")],
    }


def test_the_only_note_explains_the_licences_of_2025_and_its_mark_hangs_on_nothing() -> None:
    notes = [
        (plan_id, line.id, note) for plan_id in IDS for line in budget_of(plan_id).lines for note in line.notes
    ]
    assert Counter(plan_id for plan_id, _line, _note in notes) == {"dong-thap": 1}
    _plan, line, note = notes[0]
    assert (line, note.on, note.mark, note.anchored) == ("thiet-bi", 2025, "*", False)
    assert all(not budget_of(plan_id).notes for plan_id in IDS)
