"""The lowest versions that are tried are those that pyproject.toml promises."""

from __future__ import annotations

import tomllib

import pytest

from tools.lowest import PROJECT, pins


def test_every_dependency_of_the_program_is_pinned_to_its_lowest_version() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    assert [pin.replace("==", ">=") for pin in pins(project, [])] == project["dependencies"]


def test_a_dependency_without_a_lowest_version_is_refused() -> None:
    with pytest.raises(ValueError, match="tabulate"):
        pins({"dependencies": ["rich>=13.7", "tabulate"]}, [])


def test_the_pins_of_an_extra_follow() -> None:
    project = {"dependencies": ["rich>=13.7"], "optional-dependencies": {"query": ["duckdb>=1.1"]}}
    assert pins(project, ["query"]) == ["rich==13.7", "duckdb==1.1"]
