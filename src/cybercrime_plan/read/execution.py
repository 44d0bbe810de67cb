"""The entries of a book of execution: what decisions gave and what became of it, each row with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple

from pydantic_core import PydanticCustomError

from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.execution import EXECUTION_FORM, LINE_NAMES, ExecutionEntry, ExecutionKind, entry_kind
from cybercrime_plan.model.money import Money, Unit, parse_money, unit_of
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.read.annex.vocabulary import DASHES
from cybercrime_plan.read.book import (
    MOST_UNREAD,
    Book,
    BookRow,
    UnreadValue,
    day_in,
    needed,
    read_book,
    too_many_unread,
)

_FILLED_IN: Final = frozenset({"amount", "document", "date", "ground", "note"})
"""What a person writes into a form; the rest stands there already."""

KINDS_KNOWN: Final = _(
    "one of: allocation, supplement, adjustment, cut, carried_in, spent, advance, settled, carried_out, cancelled,"
    " granted, refused"
)
"""The words for a kind, in each language its own."""


class RowFault(NamedTuple):
    """Why one row of a book cannot be read, and where."""

    file: str
    place: Place | None
    message: Text
    hint: Text | None = None


@dataclass(frozen=True)
class ExecutionBook:
    """What a book says of one plan.

    Attributes:
        entries: the rows that can be read.
        faults: the rows that cannot, and heads that mean nothing.
        elsewhere: ids of the other plans the book is about, with the number of their rows.
        unfilled: how many rows of a form are still as the form wrote them: no document, no day, no amount.
        lines: of a text, to show excerpts of.
    """

    entries: tuple[ExecutionEntry, ...]
    faults: tuple[RowFault, ...]
    elsewhere: dict[str, int] = field(default_factory=dict)
    unfilled: int = 0
    lines: tuple[str, ...] = ()


def read_execution(file: str, data: bytes, plan: str, budget: Budget, unit: Unit | None = None) -> ExecutionBook:
    """Read a book of execution for one plan; `entries_of` says more.

    Raises:
        InputError: the file is no such book, or nothing says in which unit it counts.
        InvalidPlan: a YAML book is not written as YAML is read here.
    """
    return entries_of(read_book(file, data, EXECUTION_FORM), plan, budget, unit)


def entries_of(book: Book, plan: str, budget: Budget, unit: Unit | None = None) -> ExecutionBook:
    """What a book says of one plan; a row that cannot be read does not stop the others.

    Args:
        unit: of the amounts, whatever the book says.

    Raises:
        InputError: nothing says in which unit it counts, it is one of another currency than the budget's, or too
            many rows cannot be read.
    """
    file = book.file
    unit = unit or _unit_of_book(book)
    if unit.currency != budget.unit.currency:
        raise InputError(
            _("{file}: the book is in {unit}, the budget in {other}", file=file, unit=unit, other=budget.unit),
            _("a book holds the money of a plan in the currency of its table"),
        )
    reader = _Rows(budget, unit)
    faults = [
        RowFault(file, place, _("the head {head} means nothing here", head=head)) for head, place in book.unknown
    ]
    faults += [RowFault(file, place, message) for message, place in book.unread]
    entries: list[ExecutionEntry] = []
    elsewhere: dict[str, int] = {}
    unfilled = 0
    for row in book.rows:
        about = row.get("plan") or plan
        if about != plan:
            elsewhere[about] = elsewhere.get(about, 0) + 1
            continue
        if not _FILLED_IN.intersection(row.values):
            unfilled += 1
            continue
        try:
            entries.append(reader.entry(row, book))
        except UnreadValue as why:
            faults.append(RowFault(file, book.place(row, why.column), why.message, why.hint))
            if len(faults) > MOST_UNREAD:
                raise too_many_unread(file, faults[0].message, faults[0].place) from None
    return ExecutionBook(tuple(entries), tuple(faults), elsewhere, unfilled, book.lines)


def _unit_of_book(book: Book) -> Unit:
    unit = unit_of(book.unit) if book.unit else None
    if unit is None:
        raise InputError(
            _("{file}: “{unit}” is not one unit of money", file=book.file, unit=book.unit)
            if book.unit
            else _("{file} does not say in which unit its amounts are", file=book.file),
            _("write “Đơn vị tính: triệu đồng” above the heads (unit: in YAML), or decide with --unit"),
        )
    return unit


class _Rows:
    """Reads rows against the lines and sources of one budget."""

    def __init__(self, budget: Budget, unit: Unit) -> None:
        self._unit = unit
        lines = [line for line in budget.every_line() if not line.lines and not line.memo]
        self._lines = _by_name((line.id, line.name) for line in lines)
        self._sources = _by_name((source.id, source.name) for source in budget.sources)
        self._line_ids = ", ".join(line.id for line in lines)
        self._source_ids = ", ".join(source.id for source in budget.sources)

    def entry(self, row: BookRow, book: Book) -> ExecutionEntry:
        """The entry of one row.

        Raises:
            UnreadValue: a value of it cannot be read.
        """
        return ExecutionEntry(
            year=self._year(row),
            kind=self._kind(row),
            lines=self._named_lines(row),
            amount=self._amount(row),
            document=row.get("document"),
            on=day_in(row, "date", _("write 2025-11-12 or 12/11/2025")),
            source=self._source(row),
            ground=row.get("ground"),
            note=row.get("note"),
            where=partial(book.place, row, "amount"),
        )

    def _year(self, row: BookRow) -> int:
        text = needed(row, "year", EXECUTION_FORM)
        if not (len(text) == 4 and text.isascii() and text.isdigit()):  # noqa: PLR2004 - digits of a year
            raise UnreadValue("year", _("{text} is not a year", text=text), _("four digits: 2025"))
        return int(text)

    def _kind(self, row: BookRow) -> ExecutionKind:
        text = needed(row, "kind", EXECUTION_FORM)
        kind = entry_kind(text)
        if kind is None:
            raise UnreadValue("kind", _("{text} is not a kind of entry", text=text), KINDS_KNOWN)
        return kind

    def _named_lines(self, row: BookRow) -> tuple[str, ...]:
        text = needed(row, "line", EXECUTION_FORM)
        if folded(text) in LINE_NAMES:
            return (LINE_NAMES[folded(text)],)
        if folded(text) in self._lines:
            return (self._lines[folded(text)],)
        parts = [part.strip() for part in text.split("+")]
        for part in parts:
            if folded(part) not in self._lines:
                hint = _("one of: {known}, total, unplanned", known=self._line_ids)
                raise UnreadValue("line", _("the plan has no line {text}", text=part), hint)
        return tuple(dict.fromkeys(self._lines[folded(part)] for part in parts))

    def _amount(self, row: BookRow) -> Money:
        unread = _(
            "in a workbook a formula counts once Excel has stored its value; an error and a merged cell do not"
        )
        text = needed(row, "amount", EXECUTION_FORM, unread)
        if text in DASHES:
            raise UnreadValue("amount", _("a dash is no amount"), _("write 0 for nothing, or leave the row out"))
        try:
            return parse_money(text, self._unit)
        except PydanticCustomError as refused:
            told = refused.context or {}
            raise UnreadValue("amount", told["message"], told["hint"]) from None

    def _source(self, row: BookRow) -> str | None:
        text = row.get("source")
        if text and folded(text) not in self._sources:
            hint = _("one of: {known}", known=self._source_ids) if self._source_ids else None
            raise UnreadValue("source", _("the plan has no source {text}", text=text), hint)
        return self._sources[folded(text)] if text else None


def _by_name(named: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Ids by themselves and by names; a name that two share means neither."""
    pairs = list(named)
    names = [folded(name) for _id, name in pairs]
    by_name = {name: one for (one, _name), name in zip(pairs, names, strict=True) if names.count(name) == 1}
    return by_name | {folded(one): one for one, _name in pairs}
