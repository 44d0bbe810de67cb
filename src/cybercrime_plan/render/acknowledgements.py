"""Acknowledgements as YAML to paste into a plan, its reasons left for a person to write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cybercrime_plan.findings import Finding
from cybercrime_plan.language import _
from cybercrime_plan.render.characters import escaped
from cybercrime_plan.render.result import Records, Result
from cybercrime_plan.render.table import Column, Drawing, Page, Table, TableRow

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
