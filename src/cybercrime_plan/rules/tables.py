"""The further tables of a plan: the rules read each like the first, and BUD145 holds the first against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cybercrime_plan.calc.crossfoot import CrossFooting, crossfoot, leaves
from cybercrime_plan.calc.equations import Entry, coefficients
from cybercrime_plan.findings import Complaint, Severity, Suggestion
from cybercrime_plan.language import _
from cybercrime_plan.model.budget import Budget, ColumnKind, FurtherBudget
from cybercrime_plan.model.money import Money, signed
from cybercrime_plan.model.spelling import spoken
from cybercrime_plan.rules.budget_text import Wording, as_figure
from cybercrime_plan.rules.rule import Reading, check


def in_its_table(complaint: Complaint, reading: Reading) -> Complaint | None:
    """What is said of the budget of a further table, said of its own place; None of what is no part of it.

    Args:
        reading: that of the table.
    """
    whole, loc = reading.whole, complaint.loc
    borrowed = whole is not None and not whole.budgets[int(reading.table[1])].sources
    if loc[:1] != ("budget",) or (borrowed and loc[1:2] == ("sources",)):
        return None
    hypotheses = tuple(
        one._replace(changes=tuple(_moved(change, reading) for change in one.changes))
        for one in complaint.hypotheses
    )
    suggestion = complaint.suggestion and _moved(complaint.suggestion, reading)
    return complaint._replace(loc=(*reading.table, *loc[1:]), suggestion=suggestion, hypotheses=hypotheses)


def _moved(change: Suggestion, reading: Reading) -> Suggestion:
    return change._replace(loc=(*reading.table, *change.loc[1:]))


@check("BUD145", "summary-contradicts-its-tables", Severity.ERROR)
def summaries(reading: Reading) -> Iterator[Complaint]:
    budget, footing = reading.plan.budget, reading.footing
    if budget is None or footing is None:
        return
    words = Wording(reading, budget)
    failing = {loc for one in footing.equations if one.fails for loc in coefficients(one)}
    detailed: dict[str, list[FurtherBudget]] = {}
    for table in reading.plan.budgets:
        if table.line is not None:
            detailed.setdefault(table.line, []).append(table)
    for row in footing.table.walk():
        tables = detailed.get(row.line.id, [])
        sums = [_sums_of(table, budget, crossfoot(table)) for table in tables]
        broken = [
            (entry, sum(min(one[column]) for one in sums))
            for column, entry in _by_column(budget, row.cells, row.columns, row.total).items()
            if tables and isinstance(entry.value, Money) and all(column in one for one in sums)
            if entry.loc not in failing  # one slip stays one finding
            and not sum(min(one[column]) for one in sums) <= entry.dong <= sum(max(one[column]) for one in sums)
        ]
        if broken:
            yield _contradiction(words, broken, tables)


def _by_column(
    budget: Budget, cells: Sequence[Entry], columns: Mapping[str, Entry], total: Entry
) -> dict[str, Entry]:
    """The entries of a row, by year or title of the column."""
    titles = {one.id: spoken(one.title) for one in budget.columns if one.kind is not ColumnKind.RUNNING}
    return (
        {str(year): entry for year, entry in zip(budget.years, cells, strict=False)}
        | {titles[name]: entry for name, entry in columns.items() if name in titles}
        | {"": total}
    )


def _sums_of(table: FurtherBudget, summary: Budget, footing: CrossFooting) -> Mapping[str, tuple[int, ...]]:
    """By column what a summary may show of a table, in đồng: what its amounts add up to, and what it prints.

    A table that contradicts itself is told of by its own findings. Its total over all columns is that of its line
    in the summary only when both are over the same years.
    """
    entries = footing.table
    rows = [_by_column(table, row.cells, row.columns, row.total) for row in leaves(entries.summed)]
    found: dict[str, tuple[int, ...]] = {}
    for column, margin in _by_column(table, entries.totals, entries.column_totals, entries.total).items():
        amounts = [row[column] for row in rows if column in row]
        whole = (
            column
            and len(amounts) == len(rows)
            and (table.blank == "none" or all(one.value is not None for one in amounts))
        )
        added = (sum(one.dong for one in amounts),) if whole else ()
        if not column and footing.computed is not None:
            added = (footing.computed.dong,)
        printed = (margin.dong,) if isinstance(margin.value, Money) else ()
        if added or printed:
            found[column] = (*added, *printed)
    if table.years != summary.years:
        found.pop("", None)
    return found


def _contradiction(words: Wording, broken: list[tuple[Entry, int]], tables: list[FurtherBudget]) -> Complaint:
    """One finding for a line, at its first amount that its tables do not give."""
    (entry, expected), *others = broken
    by_tables = tuple(_("the table “{table}”", table=table.title or table.at or table.id) for table in tables)
    message = _(
        "{entry} is {figure}, but by {tables} it is {expected}: {difference} {unit}",
        entry=words.entry(entry),
        figure=words.figure(entry.value),
        tables=by_tables,
        expected=words.figure(Money(expected)),
        difference=signed(Money(entry.dong - expected), words.budget.unit),
        unit=words.budget.unit.label,
    )
    more = tuple(
        _(
            "{entry}: {figure}, not {expected}",
            entry=words.entry(other),
            figure=words.figure(other.value),
            expected=words.figure(Money(by)),
        )
        for other, by in others
    )
    hint = _("so also {others}", others=more) if more else None
    return Complaint(
        message,
        entry.loc,
        hint=hint,
        expected=expected,
        actual=as_figure(entry.value),
        difference=entry.dong - expected,
        unit=words.budget.unit.currency,
    )
