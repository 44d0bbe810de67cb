"""The arithmetic over columns that is no sum of money: titles and printed numbers propose it, the rows prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations
from operator import itemgetter
from typing import NamedTuple

from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.formula import (
    SUM_OF,
    Formula,
    Value,
    agrees,
    formula_in,
    rounded,
    shortened,
    value_of,
    worked_out,
)
from cybercrime_plan.model.money import Number
from cybercrime_plan.read.annex.amounts import number_or_share
from cybercrime_plan.read.annex.arrangement import OtherColumn
from cybercrime_plan.read.annex.column_sum import ColumnSum, numbered, printed_sums
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.support import Values
from cybercrime_plan.read.annex.titles import FigureKind, Title, one_spelling
from cybercrime_plan.read.grid import GridCell

_MOST_COLUMNS = 12
"""of money, among which rates and products are sought"""
_MOST_ROWS = 200
_FEWEST_ROWS = 3
_SCALES = ("", " / 1000", " / 1000000")
"""a price in đồng and an amount in thousands or millions"""
_BESIDE = {ColumnKind.OUTSIDE, ColumnKind.VERSION}


class Looked(NamedTuple):
    """The columns of figures of one table and what is known of them.

    Attributes:
        money: the columns of money.
        beside: those of other figures.
        others: what columns of money beside the years are.
        sums: which columns add up to which.
        total: the row that adds up the whole table, as its name says; None without one.
        products: what is known to be multiplied.
    """

    money: Sequence[int]
    beside: Sequence[int]
    others: Sequence[OtherColumn]
    sums: Sequence[ColumnSum]
    total: int | None = None
    products: Sequence[Formula] = ()


def name_of(column: int) -> str:
    """What a formula calls a column of the grid, until it has an id."""
    return f"c{column}"


def unit_prices(
    header: Header, rows: Sequence[int], money: Sequence[int], counted: Sequence[int]
) -> dict[int, Formula]:
    """The columns that look like money and are multiplied in most rows: what one month, one man, one lot costs.

    Args:
        counted: the columns of quantities.
    """
    if len(money) > _MOST_COLUMNS:
        return {}
    said: dict[tuple[int, int], list[str]] = {}
    for price, made in permutations(money, 2):
        # the numbers by which titles say that a column has another one: of 1 month and of 9, of a month and a year
        one, other = (header.titles[column].casefold() for column in (price, made))
        months = ["12"] if _OF_MONTH.search(one) and not _OF_MONTH.search(other) else []
        said[price, made] = [*months, *sorted({*_FEW.findall(other)} - {*_FEW.findall(one), "1"})]
    values = _rows_of(header, rows, (*money, *counted)) if counted or any(said.values()) else []
    found: dict[int, Formula] = {}
    for (price, made), numbers in said.items():
        for some in _factors([name_of(count) for count in counted]):
            factors = " x ".join((name_of(price), *some))
            made_of = [f"{name_of(made)} = {factors}{scale}" for scale in _SCALES]
            telling = [row for row in values if any(row.get(count, _ONE) != _ONE for count in some)]
            if best := _best(made_of, telling, said=False):
                found.setdefault(price, best)
        many = [f"{name_of(made)} = {name_of(price)} x {factor}" for factor in numbers]
        if best := _best(many, values, said=False):
            found.setdefault(price, best)
    every = _rows_of(header, rows, [*header.numbers])
    for texts in _printed(header.numbers).values():
        if (best := _best(texts, every, said=True)) and not best.divides:
            found = {c: best for c in money if name_of(c) in best.names[1:]} | found
    return found


def _factors(counted: Sequence[str]) -> list[tuple[str, ...]]:
    """What a price may be multiplied with: one count, two (men, months), or all of three (men, factor, months)."""
    every = [tuple(counted)] if len(counted) == 3 else []  # noqa: PLR2004
    return [*combinations(counted, 1), *combinations(counted, 2), *every]


def percentages(header: Header, rows: Sequence[int], money: Sequence[int]) -> dict[int, Formula]:
    """The columns of money whose title says of which percentage of another one they are: `Tiết kiệm 10%`.

    They are so to the last digit in all rows but a slip: where figures are rounded, nobody knows which way.
    """
    told = {c: _PERCENT.findall(header.lowest[c]) for c in money} if len(money) <= _MOST_COLUMNS else {}
    values = _rows_of(header, rows, money) if any(told.values()) else []
    found: dict[int, Formula] = {}
    for column, said in told.items():
        for base in (other for other in money if other != column and len(said) == 1):
            whole, _comma, part = said[0].partition(",")
            one = formula_in(f"{name_of(column)} = {name_of(base)} x {int(whole + part)} / 100{'0' * len(part)}")
            made = [(row.get(one.result), worked_out(one, row)) for row in values]
            off = [abs(value.number - needed) for value, needed in made if value and needed]
            exact = off.count(Fraction(0))
            slips = len(off) - exact
            if exact >= max(_FEWEST_ROWS, 2 * slips) and not any(0 < one < 1 for one in off):
                found.setdefault(column, one)
    return found


def second_way(header: Header, rows: Sequence[int], free: Sequence[int]) -> Formula | None:
    """Of columns without a total over them: the last of those under one heading that share out what others do.

    By source and by kind, for one: in three rows they come to the same, and in all but a slip. What stands under no
    heading is what there was and came, and what went and is left.

    Args:
        free: the columns that no sum adds up.
    """
    values = _rows_of(header, rows, free if len(free) <= _MOST_COLUMNS else ())
    blocks = [free[first:last] for first, last in combinations(range(len(free) + 1), 2)]
    for block in sorted(blocks, key=len, reverse=True):
        for cut in range(2, len(block) - 1):
            once, again = block[:cut], block[cut:]
            if _time_under_one_heading(header, once) == _time_under_one_heading(header, again) != ():
                steps = [*(f" + {name_of(c)}" for c in once[1:]), *(f" - {name_of(c)}" for c in again[:-1])]
                one = formula_in(f"{name_of(again[-1])} = {name_of(once[0])}{''.join(steps)}")
                holds, fails = _tally(one, [row for row in values if len(row) > len(block) // 2])
                if holds >= _FEWEST_ROWS * max(1, fails):
                    return one
    return None


def _time_under_one_heading(header: Header, columns: Sequence[int]) -> tuple[int | None, str | None] | tuple[()]:
    """The year and the part of it that columns under one heading name; nothing where they stand under several."""
    titles = [header.understood(column) for column in columns]
    times = {(title.year, title.part) for title in titles}
    over = {title.under for title in titles}
    return times.pop() if len(times) == len(over) == 1 and all(over) else ()


_PERCENT = re.compile(r"(?<![0-9,.])([1-9][0-9]?(?:,[0-9])?)\s*%")


_OF_MONTH = re.compile(r"(?<![0-9] )tháng|1 tháng|\bmonth\b")
_FEW = re.compile(
    r"(?<![0-9/.,])([1-9][0-9]?) (?:tháng|quý|kỳ|ngày|tuần|lần|đợt|buổi|months?|quarters?|days?|weeks?)\b"
)


_ONE = value_of(Number(1))


def _rows_of(header: Header, rows: Sequence[int], columns: Sequence[int]) -> list[dict[str, Value]]:
    return [
        {name_of(c): value for c in columns if (value := _value(header.grid.rows[row][c])) is not None}
        for row in rows[:_MOST_ROWS]
    ]


def column_formulas(header: Header, rows: Sequence[int], looked: Looked) -> tuple[Formula, ...]:
    """What the rows prove, for each column at most one."""
    tried = [
        *((texts, True) for texts in _printed(header.numbers).values()),
        *(([text], one.said) for one in looked.sums if _is_beside(one, looked) and (text := _text_of(one))),
        *(([str(one)], False) for one in looked.products),
        *((group, False) for group in _proposed(header, looked)),
    ]
    if not tried:
        return ()
    values = _rows_of(header, rows, (*looked.money, *looked.beside))
    if looked.total is not None:
        whole = header.grid.rows[looked.total]
        sums = {f"{SUM_OF}{name_of(c)}": value for c in looked.money if (value := _value(whole[c])) is not None}
        values = [row | sums for row in values]
    found: dict[str, Formula] = {}
    for texts, said in tried:
        if best := _best(texts, values, said=said):
            found.setdefault(best.result, best)
    for best in _counted_up(header, looked.beside, values):
        found.setdefault(best.result, best)
    known = {frozenset(map(name_of, one.columns)) for one in looked.sums}
    told = {frozenset(map(name_of, one.columns)) for one in looked.sums if _is_beside(one, looked)}
    return tuple(one for one in found.values() if one.multiplies or frozenset(one.names) not in known - told)


def _counted_up(header: Header, beside: Sequence[int], rows: Sequence[Mapping[str, Value]]) -> Iterator[Formula]:
    """The counts that are products of two others, classes by pupils of each, in rows where neither is one."""
    counts = [c for c in beside if header.understood(c).kind is FigureKind.QUANTITY][:_MOST_COLUMNS]
    for made in counts:
        others = [name_of(column) for column in counts if column != made]
        found = [
            best
            for pair in combinations(others, 2)
            if (telling := [row for row in rows if all(row.get(one, _ONE) != _ONE for one in pair)])
            and (best := _best([f"{name_of(made)} = {' x '.join(pair)}"], telling, said=False))
        ]
        if len(found) == 1:
            yield found[0]


def _text_of(one: ColumnSum) -> str | None:
    """A sum of columns as a formula; None where it adds nothing."""
    plus, minus = ([c for c, sign in one.parts if sign * way > 0] for way in (1, -1))
    steps = [*(f" + {name_of(c)}" for c in plus[1:]), *(f" - {name_of(c)}" for c in minus)]
    return f"{name_of(one.total)} = {name_of(plus[0])}{''.join(steps)}" if plus else None


def _value(cell: GridCell) -> Value | None:
    number = number_or_share(cell)
    return None if number is None else value_of(number)


def _is_beside(one: ColumnSum, looked: Looked) -> bool:
    """Whether a sum takes in a column that stands in no sum of its line, or is what such a column comes to.

    A year that is printed by kind and again by source adds up the second ones nowhere else.
    """
    beside = {*looked.beside, *(other.at for other in looked.others if other.kind in _BESIDE)}
    parts = (one for one in looked.others if one.kind is ColumnKind.PART)
    some = {one.at for one in parts if one.of_which or one.year is None}
    again = {other.at for other in looked.others if other.of_which and other.year is not None}
    second = again.issuperset(column for column, _sign in one.parts)
    return second or one.total in some or not beside.isdisjoint(one.columns)


def _printed(numbers: Mapping[int, str]) -> dict[str, list[str]]:
    """The products and quotients of a row that numbers the columns: `(5)=(3)x(4)`, `3=2/1`."""
    column_of = {number: name_of(column) for column, number in numbered(numbers).items()}
    found = {}
    for column, text in numbers.items():
        right = re.sub(r"[()\[\]\s]", "", text.partition("=")[2]).replace("100%", "100").lower()
        if re.search("[/:]", right):
            right = right.replace("%", "")  # (4/3)%; but 3x5% is no product of the columns 3 and 5
        parts = re.split(r"([x*×/:])", right)
        if len(parts) > 2 and all(part in column_of or part == "100" for part in parts[::2]):  # noqa: PLR2004
            made = " ".join(_OPERATORS.get(part) or column_of.get(part, part) for part in parts)
            texts = [f"{name_of(column)} = {made}"]
            found[name_of(column)] = texts if "100" in made else [*texts, f"{texts[0]} x 100", f"{texts[0]} / 100"]
    return found


_OPERATORS = {"x": "x", "*": "x", "×": "x", "/": "/", ":": "/"}


def _proposed(header: Header, looked: Looked) -> Iterator[list[str]]:
    """What titles make likely, as groups of which one may be right."""
    kinds = {column: header.understood(column).kind for column in (*looked.money, *looked.beside)}
    money = [name_of(column) for column in looked.money]
    if len(money) > _MOST_COLUMNS:
        return
    totals = {one.total for one in looked.sums}
    for column in looked.money:
        if kinds[column] is FigureKind.BEFORE and column not in totals:
            pairs = combinations([name_of(c) for c in looked.money if c < column], 2)
            yield [f"{name_of(column)} = {one} + {two}" for one, two in pairs]
    counted = [name_of(c) for c in looked.beside if kinds[c] in {FigureKind.QUANTITY, FigureKind.AMOUNT}]
    for price in [name_of(c) for c in looked.beside if kinds[c] is FigureKind.PRICE] or counted:
        factors = [" x ".join(some) for some in _factors([name for name in counted if name != price])]
        made_of = [[f"{made} = {some} x {price}{scale}" for made in money for scale in _SCALES] for some in factors]
        yield [text for texts in made_of for text in texts]
        yield from made_of  # one price for two terms, each with its own count
    for share in (name_of(c) for c in looked.beside if kinds[c] is FigureKind.SHARE):
        wholes = [*permutations(money, 2), *((a, f"{SUM_OF}{a}") for a in money)]
        yield [f"{share} = {a} / {b}{scale}" for a, b in wholes for scale in (" x 100", "")]


def _best(texts: Sequence[str], rows: Sequence[Mapping[str, Value]], *, said: bool) -> Formula | None:
    """The formula that fails least, where one holds in most rows, and would with one more slip."""
    good: list[tuple[int, int, Formula]] = []
    for formula in map(formula_in, texts):
        holds, fails = _tally(formula, rows)
        if holds + fails >= (2 if said else _FEWEST_ROWS) and holds >= fails * (1 if said else 2):
            good.append((fails, -holds, formula))
    return min(good, key=itemgetter(0, 1))[2] if good else None


def _tally(formula: Formula, rows: Sequence[Mapping[str, Value]]) -> tuple[int, int]:
    """In how many rows it holds, and in how many it fails; a row of nothing says nothing."""
    holds = fails = 0
    decimals = max((row[formula.result].decimals for row in rows if formula.result in row), default=0)
    for row in rows:
        made = worked_out(shortened(formula, row), row, blank_is_none=True)
        printed = row.get(formula.result)
        if made is not None and printed is not None and (made or printed.number):
            right = agrees(printed.number, rounded(made, decimals))
            holds, fails = holds + right, fails + (not right)
    return holds, fails


def contradicted(header: Header, rows: Sequence[int], looked: Looked) -> frozenset[int]:
    """The columns over which a row that numbers them prints arithmetic that most rows contradict."""
    if not any("=" in text for text in header.numbers.values()):
        return frozenset()
    values = _rows_of(header, rows, (*looked.money, *looked.beside))
    printed = _printed(header.numbers)
    for one in printed_sums(header.numbers):
        if text := _text_of(one):
            printed[name_of(one.total)] = [text]
    found = set()
    for column in header.numbers:
        texts = printed.get(name_of(column), [])
        scaled = [text + scale for text in texts for scale in (_SCALES if " x " in text else _SCALES[:1])]
        tallies = [_tally(formula_in(text), values) for text in scaled]
        if tallies and all(fails > max(holds, 1) for holds, fails in tallies):
            found.add(column)
    return frozenset(found)


_PROOFS = 3
"""rows in which figures alone prove it, and for each wrong one among them"""


def running_sums(rows: Sequence[Values], totals: Sequence[Values], titles: Sequence[Title]) -> dict[int, int]:
    """The columns that add up another one line by line, each with that one.

    Args:
        rows: the amounts of the lines from above, in one scale.
        totals: those of the rows of totals: a column that is added up in one of them is no sum of itself.
    """
    found: dict[int, int] = {}
    for column, title in enumerate(titles):
        added = sum([row[column] or 0 for row in rows])
        if any(total[column] == added for total in totals):
            continue
        # what is cumulated up to a day or a year is so for each line by itself
        said = bool(_LINE_BY_LINE.search(one_spelling(title.text))) and not re.search("[0-9]", title.text)
        for other in range(len(titles)):
            if other != column and other not in found and (said or title.year is None):
                holds, fails = _line_by_line([(row[column], row[other]) for row in rows])
                if holds >= (2 if said else 2 * _PROOFS) and fails * (1 if said else _PROOFS) <= holds:
                    found.setdefault(column, other)
    return found


_LINE_BY_LINE = re.compile(one_spelling("lũy kế|cộng dồn|lũy tiến"))


def _line_by_line(pairs: Sequence[tuple[int | None, int | None]]) -> tuple[int, int]:
    """How often a figure is the one above it and its own amount, and how often not; in the first it is the amount.

    After a wrong one the next is right by what should have stood above it, or by what does.
    """
    holds = fails = 0
    before = {0}
    for whole, amount in pairs:
        if whole is None or not amount:
            continue
        needed = {one + amount for one in before}
        right = whole in needed
        holds, fails = holds + right, fails + (not right)
        if fails > _PROOFS and fails > holds:
            break
        before = {whole} if right else {whole, *needed}
    return holds, fails
