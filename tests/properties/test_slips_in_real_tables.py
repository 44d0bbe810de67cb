"""Every single slip in the two real tables is located, corrected and explained; no double slip is missed."""

from __future__ import annotations

import random

import pytest

from cybercrime_plan.calc.crossfoot import crossfoot
from cybercrime_plan.calc.localise import localise
from cybercrime_plan.calc.slips import Fault
from cybercrime_plan.findings import Certainty, Loc
from cybercrime_plan.model.money import Unit
from tests.budgets import TRIEU
from tests.properties.real_tables import REAL_TABLES, RealTable
from tests.properties.slips import CLASSES, every_slip

TABLES = pytest.mark.parametrize("table", REAL_TABLES, ids=lambda table: table.name)
KINDS = list(CLASSES.values())


def faults_of(table: RealTable, wrong: dict[Loc, int]) -> tuple[Fault, ...]:
    return localise(crossfoot(table.budget(wrong)), Unit.TRIEU)


def dong(loc: Loc, figure: int) -> int:
    return figure if "stated" in loc else figure * TRIEU


@TABLES
def test_the_table_as_printed_has_no_fault(table: RealTable) -> None:
    footing = crossfoot(table.budget())
    assert not footing.fails
    assert footing.computed == footing.stated


@TABLES
def test_every_single_slip_is_located_corrected_and_explained(table: RealTable) -> None:
    for loc, figure in table.figures().items():
        for wrong, kind in every_slip(figure):
            (fault,) = faults_of(table, {loc: wrong})
            ((change,),) = fault.hypotheses
            assert (change.entry.loc, change.value.dong, fault.certainty) == (
                loc,
                dong(loc, figure),
                Certainty.UNIQUE,
            )
            assert change.slip is not None, (loc, figure, wrong)
            assert KINDS.index(change.slip.kind) <= KINDS.index(kind), (loc, figure, wrong)


def check_double_slips(table: RealTable, count: int) -> None:
    """Spoil two figures at once, `count` times, and compare what is said with what was done."""
    chance = random.Random(f"{table.name} {count}")  # noqa: S311 - a test's own dice
    slips = {loc: [wrong for wrong, _kind in every_slip(figure)] for loc, figure in table.figures().items()}
    for _number in range(count):
        wrong = {loc: chance.choice(slips[loc]) for loc in chance.sample(list(slips), 2)}
        faults = faults_of(table, wrong)
        said = [{change.entry.loc for change in one} for fault in faults for one in fault.hypotheses]
        assert faults, f"missed: {wrong}"
        assert len(faults) > 1 or any(len(one) > 1 for one in said), f"shown as a single slip: {wrong}"
        unique = [fault for fault in faults if fault.certainty is Certainty.UNIQUE]
        located = {change.entry.loc for fault in unique for one in fault.hypotheses for change in one}
        assert located <= wrong.keys(), f"blamed another figure: {wrong}"
        if len(unique) < len(faults):
            assert any(one == set(wrong) for one in said) or any(
                fault.ways > len(fault.hypotheses) for fault in faults
            )


@TABLES
def test_no_double_slip_is_missed_or_shown_as_a_single_one(table: RealTable) -> None:
    check_double_slips(table, 1000)


@pytest.mark.long
@TABLES
def test_no_double_slip_of_forty_thousand_is_missed_or_shown_as_a_single_one(table: RealTable) -> None:
    check_double_slips(table, 20_000)
