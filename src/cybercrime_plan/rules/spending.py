"""SRC115-119: what kind of spending a line is said to be, what it is called, and whether it can be costed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cybercrime_plan.findings import Complaint, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.budget import Line, LineName, Spending, SpendingKind
from cybercrime_plan.model.identity import Extent
from cybercrime_plan.model.money import Money
from cybercrime_plan.model.spelling import folded, unaccented
from cybercrime_plan.rules.budget_text import (
    amount_of,
    lines_of,
    money,
    own_lines,
    total_of,
)
from cybercrime_plan.rules.rule import Reading, check


@check("SRC115", "spending-kind-conflict", Severity.WARNING)
def spending_kinds(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    first: dict[object, Spending] = {}
    for index, spending in enumerate(budget.spending if budget else ()):
        kind = next(one for one in SpendingKind if one is not spending.kind)
        places = ((kind, None), (kind, spending.line), kind if spending.line is None else None)
        others = (first[place] for place in places if place in first)
        other = next((one for one in others if folded(one.wording) != folded(spending.wording)), None)
        if other:  # the same words of both kinds say that there is money of both
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
            yield Complaint(message, loc, expected=other.kind.value, actual=spending.kind.value)
        for place in ((spending.kind, spending.line), spending.kind):
            first.setdefault(place, spending)


_INVESTMENT: Final = re.compile(r"\bdau tu (?:cong|trung han)\b|\bke hoach (?:von )?dau tu\b")


@check("SRC116", "all-called-investment", Severity.WARNING)
def investment_heads(reading: Reading) -> Iterator[Complaint]:
    budget = reading.plan.budget
    if budget is None or _INVESTMENT.search(unaccented(reading.plan.title or "")):
        return  # a plan of public investment is what its heading says
    called = {spending.line for spending in budget.spending if spending.kind is SpendingKind.INVESTMENT}
    others = [line for _loc, line in own_lines(reading) if line.id not in called and amount_of(line)]
    for index, spending in enumerate(budget.spending):
        public = _INVESTMENT.search(unaccented(spending.wording))
        if spending.kind is SpendingKind.INVESTMENT and spending.line is None and others and not public:
            loc = ("budget", "spending", index)
            message = _(
                "“{wording}” calls the whole table investment, {rest} of {total} only by this heading",
                wording=spending.wording,
                rest=money(Money.total(map(amount_of, others)), budget),
                total=money(total_of(reading), budget),
            )
            yield Complaint(message, loc, actual="; ".join(line.name for line in others))


@check("SRC117", "estimate-without-amounts", Severity.WARNING)
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
            yield Complaint(message, loc, actual=annex.amounts.value)


@check("SRC118", "line-named-differently", Severity.WARNING)
def other_names(reading: Reading) -> Iterator[Complaint]:
    return _labels(reading, longer=False)


@check("SRC119", "line-name-longer", Severity.NOTE)
def longer_names(reading: Reading) -> Iterator[Complaint]:
    return _labels(reading, longer=True)


def _labels(reading: Reading, *, longer: bool) -> Iterator[Complaint]:
    for above, line in lines_of(reading):
        for index, label in enumerate(line.labels):
            if not same_words(label.name, line.name) and _is_longer(line, label) is longer:
                loc = (*above, "labels", index)
                message = _(
                    "the line “{line}” is called “{label}” in {at}",
                    line=line.name,
                    label=label.name,
                    at=label.at or "?",
                )
                yield Complaint(message, loc, expected=line.name, actual=label.name)


def _is_longer(line: Line, label: LineName) -> bool:
    one, other = sorted((_words(line.name), _words(label.name)), key=len)
    return other[: len(one)] == one


def _words(name: str) -> list[str]:
    """The words of a name without commas and capitals, `&` among them as `và`."""
    return re.findall(r"[^\W_]+", folded(name.replace("&", " và ")))


_LONGEST_NAME: Final = 200
"""In words of both; no name of a line is longer."""


def same_words(one: str, other: str) -> bool:
    """Whether two names have the same words, commas and initials aside: CNTT is `công nghệ thông tin`."""
    first, second = _words(one), _words(other)
    if len(first) + len(second) > _LONGEST_NAME:
        return first == second
    return first == second or _spells_out(first, second) or _spells_out(second, first)


def _spells_out(short: list[str], long: list[str]) -> bool:
    """Whether `long` is `short` with some of its words read as initials; `và` has none."""
    ends = {0}
    for word in short:
        ends = {end for start in ends for end in _after(word, long, start)}
    return len(long) in ends


def _after(word: str, words: list[str], start: int) -> Iterator[int]:
    """Where one may go on after reading this word from there, as it stands or as initials."""
    if words[start : start + 1] == [word]:
        yield start + 1
    initials = ""
    for end in range(start, min(len(words), start + 2 * len(word))):
        initials += "" if words[end] == "và" else words[end][0]
        if initials == word and len(word) > 1:
            yield end + 1
