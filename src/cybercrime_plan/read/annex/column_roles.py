"""What each column of an annex is for, by its title, then by what stands in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations, product, starmap, takewhile
from math import prod

from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.money import VND, typed_unit
from cybercrime_plan.read.annex.amounts import in_one_scale, most_decimals, numbers_of, reads_as_number, values_of
from cybercrime_plan.read.annex.choices import Choices
from cybercrime_plan.read.annex.column_questions import of_other_currencies, undecided_column
from cybercrime_plan.read.annex.columns import COUNTS, NOT_MONEY, PRICES, Beside, Columns
from cybercrime_plan.read.annex.figures_alone import added_columns
from cybercrime_plan.read.annex.header import Header, calls_years, columns_of, is_year, is_years
from cybercrime_plan.read.annex.money_columns import MoneyColumns, arranged_columns
from cybercrime_plan.read.annex.numbering import is_numbering
from cybercrime_plan.read.annex.surroundings import find_title
from cybercrime_plan.read.annex.titles import FigureKind, names_version
from cybercrime_plan.read.annex.vocabulary import DASHES, ColumnRole, is_computed, is_total, role_of
from cybercrime_plan.read.grid import Content, GridCell, column_name, column_number

_CHOSEN_COLUMNS = re.compile(r"([a-z]+)=([A-Za-z]{1,3}(?:,[A-Za-z]{1,3})*)")
_FIGURE = re.compile(r"[-(]?\s?[0-9][0-9.,\s]*%?\)?\s*\(?\*?\)?")
_YEAR = re.compile("(?<![0-9./])(?:19|20|21)[0-9]{2}(?![0-9])")
_UNTIL = re.compile(r"\b(?:đến|từ)\b", re.IGNORECASE)
_OF_TIMES = re.compile(r"(?:quý|tháng|tuần|kỳ|đợt)\b(?!.*\b[0-9ivx]+\b)", re.IGNORECASE)
_TIME = re.compile("0?[1-9]|1[0-2]")
"""A quarter or a month of the year."""
_MOST_COLUMNS = 100
"""of amounts; the search for their sums grows with the cube of their number"""
_YEARLY = re.compile(r"(?:dự toán|dt)\b", re.IGNORECASE)


def find_columns(header: Header, end: int, choices: Choices) -> Columns:
    """What the columns of a table are for, by their titles, then by what stands in them.

    Args:
        end: the row after the last that can belong to the table.

    Raises:
        UndecidedError: two columns could be the same thing, or none could be the names.
        UsageError: a choice names no role or no column.
        InputError: there are more columns of amounts than any annex has.
    """
    rows = header.rows(end)
    rows = tuple(takewhile(lambda row: not any(map(is_computed, header.grid.words(row))), rows))
    # below the last figure words alone stand in the columns: those of a signature
    below = takewhile(lambda row: not any(map(_is_figure, header.grid.rows[row])), reversed(rows))
    rows = rows[: len(rows) - sum(1 for _row in below)] or rows
    found, kinds = _chosen(choices)
    under = list(zip(*(header.grid.rows[row] for row in rows), strict=True)) or [()] * header.grid.width
    cells = [[cell for cell in column if cell] for column in under]
    figures = [c for c in range(header.grid.width) if _holds_figures(header, c, cells[c])]
    _find_words(header, cells, found, figures)
    total = found.pop(ColumnRole.TOTAL, None)
    years = columns_of(choices.year_columns) if choices.year_columns else None
    asked = [c for c in figures if c not in found.values() and (years is None or c in (*years, total))]
    shown = {column: _no_money(header, column, cells[column]) for column in asked}
    shown |= dict.fromkeys(_priced_in_full(header, rows, found[ColumnRole.NAME], shown))
    money, beside = _money_and_beside(header, rows, shown, kinds, total)
    if len(money) > _MOST_COLUMNS:
        raise _too_many_columns(header, len(money))
    strange = [column for column in kinds if column not in {*money, *beside}]
    if strange:
        letters = tuple(map(column_name, strange))
        raise UsageError(_("no amounts stand in column {letters}", letters=letters), _("for example: amount=D"))
    undecided = [column for column in money if column not in kinds]
    beside |= of_other_currencies(header, rows, undecided, _currency(choices))
    money = [column for column in money if column not in beside]
    kinds = {column: kind for column, kind in kinds.items() if kind is not ColumnKind.OTHER}
    named = {str(role): column for role, column in found.items()}
    others = list(starmap(Beside, sorted(beside.items())))
    year = _year_of(header, money) if years is None else None
    return arranged_columns(MoneyColumns(header, rows, named, money, others, total, kinds, year))


def _too_many_columns(header: Header, count: int) -> InputError:
    return InputError(
        _(
            "{count} columns of amounts are found at {place}; {limit} at most are read",
            count=count,
            place=header.place,
            limit=_MOST_COLUMNS,
        ),
        _("name those of the table with --year-columns: C:H"),
    )


def _currency(choices: Choices) -> str:
    """In which the amounts are read where columns are in several: the chosen one, else đồng."""
    unit = typed_unit(choices.unit) if choices.unit else None
    return unit.currency if unit else VND


def _priced_in_full(
    header: Header, rows: Sequence[int], name: int, shown: Mapping[int, Text | None]
) -> Iterator[int]:
    """The columns of prices beside others that come to their total, through one group or two: prices never do."""
    if len(shown) == 1:
        return
    called = [is_total(header.grid.rows[row][name].text) for row in rows]
    for column in [column for column, why in shown.items() if why == PRICES]:
        values = [value or 0 for (value,) in values_of([[header.grid.rows[row][column]] for row in rows])]
        added = [value for value, total in zip(values, called, strict=True) if value and not total]
        totals = [value for value, total in zip(values, called, strict=True) if value and total]
        if len(added) > 1 and len(totals) == 1 and sum(added) in {totals[0], 2 * totals[0], 3 * totals[0]}:
            yield column


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
    counts, sums = _sums_with(NOT_MONEY, header, rows, money, beside)
    told = {c for total, parts in sums if total in money and not parts.isdisjoint(money) for c in parts - {*money}}
    return sorted(told.union(*(parts for total, parts in sums if total in counts and parts <= {*money})))


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

    Of two columns of money with a product behind them it is the one that has totals, or that stands first.
    """
    kinds = {column: header.understood(column).kind for column in beside}
    prices = [column for column, kind in kinds.items() if kind is FigureKind.PRICE]
    others = [column for column, kind in kinds.items() if kind is FigureKind.QUANTITY]
    columns = [*money, *prices, *others]
    grid = [header.grid.rows[row] for row in rows[:_ROWS_TRIED]]
    numbers = [numbers_of([row[column] for column in columns]) for row in grid]
    one = 10 ** most_decimals(numbers)
    found = [dict(zip(columns, values, strict=True)) for values in in_one_scale(numbers)]
    figures = {column: len(found) - [row[column] for row in found].count(None) for column in columns}
    factors = [*((price,) for price in prices), *product(prices, others)]  # people x price, people x price x months
    counted: list[int] = []
    for count, by, made in (*product(money, factors, money), *_near(money, others)):
        later = by[0] in money and (figures[by[0]], count) > (figures[count], by[0])
        if not (made == count or later or {count, *by} & {*counted}) and _multiplies(
            found, made, (count, *by), one
        ):
            counted.append(count)
    return counted


