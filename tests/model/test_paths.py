"""Paths name things by id and year, so that they survive a line moved up or down."""

from __future__ import annotations

import pytest

from cybercrime_plan.findings import Loc
from cybercrime_plan.model.paths import path_of
from cybercrime_plan.model.plan import Plan

TREE = {
    "format": "1",
    "id": "mau",
    "period": {"from": "2024", "to": "2025"},
    "document": {
        "number": "1/KH-UBND",
        "readings": (
            {"of": "number", "value": "2/KH-UBND", "at": "PL1"},
            {"of": "number", "value": "3/KH-UBND", "at": "PL2"},
        ),
    },
    "legal_basis": ({"kind": "Nghị định", "number": "25/2014/NĐ-CP"}, {"kind": "Luật An ninh mạng"}),
    "budget": {
        "unit": "triệu đồng",
        "years": ("2024", "2025"),
        "lines": (
            {
                "id": "gom",
                "name": "Gồm",
                "lines": (
                    {
                        "id": "con",
                        "name": "Con",
                        "amounts": ("1", "2"),
                        "split": {"tinh": ("1", "2")},
                        "covers": ("Hội nghị", "Tập huấn"),
                    },
                ),
            },
        ),
        "totals": ("1", "2"),
        "stated": ({"amount": "3", "at": "III"}, {"amount": "3"}),
    },
}

PATHS: tuple[tuple[Loc, str], ...] = (
    ((), ""),
    (("id",), "id"),
    (("period", "from"), "period.from"),
    (("document", "readings", 0), "document.readings[number]"),
    (("document", "readings", 1, "value"), "document.readings[number#2].value"),
    (("legal_basis", 0, "issuer"), "legal_basis[25/2014/NĐ-CP].issuer"),
    (("legal_basis", 1), "legal_basis[Luật An ninh mạng]"),
    (("budget", "lines", 0, "lines", 0, "amounts", 1), "budget.lines[gom].lines[con].amounts[2025]"),
    (("budget", "lines", 0, "lines", 0, "split", "tinh", 0), "budget.lines[gom].lines[con].split[tinh][2024]"),
    (("budget", "lines", 0, "lines", 0, "covers", 1), "budget.lines[gom].lines[con].covers[Tập huấn]"),
    (("budget", "totals", 0), "budget.totals[2024]"),
    (("budget", "totals", 7), "budget.totals[#8]"),
    (("budget", "stated", 0, "amount"), "budget.stated[III].amount"),
    (("budget", "stated", 1), "budget.stated[#2]"),
    (("budget", "lines", 5, "name"), "budget.lines[#6].name"),
)


@pytest.mark.parametrize(("loc", "path"), PATHS, ids=[path or "the file" for _loc, path in PATHS])
def test_a_path_is_the_same_in_the_text_and_in_the_plan_read_from_it(loc: Loc, path: str) -> None:
    assert path_of(loc, TREE) == path
    assert path_of(loc, Plan.model_validate(TREE)) == path


def test_a_long_name_is_cut_so_that_a_path_stays_one_line() -> None:
    path = path_of(("recipients", 0), {"recipients": ({"name": "x" * 500},)})
    assert path == "recipients[" + "x" * 59 + "…]"
