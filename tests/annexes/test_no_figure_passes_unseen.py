"""Change any one figure of an annex: it is found, becomes a question, or had been named in the account before."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Severity, SheetCell
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of
from tests.annexes.files import data_of, file_name
from tests.annexes.layout import Layout, layouts

AS_OF = date(2026, 6, 1)
ONE_SHEET = [one for one in layouts() if one.suffix == "xlsx" and not any(row.is_break for row in one.rows)]
EVERY = 7
"""Of the figures of an annex every so many is changed; the long run takes all."""


class Said(NamedTuple):
    """What a check says of an annex: contradictions and warnings, and the figures no sum holds, by their cells."""

    complaints: frozenset[tuple[str, str]]
    named: frozenset[str]


def said(layout: Layout) -> Said | None:
    """None where it is a question, or refused."""
    try:
        loaded = load(data_of(layout), file_name(layout))
    except InputError:
        return None
    if loaded.plan is None or loaded.findings:
        return None
    reading = Reading(loaded.plan, AS_OF, positions=loaded.positions, figures=loaded.figures)
    if reading.account is None:
        return None
    found = findings_of(reading, {"BUD"}, loaded.positions)
    account = reading.account
    left = (*account.heading, *account.beside, *account.unused)
    return Said(
        frozenset((one.rule.code, str(one.complaint)) for one in found if one.rule.severity is not Severity.NOTE),
        frozenset(figure.place.cell for figure in left if isinstance(figure.place, SheetCell)),
    )


def unseen(layout: Layout, every: int) -> list[str]:
    """The cells whose figure can be changed without a word."""
    before = said(layout)
    if before is None:
        return []
    silent = []
    for row, column, _role, number in layout.figures()[::every]:
        cell = f"{chr(ord('A') + column)}{row + 1}"
        after = said(layout.with_number(row, column, number + 7))
        if cell not in before.named and after is not None and not after.complaints - before.complaints:
            silent.append(cell)
    return silent


@pytest.mark.parametrize("layout", ONE_SHEET, ids=lambda layout: layout.name)
def test_a_figure_that_is_changed_is_found_asked_about_or_was_named(layout: Layout) -> None:
    assert unseen(layout, EVERY) == []


@pytest.mark.long
@pytest.mark.parametrize("layout", ONE_SHEET, ids=lambda layout: layout.name)
def test_every_figure_that_is_changed_is_found_asked_about_or_was_named(layout: Layout) -> None:
    assert unseen(layout, 1) == []
