"""Check targets: read each, run the rules, gather one report and one exit code."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cybercrime_plan import __version__
from cybercrime_plan.cli.session import Session
from cybercrime_plan.cli.targets import targets_of, with_progress
from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Finding, Rule, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.load import Loaded, load
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.refusals import refusals
from cybercrime_plan.render.checks.report import READER, CheckedPlan, CheckReport, Totals, lines_with, positions_of
from cybercrime_plan.render.checks.words import address
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of, rules

BUDGET_FAMILIES = frozenset({"YML", "SCH", "BUD", "SRC"})
TROUBLE = 2


class Checker:
    """Checks plan after plan; remembers the worst that was found, as an exit code.

    Attributes:
        families: of the rules to run; all when None.
        strict: whether warnings count as errors.
        code: 0 nothing to report, 1 findings, 2 something could not be read or nothing was checked.
    """

    def __init__(self, session: Session, families: Collection[str] | None, *, strict: bool) -> None:
        self.session = session
        self.families = families
        self.strict = strict
        self.code = 0

    def plans(self, targets: Sequence[Target]) -> Iterator[CheckedPlan]:
        """Every target that can be read at all; trouble with one does not stop the others."""
        for target in with_progress(self.session, targets):
            try:
                loaded = load(target.read(), target.name)
            except InputError as problem:
                self._trouble(problem)
                continue
            self._remark(loaded)
            yield self._checked(target, loaded)

    def _remark(self, loaded: Loaded) -> None:
        """Say how an office file was understood, where a person should know."""
        for remark in loaded.remarks:
            place = address(loaded.file, remark.place)
            self.session.note(_("{file}: {problem}", file=place, problem=remark.message))

    def _checked(self, target: Target, loaded: Loaded) -> CheckedPlan:
        if loaded.plan is None:
            self._worse(TROUBLE)
            lines = lines_with(loaded.findings, loaded.lines)
            return CheckedPlan(
                None, loaded.file, loaded.sha256, readable=False, findings=loaded.findings, lines=lines
            )
        reading = Reading(loaded.plan, self.session.as_of, self._days, loaded.unread, loaded.positions)
        findings = (*loaded.findings, *findings_of(reading, self.families, loaded.positions))
        checked = checked_plan(loaded, reading, findings)
        self._grade(target, loaded, checked)
        return checked

    @property
    def _days(self) -> WorkingDays:
        """The days that are worked, read only when a rule can ask for them."""
        if self.families is not None:
            return WorkingDays()
        from cybercrime_plan.read.working_days import working_days

        return working_days()

    def _grade(self, target: Target, loaded: Loaded, checked: CheckedPlan) -> None:
        for finding in checked.open:
            self._worse(_weight(finding, strict=self.strict))
        if self.families is not None and "budget" not in loaded.unread:
            self._nothing_to_check(target, checked)

    def _nothing_to_check(self, target: Target, checked: CheckedPlan) -> None:
        """A budget command says so when a file has no budget, or none of its sums can be checked."""
        if checked.sums is None:
            message = _("{file}: there is no budget to check", file=target.name)
            self.session.note(message, trouble=target.explicit)
            self._worse(TROUBLE if target.explicit else 0)
        elif not checked.sums.checked:
            self.session.note(_("{file}: not one sum of the budget can be checked", file=target.name), trouble=True)
            self._worse(TROUBLE)

    def refuse_nothing(self, plans: Sequence[CheckedPlan]) -> None:
        """A budget command that found no budget in any file has checked nothing, and that is no pass."""
        if self.code != TROUBLE and not any(plan.sums for plan in plans):
            self.session.note(_("no budget was checked"), trouble=True)
            self._worse(TROUBLE)

    def _trouble(self, problem: InputError) -> None:
        self.session.complain(problem)
        self._worse(TROUBLE)

    def _worse(self, code: int) -> None:
        self.code = max(self.code, code)


def check(session: Session, typed: Sequence[str] | None, families: Collection[str] | None, *, strict: bool) -> int:
    """Check all targets and hand the report over.

    Returns:
        The worst of all files: 0, 1 or 2.
    """
    targets = targets_of(session, typed)
    checker = Checker(session, families, strict=strict)
    plans = tuple(checker.plans(targets))
    if families is not None:
        checker.refuse_nothing(plans)
    if plans:
        report = CheckReport(__version__, session.as_of, tuple(_rules(families)), plans)
        session.deliver(report, [target.path for target in targets if target.path is not None])
    return checker.code


def checked_plan(loaded: Loaded, reading: Reading, findings: tuple[Finding, ...]) -> CheckedPlan:
    """What was found in one plan, ready to be shown."""
    footing = reading.footing
    return CheckedPlan(
        id=reading.plan.id,
        file=loaded.file,
        sha256=loaded.sha256,
        unread=tuple(sorted(loaded.unread)),
        totals=Totals(
            footing.computed, footing.stated if isinstance(footing.stated, Money) else None, footing.not_fixed
        )
        if footing
        else None,
        sums=footing.sums if footing else None,
        findings=findings,
        lines=lines_with(findings, loaded.lines),
        positions=positions_of(findings, loaded.positions),
    )


def _weight(finding: Finding, *, strict: bool) -> int:
    """What one open finding makes of the exit code."""
    if finding.rule.family in READER:
        return TROUBLE
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(finding.rule.severity in grave)


def _rules(families: Collection[str] | None) -> Iterator[Rule]:
    yield from refusals()
    yield from rules(families)
