"""A page on a person's screen, whatever its width."""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import redirect_stdout
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.cli.terminal import PIPED_WIDTH, draw
from cybercrime_plan.language import ENGLISH, VIETNAMESE
from cybercrime_plan.render.characters import breaks, folded, width
from cybercrime_plan.render.formats.text import page_lines
from cybercrime_plan.render.table import Align, Column, Page, Table, TableRow, plain_lines

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
    assert len(shown(200, monkeypatch).splitlines()) == len(("header", "rule", "line", "rule", "total"))


SHORT = st.text("abcđêô0123456789", min_size=1, max_size=18)
TEXTS = st.lists(SHORT, max_size=12).map(" ".join)
FIGURE = st.integers(0, 10**12).map(lambda dong: f"{dong:,}".replace(",", "."))
DAY = st.dates(date(2000, 1, 1)).map(lambda day: f"T{day.weekday() + 2} {day:%d/%m/%Y}")
ROWS = st.lists(st.tuples(TEXTS, FIGURE, DAY, TEXTS), min_size=1, max_size=8)


@given(ROWS, st.integers(60, 200))
def test_no_word_no_figure_and_no_date_is_cut_on_any_screen_from_60_columns_on(
    rows: list[tuple[str, str, str, str]], columns: int
) -> None:
    heads = ("Nội dung", "Số tiền", "Hạn", "Ghi chú")
    aligned = (Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT)
    table = Table(
        "t",
        tuple(Column(head, head, align) for head, align in zip(heads, aligned, strict=True)),
        tuple(map(TableRow, rows)),
        notes=tuple(row[0] for row in rows),
    )
    screen = Screen()
    with redirect_stdout(screen), patch.dict(os.environ, COLUMNS=str(columns)):
        draw(Page((table,)), VIETNAMESE, colored=False)
    text = screen.getvalue()
    assert {word for row in rows for cell in (row[0], row[1], row[3]) for word in cell.split()} <= set(text.split())
    assert all(day in text for _name, _figure, day, _note in rows)
    assert max(map(width, text.splitlines())) <= columns


@given(TEXTS, st.integers(26, 100), st.integers(0, 8))
def test_a_line_is_folded_between_its_words(text: str, columns: int, hanging: int) -> None:
    ends = breaks(text, columns, hanging)
    lines = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    assert "".join(lines) == text
    assert [word for line in lines for word in line.split()] == text.split()
    assert width(lines[0].rstrip()) <= columns
    assert all(width(line.rstrip()) <= columns - hanging for line in lines[1:])


def test_an_address_longer_than_a_line_is_cut_and_whole() -> None:
    assert folded("xem a" + "b" * 30, 10) == ["xem", "abbbbbbbbb", "bbbbbbbbbb", "bbbbbbbbbb", "b"]


def test_what_is_the_same_in_every_row_is_said_once_and_nothing_empty_has_a_column() -> None:
    heads = ("Nội dung", "Nguồn", "Ghi chú")
    rows = tuple(TableRow((name, "Ngân sách tỉnh", None)) for name in ("Phòng ngừa " * 6, "Đấu tranh"))
    text = "\n".join(
        plain_lines(page_lines(Page((Table("t", tuple(Column(h, h) for h in heads), rows),)), VIETNAMESE, 70))
    )
    assert text.count("Ngân sách tỉnh") == 1
    assert "Ghi chú" not in text
