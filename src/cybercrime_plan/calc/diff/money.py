"""Amounts: raised, lowered, fixed, withdrawn, moved; and from where on a sum of money is material."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from cybercrime_plan.calc.diff.classes import ChangeClass, Classification, Gravity, Sides, Subject
from cybercrime_plan.calc.diff.edits import Edit, Member, Op, Path, key_of
from cybercrime_plan.calc.diff.ledger import dong_of
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Money, Unit

AMOUNT_INCREASED: Final = ChangeClass(
    "MON101",
    "amount-increased",
    Gravity.MAJOR,
    Subject.BUDGET,
    _("An amount of a line in one year is higher."),
    _("Critical from 10 % of its year or 5 % of the plan. Ask for the decision on which the new amount rests."),
)
AMOUNT_DECREASED: Final = ChangeClass(
    "MON102",
    "amount-decreased",
    Gravity.MAJOR,
    Subject.BUDGET,
    _("An amount of a line in one year is lower."),
    _("Critical from 10 % of its year or 5 % of the plan. Ask what is no longer paid for."),
)
AMOUNT_FIXED: Final = ChangeClass(
    "MON103",
    "amount-fixed",
    Gravity.MAJOR,
    Subject.BUDGET,
    _("An amount stands where there was a dash or nothing."),
    _("What was left open is now decided: look for the decision, and for the source of the money."),
)
AMOUNT_WITHDRAWN: Final = ChangeClass(
    "MON104",
    "amount-withdrawn",
    Gravity.MAJOR,
    Subject.BUDGET,
    _("A dash or nothing stands where there was an amount."),
    _("What was decided is open again; a dash is not zero, so the line may still be paid for."),
)
ZERO_FOR_NOTHING: Final = ChangeClass(
    "MON105",
    "zero-for-nothing",
    Gravity.MAJOR,
    Subject.BUDGET,
    _("A zero took the place of a dash or of nothing, or the other way round."),
    _("No sum changes, but zero is a decision and a dash is none."),
)
DASH_FOR_BLANK: Final = ChangeClass(
    "MON106",
    "dash-for-blank",
    Gravity.MINOR,
    Subject.BUDGET,
    _("A dash took the place of an empty cell, or the other way round."),
    _("A dash says that nothing is fixed in this plan; an empty cell says nothing."),
)
AMOUNT_WITH_ITS_YEAR: Final = ChangeClass(
    "MON119",
    "amount-with-its-year",
    Gravity.INFO,
    Subject.BUDGET,
    _("An amount came or went together with its year."),
    _("It follows the year that was added or removed and is not counted again."),
)

AMOUNT_WITH_ITS_UNIT: Final = ChangeClass(
    "MON118",
    "amount-with-its-unit",
    Gravity.INFO,
    Subject.BUDGET,
    _("The same figure stands under another unit."),
    _("It follows the unit of the table and is not counted again; what it is worth did change."),
)


def classify_amount(edit: Edit, sides: Sides) -> Classification:
    """An amount of a line that has no lines below it."""
    followed = classify_follower(edit, sides)
    if followed is not None:
        return followed
    delta = dong_of(edit.new) - dong_of(edit.old)
    kind = _kind(edit.old, edit.new)
    level = materiality(sides, delta, year_of(edit)) if delta else None
    return Classification(kind, level, delta, dong_of(edit.old))


def classify_follower(edit: Edit, sides: Sides) -> Classification | None:
    """A figure of a row that only follows its year or its unit; None when it stands for itself."""
    delta, base = dong_of(edit.new) - dong_of(edit.old), dong_of(edit.old)
    lone_years = {Op.REMOVE: sides.years[0], Op.ADD: sides.years[1]}
    if year_of(edit) in lone_years.get(edit.op, ()):
        return Classification(AMOUNT_WITH_ITS_YEAR, None, delta, base, derived=True)
    if sides.units is not None and keeps_figure(edit.old, edit.new, *sides.units):
        return Classification(AMOUNT_WITH_ITS_UNIT, None, delta, base, derived=True)
    return None


def keeps_figure(old: object, new: object, was: Unit, is_: Unit) -> bool:
    """Whether the same digits are printed, each under its unit."""
    return isinstance(old, Money) and isinstance(new, Money) and old.dong * is_.value == new.dong * was.value


def year_of(edit: Edit) -> int | None:
    """The year of the row an edit lies in; None outside rows."""
    last = edit.path[-1]
    return last.name if isinstance(last, Member) and isinstance(last.name, int) else None


def _kind(old: object, new: object) -> ChangeClass:
    if isinstance(old, Money) and isinstance(new, Money):
        return AMOUNT_INCREASED if new > old else AMOUNT_DECREASED
    if not isinstance(old, Money) and not isinstance(new, Money):
        return DASH_FOR_BLANK
    if not dong_of(old) and not dong_of(new):
        return ZERO_FOR_NOTHING
    return AMOUNT_FIXED if isinstance(new, Money) else AMOUNT_WITHDRAWN


SHARE_OF_YEAR: Final = 10
SHARE_OF_PLAN: Final = 5
"""Percent from which a change of money is critical, as auditors of annual budgets commonly set it."""


def materiality(sides: Sides, delta: int, year: int | None = None) -> Gravity:
    """Critical from a tenth of its year or a twentieth of the plan, else major.

    Each is measured against the smaller of its two sums, so that it weighs the same read from either side.
    """
    first, second = sides.ledgers
    of_year = _smaller(first.by_year.get(year, 0), second.by_year.get(year, 0)) if year is not None else 0
    of_plan = _smaller(first.total, second.total)
    if _reaches(delta, SHARE_OF_YEAR, of_year) or _reaches(delta, SHARE_OF_PLAN, of_plan):
        return Gravity.CRITICAL
    return Gravity.MAJOR


def _smaller(first: int, second: int) -> int:
    return min((abs(sum_) for sum_ in (first, second) if sum_), default=0)


def _reaches(delta: int, percent: int, base: int) -> bool:
    return bool(base) and abs(delta) * 100 >= base * percent


def gravest(levels: Iterable[Gravity]) -> Gravity:
    """The gravest of some levels."""
    return min(levels, key=lambda level: level.rank)


MOVED_BETWEEN_LINES: Final = ChangeClass(
    "MON111",
    "moved-between-lines",
    Gravity.MAJOR,
    Subject.BUDGET,
    _("Within one year one line gained exactly what another lost."),
    _("The total of the year hides it. Both amounts are listed; whether money was moved is for a person to say."),
)
MOVED_BETWEEN_YEARS: Final = ChangeClass(
    "MON112",
    "moved-between-years",
    Gravity.MAJOR,
    Subject.BUDGET,
    _("Within one line one year gained exactly what another lost."),
    _("The total of the line hides it. Both amounts are listed; ask why the work moved."),
)
LINES_EXCHANGED: Final = ChangeClass(
    "MON113",
    "lines-exchanged",
    Gravity.MAJOR,
    Subject.BUDGET,
    _("Two lines exchanged all their amounts."),
    _("No year total moves. Most often a slip when rows were sorted or pasted; compare with the signed paper."),
)
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

Transfers = Mapping[str, tuple[ChangeClass, Edit]]
"""By the key of an amount: what it took part in, and the amount on the other side."""


def transfers(edits: Iterable[Edit]) -> Transfers:
    """Find what moved among amounts that changed. Only what can be paired in one way is said to have moved."""
    left = list(edits)
    found: dict[str, tuple[ChangeClass, Edit]] = {}
    for kind, pairs_of in (
        (LINES_EXCHANGED, _exchanges),
        (MOVED_BETWEEN_LINES, _within_years),
        (MOVED_BETWEEN_YEARS, _within_lines),
    ):
        for one, other in list(pairs_of(left)):
            found[one.key] = (kind, other)
            found[other.key] = (kind, one)
        left = [edit for edit in left if edit.key not in found]
    return found


Pairs = Iterator[tuple[Edit, Edit]]


def _exchanges(edits: Sequence[Edit]) -> Pairs:
    """Amounts of two lines of which each now has what the other had, in two years or more."""
    rows = _grouped(edits, _line_of)
    lines_by_change = _grouped(rows, lambda line: tuple((year_of(e), e.old, e.new) for e in rows[line]))
    for change, lines in lines_by_change.items():
        partners = lines_by_change.get(tuple((year, new, old) for year, old, new in change), [])
        if len(lines) == len(partners) == 1 and len(change) > 1 and key_of(lines[0]) < key_of(partners[0]):
            yield from zip(rows[lines[0]], rows[partners[0]], strict=True)


def _within_years(edits: Sequence[Edit]) -> Pairs:
    return _offsetting(edits, year_of)


def _within_lines(edits: Sequence[Edit]) -> Pairs:
    return _offsetting(edits, _line_of)


def _offsetting(edits: Sequence[Edit], place: Callable[[Edit], Hashable]) -> Pairs:
    """A gain and a loss of the same size in one place, when there is just one of each."""
    sums = [edit for edit in edits if isinstance(edit.old, Money) and isinstance(edit.new, Money)]
    by_delta = _grouped(sums, lambda edit: (place(edit), dong_of(edit.new) - dong_of(edit.old)))
    for (where, delta), gains in by_delta.items():
        losses = by_delta.get((where, -delta), [])
        if delta > 0 and len(gains) == len(losses) == 1:
            yield gains[0], losses[0]


def _line_of(edit: Edit) -> Path:
    return edit.path[:-2]


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
