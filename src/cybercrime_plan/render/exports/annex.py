"""The annex as printed: its titles, its columns and its rows, before any kind of file.

Its words are Vietnamese in every language, because it is the annex of a Vietnamese document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cybercrime_plan.calc.annex_columns import AnnexColumn, columns_of, headings_of, printed_figure, printed_total
from cybercrime_plan.model.budget import Budget, Note
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.identity import Document
from cybercrime_plan.model.money import Cell
from cybercrime_plan.model.plan import Plan

HEADING = "Kinh phí từng năm"


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row of the printed table.

    Attributes:
        level: how deep it is nested, from 0.
        figures: one per column; all blank where a heading prints none. What is no money is text.
        source: the printed name.
    """

    stt: str | None
    name: str
    level: int
    figures: tuple[Cell | str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """The printed table with what stands around it.

    Attributes:
        titles: the lines above it, the name of the annex first.
        stt, name, source: the headings of these columns.
        columns: of figures, in printed order.
        totals: the row of totals; None when none is printed.
        notes: the lines below it.
    """

    titles: tuple[str, ...]
    unit: str
    heading: str
    columns: tuple[AnnexColumn, ...]
    rows: tuple[AnnexRow, ...]
    totals: AnnexRow | None
    stt: str
    name: str
    source: str
    notes: tuple[str, ...]
    has_stt: bool
    has_sources: bool

    @property
    def has_totals(self) -> bool:
        """Whether there is a column of totals."""
        return any(column.is_total for column in self.columns)


def annex_of(plan: Plan, budget: Budget) -> PrintedAnnex:
    """Lay the annex of a plan out."""
    sources = {source.id: source.name for source in budget.sources}
    headings = headings_of(budget)
    columns = columns_of(budget, headings)
    rows = tuple(
        AnnexRow(
            one.line.stt,
            one.line.name,
            len(one.ids) - 1,
            tuple(printed_figure(one.line, column) for column in columns),
            sources.get(one.line.source or ""),
        )
        for one in budget.walk()
    )
    totals = AnnexRow(
        None,
        headings.totals or "",
        0,
        tuple(printed_total(budget, column) for column in columns),
        sources.get(budget.totals_source or ""),
    )
    every = (*rows, totals)
    return PrintedAnnex(
        tuple(_titles(plan, budget)),
        f"Đơn vị tính: {budget.unit.label}",
        budget.heading or HEADING,
        columns,
        rows,
        totals if any(figure is not None for figure in totals.figures) else None,
        headings.stt or "",
        headings.name or "",
        headings.source or "",
        tuple(_note(note) for note in _notes(budget)),
        any(row.stt for row in rows),
        any(row.source for row in every),
    )


def _titles(plan: Plan, budget: Budget) -> Iterator[str]:
    if budget.at:
        yield budget.at.upper()
    if plan.title:
        yield plan.title
    if plan.document and plan.document.known_issuer:
        yield _attached(plan.document)


def _attached(document: Document) -> str:
    """Which document the annex belongs to; a number or a day left blank stays blank."""
    number = document.number or " " * 8
    day = f" ngày {_date(document.known_date)}" if document.known_date else ""
    return f"(Kèm theo Kế hoạch số {number}{day} của {document.known_issuer})"


def _date(day: PartialDate) -> str:
    """As Vietnamese documents write it: days below 10 and months 1 and 2 take a leading 0."""
    if day.month is None:
        return str(day.year)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)  # noqa: PLR2004 - Decree 30/2020, annex I
    return f"{day.day:02}/{month}/{day.year}" if day.day else f"{' ' * 6}/{month}/{day.year}"


def _notes(budget: Budget) -> Iterator[Note]:
    yield from budget.notes
    for line in budget.every_line():
        yield from line.notes


def _note(note: Note) -> str:
    return f"{note.mark or '*'} {note.text}"
