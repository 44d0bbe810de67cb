"""`plan deadline list`, `next`, `calendar` and `lint`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cybercrime_plan import __version__
from cybercrime_plan.calc.deadlines import Schedule, Selection, coming, deadlines, selected
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.calc.shares import open_duties
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.days import typed_date
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.cli.targets import TROUBLE, FilesRead, TargetPlan, paths_of
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import Severity
from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.working_days import working_days as read_working_days
from cybercrime_plan.render.deadline_list import DeadlineListing, Layout, WrittenAs, listed_at_once
from cybercrime_plan.render.deadlines import open_duties_told
from cybercrime_plan.render.formats import OF_CHECKS
from cybercrime_plan.render.name_style import NameStyle
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.sections import period

if TYPE_CHECKING:
    from cybercrime_plan.calc.register import RegisterRow
    from cybercrime_plan.render.checks.words import CheckedPlan

_SHOWN = 20
CALENDAR_FORMATS = ("ics", "csv", "html", "markdown")
NEEDED = frozenset({"id", "reports", "period", "agencies", "revision"})
"""The sections of a plan file that deadlines rest on."""


def has_reports(plan: Plan) -> bool:
    """Whether a plan has a duty to report."""
    return bool(plan.reports)


def no_reports(file: str) -> Text:
    """What is said of a file whose plan has none."""
    return _("{file}: the plan has no duty to report; they stand under reports: in its file", file=file)


InYear = Annotated[int | None, typer.Option("--year", metavar="YEAR", help=N_("Only targets in that year."))]
From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="DATE", help=N_("Only targets from DATE on (2026, 2026-06, 2026-06-01, 01/06/2026).")
    ),
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help=N_("Only targets up to DATE, itself included."))
]
Within = Annotated[
    str | None,
    typer.Option("--within", metavar="DAYS", help=N_("Only what is not past and at most DAYS ahead: 30d.")),
]
Past = Annotated[bool, typer.Option("--past", help=N_("Only what is past."))]
OfAgency = Annotated[
    str | None,
    typer.Option(
        "--agency", metavar="TEXT", help=N_("Only what an agency reports: its id, or a piece of its name.")
    ),
]
OfReport = Annotated[str | None, typer.Option("--report", metavar="ID", help=N_("Only the report of that id."))]
OwnDays = Annotated[
    Path | None,
    typer.Option(
        "--working-days", metavar="FILE", help=N_("An office's own table of days off, over the one we know.")
    ),
]


@dataclass(frozen=True)
class Duties:
    """The plans that have duties, and all their deadlines.

    Attributes:
        inputs: the files they were read from.
        code: 2 when a target could not be read, else 0.
        names: who is who, and how bodies are named.
    """

    plans: tuple[Plan, ...]
    schedule: Schedule
    inputs: tuple[Path, ...]
    code: int
    names: Names

    @property
    def owners(self) -> dict[str, Owners]:
        """Who is who, by id of the plan."""
        return {owners.plan.id: owners for owners in self.names.owners}


def duties_of(
    session: Session,
    typed: Sequence[str] | None,
    own_days: Path | None,
    register: str | None = None,
    style: NameStyle | None = None,
) -> Duties:
    """Read the targets; of a plan that is there in several revisions the highest counts.

    Args:
        register: the office's own file of bodies, or `none`.
        style: which names of bodies are shown.

    Raises:
        UsageError: no target has a duty to report; two files are the same revision of one plan.
        InputError: the office's own table of working days, or its register of bodies, cannot be read.
    """
    days = read_working_days(own_days)
    known = KnownBodies(session, register)
    files = FilesRead(session, typed)
    current = _current(files.plans(NEEDED, has_reports, no_reports), session)
    if not current and files.code == 0:
        raise UsageError(_("none of these plans has a duty to report"))
    plans = tuple(plan for _target, plan in current)
    names = known.names(current, style)
    read = [target for target, _plan in current]
    inputs = (*paths_of(read), *known.paths(read))
    return Duties(plans, deadlines(plans, days), inputs, files.code, names)


def _current(found: Iterable[TargetPlan], session: Session) -> list[TargetPlan]:
    """The highest revision of each plan, in the order read."""
    every, revisions = list(found), Revisions(session)
    for number, (target, plan) in enumerate(every):
        revisions.add(number, target.name, plan.id, revision_of(plan))
    return [one for number, one in enumerate(every) if number not in revisions.earlier]


def revision_of(plan: Plan) -> int:
    """The number of its revision; 0 without one."""
    return plan.revision.number if plan.revision else 0


class Revisions:
    """Which file has the highest revision of each plan.

    Attributes:
        earlier: numbers of the files that have an earlier one.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.earlier: set[int] = set()
        self._latest: dict[str, tuple[int, int, str]] = {}

    def add(self, number: int, file: str, plan: str, revision: int) -> None:
        """One more file.

        Raises:
            UsageError: another one has the same revision of the plan.
        """
        mine = (revision, number, file)
        other = self._latest.get(plan)
        if other is None:
            self._latest[plan] = mine
            return
        if other[0] == revision:
            raise UsageError(
                _("{first} and {second} are the same revision of {plan}", first=other[2], second=file, plan=plan),
                _("name the one that is meant"),
            )
        older, self._latest[plan] = sorted((other, mine))
        self.earlier.add(older[1])
        self.session.note(_("{file}: an earlier revision of {plan}, left out", file=older[2], plan=plan))


