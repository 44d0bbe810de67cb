"""Run the checks on one plan: stamp every complaint with its rule and its place, in file order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from types import ModuleType
from typing import Final

from cybercrime_plan.findings import Finding, Positions, Rule, in_order
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.refusals import refusals
from cybercrime_plan.rules import budget, budget_notes, budget_patterns, budget_words
from cybercrime_plan.rules.rule import Check, Reading

_MODULES: Final[tuple[ModuleType, ...]] = (budget, budget_patterns, budget_words, budget_notes)
"""Where the checks are; every `Check` of these modules is run."""
_NOWHERE: Final = Positions()


@cache
def checks() -> tuple[Check, ...]:
    """All checks, by code."""
    found = [value for module in _MODULES for value in vars(module).values() if isinstance(value, Check)]
    return tuple(sorted(found, key=lambda check: check.rule.code))


def rule_by_code(code: str) -> Rule:
    """The rule of that code, a check's or a refusal of the reader.

    Raises:
        KeyError: there is none.
    """
    return {rule.code: rule for rule in (*refusals(), *(check.rule for check in checks()))}[code]


def check(
    plan: Plan, *, as_of: date, families: Collection[str] | None = None, positions: Positions = _NOWHERE
) -> tuple[Finding, ...]:
    """Everything the rules have to say about a plan, by place and code.

    Args:
        as_of: the day on which the question is asked.
        families: the letters of the families to run (`BUD`); all when None.
        positions: where the values of the plan are written.
    """
    return findings_of(Reading(plan, as_of), families, positions)


def findings_of(
    reading: Reading, families: Collection[str] | None = None, positions: Positions = _NOWHERE
) -> tuple[Finding, ...]:
    """The same for a reading that the caller keeps, to use what it has worked out (its cross-footing)."""
    chosen = (one for one in checks() if families is None or one.rule.family in families)
    findings = [
        Finding(one.rule, complaint, positions.near(complaint.loc))
        for one in chosen
        for complaint in one.find(reading)
    ]
    return in_order(findings)
