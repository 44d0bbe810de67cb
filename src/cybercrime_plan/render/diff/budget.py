"""The money of a comparison: lines by years, each amount before and after, with the margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cybercrime_plan.calc.diff.effect import CellEffect, LineEffect, SumEffect
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import DASH, Money, Unit, in_unit, signed
from cybercrime_plan.model.money import Cell as Amount
from cybercrime_plan.render.diff.values import BLANK, signed_percent
from cybercrime_plan.render.diff.words import DiffReport
from cybercrime_plan.render.redline import Redline, RevisionMark, arrow
from cybercrime_plan.render.table import Align, CellValue, Column, Table, TableRow

_ABSENT = "·"
"""Where a version has no such line or year."""


def budget_table(report: DiffReport, *, brief: bool = False) -> Table | None:
    """The lines that changed, all years and sources, and the total; None when no money changed.

    Args:
        brief: differences in a row of their own instead of behind each amount.
    """
    effect = report.comparison.effect
    if not effect.lines and not effect.total.delta:
        return None
    years = [year for year in effect.years if year is not None]
    years = sorted({*years, *(year for line in effect.lines for year in line.cells)})
    columns = (
        Column("line", _("Budget line")),
        *(Column(str(year), str(year), Align.RIGHT) for year in years),
        Column("total", _("Total"), Align.RIGHT),
    )
    unit = report.unit
    rows = [
        TableRow((line.name, *(_entry(line.cells.get(year), unit) for year in years), _line_total(line, unit)))
        for line in effect.lines
    ]
    by_year = (_year_total(report, year, effect.years.get(year, SumEffect(0, 0))) for year in years)
    rows.append(TableRow((_("Total"), *by_year, _sum(effect.total, unit)), total=True))
    if brief:
        sums = (*(effect.years.get(year, SumEffect(0, 0)) for year in years), effect.total)
        differences = (signed(Money(one.delta), unit) if one.delta else None for one in sums)
        rows = [replace(row, cells=tuple(map(_narrow, row.cells))) for row in rows]
        rows.append(TableRow((_("Difference"), *differences), total=True))
    return Table("effect", columns, tuple(rows), unit=unit, notes=tuple(_notes(report)))


def _narrow(cell: CellValue) -> CellValue:
    """`100 → 80 (-20; -20,0%)` as `100→80`."""
    if not isinstance(cell, Redline):
        return cell
    old, _arrow, new = cell.pieces[:3]
    return Redline((old, (RevisionMark.SAME, "→"), new))


def _year_total(report: DiffReport, year: int, total: SumEffect) -> CellValue:
    """What a year comes to; where a table has no such year, that, and not zero."""
    budgets = (report.comparison.a.budget, report.comparison.b.budget)
    stands = [budget is not None and year in budget.years for budget in budgets]
    if all(stands) or not any(stands):
        return _sum(total, report.unit)
    old, new = (
        in_unit(Money(dong), report.unit) if there else _ABSENT for dong, there in zip(total, stands, strict=True)
    )
    return arrow(old, new)


def _line_total(line: LineEffect, unit: Unit) -> CellValue:
    """What a line comes to; where nothing is fixed in any year, that, and not zero."""
    if not line.cells or not line.figure.delta:
        return _sum(line.figure, unit)
    said: list[Text | str] = []
    for side, total in enumerate((line.figure.old, line.figure.new)):
        cells = [cell[side] for cell in line.cells.values() if cell.stands[side]]
        fixed = bool(total) or any(isinstance(cell, Money) for cell in cells)
        open_ = _ABSENT if not cells else str(DASH) if DASH in cells else BLANK
        said.append(in_unit(Money(total), unit) if fixed else open_)
    if all(any(isinstance(cell[side], Money) for cell in line.cells.values()) for side in (0, 1)):
        return _sum(line.figure, unit)
    return arrow(said[0], said[1])


def _entry(entry: CellEffect | None, unit: Unit) -> CellValue:
    if entry is None:
        return _ABSENT
    old, new = (
        _amount(cell, stands=stands, unit=unit)
        for cell, stands in zip((entry.old, entry.new), entry.stands, strict=True)
    )
    if (entry.old, entry.stands[0]) == (entry.new, entry.stands[1]):
        return old
    if isinstance(entry.old, Money) and isinstance(entry.new, Money):
        return _sum(SumEffect(entry.old.dong, entry.new.dong), unit)
    return arrow(old, new)


def _amount(cell: Amount, *, stands: bool, unit: Unit) -> Text | str:
    if not stands:
        return _ABSENT
    if isinstance(cell, Money):
        return in_unit(cell, unit)
    return BLANK if cell is None else str(cell)


def _sum(sum_: SumEffect, unit: Unit) -> str | Redline:
    if not sum_.delta:
        return in_unit(Money(sum_.new), unit)
    percent = f"; {signed_percent(sum_.percent)}" if sum_.percent else ""
    after = f"({signed(Money(sum_.delta), unit)}{percent})"
    return arrow(in_unit(Money(sum_.old), unit), in_unit(Money(sum_.new), unit), after)


def _notes(report: DiffReport) -> Iterator[Text]:
    effect = report.comparison.effect
    if effect.unchanged:
        yield n_("{count} line is unchanged", "{count} lines are unchanged", effect.unchanged)
    names = report.vocabulary.names.get("budget.sources", {})
    sums = [
        (names.get(source, source) if source else _("no source named"), of) for source, of in effect.sources.items()
    ]
    if None in effect.years:
        sums.insert(0, (_("under no year"), effect.years[None]))
    for name, sum_ in sums:
        if sum_.delta:
            yield _(
                "{source}: {old} → {new} ({delta})",
                source=name,
                old=in_unit(Money(sum_.old), report.unit),
                new=in_unit(Money(sum_.new), report.unit),
                delta=signed(Money(sum_.delta), report.unit),
            )
