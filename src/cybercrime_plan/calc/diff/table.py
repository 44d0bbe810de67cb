"""The table as a whole: its unit, its years, its sources, how it is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from cybercrime_plan.calc.diff.classes import (
    ChangeClass,
    Judge,
    Judgement,
    Level,
    Section,
    always,
    each,
)
from cybercrime_plan.calc.diff.edits import Edit, Op
from cybercrime_plan.calc.diff.money import keeps_figure
from cybercrime_plan.calc.diff.sides import Sides
from cybercrime_plan.calc.diff.weight import weight
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import Money, Number, Unit, grouped, in_unit

SOURCES: Final = ChangeClass(
    "MON143",
    "sources-changed",
    Level.MAJOR,
    Section.BUDGET,
    _("The list of sources of money changed."),
    _("A source added here pays nothing until a line names it; one removed may still be named."),
)
UNIT_CHANGED: Final = ChangeClass(
    "MON151",
    "unit-changed",
    Level.CRITICAL,
    Section.BUDGET,
    _("The unit of the table changed, and figures stayed as they were."),
    _("Every such figure is now worth a thousand times more or less. Almost always a slip in the heading."),
)
UNIT_RESTATED: Final = ChangeClass(
    "MON152",
    "unit-restated",
    Level.INFO,
    Section.BUDGET,
    _("The table is printed in another unit, with every figure scaled exactly."),
    _("No amount changed."),
)
YEAR_ADDED: Final = ChangeClass(
    "MON161",
    "year-added",
    Level.MAJOR,
    Section.BUDGET,
    _("The table has a year it did not have."),
    _("All amounts of that year are new money."),
)
YEAR_REMOVED: Final = ChangeClass(
    "MON162",
    "year-removed",
    Level.MAJOR,
    Section.BUDGET,
    _("A year of the table is gone."),
    _("All amounts of that year are gone with it."),
)
HEAD: Final = ChangeClass(
    "MON181",
    "table-read-otherwise",
    Level.MAJOR,
    Section.BUDGET,
    _("How the table is to be read changed: its rounding, the meaning of an empty cell, the kind of spending."),
    _("The same figures now claim something else."),
)
HOLDER: Final = ChangeClass(
    "MON182",
    "holder-changed",
    Level.MAJOR,
    Section.BUDGET,
    _("The money is given to another body."),
    _("Another body answers for it from now on."),
)
BUDGET_ADDED: Final = ChangeClass(
    "MON191",
    "budget-added",
    Level.CRITICAL,
    Section.BUDGET,
    _("The plan has a budget and had none."),
    _("Every amount is new."),
)
BUDGET_REMOVED: Final = ChangeClass(
    "MON192",
    "budget-removed",
    Level.CRITICAL,
    Section.BUDGET,
    _("The plan had a budget and has none."),
    _("Every amount is gone."),
)

CLASSES: Final = (
    SOURCES,
    UNIT_CHANGED,
    UNIT_RESTATED,
    YEAR_ADDED,
    YEAR_REMOVED,
    HEAD,
    HOLDER,
    BUDGET_ADDED,
    BUDGET_REMOVED,
)
_FIGURES: Final = tuple(
    ("budget", *fields)
    for fields in (("lines", "amounts"), ("lines", "total"), ("lines", "split"), ("totals",), ("total",))
)


def judge_unit(edit: Edit, sides: Sides) -> Judgement:
    """The unit of the table: restated when every figure was scaled with it, else changed under the figures."""
    was, is_ = edit.old, edit.new
    if not isinstance(was, Unit) or not isinstance(is_, Unit):
        return Judgement(UNIT_CHANGED)
    figures = (edit for fields in _FIGURES for edit in sides.by_fields.get(fields, ()))
    kept = sum(keeps_figure(figure.old, figure.new, was, is_) for figure in figures)
    if not kept:
        return Judgement(UNIT_RESTATED)
    return Judgement(UNIT_CHANGED, because=(_factor(kept, was, is_),))


def _factor(kept: int, was: Unit, is_: Unit) -> Text:
    if is_.value > was.value:
        factor = grouped(is_.value // was.value)
        return n_(
            "{count} figure is now worth {factor} times as much",
            "{count} figures are now worth {factor} times as much",
            kept,
            factor=factor,
        )
    factor = grouped(was.value // is_.value)
    return n_(
        "{count} figure is now worth one part in {factor}",
        "{count} figures are now worth one part in {factor}",
        kept,
        factor=factor,
    )


def judge_year(edit: Edit, sides: Sides) -> Judgement:
    """A year that came or went, weighed by all the money in it."""
    side = int(edit.op is Op.ADD)
    year = edit.new if side else edit.old
    dong = sides.ledgers[side].by_year.get(year, 0) if isinstance(year, int) else 0
    unit = sides.b.budget.unit if sides.b.budget else Unit.DONG
    because = _("its amounts come to {sum} {unit}", sum=in_unit(Money(dong), unit), unit=unit)
    return Judgement(YEAR_ADDED if side else YEAR_REMOVED, weight(sides, dong), because=(because,))


def judge_budget(edit: Edit, sides: Sides) -> Judgement:
    """The budget as a whole, when only one version has one."""
    if edit.op is Op.ADD:
        return Judgement(BUDGET_ADDED, None, sides.ledgers[1].total)
    return Judgement(BUDGET_REMOVED, None, -sides.ledgers[0].total)


def judge_rounding(edit: Edit, sides: Sides) -> Judgement:
    """The declared rounding; it only follows where the table is restated in another unit."""
    if sides.units is None or edit.old is None or edit.new is None:
        return Judgement(HEAD)
    return Judgement(HEAD, derived=_worth(edit.old, sides.units[0]) == _worth(edit.new, sides.units[1]))


def _worth(number: Number, unit: Unit) -> Fraction:
    """In đồng; a rounding may be less than one."""
    return Fraction(number.digits * unit.value, 10**number.decimals)


JUDGES: Final[Mapping[tuple[str, ...], Judge]] = {
    ("budget",): each(judge_budget),
    ("budget", "unit"): each(judge_unit),
    ("budget", "years"): each(judge_year),
    ("budget", "rounding"): each(judge_rounding),
}
WITHIN: Final[Mapping[tuple[str, ...], Judge]] = {
    ("budget", "sources"): always(SOURCES),
    ("budget", "holder"): always(HOLDER),
    ("budget",): always(HEAD),
}
