"""Totals: those that only follow their parts, and those somebody changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cybercrime_plan.calc.diff.classes import ChangeClass, Judge, Judgement, Level, Section, always, each
from cybercrime_plan.calc.diff.edits import Edit
from cybercrime_plan.calc.diff.money import dong, judge_follower
from cybercrime_plan.calc.diff.sides import Sides, at_loc
from cybercrime_plan.calc.equations import Equation, State
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import Stated
from cybercrime_plan.model.money import Money, Unit, in_unit
from cybercrime_plan.model.words import UnreadableWordsError, read_words

EDITED_AWAY: Final = ChangeClass(
    "MON131",
    "total-edited-away",
    Level.CRITICAL,
    Section.BUDGET,
    _("A total was changed to something its parts do not add up to."),
    _("The parts give another sum. Either an amount was left behind, or the total was typed without them."),
)
FOLLOWS: Final = ChangeClass(
    "MON132",
    "total-follows",
    Level.INFO,
    Section.BUDGET,
    _("A total changed to what its changed parts add up to."),
    _("It follows from the amounts and is not counted again."),
)
CORRECTED: Final = ChangeClass(
    "MON133",
    "total-corrected",
    Level.MAJOR,
    Section.BUDGET,
    _("A total was changed to what its unchanged parts add up to."),
    _("The earlier version did not add up here; the later one does."),
)
PRINTED: Final = ChangeClass(
    "MON134",
    "total-printed",
    Level.MINOR,
    Section.BUDGET,
    _("A total stands where none was printed, and it agrees with its parts."),
    _("One more sum can be checked."),
)
DROPPED: Final = ChangeClass(
    "MON135",
    "total-dropped",
    Level.MAJOR,
    Section.BUDGET,
    _("A total is no longer printed."),
    _("One sum fewer can be checked; ask why it was taken out."),
)
UNVERIFIABLE: Final = ChangeClass(
    "MON136",
    "total-unverifiable",
    Level.MAJOR,
    Section.BUDGET,
    _("A total changed that cannot be checked, because parts of it are blank or unreadable."),
    _("Fill in the blanks, or check this total by hand."),
)
REWORDED: Final = ChangeClass(
    "MON137",
    "words-reworded",
    Level.MINOR,
    Section.BUDGET,
    _("The amount in words is written differently but means the same."),
    _("No figure changed."),
)
ELSEWHERE: Final = ChangeClass(
    "MON138",
    "total-elsewhere",
    Level.MINOR,
    Section.BUDGET,
    _("The total printed outside the table was added, removed, or is described differently."),
    _("Read the sentence it stands in: a bound (hơn, khoảng) or a unit changes what the figure claims."),
)

CLASSES: Final = (EDITED_AWAY, FOLLOWS, CORRECTED, PRINTED, DROPPED, UNVERIFIABLE, REWORDED, ELSEWHERE)


def judge_total(edit: Edit, sides: Sides) -> Judgement:
    """A printed sum: of a line, of a year, of everything; or an amount of a line that heads others."""
    return judge_follower(edit, sides) or _judge_sum(edit, sides, edit.old, edit.new)


def _judge_sum(edit: Edit, sides: Sides, old: object, new: object, name: str | None = None) -> Judgement:
    """Judge a sum against the parts of both sides.

    Args:
        old: the sum on the first side, None where it is not printed; `new` on the second.
        name: the field that holds the figure, when the edit is of a field beside it.
    """
    before, after = (_sums(sides, side, edit, name) for side in (0, 1))
    testable = [sum_ for sum_ in after if sum_.state in {State.CHECKED, State.NONE}]
    delta, base = dong(new) - dong(old), dong(old)
    if new is None:
        return Judgement(DROPPED, None, delta, base)
    if not testable:
        return Judgement(UNVERIFIABLE, None, delta, base)
    if all(sum_.fails for sum_ in testable):
        return Judgement(EDITED_AWAY, None, delta, base, because=(_parts(testable[0], sides),))
    if old is None:
        return Judgement(PRINTED, None, delta, base)
    was = {sum_.kind: sum_.computed for sum_ in before}
    if any(was.get(sum_.kind) != sum_.computed for sum_ in after):
        return Judgement(FOLLOWS, None, delta, base, derived=True)
    return Judgement(CORRECTED, None, delta, base)


def _sums(sides: Sides, side: int, edit: Edit, name: str | None) -> Sequence[Equation]:
    loc = edit.locs[side]
    if loc is None:
        return ()
    return sides.equations[side].get(loc if name is None else (*loc[:-1], name), ())


def _parts(sum_: Equation, sides: Sides) -> Text:
    unit = sides.b.budget.unit if sides.b.budget else Unit.DONG
    return _("the parts add up to {sum} {unit}", sum=in_unit(Money(sum_.computed), unit), unit=unit)


def judge_figure(edit: Edit, sides: Sides) -> Judgement:
    """The grand total printed outside the table: its figure, its unit or its words."""
    old, new = (_worth(sides, side, edit) for side in (0, 1))
    if edit.path[-1] == "words":
        if old is not None and old == new:
            return Judgement(REWORDED)
        if new is None and edit.new is not None:
            return Judgement(UNVERIFIABLE)
    elif old == new:
        with_table = sides.units is not None and edit.path[-1] == "amount"
        because = _("it is worth the same in the other unit")
        return Judgement(ELSEWHERE, Level.INFO, derived=with_table, because=(because,))
    return _judge_sum(edit, sides, old, new, None if edit.path[-1] == "words" else "amount")


def _worth(sides: Sides, side: int, edit: Edit) -> Money | None:
    """What the figure, or the words, come to on that side."""
    plan = (sides.a, sides.b)[side]
    loc = edit.locs[side]
    stated = at_loc(plan, loc[:-1]) if loc else None
    if not isinstance(stated, Stated) or plan.budget is None:
        return None
    if edit.path[-1] == "words":
        return _in_words(stated.words)
    return stated.amount.as_money(stated.unit or plan.budget.unit) if stated.amount else None


def _in_words(words: str | None) -> Money | None:
    try:
        return read_words(words) if words else None
    except UnreadableWordsError:
        return None


JUDGES: Final[Mapping[tuple[str, ...], Judge]] = {
    ("budget", "lines", "total"): each(judge_total),
    ("budget", "totals"): each(judge_total),
    ("budget", "total"): each(judge_total),
    ("budget", "stated", "amount"): each(judge_figure),
    ("budget", "stated", "unit"): each(judge_figure),
    ("budget", "stated", "words"): each(judge_figure),
}
WITHIN: Final[Mapping[tuple[str, ...], Judge]] = {("budget", "stated"): always(ELSEWHERE)}
