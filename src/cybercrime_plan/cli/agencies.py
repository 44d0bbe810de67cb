"""`plan agencies`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.days import typed_day
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import FilesRead, paths_of
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.render.agencies import Agencies, AgencyNow

At = Annotated[
    str | None,
    typer.Option("--at", metavar="DATE", help=N_("The day of the question; the day of --as-of when left out.")),
]


def agencies(
    session: Session, targets: options.Targets = None, at: At = None, register: options.BodiesFile = None
) -> int:
    """Show the bodies of plans and what became of them."""
    day = session.as_of if at is None else typed_day("--at", at)
    known = KnownBodies(session, register)
    files = FilesRead(session, targets)
    needed = frozenset({"id", "agencies", "tasks", "reports"})
    with_agencies = files.plans(
        needed, lambda plan: plan.agencies, lambda file: _("{file}: the plan names no agencies", file=file)
    )
    found = tuple(with_agencies)
    if not found and not files.code:
        raise UsageError(_("none of these plans names agencies"))
    rows = tuple(row for owners in known.owners(found) for row in _rows(owners, day))
    if found:
        session.deliver(Agencies(day, rows), [*paths_of(files.targets), *known.paths(files.targets)])
    return files.code


def _rows(owners: Owners, day: date) -> Iterator[AgencyNow]:
    plan = owners.plan
    reporting = [owners.leaves(report.from_whom, day, report.id) for report in plan.reports]
    for agency in plan.agencies:
        tasks = sum(agency.id in task.agencies for task in plan.tasks)
        reports = sum(agency.id in leaves for leaves in reporting)
        yield AgencyNow(plan.id, agency.id, agency.name, owners(agency.id, day), tasks, reports)


app = single(
    agencies,
    help=N_("Show the bodies the plans name and what became of each by a day."),
    epilog="plan agencies --at 2025-11-14\n\nplan agencies khanh-hoa --agencies co-quan.yaml -f json",
)
