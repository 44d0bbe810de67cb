"""EXE: what a book of execution contradicts: itself, or the plan it is held against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import Final

from cybercrime_plan.calc.book_sums import BookEntry, BookSum, Identity, book_sums, by_paper, falling, locate
from cybercrime_plan.calc.execution import amount_lines, in_force
from cybercrime_plan.calc.slips import Correction, Fault
from cybercrime_plan.findings import (
    Complaint,
    Finding,
    Hypothesis,
    Loc,
    Positions,
    Rule,
    Severity,
    Suggestion,
    in_order,
)
from cybercrime_plan.language import N_, Text, _, n_
from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.execution import STANDING, UNPLANNED, ExecutionEntry, ExecutionKind
from cybercrime_plan.model.money import Cell, Money, grouped, in_unit, signed
from cybercrime_plan.rules.budget import choices
from cybercrime_plan.rules.rule import some

MOST_TOLD: Final = 1_000
"""Findings of one rule that are told; that there are more is said with the last."""
MOST_PLACES: Final = 5
"""Places named in one sentence."""
UNREAD: Final = Rule("EXE101", "book-row-not-read", Severity.ERROR)
"""A row the reader cannot read: it is not counted."""
UNJUDGED: Final = Rule("EXE123", "sums-not-judged", Severity.NOTE)
"""As long as a row is unread, no sum of the book says anything."""


@dataclass(frozen=True)
class BookReading:
    """What a rule of the book may look at.

    Attributes:
        file: the name of the book, for places.
        entries: its rows about this plan that can be read, in the order of the book.
        complete: whether every row could be read; only then sums that do not hold say anything.
    """

    file: str
    budget: Budget
    entries: tuple[ExecutionEntry, ...]
    complete: bool = True

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """The lines that hold amounts, by id."""
        return amount_lines(self.budget)

    @cached_property
    def sums(self) -> tuple[BookSum, ...]:
        """Everything that has to hold."""
        return book_sums(self.lines, self.entries) if self.complete else ()

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What would restore it."""
        return locate(self.sums, self.budget.unit)

    def positions(self, locs: Iterable[Loc]) -> Positions:
        """Where these entries stand."""
        places = {loc: self.entries[int(loc[1])].place for loc in locs if loc}
        return Positions({loc: place for loc, place in places.items() if place is not None})

    def figure(self, money: Money) -> str:
        """An amount in the unit of the plan."""
        return in_unit(money, self.budget.unit)

    def cells(self, line: str, year: int) -> Iterator[Cell]:
        """What the plan has for a line in a year; nothing for what is no line or year of it."""
        if line in self.lines:
            amounts = zip(self.budget.years, self.lines[line].amounts or (), strict=False)
            yield from (cell for at, cell in amounts if at == year)

    def named(self, lines: Iterable[str]) -> str:
        """What lines are called."""
        return " + ".join(self.lines[line].name if line in self.lines else line for line in lines)

    def at(self, one: BookEntry) -> Text:
        """An entry by its kind and place: `Allocated (so.csv:5:60)`."""
        return _("{kind} ({place})", kind=one.entry.kind.label, place=self.place(one))

    def place(self, one: BookEntry) -> str:
        """Where an entry stands, with the name of the book."""
        return f"{self.file}:{one.entry.place}"

    def numbered(self) -> Iterator[BookEntry]:
        """Every entry with its number."""
        return (BookEntry(number, entry) for number, entry in enumerate(self.entries))


Places = tuple[Text | str, ...] | Text
BookCheck = Callable[[BookReading], Iterable[Complaint]]
CHECKS: Final[dict[Rule, BookCheck]] = {}
"""Every rule of the book with the function that finds its faults."""


def _check(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[BookCheck], BookCheck]:
    def declare(function: BookCheck) -> BookCheck:
        CHECKS[Rule(code, name, severity)] = function
        return function

    return declare


def rules() -> tuple[Rule, ...]:
    """The rules of a book, by code."""
    return (UNREAD, *sorted((*CHECKS, UNJUDGED), key=lambda rule: rule.code))


