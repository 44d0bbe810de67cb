"""Slips larger than an entry: a row missing, repeated or counted twice; a row, column or table in another unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cybercrime_plan.calc.budget_entries import BudgetEntries, LineEntries
from cybercrime_plan.calc.crossfoot import CrossFooting
from cybercrime_plan.calc.equations import Entry, Equation, State, SumKind
from cybercrime_plan.calc.slips import POWERS, Pattern, PatternKind, scaled
from cybercrime_plan.calc.system import Residue, System
from cybercrime_plan.findings import Loc
from cybercrime_plan.model.money import Money


def pattern_in(footing: CrossFooting, system: System, residue: Residue) -> Pattern | None:
    """The slip of this kind that explains everything that is left, by an exact match; else None."""
    return (
        _against_the_table(footing, system, residue)
        or _of_rows(footing, system, residue)
        or _of_unit(footing.table, system, residue)
    )


def _against_the_table(footing: CrossFooting, system: System, residue: Residue) -> Pattern | None:
    """The total in figures and in words agree with each other, and not with a table that is right in itself."""
    elsewhere = [sum_ for sum_ in footing.equations if sum_.kind in {SumKind.FIGURES, SumKind.WORDS}]
    failing = system.sums(residue.failing)
    values = {sum_.stated.value for sum_ in elsewhere}
    if len(elsewhere) < 2 or len(failing) != len(elsewhere) or set(failing) != set(elsewhere) or len(values) > 1:  # noqa: PLR2004 - two witnesses
        return None
    actual, expected = Money(elsewhere[0].computed), Money(elsewhere[0].stated.dong)
    for power in POWERS:
        if actual == scaled(expected, power):
            return Pattern(PatternKind.TABLE_UNIT, ("budget", "unit"), actual, expected, power=power)
    return Pattern(PatternKind.TABLE_OUTVOTED, footing.table.total.loc, actual, expected)


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows with one total row over or under them: the whole table, or one line and the lines below it.

    Attributes:
        loc: of the total row.
        years: what each year of that row exceeds its lines by, in đồng; None where it was not checked.
        total: the same for the row totals.
    """

    loc: Loc
    rows: tuple[LineEntries, ...]
    years: tuple[int | None, ...]
    total: int | None

    @property
    def columns(self) -> tuple[int | None, ...]:
        """Years and total."""
        return (*self.years, self.total)


def _of_rows(footing: CrossFooting, system: System, residue: Residue) -> Pattern | None:
    """A whole row too many or too few in one block of which the rows themselves are right."""
    block = _block_of(footing, system, residue)
    if block is None or sum(bool(residual) for residual in block.columns) < 2:  # noqa: PLR2004 - one column is one entry
        return None
    for index, row in reversed(list(enumerate(block.rows))):
        if not _fits(row, block, -1):
            continue
        # it is not in the totals: a repetition, the sum of its neighbours, or simply left out
        twin = next((other for other in block.rows[:index] if _columns(other) == _columns(row)), None)
        if twin is not None:
            return Pattern(PatternKind.ROW_REPEATED, row.loc, others=(twin.loc,))
        parts = _parts(row, block.rows[index + 1 :]) or _parts(row, block.rows[:index][::-1])
        kind = PatternKind.ROW_COUNTED_TWICE if parts else PatternKind.ROW_LEFT_OUT
        return Pattern(kind, row.loc, others=parts)
    # else the totals hold one row twice: as a line of its own and in a subtotal, or twice on paper
    twice = (row for row in footing.table.walk() if _fits(row, block, 1))
    return next((Pattern(PatternKind.ROW_COUNTED_TWICE, row.loc, others=(block.loc,)) for row in twice), None)


def missing_row(footing: CrossFooting, system: System, residue: Residue) -> Pattern | None:
    """A row that would make every column hold, judged by its shape alone: two years or more, all of one sign."""
    block = _block_of(footing, system, residue)
    if block is None or block.total is None or any(residual is None for residual in block.years):
        return None
    years = [residual or 0 for residual in block.years]
    if sum(map(bool, years)) < 2 or min(years) < 0 or sum(years) != block.total:  # noqa: PLR2004 - see above
        return None
    amounts = tuple(None if residual is None else Money(residual) for residual in block.columns)
    return Pattern(PatternKind.ROW_MISSING, block.loc, amounts=amounts)


