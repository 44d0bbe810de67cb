"""pydantic's complaints as findings' complaints: in our words, with a path and a hint."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice
from typing import Any, Final, NamedTuple, get_args

from pydantic import ValidationError

from cybercrime_plan.findings import Complaint, Loc
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.base import Part, shortened
from cybercrime_plan.model.paths import Paths
from cybercrime_plan.model.plan import Plan

_LIST: Final = _("write [one, two], or each after a dash on a line of its own; leave out a field that has none")
_FIELDS: Final = _("write a field, a colon, a blank and the value, for example: {example}", example="id: dong-thap")

MOST_COMPLAINTS: Final = 1000
_MOST_KNOWN: Final = 200
"""Among more ids than any plan has, looking for one that was meant takes longer than it helps."""

_Said = tuple[str, Text, Text | None]
"""Code, message and hint."""


class Coded(NamedTuple):
    """A complaint with the code of the refusal.

    Attributes:
        of_name: whether it is the name of the field that is wrong, not its value.
    """

    code: str
    complaint: Complaint
    of_name: bool = False


def complaints(error: ValidationError, tree: object, root: type[Part] = Plan) -> Iterator[Coded]:
    """The faults of the tree of a file whose whole is a `root`; no more than are worth listing."""
    paths = Paths(tree)
    for details in islice(error.errors(include_url=False, include_input=False), MOST_COMPLAINTS):
        kind, loc = details["type"], details["loc"]
        of_name = kind == "extra_forbidden"
        if loc and loc[-1] == "[key]":
            loc, of_name = loc[:-1], True
        if kind == "refused":
            said = details["ctx"]
            loc = (*loc, *said["at"])
            code, message, hint = said["code"], said["message"], said["hint"]
        else:
            code, message, hint = _said(kind, loc, root)
        yield Coded(code, Complaint(message, loc, paths.of(loc), hint), of_name)


def sections(error: ValidationError) -> set[str]:
    """The top-level fields in which there are faults, listed or not."""
    faults = error.errors(include_url=False, include_input=False)
    locs = (fault["loc"] or fault.get("ctx", {}).get("at") for fault in faults)
    return {str(loc[0]) for loc in locs if loc}


def _said(kind: str, loc: Loc, root: type[Part]) -> _Said:
    match kind:
        case "missing":
            return "SCH111", _("the field {name} is missing", name=loc[-1]), None
        case "extra_forbidden":
            return _unknown(loc, root)
        case "tuple_type":
            return "SCH101", _("a list is expected here"), _LIST
        case _:
            return "SCH113", _("fields are expected here, each with its value"), _FIELDS


def _unknown(loc: Loc, root: type[Part]) -> _Said:
    name = str(loc[-1])
    known = sorted(fields_at(loc[:-1], root))
    hint = meant(name, known) or _("the fields here are: {fields}", fields=", ".join(known))
    return "SCH112", _("there is no field {name} here", name=shortened(name)), hint


def meant(written: str, known: list[str]) -> Text | None:
    """The question whether one of the known words was meant, if one is close to what is written."""
    close = get_close_matches(shortened(written), known, n=1) if len(known) <= _MOST_KNOWN else ()
    return _("did you mean {name}?", name=close[0]) if close else None


def fields_at(loc: Loc, root: type[Part] = Plan) -> set[str]:
    """The fields a record at this place may have, as a file writes them."""
    records: set[type[Part]] = {root}
    for key in loc:
        if isinstance(key, str):
            records = {
                record
                for above in records
                for name, field in above.model_fields.items()
                if key == (field.alias or name)
                for record in _records(field.annotation)
            } or records
    return {field.alias or name for record in records for name, field in record.model_fields.items()}


def _records(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for part in get_args(annotation):
        yield from _records(part)
