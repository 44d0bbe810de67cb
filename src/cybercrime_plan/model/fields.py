"""What the model says of itself: every field of a part, by its name in the file.

Whoever checks references, shows a plan, or compares two of them asks here, so that a section added to the model
takes part before anybody thinks of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from cybercrime_plan.findings import Loc
from cybercrime_plan.language import Text
from cybercrime_plan.model.base import EXACT, KEY, Part, RefersTo
from cybercrime_plan.model.budget import Row


class FieldKind(Enum):
    """What kind of thing a field holds."""

    FACT = auto()
    RECORD = auto()
    RECORDS = auto()
    VALUES = auto()
    ROW = auto()
    ROWS = auto()
    ENTRIES = auto()


class PartField:
    """A field of a part; what nobody asks of it is not worked out.

    Attributes:
        name: in the file: `from`.
        attribute: in Python: `from_`.
        part: what it holds, when that is one part or a list of them.
        registry: the records whose ids it holds, by their place: `agencies`, `budget.sources`.
    """

    def __init__(self, attribute: str, info: Any) -> None:
        self.name: str = info.alias or attribute
        self.attribute = attribute
        self._info = info
        self._said = (*info.metadata, *_inside(info.annotation))
        self.part: type[Part] | None = None
        self.registry: str | None = None
        for one in self._said:
            if isinstance(one, RefersTo):
                self.registry = self.registry or one.registry
            elif isinstance(one, type) and issubclass(one, Part):
                self.part = self.part or one

    @property
    def label(self) -> Text | str:
        """What people call it, in a word or two; its name where the model has no label."""
        return Text(self._info.title) if self._info.title else self.name

    @cached_property
    def many(self) -> bool:
        """Whether it holds a list."""
        return any(get_origin(one) is tuple for one in self._said)

    @cached_property
    def by_key(self) -> bool:
        """Whether the ids it holds are the keys of a mapping."""
        return any(get_origin(one) is dict for one in self._said)

    @cached_property
    def is_key(self) -> bool:
        """Whether it is one of those that tell a record without an id from its neighbours."""
        return KEY in self._said

    @cached_property
    def is_exact(self) -> bool:
        """Whether every sign of its text counts; else another spelling of the same words means the same."""
        return self.name == "id" or self.registry is not None or EXACT in self._said

    @cached_property
    def kind(self) -> FieldKind:
        """What kind of thing it holds."""
        return _kind(self._info.annotation)

    @cached_property
    def default(self) -> object:
        """What it holds when the file leaves it out."""
        return None if self._info.is_required() else self._info.get_default(call_default_factory=True)


@cache
def fields_of(part: type[Part]) -> Mapping[str, PartField]:
    """The fields of a part by their name in the file, in the order of the model."""
    fields = (PartField(attribute, info) for attribute, info in part.model_fields.items())
    return {field.name: field for field in fields}


def _kind(annotation: Any) -> FieldKind:
    if annotation == Row:
        return FieldKind.ROW
    if isinstance(annotation, type):
        return FieldKind.RECORD if issubclass(annotation, Part) and not annotation.one_fact else FieldKind.FACT
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Annotated, Union, UnionType}:
        choices = arguments[:1] if origin is Annotated else arguments
        kinds = {_kind(argument) for argument in choices if argument is not NoneType}
        return kinds.pop() if len(kinds) == 1 else FieldKind.FACT
    if origin is tuple:
        return FieldKind.RECORDS if _kind(arguments[0]) is FieldKind.RECORD else FieldKind.VALUES
    if origin is dict:
        return FieldKind.ROWS if arguments[1] == Row else FieldKind.ENTRIES
    return FieldKind.FACT


def _inside(annotation: Any) -> list[Any]:
    """Everything an annotation is made of, from the outside."""
    return [annotation, *(part for inner in get_args(annotation) for part in _inside(inner))]


def field_along(part: type[Part], names: Sequence[str]) -> PartField | None:
    """The field at the end of a way through the model: `("budget", "lines", "source")`; None when there is none."""
    field: PartField | None = None
    inside: type[Part] | None = part
    for name in names:
        field = fields_of(inside).get(name) if inside else None
        inside = field.part if field else None
    return field


class References(NamedTuple):
    """The ids one field of one record holds.

    Attributes:
        loc: of the field; `ids` stand below it by index, or by name when they are the keys of a mapping.
    """

    loc: Loc
    ids: str | tuple[str, ...]
    field: PartField

    def placed(self) -> Iterator[tuple[Loc, str]]:
        """Each id with its place."""
        if isinstance(self.ids, str):
            yield self.loc, self.ids
            return
        for index, name in enumerate(self.ids):
            yield (*self.loc, name if self.field.by_key else index), name


class Referring(NamedTuple):
    """The fields of a part that matter to whoever follows ids: those that hold some, and the way to others."""

    holding: tuple[PartField, ...]
    leading: tuple[PartField, ...]


@cache
def referring(part: type[Part]) -> Referring:
    """Its fields that hold ids of other records, and those below which records have or hold ids."""
    fields = fields_of(part).values()
    return Referring(
        tuple(field for field in fields if field.registry),
        tuple(field for field in fields if field.part and _has_or_holds_ids(field.part)),
    )


def _has_or_holds_ids(part: type[Part]) -> bool:
    """Whether the part, or a kind of part below it, has an id or holds one."""
    below = [part]
    for one in below:  # which grows as it is walked
        fields = fields_of(one).values()
        if any(field.name == "id" or field.registry for field in fields):
            return True
        below += [field.part for field in fields if field.part and field.part not in below]
    return False


def references(part: Part) -> tuple[References, ...]:
    """Every field of the part and below it that holds ids, in the order of the model."""
    found: list[References] = []
    _add_references(part, (), found)
    return tuple(found)


def _add_references(part: Part, loc: Loc, found: list[References]) -> None:
    holding, leading = referring(type(part))
    held = part.__dict__
    for field in holding:
        ids = held[field.attribute]
        if ids:
            found.append(References((*loc, field.name), tuple(ids) if field.by_key else ids, field))
    for field in leading:
        for below, record in records(held[field.attribute], (*loc, field.name)):
            _add_references(record, below, found)


def records(value: Any, loc: Loc) -> list[tuple[Loc, Part]]:
    """The parts a field holds, one, several or none, each with its place."""
    if isinstance(value, Part):
        return [(loc, value)]
    return [((*loc, index), record) for index, record in enumerate(value or ())]


def registries(part: Part, loc: Loc = ()) -> Iterator[tuple[Loc, list[tuple[Loc, str]]]]:
    """Every list of records with ids, by its place, with the place of each id.

    Records inside records of their own kind (the lines of a line) belong to the outermost list.
    """
    for field in referring(type(part)).leading:
        if field.part is None or field.part is type(part):
            continue
        place = (*loc, field.name)
        inside = referring(field.part).leading
        held = records(part.__dict__[field.attribute], place)
        every = list(_with_nested(held, field.part)) if inside else held
        if field.many and "id" in fields_of(field.part):
            yield place, [((*below, "id"), record.__dict__["id"]) for below, record in every]
        if any(inner.part is not field.part for inner in inside):
            for below, record in every:
                yield from registries(record, below)


def _with_nested(held: list[tuple[Loc, Part]], kind: type[Part]) -> Iterator[tuple[Loc, Part]]:
    """These records, each before those of its kind inside it."""
    for below, record in held:
        yield below, record
        for inner in referring(kind).leading:
            if inner.part is kind:
                yield from _with_nested(records(record.__dict__[inner.attribute], (*below, inner.name)), kind)
