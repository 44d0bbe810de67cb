"""BUD101-120: figures of the budget that contradict each other, one by one and in whole rows and columns.

Each fault is said once, where it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain, pairwise
from typing import Final

from cybercrime_plan.calc.column_formulas import ColumnArithmetic, Worked, is_column, unknown_names
from cybercrime_plan.calc.equations import Agreement, EntryKind, Equation, State, SumKind
from cybercrime_plan.calc.slips import SHOWN, Correction, Fault, Pattern, PatternKind, unit_slip
from cybercrime_plan.findings import Certainty, Complaint, Loc, Severity, Suggestion
from cybercrime_plan.language import Text, _, n_
from cybercrime_plan.model.budget import Budget
from cybercrime_plan.model.formula import rounded
from cybercrime_plan.model.money import Money, grouped, signed
from cybercrime_plan.model.words import UnreadableWordsError, read_words
from cybercrime_plan.rules.budget_text import Wording, as_figure, column_title
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


def _faults(reading: Reading) -> Iterator[tuple[Wording, Fault]]:
    if reading.plan.budget is not None:
        words = Wording(reading, reading.plan.budget)
        yield from ((words, fault) for fault in reading.faults)


def _located(reading: Reading, kind: EntryKind) -> Iterator[Complaint]:
    """The faults at entries of that kind, and the lone sums of that kind that nothing explains better."""
    for words, fault in _faults(reading):
        if any(isinstance(one, Equation) and one.kind is SumKind.OF_WHICH for one in fault.sums):
            continue  # BUD119 says it: which of the parts is too large, nothing tells
        if fault.ways == 1:
            for change in fault.hypotheses[0]:
                if change.entry.kind is kind:
                    sums = (one for one in change.sums if isinstance(one, Equation))
                    own = next((one for one in sums if one.stated == change.entry), None)
                    told = own is not None and own.computed == change.value.dong
                    needed = _("the other figures need {figure}", figure=words.figure(change.value))
                    reason = words.reason(own) if own is not None and told else needed
                    message = words.contradiction(change.entry, reason, change.value.dong)
                    hint = _hint(words, fault, change)
                    yield words.complaint(change.entry, message, hint, change.value.dong, fault, change)
        elif not fault.pattern and len(fault.sums) == 1:
            (one,) = fault.sums
            if isinstance(one, Equation) and _SUM_OF.get(one.kind) is kind:
                yield _at_sum(words, fault, one)


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
    count: Text | str = grouped(fault.ways)
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
    if fault.ways > SHOWN:
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
            read_words(words, reading.plan.budget.unit.currency)
        except UnreadableWordsError as problem:
            message = _("the amount in words cannot be read: {reason}", reason=problem.reason)
            yield Complaint(message, loc, actual=words)


@check("BUD119", "part-exceeds-whole", Severity.ERROR)
def parts(reading: Reading) -> Iterator[Complaint]:
    for words, fault in _faults(reading):
        for one in fault.sums:
            if isinstance(one, Equation) and one.kind is SumKind.OF_WHICH:
                message = words.contradiction(one.stated, words.reason(one), one.computed)
                yield words.complaint(one.stated, message, None, one.computed, fault, None)


@check("BUD110", "sums-disagree", Severity.ERROR)
def several(reading: Reading) -> Iterator[Complaint]:
    for words, fault in _faults(reading):
        equations = [one for one in fault.sums if isinstance(one, Equation)]
        if fault.ways > 1 and len(fault.sums) > 1 and equations:
            yield _at_sum(words, fault, equations[0])


@check("BUD111", "blank-has-two-values", Severity.ERROR)
def blanks(reading: Reading) -> Iterator[Complaint]:
    for said, fault in _faults(reading):
        one = next(iter(fault.sums), None)
        if fault.ways == 1 or fault.pattern or not isinstance(one, Agreement):
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


def _patterns(reading: Reading, *kinds: PatternKind) -> Iterator[tuple[Wording, Fault, Pattern]]:
    for words, fault in _faults(reading):
        if fault.pattern and fault.pattern.kind in kinds:
            yield words, fault, fault.pattern


def _complaint(words: Wording, fault: Fault, loc: Loc, message: Text, hint: Text) -> Complaint:
    """What the pattern is, with the last and largest of the sums that fail because of it."""
    *_others, last = (one for one in fault.sums if isinstance(one, Equation))
    found = words.of_sum(last, hint)
    return found._replace(message=_("{message}; {figures}", message=message, figures=found.message), loc=loc)


@check("BUD112", "row-missing", Severity.ERROR)
def missing_rows(reading: Reading) -> Iterator[Complaint]:
    for words, fault, pattern in _patterns(reading, PatternKind.ROW_MISSING):
        years = zip(words.budget.years, pattern.amounts, strict=False)
        message = _(
            "the totals hold more than the lines: {amounts}",
            amounts=tuple(f"{year}: {words.figure(amount)}" for year, amount in years),
        )
        hint = _("a missing line with just these amounts would explain every total")
        yield _complaint(words, fault, (*pattern.loc, "lines"), message, hint)


@check("BUD113", "row-repeated", Severity.ERROR)
def repeated_rows(reading: Reading) -> Iterator[Complaint]:
    for words, fault, pattern in _patterns(reading, PatternKind.ROW_REPEATED):
        message = _(
            "“{line}” has the same figures as “{other}”, and the totals hold them once",
            line=words.line(pattern.loc).name,
            other=words.line(pattern.others[0]).name,
        )
        hint = _("without this line every sum holds")
        yield _complaint(words, fault, pattern.loc, message, hint)
    if reading.plan.budget is not None:
        # a line printed again right below itself, where both stand in no sum that could tell
        for one, other in pairwise(reading.plan.budget.walk()):
            figures, others = (
                (*(line.amounts or ()), line.total, *line.columns.values()) for line in (one.line, other.line)
            )
            same = one.line.name == other.line.name and figures == others and one.ids[:-1] == other.ids[:-1]
            shown = not one.counts and not other.counts and any(isinstance(cell, Money) for cell in figures)
            if same and shown:
                name = other.line.name
                message = _("“{line}” stands twice with the same figures, and no sum holds it", line=name)
                yield Complaint(message, other.loc, hint=_("if it was copied, take it out once"))


@check("BUD114", "row-left-out", Severity.ERROR)
def rows_left_out(reading: Reading) -> Iterator[Complaint]:
    for words, fault, pattern in _patterns(reading, PatternKind.ROW_LEFT_OUT):
        message = _("every total leaves “{line}” out", line=words.line(pattern.loc).name)
        hint = _("if it is only shown and not part of the sums, mark it: memo: true")
        yield _complaint(words, fault, pattern.loc, message, hint)


@check("BUD115", "row-counted-twice", Severity.ERROR)
def rows_counted_twice(reading: Reading) -> Iterator[Complaint]:
    for words, fault, pattern in _patterns(reading, PatternKind.ROW_COUNTED_TWICE):
        line = words.line(pattern.loc)
        parts = tuple(f"“{words.line(loc).name}”" for loc in pattern.others if len(loc) > 1)
        if len(parts) > 1:
            message = _(
                "“{line}” is the sum of {parts}, and the lines count it once more", line=line.name, parts=parts
            )
            hint = _("if it is their subtotal, put them below it: lines: […]")
        else:
            message = _("every total counts “{line}” twice", line=line.name)
            hint = _("once as a line, and once more in a subtotal or by a repetition")
        yield _complaint(words, fault, pattern.loc, message, hint)


@check("BUD116", "unit-slip", Severity.ERROR)
def unit_slips(reading: Reading) -> Iterator[Complaint]:
    kinds = (PatternKind.ROW_UNIT, PatternKind.COLUMN_UNIT, PatternKind.TABLE_UNIT)
    for words, fault, pattern in _patterns(reading, *kinds):
        last, of_column = pattern.loc[-1], pattern.kind is PatternKind.COLUMN_UNIT
        if pattern.kind is PatternKind.TABLE_UNIT:
            subject = _("every figure of the table, against the total in figures and in words")
        elif pattern.loc[:2] == ("budget", "lines"):
            subject = _("the figures of “{line}”", line=words.line(pattern.loc).name)
        elif of_column and isinstance(last, int):
            subject = _("the figures of {year}", year=words.budget.years[last])
        else:
            subject = _("the row totals") if of_column else _("the row of totals")
        message = _("{subject}: {slip}", subject=subject, slip=unit_slip(pattern.power))
        hint = _(
            "with these figures multiplied or divided by {factor} every sum holds",
            factor=grouped(10 ** abs(pattern.power)),
        )
        yield _complaint(words, fault, pattern.loc, message, hint)


@check("BUD117", "table-outvoted", Severity.ERROR)
def outvoted_tables(reading: Reading) -> Iterator[Complaint]:
    for words, _fault, pattern in _patterns(reading, PatternKind.TABLE_OUTVOTED):
        actual, expected = pattern.actual or Money(0), pattern.expected or Money(0)
        message = _(
            "the table adds up to {actual}, but figures and words both say {expected}: {difference} {unit}",
            actual=words.figure(actual),
            expected=words.figure(expected),
            difference=signed(actual - expected, words.budget.unit),
            unit=words.budget.unit.label,
        )
        yield Complaint(
            message,
            pattern.loc,
            hint=_("of the three places that print the total, the table is the one that differs"),
            expected=as_figure(expected),
            actual=as_figure(actual),
            difference=(actual - expected).dong,
            unit=words.budget.unit.currency,
            suggestion=Suggestion(words.reading.path(pattern.loc), pattern.loc, expected.dong, Certainty.LIKELY),
        )


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
        if fault.ways == 1
        for change in fault.hypotheses[0]
    }
    arithmetic = ColumnArithmetic(budget)
    mended = {(one.formula, one.result.loc) for one in arithmetic.worked(told) if one.holds} if told else set()
    failing = [one for one in arithmetic.worked() if not one.holds and (one.formula, one.result.loc) not in mended]
    proved = _proved(reading, arithmetic) if failing else frozenset()
    # a factor that several of them have in common, the price of two years, is the one that is wrong
    factors = Counter(value.loc for one in failing for _name, value in one.named if one.result.loc in proved)
    for one in failing:
        most = max((factors[value.loc] for _name, value in one.named), default=0)
        cleared = {value.loc for _name, value in one.named if factors[value.loc] < most}
        yield _not_made(budget, one, proved | cleared)


def _proved(reading: Reading, arithmetic: ColumnArithmetic) -> frozenset[Loc]:
    """The figures that stand in a sum or in arithmetic that holds."""
    added = reading.footing.equations if reading.footing else ()
    sums = (one for one in added if one.state is State.CHECKED and not one.fails and len(one.terms) > 1)
    made = (loc for one in arithmetic.worked() if one.holds for loc in one.proves)
    return frozenset(chain((entry.loc for one in sums for entry in one.entries), made))


def _printed(one: Worked) -> str:
    """The figure that is printed, with as many decimals as it has there."""
    return str(rounded(one.result.number, one.result.decimals))


def _made_otherwise(budget: Budget, one: Worked) -> Text:
    """What a figure is, and what the others of its row make by the formula of its column."""
    _result, _equals, *words = str(one.formula).split()
    return _(
        "“{line}” in column “{column}” is {actual}, but {formula} makes {needed}",
        line=one.line,
        column=column_title(budget, one.formula.result),
        actual=_printed(one),
        formula=" ".join(column_title(budget, word) if word in one.formula.names else word for word in words),
        needed=str(one.needed),
    )


def _not_made(budget: Budget, one: Worked, proved: AbstractSet[Loc]) -> Complaint:
    """A figure that is not what the others of its row make; told at the one of these that nothing proves."""
    message, printed = _made_otherwise(budget, one), _printed(one)
    parts = {
        part.loc: f"{column_title(budget, name)} {rounded(part.number, part.decimals)}" for name, part in one.named
    }
    open_ = [loc for loc in parts if loc not in proved] if one.result.loc in proved else []
    if len(open_) == 1:
        wrong = parts[open_[0]]
        return Complaint(
            message, open_[0], hint=_("the other figures are proved, so {figure} is wrong", figure=wrong)
        )
    hint = _("it is wrong, or one of these is: {figures}", figures=tuple(parts.values()))
    if open_:
        hint = _("sums prove it, so one of these is wrong: {figures}", figures=tuple(parts[loc] for loc in open_))
    others = {column.id for column in budget.columns if not column.kind.is_money}
    if one.formula.result in others:
        return Complaint(message, one.result.loc, hint=hint, expected=str(one.needed), actual=printed)
    actual = Money(int(one.result.number * budget.unit.value))
    expected = Money(int(one.needed.exact * budget.unit.value))
    return Complaint(
        _(
            "{message}: {difference} {unit}",
            message=message,
            difference=signed(actual - expected, budget.unit),
            unit=budget.unit.label,
        ),
        one.result.loc,
        hint=hint,
        expected=expected.dong,
        actual=actual.dong,
        difference=(actual - expected).dong,
        unit=budget.unit.currency,
    )
