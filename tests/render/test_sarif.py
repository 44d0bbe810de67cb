"""SARIF, against a schema of our own after the standard, stricter than it, and an independent reader of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from sarif_pydantic import Sarif

from cybercrime_plan.findings import Span
from cybercrime_plan.language import _
from cybercrime_plan.render.checks import sarif
from cybercrime_plan.render.checks.words import CheckedPlan
from tests.render.reports import ERROR, REPORT, RIGHT, UNREADABLE, WRONG, WRONG_SUM, finding
from tests.render.samples import hostile
from tests.render.schemas import validate

SCHEMA = Path(__file__).parent / "sarif-2.1.0-reduced.schema.json"


def test_a_report_follows_the_standard_and_its_indexes_lead_somewhere() -> None:
    run = validate("".join(sarif.render(REPORT)), SCHEMA)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        where = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][where["index"]]["location"]["uri"] == where["uri"]


def test_an_independent_reader_of_the_standard_takes_it() -> None:
    (run,) = Sarif.model_validate_json("".join(sarif.render(REPORT))).runs
    assert [result.rule_id for result in run.results or ()] == [
        found.finding.rule.code for found in REPORT.findings
    ]


def test_what_is_acknowledged_is_suppressed_with_its_reason_and_the_rest_is_not() -> None:
    results = validate("".join(sarif.render(REPORT)), SCHEMA)["runs"][0]["results"]
    assert [bool(result["suppressions"]) for result in results] == [True, False, False, False, True, False]
    assert results[0]["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "nothing to report"}
    ]


def test_columns_are_code_points() -> None:
    run = validate("".join(sarif.render(REPORT)), SCHEMA)["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 4, "startColumn": 17, "endLine": 4, "endColumn": 19}


def test_an_unreadable_file_is_not_called_a_successful_run() -> None:
    for plans, success in (((RIGHT, WRONG), True), ((UNREADABLE,), False)):
        run = validate("".join(sarif.render(replace(REPORT, plans=plans))), SCHEMA)["runs"][0]
        assert run["invocations"] == [{"executionSuccessful": success}]


def test_a_moved_line_keeps_its_fingerprint_and_another_figure_does_not() -> None:
    moved = ERROR._replace(place=Span(9, 1, 9, 2))
    other = ERROR._replace(complaint=ERROR.complaint._replace(actual=1))
    assert sarif.fingerprint(WRONG, moved) == sarif.fingerprint(WRONG, ERROR)
    assert sarif.fingerprint(WRONG, other) != sarif.fingerprint(WRONG, ERROR)


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("plans/khánh hòa.yaml", "plans/kh%C3%A1nh%20h%C3%B2a.yaml"),
        ("a:b#c?.yaml", "a%3Ab%23c%3F.yaml"),
        ("100%.yaml", "100%25.yaml"),
        ("../x.yaml", "../x.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_a_file_name_becomes_a_relative_percent_encoded_uri(file: str, uri: str) -> None:
    assert sarif.uri(file) == uri


@given(hostile(), hostile())
def test_data_breaks_neither_the_standard_nor_a_message(file: str, data: str) -> None:
    found = finding(WRONG_SUM, _("{plans}: {counts}", plans=data, counts="[x](http://y) {0}"), None, path=data)
    plan = CheckedPlan(data, file, "0" * 64, findings=(found,))
    results = validate("".join(sarif.render(replace(REPORT, plans=(plan,)))), SCHEMA)["runs"][0]["results"]
    message = results[0]["message"]["text"]
    assert message.endswith("[x\\](http://y) {{0}}")
    assert message.replace("{{", "").count("{") == 0
