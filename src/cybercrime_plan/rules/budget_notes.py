"""BUD131-135: what was not checked to the đồng, and why; notes only."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from cybercrime_plan.calc.equations import Entry, Equation, State, SumKind
from cybercrime_plan.findings import Complaint, Rule, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import DASH
from cybercrime_plan.rules.budget_example import STATED, TABLE
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


@check(
    Rule(
        code="BUD131",
        name="blank-solved",
        severity=Severity.NOTE,
        summary=_("One figure of a sum is blank, so the sum says what it must be instead of checking it."),
        advice=_("Look the figure up in the document. A sum that is solved for its blank proves nothing."),
        bad=TABLE.replace("[300, 210]", "[300, null]"),
        good=TABLE,
    )
)
def solved_blanks(reading: Reading) -> Iterator[Complaint]:
    solved = {one.blanks[0].loc: (words, one) for words, one in reversed([*_equations(reading, State.SOLVED)])}
    for loc, (words, one) in solved.items():
        message = _(
            "{entry} is blank; by {sum} it would be {figure} {unit}: solved, not checked",
            entry=words.entry(one.blanks[0]),
            sum=words.sum_name(one),
            figure=words.figure(one.solution),
            unit=words.budget.unit.label,
        )
        yield Complaint(message, loc, reading.path(loc), expected=one.solution.dong, unit=VND)


@check(
    Rule(
        code="BUD132",
        name="sum-skipped",
        severity=Severity.NOTE,
        summary=_("A sum could not be checked: two or more of its figures are blank, or its total is not printed."),
        advice=_("Fill in the figures if the document prints them. What is skipped has been checked by nobody."),
        bad=TABLE.replace("  totals: [700, 660]\n", ""),
        good=TABLE,
    )
)
def skipped_sums(reading: Reading) -> Iterator[Complaint]:
    skipped = [*_equations(reading, State.SKIPPED)]
    for kinds, what in (
        ({SumKind.ROW}, _("the table prints no row totals")),
        ({SumKind.YEAR, SumKind.TOTAL_OF_YEARS}, _("the table prints no totals by year")),
    ):
        count = sum(one.kind in kinds and not one.is_printed for _words, one in skipped)
        if count:
            sums = n_("{count} sum is skipped", "{count} sums are skipped", count)
            yield Complaint(_("{what}: {sums}", what=what, sums=sums), ("budget",), reading.path(("budget",)))
    for words, one in skipped:
        if one.is_printed:
            blanks = n_("{count} of its figures is blank", "{count} of its figures are blank", len(one.blanks))
            message = _("{sum} is not checked: {blanks}", sum=words.sum_name(one), blanks=blanks)
            yield Complaint(message, one.stated.loc, reading.path(one.stated.loc))


def _bounded(reading: Reading, kinds: Collection[SumKind]) -> Iterator[tuple[Wording, Equation]]:
    """Sums that hold, but not to the đồng."""
    for words, one in _equations(reading, State.CHECKED):
        if one.residual and not one.fails and one.kind in kinds:
            yield words, one


def _off(words: Wording, one: Equation, hint: Text) -> Complaint:
    return Complaint(
        words.contradiction(one.stated, words.reason(one), one.computed),
        one.stated.loc,
        words.reading.path(one.stated.loc),
        hint,
        one.computed,
        as_figure(one.stated.value),
        one.residual,
        VND,
    )


@check(
    Rule(
        code="BUD133",
        name="within-rounding",
        severity=Severity.NOTE,
        summary=_("A sum is off by no more than the declared rounding explains."),
        advice=_(
            "With figures rounded to r, a sum of k of them may be off by (k + 1) · r / 2. The difference is "
            "named so that a person can judge it."
        ),
        bad=TABLE.replace("  years:", "  rounding: 10\n  years:").replace("[700, 660]", "[700, 670]"),
        good=TABLE.replace("  years:", "  rounding: 10\n  years:"),
    )
)
def rounded_sums(reading: Reading) -> Iterator[Complaint]:
    for words, one in _bounded(reading, _ROUNDED):
        yield _off(words, one, _("within the declared rounding"))


@check(
    Rule(
        code="BUD134",
        name="not-fixed",
        severity=Severity.NOTE,
        summary=_("A line prints a dash: its amount is not fixed in this plan, and the totals exclude it."),
        advice=_("A dash is not zero. Whoever reads the total should know what is not in it yet."),
        bad=TABLE.replace(
            "  totals:", '    - {id: thiet-bi, name: Thiết bị, amounts: ["-", "-"], total: "-"}\n  totals:'
        ),
        good=TABLE,
    )
)
def dashes(reading: Reading) -> Iterator[Complaint]:
    if reading.footing is None:
        return
    for row in reading.footing.table.walk():
        dashed = [cell for cell in row.cells if cell.value is DASH]
        if dashed and row.line.id in reading.footing.not_fixed:
            message = _(
                "the totals exclude “{line}”: {dashes}", line=row.line.name, dashes=_years(reading, row.cells)
            )
            yield Complaint(message, dashed[0].loc, reading.path(dashed[0].loc), actual=as_figure(DASH))


def _years(reading: Reading, cells: tuple[Entry, ...]) -> Text:
    years = reading.plan.budget.years if reading.plan.budget else ()
    dashed = tuple(year for year, cell in zip(years, cells, strict=True) if cell.value is DASH)
    if len(dashed) == len(cells):
        return _("no year is fixed")
    return _("not fixed in {years}", years=dashed)


@check(
    Rule(
        code="BUD135",
        name="within-bound",
        severity=Severity.NOTE,
        summary=_("A total printed with a word such as “hơn” or “khoảng” is not exact, but agrees with the table."),
        advice=_("Both figures are shown; the word before the printed one admits the other."),
        bad=STATED.replace('"1.360.000.000"', '"1,3"')
        .replace("unit: đồng\n", "unit: tỷ đồng\n      qualifier: more_than\n")
        .replace("      words: Một tỷ ba trăm sáu mươi triệu đồng\n", ""),
        good=STATED,
    )
)
def bounded_totals(reading: Reading) -> Iterator[Complaint]:
    for words, one in _bounded(reading, _ELSEWHERE):
        yield _off(words, one, _("within what the word before it admits"))
