"""How the parts of a plan open: which of their fields are facts, records, lists or rows.

Read off the model itself, so that a field added there takes part in every comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from cybercrime_plan.model.base import Part
from cybercrime_plan.model.budget import Row
from cybercrime_plan.model.data_window import DataWindow
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
