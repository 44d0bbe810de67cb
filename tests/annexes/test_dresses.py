"""Every layout reads as itself in every dress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.annexes.dresses import DRESSES
from tests.annexes.layout import Layout, layouts
from tests.annexes.quality import State, judged

READ = {State.UNDERSTOOD, State.ASKED}
EXCEPTED: dict[tuple[str, str], str] = {}
"""Layouts that a dress makes another table, each with the reason why."""
ALL = layouts()


def in_dresses(layout: Layout, *dresses: str) -> Layout | None:
    """The layout in one dress over another; None where they cannot be worn, or nobody can read it so."""
    worn: Layout | None = layout
    for dress in dresses:
        if worn is None or (layout.name, dress) in EXCEPTED:
            return None
        worn = DRESSES[dress](worn)
    return worn


def spread(number: int) -> Iterator[Layout]:
    """So many dressed layouts, spread evenly over layouts and dresses."""
    for at, dress in zip(range(number), list(DRESSES) * number, strict=False):
        from_here = (*ALL[(start := at * len(ALL) // number) :], *ALL[:start])
        yield next(worn for layout in from_here if (worn := in_dresses(layout, dress)))


def test_layouts_read_as_themselves_in_another_dress(tmp_path: Path) -> None:
    read = {layout.name: judged(layout, tmp_path) for layout in spread(40)}
    assert {name: verdict.why for name, verdict in read.items() if verdict.state not in READ} == {}
