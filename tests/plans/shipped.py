"""The two plans as they are shipped, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.identity import Document
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import load_plan

FOLDER: Final = Path(__file__).resolve().parents[2] / "plans"
FILES: Final = {
    "khanh-hoa": FOLDER / "khanh-hoa-2023-2026.yaml",
    "dong-thap": FOLDER / "dong-thap-2022-2026.yaml",
}
IDS: Final = tuple(FILES)


@cache
def shipped(plan_id: str) -> Plan:
    """The plan of that id."""
    return load_plan(FILES[plan_id])


def budget_of(plan_id: str) -> Budget:
    """Its budget."""
    budget = shipped(plan_id).budget
    assert budget is not None
    return budget


def document_of(plan_id: str) -> Document:
    """Its document."""
    document = shipped(plan_id).document
    assert document is not None
    return document
