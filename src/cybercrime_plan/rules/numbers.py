"""LEG106-110: the numbers of the instruments a plan cites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.identity import Instrument
from cybercrime_plan.model.issuers import canonical, is_of_one_body
from cybercrime_plan.model.numbering import KINDS, DocumentNumber, document_number
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.copies import too_large
from cybercrime_plan.rules.law import called, citations, number_of
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
            yield Complaint(message, ("legal_basis", index, "number"), actual=instrument.number)


@check("LEG107", "cited-number-implausible", Severity.WARNING)
def implausible_numbers(reading: Reading) -> Iterator[Complaint]:
    limit = reading.plan.thresholds.largest_number
    for loc, instrument, number in _instruments(reading):
        if number.ordinal > limit:
            message = _(
                "{instrument}: {reason}", instrument=called(instrument), reason=too_large(number.ordinal, limit)
            )
            yield Complaint(message, (*loc, "number"), actual=instrument.number)


@check("LEG108", "number-out-of-order", Severity.WARNING)
def unordered_numbers(reading: Reading) -> Iterator[Complaint]:
    for series in _series(reading).values():
        highest = series[0]
        for one in series[1:]:
            if one.number.ordinal < highest.number.ordinal and one.day > highest.day:
                message = _(
                    "{instrument} of {date} has a smaller number than {earlier} of {before}",
                    instrument=one.name,
                    date=one.day,
                    earlier=highest.name,
                    before=highest.day,
                )
                yield Complaint(message, one.loc, expected=highest.printed, actual=one.printed)
            elif one.number.ordinal > highest.number.ordinal:
                highest = one


class _Numbered(NamedTuple):
    """An instrument with its whole date, or the plan itself."""

    loc: Loc
    name: str
    printed: str
    number: DocumentNumber
    day: date


def _series(reading: Reading) -> dict[object, list[_Numbered]]:
    """What is numbered one after the other, by date: of one form, one issuer and one year.

    Normative documents, whose number names the year, are numbered apart from individual ones. Without an issuer
    only letters that one body of the country has say who it was.
    """
    series: dict[object, list[_Numbered]] = {}
    for loc, instrument, number in _instruments(reading):
        if instrument.date and instrument.date.day and instrument.number:
            issuer = "" if is_of_one_body(number) else instrument.issuer and _issuer(instrument.issuer, reading)
            if issuer is not None:
                one = _Numbered(
                    (*loc, "number"), called(instrument), instrument.number, number, instrument.date.first
                )
                series.setdefault((number.series, bool(number.year), issuer, one.day.year), []).append(one)
    own = _own(reading)
    if own and own[0] in series:
        series[own[0]].append(own[1])
    return {key: sorted(members, key=lambda one: one.day) for key, members in series.items()}


def _own(reading: Reading) -> tuple[object, _Numbered] | None:
    """The plan itself with the key of its series, when it has a number, an issuer and a whole date."""
    document = reading.plan.document
    number = document_number(document.number) if document and document.number else None
    if document is None or number is None or not document.known_issuer:
        return None
    signed = document.known_date
    if signed is None or not signed.day:
        return None
    key = (number.series, bool(number.year), _issuer(document.known_issuer, reading), signed.year)
    return key, _Numbered(
        ("document", "number"), document.number or "", document.number or "", number, signed.first
    )


def _issuer(name: str, reading: Reading) -> str:
    """A committee and its chair have one series of numbers."""
    return canonical(name, reading.plan.province).removeprefix("chủ tịch ")


@check("LEG109", "kind-contradicts-code", Severity.ERROR)
def kinds(reading: Reading) -> Iterator[Complaint]:
    for loc, instrument, number in _instruments(reading):
        kind = folded(instrument.kind)
        if number.kinds and kind in _KNOWN and kind not in map(folded, number.kinds):
            message = _(
                "{number} is a “{expected}” by its code, but is called “{actual}”",
                number=instrument.number,
                expected=number.kinds[0],
                actual=instrument.kind,
            )
            yield Complaint(message, (*loc, "kind"), expected=number.kinds[0], actual=instrument.kind)


_KNOWN: Final = frozenset(map(folded, (*KINDS.values(), "Luật", "Bộ luật", "Pháp lệnh")))


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
            yield Complaint(message, (*cited.loc, "date"), expected=str(number.year), actual=str(cited.date))
