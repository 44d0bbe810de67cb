"""What a change can be, what a classifier may look at, and the record of a change that an auditor signs for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, partial
from typing import Any, NamedTuple

from cybercrime_plan.calc.crossfoot import CrossFooting, crossfoot
from cybercrime_plan.calc.diff.edits import Edit, Op, key_of
from cybercrime_plan.calc.diff.ledger import Ledger, ledger_of
from cybercrime_plan.calc.diff.matching import by_key, canonical
from cybercrime_plan.calc.equations import Equation
from cybercrime_plan.findings import Loc
from cybercrime_plan.language import Text
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.fields import fields_of
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.money import VND, Number, Unit, percent_of
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays


class Gravity(StrEnum):
    """How grave a change is, gravest first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return tuple(Gravity).index(self)


class Subject(StrEnum):
    """Where in the report a change is told."""

    BUDGET = "budget"
    DEADLINES = "deadlines"
    TASKS = "tasks"
    LEGAL = "legal"
    IDENTITY = "identity"
    PROVENANCE = "provenance"
    OTHER = "other"


class ChangeClass(NamedTuple):
    """The unit of every change: its stable code, what happened, how grave that is, and its doc.

    Attributes:
        code: family and number, never used again for anything else: `MON101`.
        name: kebab-case, stating what happened.
        level: how grave it is, unless the case at hand makes it graver.
        summary: one sentence: what is so when this is said.
        advice: what an auditor should make of it.
    """

    code: str
    name: str
    level: Gravity
    section: Subject
    summary: Text
    advice: Text

    @property
    def family(self) -> str:
        """The letters of the code: `MON`."""
        return self.code[:3]


def defined(code: str, name: str, level: Gravity, section: Subject) -> Callable[[Text, Text], ChangeClass]:
    """Define a class of change, whose summary and advice follow."""
    return partial(ChangeClass, code, name, level, section)


class Classification(NamedTuple):
    """What an edit is.

    Attributes:
        level: how grave, where that depends on the case; None for the level of the class.
        delta: new − old, in đồng for money and in calendar days for deadlines.
        base: what `delta` is a percentage of.
        derived: it only follows another change: it is carried out and shown, but not counted.
        because: what supports the classification, for people.
        story: the keys of all amounts that moved together with this one, itself among them.
    """

    kind: ChangeClass
    level: Gravity | None = None
    delta: int | None = None
    base: int | None = None
    derived: bool = False
    because: tuple[Text, ...] = ()
    story: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sides:
    """Two plans and every edit between them.

    Attributes:
        days: the working days, for terms that are counted in them.
        bodies: what became of bodies, to explain why an agency no longer does something.
    """

    a: Plan
    b: Plan
    edits: tuple[Edit, ...]
    days: WorkingDays
    bodies: Bodies = field(default_factory=Bodies)

    @cached_property
    def ledgers(self) -> tuple[Ledger, Ledger]:
        """The amounts that count, on each side."""
        return ledger_of(self.a.budget), ledger_of(self.b.budget)

    @cached_property
    def footings(self) -> tuple[CrossFooting | None, CrossFooting | None]:
        """Whether each side adds up."""
        first, second = (crossfoot(plan.budget) if plan.budget else None for plan in (self.a, self.b))
        return first, second

    @cached_property
    def equations(self) -> tuple[Mapping[Loc, Sequence[Equation]], Mapping[Loc, Sequence[Equation]]]:
        """The sums of each side, by the place of the total they belong to."""
        first, second = (
            by_key(footing.equations if footing else (), lambda one: one.stated.loc) for footing in self.footings
        )
        return first, second

    @property
    def unit(self) -> Unit:
        """The unit in which the second version tells money."""
        return self.b.budget.unit if self.b.budget else Unit.DONG

    @property
    def currency(self) -> str:
        """Of the money of both versions."""
        budget = self.b.budget or self.a.budget
        return budget.unit.currency if budget else VND

    @cached_property
    def units(self) -> tuple[Unit, Unit] | None:
        """The unit of each table, when they differ."""
        if self.a.budget is None or self.b.budget is None or self.a.budget.unit == self.b.budget.unit:
            return None
        return self.a.budget.unit, self.b.budget.unit

    @cached_property
    def years(self) -> tuple[frozenset[object], frozenset[object]]:
        """Years only the first table has, and years only the second has."""
        lone = [edit for edit in self.edits if edit.fields == ("budget", "years")]
        return (
            frozenset(edit.old for edit in lone if edit.op is Op.REMOVE),
            frozenset(edit.new for edit in lone if edit.op is Op.ADD),
        )

    @cached_property
    def rekeyed(self) -> frozenset[tuple[tuple[str, ...], object, object]]:
        """Ids that changed while the record stayed the same: the fields that lead there, old and new."""
        return frozenset((edit.fields, edit.old, edit.new) for edit in self.edits if edit.path[-1] == "id")

    @cached_property
    def by_fields(self) -> Mapping[tuple[str, ...], Sequence[Edit]]:
        """The edits by the fields of their path."""
        return by_key(self.edits, lambda edit: edit.fields)


