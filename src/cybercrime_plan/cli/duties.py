"""Which plans have duties to report, and which of their deadlines are asked for.

A list reads the plans one by one and forgets them, so that there may be thousands; a calendar and a register need
them all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from cybercrime_plan.calc.deadlines import Schedule, Selection, coming, deadlines, selected
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.calc.registry import Registry
from cybercrime_plan.calc.shares import open_duties
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import Collectives, KnownBodies, listed
from cybercrime_plan.cli.days import typed_date
from cybercrime_plan.cli.jobs import Heard
from cybercrime_plan.cli.session import Session
from cybercrime_plan.cli.spool import SortedSpool, Spool
from cybercrime_plan.cli.targets import FilesRead, paths_of, plan_with
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.data_file import working_days as read_working_days
from cybercrime_plan.read.load import Loaded
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.deadline_list import (
    DeadlineEntry,
    DeadlineList,
    DeadlineListing,
    Layout,
    PlanDeadlines,
    WrittenAs,
)
from cybercrime_plan.render.deadlines import open_duties_told
from cybercrime_plan.render.name_style import NameStyle
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.sections import period
from cybercrime_plan.render.table import each, every

if TYPE_CHECKING:
    from cybercrime_plan.cli.books import KeptRegister

_SHOWN = 20


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


class Asked(NamedTuple):
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
        if self.report is not None:
            known = KnownNames()
            for one in owners.values():
                ids = [report.id for report in one.plan.reports]
                known.add(self.report in ids, ids)
            known.refuse_unknown(_("no plan here has a report {text}", text=self.report))
        return self.days()._replace(
            agencies=agencies_named(self.agency, tuple(owners.values())),
            reports=None if self.report is None else frozenset({self.report}),
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


class Duties(NamedTuple):
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
    every, revisions = list(files.plans(NEEDED, has_reports, no_reports)), Revisions(session)
    for number, (target, plan) in enumerate(every):
        revisions.add(number, target.name, plan.id, revision_of(plan))
    current = [one for number, one in enumerate(every) if number not in revisions.earlier]
    if not current and files.code == 0:
        raise UsageError(_("none of these plans has a duty to report"))
    plans = tuple(plan for _target, plan in current)
    names = known.names(current, style)
    read = [target for target, _plan in current]
    inputs = (*paths_of(read), *known.paths(read))
    return Duties(plans, deadlines(plans, days), inputs, files.code, names)


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


def revision_of(plan: Plan) -> int:
    """The number of its revision; 0 without one."""
    return plan.revision.number if plan.revision else 0


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


class AboutPlan(NamedTuple):
    """What one of many plans knows of what was typed, kept when the plan itself is forgotten.

    Attributes:
        collectives: those on the office's sheet.
        meant: the agencies meant in it.
        agencies: the ids it knows, where one was typed.
        reports: the same of reports.
        open: whose duties fall to nobody, to nobody known or to several.
    """

    collectives: dict[str, tuple[int, bool]]
    meant: frozenset[str] = frozenset()
    agencies: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    open: tuple[Text, ...] = ()


def say_of_all(session: Session, plans: Iterable[AboutPlan], agency: str | None, report: str | None = None) -> None:
    """Say which collectives none of the plans has, and whose duties are open.

    Raises:
        UsageError: none knows the agency or the report that was typed.
    """
    collectives, agencies, reports, open_ = Collectives(), KnownNames(), KnownNames(), list[Text]()
    for one in plans:
        collectives.add(one.collectives)
        agencies.add(one.meant, one.agencies)
        reports.add(report in one.reports, one.reports)
        open_ += one.open
    collectives.say_missing(session)
    if agency is not None:
        agencies.refuse_unknown(_("no plan here knows an agency {text}", text=agency))
    if report is not None:
        reports.refuse_unknown(_("no plan here has a report {text}", text=report))
    for text in open_:
        session.note(text, trouble=True)


def say_open(session: Session, found: Duties, asked: Asked) -> None:
    """Say of which duties it is open who has them: a choice of agencies could leave them out unseen."""
    everybodys = asked._replace(agency=None).selection(found.owners)
    duties = open_duties(selected(found.schedule, everybodys, session.as_of), found.owners)
    for text in open_duties_told(duties, found.owners):
        session.note(text, trouble=True)


def listing_of(session: Session, layout: Layout) -> DeadlineListing:
    """How the plans of a list are worked out: only what the format shows."""
    written = WrittenAs.DATA if session.format == "json" else WrittenAs.RECORDS
    written = WrittenAs.PAGE if session.for_people else written
    return DeadlineListing(layout, written, session.as_of, grace=session.loudness > 0)


def listed_deadlines(
    session: Session,
    typed: options.Targets,
    days: WorkingDays,
    register: str | None,
    style: NameStyle | None,
    asked: Asked,
    layout: Layout,
    kept: KeptRegister | None = None,
) -> int:
    """List the deadlines of the targets; of a plan that is there in several revisions the highest counts.

    Args:
        kept: the register of reports; what has all arrived is left out.

    Raises:
        UsageError: no target has a duty to report, two files are the same revision of one plan, or no plan
            knows what is asked for.
    """
    files, known = FilesRead(session, typed), KnownBodies(session, register)
    entries, revisions = SortedSpool[_Placed](lambda placed: placed[:-1]), Revisions(session)
    search = DeadlineSearch(known, style, days, asked, asked.days(), listing_of(session, layout), kept)
    numbered = Spool(enumerate(_without_entries(files.of_each(search), revisions, entries)))
    if not numbered and not files.code:
        raise UsageError(_("none of these plans has a duty to report"))
    if not numbered:
        return files.code
    len(numbered)  # what was asked for may be known to the last plan only
    found = every(numbered, lambda pair: (pair[1],) if pair[0] not in revisions.earlier else ())
    if kept is not None:
        kept.say_wrong(session, sum(one.wrong for one in found))
    for text in every(found, lambda one: one.arrived):
        session.note(text)
    say_of_all(session, each(found, lambda one: one.about), asked.agency, asked.report)
    shown = every(entries, lambda placed: (placed.entry,) if placed.file not in revisions.earlier else ())
    result = DeadlineList(each(found, lambda one: one.plan), shown, session.as_of, days, layout)
    session.deliver(result, [*known.inputs(files.targets), *([Path(kept.file)] if kept else [])])
    return files.code


class FoundDeadlines(NamedTuple):
    """What was found in one file.

    Attributes:
        plan: what is said of it.
        entries: its deadlines.
        arrived: what is still ahead and need not be sent, since the register has it all.
        wrong: how much is wrong in what the register says of it.
    """

    file: str
    revision: int
    plan: PlanDeadlines
    entries: tuple[DeadlineEntry, ...]
    about: AboutPlan
    arrived: tuple[Text, ...] = ()
    wrong: int = 0


class _Placed(NamedTuple):
    """An entry behind what it is sorted by: its days, then where it comes from."""

    target: date
    due: date
    file: int
    number: int
    entry: DeadlineEntry


def _without_entries(
    found: Iterator[FoundDeadlines], revisions: Revisions, entries: SortedSpool[_Placed]
) -> Iterator[FoundDeadlines]:
    """What was found, its entries put in their places among those of all."""
    for file, one in enumerate(found):
        revisions.add(file, one.file, one.plan.plan, one.revision)
        for number, entry in enumerate(one.entries):
            entries.add(_Placed(entry.target, entry.due, file, number, entry))
        yield one._replace(entries=())


@dataclass(frozen=True, eq=False, repr=False)
class DeadlineSearch:
    """The search of one file after another.

    Attributes:
        known: what is known of bodies that changed.
        asked: as typed.
        days: the days that are asked for.
        register: who has reported.
    """

    known: KnownBodies
    style: NameStyle | None
    working_days: WorkingDays
    asked: Asked
    days: Selection
    listing: DeadlineListing
    register: KeptRegister | None = None

    def __call__(self, session: Heard, target: Target, loaded: Loaded) -> FoundDeadlines | None:
        """Search one file."""
        plan = plan_with(session, target, loaded, NEEDED, has_reports, no_reports)
        if plan is None:
            return None
        owners = Owners(plan, self.known.of(target, session))
        meant = None if self.asked.agency is None else agency_ids(self.asked.agency, owners)
        of_reports = Selection(
            agencies=None if meant is None else {plan.id: meant},
            reports=None if self.asked.report is None else frozenset({self.asked.report}),
            owners={plan.id: owners},
        )
        whole, as_of = deadlines([plan], self.working_days), session.as_of
        whatever_day = selected(whole, of_reports, as_of)
        arrived, wrong = self._arrived(session, owners, whole, meant)
        came = [one for one in whatever_day.occurrences if (one.report.id, one.key) in arrived and one.due >= as_of]
        due = tuple(one for one in whatever_day.occurrences if (one.report.id, one.key) not in arrived)
        whatever_day = whatever_day._replace(occurrences=due)
        asked = selected(whatever_day, self.days, as_of)
        names = Names((owners,), self.style, as_of)
        listed_plan, entries = self.listing.of(plan, whole, asked, whatever_day, names)
        about = AboutPlan(
            listed(owners), reports=tuple(one.id for one in plan.reports) if self.asked.report else ()
        )
        if meant is not None:
            if self.listing.layout is Layout.NEXT:
                whole = whole._replace(occurrences=coming(asked, plan, as_of))
            everybodys = selected(whole, self.days._replace(reports=of_reports.reports), as_of)
            told = open_duties_told(open_duties(everybodys, of_reports.owners), of_reports.owners)
            agencies = tuple(one.id for one in plan.agencies)
            about = about._replace(meant=meant, agencies=agencies, open=tuple(told))
        said = []
        for one in came:
            report = _("{title} ({period})", title=one.report.title, period=period(one.key))
            said.append(_("{plan}: {report}: all that is expected is in the register", plan=plan.id, report=report))
        return FoundDeadlines(target.name, revision_of(plan), listed_plan, entries, about, tuple(said), wrong)

    def _arrived(
        self, session: Session, owners: Owners, whole: Schedule, meant: frozenset[str] | None
    ) -> tuple[frozenset[tuple[str, str]], int]:
        """The occurrences, by report and name, of which the register has all; and how much is wrong in it."""
        if self.register is None:
            return frozenset(), 0
        from cybercrime_plan.calc.register import settled

        rows, wrong = self.register.held({owners.plan.id: owners}, whole, session)
        mine = (row for row in rows if meant is None or not meant.isdisjoint((row.agency, *row.printed)))
        return frozenset((report, key) for _plan, report, key in settled(mine)), wrong
