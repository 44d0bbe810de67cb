"""Acknowledgements as YAML to paste into a plan, its reasons left for a person to write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from cybercrime_plan.findings import Finding

_PLAIN = re.compile(r"[^\W\d_][\w ./()–]*(?<! )")
"""What needs no quotes in YAML: a letter first, then nothing that has a meaning there."""
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def acknowledgements(found: Iterable[tuple[Finding, tuple[str, ...]]]) -> str:
    """The lines under `acknowledged:` of a plan, one entry for each finding and its figures.

    Reason and name stay empty: the reader of the plan refuses the entry until a person has filled them in.
    """
    return "acknowledged:\n" + "".join(
        f"{line}\n" for finding, figures in found for line in _entry(finding, figures)
    )


def _entry(finding: Finding, figures: tuple[str, ...]) -> Iterator[str]:
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
    return json.dumps(text, ensure_ascii=False)
