"""Run the checks on one plan: stamp every complaint with its rule and its place, in file order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from types import ModuleType
from typing import Final

from cybercrime_plan.findings import Finding, Positions, Rule, in_order
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.refusals import refusals
from cybercrime_plan.rules import (
    acknowledgements,
    budget,
    budget_notes,
    budget_patterns,
    budget_words,
    copies,
    documents,
    law,
    lines,
    names,
    numbers,
    reports,
    sources,
    spending,
    statistics,
    tasks,
)
from cybercrime_plan.rules.acknowledgements import settle
from cybercrime_plan.rules.rule import Check, Reading

_MODULES: Final[tuple[ModuleType, ...]] = (
    budget,
    budget_patterns,
    budget_words,
    budget_notes,
    sources,
    lines,
    spending,
    documents,
    copies,
    law,
    numbers,
    reports,
    tasks,
    names,
    statistics,
)
"""Where the checks are; every `Check` of these modules is run."""
_NOWHERE: Final = Positions()
_WEEK: Final = WorkingDays()


@cache
def checks() -> tuple[Check, ...]:
    """All checks, by code."""
    found = [value for module in _MODULES for value in vars(module).values() if isinstance(value, Check)]
    return tuple(sorted(found, key=lambda check: check.rule.code))


def rules(families: Collection[str] | None = None) -> tuple[Rule, ...]:
    """The rules that are run, by code; those on acknowledgements always, for they judge what the others find."""
    found = (one.rule for one in checks() if families is None or one.rule.family in families)
    return tuple(sorted((*found, *acknowledgements.RULES), key=lambda rule: rule.code))


def rule_by_code(code: str) -> Rule:
    """The rule of that code, a check's or a refusal of the reader.

    Raises:
        KeyError: there is none.
    """
    return {rule.code: rule for rule in (*refusals(), *rules())}[code]


def check(
    plan: Plan,
    *,
    as_of: date,
    families: Collection[str] | None = None,
    positions: Positions = _NOWHERE,
    days: WorkingDays = _WEEK,
) -> tuple[Finding, ...]:
    """Everything the rules have to say about a plan, by place and code.

    Args:
        as_of: the day on which the question is asked.
        families: the letters of the families to run (`BUD`); all when None.
        positions: where the values of the plan are written.
        days: which days are worked; Monday to Friday when nothing else is known.
    """
    return findings_of(Reading(plan, as_of, days), families, positions)


def findings_of(
    reading: Reading, families: Collection[str] | None = None, positions: Positions = _NOWHERE
) -> tuple[Finding, ...]:
    """The same for a reading that the caller keeps, to use what it has worked out (its cross-footing)."""
    chosen = [one for one in checks() if families is None or one.rule.family in families]
    found = (Finding(one.rule, complaint) for one in chosen for complaint in one.find(reading))
    run = frozenset(one.rule.code for one in chosen)
    settled = settle(reading, found, run, frozenset(one.rule.code for one in checks()))
    return in_order(finding._replace(place=positions.near(finding.complaint.loc)) for finding in settled)