@dataclass(frozen=True)
class Asked:
    """The filters as typed."""

    year: int | None = None
    first: str | None = None
    last: str | None = None
    within: str | None = None
    past: bool = False
    agency: str | None = None
    report: str | None = None

    @property
    def by_day(self) -> bool:
        """Whether any filter looks at days."""
        return self.past or any(value is not None for value in (self.year, self.first, self.last, self.within))

    def selection(self, owners: Mapping[str, Owners]) -> Selection:
        """What they mean for these plans.

        Args:
            owners: who is who, by id of the plan.

        Raises:
            UsageError: a date that is none, a year together with dates, an unknown agency or report.
        """
        return replace(
            self.days(),
            agencies=agencies_named(self.agency, tuple(owners.values())),
            reports=_reports(self.report, [one.plan for one in owners.values()]),
            owners=owners,
        )

    def days(self) -> Selection:
        """The days they mean, whatever is reported by whom.

        Raises:
            UsageError: a date that is none, a year together with dates.
        """
        if self.year is not None and (self.first is not None or self.last is not None):
            raise UsageError(_("--year goes without --from and --to"))
        first: PartialDate | None
        last: PartialDate | None
        if self.year is not None:
            first = last = typed_date("--year", str(self.year))
        else:
            first = None if self.first is None else typed_date("--from", self.first)
            last = None if self.last is None else typed_date("--to", self.last)
        return Selection(
            first=first.first if first else None,
            last=last.last if last else None,
            within=self._days,
            past=self.past,
        )

    @property
    def _days(self) -> int | None:
        if self.within is None:
            return None
        match = re.fullmatch(r"([0-9]{1,5})d", self.within)
        if match is None:
            raise UsageError(_("--within {text} is not a number of days", text=self.within), _("write it as 30d"))
        return int(match[1])


def agencies_named(text: str | None, plans: Sequence[Owners]) -> dict[str, frozenset[str]] | None:
    """The ids meant in each plan by what was typed, heirs among them; None when nothing was.

    Raises:
        UsageError: no plan knows such an agency.
    """
    if text is None:
        return None
    found: dict[str, frozenset[str]] = {}
    known = KnownNames()
    for owners in plans:
        meant = agency_ids(text, owners)
        known.add(meant, (agency.id for agency in owners.plan.agencies))
        found[owners.plan.id] = found.get(owners.plan.id, frozenset()) | meant
    known.refuse_unknown(_("no plan here knows an agency {text}", text=text))
    return found


def agency_ids(text: str, owners: Owners) -> frozenset[str]:
    """The ids meant in a plan by what was typed, heirs among them."""
    listed = frozenset(agency.id for agency in Registry(owners.plan).called(text))
    return listed if text in listed else listed | owners.called(text)


class KnownNames:
    """Whether any of the plans knows what was typed; and what they know instead, as far as it is shown."""

    def __init__(self) -> None:
        self._meant = False
        self._known: dict[str, None] = {}

    def add(self, meant: object, known: Iterable[str]) -> None:
        """What one more plan knows.

        Args:
            meant: what in it was meant, if anything.
        """
        self._meant |= bool(meant)
        for name in known:
            if len(self._known) > _SHOWN:
                return
            self._known.setdefault(name)

    def refuse_unknown(self, message: Text) -> None:
        """Go on when a plan knows it.

        Raises:
            UsageError: none does.
        """
        if not self._meant:
            names = list(self._known)
            more = ["…"] if len(names) > _SHOWN else []
            raise UsageError(message, _("one of: {names}", names=", ".join([*names[:_SHOWN], *more])))


def _reports(text: str | None, plans: Sequence[Plan]) -> frozenset[str] | None:
    if text is None:
        return None
    known = KnownNames()
    for plan in plans:
        ids = [report.id for report in plan.reports]
        known.add(text in ids, ids)
    known.refuse_unknown(_("no plan here has a report {text}", text=text))
    return frozenset({text})


app = noun(help=N_("Reporting deadlines: list them, put them into a calendar, check a calendar file."))


def listing_of(session: Session, layout: Layout) -> DeadlineListing:
    """How the plans of a list are worked out: only what the format shows."""
    written = WrittenAs.DATA if session.format == "json" else WrittenAs.RECORDS
    written = WrittenAs.PAGE if session.for_people else written
    return DeadlineListing(layout, written, session.as_of, grace=session.loudness > 0)


