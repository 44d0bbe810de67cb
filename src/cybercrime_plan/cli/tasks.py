"""`plan tasks`."""

from __future__ import annotations

from typing import Annotated

import typer

from cybercrime_plan.calc.assignments import Grouping, Query, assignments, counted
from cybercrime_plan.cli import options
from cybercrime_plan.cli.duties import agencies_named
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import targets_of, with_progress
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.duties import Role
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import InvalidPlan, load
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.table import Page
from cybercrime_plan.render.tasks import counts_table, tasks_data, tasks_page

_NEEDED = frozenset({"id", "tasks", "agencies", "reports"})
"""The sections of a plan file that this command rests on."""

Agency = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="TEXT",
        help=N_("What an agency does and reports: its id, or a piece of its name; accents may be left out."),
    ),
]
Section = Annotated[
    str | None, typer.Option("--section", metavar="PLACE", help=N_("Only what stands there or below: II.2."))
]
Said = Annotated[
    str | None, typer.Option("--text", metavar="TEXT", help=N_("Only what says so; accents may be left out."))
]

By = Annotated[Grouping | None, typer.Option("--by", help=N_("Count the tasks by agency, role or section."))]


def tasks(
    session: Session,
    targets: options.Targets = None,
    agency: Agency = None,
    role: Annotated[Role | None, typer.Option("--role", help=N_("Only assigned, or only requested."))] = None,
    section: Section = None,
    text: Said = None,
    by: By = None,
) -> int:
    """Show who does what, with whom, and where it is written."""
    found, code = _plans(session, targets)
    if not found:
        return code
    plans = tuple(plan for _target, plan in found)
    asked = Query(agencies_named(agency, plans), role, section, text)
    answer = assignments(plans, asked)
    if by is not None:
        result = PageResult.of(counts_table(counted(answer, by), by))
    else:
        result = PageResult(Page((tasks_page(answer),)), (tasks_data(answer),))
    session.deliver(result, [target.path for target, _plan in found if target.path is not None])
    return code


def _plans(session: Session, typed: options.Targets) -> tuple[list[tuple[Target, Plan]], int]:
    """The plans with tasks or reports; trouble with one does not stop the others.

    Raises:
        UsageError: no target has a task or a report.
    """
    code = 0
    found: list[tuple[Target, Plan]] = []
    for target in with_progress(session, targets_of(session, typed)):
        try:
            plan = _sound(target)
        except (InputError, InvalidPlan) as problem:
            session.complain(problem)
            code = 2
            continue
        if plan.tasks or plan.reports:
            found.append((target, plan))
        else:
            session.note(_("{file}: the plan has no tasks", file=target.name), trouble=target.explicit)
            code = max(code, 2 if target.explicit else 0)
    if not found and not code:
        raise UsageError(_("none of these plans has tasks"))
    return found, code


def _sound(target: Target) -> Plan:
    loaded = load(target.read(), target.name)
    if loaded.plan is None or loaded.unread & _NEEDED:
        raise InvalidPlan(loaded.file, loaded.findings)
    return loaded.plan


app = single(
    tasks,
    help=N_("Show who does what, with whom, and where it is written."),
    epilog="plan tasks --agency 'cong an'\n\nplan tasks khanh-hoa --role requested\n\nplan tasks --by agency",
)
