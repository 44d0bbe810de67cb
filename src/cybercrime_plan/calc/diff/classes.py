"""What a change can be: classes with a code, a severity and a doc, and what an edit is judged to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cybercrime_plan.calc.diff.edits import Edit, Op
from cybercrime_plan.calc.diff.sides import Sides
from cybercrime_plan.language import Text


class Level(StrEnum):
    """How grave a change is, gravest first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return tuple(Level).index(self)


class Section(StrEnum):
    """Where in the report a change is told."""

    BUDGET = "budget"
    DEADLINES = "deadlines"
    TASKS = "tasks"
    LEGAL = "legal"
    IDENTITY = "identity"
    PROVENANCE = "provenance"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ChangeClass:
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
    level: Level
    section: Section
    summary: Text
    advice: Text

    @property
    def family(self) -> str:
        """The letters of the code: `MON`."""
        return self.code[:3]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an edit is.

    Attributes:
        level: how grave, where that depends on the case; None for the level of the class.
        delta: new − old, in đồng for money and in calendar days for deadlines.
        base: what `delta` is a percentage of.
        derived: it only follows another change: it is carried out and shown, but not counted.
        because: what supports the judgement, for people.
    """

    kind: ChangeClass
    level: Level | None = None
    delta: int | None = None
    base: int | None = None
    derived: bool = False
    because: tuple[Text, ...] = ()


Judge = Callable[[Sequence[Edit], Sides], Iterable[Judgement]]
"""Judges edits of one kind together, one judgement each, in their order."""


def each(judge: Callable[[Edit, Sides], Judgement]) -> Judge:
    """A judge of edits one by one."""

    def judge_each(edits: Sequence[Edit], sides: Sides) -> Iterable[Judgement]:
        return [judge(edit, sides) for edit in edits]

    return judge_each


def always(kind: ChangeClass) -> Judge:
    """A judge for whom every edit is the same."""
    return each(lambda _edit, _sides: Judgement(kind))


def by_op(added: ChangeClass, removed: ChangeClass, changed: ChangeClass) -> Judge:
    """A judge that looks only at whether something came, went, or is another."""
    kinds = {Op.ADD: added, Op.REMOVE: removed}
    return each(lambda edit, _sides: Judgement(kinds.get(edit.op, changed)))
