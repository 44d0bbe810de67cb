"""LEG101-110: the instruments a plan cites, how, and by which numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple, TypeVar

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.identity import Instrument
from cybercrime_plan.model.numbering import (
    KINDS,
    DocumentNumber,
    canonical,
    document_number,
    is_of_one_body,
    issuers,
    may_issue,
    same_body,
)
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.rules.documents import too_large
from cybercrime_plan.rules.rule import Reading, check

Value = TypeVar("Value")


class Cited(NamedTuple):
    """One citation of an instrument."""

    loc: Loc
    instrument: Instrument
    date: PartialDate | None
    issuer: str | None
    at: str | None


def citations(reading: Reading) -> Iterator[Cited]:
    for index, one in enumerate(reading.plan.legal_basis):
        loc: Loc = ("legal_basis", index)
        yield Cited(loc, one, one.date, one.issuer, one.at)
        for number, other in enumerate(one.also):
            yield Cited((*loc, "also", number), one, other.date, other.issuer, other.at)


def called(instrument: Instrument) -> str:
    """What an instrument is called in a sentence."""
    return f"{instrument.kind} {instrument.number or instrument.subject or ''}".strip()


def number_of(instrument: Instrument) -> DocumentNumber | None:
    return document_number(instrument.number) if instrument.number else None


@check("LEG101", "cited-issuer-contradicts-code", Severity.ERROR)
def cited_issuers(reading: Reading) -> Iterator[Complaint]:
    wrong: dict[Loc, list[Cited]] = {}
    for cited in citations(reading):
        if _contradicts(cited):
            wrong.setdefault(cited.loc[:2], []).append(cited)
    for first, *others in wrong.values():
        number = number_of(first.instrument)
        if number:
            message = _(
                "{instrument} ({at}): “{issuer}” is printed as issuer, but {series} is the code of “{expected}”",
                instrument=called(first.instrument),
                at=tuple(one.at or "?" for one in (first, *others)),
                issuer=first.issuer,
                series=number.series,
                expected=issuers(number)[0],
            )
            yield Complaint(message, (*first.loc, "issuer"), expected=issuers(number)[0], actual=first.issuer)


def _contradicts(cited: Cited) -> bool:
    """Whether the code of the number names another issuer than this citation."""
    number = number_of(cited.instrument)
    return number is not None and cited.issuer is not None and not may_issue(cited.issuer, number)


@check("LEG102", "cited-with-different-issuers", Severity.ERROR)
def different_issuers(reading: Reading) -> Iterator[Complaint]:
    def same(one: str, other: str) -> bool:
        return same_body(one, other, reading.plan.province)

    def said(cited: Cited) -> str | None:
        return None if _contradicts(cited) else cited.issuer  # LEG101 says it

    return _different(reading, said, same, "issuer")


@check("LEG103", "cited-with-different-dates", Severity.ERROR)
def different_dates(reading: Reading) -> Iterator[Complaint]:
    return _different(
        reading,
        lambda cited: cited.date,
        lambda one, other: max(one.first, other.first) <= min(one.last, other.last),
        "date",
    )


def _different(
    reading: Reading, said: Callable[[Cited], Value | None], same: Callable[[Value, Value], bool], field: str
) -> Iterator[Complaint]:
    """Each later citation that says something else than the first one that says anything."""
    first: dict[object, tuple[Cited, Value]] = {}
    for cited in citations(reading):
        value = said(cited)
        if value is not None:
            number = number_of(cited.instrument)
            # a number that names its year means one instrument wherever it is cited; any other returns each year
            key = (number.ordinal, number.year, number.series) if number and number.year else cited.loc[:2]
            earlier, expected = first.setdefault(key, (cited, value))
            if not same(value, expected):
                message = _(
                    "{instrument}: “{actual}” ({at}), but “{expected}” ({other})",
                    instrument=called(cited.instrument),
                    actual=value,
                    at=cited.at or "?",
                    expected=expected,
                    other=earlier.at or "?",
                )
                yield Complaint(message, (*cited.loc, field), expected=str(expected), actual=str(value))


@check("LEG104", "citation-incomplete", Severity.NOTE)
def incomplete_citations(reading: Reading) -> Iterator[Complaint]:
    for index, instrument in enumerate(reading.plan.legal_basis):
        if not (instrument.number or instrument.date):
            message = _("{instrument} is cited without its number and date", instrument=called(instrument))
            yield Complaint(message, ("legal_basis", index), actual=called(instrument))


@check("LEG105", "instrument-after-plan", Severity.ERROR)
def later_instruments(reading: Reading) -> Iterator[Complaint]:
    signed = reading.plan.document and reading.plan.document.known_date
    for cited in citations(reading) if signed else ():
        if signed and cited.date and cited.date.first > signed.last:
            message = _(
                "{instrument} is dated {date}, after the plan itself ({signed})",
                instrument=called(cited.instrument),
                date=cited.date,
                signed=signed,
            )
            yield Complaint(message, (*cited.loc, "date"), actual=str(cited.date))


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
    # the plan itself, when it has a number, an issuer and a whole date
    document = reading.plan.document
    printed = (document and document.number) or ""
    own, signed = document_number(printed), document.known_date if document else None
    if document and own and document.known_issuer and signed and signed.day:
        key = (own.series, bool(own.year), _issuer(document.known_issuer, reading), signed.year)
        if key in series:
            series[key].append(_Numbered(("document", "number"), printed, printed, own, signed.first))
    return {key: sorted(members, key=lambda one: one.day) for key, members in series.items()}


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
