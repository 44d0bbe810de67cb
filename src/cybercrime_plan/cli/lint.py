"""What `plan deadline lint` does with calendar files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from cybercrime_plan import __version__
from cybercrime_plan.cli.session import Session
from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Severity
from cybercrime_plan.read.calendar import calendar_bytes
from cybercrime_plan.read.calendar_lines import MOST_FINDINGS, lines_of
from cybercrime_plan.read.calendar_lint import lint
from cybercrime_plan.refusals.calendar import CALENDAR
from cybercrime_plan.render.checks.calendar import CalendarCheck
from cybercrime_plan.render.checks.report import CheckedPlan, lines_with

TROUBLE = 2


def lint_files(session: Session, files: Sequence[Path], *, strict: bool) -> int:
    """Check each file and hand the report over; trouble with one does not stop the others.

    Returns:
        0 nothing to report, 1 findings, 2 a file could not be read.
    """
    code = 0
    checked = []
    for file in files:
        try:
            checked.append(_checked(str(file), calendar_bytes(file, str(file))))
        except InputError as problem:
            session.complain(problem)
            code = TROUBLE
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.rule.severity in grave for one in checked for finding in one.findings):
        code = max(code, 1)
    if checked:
        session.deliver(CalendarCheck(__version__, session.as_of, CALENDAR, tuple(checked), MOST_FINDINGS), files)
    return code


def _checked(file: str, data: bytes) -> CheckedPlan:
    findings = lint(data)
    digest = hashlib.sha256(data).hexdigest()
    return CheckedPlan(None, file, digest, findings=findings, lines=lines_with(findings, lines_of(data)))
