"""Import, check, export: the table comes back with the same lines, amounts and order."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.annexes.layout import GROUP, LINE, TOTAL, Layout, cell, layouts
from tests.annexes.quality import State, answered, bare, entries, judged, written
from tests.program import plan

SAMPLE = {
    *("nhom_nhieu_cap", "trong_do_du_phan", "dieu_chinh", "tong_muc_va_nam"),
    *("dau_bang_ba_tang", "nam_trong_do_nguon", "thu_chi_can_doi", "tong_tren_va_duoi", "uoc_thuc_hien_ke_hoach"),
}


def exported_rows(data: bytes) -> list[tuple[str, list[Decimal]]]:
    """The rows of all sheets of a workbook: their words and their numbers, in order."""
    rows = []
    for sheet in load_workbook(io.BytesIO(data), data_only=True).worksheets:
        for cells in sheet.iter_rows(values_only=True):
            words = " ".join(str(cell) for cell in cells if isinstance(cell, str))
            rows.append((words, [Decimal(str(cell)) for cell in cells if isinstance(cell, int | float)]))
    return rows


def stands_in(wanted: list[Decimal], numbers: list[Decimal]) -> bool:
    """Whether numbers stand in this order among others."""
    rest = iter(numbers)
    return all(number in rest for number in wanted)


def not_back(layout: Layout, folder: Path) -> list[str]:
    """What of a layout that is understood does not come back."""
    if judged(layout, folder).state is not State.UNDERSTOOD:
        return []
    file, in_yaml, back = (
        written(layout, folder),
        folder / f"{layout.name}.yaml",
        folder / f"{layout.name}.back.xlsx",
    )
    for command in (("import", str(file), "-o", str(in_yaml)), ("export", str(in_yaml), "-o", str(back))):
        ran = plan(*command)
        if ran.code:
            return [f"{layout.name}: {command[0]}: {ran.err}"]
    wrong = []
    if answered(in_yaml).faults:
        wrong.append(f"{layout.name}: the plan file is accused: {answered(in_yaml).faults[0]}")
    if not entries(file) == entries(in_yaml) == entries(back):
        wrong.append(f"{layout.name}: other lines or amounts")
    rows = exported_rows(back.read_bytes())
    for row in layout.rows:
        wanted = [row.read_as(number) for _column, role, number in row.figures() if role in {"a", "s", "k"}]
        fitting = [numbers for words, numbers in rows if row.role != LINE or bare(row.name()) in bare(words)]
        if row.role in {LINE, GROUP, TOTAL} and not any(stands_in(wanted, numbers) for numbers in fitting):
            wrong.append(f"{layout.name}: {row.name()} {', '.join(map(str, wanted))} does not stand in one row")
    return wrong


PRINTED_OTHERWISE = {
    *("dau_x_o_khong_co_tien", "tong_cong_gop_ba_dong_nguon"),
    *("tang_giam_tong_so_a_tru_b", "nhu_cau_tru_nguon_tong_duoi", "nhu_cau_nguon_c_a_tru_b_dong"),
    *("hang_luy_ke_duoi_tong", "nguon_kinh_phi_duoi_tong", "tong_muc_duoi_tong_cac_phan"),
    *("bang_chi_tieu_roi_kinh_phi", "bang_sang_trang", "bia_va_bang"),
    *("bo_sung_cat_giam_am", "can_cot_tieu_de_ngat_dong", "chep_so_giua_ten"),
    *("chia_theo_nguon_duoi_tong", "co_cau_dong_cuoi", "con_du_duoi_tong"),
    *("cong_chuyen_trang_sau", "cong_hop_phan_cot_trai", "cong_tung_trang"),
    *("cot_an_dong_an_ngoai_tong", "csv_phay"),
    *("danh_sach_nam_hai_trang", "dien_giai_lam_tron", "don_vi_mot_o_duoi_tieu_de"),
    *("don_vi_o_hang_tong", "dong_an_ngoai_tong", "ghi_chu_gop_qua_hang_so_cot"),
    *("ghi_chu_nang_bang_tinh", "ghi_chu_nang_gop_chu_tri", "ghi_chu_nang_ods"),
    *("gop_nhieu_dong", "hai_dong_kh_th_cot_chi_tieu", "hang_don_vi_duoi_tieu_de"),
    *("ke_hoach_thuc_hien_hai_dong", "khong_tab_don_vi_duoi_tieu_de", "khong_tab_tieu_de_hai_dong"),
    *("khong_tab_tieu_de_tung_dong_trong_do", "khong_tab_van_ban_va_trang", "lam_tron_bang_chu"),
    *("linh_vuc_gop_cong_linh_vuc", "linh_vuc_gop_truoc_stt", "linh_vuc_noi_dung"),
    *("ma_so_don_vi_duoi_bang", "mang_sang", "markdown_dam_nghieng"),
    *("moi_don_vi_mot_sheet", "moi_o_mot_dong_ghi_chu_trong", "moi_o_mot_dong_tieu_de_ngat"),
    *("mot_dong_an_ngoai_tong", "mot_lop_roi_nam_lop", "nguon_gop_dong"),
    *("nhom_chi_do_so", "nhom_gop_ca_hang", "nt_dvt_tung_dong"),
    *("nt_usd_vnd_tran", "nu_quy_doi_vnd_tt", "nu_quy_ra_vnd"),
    *("nu_song_song", "ods_cong_thuc_gop", "quyet_dinh_nhieu_bang"),
    *("sang_trang_sau_dau_muc", "sang_trang_sau_ten_nhom", "so_am_trong_ngoac"),
    *("so_cot_sau_tieu_de", "so_ghi_chu_o_tieu_de_cot", "so_sanh_hai_nam"),
    *("tab_tieu_de_ngat_dong", "tang_giam_am_chu", "ten_dai_nhieu_cot_chu"),
    *("ten_hai_dong_txt", "ten_truoc_stt", "thong_ke_roi_kinh_phi"),
    *("tiep_theo_word", "tieu_de_tung_o_mot_dong", "tong_chi_ghi_lam_tron"),
    *("tong_so_a_tren", "tong_so_dau_moi_huyen", "tong_tren_trang_lap_tieu_de"),
    *("trong_do_du_moi_dong", "trong_do_du_phan"),
    *("truoc_thue_sau_thue_du_phong", "can_cot_tieu_de_ngat_dong_danh_so", "tong_tren_nguon_kinh_phi"),
    *("toan_tinh_la_dia_diem_sang_trang", "trang_het_o_ten_nhom", "trang_ngat_sau_tong_tren"),
    *("trang_ngat_sau_trong_do", "trang_sau_tieu_de_khac_chu", "quy_ra_dong_cuoi_bang"),
    *("chi_tieu_theo_don_vi_dong", "chi_tieu_va_kinh_phi_xen_ke", "ghi_chu_nang_ten_va_nam"),
    *("long_ghep_trong_o_tien", "trong_do_trong_nhom_roi_cac_dong", "tong_so_a_tru_b_cot"),
}  # fmt: skip
"""Layouts of which some row comes back in another form, or not at all: docs/annexes.md says which kinds of rows."""
AS_PRINTED = {
    *("bang_chu_duoi_bang", "bang_chu_trong_ngoac", "bieu_nhieu_dong_tieu_de", "quoc_hieu_so_luong"),
    *("ghi_chu_nang", "ngay_ky_duoi_cot_tien", "don_vi_o_tieu_de_cot"),
    *("chi_tiet_muc_tieu_muc", "moi_dong_mot_nguon", "so_trong_ten", "don_gia_so_luong", "xa_phuong_bang_chu"),
    *(
        "cong_tung_nam_mot_cot",
        "danh_sach_nam_nguon",
        "tong_roi_nguon",
        "nguon_duoi_tong_tren",
        "trong_do_dong_khong_stt",
    ),
    *("phan_tram_trong_o", "so_cot_thanh_so_am", "chu_ky_duoi_cot_tang_giam", "ngay_ky_noi_viet_tat"),
    *("nguon_ten_khong_lap", "nguon_trong_cot_ten_gop", "trong_do_duoi_tong_du_nguon"),
}


def page(layout: Layout) -> list[list[str]]:
    """What a person reads in each row."""
    rows = [[said(cell.text) for cell in row.cells if cell.text not in {"", "<", "^"}] for row in layout.rows]
    return [row for row in rows if row]


def exported_page(data: bytes) -> list[list[str]]:
    """The same of an exported workbook, without its own checks and the sheets after the tables."""
    rows = []
    for sheet in load_workbook(io.BytesIO(data), data_only=True).worksheets:
        cells = [list(row) for row in sheet.iter_rows(values_only=True)]
        ours = next((row.index("Recomputed") for row in cells if "Recomputed" in row[2:]), None)
        printed = [[said(one) for one in row[:ours] if one not in {None, ""}] for row in cells if ours]
        rows += [row for row in printed if row and row[0] not in {"Recomputed", "Difference"}]
    return rows


def said(one: object) -> str:
    """A number or a text in one form, so that those that a person takes for the same are."""
    text = " ".join(str(one).split())
    number = Decimal(str(one)) if isinstance(one, int | float) else None if text[0] == "(" else cell(text).number
    return "-" if text in {"–", "—", "−"} else text if number is None else f"{number.normalize():f}"


def not_as_printed(layout: Layout, folder: Path) -> list[list[str]]:
    """The rows of a layout that is understood that do not come back, or not in their order."""
    if judged(layout, folder).state is not State.UNDERSTOOD:
        return []
    assert not_back(layout, folder) == []
    rest, lost = exported_page((folder / f"{layout.name}.back.xlsx").read_bytes()), []
    for row in page(layout):
        if row in rest:
            del rest[: rest.index(row) + 1]
        else:
            lost.append(row)
    return lost


@pytest.mark.parametrize("layout", [one for one in layouts() if one.name in SAMPLE], ids=lambda one: one.name)
def test_a_table_comes_back(layout: Layout, tmp_path: Path) -> None:
    assert not_back(layout, tmp_path) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("so_cot_sau_tieu_de", ["(3)=(4)+(5)+(6)", "(7)=(5)/(3)"]),
        ("thuc_nhan_bang_chu", ["Chức danh", "Phó Trưởng phòng", "Giảng viên"]),
        ("bang_chu_duoi_bang", ["Bằng chữ: "]),
    ],
)
def test_what_is_no_figure_comes_back(name: str, told: list[str], tmp_path: Path) -> None:
    (layout,) = (one for one in layouts() if one.name == name)
    assert not_back(layout, tmp_path) == []
    printed = " ".join(words for words, _numbers in exported_rows((tmp_path / f"{name}.back.xlsx").read_bytes()))
    assert [one for one in told if one not in printed] == []


@pytest.mark.parametrize("layout", [one for one in layouts() if one.name in AS_PRINTED], ids=lambda one: one.name)
def test_every_row_comes_back_as_printed(layout: Layout, tmp_path: Path) -> None:
    assert not_as_printed(layout, tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize(
    "layout", [one for one in layouts() if one.name not in SAMPLE | AS_PRINTED], ids=lambda one: one.name
)
def test_every_table_comes_back(layout: Layout, tmp_path: Path) -> None:
    assert bool(not_as_printed(layout, tmp_path)) is (layout.name in PRINTED_OTHERWISE)
