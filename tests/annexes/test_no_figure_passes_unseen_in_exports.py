"""What we hand out ourselves, in every kind of file: no figure of it can be changed, dropped or repeated unseen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import NamedTuple

import pytest
from docx import Document
from openpyxl import load_workbook

from cybercrime_plan.errors import InputError
from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.read.load import load
from cybercrime_plan.render.exports.document import document
from cybercrime_plan.render.exports.workbook import workbook
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of
from tests.annexes.test_no_figure_passes_unseen import AS_OF
from tests.render.exports.dossiers import SHIPPED, shipped

FIGURE = re.compile(r"-?\d{1,3}(\.\d{3})*(,\d+)?")
EVERY = 5
"""Of the changes of a file every so many is tried; the long run takes all."""

Files = Iterator[tuple[str, str, bytes]]
"""What was changed, the cell where it stood, and the file."""


class Told(NamedTuple):
    """What a check says: every complaint, the cells no sum holds, and how many figures are proved and named."""

    complaints: frozenset[tuple[str, str]]
    named: frozenset[str]
    counts: tuple[int, int]


def told(data: bytes, name: str) -> Told | None:
    """None where the file is refused or becomes a question."""
    try:
        loaded = load(data, name)
    except InputError:
        return None
    if loaded.plan is None or loaded.findings:
        return None
    reading = Reading(loaded.plan, AS_OF, positions=loaded.positions, figures=loaded.figures)
    account = reading.account
    assert account is not None
    found = findings_of(reading, {"BUD", "SRC"}, loaded.positions)
    left = (*account.heading, *account.beside, *account.unused)
    return Told(
        frozenset((one.rule.code, str(one.complaint)) for one in found),
        frozenset(str(figure.place) for figure in left),
        (account.proved, len(left)),
    )


def changed_workbooks(data: bytes) -> Files:
    """Each typed number of the annex another one."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, int):
                book = load_workbook(io.BytesIO(data))
                book.worksheets[0][cell.coordinate] = cell.value + 7
                yield f"{cell.coordinate} {cell.value}", f"{sheet.title}!{cell.coordinate}", saved(book.save)


def changed_documents(data: bytes) -> Files:
    """Each number of the annex another one."""
    for at, row in enumerate(Document(io.BytesIO(data)).tables[0].rows):
        for column, cell in enumerate(row.cells):
            if FIGURE.fullmatch(cell.text):
                word = Document(io.BytesIO(data))
                number = int(cell.text.replace(".", "")) + 7
                word.tables[0].rows[at].cells[column].text = f"{number:,}".replace(",", ".")
                place = f"table1!{chr(ord('A') + column)}{at + 1}"
                yield f"{place} {cell.text}", place, saved(word.save)


def rows_of_documents(data: bytes) -> Files:
    """Each row of figures of the annex left out, and printed twice."""
    for at, printed in enumerate(Document(io.BytesIO(data)).tables[0].rows):
        if not any(FIGURE.fullmatch(cell.text) for cell in printed.cells[2:]):
            continue
        for what in ("without", "twice"):
            word = Document(io.BytesIO(data))
            row = word.tables[0].rows[at]._tr
            if what == "twice":
                row.addnext(deepcopy(row))
            else:
                row.getparent().remove(row)
            yield f"{what} row {at + 1}", "", saved(word.save)


def columns_of_workbooks(data: bytes) -> Files:
    """Each column of figures of the annex left out; its formulas keep their stored values."""
    sheet = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    for column in range(3, sheet.max_column + 1):
        if not any(
            isinstance(cells[0], int) for cells in sheet.iter_rows(6, None, column, column, values_only=True)
        ):
            continue
        book = load_workbook(io.BytesIO(data), data_only=True)
        for area in list(book.worksheets[0].merged_cells.ranges):
            book.worksheets[0].unmerge_cells(str(area))
        book.worksheets[0].delete_cols(column)
        yield f"without column {column}", "", saved(book.save)


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


KINDS = {
    "xlsx": (workbook, (changed_workbooks, columns_of_workbooks)),
    "docx": (document, (changed_documents, rows_of_documents)),
}


def unseen(plan: str, suffix: str, every: int) -> list[str]:
    """The changes of the export of a plan that nobody hears of."""
    write, ways = KINDS[suffix]
    data = write([shipped(plan)], VIETNAMESE)
    before = told(data, f"a.{suffix}")
    assert before is not None
    silent = []
    for what, place, changed in [change for way in ways for change in list(way(data))[::every]]:
        after = told(changed, f"a.{suffix}")
        if after is None or after.complaints - before.complaints or place in before.named:
            continue
        if after.counts == before.counts:
            silent.append(what)
    return silent


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("plan", SHIPPED)
def test_a_change_of_an_export_is_told(plan: str, suffix: str) -> None:
    assert unseen(plan, suffix, EVERY) == []


@pytest.mark.long
@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("plan", SHIPPED)
def test_every_change_of_an_export_is_told(plan: str, suffix: str) -> None:
    assert unseen(plan, suffix, 1) == []
