"""Edits: the bare facts in which two plans differ, before anybody says what they mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from cybercrime_plan.findings import Loc


class Op(StrEnum):
    """What an edit does."""

    ADD = "add"
    REMOVE = "remove"
    SET = "set"
    ORDER = "order"


class Member(NamedTuple):
    """A step into a collection: the name of a record among its neighbours, or a year of a row."""

    name: str | int

    def __str__(self) -> str:
        return f"[{self.name}]"


Path = tuple[str | Member, ...]
"""Steps from the plan to a fact: names of fields as the file writes them, and members of collections."""


def key_of(path: Path) -> str:
    """The path as people read it: `budget.lines[thiet-bi].amounts[2025]`."""
    text = ""
    for step in path:
        text += str(step) if isinstance(step, Member) or not text else f".{step}"
    return text


def fields_of(path: Path) -> tuple[str, ...]:
    """The fields alone, members left out and nested lines folded: `("budget", "lines", "amounts")`."""
    fields: list[str] = []
    for step in path:
        if isinstance(step, str) and fields[-1:] != [step]:
            fields.append(step)
    return tuple(fields)


@dataclass(frozen=True, slots=True)
class Edit:
    """One fact that differs.

    Attributes:
        path: where it stands in the first plan; where it is added, in the second.
        twin: the same place in the second plan. It differs from `path` only where a record is called
            something else there.
        old: the value in the first plan; None when added. For an order: the names of what both have.
        new: the value in the second plan; None when removed.
        after: of a record added or removed, the neighbour before it; None for the first of its list.
        locs: the place in the tree of each file, None where it does not stand there.
    """

    op: Op
    path: Path
    twin: Path
    old: Any = None
    new: Any = None
    after: str | None = None
    locs: tuple[Loc | None, Loc | None] = (None, None)

    @property
    def key(self) -> str:
        """The path as people read it."""
        return key_of(self.path)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the path alone."""
        return fields_of(self.path)

    def inverted(self) -> Edit:
        """The edit that takes this one back."""
        op = {Op.ADD: Op.REMOVE, Op.REMOVE: Op.ADD}.get(self.op, self.op)
        return replace(
            self, op=op, path=self.twin, twin=self.path, old=self.new, new=self.old, locs=self.locs[::-1]
        )
