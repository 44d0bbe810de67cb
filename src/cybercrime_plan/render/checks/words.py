"""The sentences of a check: what a finding advises, how each plan came out, and all of them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from cybercrime_plan.findings import Certainty, Complaint, Figure, Place, Severity, Suggestion
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import Money
from cybercrime_plan.render.checks.report import CheckedPlan, CheckReport, Status, Totals

UNSEEN = _(
    "Adding up cannot see four figures, two lines by two years, changed so that every line and every year "
    "keeps its sum."
)
SEVERITIES = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}
ACKNOWLEDGED = _("acknowledged")


def address(file: str, place: Place | None) -> str:
    """Where a finding points, as editors understand it: `file:3:7`, `file:Sheet1!D7`, or the file alone."""
    return file if place is None else f"{file}:{place}"


def figure(value: Figure, unit: str | None) -> str:
    """A figure that was compared, as a person reads it."""
    if isinstance(value, int):
        return str(Money(value)) if unit == "VND" else str(value)
    return "-" if value is None else value


def advice(complaint: Complaint) -> Text | None:
    """The one hint: the rule's own, or else the change it suggests."""
    if complaint.hint is not None or complaint.suggestion is None:
        return complaint.hint
    change = _change(complaint.suggestion, complaint.unit)
    if complaint.suggestion.certainty is Certainty.UNIQUE:
        return _("one change suffices: {change}", change=change)
    return _("one change that would do: {change}", change=change)


def possibilities(complaint: Complaint) -> Iterator[Text]:
    """The ways to explain what was seen, when there are several."""
    for hypothesis in complaint.hypotheses if len(complaint.hypotheses) > 1 else ():
        changes = tuple(_change(change, complaint.unit) for change in hypothesis.changes)
        yield _("possible: {changes}", changes=changes)


def _change(change: Suggestion, unit: str | None) -> Text | str:
    told = change.told or f"{change.path} = {figure(change.value, unit)}"
    if change.slip is None:
        return told
    return _("{change} ({slip})", change=told, slip=change.slip)


def outcome(plan: CheckedPlan) -> Text:
    """How one plan came out."""
    if not plan.readable:
        return _("could not be read as a plan")
    clauses = [*_unread(plan), *_sums(plan), *_totals(plan.totals), *_counts(plan)]
    return _joined(clauses or [_("nothing to report")])


def result(plan: CheckedPlan) -> Text:
    """The same in a word or two."""
    if plan.status is Status.INVALID:
        return _("unreadable")
    if plan.sums is None:
        return _("no budget")
    if not plan.sums.checked:
        return _("no sum checked")
    return _("all sums right") if plan.sums_agree else _("sums disagree")


def _joined(clauses: Sequence[Text]) -> Text:
    return reduce(lambda first, rest: _("{first}; {rest}", first=first, rest=rest), clauses)


def _unread(plan: CheckedPlan) -> Iterator[Text]:
    if plan.unread:
        yield _("not read, because something in it is refused: {sections}", sections=plan.unread)


def _sums(plan: CheckedPlan) -> Iterator[Text]:
    sums = plan.sums
    if sums is None:
        return
    if not sums.checked:
        yield _("not one sum could be checked")
    elif plan.sums_agree:
        yield n_("{count} sum checked and right", "{count} sums checked, all right", sums.checked)
    else:
        yield n_("{count} sum checked", "{count} sums checked", sums.checked)
    if sums.solved:
        yield n_(
            "{count} solved for its blank, not checked", "{count} solved for their blanks, not checked", sums.solved
        )
    if sums.skipped:
        yield n_("{count} skipped for want of figures", "{count} skipped for want of figures", sums.skipped)


def _totals(totals: Totals | None) -> Iterator[Text]:
    if totals is None or totals.computed is None:
        return
    if totals.stated is None:
        yield _("the amounts add up to {total}; no total is printed", total=totals.computed)
    elif totals.stated == totals.computed:
        yield _("total {total}", total=totals.computed)
    else:
        yield _("the amounts add up to {total}, {stated} is printed", total=totals.computed, stated=totals.stated)
    if totals.not_fixed:
        yield _("not fixed and so not in it: {lines}", lines=totals.not_fixed)


def _counts(plan: CheckedPlan) -> Iterator[Text]:
    if plan.open:
        yield n_("{count} finding", "{count} findings", len(plan.open))
    if plan.acknowledged:
        yield acknowledged(len(plan.acknowledged))


def acknowledged(count: int) -> Text:
    """How many discrepancies the plans acknowledge."""
    return n_("{count} acknowledged discrepancy", "{count} acknowledged discrepancies", count)


def summary(report: CheckReport) -> Text:
    """The whole check."""
    plans = n_("{count} plan", "{count} plans", len(report.plans))
    if not report.open:
        clauses = [_("{plans}: nothing to report", plans=plans)]
    else:
        clauses = [_("{plans}: {counts}", plans=plans, counts=tuple(_by_severity(report)))]
    if report.acknowledged:
        clauses.append(acknowledged(len(report.acknowledged)))
    return _joined(clauses)


def _by_severity(report: CheckReport) -> Iterator[Text]:
    yield n_("{count} error", "{count} errors", report.count(Severity.ERROR))
    yield n_("{count} warning", "{count} warnings", report.count(Severity.WARNING))
    yield n_("{count} note", "{count} notes", report.count(Severity.NOTE))
