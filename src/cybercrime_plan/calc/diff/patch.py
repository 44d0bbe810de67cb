"""Carrying edits out: from one plan and the edits to the other plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cybercrime_plan.calc.diff.edits import Edit, Member, Op, Path
from cybercrime_plan.calc.diff.naming import aliases
from cybercrime_plan.calc.diff.shapes import Shape, fields
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.money import Cell
from cybercrime_plan.model.plan import Plan

Node = Any
"""A part of the opened plan: one of the classes below, or a value as the model holds it."""


@dataclass(slots=True)
class _Record:
    fields: dict[str, Node]


@dataclass(slots=True)
class _Row:
    cells: dict[int, Cell]


@dataclass(slots=True)
class _Rows:
    rows: dict[str, _Row]

    def row(self, name: str) -> _Row:
        return self.rows.setdefault(name, _Row({}))


@dataclass(slots=True, eq=False)
class _Item:
    """A member of a list: what it may be called in the first plan, and its name once that is known."""

    content: Node
    aliases: tuple[str, ...]
    name: str | None = None
    removed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return self.aliases if self.name is None else (self.name,)


@dataclass(slots=True)
class _List:
    items: list[_Item]
    by_alias: dict[str, _Item]
    added: dict[str | None, _Item] = field(default_factory=dict)
    order: tuple[str, ...] | None = None

    def find(self, name: str) -> _Item:
        item = self.by_alias[name]
        item.name = name
        return item

    def settled(self) -> Iterator[Node]:
        """The members in the order of the second plan: those that stay, each followed by those added after it."""
        staying = [item for item in self.items if not item.removed]
        if self.order is not None:
            named = {name: item for item in staying for name in item.names}
            staying = [named[name] for name in self.order]
        for item in (None, *staying):
            if item is not None:
                yield item.content
            yield from self._following((None,) if item is None else item.names)

    def _following(self, names: tuple[str | None, ...]) -> Iterator[Node]:
        follower = next((self.added[name] for name in names if name in self.added), None)
        while follower is not None:
            yield follower.content
            follower = self.added.get(follower.name)


def patched(plan: Plan, edits: Sequence[Edit]) -> Plan:
    """The plan after the edits, which were found between a plan of the same meaning and another."""
    tree = _open_record(plan, plan.budget.years if plan.budget else ())
    for edit, target in [(edit, _target(tree, edit)) for edit in edits]:
        _carry_out(edit, target)
    return Plan.model_validate(_close(tree, _years(tree)))


def _open(value: Node, shape: Shape, years: Sequence[int]) -> Node:
    match shape, value:
        case Shape.RECORD, Part():
            return _open_record(value, years)
        case ((Shape.RECORDS | Shape.VALUES), tuple()):
            return _open_list(value, years)
        case Shape.ROW, _:
            return _open_row(value, years)
        case Shape.ROWS, dict():
            return _Rows({name: _open_row(row, years) for name, row in value.items()})
    return value


def _open_record(part: Part, years: Sequence[int]) -> _Record:
    return _Record({f.name: _open(part.__dict__[f.attribute], f.shape, years) for f in fields(type(part)).values()})


def _open_list(values: Sequence[Node], years: Sequence[int]) -> _List:
    items = [
        _Item(_open(value, Shape.RECORD, years), names)
        for value, names in zip(values, aliases(values), strict=True)
    ]
    return _List(items, {name: item for item in reversed(items) for name in item.aliases})


def _open_row(row: Sequence[Cell] | None, years: Sequence[int]) -> _Row:
    return _Row({} if row is None else dict(zip(years, row, strict=True)))


def _target(tree: _Record, edit: Edit) -> Node:
    """What the edit changes, found while everything still has the names of the first plan."""
    if edit.op is Op.ORDER:
        ordered = _reach(tree, edit.path)
        for name in edit.old:
            ordered.find(name)
        return ordered
    holder = _reach(tree, edit.path[:-1])
    if isinstance(holder, _List) and edit.op is not Op.ADD:
        return _inside(holder, edit.path[-1])
    return holder


def _reach(node: Node, path: Path) -> Node:
    for step in path:
        node = _inside(node.content if isinstance(node, _Item) else node, step)
    return node


def _inside(node: Node, step: str | Member) -> Node:
    match node:
        case _Record():
            return node.fields[_name(step)]
        case _Rows():
            return node.row(_name(step))
        case _:
            return node.find(_name(step))


def _name(step: str | Member) -> str:
    return str(step.name) if isinstance(step, Member) else step


def _carry_out(edit: Edit, target: Node) -> None:
    match target:
        case _List():
            _rearrange(edit, target)
        case _Row():
            _set_cell(edit, target)
        case _Item() if isinstance(edit.path[-1], Member):
            target.removed = edit.op is Op.REMOVE
            target.content, target.name = edit.new, _name(edit.twin[-1])
        case _Item():
            target.content.fields[_name(edit.path[-1])] = edit.new
            target.name = _name(edit.twin[-2])
        case _:
            target.fields[_name(edit.path[-1])] = edit.new


def _rearrange(edit: Edit, target: _List) -> None:
    if edit.op is Op.ORDER:
        target.order = edit.new
    else:
        target.added[edit.after] = _Item(edit.new, (), _name(edit.path[-1]))


def _set_cell(edit: Edit, row: _Row) -> None:
    year = int(_name(edit.path[-1]))
    if edit.op is Op.REMOVE:
        del row.cells[year]
    else:
        row.cells[year] = edit.new


def _years(tree: _Record) -> tuple[int, ...]:
    """The years over the rows of the second plan."""
    budget = tree.fields["budget"]
    return tuple(budget.fields["years"].settled()) if isinstance(budget, _Record) else ()


def _close(node: Node, years: Sequence[int]) -> Node:
    """The node as validation takes it."""
    match node:
        case _Record(fields=inside):
            return {name: _close(value, years) for name, value in inside.items()}
        case _List():
            return tuple(_close(value, years) for value in node.settled())
        case _Row(cells=cells):
            return tuple(cells[year] for year in years) if cells else None
        case _Rows(rows=rows):
            return {name: _close(row, years) for name, row in rows.items() if row.cells}
    return node
