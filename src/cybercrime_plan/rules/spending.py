"""SRC115-119: what kind of spending a line is said to be, what it is called, and whether it can be costed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cybercrime_plan.findings import Complaint, Rule, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.budget import Line, LineName, Spending, SpendingKind
from cybercrime_plan.model.identity import Extent
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.budget_example import TABLE
from cybercrime_plan.rules.money_text import (
    amount_of,
    lines_of,
    money,
    own_lines,
    total_of,
)
from cybercrime_plan.rules.rule import Reading, check

_KINDS: Final = TABLE.replace(
    "  years:", "  spending:\n    - {kind: recurrent, wording: kinh phí thường xuyên, at: II}\n  years:"
)
_LABELS: Final = TABLE.replace("total: 510}", "total: 510, labels: [{name: PHÒNG NGỪA, at: Phụ lục 1}]}")
_ANNEXES: Final = TABLE.replace(
    "budget:\n",
    "document:\n"
    "  number: 15/KH-UBND\n"
    '  date: "2025-01-10"\n'
    "  annexes:\n"
    "    - {name: Phụ lục 1, amounts: lines}\n"
    "budget:\n  details_at: Phụ lục 1\n",
)


@check(
    Rule(
        code="SRC115",
        name="spending-kind-conflict",
        severity=Severity.WARNING,
        summary=_("The document calls the same money investment in one place and recurrent spending in another."),
        advice=_(
            "The two are planned, approved and accounted for differently; a person has to decide which it is."
        ),
        bad=_KINDS.replace(
            "  years:", "    - {kind: investment, wording: đầu tư, line: phong-ngua, at: III}\n  years:"
        ),
        good=_KINDS,
    )
)
def spending_kinds(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    for index, spending in enumerate(budget.spending if budget else ()):
        for other in budget.spending[:index] if budget else ():
            if other.kind is not spending.kind and _overlap(spending, other):
                loc = ("budget", "spending", index)
                message = _(
                    "“{wording}” ({at}) means {kind}, but “{other}” ({other_at}) means {other_kind}",
                    wording=spending.wording,
                    at=spending.at or "?",
                    kind=spending.kind.label,
                    other=other.wording,
                    other_at=other.at or "?",
                    other_kind=other.kind.label,
                )
                yield Complaint(
                    message, loc, reading.path(loc), expected=other.kind.value, actual=spending.kind.value
                )


def _overlap(one: Spending, other: Spending) -> bool:
    return one.line is None or other.line is None or one.line == other.line


@check(
    Rule(
        code="SRC116",
        name="all-called-investment",
        severity=Severity.WARNING,
        summary=_("The whole table is headed as investment, also lines that nothing else calls so."),
        advice=_(
            "Campaigns, meetings and paper are recurrent spending. A heading that calls them investment misleads."
        ),
        bad=_KINDS.replace("recurrent, wording: kinh phí thường xuyên", "investment, wording: tổng vốn đầu tư"),
        good=_KINDS,
    )
)
def investment_heads(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None:
        return
    called = {spending.line for spending in budget.spending if spending.kind is SpendingKind.INVESTMENT}
    others = [line for _loc, line in own_lines(reading) if line.id not in called and amount_of(line)]
    for index, spending in enumerate(budget.spending):
        if spending.kind is SpendingKind.INVESTMENT and spending.line is None and others:
            loc = ("budget", "spending", index)
            message = _(
                "“{wording}” calls the whole table investment, {rest} of {total} only by this heading",
                wording=spending.wording,
                rest=money(Money.total(map(amount_of, others)), budget),
                total=money(total_of(reading), budget),
            )
            yield Complaint(message, loc, reading.path(loc), actual="; ".join(line.name for line in others))


@check(
    Rule(
        code="SRC117",
        name="estimate-without-amounts",
        severity=Severity.WARNING,
        summary=_("The annex that says what the lines pay for prints no amounts for it, so nothing can be costed."),
        advice=_(
            "An estimate without amounts cannot be checked against prices. Ask for the calculation behind it."
        ),
        bad=_ANNEXES.replace("amounts: lines", "amounts: none"),
        good=_ANNEXES,
    )
)
def estimates(reading: Reading) -> Iterator[Complaint]:
    document, budget = reading.plan.document, reading.plan.budget
    for index, annex in enumerate(document.annexes if document and budget else ()):
        if budget and annex.name == budget.details_at and annex.amounts in {Extent.NONE, Extent.TOTAL}:
            loc = ("document", "annexes", index)
            printed = _("only the total") if annex.amounts is Extent.TOTAL else _("no amount")
            message = _(
                "{annex} says what the lines pay for, but prints {printed}: they cannot be costed",
                annex=annex.name,
                printed=printed,
            )
            yield Complaint(message, loc, reading.path(loc), actual=annex.amounts.value)


@check(
    Rule(
        code="SRC118",
        name="line-named-differently",
        severity=Severity.WARNING,
        summary=_("The document gives one line two names that do not mean the same."),
        advice=_(
            "The lines are matched by their place. Check that what one annex describes is what the other pays for."
        ),
        bad=_LABELS.replace("PHÒNG NGỪA", "TẬP HUẤN"),
        good=_LABELS,
    )
)
def other_names(reading: Reading) -> Iterator[Complaint]:
    return _labels(reading, longer=False)


@check(
    Rule(
        code="SRC119",
        name="line-name-longer",
        severity=Severity.NOTE,
        summary=_("The document names a line more fully in one place than in another."),
        advice=_("Usually nothing is meant by it. The words that are added may still narrow the line."),
        bad=_LABELS.replace("PHÒNG NGỪA", "PHÒNG NGỪA CẤP TỈNH"),
        good=_LABELS,
    )
)
def longer_names(reading: Reading) -> Iterator[Complaint]:
    return _labels(reading, longer=True)


def _labels(reading: Reading, *, longer: bool) -> Iterator[Complaint]:
    for above, line in lines_of(reading):
        for index, label in enumerate(line.labels):
            if folded(label.name) != folded(line.name) and _is_longer(line, label) is longer:
                loc = (*above, "labels", index)
                message = _(
                    "the line “{line}” is called “{label}” in {at}",
                    line=line.name,
                    label=label.name,
                    at=label.at or "?",
                )
                yield Complaint(message, loc, reading.path(loc), expected=line.name, actual=label.name)


def _is_longer(line: Line, label: LineName) -> bool:
    one, other = sorted((folded(line.name), folded(label.name)), key=len)
    return other.startswith(f"{one} ")
