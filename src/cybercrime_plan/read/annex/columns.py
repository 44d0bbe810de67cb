"""What each column of an annex is for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product, starmap
from math import prod
from typing import NamedTuple

from cybercrime_plan.errors import UsageError
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.formula import Formula
from cybercrime_plan.model.money import unit_of
from cybercrime_plan.read.annex.amounts import reads_as_number, values_of
from cybercrime_plan.read.annex.arithmetic import (
    Looked,
    column_formulas,
    contradicted,
    name_of,
    percentages,
    second_way,
    unit_prices,
)
from cybercrime_plan.read.annex.arrange import arranged
from cybercrime_plan.read.annex.arrangement import OtherColumn
from cybercrime_plan.read.annex.choices import Candidate, Choices, Question, UndecidedError
from cybercrime_plan.read.annex.header import Header, calls_years, columns_of, is_year, is_years
from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.relations import ColumnSum, added_columns, column_sums
from cybercrime_plan.read.annex.running import running_sums
from cybercrime_plan.read.annex.surroundings import find_title
from cybercrime_plan.read.annex.titles import FigureKind, Title, with_neighbours
from cybercrime_plan.read.annex.vocabulary import (
    DASHES,
    ColumnRole,
    currency_in,
    is_computed,
    is_total,
    no_money_in_row,
    role_of,
    unit_in,
)
from cybercrime_plan.read.grid import Content, GridCell, column_name, column_number

_CHOSEN_COLUMNS = re.compile(r"([a-z]+)=([A-Za-z]{1,3}(?:,[A-Za-z]{1,3})*)")
_FIGURE = re.compile(r"[-(]?\s?[0-9][0-9.,\s]*%?\)?\s*\(?\*?\)?")
_MOST_ROWS_LOOKED_AT = 2_000
_YEAR = re.compile("(?<![0-9./])(?:19|20|21)[0-9]{2}(?![0-9])")
_UNTIL = re.compile(r"\b(?:đến|từ)\b", re.IGNORECASE)
_OF_TIMES = re.compile(r"(?:quý|tháng|tuần|kỳ|đợt)\b(?!.*\b[0-9ivx]+\b)", re.IGNORECASE)
_TIME = re.compile("0?[1-9]|1[0-2]")
"""A quarter or a month of the year."""
_YEARLY = re.compile(r"(?:dự toán|dt)\b", re.IGNORECASE)


COUNTS = _("quantities, no money")
"""What a column of people, classes or things is, by its title or by what its figures times a price come to."""
PRICES = _("prices of one unit")


class Beside(NamedTuple):
    """A column of figures that are no money of the table, and what they are."""

    at: int
    why: Text

    @property
    def is_count(self) -> bool:
        """Whether they are quantities, by their title or by the figures."""
        return self.why == COUNTS


@dataclass(frozen=True)
class Columns:
    """The columns of one table, counted from 0; None where it has no such column.

    Attributes:
        years: each year with its column, in printed order.
        others: the other columns of money.
        beside: columns of other figures.
        sums: which columns of money are sums of others, by the columns of the grid.
        formulas: what else the rows prove over columns.
        contradicted: those over which arithmetic is printed that most rows contradict.
    """

    years: tuple[tuple[int, int], ...]
    name: int
    stt: int | None = None
    total: int | None = None
    source: int | None = None
    note: int | None = None
    others: tuple[OtherColumn, ...] = ()
    beside: tuple[Beside, ...] = ()
    sums: tuple[ColumnSum, ...] = ()
    formulas: tuple[Formula, ...] = ()
    contradicted: frozenset[int] = frozenset()

    def heading(self, header: Header) -> tuple[str, int] | None:
        """What is printed over the columns of years alone, and over which column."""
        if not self.years:
            return None
        over = {header.paths[column][-2] if len(header.paths[column]) > 1 else "" for _year, column in self.years}
        text = over.pop()
        return (text, self.years[0][1]) if text and not over else None

    @property
    def first(self) -> int:
        """The first column of money, at which is told what concerns the whole table."""
        return min(self.money)

    @cached_property
    def money(self) -> tuple[int, ...]:
        """Every column of money."""
        years = tuple(column for _year, column in self.years)
        total = () if self.total is None else (self.total,)
        return (*years, *total, *(one.at for one in self.others))

    @cached_property
    def lined(self) -> tuple[bool, ...]:
        """Of each column of money, whether its figures are of one line alone, and not of those above it as well."""
        running = {one.at for one in self.others if one.kind is ColumnKind.RUNNING}
        return tuple(column not in running for column in self.money)

    @property
    def figures(self) -> tuple[int, ...]:
        """The columns of amounts that the plan keeps."""
        return self.money

    @cached_property
    def used(self) -> frozenset[int]:
        """All of them."""
        named = (self.name, self.stt, self.source, self.note)
        return frozenset(self.money) | frozenset(c for c in named if c is not None)


def find_columns(header: Header, end: int, choices: Choices) -> Columns:
    """What the columns of a table are for, by their titles, then by what stands in them.

    Args:
        end: the row after the last that can belong to the table.

    Raises:
        UndecidedError: two columns could be the same thing, or none could be the names.
        UsageError: a choice names no role or no column.
    """
    rows = header.rows(end)
    found, kinds = _chosen(choices)
    under = list(zip(*(header.grid.rows[row] for row in rows), strict=True)) or [()] * header.grid.width
    cells = [[cell for cell in column if cell] for column in under]
    figures = [c for c in range(header.grid.width) if _holds_figures(header, c, cells[c])]
    _find_words(header, cells, found, figures)
    total = found.pop(ColumnRole.TOTAL, None)
    years = columns_of(choices.year_columns) if choices.year_columns else None
    asked = [c for c in figures if c not in found.values() and (years is None or c in (*years, total))]
    shown = {column: _no_money(header, column, cells[column]) for column in asked}
    money, beside = _money_and_beside(header, rows, shown, kinds, total)
    strange = [column for column in kinds if column not in {*money, *beside}]
    if strange:
        letters = tuple(map(column_name, strange))
        raise UsageError(_("no amounts stand in column {letters}", letters=letters), _("for example: amount=D"))
    _in_one_unit(header, rows, [column for column in money if column not in kinds])
    kinds = {column: kind for column, kind in kinds.items() if kind is not ColumnKind.OTHER}
    named = {str(role): column for role, column in found.items()}
    others = list(starmap(Beside, sorted(beside.items())))
    year = _year_of(header, money) if years is None else None
    return _arranged(header, rows, named, money, others, total, kinds, year)


def _year_of(header: Header, money: Sequence[int]) -> int | None:
    """The one year that the title of the table names; where it names none, the later of two that a `Dự toán` is of.

    A `Dự toán` is drawn up for one year, so that of the year before is there to be compared.
    """
    title = find_title(header.grid, range(header.top))
    if title and (told := {*_YEAR.findall(title.text)}):
        return int(told.pop()) if len(told) == 1 and not _UNTIL.search(title.text) else None
    columns = [header.understood(column) for column in money]
    yearly = {one.year for one in columns if one.year and _YEARLY.match(one.version or "")}
    return max(yearly) if len(yearly) == 2 else None  # noqa: PLR2004 - a longer row of them is a plan of several years


def _money_and_beside(
    header: Header,
    rows: Sequence[int],
    figures: Mapping[int, Text | None],
    kinds: Mapping[int, ColumnKind],
    total: int | None,
) -> tuple[list[int], dict[int, Text]]:
    """The columns of money among those of figures, and the others with what they are.

    Args:
        figures: each with what its title and its figures say it is when it is no money.
    """
    money: list[int] = []
    beside: dict[int, Text] = {}
    for column, why in figures.items():
        if kinds.get(column) is ColumnKind.OTHER:
            beside[column] = _("no money of this table, as it was said")
        elif why is None or column in kinds or column == total:
            money.append(column)
        else:
            beside[column] = why
    for shown, why in ((_added, COUNTS), (_counted, COUNTS), (_priced, PRICES)):
        for column in shown(header, rows, money, list(beside)):
            if column not in kinds and column in beside:
                del beside[column]
                money = sorted([*money, column])
            elif column not in kinds:
                money.remove(column)
                beside[column] = why
    return money, beside


def _added(header: Header, rows: Sequence[int], money: Sequence[int], beside: Sequence[int]) -> list[int]:
    """The columns whose sums tell what they are, whatever their titles say: money called a count, or the other way.

    `Chi y tế, dân số và gia đình` counts nobody where a column of money adds it up with others; the columns that
    `Tổng số lượng` adds up are quantities.
    """
    counts, sums = _sums_with(_NOT_MONEY, header, rows, money, beside)
    told = {c for total, parts in sums if total in money and not parts.isdisjoint(money) for c in parts - {*money}}
    return sorted(told.union(*(parts for total, parts in sums if total in counts and parts <= {*money})))


_NOT_MONEY = frozenset((FigureKind.QUANTITY, FigureKind.CODE))


def _priced(header: Header, rows: Sequence[int], money: Sequence[int], beside: Sequence[int]) -> list[int]:
    """The columns of money that a price adds up: `Tổng/người`, what each person gets for food, bed and travel."""
    prices, sums = _sums_with(frozenset((FigureKind.PRICE,)), header, rows, money, beside)
    return sorted(set[int]().union(*(parts for total, parts in sums if total in prices and parts <= {*money})))


def _sums_with(
    kinds: frozenset[FigureKind], header: Header, rows: Sequence[int], money: Sequence[int], beside: Sequence[int]
) -> tuple[list[int], list[tuple[int, set[int]]]]:
    """The columns of some kinds beside the money, and the sums that the figures show among all of these."""
    others = [column for column in beside if header.understood(column).kind in kinds]
    columns = sorted([*money, *others])
    cells = [[header.grid.rows[row][column] for column in columns] for row in rows] if others else []
    return others, [(columns[one], {columns[at] for at in parts}) for one, parts in added_columns(values_of(cells))]


def _counted(header: Header, rows: Sequence[int], money: Sequence[int], beside: Sequence[int]) -> list[int]:
    """The columns whose figures times a price are an amount, whatever their titles say: quantities.

    They are so in three rows at least, in two with a further quantity, and in all but one with those figures.
    """
    kinds = {column: header.understood(column).kind for column in beside}
    prices = [column for column, kind in kinds.items() if kind is FigureKind.PRICE]
    others = [column for column, kind in kinds.items() if kind is FigureKind.QUANTITY] if prices else []
    factors = [*((price,) for price in prices), *product(prices, others)]  # people x price, people x price x months
    columns = [*money, *prices, *others]
    values = values_of([[header.grid.rows[row][column] for column in columns] for row in rows]) if prices else []
    found = [dict(zip(columns, [value or 0 for value in row], strict=True)) for row in values]
    counted: list[int] = []
    for count, by, made in product(money, factors, money):
        if made == count or count in counted:
            continue
        made_of = [(row[made], [row[count], *(row[one] for one in by)]) for row in found]
        holds = [prod(parts) == whole for whole, parts in made_of if whole and all(parts)]
        # three factors do not meet an amount by chance
        if sum(holds) > _ROWS_THAT_PROVE - len(by) and sum(holds) + 1 >= len(holds):
            counted.append(count)
    return counted


_ROWS_THAT_PROVE = 3


def _in_one_unit(header: Header, rows: Sequence[int], money: Sequence[int]) -> None:
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


def _chosen(choices: Choices) -> tuple[dict[ColumnRole, int], dict[int, ColumnKind]]:
    """What a person has said of columns: the one of a role, and the kinds of those of money."""
    roles: dict[ColumnRole, int] = {}
    kinds: dict[int, ColumnKind] = {}
    for choice in choices.column:
        match = _CHOSEN_COLUMNS.fullmatch(choice)
        said, columns = (match[1], match[2].upper().split(",")) if match else ("", [])
        if said in {*ColumnRole} - {ColumnRole.YEAR} and len(columns) == 1:
            roles[ColumnRole(said)] = column_number(columns[0])
        elif said in _KINDS:
            kinds |= {column_number(letters): _KINDS[said] for letters in columns}
        else:
            raise UsageError(
                _("{choice} does not say which column is what", choice=choice), _("for example: name=B, total=H")
            )
    return roles, kinds


def named_columns(choices: Choices) -> frozenset[int]:
    """Every column of which a person has said what it is."""
    years = columns_of(choices.year_columns) if choices.year_columns else ()
    roles, kinds = _chosen(choices)
    return frozenset((*years, *roles.values(), *kinds))


_KINDS = {str(kind): kind for kind in ColumnKind}


def _find_words(
    header: Header, cells: Sequence[Sequence[GridCell]], found: dict[ColumnRole, int], figures: Sequence[int]
) -> None:
    """The columns of numbers, names, sources and notes; `cells` are those of each column, without blank ones."""
    width = header.grid.width
    by_role: dict[ColumnRole, list[int]] = defaultdict(list)
    for column in range(width):
        role = role_of(header.titles[column]) or role_of(header.lowest[column])
        worded = column not in figures or role is ColumnRole.STT
        if role and worded and role is not ColumnRole.TOTAL and role not in found and column not in found.values():
            by_role[role].append(column)
    for role, columns in by_role.items():
        if role is ColumnRole.SOURCE and len(columns) > 1:
            raise _undecided(header, role, columns)
        # the first column of names stands by the numbers; but a column merged down over several lines, their field
        # or their owner, names none of them
        found[role] = max(columns, key=lambda c: len(cells[c])) if role is ColumnRole.NAME else columns[0]
    free = [c for c in range(width) if cells[c] and c not in found.values()]
    words = [[cell.text for cell in own if cell.content is Content.TEXT] for own in cells]
    texts = [c for c in free if c not in figures and any(text[0].isalpha() and text[1:] for text in words[c])]
    first_figure = min((c for c in figures if c not in found.values() and header.titles[c]), default=width)
    if ColumnRole.STT not in found:
        before = [c for c in free if c < first_figure and c not in texts]
        # codes that begin with the first of all, and are no field of the budget, number the lines: Mục 1, 1.1, 2
        first = [
            c for c in free[:1] if header.understood(c).kind is FigureKind.CODE and _ONE.fullmatch(cells[c][0].text)
        ]
        before = [*first, *before]
        numbered = [c for c in before if sum(is_numbering(cell.text) for cell in cells[c]) * 2 > len(cells[c])]
        if numbered:
            found[ColumnRole.STT] = numbered[0]
    if ColumnRole.NAME in found:
        return
    source = found.get(ColumnRole.SOURCE, width)
    if source < width and not any(column < source for column in texts):
        # where the only words of a line are its source, each source is a line
        texts = [found.pop(ColumnRole.SOURCE)]
    dated = {c: [cell.text for cell in cells[c] if is_year(cell)] for c in free if c <= first_figure}
    # each line may be a year: all are different, with perhaps a total below them
    years = [c for c, named in dated.items() if len(named) > 1 and len(set(named)) == len(named)]
    # or has a code instead of a name: the number of a car
    codes = [c for c in free if c < first_figure and c not in {*figures, *found.values()} and words[c]]
    if not (names := texts or years or codes):
        raise _undecided(header, ColumnRole.NAME, range(width))
    found[ColumnRole.NAME] = names[0]


_ONE = re.compile(r"0?1\.?|[IAa][.)]?")


def _undecided(header: Header, role: ColumnRole, columns: Iterable[int]) -> UndecidedError:
    candidates = tuple(Candidate(f"{role}={column_name(c)}", header.titles[c]) for c in columns)
    asks = {
        ColumnRole.NAME: _("which column holds the names of the lines?"),
        ColumnRole.TOTAL: _("which column holds the total of each line?"),
        ColumnRole.SOURCE: _("which column holds the source of the money?"),
        ColumnRole.STT: _("which column holds the numbers of the lines?"),
        ColumnRole.NOTE: _("which column holds the notes?"),
    }
    return UndecidedError(Question("column", asks[role], candidates, header.place))


def _holds_figures(header: Header, column: int, cells: Sequence[GridCell]) -> bool:
    """Whether figures stand in a column, more of them than of words; under a title, or under none at all."""
    own = any(is_computed(title) for title in header.titles[max(column - 1, 0) : column + 1])
    if not header.titles[column] or own:
        return False
    typed = (Content.NUMBER, Content.UNREADABLE)
    figures = [c for c in cells if c.content in typed or c.text in DASHES or _FIGURE.fullmatch(c.text)]
    amounts = any(cell.text not in DASHES for cell in figures)
    year = header.understood(column).year is not None or role_of(header.titles[column]) is ColumnRole.TOTAL
    return year or (amounts and len(figures) * 2 > len(cells)) or _counts_marks(cells)


def _no_money(header: Header, column: int, cells: Sequence[GridCell]) -> Text | None:
    """What the figures of a column are when they are no money."""
    title = header.understood(column)
    if title.kind is FigureKind.CODE or calls_years(header.titles[column]):
        figures = [cell for cell in cells if reads_as_number(cell)] or cells  # words among them: `Cộng năm 2026`
        if all(map(is_years, figures)):
            return _("years, no money")
    if _OF_TIMES.match(header.titles[column]) and all(_TIME.fullmatch(cell.text) for cell in cells):
        return _("codes or dates, no money")
    if _counts_marks(cells):
        return COUNTS
    if sum(bool(_DAY.fullmatch(cell.text)) for cell in cells) * 2 > len(cells):
        return _("codes or dates, no money")
    in_percent = sum(cell.text.endswith("%") for cell in cells) * 2 > len(cells)
    if in_percent or re.search("=.*[/:]", header.numbers.get(column, "")):  # printed there: (5)=(4)/(3)
        return _("shares, no money")
    return {
        FigureKind.CODE: _("codes or dates, no money"),
        FigureKind.SHARE: _("shares, no money"),
        FigureKind.QUANTITY: COUNTS,
        FigureKind.PRICE: PRICES,
    }.get(title.kind)


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A cell that a workbook keeps as a day: the day of birth of each line."""