def check_book(reading: BookReading, unread: Iterable[Complaint] = ()) -> tuple[Finding, ...]:
    """Everything there is to say about a book, in its order.

    Args:
        unread: what the reader has to say of rows it could not read.
    """
    found = [Finding(UNREAD, one) for one in unread]
    if found:
        message = n_(
            "the sums of the book are not judged ({codes}): {count} row cannot be read",
            "the sums of the book are not judged ({codes}): {count} rows cannot be read",
            len(found),
            codes=", ".join(f"EXE{number}" for number in (111, 112, 113, 115, 116, 117, 122)),
        )
        hint = _("put right what cannot be read, then run this again")
        found.append(Finding(UNJUDGED, found[0].complaint._replace(message=message, hint=hint)))
    for rule, find in CHECKS.items():
        # as many of one kind as a person reads; the last says that there are more, which are not worked out
        shown = list(islice(find(reading), MOST_TOLD + 1))
        if len(shown) > MOST_TOLD:
            last = shown[MOST_TOLD - 1]
            message = _("{message}; and more of this kind", message=last.message)
            shown[MOST_TOLD - 1 :] = [last._replace(message=message)]
        found += [Finding(rule, one) for one in shown]
    positions = reading.positions(one.complaint.loc for one in found)
    return in_order(one._replace(place=one.complaint.place or positions.at(one.complaint.loc)) for one in found)


def _told(one: BookEntry, message: Text, hint: Text | None = None, expected: Money | None = None) -> Complaint:
    actual = one.entry.amount
    return Complaint(
        message,
        one.loc,
        _path(one),
        hint,
        expected.dong if expected is not None else None,
        actual.dong if expected is not None else None,
        (actual - expected).dong if expected is not None else None,
        actual.currency if expected is not None else None,
    )


def _path(one: BookEntry) -> str:
    entry = one.entry
    return f"{entry.year}.{entry.kind.value}[{'+'.join(entry.lines)}]"


@_check("EXE102", "year-outside-plan")
def years(reading: BookReading) -> Iterator[Complaint]:
    planned = set(reading.budget.years)
    into = {one.year for one in reading.entries if one.kind is ExecutionKind.CARRIED_IN}
    following = {max(planned) + 1} & into  # money carried over the end of the plan is spent after it
    said = set[tuple[int, ExecutionKind]]()
    for one in reading.numbered():
        year = one.entry.year
        if year not in planned | following and (year, one.entry.kind) not in said:
            said.add((year, one.entry.kind))
            known = ", ".join(map(str, reading.budget.years))
            hint = _("the plan has the years {years}", years=known)
            yield _told(one, _("{year} is no year of the plan", year=year), hint)


@_check("EXE103", "amounts-in-another-unit")
def units(reading: BookReading) -> Iterator[Complaint]:
    columns = zip(*(line.amounts or () for line in reading.lines.values()), strict=False)
    years = (sum(cell.dong for cell in column if isinstance(cell, Money)) for column in columns)
    largest = max(years, default=0)
    for rows in by_paper(one for one in reading.numbered() if one.entry.amount.dong):
        factor = min(_factor(reading, one, largest) for one in rows)
        if factor > 1:
            yield _told(
                rows[0],
                _(
                    "{figure} {unit} is some {factor} times what the plan has, as of an amount in another unit",
                    figure=reading.figure(rows[0].entry.amount),
                    unit=reading.budget.unit.label,
                    factor=grouped(factor),
                ),
                _("divide by {factor}, or say in which unit the book counts", factor=grouped(factor)),
            )


def _factor(reading: BookReading, one: BookEntry, largest: int) -> int:
    """The power of 1000 by which an amount is nearest to the plan's; 1 for the plan's own size and below.

    What is foreseen for a line says the size of what it is allocated and of what it spends; what is added to it or
    moved may be far more, and is wrong only beside the largest year of the whole plan.
    """
    amount = abs(one.entry.amount.dong)
    cells = [cell for line in one.entry.lines for cell in reading.cells(line, one.entry.year)]
    planned = sum(cell.dong for cell in cells if isinstance(cell, Money)) or largest
    most = planned if one.entry.kind in {ExecutionKind.ALLOCATION, *STANDING} else largest
    if not planned or amount < most * 100:
        return 1
    factor = 1000
    while amount**2 > (planned * factor) ** 2 * 1000:
        factor *= 1000
    return factor


