"""All that is known of one plan when it is handed out: values, ready to be laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial

from cybercrime_plan.calc.crossfoot import CrossFooting
from cybercrime_plan.calc.deadlines import DueStatus, Occurrence, Schedule
from cybercrime_plan.calc.execution import Decisions
from cybercrime_plan.findings import Positions
from cybercrime_plan.language import Language, Text
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.render.checks.words import CheckedPlan
from cybercrime_plan.render.names import Names
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import Page

_EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One plan with what a check and the calendar make of it.

    Attributes:
        footing: its budget added up; None without a budget.
        as_of: the day the question was asked.
        positions: where every value is written.
        names: how the bodies of all the plans handed out are named.
        decided: what a book says of what the plan leaves open; None without a book.
    """

    plan: Plan
    checked: CheckedPlan
    footing: CrossFooting | None
    schedule: Schedule
    as_of: date
    positions: Positions
    names: Names = field(default_factory=Names)
    decided: Decisions | None = None

    @property
    def ahead(self) -> tuple[Occurrence, ...]:
        """What is not past."""
        return tuple(one for one in self.schedule.occurrences if one.status(self.as_of) is not DueStatus.PAST)

    def decisions(self) -> tuple[Text, ...]:
        """What was decided since, as sentences; nothing without a book."""
        budget = self.plan.budget
        if budget is None or self.footing is None or self.decided is None:
            return ()
        from cybercrime_plan.render.budget import decisions_told

        return tuple(decisions_told(budget, self.footing.computed, self.decided, budget.unit))


@dataclass(frozen=True, slots=True)
class Dossiers(Result):
    """Plans that are handed out."""

    dossiers: tuple[Dossier, ...]
    tool_version: str

    def document(self) -> Page:
        """The amounts; on paper the page for the leader."""
        from cybercrime_plan.render.exports.leader import leader_page

        return Page(self.records(), paper=partial(leader_page, self.dossiers, self.tool_version))

    def records(self) -> Records:
        """The amounts one by one."""
        from cybercrime_plan.render.exports.facts import facts

        return (facts(self.dossiers),)

    def workbook(self, language: Language) -> bytes:
        """The annexes with live sums, then deadlines, tasks, findings and facts."""
        from cybercrime_plan.render.exports.workbook import workbook

        return workbook(self.dossiers, language)

    def word(self, language: Language) -> bytes:
        """The annexes, with the reporting calendars behind them."""
        from cybercrime_plan.render.exports.document import document

        return document(self.dossiers, language)


def newest_day(dossiers: Sequence[Dossier]) -> datetime:
    """When the newest version among the plans began: the date of a file, since it changes when they do."""
    days = (dossier.plan.revision.day for dossier in dossiers if dossier.plan.revision)
    return datetime.combine(max(days, default=_EARLIEST), time(), UTC)


def titled(dossiers: Sequence[Dossier]) -> str:
    """The titles of the plans."""
    return "; ".join(dossier.plan.title or dossier.plan.id for dossier in dossiers)


def issued(dossiers: Sequence[Dossier]) -> str:
    """Who issued the plans, each body once."""
    issuers = [d.plan.document.known_issuer for d in dossiers if d.plan.document and d.plan.document.known_issuer]
    return "; ".join(dict.fromkeys(issuers))
