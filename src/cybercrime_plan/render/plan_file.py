"""The plan file: in YAML that our own reader takes back value for value, what to paste into one, its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from cybercrime_plan.findings import Finding, Loc
from cybercrime_plan.language import _
from cybercrime_plan.render.characters import escaped, visible
from cybercrime_plan.render.formats.json import written
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import Column, Drawing, Page, Table, TableRow

FieldTree = Mapping[str, Any]
"""Fields to text, None, a sequence, or a tree again; the text of a figure is digits or Vietnamese notation."""

_BARE = re.compile(r"[^\W\d_][\w ()/–.,;%+-]*[\w)%]")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_WHOLE = re.compile(r"0|-?[1-9][0-9]*|-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_FIGURES = frozenset({"format", "years", "on", "amounts", "total", "totals"})
"""Fields in which digits are a figure; everywhere else digits are a text and stand in quotes."""
_FLAGS = frozenset({"memo", "deduction", "anchored"})
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


def _value(name: str, value: object, *, within: bool = False) -> str:
    """A value as YAML writes it; `within` brackets a bare text may hold no comma."""
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(_value(name, item, within=True) for item in value)}]"
    if value is None:
        return "null"
    text = str(value)
    if name in _FIGURES and _WHOLE.fullmatch(text):
        return text.replace(".", "")
    if name in _FLAGS:
        return text
    bare = _BARE.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML and not (within and "," in text)
    if name not in _FIGURES and bare:
        return text
    return json.dumps(text, ensure_ascii=False)


_PLAIN = re.compile(r"[^\W\d_][\w ./()–]*(?<! )")
"""What needs no quotes in YAML: a letter first, then nothing that has a meaning there."""
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True, slots=True)
class Acknowledgements(Result):
    """What plans could acknowledge.

    Attributes:
        files: each by its name, with its findings and the figures of each.
    """

    files: Sequence[tuple[str, Sequence[tuple[Finding, tuple[str, ...]]]]]

    def document(self) -> Page:
        """The lines to paste into each plan."""
        return Page(tuple(Drawing((f"# {file}", *acknowledgement_lines(found))) for file, found in self.files))

    def records(self) -> Records:
        """Each finding with its figures."""
        columns = (
            Column("file", _("File")),
            Column("code", _("Code")),
            Column("path", _("Path")),
            Column("figures", _("Figures")),
        )
        rows = (
            TableRow((file, one.rule.code, one.complaint.path, "; ".join(figures)))
            for file, found in self.files
            for one, figures in found
        )
        return (Table("acknowledgements", columns, tuple(rows)),)


def acknowledgement_lines(found: Iterable[tuple[Finding, tuple[str, ...]]]) -> Iterator[str]:
    """The lines under `acknowledged:` of a plan, one entry for each finding and its figures.

    Reason and name stay empty: the reader of the plan refuses the entry until a person has filled them in.
    """
    yield "acknowledged:"
    for finding, figures in found:
        yield f"  - code: {finding.rule.code}"
        yield f"    path: {scalar(finding.complaint.path)}"
        if figures:
            yield f"    figures: [{', '.join(scalar(figure, within=True) for figure in figures)}]"
        yield '    reason: {vi: "", en: ""}'
        yield '    by: ""'


def scalar(text: str, *, within: bool = False) -> str:
    """A text as YAML writes it: bare where that is safe, else in double quotes.

    Args:
        within: whether it stands in brackets, where a bare text may hold no comma.
    """
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    if not within and re.fullmatch(r"[a-z][\w.]*(\[[\w /.#-]*\][\w.]*)*", text):
        return text
    return escaped(json.dumps(text, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class SchemaResult(Result):
    """A JSON Schema."""

    schema: dict[str, Any]

    def document(self) -> Page:
        """Its text."""
        return Page((Drawing(tuple(written(self.schema).splitlines())),))

    def records(self) -> Records:
        """The sections of the plan file and what they are."""
        sections = self.schema["properties"].items()
        rows = (TableRow((name, section.get("description"))) for name, section in sections)
        return (
            Table("sections", (Column("name", _("Name")), Column("description", _("Description"))), tuple(rows)),
        )

    def data(self) -> dict[str, Any]:
        """The schema itself."""
        return self.schema
