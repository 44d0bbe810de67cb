"""`plan tasks`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, NamedTuple

import typer

from cybercrime_plan.calc.assignments import Assignment, Grouping, Query, assignments, counted, everybodys
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies, listed
from cybercrime_plan.cli.duties import AboutPlan, agency_ids, say_of_all
from cybercrime_plan.cli.jobs import Heard
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.spool import Spool
from cybercrime_plan.cli.targets import FilesRead, plan_with
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.duties import Role
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.load import Loaded
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.name_style import NameStyle
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.table import each, every
from cybercrime_plan.render.tasks import (
    PlanTasks,
    counts_table,
    open_tasks_told,
    plan_counts,
    plan_tasks,
    tasks_data,
    tasks_page,
)

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
    asked = Query(None, role, section, text, day=session.as_of)
    search = TaskSearch(known, names, asked, agency, by, session.for_people)
    found = Spool(files.of_each(search))
    if not found and not files.code:
        raise UsageError(_("none of these plans has tasks"))
    if not found:
        return files.code
    say_of_all(session, each(found, lambda one: one.about), agency)
    plans = each(found, lambda one: one.shown)
    if by is not None:
        table = counts_table(every(plans, lambda plan: plan.rows), by)
    else:
        table = tasks_page(plans) if session.for_people else tasks_data(plans)
    session.deliver(PageResult.of(table), known.inputs(files.targets))
    return files.code


class FoundTasks(NamedTuple):
    """What was found in one file.

    Attributes:
        shown: what is shown of it.
    """

    shown: PlanTasks
    about: AboutPlan


@dataclass(frozen=True, eq=False, repr=False)
class TaskSearch:
    """The search of one file after another.

    Attributes:
        known: what is known of bodies that changed.
        asked: what is asked for, agencies aside.
        agency: as typed.
    """

    known: KnownBodies
    style: NameStyle | None
    asked: Query
    agency: str | None
    by: Grouping | None
    for_people: bool

    def __call__(self, session: Heard, target: Target, loaded: Loaded) -> FoundTasks | None:
        """Search one file."""
        plan = plan_with(
            session,
            target,
            loaded,
            _NEEDED,
            lambda plan: plan.tasks or plan.reports,
            lambda file: _("{file}: the plan has no tasks", file=file),
        )
        if plan is None:
            return None
        owners = Owners(plan, self.known.of(target, session))
        shown = Names((owners,), self.style, session.as_of)
        meant = None if self.agency is None else agency_ids(self.agency, owners)
        asked = replace(self.asked, agencies=None if meant is None else {plan.id: meant}, owners=(owners,))
        about = AboutPlan(listed(owners))
        if meant is not None:
            told = tuple(open_tasks_told(everybodys([plan], asked), shown, session.as_of))
            about = about._replace(meant=meant, agencies=tuple(one.id for one in plan.agencies), open=told)
        return FoundTasks(self._shown(plan, assignments([plan], asked), shown), about)

    def _shown(self, plan: Plan, found: tuple[Assignment, ...], names: Names) -> PlanTasks:
        if self.by is not None:
            return PlanTasks(plan.id, plan_counts(counted(found, self.by), self.by, names))
        return plan_tasks(plan, found, names, for_people=self.for_people)


app = single(
    tasks,
    reads_many=True,
    help=N_("Show who does what, with whom, and where it is written."),
    epilog="plan tasks --agency 'cong an'\n\nplan tasks khanh-hoa --role requested\n\nplan tasks --by agency",
)
