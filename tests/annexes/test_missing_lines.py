"""A line that is missing, or one wrong subtotal, is one finding under groups of several levels."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.annexes.layout import LINE, layouts
from tests.annexes.quality import answered, written

BY_NAME = {layout.name: layout for layout in layouts()}


@pytest.mark.parametrize(
    "name", ["ba_cap_dam_nhieu_cot", "ba_cap_dam_chu_hoa_nhieu_cot", "nhom_khong_so_giua_la_ma_va_so"]
)
def test_a_missing_line_is_one_finding(name: str, tmp_path: Path) -> None:
    layout = BY_NAME[name]
    for at in [at for at, row in enumerate(layout.rows) if row.role == LINE][::2]:
        rest = replace(layout, rows=layout.rows[:at] + layout.rows[at + 1 :])
        (fault,) = answered(written(rest, tmp_path)).faults
        assert fault.startswith("BUD112")


@pytest.mark.parametrize("row", [4, 7])
def test_a_wrong_subtotal_without_a_number_is_told_at_its_cell(row: int, tmp_path: Path) -> None:
    layout = BY_NAME["nhom_khong_so_duoi_la_ma"].with_number(row - 1, 2, Decimal(770))
    (found,) = answered(written(layout, tmp_path)).findings
    assert f"C{row}" in found
