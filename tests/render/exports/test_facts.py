"""Tidy facts: one row for each plan, line and year, that add up without counting anything twice."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from hypothesis import given

from cybercrime_plan.language import VIETNAMESE
from cybercrime_plan.render.exports.facts import facts
from cybercrime_plan.render.formats.json import json_lines
from cybercrime_plan.render.table import Page
from tests.render.exports.dossiers import SHIPPED, budgets, made, shipped
from tests.render.written import EXCEL, encoded
from tests.render.written import written as written_as


def written(name: str, *names: str) -> str:
    return written_as(Page((facts([shipped(one) for one in names or SHIPPED]),)), name, VIETNAMESE)


def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("jsonl").splitlines()]


def test_every_amount_is_a_row_of_its_own() -> None:
    assert len(records()) == 4 * 5 + 4 * 4
    assert records()[13] == {
        "plan": "dong-thap",
        "province": "Đồng Tháp",
        "line": "thiet-bi",
        "parent": None,
        "stt": "3",
        "name": "Mua sắm trang thiết bị, phương tiện",
        "role": "line",
        "year": 2025,
        "state": "amount",
        "dong": 3_300_000_000,
        "source": "tinh",
        "source_name": "Ngân sách Tỉnh",
        "place": records()[13]["place"],
    }


def test_they_add_up_to_the_totals() -> None:
    totals: dict[str, int] = {}
    for record in records():
        totals[record["plan"]] = totals.get(record["plan"], 0) + (record["dong"] or 0)
    assert totals == {"dong-thap": 7_150_000_000, "khanh-hoa": 4_800_000_000}


def test_a_dash_is_a_state_without_an_amount() -> None:
    states = {
        (record["line"], record["state"], record["dong"]) for record in records() if record["plan"] == "khanh-hoa"
    }
    assert ("thiet-bi", "dash", None) in states


@given(budgets())
def test_the_rows_of_lines_add_up_to_what_the_table_adds_up_to(table: dict[str, Any]) -> None:
    dossier = made(table)
    rows = [json.loads(line) for line in json_lines((facts([dossier]),))]
    assert dossier.footing is not None
    if not any(row["state"] == "blank" for row in rows) and all(
        "amounts" in line for line in leaves(table["lines"])
    ):
        computed = dossier.footing.computed
        assert computed is not None
        assert sum(row["dong"] or 0 for row in rows if row["role"] == "line") == computed.dong


def leaves(lines: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    return [leaf for line in lines for leaf in (leaves(line["lines"]) if "lines" in line else [line])]


def test_separated_values_hold_the_same_rows() -> None:
    for name, separator in (("csv", ","), ("tsv", "\t")):
        rows = list(csv.DictReader(io.StringIO(written(name)), delimiter=separator))
        assert [row["dong"] for row in rows] == [str(record["dong"] or "") for record in records()]


def test_excel_gets_semicolons_and_a_byte_order_mark() -> None:
    data = encoded(Page((facts([shipped(SHIPPED[0])]),)), EXCEL, VIETNAMESE)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 21
    assert data.splitlines()[0].count(b";") == 12
