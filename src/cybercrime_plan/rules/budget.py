"""BUD101-111: figures of the budget that contradict each other, each fault said once, where it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from cybercrime_plan.calc.equations import Agreement, EntryKind, Equation, SumKind
from cybercrime_plan.calc.slips import SHOWN, Correction, Fault
from cybercrime_plan.findings import Complaint, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import grouped, signed
from cybercrime_plan.model.words import UnreadableWordsError, read_words
from cybercrime_plan.rules.budget_text import Wording
from cybercrime_plan.rules.rule import Reading, check

_SUM_OF: Final = {
    SumKind.ROW: EntryKind.ROW_TOTAL,
    SumKind.YEAR: EntryKind.YEAR_TOTAL,
    SumKind.TOTAL_OF_YEARS: EntryKind.GRAND_TOTAL,
    SumKind.TOTAL_OF_LINES: EntryKind.GRAND_TOTAL,
    SumKind.SUBTOTAL: EntryKind.SUBTOTAL,
    SumKind.SPLIT: EntryKind.SPLIT,
    SumKind.COLUMN: EntryKind.COLUMN,
    SumKind.PART: EntryKind.COLUMN,
    SumKind.RUNNING: EntryKind.COLUMN,
    SumKind.OVER_YEARS: EntryKind.COLUMN,
    SumKind.ADJUSTED: EntryKind.COLUMN,
    SumKind.FIGURES: EntryKind.FIGURES,
    SumKind.WORDS: EntryKind.WORDS,
}
"""What is said to be wrong when a sum fails and no entry of it can be named."""


def _located(reading: Reading, kind: EntryKind) -> Iterator[Complaint]:
    """The faults at entries of that kind, and the lone sums of that kind that nothing explains better."""
    if reading.plan.budget is None:
        return
    words = Wording(reading, reading.plan.budget)
    for fault in reading.faults:
        if any(isinstance(one, Equation) and one.kind is SumKind.OF_WHICH for one in fault.sums):
            continue  # BUD119 says it: which of the parts is too large, nothing tells
        if fault.count == 1:
            yield from (_at_entry(words, fault, one) for one in fault.hypotheses[0] if one.entry.kind is kind)
        elif not fault.pattern and len(fault.sums) == 1:
            (one,) = fault.sums
            if isinstance(one, Equation) and _SUM_OF.get(one.kind) is kind:
                yield _at_sum(words, fault, one)


def _at_entry(words: Wording, fault: Fault, change: Correction) -> Complaint:
    own = next((one for one in change.sums if isinstance(one, Equation) and one.stated == change.entry), None)
    told = own is not None and own.computed == change.value.dong
    needed = _("the other figures need {figure}", figure=words.figure(change.value))
    reason = words.reason(own) if own is not None and told else needed
    message = words.contradiction(change.entry, reason, change.value.dong)
    return words.complaint(change.entry, message, _hint(words, fault, change), change.value.dong, fault, change)


def _hint(words: Wording, fault: Fault, change: Correction) -> Text:
    """What one change would restore, and the slip it would undo."""
    value = words.figure(change.value)
    if change.entry.loc in words.reading.mistaken and change.slip is None:
        why, _taken_up = words.reading.mistaken[change.entry.loc]
        followed = words.changes(fault.followed)
        if not followed:
            return _("one change suffices: {value}, since {why}", value=value, why=why)
        return _(
            "one change suffices: {value}, since {why}; then by formula {followed}",
            value=value,
            why=why,
            followed=followed,
        )
    if len(fault.hypotheses[0]) > 1:
        return _("these changes suffice, together: {changes}", changes=words.changes(fault.hypotheses[0]))
    proof = tuple(words.sum(one, change) for one in change.sums if isinstance(one, Equation))
    if not change.is_exact:
        return _("one change suffices: about {value} restores {proof}", value=value, proof=proof)
    if change.slip is None:
        return _("one change suffices: {value} restores {proof}", value=value, proof=proof)
    return _(
        "one change suffices: {value} restores {proof} (a known slip: {slip})",
        value=value,
        proof=proof,
        slip=change.slip.text,
    )


def _at_sum(words: Wording, fault: Fault, one: Equation) -> Complaint:
    """A sum that fails, said at its total; the first hypothesis, if there is any, is the one suggested."""
    message = words.contradiction(one.stated, words.reason(one), one.computed)
    others = [words.off(other) for other in fault.sums if isinstance(other, Equation) and other is not one]
    if len(others) > SHOWN:
        others[SHOWN:] = [n_("{count} more sum", "{count} more sums", len(others) - SHOWN)]
    if others:
        message = _("{message}; with it fails {sums}", message=message, sums=tuple(others))
    first = fault.hypotheses[0][0] if fault.hypotheses else None
    return words.complaint(one.stated, message, choices(fault), one.computed, fault, first)


def choices(fault: Fault) -> Text:
    """How much the arithmetic leaves open."""
    if not fault.hypotheses:
        return _(
            "no one or two changes make every sum hold: several figures may be wrong,"
            " or a row or column is in no sum"
        )
    count: Text | str = grouped(fault.count)
    if len(fault.hypotheses[0]) == 1:
        hint = _("any one of {count} changes suffices; only the document can tell which", count=count)
    elif len(fault.hypotheses[0]) == 2:  # noqa: PLR2004 - a pair
        count = _("more than {count}", count=count) if fault.more else count
        hint = _("no single change suffices; any of {count} pairs of changes does", count=count)
    else:
        hint = _(
            "no fewer than {size} changes suffice; any of {count} sets of {size} changes does",
            size=len(fault.hypotheses[0]),
            count=count,
        )
    if fault.count > SHOWN:
        return _("{hint} (the first {shown} are shown)", hint=hint, shown=SHOWN)
    return hint


LOCATED: Final = tuple(
    check(code, name, Severity.ERROR)(partial(_located, kind=kind))
    for code, name, kind in (
        ("BUD101", "amount-breaks-its-sums", EntryKind.AMOUNT),
        ("BUD102", "row-total-differs", EntryKind.ROW_TOTAL),
        ("BUD103", "year-total-differs", EntryKind.YEAR_TOTAL),
        ("BUD104", "grand-total-differs", EntryKind.GRAND_TOTAL),
        ("BUD105", "subtotal-differs", EntryKind.SUBTOTAL),
        ("BUD106", "split-differs", EntryKind.SPLIT),
        ("BUD107", "stated-total-differs", EntryKind.FIGURES),
        ("BUD108", "words-differ", EntryKind.WORDS),
        ("BUD118", "column-breaks-its-sums", EntryKind.COLUMN),
    )
)
"""One rule for each kind of entry that may be wrong."""


@check("BUD109", "words-unreadable", Severity.ERROR)
def unreadable_words(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None or reading.footing is None:
        return
    for loc in reading.footing.unreadable:
        words = reading.plan.budget.stated[int(loc[2])].words or ""
        try:
            read_words(words)
        except UnreadableWordsError as problem:
            message = _("the amount in words cannot be read: {reason}", reason=problem.reason)
            yield Complaint(message, loc, actual=words)


@check("BUD119", "part-exceeds-whole", Severity.ERROR)
def parts(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None:
        return
    said = Wording(reading, reading.plan.budget)
    for fault in reading.faults:
        for one in fault.sums:
            if isinstance(one, Equation) and one.kind is SumKind.OF_WHICH:
                message = said.contradiction(one.stated, said.reason(one), one.computed)
                yield said.complaint(one.stated, message, None, one.computed, fault, None)


@check("BUD110", "sums-disagree", Severity.ERROR)
def several(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None:
        return
    said = Wording(reading, reading.plan.budget)
    for fault in reading.faults:
        equations = [one for one in fault.sums if isinstance(one, Equation)]
        if fault.count > 1 and len(fault.sums) > 1 and equations:
            yield _at_sum(said, fault, equations[0])


@check("BUD111", "blank-has-two-values", Severity.ERROR)
def blanks(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None:
        return
    said = Wording(reading, reading.plan.budget)
    for fault in reading.faults:
        one = next(iter(fault.sums), None)
        if fault.count == 1 or fault.pattern or not isinstance(one, Agreement):
            continue
        first, second = one.first.solution, one.second.solution
        message = _(
            "{entry} is blank: {one}, but {other}: {difference} {unit}",
            entry=said.entry(one.blank),
            one=said.way(one.first),
            other=said.way(one.second),
            difference=signed(first - second, said.budget.unit),
            unit=said.budget.unit.label,
        )
        change = fault.hypotheses[0][0] if fault.hypotheses else None
        yield said.complaint(one.blank, message, choices(fault), second.dong, fault, change)
