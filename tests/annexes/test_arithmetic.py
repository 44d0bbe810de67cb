"""Printed arithmetic over columns: proved by the rows, and a slip is named with both figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.annexes.layout import Layout, layouts
from tests.annexes.quality import answered, written
from tests.program import plan

BY_NAME = {layout.name: layout for layout in layouts()}


@pytest.mark.parametrize(
    ("name", "row", "column", "figure", "told"),
    [
        ("don_gia_so_luong", 3, 3, "52", "Số lượng x Đơn giá makes 780"),
        ("giai_ngan_ty_le", 4, 4, "57", "makes 75"),
        ("theo_doi_thang_luy_ke", 3, 5, "62", "makes 50"),
        ("kh_th_ty_le", 5, 4, "97", "makes 96"),
    ],
)
def test_a_slip_in_it_is_a_finding(
    name: str, row: int, column: int, figure: str, told: str, tmp_path: Path
) -> None:
    layout: Layout = BY_NAME[name].with_number(row, column, Decimal(figure))
    (fault,) = answered(written(layout, tmp_path)).faults
    assert fault.startswith("BUD120")
    assert told in fault


def test_a_figure_that_the_arithmetic_of_its_line_bears_out_is_no_candidate(tmp_path: Path) -> None:
    layout = BY_NAME["nhu_cau_giao_bo_sung_con_lai"].with_number(6, 4, Decimal(3065))
    (fault,) = answered(written(layout, tmp_path)).faults
    assert "one change suffices: 2.165 restores" in fault


@pytest.mark.parametrize(
    ("row", "column", "figure", "place"),
    [(7, 4, 13200, "D8"), (4, 3, 2001, "C5")],
    ids=["a count", "the price of both years"],
)
def test_the_one_factor_that_nothing_proves_is_told_at_its_cell(
    row: int, column: int, figure: int, place: str, tmp_path: Path
) -> None:
    layout = BY_NAME["so_nguoi_muc_hai_nam"].with_number(row, column - 1, Decimal(figure))
    found = answered(written(layout, tmp_path)).findings
    assert found
    assert all(one.startswith("BUD120") and f"'{place}'" in one for one in found)


def test_what_no_row_proves_stays_beside(tmp_path: Path) -> None:
    layout = BY_NAME["don_gia_so_luong"]
    for row in (3, 4):
        layout = layout.with_number(row, 3, Decimal(41))
    ran = plan("budget", "check", str(written(layout, tmp_path)))
    assert "is in no sum: quantities, no money" in ran.err
    assert "BUD120" not in ran.out


def test_an_imported_plan_keeps_it(tmp_path: Path) -> None:
    file, kept, back = written(BY_NAME["giai_ngan_ty_le"], tmp_path), tmp_path / "p.yaml", tmp_path / "p.xlsx"
    assert not plan("import", str(file), "-o", str(kept)).code
    assert "ty-le = giai-ngan-den-ngay-30-9-2025 / 2025 x 100" in kept.read_text("utf-8")
    assert not plan("export", str(kept), "-o", str(back)).code
    for one in (file, kept, back):
        assert not answered(one).faults


def test_another_currency_keeps_its_name(tmp_path: Path) -> None:
    file, kept, back = written(BY_NAME["usd_nghin"], tmp_path), tmp_path / "p.yaml", tmp_path / "p.xlsx"
    ran = plan("budget", "check", str(file))
    assert (ran.code, "total 244.900 USD" in ran.out, "đồng" in ran.out) == (0, True, False)
    assert not plan("import", str(file), "-o", str(kept)).code
    assert "unit: USD" in kept.read_text("utf-8")
    assert not plan("export", str(kept), "-o", str(back)).code
    for one in (kept, back):
        assert (answered(one).faults, answered(one).computed) == ((), 244_900)


CHANGED = """\
Đơn vị tính: triệu đồng
STT;Nội dung;Kế hoạch đã giao;Điều chỉnh giảm;Điều chỉnh tăng;Kế hoạch sau điều chỉnh
1;Phòng ngừa;1.350;;250;1.600
2;Thiết bị;3.800;{down};;{then}
;Tổng cộng;5.150;{down};250;{total}
"""


@pytest.mark.parametrize(
    ("down", "then", "total", "faults"),
    [
        ("300", "3.500", "5.100", 0),
        ("300", "3.400", "5.000", 2),
        ("300", "3.400", "5.100", 1),
        ("-300", "3.500", "5.100", 0),
    ],
)
def test_what_is_after_a_change_by_all_titles_is_the_amount_with_two_of_three_rows_wrong(
    down: str, then: str, total: str, faults: int
) -> None:
    """A wrong line that its total takes up leaves one row that bears the titles out."""
    text = CHANGED.format(down=down, then=then, total=total)
    ran = plan("budget", "check", "-", "--stdin-filename", "a.csv", stdin=text.encode())
    assert ran.code == bool(faults)
    assert ran.out.count("BUD1") == faults
    assert f"total {total}.000.000 đồng" in ran.out or "is printed" in ran.out
