"""A file that was read, with what the rules find in it: what pages show and programs are given."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from cybercrime_plan.findings import Finding
from cybercrime_plan.model.bodies import Bodies
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.load import Loaded
from cybercrime_plan.render.checks.words import CheckedPlan, Totals, lines_with, positions_of
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
    footing = reading.footing
    stated = footing.stated if footing and isinstance(footing.stated, Money) else None
    rows = footing.table.walk() if footing else ()
    not_fixed = {row.line.id: row.line.name for row in rows if footing and row.line.id in footing.not_fixed}
    return CheckedPlan(
        id=reading.plan.id,
        file=loaded.file,
        sha256=loaded.sha256,
        unread=tuple(sorted(loaded.unread)),
        totals=Totals(footing.computed, stated, not_fixed) if footing else None,
        sums=footing.sums if footing else None,
        account=reading.account,
        terms=tuple(own_terms(reading.plan)),
        findings=findings,
        lines=lines_with(findings, loaded.lines),
        positions=positions_of(findings, loaded.positions),
        margins=_margins(reading, findings),
    )


def _margins(reading: Reading, findings: tuple[Finding, ...]) -> Table | None:
    """The table with its sums, where several of them are found wrong."""
    budget, footing = reading.plan.budget, reading.footing
    if budget is None or footing is None or sum(one.contradicts_a_sum for one in findings) < 2:  # noqa: PLR2004
        return None
    from cybercrime_plan.render.checks.margins import margins

    return margins(budget, footing)
