"""BUD112-117: slips larger than one entry of the budget."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cybercrime_plan.calc.equations import Equation
from cybercrime_plan.calc.slips import Fault, Pattern, PatternKind, unit_slip
from cybercrime_plan.findings import Certainty, Complaint, Loc, Severity, Suggestion
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.money import Cell, Money, grouped, signed
from cybercrime_plan.rules.budget_text import VND, Wording, as_figure
from cybercrime_plan.rules.rule import Reading, check


def _patterns(reading: Reading, *kinds: PatternKind) -> Iterator[tuple[Wording, Fault, Pattern]]:
    if reading.plan.budget is None:
        return
    words = Wording(reading, reading.plan.budget)
    for fault in reading.faults:
        if fault.pattern and fault.pattern.kind in kinds:
            yield words, fault, fault.pattern


def _complaint(words: Wording, fault: Fault, loc: Loc, message: Text, hint: Text) -> Complaint:
    """What the pattern is, with the last and largest of the sums that fail because of it."""
    *_others, last = (one for one in fault.sums if isinstance(one, Equation))
    figures = words.contradiction(last.stated, words.reason(last), last.computed)
    return Complaint(
        _("{message}; {figures}", message=message, figures=figures),
        loc,
        hint=hint,
        expected=last.computed,
        actual=as_figure(last.stated.value),
        difference=last.residual,
        unit=VND,
    )


@check("BUD112", "row-missing", Severity.ERROR)
def missing_rows(reading: Reading) -> Iterator[Complaint]:
    for words, fault, pattern in _patterns(reading, PatternKind.ROW_MISSING):
        years = zip(words.budget.years, pattern.amounts, strict=False)
        message = _(
            "the totals hold more than the lines: {amounts}",
            amounts=tuple(f"{year}: {words.figure(amount)}" for year, amount in years),
        )
        loc = (*pattern.loc, "lines")
        hint = _("a missing line with just these amounts would explain every total")
        yield _complaint(words, fault, loc, message, hint)


@check("BUD113", "row-repeated", Severity.ERROR)
def repeated_rows(reading: Reading) -> Iterator[Complaint]:
    for words, fault, pattern in _patterns(reading, PatternKind.ROW_REPEATED):
        message = _(
            "“{line}” has the same figures as “{other}”, and the totals hold them once",
            line=words.line(pattern.loc).name,
            other=words.line(pattern.others[0]).name,
        )
        hint = _("without this line every sum holds")
        yield _complaint(words, fault, pattern.loc, message, hint)
    if reading.plan.budget is not None:
        yield from _shown_twice(reading.plan.budget)


def _shown_twice(budget: Budget) -> Iterator[Complaint]:
    """A line printed again right below itself, where both stand in no sum that could tell."""
    for one, other in pairwise(budget.walk()):
        same = (one.line.name, *_figures(one.line)) == (other.line.name, *_figures(other.line))
        shown = not one.counts and not other.counts and any(isinstance(cell, Money) for cell in _figures(one.line))
        if same and shown and one.ids[:-1] == other.ids[:-1]:
            message = _("“{line}” stands twice with the same figures, and no sum holds it", line=other.line.name)
            yield Complaint(message, other.loc, hint=_("if it was copied, take it out once"))


def _figures(line: Line) -> tuple[Cell, ...]:
    return (*(line.amounts or ()), line.total, *line.columns.values())


@check("BUD114", "row-left-out", Severity.ERROR)
def rows_left_out(reading: Reading) -> Iterator[Complaint]:
    for words, fault, pattern in _patterns(reading, PatternKind.ROW_LEFT_OUT):
        message = _("every total leaves “{line}” out", line=words.line(pattern.loc).name)
        hint = _("if it is only shown and not part of the sums, mark it: memo: true")
        yield _complaint(words, fault, pattern.loc, message, hint)


@check("BUD115", "row-counted-twice", Severity.ERROR)
def rows_counted_twice(reading: Reading) -> Iterator[Complaint]:
    for words, fault, pattern in _patterns(reading, PatternKind.ROW_COUNTED_TWICE):
        line = words.line(pattern.loc)
        parts = tuple(f"“{words.line(loc).name}”" for loc in pattern.others if len(loc) > 1)
        if len(parts) > 1:
            message = _(
                "“{line}” is the sum of {parts}, and the lines count it once more", line=line.name, parts=parts
            )
            hint = _("if it is their subtotal, put them below it: lines: […]")
        else:
            message = _("every total counts “{line}” twice", line=line.name)
            hint = _("once as a line, and once more in a subtotal or by a repetition")
        yield _complaint(words, fault, pattern.loc, message, hint)


@check("BUD116", "unit-slip", Severity.ERROR)
def unit_slips(reading: Reading) -> Iterator[Complaint]:
    kinds = (PatternKind.ROW_UNIT, PatternKind.COLUMN_UNIT, PatternKind.TABLE_UNIT)
    for words, fault, pattern in _patterns(reading, *kinds):
        slip = unit_slip(pattern.power)
        message = _("{subject}: {slip}", subject=_subject(words, pattern), slip=slip)
        hint = _(
            "with these figures multiplied or divided by {factor} every sum holds",
            factor=grouped(10 ** abs(pattern.power)),
        )
        yield _complaint(words, fault, pattern.loc, message, hint)


def _subject(words: Wording, pattern: Pattern) -> Text:
    if pattern.kind is PatternKind.TABLE_UNIT:
        return _("every figure of the table, against the total in figures and in words")
    if pattern.loc[:2] == ("budget", "lines"):
        return _("the figures of “{line}”", line=words.line(pattern.loc).name)
    if pattern.kind is PatternKind.COLUMN_UNIT and isinstance(pattern.loc[-1], int):
        return _("the figures of {year}", year=words.budget.years[pattern.loc[-1]])
    if pattern.kind is PatternKind.COLUMN_UNIT:
        return _("the row totals")
    return _("the row of totals")


@check("BUD117", "table-outvoted", Severity.ERROR)
def outvoted_tables(reading: Reading) -> Iterator[Complaint]:
    for words, _fault, pattern in _patterns(reading, PatternKind.TABLE_OUTVOTED):
        actual, expected = pattern.actual or Money(0), pattern.expected or Money(0)
        message = _(
            "the table adds up to {actual}, but figures and words both say {expected}: {difference} {unit}",
            actual=words.figure(actual),
            expected=words.figure(expected),
            difference=signed(actual - expected, words.budget.unit),
            unit=words.budget.unit.label,
        )
        yield Complaint(
            message,
            pattern.loc,
            hint=_("of the three places that print the total, the table is the one that differs"),
            expected=as_figure(expected),
            actual=as_figure(actual),
            difference=(actual - expected).dong,
            unit=VND,
            suggestion=Suggestion(words.reading.path(pattern.loc), pattern.loc, expected.dong, Certainty.LIKELY),
        )
