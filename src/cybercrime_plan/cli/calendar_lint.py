"""How `plan deadline lint` checks calendar files, and holds them against an earlier issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cybercrime_plan import __version__
from cybercrime_plan.cli import options
from cybercrime_plan.cli.session import Session
from cybercrime_plan.cli.targets import TROUBLE
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import Severity
from cybercrime_plan.language import N_, _

if TYPE_CHECKING:
    from cybercrime_plan.render.checks.words import CheckedPlan


def lint(
    session: Session,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help=N_("Calendar files, anybody's, or folders of them."))
    ],
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="OLD",
            help=N_("An earlier issue, file or folder: what those who have it would not notice."),
        ),
    ] = None,
    strict: options.Strict = False,
) -> int:
    """Check calendar files against RFC 5545; trouble with one does not stop the others.

    Returns:
        0 nothing to report, 1 findings, 2 a file could not be read.

    Raises:
        UsageError: a folder has no calendar file; one issue cannot be held against the other.
    """
    from cybercrime_plan.read.calendar_lines import MOST_FINDINGS
    from cybercrime_plan.refusals import CALENDAR, REISSUED
    from cybercrime_plan.render.checks.text import CalendarCheck

    issues, gone = _issues(files, against)
    checked = list(_linted(session, issues))
    code = 0 if len(checked) == len(issues) else TROUBLE
    for name in gone:
        session.note(_("{file} is gone: whoever subscribed to it is told nothing", file=name), trouble=True)
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.rule.severity in grave for one in checked for finding in one.findings):
        code = max(code, 1)
    if checked:
        rules = (*CALENDAR, *REISSUED) if against else CALENDAR
        read = [*issues, *filter(None, issues.values())]
        session.deliver(CalendarCheck(__version__, session.as_of, rules, tuple(checked), MOST_FINDINGS), read)
    return code


def _issues(files: Sequence[Path], against: Path | None) -> tuple[dict[Path, Path | None], list[str]]:
    """Every calendar file that is meant, with the earlier issue it is held against; and what is gone since then."""
    named = [
        (file, file.relative_to(typed) if file != typed else Path(file.name))
        for typed in files
        for file in _calendars(typed)
    ]
    issues: dict[Path, Path | None] = {file: against for file, _name in named}
    if against is None or not against.is_dir():
        if against is not None and len(issues) > 1:
            raise UsageError(_("one calendar file is held against another"), _("name two folders for many"))
        return issues, []
    for file, name in named:
        issues[file] = against / name if (against / name).exists() else None
    now = {name for _file, name in named}
    earlier = (file.relative_to(against) for file in _calendars(against))
    return issues, [str(name) for name in earlier if name not in now]


def _calendars(typed: Path) -> list[Path]:
    """The file itself, or the calendar files of a folder and of the folders in it, by name."""
    if not typed.is_dir():
        return [typed]
    files = sorted(file for file in typed.rglob("*") if file.suffix.lower() == ".ics" and not file.is_dir())
    if not files:
        raise UsageError(_("{folder} has no calendar file (.ics)", folder=str(typed)))
    return files


def _linted(session: Session, issues: Mapping[Path, Path | None]) -> Iterator[CheckedPlan]:
    """Each file that can be read, checked, and held against its earlier issue; trouble with one is said."""
    from hashlib import sha256

    from cybercrime_plan.read.calendar import calendar_bytes
    from cybercrime_plan.read.calendar_lines import lines_of
    from cybercrime_plan.read.calendar_lint import against
    from cybercrime_plan.read.calendar_lint import lint as findings_of
    from cybercrime_plan.render.checks.words import CheckedPlan, lines_with

    for file, old in issues.items():
        try:
            data = calendar_bytes(file, str(file))
            findings = findings_of(data)
            if old is not None:
                findings += against(data, calendar_bytes(old, str(old)))
        except InputError as problem:
            session.complain(problem)
            continue
        lines = lines_with(findings, lines_of(data))
        yield CheckedPlan(None, str(file), sha256(data).hexdigest(), findings=findings, lines=lines)
