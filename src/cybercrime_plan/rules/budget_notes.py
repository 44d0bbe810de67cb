"""BUD131-135: what was not checked to the đồng, and why; notes only."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from cybercrime_plan.calc.equations import Equation, State, SumKind
from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import DASH
from cybercrime_plan.rules.budget_text import VND, Wording, as_figure
from cybercrime_plan.rules.rule import Reading, check

_ELSEWHERE: Final = frozenset({SumKind.FIGURES, SumKind.WORDS})
_ROUNDED: Final = frozenset(SumKind) - _ELSEWHERE - {SumKind.OF_WHICH}


def _equations(reading: Reading, state: State) -> Iterator[tuple[Wording, Equation]]:
    if reading.plan.budget is not None and reading.footing is not None:
        words = Wording(reading, reading.plan.budget)
        for one in reading.footing.equations:
            if one.state is state:
                yield words, one


def _is_alone(reading: Reading) -> bool:
    """Whether only one column of amounts adds up across: a year, or one without a year."""
    return reading.footing is not None and len(reading.footing.table.across) == 1


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
        yield Complaint(message, loc, expected=one.solution.dong, unit=VND)


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


def _bounded(reading: Reading, kinds: Collection[SumKind]) -> Iterator[tuple[Wording, Equation]]:
    """Sums that hold, but not to the đồng."""
    for words, one in _equations(reading, State.CHECKED):
        if one.residual and not one.fails and one.kind in kinds:
            yield words, one


def _off(words: Wording, one: Equation, hint: Text) -> Complaint:
    return Complaint(
        words.contradiction(one.stated, words.reason(one), one.computed),
        one.stated.loc,
        hint=hint,
        expected=one.computed,
        actual=as_figure(one.stated.value),
        difference=one.residual,
        unit=VND,
    )


@check("BUD133", "within-rounding", Severity.NOTE)
def rounded_sums(reading: Reading) -> Iterator[Complaint]:
    for words, one in _bounded(reading, _ROUNDED):
        yield _off(words, one, _("within the declared rounding"))


@check("BUD134", "not-fixed", Severity.NOTE)
def dashes(reading: Reading) -> Iterator[Complaint]:
    budget, footing = reading.plan.budget, reading.footing
    if budget is None or footing is None:
        return
    for row in footing.table.walk():
        years = budget.open_years(row.line) if row.line.id in footing.not_fixed else ()
        if years:
            loc = row.cells[budget.years.index(years[0])].loc
            dashes = _("not fixed in {years}", years=years) if years != budget.years else _("no year is fixed")
            message = _("the totals exclude “{line}”: {dashes}", line=row.line.name, dashes=dashes)
            yield Complaint(message, loc, actual=as_figure(DASH))


@check("BUD135", "within-bound", Severity.NOTE)
def bounded_totals(reading: Reading) -> Iterator[Complaint]:
    for words, one in _bounded(reading, _ELSEWHERE):
        yield _off(words, one, _("within what the word before it admits"))
