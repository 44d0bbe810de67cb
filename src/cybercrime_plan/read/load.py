"""Bytes to a plan. What is wrong comes back as findings, each at its place."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cybercrime_plan.errors import InputError, PlanError
from cybercrime_plan.findings import Finding, Positions, PrintedFigure
from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.read.files import most_bytes, read_file, refuse_other_files, refuse_what_git_put_there
from cybercrime_plan.read.office import is_office_file
from cybercrime_plan.read.text import read_tree
from cybercrime_plan.read.validation import validated

if TYPE_CHECKING:
    from cybercrime_plan.read.annex.annex import AnnexReading
    from cybercrime_plan.read.annex.choices import Choices
    from cybercrime_plan.read.grid import Remark


class Loaded(NamedTuple):
    """One plan file, as far as it can be read.

    Attributes:
        file: its name, as shown to people.
        sha256: of its bytes; empty when they are more than is read.
        plan: None when nothing of the file can be trusted; else without the sections in `unread`.
        unread: the top-level sections that are left out because something in them is refused.
        findings: what is refused, in the order of the file.
        positions: where each value is written.
        lines: the file, to show excerpts from; empty for a workbook.
        remarks: how an office file was understood, where a person should know.
        figures: every number of its tables and what it was taken for; empty for a plan file, which holds
            nothing else.
    """

    file: str
    sha256: str
    plan: Plan | None
    unread: frozenset[str]
    findings: tuple[Finding, ...]
    positions: Positions
    lines: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    figures: tuple[PrintedFigure, ...] = ()

    @property
    def id(self) -> str | None:
        """That of the plan; None when the file has none that can be read."""
        return None if self.plan is None or "id" in self.unread else self.plan.id


class InvalidPlan(PlanError):  # noqa: N818 - what it is called is what a caller catches
    """A file that is not a sound plan; `findings` says why, in the order of the file."""

    def __init__(self, file: str, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        super().__init__(
            _(
                "{file}:{place}: {code} {message}",
                file=file,
                place=str(first.place or "1:1"),
                code=first.rule.code,
                message=first.complaint.message,
            ),
            first.complaint.hint,
        )
        self.findings = findings


def load(source: str | os.PathLike[str] | bytes, name: str | None = None, choices: Choices | None = None) -> Loaded:
    """Read one plan file, or an office file with an annex in it.

    Args:
        source: its path, or its bytes.
        name: the name to show, whose ending says what the bytes are; the path when left out, and for bytes a name
            of a plan file.
        choices: what a person has decided of an annex that can be read in more than one way.

    Raises:
        InputError: the file cannot be read; an office file can be read in more than one way.
    """
    if isinstance(source, bytes):
        file, data = name or "plan.yaml", source
    else:
        file = name or os.fspath(source)
        data = read_file(Path(source), file)
    refuse_what_git_put_there(data, file)
    refuse_other_files(data, file)
    annex: AnnexReading | None = None
    if is_office_file(file):
        from cybercrime_plan.read.annex.choices import Choices
        from cybercrime_plan.read.annex.file import named, read_annex_file

        try:
            read = read_annex_file(file, data, choices or Choices())
        except InputError as problem:
            raise named(file, problem) from None
        text, annex = read.text, read.annex
    else:
        text = read_tree(data)
    # of a book or a register that was named as a plan, say which command reads it
    kind = text.tree.get("kind") if isinstance(text.tree, dict) else None
    if isinstance(kind, str) and kind in _BOOKS:
        message = _("{file} is no plan, but a file of the kind {kind}", file=file, kind=kind)
        raise InputError(message, Text(_BOOKS[kind], (("file", file),)))
    plan, unread, findings = validated(text)
    digest = hashlib.sha256(data).hexdigest() if len(data) <= most_bytes(file) else ""
    remarks, figures = (annex.remarks, annex.figures) if annex else ((), ())
    return Loaded(file, digest, plan, unread, findings, text.positions, text.lines, remarks, figures)


_BOOKS: Final = {
    "execution": N_("a book of the budget is held against its plan: plan budget status PLAN --book {file}"),
    "register": N_("a register of reports is read by plan report status {file}"),
    "agencies": N_("a file of bodies is read by plan agencies --agencies {file}"),
}
"""What a file of another kind is for."""


def load_plan(path: str | os.PathLike[str]) -> Plan:
    """Read a plan that has to be sound.

    Raises:
        InputError: the file cannot be read at all.
        InvalidPlan: something in it is refused.
    """
    loaded = load(path)
    if loaded.findings or loaded.plan is None:
        raise InvalidPlan(loaded.file, loaded.findings)
    return loaded.plan
