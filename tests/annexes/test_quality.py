"""Annexes as offices write them are understood, or the program asks; no slip in them is silent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.annexes.layout import LINE, TOTAL, Layout, layouts
from tests.annexes.quality import State, Verdict, badly_told, verdicts
from tools.annex_quality import PAGES, counted, written

ROUNDED = {"lam_tron", "lam_tron_ty"}
"""Layouts whose sums do not hold to the last digit, because every figure is rounded."""
APART = {
    *(
        "hai_bang_tong_chung",
        "hai_bang_mot_sheet",
        "hai_bang_mot_tep",
        "hai_bang_danh_so_duoi_nhau",
        "hai_bang_don_vi_mot_lan",
        "khong_tab_hai_phu_luc",
        "moi_don_vi_mot_sheet",
        "thu_chi_can_doi",
    ),
}
"""Layouts whose rows of totals do not add up all lines of the file."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    return verdicts(tmp_path_factory.mktemp("annexes"))


def test_there_are_many_layouts() -> None:
    assert len(layouts()) >= 40


@pytest.mark.parametrize(
    "layout", [one for one in layouts() if one.name not in ROUNDED | APART], ids=lambda one: one.name
)
def test_the_printed_totals_are_those_of_the_lines(layout: Layout) -> None:
    lines = [
        {column: row.read_as(number) for column, _role, number in row.figures()}
        for row in layout.rows
        if row.role == LINE
    ]
    for row in layout.rows:
        if row.role == TOTAL:
            for column, role, number in row.figures():
                if role != "%":
                    assert number == sum((line.get(column, Decimal(0)) for line in lines), Decimal(0))


def test_no_layout_is_read_worse_than_the_guides_say(found: list[Verdict]) -> None:
    now = counted(found)
    for page in PAGES:
        said = written(page)
        assert now[State.UNDERSTOOD] >= said[State.UNDERSTOOD]
        assert now[State.WRONG] <= said[State.WRONG]
        assert now[State.REFUSED] <= said[State.REFUSED]


SHARES = 4
"""In so many shares the layouts are tried, side by side where there are several processes."""


TURNED = (
    "tong_tren_nguon_kinh_phi row 3 column 4: 186300000 -> 186300001",
    "can_doi_boi_chi_khong_so row 3 column 2: 6245 -> 6254",
    "tong_cac_muc_roi_thue row 9 column 3: 13700 -> 13701",
)
"""Slips that are told but turn the reading, in tables of one column where no other sum holds the total."""


@pytest.mark.parametrize("share", range(SHARES))
def test_a_slip_is_never_silent_and_never_turns_the_reading(
    found: list[Verdict], share: int, tmp_path: Path
) -> None:
    told = badly_told(found[share::SHARES], tmp_path, each=37)
    assert [one for one in told if not one.startswith(TURNED)] == []


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_no_slip_in_a_third_of_the_figures_is_silent(found: list[Verdict], share: int, tmp_path: Path) -> None:
    told = badly_told(found[share::SHARES], tmp_path, each=3)
    assert [one for one in told if not one.startswith(TURNED)] == []
