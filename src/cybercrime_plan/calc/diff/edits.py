"""Edits: the bare facts in which two plans differ; how they are found, and how they are carried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, NamedTuple

from cybercrime_plan.calc.diff.matching import Pairing, aliases, meaning, pair_records, pair_values
from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Loc
from cybercrime_plan.language import _
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.budget import Budget, FurtherBudget
from cybercrime_plan.model.fields import FieldKind, PartField, fields_of
from cybercrime_plan.model.money import Cell
from cybercrime_plan.model.plan import Plan


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


def names_along(path: Path) -> tuple[str, ...]:
    """The fields alone, members left out and nested lines folded: `("budget", "lines", "amounts")`."""
    fields: list[str] = []
    for step in path:
        if isinstance(step, str) and fields[-1:] != [step]:
            fields.append(step)
    return tuple(fields)


class Edit(NamedTuple):
    """One fact that differs.

    Attributes:
        path: where it stands in the first plan; of what is added, in what it is added to there.
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
        return names_along(self.path)

    def inverted(self) -> Edit:
        """The edit that takes this one back."""
        op = {Op.ADD: Op.REMOVE, Op.REMOVE: Op.ADD}.get(self.op, self.op)
        return self._replace(
            op=op, path=self.twin, twin=self.path, old=self.new, new=self.old, locs=self.locs[::-1]
        )


class _Spot(NamedTuple):
    """The same place in both plans.

    Attributes:
        path: in the first plan; `twin` in the second.
        locs: in the trees of both files.
    """

    path: Path = ()
    twin: Path = ()
    locs: tuple[Loc, Loc] = ((), ())

    def field(self, name: str) -> _Spot:
        return _Spot((*self.path, name), (*self.twin, name), ((*self.locs[0], name), (*self.locs[1], name)))

    def member(self, names: tuple[str | int, str | int], keys: tuple[str | int, str | int]) -> _Spot:
        return _Spot(
            (*self.path, Member(names[0])),
            (*self.twin, Member(names[1])),
            ((*self.locs[0], keys[0]), (*self.locs[1], keys[1])),
        )

    def set(self, old: object, new: object) -> Edit:
        return Edit(Op.SET, self.path, self.twin, old, new, locs=self.locs)

    def add(self, new: object, after: str | None = None) -> Edit:
        return Edit(Op.ADD, (*self.path[:-1], self.twin[-1]), self.twin, None, new, after, (None, self.locs[1]))

    def remove(self, old: object, after: str | None = None) -> Edit:
        return Edit(Op.REMOVE, self.path, (*self.twin[:-1], self.path[-1]), old, None, after, (self.locs[0], None))


def edits_between(a: Plan, b: Plan) -> tuple[Edit, ...]:
    """Every fact in which `b` differs from `a`, in the order of the model; empty when they mean the same.

    Raises:
        InputError: two records of one list have the same id.
    """
    return tuple(_Differ(_years(a), _years(b)).record(a, b, _Spot()))


def _years(plan: Plan) -> tuple[int, ...]:
    return _years_of(plan.budget, _Spot(("budget",))) if plan.budget else ()


def _years_of(table: Budget, spot: _Spot) -> tuple[int, ...]:
    if len(set(table.years)) < len(table.years):
        raise InputError(
            _("{table}.years has a year twice, so its rows cannot be compared", table=key_of(spot.path)),
            _("print each year once"),
        )
    return table.years


_MAY_HOLD_ROWS: Final = {FieldKind.ROW, FieldKind.ROWS, FieldKind.RECORD, FieldKind.RECORDS}