@_check("EXE104", "row-repeated")
def repeated(reading: BookReading) -> Iterator[Complaint]:
    proved = {
        one.left[0].entry.paper
        for one in reading.sums
        if one.identity is Identity.DOCUMENT and not one.equation.fails
    }
    seen: dict[tuple[object, ...], BookEntry] = {}
    for one in reading.numbered():
        entry = one.entry
        key = (*entry.paper, entry.lines, entry.source)
        first = seen.setdefault(key, one)
        if first is not one and (entry.is_total or entry.paper not in proved):
            yield _told(
                one,
                _(
                    "the same document already has {first} for “{line}”",
                    first=reading.at(first),
                    line=reading.named(entry.lines),
                ),
                _("leave one of them out; or enter the total of the document, which then proves both"),
            )


@_check("EXE105", "allocated-twice")
def allocated_twice(reading: BookReading) -> Iterator[Complaint]:
    allocated = [one for one in reading.numbered() if one.entry.kind is ExecutionKind.ALLOCATION]
    for first, one in _overlapping(allocated):
        if first.entry.paper != one.entry.paper:
            yield _told(
                one,
                _(
                    "“{line}” was already allocated money for {year}: {first}",
                    line=reading.named(one.entry.lines),
                    year=one.entry.year,
                    first=reading.at(first),
                ),
                _("what comes later in the year is a supplement, an adjustment or a cut"),
            )


def _overlapping(entries: Iterable[BookEntry]) -> Iterator[tuple[BookEntry, BookEntry]]:
    """Of entries for the same line and year, each later one with the first it meets; two sources do not meet."""
    seen: dict[tuple[int, str], list[BookEntry]] = {}
    for one in entries:
        entry = one.entry
        if entry.is_total or entry.lines == (UNPLANNED,):
            continue
        earlier = [other for line in entry.lines for other in seen.get((entry.year, line), ())]
        meets = (other for other in earlier if other.entry.source in {None, entry.source} or not entry.source)
        first = next(meets, None)
        if first is not None:
            yield first, one
        else:
            for line in entry.lines:
                seen.setdefault((entry.year, line), []).append(one)


@_check("EXE106", "amount-stated-twice")
def stated_twice(reading: BookReading) -> Iterator[Complaint]:
    for kind in STANDING:
        counted = {id(entry) for entry in in_force(reading.entries) if entry.kind is kind}
        for first, one in _overlapping(one for one in reading.numbered() if id(one.entry) in counted):
            if first.entry.paper == one.entry.paper:
                continue
            yield _told(
                one,
                _(
                    "{kind} of “{line}” is counted twice: also in {first}, which is about “{other}”",
                    kind=kind.label,
                    line=reading.named(one.entry.lines),
                    first=reading.at(first),
                    other=reading.named(first.entry.lines),
                ),
                _("give one amount for one day: all that is confirmed on it")
                if first.entry.standing == one.entry.standing
                else _(
                    "give it for the same lines and the same source each time: a later day then takes its place"
                ),
            )


@_check("EXE107", "wrong-sign")
def signs(reading: BookReading) -> Iterator[Complaint]:
    for one in reading.numbered():
        kind, dong = one.entry.kind, one.entry.amount.dong
        if kind is ExecutionKind.CUT and dong > 0:
            yield _told(one, _("a cut is a negative amount"), None, -one.entry.amount)
        elif kind not in {ExecutionKind.CUT, ExecutionKind.ADJUSTMENT} and dong < 0:
            message = _("{kind} cannot be negative", kind=kind.label)
            yield _told(one, message, _("what takes money away is a cut or an adjustment"), -one.entry.amount)


