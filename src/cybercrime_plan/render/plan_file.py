"""A plan file in YAML, written so that our own strict reader takes it back value for value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from cybercrime_plan.findings import Loc
from cybercrime_plan.render.characters import visible
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import Page

FieldTree = Mapping[str, Any]
"""Fields to text, None, a sequence, or a tree again; the text of a figure is digits or Vietnamese notation."""

_BARE = re.compile(r"[^\W\d_][\w ()/–.,;%+-]*[\w)%]")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_WHOLE = re.compile(r"0|-?[1-9][0-9]*|-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_FIGURES = frozenset({"format", "years", "on", "amounts", "total", "totals"})
"""Fields in which digits are a figure; everywhere else digits are a text and stand in quotes."""
_FLAGS = frozenset({"memo", "anchored"})
_NO_NOTES: Mapping[Loc, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PlanFile(Result):
    """A plan file made of something else.

    Attributes:
        comments: stand at its beginning.
        notes: a comment behind each of these fields.
        understood: how the other file was understood.
    """

    tree: FieldTree
    comments: tuple[str, ...]
    notes: Mapping[Loc, str]
    understood: Records

    def document(self) -> Page:
        """What was understood."""
        return Page(self.understood)

    def records(self) -> Records:
        """The same, table by table."""
        return self.understood

    def yaml(self) -> str:
        """The file."""
        return plan_yaml(self.tree, self.comments, self.notes)


def plan_yaml(tree: FieldTree, comments: Sequence[str] = (), notes: Mapping[Loc, str] = _NO_NOTES) -> str:
    """The file, comments first.

    Args:
        notes: a comment behind each of these fields.
    """
    lines = [f"# {visible(comment)}" for comment in comments]
    return "\n".join([*lines, *_fields(tree, (), notes)]) + "\n"


def _fields(tree: FieldTree, above: Loc, notes: Mapping[Loc, str]) -> Iterator[str]:
    indent = "  " * len(above)
    for name, value in tree.items():
        loc = (*above, name)
        note = f"  # {visible(notes[loc])}" if loc in notes else ""
        if isinstance(value, Mapping):
            yield f"{indent}{name}:{note}"
            yield from _fields(value, loc, notes)
        elif isinstance(value, (tuple, list)) and bool(value) and isinstance(value[0], Mapping):
            yield f"{indent}{name}:{note}"
            for index, record in enumerate(value):
                # a record is two deeper than its list, as its index is a part of its path
                first, *rest = _fields(record, (*loc, index), notes)
                yield f"{indent}  - {first.strip()}"
                yield from rest
        else:
            yield f"{indent}{name}: {_value(name, value)}{note}"


def _value(name: str, value: object) -> str:
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(_value(name, item) for item in value)}]"
    if value is None:
        return "null"
    text = str(value)
    if name in _FIGURES and _WHOLE.fullmatch(text):
        return text.replace(".", "")
    if name in _FLAGS:
        return text
    if name not in _FIGURES and _BARE.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    return json.dumps(text, ensure_ascii=False)
