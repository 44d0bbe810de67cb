"""What is said of faults that are rare, on the smallest plans that have them."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from cybercrime_plan.read.bodies import bodies
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.budget_account import own_terms
from cybercrime_plan.rules.run import check

HEAD: Final = "format: 1\nid: vd\nprovince: Bắc Sơn\ntitle: Kế hoạch năm 2025\n"
TABLE: Final = """\
budget:
  unit: triệu đồng
  years: [2025, 2026]
  lines:
    - {id: a, name: Tập huấn, amounts: [100, null]%s}
    - {id: b, name: Thiết bị, amounts: [50, 10]}
"""
FOUNDED: Final = """\
period: {from: 2026, to: 2027}
agencies: [{id: s, name: Sở Dữ liệu, from: 2027}]
reports: [{id: r, title: Báo cáo năm, kind: once, due: "2026-12-01", from_whom: [s], to: [s], bound: by}]
"""


def said(code: str, text: str) -> list[str]:
    loaded = load((HEAD + text).encode(), "vd.yaml")
    assert loaded.plan is not None
    assert loaded.findings == ()
    found = check(loaded.plan, as_of=date(2026, 6, 1), positions=loaded.positions, bodies=bodies())
    return [f"{one.complaint.path}: {one.complaint.message}" for one in found if one.rule.code == code]


@pytest.mark.parametrize(
    ("code", "text", "sentence"),
    [
        (
            "DOC108",
            'document: {number: 15/KH-UBND, date: "2025"}\n' + TABLE % "",
            "document.date: only the year of the date is printed: 2025",
        ),
        (
            "DOC109",
            "document: {signer: {title: CHỦ TỊCH}}\n" + TABLE % "",
            "document.signer: the name of the signer is missing",
        ),
        (
            "BUD120",
            TABLE % "" + '  formulas: ["total = don-gia x so-luong"]\n',
            "budget.formulas[total = don-gia x so-luong]: “don-gia” is no column of the table",
        ),
        (
            "SRC113",
            TABLE % ", notes: [{on: 2026, text: Gia hạn phần mềm}]",
            "budget.lines[a].notes[2026]: the note “Gia hạn phần mềm” is about 2026, where nothing is printed",
        ),
        (
            "AGY101",
            FOUNDED,
            (
                "agencies[s]: “Sở Dữ liệu” is there only from 2027-01-01; before that it has 1 report due,"
                " the first on 2026-12-01"
            ),
        ),
    ],
)
def test_a_rare_fault_is_told_at_its_place(code: str, text: str, sentence: str) -> None:
    assert sentence in said(code, text)


def test_a_plan_that_takes_a_line_off_says_so_with_every_check() -> None:
    loaded = load((HEAD + TABLE % ", deduction: true").encode(), "vd.yaml")
    assert loaded.plan is not None
    assert [str(one) for one in own_terms(loaded.plan)] == ["“Tập huấn” is taken off"]
