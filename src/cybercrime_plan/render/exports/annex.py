"""The annex as printed: its titles, its columns and its rows, before any kind of file.

Its words are Vietnamese in every language, because it is the annex of a Vietnamese document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import chain, groupby

from cybercrime_plan.calc.annex_columns import AnnexColumn, columns_of, headings_of, printed_figure, printed_total
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.budget import Budget, FurtherBudget, Line, Note
from cybercrime_plan.model.headings import Headings
from cybercrime_plan.model.money import Cell, Money, Unit, in_unit, is_unit_line, units_in
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


class LineLook(Enum):
    """How a line around the table is printed."""

    TITLE = auto()
    PLAIN = auto()
    UNIT = auto()


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line above or below the table.

    Attributes:
        texts: side by side, each in its share of the width; an empty one leaves its share blank.
    """

    texts: tuple[str, ...]
    look: LineLook = LineLook.PLAIN


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """The printed table with what stands around it.

    Attributes:
        above, below: the lines there, the unit among them.
        stt, name, source: the headings of these columns.
        columns: of figures, in printed order.
        order: every printed column from the left: `stt`, `name`, `source`, `note`, or the index of one of figures.
        note: the heading of the column of notes; empty when there is none.
        totals: the row of totals; None when none is printed.
        totals_at: before which of the rows it stands, counted from 0.
        numbers: of all columns, as a row under the headings; empty without one.
    """

    above: tuple[PageLine, ...]
    below: tuple[PageLine, ...]
    columns: tuple[AnnexColumn, ...]
    order: tuple[str | int, ...]
    rows: tuple[AnnexRow, ...]
    totals: AnnexRow | None
    stt: str
    name: str
    source: str
    note: str
    totals_at: int
    numbers: tuple[str, ...] = ()

    @property
    def has_totals(self) -> bool:
        """Whether there is a column of totals."""
        return any(column.is_total for column in self.columns)

    def longest(self, column: int, unit: Unit) -> int:
        """How many characters the longest figure in a column has; of words, up to as many as are not folded."""
        rows = (*self.rows, *([self.totals] if self.totals else ()))
        most = max((len(figure_text(row.figures[column], unit)) for row in rows), default=0)
        return min(most, _LONGEST_WORDS) if self.columns[column].is_words else most

    @property
    def header(self) -> tuple[HeaderArea, ...]:
        """The header, cell by cell; columns count from the first one printed, rows from the first of the header."""
        titles = {"stt": self.stt, "name": self.name, "source": self.source, "note": self.note}
        printed = [self.columns[one].headings if isinstance(one, int) else (titles[one],) for one in self.order]
        last = max(map(len, printed))
        missing = len(self.order) - len(self.numbers)
        numbers = (*[""] * missing, *self.numbers) if self.has_number_row else ()
        below = (HeaderArea(last, at, last, at, number) for at, number in enumerate(numbers))
        return (*_areas(printed, 0, 0, last - 1), *below)

    @property
    def has_number_row(self) -> bool:
        """Whether a row under the headings numbers each column, but for those of words that stand first."""
        # a plan file may have lost a column since
        words = next((at for at, one in enumerate(self.order) if isinstance(one, int)), 0)
        return bool(self.numbers) and 0 <= len(self.order) - len(self.numbers) <= words


_LONGEST_WORDS = 18


def figure_text(figure: Cell | str, unit: Unit) -> str:
    """A figure as it is printed in a table of that unit."""
    if isinstance(figure, Money):
        return in_unit(figure, unit)
    return "" if figure is None else str(figure)


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
    rows = tuple(_rows(budget.lines, ("budget",), columns, sources))
    before = budget.lines[: 0 if headings.totals_above else headings.totals_after]
    totals = AnnexRow(
        None,
        headings.totals or "",
        0,
        tuple(printed_total(budget, column) for column in columns),
        sources.get(budget.totals_source or ""),
    )
    below = tuple(_below(budget, headings))
    over = (*(text for column in columns for text in column.headings), headings.name or "", totals.name)
    above = _above(plan, budget, headings, (*over, *(text for line in below for text in line.texts)))
    order = _order(headings, len(columns), [*rows, totals])
    return PrintedAnnex(
        tuple(above),
        below,
        columns,
        order,
        tuple(
            row if "stt" in order else replace(row, stt=None, name=f"{row.stt or ''} {row.name}".strip())
            for row in rows
        ),
        totals if any(figure is not None for figure in totals.figures) else None,
        headings.stt or "",
        headings.name or "",
        headings.source or "",
        headings.note or "",
        sum(1 for _row in _rows(before, ("budget",), columns, sources)),
        headings.numbers,
    )


def _order(headings: Headings, figures: int, rows: Sequence[AnnexRow]) -> tuple[str | int, ...]:
    """Every printed column from the left: as printed, where the plan still has these; else as usual."""
    has_stt, has_sources = any(row.stt for row in rows), any(row.source for row in rows)
    usual = (
        *["stt"] * has_stt,
        "name",
        *range(figures),
        *["source"] * has_sources,
        *["note"] * bool(headings.note),
    )
    printed = tuple(int(one) - 1 if one.isdecimal() else one for one in headings.order)
    own = {*usual} - {"stt"}
    return printed if len(printed) == len({*printed}) and own <= {*printed} <= own | {"stt", "source"} else usual


