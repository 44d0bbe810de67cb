"""What a check has found, ready to be shown: values only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from cybercrime_plan.calc.crossfoot import Sums
from cybercrime_plan.findings import Finding, Positions, Rule, Severity, Span
from cybercrime_plan.model.money import Money
from cybercrime_plan.render.result import Manner, Records, Result
from cybercrime_plan.render.table import Page

if TYPE_CHECKING:
    from cybercrime_plan.render.formats.json import Json

READER: Final = frozenset({"YML", "SCH"})
"""The families of what the reader refuses."""


class Status(StrEnum):
    """How a plan came out."""

    OK = "ok"
    FINDINGS = "findings"
    INVALID = "invalid"
    """The file, or a part of it, could not be read as a plan."""


class Totals(NamedTuple):
    """The grand total of a budget: as the amounts add up, and as printed.

    Attributes:
        not_fixed: ids of the lines whose dashes the total leaves out.
    """

    computed: Money | None
    stated: Money | None
    not_fixed: tuple[str, ...] = ()


class CheckedPlan(NamedTuple):
    """One file and what was found in it.

    Attributes:
        id: of the plan; None when the file could not be read that far.
        file: as the person named it.
        sha256: of the file, in hexadecimal; empty when it is larger than is read.
        readable: whether the file could be read as a plan.
        unread: the sections left out because something in them is refused.
        totals: None without a budget, as `sums`.
        findings: in the order of the file.
        lines: those of the text on which something was found, by their numbers.
        positions: where the values are written of which another is suggested.
    """

    id: str | None
    file: str
    sha256: str
    readable: bool = True
    unread: tuple[str, ...] = ()
    totals: Totals | None = None
    sums: Sums | None = None
    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, str] = MappingProxyType({})
    positions: Positions = Positions()

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings nobody has acknowledged."""
        return tuple(finding for finding in self.findings if finding.acknowledged is None)

    @property
    def acknowledged(self) -> tuple[Finding, ...]:
        """The findings the plan acknowledges, with its reason."""
        return tuple(finding for finding in self.findings if finding.acknowledged is not None)

    @property
    def sums_agree(self) -> bool:
        """Whether no sum that was checked contradicts another; acknowledged contradictions count as well."""
        return not any(f.rule.family == "BUD" and f.rule.severity is Severity.ERROR for f in self.findings)

    @property
    def status(self) -> Status:
        """How it came out."""
        if not self.readable or any(finding.rule.family in READER for finding in self.open):
            return Status.INVALID
        return Status.FINDINGS if self.open else Status.OK


def lines_with(findings: Iterable[Finding], text: Sequence[str]) -> Mapping[int, str]:
    """The lines of a text on which something was found. No more of it is kept: there may be thousands of files."""
    places = (finding.place for finding in findings)
    numbers = {place.line for place in places if isinstance(place, Span)}
    return {number: text[number - 1] for number in sorted(numbers) if number <= len(text)}


def positions_of(findings: Iterable[Finding], positions: Positions) -> Positions:
    """The places of what is suggested."""
    complaints = [finding.complaint for finding in findings]
    single = (complaint.suggestion for complaint in complaints if complaint.suggestion)
    together = (change for complaint in complaints for one in complaint.hypotheses for change in one.changes)
    return positions.only(suggestion.loc for suggestion in chain(single, together))


class Found(NamedTuple):
    """A finding with the plan it was found in."""

    plan: CheckedPlan
    finding: Finding


@dataclass(frozen=True, slots=True)
class CheckReport(Result):
    """A whole check: with what, on which day, and the plans in the order they were named."""

    tool_version: str
    as_of: date
    rules_run: tuple[Rule, ...]
    plans: tuple[CheckedPlan, ...]

    @property
    def findings(self) -> Iterator[Found]:
        """Every finding, plan by plan."""
        return (Found(plan, finding) for plan in self.plans for finding in plan.findings)

    @property
    def open(self) -> tuple[Found, ...]:
        """What nobody has acknowledged."""
        return tuple(found for found in self.findings if found.finding.acknowledged is None)

    @property
    def acknowledged(self) -> tuple[Found, ...]:
        """What the plans themselves acknowledge."""
        return tuple(found for found in self.findings if found.finding.acknowledged is not None)

    def count(self, severity: Severity) -> int:
        """How many open findings are that grave."""
        return sum(found.finding.rule.severity is severity for found in self.open)

    def document(self) -> Page:
        """The record of the check, to print and sign."""
        from cybercrime_plan.render.checks.page import record

        return record(self)

    def records(self) -> Records:
        """The findings one by one."""
        from cybercrime_plan.render.checks.page import findings

        return (findings(self),)

    def data(self) -> Json:
        """`cybercrime-plan/check@1`."""
        from cybercrime_plan.render.checks.json import value

        return value(self)

    def on_screen(self, manner: Manner) -> Page:
        """Each finding with its line and a caret, then how every plan came out."""
        from cybercrime_plan.render.checks.text import page

        return page(self, manner)
