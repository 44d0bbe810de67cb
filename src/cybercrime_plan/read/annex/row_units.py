"""A column of units that gives each line its own: that of all lines, or a question about those in another one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from cybercrime_plan.findings import Place
from cybercrime_plan.language import _
from cybercrime_plan.model.money import Unit, unit_of
from cybercrime_plan.read.annex.amounts import number_of, shortened
from cybercrime_plan.read.annex.body import TableBody
from cybercrime_plan.read.annex.choices import RowRole, UndecidedError
from cybercrime_plan.read.annex.columns import Columns
from cybercrime_plan.read.annex.entries import ReadRow
from cybercrime_plan.read.annex.header import Header
from cybercrime_plan.read.annex.versions import first_names, which_rows
from cybercrime_plan.read.annex.vocabulary import currency_in
from cybercrime_plan.read.grid import Content, GridCell, Remark


def unit_of_rows(entries: Sequence[ReadRow], header: Header, columns: Columns) -> list[tuple[Unit, GridCell]]:
    """The unit of money that a column of units gives every line; none where there is no such column.

    Raises:
        UndecidedError: some rows are in another one, or in another currency, and nobody has said what they are.
    """
    grid = header.grid
    for column in _beside_amounts(header, columns):
        asked = (entry for entry in entries if entry.role is None and not entry.measured)
        cells = {entry: cell for entry in asked if (cell := grid.rows[entry.row][column])}
        units = {entry: unit_of(cell.text) for entry, cell in cells.items()}
        said = {entry: unit.label if unit else currency_in(cells[entry].text) for entry, unit in units.items()}
        if None in said.values() or not said:
            continue
        usual, count = Counter(said.values()).most_common(1)[0]
        if count < len(said):
            raise _of_other_units({entry: str(unit) for entry, unit in said.items() if unit != usual}, str(usual))
        entry, unit = next(iter(cells)), unit_of(str(usual))
        return [(unit, cells[entry])] if unit else []
    return []


def no_other_units(body: TableBody, unit: Unit) -> None:
    """Refuse to add up lines whose names end in another unit, `Thuê chuyên gia (USD)`, unasked.

    Raises:
        UndecidedError: there are some, and nobody has said what they are.
    """
    ends = {node.entry: _UNIT_BEHIND.search(node.entry.name) for node in body.nodes() if node.entry.has_figures}
    units = {entry: unit_of(end[1]) for entry, end in ends.items() if end and entry.role is None}
    if others := {entry: one.label for entry, one in units.items() if one and one != unit}:
        raise _of_other_units(others, unit.label)


_UNIT_BEHIND = re.compile(r"\(([^()]+)\)\s*$")


def _of_other_units(others: Mapping[ReadRow, str], usual: str) -> UndecidedError:
    asks = _(
        "{lines} is in {units}, the other lines in {unit}: does it stand beside the sums, or add up with them?",
        lines=first_names(others),
        units=", ".join(dict.fromkeys(others.values())),
        unit=usual,
    )
    return which_rows(others, asks)


def in_usual_unit(entries: Sequence[ReadRow], header: Header, columns: Columns) -> Header:
    """A header over a grid in which lines in another unit that are said to be added up are in that of the rest."""
    grid = header.grid
    for column in _beside_amounts(header, columns):
        units = {entry: unit for entry in entries if (unit := unit_of(grid.rows[entry.row][column].text))}
        usual = Counter(unit for entry, unit in units.items() if entry.role is None).most_common(1)
        if not usual:
            continue
        unit, _count = usual[0]
        alike = {entry: own for entry, own in units.items() if own.currency == unit.currency and own != unit}
        others = {entry: own for entry, own in alike.items() if entry.role is RowRole.LINE}
        cells = {cell.place: _in_unit(cell, own, unit) for entry, own in others.items() for cell in entry.amounts}
        if cells:
            names = first_names({entry: own.label for entry, own in others.items()})
            said = _("{lines} is read in {unit}, like the other lines", lines=names, unit=unit.label)
            changed = partial(_changed, cells)
            return replace(header, grid=grid.changed(changed, Remark(said, next(iter(cells)))))
    return header


def _changed(cells: Mapping[Place, GridCell], cell: GridCell) -> GridCell:
    return cells.get(cell.place, cell)


def _in_unit(cell: GridCell, own: Unit, unit: Unit) -> GridCell:
    number = number_of(cell)
    if number is None:
        return cell
    text = shortened(number.digits * own.value, number.decimals + len(str(unit.value)) - 1)
    return cell._replace(text=text, content=Content.TEXT)


def _beside_amounts(header: Header, columns: Columns) -> set[int]:
    """The columns without amounts or names, and none of `Nguyên tệ`."""
    of_others = {column for column, title in enumerate(header.titles) if currency_in(title)}
    return set(range(header.grid.width)) - columns.used - of_others
