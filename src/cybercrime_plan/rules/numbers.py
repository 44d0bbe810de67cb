"""LEG106-110: the numbers of the instruments a plan cites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cybercrime_plan.findings import Complaint, Loc, Rule, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.identity import Instrument
from cybercrime_plan.model.numbering import KINDS, DocumentNumber, canonical
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.copies import too_large
from cybercrime_plan.rules.law import COMPARE, called, citations, complaint, number_of
from cybercrime_plan.rules.plan_example import LAW
from cybercrime_plan.rules.rule import Reading, check


def _instruments(reading: Reading) -> Iterator[tuple[Loc, Instrument, DocumentNumber]]:
    """Those whose number can be taken apart."""
    for index, instrument in enumerate(reading.plan.legal_basis):
        number = number_of(instrument)
        if number:
            yield ("legal_basis", index), instrument, number


@check(
    Rule(
        code="LEG106",
        name="cited-number-not-in-form",
        severity=Severity.WARNING,
        summary=_("The number of an instrument is not written as Decree 30/2020/NĐ-CP has it."),
        advice=COMPARE,
        bad=LAW.replace("124/KH-UBND", "124 KH-UBND"),
        good=LAW,
    )
)
def cited_forms(reading: Reading) -> Iterator[Complaint]:
    for index, instrument in enumerate(reading.plan.legal_basis):
        if instrument.number and number_of(instrument) is None:
            message = _("“{number}” is not the form of a number: 15/KH-UBND", number=instrument.number)
            yield complaint(reading, ("legal_basis", index, "number"), message, None, instrument.number)


@check(
    Rule(
        code="LEG107",
        name="cited-number-implausible",
        severity=Severity.WARNING,
        summary=_("The number of an instrument is larger than a series of documents reaches in a year."),
        advice=_(
            "A digit was probably doubled when the copy was read. Look the instrument up. `thresholds: "
            "{largest_number: …}` sets the limit for an office that issues more."
        ),
        bad=LAW.replace("137/KH-UBND", "56137/KH-UBND"),
        good=LAW,
    )
)
def implausible_numbers(reading: Reading) -> Iterator[Complaint]:
    limit = reading.plan.thresholds.largest_number
    for loc, instrument, number in _instruments(reading):
        if number.ordinal > limit:
            message = _(
                "{instrument}: {reason}", instrument=called(instrument), reason=too_large(number.ordinal, limit)
            )
            yield complaint(reading, (*loc, "number"), message, None, instrument.number)


@check(
    Rule(
        code="LEG108",
        name="number-out-of-order",
        severity=Severity.WARNING,
        summary=_("Of two instruments of one series and year, the later one has the smaller number."),
        advice=_("Numbers run on through the year, so one of the two numbers or dates is wrong."),
        bad=LAW.replace("137/KH-UBND", "13/KH-UBND"),
        good=LAW,
    )
)
def unordered_numbers(reading: Reading) -> Iterator[Complaint]:
    for one, other in combinations(_series(reading), 2):
        (_loc, earlier, former), (loc, instrument, number) = sorted((one, other), key=lambda one: str(one[1].date))
        same = former.series == number.series and _same_year(earlier, instrument)
        out = number.ordinal < former.ordinal and instrument.date != earlier.date
        if same and out and _same_issuer(earlier, instrument, reading):
            message = _(
                "{instrument} of {date} has a smaller number than {earlier} of {before}",
                instrument=called(instrument),
                date=instrument.date,
                earlier=called(earlier),
                before=earlier.date,
            )
            yield complaint(reading, (*loc, "number"), message, earlier.number, instrument.number)


def _series(reading: Reading) -> list[tuple[Loc, Instrument, DocumentNumber]]:
    """Those with a whole date, and the plan itself among them."""
    return [entry for entry in _instruments(reading) if entry[1].date and entry[1].date.day]


def _same_year(one: Instrument, other: Instrument) -> bool:
    return one.date is not None and other.date is not None and one.date.year == other.date.year


def _same_issuer(one: Instrument, other: Instrument, reading: Reading) -> bool:
    keys = {canonical(issuer, reading.plan.province) for issuer in (one.issuer, other.issuer) if issuer}
    return len(keys) == 1


@check(
    Rule(
        code="LEG109",
        name="kind-contradicts-code",
        severity=Severity.ERROR,
        summary=_("The code of an instrument names another kind of document than the citation."),
        advice=COMPARE,
        bad=LAW.replace("kind: Nghị định", "kind: Nghị quyết"),
        good=LAW,
    )
)
def kinds(reading: Reading) -> Iterator[Complaint]:
    known = {folded(kind) for kind in KINDS.values()}
    for loc, instrument, number in _instruments(reading):
        if number.kind and folded(instrument.kind) in known and folded(instrument.kind) != folded(number.kind):
            message = _(
                "{number} is a “{expected}” by its code, but is called “{actual}”",
                number=instrument.number,
                expected=number.kind,
                actual=instrument.kind,
            )
            yield complaint(reading, (*loc, "kind"), message, number.kind, instrument.kind)


@check(
    Rule(
        code="LEG110",
        name="year-contradicts-date",
        severity=Severity.ERROR,
        summary=_("The year in the number of an instrument is not that of its date."),
        advice=COMPARE,
        bad=LAW.replace("25/2014/NĐ-CP", "25/2015/NĐ-CP"),
        good=LAW,
    )
)
def numbered_years(reading: Reading) -> Iterator[Complaint]:
    for cited in citations(reading):
        number = number_of(cited.instrument)
        if number and number.year and cited.date and cited.date.year != number.year:
            message = _(
                "{instrument} is dated {actual}, but its number is of {expected}",
                instrument=called(cited.instrument),
                actual=cited.date,
                expected=number.year,
            )
            yield complaint(reading, (*cited.loc, "date"), message, str(number.year), str(cited.date))
