"""Where a reader of the document finds what a finding is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cybercrime_plan.findings import Loc
from cybercrime_plan.language import Text
from cybercrime_plan.model.base import Part
from cybercrime_plan.model.fields import fields_of
from cybercrime_plan.model.plan import Plan


def printed_place(plan: Plan, loc: Loc) -> Text | str | None:
    """The clause or annex the nearest part around it is printed in; else what its section is called."""
    places = (getattr(part, "at", None) for part in reversed(tuple(_around(plan, loc))))
    found = next((place for place in places if place), None)
    section = fields_of(Plan).get(str(loc[0])) if loc else None
    return found or (section.label if section else None)


def _around(plan: Plan, loc: Loc) -> Iterator[Any]:
    """The parts a place lies in, from the outermost, as far as the plan has it."""
    value: Any = plan
    for key in loc:
        if isinstance(value, Part):
            field = fields_of(type(value)).get(str(key))
            value = value.__dict__[field.attribute] if field else None
        elif isinstance(value, (tuple, dict)):
            held = value if isinstance(value, dict) else dict(enumerate(value))
            value = held.get(key)
        else:
            return
        yield value
