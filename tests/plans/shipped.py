"""The two plans as they are shipped, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import yaml

from cybercrime_plan.model.base import Plain
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.identity import Document
from cybercrime_plan.model.plan import Plan

FOLDER: Final = Path(__file__).resolve().parents[2] / "plans"
FILES: Final = {
    "khanh-hoa": FOLDER / "khanh-hoa-2023-2026.yaml",
    "dong-thap": FOLDER / "dong-thap-2022-2026.yaml",
}
IDS: Final = tuple(FILES)


@cache
def shipped(plan_id: str) -> Plan:
    """The plan of that id."""
    node = yaml.compose(FILES[plan_id].read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return Plan.model_validate(_tree(node))


def _tree(n: object) -> object:
    if isinstance(n, yaml.MappingNode):
        return {k.value: _tree(v) for k, v in n.value}
    if isinstance(n, yaml.SequenceNode):
        return tuple(_tree(x) for x in n.value)
    assert isinstance(n, yaml.ScalarNode)
    if n.style is None and n.value in ("null", ""):
        return None
    return Plain(n.value) if n.style is None else str(n.value)


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
