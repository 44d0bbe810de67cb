"""What a person is asked about the columns of an annex: which of them titles and sums leave in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import Unit, is_unit_line, units_in
from cybercrime_plan.read.annex.amounts import values_of
from cybercrime_plan.read.annex.choices import UndecidedError, undecided
from cybercrime_plan.read.annex.column_sum import ColumnSum
from cybercrime_plan.read.annex.columns import OTHER_CURRENCY
from cybercrime_plan.read.annex.figures_alone import added_columns
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.titles import FigureKind, Title
from cybercrime_plan.read.annex.vocabulary import ColumnRole, currency_in, unit_in
from cybercrime_plan.read.grid import column_name


def of_other_currencies(
    header: Header, rows: Sequence[int], money: Sequence[int], currency: str
) -> dict[int, Text]:
    """The columns of money in another currency, where others are in that one, each with what it is.

    Raises:
        UndecidedError: titles put columns in another currency, or in another unit, than the rest, which does not
            say in which it is.
    """
    titles = range(header.top, header.bottom + 1)
    texts = {column: [header.grid.spread(row, column).text for row in titles] for column in money}
    stated = {c: unit for c in money if (unit := next(filter(None, map(unit_in, texts[c])), None))}
    named = {
        c: said for c in money if c not in stated and (said := next(filter(None, map(currency_in, texts[c])), ""))
    }
    foreign = {c: unit.label for c, unit in stated.items() if unit.currency != currency} | named
    rest = [column for column in money if column not in stated and column not in named]
    over = _unit_over(header) if foreign and rest else None
    units = {**stated, **(dict.fromkeys(rest, over) if over else {})}
    beside: dict[int, Text] = {}
    if not named and currency in {unit.currency for unit in units.values()}:
        beside = {column: OTHER_CURRENCY for column, unit in units.items() if unit.currency != currency}
    elif foreign and len(foreign) < len(money) and (named or not (over or _tied(header, rows, rest, foreign))):
        raise _of_what_currency(header, rows, foreign)
    groups: dict[str, list[int]] = defaultdict(list)
    for column, unit in stated.items():
        if column not in beside:
            groups[unit.label].append(column)
    if len(groups) > 1:
        raise _of_what_unit(header, rows, groups)
    return beside


def _tied(header: Header, rows: Sequence[int], silent: Sequence[int], foreign: Mapping[int, str]) -> bool:
    """Whether sums tie each column that states nothing to columns that state one unit: it is in that one, too."""
    columns = [*silent, *foreign]
    sums = added_columns(values_of([[header.grid.rows[row][column] for column in columns] for row in rows]))
    tied = [{columns[one], *(columns[at] for at in parts)} for one, parts in sums]
    return len({*foreign.values()}) == 1 and all(
        any(column in one and not one.isdisjoint(foreign) for one in tied) for column in silent
    )


def _unit_over(header: Header) -> Unit | None:
    """What the nearest line over the titles says that is there to state a unit; None where it is no single one."""
    rows = (header.grid.rows[row] for row in reversed(range(header.top)))
    lines = (cell.text for row in rows for cell in row if cell and is_unit_line(cell.text))
    units = units_in(next(lines, ""))
    return units[0] if len(units) == 1 else None


def _of_what_currency(header: Header, rows: Sequence[int], foreign: Mapping[int, str]) -> UndecidedError:
    currency = ", ".join(dict.fromkeys(foreign.values()))
    asks = _(
        "{columns} is in {currency}: are the others as well, or does it stand beside the sums?",
        columns=tuple(_told(header, rows, [column]) for column in foreign),
        currency=currency,
    )
    letters = ",".join(map(column_name, foreign))
    answers = {
        f"other={letters}": _("beside the sums"),
        f"amount={letters}": _("all of them are in one currency"),
    }
    return undecided("column", asks, answers, header.place_of(min(foreign)))


def _of_what_unit(header: Header, rows: Sequence[int], groups: Mapping[str, list[int]]) -> UndecidedError:
    asks = _(
        "the columns are in different units, {columns}: which of them stand beside the sums?",
        columns=tuple(_told(header, rows, columns) for columns in groups.values()),
    )
    every = sorted(column for columns in groups.values() for column in columns)
    others = {said: [c for c in every if c not in columns] for said, columns in groups.items()}
    answers = {f"other={','.join(map(column_name, columns))}": said for said, columns in others.items()}
    return undecided("column", asks, answers, header.place_of(every[0]))


def undecided_column(header: Header, role: ColumnRole, columns: Iterable[int]) -> UndecidedError:
    asks = {
        ColumnRole.NAME: _("which column holds the names of the lines?"),
        ColumnRole.TOTAL: _("which column holds the total of each line?"),
        ColumnRole.SOURCE: _("which column holds the source of the money?"),
        ColumnRole.STT: _("which column holds the numbers of the lines?"),
        ColumnRole.NOTE: _("which column holds the notes?"),
    }
    return undecided(
        "column", asks[role], {f"{role}={column_name(c)}": header.titles[c] for c in columns}, header.place
    )


def which_columns(header: Header, rows: Sequence[int], doubtful: Mapping[int, Title]) -> UndecidedError:
    """The question which columns are the years, where a title names one; else which is the amount of each line."""
    place = header.place_of(min(doubtful)) if doubtful else header.place
    if not any(title.year is not None for title in doubtful.values()):
        amounts = {column_name(column): _told(header, rows, [column]) for column in doubtful}
        answers = {f"amount={letters}": text for letters, text in amounts.items()}
        if len(amounts) > 1:
            answers[f"amount={','.join(amounts)}"] = _("all of them, added up")
        asks = _("which column is the amount of each line, {columns}?", columns=tuple(amounts.values()))
        return undecided("column", asks, answers, place)
    # the columns of several kinds of money stand side by side: the first of each year, the second, …
    groups: dict[int, list[int]] = defaultdict(list)
    seen: list[int | None] = []
    for column, title in doubtful.items():
        groups[seen.count(title.year)].append(column)
        seen.append(title.year)
    told = {",".join(map(column_name, columns)): _told(header, rows, columns) for columns in groups.values()}
    asks = _("which columns hold the amounts of the years, {columns}?", columns=tuple(told.values()))
    return undecided("year_columns", asks, told, place)


_FIGURES_SHOWN = 3
"""of a column that is asked about"""


def _told(header: Header, rows: Sequence[int], columns: Sequence[int]) -> Text:
    """Columns as a person finds them: their letters, titles and first figures."""
    cells = [cell.text for row in rows if (cell := header.grid.rows[row][columns[0]])]
    figures = "; ".join(cells[:_FIGURES_SHOWN]) + (" …" if len(cells) > _FIGURES_SHOWN else "")
    return _(
        "{letters} “{title}” ({figures})",
        letters=",".join(map(column_name, columns)),
        title=" · ".join(dict.fromkeys(header.titles[column] for column in columns)),
        figures=figures,
    )


def columns_alike(
    titles: Mapping[int, Title], is_whole: Callable[[int], bool], added: Sequence[frozenset[int]]
) -> tuple[int, ...]:
    """Columns that say the same of themselves, so that nothing tells them apart.

    Args:
        titles: of the columns without a place.
        is_whole: whether a column is the sum of others.
        added: the columns that each sum adds up.
    """
    said: dict[tuple[object, ...], list[int]] = defaultdict(list)
    whole = {title.year for title in titles.values() if not title.of_which}
    for column, title in titles.items():
        if title.of_which and title.year in whole:
            continue  # some parts of that
        if title.kind is FigureKind.AMOUNT and title.year is not None and not is_whole(column):
            own = (title.year, title.part, title.source, title.version, title.of_which, title.text)
            said[own[:-1] if title.source is None else own].append(column)
    alike = [columns for columns in said.values() if len(columns) > 1]
    return tuple(c for columns in alike if not any({*columns} <= parts for parts in added) for c in columns)


def unproved_total(
    titles: Mapping[int, Title], sums: Sequence[ColumnSum], across: AbstractSet[int]
) -> tuple[int, ...]:
    """A column called the total that is not that of all amounts, with these: what is added up is a question.

    So is one called the total under its heading that would be added to what stands there beside it.
    """
    if any(_is_beside_own_parts(column, titles, sums, across) for column in across):
        return tuple(column for column, title in titles.items() if column in across or title.is_plain_total)
    summed = {column for one in sums for column in one.terms}
    called = {c for c, title in titles.items() if title.is_plain_total and not (title.under or c in summed)}
    return tuple(sorted({*across, *called})) if called and len(across) > 1 else ()


def _is_beside_own_parts(
    column: int, titles: Mapping[int, Title], sums: Sequence[ColumnSum], across: AbstractSet[int]
) -> bool:
    """Whether a column is called the total of its heading, of which others are among the amounts, and is no sum."""
    title = titles[column]
    alone = not any(one.total == column for one in sums)
    others = (titles[other].under for other in across if other != column)
    return alone and title.is_plain_total and bool(title.under) and title.under in others


def asked_of(total: int | None, titles: Mapping[int, Title], sums: Sequence[ColumnSum]) -> tuple[int, ...]:
    """What is asked for now of all that was granted, and this: either may be the amount."""
    for one in sums:
        plus, *less = one.parts
        asked = [column for column, sign in less if sign < 0 and titles[column].is_asked_for]
        if total is not None and plus[0] == total and len(less) > 1 and asked:
            return (total, *asked)
    return ()
