"""A plan held against its money: what is available, spent, settled and left, by line, source or document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from cybercrime_plan.calc.sides import RowsBy
from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.execution import (
    ANSWERS,
    DECIDED,
    FLOWS,
    GONE,
    STANDING,
    TOTAL,
    UNPLANNED,
    ExecutionEntry,
    ExecutionKind,
)
from cybercrime_plan.model.money import DASH, Cell, Money, Number, percent_of

NOTHING = Money(0)


@dataclass(frozen=True)
class ExecutionRow:
    """How things stand with one line, with several lines that share a lump, with a source, or with a document.

    Attributes:
        ids: of the lines; of the source or document alone when rows are those.
        name: as the plan prints it, or as the book writes it.
        planned: the plan's figure, a dash where it fixes none; None where there is nothing planned of this kind.
        amounts: by kind of entry; a kind without entries is missing, which is not the same as 0.
    """

    ids: tuple[str, ...]
    name: str
    planned: Cell
    amounts: Mapping[ExecutionKind, Money] = field(default_factory=dict)

    def of(self, kind: ExecutionKind) -> Money:
        """The amount of that kind; nothing when no entry has it."""
        return self.amounts.get(kind, NOTHING)

    @property
    def available(self) -> Money:
        """Allocated, added, moved, cut and carried in."""
        return Money.total(self.of(kind) for kind in FLOWS)

    @property
    def left(self) -> Money:
        """Available and neither spent, carried over nor cancelled."""
        return self.available - Money.total(map(self.of, GONE))

    @property
    def percent(self) -> Number | None:
        """Spent, in percent of what is available; None unless that is positive."""
        available = self.available.dong
        return percent_of(self.of(ExecutionKind.SPENT).dong, available) if available > 0 else None


@dataclass(frozen=True)
class Execution:
    """The rows and their total.

    Attributes:
        years: the budget years they are about.
        later: entries dated after the day of the question, which are not counted.
        decided_since: what decisions have fixed where the plan prints a dash, by line; never part of the plan's
            total.
    """

    years: tuple[int, ...]
    rows: tuple[ExecutionRow, ...]
    total: ExecutionRow
    later: tuple[ExecutionEntry, ...]
    decided_since: Mapping[str, Money]


def execution(
    budget: Budget,
    entries: Iterable[ExecutionEntry],
    years: Iterable[int],
    as_of: date,
    by: RowsBy = RowsBy.LINE,
) -> Execution:
    """Hold the plan against the entries of those years, as things stand on that day."""
    asked = tuple(years)
    mine = [entry for entry in entries if entry.year in asked and not entry.is_total]
    later = tuple(entry for entry in mine if entry.on is not None and entry.on > as_of)
    counted = in_force([entry for entry in mine if entry.on is None or entry.on <= as_of])
    held = _Held(budget, tuple(counted), asked)
    rows = {
        RowsBy.LINE: held.by_line,
        RowsBy.SOURCE: held.by_source,
        RowsBy.DOCUMENT: held.by_document,
        RowsBy.YEAR: held.by_year,
    }[by]
    total = ExecutionRow((), "", held.planned(held.lines.values()), _amounts(counted))
    return Execution(asked, rows(), total, later, held.decided_since())


class RequestAnswer(StrEnum):
    """What became of money that a plan only asks for."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Request:
    """A source a plan only asks for, and what was answered."""

    source: str
    name: str
    granted: Money
    refused: Money
    answered: bool

    @property
    def answer(self) -> RequestAnswer:
        """What became of it; open as long as no entry speaks of it."""
        if not self.answered:
            return RequestAnswer.OPEN
        if not self.granted:
            return RequestAnswer.REFUSED
        return RequestAnswer.PARTLY if self.refused else RequestAnswer.GRANTED


@dataclass(frozen=True, slots=True)
class Decisions:
    """What decisions have fixed since of what a plan leaves open; none of it is in the plan's total.

    Attributes:
        lines: by line that has a dash for an amount to come.
        requests: one for each source the plan only asks for.
    """

    lines: Mapping[str, Money]
    requests: tuple[Request, ...]

    @property
    def total(self) -> Money:
        """All lines together."""
        return Money.total(self.lines.values())


def decisions(budget: Budget, entries: Iterable[ExecutionEntry], as_of: date) -> Decisions:
    """What has been decided by that day, over all years of the plan."""
    known = [entry for entry in entries if not entry.is_total and (entry.on is None or entry.on <= as_of)]
    held = _Held(budget, tuple(known), budget.years)
    requests = []
    for source in budget.sources:
        if source.requested:
            answers = [entry for entry in known if entry.kind in ANSWERS and entry.source == source.id]
            granted, refused = (Money.total(one.amount for one in answers if one.kind is kind) for kind in ANSWERS)
            requests.append(Request(source.id, source.name, granted, refused, bool(answers)))
    return Decisions(held.decided_since(), tuple(requests))


