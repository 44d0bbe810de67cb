"""`plan list` and `plan show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.deadlines import coming, deadlines, ended
from cybercrime_plan.cli import options
from cybercrime_plan.cli.jobs import Heard
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.spool import Spool
from cybercrime_plan.cli.targets import (
    TROUBLE,
    FilesRead,
    known_bodies,
    note_further_tables,
    one_target,
    paths_of,
    sound,
)
from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Severity
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import within
from cybercrime_plan.read.data_file import working_days
from cybercrime_plan.read.load import Loaded
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.refusals import READER
from cybercrime_plan.render.deadlines import left, owed_and_on
from cybercrime_plan.render.plans import ListedPlan, ListedState, listing, overview
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.sections import section_page, sections_of

if TYPE_CHECKING:
    from cybercrime_plan.cli.bodies import KnownBodies


def list_plans(
    session: Session,
    targets: options.Targets = None,
    check: Annotated[
        bool, typer.Option("--check", help=N_("Run every rule, too, and show which plans have findings."))
    ] = False,
    agencies: options.BodiesFile = None,
) -> int:
    """Show the plans found."""
    if agencies is not None and not check:
        raise UsageError(_("--agencies is for the rules, which run with --check"))
    files = FilesRead(session, targets)
    known = known_bodies(session, agencies) if check else None
    listed = Spool(files.of_each(Listing(known)))
    len(listed)  # the width of a column is known when all are read
    shown = listing(listed, files=session.loudness > 0)
    session.deliver(shown, known.inputs(files.targets) if known else paths_of(files.targets))
    return TROUBLE if any(one.state is ListedState.INVALID for one in listed) else files.code


@dataclass(frozen=True, eq=False, repr=False)
class Listing:
    """A line of the list for each file.

    Attributes:
        known: what is known of bodies that changed; None when no rule is to run.
    """

    known: KnownBodies | None

    def __call__(self, session: Heard, target: Target, loaded: Loaded) -> ListedPlan:
        """The line of one file."""
        plan = loaded.plan
        if plan is None:
            return ListedPlan(None, loaded.file, None, None, None, None, ListedState.INVALID)
        note_further_tables(session, plan)
        footing = crossfoot(plan.budget) if plan.budget else None
        state, warnings, acknowledged = self._state(loaded, plan, session, target)
        schedule = deadlines([plan], working_days())
        ahead = coming(schedule, plan, session.as_of)
        return ListedPlan(
            loaded.id,
            loaded.file,
            plan.province,
            plan.period,
            footing.computed if footing else None,
            ahead[0].target if ahead else None,
            state,
            over=tuple(owed_and_on(ended(schedule, [plan], session.as_of))),
            left=left(ahead[0], session.as_of) if ahead else None,
            undated=len(schedule.undated),
            agrees=not footing.fails if footing is not None and footing.sums.checked > 0 else None,
            warnings=warnings,
            acknowledged=acknowledged,
        )

    def _state(self, loaded: Loaded, plan: Plan, session: Heard, target: Target) -> tuple[ListedState, int, int]:
        """How the plan stands, how many warnings there are and discrepancies acknowledged, as far as rules run."""
        if any(finding.rule.family in READER for finding in loaded.findings):
            return ListedState.INVALID, 0, 0
        if self.known is None:
            lasting = within(plan.period)
            return ListedState.OVER if lasting and lasting.last < session.as_of else ListedState.READABLE, 0, 0
        from cybercrime_plan.rules.run import check

        bodies = self.known.of(target, session)
        findings = check(plan, as_of=session.as_of, positions=loaded.positions, bodies=bodies)
        new = [f.rule.severity for f in findings if f.acknowledged is None]
        state = ListedState.FINDINGS if Severity.ERROR in new else ListedState.OK
        return state, new.count(Severity.WARNING), len(findings) - len(new)


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
            autocompletion=lambda incomplete: [one for one in sections_of(Plan) if one.startswith(incomplete)],
        ),
    ] = None,
    agencies: options.BodiesFile = None,
    names: options.NamesShown = None,
) -> int:
    """Show one plan, or one section of it."""
    from cybercrime_plan.render.budget import budget_tables

    known = known_bodies(session, agencies)
    target = one_target(session, plan)
    found, _loaded = sound(session, target)
    register = known.names([(target, found)], names).of(found)
    budgets, sections = tuple(budget_tables(found)), sections_of(type(found))
    if section is None:
        result = overview(found, budgets, register)
    elif section == "budget":
        if not budgets:
            raise UsageError(_("{plan} has no budget", plan=found.id))
        result = PageResult.of(budgets[0], *budgets[1:])
    elif section in sections:
        result = section_page(found, section, register)
    else:
        raise UsageError(
            _("there is no section {section}", section=section),
            _("one of: {sections}", sections=", ".join(sections)),
        )
    session.deliver(result, known.inputs([target]))
    return 0


list_app = single(
    list_plans,
    reads_many=True,
    help=N_("List the plans found: id, province, period, total, next due day, state."),
    epilog="plan list\n\nplan list plans --check\n\nplan list plans --as-of 2026-06-01 -o ke-hoach.csv",
)
show_app = single(
    show,
    reads_annexes=True,
    help=N_("Show a plan on one page, or one section of it."),
    epilog="plan show dong-thap\n\nplan show khanh-hoa tasks -f markdown",
)
