"""What the package offers to other programs; nothing of a terminal is loaded by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.calc.diff.comparison import apply, diff, invert
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.findings import Finding, Positions, Rule, Severity
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.bodies import bodies
from cybercrime_plan.read.data_file import working_days
from cybercrime_plan.read.load import InvalidPlan, Loaded, load, load_plan
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of

__all__ = [
    "Finding",
    "InvalidPlan",
    "Loaded",
    "Money",
    "Plan",
    "Rule",
    "Severity",
    "apply",
    "check",
    "deadlines",
    "diff",
    "fact_columns",
    "facts",
    "invert",
    "load",
    "load_plan",
    "working_days",
]


def check(
    plan: Plan | Loaded,
    *,
    as_of: date,
    families: Collection[str] | None = None,
    positions: Positions | None = None,
    days: WorkingDays | None = None,
    known: Bodies | None = None,
) -> tuple[Finding, ...]:
    """Everything the rules have to say about a plan, by place and code.

    What the reader has refused is part of it when it is asked about what `load` gives, and every finding has its
    place; of a plan alone no place is known.

    Args:
        as_of: the day on which the question is asked.
        families: the letters of the families of rules to run (`BUD`); all when None.
        positions: where the values of a plan are written.
        days: the days that are worked; those of the national calendar when None.
        known: what is known of bodies that changed; what the program comes with when None.
    """
    calendar = working_days() if days is None else days
    register = bodies() if known is None else known
    if isinstance(plan, Plan):
        places = positions or Positions()
        reading = Reading(plan, as_of, calendar, positions=places, bodies=register)
        return findings_of(reading, families, places)
    if plan.plan is None:
        return plan.findings
    reading = Reading(plan.plan, as_of, calendar, plan.unread, plan.positions, bodies=register)
    return (*plan.findings, *findings_of(reading, families, plan.positions))


def facts(loaded: Loaded, *, as_of: date) -> dict[str, list[dict[str, str | int | None]]]:
    """One file as rows of the tidy tables plans, lines, reports, tasks, receipts, money and findings.

    They are the rows of `plan export -o facts/`: whole đồng, ISO dates, English sentences. Of a file that cannot be
    read there is a row in `plans`, and the reasons are in `findings`. `receipts` has no row, and `money` only what
    is planned: who has reported and what was spent stands in books of their own.

    Args:
        as_of: the day on which the rules are asked.
    """
    from cybercrime_plan.checking import checked_file
    from cybercrime_plan.render.exports.facts import plain_rows, tidy
    from cybercrime_plan.render.names import Names

    days = working_days()
    occurrences = deadlines([loaded.plan], days).occurrences if loaded.plan else ()
    names = Names((Owners(loaded.plan, bodies()),) if loaded.plan else (), day=as_of)
    checked = checked_file(loaded, as_of, days, bodies())
    return plain_rows(tidy(checked, loaded.plan, occurrences, loaded.positions, names))


def fact_columns() -> Mapping[str, Mapping[str, str]]:
    """The columns of those tables, in order, each with its type in SQL: VARCHAR, BIGINT, INTEGER or DATE."""
    from cybercrime_plan.render.exports.facts import TABLES, tidy_table

    return {name: {column.key: column.sql for column in tidy_table(name, ()).columns} for name in TABLES}
