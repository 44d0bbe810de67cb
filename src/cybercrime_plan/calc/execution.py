"""A plan held against its money: what is available, spent, settled and left, by line, source or document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from cybercrime_plan.model.budget import Budget, Line
from cybercrime_plan.model.execution import FLOWS, STANDING, UNPLANNED, ExecutionEntry, ExecutionKind
from cybercrime_plan.model.money import DASH, Cell, Money, Number, percent_of

NOTHING = Money(0)


class RowsBy(StrEnum):
    """What the rows are."""

    LINE = "line"
    SOURCE = "source"
    DOCUMENT = "document"


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
    def decided(self) -> Money:
        """What decisions have given for the year itself, what was carried in aside."""
        return self.available - self.of(ExecutionKind.CARRIED_IN)

    @property
    def left(self) -> Money:
        """Available and neither spent, carried over nor cancelled."""
        gone = (ExecutionKind.SPENT, ExecutionKind.CARRIED_OUT, ExecutionKind.CANCELLED)
        return self.available - Money.total(map(self.of, gone))

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
    rows = {RowsBy.LINE: held.by_line, RowsBy.SOURCE: held.by_source, RowsBy.DOCUMENT: held.by_document}[by]
    total = ExecutionRow((), "", held.planned(held.lines.values()), _amounts(counted))
    return Execution(asked, rows(), total, later, held.decided_since())


@dataclass(frozen=True)
class _Held:
    """A budget, and the entries that count against it."""

    budget: Budget
    entries: tuple[ExecutionEntry, ...]
    years: tuple[int, ...]

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The lines that hold the amounts themselves."""
        return {line.id: line for line in self.budget.every_line() if not line.lines and not line.memo}

    def by_line(self) -> tuple[ExecutionRow, ...]:
        """A row for each line, or for lines that share a lump; then what the plan has no line for."""
        groups = self._lumps()
        entries: dict[tuple[str, ...], list[ExecutionEntry]] = {ids: [] for ids in groups.values()}
        strangers: list[ExecutionEntry] = []
        for entry in self.entries:
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

    def decided_since(self) -> dict[str, Money]:
        """What decisions have fixed for lines where the plan prints a dash."""
        return {
            row.ids[0]: row.decided
            for row in self.by_line()
            if row.planned is DASH and row.decided and len(row.ids) == 1
        }

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

    def _lumps(self) -> dict[str, tuple[str, ...]]:
        """Of each line, the lines it can only be compared together with: a lump does not say whose it is."""
        together = {line: {line} for line in self.lines}
        for entry in self.entries:
            known = [line for line in entry.lines if line in together]
            merged = set().union(*(together[line] for line in known))
            for line in merged:
                together[line] = merged
        order = {line: number for number, line in enumerate(self.lines)}
        return {line: tuple(sorted(members, key=order.__getitem__)) for line, members in together.items()}


class Identity(StrEnum):
    """What has to hold within a book."""

    DOCUMENT_TOTAL = "document_total"
    """The rows of a document add up to the total it prints."""
    BALANCED = "balanced"
    """What an adjustment takes from one line it gives to another."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An identity of the book that does not hold.

    Attributes:
        entry: where it is told: the printed total, or the first row of the adjustment.
        said: what is printed, or has to be.
        found: what the rows add up to.
    """

    identity: Identity
    entry: ExecutionEntry
    said: Money
    found: Money


def contradictions(entries: Iterable[ExecutionEntry], years: Iterable[int]) -> tuple[Contradiction, ...]:
    """Where the rows of a document do not agree with one another, in the order of the book."""
    asked = set(years)
    documents: dict[tuple[object, ...], list[ExecutionEntry]] = {}
    for entry in entries:
        if entry.year in asked:
            documents.setdefault((entry.year, entry.kind, entry.document, entry.on), []).append(entry)
    found: list[Contradiction] = []
    for rows in documents.values():
        together = Money.total(row.amount for row in rows if not row.is_total)
        totals = [row for row in rows if row.is_total and row.amount != together]
        found += [Contradiction(Identity.DOCUMENT_TOTAL, row, row.amount, together) for row in totals]
        if rows[0].kind is ExecutionKind.ADJUSTMENT and together and not totals:
            found.append(Contradiction(Identity.BALANCED, rows[0], NOTHING, together))
    return tuple(found)


def in_force(entries: Iterable[ExecutionEntry]) -> list[ExecutionEntry]:
    """The entries that count: of amounts that say how things stand, those of the latest day alone."""
    latest: dict[tuple[object, ...], date] = {}
    for entry in entries:
        if entry.kind in STANDING:
            day = entry.on or date.min
            latest[_standing(entry)] = max(day, latest.get(_standing(entry), day))
    return [
        entry
        for entry in entries
        if entry.kind not in STANDING or (entry.on or date.min) == latest[_standing(entry)]
    ]


def _standing(entry: ExecutionEntry) -> tuple[object, ...]:
    return entry.year, entry.kind, entry.lines, entry.source


def _amounts(entries: Iterable[ExecutionEntry]) -> dict[ExecutionKind, Money]:
    found: dict[ExecutionKind, Money] = {}
    for entry in entries:
        found[entry.kind] = found.get(entry.kind, NOTHING) + entry.amount
    return found
