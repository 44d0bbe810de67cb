"""The published JSON Schema describes what the reader accepts, for editors and other validators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from cybercrime_plan.model.schema import schema

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "plan.schema.json"
SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)


class Yaml12(yaml.SafeLoader):
    """What editors and check-jsonschema make of YAML: as version 1.2 has it, `on` is a word."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

SMALL = """
format: 1
id: an-giang
revision: {number: 1, on: "2024-01-05", amends: null}
budget:
  unit: triệu đồng
  years: [2024, 2025]
  lines:
    - {id: phong-ngua, stt: 1, name: Công tác phòng ngừa, amounts: [1150, "200,5"], total: "1.350,5"}
    - {id: thiet-bi, stt: "2", name: Thiết bị, amounts: ["-", null], total: "-"}
"""


def plan_of(text: str) -> Any:
    return yaml.load(text, Yaml12)  # noqa: S506 - a SafeLoader


def complaints(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(plan_of(text))]


def test_it_is_a_schema_of_the_draft_it_names() -> None:
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMA)


def test_the_committed_schema_is_that_of_the_code() -> None:
    text = json.dumps(SCHEMA, ensure_ascii=False, indent=2) + "\n"
    assert COMMITTED.read_text("utf-8") == text, "run: plan schema -o docs/plan.schema.json"


def test_a_small_plan_is_accepted() -> None:
    assert complaints(SMALL) == []


@pytest.mark.parametrize("plan", sorted((ROOT / "plans").glob("*.yaml")), ids=lambda plan: plan.stem)
def test_the_shipped_plans_are_accepted(plan: Path) -> None:
    assert complaints(plan.read_text("utf-8")) == []


@pytest.mark.parametrize("plan", sorted((ROOT / "plans").glob("*.yaml")), ids=lambda plan: plan.stem)
def test_the_shipped_plans_tell_editors_where_the_schema_is(plan: Path) -> None:
    first = plan.read_text("utf-8").splitlines()[0]
    assert (plan.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve() == COMMITTED


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("unit: triệu đồng", "units: triệu đồng"),
        ("amounts: [1150,", "amounts: [1.150,"),
        ("amounts: [1150,", 'amounts: ["1150.5",'),
        ("amounts: [1150,", "amounts: [true,"),
        ('total: "1.350,5"', 'total: "0150"'),
        ("format: 1", "format: 2"),
        ("id: an-giang", "id: An Giang"),
        ("id: an-giang", "id: null"),
        ("name: Thiết bị", 'name: " "'),
        ('on: "2024-01-05"', "on: hôm nay"),
        ("years: [2024, 2025]", "years: [24, 25]"),
        ("years: [2024, 2025]", "years: 2024"),
        ("budget:", "tasks:"),
    ],
)
def test_a_wrong_file_is_refused(right: str, wrong: str) -> None:
    assert right in SMALL
    assert complaints(SMALL.replace(right, wrong, 1)) != []


def test_a_file_without_budget_reports_and_tasks_is_refused() -> None:
    assert complaints("{format: 1, id: an-giang}") != []


def described(node: dict[str, Any], name: str = "Plan") -> Iterator[tuple[str, str]]:
    """Every field with its description."""
    for field, child in node.get("properties", {}).items():
        yield f"{name}.{field}", child.get("description", "")
    for part, child in node.get("$defs", {}).items():
        yield from described(child, part)


def test_every_field_is_explained_in_both_languages() -> None:
    for field, description in described(SCHEMA):
        vietnamese, _dash, english = description.partition(" — ")
        assert vietnamese != english != "", field
