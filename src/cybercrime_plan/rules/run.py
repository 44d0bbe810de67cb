"""Run the checks on one plan: stamp every complaint with its rule and its place, in file order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from itertools import chain
from types import ModuleType
from typing import Final

from cybercrime_plan.findings import Finding, Positions, Rule, in_order
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.rules import acknowledgements
from cybercrime_plan.rules.acknowledgements import settle
from cybercrime_plan.rules.rule import Check, Reading

_FAMILIES: Final = ("AGY", "BUD", "DOC", "LEG", "RPT", "SRC", "STA", "TSK")
RETIRED: Final[Mapping[str, tuple[str, ...]]] = {"TSK103": ("AGY101", "AGY102")}
"""Codes that no rule has any more, and none ever gets again, with the rules that say it now."""
FOUND_ELSEWHERE: Final = frozenset({"VER", "REG", "EXE"})
"""The families that other commands find, with a source, a register or a book beside the plan. A plan may
acknowledge what they find, and nothing can be told of that here."""
_NOWHERE: Final = Positions()
_WEEK: Final = WorkingDays()


def checks(families: Collection[str] | None = None) -> tuple[Check, ...]:
    """All checks, or those of some families, by code."""
    asked = (family for family in _FAMILIES if families is None or family in families)
    return tuple(one for family in asked for one in _checks_of(family))


def families_of_checks() -> frozenset[str]:
    """The families of everything a plan may acknowledge."""
    return FOUND_ELSEWHERE.union(_FAMILIES)


@cache
def _checks_of(family: str) -> tuple[Check, ...]:
    """Every `Check` of its modules, alone or in a tuple; they are loaded when it is asked for and not before."""
    modules: tuple[ModuleType, ...]
    match family:
        case "AGY":
            from cybercrime_plan.rules import agencies

            modules = (agencies,)
        case "BUD":
            from cybercrime_plan.rules import budget, budget_account, tables

            modules = budget, budget_account, tables
        case "DOC":
            from cybercrime_plan.rules import documents

            modules = (documents,)
        case "LEG":
            from cybercrime_plan.rules import law

            modules = (law,)
        case "RPT":
            from cybercrime_plan.rules import reports

            modules = (reports,)
        case "SRC":
            from cybercrime_plan.rules import sources

            modules = (sources,)
        case "STA":
            from cybercrime_plan.rules import statistics

            modules = (statistics,)
        case _:
            from cybercrime_plan.rules import tasks

            modules = (tasks,)
    named = (value for module in modules for value in vars(module).values())
    found = (one for value in named for one in (value if type(value) is tuple else (value,)))
    return tuple(sorted((one for one in found if isinstance(one, Check)), key=lambda check: check.rule.code))


def rules(families: Collection[str] | None = None) -> tuple[Rule, ...]:
    """The rules that are run, by code; those on acknowledgements always, for they judge what the others find."""
    found = (one.rule for one in checks(families))
    return tuple(sorted((*found, *acknowledgements.RULES), key=lambda rule: rule.code))


def check(
    plan: Plan,
    *,
    as_of: date,
    families: Collection[str] | None = None,
    positions: Positions = _NOWHERE,
    days: WorkingDays = _WEEK,
    bodies: Bodies | None = None,
) -> tuple[Finding, ...]:
    """Everything the rules have to say about a plan, by place and code.

    Args:
        as_of: the day on which the question is asked.
        families: the letters of the families to run (`BUD`); all when None.
        positions: where the values of the plan are written.
        days: which days are worked; Monday to Friday when nothing else is known.
        bodies: what is known of bodies that changed; nothing but the plan's own words when None.
    """
    reading = Reading(plan, as_of, days, positions=positions, bodies=bodies or Bodies())
    return findings_of(reading, families, positions)


def findings_of(
    reading: Reading, families: Collection[str] | None = None, positions: Positions = _NOWHERE
) -> tuple[Finding, ...]:
    """The same for a reading that the caller keeps, to use what it has worked out (its cross-footing)."""
    chosen = checks(families)
    found: Iterable[Finding] = (
        Finding(one.rule, complaint) for one in chosen for complaint in one.complaints(reading)
    )
    of_budgets = [one for one in chosen if one.rule.family in {"BUD", "SRC"}]
    if reading.plan.budgets and of_budgets:
        from cybercrime_plan.rules.tables import in_its_table

        moved = (
            (one.rule, in_its_table(complaint, its))
            for its in reading.further
            for one in of_budgets
            for complaint in one.complaints(its)
        )
        further = (Finding(rule, complaint) for rule, complaint in moved if complaint is not None)
        found = chain(found, further)
    run = frozenset(one.rule.code for one in chosen)
    left_out = FOUND_ELSEWHERE | {one for one in _FAMILIES if families is not None and one not in families}
    if not reading.bodies.registers:
        left_out |= {"AGY"}  # without a register of bodies nothing can be told of what it would say
    settled = settle(reading, found, run, left_out)
    return in_order(
        finding._replace(place=finding.complaint.place or positions.near(finding.complaint.loc))
        for finding in settled
    )