def _broken(reading: BookReading, identity: Identity) -> Iterator[Complaint]:
    for one in reading.sums:
        if one.identity is identity and one.equation.fails:
            fault = next((each for each in reading.faults if any(sum_ is one.equation for sum_ in each.sums)), None)
            left, right = one.sides
            first = fault.hypotheses[0] if fault and fault.hypotheses else ()
            yield Complaint(
                message=_message(reading, one),
                loc=one.first.loc,
                path=_path(one.first),
                hint=_hint(reading, one, fault),
                expected=one.equation.computed,
                actual=one.equation.stated.dong,
                difference=(left - right).dong,
                unit=reading.budget.unit.currency,
                suggestion=_suggestion(reading, fault, first[0]) if fault and len(first) == 1 else None,
                hypotheses=tuple(
                    Hypothesis(tuple(_suggestion(reading, fault, each) for each in changes))
                    for changes in fault.hypotheses
                    if fault.ways > 1
                )
                if fault
                else (),
            )


def _message(reading: BookReading, one: BookSum) -> Text:
    """Which identity does not hold, with both sides and the difference."""
    left, right = map(reading.figure, one.sides)
    apart = f"{signed(one.sides[0] - one.sides[1], reading.budget.unit)} {reading.budget.unit.label}"
    if one.identity is Identity.DOCUMENT:
        return _(
            "the total of the document is {left}, but its rows add up to {right}: {difference}",
            left=left,
            right=right,
            difference=apart,
        )
    if one.identity is Identity.BALANCE:
        return _(
            "the rows of this adjustment add up to {left}, not to 0: {difference}", left=left, difference=apart
        )
    line = _("“{line}” {year}", line=reading.named(one.lines), year=one.year)
    if one.identity is Identity.WITHIN and not one.right:
        return _(
            "{line}: {left} is available ({places}): more is taken than there is",
            line=line,
            left=left,
            places=_places(one.left),
        )
    entries = (("first", _places(one.left)), ("second", _places(one.right)))
    sides = Text(_SIDES[one.identity], (("left", left), ("right", right), *entries, ("next", one.year + 1)))
    return _("{line}: {sides}: {difference}", line=line, sides=sides, difference=apart)


_SIDES: Final = {
    Identity.SETTLED: N_("{left} is spent ({first}), but {right} settled ({second})"),
    Identity.CARRIED: N_("{left} is carried out ({first}), but {right} into {next} ({second})"),
    Identity.CLOSING: N_(
        "{left} is available ({first}), but {right} is settled, carried over or cancelled ({second})"
    ),
    Identity.WITHIN: N_(
        "{left} is available ({first}), but {right} is spent, carried over or cancelled ({second})"
    ),
}
"""Both sides of what has to hold for a line, each with the places of its entries."""


def _places(side: Sequence[BookEntry]) -> Places:
    """Where entries stand, the first of them; few of a thousand are ever looked up."""
    if not side:
        return _("no entry")
    shown = tuple(str(one.entry.place) for one in side[:MOST_PLACES])
    more = len(side) - len(shown)
    return (*shown, n_("{count} more", "{count} more", more)) if more else shown


def _hint(reading: BookReading, one: BookSum, fault: Fault | None) -> Text | None:
    """The entry that would restore it, or how much the arithmetic leaves open."""
    changes = fault.hypotheses[0] if fault and fault.hypotheses else ()
    left, right = one.sides
    if len(changes) != 1 and one.identity is Identity.CLOSING and left > right:
        return _("a row may be missing: {figure} cancelled or carried over", figure=reading.figure(left - right))
    if fault is None or fault.ways != 1:
        return choices(fault) if fault else None
    told = tuple(_change(reading, change) for change in changes)
    slip = changes[0].slip if len(changes) == 1 else None
    if slip is not None:
        return _("one change restores it: {changes} (a known slip: {slip})", changes=told, slip=slip.text)
    if len(changes) == 1:
        return _("one change restores it: {changes}", changes=told)
    return _("these changes suffice, together: {changes}", changes=told)


def _change(reading: BookReading, change: Correction) -> Text:
    entry = reading.entries[int(change.entry.loc[1])]
    return _(
        "{kind} ({place}): {old} → {new}",
        kind=entry.kind.label,
        place=entry.place,
        old=reading.figure(entry.amount),
        new=reading.figure(change.value),
    )


