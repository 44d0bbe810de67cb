"""BUD141-144: figures no sum can vouch for, and what no equation sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cybercrime_plan.calc.account import contradicted_totals, in_groups
from cybercrime_plan.calc.crossfoot import LineEntries
from cybercrime_plan.calc.equations import Entry
from cybercrime_plan.findings import Complaint, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.money import grouped
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.thresholds import Thresholds
from cybercrime_plan.rules.budget_text import VND, Wording, as_figure
from cybercrime_plan.rules.rule import Reading, check


@check("BUD141", "figure-in-no-sum", Severity.WARNING)
def unused_figures(reading: Reading) -> Iterator[Complaint]:
    if reading.account is None:
        return
    for name, group in in_groups(reading.account.unused):
        first = group[0]
        count = n_("{count} figure in no sum", "{count} figures in no sum", len(group))
        loc = first.loc or ("budget",)
        yield Complaint(
            _("{count}: {name} ({why})", count=count, name=name, why=first.why),
            loc,
            actual="; ".join(figure.text for figure in group),
            place=first.place,
        )


@check("BUD142", "total-contradicts-its-amounts", Severity.ERROR)
def recomputed_totals(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None or reading.footing is None:
        return
    words = Wording(reading, reading.plan.budget)
    for one in contradicted_totals(reading.footing):
        message = words.contradiction(one.stated, words.reason(one), one.computed)
        yield Complaint(
            message,
            one.stated.loc,
            hint=_("some of these amounts are blank and solved by other sums"),
            expected=one.computed,
            actual=as_figure(one.stated.value),
            difference=one.residual,
            unit=VND,
        )


@check("BUD143", "not-rounded-as-declared", Severity.ERROR)
def unrounded_amounts(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None or reading.footing is None or budget.rounding is None or not budget.rounding.digits:
        return
    step, scale = abs(budget.rounding.digits) * budget.unit.value, 10**budget.rounding.decimals
    table = reading.footing.table
    margins = (*table.totals, *table.column_totals.values(), table.total)
    entries = (*(entry for row in table.walk() for entry in _printed(row)), *margins)
    broken = [entry for entry in entries if entry.dong * scale % step]
    if broken:
        first = broken[0]
        words = Wording(reading, budget)
        message = _(
            "{entry} is {figure}, no multiple of the declared rounding, {rounding} {unit}",
            entry=words.entry(first),
            figure=words.figure(first.value),
            rounding=budget.rounding,
            unit=budget.unit.label,
        )
        hint = n_("{count} figure is not rounded so", "{count} figures are not rounded so", len(broken))
        yield Complaint(message, first.loc, hint=hint, actual=as_figure(first.value), unit=VND)


def _printed(row: LineEntries) -> tuple[Entry, ...]:
    return (*row.cells, row.total, *row.columns.values(), *(part for parts in row.split for part in parts))


_CHANGES: Final = {ColumnKind.INCREASE, ColumnKind.DECREASE}
"""The columns in which a figure less than nothing is what their heads say: giảm -50."""


@check("BUD144", "negative-amount", Severity.WARNING)
def negative_amounts(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None or reading.footing is None or reading.footing.fails:
        return
    words = Wording(reading, reading.plan.budget)
    changes = {one.id for one in reading.plan.budget.columns if one.kind in _CHANGES}
    for row in _not_deducted(reading.footing.table.rows):
        taken_off = [entry for name, entry in row.columns.items() if name in changes]
        first = next((entry for entry in _printed(row) if entry.dong < 0 and entry not in taken_off), None)
        if first is not None:
            message = _(
                "{entry} is {figure} {unit}: less than nothing",
                entry=words.entry(first),
                figure=words.figure(first.value),
                unit=words.budget.unit.label,
            )
            hint = _("if this line is taken off the others, say so: deduction: true")
            yield Complaint(message, first.loc, hint=hint, actual=first.dong, unit=VND)


def _not_deducted(rows: tuple[LineEntries, ...]) -> Iterator[LineEntries]:
    for row in rows:
        if not row.line.deduction:
            yield row
            yield from _not_deducted(row.rows)


def own_terms(plan: Plan) -> Iterator[Text]:
    """What a plan says about its own checking, and so is said with the result."""
    usual, said = Thresholds(), plan.thresholds
    if said.spike != usual.spike:
        yield _("a spike only from {times} times on (otherwise {usual})", times=said.spike, usual=usual.spike)
    if said.largest_number != usual.largest_number:
        largest = grouped(said.largest_number)
        yield _(
            "numbers plausible up to {number} (otherwise {usual})",
            number=largest,
            usual=grouped(usual.largest_number),
        )
    if said.government_domains != usual.government_domains:
        yield _("official domains: {domains}", domains=said.government_domains)
    budget = plan.budget
    if budget and budget.rounding is not None and budget.rounding.digits:
        yield _("figures rounded to {rounding} {unit}", rounding=budget.rounding, unit=budget.unit.label)
    if budget and budget.blank == "none":
        yield _("an empty cell means none")
    for line in budget.every_line() if budget else ():
        if line.deduction:
            yield _("“{line}” is taken off", line=line.name)