def _rows(
    lines: Sequence[Line],
    loc: Loc,
    columns: Sequence[AnnexColumn],
    sources: Mapping[str, str],
    over: Line | None = None,
) -> Iterator[AnnexRow]:
    """The rows of lines: each above the lines below it, or with its figures in a row that closes them.

    Args:
        over: the line they are of.
    """
    level = len(loc) // 2
    for index, line in enumerate(lines):
        own: Loc = (*loc, "lines", index)
        figures = tuple(printed_figure(line, column) for column in columns)
        note = " ".join(note.text for note in line.notes if _is_of_column(note))
        row = AnnexRow(
            line.stt, line.name, level, figures, sources.get(line.source or ""), own, bool(line.lines), note
        )
        above = lines[index - 1] if index else over
        alike = above and (line.stt, line.name) == (above.stt, above.name)
        if above and alike and above.source and line.source and not line.lines:
            row = replace(row, stt=None, name="")  # another source of the line above, as annexes print it
        unfilled = replace(row, stt=None, figures=(None,) * len(columns), loc=None, source=None, note="")
        if line.opening:
            yield replace(unfilled, name=line.opening, is_group=False)
        below = tuple(_rows(line.lines, own, columns, sources, line))
        if not line.closing or not below:
            yield from (row, *below)
            continue
        if line.closing != line.name:
            yield replace(unfilled, stt=line.stt)
        alone = line.stt if line.closing == line.name else None
        yield from (*below, replace(row, stt=alone, name=line.closing))


def _above(plan: Plan, budget: Budget, headings: Headings, elsewhere: Sequence[str]) -> Iterator[PageLine]:
    """The lines above: as printed while they say what the plan says, else made of that; and the unit.

    Args:
        elsewhere: what the table prints where the unit may stand too.
    """
    title = _title(plan, budget)
    lines = _parts(headings.above)
    if not lines or not _is_said(headings.above, plan, budget, title):
        lines = [(text,) for text in _titles(plan, budget, title)]
    for texts in lines:
        plain = LineLook.PLAIN if texts[0].startswith("(") else LineLook.TITLE
        yield PageLine(texts, LineLook.UNIT if is_unit_line(texts[-1]) else plain)
    if not any(budget.unit in units_in(text) for text in (*elsewhere, *chain.from_iterable(lines))):
        yield PageLine((f"Đơn vị tính: {budget.unit.label}",), LineLook.UNIT)


def _below(budget: Budget, headings: Headings) -> Iterator[PageLine]:
    """The lines below: as printed while they say all notes and the total told there, else made of these."""
    beside = (line.notes for line in budget.every_line())
    notes = (*budget.notes, *(one for some in beside for one in some if not (headings.note and _is_of_column(one))))
    stated = [one for one in budget.stated if one.at is None]
    said = (*(note.text for note in notes), *(text for one in stated for text in (one.words, one.amount) if text))
    told = _words(" ".join((*headings.above, *headings.below)))
    if headings.below and all(_words(str(text)) in told for text in said):
        yield from map(PageLine, _parts(headings.below))
        return
    yield from (PageLine((f"Bằng chữ: {one.words}",)) for one in stated if one.words)
    yield from (PageLine((f"{note.mark or '*'} {note.text}",)) for note in notes)


def _parts(lines: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in text.split("|")) for text in lines]


_ATTACHED = re.compile("(?:ban hành )?kèm theo")
_WORD = re.compile(r"[^\W_]+|¶")


def _words(text: str) -> str:
    """The words of a text, as they are compared: `Biểu số 03:` is ` biểu 03 `."""
    words = " ".join(word for word in _WORD.findall(text.casefold()) if word != "số")
    return f" {words} "


def _is_said(lines: Sequence[str], plan: Plan, budget: Budget, title: str | None) -> bool:
    """Whether printed lines still say what the plan says of the annex, its whole title, its document, its unit."""
    told = _ATTACHED.sub(r"¶ \g<0>", _words(f"¶ {' ¶ '.join(lines)} ¶"))
    at, name = (_words(text or "").strip() for text in (budget.at, title))
    begins = f"(?:¶|{at})" if at else "¶"
    sought = [f" {at} ", rf"{begins} {'(?: ¶)* '.join(name.split())} ¶"] if name else [f" {at} "]
    if plan.document:
        sought += [_words(text or "") for text in (plan.document.number, plan.document.known_issuer)]
        if (day := plan.document.known_date) and day.day and plan.document.number:
            sought.append(f" 0?{day.day} (?:tháng )?0?{day.month} (?:năm )?{day.year} ")
    units = [unit for line in _parts(lines) for text in line for unit in units_in(text)]
    return all(re.search(one, told) for one in sought if one.strip()) and (not units or budget.unit in units)


def _title(plan: Plan, budget: Budget) -> str | None:
    """What the annex is called."""
    listed = (one.title for one in (plan.document.annexes if plan.document else ()) if one.name == budget.at)
    return (budget.title if isinstance(budget, FurtherBudget) else next(listed, None)) or plan.title


def _titles(plan: Plan, budget: Budget, title: str | None) -> Iterator[str]:
    """Its number in small letters, its name in capitals (Decree 30/2020, annex I), and the document it is of."""
    document = plan.document
    if budget.at:
        yield budget.at
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
