"""Calendar files as they are published: one, or one for each body that reports, and new issues of earlier ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cybercrime_plan.calc.deadlines import Schedule, ended
from cybercrime_plan.calc.owners import Owner
from cybercrime_plan.calc.shares import Share, shares
from cybercrime_plan.cli.output import make_folder
from cybercrime_plan.cli.session import Session
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import VIETNAMESE, Language, _, n_
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.deadlines import owed_and_on
from cybercrime_plan.render.formats import FORMAT_OF_SUFFIX, FORMATS
from cybercrime_plan.render.sections import footing

if TYPE_CHECKING:
    from cybercrime_plan.calc.register import RegisterRow
    from cybercrime_plan.cli.duties import Duties
    from cybercrime_plan.model.calendar import Event, Reminder
    from cybercrime_plan.render.calendar import CalendarResult

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
        from cybercrime_plan.render.calendar import uid

        if self.update is not None and self.session.format != "ics":
            raise UsageError(_("--update goes with an .ics file"))
        standing = frozenset(map(uid, self.found.schedule.occurrences))
        result = self._result(shown, self.found.plans, standing, self.update)
        if not shown.occurrences and not result.entries:
            raise UsageError(_NOTHING)
        self._outward.deliver(result, self.found.inputs)
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
        from cybercrime_plan.render.calendar import uid

        folder = self._folder()
        suffix = FORMATS[self.session.format].suffixes[0]
        standing = {
            _file_name(share): frozenset(map(uid, share.occurrences))
            for share in shares(self.found.schedule, self.found.owners)
        }
        files = {}
        for share in shares(shown, self.found.owners):
            own = shown._replace(occurrences=share.occurrences, cancelled=(), undated=())
            name = _file_name(share)
            old = self.update / f"{name}.ics" if self.update else None
            earlier = old if old and old.exists() else None
            files[folder / f"{name}{suffix}"] = self._result(
                own, [share.plan], standing[name], earlier, share.owner
            )
        # the earlier files of bodies that have nothing to report any more
        for old in sorted(self.update.glob("*.ics")) if self.update else ():
            if old.stem not in standing and (result := self._ended(old)):
                files[folder / old.name] = result
        if not files:
            raise UsageError(_NOTHING)
        make_folder(folder)
        self._outward.deliver_each(files.items(), self.found.inputs)
        self._say_footing(shown)
        count = n_("{count} file", "{count} files", len(files))
        self.session.note(_("{files} written to {folder}", files=count, folder=str(folder)))

    def _folder(self) -> Path:
        """The folder a file for each body is written into, once what was typed allows that."""
        folder = self.session.destination
        if folder is None:
            raise UsageError(_("--by agency writes many files: name their folder"), _("for example: -o lich"))
        if folder.suffix.lower() in FORMAT_OF_SUFFIX:
            raise UsageError(_("{file} is the name of a file; --by agency writes a folder", file=str(folder)))
        if self.update is not None and not (self.update.is_dir() and self.session.format == "ics"):
            raise UsageError(_("with --by agency, --update goes with a folder of .ics files"))
        return folder

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
        nothing = self.found.schedule._replace(occurrences=(), cancelled=(), undated=())
        return self._result(nothing, [plan], frozenset(), old)

    @property
    def _outward(self) -> Session:
        """The session in the language of those the calendar is for."""
        return replace(self.session, language=self.language)

    @property
    def _of_entries(self) -> bool:
        """Whether the format holds entries and nothing else."""
        return self.session.format in {"ics", "csv"}

    def _say_footing(self, shown: Schedule) -> None:
        """What pages say below their tables, said beside files that have no room for it."""
        for text in footing(shown.days, shown.years) if self._of_entries else ():
            self.session.note(text)
        as_of = self.session.as_of
        for text in owed_and_on(ended(self.found.schedule, self.found.plans, as_of), as_of):
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
        from cybercrime_plan.render.calendar import CalendarResult, calendar_name

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
        from cybercrime_plan.render.calendar import events, said_to_be_cancelled

        whose = owner.id if owner else None
        entries = events(shown.occurrences, self.language, self.reminders, self.found.names, whose)
        arrived = {uid_of(*key) for key in settled(row for row in self.rows if whose in {None, row.agency})}
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
