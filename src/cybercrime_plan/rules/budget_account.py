"""BUD131-144: what was not checked to the đồng, what no sum can vouch for, and what no equation sees."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from cybercrime_plan.calc.account import contradicted_totals, in_groups
from cybercrime_plan.calc.budget_entries import LineEntries
from cybercrime_plan.calc.column_formulas import ColumnArithmetic
from cybercrime_plan.calc.crossfoot import leaves
from cybercrime_plan.calc.equations import Equation, State, SumKind
from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.formula import formula_in
from cybercrime_plan.model.money import DASH, Money, grouped
from cybercrime_plan.model.plan import Plan, Thresholds
from cybercrime_plan.rules.budget_text import Wording, as_figure, column_title
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
        yield words.of_sum(one, _("some of these amounts are blank and solved by other sums"))


@check("BUD143", "not-rounded-as-declared", Severity.ERROR)
def unrounded_amounts(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None or reading.footing is None or budget.rounding is None or not budget.rounding.digits:
        return
    step, scale = abs(budget.rounding.digits) * budget.unit.value, 10**budget.rounding.decimals
    broken = [entry for entry in reading.footing.table.entries if entry.dong * scale % step]
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
        yield Complaint(message, first.loc, hint=hint, actual=as_figure(first.value), unit=budget.unit.currency)


_CHANGES: Final = {ColumnKind.INCREASE, ColumnKind.DECREASE}
"""The columns in which a figure less than nothing is what their heads say: giảm -50."""


@check("BUD144", "negative-amount", Severity.WARNING)
def negative_amounts(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None or reading.footing is None or reading.footing.fails:
        return
    words = Wording(reading, reading.plan.budget)
    changes = {one.id for one in reading.plan.budget.columns if one.kind in _CHANGES}
    # a difference that its own formula proves may fall either way
    changes |= {one.result for one in map(formula_in, reading.plan.budget.formulas) if "-" in dict(one.steps)}
    for row in _not_deducted(reading.footing.table.rows):
        taken_off = [entry for name, entry in row.columns.items() if name in changes]
        first = next((entry for entry in row.entries if entry.dong < 0 and entry not in taken_off), None)
        if first is not None:
            message = _(
                "{entry} is {figure} {unit}: less than nothing",
                entry=words.entry(first),
                figure=words.figure(first.value),
                unit=words.budget.unit.label,
            )
            hint = _("if this line is taken off the others, say so: deduction: true")
            yield Complaint(message, first.loc, hint=hint, actual=first.dong, unit=words.budget.unit.currency)


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


_ELSEWHERE: Final = frozenset({SumKind.FIGURES, SumKind.WORDS})
_ROUNDED: Final = frozenset(SumKind) - _ELSEWHERE - {SumKind.OF_WHICH}


def _equations(reading: Reading, state: State) -> Iterator[tuple[Wording, Equation]]:
    if reading.plan.budget is not None and reading.footing is not None:
        words = Wording(reading, reading.plan.budget)
        for one in reading.footing.equations:
            if one.state is state:
                yield words, one


def _is_alone(reading: Reading) -> bool:
    return reading.footing is not None and reading.footing.table.is_alone


@check("BUD131", "blank-solved", Severity.NOTE)
def solved_blanks(reading: Reading) -> Iterator[Complaint]:
    solved: dict[Loc, tuple[Wording, Equation]] = {}
    for words, one in _equations(reading, State.SOLVED):
        solved.setdefault(one.blanks[0].loc, (words, one))
    for loc, (words, one) in solved.items():
        if loc == ("budget", "total") and _is_alone(reading):
            continue  # the total of the only column is printed, and says the same
        message = _(
            "{entry} is blank; {way} {unit}: solved, not checked",
            entry=words.entry(one.blanks[0]),
            way=words.way(one),
            unit=words.budget.unit.label,
        )
        yield Complaint(message, loc, expected=one.solution.dong, unit=words.budget.unit.currency)


@check("BUD132", "sum-skipped", Severity.NOTE)
def skipped_sums(reading: Reading) -> Iterator[Complaint]:
    skipped = [*_equations(reading, State.SKIPPED)]
    columns = (_("no column of row totals was recognised"), _("the table prints no column of row totals"))
    rows = (_("no row of totals was recognised"), _("the table prints no row of totals"))
    for kinds, told in (({SumKind.ROW}, columns), ({SumKind.YEAR, SumKind.TOTAL_OF_YEARS}, rows)):
        count = sum(one.kind in kinds and not one.is_printed for _words, one in skipped)
        if count and not (SumKind.ROW in kinds and _is_alone(reading)):  # the only amount is its own row total
            sums = n_("{count} sum is skipped", "{count} sums are skipped", count)
            what = told[reading.takes_every_figure]
            yield Complaint(_("{what}: {sums}", what=what, sums=sums), ("budget",))
    for words, one in skipped:
        if one.is_printed:
            blanks = n_("{count} of its figures is blank", "{count} of its figures are blank", len(one.blanks))
            message = _("{sum} is not checked: {blanks}", sum=words.sum_name(one), blanks=blanks)
            yield Complaint(message, one.stated.loc)
    yield from _unchecked_products(reading)


def _unchecked_products(reading: Reading) -> Iterator[Complaint]:
    """Products that are not checked in some lines, told at the first."""
    budget = reading.plan.budget
    if budget is None:
        return
    for formula, lines in ColumnArithmetic(budget).unchecked_products():
        message = n_(
            "“{column}” is not checked in {count} line: of {factors} one is missing",
            "“{column}” is not checked in {count} lines: of {factors} one is missing",
            len(lines),
            column=column_title(budget, formula.result),
            factors=" x ".join(column_title(budget, name) for name in formula.names[1:]),
        )
        yield Complaint(message, lines[0])


def _bounded(reading: Reading, kinds: Collection[SumKind]) -> Iterator[tuple[Wording, Equation]]:
    """Sums that hold, but not to the đồng."""
    for words, one in _equations(reading, State.CHECKED):
        if one.residual and not one.fails and one.kind in kinds:
            yield words, one


@check("BUD133", "within-rounding", Severity.NOTE)
def rounded_sums(reading: Reading) -> Iterator[Complaint]:
    for words, one in _bounded(reading, _ROUNDED):
        yield words.of_sum(one, _("within the declared rounding"))


@check("BUD134", "not-fixed", Severity.NOTE)
def dashes(reading: Reading) -> Iterator[Complaint]:
    budget, footing = reading.plan.budget, reading.footing
    if budget is None or footing is None:
        return
    for row in footing.table.walk():
        years = budget.open_years(row.line) if row.line.id in footing.not_fixed else ()
        if years and any(isinstance(entry.value, Money) for line in leaves(row.rows) for entry in line.entries):
            message = _("“{line}” is a dash over lines with amounts: their sum is not checked", line=row.line.name)
            yield Complaint(message, row.cells[budget.years.index(years[0])].loc, actual=as_figure(DASH))
        elif years:
            loc = row.cells[budget.years.index(years[0])].loc
            dashes = _("not fixed in {years}", years=years) if years != budget.years else _("no year is fixed")
            message = _("the totals exclude “{line}”: {dashes}", line=row.line.name, dashes=dashes)
            yield Complaint(message, loc, actual=as_figure(DASH))


@check("BUD135", "within-bound", Severity.NOTE)
def bounded_totals(reading: Reading) -> Iterator[Complaint]:
    for words, one in _bounded(reading, _ELSEWHERE):
        yield words.of_sum(one, _("within what the word before it admits"))
