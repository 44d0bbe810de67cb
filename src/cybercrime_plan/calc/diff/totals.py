"""Totals that only follow their parts and those somebody changed; and the table as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from cybercrime_plan.calc.diff.classes import (
    Classification,
    Classifier,
    Gravity,
    Sides,
    Subject,
    always,
    at_loc,
    defined,
    each,
)
from cybercrime_plan.calc.diff.edits import Edit, Op
from cybercrime_plan.calc.diff.ledger import dong_of
from cybercrime_plan.calc.diff.money import classify_follower, keeps_figure, materiality
from cybercrime_plan.calc.equations import State
from cybercrime_plan.language import _, n_
from cybercrime_plan.model.budget import Budget, Stated
from cybercrime_plan.model.money import Money, Number, Unit, grouped, in_unit

TOTAL_EDITED_AWAY: Final = defined("MON131", "total-edited-away", Gravity.CRITICAL, Subject.BUDGET)(
    _("A total was changed to something its parts do not add up to."),
    _("The parts give another sum. Either an amount was left behind, or the total was typed without them."),
)
TOTAL_FOLLOWS: Final = defined("MON132", "total-follows", Gravity.INFO, Subject.BUDGET)(
    _("A total changed to what its changed parts add up to."),
    _("It follows from the amounts and is not counted again."),
)
TOTAL_CORRECTED: Final = defined("MON133", "total-corrected", Gravity.MAJOR, Subject.BUDGET)(
    _("A total was changed to what its unchanged parts add up to."),
    _("The earlier version did not add up here; the later one does."),
)
TOTAL_PRINTED: Final = defined("MON134", "total-printed", Gravity.MINOR, Subject.BUDGET)(
    _("A total stands where none was printed, and it agrees with its parts."),
    _("One more sum can be checked."),
)
TOTAL_DROPPED: Final = defined("MON135", "total-dropped", Gravity.MAJOR, Subject.BUDGET)(
    _("A total is no longer printed."),
    _("One sum fewer can be checked; ask why it was taken out."),
)
TOTAL_UNVERIFIABLE: Final = defined("MON136", "total-unverifiable", Gravity.MAJOR, Subject.BUDGET)(
    _("A total changed that cannot be checked, because parts of it are blank or unreadable."),
    _("Fill in the blanks, or check this total by hand."),
)
WORDS_REWORDED: Final = defined("MON137", "words-reworded", Gravity.MINOR, Subject.BUDGET)(
    _("The amount in words is written differently but means the same."),
    _("No figure changed."),
)
TOTAL_ELSEWHERE: Final = defined("MON138", "total-elsewhere", Gravity.MINOR, Subject.BUDGET)(
    _("The total printed outside the table was added, removed, or is described differently."),
    _("Read the sentence it stands in: a bound (hơn, khoảng) or a unit changes what the figure claims."),
)


def classify_total(edit: Edit, sides: Sides) -> Classification:
    """A printed sum: of a line, of a year, of everything; or an amount of a line that heads others."""
    return classify_follower(edit, sides) or _classify_sum(edit, sides, edit.old, edit.new)


def _classify_sum(edit: Edit, sides: Sides, old: object, new: object, name: str | None = None) -> Classification:
    """Classify a sum against the parts of both sides.

    Args:
        old: the sum on the first side, None where it is not printed; `new` on the second.
        name: the field that holds the figure, when the edit is of a field beside it.
    """
    locs = (loc if name is None or loc is None else (*loc[:-1], name) for loc in edit.locs)
    before, after = (sums.get(loc or (), ()) for sums, loc in zip(sides.equations, locs, strict=True))
    testable = [sum_ for sum_ in after if sum_.state in {State.CHECKED, State.NONE}]
    delta, base = dong_of(new) - dong_of(old), dong_of(old)
    if new is None:
        return Classification(TOTAL_DROPPED, None, delta, base)
    if not testable:
        return Classification(TOTAL_UNVERIFIABLE, None, delta, base)
    if all(sum_.fails for sum_ in testable):
        parts = in_unit(Money(testable[0].computed), sides.unit)
        because = _("the parts add up to {sum} {unit}", sum=parts, unit=sides.unit)
        return Classification(TOTAL_EDITED_AWAY, None, delta, base, because=(because,))
    if old is None:
        return Classification(TOTAL_PRINTED, None, delta, base)
    was = {sum_.kind: sum_.computed for sum_ in before}
    if any(was.get(sum_.kind) != sum_.computed for sum_ in after):
        return Classification(TOTAL_FOLLOWS, None, delta, base, derived=True)
    return Classification(TOTAL_CORRECTED, None, delta, base)


def classify_figure(edit: Edit, sides: Sides) -> Classification:
    """The grand total printed outside the table: its figure, its unit or its words."""
    worth: list[Money | None] = []
    for plan, loc in zip((sides.a, sides.b), edit.locs, strict=True):
        stated = at_loc(plan, loc[:-1]) if loc else None
        if not isinstance(stated, Stated) or plan.budget is None:
            worth.append(None)
        elif edit.path[-1] == "words":
            worth.append(stated.in_words(plan.budget.unit))
        else:
            worth.append(stated.in_figures(plan.budget.unit))
    old, new = worth
    if edit.path[-1] == "words":
        if old is not None and old == new:
            return Classification(WORDS_REWORDED)
        if new is None and edit.new is not None:
            return Classification(TOTAL_UNVERIFIABLE)
    elif old == new:
        with_table = sides.units is not None and edit.path[-1] == "amount"
        because = _("it is worth the same in the other unit")
        return Classification(TOTAL_ELSEWHERE, Gravity.INFO, derived=with_table, because=(because,))
    return _classify_sum(edit, sides, old, new, None if edit.path[-1] == "words" else "amount")


def totals_elsewhere(budget: Budget) -> tuple[Money, ...]:
    """The grand totals a document prints outside the table, in figures and in words, each once; bounds left out."""
    exact = [stated for stated in budget.stated if stated.qualifier is None]
    found = (worth for one in exact for worth in (one.in_figures(budget.unit), one.in_words(budget.unit)))
    return tuple(dict.fromkeys(worth for worth in found if worth is not None))


SOURCES_CHANGED: Final = defined("MON143", "sources-changed", Gravity.MAJOR, Subject.BUDGET)(
    _("The list of sources of money changed."),
    _("A source added here pays nothing until a line names it; one removed may still be named."),
)
UNIT_CHANGED: Final = defined("MON151", "unit-changed", Gravity.CRITICAL, Subject.BUDGET)(
    _("The unit of the table changed, and figures stayed as they were."),
    _("Every such figure is now worth a thousand times more or less. Almost always a slip in the heading."),
)
UNIT_RESTATED: Final = defined("MON152", "unit-restated", Gravity.INFO, Subject.BUDGET)(
    _("The table is printed in another unit, with every figure scaled exactly."),
    _("No amount changed."),
)
YEAR_ADDED: Final = defined("MON161", "year-added", Gravity.MAJOR, Subject.BUDGET)(
    _("The table has a year it did not have."),
    _("All amounts of that year are new money."),
)
YEAR_REMOVED: Final = defined("MON162", "year-removed", Gravity.MAJOR, Subject.BUDGET)(
    _("A year of the table is gone."),
    _("All amounts of that year are gone with it."),
)
TABLE_READ_OTHERWISE: Final = defined("MON181", "table-read-otherwise", Gravity.MAJOR, Subject.BUDGET)(
    _("How the table is to be read changed: its rounding, the meaning of an empty cell, the kind of spending."),
    _("The same figures now claim something else."),
)
HOLDER_CHANGED: Final = defined("MON182", "holder-changed", Gravity.MAJOR, Subject.BUDGET)(
    _("The money is given to another body."),
    _("Another body answers for it from now on."),
)
BUDGET_ADDED: Final = defined("MON191", "budget-added", Gravity.CRITICAL, Subject.BUDGET)(
    _("The plan has a budget and had none."),
    _("Every amount is new."),
)
BUDGET_REMOVED: Final = defined("MON192", "budget-removed", Gravity.CRITICAL, Subject.BUDGET)(
    _("The plan had a budget and has none."),
    _("Every amount is gone."),
)
TABLE_ADDED: Final = defined("MON193", "table-added", Gravity.MAJOR, Subject.BUDGET)(
    _("The plan has a further table of money that it did not have."),
    _("Its amounts are not part of the total of the first table; see what they are."),
)
TABLE_REMOVED: Final = defined("MON194", "table-removed", Gravity.MAJOR, Subject.BUDGET)(
    _("A further table of money is gone."),
    _("Whatever it detailed can no longer be checked."),
)
TABLE_FIGURE_CHANGED: Final = defined("MON195", "figure-of-a-further-table-changed", Gravity.MAJOR, Subject.BUDGET)(
    _("A figure, a line or the unit of a further table of money changed."),
    _("The total of the first table does not count it; hold the line it details against it."),
)
TABLE_DESCRIBED_OTHERWISE: Final = defined(
    "MON196", "further-table-described-otherwise", Gravity.MINOR, Subject.BUDGET
)(
    _("What is said about a further table of money or its lines changed, and no figure of it."),
    _("Read it where it stands."),
)

_FIGURES: Final = (
    *(("budget", "lines", field) for field in ("amounts", "total", "split", "columns")),
    *(("budget", field) for field in ("totals", "total", "column_totals")),
)


def classify_unit(edit: Edit, sides: Sides) -> Classification:
    """The unit of the table: restated when every figure was scaled with it, else changed under the figures."""
    was, is_ = edit.old, edit.new
    if not isinstance(was, Unit) or not isinstance(is_, Unit):
        return Classification(UNIT_CHANGED)
    figures = (edit for fields in _FIGURES for edit in sides.by_fields.get(fields, ()))
    kept = sum(keeps_figure(figure.old, figure.new, was, is_) for figure in figures)
    if not kept:
        return Classification(UNIT_RESTATED)
    if is_.value > was.value:
        because = n_(
            "{count} figure is now worth {factor} times as much",
            "{count} figures are now worth {factor} times as much",
            kept,
            factor=grouped(is_.value // was.value),
        )
    else:
        because = n_(
            "{count} figure is now worth one part in {factor}",
            "{count} figures are now worth one part in {factor}",
            kept,
            factor=grouped(was.value // is_.value),
        )
    return Classification(UNIT_CHANGED, because=(because,))


def classify_year(edit: Edit, sides: Sides) -> Classification:
    """A year that came or went, weighed by all the money in it."""
    side = int(edit.op is Op.ADD)
    year = edit.new if side else edit.old
    dong = sides.ledgers[side].by_year.get(year, 0) if isinstance(year, int) else 0
    because = _("its amounts come to {sum} {unit}", sum=in_unit(Money(dong), sides.unit), unit=sides.unit)
    return Classification(YEAR_ADDED if side else YEAR_REMOVED, materiality(sides, dong), because=(because,))


def classify_budget(edit: Edit, sides: Sides) -> Classification:
    """The budget as a whole, when only one version has one."""
    if edit.op is Op.ADD:
        return Classification(BUDGET_ADDED, None, sides.ledgers[1].total)
    return Classification(BUDGET_REMOVED, None, -sides.ledgers[0].total)


_FIGURES_OF_TABLES: Final = frozenset(
    {
        "amounts",
        "total",
        "split",
        "columns",
        "totals",
        "column_totals",
        "lines",
        "unit",
        "years",
        "memo",
        "deduction",
    }
)


def classify_table(edit: Edit, _sides: Sides) -> Classification:
    """A further table as a whole, or a fact of one."""
    if edit.fields == ("budgets",):
        return Classification(TABLE_ADDED if edit.op is Op.ADD else TABLE_REMOVED)
    is_figure = edit.fields[-1] in _FIGURES_OF_TABLES
    return Classification(TABLE_FIGURE_CHANGED if is_figure else TABLE_DESCRIBED_OTHERWISE)


def classify_rounding(edit: Edit, sides: Sides) -> Classification:
    """The declared rounding; it only follows where the table is restated in another unit."""
    if sides.units is None or edit.old is None or edit.new is None:
        return Classification(TABLE_READ_OTHERWISE)
    return Classification(
        TABLE_READ_OTHERWISE, derived=_rounding(edit.old, sides.units[0]) == _rounding(edit.new, sides.units[1])
    )


def _rounding(number: Number, unit: Unit) -> Fraction:
    """In đồng; a rounding may be less than one."""
    return Fraction(number.digits * unit.value, 10**number.decimals)


CLASSIFIERS: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("budget", "lines", "total"): each(classify_total),
    ("budget", "totals"): each(classify_total),
    ("budget", "total"): each(classify_total),
    ("budget", "column_totals"): each(classify_total),
    ("budget", "stated", "amount"): each(classify_figure),
    ("budget", "stated", "unit"): each(classify_figure),
    ("budget", "stated", "words"): each(classify_figure),
    ("budget",): each(classify_budget),
    ("budget", "unit"): each(classify_unit),
    ("budget", "years"): each(classify_year),
    ("budget", "rounding"): each(classify_rounding),
}


WITHIN: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("budget", "stated"): always(TOTAL_ELSEWHERE),
    ("budget", "sources"): always(SOURCES_CHANGED),
    ("budget", "holder"): always(HOLDER_CHANGED),
    ("budget",): always(TABLE_READ_OTHERWISE),
    ("budgets",): each(classify_table),
}
