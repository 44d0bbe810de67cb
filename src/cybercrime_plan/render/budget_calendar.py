"""The legal calendar of a budget year: a table, entries of a calendar, and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cybercrime_plan.language import BilingualText, Language, Text, _, n_
from cybercrime_plan.model.bodies import Seen
from cybercrime_plan.model.budget_calendar import BudgetCalendar, Phase, StepOnDay, law_of
from cybercrime_plan.model.calendar import Event, uid_of
from cybercrime_plan.model.dates import Bound
from cybercrime_plan.render.agencies import SEEN
from cybercrime_plan.render.calendar import calendar_file
from cybercrime_plan.render.result import Json, Records, Result
from cybercrime_plan.render.table import CodedText, Column, Page, Table, TableRow, plain, word

SCHEMA = "cybercrime-plan/budget-calendar@1"
_FORESEEN = "ngan-sach"
"""In place of a plan and a report in the names of entries."""


@dataclass(frozen=True, slots=True)
class BudgetCalendarResult(Result):
    """What falls due in a budget year.

    Attributes:
        unseen: whether dates that were not read in the text of the law are shown too.
    """

    law: BudgetCalendar
    year: int
    unseen: bool

    def document(self) -> Page:
        """The dates, under which law, and how many are left out."""
        return Page((self._table(),), title=_("The budget year {year} by law", year=self.year))

    def records(self) -> Records:
        """The dates."""
        return (self._table(),)

    def calendar(self, language: Language) -> Iterator[bytes]:
        """An entry on the last day on time of each step that has a day."""
        name = language.say(_("Budget year {year}", year=self.year))
        return calendar_file(self._events(language), name, language)

    def data(self) -> Json:
        """`cybercrime-plan/budget-calendar@1`."""
        return {
            "schema": SCHEMA,
            "year": self.year,
            "laws": {phase.value: law_of(phase, self.year).value for phase in Phase},
            "rows": [
                {
                    "id": one.step.id,
                    "number": one.number,
                    "phase": one.step.phase.value,
                    "law": one.step.law.value,
                    "title": {"vi": one.step.vi, "en": one.step.en},
                    "bound": one.step.bound.value,
                    "limit": plain(one.limit),
                    "due": plain(one.due),
                    "source": one.step.source,
                    "seen": one.step.seen.value,
                }
                for one in self._shown()
            ],
            "left_out": len(self._every()) - len(self._shown()),
        }

    def _every(self) -> tuple[StepOnDay, ...]:
        return self.law.of(self.year)

    def _shown(self) -> tuple[StepOnDay, ...]:
        return tuple(one for one in self._every() if self.unseen or one.step.seen is Seen.TEXT)

    def _table(self) -> Table:
        columns = (
            Column("id", _("Id"), hidden=True),
            Column("phase", _("Phase")),
            Column("title", _("Step")),
            Column("limit", _("Limit")),
            Column("due", _("Last day on time")),
            Column("source", _("Legal basis")),
            Column("seen", _("Seen")),
        )
        rows = []
        for one in self._shown():
            step, seen = one.step, CodedText(one.step.seen.value, SEEN[one.step.seen])
            days = (_limit(one), one.due)
            rows.append(TableRow((step.id, word(step.phase), _title(one), *days, step.source, seen)))
        return Table("budget_calendar", columns, tuple(rows), notes=tuple(self._notes()))

    def _notes(self) -> Iterator[Text]:
        for law in self.law.laws:
            phases = tuple(phase.label for phase in Phase if law_of(phase, self.year) is law.id)
            if phases:
                title = BilingualText(law.vi, law.en)
                yield _("{phases}: {law}", phases=phases, law=title)
        left_out = len(self._every()) - len(self._shown())
        if left_out:
            told = n_(
                "{count} date that was not read in the text of the law is left out",
                "{count} dates that were not read in the text of the law are left out",
                left_out,
            )
            yield _("{what}; --unseen shows them, marked", what=told)

    def _events(self, language: Language) -> Iterator[Event]:
        for one in self._shown():
            if one.due is not None:
                seen = one.step.seen
                marked = _("{title} ({seen})", title=_title(one), seen=SEEN[seen])
                lines = (_limit(one), _("Source: {source}", source=one.step.source), SEEN[seen])
                yield Event(
                    uid=uid_of(_FORESEEN, one.step.id, f"{self.year}-{one.number}"),
                    day=one.due,
                    stamp=self.law.edition,
                    sequence=0,
                    summary=language.say(_title(one) if seen is Seen.TEXT else marked),
                    description="\n".join(language.say(line) for line in lines if line),
                    categories=(language.say(_("Budget year {year}", year=self.year)),),
                )


def _title(one: StepOnDay) -> Text:
    return Text("{title}", (("title", BilingualText(one.step.vi, one.step.en)),))


def _limit(one: StepOnDay) -> Text | None:
    if one.limit is None:
        return _("from its event on")
    return _("before {day}", day=one.limit) if one.step.bound is Bound.BEFORE else _("by {day}", day=one.limit)