def _counts_marks(cells: Sequence[GridCell]) -> bool:
    """Whether the figures of a column count the lines that are marked in it: two crosses, and `2` over them."""
    marks = sum(cell.text in {"x", "X"} for cell in cells)
    return marks > 1 and max((int(cell.text) for cell in cells if cell.text.isdecimal()), default=0) == marks


def _arranged(
    header: Header,
    rows: Sequence[int],
    named: dict[str, int],
    money: Sequence[int],
    beside: Sequence[Beside],
    total: int | None,
    chosen: Mapping[int, ColumnKind],
    year: int | None,
    products: Sequence[Formula] = (),
) -> Columns:
    """The columns of money, arranged.

    Args:
        year: the one that the whole table is of, where that is known.
        products: what is known to be multiplied.
    """
    titles = with_neighbours({column: _as_money(header.understood(column)) for column in money})
    figures, sums, running = _found_sums(header, rows, named, titles)
    counted = [one.at for one in beside if one.is_count]
    prices = unit_prices(header, rows, [column for column in money if column not in chosen], counted)
    single = [c for c in prices if figures.totals and not any(header.grid.rows[row][c] for row in figures.totals)]
    if single:
        of_one = [*beside, *(Beside(column, PRICES) for column in single)]
        rest, known = [c for c in money if c not in single], [prices[c] for c in single]
        return _arranged(header, rows, named, rest, of_one, total, chosen, year, known)
    if prices:
        of_prices = [one for one in sums if not one.columns.isdisjoint(prices)]
        apart = frozenset(prices).union(*(one.columns for one in of_prices))
        chosen = {**chosen, **dict.fromkeys(apart, ColumnKind.OUTSIDE)}
    added = frozenset[int]().union(*(one.columns for one in sums if one.only_adds))
    parts = {c: part for c, part in percentages(header, rows, money).items() if c not in added}
    ways = second_way(header, rows, [c for c in money if c not in added])
    if ways:
        shared = [c for c in money if name_of(c) in ways.names]
        titles |= {c: replace(titles[c], of_which=False) for c in shared}
        sums = [one for one in sums if not one.columns <= {*shared}]
        taken = {name for operator, name in ways.steps if operator == "-"} | {ways.result}
        parts |= {c: ways for c in shared if name_of(c) in taken}
    chosen = {**dict.fromkeys(parts, ColumnKind.OUTSIDE), **chosen}
    found = arranged(titles, sums, dict.fromkeys(running, ColumnKind.RUNNING) | {**chosen}, total, year)
    amounts = any(one.kind is ColumnKind.AMOUNT for one in found.others)
    undated = [c for c in found.doubtful if c not in chosen and titles[c].year is None]
    if unadded := figures.not_totalled(undated, money):
        of_none = [*beside, *(Beside(column, _("no total stands under it")) for column in unadded)]
        rest = [c for c in money if c not in unadded]
        return _arranged(header, rows, named, rest, of_none, total, chosen, year, products)
    if found.doubtful or not (found.years or amounts or found.total is not None):
        # where every title speaks of prices or counts, one of these columns is the amount after all
        asked = found.doubtful or money or [one.at for one in beside]
        raise _which_columns(header, rows, {column: header.understood(column) for column in asked})
    others = [one.at for one in beside]
    looked = Looked(
        money, others, found.others, sums, figures.whole, [*products, *prices.values(), *parts.values()]
    )
    return Columns(
        found.years,
        total=found.total,
        others=tuple(one._replace(over=running.get(one.at)) for one in found.others),
        beside=tuple(beside),
        sums=tuple(sums),
        formulas=column_formulas(header, rows, looked),
        contradicted=contradicted(header, rows, looked),
        **named,
    )


