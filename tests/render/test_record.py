"""The record of a check: its answer first, what is known counted, and places a reader of the document finds."""

from __future__ import annotations

from collections import Counter

import pytest

from cybercrime_plan.findings import Severity
from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.render.checks.page import known_kinds, record, verdict
from cybercrime_plan.render.checks.words import CheckReport, Tally, printed_place
from cybercrime_plan.render.formats import html
from cybercrime_plan.render.table import Paragraph, Table, TableRow, Verdict, said
from tests.render.exports.dossiers import shipped
from tests.render.reports import REPORT


@pytest.mark.parametrize(
    ("severities", "readable", "seen"),
    [
        ([], True, Verdict.GOOD),
        ([Severity.NOTE, Severity.WARNING], True, Verdict.LOOK),
        ([Severity.NOTE, Severity.ERROR], True, Verdict.BAD),
        ([], False, Verdict.BAD),
    ],
)
def test_the_verdict_is_as_grave_as_what_was_found(
    severities: list[Severity], readable: bool, seen: Verdict
) -> None:
    assert verdict(Tally(1, Counter(severities), Counter(), readable)) is seen


def test_the_verdict_stands_first_with_a_sign_and_what_is_acknowledged_last() -> None:
    first, *_others, kinds, everything = record(REPORT).parts
    assert isinstance(first, Paragraph)
    assert first.told(VIETNAMESE).startswith("✗ ")
    assert isinstance(kinds, Table)
    assert isinstance(everything, Table)
    assert kinds.is_annex
    assert everything.is_annex


def test_a_paper_to_sign_begins_with_the_name_of_the_state_and_its_motto() -> None:
    lines = [*html.render(record(REPORT), VIETNAMESE)]
    state = next(at for at, line in enumerate(lines) if "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in line)
    assert "Độc lập - Tự do - Hạnh phúc" in lines[state]
    assert lines[state + 1].startswith("<h1>Phiếu kiểm tra")
    shown = "".join(html.render(record(REPORT)._replace(is_signed=False), VIETNAMESE))
    assert "CỘNG HÒA" not in shown
    assert ".state" not in shown


def test_every_discrepancy_that_is_acknowledged_is_counted_under_its_kind_and_told_in_the_annex() -> None:
    checked = shipped("dong-thap-2022-2026").checked
    report = CheckReport("1.0", REPORT.as_of, (), (checked,))
    counted = [row for row in known_kinds(report.tally().known).rows if isinstance(row, TableRow)]
    assert sum(int(said(row.cells[2], VIETNAMESE)) for row in counted) == len(checked.acknowledged)
    *_others, everything = record(report).parts
    assert isinstance(everything, Table)
    assert len(everything.rows) == len(checked.acknowledged)


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("document", "doubts", 3, "printed"), "II.2.3"),
        (("document", "number"), "Đầu văn bản"),
        (("budget", "lines", 0, "amounts", 1), "Phụ lục 2"),
        (("agencies", 0, "name"), "cơ quan"),
        (("tasks", 999, "agencies"), "nhiệm vụ"),
        (("nowhere", 0), None),
        ((), None),
    ],
)
def test_a_place_is_where_the_document_has_it_else_its_section(
    loc: tuple[int | str, ...], place: str | None
) -> None:
    found = printed_place(shipped("dong-thap-2022-2026").plan, loc)
    assert (None if found is None else said(found, VIETNAMESE)) == place
