"""What the blocks of an adjustment are by their titles: what was, what changes, what is then, each by source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cybercrime_plan.read.annex.titles import FigureKind, Title


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
