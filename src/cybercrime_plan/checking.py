"""A file that was read, with what the rules find in it: what pages show and programs are given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from cybercrime_plan.calc.account import together
from cybercrime_plan.calc.crossfoot import Sums
from cybercrime_plan.findings import Finding
from cybercrime_plan.model.budget import FurtherBudget
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.load import Loaded
from cybercrime_plan.render.checks.words import (
    CheckedPlan,
    CheckedTable,
    ToldRemark,
    Totals,
    lines_with,
    printed_place,
    suggested,
)
from cybercrime_plan.render.table import Table
from cybercrime_plan.rules.budget_account import own_terms
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of


def checked_file(
    loaded: Loaded, as_of: date, days: WorkingDays, bodies: Bodies, families: Collection[str] | None = None
) -> CheckedPlan:
    """Everything there is to say about one file, what its reader refuses first.

    Args:
        families: the letters of the families of rules to run; all when None.
    """
    if loaded.plan is None:
        lines = lines_with(loaded.findings, loaded.lines)
        return CheckedPlan(None, loaded.file, loaded.sha256, readable=False, findings=loaded.findings, lines=lines)
    reading = Reading(loaded.plan, as_of, days, loaded.unread, loaded.positions, loaded.figures, bodies)
    return checked_plan(loaded, reading, (*loaded.findings, *findings_of(reading, families, loaded.positions)))


def checked_plan(loaded: Loaded, reading: Reading, findings: tuple[Finding, ...]) -> CheckedPlan:
    """What was found in one plan, ready to be shown."""
    every = (reading, *reading.further)
    sums = [its.footing.sums for its in every if its.footing]
    accounts = [its.account for its in every if its.account]
    # what findings are about, each once; what stands outside the plan file has no place in it
    locs = dict.fromkeys(one.complaint.loc for one in findings if one.complaint.loc and one.complaint.place is None)
    tables = (
        CheckedTable(one.id, one.called, _totals(its), its.footing.sums if its.footing else Sums(0, 0, 0))
        for one, its in zip(reading.plan.budgets, reading.further, strict=True)
    )
    return CheckedPlan(
        id=loaded.id,
        file=loaded.file,
        sha256=loaded.sha256,
        unread=tuple(sorted(loaded.unread)),
        totals=_totals(reading),
        sums=Sums(*map(sum, zip(*sums, strict=True))) if sums else None,
        account=together(accounts) if accounts else None,
        tables=tuple(tables),
        terms=tuple(dict.fromkeys(term for its in every for term in own_terms(its.plan))),
        findings=findings,
        lines=lines_with(findings, loaded.lines),
        positions=loaded.positions.only(suggested(findings)),
        margins=tuple(_margins(every, findings)),
        remarks=tuple(ToldRemark(one.place, one.message, one.grave) for one in loaded.remarks),
        printed={loc: place for loc in locs if (place := printed_place(reading.plan, loc)) is not None},
    )


def _margins(readings: tuple[Reading, ...], findings: tuple[Finding, ...]) -> Iterator[Table]:
    """Each table with its sums, of which several are found wrong."""
    for reading in readings:
        budget, footing, loc = reading.plan.budget, reading.footing, reading.table
        broken = [one for one in findings if one.contradicts_a_sum and one.complaint.loc[: len(loc)] == loc]
        if budget is not None and footing is not None and len(broken) > 1:
            from cybercrime_plan.render.checks.margins import margins

            shown = margins(budget, footing)
            if shown is not None:
                yield shown._replace(title=budget.called) if isinstance(budget, FurtherBudget) else shown


def _totals(reading: Reading) -> Totals | None:
    footing = reading.footing
    if footing is None:
        return None
    alone = footing.table.total_of_only_column
    printed = (footing.stated, alone.value if alone else None)
    stated = next((value for value in printed if isinstance(value, Money)), None)
    not_fixed = {row.line.id: row.line.name for row in footing.table.walk() if row.line.id in footing.not_fixed}
    return Totals(footing.computed, stated, not_fixed, reading.takes_every_figure)
