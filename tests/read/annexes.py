"""Annexes for tests: our own small transcriptions of the two tables, and workbooks made of rows of cells."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Cell
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.annex.annex import AnnexReading
from cybercrime_plan.read.annex.choices import Choices
from cybercrime_plan.read.annex.file import AnnexFile, read_annex_file
from cybercrime_plan.read.load import load

KHANH_HOA = """\
PHỤ LỤC 2

(Kèm theo Kế hoạch của tỉnh)

Đơn vị tính: triệu đồng

STT\tNội dung công việc\tKinh phí phân bổ hàng năm\t\t\t\tCộng\tNguồn
\t\t2023\t2024\t2025\t2026\t\t
1\tCông tác phòng ngừa\t600\t600\t650\t650\t2.500\tNgân sách tỉnh
2\tCông tác đấu tranh\t400\t400\t450\t450\t1.700\tNgân sách tỉnh
3\tMua sắm trang thiết bị, phương tiện\t-\t-\t-\t-\t-\tNgân sách tỉnh
4\tHoạt động chỉ đạo, quản lý, điều hành\t150\t150\t150\t150\t600\tNgân sách tỉnh
Tổng cộng\t\t1.150\t1.150\t1.250\t1.250\t4.800\t
"""
"""Cells joined by TABs, the header in two rows."""

DONG_THAP = """\
9\x20

PHỤ LỤC 2\x20

(Kèm theo Kế hoạch của Tỉnh)\x20

Đơn vị tính: Triệu đồng.\x20

TT Nội dung công việc\x20
Tổng số vốn đầu tư cho từng năm\x20

Cộng Nguồn\x20
2022 2023 2024 2025 2026\x20

1 Công tác phòng ngừa 300 200 200 300 200 1.200 Ngân sách Tỉnh\x20

2 Công tác đấu tranh 300 300 300 400 300 1.600 Ngân sách Tỉnh\x20

3 Mua sắm trang thiết bị, phương tiện 100 100 100 3.300 100 3.700 Ngân sách Tỉnh\x20

4 Hoạt động chỉ đạo, quản lý, điều hành  150 100 150 100 150 650 Ngân sách Tỉnh\x20

TỔNG CỘNG 850 700 750 4.100 750 7.150 Ngân sách Tỉnh\x20

*Năm 2025 các phần mềm có bản quyền sẽ\x20

hết hạn.\x20
"""
"""Cells parted by blanks alone, a blank line after nearly every line, the header torn apart."""

Rows = Sequence[Sequence[Any]]


def sheet_rows() -> list[list[Any]]:
    """The table of Khánh Hòa as a person types it into a workbook."""
    return [
        ["PHỤ LỤC 2"],
        ["Đơn vị tính: triệu đồng"],
        ["STT", "Nội dung công việc", "Kinh phí phân bổ hàng năm", None, None, None, "Cộng", "Nguồn"],
        [None, None, 2023, 2024, 2025, 2026],
        [1, "Công tác phòng ngừa", 600, 600, 650, 650, 2500, "Ngân sách tỉnh"],
        [2, "Công tác đấu tranh", 400, 400, 450, 450, 1700, "Ngân sách tỉnh"],
        [3, "Mua sắm trang thiết bị, phương tiện", "-", "-", "-", "-", "-", "Ngân sách tỉnh"],
        [4, "Hoạt động chỉ đạo, quản lý, điều hành", 150, 150, 150, 150, 600, "Ngân sách tỉnh"],
        ["Tổng cộng", None, 1150, 1150, 1250, 1250, 4800],
    ]


MERGES = ("C3:F3", "A3:A4", "B3:B4", "G3:G4", "H3:H4", "A9:B9")
"""Its merged cells."""


def workbook(
    rows: Rows, merges: Iterable[str] = (), cells: Mapping[str, Any] | None = None, hidden: int | None = None
) -> bytes:
    """The bytes of an .xlsx file with one sheet, `Sheet1`.

    Args:
        cells: single cells to set afterwards, by name.
        hidden: a row that is not shown.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row in rows:
        sheet.append(list(row))
    for area in merges:
        sheet.merge_cells(area)
    for name, value in (cells or {}).items():
        sheet[name] = value
    if hidden is not None:
        sheet.row_dimensions[hidden].hidden = True
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def recognised(data: str | bytes, name: str = "a.txt", **choices: Any) -> AnnexReading:
    """The annex of a file."""
    annex = read(data, name, **choices).annex
    assert annex is not None
    return annex


def read(data: str | bytes, name: str = "a.txt", **choices: Any) -> AnnexFile:
    """A file, read with some choices."""
    return read_annex_file(name, data.encode() if isinstance(data, str) else data, Choices(**choices))


def plan_of(data: str | bytes, name: str = "a.txt") -> Plan:
    """The plan of a file in which nothing is refused."""
    loaded = load(data.encode() if isinstance(data, str) else data, name)
    assert not loaded.findings, loaded.findings
    assert loaded.plan is not None
    return loaded.plan


def budget_of(data: str | bytes, name: str = "a.txt") -> Budget:
    """The budget of a file in which nothing is refused."""
    budget = plan_of(data, name).budget
    assert budget is not None
    return budget


Printed = tuple[str | None, str, tuple[Cell, ...] | None, Cell, str | None]


def printed(budget: Budget) -> list[Printed]:
    """The rows of a budget as a reader of the page sees them, sources by their names."""
    names = {source.id: source.name for source in budget.sources}
    rows: list[Printed] = [
        (line.stt, line.name, line.amounts, line.total, names.get(line.source or ""))
        for line in budget.every_line()
    ]
    return [*rows, (None, "", budget.totals, budget.total, names.get(budget.totals_source or ""))]


def table(*rows: str, unit: str = "triệu đồng") -> str:
    """A table of separated values with a unit line, a header and these rows."""
    return "\n".join((f"ĐVT: {unit}", "STT;Nội dung;2024;2025;Cộng", *rows))


def names_and_levels(data: str | bytes, name: str = "a.csv") -> list[tuple[int, str | None, str]]:
    """Depth, number and name of each line."""
    return [(len(one.ids), one.line.stt, one.line.name) for one in budget_of(data, name).walk()]
