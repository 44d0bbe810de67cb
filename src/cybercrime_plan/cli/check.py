"""`plan check`: every rule; and how any command checks its targets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated

import typer

from cybercrime_plan import __version__
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.spool import Spool
from cybercrime_plan.cli.targets import TROUBLE, FilesRead, paths_of
from cybercrime_plan.errors import UsageError
from cybercrime_plan.findings import Finding, Severity
from cybercrime_plan.language import N_, _
from cybercrime_plan.model.bodies import Bodies
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.load import Loaded
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.refusals import refusals
from cybercrime_plan.render.checks.words import (
    READER,
    CheckedPlan,
    CheckReport,
    Totals,
    address,
    lines_with,
    positions_of,
)
from cybercrime_plan.render.formats import OF_CHECKS
from cybercrime_plan.rules.budget_account import own_terms
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of, rules

BUDGET_FAMILIES = frozenset({"YML", "SCH", "BUD", "SRC"})


class Checker:
    """Checks plan after plan; remembers the worst that was found, as an exit code.

    Attributes:
        families: of the rules to run; all when None.
        strict: whether warnings count as errors.
        files: those to check.
        known: what is known of bodies that changed.
    """

    def __init__(
        self,
        session: Session,
        typed: Sequence[str] | None,
        families: Collection[str] | None,
        *,
        strict: bool,
        register: str | None = None,
    ) -> None:
        self.session = session
        self.files = FilesRead(session, typed)
        self.families = families
        self.strict = strict
        self.known = KnownBodies(session, register)
        self._worst = 0
        self._any_sums = False

    @property
    def code(self) -> int:
        """So far: 0 nothing to report, 1 findings, 2 something could not be read or nothing was checked."""
        return max(self._worst, self.files.code)

    def plans(self) -> Iterator[CheckedPlan]:
        """Every file that can be read at all."""
        for target, loaded in self.files.loaded():
            for remark in loaded.remarks:
                place = address(loaded.file, remark.place)
                self.session.note(_("{file}: {problem}", file=place, problem=remark.message))
            yield self._checked(target, loaded)

    def _checked(self, target: Target, loaded: Loaded) -> CheckedPlan:
        if loaded.plan is None:
            self._worse(TROUBLE)
            lines = lines_with(loaded.findings, loaded.lines)
            return CheckedPlan(
                None, loaded.file, loaded.sha256, readable=False, findings=loaded.findings, lines=lines
            )
        written = (loaded.unread, loaded.positions, loaded.figures)
        reading = Reading(loaded.plan, self.session.as_of, self._days, *written, self._bodies(target))
        findings = (*loaded.findings, *findings_of(reading, self.families, loaded.positions))
        checked = checked_plan(loaded, reading, findings)
        self._any_sums |= bool(checked.sums)
        for finding in checked.open:
            self._worse(gravity(finding, strict=self.strict))
        if self.families is not None and "budget" not in loaded.unread:
            self._nothing_to_check(target, checked)
        return checked

    @property
    def _days(self) -> WorkingDays:
        """The days that are worked, read only when a rule can ask for them."""
        if self.families is not None:
            return WorkingDays()
        from cybercrime_plan.read.working_days import working_days

        return working_days()

    def _bodies(self, target: Target) -> Bodies:
        """What is known of bodies, read only when a rule can ask for it."""
        return Bodies() if self.families is not None else self.known.of(target)

    def _nothing_to_check(self, target: Target, checked: CheckedPlan) -> None:
        """A budget command says so when a file has no budget, or none of its sums can be checked."""
        if checked.sums is None:
            message = _("{file}: there is no budget to check", file=target.name)
            self.session.note(message, trouble=target.explicit)
            self._worse(TROUBLE if target.explicit else 0)
        elif not checked.sums.checked:
            self.session.note(_("{file}: not one sum of the budget can be checked", file=target.name), trouble=True)
            self._worse(TROUBLE)

    def refuse_nothing(self) -> None:
        """A budget command that found no budget in any file has checked nothing, and that is no pass."""
        if self.code != TROUBLE and not self._any_sums:
            self.session.note(_("no budget was checked"), trouble=True)
            self._worse(TROUBLE)

    def _worse(self, code: int) -> None:
        self._worst = max(self._worst, code)


def gravity(finding: Finding, *, strict: bool) -> int:
    """What one open finding makes of the exit code: 2 when the reader refuses, 1 for an error, else 0.

    Args:
        strict: whether a warning counts as an error.
    """
    if finding.rule.family in READER:
        return TROUBLE
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(finding.rule.severity in grave)


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
    )


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
    checker = Checker(session, typed, families, strict=strict, register=register)
    plans = Spool(checker.plans())
    if plans:
        run = (*refusals(), *rules(families))
        inputs = [*paths_of(checker.files.targets), *checker.known.paths(checker.files.targets)]
        session.deliver(CheckReport(__version__, session.as_of, run, plans), inputs)
    len(plans)  # not every result goes over all of them
    if families is not None:
        checker.refuse_nothing()
    return checker.code


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
    from cybercrime_plan.render.acknowledgements import Acknowledgements
    from cybercrime_plan.rules.acknowledgements import acknowledgeable, figures_of

    if session.format != "text":
        raise UsageError(_("--write-acknowledgements writes YAML and goes without --format"))
    checker = Checker(session, typed, None, strict=False, register=register)
    written = []
    for plan in checker.plans():
        found = tuple((one, figures_of(one.complaint)) for one in plan.open if acknowledgeable(one))
        if found:
            written.append((plan.file, found))
        else:
            session.note(_("{file}: there is nothing to acknowledge", file=plan.file))
    session.deliver(Acknowledgements(tuple(written)), paths_of(checker.files.targets))
    return checker.code if checker.code == TROUBLE else 0


app = single(
    check,
    formats=OF_CHECKS,
    help=N_("Check everything: money, sources, identity, law, reports, tasks, statistics."),
    epilog=N_("plan check\n\nplan check dong-thap --lang vi\n\nplan check plans -f sarif -o findings.sarif"),
)
