"""`plan check`: every rule; and how any command checks its targets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from cybercrime_plan import __version__
from cybercrime_plan.checking import checked_file
from cybercrime_plan.cli import options
from cybercrime_plan.cli.jobs import Heard
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.spool import Spool
from cybercrime_plan.cli.targets import (
    TELLS_ITS_KIND,
    TROUBLE,
    FilesRead,
    known_bodies,
    note_remarks,
    paths_of,
    tell_of_annexes,
)
from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Finding, Severity
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.load import Loaded
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.refusals import READER, refusals
from cybercrime_plan.render.checks.words import CheckedPlan, CheckReport
from cybercrime_plan.render.formats import OF_CHECKS
from cybercrime_plan.rules.run import rules

if TYPE_CHECKING:
    from cybercrime_plan.cli.bodies import KnownBodies

BUDGET_FAMILIES = frozenset({"YML", "SCH", "BUD", "SRC"})


@dataclass(frozen=True, eq=False, repr=False)
class FileCheck:
    """What is found in one file.

    Attributes:
        families: of the rules to run; all when None.
        strict: whether warnings count as errors.
        known: what is known of bodies that changed; None when no rule that is run can ask for it.
    """

    families: Collection[str] | None
    strict: bool
    known: KnownBodies | None

    def __call__(self, session: Heard, target: Target, loaded: Loaded) -> CheckedPlan:
        """Check what was read; the exit code becomes that of the worst finding."""
        note_remarks(session, loaded)
        bodies = Bodies() if self.known is None or loaded.plan is None else self.known.of(target, session)
        checked = checked_file(loaded, session.as_of, self._days, bodies, self.families)
        session.worse(0 if checked.readable else TROUBLE)
        if not checked.readable and target.stdin is not None and target.name == options.STDIN_NAME:
            session.note(TELLS_ITS_KIND, trouble=True)
        for finding in checked.open:
            session.worse(gravity(finding, strict=self.strict))
        if checked.readable and self.families is not None and "budget" not in loaded.unread:
            self._nothing_to_check(session, target, checked)
        return checked

    @property
    def _days(self) -> WorkingDays:
        """The days that are worked."""
        if self.families is not None:
            return WorkingDays()
        from cybercrime_plan.read.data_file import working_days

        return working_days()

    def _nothing_to_check(self, session: Heard, target: Target, checked: CheckedPlan) -> None:
        """A budget command says so when a file has no budget, or none of its sums can be checked."""
        if checked.sums is None:
            message = _("{file}: there is no budget to check", file=target.name)
            session.note(message, trouble=target.explicit)
            session.worse(TROUBLE if target.explicit else 0)
        elif not checked.sums.checked:
            session.note(_("{file}: not one sum of the budget can be checked", file=target.name), trouble=True)
            session.worse(TROUBLE)


def gravity(finding: Finding, *, strict: bool) -> int:
    """What one open finding makes of the exit code: 2 when the reader refuses, 1 for an error, else 0.

    Args:
        strict: whether a warning counts as an error.
    """
    if finding.rule.family in READER:
        return TROUBLE
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(finding.rule.severity in grave)


def check_targets(
    session: Session,
    typed: Sequence[str] | None,
    families: Collection[str] | None,
    *,
    strict: bool,
    register: str | None = None,
) -> int:
    """Check all targets and hand the report over.

    Args:
        register: the office's own file of bodies, or `none`.

    Returns:
        The worst of all files: 0, 1 or 2.
    """
    files, known = FilesRead(session, typed), None if families is not None else known_bodies(session, register)
    tell_of_annexes(session, typed)
    plans = Spool(files.of_each(FileCheck(families, strict, known)))
    # a program that reads the result learns from it of the files of which nothing was made
    if plans or (files.stopped and session.format == "json"):
        run = (*refusals(), *rules(families))
        inputs = known.inputs(files.targets) if known else paths_of(files.targets)
        session.deliver(CheckReport(__version__, session.as_of, run, plans, stopped=files.stopped), inputs)
    len(plans)  # not every result goes over all of them
    # a budget command that found no budget in any file has checked nothing, and that is no pass
    if families is not None and files.code != TROUBLE and not any(plan.sums for plan in plans):
        session.note(_("no budget was checked"), trouble=True)
        return TROUBLE
    return files.code


Write = Annotated[
    bool,
    typer.Option(
        "--write-acknowledgements",
        help=N_("Print acknowledgements of what is found, as YAML to paste into the plan and to give reasons in."),
    ),
]


def check(
    session: Session,
    targets: options.Targets = None,
    strict: options.Strict = False,
    write_acknowledgements: Write = False,
    agencies: options.BodiesFile = None,
) -> int:
    """Run every rule on the targets."""
    if write_acknowledgements:
        return acknowledge(session, targets, agencies)
    return check_targets(session, targets, None, strict=strict, register=agencies)


def acknowledge(session: Session, typed: options.Targets, register: str | None) -> int:
    """Write the acknowledgements of every plan, each under the name of its file; no plan is ever changed."""
    from cybercrime_plan.render.plan_file import Acknowledgements
    from cybercrime_plan.rules.acknowledgements import acknowledgeable, figures_of

    if session.format != "text":
        raise UsageError(_("--write-acknowledgements writes YAML and goes without --format"))
    files = FilesRead(session, typed)
    written = []
    for plan in files.of_each(FileCheck(None, strict=False, known=known_bodies(session, register))):
        found = tuple((one, figures_of(one.complaint)) for one in plan.open if acknowledgeable(one))
        if found:
            written.append((plan.file, found))
        else:
            session.note(_("{file}: there is nothing to acknowledge", file=plan.file))
    session.deliver(Acknowledgements(tuple(written)), paths_of(files.targets))
    return files.code if files.code == TROUBLE else 0


app = single(
    check,
    formats=OF_CHECKS,
    reads_annexes=True,
    reads_many=True,
    help=N_("Check everything: money, sources, identity, law, reports, tasks, statistics."),
    epilog=N_("plan check\n\nplan check dong-thap --lang vi\n\nplan check plans -f sarif -o findings.sarif"),
)
