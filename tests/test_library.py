"""The package as a library: what its docstring shows is true."""

from __future__ import annotations

import doctest

import pytest

import cybercrime_plan
from tests.program import ROOT


def test_the_examples_of_the_package_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = doctest.testmod(cybercrime_plan)
    assert outcome.attempted >= 6
    assert outcome.failed == 0


def test_every_public_name_is_there_and_nothing_else_is_made_up() -> None:
    for name in cybercrime_plan.__all__:
        assert getattr(cybercrime_plan, name)
    with pytest.raises(AttributeError):
        _ = cybercrime_plan.__getattr__("no_such_thing")