class _Differ(NamedTuple):
    """Walks two plans together.

    Attributes:
        old_years: the years over the rows of the first plan; `new_years` of the second.
    """

    old_years: Sequence[int]
    new_years: Sequence[int]

    @property
    def reheaded(self) -> bool:
        """Whether equal rows may mean different amounts, because the years above them differ."""
        return self.old_years != self.new_years

    def record(self, a: Part, b: Part, spot: _Spot, but: str = "") -> Iterator[Edit]:
        """What two records differ in, one field left aside when it is named."""
        if isinstance(a, FurtherBudget) and isinstance(b, FurtherBudget):
            its = _Differ(_years_of(a, spot), _years_of(b, spot))
        else:
            its = self
        for one in fields_of(type(a)).values():
            if one.name == but:
                continue
            old, new = a.__dict__[one.attribute], b.__dict__[one.attribute]
            if old != new or (its.reheaded and old and one.kind in _MAY_HOLD_ROWS):
                yield from its._field(one, old, new, spot.field(one.name))

    def _field(self, field: PartField, old: object, new: object, spot: _Spot) -> Iterator[Edit]:
        match field.kind, old, new:
            case FieldKind.RECORD, Part(), Part() if type(old) is type(new):
                yield from self.record(old, new, spot)
            case FieldKind.RECORD, None, _:
                yield spot.add(new)
            case FieldKind.RECORD, _, None:
                yield spot.remove(old)
            case FieldKind.RECORDS, tuple(), tuple():
                yield from self._records(old, new, spot)
            case FieldKind.VALUES, tuple(), tuple():
                yield from self._values(old, new, spot)
            case FieldKind.ROW, _, _:
                yield from self._row(old, new, spot)
            case ((FieldKind.ROWS | FieldKind.ENTRIES), dict(), dict()):
                yield from self._named(field.kind, old, new, spot)
            case _ if meaning(old) != meaning(new):
                yield spot.set(old, new)

    def _records(self, old: Sequence[Part], new: Sequence[Part], spot: _Spot) -> Iterator[Edit]:
        pairing = pair_records(old, new, key_of(spot.path))
        for was, is_ in pairing.pairs:
            if self.reheaded or old[was].__dict__ != new[is_].__dict__:
                yield from self.record(old[was], new[is_], _member(spot, pairing, was, is_))
        for was, is_, name in pairing.corrected:
            attribute = fields_of(type(old[was]))[name].attribute
            member = _member(spot, pairing, was, is_)
            yield from self.record(old[was], new[is_], member, but=name)  # equal rows under other years differ
            yield member.field(name).set(old[was].__dict__[attribute], new[is_].__dict__[attribute])
        yield from _lone(old, new, spot, pairing)

    def _values(self, old: Sequence[object], new: Sequence[object], spot: _Spot) -> Iterator[Edit]:
        pairing = pair_values(old, new)
        for was, is_, _name in pairing.corrected:
            yield _member(spot, pairing, was, is_).set(old[was], new[is_])
        yield from _lone(old, new, spot, pairing)

    def _named(
        self, kind: FieldKind, old: Mapping[str, Any], new: Mapping[str, Any], spot: _Spot
    ) -> Iterator[Edit]:
        """What two mappings hold under each name."""
        for name in dict.fromkeys((*old, *new)):
            entry = spot.member((name, name), (name, name))
            if kind is FieldKind.ROWS:
                yield from self._row(old.get(name), new.get(name), entry)
            elif name not in old:
                yield entry.add(new[name])
            elif name not in new:
                yield entry.remove(old[name])
            elif meaning(old[name]) != meaning(new[name]):
                yield entry.set(old[name], new[name])

    def _row(self, old: Any, new: Any, spot: _Spot) -> Iterator[Edit]:
        before = {} if old is None else dict(zip(self.old_years, old, strict=False))
        after = {} if new is None else dict(zip(self.new_years, new, strict=False))
        for year in (*before, *(year for year in after if year not in before)):
            if year in before and year in after and before[year] == after[year]:
                continue
            cell = spot.member((year, year), (_index(self.old_years, year), _index(self.new_years, year)))
            if year not in before:
                yield cell.add(after[year])
            elif year not in after:
                yield cell.remove(before[year])
            else:
                yield cell.set(before[year], after[year])


def _index(years: Sequence[int], year: int) -> int:
    return years.index(year) if year in years else -1


def _member(spot: _Spot, pairing: Pairing, was: int, is_: int) -> _Spot:
    return spot.member((pairing.names[0][was], pairing.names[1][is_]), (was, is_))


def _lone(old: Sequence[object], new: Sequence[object], spot: _Spot, pairing: Pairing) -> Iterator[Edit]:
    """What only one list has, and the order of what both have."""
    before, after = pairing.names
    for was in pairing.removed:
        yield spot.member((before[was],) * 2, (was, was)).remove(old[was], before[was - 1] if was else None)
    for is_ in pairing.added:
        yield spot.member((after[is_],) * 2, (is_, is_)).add(new[is_], after[is_ - 1] if is_ else None)
    if pairing.moved:
        was_order = tuple(before[was] for was, _is in pairing.common)
        is_order = tuple(after[is_] for is_ in sorted(is_ for _was, is_ in pairing.common))
        yield Edit(Op.ORDER, spot.path, spot.twin, was_order, is_order, locs=spot.locs)


_OpenNode = Any
"""A part of the opened plan: one of the classes below, or a value as the model holds it."""


@dataclass(slots=True)
class _OpenRecord:
    fields: dict[str, _OpenNode]


@dataclass(slots=True)
class _OpenRow:
    cells: dict[int, Cell]


@dataclass(slots=True)
class _OpenRows:
    rows: dict[str, _OpenRow]

    def row(self, name: str) -> _OpenRow:
        return self.rows.setdefault(name, _OpenRow({}))


@dataclass(slots=True)
class _OpenEntries:
    entries: dict[str, _OpenNode]


@dataclass(slots=True, eq=False)
class _OpenMember:
    """A member of a list: what it may be called in the first plan, and its name once that is known."""

    content: _OpenNode
    aliases: tuple[str, ...]
    name: str | None = None
    removed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return self.aliases if self.name is None else (self.name,)


