"""Columns of money that words and sums leave in doubt, so that a person is asked which of them are the amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from cybercrime_plan.read.annex.column_sum import ColumnSum
from cybercrime_plan.read.annex.titles import FigureKind, Title


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
