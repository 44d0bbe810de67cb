"""`plan deadline list`, `next`, `calendar` and `lint`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cybercrime_plan import __version__
from cybercrime_plan.calc.deadlines import Schedule, Selection, coming, deadlines, ended, selected
from cybercrime_plan.calc.owners import Owner, Owners
from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.calc.shares import Share, open_duties, shares
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.days import typed_date
from cybercrime_plan.cli.output import make_folder
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.cli.targets import TROUBLE, FilesRead, TargetPlan, paths_of
from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.findings import Severity
from cybercrime_plan.language import N_, VIETNAMESE, Language, Text, _, n_
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.working_days import working_days as read_working_days
from cybercrime_plan.render.deadlines import (
    Deadlines,
    at_the_end,
    next_page,
    nothing_page,
    open_duties_told,
    page,
    whole_page,
)
from cybercrime_plan.render.formats import FORMAT_OF_SUFFIX, FORMATS, OF_CHECKS
from cybercrime_plan.render.name_style import NameStyle
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.sections import footing

if TYPE_CHECKING:
    from cybercrime_plan.calc.register import RegisterRow
    from cybercrime_plan.model.calendar import Event, Reminder
    from cybercrime_plan.render.calendar import CalendarResult
    from cybercrime_plan.render.checks.words import CheckedPlan

_SHOWN = 20
CALENDAR_FORMATS = ("ics", "csv", "html", "markdown")
_NEEDED = frozenset({"id", "reports", "period", "agencies", "revision"})
"""The sections of a plan file that deadlines rest on."""

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
    with_reports = files.plans(
        _NEEDED,
        lambda plan: plan.reports,
        lambda file: _("{file}: the plan has no duty to report; they stand under reports: in its file", file=file),
    )
    current = _current(with_reports, session)
    if not current and files.code == 0:
        raise UsageError(_("none of these plans has a duty to report"))
    plans = tuple(plan for _target, plan in current)
    names = known.names(current, style)
    read = [target for target, _plan in current]
    inputs = (*paths_of(read), *known.paths(read))
    return Duties(plans, deadlines(plans, days), inputs, files.code, names)


def _current(found: Iterable[TargetPlan], session: Session) -> list[TargetPlan]:
    """The highest revision of each plan, in the order read."""
    latest: dict[str, TargetPlan] = {}
    for target, plan in found:
        other = latest.get(plan.id)
        if other is None:
            latest[plan.id] = (target, plan)
            continue
        if _number(other[1]) == _number(plan):
            raise UsageError(
                _(
                    "{first} and {second} are the same revision of {plan}",
                    first=other[0].name,
                    second=target.name,
                    plan=plan.id,
                ),
                _("name the one that is meant"),
            )
        older, newer = sorted((other, (target, plan)), key=lambda pair: _number(pair[1]))
        session.note(_("{file}: an earlier revision of {plan}, left out", file=older[0].name, plan=plan.id))
        latest[plan.id] = newer
    return list(latest.values())


def _number(plan: Plan) -> int:
    return plan.revision.number if plan.revision else 0


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
            agencies=agencies_named(self.agency, tuple(owners.values())),
            reports=_reports(self.report, [one.plan for one in owners.values()]),
            owners=owners,
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
    for owners in plans:
        listed = frozenset(agency.id for agency in Registry(owners.plan).called(text))
        meant = listed if text in listed else listed | owners.called(text)
        found[owners.plan.id] = found.get(owners.plan.id, frozenset()) | meant
    if not any(found.values()):
        known = (agency.id for owners in plans for agency in owners.plan.agencies)
        raise UsageError(_("no plan here knows an agency {text}", text=text), _one_of(known))
    return found


def _reports(text: str | None, plans: Sequence[Plan]) -> frozenset[str] | None:
    if text is None:
        return None
    known = [report.id for plan in plans for report in plan.reports]
    if text not in known:
        raise UsageError(_("no plan here has a report {text}", text=text), _one_of(known))
    return frozenset({text})


def _one_of(names: Iterable[str]) -> Text:
    known = list(dict.fromkeys(names))
    more = ["…"] if len(known) > _SHOWN else []
    return _("one of: {names}", names=", ".join([*known[:_SHOWN], *more]))


app = noun(help=N_("Reporting deadlines: list them, put them into a calendar, check a calendar file."))


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
    found = duties_of(session, targets, working_days, agencies, names)
    if not found.plans:
        return found.code
    asked = Asked(year, from_, to, within, past, agency, report)
    schedule = selected(found.schedule, asked.selection(found.owners), session.as_of)
    say_open(session, found, asked)
    over = ended(found.schedule, found.plans, session.as_of)
    if asked.by_day and not schedule.occurrences:
        everything = selected(
            found.schedule, Asked(agency=agency, report=report).selection(found.owners), session.as_of
        )
        shown = nothing_page(everything, found.plans, session.as_of)
    elif asked.by_day:
        shown = whole_page(schedule, session.as_of, found.names, grace=session.loudness > 0)
    else:
        shown = page(schedule, found.plans, over, session.as_of, found.names, grace=session.loudness > 0)
    session.deliver(Deadlines(shown, schedule, session.as_of, over, found.names), found.inputs)
    return found.code


def next_(
    session: Session,
    targets: options.Targets = None,
    agency: OfAgency = None,
    report: OfReport = None,
    working_days: OwnDays = None,
    agencies: options.BodiesFile = None,
    names: options.NamesShown = None,
) -> int:
    """Show what comes next in each plan."""
    found = duties_of(session, targets, working_days, agencies, names)
    if not found.plans:
        return found.code
    asked = Asked(agency=agency, report=report)
    schedule = selected(found.schedule, asked.selection(found.owners), session.as_of)
    ahead = {plan.id: coming(schedule, plan, session.as_of) for plan in found.plans}
    over = tuple(plan for plan in found.plans if not ahead[plan.id])
    nearest = tuple(one for one in schedule.occurrences if one in ahead[one.plan.id])
    schedule = replace(schedule, occurrences=nearest, cancelled=(), undated=())
    shown = next_page(schedule, found.plans, over, session.as_of, found.names)
    say_open(session, replace(found, schedule=schedule), asked)
    session.deliver(Deadlines(shown, schedule, session.as_of, over, found.names), found.inputs)
    return found.code


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
    reminders = reminders_of(remind)
    found = duties_of(session, targets, working_days, agencies, names)
    if found.code:
        session.note(_("a calendar is not written while a plan cannot be read"), trouble=True)
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


_REMINDERS = re.compile(r"[0-9]{1,3}d(@[0-9]{2}:[0-9]{2})?(,[0-9]{1,3}d(@[0-9]{2}:[0-9]{2})?)*")
_OFFICE_OPENS = "09:00"


def reminders_of(text: str) -> tuple[Reminder, ...]:
    """Read `30d,7d,1d@09:00`: days before, the main one first; a time at the end counts for all without their own.

    Raises:
        UsageError: it is written in another way.
    """
    from datetime import time

    from cybercrime_plan.model.calendar import Reminder

    if text == "none":
        return ()
    parts = [part.partition("@") for part in text.split(",")]
    usual = parts[-1][2] or _OFFICE_OPENS
    try:
        if _REMINDERS.fullmatch(text):
            asked = (Reminder(int(days[:-1]), time.fromisoformat(at or usual)) for days, _sign, at in parts)
            return tuple(dict.fromkeys(asked))
    except ValueError:
        pass
    raise UsageError(
        _("--remind {text} cannot be read", text=text),
        _("days before, and a time of day: 30d,7d,1d@09:00; or none"),
    )


@dataclass(frozen=True)
class CalendarWriter:
    """What is asked of the calendar files of one call.

    Attributes:
        year: of the printed page; chosen by what there is when None.
        update: a calendar file published before; with one file for each body, their folder.
        rows: who has reported, where a register says so.
    """

    session: Session
    found: Duties
    reminders: tuple[Reminder, ...]
    year: int | None
    update: Path | None
    rows: tuple[RegisterRow, ...] = ()

    @property
    def language(self) -> Language:
        """What somebody chose, else Vietnamese: a calendar goes to others, whatever this machine speaks."""
        return self.session.language if self.session.language_chosen else VIETNAMESE

    def write(self, shown: Schedule) -> None:
        """Write all that is shown into one file, or to standard output.

        Raises:
            UsageError: there is nothing to write; a plan has no revision; the format does not go with an update.
            InputError: the earlier file cannot be read.
        """
        from cybercrime_plan.render.events import uid

        if self.update is not None and self.session.format != "ics":
            raise UsageError(_("--update goes with an .ics file"))
        standing = frozenset(map(uid, self.found.schedule.occurrences))
        result = self._result(shown, self.found.plans, standing, self.update)
        if not shown.occurrences and not result.entries:
            raise UsageError(_NOTHING)
        self._deliver(result)
        self._say_footing(shown)
        file = self.session.destination
        if file is not None:
            count = n_("{count} deadline", "{count} deadlines", len(shown.occurrences))
            told = _("{deadlines} written to {file}", deadlines=count, file=str(file))
            if self.session.format == "ics":
                told = _(
                    "{written}; to check it before it is sent: plan deadline lint {file}",
                    written=told,
                    file=str(file),
                )
            self.session.note(told)

    def write_for_agencies(self, shown: Schedule) -> None:
        """Write a file for each body that sends a report, into the folder of `-o`.

        Raises:
            UsageError: no folder is named; there is nothing to write; what is updated is no folder.
            InputError: an earlier file cannot be read.
            OutputError: the folder or a file cannot be written.
        """
        from cybercrime_plan.render.events import uid

        folder = self.session.destination
        if folder is None:
            raise UsageError(_("--by agency writes many files: name their folder"), _("for example: -o lich"))
        if folder.suffix.lower() in FORMAT_OF_SUFFIX:
            raise UsageError(_("{file} is the name of a file; --by agency writes a folder", file=str(folder)))
        if self.update is not None and not (self.update.is_dir() and self.session.format == "ics"):
            raise UsageError(_("with --by agency, --update goes with a folder of .ics files"))
        suffix = FORMATS[self.session.format].suffixes[0]
        standing = {
            _file_name(share): frozenset(map(uid, share.occurrences))
            for share in shares(self.found.schedule, self.found.owners)
        }
        files = {}
        for share in shares(shown, self.found.owners):
            own = replace(shown, occurrences=share.occurrences, cancelled=(), undated=())
            name = _file_name(share)
            old = self.update / f"{name}.ics" if self.update else None
            earlier = old if old and old.exists() else None
            files[folder / f"{name}{suffix}"] = self._result(
                own, [share.plan], standing[name], earlier, share.owner
            )
        for old in self._left_behind(standing):
            result = self._ended(old)
            if result:
                files[folder / old.name] = result
        if not files:
            raise UsageError(_NOTHING)
        make_folder(folder)
        for path, result in files.items():
            self._deliver(result, path)
        self._say_footing(shown)
        count = n_("{count} file", "{count} files", len(files))
        self.session.note(_("{files} written to {folder}", files=count, folder=str(folder)))

    def _left_behind(self, standing: Mapping[str, object]) -> list[Path]:
        """The earlier files of bodies that have nothing to report any more."""
        if self.update is None:
            return []
        return [file for file in sorted(self.update.glob("*.ics")) if file.stem not in standing]

    def _ended(self, old: Path) -> CalendarResult | None:
        """The last issue of a file that belongs to nobody any more; None when it is of no plan given here."""
        from cybercrime_plan.model.calendar import plan_of
        from cybercrime_plan.read.calendar import read_calendar

        plans = {plan_of(event.uid) for event in read_calendar(old)}
        plan = next((plan for plan in self.found.plans if plan.id in plans), None)
        if plan is None:
            self.session.note(_("{file} is of no plan given here and was left alone", file=str(old)), trouble=True)
            return None
        self.session.note(
            _("{file} belongs to nobody any more: its entries are cancelled", file=str(old)), trouble=True
        )
        nothing = replace(self.found.schedule, occurrences=(), cancelled=(), undated=())
        return self._result(nothing, [plan], frozenset(), old)

    def _deliver(self, result: CalendarResult, to: Path | None = None) -> None:
        replace(self.session, language=self.language).deliver(result, self.found.inputs, to)

    @property
    def _of_entries(self) -> bool:
        """Whether the format holds entries and nothing else."""
        return self.session.format in {"ics", "csv"}

    def _say_footing(self, shown: Schedule) -> None:
        """What pages say below their tables, said beside files that have no room for it."""
        for text in footing(shown.days, shown.years) if self._of_entries else ():
            self.session.note(text)
        for text in at_the_end(
            ended(self.found.schedule, self.found.plans, self.session.as_of), self.session.as_of
        ):
            self.session.note(text)

    def _result(
        self,
        shown: Schedule,
        plans: Sequence[Plan],
        standing: frozenset[str],
        earlier: Path | None,
        owner: Owner | None = None,
    ) -> CalendarResult:
        """A calendar.

        Args:
            standing: the UID of every occurrence that those it is for still have, shown or not.
            earlier: the file published before.
        """
        from cybercrime_plan.render.calendar import CalendarResult
        from cybercrime_plan.render.events import calendar_name

        title = calendar_name(plans, self.language, owner.name if owner else None)
        entries = self._entries(shown, standing, earlier, owner) if self._of_entries else ()
        # this year when something falls due in it, else the next such year, else the last
        years = sorted({one.target.year for one in shown.occurrences})
        as_of = self.session.as_of
        last = years[-1] if years else as_of.year
        year = self.year or next((year for year in years if year >= as_of.year), last)
        return CalendarResult(shown, entries, title, year, as_of, self.found.names)

    def _entries(
        self, shown: Schedule, standing: frozenset[str], earlier: Path | None, owner: Owner | None
    ) -> tuple[Event, ...]:
        from cybercrime_plan.calc.register import settled
        from cybercrime_plan.model.calendar import uid_of
        from cybercrime_plan.render.events import events, said_to_be_cancelled

        whose = owner.id if owner else None
        entries = events(shown.occurrences, self.language, self.reminders, self.found.names, whose)
        arrived = {uid_of(*key) for key in settled(self.rows, whose)}
        entries = tuple(replace(one, reminders=()) if one.uid in arrived else one for one in entries)
        if earlier is None:
            return entries
        from cybercrime_plan.calc.calendar_update import updated
        from cybercrime_plan.read.calendar import read_calendar

        update = updated(entries, standing, read_calendar(earlier), self.found.plans)
        for remark in update.remarks:
            self.session.note(remark)
        return said_to_be_cancelled(update.events, self.found.schedule, self.language)


_NOTHING = _("no deadline is what was asked for, so nothing was written")


def _file_name(share: Share) -> str:
    """What the calendar of one body is called, without its suffix; the same each time it is published."""
    return f"{share.plan.id}-{share.owner.id}"


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
    code = 0
    checked = []
    for file, old in issues.items():
        try:
            checked.append(_linted(file, old))
        except InputError as problem:
            session.complain(problem)
            code = TROUBLE
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
    files = sorted(file for file in typed.rglob("*") if file.suffix.lower() == ".ics" and file.is_file())
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


def _linted(file: Path, old: Path | None) -> CheckedPlan:
    from hashlib import sha256

    from cybercrime_plan.read.calendar import calendar_bytes
    from cybercrime_plan.read.calendar_lines import lines_of
    from cybercrime_plan.read.calendar_lint import lint as findings_of
    from cybercrime_plan.read.calendar_versions import against
    from cybercrime_plan.render.checks.words import CheckedPlan, lines_with

    data = calendar_bytes(file, str(file))
    findings = findings_of(data)
    if old is not None:
        findings += against(data, calendar_bytes(old, str(old)))
    lines = lines_with(findings, lines_of(data))
    return CheckedPlan(None, str(file), sha256(data).hexdigest(), findings=findings, lines=lines)


app.command(
    "list",
    help=N_("List deadlines: the limit as written, the last day on time, the working day to finish by."),
    epilog="plan deadline list\n\nplan deadline list --within 30d\n\nplan deadline list --year 2026 -o han.csv",
)(command(list_))
app.command(
    "next",
    help=N_("Show what comes next in each plan."),
    epilog="plan deadline next\n\nplan deadline next dong-thap --as-of 2026-06-01",
)(command(next_))
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
