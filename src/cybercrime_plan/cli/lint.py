"""What `plan deadline lint` does with calendar files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from cybercrime_plan import __version__
from cybercrime_plan.cli.session import Session
from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import Number
from cybercrime_plan.read.calendar import calendar_bytes
from cybercrime_plan.read.calendar_lines import MOST_FINDINGS, lines_of
from cybercrime_plan.read.calendar_lint import lint
from cybercrime_plan.refusals.calendar import CALENDAR
from cybercrime_plan.render.checks import CHECK_FORMATS
from cybercrime_plan.render.checks.report import CheckedPlan, CheckReport, lines_with

TROUBLE = 2


def lint_files(session: Session, files: Sequence[Path], *, strict: bool) -> int:
    """Check each file and hand the report over; trouble with one does not stop the others.

    Returns:
        0 nothing to report, 1 findings, 2 a file could not be read.
    """
    name = session.format_among([one.name for one in CHECK_FORMATS])
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
        _deliver(session, CheckReport(__version__, session.as_of, CALENDAR, tuple(checked)), name, files)
    return code


def _checked(file: str, data: bytes) -> CheckedPlan:
    findings = lint(data)
    digest = hashlib.sha256(data).hexdigest()
    return CheckedPlan(None, file, digest, findings=findings, lines=lines_with(findings, lines_of(data)))


def _deliver(session: Session, report: CheckReport, name: str, files: Sequence[Path]) -> None:
    if name != "text":
        chosen = next(one for one in CHECK_FORMATS if one.name == name)
        session.deliver(chosen.write(report, session.language), files)
        return
    from cybercrime_plan.render.checks.text import finding_lines
    from cybercrime_plan.render.lines import Line, Role, plain_text

    lines: list[Line] = []
    if session.loudness >= -1:
        for found in report.open:
            lines += finding_lines(found.plan, found.finding, session.language)
    if session.loudness >= 0:
        lines += [((Role.PLAIN, session.say(_outcome(one))),) for one in report.plans]
    if session.rich:
        from cybercrime_plan.cli.terminal import show_lines

        show_lines(lines, colored=session.colored)
    elif lines:
        session.deliver(plain_text(lines), files)


def _outcome(checked: CheckedPlan) -> Text:
    if not checked.findings:
        return _("{file}: a sound calendar file", file=checked.file)
    if len(checked.findings) == MOST_FINDINGS:
        return _("{file}: more than {count} faults", file=checked.file, count=Number(MOST_FINDINGS - 1))
    return n_("{file}: {count} fault", "{file}: {count} faults", len(checked.findings), file=checked.file)
