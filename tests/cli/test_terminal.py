"""A page on a person's screen, whatever its width."""

from __future__ import annotations

import io
import re
import sys

import pytest

from cybercrime_plan.cli.terminal import PIPED_WIDTH, draw
from cybercrime_plan.language import ENGLISH
from cybercrime_plan.render.characters import width
from cybercrime_plan.render.table import Align, Column, Page, Table, TableRow

YEARS = 12
FIGURES = [f"{year}.150.000" for year in range(1, YEARS + 1)]
TABLE = Table(
    "budget",
    (
        Column("line", "Line"),
        *(Column(str(year), str(2020 + year), align=Align.RIGHT) for year in range(1, YEARS + 1)),
    ),
    (TableRow(("Phòng ngừa [red]", *FIGURES)), TableRow(("Total", *FIGURES), total=True)),
)


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def shown(columns: int | None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The table as it is drawn on a screen of that width, or into a pipe."""
    stream = io.StringIO() if columns is None else Screen()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("COLUMNS", str(columns))
    draw(Page((TABLE,)), ENGLISH, colored=False)
    return stream.getvalue()


@pytest.mark.parametrize("columns", [24, 40, 80, 120, 200, None])
def test_no_figure_is_ever_cut_to_fit(columns: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(columns, monkeypatch)
    assert sorted(re.findall(r"[0-9.]{9,}", text)) == sorted(FIGURES * 2)
    assert "[red]" in text
    assert max(map(width, text.splitlines())) <= (columns or PIPED_WIDTH)


def test_a_table_that_fits_is_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(200, monkeypatch).startswith("╭")
