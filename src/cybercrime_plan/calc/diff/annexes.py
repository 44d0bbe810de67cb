"""Annexes as versions of a plan: their rows have no ids of their own, so it is found out which row is which."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, TypeVar

from cybercrime_plan.calc.diff.ledger import dong_of
from cybercrime_plan.calc.diff.matching import alone_in_both, by_key, without
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.budget import Budget, BudgetColumn, FurtherBudget, Line, Source
from cybercrime_plan.model.fields import FieldKind, fields_of, references
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.spelling import spoken

MOST_CANDIDATES: Final = 60
"""How many rows of one group are held against one another; the work grows with the square of it."""
_ENOUGH: Final = 3.0
"""From where on two rows are the same: half of the amounts and the number, or the same name, or all amounts."""
_SAME_NAME, _LIKE_NAME, _SAME_NUMBER, _SAME_AMOUNTS = 4.0, 3.0, 1.5, 3.0
_LONGEST: Final = 120
_ALIKE: Final = 0.6
"""How much of two names has to agree before it says anything."""


def as_versions(a: Plan, b: Plan, annexes: tuple[bool, bool]) -> tuple[Plan, Plan]:
    """Two plans of which at least one was read from an annex, made comparable.

    What no annex says is left out on both sides: where its rows stand, and the file itself; of a plan file, what an
    annex has no place for. Ids, which no annex holds, are those of the plan file, else of the first annex.

    Args:
        annexes: which of the two was read from an annex.
    """
    both = all(annexes)
    first, second = (_bare(plan, both=both) for plan in (a, b))
    if annexes[0] and not annexes[1]:
        return _with_ids_of(second, first), second
    return first, _with_ids_of(first, second)


T = TypeVar("T", bound=Budget)
_Fields = Mapping[type[Part], Sequence[str]]
_WHERE_THE_TABLE_STANDS: Final = ("at", "headings")
_ONLY_OF_A_TABLE: Final = (
    *("at", "headings", "details_at", "holder", "spending", "rounding", "blank", "stated", "notes"),
)
_WHERE_IT_STANDS: Final[_Fields] = {
    Line: ("at", "opening", "closing"),
    Budget: _WHERE_THE_TABLE_STANDS,
    FurtherBudget: _WHERE_THE_TABLE_STANDS,
}
_ONLY_IN_A_PLAN: Final[_Fields] = {
    Source: ("level", "requested", "at"),
    Line: ("at", "opening", "closing", "labels", "agencies", "covers", "undecided", "notes"),
    Budget: _ONLY_OF_A_TABLE,
    FurtherBudget: _ONLY_OF_A_TABLE,
}
"""What the table of an annex has no place for, or a plan file says in words of its own."""


def _bare(plan: Plan, *, both: bool) -> Plan:
    """A plan of nothing but its tables, without what tells only where they stand."""
    if plan.budget is None:
        return plan
    left_out = _WHERE_IT_STANDS if both else _ONLY_IN_A_PLAN
    first = _bare_table(plan.budget, left_out)
    further = tuple(_bare_table(table, left_out) for table in plan.budgets)
    return Plan.model_construct(format=plan.format, id=plan.id, budget=first, budgets=further)


def _bare_table(table: T, left_out: _Fields) -> T:
    budget = _without(table, left_out)
    held = (one.ids for one in references(budget) if one.field.registry == "budget.sources")
    named = {name for ids in held for name in ((ids,) if isinstance(ids, str) else ids)}
    sources = tuple(source for source in budget.sources if source.id in named)
    return budget.model_copy(update={"sources": sources})


P = TypeVar("P", bound=Part)


def _without(part: P, left_out: _Fields) -> P:
    """A part in which some fields, there and below, hold what they hold when a file leaves them out."""
    update: dict[str, Any] = {}
    for field in fields_of(type(part)).values():
        value = part.__dict__[field.attribute]
        if field.name in left_out.get(type(part), ()):
            update[field.attribute] = field.default
        elif field.kind is FieldKind.RECORDS:
            update[field.attribute] = tuple(_without(record, left_out) for record in value)
    return part.model_copy(update=update)


def _with_ids_of(known: Plan, plan: Plan) -> Plan:
    """The plan under the ids that another gives to the same things."""
    update: dict[str, Any] = {"id": known.id}
    if known.budget is not None and plan.budget is not None:
        update["budget"] = _table_with_ids_of(known.budget, plan.budget)
        titled = {spoken(table.title or table.id): table for table in reversed(known.budgets)}
        further = []
        for table in plan.budgets:
            twin = titled.pop(spoken(table.title or table.id), None)
            own = {"id": twin.id, "line": twin.line} if twin else {"line": None}
            further.append((_table_with_ids_of(twin, table) if twin else table).model_copy(update=own))
        update["budgets"] = tuple(further)
    return plan.model_copy(update=update)


def _table_with_ids_of(known: Budget, table: T) -> T:
    names = {
        "budget.sources": _same_names(known.sources, table.sources, lambda one: (spoken(one.name),)),
        "budget.columns": _same_names(
            known.columns, table.columns, lambda one: (spoken(one.title), one.kind, one.year)
        ),
    }
    budget = _renamed(table, names)
    return budget.model_copy(update={"lines": _named_lines(known, budget, known.lines, budget.lines)})


R = TypeVar("R", Source, BudgetColumn)


def _same_names(old: Sequence[R], new: Sequence[R], key: Callable[[R], Hashable]) -> Mapping[str, str]:
    """The ids of one list by those of another: of what is called the same; others keep one of their own."""
    known = {key(record): record.id for record in reversed(old)}
    taken = set(known.values())
    names: dict[str, str] = {}
    for record in new:
        name = known.pop(key(record), None)
        names[record.id] = _free(record.id, taken) if name is None else name
        taken.add(names[record.id])
    return names


def _renamed(part: P, names: Mapping[str, Mapping[str, str]], registry: str = "") -> P:
    """A part under other ids, its own and those it refers to.

    Args:
        names: other ids by registry and id.
        registry: where the part itself is declared.
    """
    update: dict[str, Any] = {}
    for field in fields_of(type(part)).values():
        value = part.__dict__[field.attribute]
        known = names.get(registry if field.name == "id" else field.registry or "", {})
        if isinstance(value, str):
            update[field.attribute] = known.get(value, value)
        elif isinstance(value, dict):
            update[field.attribute] = {known.get(name, name): held for name, held in value.items()}
        elif field.kind is FieldKind.RECORDS:
            below = f"budget.{field.name}"
            update[field.attribute] = tuple(_renamed(record, names, below) for record in value)
    return part.model_copy(update=update)


def _named_lines(known: Budget, budget: Budget, old: Sequence[Line], new: Sequence[Line]) -> tuple[Line, ...]:
    """Lines of one group under the ids, and with the numbers, of the lines they are; new ones under their own."""
    same = _same_lines(known, budget, old, new)
    taken = {line.id for line in old}
    named = []
    for index, line in enumerate(new):
        twin = old[same[index]] if index in same else None
        name = twin.id if twin else _free(line.id, taken)
        taken.add(name)
        update = {
            "id": name,
            "stt": twin.stt if twin else line.stt,
            "lines": _named_lines(known, budget, twin.lines if twin else (), line.lines),
        }
        named.append(line.model_copy(update=update))
    return tuple(named)


def _free(name: str, taken: Iterable[str]) -> str:
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}-{number}"
    return free


def _same_lines(known: Budget, budget: Budget, old: Sequence[Line], new: Sequence[Line]) -> Mapping[int, int]:
    """Which line of the new group is which of the old.

    By name alone where only one on each side has it; then by all amounts, or by number, where enough else speaks
    for it; the rest by whatever speaks most.
    """
    same: dict[int, int] = {}
    every_old, every_new = range(len(old)), range(len(new))
    for key, enough in (
        (lambda line: spoken(line.name), 0.0),
        (_amounts_of, _ENOUGH),
        (lambda line: line.stt, _ENOUGH),
    ):
        first = {at: key(old[at]) for at in without(every_old, same.values())}
        second = {at: key(new[at]) for at in without(every_new, same)}
        alone = alone_in_both(by_key(first, first.__getitem__), by_key(second, second.__getitem__))
        said = ((was, is_) for was, is_ in alone if first[was] is not None)
        same |= {is_: was for was, is_ in said if _likeness(old[was], new[is_], known, budget) >= enough}
    left_old, left_new = without(every_old, same.values()), without(every_new, same)
    scores = sorted(
        (-_likeness(old[was], new[is_], known, budget), abs(was - is_), was, is_)
        for was in left_old[:MOST_CANDIDATES]
        for is_ in left_new[:MOST_CANDIDATES]
    )
    for score, _distance, was, is_ in scores:
        if -score >= _ENOUGH and is_ not in same and was not in same.values():
            same[is_] = was
    return same


def _amounts_of(line: Line) -> tuple[int, ...] | None:
    amounts = tuple(map(dong_of, line.amounts or ()))
    return amounts if any(amounts) else None


def _likeness(old: Line, new: Line, known: Budget, budget: Budget) -> float:
    """How much says that two rows are one: the name, the number and the amounts together."""
    number = _SAME_NUMBER if old.stt and old.stt == new.stt else 0.0
    before, after = (
        dict(zip(table.years, line.amounts or (), strict=False)) for table, line in ((known, old), (budget, new))
    )
    worth = [year for year in before if year in after and (dong_of(before[year]) or dong_of(after[year]))]
    equal = sum(before[year] == after[year] for year in worth)
    amounts = _SAME_AMOUNTS * equal / len(worth) if worth else 0.0
    was, is_ = spoken(old.name)[:_LONGEST], spoken(new.name)[:_LONGEST]
    if was == is_:
        return _SAME_NAME + number + amounts
    if not number and not amounts:
        return 0.0  # a similar name alone is not enough, and comparing letters costs most
    ratio = SequenceMatcher(None, was, is_, autojunk=False).ratio()
    return number + amounts + (_LIKE_NAME * ratio if ratio >= _ALIKE else 0.0)
