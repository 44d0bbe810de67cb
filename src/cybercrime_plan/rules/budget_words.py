"""BUD109: words that are no amount."""

from __future__ import annotations

from collections.abc import Iterator

from cybercrime_plan.findings import Complaint, Rule, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.words import UnreadableWordsError, read_words
from cybercrime_plan.rules.budget_example import STATED
from cybercrime_plan.rules.rule import Reading, check


@check(
    Rule(
        code="BUD109",
        name="words-unreadable",
        severity=Severity.ERROR,
        summary=_("The words that should say an amount cannot be read as one."),
        advice=_(
            "Words are read in every accepted spelling; where they still say no amount, or could say two, they "
            "check nothing. Compare them with the signed document."
        ),
        bad=STATED.replace("ba trăm sáu mươi triệu", "ba trăm sáu chục triệu"),
        good=STATED,
    )
)
def unreadable_words(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None or reading.footing is None:
        return
    for loc in reading.footing.unreadable:
        words = reading.plan.budget.stated[int(loc[2])].words or ""
        try:
            read_words(words)
        except UnreadableWordsError as problem:
            message = _("the amount in words cannot be read: {reason}", reason=problem.reason)
            yield Complaint(message, loc, reading.path(loc), actual=words)