class SplitBy(StrEnum):
    """How calendars may be split."""

    agency = "agency"


def list_(
    session: Session,
    targets: options.Targets = None,
    year: InYear = None,
    from_: From = None,
    to: To = None,
    within: Within = None,
    past: Past = False,
    agency: OfAgency = None,
    report: OfReport = None,
    working_days: OwnDays = None,
    agencies: options.BodiesFile = None,
    names: options.NamesShown = None,
) -> int:
    """Show the deadlines of plans."""
    from cybercrime_plan.cli.deadline_search import listed_deadlines

    asked = Asked(year, from_, to, within, past, agency, report)
    layout = Layout.WHOLE if asked.by_day else Layout.AHEAD
    days = read_working_days(working_days)
    return listed_deadlines(session, targets, days, agencies, names, asked, layout)


def next_(
    session: Session,
    targets: options.Targets = None,
    agency: OfAgency = None,
    report: OfReport = None,
    register: Annotated[
        Path | None,
        typer.Option(
            "--register",
            metavar="FILE",
            help=N_("The register of reports: what has arrived is not asked for again."),
        ),
    ] = None,
    working_days: OwnDays = None,
    agencies: options.BodiesFile = None,
    names: options.NamesShown = None,
) -> int:
    """Show what comes next in each plan."""
    from cybercrime_plan.cli.deadline_search import listed_deadlines

    asked, days = Asked(agency=agency, report=report), read_working_days(working_days)
    if register is None:
        return listed_deadlines(session, targets, days, agencies, names, asked, Layout.NEXT)
    found = duties_of(session, targets, working_days, agencies, names)
    if not found.plans:
        return found.code
    schedule = selected(found.schedule, asked.selection(found.owners), session.as_of)
    schedule = _still_to_come(session, register, found, schedule, agency)
    nearest = tuple(one for plan in found.plans for one in coming(schedule, plan, session.as_of))
    say_open(session, replace(found, schedule=replace(schedule, occurrences=nearest)), asked)
    shown = listed_at_once(listing_of(session, Layout.NEXT), found.plans, found.schedule, schedule, found.names)
    session.deliver(shown, (*found.inputs, register))
    return found.code


def _still_to_come(
    session: Session, register: Path, found: Duties, schedule: Schedule, agency: str | None
) -> Schedule:
    """Without the occurrences for which the register has all that is expected; those still ahead are said."""
    from cybercrime_plan.calc.register import settled
    from cybercrime_plan.cli.register import rows_of

    named = agencies_named(agency, tuple(found.owners.values()))

    def asked(row: RegisterRow) -> bool:
        return named is None or not named[row.key[0]].isdisjoint((row.agency, *row.printed))

    arrived = settled(rows_of(session, register, found), asked)
    left = []
    for one in schedule.occurrences:
        if (one.plan.id, one.report.id, one.key) not in arrived:
            left.append(one)
        elif one.due >= session.as_of:
            said = _("{title} ({period})", title=one.report.title, period=period(one.key))
            session.note(
                _("{plan}: {report}: all that is expected is in the register", plan=one.plan.id, report=said)
            )
    return replace(schedule, occurrences=tuple(left))


def calendar(
    session: Session,
    targets: options.Targets = None,
    by: Annotated[
        SplitBy | None,
        typer.Option("--by", help=N_("agency: one file for each body that reports, into the folder of -o.")),
    ] = None,
    remind: Annotated[
        str,
        typer.Option(
            "--remind", metavar="DAYS", help=N_("Reminders: 30d,7d,1d@09:00, the main one first; or none.")
        ),
    ] = "7d,1d@09:00",
    update: Annotated[
        Path | None,
        typer.Option(
            "--update",
            metavar="OLD",
            help=N_(
                "The file published before, with --by agency its folder: what has gone is cancelled in the new."
            ),
        ),
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option(
            "--register",
            metavar="FILE",
            help=N_(
                "The register of reports: no reminder of what has arrived, or of what somebody is exempt from."
            ),
        ),
    ] = None,
    year: InYear = None,
    agency: OfAgency = None,
    report: OfReport = None,
    working_days: OwnDays = None,
    agencies: options.BodiesFile = None,
    names: options.NamesShown = None,
) -> int:
    """Write the deadlines of plans as a calendar."""
    from cybercrime_plan.cli.publishing import CalendarWriter, reminders_of

    reminders = reminders_of(remind)
    found = duties_of(session, targets, working_days, agencies, names)
    if found.code:
        session.note(
            _("a calendar is not written while a file cannot be read or has no duty to report"), trouble=True
        )
        return found.code
    asked = Asked(year, agency=agency, report=report)
    shown = selected(found.schedule, asked.selection(found.owners), session.as_of)
    say_open(session, found, asked, always=by is not None)
    rows: tuple[RegisterRow, ...] = ()
    if register is not None:
        from cybercrime_plan.cli.register import rows_of

        rows = rows_of(session, register, found)
        found = replace(found, inputs=(*found.inputs, register))
    writer = CalendarWriter(session, found, reminders, year, update, rows)
    if by is None:
        writer.write(shown)
    else:
        writer.write_for_agencies(shown)
    return 0


