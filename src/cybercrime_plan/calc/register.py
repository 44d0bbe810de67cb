"""Who has reported: the bodies a report is expected of on its due day, held against what came in.

Judged by arrival against the last day that is still on time: the day of an extension, else the end of the term
where the law grants one, else the due day; never the target, which is only good advice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from cybercrime_plan.calc.deadlines import Occurrence
from cybercrime_plan.calc.owners import Owners, Ownership, OwnerState
from cybercrime_plan.model.receipts import Receipt, ReceiptKind
from cybercrime_plan.model.spelling import folded, unaccented
from cybercrime_plan.model.working_days import WorkingDays


class RegisterState(StrEnum):
    """How things stand with one body and one occurrence."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    """The last day has passed and nothing came."""
    AWAITING = "awaiting"
    """Nothing came, and it need not have."""
    EXTENDED = "extended"
    """Nothing came, and the new day has not passed."""
    EXEMPT = "exempt"
    RETURNED = "returned"
    """Sent back and not come again."""
    NOTHING_TO_REPORT = "nothing_to_report"
    ARRIVAL_UNKNOWN = "arrival_unknown"
    NOT_THERE = "not_there"
    """No such body on the due day, and nobody took over; outside the bodies expected."""
    UNEXPECTED = "unexpected"
    """It reported and need not have; outside the bodies expected."""


OUTSIDE = frozenset({RegisterState.NOT_THERE, RegisterState.UNEXPECTED})
"""States of rows that are not among the bodies expected."""


OWED: Final = frozenset(
    {RegisterState.MISSING, RegisterState.AWAITING, RegisterState.EXTENDED, RegisterState.RETURNED}
)
"""States in which the report is still to come."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One body and one occurrence.

    Attributes:
        agency: id of the body that owes the report on its due day; the printed one's where that is undecided.
        name: its name on that day.
        printed: ids of the agencies of the plan it stands for.
        ownership: how it comes to owe it.
        days: calendar days after the last day on time, of what is late, missing or returned; else 0.
        working_days: how many of those are worked.
        last: the last day that is on time, an extension among it.
        receipts: the entries about it, in the order of the book.
    """

    occurrence: Occurrence
    agency: str
    name: str
    printed: tuple[str, ...]
    ownership: Ownership
    state: RegisterState
    days: int
    working_days: int
    last: date
    receipts: tuple[Receipt, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """Plan, report and occurrence, by their names."""
        return self.occurrence.full_key

    @property
    def decisive(self) -> Receipt | None:
        """The entry that the state rests on; None when nothing came."""
        return _decisive(self.receipts)

    @property
    def is_expected(self) -> bool:
        """Whether it is among the bodies the report is expected of."""
        return self.state not in OUTSIDE

    @property
    def is_undecided(self) -> bool:
        """Whether a person has to say which body owes it."""
        return is_undecided(self.ownership)

    @property
    def is_group(self) -> bool:
        """Whether it stands for many bodies of which nobody has said which they are."""
        return is_group(self.name, self.ownership)

    @property
    def is_owed(self) -> bool:
        """Whether the report is still to come and its last day has passed."""
        return self.state in {RegisterState.MISSING, RegisterState.RETURNED} and self.days > 0

    @property
    def is_extended_to_no_day(self) -> bool:
        """Whether an order extends it, and the register does not say to which day."""
        return is_extended_to_no_day(self.receipts)

    @property
    def ordered_by(self) -> str | None:
        """The document that allows the extension or the exemption."""
        orders = [one.ordered_by for one in self.receipts if one.ordered_by]
        return orders[-1] if orders else None


def is_extended_to_no_day(receipts: Iterable[Receipt]) -> bool:
    """Whether one of them is an extension without its day: nobody can say whether the report is overdue."""
    return any(one.kind is ReceiptKind.EXTENDED and one.until is None for one in receipts)


def register(
    occurrences: Iterable[Occurrence],
    receipts: Iterable[Receipt],
    owners: Mapping[str, Owners],
    days: WorkingDays,
    as_of: date,
) -> tuple[RegisterRow, ...]:
    """The rows of these occurrences, in their order and in that of the bodies they are expected of.

    Args:
        owners: who is who, by id of the plan.
    """
    entries: dict[tuple[str, str, str], list[Receipt]] = {}
    for receipt in receipts:
        entries.setdefault(receipt.full_key, []).append(receipt)
    return tuple(
        row
        for one in occurrences
        for row in _of_occurrence(one, entries.get(one.full_key, []), owners[one.plan.id], days, as_of)
    )


def settled(rows: Iterable[RegisterRow]) -> frozenset[tuple[str, str, str]]:
    """The occurrences of which nothing is to come any more, by plan, report and name; of the bodies in the rows."""
    every = [row for row in rows if row.is_expected]
    awaited = {row.key for row in every if row.state in OWED}
    return frozenset({row.key for row in every} - awaited)


def counts(rows: Iterable[RegisterRow]) -> dict[RegisterState, int]:
    """How many rows are in each state, every state named."""
    found = Counter(row.state for row in rows)
    return {state: found[state] for state in RegisterState}


_MANY: Final = re.compile(
    r"(cac|nhung|moi|doan the|he thong|to chuc chinh tri)\b"
    r"|(ubnd|uy ban nhan dan) (cap )?(huyen|xa|phuong|quan|thi xa|thi tran)(,|$)"
)
"""How Vietnamese offices name many bodies at once, without accents."""


def is_undecided(ownership: Ownership) -> bool:
    """Whether a person has to say which of several bodies, or which body at all, owes a duty."""
    return ownership.state in {OwnerState.SEVERAL, OwnerState.UNKNOWN}


def is_group(name: str, ownership: Ownership) -> bool:
    """Whether a body stands for many of which nobody has said which they are: "Các sở, ngành Tỉnh"."""
    return ownership.state is OwnerState.ITSELF and _MANY.match(unaccented(name)) is not None


@dataclass(frozen=True, slots=True)
class ExpectedBody:
    """A body a report is expected of, before anything is said of what came.

    Attributes:
        printed: ids of the agencies of the plan it stands for: a body may be the heir of several.
    """

    agency: str
    name: str
    printed: tuple[str, ...]
    ownership: Ownership


def expected(occurrence: Occurrence, owners: Owners) -> tuple[ExpectedBody, ...]:
    """The bodies that owe a report on its due day, groups unfolded, each once; bodies without heir among them."""
    found: dict[str, ExpectedBody] = {}
    for printed, ownership in owners.leaves(
        occurrence.report.from_whom, occurrence.due, occurrence.report.id
    ).items():
        sole = len(ownership.owners) == 1 and ownership.state in {OwnerState.ITSELF, OwnerState.HEIR}
        agency = ownership.owners[0].id if sole else printed
        name = ownership.owners[0].name if sole else owners.name(printed)
        known = found.get(agency)
        found[agency] = (
            replace(known, printed=(*known.printed, printed))
            if known
            else ExpectedBody(agency, name, (printed,), ownership)
        )
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Reporter:
    """Whom a name in the register means.

    Attributes:
        agency: the id under which its row stands.
        absent: who it is on the due day, when the body named is not itself any more, or not yet.
        is_expected: whether the report is expected of it.
    """

    agency: str
    absent: Ownership | None = None
    is_expected: bool = True


def reporters(occurrence: Occurrence, owners: Owners) -> Mapping[str, Reporter]:
    """Everybody who can be named for an occurrence, by folded id, printed name, other name and name on its due day.

    A name that several bodies have means the one the report is expected of, else an agency of the plan, else the
    body that exists on that day.
    """
    found: dict[str, Reporter] = {}

    def called(names: Iterable[str], reporter: Reporter) -> None:
        for name in names:
            found.setdefault(folded(name), reporter)

    bodies = expected(occurrence, owners)
    for body in bodies:
        itself = body.ownership.state is OwnerState.ITSELF
        if itself or body.agency not in body.printed:
            called((body.agency, body.name), Reporter(body.agency))
    for body in bodies:
        absent = None if body.ownership.state is OwnerState.ITSELF else body.ownership
        for printed in body.printed:
            called((printed, *owners.names(printed)), Reporter(body.agency, absent))
    for agency in owners.plan.agencies:
        called((agency.id, *owners.names(agency.id)), Reporter(agency.id, is_expected=False))
    known = owners.bodies.by_id.values()
    for one in sorted(known, key=lambda one: not one.exists(occurrence.due)):
        absent = None if one.exists(occurrence.due) else owners(one.id, occurrence.due)
        called((one.id, one.name), Reporter(one.id, absent, is_expected=False))
    return found


def _of_occurrence(
    occurrence: Occurrence, receipts: list[Receipt], owners: Owners, days: WorkingDays, as_of: date
) -> Iterator[RegisterRow]:
    bodies = expected(occurrence, owners)
    ids = {body.agency for body in bodies}
    named = any(receipt.agency not in ids for receipt in receipts)
    names = reporters(occurrence, owners) if named else {}
    sent: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        known = names.get(folded(receipt.agency))
        sent.setdefault(known.agency if known else receipt.agency, []).append(receipt)
    for body in bodies:
        yield _row(occurrence, body, tuple(sent.pop(body.agency, ())), days, as_of)
    for agency, came in sent.items():
        nobody = ExpectedBody(agency, owners.name(agency), (), Ownership(OwnerState.ITSELF, ()))
        yield replace(
            _row(occurrence, nobody, tuple(came), days, as_of),
            state=RegisterState.UNEXPECTED,
            days=0,
            working_days=0,
        )


def _row(
    occurrence: Occurrence, body: ExpectedBody, receipts: tuple[Receipt, ...], days: WorkingDays, as_of: date
) -> RegisterRow:
    ordered = [receipt.until for receipt in receipts if receipt.kind is ReceiptKind.EXTENDED and receipt.until]
    last = max(ordered, default=occurrence.last_on_time)
    state, until = _state(body, _decisive(receipts), last, as_of, extended=bool(ordered))
    if state is RegisterState.MISSING and is_extended_to_no_day(receipts):
        state, until = RegisterState.ARRIVAL_UNKNOWN, None
    late = (until - last).days if until and until > last else 0
    worked = days.count(last, until) if until and late else 0
    return RegisterRow(
        occurrence, body.agency, body.name, body.printed, body.ownership, state, late, worked, last, receipts
    )


def _state(
    body: ExpectedBody, decisive: Receipt | None, last: date, as_of: date, *, extended: bool
) -> tuple[RegisterState, date | None]:
    """How things stand, and the day up to which lateness is counted; None where nothing is late."""
    if body.ownership.state is OwnerState.NOBODY:
        return RegisterState.NOT_THERE, None
    if decisive is None and as_of > last:
        return RegisterState.MISSING, as_of
    if decisive is None:
        return (RegisterState.EXTENDED if extended else RegisterState.AWAITING), None
    given = {
        ReceiptKind.EXEMPT: (RegisterState.EXEMPT, None),
        ReceiptKind.RETURNED: (RegisterState.RETURNED, as_of),
        ReceiptKind.NOTHING_TO_REPORT: (RegisterState.NOTHING_TO_REPORT, decisive.received),
    }
    if decisive.kind in given:
        return given[decisive.kind]
    if decisive.received is None:
        return RegisterState.ARRIVAL_UNKNOWN, None
    return (RegisterState.LATE if decisive.received > last else RegisterState.ON_TIME), decisive.received


def _decisive(receipts: tuple[Receipt, ...]) -> Receipt | None:
    """The entry that counts: an exemption; else the first to arrive since the last return; else that return.

    An extension alone is no arrival, and a letter without a day of arrival comes after those that have one.
    """
    exempt = [one for one in receipts if one.kind is ReceiptKind.EXEMPT]
    if exempt:
        return exempt[-1]
    came = [one for one in receipts if one.kind is not ReceiptKind.EXTENDED]
    returned: Receipt | None = None
    first: Receipt | None = None
    for one in sorted(came, key=lambda one: one.received or date.max):
        if one.kind is ReceiptKind.RETURNED:
            returned, first = one, None
        elif first is None:
            first = one
    return first or returned
