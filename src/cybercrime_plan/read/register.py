"""The entries of a register of reports: what came in and when, each value with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from cybercrime_plan.findings import Complaint, Finding
from cybercrime_plan.language import _
from cybercrime_plan.model.receipts import REGISTER_FORM, Receipt, ReceiptKind, receipt_kind
from cybercrime_plan.read.book import Book, BookRow, UnreadValue, day_in, day_of, needed, read_book
from cybercrime_plan.refusals import MOST_TOLD, NOT_A_STATE, NOT_AN_ENTRY, OWN_COLUMN

STATES_KNOWN: Final = _("one of: received, returned, extended, exempt, nothing_to_report")
"""The words for a state, in each language its own."""
_DAY_FIRST: Final = _("the day first, and one that exists: 12/11/2025 or 2025-11-12")


@dataclass(frozen=True)
class RegisterBook:
    """What a register says.

    Attributes:
        receipts: the rows that can be read, those of the form that nobody has filled in among them; of a row with a
            value that cannot be read the rest, so that nobody is reminded of what the book says has come.
        findings: the values that cannot, and columns that mean nothing here.
        untold: how many more there are.
        lines: of a text, to show excerpts of.
    """

    file: str
    receipts: tuple[Receipt, ...]
    findings: tuple[Finding, ...]
    lines: tuple[str, ...] = ()
    untold: int = 0


def read_register(file: str, data: bytes) -> RegisterBook:
    """Read a register; a row that cannot be read does not stop the others.

    Raises:
        InputError: the file is no register.
        InvalidPlan: a YAML book is not written as YAML is read here.
    """
    book = read_book(file, data, REGISTER_FORM)
    findings = [
        Finding(
            OWN_COLUMN,
            Complaint(_("the column {head} means nothing here and is not read", head=head), path=head),
            at,
        )
        for head, at in book.unknown
    ]
    findings += [Finding(NOT_AN_ENTRY, Complaint(message), at) for message, at in book.unread]
    receipts: list[Receipt] = []
    untold = 0
    for row in book.rows:
        try:
            receipts.append(_receipt(row, book))
        except UnreadValue as why:
            receipts += _what_is_left(row, book)
            if len(findings) >= MOST_TOLD:
                untold += 1
                continue
            place = book.place(row, why.column)
            findings.append(Finding(why.rule, Complaint(why.message, hint=why.hint, path=why.column), place))
    return RegisterBook(file, tuple(receipts), tuple(findings), book.lines, untold)


def _receipt(row: BookRow, book: Book) -> Receipt:
    """The entry of one row.

    Raises:
        UnreadValue: a value of it cannot be read.
    """
    received, until = day_in(row, "received", _DAY_FIRST), day_in(row, "until", _DAY_FIRST)
    kind = _kind(row, received)
    if kind is ReceiptKind.EXTENDED and until is None:
        raise UnreadValue("until", _("the day up to which it is extended is missing"))
    return Receipt(
        plan=needed(row, "plan", REGISTER_FORM),
        report=needed(row, "report", REGISTER_FORM),
        occurrence=_occurrence(row),
        agency=needed(row, "agency", REGISTER_FORM),
        kind=kind,
        number=row.get("number"),
        dated=day_in(row, "dated", _DAY_FIRST),
        received=received,
        until=until,
        ordered_by=row.get("ordered_by"),
        note=row.get("note"),
        where=partial(book.place, row),
    )


def _what_is_left(row: BookRow, book: Book) -> Iterator[Receipt]:
    """A row with a value that cannot be read, without that value, when it says whose report it is."""
    names = [row.get(column) for column in ("plan", "report", "occurrence", "agency")]
    came = any(row.get(column) for column in ("state", "received", "number", "dated"))
    plan, report, occurrence, agency = names
    if not (came and plan and report and occurrence and agency):
        return
    received, until = (day_of(row.get(column) or "") for column in ("received", "until"))
    kind = receipt_kind(row.get("state") or "") or ReceiptKind.RECEIVED
    yield Receipt(
        plan=plan,
        report=report,
        occurrence=_occurrence(row),
        agency=agency,
        kind=kind,
        number=row.get("number"),
        received=received,
        until=until,
        ordered_by=row.get("ordered_by"),
        where=partial(book.place, row),
    )


def _occurrence(row: BookRow) -> str:
    """The name of the occurrence; of a date a spreadsheet has made of `2025-11`, its month."""
    text = needed(row, "occurrence", REGISTER_FORM)
    return text[:7] if "occurrence" in row.dates else text


def _kind(row: BookRow, received: date | None) -> ReceiptKind | None:
    """What the entry says; received, when it gives a day of arrival and nothing else."""
    text = row.get("state")
    if text is None:
        order = next((column for column in ("until", "ordered_by") if row.get(column)), None)
        if order and received is None:
            message = _("an order is named, and the state does not say what it allows")
            raise UnreadValue(order, message, _("state: extended or exempt"))
        return ReceiptKind.RECEIVED if received else None
    kind = receipt_kind(text)
    if kind is None:
        raise UnreadValue("state", _("{text} is not a state of a report", text=text), STATES_KNOWN, NOT_A_STATE)
    return kind