@dataclass(slots=True)
class _OpenList:
    items: list[_OpenMember]
    by_alias: dict[str, _OpenMember]
    added: dict[str | None, _OpenMember] = field(default_factory=dict)
    order: tuple[str, ...] | None = None

    def find(self, name: str) -> _OpenMember:
        item = self.by_alias[name]
        item.name = name
        return item

    def settled(self) -> Iterator[_OpenNode]:
        """The members in the order of the second plan: those that stay, each followed by those added after it."""
        staying = [item for item in self.items if not item.removed]
        if self.order is not None:
            named = {name: item for item in staying for name in item.names}
            staying = [named[name] for name in self.order]
        for item in (None, *staying):
            if item is not None:
                yield item.content
            names = (None,) if item is None else item.names
            follower = next((self.added[name] for name in names if name in self.added), None)
            while follower is not None:
                yield follower.content
                follower = self.added.get(follower.name)


def patched(plan: Plan, edits: Sequence[Edit]) -> Plan:
    """The plan after the edits, which were found between a plan of the same meaning and another."""
    tree = _open_record(plan, plan.budget.years if plan.budget else ())
    for edit, target in [(edit, _target(tree, edit)) for edit in edits]:
        match target:
            case _OpenList() if edit.op is Op.ORDER:
                target.order = edit.new
            case _OpenList():
                target.added[edit.after] = _OpenMember(edit.new, (), _name(edit.path[-1]))
            case _OpenEntries() if edit.op is Op.REMOVE:
                del target.entries[_name(edit.path[-1])]
            case _OpenEntries():
                target.entries[_name(edit.path[-1])] = edit.new
            case _OpenRow() if edit.op is Op.REMOVE:
                del target.cells[int(_name(edit.path[-1]))]
            case _OpenRow():
                target.cells[int(_name(edit.path[-1]))] = edit.new
            case _OpenMember() if isinstance(edit.path[-1], Member):
                target.removed = edit.op is Op.REMOVE
                target.content, target.name = edit.new, _name(edit.twin[-1])
            case _OpenMember():
                target.content.fields[_name(edit.path[-1])] = edit.new
                target.name = _name(edit.twin[-2])
            case _:
                target.fields[_name(edit.path[-1])] = edit.new
    return type(plan).model_validate(_close(tree, ()))


def _open(value: _OpenNode, kind: FieldKind, years: Sequence[int]) -> _OpenNode:
    match kind, value:
        case FieldKind.RECORD, Part():
            return _open_record(value, years)
        case ((FieldKind.RECORDS | FieldKind.VALUES), tuple()):
            items = [
                _OpenMember(_open(item, FieldKind.RECORD, years), names)
                for item, names in zip(value, aliases(value), strict=True)
            ]
            return _OpenList(items, {name: item for item in reversed(items) for name in item.aliases})
        case FieldKind.ROW, _:
            return _open_row(value, years)
        case FieldKind.ROWS, dict():
            return _OpenRows({name: _open_row(row, years) for name, row in value.items()})
        case FieldKind.ENTRIES, dict():
            return _OpenEntries(dict(value))
    return value


def _open_record(part: Part, years: Sequence[int]) -> _OpenRecord:
    years = part.years if isinstance(part, Budget) else years
    return _OpenRecord(
        {one.name: _open(part.__dict__[one.attribute], one.kind, years) for one in fields_of(type(part)).values()}
    )


def _open_row(row: Sequence[Cell] | None, years: Sequence[int]) -> _OpenRow:
    return _OpenRow({} if row is None else dict(zip(years, row, strict=True)))


def _target(tree: _OpenRecord, edit: Edit) -> _OpenNode:
    """What the edit changes, found while everything still has the names of the first plan."""
    if edit.op is Op.ORDER:
        ordered = _reach(tree, edit.path)
        for name in edit.old:
            ordered.find(name)
        return ordered
    holder = _reach(tree, edit.path[:-1])
    if isinstance(holder, _OpenList) and edit.op is not Op.ADD:
        return _inside(holder, edit.path[-1])
    return holder


def _reach(node: _OpenNode, path: Path) -> _OpenNode:
    for step in path:
        node = _inside(node.content if isinstance(node, _OpenMember) else node, step)
    return node


def _inside(node: _OpenNode, step: str | Member) -> _OpenNode:
    match node:
        case _OpenRecord():
            return node.fields[_name(step)]
        case _OpenRows():
            return node.row(_name(step))
        case _:
            return node.find(_name(step))


def _name(step: str | Member) -> str:
    return str(step.name) if isinstance(step, Member) else step


def _close(node: _OpenNode, years: Sequence[int]) -> _OpenNode:
    """The node as validation takes it."""
    match node:
        case _OpenRecord(fields=inside):
            if {"years", "lines"} <= inside.keys():  # a table of money: its rows are under its own years
                years = tuple(inside["years"].settled())
            return {name: _close(value, years) for name, value in inside.items()}
        case _OpenList():
            return tuple(_close(value, years) for value in node.settled())
        case _OpenEntries(entries=entries):
            return dict(entries)
        case _OpenRow(cells=cells):
            return tuple(cells[year] for year in years) if cells else None
        case _OpenRows(rows=rows):
            return {name: _close(row, years) for name, row in rows.items() if row.cells}
    return node
