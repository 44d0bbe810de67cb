"""The sums of every layout are found from its numbers alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cybercrime_plan.calc.sums import Adding, sums
from tests.annexes.layout import GROUP, LINE, PART, TOTAL, Layout, layouts

FEW = {
    "trong_do_trong_nhom_roi_cac_dong",
    "danh_dau_x_dem_so_ho",
    "mot_dong",
    "ngay_ky_duoi_cot_tien",
    "quoc_hieu_so_luong",
    "lam_tron_ty",
    "tong_tren_cong_quy_duoi",
    "nhom_dam_khong_so",
    "nhom_mot_dong_khong_so",
    "thang_la_dong",
    "von_ngoai_nuoc_de_trong",
    "hai_bang_danh_so_duoi_nhau",
    "nhom_khong_so_duoi_la_ma",
    "nhu_cau_tru_nguon_tong_duoi",
    "nhu_cau_nguon_c_a_tru_b_dong",
    "tang_giam_tong_so_a_tru_b",
}
"""Layouts with too few figures, too roughly rounded ones, or lines taken off: numbers alone prove no sum."""
EVERY_OTHER = {"tong_theo_nguon_cuoi", "mtqg_du_an_thanh_cot", "oda_doi_ung_ba_nam"}
"""Layouts with sums over every other column, which only their titles tell."""


def amounts(layout: Layout) -> tuple[list[str], list[list[Decimal | None]]]:
    """The role of each row of figures, and its amounts."""
    rows = [row for row in layout.rows if row.role in {LINE, GROUP, TOTAL, PART}]
    width = max(len(row.cells) for row in rows)
    grid: list[list[Decimal | None]] = [[None] * width for _row in rows]
    for at, row in enumerate(rows):
        for column, role, number in row.figures():
            if role in {"a", "s", "k"}:
                grid[at][column] = number
    return [row.role for row in rows], grid


@pytest.mark.parametrize("layout", [one for one in layouts() if one.name not in FEW], ids=lambda one: one.name)
def test_every_row_of_totals_is_a_sum_of_rows(layout: Layout) -> None:
    roles, grid = amounts(layout)
    found = {one.total for one in sums(grid) if one.adding is Adding.ROWS}
    assert {at for at, role in enumerate(roles) if role == TOTAL} <= found


@pytest.mark.parametrize(
    "layout", [one for one in layouts() if one.name not in FEW | EVERY_OTHER], ids=lambda one: one.name
)
def test_every_column_of_sums_is_a_sum_of_columns(layout: Layout) -> None:
    _roles, grid = amounts(layout)
    columns = next(row.columns for row in layout.rows if row.role == LINE)
    found = {one.total for one in sums(grid) if one.adding is Adding.COLUMNS}
    assert {at for at, role in enumerate(columns) if role == "s"} <= found
