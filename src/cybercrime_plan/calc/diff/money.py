"""Amounts: raised, lowered, fixed, withdrawn, moved."""

from __future__ import annotations

from typing import Final

from cybercrime_plan.calc.diff.classes import ChangeClass, Judgement, Level, Section
from cybercrime_plan.calc.diff.edits import Edit, Member, Op
from cybercrime_plan.calc.diff.sides import Sides
from cybercrime_plan.calc.diff.weight import weight
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Money, Unit

INCREASED: Final = ChangeClass(
    "MON101",
    "amount-increased",
    Level.MAJOR,
    Section.BUDGET,
    _("An amount of a line in one year is higher."),
    _("Critical from 10 % of its year or 5 % of the plan. Ask for the decision on which the new amount rests."),
)
DECREASED: Final = ChangeClass(
    "MON102",
    "amount-decreased",
    Level.MAJOR,
    Section.BUDGET,
    _("An amount of a line in one year is lower."),
    _("Critical from 10 % of its year or 5 % of the plan. Ask what is no longer paid for."),
)
FIXED: Final = ChangeClass(
    "MON103",
    "amount-fixed",
    Level.MAJOR,
    Section.BUDGET,
    _("An amount stands where there was a dash or nothing."),
    _("What was left open is now decided: look for the decision, and for the source of the money."),
)
WITHDRAWN: Final = ChangeClass(
    "MON104",
    "amount-withdrawn",
    Level.MAJOR,
    Section.BUDGET,
    _("A dash or nothing stands where there was an amount."),
    _("What was decided is open again; a dash is not zero, so the line may still be paid for."),
)
ZERO_FOR_NOTHING: Final = ChangeClass(
    "MON105",
    "zero-for-nothing",
    Level.MAJOR,
    Section.BUDGET,
    _("A zero took the place of a dash or of nothing, or the other way round."),
    _("No sum changes, but zero is a decision and a dash is none."),
)
DASH_FOR_BLANK: Final = ChangeClass(
    "MON106",
    "dash-for-blank",
    Level.MINOR,
    Section.BUDGET,
    _("A dash took the place of an empty cell, or the other way round."),
    _("A dash says that nothing is fixed in this plan; an empty cell says nothing."),
)
WITH_ITS_YEAR: Final = ChangeClass(
    "MON119",
    "amount-with-its-year",
    Level.INFO,
    Section.BUDGET,
    _("An amount came or went together with its year."),
    _("It follows the year that was added or removed and is not counted again."),
)

WITH_ITS_UNIT: Final = ChangeClass(
    "MON118",
    "amount-with-its-unit",
    Level.INFO,
    Section.BUDGET,
    _("The same figure stands under another unit."),
    _("It follows the unit of the table and is not counted again; what it is worth did change."),
)

CLASSES: Final = (
    INCREASED,
    DECREASED,
    FIXED,
    WITHDRAWN,
    ZERO_FOR_NOTHING,
    DASH_FOR_BLANK,
    WITH_ITS_UNIT,
    WITH_ITS_YEAR,
)


def judge_amount(edit: Edit, sides: Sides) -> Judgement:
    """An amount of a line that has no lines below it."""
    followed = judge_follower(edit, sides)
    if followed is not None:
        return followed
    delta = dong(edit.new) - dong(edit.old)
    kind = _kind(edit.old, edit.new)
    level = weight(sides, delta, year_of(edit)) if delta else None
    return Judgement(kind, level, delta, dong(edit.old))


def judge_follower(edit: Edit, sides: Sides) -> Judgement | None:
    """A figure of a row that only follows its year or its unit; None when it stands for itself."""
    delta, base = dong(edit.new) - dong(edit.old), dong(edit.old)
    lone_years = {Op.REMOVE: sides.years[0], Op.ADD: sides.years[1]}
    if year_of(edit) in lone_years.get(edit.op, ()):
        return Judgement(WITH_ITS_YEAR, None, delta, base, derived=True)
    if sides.units is not None and keeps_figure(edit.old, edit.new, *sides.units):
        return Judgement(WITH_ITS_UNIT, None, delta, base, derived=True)
    return None


def keeps_figure(old: object, new: object, was: Unit, is_: Unit) -> bool:
    """Whether the same digits are printed, each under its unit."""
    return isinstance(old, Money) and isinstance(new, Money) and old.dong * is_.value == new.dong * was.value


def year_of(edit: Edit) -> int | None:
    """The year of the row an edit lies in; None outside rows."""
    last = edit.path[-1]
    return last.name if isinstance(last, Member) and isinstance(last.name, int) else None


def dong(value: object) -> int:
    """What an entry adds to a sum, in đồng."""
    return value.dong if isinstance(value, Money) else 0


def _kind(old: object, new: object) -> ChangeClass:
    if isinstance(old, Money) and isinstance(new, Money):
        return INCREASED if new > old else DECREASED
    if not isinstance(old, Money) and not isinstance(new, Money):
        return DASH_FOR_BLANK
    if not dong(old) and not dong(new):
        return ZERO_FOR_NOTHING
    return FIXED if isinstance(new, Money) else WITHDRAWN