@dataclass(frozen=True)
class _Held:
    """A budget, and the entries that count against it."""

    budget: Budget
    entries: tuple[ExecutionEntry, ...]
    years: tuple[int, ...]

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The lines that hold the amounts themselves."""
        return amount_lines(self.budget)

    def by_line(self) -> tuple[ExecutionRow, ...]:
        """A row for each line, or for lines that share a lump; then what the plan has no line for."""
        groups = together(self.lines, self.entries)
        entries: dict[tuple[str, ...], list[ExecutionEntry]] = {ids: [] for ids in groups.values()}
        strangers: list[ExecutionEntry] = []
        for entry in self.entries:
            if entry.lines == (TOTAL,):
                continue  # the answer to a source that is asked for is about no line
            known = next((line for line in entry.lines if line in groups), None)
            (entries[groups[known]] if known else strangers).append(entry)
        rows = [
            ExecutionRow(
                ids,
                " + ".join(self.lines[line].name for line in ids),
                self.planned(self.lines[line] for line in ids),
                _amounts(mine),
            )
            for ids, mine in entries.items()
        ]
        return (*rows, *([ExecutionRow((UNPLANNED,), "", None, _amounts(strangers))] if strangers else []))

    def by_source(self) -> tuple[ExecutionRow, ...]:
        """A row for each source the plan declares or an entry names, then what names none."""
        names = {source.id: source.name for source in self.budget.sources}
        entries: dict[str | None, list[ExecutionEntry]] = {source: [] for source in names}
        for entry in self.entries:
            entries.setdefault(self._source(entry), []).append(entry)
        rows = [
            ExecutionRow(
                (source,) if source else (), names.get(source or "", ""), self._planned_from(source), _amounts(mine)
            )
            for source, mine in entries.items()
        ]
        return tuple(row for row in rows if row.planned is not None or row.amounts)

    def by_document(self) -> tuple[ExecutionRow, ...]:
        """A row for each document: its number and its date."""
        entries: dict[tuple[str, date | None], list[ExecutionEntry]] = {}
        for entry in self.entries:
            entries.setdefault((entry.document or "", entry.on), []).append(entry)
        return tuple(
            ExecutionRow((name, on.isoformat() if on else ""), name, None, _amounts(mine))
            for (name, on), mine in entries.items()
        )

    def by_year(self) -> tuple[ExecutionRow, ...]:
        """A row for each year that is asked about."""
        return tuple(
            ExecutionRow(
                (str(year),),
                str(year),
                _Held(self.budget, (), (year,)).planned(self.lines.values()),
                _amounts(entry for entry in self.entries if entry.year == year),
            )
            for year in self.years
        )

    def decided_since(self) -> dict[str, Money]:
        """What decisions have fixed for a line in years in which the plan leaves its amount open."""
        given: dict[str, Money] = {}
        for entry in self.entries:
            line = self.lines.get(entry.lines[0]) if len(entry.lines) == 1 else None
            if line and entry.kind in DECIDED and entry.year in self.budget.open_years(line):
                given[line.id] = given.get(line.id, NOTHING) + entry.amount
        return {line: given[line] for line in self.lines if given.get(line)}

    def planned(self, lines: Iterable[Line]) -> Cell:
        """The plan's figure for lines in these years: a dash when they are nothing but dashes, None for blanks."""
        cells = [
            cell
            for line in lines
            for year, cell in zip(self.budget.years, line.amounts or (), strict=False)
            if year in self.years and cell is not None
        ]
        amounts = [cell for cell in cells if isinstance(cell, Money)]
        return Money.total(amounts) if amounts else DASH if cells else None

    def _planned_from(self, source: str | None) -> Cell:
        """What the plan takes from a source: lines with that source, and of split lines their part."""
        whole = self.planned(line for line in self.lines.values() if not line.split and line.source == source)
        parts = [
            cell
            for line in self.lines.values()
            for year, cell in zip(self.budget.years, line.split.get(source or "", ()), strict=False)
            if year in self.years and isinstance(cell, Money)
        ]
        if not parts:
            return whole
        return Money.total([*parts, *([whole] if isinstance(whole, Money) else [])])

    def _source(self, entry: ExecutionEntry) -> str | None:
        """The source it names, else the one source of all its lines."""
        own = {self.lines[line].source for line in entry.lines if line in self.lines}
        return entry.source or (own.pop() if len(own) == 1 else None)


def in_force(entries: Iterable[ExecutionEntry]) -> list[ExecutionEntry]:
    """The entries that count: of amounts that say how things stand, those of the latest day alone."""
    every = list(entries)
    latest: dict[tuple[object, ...], date] = {}
    for entry in every:
        if entry.kind in STANDING:
            day = entry.on or date.min
            latest[entry.standing] = max(day, latest.get(entry.standing, day))
    return [
        entry for entry in every if entry.kind not in STANDING or (entry.on or date.min) == latest[entry.standing]
    ]


def amount_lines(budget: Budget) -> dict[str, Line]:
    """The lines that hold the amounts themselves, by id."""
    return {line.id: line for line in budget.every_line() if not line.lines and not line.memo}


def together(lines: Iterable[str], entries: Iterable[ExecutionEntry]) -> dict[str, tuple[str, ...]]:
    """Of each line, the lines it can only be compared together with: a lump does not say whose it is."""
    groups = {line: {line} for line in lines}
    order = {line: number for number, line in enumerate(groups)}
    for entry in entries:
        known = [line for line in entry.lines if line in groups and entry.kind not in ANSWERS]
        merged = set().union(*(groups[line] for line in known))
        for line in merged:
            groups[line] = merged
    return {line: tuple(sorted(members, key=order.__getitem__)) for line, members in groups.items()}


def _amounts(entries: Iterable[ExecutionEntry]) -> dict[ExecutionKind, Money]:
    found: dict[ExecutionKind, Money] = {}
    for entry in entries:
        found[entry.kind] = found.get(entry.kind, NOTHING) + entry.amount
    return found
