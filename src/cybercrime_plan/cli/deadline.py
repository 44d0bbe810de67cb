"""`plan deadline list`, `next`, `calendar` and `lint`."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cybercrime_plan.calc.deadlines import coming, selected
from cybercrime_plan.cli import duties, options
from cybercrime_plan.cli.duties import Asked, duties_of
from cybercrime_plan.cli.session import Session, command, noun
from cybercrime_plan.language import N_, _
from cybercrime_plan.render.deadlines import Deadlines, next_page, nothing_page, page
from cybercrime_plan.render.formats import OF_CHECKS

app = noun(help=N_("Reporting deadlines: list them, put them into a calendar, check a calendar file."))


class By(StrEnum):
    """How calendars may be split."""

    agency = "agency"


def list_(
    session: Session,
    targets: options.Targets = None,
    year: duties.Year = None,
    from_: duties.From = None,
    to: duties.To = None,
    within: duties.Within = None,
    past: duties.Past = False,
    agency: duties.Agency = None,
    report: duties.Report = None,
    working_days: duties.OwnDays = None,
) -> int:
    """Show the deadlines of plans."""
    found = duties_of(session, targets, working_days)
    if not found.plans:
        return found.code
    asked = Asked(year, from_, to, within, past, agency, report)
    schedule = selected(found.schedule, asked.selection(found.plans), session.as_of)
    if asked.by_day and not schedule.occurrences:
        everything = selected(
            found.schedule, Asked(agency=agency, report=report).selection(found.plans), session.as_of
        )
        shown = nothing_page(everything, found.plans, session.as_of)
    else:
        shown = page(schedule, session.as_of, undated=not asked.by_day, grace=session.loudness > 0)
    session.deliver(Deadlines(shown, schedule, session.as_of), found.inputs)
    return found.code


def next_(
    session: Session,
    targets: options.Targets = None,
    agency: duties.Agency = None,
    report: duties.Report = None,
    working_days: duties.OwnDays = None,
) -> int:
    """Show what comes next in each plan."""
    found = duties_of(session, targets, working_days)
    if not found.plans:
        return found.code
    schedule = selected(found.schedule, Asked(agency=agency, report=report).selection(found.plans), session.as_of)
    ahead = {plan.id: coming(schedule, plan, session.as_of) for plan in found.plans}
    ended = [plan for plan in found.plans if not ahead[plan.id]]
    nearest = tuple(one for one in schedule.occurrences if one in ahead[one.plan.id])
    schedule = replace(schedule, occurrences=nearest, cancelled=(), undated=())
    shown = next_page(schedule, ended, session.as_of)
    session.deliver(Deadlines(shown, schedule, session.as_of, tuple(ended)), found.inputs)
    return found.code


def calendar(
    session: Session,
    targets: options.Targets = None,
    by: Annotated[
        By | None,
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
            "--update", metavar="FILE", help=N_("The file published before: what has gone is cancelled in the new.")
        ),
    ] = None,
    year: duties.Year = None,
    agency: duties.Agency = None,
    report: duties.Report = None,
    working_days: duties.OwnDays = None,
) -> int:
    """Write the deadlines of plans as a calendar."""
    from cybercrime_plan.cli.calendar import CalendarWriter, reminders_of

    reminders = reminders_of(remind)
    found = duties_of(session, targets, working_days)
    if found.code:
        session.note(_("a calendar is not written while a plan cannot be read"), trouble=True)
        return found.code
    shown = selected(
        found.schedule, Asked(year, agency=agency, report=report).selection(found.plans), session.as_of
    )
    writer = CalendarWriter(session, found, reminders, year, update)
    if by is None:
        writer.write(shown)
    else:
        writer.write_for_agencies(shown)
    return 0


def lint(
    session: Session,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=N_("Calendar files, anybody's."))],
    strict: options.Strict = False,
) -> int:
    """Check calendar files against RFC 5545."""
    from cybercrime_plan.cli.lint import lint_files

    return lint_files(session, files, strict=strict)


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
)(command(calendar, formats=duties.CALENDAR_FORMATS))
app.command(
    "lint",
    help=N_("Check calendar files: what different programs would read differently, with its line."),
    epilog="plan deadline lint lich.ics",
)(command(lint, formats=OF_CHECKS, reads_plans=False))
