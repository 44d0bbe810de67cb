"""What the blocks of an adjustment are by their titles: what was, what changes, what is then, each by source."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet

from cybercrime_plan.read.annex.column_sum import ColumnSum
from cybercrime_plan.read.annex.titles import FigureKind, Title, one_spelling

_UP = re.compile(one_spelling(r"\b(?:tăng|bổ sung)\b"))
_DOWN = re.compile(one_spelling(r"\bgiảm\b"))
_THEN = re.compile(r"\bsau\b")
_NEED = re.compile(r"\bnhu cầu\b")


def before_change(plus: Sequence[int], titles: Mapping[int, Title]) -> list[int]:
    """What was before a change among what is added: the first column, or all by source under one heading."""
    under = {column: titles[column].under for column in plus}
    first = min(plus)
    alike = [column for column in plus if under[column] == under[first] != ""]
    return [first] if any(titles[c].kind is FigureKind.CHANGE for c in alike) else sorted({first, *alike})


def is_of_one_source(after: int, before: int, titles: Mapping[int, Title]) -> bool:
    """Whether what is after a change is one of several columns under its heading, and so was what was before."""
    own, other = titles[after], titles[before]
    beside = [c for c, title in titles.items() if c != after and title.under == own.under]
    apart = bool(own.under and beside) and own.under != other.under
    return apart and own.own_words == other.own_words and not own.is_plain_total


def said_by_titles(after: int, titles: Sequence[Title], negative: Collection[int]) -> ColumnSum | None:
    """What there is after a change where every title says what its column is: what was, what rises, what falls.

    Args:
        negative: the columns whose figures are all less than nothing.
    """
    plain = [c for c, title in enumerate(titles) if title.kind in {FigureKind.AMOUNT, FigureKind.TOTAL}]
    signs: dict[int, int] = {}
    for column, title in enumerate(titles):
        words = one_spelling(title.text)
        if title.kind is FigureKind.CHANGE:
            falls = bool(_DOWN.search(words)) and not _UP.search(words)
            signs[column] = -1 if falls and column not in negative else 1
    ways = {bool(_DOWN.search(one_spelling(titles[c].text))) for c in signs}
    if len(plain) != 2 or plain[-1] != after or not signs or len(ways) < len(signs):  # noqa: PLR2004 - was, and is
        return None
    return (
        ColumnSum(after, ((plain[0], 1), *signs.items()))
        if _THEN.search(one_spelling(titles[after].text))
        else None
    )


def had_of_need(
    need: int, parts: Collection[int], left: int | None, titles: Mapping[int, Title]
) -> AbstractSet[int]:
    """What there is of a need, where the rest is what is asked for; nothing where the columns say no such thing.

    Args:
        left: the rest, where the numbers of columns say that it is one, `5=3-4`: what was granted before is then
            what there is, whatever the rest is called.
    """
    asked = {column for column in parts if titles[column].is_asked_for and titles[need].is_asked_for}
    had = {column for column in parts if (column not in asked if asked else column != left)}
    rest = {titles[column].kind for column in {*parts} - had}
    if asked:
        told = rest <= {FigureKind.AMOUNT, FigureKind.TOTAL, FigureKind.AFTER}
    else:
        granted = left is not None and _NEED.search(one_spelling(titles[need].text)) and titles[left].version
        told = rest <= {FigureKind.AMOUNT, FigureKind.TOTAL} and len(had) == 1
        told = told and (bool(granted) or all(titles[column].kind is FigureKind.BEFORE for column in had))
    return had if told and 0 < len(had) == len(parts) - 1 else frozenset()
