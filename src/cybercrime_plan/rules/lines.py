"""SRC111-114: what the table leaves open or unsaid: dashes, spikes, notes, years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cybercrime_plan.findings import Complaint, Loc, Rule, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import Budget, Line, Note
from cybercrime_plan.model.money import Money
from cybercrime_plan.rules.budget_example import TABLE
from cybercrime_plan.rules.money_text import (
    VND,
    dashed_years,
    lines_of,
    median,
    money,
    times,
)
from cybercrime_plan.rules.rule import Reading, check

_FEWEST_OTHERS: Final = 2
"""Against a single other year nothing can be called usual."""

_DASHED: Final = TABLE.replace(
    "  totals:",
    '    - {id: thiet-bi, name: Thiết bị, amounts: ["-", "-"], total: "-", undecided: HĐND quyết định}\n  totals:',
)
_SPIKE: Final = """\
format: 1
id: vi-du
budget:
  unit: triệu đồng
  years: [2024, 2025, 2026]
  lines:
    - id: thiet-bi
      name: Thiết bị
      amounts: [100, 3300, 100]
      total: 3500
      notes: [{on: 2025, text: Gia hạn phần mềm có bản quyền}]
  totals: [100, 3300, 100]
  total: 3500
"""


@check(
    Rule(
        code="SRC111",
        name="dash-unexplained",
        severity=Severity.WARNING,
        summary=_("A dash stands where an amount belongs, and nothing says who decides it, and when."),
        advice=_("Record what the document says about it as `undecided`, or as a note. If it says nothing, ask."),
        bad=_DASHED.replace(", undecided: HĐND quyết định", ""),
        good=_DASHED,
    )
)
def unexplained_dashes(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for loc, line in lines_of(reading):
        open_years = _unexplained(line, budget) if budget and not line.undecided else ()
        if open_years:
            place = (*loc, "amounts")
            message = _("“{line}” prints a dash for {years}: why is not said", line=line.name, years=open_years)
            yield Complaint(message, place, reading.path(place), actual=", ".join(map(str, open_years)))


def _unexplained(line: Line, budget: Budget) -> tuple[int, ...]:
    return tuple(year for year in dashed_years(line, budget) if not _explains(year, (*line.notes, *budget.notes)))


def _explains(year: int, notes: tuple[Note, ...]) -> bool:
    return any(note.on in {None, year} for note in notes)


@check(
    Rule(
        code="SRC112",
        name="spike-unexplained",
        severity=Severity.WARNING,
        summary=_("An amount is many times that of the line's other years, and no note says why."),
        advice=_(
            "A spike may be a purchase that comes once, or a slip of the hand that the totals repeat. Compare it "
            "with the signed document; record the note that explains it. `thresholds: {spike: 10}` raises the "
            "limit."
        ),
        bad=_SPIKE.replace("      notes: [{on: 2025, text: Gia hạn phần mềm có bản quyền}]\n", ""),
        good=_SPIKE,
    )
)
def spikes(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for loc, line in lines_of(reading):
        for index, amount, usual in _spikes(line, reading.plan.thresholds.spike):
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
            yield Complaint(message, place, reading.path(place), expected=usual.dong, actual=amount.dong, unit=VND)


def _spikes(line: Line, limit: int) -> Iterator[tuple[int, Money, Money]]:
    """Each amount far above the middle of the others, with that middle."""
    amounts = [(index, cell) for index, cell in enumerate(line.amounts or ()) if isinstance(cell, Money)]
    for index, amount in amounts:
        others = [other for place, other in amounts if place != index and other.dong > 0]
        if len(others) >= _FEWEST_OTHERS and amount.dong >= limit * median(others).dong:
            yield index, amount, median(others)


@check(
    Rule(
        code="SRC113",
        name="note-without-anchor",
        severity=Severity.WARNING,
        summary=_("A note hangs on nothing: its mark is not in the table, or its year has no amount."),
        advice=_("Look for the figure the note was meant for. Until then a reader has to guess."),
        bad=_SPIKE.replace("bản quyền}", 'bản quyền, mark: "*", anchored: false}'),
        good=_SPIKE,
    )
)
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
                yield Complaint(reason, loc, reading.path(loc), actual=note.mark or note.text)


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


@check(
    Rule(
        code="SRC114",
        name="years-differ-from-period",
        severity=Severity.ERROR,
        summary=_("The table has other years than the period of the plan."),
        advice=_("Compare the heads of the columns with the title. A year may be missing, or the period wrong."),
        bad=TABLE.replace("budget:\n", "period: {from: 2025, to: 2027}\nbudget:\n"),
        good=TABLE.replace("budget:\n", "period: {from: 2025, to: 2026}\nbudget:\n"),
    )
)
def years(reading: Reading) -> Iterator[Complaint]:
    period, budget = reading.plan.period, reading.plan.budget
    if period is None or budget is None:
        return
    covered = range(period.from_.year, period.to.year + 1)
    if list(covered) != list(budget.years):
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
            reading.path(loc),
            expected=len(covered),
            actual=len(budget.years),
            difference=len(budget.years) - len(covered),
        )


def _changed_years(covered: set[int], printed: set[int]) -> Iterator[Text]:
    for year in sorted(covered - printed):
        yield _("{year} is missing", year=year)
    for year in sorted(printed - covered):
        yield _("{year} is outside", year=year)
