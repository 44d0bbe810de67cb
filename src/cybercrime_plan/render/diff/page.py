"""A comparison as a page of tables: the record an auditor signs, and the changes one by one for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cybercrime_plan.calc.diff.classes import Change, Subject
from cybercrime_plan.calc.diff.effect import CellEffect, Effect, LineEffect, SumEffect
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import DASH, Money, Unit, in_unit, signed
from cybercrime_plan.model.money import Cell as Amount
from cybercrime_plan.render.diff import words
from cybercrime_plan.render.diff.json import canonical_value
from cybercrime_plan.render.diff.values import BLANK, signed_percent
from cybercrime_plan.render.diff.words import DiffReport
from cybercrime_plan.render.redline import Redline, arrow
from cybercrime_plan.render.table import (
    Align,
    Block,
    CellValue,
    CodedText,
    Column,
    Facts,
    Labelled,
    Page,
    Paragraph,
    Percent,
    Section,
    Table,
    TableRow,
)

_ABSENT = "·"
"""Where a version has no such line or year."""


def budget_table(report: DiffReport) -> Table | None:
    """The lines that changed, all years and sources, and the total; None when no money changed."""
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
    rows = [_line(line, years, unit) for line in effect.lines]
    rows.append(_totals(effect, years, unit))
    return Table("effect", columns, tuple(rows), unit=unit, notes=tuple(_notes(report)))


def _line(line: LineEffect, years: list[int], unit: Unit) -> TableRow:
    cells = (_entry(line.cells.get(year), unit) for year in years)
    return TableRow((line.name, *cells, _line_total(line, unit)))


def _line_total(line: LineEffect, unit: Unit) -> CellValue:
    """What a line comes to; where nothing is fixed in any year, that, and not zero."""
    if not line.cells or not line.total.delta:
        return _sum(line.total, unit)
    said: list[Text | str] = []
    for side, total in enumerate((line.total.old, line.total.new)):
        cells = [cell[side] for cell in line.cells.values() if cell.stands[side]]
        fixed = any(isinstance(cell, Money) for cell in cells)
        open_ = _ABSENT if not cells else str(DASH) if DASH in cells else BLANK
        said.append(in_unit(Money(total), unit) if fixed else open_)
    if all(any(isinstance(cell[side], Money) for cell in line.cells.values()) for side in (0, 1)):
        return _sum(line.total, unit)
    return arrow(said[0], said[1])


def _totals(effect: Effect, years: list[int], unit: Unit) -> TableRow:
    by_year = (_sum(effect.years.get(year, SumEffect(0, 0)), unit) for year in years)
    return TableRow((_("Total"), *by_year, _sum(effect.total, unit)), total=True)


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
    for source, sum_ in effect.sources.items():
        if sum_.delta:
            yield _(
                "{source}: {old} → {new} ({delta})",
                source=_source_name(report, source),
                old=in_unit(Money(sum_.old), report.unit),
                new=in_unit(Money(sum_.new), report.unit),
                delta=signed(Money(sum_.delta), report.unit),
            )


def _source_name(report: DiffReport, source: str | None) -> Text | str:
    if source is None:
        return _("no source named")
    budgets = [plan.budget for plan in (report.comparison.b, report.comparison.a) if plan.budget]
    names = (found.name for budget in budgets for found in budget.sources if found.id == source)
    return next(names, source)


def page(report: DiffReport, most: int | None = None) -> Page:
    """The twelve parts.

    Args:
        most: rows of each table of changes, the others are counted below it; all when None.
    """
    if report.comparison.same and not report.comparison.only and not report.comparison.left_out:
        return Page((_documents(report), Paragraph(words.verdict(report)), _signature(report)), words.title(report))
    parts: list[Block] = [
        _documents(report),
        _facts("verdict", ((_("Result"), words.verdict(report)),)),
        _trust(report),
        _table("gravest", words.gravest(report), report, most),
    ]
    for section in Subject:
        parts += _section(report, section, most)
    quiet = words.unchanged(report)
    parts += [Paragraph(quiet)] if quiet is not None else []
    parts += [_list("left_out", words.left_out(report)), _signature(report)]
    told = tuple(part for part in parts if not isinstance(part, Table) or part.rows or part.notes)
    return Page(told, words.title(report), shorter=lambda rows: page(report, rows))


def _documents(report: DiffReport) -> Facts:
    facts = (Labelled(str(n), name, document) for n, (name, document) in enumerate(words.documents(report)))
    return Facts("documents", tuple(facts))


def _facts(key: str, items: Sequence[tuple[Text | str, CellValue]]) -> Facts:
    facts = tuple(Labelled(str(index), label, value) for index, (label, value) in enumerate(items))
    return Facts(key, facts, words.HEADINGS[key])


def _list(key: str, sentences: Iterator[Text]) -> Table:
    return Table(key, (), (), title=words.HEADINGS[key], notes=tuple(sentences))


def _trust(report: DiffReport) -> Table:
    rows = (TableRow((name, sentence)) for name, sentence in words.sums_of_both(report))
    columns = (Column("version", _("Version")), Column("sums", _("Sums")))
    notes = tuple(words.trust_changed(report))
    return Table("trust", columns, tuple(rows), title=words.HEADINGS["trust"], notes=notes)


def _section(report: DiffReport, section: Subject, most: int | None) -> Iterator[Block]:
    comparison = report.comparison
    mine = words.grouped(report, section)
    follows = [change for change in comparison.derived if change.section is section]
    told = not comparison.only or section in comparison.only
    effect = budget_table(report) if section is Subject.BUDGET and told else None
    if effect is not None:
        notes = (*effect.notes, words.reconciliation(report))
        yield Table("effect", effect.columns, effect.rows, words.HEADINGS[section], effect.unit, notes)
    changes: list[Told] = []
    for agency, group in mine:
        if agency is not None:
            changes.append(agency)
        changes += group
    if changes or follows:
        yield _table(section, [*changes, *follows], report, most, heading=effect is None)


Told = Change | Text | str
"""A change, or the heading over those that follow."""


def _table(
    key: str, changes: Sequence[Told], report: DiffReport, most: int | None, *, heading: bool = True
) -> Table:
    columns = (
        Column("level", _("Severity")),
        Column("what", _("What")),
        Column("change", _("Old → new")),
        Column("because", _("Grounds")),
        Column("where", _("Where")),
        Column("fingerprint", _("Class and fingerprint")),
    )
    rows = tuple(_row(item, report) if isinstance(item, Change) else Section(item) for item in changes[:most])
    folded = sum(isinstance(item, Change) for item in changes[len(rows) :])
    notes = (
        (n_("{count} change is not shown here", "{count} changes are not shown here", folded),) if folded else ()
    )
    return Table(key, columns, rows, title=words.HEADINGS[key] if heading else None, notes=notes)


def _row(change: Change, report: DiffReport) -> TableRow:
    level: CellValue = _("follows") if change.derived else words.LEVELS[change.level]
    places = [place for place in (report.place(change), *report.where(change)) if place]
    said = change.kind.summary
    reference = _(
        "{summary} ({code}) {fingerprint}", summary=said, code=change.code, fingerprint=change.fingerprint
    )
    return TableRow(
        (
            level,
            report.label(change),
            report.redline(change),
            words.joined(report.grounds(change)),
            "; ".join(places),
            reference,
        )
    )


def _signature(report: DiffReport) -> Facts:
    comparison = report.comparison
    items: list[tuple[Text | str, CellValue]] = []
    for side, version, digest in zip(
        (words.BEFORE, words.AFTER), (report.a, report.b), comparison.digests, strict=True
    ):
        items += [
            (side, version.name),
            (_("SHA-256 of the file"), version.sha256),
            (_("SHA-256 of its meaning"), digest),
        ]
    items += [
        (_("Options"), " ".join(report.asked) or _("none")),
        (_("Program"), f"plan {report.tool_version}"),
        (_("Compared on"), report.as_of),
        (_("Name"), None),
        (_("Date"), None),
        (_("Signature"), None),
    ]
    return _facts("signature", items)


def records(report: DiffReport) -> Table:
    """One row for each change, derived ones included; the columns are the fields of the JSON."""
    comparison = report.comparison
    rows = tuple(_record(change, report) for change in (*comparison.changes, *comparison.derived))
    return Table("changes", tuple(_column(key) for key in _FIELDS), rows)


_FIELDS: Final[dict[str, Text | str]] = {
    "code": _("Code"),
    "name": _("Class"),
    "severity": _("Severity"),
    "section": _("Section"),
    "op": _("Operation"),
    "key": _("Path"),
    "label": _("What"),
    "old": _("Old"),
    "new": _("New"),
    "delta": _("Difference"),
    "percent": _("Percent"),
    "unit": _("Unit"),
    "because": _("Grounds"),
    "a": _("Where before"),
    "b": _("Where after"),
    "at": _("Place"),
    "derived": _("Follows"),
    "fingerprint": _("Fingerprint"),
}
_OPS: Final = {"add": _("added"), "remove": _("removed"), "set": _("changed"), "order": _("reordered")}


def _column(key: str) -> Column:
    return Column(key, _FIELDS[key], Align.RIGHT if key in {"delta", "percent"} else Align.LEFT)


def _record(change: Change, report: DiffReport) -> TableRow:
    return TableRow(
        (
            change.code,
            change.kind.name,
            words.LEVELS[change.level],
            CodedText(change.section.value, words.SECTIONS[change.section]),
            CodedText(change.op.value, _OPS[change.op.value]),
            change.key,
            report.label(change),
            canonical_value(change.edit.old),
            canonical_value(change.edit.new),
            change.delta,
            None if change.percent is None else Percent(change.percent),
            change.unit,
            words.joined(report.grounds(change)),
            *report.where(change),
            report.place(change),
            CodedText("true" if change.derived else "false", _("yes") if change.derived else _("no")),
            change.fingerprint,
        )
    )