def _block_of(footing: CrossFooting, system: System, residue: Residue) -> _Block | None:
    """The block to which every failing sum belongs, or None."""
    sums = system.sums(residue.failing)
    blocks = {_owner(sum_) for sum_ in sums if isinstance(sum_, Equation)}
    if len(blocks) != 1 or not all(isinstance(sum_, Equation) for sum_ in sums):
        return None
    (loc,) = blocks
    if loc is None:
        return None
    rows = next((row.summed for row in footing.table.walk() if row.loc == loc), footing.table.summed)
    residuals: dict[Loc, int] = {}
    for index, constraint in enumerate(system.constraints):
        one = constraint.sum
        if isinstance(one, Equation) and one.state is State.CHECKED and _owner(one) == loc:
            residuals[one.stated.loc] = residue.residuals.get(index, 0)
    row = "totals" if loc == ("budget",) else "amounts"
    years = tuple(residuals.get((*loc, row, year)) for year in range(footing.table.years))
    implied = None if None in years or footing.table.prints_row_totals else sum(year or 0 for year in years)
    return _Block(loc, rows, years, residuals.get((*loc, "total"), implied))


def _owner(sum_: Equation) -> Loc | None:
    """The line, or the budget, of whose total row this sum is a column."""
    match sum_.kind:
        case SumKind.YEAR | SumKind.TOTAL_OF_LINES:
            return ("budget",)
        case SumKind.SUBTOTAL:
            return sum_.stated.loc[:-1] if sum_.stated.loc[-1] == "total" else sum_.stated.loc[:-2]
    return None


def _columns(row: LineEntries) -> tuple[int, ...]:
    """What a row holds in đồng: each year, then its total, added up where it is not printed."""
    years = tuple(cell.dong for cell in row.cells)
    return (*years, row.total.dong if isinstance(row.total.value, Money) else sum(years))


def _fits(row: LineEntries, block: _Block, sign: int) -> bool:
    """Whether the columns are off by exactly this row."""
    return bool(row.cells) and all(
        residual is None or residual == sign * amount
        for residual, amount in zip(block.columns, _columns(row), strict=True)
    )


def _parts(row: LineEntries, others: tuple[LineEntries, ...]) -> tuple[Loc, ...]:
    """The rows next to it, two or more in their order, of which it is the sum."""
    wanted = _columns(row)
    so_far = (0,) * len(wanted)
    for count, other in enumerate(others, start=1):
        if not other.cells:
            break
        so_far = tuple(one + two for one, two in zip(so_far, _columns(other), strict=True))
        if count > 1 and so_far == wanted:
            return tuple(part.loc for part in others[:count])
    return ()


def _of_unit(table: BudgetEntries, system: System, residue: Residue) -> Pattern | None:
    """All figures of one row or one column are too large or too small by the same power of ten."""
    rows = [row for row in table.walk() if row.cells]
    bands = [(PatternKind.ROW_UNIT, row.cells, row.total) for row in rows]
    bands.append((PatternKind.ROW_UNIT, table.totals, table.total))
    for year, total in enumerate(table.totals):
        bands.append((PatternKind.COLUMN_UNIT, tuple(row.cells[year] for row in rows), total))
    bands.append((PatternKind.COLUMN_UNIT, tuple(row.total for row in table.walk()), table.total))
    for kind, entries, total in bands:
        for power in POWERS:
            if not _may_be_scaled(entries, power, system, residue):
                continue
            for band in ((*entries, total), entries):
                changes = _scaling(band, power)
                if changes and not system.after(residue, changes).failing:
                    loc = total.loc if kind is PatternKind.COLUMN_UNIT else entries[0].loc[:-1]
                    return Pattern(kind, loc, power=power)
    return None


def _may_be_scaled(entries: tuple[Entry, ...], power: int, system: System, residue: Residue) -> bool:
    """Whether the first amount, so corrected, would make one of its failing sums hold."""
    first = next((entry for entry in entries if entry.dong and entry.loc in system.sums_of), None)
    if first is None:
        return False
    change = _scaling((first,), power).get(first.loc)
    return change is not None and any(
        index in residue.failing
        and change in system.constraints[index].correction(first.loc, residue.residuals.get(index, 0))
        for index in system.sums_of[first.loc]
    )


def _scaling(entries: tuple[Entry, ...], power: int) -> Mapping[Loc, int]:
    """The changes, in đồng, that undo a factor of 10^power; none when a figure does not allow it."""
    changes: dict[Loc, int] = {}
    for entry in entries:
        right = scaled(Money(entry.dong), -power)
        if right is None:
            return {}
        if entry.dong:
            changes[entry.loc] = right.dong - entry.dong
    return changes