def _suggestion(reading: BookReading, fault: Fault, change: Correction) -> Suggestion:
    number = int(change.entry.loc[1])
    return Suggestion(
        path=_path(BookEntry(number, reading.entries[number])),
        loc=change.entry.loc,
        value=change.value.dong,
        certainty=fault.certainty,
        slip=change.slip.text if change.slip else None,
        slip_kind=change.slip.kind.value if change.slip else None,
        told=_change(reading, change),
    )


for _code, _name, _identity in (
    ("EXE111", "document-total-differs", Identity.DOCUMENT),
    ("EXE112", "adjustment-does-not-balance", Identity.BALANCE),
    ("EXE113", "more-spent-than-available", Identity.WITHIN),
    ("EXE115", "more-settled-than-spent", Identity.SETTLED),
    ("EXE116", "closing-does-not-balance", Identity.CLOSING),
    ("EXE117", "carried-over-differs", Identity.CARRIED),
):
    _check(_code, _name)(partial(_broken, identity=_identity))


@_check("EXE114", "spending-falls")
def falls(reading: BookReading) -> Iterator[Complaint]:
    for before, after in falling(reading.entries):
        yield _told(
            after,
            _(
                "“{line}”: {now} spent by {day}, but {then} on {earlier} ({place})",
                line=reading.named(after.entry.lines),
                now=reading.figure(after.entry.amount),
                day=after.entry.on,
                then=reading.figure(before.entry.amount),
                earlier=before.entry.on or _("a day that is not given"),
                place=before.entry.place,
            ),
            _("amounts spent are cumulative; of a correction give the ground in its column"),
            before.entry.amount,
        )


@_check("EXE118", "carried-over-without-ground", Severity.WARNING)
def grounds(reading: BookReading) -> Iterator[Complaint]:
    for one in reading.numbered():
        entry = one.entry
        if entry.kind is ExecutionKind.CARRIED_OUT and entry.amount.dong and not (entry.is_total or entry.ground):
            message = _("“{line}” is carried over without a ground", line=reading.named(entry.lines))
            yield _told(one, message, _("give the ground in its column, as a contract signed before 31/12"))


@_check("EXE121", "allocated-is-not-planned", Severity.NOTE)
def planned(reading: BookReading) -> Iterator[Complaint]:
    allocated = (one for one in reading.numbered() if one.entry.kind is ExecutionKind.ALLOCATION)
    for rows in by_paper(one for one in allocated if not one.entry.is_total):
        by_lines: dict[tuple[str, ...], list[BookEntry]] = {}
        for one in rows:
            by_lines.setdefault(one.entry.lines, []).append(one)
        year, apart = rows[0].entry.year, []
        for lines, mine in by_lines.items():
            cells = [cell for line in lines for cell in reading.cells(line, year)]
            plan = Money.total(cell for cell in cells if isinstance(cell, Money))
            given = Money.total(one.entry.amount for one in mine)
            if cells and all(isinstance(cell, Money) for cell in cells) and plan != given:  # a dash plans none
                told = _(
                    "“{line}” {given}, planned {planned} ({difference})",
                    line=reading.named(lines),
                    given=reading.figure(given),
                    planned=reading.figure(plan),
                    difference=signed(given - plan, reading.budget.unit),
                )
                apart.append(told)
        if apart:
            message = _("allocated otherwise than planned for {year}: {lines}", year=year, lines=some(apart))
            yield _told(rows[0], message)


@_check("EXE122", "figure-in-no-sum", Severity.NOTE)
def alone(reading: BookReading) -> Iterator[Complaint]:
    if not reading.complete:
        return
    exact = [one for one in reading.sums if one.identity not in {Identity.WITHIN, Identity.SETTLED}]
    closed = {(one.year, one.lines) for one in exact if one.identity is Identity.CLOSING}
    exact += [one for one in reading.sums if (one.year, one.lines) in closed]
    held = {one.loc for each in exact for one in (*each.left, *each.right)}
    loose = [one for one in reading.numbered() if one.loc not in held]
    if loose:
        yield _told(
            loose[0],
            _(
                "no sum proves {count} of {all} figures of the book: {places}",
                count=grouped(len(loose)),
                all=grouped(len(reading.entries)),
                places=_places(loose),
            ),
            _("the total of a document, and the settlement of a year, prove the figures they hold"),
        )
