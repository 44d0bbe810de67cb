"""How the columns of money of a table hang together: sums, prices, percentages, versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from typing import NamedTuple

from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.formula import Formula
from cybercrime_plan.read.annex.amounts import values_of
from cybercrime_plan.read.annex.arithmetic import (
    Looked,
    column_formulas,
    contradicted,
    name_of,
    percentages,
    running_sums,
    second_way,
    unit_prices,
)
from cybercrime_plan.read.annex.arrange import arranged
from cybercrime_plan.read.annex.arrangement import Arrangement
from cybercrime_plan.read.annex.choices import UndecidedError
from cybercrime_plan.read.annex.column_questions import which_columns
from cybercrime_plan.read.annex.column_sum import ColumnSum, below, numbered, says_difference, turned_to
from cybercrime_plan.read.annex.columns import COUNTS, NOT_MONEY, PRICES, Beside, Columns
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.periods import of_other_periods
from cybercrime_plan.read.annex.relations import column_sums
from cybercrime_plan.read.annex.surroundings import find_title
from cybercrime_plan.read.annex.titles import FigureKind, Title, with_neighbours, years_of_period
from cybercrime_plan.read.annex.vocabulary import ColumnRole, is_computed, is_total, no_money_in_row

_MOST_ROWS_LOOKED_AT = 2_000


@dataclass(frozen=True)
class MoneyColumns:
    """The columns of money of a table before they are arranged.

    Attributes:
        named: the columns of words, by their roles.
        total: the column of row totals, where a person has said it.
        chosen: the kinds that a person has said.
        year: the one that the whole table is of, where that is known.
        products: what is known to be multiplied.
    """

    header: Header
    rows: Sequence[int]
    named: Mapping[str, int]
    money: Sequence[int]
    beside: Sequence[Beside]
    total: int | None
    chosen: Mapping[int, ColumnKind]
    year: int | None
    products: Sequence[Formula] = ()

    @property
    def period(self) -> tuple[int, int] | None:
        """The first and last year of the one period that the title of the table names."""
        title = find_title(self.header.grid, range(self.header.top))
        return years_of_period(title.text) if title else None

    @property
    def titles(self) -> dict[int, Title]:
        """Of the columns of money, which the figures have shown to be money whatever the words count."""
        titles = {column: self.header.understood(column) for column in self.money}
        other = {c for c, title in titles.items() if title.kind in {*NOT_MONEY, FigureKind.PRICE}}
        return with_neighbours(titles | {c: replace(titles[c], kind=FigureKind.AMOUNT) for c in other})

    def without(self, columns: Sequence[int], why: Text, products: Sequence[Formula] = ()) -> MoneyColumns:
        """The same, with some of the columns beside the money."""
        return replace(
            self,
            money=[column for column in self.money if column not in columns],
            beside=[*self.beside, *(Beside(column, why) for column in columns)],
            products=[*self.products, *products],
        )


def arranged_columns(table: MoneyColumns) -> Columns:
    """What the columns of a table are, with the sums and the arithmetic over them.

    Raises:
        UndecidedError: which of them are the amounts cannot be told.
    """
    header, rows, money, chosen = table.header, table.rows, table.money, table.chosen
    titles = table.titles
    figures, sums, running = _found_sums(header, rows, table.named, titles)
    prices = _prices(table, [one for one in sums if figures.bear_out(one, money)])
    single = [c for c in prices if figures.totals and not any(header.grid.rows[row][c] for row in figures.totals)]
    if single:
        return arranged_columns(table.without(single, PRICES, [prices[column] for column in single]))
    apart = frozenset(prices).union(*(one.columns for one in sums if not one.columns.isdisjoint(prices)))
    net = next((one for one in sums if _is_net(one, titles)), None)
    if net and table.total is None and not chosen:
        taken = dict.fromkeys(sorted(below(net.terms, sums)), ColumnKind.OUTSIDE)
        return arranged_columns(replace(table, total=net.total, chosen=taken))
    titles, sums, parts = _without_second_way(table, sums)
    titles = _as_figures_show(titles, sums, figures)
    kinds = dict.fromkeys(running, ColumnKind.RUNNING) | dict.fromkeys(parts, ColumnKind.OUTSIDE)
    compared = (*_of_other_times(titles, sums), *of_other_periods(titles, sums, table.period))
    kinds |= dict.fromkeys(compared, ColumnKind.OUTSIDE)
    kinds |= _of_balances(sums, figures.lines, money)
    kinds |= {**chosen, **dict.fromkeys(apart, ColumnKind.OUTSIDE)}
    found = arranged(titles, sums, kinds, table.total, table.year)
    if unsaid := _not_said(table, titles, sums, kinds, found):
        return arranged_columns(replace(table, chosen={**chosen, **dict.fromkeys(unsaid, ColumnKind.OUTSIDE)}))
    undated = [c for c in found.doubtful if c not in kinds and titles[c].year is None]
    called = any(titles[c].kind is FigureKind.TOTAL and c not in found.doubtful for c in money)
    if settled := _settled(table, figures, undated, known=found.has_amounts or called):
        return arranged_columns(settled)
    if found.doubtful or not found.has_amounts:
        raise _which_are_amounts(table, found, undated)
    products = [*table.products, *prices.values(), *parts.values()]
    looked = Looked(money, [one.at for one in table.beside], found.others, sums, figures.whole, products)
    return Columns(
        found.years,
        total=found.total,
        others=tuple(one._replace(over=running.get(one.at)) for one in found.others),
        beside=tuple(table.beside),
        sums=tuple(sums),
        formulas=column_formulas(header, rows, looked),
        contradicted=contradicted(header, rows, looked),
        **table.named,
    )


def _as_figures_show(titles: dict[int, Title], sums: Sequence[ColumnSum], figures: _Figures) -> dict[int, Title]:
    """The titles, put right where the figures show parts, columns of the years of their totals, or amounts."""
    found = titles | {c: replace(titles[c], of_which=True) for c in figures.shown_in_part(titles, sums)}
    found |= dict(_as_their_totals(found, sums))
    return found | {c: replace(found[c], kind=FigureKind.AMOUNT) for c in _added_though_less(found, sums)}


def _which_are_amounts(table: MoneyColumns, found: Arrangement, undated: Sequence[int]) -> UndecidedError:
    """The question for the amounts, where every title may be one, or speaks of prices or counts."""
    amounts = [one.at for one in found.others if one.kind is ColumnKind.AMOUNT and undated]
    asked = sorted({*found.doubtful, *amounts}) or table.money or [one.at for one in table.beside]
    return which_columns(table.header, table.rows, {column: table.header.understood(column) for column in asked})


def _is_net(one: ColumnSum, titles: Mapping[int, Title]) -> bool:
    """Whether a sum is a total that says of itself that it is one column less another."""
    return (
        not one.only_adds and titles[one.total].kind is FigureKind.TOTAL and says_difference(titles[one.total].text)
    )


def _as_said(one: ColumnSum, titles: Mapping[int, Title]) -> ColumnSum:
    """A sum read for the one of its two parts that says of itself that it is a difference."""
    nets = [column for column, _sign in one.parts if says_difference(titles[column].text)]
    return turned_to(nets[0], one) if len(nets) == 1 and one.only_adds and len(one.parts) == 2 else one  # noqa: PLR2004


def _not_said(
    table: MoneyColumns,
    titles: Mapping[int, Title],
    sums: Sequence[ColumnSum],
    kinds: Mapping[int, ColumnKind],
    found: Arrangement,
) -> list[int]:
    """The other columns of the question which one is the amount, where a person has answered it."""
    said = {column for column, kind in table.chosen.items() if kind is ColumnKind.AMOUNT}
    if not said:
        return []
    unsaid = {column: kind for column, kind in kinds.items() if column not in said}
    if said.isdisjoint(arranged(titles, sums, unsaid, table.total, table.year).doubtful):
        return []
    return [one.at for one in found.others if one.kind is ColumnKind.AMOUNT and one.at not in table.chosen]


def _prices(table: MoneyColumns, sums: Sequence[ColumnSum]) -> dict[int, Formula]:
    """The columns of money that say what one costs, each with what makes it the cost of all.

    What one costs is never added to what all cost, nor is it a part of that: `3 quý còn lại` may be three times
    `Quý I`, and a fifth from the province stand beside five months.

    Args:
        sums: those that the figures bear out.
    """
    counted = [one.at for one in table.beside if one.is_count]
    open_ = [column for column in table.money if column not in table.chosen]
    found = unit_prices(table.header, table.rows, open_, counted)
    together = [{name_of(column) for column in one.columns} for one in sums if one.only_adds]
    return {c: one for c, one in found.items() if not any({name_of(c), one.result} <= added for added in together)}


def _settled(
    table: MoneyColumns, figures: _Figures, doubtful: Sequence[int], *, known: bool
) -> MoneyColumns | None:
    """The table with the columns in doubt settled by what their figures or titles say; None where nothing does.

    Args:
        known: which columns are the amounts is known without these.
    """
    if unadded := figures.not_totalled(doubtful, table.money):
        return table.without(unadded, _("no total stands under it"))
    if counts := [c for c in doubtful if known and table.header.understood(c).tells_number]:
        return table.without(counts, COUNTS)
    if not table.money and (only := _only_totalled(table)) is not None:
        beside = [one for one in table.beside if one.at != only]
        return replace(table, money=[only], beside=beside, chosen={only: ColumnKind.AMOUNT})
    return None


def _without_second_way(
    table: MoneyColumns, sums: list[ColumnSum]
) -> tuple[dict[int, Title], list[ColumnSum], dict[int, Formula]]:
    """The titles and sums of the amounts, and the columns that are percentages or a second division of them."""
    header, rows, money, titles = table.header, table.rows, table.money, table.titles
    added = frozenset[int]().union(*(one.columns for one in sums if one.only_adds))
    # what is itself added up, or shared out, is more than a percentage
    whole = added.union(one.parts[0][0] for one in sums)
    parts = {c: part for c, part in percentages(header, rows, money).items() if c not in whole}
    ways = second_way(header, rows, [c for c in money if c not in added])
    if ways is None:
        return titles, sums, parts
    shared = [c for c in money if name_of(c) in ways.names]
    taken = {name for operator, name in ways.steps if operator == "-"} | {ways.result}
    return (
        titles | {c: replace(titles[c], of_which=False) for c in shared},
        [one for one in sums if not one.columns <= {*shared}],
        parts | {c: ways for c in shared if name_of(c) in taken},
    )


def _as_their_totals(titles: Mapping[int, Title], sums: Sequence[ColumnSum]) -> Iterator[tuple[int, Title]]:
    """The parts of totals that are versions of each other, `Dự toán` and `Quyết toán`: they are of these, too.

    Only where the same parts stand behind each.
    """
    divided = [one for one in sums if one.only_adds and titles[one.total].version]
    named = {
        one: [titles[c].text.removeprefix(titles[one.total].text) for c, _sign in one.parts] for one in divided
    }
    for one, other in permutations(divided, 2):
        version = titles[one.total].version
        if named[one] == named[other] and version != titles[other.total].version:
            yield from ((c, replace(titles[c], version=titles[c].version or version)) for c in one.terms)


def _added_though_less(titles: Mapping[int, Title], sums: Sequence[ColumnSum]) -> Iterator[int]:
    """The columns called a decrease, `Giảm trừ dự toán`, that a plain total adds as its only one: amounts."""
    own = {c: title.own_words for c, title in titles.items()}
    for one in sums:
        changes = [own[c] for c in one.terms if titles[c].kind is FigureKind.CHANGE]
        if one.only_adds and one.said and titles[one.total].is_plain_total and len(changes) == 1 < len(one.parts):
            word = changes[0] if "giảm" in changes[0] and "tăng" not in changes[0] else None
            yield from (c for c, words in own.items() if words == word)


def _of_other_times(titles: Mapping[int, Title], sums: Sequence[ColumnSum]) -> Iterator[int]:
    """The columns of two months that are only compared, where another is of the year."""
    dated = any(one.year and one.kind in {FigureKind.AMOUNT, FigureKind.TOTAL} for one in titles.values())
    for one in sums if dated else ():
        times = {titles[c].part for c in one.terms}
        if titles[one.total].kind is FigureKind.CHANGE and len(times) == len(one.parts) == 2 and None not in times:  # noqa: PLR2004
            yield from {one.total, *(c for c, each in titles.items() if each.part in times)}


def _of_balances(
    sums: Sequence[ColumnSum], lines: Sequence[tuple[int | None, ...]], money: Sequence[int]
) -> dict[int, ColumnKind]:
    """What each line begins and ends with, and what comes in between, where the next begins with what is left.

    So only what goes out adds up over the lines: `Tồn đầu tháng | Thu | Chi | Tồn cuối tháng`.
    """
    kinds: dict[int, ColumnKind] = {}
    for one in (one for one in sums if not one.only_adds and one.parts[0][1] > 0):
        first, last = money.index(one.parts[0][0]), money.index(one.total)
        carried = [before[last] == after[first] for before, after in pairwise(lines) if after[first]]
        if carried.count(False) <= 1 < sum(carried):
            kinds |= {column: ColumnKind.OUTSIDE for column, sign in one.parts if sign > 0}
            kinds |= dict.fromkeys((one.parts[0][0], one.total), ColumnKind.RUNNING)
    return kinds


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

    def bear_out(self, one: ColumnSum, columns: Sequence[int]) -> bool:
        """Whether a sum that its titles may only say holds in any row."""
        rows = (dict(zip(columns, values, strict=True)) for values in self.values)
        added = ((row[one.total], sum(sign * (row[part] or 0) for part, sign in one.parts)) for row in rows)
        return any(whole and whole == made for whole, made in added)

    def not_totalled(self, some: Sequence[int], columns: Sequence[int]) -> list[int]:
        """Those of some columns under which no total stands, where one stands under another of the columns."""
        empty = {c for at, c in enumerate(columns) if all(values[at] is None for values in self.added)}
        return [column for column in some if column in empty] if len(empty) < len(columns) else []

    def shown_in_part(self, titles: Mapping[int, Title], sums: Sequence[ColumnSum]) -> Iterator[int]:
        """The columns that say how much of the one to the left is meant: often all of it, and never more.

        What nothing adds up is no second amount then: `Thu NSNN`, and what of it the commune keeps, `Thu NSX`.
        """
        summed = frozenset[int]().union(*(one.columns for one in sums))
        for at, (left, own) in enumerate(pairwise(titles)):
            alike = titles[left].under == titles[own].under and titles[left].year == titles[own].year
            if not (alike and summed.isdisjoint({left, own})):
                continue
            both = [(row[at], row[at + 1]) for row in self.values]
            paired = [(whole, part) for whole, part in both if whole is not None and part is not None]
            equal = sum(whole == part for whole, part in paired)
            more = sum(whole < part for whole, part in paired)
            if more < 2 < equal < len(paired) <= 4 * equal:  # noqa: PLR2004
                yield own

    @property
    def whole(self) -> int | None:
        """The row of the largest total, column by column from the left; None without a total."""
        largest = dict(zip(self.rows, ([value or 0 for value in values] for values in self.values), strict=True))
        return max(self.totals, key=lambda row: largest[row], default=None)


def _only_totalled(table: MoneyColumns) -> int | None:
    """The one column of prices of a table without money, where a total stands under it: it is the amount."""
    prices = [one.at for one in table.beside if one.why == PRICES]
    totals = [table.header.grid.rows[row] for row in _totals(table.header, table.rows, table.named)]
    return prices[0] if len(prices) == 1 and any(row[prices[0]] for row in totals) else None


def _totals(header: Header, rows: Sequence[int], named: Mapping[str, int]) -> list[int]:
    """The rows that are called totals."""
    words = [column for role, column in named.items() if role in {ColumnRole.NAME, ColumnRole.STT}]
    return [row for row in rows if any(is_total(header.grid.rows[row][column].text) for column in words)]


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
    totals = frozenset(_totals(header, printed, named))
    values = values_of([[grid[row][column] for column in money] for row in printed])
    figures = _Figures(printed, values, totals)
    numbers = {at: header.numbers[column] for at, column in enumerate(money) if column in header.numbers}
    empty = {number for c, number in numbered(header.numbers).items() if not any(grid[row][c] for row in rows)}
    running = {money[c]: money[over] for c, over in running_sums(figures.lines, figures.added, read).items()}
    sums = (
        ColumnSum(money[one.total], tuple((money[c], sign) for c, sign in one.parts), one.said)
        for one in column_sums(values, read, numbers, empty)
    )
    sums = (_as_said(one, titles) for one in sums)
    return figures, [one for one in sums if running.keys().isdisjoint(one.columns)], running
