"""The columns of figures of an annex in the order in which they are printed, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cybercrime_plan.model.budget import Budget, ColumnKind, Line
from cybercrime_plan.model.headings import USUAL_HEADINGS, Headings
from cybercrime_plan.model.money import Cell


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """A printed column of figures: of a year, of the totals of the lines, or one beside them.

    Attributes:
        title: over it; of a year, the year.
        year: which of the years it shows, counted from 0.
        id: of a column beside the years.
        is_words: words stand in it, no figures.
        headings: what is printed over it, from above, the headings it shares with its neighbours first.
    """

    title: str
    year: int | None = None
    id: str | None = None
    is_words: bool = False
    headings: tuple[str, ...] = ()

    @property
    def is_total(self) -> bool:
        return self.year is None and self.id is None


def headings_of(budget: Budget) -> Headings:
    """What the columns are called: as printed, or as usual."""
    said = budget.headings.model_dump(exclude_none=True) if budget.headings else {}
    return USUAL_HEADINGS.model_copy(update=said)


def columns_of(budget: Budget, headings: Headings) -> tuple[AnnexColumn, ...]:
    """The columns beside the names in printed order: those that say where they stand, the others around them."""
    own: list[tuple[int | None, AnnexColumn]] = [
        (None, AnnexColumn(str(year), year=index)) for index, year in enumerate(budget.years)
    ]
    if budget.total is not None or any(line.total is not None for line in budget.every_line()):
        own.append((headings.total_position, AnnexColumn(headings.total or "")))
    every = [
        *own,
        *(
            (column.position, AnnexColumn(column.title, id=column.id, is_words=column.kind is ColumnKind.WORDS))
            for column in budget.columns
        ),
    ]
    placed: dict[int, AnnexColumn] = {}
    for position, column in every:
        if position is not None and 0 < position <= len(every):
            placed.setdefault(position, column)
    rest = iter([column for _position, column in every if column not in placed.values()])
    printed = [placed.get(number) or next(rest) for number in range(1, len(every) + 1)]
    # the headings of each: as printed; else its title, that of a year under what stands over the years
    years = (budget.heading,) if budget.heading else ()
    over: list[tuple[str, ...]] = [(*(years if one.year is not None else ()), one.title) for one in printed]
    if len(headings.figures) == len(printed):
        over = [tuple(part.strip() for part in text.split("|")) for text in headings.figures]
    return tuple(replace(column, headings=own) for column, own in zip(printed, over, strict=True))


def printed_figure(line: Line, column: AnnexColumn) -> Cell | str:
    """What a line prints in a column."""
    if column.year is not None:
        return line.amounts[column.year] if line.amounts else None
    if column.id is not None:
        return line.columns.get(column.id, line.others.get(column.id))
    return line.total


def printed_total(budget: Budget, column: AnnexColumn) -> Cell | str:
    """What the row of totals prints in a column."""
    if column.year is not None:
        return budget.totals[column.year] if budget.totals else None
    if column.id is not None:
        return budget.column_totals.get(column.id, budget.other_totals.get(column.id))
    return budget.total
