"""Import, check, export: the table comes back with the same lines, amounts and order."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.annexes.layout import GROUP, LINE, TOTAL, Layout, layouts
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
        wanted = [number for _column, role, number in row.figures() if role in {"a", "s", "k"}]
        fitting = [numbers for words, numbers in rows if row.role != LINE or bare(row.name()) in bare(words)]
        if row.role in {LINE, GROUP, TOTAL} and not any(stands_in(wanted, numbers) for numbers in fitting):
            wrong.append(f"{layout.name}: {row.name()} {', '.join(map(str, wanted))} does not stand in one row")
    return wrong


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


@pytest.mark.long
@pytest.mark.parametrize("layout", [one for one in layouts() if one.name not in SAMPLE], ids=lambda one: one.name)
def test_every_table_comes_back(layout: Layout, tmp_path: Path) -> None:
    assert not_back(layout, tmp_path) == []
