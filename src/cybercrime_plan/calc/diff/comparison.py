"""Comparing two versions of one plan: one change set, from which every report is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Final

from cybercrime_plan.calc.diff import deadlines, document, duties, lines, money, totals
from cybercrime_plan.calc.diff.classes import (
    Change,
    ChangeClass,
    Classification,
    Classifier,
    Gravity,
    Sides,
    Subject,
    always,
    change_of,
    each,
    together,
)
from cybercrime_plan.calc.diff.edits import Edit, Op, edits_between, patched
from cybercrime_plan.calc.diff.effect import Effect, Reconciliation, TrustOfBoth, effect_of, reconcile, trust_of
from cybercrime_plan.calc.diff.matching import by_key, digest
from cybercrime_plan.calc.diff.money import gravest
from cybercrime_plan.calc.diff.suggestions import beyond_candidates, suggestions
from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import _
from cybercrime_plan.model.fields import field_along
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.working_days import WorkingDays

_FAMILIES: Final = (totals, lines, deadlines, duties, document)
CLASSES: Final[Mapping[str, ChangeClass]] = {
    kind.code: kind
    for family in (money, *_FAMILIES)
    for kind in vars(family).values()
    if isinstance(kind, ChangeClass)
}
"""Every class of change, by its code."""

_Classifiers = Mapping[tuple[str, ...], Classifier]
_EXACT: Final[_Classifiers] = {
    fields: classifier for family in _FAMILIES for fields, classifier in family.CLASSIFIERS.items()
}
_WITHIN: Final[_Classifiers] = {
    fields: classifier for family in _FAMILIES for fields, classifier in family.WITHIN.items()
}
_ORDER: Final = always(document.ORDER_CHANGED)
_PLACE: Final = always(document.PLACE_CHANGED)
_SPELLED: Final = always(document.SPELLED_OTHERWISE)
_LOOK_ALIKES: Final = each(document.classify_look_alikes)
_REFERENCE: Final = each(lambda _edit, _sides: Classification(document.REFERENCE_FOLLOWS, derived=True))


def classified_edits(sides: Sides) -> tuple[tuple[Edit, Classification], ...]:
    """Every edit with what it is, in their order; then what follows from them."""
    by_classifier = by_key(sides.edits, lambda edit: _classifier_of(edit, sides))
    classified = {
        id(edit): classification
        for classify, edits in by_classifier.items()
        for edit, classification in zip(edits, classify(edits, sides), strict=True)
    }
    same_source = _("both versions name the same source file by its SHA-256")
    for edit in document.figures_over_same_source(sides):
        classification = classified[id(edit)]
        if not classification.derived:
            level = gravest((classification.level or classification.kind.level, Gravity.MAJOR))
            because = (*classification.because, same_source)
            classified[id(edit)] = classification._replace(level=level, because=because)
    for edit, became in duties.reorganised(sides):
        classification = classified[id(edit)]
        classified[id(edit)] = classification._replace(because=(*classification.because, became))
    for edit_id, evidence in suggestions(sides).items():
        classification = classified[edit_id]
        classified[edit_id] = classification._replace(because=(*classification.because, *evidence))
    return (
        *((edit, classified[id(edit)]) for edit in sides.edits),
        *lines.counted_otherwise(sides),
        *deadlines.now_outside(sides),
        *document.same_source(sides),
    )


def _classifier_of(edit: Edit, sides: Sides) -> Classifier:
    """What happened, where that does not depend on the field it happened to; else what the field says.

    The exact fields of the path come first, then the longest part of them a family takes as a whole.
    """
    fields = edit.fields
    if edit.op is Op.ORDER:
        return _ORDER
    # a reference that follows the record it names under its new id
    field = field_along(type(sides.a), fields) if edit.op is Op.SET and sides.rekeyed else None
    if field and field.registry and ((*field.registry.split("."), "id"), edit.old, edit.new) in sides.rekeyed:
        return _REFERENCE
    if document.has_look_alikes(edit):
        return _LOOK_ALIKES
    if document.spelled_otherwise(edit, sides):
        return _SPELLED
    if fields in _EXACT or fields[-1] == "at":
        return _EXACT.get(fields, _PLACE)
    prefixes = (fields[:length] for length in range(len(fields), 0, -1))
    return next((_WITHIN[prefix] for prefix in prefixes if prefix in _WITHIN), document.ANY_FIELD)


NO_LEVELS: Final[Mapping[str, Gravity]] = MappingProxyType({})


@dataclass(frozen=True)
class Comparison:
    """Two versions and everything in which they differ.

    Attributes:
        levels: by class code, the severity the reader's configuration sets instead of ours.
        only: the sections asked for; empty for all.
        ignored: codes of classes, or their families, that were not to be compared.
    """

    sides: Sides
    levels: Mapping[str, Gravity]
    only: frozenset[Subject] = frozenset()
    ignored: frozenset[str] = frozenset()

    @property
    def a(self) -> Plan:
        """The first version."""
        return self.sides.a

    @property
    def b(self) -> Plan:
        """The second version."""
        return self.sides.b

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The bare facts: enough to make either version from the other."""
        return self.sides.edits

    @cached_property
    def everything(self) -> tuple[Change, ...]:
        """Every change, in the order of the model, whatever was asked for."""
        classified = classified_edits(self.sides)
        changes = [
            change_of(edit, classification, self.levels, self.sides.currency) for edit, classification in classified
        ]
        spelled = [change for change in changes if change.kind is document.SPELLED_OTHERWISE]
        others = tuple(change for change in changes if change.kind is not document.SPELLED_OTHERWISE)
        return (*others, together(spelled)) if spelled else others

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes that count, as far as asked for."""
        return tuple(change for change in self.everything if self._told(change) and not change.derived)

    @cached_property
    def derived(self) -> tuple[Change, ...]:
        """What only follows from other changes, as far as asked for."""
        return tuple(change for change in self.everything if self._told(change) and change.derived)

    @cached_property
    def not_told(self) -> tuple[Change, ...]:
        """The changes that count and were left out as asked."""
        return tuple(change for change in self.everything if not self._told(change) and not change.derived)

    @cached_property
    def left_out(self) -> Mapping[str, int]:
        """How many changes of each class were not asked for."""
        return Counter(change.code for change in self.everything if not self._told(change))

    def _told(self, change: Change) -> bool:
        ignored = {change.code, change.kind.name, change.kind.family} & self.ignored
        return not ignored and (not self.only or change.section in self.only)

    @property
    def same(self) -> bool:
        """Whether both versions mean the same, in all that was asked for."""
        return not self.changes and not self.derived

    @property
    def counts(self) -> Mapping[Gravity, int]:
        """How many changes there are of each severity, gravest first."""
        found = Counter(change.level for change in self.changes)
        return {level: found[level] for level in Gravity}

    @property
    def highest(self) -> Gravity | None:
        """The gravest severity there is; None without a change."""
        return min((change.level for change in self.changes), key=lambda level: level.rank, default=None)

    @cached_property
    def effect(self) -> Effect:
        """What happens to the money."""
        return effect_of(self.sides)

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """Whether the changes account for the difference of the totals."""
        return reconcile(self.everything, self.sides)

    @cached_property
    def trust(self) -> TrustOfBoth:
        """Whether each side adds up."""
        first, second = self.sides.footings
        return TrustOfBoth(trust_of(self.a, first), trust_of(self.b, second))

    @cached_property
    def digests(self) -> tuple[str, str]:
        """SHA-256 of the meaning of each side; equal exactly when they mean the same."""
        return digest(self.a), digest(self.b)

    @property
    def beyond_candidates(self) -> tuple[str, ...]:
        """The lists of which not every added record was held against every removed one."""
        return beyond_candidates(self.sides)

    def asked(self, only: Collection[Subject] = (), ignored: Collection[str] = ()) -> Comparison:
        """The same comparison, telling only some sections and not telling some classes."""
        return replace(self, only=frozenset(only), ignored=frozenset(ignored))


def diff(
    a: Plan,
    b: Plan,
    *,
    levels: Mapping[str, Gravity] = NO_LEVELS,
    days: WorkingDays | None = None,
    bodies: Bodies | None = None,
) -> Comparison:
    """Compare two versions of one plan by what they mean.

    Args:
        levels: by class code, a severity to use instead of ours.
        days: the working days, for terms counted in them; Monday to Friday when left out.
        bodies: what became of bodies; only what the plans say themselves when left out.

    Raises:
        UsageError: they are two different plans.
        InputError: an id, or a year, stands twice in one list.
    """
    if a.id != b.id:
        raise UsageError(
            _("{first} and {second} are two different plans", first=a.id, second=b.id),
            _("to set two plans side by side: plan compare"),
        )
    return Comparison(Sides(a, b, edits_between(a, b), days or WorkingDays(), bodies or Bodies()), levels)


def apply(comparison: Comparison, plan: Plan) -> Plan:
    """The second version, made from the first and the changes.

    Raises:
        UsageError: the plan is not what the changes were found against.
    """
    if digest(plan) != comparison.digests[0]:
        raise UsageError(
            _("these changes were found against another version of the plan"),
            _(
                "the meaning they start from has the digest {expected}, this plan's is {actual}",
                expected=comparison.digests[0][:12],
                actual=digest(plan)[:12],
            ),
        )
    return patched(plan, comparison.edits)


def invert(comparison: Comparison) -> Comparison:
    """The changes that lead back from the second version to the first."""
    sides = comparison.sides
    edits = tuple(edit.inverted() for edit in sides.edits)
    return replace(comparison, sides=Sides(sides.b, sides.a, edits, sides.days, sides.bodies))
