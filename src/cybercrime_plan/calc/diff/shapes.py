"""What a plan consists of, read off the model itself, and what two spellings of a value have in common.

A field added to the model takes part in every comparison.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum, auto
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin
from unicodedata import normalize

from cybercrime_plan.model.base import Part
from cybercrime_plan.model.budget import Row
from cybercrime_plan.model.data_window import DataWindow
from cybercrime_plan.model.money import Money, Unit
from cybercrime_plan.model.recurrence import After, Recurrence
from cybercrime_plan.model.statistics import Quantity

ATOMS: Final = (After, DataWindow, Quantity, Recurrence)
"""Parts that say one thing together: when a duty returns, a figure with its unit."""


class Shape(Enum):
    """What kind of thing a field holds."""

    FACT = auto()
    RECORD = auto()
    RECORDS = auto()
    VALUES = auto()
    ROW = auto()
    ROWS = auto()


class Field(NamedTuple):
    """A field of a part: its name in the file, its name in Python, and what it holds."""

    name: str
    attribute: str
    shape: Shape
    default: object


@cache
def fields(part: type[Part]) -> Mapping[str, Field]:
    """The fields of a part by their name in the file, in the order of the model."""
    return {
        info.alias or attribute: Field(
            info.alias or attribute,
            attribute,
            _shape(info.annotation),
            None if info.is_required() else info.get_default(call_default_factory=True),
        )
        for attribute, info in part.model_fields.items()
    }


def _shape(annotation: Any) -> Shape:
    if annotation == Row:
        return Shape.ROW
    if isinstance(annotation, type):
        is_record = issubclass(annotation, Part) and annotation not in ATOMS
        return Shape.RECORD if is_record else Shape.FACT
    return _shape_of_generic(get_origin(annotation), get_args(annotation))


def _shape_of_generic(origin: Any, arguments: tuple[Any, ...]) -> Shape:
    if origin is Annotated:
        return _shape(arguments[0])
    if origin in {Union, UnionType}:
        shapes = {_shape(argument) for argument in arguments if argument is not NoneType}
        return shapes.pop() if len(shapes) == 1 else Shape.FACT
    if origin is tuple:
        return Shape.RECORDS if _shape(arguments[0]) is Shape.RECORD else Shape.VALUES
    return Shape.ROWS if origin is dict and arguments[1] == Row else Shape.FACT


Meaning = Any
"""What JSON can hold: None, bool, int, str, lists and mappings of these."""


def meaning(value: object) -> Meaning:
    """The value as JSON holds it: money in whole đồng, a dash as `-`, dates in ISO, text in NFC.

    Fields that hold what they hold when left out are left out.
    """
    if isinstance(value, Part):
        return _record(value)
    if isinstance(value, (tuple, list)):
        return [meaning(item) for item in value]
    if isinstance(value, dict):
        return {str(key): meaning(item) for key, item in value.items()}
    return _fact(value)


def _record(part: Part) -> dict[str, Meaning]:
    held = part.__dict__
    said = {}
    for name, field in fields(type(part)).items():
        value = held[field.attribute]
        if value is not field.default and value != field.default:
            said[name] = _text(value) if type(value) is str else meaning(value)
    return said


def _text(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text)


def _fact(value: object) -> Meaning:
    match value:
        case None | bool() | int():
            return value
        case Money():
            return value.dong
        case Unit():
            return value.label
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return normalize("NFC", str(value))


def canonical(value: object) -> str:
    """The meaning as one text, the same for equal meanings."""
    return json.dumps(meaning(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: object) -> str:
    """The SHA-256 of the meaning: equal for two plans exactly when nothing differs between them."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
