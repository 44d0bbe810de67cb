"""The deadlines of many plans, read one by one and forgotten: what `plan deadline list` and `next` show."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from cybercrime_plan.calc.deadlines import Selection, coming, deadlines, selected
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.calc.shares import open_duties
from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import Collectives, KnownBodies, listed
from cybercrime_plan.cli.deadline import (
    NEEDED,
    Asked,
    KnownNames,
    Revisions,
    agency_ids,
    has_reports,
    listing_of,
    no_reports,
    revision_of,
)
from cybercrime_plan.cli.jobs import Heard
from cybercrime_plan.cli.session import Session
from cybercrime_plan.cli.spool import SortedSpool, Spool
from cybercrime_plan.cli.targets import FilesRead, paths_of, plan_with
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.read.load import Loaded
from cybercrime_plan.read.working_set import Target
from cybercrime_plan.render.deadline_list import (
    DeadlineEntry,
    DeadlineList,
    DeadlineListing,
    Layout,
    PlanDeadlines,
)
from cybercrime_plan.render.deadlines import open_duties_told
from cybercrime_plan.render.name_style import NameStyle
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.table import each, every


def listed_deadlines(
    session: Session,
    typed: options.Targets,
    days: WorkingDays,
    register: str | None,
    style: NameStyle | None,
    asked: Asked,
    layout: Layout,
) -> int:
    """List the deadlines of the targets; of a plan that is there in several revisions the highest counts.

    Raises:
        UsageError: no target has a duty to report, two files are the same revision of one plan, or no plan
            knows what is asked for.
    """
    files, known = FilesRead(session, typed), KnownBodies(session, register)
    entries = SortedSpool[_Placed](_place)
    revisions = Revisions(session)
    search = DeadlineSearch(known, style, days, asked, asked.days(), listing_of(session, layout))
    numbered = Spool(enumerate(_without_entries(files.of_each(search), revisions, entries)))
    if not numbered:
        if files.code:
            return files.code
        raise UsageError(_("none of these plans has a duty to report"))
    len(numbered)  # what was asked for may be known to the last plan only
    found = every(numbered, lambda pair: (pair[1],) if pair[0] not in revisions.earlier else ())
    _say_of_all(session, found, asked)
    shown = every(entries, lambda placed: (placed.entry,) if placed.file not in revisions.earlier else ())
    result = DeadlineList(each(found, lambda one: one.plan), shown, session.as_of, days, layout)
    session.deliver(result, [*paths_of(files.targets), *known.paths(files.targets)])
    return files.code


class FoundDeadlines(NamedTuple):
    """What was found in one file.

    Attributes:
        plan: what is said of it.
        entries: its deadlines.
        collectives: those on the office's sheet.
        meant: the agencies meant by what was typed.
        agencies: the ids it knows, where one was typed.
        reports: the same of reports.
        open: whose duties fall to nobody, to nobody known or to several.
    """

    file: str
    revision: int
    plan: PlanDeadlines
    entries: tuple[DeadlineEntry, ...]
    collectives: dict[str, tuple[int, bool]]
    meant: frozenset[str] = frozenset()
    agencies: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    open: tuple[Text, ...] = ()


class _Placed(NamedTuple):
    """An entry, and where it comes from."""

    file: int
    number: int
    entry: DeadlineEntry


def _place(placed: _Placed) -> tuple[object, ...]:
    return placed.entry.target, placed.entry.due, placed.file, placed.number


def _without_entries(
    found: Iterator[FoundDeadlines], revisions: Revisions, entries: SortedSpool[_Placed]
) -> Iterator[FoundDeadlines]:
    """What was found, its entries put in their places among those of all."""
    for file, one in enumerate(found):
        revisions.add(file, one.file, one.plan.plan, one.revision)
        for number, entry in enumerate(one.entries):
            entries.add(_Placed(file, number, entry))
        yield one._replace(entries=())


def _say_of_all(session: Session, found: Collection[FoundDeadlines], asked: Asked) -> None:
    """Say what no plan has, and whose duties are open.

    Raises:
        UsageError: no plan knows the agency or the report that was typed.
    """
    collectives, agencies, reports = Collectives(), KnownNames(), KnownNames()
    for one in found:
        collectives.add(one.collectives)
        agencies.add(one.meant, one.agencies)
        reports.add(asked.report in one.reports, one.reports)
    collectives.say_missing(session)
    if asked.agency is not None:
        agencies.refuse_unknown(_("no plan here knows an agency {text}", text=asked.agency))
    if asked.report is not None:
        reports.refuse_unknown(_("no plan here has a report {text}", text=asked.report))
    for one in found:
        for text in one.open:
            session.note(text, trouble=True)


@dataclass(frozen=True)
class DeadlineSearch:
    """The search of one file after another.

    Attributes:
        known: what is known of bodies that changed.
        asked: as typed.
        days: the days that are asked for.
    """

    known: KnownBodies
    style: NameStyle | None
    working_days: WorkingDays
    asked: Asked
    days: Selection
    listing: DeadlineListing

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
        asked = selected(whatever_day, self.days, as_of)
        names = Names((owners,), self.style, as_of)
        listed_plan, entries = self.listing.of(plan, whole, asked, whatever_day, names)
        found = FoundDeadlines(target.name, revision_of(plan), listed_plan, entries, listed(owners))
        if self.asked.report is not None:
            found = found._replace(reports=tuple(one.id for one in plan.reports))
        if meant is None:
            return found
        if self.listing.layout is Layout.NEXT:
            whole = replace(whole, occurrences=coming(asked, plan, as_of))
        everybodys = selected(whole, replace(self.days, reports=of_reports.reports), as_of)
        told = open_duties_told(open_duties(everybodys, of_reports.owners), of_reports.owners)
        return found._replace(meant=meant, agencies=tuple(one.id for one in plan.agencies), open=tuple(told))
