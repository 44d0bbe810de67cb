"""Change any one figure of an annex: it is found, becomes a question, or had been named in the account before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest

from cybercrime_plan.calc.account import together
from cybercrime_plan.errors import InputError
from cybercrime_plan.findings import Severity, SheetCell
from cybercrime_plan.read.load import load
from cybercrime_plan.rules.rule import Reading
from cybercrime_plan.rules.run import findings_of
from tests.annexes.files import data_of, file_name
from tests.annexes.layout import LINE, TOTAL, Layout, Row, layouts

AS_OF = date(2026, 6, 1)
ONE_SHEET = [one for one in layouts() if one.suffix == "xlsx" and not any(row.is_break for row in one.rows)]
EVERY = 7
"""Of the figures of an annex every so many is changed; the long run takes all."""


class Said(NamedTuple):
    """What a check says of an annex: contradictions and warnings, and the figures no sum holds, by their cells.

    Attributes:
        everything: every complaint, notes among them.
        counts: how many figures are proved, and how many are named.
    """

    complaints: frozenset[tuple[str, str]]
    named: frozenset[str]
    everything: frozenset[tuple[str, str]]
    counts: tuple[int, int]


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
    account = together(one.account for one in (reading, *reading.further) if one.account)
    left = (*account.heading, *account.beside, *account.unused)
    return Said(
        frozenset((one.rule.code, str(one.complaint)) for one in found if one.rule.severity is not Severity.NOTE),
        frozenset(figure.place.cell for figure in left if isinstance(figure.place, SheetCell)),
        frozenset((one.rule.code, str(one.complaint)) for one in found),
        (account.proved, len(left)),
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


def with_other_rows(layout: Layout) -> Iterator[tuple[str, Layout]]:
    """The annex without one of its rows of figures, or with one of them twice."""
    for at, row in enumerate(layout.rows):
        if any(True for _figure in row.figures()):
            yield f"without row {at + 1}", replace(layout, rows=(*layout.rows[:at], *layout.rows[at + 1 :]))
            yield f"row {at + 1} twice", replace(layout, rows=(*layout.rows[: at + 1], *layout.rows[at:]))


def with_other_columns(layout: Layout) -> Iterator[tuple[str, Layout]]:
    """The annex without one of its columns of figures, or with one of them twice."""
    for column in sorted({column for row in layout.rows for column, _role, _number in row.figures()}):
        yield f"without column {column + 1}", with_columns(layout, column, column + 1)
        yield f"column {column + 1} twice", with_columns(layout, column + 1, column)


def with_columns(layout: Layout, end: int, start: int) -> Layout:
    """The annex with its columns up to one, and those from another on."""

    def taken(row: Row) -> Row:
        cells, columns = (*row.cells[:end], *row.cells[start:]), (*row.columns[:end], *row.columns[start:])
        return replace(row, cells=cells, columns=columns)

    return replace(layout, rows=tuple(map(taken, layout.rows)))


def unseen_losses(layout: Layout, every: int) -> list[str]:
    """What can be left out or printed twice without a word, with as many figures proved and named as before."""
    before = said(layout)
    if before is None:
        return []
    changed = [*with_other_rows(layout), *with_other_columns(layout)][::every]
    after = ((what, said(other)) for what, other in changed)
    return [
        what
        for what, now in after
        if now is not None and not now.everything - before.everything and now.counts == before.counts
    ]


@pytest.mark.parametrize("layout", ONE_SHEET, ids=lambda layout: layout.name)
def test_a_row_or_column_left_out_or_repeated_is_told_or_counted(layout: Layout) -> None:
    assert unseen_losses(layout, EVERY) == []


@pytest.mark.long
@pytest.mark.parametrize("layout", ONE_SHEET, ids=lambda layout: layout.name)
def test_every_row_or_column_left_out_or_repeated_is_told_or_counted(layout: Layout) -> None:
    assert unseen_losses(layout, 1) == []


def test_a_copied_row_that_no_sum_holds_is_found() -> None:
    layout = next(one for one in ONE_SHEET if one.name == "thu_chi_can_doi")
    rows = [*layout.rows[:4], layout.rows[3], *layout.rows[4:]]
    after = said(replace(layout, rows=tuple(rows)))
    assert after is not None
    assert [code for code, _complaint in after.complaints] == ["BUD113"]


COUNTED = [
    (layout, row, column, number)
    for layout in layouts()
    for row, column, role, number in layout.figures()
    if role == "q" and layout.rows[row].role == TOTAL and not any(one.is_break for one in layout.rows)
]


@pytest.mark.parametrize(
    ("layout", "row", "column", "number"), COUNTED, ids=[f"{one[0].name}-{one[1]}-{one[2]}" for one in COUNTED]
)
def test_a_total_of_quantities_that_is_changed_is_found(
    layout: Layout, row: int, column: int, number: Decimal
) -> None:
    before, after = said(layout), said(layout.with_number(row, column, number + 7))
    assert before is not None
    assert after is None or after.complaints - before.complaints


ADJUSTED = {"dieu_chinh", "dieu_chinh_dong"}


def with_changed_places(layout: Layout) -> Iterator[tuple[str, Layout]]:
    """The annex with two totals of lines one below the other, that have changed places.

    What an adjustment comes to is such a total as well.
    """
    below = zip(enumerate(layout.rows), layout.rows[1:], strict=False)
    pairs = [(at, row, after) for (at, row), after in below if row.role == after.role == LINE]
    for at, row, after in pairs:
        roles = {"s", "a"} if layout.name in ADJUSTED else {"s"}
        totals = {column: number for column, role, number in row.figures() if role in roles}
        for column, _role, number in after.figures():
            if column in totals and number != totals[column]:
                changed = layout.with_number(at, column, number).with_number(at + 1, column, totals[column])
                yield f"rows {at + 1} and {at + 2}, column {column + 1}", changed


SAID = [
    one
    for one in layouts()
    if not any(row.is_break for row in one.rows) and any(True for _changed in with_changed_places(one))
]


def unseen_changes_of_place(layout: Layout, every: int) -> list[str]:
    before = said(layout)
    if before is None:
        return []
    changed = [*with_changed_places(layout)][::every]
    return [what for what, other in changed if (now := said(other)) and not now.complaints - before.complaints]


@pytest.mark.parametrize("layout", SAID, ids=lambda layout: layout.name)
def test_two_totals_that_have_changed_places_are_found(layout: Layout) -> None:
    assert unseen_changes_of_place(layout, EVERY) == []


@pytest.mark.long
@pytest.mark.parametrize("layout", SAID, ids=lambda layout: layout.name)
def test_every_two_totals_that_have_changed_places_are_found(layout: Layout) -> None:
    assert unseen_changes_of_place(layout, 1) == []
