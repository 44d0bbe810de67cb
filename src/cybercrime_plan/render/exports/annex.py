"""The annex as printed: its titles, its columns and its rows, before any kind of file.

Its words are Vietnamese in every language, because it is the annex of a Vietnamese document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cybercrime_plan.calc.annex_columns import AnnexColumn, columns_of, headings_of, printed_figure, printed_total
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget, FurtherBudget, Line, Note
from cybercrime_plan.model.money import Cell
from cybercrime_plan.model.numbering import document_number
from cybercrime_plan.model.plan import Plan


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row of the printed table.

    Attributes:
        level: how deep it is nested, from 0.
        figures: one per column; all blank where a heading prints none. What is no money is text.
        source: the printed name.
        loc: of the line whose figures it prints; None for the row of totals, and where they stand below its lines.
        note: what stands in the column of notes.
    """

    stt: str | None
    name: str
    level: int
    figures: tuple[Cell | str, ...]
    source: str | None
    loc: Loc | None = None
    is_group: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """The printed table with what stands around it.

    Attributes:
        titles: the lines above it, the name of the annex first.
        stt, name, source: the headings of these columns.
        columns: of figures, in printed order.
        note: the heading of the column of notes; empty when there is none.
        totals: the row of totals; None when none is printed.
        totals_above: whether it stands above the lines.
        notes: the lines below it.
        numbers: of all columns, as a row under the headings; empty without one.
    """

    titles: tuple[str, ...]
    unit: str
    columns: tuple[AnnexColumn, ...]
    rows: tuple[AnnexRow, ...]
    totals: AnnexRow | None
    stt: str
    name: str
    source: str
    note: str
    notes: tuple[str, ...]
    totals_above: bool
    has_stt: bool
    has_sources: bool
    numbers: tuple[str, ...] = ()

    @property
    def has_totals(self) -> bool:
        """Whether there is a column of totals."""
        return any(column.is_total for column in self.columns)

    @property
    def header(self) -> tuple[HeaderArea, ...]:
        """The header, cell by cell; columns count from the first one printed, rows from the first of the header."""
        printed = [
            *([(self.stt,)] if self.has_stt else ()),
            (self.name,),
            *(column.headings for column in self.columns),
            *([(self.source,)] if self.has_sources else ()),
            *([(self.note,)] if self.note else ()),
        ]
        last = max(map(len, printed))
        # one for each column, or none: a plan file may have lost a column since
        numbers = self.numbers if self.has_number_row else ()
        below = (HeaderArea(last, at, last, at, number) for at, number in enumerate(numbers))
        return (*_areas(printed, 0, 0, last - 1), *below)

    @property
    def has_number_row(self) -> bool:
        """Whether a row under the headings numbers each column."""
        width = self.has_stt + 1 + len(self.columns) + self.has_sources + bool(self.note)
        return len(self.numbers) == width


@dataclass(frozen=True, slots=True)
class HeaderArea:
    """A heading and the area it stands over; rows and columns count from 0, the last ones are within."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


def _areas(headings: Sequence[tuple[str, ...]], left: int, top: int, last: int) -> Iterator[HeaderArea]:
    """The areas of neighbouring columns from one row of the header on; neighbours share headings from above."""
    numbered = enumerate(headings, left)
    # a heading that is the last of its column is never shared, though the next column may be called the same
    for _key, run in groupby(numbered, key=lambda one: (one[1][0], one[0] if len(one[1]) == 1 else -1)):
        columns = list(run)
        first, its = columns[0]
        if len(its) == 1:
            yield HeaderArea(top, first, last, first, its[0])
        else:
            yield HeaderArea(top, first, top, columns[-1][0], its[0])
            yield from _areas([path[1:] for _at, path in columns], first, top + 1, last)


def annex_of(plan: Plan, budget: Budget) -> PrintedAnnex:
    """Lay the annex of a plan out."""
    sources = {source.id: source.name for source in budget.sources}
    headings = headings_of(budget)
    columns = columns_of(budget, headings)
    rows = tuple(_rows(budget.lines, ("budget",), 0, columns, sources))
    totals = AnnexRow(
        None,
        headings.totals or "",
        0,
        tuple(printed_total(budget, column) for column in columns),
        sources.get(budget.totals_source or ""),
    )
    # below the table stand all notes but those in the column of notes
    below = (
        one for line in budget.every_line() for one in line.notes if not (headings.note and _is_of_column(one))
    )
    return PrintedAnnex(
        tuple(_titles(plan, budget)),
        f"Đơn vị tính: {budget.unit.label}",
        columns,
        rows,
        totals if any(figure is not None for figure in totals.figures) else None,
        headings.stt or "",
        headings.name or "",
        headings.source or "",
        headings.note or "",
        (
            *(f"Bằng chữ: {one.words}" for one in budget.stated if one.words and one.at is None),
            *(f"{note.mark or '*'} {note.text}" for note in (*budget.notes, *below)),
        ),
        headings.totals_above,
        any(row.stt for row in rows),
        any(row.source for row in (*rows, totals)),
        headings.numbers,
    )


def _rows(
    lines: Sequence[Line], loc: Loc, level: int, columns: Sequence[AnnexColumn], sources: Mapping[str, str]
) -> Iterator[AnnexRow]:
    """The rows of lines: each above the lines below it, or with its figures in a row that closes them."""
    for index, line in enumerate(lines):
        own: Loc = (*loc, "lines", index)
        figures = tuple(printed_figure(line, column) for column in columns)
        note = " ".join(note.text for note in line.notes if _is_of_column(note))
        row = AnnexRow(
            line.stt, line.name, level, figures, sources.get(line.source or ""), own, bool(line.lines), note
        )
        below = tuple(_rows(line.lines, own, level + 1, columns, sources))
        if not line.closing or not below:
            yield from (row, *below)
            continue
        if line.closing != line.name:
            yield replace(row, figures=(None,) * len(columns), loc=None, source=None, note="")
        alone = line.stt if line.closing == line.name else None
        yield from (*below, replace(row, stt=alone, name=line.closing))


def _titles(plan: Plan, budget: Budget) -> Iterator[str]:
    """Its number in small letters, its name in capitals (Decree 30/2020, annex I), and the document it is of."""
    if budget.at:
        yield budget.at
    document = plan.document
    listed = (annex.title for annex in (document.annexes if document else ()) if annex.name == budget.at)
    title = (budget.title if isinstance(budget, FurtherBudget) else next(listed, None)) or plan.title
    if title:
        yield title.upper()
    if document and (document.number or document.known_issuer):
        number, day, dated = document.number or " " * 8, document.known_date, ""  # what is left blank stays blank
        if day and day.month is None:
            dated = f" ngày {day.year}"
        elif day and day.month:
            # days below 10 and months 1 and 2 take a leading 0
            month = f"{day.month:02}" if day.month < 3 else str(day.month)  # noqa: PLR2004 - Decree 30/2020, annex I
            dated = f" ngày {f'{day.day:02}' if day.day else ' ' * 6}/{month}/{day.year}"
        issued = f" của {document.known_issuer}" if document.known_issuer else ""
        yield f"(Kèm theo {_kind(document.number)} số {number}{dated}{issued})"


def _kind(number: str | None) -> str:
    """What kind of document bears the number; a plan where it is left blank."""
    known = document_number(number) if number else None
    kinds = known.kinds if known else ("Kế hoạch",)
    return kinds[0] if kinds else "Văn bản"


def _is_of_column(note: Note) -> bool:
    """Whether a note stands beside its line: it has no mark and explains no single year."""
    return note.mark is None and note.on is None
