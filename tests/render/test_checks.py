"""A check in every format."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cybercrime_plan.calc.crossfoot import Sums
from cybercrime_plan.findings import Complaint, Finding, Span
from cybercrime_plan.language import ENGLISH, VIETNAMESE, Language, _
from cybercrime_plan.render.characters import visible, width
from cybercrime_plan.render.checks import text as as_text
from cybercrime_plan.render.checks.words import CheckedPlan
from cybercrime_plan.render.formats import OF_CHECKS
from cybercrime_plan.render.formats.text import page_lines
from cybercrime_plan.render.result import Manner
from cybercrime_plan.render.table import plain_lines
from tests.conftest import Golden
from tests.render.reports import ALL_RIGHT, ERROR, LINES, REPORT, RIGHT, WRONG, WRONG_SUM, finding
from tests.render.samples import hostile
from tests.render.schemas import JSON_DOCS, validate
from tests.render.written import EXCEL, written

ALL = (*OF_CHECKS, EXCEL)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
def test_a_check_looks_as_it_always_did(name: str, language: Language, golden: Golden) -> None:
    golden(f"checks/report.{language.code}.{name}", written(REPORT, name, language))


@pytest.mark.parametrize("loudness", [-1, 1])
def test_quiet_shows_findings_only_and_verbose_what_was_run(loudness: int, golden: Golden) -> None:
    golden(f"checks/report.en.loudness{loudness}.text", written(REPORT, "text", ENGLISH, loudness))


def test_twice_quiet_says_nothing() -> None:
    assert written(REPORT, "text", ENGLISH, -2) == ""


def test_the_first_line_of_a_finding_is_place_code_message() -> None:
    assert written(REPORT, "text", ENGLISH).splitlines()[4] == (
        "plans/dong-thap.yaml:5:14: BUD101 thiet-bi: 1.250 ≠ 1.200 triệu đồng"
    )


@pytest.mark.parametrize(
    ("span", "marked"),
    [
        (Span(4, 17, 4, 19), "漢字"),
        (Span(4, 21, 4, 27), "To\u0302\u0309ng"),
        (Span(4, 29, 4, 33), "3300"),
        (Span(4, 1, 4, 2), "    "),
        (Span(4, 11, 5, 3), "[100, 漢字, To\u0302\u0309ng, 3300]"),
    ],
)
def test_the_caret_stands_under_the_exact_span(span: Span, marked: str) -> None:
    source, caret = ("".join(text for _role, text in line) for line in as_text.excerpt(LINES, span))
    before = source[: source.index(marked, 4)]
    assert caret == " " * width(before) + "^" * width(marked)


def test_an_empty_span_and_one_at_the_end_of_a_line_have_one_caret() -> None:
    for span in (Span(1, 3, 1, 3), Span(1, 99, 1, 99)):
        caret = list(as_text.excerpt(LINES, span))[1][0][1]
        assert caret.count("^") == 1


def test_a_very_long_line_is_cut_around_the_caret() -> None:
    line = "x" * 5000 + "HERE" + "y" * 5000
    source, caret = (piece[0][1] for piece in as_text.excerpt({1: line}, Span(1, 5001, 1, 5005)))
    assert width(source) < 120
    assert source[caret.index("^") : caret.rindex("^") + 1] == "HERE"


@given(st.text(st.characters(), max_size=150), st.integers(1, 160), st.integers(0, 160))
def test_the_excerpt_of_any_line_is_harmless_and_its_caret_in_reach(line: str, column: int, length: int) -> None:
    source, caret = (piece[0][1] for piece in as_text.excerpt({1: line}, Span(1, column, 1, column + length)))
    assert visible(source) == source
    assert caret.strip(" ") == "^" * max(1, caret.count("^"))
    assert caret.index("^") <= width(source)


@pytest.mark.parametrize("columns", [30, 40, 80, 200])
def test_an_excerpt_and_its_carets_are_not_wider_than_the_screen(columns: int) -> None:
    line = "amounts: [" + ", ".join(f'"{n}.150"' for n in range(100, 160)) + "]"
    longest = as_text.longest_on(columns)
    for column in (1, 11, 200, len(line)):
        lines = as_text.excerpt({1: line}, Span(1, column, 1, column + 7), longest)
        assert max(len("".join(text for _role, text in one)) for one in lines) <= columns


def test_a_place_outside_the_lines_at_hand_shows_no_excerpt() -> None:
    assert not list(as_text.excerpt(LINES, Span(99, 1, 99, 2)))


def test_a_clean_plan_says_how_many_sums_were_checked_and_what_the_total_leaves_out() -> None:
    lines = written(ALL_RIGHT, "text", ENGLISH).splitlines()
    assert lines[0] == (
        "✓ plans/khánh hòa.yaml: 9 sums checked, all right; 23 figures checked; total 4.800.000.000 đồng; "
        "not fixed and so not in it: “Thiết bị”; 1 acknowledged discrepancy"
    )
    assert lines[1] == "1 plan: nothing to report; 1 acknowledged discrepancy"


def test_one_sum_is_singular() -> None:
    one = RIGHT._replace(sums=Sums(1, 1, 1), findings=(), totals=None)
    report = replace(ALL_RIGHT, plans=(one,))
    assert "1 sum checked and right; 1 solved for its blank, not checked; 1 skipped" in written(
        report, "text", ENGLISH
    )


def test_a_plan_without_a_budget_and_without_findings_has_nothing_to_report() -> None:
    bare = RIGHT._replace(sums=None, totals=None, account=None, findings=())
    assert written(replace(ALL_RIGHT, plans=(bare,)), "text", ENGLISH).startswith(
        "✓ plans/khánh hòa.yaml: nothing to report\n"
    )


def test_json_is_english_in_every_language_and_has_integers_for_money() -> None:
    assert written(REPORT, "json", VIETNAMESE) == written(REPORT, "json", ENGLISH)
    value = validate(written(REPORT, "json", ENGLISH), JSON_DOCS / "check.schema.json")
    assert value["schema"] == "cybercrime-plan/check@1"
    assert value["summary"] == {"errors": 2, "warnings": 1, "notes": 1, "acknowledged": 2}
    assert [plan["status"] for plan in value["plans"]] == ["ok", "findings", "invalid"]
    wrong = next(each for each in value["findings"] if each["code"] == "BUD101")
    assert (wrong["expected"], wrong["actual"], wrong["difference"]) == (1_200_000_000, 1_250_000_000, 50_000_000)
    assert wrong["place"] == {"line": 5, "column": 14, "end_line": 5, "end_column": 18}
    assert wrong["suggestion"] == {
        "path": "budget.lines[thiet-bi].total",
        "place": wrong["place"],
        "value": 1_200_000_000,
        "certainty": "unique",
        "slip": "digit-replaced",
    }
    assert [len(hypothesis["changes"]) for hypothesis in wrong["hypotheses"]] == [1, 2]


def test_every_format_counts_and_lists_what_is_acknowledged_apart() -> None:
    for name in ALL:
        assert re.search("acknowledged|suppressions", written(ALL_RIGHT, name, ENGLISH)), name


def test_csv_has_one_row_per_finding() -> None:
    rows = list(csv.DictReader(StringIO(written(REPORT, "csv", VIETNAMESE), newline="")))
    assert [row["code"] for row in rows] == ["SRC101", "SRC101", "BUD101", "BUD131", "SRC101", "YML101"]
    assert rows[2]["difference"] == "50000000"
    assert rows[3]["cell"] == "D7"
    assert [row["state"] for row in rows].count("acknowledged") == 2


@given(hostile(), hostile())
def test_no_format_lets_data_act(file: str, data: str) -> None:
    message = _("{plans}: {counts}", plans=data, counts=data)
    bad = finding(WRONG_SUM, message, Span(1, 2, 1, 3), path=data, actual=data, hint=message)
    known = Finding(WRONG_SUM, Complaint(message), None, message)
    plan = CheckedPlan(data, file, "0" * 64, findings=(bad, known), lines={1: data})
    report = replace(REPORT, plans=(plan,))
    for name in ALL:
        for line in re.split("\r\n|[\n\t]", written(report, name, VIETNAMESE)):
            assert visible(line) == line


def test_a_screen_says_what_a_pipe_says_with_room_between_the_findings() -> None:
    page = REPORT.on_screen(Manner(VIETNAMESE, 1, columns=200))
    drawn = list(plain_lines(page_lines(page, VIETNAMESE, 200)))
    assert "" in drawn
    assert [line for line in drawn if line] == written(REPORT, "text", VIETNAMESE, 1).splitlines()


def test_a_finding_without_a_hint_of_its_own_shows_the_change_it_suggests() -> None:
    lines = written(replace(ALL_RIGHT, plans=(WRONG,)), "text", ENGLISH)
    assert "  hint: one change suffices: budget.lines[thiet-bi].total = 1.200.000.000 đồng (hint: 5 → 0)\n" in lines
    assert ERROR.complaint.hint is None


def test_a_plain_check_loads_neither_tables_nor_other_formats() -> None:
    code = (
        "import sys, cybercrime_plan.render.checks.text; "
        "print(*sorted(m for m in sys.modules if m.startswith('cybercrime_plan.render.')), sep='\\n'); "
        "print(*({'tabulate', 'html', 'csv', 'rich'} & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    rooms = {module.removeprefix("cybercrime_plan.render.") for module in loaded}
    values = {"result", "table"}
    assert rooms == {"characters", "checks", "checks.text", "checks.words", *values}
