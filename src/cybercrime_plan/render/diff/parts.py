"""The parts of the report on a comparison, the table of its money among them, composed once, before any format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cybercrime_plan.calc.diff.classes import Change, Gravity, Subject
from cybercrime_plan.calc.diff.effect import CellEffect, LineEffect, SumEffect
from cybercrime_plan.calc.diff.money import AMOUNT_DECREASED, AMOUNT_INCREASED
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import DASH, Money, Unit, in_unit, signed
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.changes import BLANK, signed_percent
from cybercrime_plan.render.diff.words import DiffReport
from cybercrime_plan.render.table import Align, CellValue, Column, Redline, RevisionMark, Table, TableRow, arrow

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
        for at, row in enumerate(rows):
            # `100 → 80 (-20; -20,0%)` as `100→80`
            cells = (
                Redline((cell.pieces[0], (RevisionMark.SAME, "→"), cell.pieces[2]))
                if isinstance(cell, Redline)
                else cell
                for cell in row.cells
            )
            rows[at] = row._replace(cells=tuple(cells))
        rows.append(TableRow((_("Difference"), *differences), total=True))
    return Table("effect", columns, tuple(rows), unit=unit, notes=tuple(_notes(report)))


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
    if isinstance(entry.old, Money) and isinstance(entry.new, Money) and entry.old != entry.new:
        return _sum(SumEffect(entry.old.dong, entry.new.dong), unit)
    told: list[Text | str] = []
    for cell, stands in zip((entry.old, entry.new), entry.stands, strict=True):
        figure = in_unit(cell, unit) if isinstance(cell, Money) else BLANK if cell is None else str(cell)
        told.append(figure if stands else _ABSENT)
    return told[0] if told[0] == told[1] else arrow(told[0], told[1])


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


Told = Change | Text | str
"""A change, or the heading over those that follow."""


class DiffPart(NamedTuple):
    """One part; what it has not is empty.

    Attributes:
        key: for programs, and of its heading.
        sides: what is said of one version, behind the name of its side.
        table: the money.
        sentences: what is said of both versions, or of the table.
        changes: those that count; those of tasks under the agencies that have to do them.
        derived: what only follows.
    """

    key: str
    sides: tuple[tuple[Text, Text | str], ...] = ()
    table: Table | None = None
    sentences: tuple[Text | str, ...] = ()
    changes: tuple[Told, ...] = ()
    derived: tuple[Change, ...] = ()


def diff_parts(report: DiffReport) -> Iterator[DiffPart]:
    """Every part that says something, in the order in which an auditor reads them."""
    yield from _opening(report)
    if says_nothing(report):
        return
    gravest = tuple(words.gravest(report))
    if gravest:
        yield DiffPart("gravest", changes=gravest)
    for section in Subject:
        table = _money(report) if section is Subject.BUDGET else None
        sentences = (words.reconciliation(report), *words.stories(report)) if table else ()
        changes: list[Told] = []
        for agency, group in words.grouped(report, section):
            changes += group if agency is None else (agency, *group)
        derived = tuple(change for change in report.comparison.derived if change.section is section)
        if table or changes or derived:
            yield DiffPart(section, table=table, sentences=sentences, changes=tuple(changes), derived=derived)
    quiet = words.unchanged(report)
    if quiet is not None:
        yield DiffPart("unchanged", sentences=(quiet,))
    yield DiffPart("left_out", sentences=tuple(words.left_out(report)))


def brief_parts(report: DiffReport) -> Iterator[DiffPart]:
    """The same for one screen: the money as one table, and every other change once."""
    yield from _opening(report)
    if says_nothing(report):
        return
    if (table := _money(report, brief=True)) is not None:
        sentences = (words.reconciliation(report), *words.stories(report))
        yield DiffPart(Subject.BUDGET, table=table, sentences=sentences)
    comparison = report.comparison
    # the table of the money says all of an amount that is another one, and not gravely so
    in_table = {AMOUNT_INCREASED, AMOUNT_DECREASED} if table else set()
    told = [one for one in comparison.changes if one.kind not in in_table or one.level is Gravity.CRITICAL]
    told += [change for change in words.gravest(report) if change.derived]
    if told:
        told.sort(key=lambda change: change.level.rank)
        yield DiffPart("others", changes=tuple(told))
    quiet = words.unchanged(report)
    yield DiffPart("unchanged", sentences=(*((quiet,) if quiet else ()), *words.narrowed(report)))


def _opening(report: DiffReport) -> Iterator[DiffPart]:
    """What every report begins with: what is compared, the verdict, and whether each version adds up."""
    yield DiffPart("documents", tuple(words.documents(report)))
    yield DiffPart("verdict", sentences=(words.verdict(report),))
    if not says_nothing(report):
        yield DiffPart("trust", tuple(words.sums_of_both(report)), sentences=tuple(words.trust_changed(report)))


def says_nothing(report: DiffReport) -> bool:
    """Whether there is nothing to report, in all there is to compare."""
    comparison = report.comparison
    return comparison.same and not comparison.only and not comparison.left_out and not report.unused


def _money(report: DiffReport, *, brief: bool = False) -> Table | None:
    only = report.comparison.only
    return budget_table(report, brief=brief) if not only or Subject.BUDGET in only else None
