"""`plan agencies`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Annotated

import typer

from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.days import typed_day
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.spool import Spool
from cybercrime_plan.cli.targets import FilesRead
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.render.agencies import Agencies, AgencyNow, BodyEntry, BodyTold, ToldStep
from cybercrime_plan.render.formats import COMMON

At = Annotated[
    str | None,
    typer.Option("--at", metavar="DATE", help=N_("The day of the question; the day of --as-of when left out.")),
]


OneBody = Annotated[
    str | None,
    typer.Option("--body", metavar="ID", help=N_("The history of one body: its id in a plan or in the register.")),
]


def agencies(
    session: Session,
    targets: options.Targets = None,
    at: At = None,
    body: OneBody = None,
    register: options.BodiesFile = None,
) -> int:
    """Show the bodies of plans and what became of them."""
    day = session.as_of if at is None else typed_day("--at", at)
    known = KnownBodies(session, register)
    files = FilesRead(session, targets)
    needed = frozenset({"id", "agencies", "tasks", "reports"})
    with_agencies = files.plans(
        needed, lambda plan: plan.agencies, lambda file: _("{file}: the plan names no agencies", file=file)
    )
    every = known.owners_of_each(with_agencies)
    # of one body every plan is asked several times; of all bodies each plan once
    asked = every if body is None else tuple(every)
    rows = Spool(row for owners in asked for row in _on(owners, day))
    if not rows and not files.code:
        raise UsageError(_("none of these plans names agencies"))
    result = Agencies(day, rows)
    if rows and body is not None and isinstance(asked, tuple):
        result = _told_of(body, asked, rows, day)
    if len(rows):
        session.deliver(result, known.inputs(files.targets))
    return files.code


def _on(owners: Owners, day: date) -> Iterator[AgencyNow]:
    """The agencies of one plan on that day."""
    plan = owners.plan
    reporting = [owners.leaves(report.from_whom, day, report.id) for report in plan.reports]
    for one in plan.agencies:
        duties = sum(one.id in task.agencies for task in plan.tasks), sum(one.id in ids for ids in reporting)
        yield AgencyNow(plan.id, one.id, one.name, owners.of_name(one.id, day), *duties)


def _told_of(body: str, every: tuple[Owners, ...], rows: Iterable[AgencyNow], day: date) -> BodyTold:
    """The agencies that are this body or have become it, each change on the way, and what the registers hold of it.

    Raises:
        UsageError: neither a plan nor a register knows it.
    """
    ids = {one for owners in every for one in (*owners.bodies.by_id, *(each.id for each in owners.plan.agencies))}
    if body not in ids:
        close = get_close_matches(body, sorted(ids), n=3)
        hint = _("did you mean {codes}?", codes=", ".join(close)) if close else _("see: plan agencies")
        raise UsageError(_("neither a plan nor the register of bodies has {id}", id=body), hint)
    chosen = tuple(row for row in rows if row.id == body or body in {owner.id for owner in row.ownership.owners})
    steps: dict[ToldStep, None] = {}
    entries = []
    for owners in every:
        plan = owners.plan.id
        for history in owners.histories((*(row.id for row in chosen if row.plan == plan), body)):
            for change, heirs in history.steps:
                step = ToldStep(plan, history.place.name, change, tuple(heir.name for heir in heirs))
                steps.setdefault(step)
        for one in (body, *owners.members(body)):
            known, groups = owners.body(one), tuple(map(owners.name, owners.groups(one)))
            if one != body or known or groups:
                entries.append(BodyEntry(plan, one, owners.name(one), known, groups))
    return BodyTold(day, chosen, tuple(sorted(steps, key=lambda step: step.change.on)), tuple(entries))


app = single(
    agencies,
    formats=(*COMMON, "xlsx"),
    help=N_("Show the bodies the plans name and what became of each by a day."),
    epilog=(
        "plan agencies --at 2025-11-14\n\nplan agencies -o co-quan.xlsx\n\n"
        "plan agencies khanh-hoa --body so-tttt\n\nplan agencies khanh-hoa --agencies co-quan.yaml -f json"
    ),
)
