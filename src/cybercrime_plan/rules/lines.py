"""SRC111-114: what the table leaves open or unsaid: dashes, spikes, notes, years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import Budget, Line, Note
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.rules.budget_text import (
    VND,
    lines_of,
    median,
    money,
    times,
)
from cybercrime_plan.rules.rule import Reading, check

_FEWEST_OTHERS: Final = 2
"""Against a single other year nothing can be called usual."""


@check("SRC111", "dash-unexplained", Severity.WARNING)
def unexplained_dashes(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for loc, line in lines_of(reading):
        notes = (*line.notes, *(budget.notes if budget else ()))
        open_years = budget.open_years(line) if budget and not line.undecided else ()
        unexplained = tuple(year for year in open_years if not _explains(year, notes))
        if unexplained:
            place = (*loc, "amounts")
            message = _("“{line}” prints a dash for {years}: why is not said", line=line.name, years=unexplained)
            yield Complaint(message, place, actual=", ".join(map(str, unexplained)))


def _explains(year: int, notes: tuple[Note, ...]) -> bool:
    return any(note.on in {None, year} for note in notes)


@check("SRC112", "spike-unexplained", Severity.WARNING)
def spikes(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for loc, line in lines_of(reading):
        limit = reading.plan.thresholds.spike
        below = {index for one in line.lines for index, *_amounts in _spikes(one, limit)}
        for index, amount, usual in _spikes(line, limit):
            if index in below:  # said of the line below: this one only carries it on
                continue
            if budget is None or _explains(budget.years[index], (*line.notes, *budget.notes)):
                continue
            place = (*loc, "amounts", index)
            message = _(
                "“{line}” has {amount} in {year}, {times} times the {usual} of its other years, without a note",
                line=line.name,
                amount=money(amount, budget),
                year=budget.years[index],
                times=times(amount, usual),
                usual=money(usual, budget),
            )
            yield Complaint(message, place, expected=usual.dong, actual=amount.dong, unit=VND)


def _spikes(line: Line, limit: int) -> Iterator[tuple[int, Money, Money]]:
    """Each amount far above the middle of the others, with that middle."""
    amounts = [(index, cell) for index, cell in enumerate(line.amounts or ()) if isinstance(cell, Money)]
    for index, amount in amounts:
        others = [other for place, other in amounts if place != index and other.dong > 0]
        if len(others) >= _FEWEST_OTHERS and amount.dong >= limit * median(others).dong:
            yield index, amount, median(others)


@check("SRC113", "note-without-anchor", Severity.WARNING)
def loose_notes(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None:
        return
    tables = [
        (("budget",), budget.notes, budget.totals),
        *((loc, line.notes, line.amounts) for loc, line in lines_of(reading)),
    ]
    for above, notes, cells in tables:
        for index, note in enumerate(notes):
            reason = _loose(note, budget, cells)
            if reason:
                loc: Loc = (*above, "notes", index)
                yield Complaint(reason, loc, actual=note.mark or note.text)


def _loose(note: Note, budget: Budget, cells: tuple[object, ...] | None) -> Text | None:
    """Why a note hangs on nothing, or None."""
    if note.on is not None and note.on not in budget.years:
        return _("the note “{note}” is about {year}, which is no year of the table", note=note.text, year=note.on)
    if not note.anchored:
        return _(
            "the note “{note}” has a mark ({mark}) that no figure of the table bears",
            note=note.text,
            mark=note.mark or "?",
        )
    if note.on is not None and cells is not None and cells[budget.years.index(note.on)] is None:
        return _("the note “{note}” is about {year}, where nothing is printed", note=note.text, year=note.on)
    return None


@check("SRC114", "years-differ-from-period", Severity.ERROR)
def years(reading: Reading) -> Iterator[Complaint]:
    return _years(reading, part=False)


@check("SRC120", "years-of-a-longer-period", Severity.NOTE)
def some_years(reading: Reading) -> Iterator[Complaint]:
    return _years(reading, part=True)


def _years(reading: Reading, *, part: bool) -> Iterator[Complaint]:
    """The table against the period: fewer years that are said to be a part of it, or anything else."""
    period, budget = reading.plan.period, reading.plan.budget
    if period is None or budget is None:
        return
    covered = range(period.from_.year, period.to.year + 1)
    if list(covered) != list(budget.years) and _is_part(reading.plan, budget, covered) is part:
        loc = ("budget", "years")
        message = _(
            "the period {first}–{last} has {expected}, the table {actual}: {changes}",
            first=period.from_.year,
            last=period.to.year,
            expected=n_("{count} year", "{count} years", len(covered)),
            actual=len(budget.years),
            changes=tuple(_changed_years(set(covered), set(budget.years))),
        )
        yield Complaint(
            message,
            loc,
            expected=len(covered),
            actual=len(budget.years),
            difference=len(budget.years) - len(covered),
        )


def _is_part(plan: Plan, budget: Budget, covered: range) -> bool:
    """Whether the table is an allocation to some years of the period: one, those of its title, or said so."""
    from cybercrime_plan.rules.title_years import years_of_title

    if not set(budget.years) < set(covered):
        return False
    if budget.part or len(budget.years) == 1:
        return True
    # the annex of the table may be named after its years, or the plan after them beside the whole period
    annexes = plan.document.annexes if plan.document else ()
    titles = [annex.title for annex in annexes if annex.name == budget.at and annex.title]
    if plan.title and (covered[0], covered[-1]) in chain(*years_of_title(plan.title)):
        titles.append(plan.title)
    years = tuple(budget.years)
    for spans, _cited in map(years_of_title, titles):
        if (years[0], years[-1]) in spans or {first for first, last in spans if first == last} == set(years):
            return True
    return False


def _changed_years(covered: set[int], printed: set[int]) -> Iterator[Text]:
    for year in sorted(covered - printed):
        yield _("{year} is missing", year=year)
    for year in sorted(printed - covered):
        yield _("{year} is outside", year=year)
