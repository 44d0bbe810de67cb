"""`plan deadline list`, `next`, `calendar` and `lint`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cybercrime_plan.calc.deadlines import selected
from cybercrime_plan.cli import options
from cybercrime_plan.cli.calendar_lint import lint
from cybercrime_plan.cli.duties import (
    Asked,
    From,
    InYear,
    OfAgency,
    OfReport,
    OwnDays,
    Past,
    To,
    Within,
    duties_of,
    listed_deadlines,
    say_open,
)
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.language import N_, _
from cybercrime_plan.read.data_file import working_days as read_working_days
from cybercrime_plan.render.deadline_list import Layout
from cybercrime_plan.render.formats import OF_CHECKS

if TYPE_CHECKING:
    from cybercrime_plan.calc.register import RegisterRow
    from cybercrime_plan.cli.books import KeptRegister

CALENDAR_FORMATS = ("ics", "csv", "html", "markdown")


app = noun(help=N_("Reporting deadlines: list them, put them into a calendar, check a calendar file."))


class SplitBy(StrEnum):
    """How calendars may be split."""

    agency = "agency"


FilesBy = Annotated[
    SplitBy | None,
    typer.Option("--by", help=N_("agency: one file for each body that reports, into the folder of -o.")),
]
Remind = Annotated[
    str,
    typer.Option("--remind", metavar="DAYS", help=N_("Reminders: 30d,7d,1d@09:00, the main one first; or none.")),
]
Published = Annotated[
    Path | None,
    typer.Option(
        "--update",
        metavar="OLD",
        help=N_("The file published before, with --by agency its folder: what has gone is cancelled in the new."),
    ),
]
Arrived = Annotated[
    Path | None,
    typer.Option(
        "--register",
        metavar="FILE",
        help=N_("The register of reports: no reminder of what has arrived, or of what somebody is exempt from."),
    ),
]


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
    asked = Asked(year, from_, to, within, past, agency, report)
    layout = Layout.WHOLE if asked.by_day else Layout.AHEAD
    days = read_working_days(working_days)
    return listed_deadlines(session, targets, days, agencies, names, asked, layout)


app.command(
    "list",
    help=N_("List deadlines: the limit as written, the last day on time, the working day to finish by."),
    epilog="plan deadline list\n\nplan deadline list --within 30d\n\nplan deadline list --year 2026 -o han.csv",
)(command(list_, reads_many=True))


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
    asked, days = Asked(agency=agency, report=report), read_working_days(working_days)
    return listed_deadlines(session, targets, days, agencies, names, asked, Layout.NEXT, _kept(register))


def _kept(register: Path | None) -> KeptRegister | None:
    """The register of reports that was named, if one was."""
    if register is None:
        return None
    from cybercrime_plan.cli.books import KeptRegister

    return KeptRegister.read(register)


app.command(
    "next",
    help=N_("Show what comes next in each plan."),
    epilog="plan deadline next\n\nplan deadline next dong-thap --as-of 2026-06-01",
)(command(next_, reads_many=True))


def calendar(
    session: Session,
    targets: options.Targets = None,
    by: FilesBy = None,
    remind: Remind = "7d,1d@09:00",
    update: Published = None,
    register: Arrived = None,
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
    if agency is not None or by is not None:
        say_open(session, found, asked)
    rows: tuple[RegisterRow, ...] = ()
    kept = _kept(register)
    if kept is not None:
        rows, wrong = kept.held(found.owners, found.schedule, session)
        kept.say_wrong(session, wrong)
        found = found._replace(inputs=(*found.inputs, Path(kept.file)))
    writer = CalendarWriter(session, found, reminders, year, update, rows)
    write = writer.write if by is None else writer.write_for_agencies
    write(shown)
    return 0


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
