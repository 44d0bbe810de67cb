"""The meaning of a value: what two spellings of it have in common."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from enum import Enum
from typing import Any
from unicodedata import normalize

from cybercrime_plan.model.base import Part
from cybercrime_plan.model.fields import fields_of
from cybercrime_plan.model.money import Money, Unit

PlainValue = Any
"""What JSON can hold: None, bool, int, str, lists and mappings of these."""


def meaning(value: object) -> PlainValue:
    """The value as JSON holds it: money in whole đồng, a dash as `-`, dates in ISO, text in NFC.

    Fields that hold what they hold when left out are left out.
    """
    if type(value) is str:
        return value if value.isascii() else normalize("NFC", value)
    if isinstance(value, Part):
        return _record(value)
    if isinstance(value, (tuple, list)):
        return [meaning(item) for item in value]
    if isinstance(value, dict):
        return {str(key): meaning(item) for key, item in value.items()}
    return _fact(value)


def _record(part: Part) -> dict[str, PlainValue]:
    held = part.__dict__
    said = {}
    for name, field in fields_of(type(part)).items():
        value = held[field.attribute]
        if value is not field.default and value != field.default:
            said[name] = meaning(value)
    return said


def _fact(value: object) -> PlainValue:
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
