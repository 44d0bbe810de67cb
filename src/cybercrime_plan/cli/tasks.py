"""`plan tasks`."""

from __future__ import annotations

from typing import Annotated

import typer

from cybercrime_plan.calc.assignments import Grouping, Query, assignments, counted, everybodys
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.deadline import agencies_named
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.targets import FilesRead, paths_of
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.duties import Role
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.table import Page
from cybercrime_plan.render.tasks import counts_table, open_tasks_told, tasks_data, tasks_page

_NEEDED = frozenset({"id", "tasks", "agencies", "reports"})
"""The sections of a plan file that this command rests on."""

TaskAgency = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="TEXT",
        help=N_("What an agency does and reports: its id, or a piece of its name; accents may be left out."),
    ),
]
InSection = Annotated[
    str | None, typer.Option("--section", metavar="PLACE", help=N_("Only what stands there or below: II.2."))
]
Said = Annotated[
    str | None, typer.Option("--text", metavar="TEXT", help=N_("Only what says so; accents may be left out."))
]

CountedBy = Annotated[Grouping | None, typer.Option("--by", help=N_("Count the tasks by agency, role or section."))]


def tasks(
    session: Session,
    targets: options.Targets = None,
    agency: TaskAgency = None,
    role: Annotated[Role | None, typer.Option("--role", help=N_("Only assigned, or only requested."))] = None,
    section: InSection = None,
    text: Said = None,
    by: CountedBy = None,
    agencies: options.BodiesFile = None,
    names: options.NamesShown = None,
) -> int:
    """Show who does what, with whom, and where it is written."""
    files, known = FilesRead(session, targets), KnownBodies(session, agencies)
    with_tasks = files.plans(
        _NEEDED,
        lambda plan: plan.tasks or plan.reports,
        lambda file: _("{file}: the plan has no tasks", file=file),
    )
    found = tuple(with_tasks)
    if not found and not files.code:
        raise UsageError(_("none of these plans has tasks"))
    if not found:
        return files.code
    plans = tuple(plan for _target, plan in found)
    shown = known.names(found, names)
    asked = Query(agencies_named(agency, shown.owners), role, section, text, shown.owners, session.as_of)
    answer = assignments(plans, asked)
    if agency is not None:
        for open_duty in open_tasks_told(everybodys(plans, asked), shown, session.as_of):
            session.note(open_duty, trouble=True)
    if by is not None:
        result = PageResult.of(counts_table(counted(answer, by), by, shown))
    else:
        result = PageResult(Page((tasks_page(answer, shown),)), (tasks_data(answer, shown),))
    session.deliver(result, [*paths_of(files.targets), *known.paths(files.targets)])
    return files.code


app = single(
    tasks,
    help=N_("Show who does what, with whom, and where it is written."),
    epilog="plan tasks --agency 'cong an'\n\nplan tasks khanh-hoa --role requested\n\nplan tasks --by agency",
)
