"""Whatever its figures, a layout is understood or asked about, and never read wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.annexes.layout import Layout, layouts
from tests.annexes.quality import State, judged
from tests.annexes.refill import refilled

BOUND = {"lam_tron", "bang_chu_duoi_bang", "mot_dong", "trong_do_theo_cot"}
"""Layouts whose figures hang together by more than the sums that their numbers prove: words, rounding, parts."""
SAMPLE = {"dieu_chinh", "nam_trong_do_nguon", "nhom_nhieu_cap", "luy_ke_con_lai", "tang_giam_hai_cot"}
FREE = [one for one in layouts() if one.name not in BOUND]


def states(layout: Layout, seed: int, most: int, folder: Path) -> set[State]:
    other = refilled(layout, seed, most)
    return set() if other is None else {judged(other, folder).state}


@pytest.mark.parametrize("layout", [one for one in FREE if one.name in SAMPLE], ids=lambda one: one.name)
def test_other_figures_are_understood_too(layout: Layout, tmp_path: Path) -> None:
    assert states(layout, 1, 99_999, tmp_path) == {State.UNDERSTOOD}


@pytest.mark.long
@pytest.mark.parametrize("most", [9, 999, 9_999_999])
@pytest.mark.parametrize("layout", FREE, ids=lambda one: one.name)
def test_no_figures_make_a_reading_wrong(layout: Layout, most: int, tmp_path: Path) -> None:
    for seed in range(5):
        assert states(layout, seed, most, tmp_path) <= {State.UNDERSTOOD, State.ASKED}