def _as_money(title: Title) -> Title:
    """The title of a column that the figures have shown to be money, whatever its words count."""
    return replace(title, kind=FigureKind.AMOUNT) if title.kind in _NOT_MONEY else title


class _Figures(NamedTuple):
    """What the rows of a table print in its columns of money.

    Attributes:
        rows: those of lines and of totals, without what this program computed and without shares.
        values: of each of them, column by column.
        totals: the rows among them that are called totals.
    """

    rows: Sequence[int]
    values: Sequence[tuple[int | None, ...]]
    totals: frozenset[int]

    @property
    def lines(self) -> list[tuple[int | None, ...]]:
        """The values of the rows that are no totals."""
        return [values for row, values in zip(self.rows, self.values, strict=True) if row not in self.totals]

    @property
    def added(self) -> list[tuple[int | None, ...]]:
        """The values of the totals."""
        return [values for row, values in zip(self.rows, self.values, strict=True) if row in self.totals]

    def not_totalled(self, some: Sequence[int], columns: Sequence[int]) -> list[int]:
        """Those of some columns under which no total stands, where one stands under another of the columns."""
        empty = {c for at, c in enumerate(columns) if all(values[at] is None for values in self.added)}
        return [column for column in some if column in empty] if len(empty) < len(columns) else []

    @property
    def whole(self) -> int | None:
        """The row of the largest total, column by column from the left; None without a total."""
        largest = dict(zip(self.rows, ([value or 0 for value in values] for values in self.values), strict=True))
        return max(self.totals, key=lambda row: largest[row], default=None)


