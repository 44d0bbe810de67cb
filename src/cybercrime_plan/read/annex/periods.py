"""Columns of several periods side by side: `Kế hoạch 2021-2025` before `Dự kiến kế hoạch 2026-2030`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cybercrime_plan.read.annex.column_sum import ColumnSum
from cybercrime_plan.read.annex.titles import Title, version_of, years_of_period


def of_other_periods(
    titles: Mapping[int, Title], sums: Sequence[ColumnSum], own: tuple[int, int] | None
) -> list[int]:
    """The columns of periods that are only there to be compared with that of the table; no sum ties them to it.

    The title of the table tells its period; else it is the last, beside those of which another version is printed.

    Args:
        own: the first and last year of the period that the table is of, where its title tells them.
    """
    columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for column, title in titles.items():
        if (period := years_of_period(title.part or "")) is not None:
            columns[period].append(column)
    periods = sorted(columns)
    apart = all(before[1] < after[0] for before, after in pairwise(periods))
    tied = any(sum(not one.columns.isdisjoint(those) for those in columns.values()) > 1 for one in sums)
    if len(periods) < 2 or tied or not apart:  # noqa: PLR2004 - one period is that of the table
        return []
    planned = own if own in columns else periods[-1]
    versions = {period: {version_of(titles[c]) for c in those} for period, those in columns.items()}
    others = (p for p in periods if p != planned and (own in columns or versions[p].isdisjoint(versions[planned])))
    return [column for period in others for column in columns[period]]


def granted_then(column: int, titles: Mapping[int, Title]) -> list[int]:
    """The columns of what is granted for the time for which a column says what is asked, whatever the source is."""
    asked = titles[column]
    same = (c for c, title in titles.items() if (title.year, title.part) == (asked.year, asked.part))
    return [c for c in same if titles[c].version and not titles[c].is_asked_for] if asked.is_asked_for else []
