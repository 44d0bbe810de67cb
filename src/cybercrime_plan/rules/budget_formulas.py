"""BUD120: the arithmetic over columns that a table prints, held against every line."""

from __future__ import annotations

from collections.abc import Iterator

from cybercrime_plan.calc.column_formulas import ColumnArithmetic, Worked, is_column, unknown_names
from cybercrime_plan.findings import Complaint, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.formula import SUM_OF, rounded
from cybercrime_plan.rules.rule import Reading, check


@check("BUD120", "column-formula-fails", Severity.ERROR)
def formulas(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None:
        return
    for index, text in enumerate(budget.formulas):
        for name in unknown_names(budget, text):
            loc = ("budget", "formulas", index)
            yield Complaint(_("“{name}” is no column of the table", name=name), loc, actual=text)
    for index, column in enumerate(budget.columns):
        if column.over is not None and not is_column(budget, column.over):
            at = ("budget", "columns", index, "over")
            message = _("“{name}” is no column of the table", name=column.over)
            yield Complaint(message, at, actual=column.over)
    # where a sum already names the one figure that is wrong, what is made of it is not told a second time
    told = {
        change.entry.loc: change.value
        for fault in reading.faults
        if fault.count == 1
        for change in fault.hypotheses[0]
    }
    arithmetic = ColumnArithmetic(budget)
    mended = {(one.formula, one.result.loc) for one in arithmetic.worked(told) if one.holds} if told else set()
    for one in arithmetic.worked():
        if not one.holds and (one.formula, one.result.loc) not in mended:
            yield _complaint(budget, one)


def _complaint(budget: Budget, one: Worked) -> Complaint:
    printed = str(rounded(one.result.number, one.result.decimals))
    _result, _equals, *words = str(one.formula).split()
    message = _(
        "“{line}” in column “{column}” is {actual}, but {formula} makes {needed}",
        line=one.line,
        column=_title(budget, one.formula.result),
        actual=printed,
        formula=" ".join(_title(budget, word) if word in one.formula.names else word for word in words),
        needed=str(one.needed),
    )
    return Complaint(message, one.result.loc, expected=str(one.needed), actual=printed)


def _title(budget: Budget, name: str) -> str:
    total = budget.headings.total if budget.headings and budget.headings.total else "total"
    titles = {"total": total} | {column.id: column.title for column in budget.columns}
    column = name.removeprefix(SUM_OF)
    return f"{'' if column == name else 'Σ '}{titles.get(column, column)}"
