"""Separated values as Excel, LibreOffice and programs write them."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.read.encoding import in_code_page_1258
from cybercrime_plan.read.grid import clean
from cybercrime_plan.read.office.delimited import read_delimited
from tests.read.annexes import budget_of, printed, recognised

ROWS = [["ĐVT: triệu đồng"], ["STT", "Nội dung", "2024", "2025"], ["1", 'Chi "A", B; C', "1.150,5", "-"]]


def written(separator: str) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(ROWS)
    return buffer.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_byte_order_marks_make_no_difference(separator: str, encoding: str) -> None:
    name = "a.tsv" if separator == "\t" else "a.csv"
    (row, _totals) = printed(budget_of(written(separator).encode(encoding), name))
    assert row[1] == 'Chi "A", B; C'
    assert [str(cell) for cell in row[2] or ()] == ["1.150.500.000 đồng", "-"]


def test_a_file_in_the_code_page_of_windows_for_vietnamese_is_read() -> None:
    data = (  # a tone is a letter of its own, behind its vowel
        b"\xd0VT: tri\xea\xf2u \xf0\xf4\xccng\r\nSTT;N\xf4\xf2i dung;2024;2025\r\n"
        b"1;H\xf4\xde tr\xf5\xf2 xa\xde T\xe2n L\xe2\xf2p;1.150;200\r\n"
    )
    (row, _totals) = printed(budget_of(data, "a.csv"))
    assert row[1] == "Hỗ trợ xã Tân Lập"


def test_words_for_an_old_font_are_in_no_code_page() -> None:
    assert in_code_page_1258("Hç trî x· T©n LËp, huyÖn ®Çu t­, ®ång chÝ, tr×nh nghÌo".encode("latin-1")) is None


def test_the_separator_may_be_announced() -> None:
    assert budget_of("sep=|\r\nĐVT: đồng\r\nNội dung|2024|2025\r\nViệc|1|2\r\n", "a.csv").years == (2024, 2025)


def test_the_apostrophe_that_keeps_a_text_from_running_is_taken_off() -> None:
    annex = recognised("ĐVT: đồng\nSTT;Nội dung;2024;2025\n1;'=1+1;1;2\n2;'quoted;1;2\n", "a.csv")
    assert [line["name"] for line in annex.tree["budget"]["lines"]] == ["=1+1", "'quoted"]


def test_a_quoted_cell_may_hold_a_line_break_and_places_stay_right() -> None:
    annex = recognised('ĐVT: đồng\nNội dung;2024;2025\n"Chi\nA";1;2\nChi B;3;4\n', "a.csv")
    assert [line["name"] for line in annex.tree["budget"]["lines"]] == ["Chi A", "Chi B"]
    assert str(annex.positions.at(("budget", "lines", 0, "amounts", 0))) == "4:4"
    assert str(annex.positions.at(("budget", "lines", 1, "amounts", 1))) == "5:9"


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1), max_size=6))
def test_cells_are_those_of_the_standard_library(rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    (grid,) = read_delimited(f"sep=;\n{buffer.getvalue()}")
    width = max((len(row) for row in rows), default=0)
    assert [[cell.text for cell in row] for row in grid.rows][1:] == [
        [clean(re.sub(r"\A'(?=[=+\-@\t\r])", "", cell)) for cell in (*row, *[""] * (width - len(row)))]
        for row in rows
    ]
