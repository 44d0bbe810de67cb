"""How a reporting duty is put into words, in a table, a calendar and a page alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from cybercrime_plan.calc.deadlines import Move, Occurrence
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Report
from cybercrime_plan.model.terms import Bound
from cybercrime_plan.model.working_days import WorkingDays
from cybercrime_plan.render.sections import Register, via

SHORT_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def weekday(day: date) -> Text:
    """`T6`, `Fri`."""
    return SHORT_WEEKDAYS[day.weekday()]


def dated(day: date) -> Text:
    """`T6 12/06/2026`, `Fri 2026-06-12`."""
    return _("{weekday} {day}", weekday=weekday(day), day=day)


def limit(occurrence: Occurrence) -> Text:
    """The date as the document words it: `trước 15/06/2026`."""
    if occurrence.bound is Bound.BEFORE:
        return _("before {day}", day=occurrence.limit)
    return _("by {day}", day=occurrence.limit)


def recipient(report: Report, register: Register) -> Text | str | None:
    """To whom, and by way of whom."""
    to, through = register.names(report.to), via(report, register)
    if to is None or through is None:
        return to or through
    return _("{to}, through {agency}", to=to, agency=through)


def place(plan: Plan, report: Report) -> Text | str:
    """Where the duty is written: the document and its clause."""
    document = (plan.document and plan.document.number) or plan.title or plan.id
    return _("{document}, {clause}", document=document, clause=report.at) if report.at else document


def explained(move: Move) -> Text:
    """One sentence on why a date is not the one before it."""
    return _("{what} {day}: {reasons}", what=_DATES[move.of], day=dated(move.end), reasons=move.reasons)


_DATES = {
    "limit": _("written date"),
    "due": _("last day on time"),
    "target": _("finish by"),
    "grace": _("end of the term by law"),
}


def footing(days: WorkingDays, years: Collection[int]) -> Iterator[Text]:
    """What the working days of these years rest on, where it is less than a notice."""
    projected = sorted(days.projected.intersection(years))
    if projected:
        yield _(
            "working days of {years} are projected from the law, before the Government's notice",
            years=tuple(map(str, projected)),
        )
    unknown = sorted(set(years) - days.years)
    if unknown:
        yield _(
            "public holidays of {years} are not known here: only weekends were taken into account",
            years=tuple(map(str, unknown)),
        )
