"""The entries of a register held against the plans, the calendar and one another.

What names nothing of a plan cannot be counted; what contradicts itself is counted as it stands, and told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Final

from cybercrime_plan.calc.deadlines import Occurrence, Schedule
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.calc.register import Reporter, reporters
from cybercrime_plan.findings import Complaint, Finding, Rule, in_order
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.receipts import Receipt, ReceiptKind
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.refusals import (
    ABSENT_BODY,
    BEFORE_ITS_DATE,
    COLLECTIVE,
    DOUBTFUL_YEAR,
    MOST_TOLD,
    NO_ORDER,
    SAME_NUMBER,
    SHORTENED,
    STILL_TO_COME,
    UNKNOWN_BODY,
    UNKNOWN_OCCURRENCE,
    UNKNOWN_PLAN,
    UNKNOWN_REPORT,
)
from cybercrime_plan.rules.rule import some

EARLIEST: Final = timedelta(days=120)
"""An arrival so long before the due day is more likely of another year."""
_SHOWN: Final = 8


@dataclass(frozen=True)
class JudgedRegister:
    """A register after it was held against the plans.

    Attributes:
        occurrences: those it is about, in the order of the schedule.
        receipts: the entries that count, each under the id of its body.
        findings: in the order of the book.
        untold: how many more there are.
    """

    occurrences: tuple[Occurrence, ...]
    receipts: tuple[Receipt, ...]
    findings: tuple[Finding, ...]
    untold: int = 0


def judged(
    receipts: Iterable[Receipt],
    owners: Mapping[str, Owners],
    schedule: Schedule,
    as_of: date,
    known: Collection[str] = (),
) -> JudgedRegister:
    """Hold the entries against the plans.

    Args:
        owners: who is who, by id of the plan.
        schedule: of these plans.
        known: ids of the plans there are, when those are more than the entries name.
    """
    judge = _Judge(owners, schedule, as_of, known or owners)
    counted = tuple(one for receipt in receipts if (one := judge.entry(receipt)))
    named = tuple(one for one in schedule.occurrences if one.full_key in judge.met)
    arrived = tuple(one for one in counted if not one.says_nothing and not judge.is_later(one))
    twice = islice(_same_numbers(counted), MOST_TOLD)
    return JudgedRegister(named, arrived, in_order([*judge.findings, *twice]), judge.untold)


class _Judge:
    """What is found while the entries are gone through.

    Attributes:
        met: who can be named in each of the occurrences they are about.
        untold: how many findings there are beyond those kept.
    """

    def __init__(
        self, owners: Mapping[str, Owners], schedule: Schedule, as_of: date, known: Collection[str]
    ) -> None:
        self.findings: list[Finding] = []
        self.untold = 0
        self._owners = owners
        self._known = sorted(known)
        self._as_of = as_of
        self._occurrences = {one.full_key: one for one in schedule.occurrences}
        self._cancelled = {one.full_key: one for one in schedule.cancelled}
        self.met: dict[tuple[str, str, str], Mapping[str, Reporter]] = {}
        self._told: set[tuple[str, ...]] = set()

    def is_later(self, receipt: Receipt) -> bool:
        """Whether it arrived after the day of the question."""
        return receipt.received is not None and receipt.received > self._as_of

    def entry(self, receipt: Receipt) -> Receipt | None:
        """The entry under the id of its body; None when it cannot be counted."""
        key = receipt.full_key
        occurrence = self._occurrences.get(key)
        if occurrence is None:
            self._unknown(receipt)
            return None
        owners = self._owners[receipt.plan]
        if key not in self.met:
            self.met[key] = reporters(occurrence, owners)
        reporter = self.met[key].get(folded(receipt.agency))
        if reporter is None:
            plan, body = receipt.plan, receipt.agency
            said = _("neither the plan {plan} nor the register of bodies knows {body}", plan=plan, body=body)
            hint = _("its id, or its name as the plan prints it; see: plan agencies {plan}", plan=owners.plan.id)
            self._tell(UNKNOWN_BODY, receipt, "agency", said, hint)
            return None
        name = owners.name(reporter.agency)
        members = owners.members(reporter.agency)
        if members and not reporter.is_expected:
            said = _("{body} is a name for several bodies, each of which reports", body=name)
            hint = _("a row for each of: {members}", members=some([owners.name(one) for one in members], _SHOWN))
            self._tell(COLLECTIVE, receipt, "agency", said, hint)
            return None
        found = replace(receipt, agency=reporter.agency)
        if found.says_nothing:
            return found
        if reporter.absent is not None:
            named = owners.name(receipt.agency)
            self._tell(ABSENT_BODY, receipt, "agency", *_absent(named, reporter, occurrence))
        return found if self._days(found, occurrence) else None

    def _days(self, receipt: Receipt, occurrence: Occurrence) -> bool:
        """Tell what its days contradict; whether it counts."""
        received, last = receipt.received, occurrence.grace or occurrence.due
        if received and receipt.dated and received < receipt.dated:
            said = _("it arrived on {day}, before its own date, {dated}", day=received, dated=receipt.dated)
            self._tell(BEFORE_ITS_DATE, receipt, "received", said)
        if self.is_later(receipt):
            said = _("{day} is after the day of the question, {as_of}", day=received, as_of=self._as_of)
            self._tell(STILL_TO_COME, receipt, "received", said, _("not counted on that day"))
        elif received and last - received > EARLIEST:
            days = (last - received).days
            said = _("it arrived on {day}, {count} days before it was due", day=received, count=days)
            self._tell(DOUBTFUL_YEAR, receipt, "received", said, _("is the year typed wrongly?"))
        if receipt.kind in {ReceiptKind.EXEMPT, ReceiptKind.EXTENDED} and not receipt.ordered_by:
            self._tell(NO_ORDER, receipt, "ordered_by", _("the document that allows it is not named"))
        if receipt.kind is ReceiptKind.EXTENDED and receipt.until and receipt.until <= last:
            said = _(
                "it is extended to {day}, not beyond the last day on time, {last}", day=receipt.until, last=last
            )
            self._tell(SHORTENED, receipt, "until", said)
            return False
        return True

    def _unknown(self, receipt: Receipt) -> None:
        """Tell once which of the three names means nothing; rows in thousands may repeat it."""
        plan, report, occurrence = receipt.full_key
        owners = self._owners.get(plan)
        if owners is None:
            if self._first("plan", plan):
                hint = _("the plans here are: {ids}", ids=some(self._known, _SHOWN)) if self._known else None
                self._tell(UNKNOWN_PLAN, receipt, "plan", _("there is no plan {plan}", plan=plan), hint)
            return
        reports = [one.id for one in owners.plan.reports]
        if report not in reports:
            if self._first("report", plan, report):
                hint = _("one of: {known}", known=", ".join(reports))
                said = _("the plan {plan} has no report {report}", plan=plan, report=report)
                self._tell(UNKNOWN_REPORT, receipt, "report", said, hint)
            return
        if self._first("occurrence", plan, report, occurrence):
            self._tell(UNKNOWN_OCCURRENCE, receipt, "occurrence", *self._no_occurrence(receipt))

    def _no_occurrence(self, receipt: Receipt) -> tuple[Text, Text | None]:
        key = receipt.full_key
        cancelled = self._cancelled.get(key)
        if cancelled and cancelled.override:
            order = cancelled.override.ordered_by
            return _("{occurrence} was cancelled by {document}", occurrence=key[2], document=order), None
        known = [one for plan, report, one in self._occurrences if (plan, report) == key[:2]]
        said = _("the report {report} has no occurrence {occurrence}", report=key[1], occurrence=key[2])
        if not known:
            return said, None
        hint = _(
            "one of: {known}; a spreadsheet makes a date of 2025-11 unless the column is text",
            known=some(known, _SHOWN),
        )
        return said, hint

    def _first(self, *what: str) -> bool:
        is_new = what not in self._told
        self._told.add(what)
        return is_new

    def _tell(self, rule: Rule, receipt: Receipt, column: str, said: Text, hint: Text | None = None) -> None:
        if len(self.findings) >= MOST_TOLD:
            self.untold += 1
            return
        self.findings.append(Finding(rule, Complaint(said, hint=hint, path=column), receipt.where(column)))


def _absent(name: str, reporter: Reporter, occurrence: Occurrence) -> tuple[Text, Text | None]:
    said = _("{body} did not exist on {day}, the due day", body=name, day=occurrence.due)
    heirs = [f"{one.name} ({one.id})" for one in reporter.absent.owners] if reporter.absent else []
    return said, _("who did: {bodies}", bodies=some(heirs, _SHOWN)) if heirs else None


def _same_numbers(receipts: Iterable[Receipt]) -> Iterator[Finding]:
    """Letters of one number that cannot be one letter."""
    letters: dict[tuple[str, ...], Receipt] = {}
    for receipt in receipts:
        if not receipt.number or receipt.kind is ReceiptKind.RETURNED:
            continue
        number = folded("".join(receipt.number.split()))
        year = str((receipt.dated or receipt.received or date.min).year)
        # every people's committee signs …-UBND, and a number without a code says nothing of its sender
        shared = not number.rpartition("/")[2].strip("0123456789") or "ubnd" in number
        key = (number, year, receipt.agency if shared else "")
        first = letters.setdefault(key, receipt)
        # one letter may answer for both: it reports for several plans or reports at once
        other, own = ((one.agency, one.dated, one.received) for one in (first, receipt))
        if first is not receipt and (other != own or first.full_key == receipt.full_key):
            said = _(
                "the number {number} stands at {place} too", number=receipt.number, place=first.where("number")
            )
            yield Finding(SAME_NUMBER, Complaint(said, path="number"), receipt.where("number"))
