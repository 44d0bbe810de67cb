"""LEG106-110: the numbers of the instruments a plan cites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.identity import Instrument
from cybercrime_plan.model.numbering import KINDS, DocumentNumber, canonical
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.copies import too_large
from cybercrime_plan.rules.law import called, citations, complaint, number_of
from cybercrime_plan.rules.rule import Reading, check


def _instruments(reading: Reading) -> Iterator[tuple[Loc, Instrument, DocumentNumber]]:
    """Those whose number can be taken apart."""
    for index, instrument in enumerate(reading.plan.legal_basis):
        number = number_of(instrument)
        if number:
            yield ("legal_basis", index), instrument, number


@check("LEG106", "cited-number-not-in-form", Severity.WARNING)
def cited_forms(reading: Reading) -> Iterator[Complaint]:
    for index, instrument in enumerate(reading.plan.legal_basis):
        if instrument.number and number_of(instrument) is None:
            message = _("“{number}” is not the form of a number: 15/KH-UBND", number=instrument.number)
            yield complaint(reading, ("legal_basis", index, "number"), message, None, instrument.number)


@check("LEG107", "cited-number-implausible", Severity.WARNING)
def implausible_numbers(reading: Reading) -> Iterator[Complaint]:
    limit = reading.plan.thresholds.largest_number
    for loc, instrument, number in _instruments(reading):
        if number.ordinal > limit:
            message = _(
                "{instrument}: {reason}", instrument=called(instrument), reason=too_large(number.ordinal, limit)
            )
            yield complaint(reading, (*loc, "number"), message, None, instrument.number)


@check("LEG108", "number-out-of-order", Severity.WARNING)
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


@check("LEG109", "kind-contradicts-code", Severity.ERROR)
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


@check("LEG110", "year-contradicts-date", Severity.ERROR)
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
