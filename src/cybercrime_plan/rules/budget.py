"""BUD101-111: figures of the budget that contradict each other, each fault said once, where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cybercrime_plan.calc.equations import Agreement, EntryKind, Equation, SumKind
from cybercrime_plan.calc.slips import SHOWN, Correction, Fault
from cybercrime_plan.findings import Complaint, Rule, Severity
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.money import grouped, signed
from cybercrime_plan.rules.budget_example import COLUMNS, NESTED, OF_WHICH, SPLIT, STATED, TABLE
from cybercrime_plan.rules.budget_text import Wording
from cybercrime_plan.rules.rule import Reading, check

_ADVICE: Final = _(
    "Compare the figure with the signed document. The correction is only suggested: it is the one change after "
    "which every sum holds, but the document may be wrong elsewhere too. Correct the file when the "
    "transcription slipped; when the document itself is wrong, keep it as printed and acknowledge the "
    "discrepancy."
)

_ONE_LINE: Final = """\
format: 1
id: vi-du
budget:
  unit: triệu đồng
  years: [2025, 2026]
  lines:
    - {id: phong-ngua, name: Phòng ngừa, amounts: [300, null], total: 510}
  totals: [300, 210]
"""

_SUM_OF: Final = {
    SumKind.ROW: EntryKind.ROW_TOTAL,
    SumKind.YEAR: EntryKind.YEAR_TOTAL,
    SumKind.TOTAL_OF_YEARS: EntryKind.GRAND_TOTAL,
    SumKind.TOTAL_OF_LINES: EntryKind.GRAND_TOTAL,
    SumKind.SUBTOTAL: EntryKind.SUBTOTAL,
    SumKind.SPLIT: EntryKind.SPLIT,
    SumKind.COLUMN: EntryKind.COLUMN,
    SumKind.PART: EntryKind.COLUMN,
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
    others = tuple(words.off(other) for other in fault.sums if isinstance(other, Equation) and other is not one)
    if others:
        message = _("{message}; with it fails {sums}", message=message, sums=_some(others))
    first = fault.hypotheses[0][0] if fault.hypotheses else None
    return words.complaint(one.stated, message, _choices(fault), one.computed, fault, first)


def _some(sums: tuple[Text, ...]) -> Text | tuple[Text, ...]:
    """The first of them, then how many more there are."""
    if len(sums) <= SHOWN:
        return sums
    more = n_("{count} more sum", "{count} more sums", len(sums) - SHOWN)
    return (*sums[:SHOWN], more)


def _choices(fault: Fault) -> Text:
    """How much the arithmetic leaves open."""
    if not fault.hypotheses:
        return _("several figures are wrong at once; no one or two changes explain all the sums that fail")
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


@check(
    Rule(
        code="BUD101",
        name="amount-breaks-its-sums",
        severity=Severity.ERROR,
        summary=_("An amount fits neither the total of its line nor the total of its year."),
        advice=_ADVICE,
        bad=TABLE.replace("[300, 210]", "[300, 120]"),
        good=TABLE,
    )
)
def amounts(reading: Reading) -> Iterator[Complaint]:
    return _located(reading, EntryKind.AMOUNT)


@check(
    Rule(
        code="BUD102",
        name="row-total-differs",
        severity=Severity.ERROR,
        summary=_("The total of a line is not the sum of its amounts."),
        advice=_ADVICE,
        bad=TABLE.replace("total: 510", "total: 501"),
        good=TABLE,
    )
)
def row_totals(reading: Reading) -> Iterator[Complaint]:
    return _located(reading, EntryKind.ROW_TOTAL)


@check(
    Rule(
        code="BUD103",
        name="year-total-differs",
        severity=Severity.ERROR,
        summary=_("The total of a year is not the sum of its lines."),
        advice=_ADVICE,
        bad=TABLE.replace("[700, 660]", "[700, 6600]"),
        good=TABLE,
    )
)
def year_totals(reading: Reading) -> Iterator[Complaint]:
    return _located(reading, EntryKind.YEAR_TOTAL)


@check(
    Rule(
        code="BUD104",
        name="grand-total-differs",
        severity=Severity.ERROR,
        summary=_("The grand total is not the sum of the lines or of the years."),
        advice=_ADVICE,
        bad=TABLE.replace("total: 1360", "total: 1306"),
        good=TABLE,
    )
)
def grand_totals(reading: Reading) -> Iterator[Complaint]:
    return _located(reading, EntryKind.GRAND_TOTAL)


@check(
    Rule(
        code="BUD105",
        name="subtotal-differs",
        severity=Severity.ERROR,
        summary=_("A line that is the subtotal of others is not their sum."),
        advice=_ADVICE,
        bad=NESTED.replace("[300, 210]", "[330, 210]"),
        good=NESTED,
    )
)
def subtotals(reading: Reading) -> Iterator[Complaint]:
    return _located(reading, EntryKind.SUBTOTAL)


@check(
    Rule(
        code="BUD106",
        name="split-differs",
        severity=Severity.ERROR,
        summary=_("What the sources pay for a line in a year does not add up to its amount."),
        advice=_ADVICE,
        bad=SPLIT.replace("trung-uong: [50, 10]", "trung-uong: [50, 100]"),
        good=SPLIT,
    )
)
def splits(reading: Reading) -> Iterator[Complaint]:
    return _located(reading, EntryKind.SPLIT)


@check(
    Rule(
        code="BUD118",
        name="column-breaks-its-sums",
        severity=Severity.ERROR,
        summary=_("A figure in a column beside the years breaks the sum of its column or of its line."),
        advice=_ADVICE,
        bad=COLUMNS.replace("tw-2025: 50}}", "tw-2025: 500}}"),
        good=COLUMNS,
    )
)
def columns(reading: Reading) -> Iterator[Complaint]:
    return _located(reading, EntryKind.COLUMN)


@check(
    Rule(
        code="BUD119",
        name="part-exceeds-whole",
        severity=Severity.ERROR,
        summary=_("Parts of a figure (“trong đó”) are more than the figure itself."),
        advice=_(
            "Parts need not be all of the whole, but they cannot be more than it. Compare both with the signed "
            "document."
        ),
        bad=OF_WHICH.replace("[150, 60]", "[250, 60]"),
        good=OF_WHICH,
    )
)
def parts(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None:
        return
    said = Wording(reading, reading.plan.budget)
    for fault in reading.faults:
        for one in fault.sums:
            if isinstance(one, Equation) and one.kind is SumKind.OF_WHICH:
                message = said.contradiction(one.stated, said.reason(one), one.computed)
                yield said.complaint(one.stated, message, None, one.computed, fault, None)


@check(
    Rule(
        code="BUD107",
        name="stated-total-differs",
        severity=Severity.ERROR,
        summary=_("The grand total printed in figures elsewhere is not that of the table."),
        advice=_ADVICE,
        bad=STATED.replace("1.360.000.000", "1.630.000.000"),
        good=STATED,
    )
)
def figures(reading: Reading) -> Iterator[Complaint]:
    return _located(reading, EntryKind.FIGURES)


@check(
    Rule(
        code="BUD108",
        name="words-differ",
        severity=Severity.ERROR,
        summary=_("The grand total in words is not that of the table."),
        advice=_ADVICE,
        bad=STATED.replace("sáu mươi triệu", "sáu mươi mốt triệu"),
        good=STATED,
    )
)
def words(reading: Reading) -> Iterator[Complaint]:
    return _located(reading, EntryKind.WORDS)


@check(
    Rule(
        code="BUD110",
        name="sums-disagree",
        severity=Severity.ERROR,
        summary=_("Several sums fail together, and more than one set of changes would restore them."),
        advice=_(
            "Compare the entries that are listed with the signed document. Arithmetic cannot choose between "
            "them: two wrong entries with the same difference, or two that offset each other within one line, "
            "leave several explanations. All are listed up to five, then counted."
        ),
        bad=TABLE.replace("[300, 210]", "[320, 210]").replace("[400, 450]", "[400, 470]"),
        good=TABLE,
    )
)
def several(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None:
        return
    said = Wording(reading, reading.plan.budget)
    for fault in reading.faults:
        equations = [one for one in fault.sums if isinstance(one, Equation)]
        if fault.count > 1 and len(fault.sums) > 1 and equations:
            yield _at_sum(said, fault, equations[0])


@check(
    Rule(
        code="BUD111",
        name="blank-has-two-values",
        severity=Severity.ERROR,
        summary=_("Two sums would each need a different amount in the same blank."),
        advice=_ADVICE,
        bad=_ONE_LINE.replace("total: 510", "total: 530"),
        good=_ONE_LINE.replace("null", "210") + "  total: 510\n",
    )
)
def blanks(reading: Reading) -> Iterator[Complaint]:
    if reading.plan.budget is None:
        return
    said = Wording(reading, reading.plan.budget)
    for fault in reading.faults:
        if fault.count != 1 and not fault.pattern:
            for one in fault.sums[:1]:
                if isinstance(one, Agreement):
                    yield _two_values(said, fault, one)


def _two_values(words: Wording, fault: Fault, one: Agreement) -> Complaint:
    first, second = one.first.solution, one.second.solution
    message = _(
        "{entry} is blank: {first} by {one}, but {second} by {other}: {difference} {unit}",
        entry=words.entry(one.blank),
        first=words.figure(first),
        one=words.sum(one.first),
        second=words.figure(second),
        other=words.sum(one.second),
        difference=signed(first - second, words.budget.unit),
        unit=words.budget.unit.label,
    )
    change = fault.hypotheses[0][0] if fault.hypotheses else None
    return words.complaint(one.blank, message, _choices(fault), second.dong, fault, change)
