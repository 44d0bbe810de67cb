"""`plan list` and `plan show`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.cli import options
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import one_plan, targets_of, with_progress
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import Severity
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.load import Loaded, load
from cybercrime_plan.read.working_days import working_days
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.checks.report import READER, Status
from cybercrime_plan.render.plans import ListedPlan, overview, plan_list
from cybercrime_plan.render.records import section_page, sections_of
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.sections import Register
from cybercrime_plan.rules.run import check


def list_plans(session: Session, targets: options.Targets = None) -> int:
    """Show the plans found."""
    code = 0
    days = working_days()
    listed = []
    found = targets_of(session, targets)
    for target in with_progress(session, found):
        try:
            listed.append(_listed(load(target.read(), target.name), session, days))
        except InputError as problem:
            session.complain(problem)
            code = 2
    if any(one.state is Status.INVALID for one in listed):
        code = 2
    session.deliver(PageResult.of(plan_list(listed)), _paths(found))
    return code


def _listed(loaded: Loaded, session: Session, days: WorkingDays) -> ListedPlan:
    plan = loaded.plan
    if plan is None:
        return ListedPlan(None, loaded.file, None, None, None, None, Status.INVALID)
    total = crossfoot(plan.budget).computed if plan.budget else None
    state = _state(loaded, plan, session)
    coming = _next_due(plan, days, session.as_of)
    return ListedPlan(plan.id, loaded.file, plan.province, plan.period, total, coming, state)


def _next_due(plan: Plan, days: WorkingDays, as_of: date) -> date | None:
    """The target of the first occurrence that is not past; None when none is left."""
    return next((one.target for one in deadlines([plan], days).occurrences if one.due >= as_of), None)


def _state(loaded: Loaded, plan: Plan, session: Session) -> Status:
    if any(finding.rule.family in READER for finding in loaded.findings):
        return Status.INVALID
    findings = check(plan, as_of=session.as_of, positions=loaded.positions)
    grave = any(f.rule.severity is Severity.ERROR and f.acknowledged is None for f in findings)
    return Status.FINDINGS if grave else Status.OK


def _sections(incomplete: str) -> list[str]:
    return [name for name in sections_of(Plan) if name.startswith(incomplete)]


def show(
    session: Session,
    plan: options.OnePlan,
    section: Annotated[
        str | None,
        typer.Argument(
            metavar="SECTION",
            help=N_(
                "budget, reports, tasks, legal, statistics, recipients, agencies …; the whole plan when left out."
            ),
            autocompletion=_sections,
        ),
    ] = None,
) -> int:
    """Show one plan, or one section of it."""
    found, target = one_plan(session, plan)
    session.deliver(_result(found, section), _paths([target]))
    return 0


def _result(plan: Plan, section: str | None) -> PageResult:
    from cybercrime_plan.render.budget import budget_table

    budget = budget_table(plan.budget, crossfoot(plan.budget)) if plan.budget else None
    if section is None:
        return overview(plan, budget)
    if section == "budget":
        if budget is None:
            raise UsageError(_("{plan} has no budget", plan=plan.id))
        return PageResult.of(budget)
    sections = sections_of(type(plan))
    if section not in sections:
        raise UsageError(
            _("there is no section {section}", section=section),
            _("one of: {sections}", sections=", ".join(sections)),
        )
    return section_page(plan, section, Register(plan))


def _paths(targets: Sequence[Target]) -> list[Path]:
    return [target.path for target in targets if target.path is not None]


list_app = single(list_plans, help=N_("List the plans found: id, province, period, total, next due day, state."))
show_app = single(
    show,
    help=N_("Show a plan on one page, or one section of it."),
    epilog="plan show dong-thap\n\nplan show khanh-hoa tasks -f markdown",
)