def say_open(session: Session, found: Duties, asked: Asked, *, always: bool = False) -> None:
    """Say of which duties it is open who has them, whenever a choice of agencies could leave them out unseen.

    Args:
        always: whether to say it although no agency is asked for.
    """
    if asked.agency is None and not always:
        return
    everybodys = replace(asked, agency=None).selection(found.owners)
    duties = open_duties(selected(found.schedule, everybodys, session.as_of), found.owners)
    for text in open_duties_told(duties, found.owners):
        session.note(text, trouble=True)


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
    from cybercrime_plan.render.checks.calendar import CalendarCheck

    issues = _issues(files, against)
    checked = list(_linted(session, issues))
    code = 0 if len(checked) == len(issues) else TROUBLE
    for name in _gone(files, against):
        session.note(_("{file} is gone: whoever subscribed to it is told nothing", file=name), trouble=True)
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.rule.severity in grave for one in checked for finding in one.findings):
        code = max(code, 1)
    if checked:
        rules = (*CALENDAR, *REISSUED) if against else CALENDAR
        read = [*issues, *filter(None, issues.values())]
        session.deliver(CalendarCheck(__version__, session.as_of, rules, tuple(checked), MOST_FINDINGS), read)
    return code


def _issues(files: Sequence[Path], against: Path | None) -> dict[Path, Path | None]:
    """Every calendar file that is meant, with the earlier issue it is held against."""
    found: dict[Path, Path | None] = {}
    for typed in files:
        for file in _calendars(typed):
            found[file] = None
            if against is not None and against.is_dir():
                old = against / (file.relative_to(typed) if file != typed else file.name)
                found[file] = old if old.exists() else None
    if against is None or against.is_dir():
        return found
    if len(found) > 1:
        raise UsageError(_("one calendar file is held against another"), _("name two folders for many"))
    return dict.fromkeys(found, against)


def _calendars(typed: Path) -> list[Path]:
    """The file itself, or the calendar files of a folder and of the folders in it, by name."""
    if not typed.is_dir():
        return [typed]
    files = sorted(file for file in typed.rglob("*") if file.suffix.lower() == ".ics" and not file.is_dir())
    if not files:
        raise UsageError(_("{folder} has no calendar file (.ics)", folder=str(typed)))
    return files


def _gone(files: Sequence[Path], against: Path | None) -> list[str]:
    """The files of an earlier folder that are no longer there."""
    if against is None or not against.is_dir():
        return []
    now = {file.relative_to(typed) for typed in files if typed.is_dir() for file in _calendars(typed)}
    now |= {Path(typed.name) for typed in files if not typed.is_dir()}
    return [str(file) for file in _calendars(against) if file.relative_to(against) not in now]


def _linted(session: Session, issues: Mapping[Path, Path | None]) -> Iterator[CheckedPlan]:
    """Each file that can be read, checked, and held against its earlier issue; trouble with one is said."""
    from hashlib import sha256

    from cybercrime_plan.read.calendar import calendar_bytes
    from cybercrime_plan.read.calendar_lines import lines_of
    from cybercrime_plan.read.calendar_lint import lint as findings_of
    from cybercrime_plan.read.calendar_versions import against
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


app.command(
    "list",
    help=N_("List deadlines: the limit as written, the last day on time, the working day to finish by."),
    epilog="plan deadline list\n\nplan deadline list --within 30d\n\nplan deadline list --year 2026 -o han.csv",
)(command(list_, reads_many=True))
app.command(
    "next",
    help=N_("Show what comes next in each plan."),
    epilog="plan deadline next\n\nplan deadline next dong-thap --as-of 2026-06-01",
)(command(next_, reads_many=True))
app.command(
    "calendar",
    help=N_("Write the deadlines as a calendar: ics, csv for Google and Outlook, a printed year (html), markdown."),
    epilog="plan deadline calendar -o lich.ics\n\nplan deadline calendar dong-thap -o 2026.html --year 2026",
)(command(calendar, formats=CALENDAR_FORMATS))
app.command(
    "lint",
    help=N_("Check calendar files: what different programs would read differently, with its line."),
    epilog="plan deadline lint lich.ics\n\nplan deadline lint lich\n\nplan deadline lint moi.ics --against cu.ics",
)(command(lint, formats=OF_CHECKS, reads_plans=False))
