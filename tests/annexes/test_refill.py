"""Whatever its figures, a layout is understood or asked about, and never read wrongly."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.annexes.layout import FOLDER, Layout, layouts, read
from tests.annexes.quality import State, judged
from tests.annexes.refill import refilled

BOUND = {
    "trong_do_trong_nhom_roi_cac_dong",
    "lam_tron",
    "lam_tron_ty",
    "bang_chu_duoi_bang",
    "xa_phuong_bang_chu",
    "mot_dong",
    "trong_do_theo_cot",
    "chi_co_quan_khoan_rieng",
    "chenh_lech_luong_so_thang",
    "nam_tr_do_nstw",
    "giai_doan_trong_do_mot_nam",
    "don_vi_o_hang_tong",
    "dien_giai_lam_tron",
    "nua_nam_va_ca_nam",
    "khong_tab_dien_giai_trong_ten",
    "nguon_ten_khong_lap",
    "nt_usd_bang_chu",
    "dieu_chinh_hai_nguon",
    "bo_sung_hai_lan_thu_hoi",
    "dieu_chinh_tong_cuoi_moi_khoi",
    "dieu_chinh_tong_dau_moi_khoi",
    "quy_theo_thang_ton_dau_cuoi",
    "can_doi_boi_chi_khong_so",
    "chenh_lech_thieu_noi_lai",
    "dieu_chinh_nguon_truoc_khong_tong",
    "quy_ra_dong_cuoi_bang",
    "thu_chi_khong_so_bang_nhau",
    "thu_phan_chia_theo_ty_le",
    "von_ngoai_nuoc_de_trong",
}
"""Layouts whose figures hang together by more than sums.

Rounding, words, products, parts, shares, balances, adjustments, conversions, columns without figures, no names.
"""
SAMPLE = {"dieu_chinh", "nam_trong_do_nguon", "nhom_nhieu_cap", "luy_ke_con_lai", "tang_giam_hai_cot"}
FREE = [one for one in layouts() if one.name not in BOUND]


def states(layout: Layout, seed: int, most: int, folder: Path) -> set[State]:
    other = refilled(layout, seed, most)
    return set() if other is None else {judged(other, folder).state}


@pytest.mark.parametrize("layout", [one for one in FREE if one.name in SAMPLE], ids=lambda one: one.name)
def test_other_figures_are_understood_too(layout: Layout, tmp_path: Path) -> None:
    assert states(layout, 1, 99_999, tmp_path) == {State.UNDERSTOOD}


def allowed(layout: Layout, most: int) -> set[State]:
    """Figures of one digit repeat, so that lost blanks can be filled in two ways: then the line is named."""
    lost = layout.suffix == "blanks" and most < 10
    return {State.UNDERSTOOD, State.ASKED, *((State.REFUSED,) if lost else ())}


@pytest.mark.long
@pytest.mark.parametrize("most", [9, 999, 9_999_999])
@pytest.mark.parametrize("layout", FREE, ids=lambda one: one.name)
def test_no_figures_make_a_reading_wrong(layout: Layout, most: int, tmp_path: Path) -> None:
    for seed in range(5):
        assert states(layout, seed, most, tmp_path) <= allowed(layout, most)


def test_a_line_that_happens_to_add_up_those_above_it_is_no_total(tmp_path: Path) -> None:
    layout = next(one for one in layouts() if one.name == "thang_la_dong")
    months = {2: 3, 3: 2, 4: 5, 5: 10, 6: 2, 7: 8, 8: 8, 9: 18, 10: 28}
    for row, amount in months.items():
        layout = layout.with_number(row, 1, Decimal(amount))
    assert judged(layout, tmp_path).state is State.UNDERSTOOD


def test_two_years_beside_a_change_that_nothing_proves_are_a_question(tmp_path: Path) -> None:
    text = (FOLDER / "cap_bu_chenh_lech.txt").read_text("utf-8")
    layout = read("nam_chenh_lech", text.replace("Dự toán năm", "Năm"))
    for row in (2, 3, 4, 5):
        layout = layout.with_number(row, 4, Decimal(11 * row))
    assert judged(layout, tmp_path).state is State.ASKED
