"""Lines of the budget: added, removed, renamed; and what stands on a line besides its amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
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
from cybercrime_plan.calc.diff.edits import Edit, Member, Op, Path
from cybercrime_plan.calc.diff.ledger import Ids, dong_of, heads_others
from cybercrime_plan.calc.diff.money import (
    classify_amount,
    classify_follower,
    delta_of,
    gravest,
    materiality,
    transfers,
    year_of,
)
from cybercrime_plan.calc.diff.totals import classify_total
from cybercrime_plan.language import _
from cybercrime_plan.model.budget import Line
from cybercrime_plan.model.money import Money, signed

LINE_ADDED: Final = defined("MON121", "line-added", Gravity.MAJOR, Subject.BUDGET)(
    _("The table has a line it did not have."),
    _("Critical from 10 % of a year or 5 % of the plan. Look whether it is another line under a new name."),
)
LINE_REMOVED: Final = defined("MON122", "line-removed", Gravity.MAJOR, Subject.BUDGET)(
    _("A line of the table is gone."),
    _("Critical from 10 % of a year or 5 % of the plan. Look where its money went."),
)
LINE_RENAMED: Final = defined("MON123", "line-renamed", Gravity.MAJOR, Subject.BUDGET)(
    _("A line has another name; by its id, or by its number and amounts, it is the same line."),
    _("Its amounts are compared all the same. Ask whether the money still pays for the same thing."),
)
LINE_REKEYED: Final = defined("MON124", "line-rekeyed", Gravity.MINOR, Subject.BUDGET)(
    _("A line has another id, and everything else of it is the same."),
    _("The id is ours and stands in no document; an earlier version no longer matches it by id, though."),
)
MEMO_CHANGED: Final = defined("MON125", "memo-changed", Gravity.CRITICAL, Subject.BUDGET)(
    _("A line became a memo line, which no sum counts, or stopped being one."),
    _("Its money leaves or enters every total without any amount being changed."),
)
COUNTED_OTHERWISE: Final = defined("MON126", "counted-otherwise", Gravity.INFO, Subject.BUDGET)(
    _("A line counts in the totals in another way, though its amounts are as they were."),
    _("It follows from a memo mark, from lines added below it or taken away, or from years printed at last."),
)
SPLIT_CHANGED: Final = defined("MON141", "split-changed", Gravity.MAJOR, Subject.BUDGET)(
    _("The part of an amount that one source pays is another."),
    _("Who pays changed, whether or not the amount did."),
)
SOURCE_CHANGED: Final = defined("MON142", "source-changed", Gravity.MAJOR, Subject.BUDGET)(
    _("A line, or the row of totals, names another source of money."),
    _("Another budget has to pay; look for its agreement."),
)
COLUMN_FIGURE_CHANGED: Final = defined("MON144", "column-figure-changed", Gravity.MAJOR, Subject.BUDGET)(
    _("A figure beside the years changed: of a source, a part of a year, a time before, or an adjustment."),
    _("The amounts of the years may be as they were; see which of both was corrected."),
)
LINE_DESCRIBED_OTHERWISE: Final = defined("MON171", "line-described-otherwise", Gravity.MINOR, Subject.BUDGET)(
    _("What a line pays for, why it has a dash, a note, or another name printed for it changed."),
    _("No amount changed; the reason given for one may have."),
)


def classify_line(edit: Edit, sides: Sides) -> Classification:
    """A line that came or went, with all below it."""
    side = int(edit.op is Op.ADD)
    by_year = sides.ledgers[side].below.get(ids_of(edit.path), {})
    delta = sum(by_year.values())
    levels = [materiality(sides, delta), *(materiality(sides, dong, year) for year, dong in by_year.items())]
    return Classification(LINE_ADDED if side else LINE_REMOVED, gravest(levels), delta if side else -delta)


def ids_of(path: Path) -> Ids:
    """The line a path lies in, by the ids of the lines above it and its own."""
    return tuple(str(step.name) for field, step in pairwise(path) if field == "lines" and isinstance(step, Member))


def classify_amounts(edits: Sequence[Edit], sides: Sides) -> Iterable[Classification]:
    """The amounts of all lines: subtotals against their parts, the others one by one and then together."""
    classified = [
        classify_total(edit, sides) if _heads(edit, sides) else classify_amount(edit, sides) for edit in edits
    ]
    free = [
        edit
        for edit, classification in zip(edits, classified, strict=True)
        if not classification.derived and edit.op is Op.SET and not _heads(edit, sides)
    ]
    moved = {id(edit): transfer for transfer in transfers(free) for edit in transfer.edits}
    for edit, classification in zip(edits, classified, strict=True):
        transfer = moved.get(id(edit))
        if transfer is None:
            yield classification
        else:
            because = []
            for other in transfer.edits:
                if other is not edit:
                    line, year = at_loc(sides.b, (other.locs[1] or ())[:-2]).name, str(year_of(other))
                    change, unit = signed(Money(delta_of(other)), sides.unit), sides.unit
                    told = _("{change} {unit} in {line}, {year}", change=change, unit=unit, line=line, year=year)
                    because.append(told)
            story = tuple(part.key for part in transfer.edits)
            yield classification._replace(kind=transfer.kind, because=tuple(because), story=story)


def _heads(edit: Edit, sides: Sides) -> bool:
    """Whether the line of an amount has lines below it, on every side it stands on."""
    lines = [at_loc(plan, loc[:-2]) for plan, loc in zip((sides.a, sides.b), edit.locs, strict=True) if loc]
    return all(isinstance(line, Line) and heads_others(line) for line in lines)


def classify_split(edit: Edit, sides: Sides) -> Classification:
    """What one source pays of one amount."""
    followed = classify_follower(edit, sides)
    if followed is not None:
        return followed
    delta = dong_of(edit.new) - dong_of(edit.old)
    return Classification(SPLIT_CHANGED, materiality(sides, delta, year_of(edit)), delta, dong_of(edit.old))


def classify_column_figure(edit: Edit, sides: Sides) -> Classification:
    """A figure of a line in a column beside the years."""
    return classify_follower(edit, sides) or Classification(
        COLUMN_FIGURE_CHANGED, None, delta_of(edit), dong_of(edit.old)
    )


def counted_otherwise(sides: Sides) -> Iterator[tuple[Edit, Classification]]:
    """Lines of both sides that enter the totals in another way, with what that is worth."""
    first, second = sides.ledgers
    here, there = (
        {one.ids: one.loc for one in (plan.budget.walk() if plan.budget else ())} for plan in (sides.a, sides.b)
    )
    for line, loc in here.items():
        if line in there and first.basis.get(line) != second.basis.get(line):
            old, new = Money(first.by_line.get(line, 0)), Money(second.by_line.get(line, 0))
            path: Path = ("budget", *(step for name in line for step in ("lines", Member(name))))
            edit = Edit(Op.SET, path, path, old, new, locs=(loc, there[line]))
            yield edit, Classification(COUNTED_OTHERWISE, None, (new - old).dong, old.dong, derived=True)


CLASSIFIERS: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("budget", "lines"): each(classify_line),
    ("budget", "lines", "id"): always(LINE_REKEYED),
    ("budget", "lines", "name"): always(LINE_RENAMED),
    ("budget", "lines", "memo"): always(MEMO_CHANGED),
    ("budget", "lines", "amounts"): classify_amounts,
    ("budget", "lines", "split"): each(classify_split),
    ("budget", "lines", "columns"): each(classify_column_figure),
    ("budget", "lines", "source"): always(SOURCE_CHANGED),
    ("budget", "totals_source"): always(SOURCE_CHANGED),
}
WITHIN: Final[Mapping[tuple[str, ...], Classifier]] = {
    ("budget", "lines"): always(LINE_DESCRIBED_OTHERWISE),
    ("budget", "notes"): always(LINE_DESCRIBED_OTHERWISE),
}
