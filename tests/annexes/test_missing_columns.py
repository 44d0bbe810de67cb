"""A column that is missing is told, and never makes the columns left add up to something else."""

from __future__ import annotations

from pathlib import Path

from tests.annexes.files import data_of
from tests.annexes.layout import read
from tests.program import plan

TWO_YEARS = """# Hai năm, mỗi năm tổng số và các nguồn; năm sau mất một cột nguồn.
as xlsx
unit triệu đồng
factor 1000000
columns # n a k k a k
. PHỤ LỤC
. Đơn vị tính: triệu đồng
. STT | Nội dung | Năm 2025 | < | < | Năm 2026 | <
. ^ | ^ | Tổng số | NSTW | NSĐP | Tổng số | NSTW
L 1 | Tập huấn | 100 | 60 | 40 | 80 | 50
L 2 | Kiểm tra | 90 | 50 | 40 | 60 | 20
L 3 | Truyền thông | 70 | 30 | 40 | 50 | 10
T  | Tổng cộng | 260 | 140 | 120 | 190 | 80
"""


def test_a_total_is_not_added_to_its_own_sources_where_one_of_them_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "hai_nam.xlsx"
    file.write_bytes(data_of(read("hai_nam", TWO_YEARS)))
    asked = plan("budget", "check", str(file))
    assert asked.code == 2
    assert "decide with --year-columns: C,F" in asked.err
    answered = plan("budget", "check", str(file), "--year-columns", "C,F")
    assert "the amounts add up to 450.000.000 đồng" in answered.out
