"""The record of a change: what an auditor signs for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cybercrime_plan.calc.diff.classes import ChangeClass, Judgement, Level, Section
from cybercrime_plan.calc.diff.edits import Edit, Op
from cybercrime_plan.calc.diff.labels import label_of, place_of
from cybercrime_plan.calc.diff.meaning import canonical
from cybercrime_plan.calc.diff.sides import Sides
from cybercrime_plan.calc.diff.weight import percent_of
from cybercrime_plan.language import Text
from cybercrime_plan.model.money import Number


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes:
        level: how grave, with what the reader's configuration makes of its class.
        delta: new − old: in đồng under `unit` "VND", in calendar days under "days"; else None.
        percent: `delta` of the old amount; None when that is 0 or absent.
        derived: it only follows other changes: carried out and shown, not counted.
        because: what supports the judgement.
        sides: both plans, from which label and place are told when they are asked for.
    """

    kind: ChangeClass
    level: Level
    edit: Edit
    delta: int | None
    percent: Number | None
    unit: str | None
    derived: bool
    because: tuple[Text, ...]
    sides: Sides

    @property
    def code(self) -> str:
        """The code of its class."""
        return self.kind.code

    @property
    def section(self) -> Section:
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

    @property
    def label(self) -> Text | str:
        """What it is about, for people."""
        return label_of(self.edit, self.sides)

    @property
    def at(self) -> str | None:
        """Where it is written in the document, as far as the plan says."""
        return place_of(self.edit, self.sides)

    @cached_property
    def fingerprint(self) -> str:
        """Of code, key, and the meaning of old and new; not of wording, line or revision."""
        said = canonical((self.code, self.key, self.edit.old, self.edit.new))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def change_of(edit: Edit, judgement: Judgement, sides: Sides, levels: Mapping[str, Level]) -> Change:
    """The record of a judged edit.

    Args:
        levels: by class code, what the reader's configuration says instead.
    """
    kind = judgement.kind
    delta = judgement.delta
    in_days = kind.section is Section.DEADLINES
    return Change(
        kind=kind,
        level=levels.get(kind.code, judgement.level or kind.level),
        edit=edit,
        delta=delta,
        percent=None if in_days or not judgement.base or delta is None else percent_of(delta, judgement.base),
        unit=None if delta is None else "days" if in_days else "VND",
        derived=judgement.derived,
        because=judgement.because,
        sides=sides,
    )
