"""Amounts: raised, lowered, fixed, withdrawn, moved; and from where on a sum of money is material."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from cybercrime_plan.calc.diff.classes import ChangeClass, Classification, Gravity, Sides, Subject, defined
from cybercrime_plan.calc.diff.edits import Edit, Member, Op, Path
from cybercrime_plan.calc.diff.ledger import dong_of
from cybercrime_plan.calc.diff.matching import by_key
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Money, Unit

AMOUNT_INCREASED: Final = defined("MON101", "amount-increased", Gravity.MAJOR, Subject.BUDGET)(
    _("An amount of a line in one year is higher."),
    _("Critical from 10 % of its year or 5 % of the plan. Ask for the decision on which the new amount rests."),
)
AMOUNT_DECREASED: Final = defined("MON102", "amount-decreased", Gravity.MAJOR, Subject.BUDGET)(
    _("An amount of a line in one year is lower."),
    _("Critical from 10 % of its year or 5 % of the plan. Ask what is no longer paid for."),
)
AMOUNT_FIXED: Final = defined("MON103", "amount-fixed", Gravity.MAJOR, Subject.BUDGET)(
    _("An amount stands where there was a dash or nothing."),
    _("What was left open is now decided: look for the decision, and for the source of the money."),
)
AMOUNT_WITHDRAWN: Final = defined("MON104", "amount-withdrawn", Gravity.MAJOR, Subject.BUDGET)(
    _("A dash or nothing stands where there was an amount."),
    _("What was decided is open again; a dash is not zero, so the line may still be paid for."),
)
ZERO_FOR_NOTHING: Final = defined("MON105", "zero-for-nothing", Gravity.MAJOR, Subject.BUDGET)(
    _("A zero took the place of a dash or of nothing, or the other way round."),
    _("No sum changes, but zero is a decision and a dash is none."),
)
DASH_FOR_BLANK: Final = defined("MON106", "dash-for-blank", Gravity.MINOR, Subject.BUDGET)(
    _("A dash took the place of an empty cell, or the other way round."),
    _("A dash says that nothing is fixed in this plan; an empty cell says nothing."),
)
AMOUNT_WITH_ITS_YEAR: Final = defined("MON119", "amount-with-its-year", Gravity.INFO, Subject.BUDGET)(
    _("An amount came or went together with its year."),
    _("It follows the year that was added or removed and is not counted again."),
)

AMOUNT_WITH_ITS_UNIT: Final = defined("MON118", "amount-with-its-unit", Gravity.INFO, Subject.BUDGET)(
    _("The same figure stands under another unit."),
    _("It follows the unit of the table and is not counted again; what it is worth did change."),
)


def classify_amount(edit: Edit, sides: Sides) -> Classification:
    """An amount of a line that has no lines below it."""
    followed = classify_follower(edit, sides)
    if followed is not None:
        return followed
    delta = delta_of(edit)
    if isinstance(edit.old, Money) and isinstance(edit.new, Money):
        kind = AMOUNT_INCREASED if edit.new > edit.old else AMOUNT_DECREASED
    elif not isinstance(edit.old, Money) and not isinstance(edit.new, Money):
        kind = DASH_FOR_BLANK
    elif not dong_of(edit.old) and not dong_of(edit.new):
        kind = ZERO_FOR_NOTHING
    else:
        kind = AMOUNT_FIXED if isinstance(edit.new, Money) else AMOUNT_WITHDRAWN
    level = materiality(sides, delta, year_of(edit)) if delta else None
    return Classification(kind, level, delta, dong_of(edit.old))


def classify_follower(edit: Edit, sides: Sides) -> Classification | None:
    """A figure of a row that only follows its year or its unit; None when it stands for itself."""
    delta, base = delta_of(edit), dong_of(edit.old)
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


MOVED_BETWEEN_LINES: Final = defined("MON111", "moved-between-lines", Gravity.MAJOR, Subject.BUDGET)(
    _("Within one year some lines gained exactly what others lost."),
    _("The total of the year hides it. All amounts are listed; whether money was moved is for a person to say."),
)
MOVED_BETWEEN_YEARS: Final = defined("MON112", "moved-between-years", Gravity.MAJOR, Subject.BUDGET)(
    _("Within one line some years gained exactly what others lost."),
    _("The total of the line hides it. All amounts are listed; ask why the work moved."),
)
LINES_EXCHANGED: Final = defined("MON113", "lines-exchanged", Gravity.MAJOR, Subject.BUDGET)(
    _("Two lines exchanged all their amounts."),
    _("No year total moves. Most often a slip when rows were sorted or pasted; compare with the signed paper."),
)
MOVED_ELSEWHERE: Final = defined("MON114", "moved-between-lines-and-years", Gravity.MAJOR, Subject.BUDGET)(
    _("Lines gained in some years exactly what lines lost in others."),
    _("The grand total hides it. All amounts are listed; whether money was moved is for a person to say."),
)
MOST_CHOICES: Final = 100_000
"""How many choices of gains and losses are tried in all; each further amount in one place doubles them."""


class Transfer(NamedTuple):
    """Amounts that changed so that together they gained and lost nothing, in the order of the table."""

    kind: ChangeClass
    edits: tuple[Edit, ...]


def transfers(edits: Iterable[Edit]) -> tuple[Transfer, ...]:
    """Find what moved among amounts that changed. Only what balances in one way is said to have moved.

    First what is nearest: two lines that exchanged their rows; one amount for another within a year, then within a
    line; one that feeds several, or is fed by several; a whole year, then a whole line, whose changes balance; last
    the same between different lines and years.
    """
    left = [edit for edit in edits if isinstance(edit.old, Money) and isinstance(edit.new, Money)]
    found: list[Transfer] = []
    for kind, groups_of, place in _WAYS:
        groups = [{id(edit) for edit in group} for group in groups_of(left, place)]
        found += (Transfer(kind, tuple(edit for edit in left if id(edit) in group)) for group in groups)
        moved = set[int]().union(*groups)
        left = [edit for edit in left if id(edit) not in moved]
    return tuple(found)


Groups = Iterator[Sequence[Edit]]
_Where = Callable[[Edit], Hashable]


def _exchanged_rows(edits: Sequence[Edit], line: _Where) -> Groups:
    """Amounts of two lines of which each now has what the other had, in two years or more."""
    rows = by_key(edits, line)
    lines_by_change = by_key(rows, lambda line: tuple((year_of(e), e.old, e.new) for e in rows[line]))
    for change, lines in lines_by_change.items():
        partners = lines_by_change.get(tuple((year, new, old) for year, old, new in change), [])
        if (
            len(lines) == len(partners) == 1
            and len(change) > 1
            and rows[lines[0]][0].key < rows[partners[0]][0].key
        ):
            yield from ((one, other) for one, other in zip(rows[lines[0]], rows[partners[0]], strict=True))


def _one_for_one(edits: Sequence[Edit], place: _Where) -> Groups:
    """A gain and a loss of the same size in one place, when there is just one of each."""
    by_delta = by_key(edits, lambda edit: (place(edit), delta_of(edit)))
    for (where, delta), gains in by_delta.items():
        losses = by_delta.get((where, -delta), [])
        if delta > 0 and len(gains) == len(losses) == 1:
            yield gains[0], losses[0]


def _one_for_several(edits: Sequence[Edit], place: _Where) -> Groups:
    """A loss in one place that several gains share exactly, or the other way round, when in one way only."""
    left = MOST_CHOICES
    for inside in by_key(edits, place).values():
        gains = [edit for edit in inside if delta_of(edit) > 0]
        losses = [edit for edit in inside if delta_of(edit) < 0]
        choices = 2 ** len(gains) + 2 ** len(losses)
        if choices > left:
            continue
        left -= choices
        ways = [*_shares(losses, gains), *_shares(gains, losses)]
        taken = Counter(id(edit) for way in ways for edit in way)
        yield from (way for way in ways if all(taken[id(edit)] == 1 for edit in way))


def _shares(wholes: Sequence[Edit], parts: Sequence[Edit]) -> Iterator[tuple[Edit, ...]]:
    """Each of some amounts with every choice of two or more others that come to it."""
    by_sum: defaultdict[int, list[tuple[Edit, ...]]] = defaultdict(list)
    for size in range(2, len(parts) + 1):
        for chosen in combinations(parts, size):
            by_sum[-sum(map(delta_of, chosen))].append(chosen)
    for whole in wholes:
        yield from ((whole, *chosen) for chosen in by_sum.get(delta_of(whole), ()))


def _all_together(edits: Sequence[Edit], place: _Where) -> Groups:
    """Everything that changed in one place, when gains and losses are equal."""
    yield from (inside for inside in by_key(edits, place).values() if inside and not sum(map(delta_of, inside)))


def delta_of(edit: Edit) -> int:
    """new − old, in đồng."""
    return dong_of(edit.new) - dong_of(edit.old)


def _line_of(edit: Edit) -> Path:
    return edit.path[:-2]


def _anywhere(_edit: Edit) -> None:
    return None


_WAYS: Final[Sequence[tuple[ChangeClass, Callable[[Sequence[Edit], _Where], Groups], _Where]]] = (
    (LINES_EXCHANGED, _exchanged_rows, _line_of),
    (MOVED_BETWEEN_LINES, _one_for_one, year_of),
    (MOVED_BETWEEN_YEARS, _one_for_one, _line_of),
    (MOVED_BETWEEN_LINES, _one_for_several, year_of),
    (MOVED_BETWEEN_YEARS, _one_for_several, _line_of),
    (MOVED_BETWEEN_LINES, _all_together, year_of),
    (MOVED_BETWEEN_YEARS, _all_together, _line_of),
    (MOVED_ELSEWHERE, _one_for_one, _anywhere),
    (MOVED_ELSEWHERE, _one_for_several, _anywhere),
    (MOVED_ELSEWHERE, _all_together, _anywhere),
)