_ROWS_TRIED = 200
"""so many rows tell a product"""


def _near(money: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """Columns of money right behind two others, with these and a quantity: `Số HS | Mức thu | Số tháng`."""
    for made in money:
        before = range(made - _NEAR, made)
        for count, by in permutations((column for column in money if column in before), 2):
            yield count, (by,), made
            yield from ((count, (by, other), made) for other in others if other in before)


def _multiplies(rows: Sequence[Mapping[int, int | None]], made: int, factors: Sequence[int], one: int) -> bool:
    """Whether a column is a product in three rows at least, in two with a third factor, and in all but one.

    Three factors do not meet an amount by chance.

    Args:
        one: what stands for 1 in the rows.
    """
    more = one ** (len(factors) - 1)
    holds = fails = 0
    for row in rows:
        parts = [row[column] for column in factors]
        if row[made] and all(parts):
            right = prod(part for part in parts if part) == (row[made] or 0) * more
            holds, fails = holds + (right and one not in parts), fails + (not right)
            if fails > 1:
                return False
    return holds > _ROWS_THAT_PROVE - len(factors) + 1


_NEAR = 4
_ROWS_THAT_PROVE = 3


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
    _find_titled(header, cells, found, figures)
    free = [c for c in range(width) if cells[c] and c not in found.values()]
    words = [[cell.text for cell in own if cell.content is Content.TEXT] for own in cells]
    texts = [c for c in free if c not in figures and any(text[0].isalpha() and text[1:] for text in words[c])]
    texts = [c for c in texts if c == texts[0] or not _tells_versions(cells[c])]
    first_figure = min((c for c in figures if c not in found.values() and header.titles[c]), default=width)
    if ColumnRole.STT not in found:
        # behind the names A, B and C are kinds of projects
        end = min(first_figure, found.get(ColumnRole.NAME, width))
        before = [c for c in free if c < end and c not in texts]
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
        raise undecided_column(header, ColumnRole.NAME, range(width))
    # a column merged down over several lines, their field, names none of them; nor has it a word beside the total
    found[ColumnRole.NAME] = max([c for c in texts if c < first_figure] or names[:1], key=lambda c: len(cells[c]))


def _find_titled(
    header: Header, cells: Sequence[Sequence[GridCell]], found: dict[ColumnRole, int], figures: Sequence[int]
) -> None:
    """The columns of words that their titles name.

    Raises:
        UndecidedError: two of them are called a source.
    """
    by_role: dict[ColumnRole, list[int]] = defaultdict(list)
    for column in range(header.grid.width):
        role = role_of(header.titles[column]) or role_of(header.lowest[column])
        worded = column not in figures or role is ColumnRole.STT
        worded = worded and not (role is ColumnRole.NAME and column and _tells_versions(cells[column]))
        worded = worded and not (role is ColumnRole.SOURCE and _only_marks(cells[column]))
        if role and worded and role is not ColumnRole.TOTAL and role not in found and column not in found.values():
            by_role[role].append(column)
    for role, columns in by_role.items():
        if role is ColumnRole.SOURCE and len(columns) > 1:
            raise undecided_column(header, role, columns)
        # the first column of names stands by the numbers; but a column merged down over several lines, their field
        # or their owner, names none of them
        found[role] = max(columns, key=lambda c: len(cells[c])) if role is ColumnRole.NAME else columns[0]


def _tells_versions(cells: Sequence[GridCell]) -> bool:
    """Whether a column says of each row, over and over, whether it is planned or carried out."""
    texts = [cell.text for cell in cells]
    return len({*texts}) * 2 <= len(texts) and all(map(names_version, {*texts}))


def _only_marks(cells: Sequence[GridCell]) -> bool:
    """Whether a column says no words, but with a cross on which lines its title bears: `Nguồn vốn | NSTW`, `x`."""
    texts = {cell.text.casefold() for cell in cells}
    return len(texts) == 1 and all(len(text) == 1 for text in texts)


_ONE = re.compile(r"0?1\.?|[IAa][.)]?")


def _holds_figures(header: Header, column: int, cells: Sequence[GridCell]) -> bool:
    """Whether figures stand in a column, more of them than of words; under a title, or under none at all."""
    own = any(is_computed(title) for title in header.titles[max(column - 1, 0) : column + 1])
    if not header.titles[column] or own:
        return False
    figures = [cell for cell in cells if cell.content is Content.NUMBER or _is_figure(cell)]
    amounts = any(cell.text not in DASHES for cell in figures)
    year = header.understood(column).year is not None or role_of(header.titles[column]) is ColumnRole.TOTAL
    return year or (amounts and len(figures) * 2 > len(cells)) or _counts_marks(cells)


def _is_figure(cell: GridCell) -> bool:
    typed = cell.content in (Content.NUMBER, Content.UNREADABLE)
    return typed or cell.text in DASHES or bool(_FIGURE.fullmatch(cell.text))


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
    written = [cell.text for cell in cells if cell.content is not Content.NUMBER]
    if sum(1 for text in written if _DAY.fullmatch(text)) * 2 > len(cells):
        return _("codes or dates, no money")
    in_percent = sum(text.endswith("%") for text in written) * 2 > len(cells)
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
    marks = len([cell for cell in cells if cell.text in {"x", "X"}])
    return marks > 1 and max((int(cell.text) for cell in cells if cell.text.isdecimal()), default=0) == marks