def _found_sums(
    header: Header, rows: Sequence[int], named: Mapping[str, int], titles: Mapping[int, Title]
) -> tuple[_Figures, list[ColumnSum], dict[int, int]]:
    """Which columns the figures show to be sums of others, and which run on down the lines, and over what."""
    grid, money, read = header.grid.rows, list(titles), list(titles.values())
    printed = [
        row
        for row in rows[:_MOST_ROWS_LOOKED_AT]
        if any(grid[row][column] for column in money)
        and not any(is_computed(grid[at][named["name"]].text) for at in (row - 1, row))
        and not no_money_in_row(grid[row][named["name"]].text)
    ]
    words = [column for role, column in named.items() if role in {ColumnRole.NAME, ColumnRole.STT}]
    totals = frozenset(row for row in printed if any(is_total(grid[row][column].text) for column in words))
    values = values_of([[grid[row][column] for column in money] for row in printed])
    figures = _Figures(printed, values, totals)
    numbers = {at: header.numbers[column] for at, column in enumerate(money) if column in header.numbers}
    running = {money[c]: money[over] for c, over in running_sums(figures.lines, figures.added, read).items()}
    sums = (
        ColumnSum(money[one.total], tuple((money[c], sign) for c, sign in one.parts), one.said)
        for one in column_sums(values, read, numbers)
    )
    return figures, [one for one in sums if running.keys().isdisjoint(one.columns)], running


def _which_columns(header: Header, rows: Sequence[int], doubtful: Mapping[int, Title]) -> UndecidedError:
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
