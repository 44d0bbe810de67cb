"""What `plan deadline calendar` writes: one file, or one for each agency."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import partial
from pathlib import Path

from cybercrime_plan.calc.assignments import Registry
from cybercrime_plan.calc.deadlines import Occurrence, Schedule
from cybercrime_plan.cli.duties import Duties
from cybercrime_plan.cli.output import make_folder
from cybercrime_plan.cli.session import Session
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import VIETNAMESE, Language, _, n_
from cybercrime_plan.model.calendar import Event, Reminder
from cybercrime_plan.model.duties import Agency
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.calendar import CalendarResult
from cybercrime_plan.render.duties import footing
from cybercrime_plan.render.events import calendar_name, events, uid
from cybercrime_plan.render.formats import FORMAT_OF_SUFFIX, FORMATS

_REMINDERS = re.compile(r"[0-9]{1,3}d(@[0-9]{2}:[0-9]{2})?(,[0-9]{1,3}d(@[0-9]{2}:[0-9]{2})?)*")
_OFFICE_OPENS = "09:00"


def reminders_of(text: str) -> tuple[Reminder, ...]:
    """Read `30d,7d,1d@09:00`: days before, the main one first; a time at the end counts for all without their own.

    Raises:
        UsageError: it is written in another way.
    """
    if text == "none":
        return ()
    parts = [part.partition("@") for part in text.split(",")]
    usual = parts[-1][2] or _OFFICE_OPENS
    try:
        if _REMINDERS.fullmatch(text):
            return tuple(Reminder(int(days[:-1]), time.fromisoformat(at or usual)) for days, _sign, at in parts)
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
        update: a calendar file published before.
    """

    session: Session
    found: Duties
    reminders: tuple[Reminder, ...]
    year: int | None
    update: Path | None

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
        self._refuse_update_of_others()
        _refuse_nothing(shown.occurrences)
        self._deliver(shown, self.found.plans)
        self._say_footing(shown)

    def write_for_agencies(self, shown: Schedule) -> None:
        """Write a file for each body that sends a report, into the folder of `-o`.

        Raises:
            UsageError: no folder is named; there is nothing to write; an update is asked for.
            OutputError: the folder or a file cannot be written.
        """
        folder = self.session.destination
        if folder is None:
            raise UsageError(_("--by agency writes many files: name their folder"), _("for example: -o lich"))
        if folder.suffix.lower() in FORMAT_OF_SUFFIX:
            raise UsageError(_("{file} is the name of a file; --by agency writes a folder", file=str(folder)))
        if self.update is not None:
            raise UsageError(_("--update goes with one calendar file, not with --by agency"))
        own = tuple(_by_agency(shown, self.found.plans))
        _refuse_nothing(own)
        make_folder(folder)
        suffix = FORMATS[self.session.format].suffixes[0]
        for plan, agency, schedule in own:
            self._deliver(schedule, [plan], agency, folder / f"{plan.id}-{agency.id}{suffix}")
        self._say_footing(shown)
        count = n_("{count} file", "{count} files", len(own))
        self.session.note(_("{files} written to {folder}", files=count, folder=str(folder)))

    def _say_footing(self, shown: Schedule) -> None:
        """What pages say below their tables, said beside files that have no room for it."""
        if self.session.format in {"ics", "csv"}:
            for text in footing(shown.days, shown.years):
                self.session.note(text)

    def _refuse_update_of_others(self) -> None:
        if self.update is not None and self.session.format != "ics":
            raise UsageError(_("--update goes with an .ics file"))

    def _deliver(
        self, shown: Schedule, plans: Sequence[Plan], agency: Agency | None = None, to: Path | None = None
    ) -> None:
        title = calendar_name(plans, self.language, agency.name if agency else None)
        entries = partial(self._entries, shown)
        year = self.year or _year(shown.occurrences, self.session.as_of)
        result = CalendarResult(shown, entries, title, year, self.session.as_of)
        replace(self.session, language=self.language).deliver(result, self.found.inputs, to)

    def _entries(self, shown: Schedule) -> tuple[Event, ...]:
        entries = events(shown.occurrences, self.language, self.reminders)
        if self.update is None:
            return entries
        from cybercrime_plan.calc.calendar_update import updated
        from cybercrime_plan.read.calendar import read_calendar

        standing = frozenset(map(uid, self.found.schedule.occurrences))
        update = updated(entries, standing, read_calendar(self.update), self.found.plans)
        for remark in update.remarks:
            self.session.note(remark)
        return update.events


def _by_agency(shown: Schedule, plans: Sequence[Plan]) -> Iterator[tuple[Plan, Agency, Schedule]]:
    """For each body that sends a report, what it sends while it exists."""
    for plan in plans:
        registry = Registry(plan)
        senders = {report.id: {agency.id for agency in registry.senders(report)} for report in plan.reports}
        for agency in plan.agencies:
            own = tuple(
                one
                for one in shown.occurrences
                if one.plan is plan and agency.id in senders[one.report.id] and _exists(agency, one)
            )
            if own:
                yield plan, agency, replace(shown, occurrences=own, cancelled=(), undated=())


def _exists(agency: Agency, one: Occurrence) -> bool:
    """Whether the agency is there when the report is due."""
    founded = agency.from_ is None or one.due >= agency.from_.first
    return founded and (agency.until is None or one.target <= agency.until.last)


def _year(occurrences: Sequence[Occurrence], as_of: date) -> int:
    """This year when something falls due in it, else the next such year, else the last."""
    years = sorted({one.target.year for one in occurrences})
    return next((year for year in years if year >= as_of.year), years[-1])


def _refuse_nothing(result: Collection[object]) -> None:
    if not result:
        raise UsageError(_("no deadline is what was asked for, so nothing was written"))
