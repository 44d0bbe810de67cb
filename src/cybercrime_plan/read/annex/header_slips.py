"""What a header prints that cannot be meant: years out of order, numbers of no column, sums that are others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise
from math import prod

from cybercrime_plan.findings import Place
from cybercrime_plan.language import Text, _
from cybercrime_plan.model.budget import ColumnKind
from cybercrime_plan.model.money import Unit
from cybercrime_plan.read.annex.arithmetic import name_of
from cybercrime_plan.read.annex.column_sum import numbered, printed_sums, says_difference
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.titles import FigureKind, one_spelling, understood
from cybercrime_plan.read.annex.vocabulary import unit_in

_NUMBER = re.compile(
    r"(?<![0-9./])(?:19|20|21)[0-9]{2}(?![0-9])|(?<=\btháng )[0-9]{1,2}\b|(?<=\bquý )(?:i{1,3}|iv|[1-4])\b"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LAST_MONTH = 12
_PERIOD = re.compile("([0-9]{4})-([0-9]{4})")
_SUM = re.compile(r"[-+()0-9\s]+")


def header_slips(header: Header, columns: Columns, unit: Unit, named: Collection[int] = ()) -> dict[Place, Text]:
    """The cells of a header to look at although the figures under it may add up, each with why.

    Args:
        unit: of the table.
        named: the columns of which a person has said what they are.
    """
    found = {**dict(_in_no_sum(header, columns, named)), **dict(_parts_of_less(header, columns))}
    for cell in header.grid.cells(range(header.top, header.bottom + 1)):
        for text in _LIKE_YEAR.findall(cell.text):  # with a letter for a digit: 2O25
            year = text.translate(_DIGITS)
            if year != text and re.fullmatch("(?:19|20|21)[0-9]{2}", year):
                found[cell.place] = _("“{text}” is no year: is {year} meant?", text=text, year=year)
    found |= dict(_other_units(header, columns, unit))
    for before, column in pairwise(sorted(columns.money)):
        if header.paths[before] == header.paths[column]:  # side by side; farther on it stands under another whole
            why = _("two columns are called “{title}”", title=header.titles[column])
            found[header.place_of(column)] = why
    return found | {**dict(_years(header)), **dict(_other_sums(header, columns)), **dict(_numbers(header))}


def _in_no_sum(header: Header, columns: Columns, named: Collection[int]) -> Iterator[tuple[Place, Text]]:
    """Columns called the total and nothing else, under no heading, or a change, that stand in no sum across.

    So is the total of so many months where it is taken for an amount beside them.
    """
    summed = {column for one in columns.sums for column in one.columns}
    worked = {name for formula in columns.formulas for name in formula.names}
    for one in columns.others:
        title, outside = header.understood(one.at), one.kind is ColumnKind.OUTSIDE
        if one.at in summed or one.at in named or not (outside or one.kind is ColumnKind.AMOUNT):
            continue
        of_months = title.kind is FigureKind.TOTAL and _OF_MONTHS.search(one_spelling(title.text))
        if of_months or (outside and title.is_plain_total and not title.under):
            yield header.place_of(one.at), _("it is called the total, and no columns add up to it")
        if outside and title.kind is FigureKind.CHANGE and name_of(one.at) not in worked:
            yield header.place_of(one.at), _("it is called a change, and no columns differ by it")


_OF_MONTHS = re.compile(one_spelling(r"\b(?:tháng|quý)\b(?!.*[0-9]{4}-)"))


def _parts_of_less(header: Header, columns: Columns) -> Iterator[tuple[Place, Text]]:
    """Columns called the whole of something that another one adds up which is called none."""
    for one in columns.sums:
        plus = [column for column, sign in one.parts if sign > 0]
        whole = one.total if one.only_adds else plus[0]
        titles = {column: header.understood(column) for column in one.columns}
        if titles[whole].kind in {FigureKind.WHOLE, FigureKind.TOTAL} or not (one.only_adds or len(plus) == 1):
            continue
        for column, title in titles.items():
            total = title.is_plain_total or one_spelling(title.text).startswith("cả ")
            total = total and not says_difference(title.text)
            if column != whole and (title.kind is FigureKind.WHOLE or (total and not title.under)):
                why = _("it is called the whole, and “{title}” adds it up", title=header.titles[whole])
                yield header.place_of(column), why


_LIKE_YEAR = re.compile(r"\b[0-9OolI]{4}\b")
_DIGITS = str.maketrans("OolI", "0011")


def _other_units(header: Header, columns: Columns, unit: Unit) -> Iterator[tuple[Place, Text]]:
    """Prices that make the amounts only in another unit than the one that stands over them."""
    unit_of = {name_of(column): unit_in(text) for column, text in enumerate(header.lowest)}
    for product in columns.formulas:
        if not any(operator == "x" for operator, _name in product.steps):
            continue
        scale = prod(int(name) for operator, name in product.steps if operator == "/" and name.isdecimal())
        made = (unit_of.get(product.result) or unit).value
        prices = [(name, one) for name in product.names[1:] if (one := unit_of.get(name))]
        for name, one in prices if len(prices) == 1 else ():
            if made != one.value * scale:
                column = int(name.removeprefix("c"))
                why = _("the amounts are not made of prices in {unit}", unit=one)
                yield header.place_of(column), why


def _runs(header: Header) -> Iterator[tuple[tuple[str, ...], list[tuple[int, str, Place]]]]:
    """The titles side by side that differ only in a year, or in the number of a month or quarter.

    Each run comes with what stands over it; its titles from the left: their numbers, as printed, and their places.
    """
    for row in range(header.top, header.bottom + 1):
        runs: dict[tuple[tuple[str, ...], str], list[tuple[int, str, Place]]] = defaultdict(list)
        for path, cell in zip(header.paths, header.grid.rows[row], strict=True):
            text = one_spelling(cell.text)
            found = [*_NUMBER.finditer(text)] if cell.text in path else []
            if len(found) == 1:
                printed = found[0][0]
                words = text.replace(printed, "#")
                over = path[: path.index(cell.text)]
                one = (_ROMAN.get(printed) or int(printed), printed.upper(), cell.place)
                runs[over, words.removeprefix("năm ")].append(one)
        yield from ((over, run) for (over, _words), run in runs.items())


def _years(header: Header) -> Iterator[tuple[Place, Text]]:
    """Years, months or quarters side by side that do not follow each other, or that their period does not hold."""
    for over, run in _runs(header):
        period = _PERIOD.fullmatch(understood(over).part or "") if over else None
        first, last = map(int, period.groups()) if period else (0, 2199)
        years = [year for year, _printed, _place in run]
        strange = [place for year, _printed, place in run if not first <= year <= last and year > _LAST_MONTH]
        # they rise, fall, or stand there equally often: planned and spent, each year by year
        steps = {(right > left) - (right < left) for left, right in pairwise(years)}
        times = {*Counter(years).values()}
        follow = steps <= {1} or steps <= {-1} or (len(times) == 1 and times != {1})
        if (strange and len(strange) < len(run)) or not follow:
            told = ", ".join(printed for _year, printed, _place in run)
            why = _("the years over the columns do not follow each other: {years}", years=told)
            if max(years) <= _LAST_MONTH:
                why = _("the titles of the columns do not follow each other: {numbers}", numbers=told)
            # the first year that is not as far from the first column as most are
            starts = [year - number for number, year in enumerate(years)]
            usual = Counter(starts).most_common(1)[0][0]
            odd = (place for start, (_year, _printed, place) in zip(starts, run, strict=True) if start != usual)
            yield strange[0] if strange else next(odd), why


def _numbers(header: Header) -> Iterator[tuple[Place, Text]]:
    """Numbers of columns that do not rise, and printed sums of a number that no column has."""
    cells = header.grid.rows[header.bottom]
    number_of = {column: int(number) for column, number in numbered(header.numbers).items()}
    for before, (column, number) in zip(number_of.values(), [*number_of.items()][1:], strict=False):
        if number <= before:
            yield cells[column].place, _("the number {number} stands behind {before}", number=number, before=before)
    for column, text in header.numbers.items():
        formula = text.partition("=")[2]
        terms = map(int, re.findall("[0-9]+", formula)) if _SUM.fullmatch(formula) else ()
        if missing := [term for term in terms if term not in number_of.values()]:
            why = _("{formula}: no column has the number {number}", formula=text, number=missing[0])
            yield cells[column].place, why


def _other_sums(header: Header, columns: Columns) -> Iterator[tuple[Place, Text]]:
    """Printed arithmetic that most rows contradict, and printed sums of columns whose figures make another one."""
    for column in columns.contradicted:
        why = _("{formula} is printed, but in most rows it is not so", formula=header.numbers[column])
        yield header.grid.rows[header.bottom][column].place, why
    number_of = numbered(header.numbers)
    for printed in printed_sums(header.numbers):
        found = [one for one in columns.sums if one.total == printed.total]
        if found and all(one.columns != printed.columns for one in found) and printed.columns <= {*columns.money}:
            parts = "".join(f"{'+' if sign > 0 else '-'}{number_of.get(c, '?')}" for c, sign in found[0].parts)
            formula = header.numbers[printed.total]
            made = f"{number_of[printed.total]}={parts.removeprefix('+')}"
            why = _("{formula} is printed, but the figures make {made}", formula=formula, made=made)
            yield header.grid.rows[header.bottom][printed.total].place, why
