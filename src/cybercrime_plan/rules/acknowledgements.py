"""ACK101-104: what a plan acknowledges, held against what the rules have found.

An acknowledgement matches by code, path and exact figures. So it can hide nothing else than the discrepancy a
person has looked at: when a figure changes, its day has passed, or nothing matches it, that itself is found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from cybercrime_plan.findings import Complaint, Finding, Rule, Severity
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Money, grouped, is_currency
from cybercrime_plan.model.plan import Acknowledgement
from cybercrime_plan.rules.rule import Reading

FAMILY: Final = "ACK"


CHANGED: Final = Rule("ACK101", "acknowledged-figures-changed", Severity.WARNING)
EXPIRED: Final = Rule("ACK102", "acknowledgement-expired", Severity.WARNING)
NEEDLESS: Final = Rule("ACK103", "acknowledges-nothing", Severity.WARNING)
UNKNOWN: Final = Rule("ACK104", "acknowledges-no-rule", Severity.WARNING)
RULES: Final = (CHANGED, EXPIRED, NEEDLESS, UNKNOWN)


def figures_of(complaint: Complaint) -> tuple[str, ...]:
    """The figures of a complaint: what is printed, then what was expected, as far as there is either.

    Money is written in đồng, any other number with what it counts, texts as they stand.
    """
    unit, told = complaint.unit or "", []
    for figure in (complaint.actual, complaint.expected):
        if isinstance(figure, int):
            told.append(str(Money(figure, unit)) if is_currency(unit) else f"{grouped(figure)} {unit}".rstrip())
        elif figure is not None:
            told.append(" ".join(str(figure).split()))
    return tuple(told)


class _Discrepancy(NamedTuple):
    """What an acknowledgement and a finding have in common when they are about the same thing."""

    code: str
    path: str
    figures: tuple[str, ...]


def settle(
    reading: Reading, findings: Iterable[Finding], run: Collection[str], left_out: Collection[str]
) -> Iterator[Finding]:
    """The findings, those the plan acknowledges marked with its reason, then what is wrong with acknowledgements.

    Args:
        run: codes of the rules that were run.
        left_out: the families that were not; of their rules nothing can be told.
    """
    held: dict[_Discrepancy, Text] = {}
    for said in reading.plan.acknowledged:
        if _holds(said, reading.as_of):
            reason = _("{reason} ({by})", reason=said.reason, by=said.by)
            if said.until is not None:
                reason = _("{reason} ({by}, until {until})", reason=said.reason, by=said.by, until=said.until)
            held.setdefault(_Discrepancy(said.code, said.path, said.figures), reason)
    now: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for finding in findings:
        one = _Discrepancy(finding.rule.code, finding.complaint.path, figures_of(finding.complaint))
        now.setdefault(one[:2], []).append(one.figures)
        yield finding._replace(acknowledged=held[one]) if one in held else finding
    for index, said in enumerate(reading.plan.acknowledged):
        fault = _fault(said, now.get((said.code, said.path), []), reading, run, left_out)
        if fault:
            rule, message, figure = fault
            loc = ("acknowledged", index)
            yield Finding(rule, Complaint(message, loc, reading.path(loc), actual=figure))


def _holds(said: Acknowledgement, day: date) -> bool:
    """Whether it has not expired."""
    return said.until is None or day <= said.until


def _fault(
    said: Acknowledgement,
    now: list[tuple[str, ...]],
    reading: Reading,
    run: Collection[str],
    left_out: Collection[str],
) -> tuple[Rule, Text, str] | None:
    """What is wrong with an acknowledgement, or None; `now` has the figures its rule finds at its path."""
    same = said.figures in now
    if said.code[:3] in left_out or (same and _holds(said, reading.as_of)):
        return None
    if said.code not in run:
        return UNKNOWN, _("{code} is not the code of a rule that can be acknowledged", code=said.code), said.code
    if same:
        expired = _("{code} at {path} was acknowledged until {day}", code=said.code, path=said.path, day=said.until)
        return EXPIRED, expired, str(said.until)
    if now:
        listed = "; ".join(figure for each in now for figure in each)
        message = _(
            "{code} at {path}: acknowledged for {before}, now {now}",
            code=said.code,
            path=said.path,
            before="; ".join(said.figures) or "–",
            now=listed or "–",
        )
        return CHANGED, message, listed
    if reading.unread:
        return None
    message = _("{code} finds nothing at {path}", code=said.code, path=said.path)
    return NEEDLESS, message, said.path


def acknowledgeable(finding: Finding) -> bool:
    """Whether a plan can acknowledge it: neither what the reader refuses, nor what is said of acknowledgements."""
    return finding.rule.family not in {"YML", "SCH", FAMILY}
