"""LEG101-105: the instruments a plan cites, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from cybercrime_plan.findings import Complaint, Loc, Severity
from cybercrime_plan.language import _
from cybercrime_plan.model.dates import PartialDate
from cybercrime_plan.model.identity import Instrument
from cybercrime_plan.model.issuers import issuers, may_issue, same_body
from cybercrime_plan.model.numbering import DocumentNumber, document_number
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
