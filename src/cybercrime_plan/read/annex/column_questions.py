"""What a person is asked about the columns of an annex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import starmap

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.money import unit_of
from cybercrime_plan.read.annex.choices import Candidate, Question, UndecidedError
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.titles import Title
from cybercrime_plan.read.annex.vocabulary import ColumnRole, currency_in, unit_in
from cybercrime_plan.read.grid import column_name


def ask_about_units(header: Header, rows: Sequence[int], money: Sequence[int]) -> None:
    """Ask about columns that their titles put in another currency, or in another unit, than the rest.

    Raises:
        UndecidedError: there are such.
    """
    stated: dict[int, str] = {}
    for column in money:
        texts = [header.grid.spread(row, column).text for row in range(header.top, header.bottom + 1)]
        unit = next((unit.label for text in texts if (unit := unit_in(text))), None)
        if said := unit or next(filter(None, map(currency_in, texts)), None):
            stated[column] = said
    foreign = [column for column, said in stated.items() if unit_of(said) is None]
    groups = {said: [c for c, own in stated.items() if own == said] for said in stated.values()}
    answers: dict[str, Text | str]
    if foreign and len(foreign) < len(money):
        asks = _(
            "{columns} is in {currency}, the others in đồng: does it stand beside the sums, or is it đồng as well?",
            columns=tuple(_told(header, rows, [column]) for column in foreign),
            currency=", ".join(dict.fromkeys(stated[column] for column in foreign)),
        )
        letters = ",".join(map(column_name, foreign))
        answers = {f"other={letters}": _("beside the sums"), f"amount={letters}": _("đồng as well")}
    elif len(groups) > 1 and not foreign:
        asks = _(
            "the columns are in different units, {columns}: which of them stand beside the sums?",
            columns=tuple(_told(header, rows, columns) for columns in groups.values()),
        )
        others = {said: [c for c in stated if c not in columns] for said, columns in groups.items()}
        answers = {f"other={','.join(map(column_name, columns))}": said for said, columns in others.items()}
    else:
        return
    candidates = tuple(starmap(Candidate, answers.items()))
    raise UndecidedError(Question("column", asks, candidates, header.place_of(min(foreign or stated))))


def undecided_column(header: Header, role: ColumnRole, columns: Iterable[int]) -> UndecidedError:
    candidates = tuple(Candidate(f"{role}={column_name(c)}", header.titles[c]) for c in columns)
    asks = {
        ColumnRole.NAME: _("which column holds the names of the lines?"),
        ColumnRole.TOTAL: _("which column holds the total of each line?"),
        ColumnRole.SOURCE: _("which column holds the source of the money?"),
        ColumnRole.STT: _("which column holds the numbers of the lines?"),
        ColumnRole.NOTE: _("which column holds the notes?"),
    }
    return UndecidedError(Question("column", asks[role], candidates, header.place))


def which_columns(header: Header, rows: Sequence[int], doubtful: Mapping[int, Title]) -> UndecidedError:
    """The question which columns are the years, where a title names one; else which is the amount of each line."""
    place = header.place_of(min(doubtful)) if doubtful else header.place
    if not any(title.year is not None for title in doubtful.values()):
        amounts = {column_name(column): _told(header, rows, [column]) for column in doubtful}
        answers = {f"amount={letters}": text for letters, text in amounts.items()}
        if len(amounts) > 1:
            answers[f"amount={','.join(amounts)}"] = _("all of them, added up")
        asks = _("which column is the amount of each line, {columns}?", columns=tuple(amounts.values()))
        return UndecidedError(Question("column", asks, tuple(starmap(Candidate, answers.items())), place))
    # the columns of several kinds of money stand side by side: the first of each year, the second, …
    groups: dict[int, list[int]] = defaultdict(list)
    seen: list[int | None] = []
    for column, title in doubtful.items():
        groups[seen.count(title.year)].append(column)
        seen.append(title.year)
    told = {",".join(map(column_name, columns)): _told(header, rows, columns) for columns in groups.values()}
    asks = _("which columns hold the amounts of the years, {columns}?", columns=tuple(told.values()))
    return UndecidedError(Question("year_columns", asks, tuple(starmap(Candidate, told.items())), place))


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
