"""ACK101-104: what a plan acknowledges, held against what the rules have found.

An acknowledgement matches by code, path and exact figures. So it can hide nothing else than the discrepancy a
person has looked at: when a figure changes, its day has passed, or nothing matches it, that itself is found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from cybercrime_plan.findings import Complaint, Figure, Finding, Loc, Rule, Severity
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Money, grouped
from cybercrime_plan.model.plan import Acknowledgement
from cybercrime_plan.rules.budget_example import TABLE
from cybercrime_plan.rules.rule import Reading

FAMILY: Final = "ACK"

_WRONG: Final = TABLE.replace("[300, 210], total: 510", "[300, 210], total: 501")
_HELD: Final = (
    _WRONG
    + """\
acknowledged:
  - code: BUD102
    path: budget.lines[phong-ngua].total
    figures: [501.000.000 đồng, 510.000.000 đồng]
    reason: {vi: Bản ký in như vậy., en: The signed document prints it so.}
    by: Phòng Tổng hợp
    until: "2099-12-31"
"""
)

CHANGED: Final = Rule(
    code="ACK101",
    name="acknowledged-figures-changed",
    severity=Severity.WARNING,
    summary=_("A discrepancy that is acknowledged now has other figures, so it is no longer acknowledged."),
    advice=_("Look at it again. If it still belongs to the signed document, acknowledge the new figures."),
    bad=_HELD.replace("[501.000.000", "[502.000.000"),
    good=_HELD,
)
EXPIRED: Final = Rule(
    code="ACK102",
    name="acknowledgement-expired",
    severity=Severity.WARNING,
    summary=_("The day until which a discrepancy was acknowledged has passed."),
    advice=_("Whoever is responsible looks at it again, and sets a new day or puts the plan right."),
    bad=_HELD.replace("2099-12-31", "2020-12-31"),
    good=_HELD,
)
NEEDLESS: Final = Rule(
    code="ACK103",
    name="acknowledges-nothing",
    severity=Severity.WARNING,
    summary=_("An acknowledgement matches nothing that its rule finds."),
    advice=_(
        "The discrepancy is gone, or the path is mistyped. Take the acknowledgement out, or correct its path."
    ),
    bad=_HELD.replace("phong-ngua].total", "dau-tranh].total"),
    good=_HELD,
)
UNKNOWN: Final = Rule(
    code="ACK104",
    name="acknowledges-no-rule",
    severity=Severity.WARNING,
    summary=_("An acknowledgement names a code that no rule has, or one that cannot be acknowledged."),
    advice=_("What the reader refuses (YML, SCH) cannot be acknowledged. `plan rules` lists every code."),
    bad=_HELD.replace("code: BUD102", "code: BUD999"),
    good=_HELD,
)
RULES: Final = (CHANGED, EXPIRED, NEEDLESS, UNKNOWN)


def figures_of(complaint: Complaint) -> tuple[str, ...]:
    """The figures of a complaint: what is printed, then what was expected, as far as there is either.

    Money is written in đồng, any other number with what it counts, texts as they stand.
    """
    figures = (complaint.actual, complaint.expected)
    return tuple(_figure(figure, complaint.unit) for figure in figures if figure is not None)


def _figure(figure: Figure, unit: str | None) -> str:
    if not isinstance(figure, int):
        return " ".join(str(figure).split())
    return str(Money(figure)) if unit == "VND" else f"{grouped(figure)} {unit or ''}".rstrip()


class _Entry(NamedTuple):
    """An acknowledgement and where it stands."""

    loc: Loc
    said: Acknowledgement

    def is_about(self, finding: Finding) -> bool:
        """Whether it is the same rule at the same place, whatever the figures."""
        return (finding.rule.code, finding.complaint.path) == (self.said.code, self.said.path)

    def covers(self, finding: Finding) -> bool:
        """Whether it is the very discrepancy, whatever the day."""
        return self.is_about(finding) and figures_of(finding.complaint) == self.said.figures

    def holds(self, day: date) -> bool:
        """Whether it has not expired."""
        return self.said.until is None or day <= self.said.until


def settle(
    reading: Reading, findings: Iterable[Finding], run: Collection[str], left_out: Collection[str]
) -> Iterator[Finding]:
    """The findings, those the plan acknowledges marked with its reason, then what is wrong with acknowledgements.

    Args:
        run: codes of the rules that were run.
        left_out: the families that were not; of their rules nothing can be told.
    """
    entries = [_Entry(("acknowledged", index), said) for index, said in enumerate(reading.plan.acknowledged)]
    found = tuple(findings)
    for finding in found:
        entry = next((one for one in entries if one.covers(finding) and one.holds(reading.as_of)), None)
        yield finding._replace(acknowledged=_reason(entry.said)) if entry else finding
    for entry in entries:
        fault = _fault(entry, found, reading, run, left_out)
        if fault:
            rule, message, figure = fault
            yield Finding(rule, Complaint(message, entry.loc, reading.path(entry.loc), actual=figure))


def _reason(said: Acknowledgement) -> Text:
    if said.until is None:
        return _("{reason} ({by})", reason=said.reason, by=said.by)
    return _("{reason} ({by}, until {until})", reason=said.reason, by=said.by, until=said.until)


def _fault(
    entry: _Entry, found: tuple[Finding, ...], reading: Reading, run: Collection[str], left_out: Collection[str]
) -> tuple[Rule, Text, str] | None:
    """What is wrong with an acknowledgement, or None."""
    said = entry.said
    if said.code[:3] in left_out:
        return None
    if said.code not in run:
        return UNKNOWN, _("{code} is not the code of a rule that can be acknowledged", code=said.code), said.code
    if any(map(entry.covers, found)):
        return None if entry.holds(reading.as_of) else _expired(said)
    about = [finding for finding in found if entry.is_about(finding)]
    if about:
        return _changed(said, about)
    if reading.unread:
        return None
    message = _("{code} finds nothing at {path}", code=said.code, path=said.path)
    return NEEDLESS, message, said.path


def _expired(said: Acknowledgement) -> tuple[Rule, Text, str]:
    message = _("{code} at {path} was acknowledged until {day}", code=said.code, path=said.path, day=said.until)
    return EXPIRED, message, str(said.until)


def _changed(said: Acknowledgement, about: list[Finding]) -> tuple[Rule, Text, str]:
    now = "; ".join(figure for finding in about for figure in figures_of(finding.complaint))
    message = _(
        "{code} at {path}: acknowledged for {before}, now {now}",
        code=said.code,
        path=said.path,
        before="; ".join(said.figures) or "–",
        now=now or "–",
    )
    return CHANGED, message, now


def acknowledgeable(finding: Finding) -> bool:
    """Whether a plan can acknowledge it: neither what the reader refuses, nor what is said of acknowledgements."""
    return finding.rule.family not in {"YML", "SCH", FAMILY}