def along(plan: Plan, loc: Loc) -> Iterator[tuple[Loc, Any]]:
    """What stands at each step of a place in the file's tree, from the outermost."""
    value: Any = plan
    for depth, key in enumerate(loc, start=1):
        if isinstance(value, Part):
            value = value.__dict__[fields_of(type(value))[str(key)].attribute]
        else:
            value = value[key]
        yield loc[:depth], value


def at_loc(plan: Plan, loc: Loc) -> Any:
    """What stands at a place of the file's tree."""
    return [plan, *(value for _loc, value in along(plan, loc))][-1]


Classifier = Callable[[Sequence[Edit], Sides], Iterable[Classification]]
"""Classifies edits of one kind together, one classification each, in their order."""


def each(classify: Callable[[Edit, Sides], Classification]) -> Classifier:
    """A classifier of edits one by one."""

    def classify_each(edits: Sequence[Edit], sides: Sides) -> Iterable[Classification]:
        return [classify(edit, sides) for edit in edits]

    return classify_each


def always(kind: ChangeClass) -> Classifier:
    """A classifier for whom every edit is the same."""
    return each(lambda _edit, _sides: Classification(kind))


def by_op(added: ChangeClass, removed: ChangeClass, changed: ChangeClass) -> Classifier:
    """A classifier that looks only at whether something came, went, or is another."""
    kinds = {Op.ADD: added, Op.REMOVE: removed}
    return each(lambda edit, _sides: Classification(kinds.get(edit.op, changed)))


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes:
        level: how grave, with what the reader's configuration makes of its class.
        delta: new − old: whole đồng under `unit` "VND", whole units of another currency under its code, calendar
            days under "days"; else None.
        percent: `delta` of the old amount; None when that is 0 or absent.
        derived: it only follows other changes: carried out and shown, not counted.
        because: what supports the classification.
        story: the keys of all amounts that moved together with this one, itself among them.
        parts: the edits it tells together, by their keys; empty for a change of one fact.
    """

    kind: ChangeClass
    level: Gravity
    edit: Edit
    delta: int | None
    percent: Number | None
    unit: str | None
    derived: bool
    because: tuple[Text, ...]
    story: tuple[str, ...] = ()
    parts: tuple[Edit, ...] = ()

    @property
    def code(self) -> str:
        """The code of its class."""
        return self.kind.code

    @property
    def section(self) -> Subject:
        """Where the report tells it."""
        return self.kind.section

    @property
    def op(self) -> Op:
        """What happened to the value."""
        return self.edit.op

    @property
    def key(self) -> str:
        """Where it is, by ids and years."""
        return self.edit.key

    @cached_property
    def fingerprint(self) -> str:
        """Of code, key, and the meaning of old and new; not of wording, line or revision."""
        said = canonical((self.code, self.key, self.edit.old, self.edit.new))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def change_of(edit: Edit, classification: Classification, levels: Mapping[str, Gravity], currency: str) -> Change:
    """The record of a classified edit.

    Args:
        levels: by class code, what the reader's configuration says instead.
        currency: of both versions.
    """
    kind = classification.kind
    delta = classification.delta
    in_days = kind.section is Subject.DEADLINES
    return Change(
        kind=kind,
        level=levels.get(kind.code, classification.level or kind.level),
        edit=edit,
        delta=delta,
        percent=None if in_days or delta is None else percent_of(delta, classification.base or 0),
        unit=None if delta is None else "days" if in_days else currency,
        derived=classification.derived,
        because=classification.because,
        story=classification.story,
    )


def together(changes: Sequence[Change]) -> Change:
    """Changes of one class as a single record that tells them together."""
    parts = tuple(sorted((change.edit for change in changes), key=lambda edit: edit.key))
    old = {edit.key: edit.old for edit in parts}
    new = {key_of(edit.twin): edit.new for edit in sorted(parts, key=lambda edit: key_of(edit.twin))}
    path = ("spelling",)
    return replace(changes[0], edit=Edit(Op.SET, path, path, old, new), parts=parts)
