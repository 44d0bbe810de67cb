"""The table of a budget with what its lines and years add up to beside what is printed; what fails is marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from cybercrime_plan.calc.budget_entries import LineEntries, parts_in
from cybercrime_plan.calc.crossfoot import CrossFooting
from cybercrime_plan.calc.equations import Equation, SumKind
from cybercrime_plan.findings import Loc
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.money import Money, in_unit, signed
from cybercrime_plan.render.table import Align, CellValue, Column, Table, TableRow

MOST_ROWS: Final = 40
"""Of a longer table only the lines are shown whose sum fails."""
_MARGINS: Final = (SumKind.ROW, SumKind.SUBTOTAL, SumKind.YEAR, SumKind.TOTAL_OF_LINES, SumKind.TOTAL_OF_YEARS)


def margins(budget: Budget, footing: CrossFooting) -> Table | None:
    """The table as printed with its sums; None unless several of its margins fail."""
    sums: dict[Loc, Equation] = {}
    for kind in reversed(_MARGINS):  # where a figure is the total of two sums, the one that fails is told
        sums |= {
            one.stated.loc: one
            for one in footing.equations
            if one.kind is kind and (one.fails or one.stated.loc not in sums)
        }
    if sum(one.fails for one in sums.values()) < 2:  # noqa: PLR2004 - several
        return None
    walked = tuple(footing.table.walk())

    def fails(row: LineEntries) -> bool:
        return any(one.loc in sums and sums[one.loc].fails for one in (*row.cells, row.total))

    told = walked if len(walked) <= MOST_ROWS else tuple(filter(fails, walked))
    columns = (
        Column("stt", _("No.")),
        Column("line", _("Budget line"), nested=True),
        *(Column(str(year), str(year), Align.RIGHT) for year in budget.years),
        Column("computed", _("Adds up to"), Align.RIGHT),
        Column("printed", _("Printed"), Align.RIGHT),
        Column("difference", _("Difference"), Align.RIGHT),
    )
    left = len(walked) - len(told)
    notes: list[Text] = []
    if any(cell.loc in sums and sums[cell.loc].fails for row in told for cell in row.cells):
        notes.append(_("in brackets: by how much a group differs from the sum of its lines"))
    if left:
        notes.append(n_("{count} line is not shown here", "{count} lines are not shown here", left))
    rows = (*(_line(row, sums, budget) for row in told), *_totals(footing, sums, budget))
    return Table("margins", columns, rows, unit=budget.unit, notes=tuple(notes))


def _line(row: LineEntries, sums: Mapping[Loc, Equation], budget: Budget) -> TableRow:
    """The amounts of a line as printed; of a group that its lines do not add up to, with the difference."""
    amounts: list[CellValue] = []
    for entry in row.cells:
        off, value = _difference(sums.get(entry.loc), budget), entry.value
        amounts.append(f"{in_unit(value, budget.unit)} ({off})" if off and isinstance(value, Money) else value)
    compared = _compared(row.total.loc, sums, row.total.value, budget)
    return TableRow((row.line.stt, row.line.name, *(amounts or [None] * len(budget.years)), *compared))


def _compared(
    loc: Loc, sums: Mapping[Loc, Equation], printed: CellValue, budget: Budget
) -> tuple[CellValue, CellValue, CellValue]:
    one = sums.get(loc)
    return (None if one is None else Money(one.computed), printed, _difference(one, budget))


def _difference(one: Equation | None, budget: Budget) -> str | None:
    return f"{signed(Money(one.residual), budget.unit)} ✗" if one is not None and one.fails else None


def _totals(footing: CrossFooting, sums: Mapping[Loc, Equation], budget: Budget) -> Iterator[TableRow]:
    """What every year adds up to, what is printed under it, and by how much these differ."""
    table, total = footing.table, footing.stated
    # the grand total: against the amounts of the rows it sums, else against the totals that are printed
    parts = [part for column in table.across for part in parts_in(table.summed, column)]
    known = parts and all(not part.blank or part.loc in footing.solutions for part in parts)
    whole = Money(sum(footing.solutions[part.loc].dong if part.blank else part.dong for part in parts if known))
    corner = _compared(table.total.loc, sums, table.total.value, budget)
    if isinstance(total, Money) and known and total != whole:
        corner = whole, total, f"{signed(total - whole, budget.unit)} ✗"
    years = [sums.get(entry.loc) for entry in table.totals]
    computed = (None if one is None else Money(one.computed) for one in years)
    printed = (entry.value for entry in table.totals)
    yield TableRow((None, _("Adds up to"), *computed, *corner), total=True)
    yield TableRow((None, _("Printed"), *printed, None, None, None), total=True)
    differences = (_difference(one, budget) for one in years)
    yield TableRow((None, _("Difference"), *differences, None, None, None), total=True)
