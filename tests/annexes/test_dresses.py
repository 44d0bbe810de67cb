"""Every layout reads as itself in every dress, and no slip in a dressed one is silent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest

from tests.annexes.dresses import DRESSES
from tests.annexes.layout import Layout, layouts
from tests.annexes.quality import Sound, State, judged, slips, told_wrongly

READ = {State.UNDERSTOOD, State.ASKED}
ROUNDED = "figures rounded to a thousand of the finer unit differ by more than their last place"
BLANKS = "in a text without columns its blanks are lost, and only lines in their usual places say where they were"
TITLES = "in a text without columns the numbers of the lines tell where the titles end"
NO_LINE = "what has neither a number nor an amount is no line"
SAID_BY_NUMBERS = "only its numbers say that the last rows stand beside the groups and not in them"
EXCEPTED = {
    **{(name, "finer unit"): ROUNDED for name in ("lam_tron", "lam_tron_ty")},
    ("khong_tab_trong_nhom", "without numbers"): BLANKS,
    ("khong_tab_ten_het_bang_so", "without numbers"): TITLES,
    ("khong_tab_hai_phu_luc", "without numbers"): TITLES,
    ("tong_trong_cau_duoi_bang", "without numbers"): "its first line happens to be the sum of the two others",
    (
        "toan_tinh_la_dia_diem_sang_trang",
        "without numbers",
    ): "“Toàn tỉnh” in a row without a number may be its total",
    ("can_doi_boi_chi_khong_so", "titles repeated"): "a page that begins with “TỔNG CHI” begins another table",
    ("can_cot_tieu_de_ngat_dong_danh_so", "titles repeated"): "titles broken over lines are not put together twice",
    ("sang_trang_sau_ten_nhom", "without numbers"): "“Tổng số chi huyện” at the end of a page ends a table",
    **{(name, "without numbers"): NO_LINE for name in ("ngay_ky_duoi_cot_tien", "long_ghep_trong_o_tien")},
    **{
        (name, "without numbers"): SAID_BY_NUMBERS
        for name in ("can_doi_boi_chi_tra_no", "chenh_lech_thieu_noi_lai", "chuyen_nguon_sau_ctmtqg")
    },
    (
        "nhu_cau_nguon_c_a_tru_b_dong",
        "without numbers",
    ): "of two rows called “Tổng” only their letters say that one is taken off the other",
    ("tong_cac_muc_roi_thue", "without numbers"): "a group of one line stands beside a line, the tax",
    (
        "khong_tab_ten_het_bang_so",
        "titles repeated",
    ): "in a text without columns titles that end in words are not seen again",
}
"""What a dress makes another table or nobody can tell, each with the reason why."""
ALL = layouts()


def in_dresses(layout: Layout, *dresses: str) -> Layout | None:
    """The layout in one dress over another; None where they cannot be worn, or nobody can read it so."""
    worn: Layout | None = layout
    for dress in dresses:
        if worn is None or (layout.name, dress) in EXCEPTED:
            return None
        worn = DRESSES[dress](worn)
    return worn


def spread(number: int) -> Iterator[Layout]:
    """So many dressed layouts, spread evenly over layouts and dresses."""
    for at, dress in zip(range(number), list(DRESSES) * number, strict=False):
        from_here = (*ALL[(start := at * len(ALL) // number) :], *ALL[:start])
        yield next(worn for layout in from_here if (worn := in_dresses(layout, dress)))


def drawn(number: int, seed: int) -> Iterator[tuple[str, Layout]]:
    """So many layouts in two dresses, drawn at random."""
    pairs = [(one, other) for one, other in product(DRESSES, repeat=2) if one != other]
    random = Random(seed)  # noqa: S311 - a sample for a test
    while number:
        layout, dresses = random.choice(ALL), random.choice(pairs)
        if worn := in_dresses(layout, *dresses):
            number -= 1
            yield f"{layout.name}: {', '.join(dresses)}", worn


def test_layouts_read_as_themselves_in_another_dress(tmp_path: Path) -> None:
    read = {layout.name: judged(layout, tmp_path) for layout in spread(40)}
    assert {name: verdict.why for name, verdict in read.items() if verdict.state not in READ} == {}


@pytest.mark.long
@pytest.mark.parametrize("dress", DRESSES)
def test_every_layout_reads_as_itself_in_every_dress(dress: str, tmp_path: Path) -> None:
    worn = [other for layout in ALL if (other := DRESSES[dress](layout))]
    otherwise = {layout.name for layout in worn if judged(layout, tmp_path).state not in READ}
    assert otherwise == {name for name, excepted in EXCEPTED if excepted == dress}


@pytest.mark.long
def test_layouts_read_as_themselves_in_two_dresses(tmp_path: Path) -> None:
    read = {name: judged(layout, tmp_path) for name, layout in drawn(200, seed=1)}
    assert {name: verdict.why for name, verdict in read.items() if verdict.state not in READ} == {}


@pytest.mark.long
def test_no_slip_in_a_dressed_layout_is_silent(tmp_path: Path) -> None:
    told = []
    for name, layout in drawn(100, seed=2):
        if judged(layout, tmp_path).state is State.UNDERSTOOD:
            sound = Sound(layout, tmp_path)
            found = slips(layout)
            told += [
                f"{name}: {slip.name}" for slip in found[::7] if told_wrongly(slip, sound, tmp_path) == "silent"
            ]
    assert told == []
